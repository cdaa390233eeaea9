"""When the research that goes on is done: by the labs of the area, or as the snapshots show it.

Rules (wiki: Lab, Module; LabPrototype): a lab does speed × quality × (1 + researched bonus) × (1 + its modules) seconds
of research a second, and productivity adds to that; a technology takes its units × the seconds of a unit.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.from_snapshot import exact
from agent.analysis.statuses import State, state
from agent.analysis.sums import total
from agent.errors import GameDataError
from agent.game.effects import total_bonus
from agent.game.prototypes import Lab
from agent.game.research import units

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from agent.analysis.view import Factory, Machine
    from agent.contract import Research, Snapshot
    from agent.game.gamedata import GameData
    from agent.game.prototypes import Technology

LEAST_TICKS = 600
TICKS_PER_MIN, S_PER_MIN = 3600, 60
LARGEST_PRODUCTIVITY = Fraction(3)


@dataclass(frozen=True, slots=True)
class Researching:
    """The technology that is researched now.

    Attributes:
        level: The level that is worked on.
        progress: The part that is done.
        left_s: Seconds that one lab of speed 1 would still need; None: its size is not known.
        queued_s: The same for all that waits behind it; None where something of it is not known.
        queue: How many wait behind it.
        speed: Seconds of research that the working labs of the area do in a second, ``full_speed`` all of them.
        labs: Those of the area that take its packs; ``working`` of them work now.
        lacking: Packs that labs which wait for packs do not hold, by the number of those labs.
        measured: The part of it that was done a minute since an earlier snapshot; None where none tells.
        minutes: How long ago that was.
    """

    technology: Technology
    level: int
    progress: Fraction
    left_s: Fraction | None
    queued_s: Fraction | None
    queue: int
    speed: Fraction
    full_speed: Fraction
    labs: int
    working: int
    lacking: Mapping[str, int]
    first_idle: Machine | None = None
    measured: Fraction | None = None
    minutes: Fraction = Fraction(0)

    @property
    def minutes_left(self) -> Fraction | None:
        """Return how long it takes: as fast as it went, else as fast as the working labs are; None: nobody knows."""
        if self.measured:
            return (1 - self.progress) / self.measured
        return None if self.left_s is None or not self.speed else self.left_s / self.speed / S_PER_MIN

    @property
    def queue_minutes(self) -> Fraction | None:
        """Return when all that waits is done too; None where that is not known."""
        if self.minutes_left is None or self.queued_s is None or not self.left_s:
            return None
        return self.minutes_left * (self.left_s + self.queued_s) / self.left_s


def researching(snapshot: Snapshot, earlier: Sequence[Snapshot], factory: Factory) -> Researching | None:
    """Return what is researched; None where nothing is, or nothing that the data know."""
    told = snapshot.research
    technology = factory.data.technologies.get(told.current or "") if told is not None else None
    if told is None or technology is None:
        return None
    level = max(told.levels.get(technology.name, technology.level), technology.level)
    progress = min(max(exact(told.progress), Fraction(0)), Fraction(1))
    whole = _told_s(told) or _size_s(technology, level)
    waiting = [name for name in told.queue if name != technology.name]
    queued = [_queued_s(name, told, factory.data) for name in waiting]
    labs = [machine for machine in factory.machines if _takes(machine, technology, factory.data)]
    measured, minutes = _measured(snapshot, earlier)
    works = [(lab, _work(lab)) for lab in labs]
    speeds = {id(lab): _speed(lab, snapshot, factory.data) for lab in labs}
    idle = [lab for lab, work in works if not work]
    starved = [lab for lab in labs if state(lab) is State.STARVED]
    return Researching(
        technology=technology,
        level=level,
        progress=progress,
        left_s=None if whole is None else whole * (1 - progress),
        queued_s=None if None in queued else sum((each or Fraction(0) for each in queued), Fraction(0)),
        queue=len(waiting),
        speed=total(speeds[id(lab)] * work for lab, work in works),
        full_speed=total(speeds.values()),
        labs=len(labs),
        working=sum(work > 0 for _, work in works),
        lacking=_lacking(starved, technology),
        first_idle=min(idle, key=lambda lab: (lab.part.y, lab.part.x), default=None),
        measured=measured,
        minutes=minutes,
    )


def _told_s(told: Research) -> Fraction | None:
    return None if told.units is None or not told.unit_s else told.units * exact(told.unit_s)


def _size_s(technology: Technology, level: int) -> Fraction | None:
    """Return the seconds that a level takes one lab of speed 1, None for one that is not researched with packs."""
    if technology.trigger is not None or not technology.packs:
        return None
    try:
        return units(technology, level) * technology.time_s
    except GameDataError:
        return None


def _queued_s(name: str, told: Research, data: GameData) -> Fraction | None:
    """Return the seconds of what waits; the game's price multiplier shows in what it told of the current one."""
    whole, current, said = _level_s(name, told, data), _level_s(told.current or "", told, data), _told_s(told)
    return whole * said / current if whole is not None and said and current else whole


def _level_s(name: str, told: Research, data: GameData) -> Fraction | None:
    technology = data.technologies.get(name)
    if technology is None:
        return None
    return _size_s(technology, max(told.levels.get(name, technology.level), technology.level))


def _takes(machine: Machine, technology: Technology, data: GameData) -> bool:
    lab = data.entities.get(machine.part.name)
    return isinstance(lab, Lab) and not machine.part.ghost and set(technology.packs) <= set(lab.inputs)


def _work(lab: Machine) -> Fraction:
    found = state(lab)
    if found is State.LOW_POWER:
        return Fraction(1) if lab.satisfaction is None else lab.satisfaction
    return Fraction(found in (State.WORKING, State.UNKNOWN))


def _speed(lab: Machine, snapshot: Snapshot, data: GameData) -> Fraction:
    prototype, quality = data.entities[lab.part.name], data.qualities.get(lab.part.quality)
    if not isinstance(prototype, Lab):
        return Fraction(0)
    bonuses = snapshot.bonuses
    researched = Fraction(0) if bonuses is None else exact(bonuses.laboratory_speed)
    extra = Fraction(0) if bonuses is None else exact(bonuses.laboratory_productivity)
    by_quality = Fraction(1)
    if quality is not None:
        by_quality = quality.multipliers.get("lab_research_speed_multiplier", quality.default_multiplier)
    bonus = total_bonus(prototype, lab.modules, lab.beacons, data)
    productivity = bonus.productivity + extra if lab.reported_productivity is None else lab.reported_productivity
    free = min(max(productivity, Fraction(0)), LARGEST_PRODUCTIVITY)
    return prototype.speed * by_quality * (1 + researched) * bonus.speed_factor * (1 + free)


def _lacking(labs: Iterable[Machine], technology: Technology) -> dict[str, int]:
    """Count the packs that waiting labs do not hold; labs whose content was not looked at tell nothing."""
    found: Counter[str] = Counter()
    for lab in labs:
        if lab.holds is not None:
            found.update(pack for pack in technology.packs if not lab.holds.get(pack))
    return dict(found)


def _measured(snapshot: Snapshot, earlier: Sequence[Snapshot]) -> tuple[Fraction | None, Fraction]:
    """Return the part of the technology that was done a minute since the oldest snapshot in which it went on."""
    now = snapshot.research
    known = [
        each
        for each in earlier
        if now is not None
        and each.research is not None
        and each.force == snapshot.force
        and each.research.current == now.current
        and each.research.levels.get(now.current or "") == now.levels.get(now.current or "")
        and snapshot.tick - each.tick >= LEAST_TICKS
        and each.research.progress <= now.progress
    ]
    first = min(known, key=lambda each: each.tick, default=None)
    if first is None or first.research is None or now is None:
        return None, Fraction(0)
    minutes = Fraction(snapshot.tick - first.tick, TICKS_PER_MIN)
    return (exact(now.progress) - exact(first.research.progress)) / minutes, minutes
