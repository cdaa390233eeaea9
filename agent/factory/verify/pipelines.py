"""Fluids on their way: which pipes are one, what flows in them, where it comes in and leaves.

In 2.x all pipes, tanks and machines' boxes that are joined without a pump hold one amount between them, whatever their
length (wiki: Fluid system, «Fluid segments»), so that a pipeline is one tank; a pump moves 1200 units a second.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from agent.factory.verify.switches import Switch, switches
from agent.factory.verify.verdict import Fault, Feed
from agent.game.geometry import STEP, Tile
from agent.game.prototypes import CraftingMachine, MiningDrill, OffshorePump

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from agent.factory.verify.crafters import Crafter, Crafters
    from agent.factory.verify.fluids import Fluids, Opening
    from agent.factory.verify.layout import Layout, Standing
    from agent.factory.verify.verdict import Expectation

PUMP_PER_S: Final = 1200
"""Units of fluid a pump moves a second (wiki: Pump, 2.x)."""
PIPE_VOLUME: Final = 100
TANK_VOLUME: Final = 25_000
"""Units a pipe and a storage tank hold (wiki: Pipe, Storage tank)."""
ONE_WAY: Final = ("pump", "valve")
WATER: Final = "water"


@dataclass(slots=True, eq=False)
class Pipeline:
    """Pipes, tanks and boxes of machines that hold one amount between them; ``volume`` in units of fluid."""

    openings: list[Opening]
    volume: float = 0.0
    carries: set[str] = field(default_factory=set)
    outlet: Tile | None = None

    @property
    def tile(self) -> Tile:
        """Return the tile of its first opening."""
        return self.openings[0].tile


@dataclass(frozen=True, slots=True)
class Link:
    """A pump or valve: what it draws from one pipeline it puts into another, while its switch, if any, is closed."""

    thing: Standing
    source: Pipeline
    target: Pipeline
    switch: Switch | None = None


@dataclass(frozen=True, slots=True)
class Spring:
    """An offshore pump: a fluid at a rate into a pipeline."""

    thing: Standing
    fluid: str
    fluid_per_s: Fraction
    target: Pipeline


class Pipelines:
    """All pipelines of a layout, what they carry, and the feeds and outlets of fluids."""

    def __init__(
        self, layout: Layout, fluids: Fluids, crafters: Crafters, expect: Expectation, dark: frozenset[Standing]
    ) -> None:
        self.layout, self.fluids, self.crafters = layout, fluids, crafters
        self.told = expect.feeds is not None
        self.faults: list[Fault] = []
        self.all: list[Pipeline] = []
        self._of: dict[int, Pipeline] = {}
        for opening in fluids.all():
            if id(opening) not in self._of:
                self._gather(opening)
        self._volumes()
        self.switches = switches(layout)
        self.links = [link for link in self._links() if link.thing not in dark]
        self.springs: list[Spring] = []
        self._users: dict[Pipeline, set[str]] = defaultdict(set)
        for crafter in crafters.by_thing.values():
            for fluid, pipelines in self.takes(crafter):
                for pipeline in pipelines:
                    self._users[pipeline].add(fluid)
        self._springs()
        self._made()
        self.feeds: tuple[Feed, ...] = tuple(self._told(expect.feeds) if expect.feeds is not None else self._found())
        self._outlets(expect.outlets)
        self._check()

    def takes(self, crafter: Crafter) -> Iterator[tuple[str, list[Pipeline]]]:
        """Yield the fluids a machine needs with the pipelines it may draw them from."""
        return self._sides(crafter, "input", crafter.fluid_needs)

    def gives(self, crafter: Crafter) -> Iterator[tuple[str, list[Pipeline]]]:
        """Yield the fluids a machine makes with the pipelines it may put them into."""
        return self._sides(crafter, "output", crafter.fluid_makes)

    def of(self, opening: Opening) -> Pipeline:
        """Return the pipeline an opening belongs to."""
        return self._of[id(opening)]

    def users(self, pipeline: Pipeline) -> set[str]:
        """Return the fluids that machines draw from a pipeline."""
        return self._users[pipeline]

    def at(self, tile: Tile) -> Pipeline | None:
        """Return the pipeline of the pipe, tank or machine on a tile."""
        thing = self.layout.at(tile)
        openings = self.fluids.of.get(thing, []) if thing is not None else []
        nearest = [opening for opening in openings if opening.tile == tile] or openings
        return self._of[id(nearest[0])] if nearest else None

    def holding(self, tank: Standing) -> Pipeline | None:
        """Return the pipeline that a storage tank belongs to."""
        openings = self.fluids.of[tank]
        return self._of[id(openings[0])] if openings else None

    def kept(self, pipeline: Pipeline) -> float:
        """Return how much stays in a pipeline before any leaves it: half of it where machines draw from it or pumps."""
        drawn = self._users[pipeline] or any(link.source is pipeline for link in self.links)
        return pipeline.volume / 2 if drawn else 0.0

    def _sides(
        self, crafter: Crafter, flow: str, amounts: Mapping[str, Fraction]
    ) -> Iterator[tuple[str, list[Pipeline]]]:
        if not amounts:
            return
        boxes = [box for box in self.fluids.boxes(crafter.thing, flow) if box.other is not None]
        for fluid in amounts:
            mine = [box for box in boxes if box.fluid == fluid] or [box for box in boxes if box.fluid is None]
            yield fluid, list(dict.fromkeys(self._of[id(box)] for box in mine))

    def _gather(self, first: Opening) -> None:
        pipeline = Pipeline([])
        self.all.append(pipeline)
        waiting = [first]
        while waiting:
            opening = waiting.pop()
            if id(opening) in self._of:
                continue
            self._of[id(opening)] = pipeline
            pipeline.openings.append(opening)
            if opening.other is not None:
                waiting.append(opening.other)
            if opening.thing.prototype.type not in ONE_WAY:
                waiting += self.fluids.inside(opening)

    def _volumes(self) -> None:
        """Add up what pipes hold; machines keep what two crafts need or make."""
        for pipeline in self.all:
            for thing in dict.fromkeys(opening.thing for opening in pipeline.openings):
                crafter = self.crafters.by_thing.get(thing)
                if crafter is not None:
                    amounts = [*crafter.fluid_needs.values(), *crafter.fluid_makes.values()]
                    pipeline.volume += 2 * float(max(amounts, default=0))
                elif thing.prototype.type == "storage-tank":
                    pipeline.volume += TANK_VOLUME
                elif thing.prototype.type not in ONE_WAY:
                    pipeline.volume += PIPE_VOLUME

    def _links(self) -> Iterator[Link]:
        for thing, openings in self.fluids.of.items():
            if thing.prototype.type in ONE_WAY:
                out = [opening for opening in openings if opening.pipe.flow == "output"]
                into = [opening for opening in openings if opening.pipe.flow != "output"]
                if out and into:
                    yield Link(thing, self._of[id(into[0])], self._of[id(out[0])], self.switches.get(thing))

    def _springs(self) -> None:
        """Let offshore pumps bring what is wanted from a shore where they stand: water, unless only another is."""
        shores = {fluid for place in self.layout.data.sources.values() for fluid in place.fluids} | {WATER}
        for thing in self.layout.things:
            if isinstance(thing.prototype, OffshorePump) and self.fluids.of[thing]:
                target = self._of[id(self.fluids.of[thing][0])]
                wanted = sorted(self._users[target] & shores)
                fluid = WATER if WATER in wanted or not wanted else wanted[0]
                self.springs.append(Spring(thing, fluid, thing.prototype.fluid_per_s, target))

    def _made(self) -> None:
        for crafter in self.crafters.by_thing.values():
            for fluid, pipelines in self.gives(crafter):
                for pipeline in pipelines:
                    self._carry(pipeline, fluid)
        for spring in self.springs:
            self._carry(spring.target, spring.fluid)

    def _carry(self, pipeline: Pipeline, fluid: str) -> None:
        waiting = [pipeline]
        while waiting:
            here = waiting.pop()
            if fluid not in here.carries:
                here.carries.add(fluid)
                waiting += [link.target for link in self.links if link.source is here]

    def _told(self, feeds: tuple[Feed, ...]) -> Iterator[Feed]:
        for feed in feeds:
            if feed.item not in self.layout.data.fluids:
                continue
            pipeline = self.at(feed.tile)
            if pipeline is None:
                self.faults.append(Fault("no-intake", _centre(feed.tile), {"item": feed.item}))
            else:
                self._carry(pipeline, feed.item)
                yield feed

    def _found(self) -> Iterator[Feed]:
        """Let in from outside what machines need and nothing inside brings, at an open end if there is one."""
        for crafter in self.crafters.by_thing.values():
            for fluid, pipelines in self.takes(crafter):
                if any(fluid in pipeline.carries for pipeline in pipelines):
                    continue
                ways = [pipeline for pipeline in pipelines if not pipeline.carries]
                if ways:
                    first = self._upstream(ways[0])
                    self._carry(first, fluid)
                    ends = [opening.tile for opening in first.openings if self._is_open(opening)]
                    yield Feed(fluid, min(ends, default=first.tile), "both")

    def _upstream(self, pipeline: Pipeline) -> Pipeline:
        """Follow pumps back to where a fluid must come from."""
        seen = {id(pipeline)}
        while True:
            before = next((link.source for link in self.links if link.target is pipeline), None)
            if before is None or id(before) in seen:
                return pipeline
            seen.add(id(before))
            pipeline = before

    def _is_open(self, opening: Opening) -> bool:
        """Tell whether a pipe's end looks out of the blueprint."""
        if opening.other is not None or isinstance(opening.thing.prototype, (CraftingMachine, MiningDrill)):
            return False
        reach = opening.pipe.underground_reach
        step = STEP[opening.direction]
        if reach:
            return self.layout.ends_outside(opening.tile, step, reach)
        return self.layout.open_from(opening.tile, step)

    def _outlets(self, told: tuple[Tile, ...] | None) -> None:
        """Set where fluids leave: as told, else wherever a pipe that machines fill looks out of the blueprint."""
        if told is not None:
            for tile in told:
                pipeline = self.at(tile)
                if pipeline is not None:
                    pipeline.outlet = tile
            return
        fed = {id(self.at(feed.tile)) for feed in self.feeds}
        for pipeline in self.all:
            ends = [opening.tile for opening in pipeline.openings if self._is_open(opening)]
            if ends and pipeline.carries and id(pipeline) not in fed:
                pipeline.outlet = min(ends)

    def _check(self) -> None:
        drained = self._drained()
        for crafter in self.crafters.by_thing.values():
            name = crafter.recipe.name if crafter.recipe else ""
            for fluid, pipelines in self.takes(crafter):
                if pipelines and not any(fluid in pipeline.carries for pipeline in pipelines):
                    self._fault("fluid-not-fed", crafter, name, fluid)
            for fluid, pipelines in self.gives(crafter):
                if pipelines and not any((id(pipeline), fluid) in drained for pipeline in pipelines):
                    self._fault("fluid-not-emptied", crafter, name, fluid)

    def _fault(self, code: str, crafter: Crafter, recipe: str, fluid: str) -> None:
        self.faults.append(Fault(code, crafter.thing.position, {"recipe": recipe, "fluid": fluid}))

    def _drinks(self, thing: Standing) -> bool:
        """Tell whether something the judge does not follow may use or keep a fluid: engines, turrets, tanks, wagons."""
        followed = isinstance(thing.prototype, CraftingMachine) or thing in self.crafters.by_thing
        return not followed and thing.prototype.type not in ("pipe", "pipe-to-ground", *ONE_WAY)

    def _drained(self) -> set[tuple[int, str]]:
        """Return the pipelines with the fluids that are used there or leave, through pumps too."""
        drained: set[tuple[int, str]] = set()
        waiting: list[tuple[Pipeline, str]] = []
        for pipeline in self.all:
            consumers = any(self._drinks(opening.thing) for opening in pipeline.openings)
            every = pipeline.outlet is not None or consumers
            waiting += [(pipeline, f) for f in pipeline.carries if every or f in self._users[pipeline]]
        while waiting:
            pipeline, fluid = waiting.pop()
            if (id(pipeline), fluid) not in drained:
                drained.add((id(pipeline), fluid))
                waiting += [(link.source, fluid) for link in self.links if link.target is pipeline]
        return drained


def _centre(tile: Tile) -> tuple[float, float]:
    return tile[0] + 0.5, tile[1] + 0.5
