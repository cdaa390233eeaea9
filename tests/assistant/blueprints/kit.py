"""A blueprint as the mod would take it once it stands, and a check that an answer claims nothing that is not in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from agent.analysis.circuits import circuit_of_blueprint
from agent.analysis.findings import Amounts, Formula, Name, Names, Quantity, Unit
from agent.analysis.wording import readable
from agent.contract import (
    PROTOCOL,
    Area,
    CircuitNetwork,
    ElectricNetwork,
    LogisticNetwork,
    LogisticPoint,
    Player,
    Position,
    PowerFlow,
    Roboport,
    Snapshot,
    SnapshotCircuit,
    SnapshotEntity,
    SnapshotInventory,
    SnapshotStack,
    SnapshotTrain,
    Surface,
    TrainStop,
)
from agent.contract.trains import ScheduleStop
from agent.game.prototypes import CraftingMachine, MiningDrill
from agent.i18n import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.analysis.circuits import Circuit, Node
    from agent.analysis.findings import Analysis, Arg, Finding
    from agent.assistant.question import Answer
    from agent.game.blueprint import Blueprint, BlueprintEntity
    from agent.game.gamedata import GameData

NETWORK = 7
TICK = 72_000
STATUSES = {
    "assembling-machine": ("working", "item_ingredient_shortage", "full_output", "no_power", "low_power"),
    "furnace": ("working", "no_ingredients", "full_output", "no_fuel"),
    "rocket-silo": ("working", "item_ingredient_shortage"),
    "mining-drill": ("working", "waiting_for_space_in_destination", "no_minable_resources", "low_power"),
    "lab": ("working", "missing_science_packs"),
    "inserter": ("working", "waiting_for_source_items", "waiting_for_space_in_destination"),
    "generator": ("working", "no_input_fluid"),
    "boiler": ("working", "no_fuel"),
    "ammo-turret": ("working", "no_ammo"),
    "electric-turret": ("working", "low_power"),
}
"""What machines of a type say in turn, by the number of the entity."""
CHESTS = {
    "requester-chest": "requester",
    "buffer-chest": "buffer",
    "storage-chest": "storage",
    "passive-provider-chest": "passive_provider",
    "active-provider-chest": "active_provider",
}


def snapshot_of(blueprint: Blueprint, data: GameData, *, ghosts: bool = False) -> Snapshot:
    """Return what the mod would tell of a blueprint: its ghosts, or all of it built and at work.

    Built, machines say the statuses of their type in turn, everything electric is in one network that gives nine
    tenths, chests of logistics are in one network, and at every station stands a train.
    """
    circuit = circuit_of_blueprint(blueprint, data)
    nodes = {node.number: node for node in circuit.nodes}
    rows = tuple(_entity(entity, data, nodes.get(entity.number), ghosts=ghosts) for entity in blueprint.entities)
    left, top = min((row.x for row in rows), default=0.0), min((row.y for row in rows), default=0.0)
    right, bottom = max((row.x for row in rows), default=0.0), max((row.y for row in rows), default=0.0)
    running: dict[str, Any] = {} if ghosts else _running(rows)
    return Snapshot(
        protocol=PROTOCOL,
        session="5a3f19c2",
        tick=TICK,
        kind="snapshot",
        id="5a3f19c2-s1",
        player=Player(index=1, name="Анна"),
        surface=Surface(name="nauvis", index=1, planet="nauvis", daytime=0.25, pollutant="pollution"),
        area=Area(left_top=Position(x=left, y=top), right_bottom=Position(x=right, y=bottom)),
        selection="ghosts" if ghosts else "entities",
        load_score=float(len(rows)),
        entity_count=len(rows),
        entities=rows,
        circuit_networks=() if ghosts else tuple(_nets(circuit)),
        **running,
    )


def _entity(entity: BlueprintEntity, data: GameData, node: Node | None, *, ghosts: bool) -> SnapshotEntity:
    prototype = data.entities.get(entity.name)
    kind = prototype.type if prototype is not None else "simple-entity-with-owner"
    items = tuple(SnapshotStack(item.name, item.count, item.quality) for item in entity.items)
    modules = tuple(item for item in items if (known := data.items.get(item.name)) and known.effect is not None)
    recipe = entity.recipe
    if recipe is None and isinstance(prototype, CraftingMachine):
        recipe = prototype.fixed_recipe
    turn = STATUSES.get(kind)
    text = entity.settings.get("station")
    electric = kind == "electric-pole" or (prototype is not None and prototype.power.needs_pole)
    return SnapshotEntity(
        type=kind,
        name=entity.name,
        x=entity.x,
        y=entity.y,
        unit=None if ghosts else entity.number,
        direction=entity.direction,
        mirrored=entity.mirror,
        quality=entity.quality,
        force="player",
        status=None if ghosts or turn is None else turn[entity.number % len(turn)],
        recipe=recipe,
        recipe_quality=entity.recipe_quality,
        network=None if ghosts or not electric else NETWORK,
        underground=entity.end,
        text=text if isinstance(text, str) else None,
        ghost=ghosts,
        modules=() if ghosts else modules,
        requests=items if ghosts else (),
        inventories=() if ghosts else tuple(_inventories(kind, recipe, data)),
        circuit=None if node is None or ghosts else _circuit(node),
    )


def _inventories(kind: str, recipe: str | None, data: GameData) -> Iterator[SnapshotInventory]:
    """Yield what a machine holds of its first ingredient, the others being what it waits for."""
    known = data.recipes.get(recipe or "")
    if kind in {"assembling-machine", "furnace"} and known is not None:
        solid = [row.name for row in known.ingredients if row.name in data.items]
        yield SnapshotInventory("crafter_input", 4, 3, tuple(SnapshotStack(name, 50) for name in solid[:1]))


def _circuit(node: Node) -> SnapshotCircuit:
    computing = node.kind in {"arithmetic", "decider", "selector"}
    ends = {f"{'combinator_input' if computing else 'circuit'}_{c}": net for c, net in node.inputs.items()}
    if computing:
        ends |= {f"combinator_output_{colour}": net for colour, net in node.outputs.items()}
    return SnapshotCircuit(ends, node.control)


def _nets(circuit: Circuit) -> Iterator[CircuitNetwork]:
    seen: Counter[int] = Counter()
    for node in circuit.nodes:
        ends = [*node.inputs.values()]
        seen.update(ends if node.inputs == node.outputs else [*ends, *node.outputs.values()])
    for net in circuit.nets.values():
        yield CircuitNetwork(net.id, net.colour, (), seen[net.id])


def _running(rows: tuple[SnapshotEntity, ...]) -> dict[str, Any]:
    electric = [row for row in rows if row.network is not None]
    users = Counter(row.name for row in electric if row.type not in {"electric-pole", "solar-panel", "generator"})
    makers = Counter(row.name for row in electric if row.type in {"solar-panel", "generator"})
    flows = [PowerFlow(name, "use", 90e3 * number, 80e3 * number, 70e3 * number) for name, number in users.items()]
    flows += [PowerFlow(name, "make", 81e3 * number) for name, number in makers.items()]
    used = sum(flow.now_w for flow in flows if flow.side == "use")
    network = ElectricNetwork(
        id=NETWORK, satisfaction=0.9, demand_w=used, supply_w=0.9 * used, maximum_w=0.9 * used, flows=tuple(flows)
    )
    ports = tuple(
        Roboport(NETWORK, row.name, row.x, row.y, row.unit, inside=True, charging=4, to_charge=row.unit or 0)
        for row in rows
        if row.type == "roboport"
    )
    chests = tuple(
        LogisticPoint(NETWORK, CHESTS[row.name], row.name, row.x, row.y, row.unit, inside=True, slots=48)  # type: ignore[arg-type]
        for row in rows
        if row.name in CHESTS
    )
    stops = tuple(
        TrainStop(row.unit or 0, row.text or "", row.x, row.y, inside=True, trains=1)
        for row in rows
        if row.type == "train-stop"
    )
    trains = tuple(
        SnapshotTrain(
            number, "wait_station", stop.x, stop.y, stops=(ScheduleStop(stop.station),), current=1, station=stop.unit
        )
        for number, stop in enumerate(stops, 1)
    )
    return {
        "electric_networks": (network,) if electric else (),
        "logistic_networks": (LogisticNetwork(NETWORK),) if ports else (),
        "roboports": ports,
        "logistic_points": chests if ports else (),
        "train_stops": stops,
        "trains": trains,
    }


PROPOSED = frozenset({"cure", "add", "blueprint"})
"""Arguments of findings that name what could be added, not what stands there."""
PROPOSING = ("fact-starter-", "finding-starter-no-", "fact-forecast-modules")
"""Findings that say what could be built, or what is not there."""
FREE_GROUND = frozenset({"finding-starter-no-room", "fact-starter-room"})
"""Findings whose place is free ground."""
WORST_OF_SEVERAL = frozenset({"finding-power-fuel-low"})
"""Findings whose entity is the worst of those they count."""
LIMITED_TO = {"count", "machines", "total", "ghosts", "combinators", "constants", "things"}


@dataclass(frozen=True, slots=True)
class Present:
    """All that a snapshot holds, by internal name and by place."""

    names: frozenset[str]
    counts: Mapping[str, int]
    places: frozenset[tuple[float, float]]
    area: Area

    @staticmethod
    def of(snapshot: Snapshot, data: GameData) -> Present:
        """Gather it: whatever is written anywhere in the snapshot, and what its recipes take and give."""
        names = set(_texts(snapshot.model_dump(exclude={"entities"})))
        for entity in snapshot.entities:
            names |= set(_texts(entity))
            names |= set(_of_machine(entity, data))
        places = {(entity.x, entity.y) for entity in snapshot.entities}
        counts = Counter(entity.name for entity in snapshot.entities)
        return Present(frozenset(names), counts, frozenset(places), snapshot.area)

    def has_place(self, x: float, y: float, *, free: bool) -> bool:
        """Tell whether something stands at a place, or for free ground whether it is inside the area."""
        left, right = self.area.left_top, self.area.right_bottom
        return (x, y) in self.places or (free and left.x - 1 <= x <= right.x + 1 and left.y - 1 <= y <= right.y + 1)


def _of_machine(entity: SnapshotEntity, data: GameData) -> Iterator[str]:
    recipe = data.recipes.get(entity.recipe or "")
    if recipe is not None:
        yield from (row.name for row in recipe.ingredients)
        yield from (row.name for row in recipe.products)
    prototype = data.entities.get(entity.name)
    if isinstance(prototype, MiningDrill) and entity.recipe:
        yield entity.recipe


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(key)
            yield from _texts(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def false_claims(analysis: Analysis, present: Present) -> Iterator[str]:
    """Yield what findings and facts say of things, places and numbers that are not in the snapshot."""
    for finding in (*analysis.findings, *analysis.facts):
        if finding.position is not None and not present.has_place(*finding.position, free=finding.key in FREE_GROUND):
            yield f"{finding.key}: nothing stands at {finding.position}"
        if finding.key.startswith(PROPOSING):
            continue
        for argument, value in finding.args.items():
            if argument not in PROPOSED:
                yield from (f"{finding.key}: no {name}" for name in _named(value) if name not in present.names)
        yield from _too_many(finding, present)


def _named(value: Arg) -> Iterator[str]:
    if isinstance(value, Name):
        yield value.name
    elif isinstance(value, Names):
        yield from value.names
    elif isinstance(value, Amounts):
        yield from (name.name for name, _ in value.amounts)
    elif isinstance(value, Formula):
        yield from (part.name for part in value.parts if isinstance(part, Name))


def _too_many(finding: Finding, present: Present) -> Iterator[str]:
    entity = finding.args.get("entity")
    stand = present.counts.get(entity.name, 0) if isinstance(entity, Name) else None
    for argument, value in finding.args.items():
        if isinstance(value, Quantity) and value.unit is Unit.COUNT and argument in LIMITED_TO:
            most = sum(present.counts.values())
            # A loop or a scheme is told at its first combinator and counts all of its kinds.
            several = "circuit" in finding.key or finding.key in WORST_OF_SEVERAL
            if stand is not None and argument == "count" and not several:
                most = stand
            if value.value > most:
                yield f"{finding.key}: {argument} {value.value} of at most {most}"
        elif isinstance(value, Amounts) and argument not in PROPOSED:
            for name, amount in value.amounts:
                if name.kind == "entity" and amount.unit is Unit.COUNT and amount.value > present.counts[name.name]:
                    yield f"{finding.key}: {amount.value} {name.name} of {present.counts[name.name]}"


_QUOTED = re.compile(r"[«“\"]([^«»“”\"]+)[»”\"]")


def false_words(answer: Answer, snapshot: Snapshot, data: GameData, present: Present) -> Iterator[str]:
    """Yield the names of game things quoted in the text of an answer, and clickable places, that are not there.

    What the answer offers to build, and all of the mode `starter` says of what to build next, is no such claim.
    """
    texts = catalogue(answer.language)
    every = {*data.items, *data.fluids, *data.entities, *data.recipes}
    absent = {readable("item", name, texts, {}) for name in every - present.names}
    offered = [row.name for row in answer.blueprint.required] if answer.blueprint is not None else []
    absent -= {readable("item", name, texts, {}) for name in (*present.names, *offered)}
    for shown in answer.findings:
        free = answer.mode == "starter"
        if shown.position is not None and not present.has_place(shown.position.x, shown.position.y, free=free):
            yield f"nothing stands at {shown.position}"
        if shown.surface not in {None, snapshot.surface.name}:
            yield f"surface {shown.surface}"
    if answer.mode == "starter":
        return
    for text in (answer.text, *(shown.text for shown in answer.findings)):
        yield from (f"«{quoted}» in: {text[:200]}" for quoted in _QUOTED.findall(text) if quoted in absent)
