"""Each of the nine modes on a snapshot of everything: belts, machines, panels, turrets, combinators, rails, a cloud."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from agent.assistant.modes import MODES
from agent.contract import Snapshot, parse_document
from agent.game import bundled
from tests.benchmarks import material
from tests.benchmarks.results import Result
from tests.benchmarks.timing import seconds

if TYPE_CHECKING:
    from tests.benchmarks.catalogue import Size

LIMIT_S = 2.0
"""A player waits no longer for what is computed on the spot."""
LARGEST, TINY = 50_000, 200
COLUMNS = 250
CHUNKS = 40
NESTS = 300
SIGNAL = {"name": "signal-A", "type": "virtual"}


def run(size: Size) -> list[Result]:
    """50,000 entities, 200 when tiny; the whole cloud and every nest in both."""
    entities = LARGEST if size == "full" else TINY
    taken = parse_document(Snapshot, snapshot(entities))
    data = bundled.load()
    found = []
    for mode in MODES.values():
        spent = seconds(lambda analyse=mode.analyse: analyse(taken, (), data))  # type: ignore[misc]
        case = f"{mode.id}, {entities:,} entities"
        found.append(Result(case, "once", spent * 1000, LIMIT_S * 1000, "ms", "two seconds", 1.0))
    return found


def snapshot(entities: int) -> bytes:
    """A snapshot file in which every mode has work to do."""
    body = json.loads(material.snapshot(0))
    body |= {
        "entity_count": entities,
        "entities": [_entity(number) for number in range(entities)],
        "circuit_networks": [{"id": number, "colour": "red", "connectors": 2} for number in range(1, entities + 2)],
        "enemies": [
            {"name": "biter-spawner", "type": "unit-spawner", "x": 600.0 + 20 * (n % 30), "y": 20.0 * (n // 30)}
            for n in range(NESTS)
        ],
        "pollution": [
            {"x": x, "y": y, "amount": 300.0, "tiles": {"grass-1": 4}} for x in range(CHUNKS) for y in range(CHUNKS)
        ],
        "evolution": {"factor": 0.4},
        "collected": ["pollution", "enemies", "water"],
    }
    body["surface"] |= {"pollutant": "pollution"}
    return json.dumps(body).encode()


def _entity(number: int) -> dict[str, Any]:
    place = {"x": number % COLUMNS * 2.0, "y": number // COLUMNS * 2.0, "unit": number + 1}
    kind = number % 10
    if kind < 4:
        return {"type": "transport-belt", "name": "transport-belt", **place}
    if kind < 6:
        return {"type": "inserter", "name": "inserter", "status": "working", "network": 3, **place}
    if kind == 6:
        return material.machine(number) | place
    if kind == 7:
        return {"type": "solar-panel", "name": "solar-panel", "network": 3, **place}
    if kind == 8:
        items = [{"name": "firearm-magazine", "count": 10}]
        ammo = {"inventory": "turret_ammo", "slots": 1, "free_slots": 0, "items": items}
        return {"type": "ammo-turret", "name": "gun-turret", "status": "working", "inventories": [ammo], **place}
    return {"type": "decider-combinator", "name": "decider-combinator", "circuit": _circuit(number + 1), **place}


def _circuit(number: int) -> dict[str, Any]:
    condition = {"first_signal": SIGNAL, "comparator": ">", "constant": 3, "compare_type": "or"}
    decider = {"conditions": [condition], "outputs": [{"signal": SIGNAL}]}
    return {
        "connectors": {"combinator_input_red": number, "combinator_output_red": number + 1},
        "control": {"decider_conditions": decider},
        "sent": [],
    }
