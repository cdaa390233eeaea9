"""The view of a snapshot that the mod took in the running game."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from agent.analysis.statuses import BY_STATUS, State
from agent.analysis.view import BeaconAt, Factory, Machine, ModuleStack, Part
from agent.game.geometry import around, grown
from agent.game.prototypes import CraftingMachine, MiningDrill

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agent.contract import Snapshot, SnapshotEntity, SnapshotStack
    from agent.game.gamedata import GameData
    from agent.game.geometry import Box

MACHINE_TYPES = frozenset({"assembling-machine", "furnace", "rocket-silo", "mining-drill", "lab"})
NOT_FACTORY = frozenset({"resource", "unit", "unit-spawner", "turret", "tree", "simple-entity", "cliff", "character"})
STORES = frozenset({"container", "logistic-container", "linked-container"})
INPUTS = frozenset({"crafter_input", "lab_input"})
DIGITS = 6


def factory_of_snapshot(snapshot: Snapshot, data: GameData) -> Factory:
    """View a snapshot. What the game reports of a machine (speed, productivity, beacons) is kept as reported."""
    ores = _ores(snapshot.entities)
    satisfaction = {network.id: network.satisfaction for network in snapshot.electric_networks}
    machines: list[Machine] = []
    parts: list[Part] = []
    unknown: set[str] = set()
    for entity in snapshot.entities:
        part = _part(entity)
        parts.append(part)
        if entity.type in NOT_FACTORY or entity.deconstruct:
            continue
        if entity.name not in data.entities:
            unknown.add(entity.name)
        if entity.type in MACHINE_TYPES:
            machines.append(_machine(entity, part, data, ores, satisfaction))
    bonus = snapshot.mining_productivity_bonus
    return Factory(
        source="snapshot",
        surface=snapshot.surface.name,
        data=data,
        machines=tuple(machines),
        parts=tuple(parts),
        not_modelled=tuple(sorted(unknown)),
        mining_productivity=None if bonus is None else exact(bonus),
        tick=snapshot.tick,
        trains=snapshot.trains,
        stops=snapshot.train_stops,
        inserter_bonus=_inserter_bonus(snapshot),
        area=(
            snapshot.area.left_top.x,
            snapshot.area.left_top.y,
            snapshot.area.right_bottom.x,
            snapshot.area.right_bottom.y,
        ),
    )


def _inserter_bonus(snapshot: Snapshot) -> tuple[int, int] | None:
    plain, bulk = snapshot.inserter_stack_bonus, snapshot.bulk_inserter_stack_bonus
    return None if plain is None or bulk is None else (plain, bulk)


@lru_cache(maxsize=4096)
def exact(value: float) -> Fraction:
    """Take a reported number at its decimal spelling, six digits after the point."""
    return Fraction(repr(round(value, DIGITS)))


def _part(entity: SnapshotEntity) -> Part:
    return Part(
        name=entity.name,
        type=entity.type,
        x=entity.x,
        y=entity.y,
        direction=entity.direction,
        number=entity.unit,
        quality=entity.quality,
        status=entity.status,
        network=entity.network,
        ghost=entity.ghost,
        pickup=entity.pickup,
        drop=entity.drop,
        end=entity.underground,
        amount=entity.amount,
        filter=entity.filter,
        items=_items(entity) if entity.type in STORES else (),
        full=entity.type in STORES and _is_full(entity),
    )


def _items(entity: SnapshotEntity) -> tuple[tuple[str, int], ...]:
    held: Counter[str] = Counter()
    for inventory in entity.inventories:
        for stack in inventory.items:
            held[stack.name] += stack.count
    return tuple(held.items())


def _is_full(entity: SnapshotEntity) -> bool:
    return any(inventory.slots for inventory in entity.inventories) and not any(
        inventory.free_slots for inventory in entity.inventories
    )


def _machine(
    entity: SnapshotEntity, part: Part, data: GameData, ores: _Ores, satisfaction: Mapping[int, float | None]
) -> Machine:
    yields: Fraction | None = None
    prototype = data.entities.get(entity.name)
    recipe = entity.recipe
    if recipe is None and isinstance(prototype, CraftingMachine):
        recipe = prototype.fixed_recipe
    if isinstance(prototype, MiningDrill):
        recipe, yields = _mined(prototype, entity, data, ores)
    planned = entity.requests if entity.ghost else ()
    ordered = () if entity.ghost else entity.requests
    reported = None if entity.ghost else entity.crafting_speed
    productivity = None if entity.ghost else entity.productivity_bonus
    met = None if entity.network is None else satisfaction.get(entity.network)
    return Machine(
        part=part,
        recipe=recipe,
        recipe_quality=entity.recipe_quality,
        modules=tuple(_modules((*entity.modules, *planned), data)),
        beacons=tuple(
            BeaconAt(beacon.name, tuple(_modules(beacon.modules, data)), beacon.quality) for beacon in entity.beacons
        ),
        reported_speed=None if reported is None else exact(reported),
        reported_productivity=None if productivity is None else exact(productivity),
        products_finished=entity.products_finished,
        holds=_holds(entity),
        fluids={fluid.name: fluid.amount for fluid in entity.fluids},
        satisfaction=None if met is None else exact(met),
        requested=tuple(_known_modules(ordered, data)),
        yields=yields,
    )


def _known_modules(stacks: Iterable[SnapshotStack], data: GameData) -> Iterable[ModuleStack]:
    return (
        ModuleStack(stack.name, stack.count, stack.quality)
        for stack in stacks
        if (item := data.items.get(stack.name)) is not None and item.effect is not None
    )


def _modules(stacks: Iterable[SnapshotStack], data: GameData) -> Iterable[ModuleStack]:
    for stack in stacks:
        item = data.items.get(stack.name)
        if item is None or item.effect is not None:
            yield ModuleStack(stack.name, stack.count, stack.quality)


def _holds(entity: SnapshotEntity) -> dict[str, int] | None:
    """Return what lies in a machine's input; its output may hold more of what it also takes."""
    inputs = [inventory for inventory in entity.inventories if inventory.inventory in INPUTS]
    if not inputs:
        return None
    held: Counter[str] = Counter()
    for inventory in inputs:
        for stack in inventory.items:
            held[stack.name] += stack.count
    return dict(held)


_Ores = dict[tuple[int, int], list[tuple[str, float, float, float | None]]]
CELL = 16
CUT_OFF = 3.0
"""How far from a working drill's reach, in tiles, the ore that it mines is looked for where none is told in it."""


def _ores(entities: Iterable[SnapshotEntity]) -> _Ores:
    found: _Ores = defaultdict(list)
    for entity in entities:
        if entity.type == "resource":
            found[int(entity.x // CELL), int(entity.y // CELL)].append((entity.name, entity.x, entity.y, entity.amount))
    return found


def _mined(
    drill: MiningDrill, entity: SnapshotEntity, data: GameData, ores: _Ores
) -> tuple[str | None, Fraction | None]:
    """Name the resource under a drill, and the yield of an infinite one.

    Of several resources it is the commonest, as the drill takes them in turn.

    One that works mines something: where the box that the player drew cut off what lies under it, the resource that
    begins beside it counts.
    """
    reach = around(entity.x, entity.y, drill.radius)
    under = _within(reach, drill, data, ores)
    if not under and not entity.ghost and BY_STATUS.get(entity.status or "") is State.WORKING:
        under = _within(grown(reach, CUT_OFF), drill, data, ores)
    if not under:
        return None, None
    name = min(under, key=lambda name: (-len(under[name]), name))
    known, told = data.resources[name], [amount for amount in under[name] if amount is not None]
    yields = exact(sum(told)) / known.normal / len(told) if known.infinite and told else None
    return f"mine:{name}", yields


def _within(reach: Box, drill: MiningDrill, data: GameData, ores: _Ores) -> dict[str, list[float | None]]:
    left, top, right, bottom = reach
    found: dict[str, list[float | None]] = defaultdict(list)
    for column in range(int(left // CELL), int(right // CELL) + 1):
        for row in range(int(top // CELL), int(bottom // CELL) + 1):
            for name, x, y, amount in ores.get((column, row), ()):
                resource = data.resources.get(name)
                known = resource is not None and resource.category in drill.categories
                if known and left <= x <= right and top <= y <= bottom:
                    found[name].append(amount)
    return found
