"""Static rules of fluids: every box a recipe needs has a pipe, no network is to carry two fluids, ends find each other.

Which of several boxes takes which fluid is known only where there are as many as the recipe has fluids; where a recipe
leaves boxes free the game may choose, and such a box names no fluid here.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.factory.verify.verdict import Args, Fault, Severity
from agent.game.geometry import STEP, Tile, tile_of, turned
from agent.game.prototypes import CraftingMachine, MiningDrill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.factory.verify.crafters import Crafters
    from agent.factory.verify.layout import Layout, Standing
    from agent.game.prototypes import PipeConnection, Recipe

BACK = 8
BOTH_WAYS = "input-output"


@dataclass(slots=True, eq=False)
class Opening:
    """One connection on the map: the tile it lies in and where it points."""

    thing: Standing
    pipe: PipeConnection
    tile: Tile
    direction: int
    fluid: str | None = None
    other: Opening | None = None


class Fluids:
    """All pipe connections of a layout, joined."""

    def __init__(self, layout: Layout, crafters: Crafters) -> None:
        self.layout, self.crafters = layout, crafters
        self.of: dict[Standing, list[Opening]] = defaultdict(list)
        self._at: dict[tuple[Tile, int, bool], Opening] = {}
        for thing in layout.things:
            for pipe in thing.prototype.pipes:
                self._open(thing, pipe)
        for opening in list(self._at.values()):
            self._join(opening)
        for crafter in crafters.by_thing.values():
            self._assign(crafter.thing)

    def faults(self, *, strict: bool) -> Iterator[Fault]:
        """Yield what is wrong; a machine with no pipe at all may be meant where nothing is promised or told."""
        for opening in self._at.values():
            if opening.pipe.underground_reach and opening.other is None:
                reach = opening.pipe.underground_reach
                out = self.layout.ends_outside(opening.tile, STEP[opening.direction], reach)
                severity = Severity.WARNING if out else Severity.ERROR
                yield Fault("pipe-alone", opening.thing.position, {"entity": opening.thing.name}, severity)
        for crafter in self.crafters.by_thing.values():
            recipe = crafter.recipe
            if recipe is None:
                continue
            for flow, fluids in fluids_of(recipe):
                joined = [o for o in self.boxes(crafter.thing, flow) if o.other is not None]
                if len(joined) < len(fluids):
                    known = {opening.fluid for opening in joined}
                    args: Args = {"entity": crafter.thing.name, "fluid": ", ".join(f for f in fluids if f not in known)}
                    alone = all(opening.other is None for opening in self.of[crafter.thing])
                    free = [o for o in self.boxes(crafter.thing, flow) if o.other is None and self._looks_out(o)]
                    meant = not strict and (alone or len(joined) + len(free) >= len(fluids))
                    severity = Severity.WARNING if meant else Severity.ERROR
                    yield Fault("fluid-open", crafter.thing.position, args, severity)
        yield from self._mixed()

    def boxes(self, thing: Standing, flow: str) -> list[Opening]:
        """Return the openings of a crafting machine for what goes in or for what comes out.

        Boxes that fluid may pass through say both ways; a prototype lists its boxes for input first.
        """
        openings = self.of[thing]
        if isinstance(thing.prototype, MiningDrill):
            return [opening for opening in openings if (opening.pipe.flow == "output") is (flow == "output")]
        both = [opening for opening in openings if opening.pipe.flow == BOTH_WAYS]
        half = (len(both) + 1) // 2
        through = both[:half] if flow == "input" else both[half:]
        return [opening for opening in openings if opening.pipe.flow == flow or opening in through]

    def all(self) -> Iterator[Opening]:
        """Yield every opening."""
        for openings in self.of.values():
            yield from openings

    def _open(self, thing: Standing, pipe: PipeConnection) -> None:
        x, direction = pipe.x, pipe.direction
        if thing.entity.mirror:
            x, direction = -x, -direction % 16
        dx, dy = turned(x, pipe.y, thing.direction)
        direction = (direction + thing.direction) % 16
        if direction not in STEP:
            return
        tile = tile_of(thing.entity.x + dx, thing.entity.y + dy)
        opening = Opening(thing, pipe, tile, direction, pipe.fluid_filter)
        self.of[thing].append(opening)
        self._at[tile, direction, bool(pipe.underground_reach)] = opening

    def _join(self, opening: Opening) -> None:
        under = opening.pipe.underground_reach
        dx, dy = STEP[opening.direction]
        for tiles in range(1, (under or 1) + 1):
            tile = opening.tile[0] + dx * tiles, opening.tile[1] + dy * tiles
            other = self._at.get((tile, (opening.direction + BACK) % 16, bool(under)))
            if other is None or other.thing is opening.thing or _differ(opening, other):
                continue
            if self._awake(opening) and self._awake(other):
                opening.other, other.other = other, opening
                return

    def _looks_out(self, opening: Opening) -> bool:
        """Tell whether nothing stands between an opening and the edge: the next blueprint may join it."""
        return self.layout.open_from(opening.tile, STEP[opening.direction])

    def _awake(self, opening: Opening) -> bool:
        """Tell whether a box is there at all: machines whose recipe has no fluid have none."""
        crafter = self.crafters.by_thing.get(opening.thing)
        if crafter is None or isinstance(crafter.prototype, MiningDrill) or crafter.recipe is None:
            return crafter is None or crafter.recipe is not None
        return any(fluids for _, fluids in fluids_of(crafter.recipe))

    def _assign(self, thing: Standing) -> None:
        recipe = self.crafters.by_thing[thing].recipe
        if recipe is None:
            return
        for flow, fluids in fluids_of(recipe):
            boxes = self.boxes(thing, flow)
            drilled = isinstance(thing.prototype, MiningDrill)
            if drilled or len(boxes) == len(fluids):
                for opening, fluid in zip(boxes, fluids * len(boxes) if drilled else fluids, strict=False):
                    opening.fluid = opening.fluid or fluid

    def _mixed(self) -> Iterator[Fault]:
        """Follow each known fluid until another is met; the place is the middle of the way between the two."""
        told: set[frozenset[str]] = set()
        for openings in list(self.of.values()):
            for opening in openings:
                if opening.fluid is None or opening.other is None:
                    continue
                way = self._to_another(opening)
                fluids = frozenset((opening.fluid, way[-1].fluid or "")) if way else frozenset()
                if way and fluids not in told:
                    told.add(fluids)
                    middle = way[len(way) // 2].thing
                    yield Fault("fluid-mixed", middle.position, {"fluids": ", ".join(sorted(fluids))})

    def _to_another(self, first: Opening) -> list[Opening]:
        before: dict[int, Opening | None] = {id(first): None}
        waiting = deque([first])
        while waiting:
            opening = waiting.popleft()
            if opening.fluid is not None and opening.fluid != first.fluid:
                way: list[Opening] = []
                step: Opening | None = opening
                while step is not None:
                    way.append(step)
                    step = before[id(step)]
                return way[::-1]
            following: list[Opening] = [opening.other] if opening.other is not None else []
            if opening is not first:
                following += self.inside(opening)
            for new in following:
                if id(new) not in before:
                    before[id(new)] = opening
                    waiting.append(new)
        return []

    def inside(self, opening: Opening) -> list[Opening]:
        """Return the openings that share a box: all of a pipe, tank or pump, those of one fluid of a boiler."""
        if isinstance(opening.thing.prototype, CraftingMachine):
            return [other for other in self.of[opening.thing] if _through(opening.pipe, other.pipe)]
        return [other for other in self.of[opening.thing] if other.pipe.fluid_filter == opening.pipe.fluid_filter]


def _through(one: PipeConnection, other: PipeConnection) -> bool:
    """Tell whether two connections of a machine lie at the ends of one box that fluid passes through."""
    return one.flow == other.flow == BOTH_WAYS and (one.x, one.y) in ((other.x, other.y), (-other.x, -other.y))


def _differ(one: Opening, other: Opening) -> bool:
    """Tell whether both are made for a fluid of their own and not for the same."""
    return (
        None not in (one.pipe.fluid_filter, other.pipe.fluid_filter)
        and one.pipe.fluid_filter != other.pipe.fluid_filter
    )


def fluids_of(recipe: Recipe) -> Iterator[tuple[str, list[str]]]:
    """Yield the fluids that go in and those that come out."""
    yield "input", [part.name for part in recipe.ingredients if part.fluid]
    yield "output", [part.name for part in recipe.products if part.fluid]
