"""The walk from starved machines to the first cause: what is missing, who should make it, and why he does not."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.findings import Name, count, names, per_min
from agent.analysis.hunger import missing_item
from agent.analysis.rates import machine_rate
from agent.analysis.statuses import POWERLESS, State, state
from agent.analysis.sums import total
from agent.game.geometry import around, collision_box, overlap
from agent.game.prototypes import Beacon, CraftingMachine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agent.analysis.demand import Demand
    from agent.analysis.findings import Arg
    from agent.analysis.hunger import Wait
    from agent.analysis.measured import Measured
    from agent.analysis.obstacles import Obstacle, Obstacles
    from agent.analysis.rates import FactoryRates, MachineRate
    from agent.analysis.view import Machine, Part
    from agent.game.gamedata import GameData

STATE_CAUSES = {
    State.NO_POWER: "power",
    State.LOW_POWER: "low-power",
    State.UNPLUGGED: "unplugged",
    State.NO_FUEL: "fuel",
    State.DISABLED: "disabled",
    State.EMPTY_GROUND: "ground",
    State.OTHER: "other",
}
OTHER_CAUSES = ("input", "uneven", "empty", "byproduct", "transport", "delivery", "capacity", "supply")


@dataclass(frozen=True, slots=True)
class Observed:
    """A running factory with what it could make, what its recipes want of each other, and what they reach.

    ``dark_beacons`` are those that get no power.
    """

    rates: FactoryRates
    chain: Demand
    reached: Mapping[str, Measured]
    data: GameData
    obstacles: Obstacles
    dark_beacons: tuple[Part, ...] = ()

    def needed(self, item: str) -> Fraction:
        """Return what the machines here want of an item per minute."""
        known = self.chain.needed_per_min.get(item)
        if known is not None:
            return known
        return total(rate.takes[item] for rate in self.rates.takers.get(item, ()))

    def made(self, item: str) -> Fraction:
        """Return what the machines here could make of an item per minute."""
        return self.chain.made_per_min.get(item, Fraction(0))

    def now(self, makers: Sequence[MachineRate], item: str) -> Fraction | None:
        """Return what these machines make of an item per minute as things are, None where that is not known."""
        shares = [self.reached.get(rate.recipe.name) for rate in makers]
        known = [share.share for share in shares if share is not None]
        if len(known) < len(makers):
            return None
        return total(rate.makes[item] * share for rate, share in zip(makers, known, strict=True))


@dataclass(frozen=True, slots=True)
class Cause:
    """Why an item is short: the machines in question, and how many recipes lie between them and those that wait.

    ``kind`` is the end of the keys ``finding-cause-…``.
    """

    kind: str
    item: str
    parts: tuple[Part, ...]
    steps: int
    more: Mapping[str, Arg]

    @property
    def key(self) -> tuple[str, str]:
        """Two walks that end here end at the same cause."""
        return self.kind, self.item


def first_cause(wait: Wait, item: str, seen: Observed) -> Cause:
    """Walk upstream from a missing item until something explains itself.

    A producer that is itself starved hands the question on, unless it is the smaller part of too few machines; a loop
    ends where it closes.
    """
    passed: set[str] = set()
    wanted, waiting, steps = item, list(wait.machines), 0
    while True:
        passed.add(wanted)
        obstacle = seen.obstacles.before(waiting, wanted)
        if obstacle is not None:
            return _in_the_way(obstacle, wanted, steps, seen)
        makers = list(seen.rates.makers.get(wanted, ()))
        if not makers:
            return _from_outside(wanted, waiting, steps, seen)
        hungry = [rate for rate in makers if state(rate.machine) is State.STARVED]
        upstream = missing_item(hungry, seen.rates) if hungry else None
        most = len(hungry) * 2 >= len(makers) or seen.needed(wanted) <= seen.made(wanted)
        if upstream and most and upstream not in passed:
            wanted, waiting, steps = upstream, hungry, steps + 1
            continue
        return _explain(wanted, makers, steps, seen)


def _in_the_way(obstacle: Obstacle, item: str, steps: int, seen: Observed) -> Cause:
    """Tell an obstacle with what is needed, and what comes now where that is known."""
    flow: dict[str, Arg] = {"needed": per_min(seen.needed(item))}
    makers = list(seen.rates.makers.get(item, ()))
    now = seen.now(makers, item) if makers else None
    if now is not None and "made" not in obstacle.more:
        flow["now"] = per_min(now)
    return Cause(obstacle.kind, item, obstacle.parts, steps, {**flow, **obstacle.more})


def _from_outside(item: str, waiting: list[MachineRate], steps: int, seen: Observed) -> Cause:
    """Nothing here makes it now: empty furnaces forget their recipe, else it should come from elsewhere."""
    whole = seen.needed(item)
    needed: dict[str, Arg] = {"needed": per_min(whole)}
    empty = [machine for machine in seen.rates.idle if _could_make(machine, item, seen.data)]
    if empty:
        return Cause("empty", item, tuple(machine.part for machine in empty), steps, needed)
    takers = seen.rates.takers.get(item, ())
    served = sum(state(rate.machine) in (State.WORKING, State.BLOCKED) for rate in takers)
    if served * 2 > len(takers):
        return _cause("uneven", item, waiting, steps, total=count(len(takers)), **needed)
    # Those that have all they need wait for nothing.
    hungry = total(rate.takes[item] for rate in takers if state(rate.machine) is State.STARVED)
    needed = {"needed": per_min(min(whole, hungry))} if hungry else needed
    return _cause("input", item, waiting, steps, **needed)


def _could_make(machine: Machine, item: str, data: GameData) -> bool:
    prototype = data.entities.get(machine.part.name)
    if state(machine) is not State.STARVED or not isinstance(prototype, CraftingMachine):
        return False
    return any(
        set(recipe.categories) & set(prototype.categories) and any(made.name == item for made in recipe.products)
        for recipe in data.recipes.values()
    )


def _explain(item: str, makers: list[MachineRate], steps: int, seen: Observed) -> Cause:
    made, needed = seen.made(item), seen.needed(item)
    flow: dict[str, Arg] = {"needed": per_min(needed)}
    now = seen.now(makers, item)
    if now is not None:
        flow["now"] = per_min(now)
    states = Counter(state(rate.machine) for rate in makers)
    stopped = {found: number for found, number in states.items() if found in STATE_CAUSES}
    hungry = _in_state(makers, State.STARVED)
    enough = made >= needed
    idle = {id(rate) for rate in makers if state(rate.machine) in (State.STARVED, *STATE_CAUSES)}
    # Where the machines at work could make all that is needed, those that stand explain nothing.
    explains = enough and total(r.makes[item] for r in makers if id(r) not in idle) < needed
    if stopped and (explains or sum(stopped.values()) * 2 >= len(makers)):
        worst = max(stopped, key=lambda found: (stopped[found], found in POWERLESS, found.value))
        return _cause(STATE_CAUSES[worst], item, _in_state(makers, worst), steps, **flow)
    blocked = _in_state(makers, State.BLOCKED)
    if blocked and (enough or len(blocked) * 2 >= len(makers)):
        return _full(item, blocked, steps, flow, seen)
    if hungry and (explains or len(hungry) * 2 >= len(makers)):
        return _cause("supply", item, hungry, steps, total=count(len(makers)), **flow)
    if enough:
        return _cause("delivery", item, makers, steps, made=per_min(made), **flow)
    setup = slowed(makers, item, needed, seen)
    if setup is not None:
        return replace(setup, steps=steps, more={**flow, **setup.more})
    add = math.ceil((needed - made) / (made / len(makers)))
    return _cause("capacity", item, makers, steps, made=per_min(made), add=count(add), **flow)


def _full(item: str, blocked: list[MachineRate], steps: int, flow: Mapping[str, Arg], seen: Observed) -> Cause:
    """Explain machines whose output is full although somebody waits for it."""
    obstacle = seen.obstacles.behind(blocked, item)
    if obstacle is not None:
        return _in_the_way(obstacle, item, steps, seen)
    other = next((name for name in sorted(blocked[0].makes) if name != item), None)
    if other is not None:
        return _cause("byproduct", item, blocked, steps, other=Name("item", other), **flow)
    return _cause("transport", item, blocked, steps, **flow)


def slowed(makers: Sequence[MachineRate], item: str, needed: Fraction, seen: Observed) -> Cause | None:
    """Tell whether beacons without power, or the modules inside, are all that keeps machines from making enough."""
    made = per_min(total(rate.makes[item] for rate in makers))
    dark = [beacon for beacon in seen.dark_beacons if any(_reached_by(beacon, rate, seen.data) for rate in makers)]
    if dark:
        return Cause("beacon", item, tuple(dark), 0, {"made": made})
    bare = [_without_modules(rate, seen.data) for rate in makers]
    without = total(rate.makes[item] for rate in bare)
    modules = {stack.name for rate in makers for stack in rate.machine.modules}
    if not modules or without < needed:
        return None
    parts = tuple(rate.machine.part for rate in makers if rate.machine.modules)
    return Cause("modules", item, parts, 0, {"made": made, "without": per_min(without), "list": names("item", modules)})


def _reached_by(beacon: Part, rate: MachineRate, data: GameData) -> bool:
    """Tell whether a machine stands in a beacon's supply area (wiki: Beacon)."""
    prototype, own = data.entities.get(beacon.name), data.entities.get(rate.machine.part.name)
    if not isinstance(prototype, Beacon) or own is None:
        return False
    part = rate.machine.part
    reach = around(beacon.x, beacon.y, prototype.tiles[0] / 2 + prototype.supply_distance)
    return overlap(reach, collision_box(own, part.x, part.y, part.direction))


def _without_modules(rate: MachineRate, data: GameData) -> MachineRate:
    bare = replace(rate.machine, modules=(), reported_speed=None, reported_productivity=None)
    return machine_rate(bare, data) or rate


def _in_state(makers: Sequence[MachineRate], wanted: State) -> list[MachineRate]:
    return [rate for rate in makers if state(rate.machine) is wanted]


def _cause(kind: str, item: str, where: Sequence[MachineRate], steps: int, **more: Arg) -> Cause:
    return Cause(kind, item, tuple(rate.machine.part for rate in where), steps, more)
