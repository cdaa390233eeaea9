"""From a plan to a block: modules, places, ways, power. Whether it works is for the judge to say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Literal

from agent.errors import GameDataError, NoRoomError, RefusedError
from agent.factory.compose.block import Block, Edge, Entry
from agent.factory.compose.columns import arranged
from agent.factory.compose.kit import kit_for, may_craft
from agent.factory.compose.manifold import stand
from agent.factory.compose.netlist import EDGE, netlist
from agent.factory.compose.optimal import OPTIMAL_TIME, Search, optimise
from agent.factory.compose.place import Spacing
from agent.factory.compose.power import connect, poles_in
from agent.factory.compose.roboports import NAME as ROBOPORT
from agent.factory.compose.roboports import roboports
from agent.factory.compose.route import Router
from agent.factory.compose.turning import turned_block
from agent.factory.compose.valve import signals
from agent.factory.compose.wanted import MINE
from agent.factory.stages import UNHEARD, Stage
from agent.game.blueprint import Blueprint, Wire
from agent.game.blueprint.model import POLE_COPPER
from agent.game.prototypes import CraftingMachine

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from agent.factory.compose.kit import Kit
    from agent.factory.compose.manifold import Standing
    from agent.factory.compose.netlist import Net, Netlist
    from agent.factory.compose.parts import Part
    from agent.factory.compose.route import Routed
    from agent.factory.compose.shelf import Shelf
    from agent.factory.compose.wanted import Wanted
    from agent.factory.stages import Tell
    from agent.game.gamedata import GameData

Algorithm = Literal["greedy", "optimal"]
WIDER, TRIES = 4, 1
"""Times that more room is left between modules: at most, and to compare where too little is aligned."""
ENOUGH = Fraction(95, 100)
"""Part of the connections whose alignment is enough to look no further."""
GAME_2_0 = (2, 0, 0)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a block must keep to; None: nothing."""

    width: int | None = None
    height: int | None = None
    researched: Collection[str] | None = None
    algorithm: Algorithm = "greedy"
    roboports: bool = False
    """Whether roboports are to cover the block."""


def compose(
    wanted: Wanted,
    data: GameData,
    name: str,
    limits: Limits | None = None,
    shelf: Shelf | None = None,
    tell: Tell = UNHEARD,
) -> Block:
    """Build a block that does what is wanted, with blueprints of a shelf where they fit and cells of its own elsewhere.

    ``tell`` hears how many modules are placed and nets led.

    Raises:
        GameDataError: Something is not in the data or not researched.
        RefusedError: No cell, no way, no room for poles; the error says which.
    """
    limits = limits or Limits()
    kit = kit_for(data, limits.researched)
    _check(wanted, data, limits.researched)
    nets = netlist(wanted, kit, shelf)
    optimal = limits.algorithm == "optimal"
    brief = Search(mirror=True)
    searches = [Search(OPTIMAL_TIME, mirror=True), brief] if optimal else [brief]
    if limits.height is not None:
        searches += [replace(search, height=limits.height) for search in searches]
    if limits.width is not None:
        searches += [replace(search, columns=False) for search in searches]
    best: Block | None = None
    refused: RefusedError | None = None
    for wider, search in product(range(WIDER + 1), searches):
        try:
            block = _attempt(name, wanted, kit, nets, search, wider, limits, tell)
            found = replace(_fitting(block, data, limits), algorithm=limits.algorithm)
        except RefusedError as error:
            refused = _telling(refused, error)
            continue
        if best is None or _worth(found) > _worth(best):
            best = found
        if best.alignment >= ENOUGH or wider >= TRIES:
            break
    if best is None:
        raise refused or RefusedError("compose-route", item=name)
    return best


def _check(wanted: Wanted, data: GameData, researched: Collection[str] | None) -> None:
    """Refuse what cells cannot do or what is not unlocked.

    Raises:
        GameDataError: ``compose-beacons`` or ``compose-locked``.
    """
    for step in wanted.steps:
        if step.beacons and (step.recipe.startswith(MINE) or step.payload is not None):
            raise GameDataError("compose-beacons", recipe=step.recipe.removeprefix(MINE))
        if researched is None or step.recipe.startswith(MINE):
            continue
        machine = data.entity(step.machine, CraftingMachine)
        built = [recipe.name for recipe in data.recipes_making(machine.item or step.machine)]
        for thing, recipes in ((step.machine, built), (step.recipe, [step.recipe])):
            if not any(may_craft(recipe, data, researched) for recipe in recipes):
                needed = next((found for one in recipes if (found := data.technology_unlocking(one))), "")
                raise GameDataError("compose-locked", thing=thing, technology=needed)


def _telling(known: RefusedError | None, error: RefusedError) -> RefusedError:
    """Return the refusal that tells more: the smallest size that would do before a way that is not there."""
    if not isinstance(error, NoRoomError):
        return known or error
    if not isinstance(known, NoRoomError):
        return error
    return min(known, error, key=lambda one: int(one.params["width"]) * int(one.params["height"]))


def _worth(block: Block) -> tuple[Fraction, Fraction]:
    """Return what makes one block better than another: alignment, then how small it is."""
    return block.alignment, block.efficiency


def _attempt(
    name: str, wanted: Wanted, kit: Kit, nets: Netlist, search: Search, wider: int, limits: Limits, tell: Tell
) -> Block:
    """Place and route once, with so many rows and columns more than the least between modules."""
    spacing = Spacing(max(wider - 1, 0), 2 * wider)
    tell(Stage.PLACED, 0, len(nets.modules))
    nets = arranged(nets, spacing, search) if search.columns else nets
    optimum = optimise(nets, spacing, search)
    if optimum is None:
        raise RefusedError("compose-route", item=name)
    standing = stand(optimum, nets)
    tell(Stage.PLACED, len(standing), len(nets.modules))
    routed = Router(standing, nets, kit, wider, tell).run()
    return _block(name, wanted, kit, standing, routed, optimum.bound, limits)


def _fitting(block: Block, data: GameData, limits: Limits) -> Block:
    """Return the block if it keeps to its limits, turned by a quarter where only that does.

    Raises:
        NoRoomError: ``compose-too-large`` with the size it needs.
    """
    width, height = block.box[2:]
    if width > (limits.width or width) or height > (limits.height or height):
        lengthwise = height <= (limits.width or height) and width <= (limits.height or width)
        turned = turned_block(block, data) if lengthwise else None
        if turned is not None:
            return turned
        raise NoRoomError(
            "compose-too-large",
            modules=len(block.modules),
            room=f"{limits.width or '∞'}x{limits.height or '∞'}",
            width=width,
            height=height,
        )
    return block


def _block(
    name: str, wanted: Wanted, kit: Kit, standing: list[Standing], routed: Routed, bound: Fraction, limits: Limits
) -> Block:
    parts = [part for one in standing for part in one.parts] + routed.parts
    assert routed.grid is not None  # noqa: S101 - a router always hands its grid over
    ports = roboports(parts, routed.grid, kit, limits.researched) if limits.roboports else []
    parts += ports
    added, wires = connect(list(poles_in(parts, kit.data)), routed.grid, kit)
    parts = sorted([*parts, *added], key=lambda part: (part.x, part.y, part.name))
    places = {(part.x, part.y): place for place, part in enumerate(parts, 1)}
    numbers = _numbers(standing)
    number = {pole: places[part.x, part.y] for pole, part in poles_in(parts, kit.data).items()}
    blueprint = Blueprint(
        name,
        GAME_2_0,
        tuple(part.entity(place) for place, part in enumerate(parts, 1)),
        (*(Wire(number[a], POLE_COPPER, number[b], POLE_COPPER) for a, b in wires), *signals(parts, places)),
        icons=_icons(wanted),
    )
    return Block(
        name,
        wanted.data_set,
        {item: rate * 60 for item, rate in wanted.targets.items()},
        blueprint,
        _box(parts),
        tuple(sorted((_entry(one, numbers) for one in standing), key=lambda entry: entry.number)),
        tuple(Edge(net.item, net.fluid, tile, net.per_min) for net, tile in sorted(routed.entries, key=_by_tile)),
        tuple(Edge(net.item, net.fluid, tile, _leaving(net)) for net, tile in sorted(routed.exits, key=_by_tile)),
        tuple(
            sorted(
                (
                    replace(one, supplier=numbers.get(one.supplier, EDGE), taker=numbers.get(one.taker, EDGE))
                    for one in routed.connections
                ),
                key=lambda one: (one.supplier, one.taker, one.item, one.port),
            )
        ),
        bound=bound,
        roboports=tuple((part.x, part.y) for part in ports if part.name == ROBOPORT),
        mined={step.machine: step.recipe.removeprefix(MINE) for step in wanted.steps if step.recipe.startswith(MINE)},
    )


def _by_tile(entry: tuple[object, tuple[int, int]]) -> tuple[int, int]:
    return entry[1][1], entry[1][0]


def _leaving(net: Net) -> Fraction:
    return sum((need.per_min for need in net.takers if need.module == EDGE), Fraction(0))


def _numbers(standing: list[Standing]) -> dict[int, int]:
    """Number modules as the report lists them: the first at (0, 0), suppliers before those they supply."""
    ordered = sorted(standing, key=lambda one: (one.placed.x, one.placed.y))
    return {one.placed.module.number: place for place, one in enumerate(ordered)}


def _entry(one: Standing, numbers: Mapping[int, int]) -> Entry:
    module, placed = one.placed.module, one.placed
    return Entry(
        numbers[module.number],
        module.step.recipe,
        module.step.machine,
        placed.cell.machines,
        placed.x,
        placed.y,
        placed.width,
        placed.height,
        tuple(port for _, port in sorted(one.ports.items())),
        None if placed.cell.real is None else placed.cell.real.entry,
        None if placed.cell.real is not None else module.crafts_per_s / module.step.machine_crafts_per_s,
    )


def _box(parts: list[Part]) -> tuple[int, int, int, int]:
    left, top = min(part.x for part in parts), min(part.y for part in parts)
    return left, top, max(part.x + part.w for part in parts) - left, max(part.y + part.h for part in parts) - top


def _icons(wanted: Wanted) -> tuple[tuple[str, str], ...]:
    return tuple(("fluid" if item in wanted.fluids else "item", item) for item in list(wanted.targets)[:4])
