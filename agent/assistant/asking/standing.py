"""What stands in a snapshot: how many of it, how many only planned, in which states, and how full it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.findings import Name, Word, count, most, names, percent
from agent.analysis.from_snapshot import exact
from agent.assistant.asking.holdings import place_of
from agent.assistant.asking.view import told, told_at
from agent.game.prototypes import CraftingMachine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from agent.analysis.findings import Arg, Finding
    from agent.assistant.asking.view import View
    from agent.contract import SnapshotEntity
    from agent.game.gamedata import GameData

FAMILIES: dict[str, frozenset[str]] = {
    "chests": frozenset({"container", "logistic-container", "infinity-container", "linked-container"}),
    "tanks": frozenset({"storage-tank"}),
    "furnaces": frozenset({"furnace"}),
    "assemblers": frozenset({"assembling-machine"}),
    "machines": frozenset({"assembling-machine", "furnace", "rocket-silo", "mining-drill"}),
    "drills": frozenset({"mining-drill"}),
    "labs": frozenset({"lab"}),
    "turrets": frozenset({"ammo-turret", "electric-turret", "fluid-turret", "artillery-turret", "turret"}),
    "inserters": frozenset({"inserter"}),
    "belts": frozenset({"transport-belt", "underground-belt", "splitter"}),
    "pipes": frozenset({"pipe", "pipe-to-ground"}),
    "poles": frozenset({"electric-pole"}),
    "roboports": frozenset({"roboport"}),
    "accumulators": frozenset({"accumulator"}),
    "panels": frozenset({"solar-panel"}),
    "reactors": frozenset({"reactor"}),
    "beacons": frozenset({"beacon"}),
    "boilers": frozenset({"boiler"}),
}
"""Prototype types of what players call by one word."""
STATES: dict[str, frozenset[str]] = {
    "working": frozenset({"working", "normal", "low_power"}),
    "no_fuel": frozenset({"no_fuel"}),
    "no_power": frozenset({"no_power"}),
    "low_power": frozenset({"low_power"}),
    "no_ingredients": frozenset(
        {"no_ingredients", "item_ingredient_shortage", "fluid_ingredient_shortage", "no_input_fluid"}
    ),
    "full_output": frozenset({"full_output", "waiting_for_space_in_destination", "full_burnt_result_output"}),
    "no_recipe": frozenset({"no_recipe"}),
    "no_ammo": frozenset({"no_ammo"}),
    "unplugged": frozenset({"not_plugged_in_electric_network"}),
}
"""Members of ``defines.entity_status`` by what players say."""
KNOWN_STATES = frozenset().union(*STATES.values()) | {
    "waiting_for_source_items",
    "no_minable_resources",
    "missing_required_fluid",
    "missing_science_packs",
    "no_research_in_progress",
    "disabled",
    "disabled_by_control_behavior",
    "disabled_by_script",
    "not_plugged_in_electric_network",
    "fully_charged",
    "charging",
    "discharging",
    "low_input_fluid",
    "frozen",
}
"""Those that the catalogue has words for."""
SHOWN = 8


def of_family(view: View, family: str) -> list[SnapshotEntity]:
    """Return what stands of a family, ghosts among it."""
    types = FAMILIES.get(family, frozenset())
    found = [entity for entity in view.snapshot.entities if entity.type in types]
    if family == "assemblers":
        return [entity for entity in found if _assembles(entity.name, view.data)]
    return found


def _assembles(name: str, data: GameData) -> bool:
    """Tell an assembling machine from chemical plants and others of its prototype type: it does plain crafting."""
    machine = data.entities.get(name)
    return not isinstance(machine, CraftingMachine) or "crafting" in machine.categories


def of_names(view: View, built: Iterable[str]) -> list[SnapshotEntity]:
    """Return what stands of these entities, ghosts among it."""
    wanted = frozenset(built)
    return [entity for entity in view.snapshot.entities if entity.name in wanted and entity.type != "resource"]


def counted(entities: Sequence[SnapshotEntity], asked: Arg, quality: str | None) -> Iterator[Finding]:
    """Yield how many stand, by name, and how many are only planned."""
    found = [each for each in entities if quality is None or each.quality == quality]
    kind = Name("quality", quality or "normal")
    built = Counter(each.name for each in found if not each.ghost)
    ghosts = Counter(each.name for each in found if each.ghost)
    suffix = "" if quality is None else "-quality"
    if built:
        key = "chat-standing" if len(built) == 1 else "chat-standing-sum"
        extra: dict[str, Arg] = {} if quality is None else {"quality": kind}
        yield told(key + suffix, list=most("entity", built, SHOWN), count=count(built.total()), **extra)
    else:
        yield told("chat-standing-none", what=asked)
    if ghosts:
        yield told("chat-planned", list=most("entity", ghosts, SHOWN))
    better = Counter(each.quality for each in found if not each.ghost and each.quality != "normal")
    if quality is None and better:
        yield told("chat-better", list=most("quality", better, SHOWN))


def in_state(view: View, entities: Sequence[SnapshotEntity], states: Iterable[str]) -> Iterator[Finding]:
    """Yield how many are in the states that are asked for, of how many."""
    built = [each for each in entities if not each.ghost]
    for state in states:
        kinds = STATES[state]
        hit = [each for each in built if each.status in kinds]
        args: dict[str, Arg] = {
            "state": Word(f"chat-state-{state.replace('_', '-')}"),
            "of": names("entity", (each.name for each in built)),
            "count": count(len(hit)),
            "total": count(len(built)),
        }
        if hit:
            yield told_at(view, (hit[0].x, hit[0].y), "chat-in-state", **args)
        else:
            yield told("chat-in-state", **args)


def by_state(entities: Sequence[SnapshotEntity], *, idle: bool) -> Iterator[Finding]:
    """Yield how many work and how many do not, and why not, by status."""
    built = [each for each in entities if not each.ghost and each.status is not None]
    if not built:
        return
    working = sum(each.status in STATES["working"] for each in built)
    stands = Counter(str(each.status) for each in built if each.status not in STATES["working"])
    key = "chat-idle" if idle else "chat-working"
    yield told(key, count=count(stands.total() if idle else working), total=count(len(built)))
    listed = [(status, number) for status, number in stands.most_common() if status in KNOWN_STATES]
    for status, number in listed[:SHOWN]:
        recipes = {str(each.recipe) for each in built if each.status == status and each.recipe}
        args: dict[str, Arg] = {"state": Word(f"chat-state-{status.replace('_', '-')}"), "count": count(number)}
        if recipes:
            yield told("chat-state-of", list=names("recipe", recipes), **args)
        else:
            yield told("chat-state-bare", **args)


def fill(view: View, entities: Sequence[SnapshotEntity], fluids: Sequence[str]) -> Iterator[Finding]:
    """Yield how full tanks are, by fluid; the room of a tank is the game data's."""
    amount: dict[str, Fraction] = defaultdict(Fraction)
    room: dict[str, Fraction] = defaultdict(Fraction)
    empty = 0
    for each in entities:
        prototype = view.data.entities.get(each.name)
        if each.ghost or prototype is None or not prototype.fluid_capacity:
            continue
        if not each.fluids:
            empty += 1
        for fluid in each.fluids:
            if not fluids or fluid.name in fluids:
                amount[fluid.name] += exact(fluid.amount)
                room[fluid.name] += prototype.fluid_capacity
    for name in sorted(amount, key=lambda each: -amount[each]):
        held, most_held = Fraction(round(amount[name])), count(room[name])
        share = percent(amount[name] / room[name])
        yield told("chat-fill", fluid=Name("fluid", name), share=share, amount=count(held), room=most_held)
    if empty and not fluids:
        yield told("chat-fill-empty", count=count(empty))


def slots(entities: Sequence[SnapshotEntity]) -> Iterator[Finding]:
    """Yield how many slots of the stores are taken and free."""
    inventories = [each for entity in entities if not entity.ghost for each in entity.inventories[:1]]
    every = sum(each.slots for each in inventories)
    free = sum(each.free_slots for each in inventories)
    if not every:
        yield told("chat-slots-none")
        return
    share = percent(Fraction(every - free, every))
    yield told("chat-slots", stores=count(len(inventories)), free=count(free), slots=count(every), share=share)


def stands_at(entity: SnapshotEntity, view: View) -> Finding:
    """Say where something stands."""
    at = (entity.x, entity.y)
    return told_at(view, at, "chat-stands-at", entity=Name("entity", entity.name), at=place_of(at))


def damaged(view: View) -> Iterator[Finding]:
    """Yield what has lost health."""
    hurt = [
        each
        for each in view.snapshot.entities
        if not each.ghost
        and each.health is not None
        and each.max_health
        and each.health < each.max_health
        and each.type not in {"unit", "unit-spawner"}
    ]
    if not hurt:
        yield told("chat-damaged-none")
        return
    worst = min(hurt, key=lambda each: (each.health or 0) / (each.max_health or 1))
    at = (worst.x, worst.y)
    listed = most("entity", Counter(each.name for each in hurt), SHOWN)
    yield told_at(view, at, "chat-damaged", count=count(len(hurt)), list=listed)
