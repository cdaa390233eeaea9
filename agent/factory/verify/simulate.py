"""The tick simulation: belts, splitters, arms, machines and chests at 60 ticks a second, until rates are steady."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from agent.factory.verify.lines import Line, Lines, Spot
from agent.factory.verify.verdict import LANES, Lane
from agent.game import inserting
from agent.game.belts import drop_lane

if TYPE_CHECKING:
    from agent.factory.verify.belts import Belts
    from agent.factory.verify.crafters import Crafter, Crafters
    from agent.factory.verify.layout import Arm, Layout, Standing
    from agent.factory.verify.supply import Supply
    from agent.factory.verify.verdict import Expectation

WINDOW_TICKS = 1800
MAX_TICKS = 36_000
FUEL_STOCK = 5
PATIENCE_TICKS = 10
QUICK_S = 1.166
STEADY = 0.005


@dataclass(slots=True, eq=False)
class Box:
    """A chest; ``endless`` items never run out, a ``sink`` swallows and counts."""

    endless: tuple[str, ...] = ()
    sink: dict[str, int] | None = None
    room: int = 0
    held: dict[str, int] = field(default_factory=dict)
    waiting: dict[Mover, None] = field(default_factory=dict)

    def accepts(self, item: str) -> bool:  # noqa: ARG002 - a chest takes anything
        """Tell whether there is room."""
        return self.sink is not None or sum(self.held.values()) < self.room

    def put(self, item: str) -> None:
        """Take one item in."""
        if self.sink is not None:
            self.sink[item] = self.sink.get(item, 0) + 1
        else:
            self.held[item] = self.held.get(item, 0) + 1

    def items(self) -> list[str]:
        """Return what can be taken out."""
        return [*self.endless, *(item for item, count in self.held.items() if count)]

    def take(self, item: str, most: int) -> int:
        """Take items out."""
        if item in self.endless:
            return most
        count = min(most, self.held.get(item, 0))
        self.held[item] = self.held.get(item, 0) - count
        return count


@dataclass(slots=True, eq=False)
class Worker:
    """A machine: crafts when it has what it needs and room for what it makes.

    Stocks follow the rule of the game: arms bring what two crafts need, more for quick recipes (wiki: Inserters,
    «Insertion limits»); an assembling machine stops when as much of its product waits, a furnace at a full stack.
    """

    crafter: Crafter
    ticks: float
    stock: dict[str, int]
    stop: dict[str, int]
    fuel_j: dict[str, float]
    have: dict[str, int] = field(default_factory=dict)
    made: dict[str, float] = field(default_factory=dict)
    waiting: dict[Mover, None] = field(default_factory=dict)
    energy_j: float = 0.0
    started: float = 0.0
    busy: bool = False
    crafts: int = 0

    def accepts(self, item: str) -> bool:
        """Tell whether an arm may put an item in."""
        return self.have.get(item, 0) < self.stock.get(item, FUEL_STOCK if item in self.fuel_j else 0)

    def put(self, item: str) -> None:
        """Take one item in."""
        self.have[item] = self.have.get(item, 0) + 1

    def items(self) -> list[str]:
        """Return the products that wait."""
        return [item for item, count in self.made.items() if count >= 1]

    def take(self, item: str, most: int) -> int:
        """Take products out."""
        count = min(most, int(self.made.get(item, 0)))
        if count:
            self.made[item] -= count
        return count

    def work(self, now: float) -> float:
        """Return crafts done by a tick, the one in work counted as far as it is."""
        return self.crafts + (min((now - self.started) / self.ticks, 1.0) if self.busy else 0.0)

    def missing(self) -> str | None:
        """Return an ingredient that is not there, None if nothing is missing."""
        return next((item for item, need in self.crafter.needs.items() if self.have.get(item, 0) < need), None)

    def full(self) -> str | None:
        """Return a product that waits to be taken away, None if there is room."""
        return next((item for item, limit in self.stop.items() if self.made.get(item, 0) >= limit), None)

    def start(self, now: float) -> bool:
        """Begin a craft if nothing is missing."""
        if self.busy or self.missing() or self.full() or not self._burn():
            return False
        for item, need in self.crafter.needs.items():
            self.have[item] -= int(need)
        self.started, self.busy = now, True
        return True

    def finish(self) -> None:
        """End a craft: products lie ready."""
        self.busy = False
        self.crafts += 1
        for item, amount in self.crafter.makes.items():
            self.made[item] = self.made.get(item, 0.0) + float(amount)

    def _burn(self) -> bool:
        need = float(self.crafter.burns_w) * self.ticks / inserting.TICKS_PER_S
        while self.energy_j < need:
            fuel = next((item for item in self.fuel_j if self.have.get(item, 0) > 0), None)
            if fuel is None:
                return False
            self.have[fuel] -= 1
            self.energy_j += self.fuel_j[fuel]
        self.energy_j -= need
        return True


@dataclass(slots=True, eq=False)
class Mover:
    """An inserter at work: takes, swings, puts, swings back."""

    arm: Arm
    hand: int
    swing: int
    takes: list[Spot]
    puts: list[Spot]
    source: Box | Worker | None
    target: Box | Worker | None
    wanted: frozenset[str]
    slot_ticks: float
    ready: list[float] = field(default_factory=lambda: [0.0, 0.0])
    item: str | None = None
    count: int = 0
    patience: int = 0
    putting: bool = False

    def take(self) -> bool:
        """Take what there is; True when the hand is to swing."""
        target = self.target
        if self.source is not None:
            for found in self.source.items():
                if found in self.wanted and (target is None or target.accepts(found)):
                    self.count = self.source.take(found, self.hand)
                    self.item = found if self.count else None
                    return self.count > 0
            return False
        for slots, place in self.takes:
            item = slots[place]
            if item is None or item not in self.wanted or (self.count and item != self.item):
                continue
            if target is None or target.accepts(item):
                slots[place] = None
                self.item, self.count, self.patience = item, self.count + 1, 0
                return self.count >= self.hand
        if self.count:
            self.patience += 1
        return self.patience > PATIENCE_TICKS

    def put(self, now: int) -> bool:
        """Put what is held, one item a tick onto belts; True when the hand is empty.

        On a belt the next item goes where the last one was put only when that has moved on by its own length.
        """
        item = self.item or ""
        if self.target is not None:
            if not self.target.accepts(item):
                return False
            for _ in range(self.count):
                self.target.put(item)
            self.count = 0
        else:
            for spot, (slots, place) in enumerate(self.puts):
                if slots[place] is None and now >= self.ready[spot]:
                    slots[place] = item
                    self.count -= 1
                    self.ready[spot] = max(self.ready[spot], now - 1) + self.slot_ticks
                    break
        return self.count == 0


@dataclass(slots=True)
class Group:
    """Lines of one speed, in slots a tick, with the part of a slot they are on."""

    rate: Fraction
    lines: list[Line]
    part: Fraction = Fraction(0)

    def tick(self) -> None:
        """Move on by a tick."""
        self.part += self.rate
        while self.part >= 1:
            self.part -= 1
            for line in self.lines:
                line.step()


@dataclass(frozen=True, slots=True)
class Result:
    """What the simulation saw: items that left per minute, work of machines, what stood still and why."""

    left_per_min: dict[str, float]
    left_items: dict[str, int]
    work: dict[Crafter, float]
    missing: dict[Crafter, str]
    full: dict[Crafter, str]
    stuck: list[Line]
    window_ticks: int
    ticks: int
    steady: bool


class Simulation:
    """A layout set in motion."""

    def __init__(
        self, layout: Layout, belts: Belts, crafters: Crafters, supply: Supply, expect: Expectation, dark: set[Standing]
    ) -> None:
        self.layout, self.carried = layout, supply.final
        self.lines = Lines(belts)
        self.left: dict[str, int] = {}
        self.timers: dict[int, list[Mover | Worker]] = defaultdict(list)
        self.workers: dict[Crafter, Worker] = {}
        self.boxes: dict[Standing, Box] = {}
        self.now = 0
        self._feed(supply, belts)
        loops = cyclic_items(crafters)
        for crafter in crafters.by_thing.values():
            if crafter.recipe is not None and crafter.crafts_per_s and crafter.thing not in dark:
                self.workers[crafter] = _worker(crafter, layout, loops)
        self.movers = [
            mover
            for arm in layout.arms
            if arm.thing not in dark and (mover := self._mover(arm, belts, crafters, supply, expect))
        ]
        self.polled: dict[Mover, None] = dict.fromkeys(self.movers)
        groups: dict[Fraction, list[Line]] = defaultdict(list)
        for line in self.lines.lines:
            groups[line.speed * inserting.LANE_ITEMS_PER_TILE].append(line)
        self.groups = [Group(rate, lines) for rate, lines in groups.items()]

    def run(self, max_ticks: int = MAX_TICKS) -> Result:
        """Run until nothing changes any more from window to window, or the time is up."""
        slowest = max((worker.ticks for worker in self.workers.values()), default=0.0)
        window = min(max(WINDOW_TICKS, math.ceil(4 * slowest)), max_ticks // 4)
        for worker in self.workers.values():
            self._try(worker)
        history: list[list[float]] = []
        counts: list[dict[str, int]] = [{}]
        passed: list[int] = []
        steady = False
        while self.now + window <= max_ticks and not steady:
            before = [worker.work(self.now) for worker in self.workers.values()]
            passed = [line.passed for line in self.lines.lines]
            for _ in range(window):
                self._tick()
            after = [worker.work(self.now) for worker in self.workers.values()]
            history.append(
                [
                    (b - a) * worker.ticks / window
                    for a, b, worker in zip(before, after, self.workers.values(), strict=True)
                ]
            )
            counts.append(dict(self.left))
            steady = _steady(history)
        work = {crafter: history[-1][place] for place, crafter in enumerate(self.workers)}
        back = min(2, len(counts) - 1)
        items = {item: count - counts[-1 - back].get(item, 0) for item, count in counts[-1].items()}
        idle = [w for c, w in self.workers.items() if not w.busy]
        return Result(
            left_per_min={item: count * 3600 / (window * back) for item, count in items.items()},
            left_items=items,
            work=work,
            missing={w.crafter: item for w in idle if (item := w.missing())},
            full={w.crafter: item for w in idle if (item := w.full())},
            stuck=[
                line
                for line, old in zip(self.lines.lines, passed, strict=True)
                if line.passed == old and None not in line.slots
            ],
            window_ticks=window * back,
            ticks=self.now,
            steady=steady,
        )

    def _tick(self) -> None:
        self.now += 1
        for group in self.groups:
            group.tick()
        for thing in self.timers.pop(self.now, ()):
            if isinstance(thing, Worker):
                self._finish(thing)
            else:
                self.polled[thing] = None
        for mover in list(self.polled):
            self._move(mover)

    def _move(self, mover: Mover) -> None:
        if mover.putting:
            if mover.put(self.now):
                mover.putting, mover.item = False, None
                self._swing(mover)
                self._changed(mover.target)
            elif mover.target is not None:
                self._rest(mover, mover.target)
        elif mover.take():
            mover.putting, mover.patience = True, 0
            self._swing(mover)
            self._changed(mover.source)
        elif mover.source is not None:
            self._rest(mover, mover.source)

    def _swing(self, mover: Mover) -> None:
        self.polled.pop(mover, None)
        self.timers[self.now + mover.swing].append(mover)

    def _rest(self, mover: Mover, at: Box | Worker) -> None:
        self.polled.pop(mover, None)
        at.waiting[mover] = None
        other = mover.target if at is mover.source else None
        if other is not None:
            other.waiting[mover] = None

    def _changed(self, thing: Box | Worker | None) -> None:
        if thing is None:
            return
        if isinstance(thing, Worker):
            self._try(thing)
        self._wake(thing)

    def _try(self, worker: Worker) -> None:
        if worker.start(float(self.now)):
            self._schedule(worker)

    def _schedule(self, worker: Worker) -> None:
        self.timers[max(math.ceil(worker.started + worker.ticks), self.now + 1)].append(worker)

    def _finish(self, worker: Worker) -> None:
        """End a craft and begin the next at the very moment the last one ended, inside the tick."""
        while True:
            end = worker.started + worker.ticks
            worker.finish()
            if not worker.start(end):
                break
            if worker.started + worker.ticks > self.now:
                self._schedule(worker)
                break
        self._wake(worker)

    def _wake(self, thing: Box | Worker) -> None:
        self.polled.update(thing.waiting)
        thing.waiting.clear()

    def _feed(self, supply: Supply, belts: Belts) -> None:
        for feed in supply.feeds:
            if feed.tile in belts.pieces:
                for lane in LANES if feed.lane == "both" else (feed.lane,):
                    self.lines.back[feed.tile, lane].feed.append(feed.item)
            elif (chest := self.layout.at(feed.tile)) is not None:
                box = self.boxes.setdefault(chest, Box())
                box.endless += (feed.item,)
        for tile in supply.outlets:
            for lane in LANES:
                self.lines.front[tile, lane].sink = self.left

    def _mover(self, arm: Arm, belts: Belts, crafters: Crafters, supply: Supply, expect: Expectation) -> Mover | None:
        wanted = frozenset(self.carried.brought(arm))
        if not wanted:
            return None
        takes: list[Spot] = []
        puts: list[Spot] = []
        piece = belts.pieces.get(arm.pickup)
        if piece is not None:
            far = drop_lane(arm.pickup, piece.direction, arm.thing.tile)
            near: Lane = "right" if far == "left" else "left"
            takes = self.lines.spots[arm.pickup, near] + self.lines.spots[arm.pickup, far]
        piece = belts.pieces.get(arm.drop)
        if piece is not None:
            puts = self.lines.spots[arm.drop, drop_lane(arm.drop, piece.direction, arm.thing.tile)][:2]
        source = None if takes else self._place(arm.source, crafters, supply)
        target = None if puts else self._place(arm.target, crafters, supply)
        if (source is None and not takes) or (target is None and not puts):
            return None
        quality = self.layout.data.qualities.get(arm.thing.entity.quality)
        swing = inserting.swing_ticks(arm.prototype, quality.default_multiplier if quality else 1)
        hand = inserting.hand_size(arm.prototype, expect.stack_bonus, expect.bulk_bonus)
        slot_ticks = float(1 / (piece.speed * inserting.LANE_ITEMS_PER_TILE)) if piece is not None else 0.0
        return Mover(arm, hand, swing, takes, puts, source, target, wanted, slot_ticks)

    def _place(self, thing: Standing | None, crafters: Crafters, supply: Supply) -> Box | Worker | None:
        if thing is None:
            return None
        crafter = crafters.by_thing.get(thing)
        if crafter is not None:
            return self.workers.get(crafter)
        if thing not in self.boxes:
            self.boxes[thing] = Box(room=thing.prototype.stacks * 50)
        box = self.boxes[thing]
        if thing in supply.sinks or not thing.prototype.stacks:
            box.sink = self.left if thing.prototype.stacks else {}
        return box


def _worker(crafter: Crafter, layout: Layout, loops: frozenset[str]) -> Worker:
    ticks = inserting.TICKS_PER_S / float(crafter.crafts_per_s)
    crafts = 1 + max(1, math.ceil(QUICK_S * inserting.TICKS_PER_S / ticks))
    items = layout.data.items
    stop: dict[str, int] = {}
    for item, amount in crafter.makes.items():
        stack = items[item].stack if item in items else 1
        stop[item] = stack if crafter.prototype.type == "furnace" else math.ceil(amount * crafts)
    return Worker(
        crafter,
        ticks,
        stock={item: math.ceil(need * crafts) for item, need in crafter.needs.items()},
        stop=stop,
        fuel_j={item: float(items[item].fuel_j) for item in sorted(crafter.fuels)},
        have={item: math.ceil(need * 2) for item, need in crafter.needs.items() if item in loops},
    )


def cyclic_items(crafters: Crafters) -> frozenset[str]:
    """Return the items that are made, through however many steps, from themselves."""
    after: dict[str, set[str]] = defaultdict(set)
    for crafter in crafters.by_thing.values():
        for item in crafter.needs:
            after[item] |= set(crafter.makes)
    found = set()
    for item, first in after.items():
        seen: set[str] = set()
        waiting = list(first)
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += after.get(name, ())
        if item in seen:
            found.add(item)
    return frozenset(found)


def _steady(history: list[list[float]]) -> bool:
    """Tell whether three windows in a row were alike, after a first one to fill the belts."""
    if len(history) < 4:  # noqa: PLR2004 - one to fill, three alike
        return False
    last = history[-3:]
    size = max(len(last[0]), 1)
    return all(abs(sum(a) - sum(b)) / size < STEADY for a, b in pairwise(last))
