"""The tick simulation: belts, splitters, arms, machines, chests and pipelines at 60 ticks a second.

Nothing is looked at that cannot have changed: machines and arms sleep until what they wait for happens; lanes move as
whole lists. It runs until rates are steady or the time is up.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from agent.factory.stages import UNHEARD, Stage
from agent.factory.verify.boxes import Box, Tank
from agent.factory.verify.cycles import cyclic_items
from agent.factory.verify.lines import Line, Lines, Spot
from agent.factory.verify.movers import Mover
from agent.factory.verify.pumps import beats
from agent.factory.verify.verdict import LANES
from agent.factory.verify.workers import STARTING_CRAFTS, Worker, crafting, launching, researching
from agent.game import inserting
from agent.game.prototypes import Inserter

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from agent.factory.stages import Tell
    from agent.factory.verify.arms import Arm
    from agent.factory.verify.belts import Belts
    from agent.factory.verify.crafters import Crafter, Crafters
    from agent.factory.verify.layout import Layout, Standing
    from agent.factory.verify.pipelines import Pipeline, Pipelines
    from agent.factory.verify.supply import Supply
    from agent.factory.verify.verdict import Expectation
    from agent.game.geometry import Tile

WINDOW_TICKS = 1800
MAX_TICKS = 36_000
TOLD_TICKS = 600
AVERAGED_WINDOWS, FILLED_WINDOWS = 8, 20
"""Most windows that rates are averaged over; belts are filled when so many saw no more than had been there before."""
STEADY = 0.005
MORE_THAN_POSSIBLE = 1.001
BEAT_TICKS = 10
"""How often pumps move fluid."""

PortKey = tuple[bool, "Tile", str]
"""Whether it comes in, where, and what."""


@dataclass(slots=True)
class Group:
    """Lines of one speed, in slots a tick, with the part of a slot they are on, in its denominators."""

    rate: Fraction
    lines: list[Line]
    part: int = 0

    def tick(self) -> None:
        """Move on by a tick."""
        whole = self.rate.denominator
        self.part += self.rate.numerator
        while self.part >= whole:
            self.part -= whole
            for line in self.lines:
                line.step()


@dataclass(frozen=True, slots=True)
class Result:
    """What the simulation saw: items that left per minute, work of machines, what stood still and why."""

    left_per_min: dict[str, float]
    ports_per_min: dict[PortKey, float]
    work: dict[Crafter, float]
    """Of the last window; ``averaged`` is that of all windows that rates are taken from."""
    averaged: dict[Crafter, float]
    missing: dict[Crafter, str]
    full: dict[Crafter, str]
    stuck: list[Line]
    window_ticks: int
    ticks: int
    steady: bool


class Simulation:
    """A layout set in motion."""

    def __init__(
        self,
        layout: Layout,
        belts: Belts,
        crafters: Crafters,
        supply: Supply,
        pipelines: Pipelines,
        expect: Expectation,
        dark: frozenset[Standing],
    ) -> None:
        self.layout, self.belts, self.expect = layout, belts, expect
        self.supply, self.carried = supply, supply.final
        self.lines = Lines(belts)
        self.out: dict[Tile, dict[str, float]] = defaultdict(dict)
        self.timers: dict[int, list[Mover | Worker]] = defaultdict(list)
        self.boxes: dict[Standing, Box] = {}
        self.now = 0
        self._tanks(pipelines)
        self._feed(supply, belts)
        self.workers: dict[Crafter, Worker] = {}
        loops = cyclic_items(crafters)
        for crafter in crafters.by_thing.values():
            if crafter.recipe is not None and crafter.crafts_per_s and crafter.thing not in dark:
                worker = crafting(crafter, layout, loops, pipelines, self.tanks)
                self.workers[crafter] = worker
                if crafter.launch is not None:
                    room = sum(layout.data.items[item].stack for item in crafter.launch.gives)
                    pad = crafter.launch.pad
                    self.boxes.setdefault(pad, Box(room=pad.prototype.stacks * room))
                    worker.rocket = launching(crafter, self.boxes)
                elif crafter.prototype.type == "rocket-silo":
                    worker.swallows = self.out[crafter.thing.tile]
        self.machines: dict[Standing, Worker] = {crafter.thing: worker for crafter, worker in self.workers.items()}
        self._primed()
        self._labs(dark)
        self.movers = [mover for arm in layout.arms if arm.thing not in dark and (mover := self._mover(arm, crafters))]
        self.polled: dict[Mover, None] = dict.fromkeys(self.movers)
        groups: dict[Fraction, list[Line]] = defaultdict(list)
        for line in self.lines.lines:
            groups[line.speed * inserting.LANE_ITEMS_PER_TILE].append(line)
        self.groups = [Group(rate, lines) for rate, lines in groups.items()]

    def run(
        self,
        max_ticks: int = MAX_TICKS,
        *,
        to_the_end: bool = False,
        patient: bool = False,
        most_per_min: Mapping[str, float] | None = None,
        tell: Tell = UNHEARD,
    ) -> Result:
        """Run until nothing changes any more from window to window, or the time is up.

        A window is long enough for one of everything promised: else what comes once in minutes stands still in it.
        Patience is for what can reach its rates and does not yet: then belts must be full before it ends. While more of
        an item is made than is possible for long (``most_per_min``), stocks of the beginning are still being used up.
        """
        slowest = max((worker.cycle for worker in self.workers.values()), default=0.0)
        apart = max((3600 / float(rate) for rate in self.expect.rates_per_min.values() if rate), default=0.0)
        window = min(max(WINDOW_TICKS, math.ceil(4 * slowest), math.ceil(apart)), max_ticks // 4)
        for worker in self.machines.values():
            self._try(worker)
        history: list[list[float]] = []
        counts: list[dict[PortKey, float]] = [{}]
        passed: list[int] = []
        held: list[int] = []
        steady = False
        while self.now + window <= max_ticks and (to_the_end or not steady):
            before = [worker.work(self.now) for worker in self.workers.values()]
            passed = [line.passed for line in self.lines.lines]
            for _ in range(window):
                self._tick()
                if self.now % TOLD_TICKS == 0:
                    tell(Stage.PROVEN, self.now, max_ticks)
            after = [worker.work(self.now) for worker in self.workers.values()]
            history.append(
                [
                    (b - a) * worker.ticks / window
                    for a, b, worker in zip(before, after, self.workers.values(), strict=True)
                ]
            )
            counts.append(self._ports())
            held.append(sum(len(line.slots) - line.slots.count(None) for line in self.lines.lines))
            steady = (
                _steady(history)
                and not self._above(history[-_averaged(counts) :], most_per_min or {})
                and (not patient or _filled(held) or self._reached(counts[-1 - _averaged(counts) :], window))
            )
        work = {crafter: history[-1][place] for place, crafter in enumerate(self.workers)}
        back = _averaged(counts)
        averaged = {
            crafter: sum(shares[place] for shares in history[-back:]) / back
            for place, crafter in enumerate(self.workers)
        }
        for crafter, worker in self.workers.items():
            averaged[crafter] = worker.share(self.now - back * window) or averaged[crafter]
        ports = {
            key: (count - counts[-1 - back].get(key, 0.0)) * 3600 / (window * back) for key, count in counts[-1].items()
        }
        left: dict[str, float] = defaultdict(float)
        for (comes_in, _, item), rate in ports.items():
            if not comes_in:
                left[item] += rate
        idle = [(c, w) for c, w in self.workers.items() if not w.busy]
        return Result(
            left_per_min=dict(left),
            ports_per_min=ports,
            work=work,
            averaged=averaged,
            missing={c: lacks for c, w in idle if (lacks := w.missing())},
            full={c: waits for c, w in idle if (waits := w.full())},
            stuck=[
                line
                for line, old in zip(self.lines.lines, passed, strict=True)
                if line.passed == old and None not in line.slots
            ],
            window_ticks=window * back,
            ticks=self.now,
            steady=steady,
        )

    def _above(self, history: list[list[float]], most_per_min: Mapping[str, float]) -> bool:
        """Tell whether machines made more of something promised than can go on."""
        for item, most in most_per_min.items():
            made = 0.0
            for place, crafter in enumerate(self.workers):
                share = sum(shares[place] for shares in history) / len(history)
                made += share * float(crafter.crafts_per_s * crafter.net(item)) * 60
            if made > most * MORE_THAN_POSSIBLE:
                return True
        return False

    def _reached(self, counts: list[dict[PortKey, float]], window: int) -> bool:
        """Tell whether everything promised leaves as fast as it shall, or nothing was promised."""
        left: dict[str, float] = defaultdict(float)
        for sign, count in ((1, counts[-1]), (-1, counts[0])):
            for (comes_in, _, item), amount in count.items():
                left[item] += 0.0 if comes_in else sign * amount
        minutes = (len(counts) - 1) * window / 3600
        return all(left[item] >= float(rate) * minutes for item, rate in self.expect.rates_per_min.items())

    def _ports(self) -> dict[PortKey, float]:
        """Return everything that came in and left so far."""
        counts: dict[PortKey, float] = defaultdict(float)
        for tile, items in self.out.items():
            for item, count in items.items():
                counts[False, tile, item] += count
        for tile, brought in self.brought:
            for item, count in brought.items():
                counts[True, tile, item] += count
        return counts

    def _tick(self) -> None:
        self.now += 1
        for group in self.groups:
            group.tick()
        if self.beats and self.now % BEAT_TICKS == 0:
            self._beat()
        for thing in self.timers.pop(self.now, ()):
            if isinstance(thing, Worker):
                self._finish(thing)
            else:
                self.polled[thing] = None
        for mover in list(self.polled):
            self._move(mover)

    def _beat(self) -> None:
        """Let pumps move fluid."""
        for beat in self.beats:
            if beat.flows():
                self._stir(beat.target)
                if beat.source is not None:
                    self._stir(beat.source)

    def _move(self, mover: Mover) -> None:
        if mover.putting:
            if mover.put(self.now):
                mover.putting, mover.item = False, None
                self._swing(mover)
                self._changed(mover.target)
            elif mover.target is not None:
                self._rest(mover, mover.target)
        elif mover.take(self.now):
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
            self._started(worker)
        elif not worker.busy:
            self._thirst(worker)

    def _started(self, worker: Worker) -> None:
        self.timers[max(math.ceil(worker.ends), self.now + 1)].append(worker)
        for _, _, tanks in worker.takes:
            for tank in tanks:
                self._stir(tank)

    def _thirst(self, worker: Worker) -> None:
        """Let a machine sleep until a pipeline that it waits for changes."""
        if worker.takes or worker.gives:
            reason = worker.missing() or worker.full()
            for fluid, _, tanks in (*worker.takes, *worker.gives):
                if fluid == reason:
                    for tank in tanks:
                        tank.waiting[worker] = None

    def _stir(self, tank: Tank) -> None:
        """Wake the machines that waited for a pipeline."""
        if tank.waiting:
            sleepers = list(tank.waiting)
            tank.waiting.clear()
            for worker in sleepers:
                self._try(worker)

    def _finish(self, worker: Worker) -> None:
        """End a craft and begin the next at the very moment the last one ended, inside the tick."""
        while True:
            end = worker.ends
            worker.finish()
            if worker.rocket is not None:
                self._wake(worker.rocket.pad)
            for _, _, tanks in worker.gives:
                for tank in tanks:
                    self._stir(tank)
            if worker.busy:
                break
            if not worker.start(end):
                self._thirst(worker)
                break
            if worker.ends > self.now:
                self._started(worker)
                break
        self._wake(worker)

    def _wake(self, thing: Box | Worker) -> None:
        self.polled.update(thing.waiting)
        thing.waiting.clear()

    def _tanks(self, pipelines: Pipelines) -> None:
        """Make the pipelines, and the pumps between them and on shores."""
        endless: dict[Pipeline, set[str]] = defaultdict(set)
        for feed in pipelines.feeds:
            pipeline = pipelines.at(feed.tile)
            if pipeline is not None:
                endless[pipeline].add(feed.item)
        self.tanks: dict[Pipeline, Tank] = {}
        self.brought: list[tuple[Tile, dict[str, float]]] = []
        for pipeline in pipelines.all:
            tank = Tank(pipeline.volume, pipelines.kept(pipeline), frozenset(endless[pipeline]))
            if pipeline.outlet is not None:
                tank.sink = self.out[pipeline.outlet]
            self.tanks[pipeline] = tank
        for feed in pipelines.feeds:
            pipeline = pipelines.at(feed.tile)
            if pipeline is not None and all(self.tanks[pipeline].brought is not found for _, found in self.brought):
                self.brought.append((feed.tile, self.tanks[pipeline].brought))
        self.beats = beats(pipelines, self.tanks, BEAT_TICKS)

    def _feed(self, supply: Supply, belts: Belts) -> None:
        for feed in supply.feeds:
            if feed.tile in belts.pieces:
                for lane in LANES if feed.lane == "both" else (feed.lane,):
                    line = self.lines.back[feed.tile, lane]
                    if not line.feed:
                        self.brought.append((feed.tile, line.brought))
                    line.feed.append(feed.item)
            elif (chest := self.layout.at(feed.tile)) is not None:
                box = self.boxes.setdefault(chest, Box())
                if not box.endless:
                    self.brought.append((feed.tile, box.brought))
                box.endless += (feed.item,)
        for tile in supply.outlets:
            for lane in LANES:
                self.lines.front[tile, lane].sink = self.out[tile]

    def _primed(self) -> None:
        """Let fluids that are made from themselves be in their pipes already, as such items lie in machines."""
        for worker in self.workers.values():
            made = {fluid for fluid, _, _ in worker.gives}
            for fluid, amount, tanks in worker.takes:
                if fluid in made and tanks:
                    tanks[0].put(fluid, min(STARTING_CRAFTS * amount, tanks[0].room()))

    def _labs(self, dark: frozenset[Standing]) -> None:
        for thing, prototype in self.layout.labs():
            packs = self.supply.brought_to(thing) & set(prototype.inputs)
            if packs and thing not in dark:
                self.machines[thing] = researching(thing, prototype, frozenset(packs), self.layout)

    def _mover(self, arm: Arm, crafters: Crafters) -> Mover | None:
        wanted = frozenset(self.carried.brought(arm))
        if not wanted:
            return None
        takes: list[Spot] = []
        puts: list[Spot] = []
        piece = self.belts.pieces.get(arm.pickup)
        if piece is not None:
            takes = [spot for lane in arm.near_first(piece.direction) for spot in self.lines.spots[arm.pickup, lane]]
        piece = self.belts.pieces.get(arm.drop)
        if piece is not None:
            puts = self.lines.spots[arm.drop, arm.lane_on(piece.direction)][:2]
        source = None if takes else self._place(arm.source, crafters)
        target = None if puts else self._place(arm.target, crafters)
        if (source is None and not takes) or (target is None and not puts):
            return None
        hand, swing, reach = 1, 1, 0
        if isinstance(arm.prototype, Inserter):
            quality = self.layout.data.qualities.get(arm.thing.entity.quality)
            factor = quality.default_multiplier if quality else 1
            hand = inserting.hand_size(arm.prototype, self.expect.stack_bonus, self.expect.bulk_bonus)
            swing = inserting.swing_ticks(arm.prototype, factor)
            reach = inserting.reach_ticks(arm.prototype, factor)
        return Mover(
            arm,
            hand=hand,
            swing=swing,
            reach=reach,
            takes=takes,
            puts=puts,
            source=source,
            target=target,
            wanted=wanted,
            slot_ticks=float(1 / (piece.speed * inserting.LANE_ITEMS_PER_TILE)) if piece is not None else 0.0,
            whole=isinstance(arm.prototype, Inserter) and arm.prototype.belt_stack > 1,
        )

    def _place(self, thing: Standing | None, crafters: Crafters) -> Box | Worker | None:
        if thing is None:
            return None
        if thing in self.machines or thing in crafters.by_thing:
            return self.machines.get(thing)
        if thing not in self.boxes:
            self.boxes[thing] = Box(room=thing.prototype.stacks * 50)
        box = self.boxes[thing]
        if thing in self.supply.sinks or not thing.prototype.stacks:
            box.sink = self.out[thing.tile] if thing.prototype.stacks else {}
        return box


def _averaged(counts: list[dict[PortKey, float]]) -> int:
    """Return over how many of the last windows rates are averaged: more of them the longer it lasts."""
    return min(max(2, min(len(counts) // 2, AVERAGED_WINDOWS)), len(counts) - 1)


def _filled(held: list[int]) -> bool:
    """Tell whether belts fill no more: until they are full, splitters give too much to some."""
    return len(held) > FILLED_WINDOWS and max(held[-FILLED_WINDOWS:]) <= max(held[:-FILLED_WINDOWS])


def _steady(history: list[list[float]]) -> bool:
    """Tell whether three windows in a row were alike, after a first one to fill the belts."""
    if len(history) < 4:  # noqa: PLR2004 - one to fill, three alike
        return False
    last = history[-3:]
    size = max(len(last[0]), 1)
    return all(abs(sum(a) - sum(b)) / size < STEADY for a, b in pairwise(last))
