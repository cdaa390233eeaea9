"""How many labs a rate of science takes."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.findings import Name, Quantity, Unit, count, per_min, percent
from agent.analysis.from_snapshot import exact
from agent.assistant.asking.view import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.analysis.findings import Arg, Finding
    from agent.contract import Snapshot
    from agent.game.gamedata import GameData
    from agent.game.prototypes import Lab

_SPEED_EFFECT = "laboratory-speed"
_TIMES_SHOWN = 2
SECONDS_PER_MIN = 60
_EXACT = 100


def labs_for(
    rate_per_min: Fraction,
    labs: Sequence[Lab],
    packs: Sequence[str],
    data: GameData,
    *,
    time_s: Fraction | None = None,
    bonus: Fraction | None = None,
    snapshot: Snapshot | None = None,
) -> Iterator[Finding]:
    """Yield how many labs take so many packs of each kind a minute.

    Packs a lab takes a minute = 60 ÷ time of a unit × speed × (1 + bonus of research) × share of a pack that a unit
    takes of it (wiki: Lab, «Production requirements»; Biolab: half a pack). Modules would change the speed: none.

    Args:
        rate_per_min: Packs of each kind a minute.
        labs: Labs to count.
        packs: The packs that are named, none for any.
        data: The game data.
        time_s: Seconds of a unit, where the question says them; else those of what is researched now, else the two
            that most technologies have.
        bonus: Bonus of lab speed that the question says (1.4 = +140 %).
        snapshot: Its force's bonus counts, where there is one.
    """
    times = [time_s] if time_s else _times(packs, data, snapshot)
    told_bonus = snapshot.bonuses if snapshot is not None else None
    if bonus is None and told_bonus is not None:
        bonus = exact(told_bonus.laboratory_speed)
    for lab in labs:
        for each_s in times:
            args: dict[str, Arg] = {
                "machine": Name("entity", lab.name),
                "rate": per_min(rate_per_min),
                "time": Quantity(each_s, Unit.SECOND),
            }
            if bonus is not None:
                yield told("chat-sum-labs", **args, **_counted(rate_per_min, lab, each_s, bonus), bonus=percent(bonus))
                continue
            most = most_bonus(data)
            fast = {f"{key}_most": value for key, value in _counted(rate_per_min, lab, each_s, most).items()}
            plain = _counted(rate_per_min, lab, each_s, Fraction(0))
            yield told("chat-sum-labs-both", **args, **plain, **fast, bonus=percent(most))


def most_bonus(data: GameData) -> Fraction:
    """Return what all research of lab speed adds together."""
    effects = (effect for technology in data.technologies.values() for effect in technology.effects)
    return sum((effect.modifier for effect in effects if effect.type == _SPEED_EFFECT), Fraction(0))


def _counted(rate_per_min: Fraction, lab: Lab, time_s: Fraction, bonus: Fraction) -> dict[str, Arg]:
    each = Fraction(SECONDS_PER_MIN) / time_s * lab.speed * (1 + bonus) * lab.pack_drain
    labs = rate_per_min / each
    return {"count": count(math.ceil(labs)), "exact": count(Fraction(round(labs * _EXACT), _EXACT))}


def _times(packs: Sequence[str], data: GameData, snapshot: Snapshot | None) -> list[Fraction]:
    """Return the seconds of a unit of what is researched now, else those that most technologies have."""
    research = snapshot.research if snapshot is not None else None
    if research is not None and research.unit_s:
        return [exact(research.unit_s)]
    current = data.technologies.get(research.current or "") if research is not None else None
    if current is not None and current.time_s:
        return [current.time_s]
    found = Counter(
        each.time_s
        for each in data.technologies.values()
        if each.time_s and each.packs and set(packs) <= set(each.packs)
    )
    return sorted(time_s for time_s, _ in found.most_common(_TIMES_SHOWN)) or [Fraction(SECONDS_PER_MIN)]
