"""How many rockets an hour: by the parts that were made, by the launches that were counted, and what silos could do.

Rules (wiki: Rocket silo; RocketSiloPrototype.rocket_parts_required): a rocket takes 50 parts in Space Age and 100
without; between the last part and the next the launch takes its time.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.from_snapshot import exact
from agent.analysis.statuses import State, state
from agent.analysis.sums import total
from agent.game.prototypes import ROCKET_LAUNCH_S, CraftingMachine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent.analysis.rates import MachineRate
    from agent.contract import Snapshot
    from agent.game.gamedata import GameData

LEAST_TICKS = 600
TICKS_PER_HOUR, MIN_PER_HOUR, S_PER_HOUR = 216_000, 60, 3600


@dataclass(frozen=True, slots=True)
class Launches:
    """Rockets an hour.

    Attributes:
        silos: Those of the area; ``working`` of them make parts now.
        parts: What a rocket takes.
        made_per_min: Parts that the whole surface made a minute, by the game's statistics; None: not told.
        counted_per_hour: Launches counted since an earlier snapshot; None where none tells. ``hours`` is how long.
        possible_per_hour: What the area's silos could do if they never waited, launches counted in.
        done: Parts of the fullest rocket that is built, where the snapshot tells it.
    """

    silos: int
    working: int
    parts: int
    made_per_min: Fraction | None
    counted_per_hour: Fraction | None
    hours: Fraction
    possible_per_hour: Fraction
    done: int | None
    position: tuple[float, float]

    @property
    def by_parts_per_hour(self) -> Fraction | None:
        """Return the rockets an hour that the parts made are enough for."""
        return None if self.made_per_min is None else self.made_per_min * MIN_PER_HOUR / self.parts


def launches(
    snapshot: Snapshot, earlier: Sequence[Snapshot], machines: Iterable[MachineRate], data: GameData
) -> Launches | None:
    """Return the rockets of the silos in the area; None where there is none."""
    silos = [rate for rate in machines if _parts(rate, data) and not rate.machine.part.ghost]
    if not silos:
        return None
    parts = max(_parts(rate, data) for rate in silos)
    made = {flow.name: exact(flow.made_10m or flow.made_1m or flow.made_1h) for flow in snapshot.production}
    known = [made[name] for name in {name for rate in silos for name in rate.makes} if name in made]
    counted, hours = _counted(snapshot, earlier)
    told = [entity for entity in snapshot.entities if entity.rocket_parts is not None]
    first = min((rate.machine.part for rate in silos), key=lambda part: (part.y, part.x))
    return Launches(
        silos=len(silos),
        working=sum(state(rate.machine) in (State.WORKING, State.LOW_POWER) for rate in silos),
        parts=parts,
        made_per_min=total(known) if known else None,
        counted_per_hour=counted,
        hours=hours,
        possible_per_hour=total(_possible(rate, data) for rate in silos),
        done=max((entity.rocket_parts or 0 for entity in told), default=None),
        position=(first.x, first.y),
    )


def _parts(rate: MachineRate, data: GameData) -> int:
    prototype = data.entities.get(rate.machine.part.name)
    return prototype.rocket_parts if isinstance(prototype, CraftingMachine) else 0


def _possible(rate: MachineRate, data: GameData) -> Fraction:
    made = total(rate.makes.values())
    if not made:
        return Fraction(0)
    return S_PER_HOUR / (_parts(rate, data) / made * MIN_PER_HOUR + ROCKET_LAUNCH_S)


def _counted(snapshot: Snapshot, earlier: Sequence[Snapshot]) -> tuple[Fraction | None, Fraction]:
    """Return the launches an hour since the oldest snapshot of this force that tells their number."""
    known = [
        each
        for each in earlier
        if each.rockets_launched is not None
        and each.force == snapshot.force
        and snapshot.tick - each.tick >= LEAST_TICKS
    ]
    first = min(known, key=lambda each: each.tick, default=None)
    if first is None or first.rockets_launched is None or snapshot.rockets_launched is None:
        return None, Fraction(0)
    hours = Fraction(snapshot.tick - first.tick, TICKS_PER_HOUR)
    return max(snapshot.rockets_launched - first.rockets_launched, 0) / hours, hours
