"""How many generators, boilers, panels or reactors a power takes, from the game data alone."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.findings import Name, count, watts
from agent.assistant.asking.sunlight import panels_for, sun_of
from agent.assistant.asking.view import told
from agent.game.machinery import Generator, Reactor, SolarPanel
from agent.game.prototypes import Boiler

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.analysis.findings import Finding
    from agent.game.gamedata import GameData
    from agent.game.prototypes import Entity

_UNIT = (
    r"(?P<prefix>[kмmгg]|к|кило|мега|гига|kilo|mega|giga)"
    r"(?:вт|w|ватт\w{0,2}|watts?)(?![^\W\d_])"
)
_POWER = re.compile(rf"(?<![\w.,])(?P<number>\d+(?:[.,]\d+)?)\s*{_UNIT}", re.IGNORECASE)
_ONE_OF = re.compile(rf"\b(?:на|за|per|for\s+(?:a|one|each)|каждый|one|один)\s+(?:один\s+)?{_UNIT}", re.IGNORECASE)
_PREFIXES = {"к": 10**3, "k": 10**3, "м": 10**6, "m": 10**6, "г": 10**9, "g": 10**9}


def power_asked(text: str) -> Fraction | None:
    """Return the power that a text names, in watts: «10 МВт», "1.5 GW", «на мегаватт»; None for none or several."""
    found = list(_POWER.finditer(text))
    if not found:
        one = _ONE_OF.search(text)
        return None if one is None else Fraction(_PREFIXES[one["prefix"][0].lower()])
    if len(found) != 1:
        return None
    number, prefix = found[0]["number"], found[0]["prefix"]
    return Fraction(number.replace(",", ".")) * _PREFIXES[prefix[0].lower()]


def power_of(machine: Entity) -> Fraction:
    """Return what one gives at full work, as electricity or as heat; 0 for what gives none.

    Of a boiler or reactor that is all that it burns (wiki: Boiler, Nuclear reactor), of a panel its most by day.
    """
    if isinstance(machine, (Boiler, Reactor)):
        return machine.power.use_w * machine.power.effectivity
    return machine.power.give_w


def gives(machine: Entity, number: int) -> Finding:
    """Say what so many of a machine give at full work."""
    key = "chat-power-of-reactors" if isinstance(machine, Reactor) else "chat-power-of"
    power = watts(number * power_of(machine))
    return told(key, machine=Name("entity", machine.name), count=count(number), power=power)


def for_power(power_w: Fraction, machines: Sequence[Entity], data: GameData) -> Iterator[Finding]:
    """Yield how many of each machine a power takes."""
    for machine in machines:
        if isinstance(machine, SolarPanel):
            yield panels_for(power_w, machine, sun_of("", None, data), data)
        elif power_of(machine):
            yield _machines(power_w, machine)
            yield from _heaters(power_w, machine, data)


def _machines(power_w: Fraction, machine: Entity, key: str = "chat-power-takes") -> Finding:
    each = power_of(machine)
    return told(
        "chat-power-takes-reactors" if isinstance(machine, Reactor) else key,
        power=watts(power_w),
        machine=Name("entity", machine.name),
        count=count(math.ceil(power_w / each)),
        exact=count(Fraction(round(power_w / each * 100), 100)),
        each=watts(each),
    )


def _heaters(power_w: Fraction, machine: Entity, data: GameData) -> Iterator[Finding]:
    """Yield what makes the steam of a generator: what heats it just as hot as it takes it."""
    if isinstance(machine, Generator) and not machine.burns_fluid:
        for each in data.entities.values():
            if isinstance(each, Boiler) and Fraction(each.target_temperature) == machine.maximum_temperature:
                yield _machines(power_w, each, "chat-power-steam")
