"""A block as FactoryBlock JSON: camelCase, the unit in each field's name, tiles from the first module's corner."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from agent.game.blueprint import encode, to_document

if TYPE_CHECKING:
    from agent.factory.compose.block import Block, Edge, Entry
    from agent.factory.compose.route import Connection
    from agent.factory.verify import Verdict
    from agent.game.gamedata import GameData
    from agent.game.geometry import Tile

Json = dict[str, Any]
KIND = "factory-block"
DIGITS = 6


def document(block: Block, data: GameData, verdict: Verdict | None = None, *, unproven: bool = False) -> Json:
    """Return a block as plain JSON, with what the judge said.

    Only of a block that the judge found sound ``blueprint`` holds the string; of another it is left out, unless it is
    asked for (``unproven``): then it is named ``unprovenBlueprint``, so that nobody takes the one for the other.
    """
    names = {entry.number: entry.name for entry in block.modules}
    found: Json = {
        "kind": KIND,
        "name": block.name,
        "dataSet": block.data_set,
        "algorithm": block.algorithm,
        "targets": [{"item": item, "ratePerMin": float(rate)} for item, rate in block.targets_per_min.items()],
        "dimensions": {"width": block.box[2], "height": block.box[3]},
        "origin": {"x": block.box[0], "y": block.box[1]},
        "modules": [_module(entry) for entry in block.modules],
        "alignmentScore": round(float(block.alignment), DIGITS),
        "alignedConnections": sum(one.aligned for one in block.inner),
        "assignedConnections": len(block.inner),
        "externalInputs": [_edge(edge) for edge in block.inputs],
        "externalOutputs": [_edge(edge) for edge in block.outputs],
        "internalConnections": [_connection(one, names) for one in block.inner],
        "roboports": [_place(tile) for tile in block.roboports],
        "efficiencyItemsPerMinPerTile": round(float(block.efficiency), DIGITS),
        "materials": materials(block, data),
    }
    if verdict is not None and verdict.sound:
        found["blueprint"] = blueprint_string(block, data)
    elif unproven:
        found["unprovenBlueprint"] = blueprint_string(block, data)
    if block.bound is not None:
        found["alignmentBound"] = round(float(block.bound), DIGITS)
    if verdict is not None:
        found["verification"] = _verification(verdict)
    return found


def blueprint_string(block: Block, data: GameData) -> str:
    """Return the string a player imports."""
    return encode(to_document(block.blueprint, data))


def materials(block: Block, data: GameData) -> dict[str, int]:
    """Count the items that building it takes."""
    counts: Counter[str] = Counter()
    for entity in block.blueprint.entities:
        prototype = data.entities.get(entity.name)
        counts[(prototype.item if prototype else None) or entity.name] += 1
        for request in entity.items:
            counts[request.name] += request.count
    return dict(sorted(counts.items()))


def _place(tile: Tile) -> Json:
    return {"x": tile[0], "y": tile[1]}


def _module(entry: Entry) -> Json:
    return {
        "id": entry.number + 1,
        "name": entry.name,
        "recipe": entry.recipe,
        "machine": entry.machine,
        "machines": entry.machines,
        "machinesNeeded": None if entry.needed is None else round(float(entry.needed), DIGITS),
        "catalogId": None if entry.origin is None else entry.origin.id,
        "position": {"x": entry.x, "y": entry.y},
        "size": {"width": entry.width, "height": entry.height},
        "ports": [
            {
                "flow": port.flow,
                "item": port.item,
                "way": "pipe" if port.fluid else "belt",
                "position": _place(port.tile),
                "ratePerMin": round(float(port.per_min), DIGITS),
            }
            for port in entry.ports
        ],
    }


def _edge(edge: Edge) -> Json:
    return {
        "item": edge.item,
        "way": "pipe" if edge.fluid else "belt",
        "ratePerMin": round(float(edge.per_min), DIGITS),
        "position": _place(edge.tile),
    }


def _connection(one: Connection, names: dict[int, str]) -> Json:
    return {
        "item": one.item,
        "way": "pipe" if one.fluid else "belt",
        "from": names[one.supplier],
        "to": names[one.taker],
        "ratePerMin": round(one.per_min, DIGITS),
        "supply": _place(one.supply),
        "port": _place(one.port),
        "tapped": one.tapped,
        "aligned": one.aligned,
    }


def _verification(verdict: Verdict) -> Json:
    return {
        "sound": verdict.sound,
        "errors": [
            {"code": fault.code, "position": fault.position, "arguments": dict(fault.args)} for fault in verdict.errors
        ],
        "warnings": [{"code": fault.code, "position": fault.position} for fault in verdict.warnings],
        "rates": [
            {
                "item": rate.item,
                "promisedPerMin": rate.promised_per_min,
                "boundPerMin": round(rate.bound_per_min, DIGITS),
                "simulatedPerMin": round(rate.simulated_per_min, DIGITS),
            }
            for rate in verdict.rates
            if rate.promised_per_min is not None
        ],
        "startedWith": [{"item": start.item, "amount": start.amount} for start in verdict.started],
        "notModelled": [str(unseen) for unseen in verdict.not_modelled],
        "simulatedS": verdict.seconds,
        "steady": verdict.steady,
    }
