"""How fast a blueprint works with its belts, inserters, machines and pipes: the judge's flow programme.

The products' makers work as much as they can first, then all other machines as far as what they make can leave. What is
served by hand, and what comes or goes where nothing is drawn, has no limit but the inserters'; doubts name it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ortools.linear_solver import pywraplp

from agent.factory.verify.belts import Belts
from agent.factory.verify.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent.factory.catalog.pipes import Network
    from agent.factory.catalog.reach import Reach
    from agent.factory.catalog.working import Work
    from agent.factory.verify.arms import Arm
    from agent.factory.verify.belts import Piece
    from agent.factory.verify.crafters import Crafter
    from agent.factory.verify.pipelines import Pipelines
    from agent.factory.verify.verdict import Expectation
    from agent.game.geometry import Tile

Handle = Any
"""A variable of the solver, which has no types."""

PER_MIN = 60
STEAM = "steam"
ROUNDED = 10**6
"""Shares are floats; their fractions are cut to this denominator."""
SERVED_TILES = 3
FULL = 1 - 1e-7
FIRST_KEPT = 1 - 1e-7


@dataclass(slots=True)
class Shares:
    """Shares of full work by entity number, and the recipes that are served by hand."""

    share: dict[int, Fraction] = field(default_factory=dict)
    by_hand: set[str] = field(default_factory=set)
    no_way_out: set[str] = field(default_factory=set)


class Throughput(Flow):
    """The programme of one blueprint; ``products`` are the items whose makers come first."""

    def __init__(
        self,
        reach: Reach,
        pipelines: Pipelines,
        networks: Iterable[Network],
        work: Sequence[Work],
        products: frozenset[str],
    ) -> None:
        super().__init__(reach.layout, reach.belts, reach.crafters, reach, pipelines, frozenset())
        self._mouths = {id(network.pipeline) for network in networks if network.made and network.mouths}
        self.reach, self.work, self.products = reach, work, products
        self.found = Shares()
        self.loose_in: list[tuple[Arm, str]] = []
        self.loose_out: list[tuple[Arm, str]] = []
        self._used = {item for one in work for item in one.recipe_items("in")}
        self._boilers: dict[int, Handle] = {}

    def shares(self, expect: Expectation) -> Shares:
        """Solve it."""
        self.build(expect)
        self._steam()
        terms = list(self._terms())
        first: list[tuple[Handle, float]] = []
        rest: list[tuple[Handle, float]] = []
        for one, variable, weight in terms:
            (first if self.products & one.recipe_items("out") else rest).append((variable, weight))
        if not self._maximise(first):
            return self.found
        self.found.share = self._read(terms)
        if rest:
            best = sum(variable.solution_value() * weight for variable, weight in first)
            row = self.solver.Constraint(best * FIRST_KEPT, self.solver.infinity())
            for variable, weight in first:
                row.SetCoefficient(variable, weight)
            if self._maximise(rest):
                self.found.share = self._read(terms)
        return self.found

    def _read(self, terms: Iterable[tuple[Work, Handle, float]]) -> dict[int, Fraction]:
        found = {}
        for one, variable, weight in terms:
            value = variable.solution_value() * weight
            found[one.number] = Fraction(1) if value > FULL else Fraction(max(value, 0.0)).limit_denominator(ROUNDED)
        return found

    def _terms(self) -> Iterable[tuple[Work, Handle, float]]:
        """Yield every machine with its variable and what makes a share of it."""
        for one in self.work:
            crafter = self.crafters.by_thing.get(one.thing)
            if crafter is not None and crafter in self.rate:
                yield one, self.rate[crafter], 1 / float(crafter.crafts_per_s)
            elif one.number in self._boilers:
                yield one, self._boilers[one.number], 1.0

    def _maximise(self, terms: Iterable[tuple[Handle, float]]) -> bool:
        objective = self.solver.Objective()
        objective.Clear()
        for variable, weight in terms:
            objective.SetCoefficient(variable, weight)
        objective.SetMaximization()
        return bool(self.solver.Solve() == pywraplp.Solver.OPTIMAL)

    def _steam(self) -> None:
        """Let boilers give what is drawn as steam from pipes; where nothing inside draws any, all they can."""
        boilers = [one for one in self.work if one.thing not in self.crafters.by_thing]
        if not boilers:
            return
        drawn = [variable for (_, _, item), found in self.ports.items() if item == STEAM for variable in found]
        row = self.solver.Constraint(0, 0) if STEAM in self._used and drawn else None
        for one in boilers:
            variable = self.solver.NumVar(0, 1, "")
            self._boilers[one.number] = variable
            if row is not None:
                row.SetCoefficient(variable, float(sum(one.makes.values())) / PER_MIN)
        if row is not None:
            for variable in drawn:
                row.SetCoefficient(variable, -1)

    def _burn(self, crafter: Crafter, crafts: Handle) -> None:
        """Leave fuel out: who brings it to a blueprint's furnaces is the player's choice, and `Work` names it."""

    def _unpiped(self, crafter: Crafter) -> None:
        """Let fluids in and out of machines that no pipe brings them to or leads them away from."""
        for fluid, pipelines in self.pipelines.takes(crafter):
            if not any(fluid in pipeline.carries for pipeline in pipelines):
                self.balance[crafter.thing, f"<{fluid}"].terms.append((self._new(), 1.0))
        for fluid, pipelines in self.pipelines.gives(crafter):
            if not pipelines or (
                fluid not in self._used and not any(id(one) in self._mouths and one.outlet for one in pipelines)
            ):
                self.balance[crafter.thing, fluid].terms.append((self._new(), -1.0))

    def _arm(self, arm: Arm, expect: Expectation) -> None:
        super()._arm(arm, expect)
        target = None if arm.target is None else self.crafters.by_thing.get(arm.target)
        source = None if arm.source is None else self.crafters.by_thing.get(arm.source)
        if target is not None and arm.pickup not in self.belts.pieces and self.reach.outside(arm.source):
            items = [
                name
                for name in sorted(target.needs)
                if arm.may(name) and name not in self.reach.brought_to(target.thing)
            ]
            self._loosely(arm, expect, items, target, 1.0)
        if source is not None and arm.drop not in self.belts.pieces and self.reach.outside(arm.target):
            self._loosely(arm, expect, [name for name in sorted(source.makes) if arm.may(name)], source, -1.0)

    def _loosely(self, arm: Arm, expect: Expectation, items: list[str], crafter: Crafter, sign: float) -> None:
        """Let an arm take from or put to what is not drawn."""
        if not items:
            return
        row = self._arm_limit(arm, expect)
        for name in items:
            variable = self._new()
            row.SetCoefficient(variable, 1)
            self.balance[crafter.thing, f"<{name}" if sign > 0 else name].terms.append((variable, sign))
            (self.loose_in if sign > 0 else self.loose_out).append((arm, name))

    def _outlets(self) -> None:
        super()._outlets()
        loose_in = {(arm.target, name) for arm, name in self.loose_in}
        loose_out = {(arm.source, name) for arm, name in self.loose_out}
        emptied = {
            (arm.source, name)
            for arm in self.layout.arms
            if arm.source is not None and arm.pickup not in self.belts.pieces
            for name in self.supply.final.brought(arm)
        }
        gone = {item for comes_in, _, item in self.ports if not comes_in} | {name for _, name in self.loose_out}
        for crafter in self.rate:
            thing, recipe = crafter.thing, crafter.recipe
            assert recipe is not None  # noqa: S101 - it has a rate
            brought = self.reach.brought_to(thing)
            self._unpiped(crafter)
            for name in crafter.needs:
                if name not in brought and (thing, name) not in loose_in:
                    self.balance[thing, f"<{name}"].terms.append((self._new(), 1.0))
                    self._note(recipe.name, name, has_arms=bool(self.reach.into[thing]))
            for name in crafter.makes:
                if (thing, name) in loose_out:
                    continue
                if (thing, name) not in emptied:
                    self.balance[thing, name].terms.append((self._new(), -1.0))
                    self.found.by_hand.add(recipe.name)
                elif name in self.products and name not in gone:
                    self.balance[thing, name].terms.append((self._new(), -1.0))
                    self.found.no_way_out.add(name)

    def _served(self, end: Piece, item: str) -> bool:
        """Tell whether the last tiles of a belt are there for arms that take the item: it leads nowhere then."""
        piece: Piece | None = end
        for _ in range(SERVED_TILES):
            if piece is None:
                return False
            if any(self._takes(arm, item) for arm in self.supply.taking_at(piece.tile)):
                return True
            piece = piece.main
        return False

    def _takes(self, arm: Arm, item: str) -> bool:
        """Tell whether an arm takes an item; a machine whose recipe nothing tells (a recycler) may want any."""
        target = None if arm.target is None else self.crafters.by_thing.get(arm.target)
        if target is not None and target.recipe is None:
            return arm.may(item)
        return self.supply.final.moves(arm, item)

    def _note(self, recipe: str, item: str, *, has_arms: bool) -> None:
        if has_arms:
            self.reach.closed.add(item)
        else:
            self.found.by_hand.add(recipe)

    def _may_leave(self, tile: Tile, item: str) -> bool:
        """Let what is used inside leave only where the way to the edge is free; a fluid by a port of its own."""
        piece = self.belts.pieces.get(tile)
        if piece is not None:
            free = item not in self._used or Belts.is_open_end(self.belts, piece)
            return free and not self._served(piece, item)
        pipeline = self.pipelines.at(tile)
        return pipeline is None or (id(pipeline) in self._mouths and item not in self.pipelines.users(pipeline))
