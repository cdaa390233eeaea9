"""What keeps an item from machines that wait for it, on its way through arms, belts and chests.

Rules: an arm without fuel or power, or switched off by the circuit network, moves nothing; one that takes where nothing
stands never finds anything; a belt carries 8 items a tile at its speed, a lane half of that, and an inserter puts on
the far lane only (wiki: Inserters, Transport belts). Where something still gets through, nothing is blamed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.analysis.findings import Name, count, per_min
from agent.analysis.statuses import BY_STATUS, POWERLESS, State, state
from agent.analysis.sums import total
from agent.analysis.view import Part
from agent.analysis.ways import BELTS, CHESTS
from agent.game.belts import lane_items_per_s
from agent.game.geometry import tile_of
from agent.game.inserting import hand_size, items_per_s
from agent.game.prototypes import Belt, CraftingMachine, Inserter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from agent.analysis.findings import Arg
    from agent.analysis.rates import FactoryRates, MachineRate
    from agent.analysis.view import Factory
    from agent.analysis.ways import Trail, Ways
    from agent.contract import SnapshotTrain, TrainStop
    from agent.game.belts import Lane
    from agent.game.geometry import Tile

KINDS = (
    *("arm-fuel", "arm-power", "arm-off", "arm-reach", "arms", "belt", "mixed", "no-arm-out", "chest-full"),
    *("recipe", "train", "modules", "beacon", "belt-broken", "arm-reversed", "no-arm-in", "pump"),
)
"""Causes that lie between machines or in how one is set up; each is the end of a key ``finding-cause-…``."""
ARM_STATUS = {
    "no_fuel": "arm-fuel",
    "no_power": "arm-power",
    "not_plugged_in_electric_network": "arm-power",
    "disabled": "arm-off",
    "disabled_by_control_behavior": "arm-off",
    "disabled_by_script": "arm-off",
}
LOADERS = frozenset({"loader", "loader-1x1"})
WAITING = "waiting_for_source_items"
TRIED = 3
"""Waiting machines of one group that are looked at."""
STATION_TILES = 60
"""How far from its station a train's last wagon may stand."""
STUCK = frozenset(
    {"no_path", "destination_full", "wait_signal", "no_schedule", "manual_control", "manual_control_stop"}
)
PER_MIN = 60
NOT_QUITE = 100, 99
"""What falls short by less than a hundredth is rounding."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What is in the way: its kind, the things in question, and what its sentence names."""

    kind: str
    parts: tuple[Part, ...]
    more: Mapping[str, Arg]


class Obstacles:
    """Looks for obstacles in one factory."""

    def __init__(self, factory: Factory, rates: FactoryRates, ways: Ways) -> None:
        self._factory, self._rates, self._ways = factory, rates, ways
        self._stopped = frozenset(arm for arm in ways.arms if arm.status in ARM_STATUS)
        self._makes: dict[Part, frozenset[str]] = {}
        self._taking: dict[Part, frozenset[str]] = {}
        for rate in rates.machines:
            self._makes[rate.machine.part] = frozenset(rate.makes)
            self._taking[rate.machine.part] = frozenset(rate.takes)

    def before(self, waiting: Sequence[MachineRate], item: str) -> Obstacle | None:
        """Return what keeps a solid item from machines that wait for it; None where nothing plain does."""
        if item in self._factory.data.fluids:
            looked_at = (self._pump(rate.machine.part) for rate in waiting[:TRIED])
        else:
            looked_at = (self._before(rate, item) for rate in waiting[:TRIED])
        return next((found for found in looked_at if found is not None), None)

    def behind(self, blocked: Sequence[MachineRate], item: str) -> Obstacle | None:
        """Return what keeps an item in machines whose output is full; None where nothing plain does."""
        if item in self._factory.data.fluids or not self._ways.arms:
            return None
        looked_at = (self._behind(rate, item) for rate in blocked[:TRIED])
        return next((found for found in looked_at if found is not None), None)

    def _before(self, rate: MachineRate, item: str) -> Obstacle | None:
        part = rate.machine.part
        arms = [arm for arm in self._ways.into(part) if arm.type == "inserter" and arm.filter in (None, item)]
        whole = {arm: self._ways.trail(arm) for arm in arms}
        if any(trail.cut for trail in whole.values()):
            return None
        wanted = frozenset({item})
        bringing = [arm for arm in arms if self._could_bring(whole[arm], wanted)]
        # Where no arm is known to bring it, it may be one of which nothing is known.
        chosen = bringing or [arm for arm in arms if not self._could_bring(whole[arm], None)]
        if not chosen:
            return self._unserved(part, item)
        trails = [self._ways.trail(arm, self._stopped) for arm in chosen]
        if not any(trail.open or self._could_bring(trail, wanted) for trail in trails):
            troubles = [trouble for trail in trails if (trouble := self._trouble(trail, item)) is not None]
            if len(troubles) == len(trails):
                return troubles[0]
        if bringing:
            return self._narrow(rate, item, bringing, whole)
        return None

    def _unserved(self, part: Part, item: str) -> Obstacle | None:
        """Explain a machine that no arm puts into: one may stand the wrong way round, or none is there."""
        if (
            not self._ways.arms
            or self._ways.into(part)
            or self._ways.beside(part, LOADERS)
            or not self._ways.is_inside(part)
        ):
            return None
        for arm in self._ways.out_of(part):
            into = None if arm.drop is None else self._ways.at.get(tile_of(*arm.drop))
            if into is not None and any(name == item for name, _ in into.items):
                return Obstacle("arm-reversed", (arm,), {})
        return Obstacle("no-arm-in", (part,), {})

    def _pump(self, part: Part) -> Obstacle | None:
        """Return a pump without power on the pipes that lead to a machine."""
        for pipe in self._ways.pipes_to(part):
            if pipe.type == "pump" and BY_STATUS.get(pipe.status or "") in POWERLESS:
                return Obstacle("pump", (pipe,), {})
        return None

    def _could_bring(self, trail: Trail, wanted: frozenset[str] | None) -> bool:
        """Tell whether a trail leads to where an item is made, mined or stored; None: any item at all."""
        for part in trail.parts:
            there = {*self._makes.get(part, ()), *(name for name, number in part.items if number)}
            if there and (wanted is None or there & wanted):
                return True
        return False

    def _trouble(self, trail: Trail, item: str) -> Obstacle | None:
        """Return the first thing on a trail that hands nothing on."""
        for part in trail.parts:
            kind = ARM_STATUS.get(part.status or "") if part.type == "inserter" else None
            if kind is not None:
                return Obstacle(kind, (part,), {})
            if part.type == "inserter" and part.pickup is not None and tile_of(*part.pickup) not in self._ways.at:
                return self._from_nowhere(part, item)
            if part.type == "mining-drill" and part.status == "no_minable_resources":
                dry = [each for each in trail.parts if each.status == part.status]
                return Obstacle("ground", tuple(dry), {})
            machine = self._ways.machines.get(part)
            if machine is not None and state(machine) is State.NO_RECIPE and self._could_make(part, item):
                return Obstacle("recipe", (part,), {})
        # Only where machines that put it on belts stand full: else a belt's start is no gap.
        makers = self._rates.makers.get(item, ()) if trail.dead else ()
        full = (rate.machine.part for rate in makers if state(rate.machine) is State.BLOCKED)
        put = any(self._puts_on(part) for part in full)
        return Obstacle("belt-broken", (trail.dead[0],), {}) if put else None

    def _could_make(self, part: Part, item: str) -> bool:
        prototype, data = self._factory.data.entities.get(part.name), self._factory.data
        return isinstance(prototype, CraftingMachine) and any(
            set(recipe.categories) & set(prototype.categories) for recipe in data.recipes_making(item)
        )

    def _from_nowhere(self, arm: Part, item: str) -> Obstacle | None:
        """Explain an arm that takes where nothing stands: a train should stand there, or it does not reach."""
        x, y = arm.pickup or (arm.x, arm.y)
        stops = [s for s in self._factory.stops if max(abs(s.x - x), abs(s.y - y)) <= STATION_TILES]
        for stop in sorted(stops, key=lambda each: (abs(each.x - x) + abs(each.y - y), each.unit)):
            late = [train for train in self._factory.trains if _bound_for(train, stop) and _is_stuck(train)]
            for train in sorted(late, key=lambda each: (not any(s.name == item for s in each.cargo), each.id)):
                return Obstacle("train", (_train_part(train, stop),), {"train": train.id, "station": stop.station})
        if stops or any(part.type.endswith("rail") and _near(part, x, y) for part in self._factory.parts):
            return None
        return Obstacle("arm-reach", (arm,), {})

    def _narrow(
        self, rate: MachineRate, item: str, arms: Sequence[Part], whole: Mapping[Part, Trail]
    ) -> Obstacle | None:
        """Find what lets too little through: the arms of one machine, or the belt that they take from."""
        needed = rate.takes[item]
        if all(arm.status != WAITING for arm in arms):
            rates = [self._arm_per_min(arm) for arm in arms]
            known = [each for each in rates if each is not None]
            carried = total(known)
            made = total(maker.makes[item] for maker in self._rates.makers.get(item, ()))
            stored = any(name == item for trail in whole.values() for part in trail.parts for name, _ in part.items)
            short = len(known) == len(rates) and carried * NOT_QUITE[0] < needed * NOT_QUITE[1]
            if short and (stored or made > carried):
                return Obstacle("arms", tuple(arms), {"made": per_min(carried), "needed": per_min(needed)})
            return None
        for arm in arms:
            belt = self._ways.at.get(tile_of(*(arm.pickup or (0, 0))))
            if belt is not None and belt.type in BELTS:
                found = self._belt(arm, belt, item)
                if found is not None:
                    return found
        return None

    def _arm_per_min(self, arm: Part) -> Fraction | None:
        """Return what an arm moves that never waits; None where its kind or the researched bonus is not known."""
        prototype, bonus = self._factory.data.entities.get(arm.name), self._factory.inserter_bonus
        if not isinstance(prototype, Inserter) or bonus is None or arm.pickup is None:
            return None
        quality = self._factory.data.qualities.get(arm.quality)
        faster = quality.default_multiplier if quality else 1
        source = self._ways.at.get(tile_of(*arm.pickup))
        belt = self._factory.data.entities.get(source.name) if source is not None and source.type in BELTS else None
        speed = belt.speed if isinstance(belt, Belt) else None
        return items_per_s(prototype, hand_size(prototype, *bonus), speed) * PER_MIN * faster

    def _belt(self, arm: Part, belt: Part, item: str) -> Obstacle | None:
        tile = tile_of(*(arm.pickup or (0, 0)))
        run = self._ways.runs.get(tile)
        if run is None:
            return None
        makers = [rate for rate in self._rates.makers.get(item, ()) if run in self._puts_on(rate.machine.part)]
        takers = [rate for rate in self._rates.takers.get(item, ()) if run in self._takes_from(rate.machine.part)]
        blocked = [rate for rate in makers if state(rate.machine) is State.BLOCKED]
        if not blocked:
            return None
        other = self._stuck_on(run, item)
        if other is not None:
            return Obstacle("mixed", (belt,), {"other": Name("item", other)})
        made, needed = total(rate.makes[item] for rate in makers), total(rate.takes[item] for rate in takers)
        carried, lanes = self._carries(arm, belt)
        if carried is None or carried >= min(made, needed):
            return None
        more: dict[str, Arg] = {"made": per_min(carried), "needed": per_min(needed), "lanes": count(lanes)}
        return Obstacle("belt", (belt,), more)

    def _puts_on(self, part: Part) -> set[int]:
        """Return the runs of belts that arms put on which take out of a machine."""
        tiles = [tile_of(*arm.drop) for arm in self._ways.out_of(part) if arm.drop is not None]
        return self._runs(tiles + ([tile_of(*part.drop)] if part.drop is not None else []))

    def _takes_from(self, part: Part) -> set[int]:
        return self._runs(tile_of(*arm.pickup) for arm in self._ways.into(part) if arm.pickup is not None)

    def _runs(self, tiles: Iterable[Tile]) -> set[int]:
        return {self._ways.runs[tile] for tile in tiles if tile in self._ways.runs}

    def _stuck_on(self, run: int, item: str) -> str | None:
        """Return another item that is put on a run of belts and that nobody takes off it."""
        put: Counter[str] = Counter()
        taken: set[str] = set()
        for part, makes in self._makes.items():
            others = makes - {item}
            if others and run in self._puts_on(part):
                put.update(others)
        if not put:
            return None
        for part, takes in self._taking.items():
            if takes & set(put) and run in self._takes_from(part):
                taken |= takes
        left = sorted(set(put) - taken, key=lambda name: (-put[name], name))
        # A chest at its end takes whatever comes.
        return left[0] if left and not self._ends_in_chest(run) else None

    def _ends_in_chest(self, run: int) -> bool:
        for arm in self._ways.arms:
            if arm.pickup is None or arm.drop is None or self._ways.runs.get(tile_of(*arm.pickup)) != run:
                continue
            into = self._ways.at.get(tile_of(*arm.drop))
            if into is not None and into.type in CHESTS and not into.full:
                return True
        return False

    def _carries(self, arm: Part, belt: Part) -> tuple[Fraction | None, int]:
        """Return what comes at most to a place of a belt in a minute, and on how many lanes."""
        lanes: list[Lane] = ["left", "right"]
        used = 0
        speeds: list[Fraction] = []
        for lane in lanes:
            trail = self._ways.trail(arm, lanes=frozenset({lane}))
            if trail.cut or any(part.type == "splitter" for part in trail.parts):
                return None, 0
            if trail.open or self._could_bring(trail, None):
                used += 1
            speeds += self._trunk_speeds(trail)
        prototype = self._factory.data.entities.get(belt.name)
        if not isinstance(prototype, Belt) or not used:
            return None, 0
        slowest = min([prototype.speed, *speeds])
        return lane_items_per_s(slowest) * PER_MIN * used, used

    def _trunk_speeds(self, trail: Trail) -> Iterator[Fraction]:
        """Yield the speeds of belts from an arm back to the first thing that feeds them."""
        for part in trail.parts[1:]:
            prototype = self._factory.data.entities.get(part.name)
            if not isinstance(prototype, Belt):
                return
            yield prototype.speed

    def _behind(self, rate: MachineRate, item: str) -> Obstacle | None:
        part = rate.machine.part
        arms = self._ways.out_of(part)
        if not arms:
            return None if part.type == "mining-drill" else Obstacle("no-arm-out", (part,), {})
        free = [arm for arm in arms if arm.status not in ARM_STATUS]
        if not free:
            return Obstacle(ARM_STATUS[arms[0].status or ""], tuple(arms), {})
        full = []
        for arm in free:
            into = None if arm.drop is None else self._ways.at.get(tile_of(*arm.drop))
            if into is None or into.type not in CHESTS or not into.full:
                return None
            full.append(into)
        inside = max(full[0].items, key=lambda row: (row[0] != item, row[1]), default=None)
        other = Name("item", inside[0] if inside is not None else item)
        return Obstacle("chest-full", tuple(dict.fromkeys(full)), {"other": other})


def _near(part: Part, x: float, y: float) -> bool:
    return abs(part.x - x) < 2 and abs(part.y - y) < 2  # noqa: PLR2004 - a wagon is two tiles wide


def _bound_for(train: SnapshotTrain, stop: TrainStop) -> bool:
    return 0 < train.current <= len(train.stops) and train.stops[train.current - 1].station == stop.station


def _is_stuck(train: SnapshotTrain) -> bool:
    return train.manual or train.state in STUCK or not (train.fuel or train.burning_j or train.speed)


def _train_part(train: SnapshotTrain, stop: TrainStop) -> Part:
    """Return where to look: at the train, or at its station if the train is nowhere."""
    x, y = (stop.x, stop.y) if train.x is None or train.y is None else (train.x, train.y)
    return Part("locomotive", "locomotive", x, y, status=train.state)
