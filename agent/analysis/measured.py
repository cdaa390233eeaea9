"""What machines really did: crafts counted by the game between two snapshots, or their statuses at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.statuses import State, state
from agent.analysis.sums import total

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent.analysis.rates import MachineRate
    from agent.analysis.view import Factory

TICKS_PER_MIN = 3600
MIN_TICKS = 600
"""Ten seconds: below, one craft more or less would move the rate too far."""


Crafts = Mapping[int, tuple[str | None, int]]
"""Recipe and crafts so far by unit number."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What is needed of an older view: the crafts that its machines had counted."""

    tick: int | None
    surface: str | None
    crafts: Crafts


@dataclass(frozen=True, slots=True)
class Measured:
    """Share of its theoretical rate that a recipe reached; ``minutes`` is the time it was counted over.

    ``minutes`` None: no earlier snapshot; the share is that of working machines at this moment.
    """

    share: Fraction
    minutes: Fraction | None


def crafts_of(factory: Factory) -> Crafts:
    """Return the crafts that the machines of a view have counted."""
    return {
        machine.part.number: (machine.recipe, machine.products_finished)
        for machine in factory.machines
        if machine.part.number is not None and machine.products_finished is not None
    }


def earlier_of(factory: Factory) -> Earlier:
    """Return what is needed of a view once it is an older one."""
    return Earlier(factory.tick, factory.surface, crafts_of(factory))


def measured(rates: Sequence[MachineRate], now: Factory, earlier: Iterable[Earlier]) -> Mapping[str, Measured]:
    """Return by recipe what its built machines reached; recipes of which that is not known are left out."""
    past = _counters(now, earlier)
    groups: dict[str, list[MachineRate]] = {}
    for rate in rates:
        if state(rate.machine) not in (State.PLANNED, State.UNKNOWN):
            groups.setdefault(rate.recipe.name, []).append(rate)
    found: dict[str, Measured] = {}
    for recipe, group in groups.items():
        counted = _counted(group, now, past)
        if counted is None:
            counted = _estimated(group)
        if counted is not None:
            found[recipe] = counted
    return found


def _estimated(group: Sequence[MachineRate]) -> Measured | None:
    """Guess from statuses; a machine short of power works as much slower as its network says, if that is known."""
    working: list[Fraction] = []
    for rate in group:
        found = state(rate.machine)
        if found is State.WORKING:
            working.append(rate.crafts_per_min)
        elif found is State.LOW_POWER:
            if rate.machine.satisfaction is None:
                return None
            working.append(rate.crafts_per_min * rate.machine.satisfaction)
    possible = total(rate.crafts_per_min for rate in group)
    return Measured(total(working) / possible if possible else Fraction(0), None)


def _counters(now: Factory, earlier: Iterable[Earlier]) -> list[tuple[int, Crafts]]:
    """Return the crafts counted in earlier snapshots of this place, oldest first."""
    if now.tick is None:
        return []
    found = [
        (each.tick, each.crafts)
        for each in earlier
        if each.tick is not None and each.surface == now.surface and now.tick - each.tick >= MIN_TICKS
    ]
    return sorted(found, key=lambda entry: entry[0])


def _counted(group: Sequence[MachineRate], now: Factory, past: Sequence[tuple[int, Crafts]]) -> Measured | None:
    """Compare with the oldest snapshot that knows every machine of the group with the same recipe."""
    for tick, table in past:
        crafts = 0
        for rate in group:
            machine = rate.machine
            before = table.get(machine.part.number) if machine.part.number is not None else None
            if before is None or before[0] != machine.recipe or machine.products_finished is None:
                break
            crafts += machine.products_finished - before[1]
        else:
            minutes = Fraction((now.tick or 0) - tick, TICKS_PER_MIN)
            possible = total(r.crafts_per_min for r in group) * minutes
            if crafts >= 0 and possible:
                return Measured(Fraction(crafts) / possible, minutes)
    return None
