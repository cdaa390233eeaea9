"""The flow programme: what at most can pass, lane by lane, arm by arm, machine by machine.

A linear programme in items per second, solved by GLOP. It knows capacities only, no timing, so that no real run can do
better; what it cannot reach is impossible.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Union

from ortools.linear_solver import pywraplp

from agent.factory.verify.lanes import hand_on
from agent.factory.verify.pipelines import PUMP_PER_S
from agent.factory.verify.verdict import LANES
from agent.game.belts import lane_items_per_s

if TYPE_CHECKING:
    from agent.factory.verify.arms import Arm
    from agent.factory.verify.belts import Belts
    from agent.factory.verify.crafters import Crafter, Crafters
    from agent.factory.verify.lanes import Node
    from agent.factory.verify.layout import Layout, Standing
    from agent.factory.verify.pipelines import Pipeline, Pipelines
    from agent.factory.verify.supply import Supply
    from agent.factory.verify.verdict import Expectation, Lane
    from agent.game.geometry import Tile

_Handle = Any
"""A variable or a row of the solver, which has no types."""

_Place = Union["Node", "Standing", "Pipeline"]

PLENTY = 1e4
TINY = 1e-7
MEGA = 1e6


@dataclass(frozen=True, slots=True)
class Bound:
    """What at most leaves per minute, how busy machines can be, and where it is tightest."""

    leaves_per_min: dict[str, float]
    work: dict[Crafter, float]
    ports_per_min: dict[tuple[bool, Tile, str], float]
    tight: tuple[tuple[float, float], str] | None


@dataclass(slots=True)
class _Balance:
    terms: list[tuple[_Handle, float]] = field(default_factory=list)


class Flow:
    """The programme of one layout."""

    def __init__(
        self,
        layout: Layout,
        belts: Belts,
        crafters: Crafters,
        supply: Supply,
        pipelines: Pipelines,
        dark: frozenset[Standing],
    ) -> None:
        self.layout, self.belts, self.crafters, self.supply = layout, belts, crafters, supply
        self.pipelines = pipelines
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self.balance: dict[tuple[_Place, str], _Balance] = defaultdict(_Balance)
        self.limits: list[tuple[_Handle, tuple[float, float], str]] = []
        self.leaving: dict[str, list[_Handle]] = defaultdict(list)
        self.ports: dict[tuple[bool, Tile, str], list[_Handle]] = defaultdict(list)
        self.rate: dict[Crafter, _Handle] = {}
        self.dark = dark
        self._burnt: set[tuple[Standing, str]] = set()

    def solve(self, expect: Expectation) -> Bound:
        """Find the most of what is promised, in its proportions; with no promise, the most work of all machines."""
        self.build(expect)
        objective = self.solver.Objective()
        objective.SetMaximization()
        if expect.rates_per_min:
            share = self.solver.NumVar(0, PLENTY, "")
            objective.SetCoefficient(share, 1)
            for item, rate in expect.rates_per_min.items():
                row = self.solver.Constraint(0, self.solver.infinity())
                row.SetCoefficient(share, -float(rate) / 60)
                for variable in self.leaving[item]:
                    row.SetCoefficient(variable, 1)
        else:
            for crafter, variable in self.rate.items():
                objective.SetCoefficient(variable, 1 / float(crafter.crafts_per_s))
        if self.solver.Solve() != pywraplp.Solver.OPTIMAL:
            return Bound({}, dict.fromkeys(self.rate, 0.0), {}, None)
        return Bound(
            {item: sum(v.solution_value() for v in found) * 60 for item, found in self.leaving.items()},
            {c: v.solution_value() / float(c.crafts_per_s) for c, v in self.rate.items()},
            {port: sum(v.solution_value() for v in found) * 60 for port, found in self.ports.items()},
            self._tightest(),
        )

    def build(self, expect: Expectation) -> None:
        """Make all variables and rows."""
        self._crafters()
        self._pipes()
        self._shores()
        self._belts()
        for arm in self.layout.arms:
            if arm.thing not in self.dark:
                self._arm(arm, expect)
        self._feeds()
        self._outlets()
        for part in self.balance.values():
            row = self.solver.Constraint(0, 0)
            for variable, factor in part.terms:
                row.SetCoefficient(variable, row.GetCoefficient(variable) + factor)

    def _tightest(self) -> tuple[tuple[float, float], str] | None:
        found = [(abs(row.dual_value()) * row.ub(), place, what) for row, place, what in self.limits]
        best = max(found, key=lambda entry: (entry[0], entry[1]), default=None)
        return (best[1], best[2]) if best is not None and best[0] > TINY else None

    def _limit(self, most: float, place: tuple[float, float], what: str) -> _Handle:
        row = self.solver.Constraint(-self.solver.infinity(), most)
        self.limits.append((row, place, what))
        return row

    def _new(self) -> _Handle:
        return self.solver.NumVar(0, self.solver.infinity(), "")

    def _crafters(self) -> None:
        for crafter in self.crafters.by_thing.values():
            if crafter.recipe is None or not crafter.crafts_per_s or crafter.thing in self.dark:
                continue
            variable = self._new()
            self.rate[crafter] = variable
            row = self._limit(float(crafter.crafts_per_s), crafter.thing.position, crafter.thing.name)
            row.SetCoefficient(variable, 1)
            for item, amount in crafter.needs.items():
                self.balance[crafter.thing, f"<{item}"].terms.append((variable, -float(amount)))
            for item, amount in crafter.makes.items():
                place = crafter.launch.pad if crafter.launch else crafter.thing
                self.balance[place, item].terms.append((variable, float(amount)))
            self._burn(crafter, variable)
            for fluid, amount in crafter.fluid_needs.items():
                self.balance[crafter.thing, f"<{fluid}"].terms.append((variable, -float(amount)))
            for fluid, amount in crafter.fluid_makes.items():
                self.balance[crafter.thing, fluid].terms.append((variable, float(amount)))
            if crafter.prototype.type == "rocket-silo" and crafter.launch is None:
                for item in crafter.makes:
                    self._leave(crafter.thing, item, None, crafter.thing.tile)

    def _burn(self, crafter: Crafter, crafts: _Handle) -> None:
        """Let a burner work as far as fuel is brought: megajoules of what it burns against those of a craft."""
        if not crafter.fuels:
            return
        heat = self.balance[crafter.thing, "<"].terms
        heat.append((crafts, -float(crafter.burns_w / crafter.crafts_per_s) / MEGA))
        for fuel in sorted(crafter.fuels & self.supply.brought_to(crafter.thing)):
            variable = self._new()
            self._burnt.add((crafter.thing, fuel))
            self.balance[crafter.thing, f"<{fuel}"].terms.append((variable, -1.0))
            heat.append((variable, float(self.layout.data.items[fuel].fuel_j) / MEGA))

    def _pipes(self) -> None:
        """Let fluids through pipelines without limit, through pumps with theirs."""
        for crafter in self.rate:
            for fluid, pipelines in self.pipelines.takes(crafter):
                for pipeline in pipelines:
                    if fluid in pipeline.carries:
                        self._shift(pipeline, fluid, crafter.thing, f"<{fluid}")
            for fluid, pipelines in self.pipelines.gives(crafter):
                for pipeline in pipelines:
                    self._shift(crafter.thing, fluid, pipeline, fluid)
        for link in self.pipelines.links:
            row = self._limit(PUMP_PER_S, link.thing.position, link.thing.name)
            for fluid in sorted(link.source.carries):
                row.SetCoefficient(self._shift(link.source, fluid, link.target, fluid), 1)

    def _shores(self) -> None:
        """Let fluids in and out where they may."""
        for spring in self.pipelines.springs:
            row = self._limit(float(spring.fluid_per_s), spring.thing.position, spring.thing.name)
            row.SetCoefficient(self._enter(spring.target, spring.fluid, spring.thing.tile), 1)
        for feed in self.pipelines.feeds:
            fed = self.pipelines.at(feed.tile)
            if fed is not None:
                self._enter(fed, feed.item, feed.tile)
        for pipeline in self.pipelines.all:
            if pipeline.outlet is not None:
                for fluid in sorted(name for name in pipeline.carries if self._may_leave(pipeline.outlet, name)):
                    self._leave(pipeline, fluid, None, pipeline.outlet)

    def _shift(self, source: _Place, key: str, target: _Place, to: str) -> _Handle:
        variable = self._new()
        self.balance[source, key].terms.append((variable, -1.0))
        self.balance[target, to].terms.append((variable, 1.0))
        return variable

    def _enter(self, place: _Place, item: str, tile: Tile) -> _Handle:
        variable = self._new()
        self.balance[place, item].terms.append((variable, 1.0))
        self.ports[True, tile, item].append(variable)
        return variable

    def _belts(self) -> None:
        """Let items along belts; what enters and what leaves a side of a splitter is as fast as its own belt."""
        carried = self.supply.final.on
        sides: dict[tuple[Standing, Tile, Lane], _Handle] = {}
        for (tile, lane), items in carried.items():
            piece = self.belts.pieces[tile]
            most = float(lane_items_per_s(piece.speed))
            out = None
            for item in sorted(items):
                for target, to in hand_on(piece, lane, item):
                    variable = self._new()
                    self.balance[(tile, lane), item].terms.append((variable, -1.0))
                    self.balance[(target.tile, to), item].terms.append((variable, 1.0))
                    if piece.kind != "splitter":
                        out = out or self._limit(most, piece.centre, piece.thing.name)
                        out.SetCoefficient(variable, 1)
                    for half in (piece, target) if target is not piece.twin else (piece,):
                        if half.kind == "splitter":
                            side = half.thing, target.tile, to
                            if side not in sides:
                                speed = float(lane_items_per_s(half.speed))
                                sides[side] = self._limit(speed, half.centre, half.thing.name)
                            sides[side].SetCoefficient(variable, 1)

    def _arm(self, arm: Arm, expect: Expectation) -> None:
        items = self.supply.final.brought(arm)
        if not items:
            return
        row = self._arm_limit(arm, expect)
        piece = self.belts.pieces.get(arm.drop)
        for item in sorted(items):
            if piece is not None:
                drop: Node | Standing = (arm.drop, arm.lane_on(piece.direction))
                key = item
            elif arm.target is not None:
                drop = arm.target
                key = f"<{item}" if arm.target in self.crafters.by_thing else item
            else:
                continue
            sources: list[Node | Standing] = []
            if arm.pickup in self.belts.pieces:
                sources = [(arm.pickup, lane) for lane in arm.takes if item in self.supply.final.on[arm.pickup, lane]]
            elif arm.source is not None:
                sources = [arm.source]
            for source in sources:
                variable = self._new()
                row.SetCoefficient(variable, 1)
                self.balance[source, item].terms.append((variable, -1.0))
                self._drop(drop, key, item, variable)

    def _arm_limit(self, arm: Arm, expect: Expectation) -> _Handle:
        return self._limit(arm.items_per_s(expect, self.layout.data), arm.thing.position, arm.thing.name)

    def _drop(self, drop: Node | Standing, key: str, item: str, variable: _Handle) -> None:
        crafter = None if isinstance(drop, tuple) else self.crafters.by_thing.get(drop)
        if crafter is not None and item not in crafter.needs and (crafter.thing, item) not in self._burnt:
            return
        self.balance[drop, key].terms.append((variable, 1.0))

    def _feeds(self) -> None:
        """Let items in where they are fed."""
        for feed in self.supply.feeds:
            piece = self.belts.pieces.get(feed.tile)
            for lane in LANES if feed.lane == "both" else (feed.lane,):
                if piece is not None:
                    row = self._limit(float(lane_items_per_s(piece.speed)), piece.centre, piece.thing.name)
                    row.SetCoefficient(self._enter((feed.tile, lane), feed.item, feed.tile), 1)
                elif (chest := self.layout.at(feed.tile)) is not None:
                    self._enter(chest, feed.item, feed.tile)

    def _outlets(self) -> None:
        """Let items out at outlets and into chests that keep them."""
        carried = self.supply.final
        for tile in self.supply.outlets:
            piece = self.belts.pieces[tile]
            for lane in LANES:
                if carried.on[tile, lane]:
                    row = self._limit(float(lane_items_per_s(piece.speed)), piece.centre, piece.thing.name)
                    for item in sorted(name for name in carried.on[tile, lane] if self._may_leave(tile, name)):
                        self._leave((tile, lane), item, row, tile)
        for thing in self.supply.sinks:
            for key in [key for place, key in self.balance if place is thing]:
                if thing.prototype.stacks:
                    self._leave(thing, key, None, thing.tile)
                else:
                    self.balance[thing, key].terms.append((self._new(), -1.0))

    def _may_leave(self, tile: Tile, item: str) -> bool:  # noqa: ARG002 - a programme that knows better overrides it
        return True

    def _leave(self, place: _Place, item: str, row: _Handle | None, tile: Tile) -> None:
        variable = self._new()
        self.balance[place, item].terms.append((variable, -1.0))
        self.leaving[item].append(variable)
        self.ports[False, tile, item].append(variable)
        if row is not None:
            row.SetCoefficient(variable, 1)
