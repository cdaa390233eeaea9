"""How choices are spelled on a command line or in a chat.

60, 0.5, 1000/7                          a number, exactly as written
smelting=steel-furnace, steel-furnace    a machine for a recipe or category, or wherever it can do the work
productivity-module-3                    in every free slot of every machine that takes it
plastic-bar=speed-module-3*2+productivity-module-3@legendary
8*speed-module-3, smelting=8*speed-module-3+2*speed-module-2     so many beacons at each machine
legendary, smelting=rare, beacon=epic    quality
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from agent.errors import UsageError
from agent.factory.requirements.options import BeaconGroup, Choice, T
from agent.game.effects import ModuleStack

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


NONE = "none"
MAX_DIGITS = 30
MAX_COUNT = 100


def number(text: str, option: str) -> Fraction:
    """Read a number exactly.

    Raises:
        UsageError: ``requirements-number``, if it is none, negative or beyond all measure.
    """
    try:
        value = Fraction(text.strip()) if len(text) <= MAX_DIGITS and "e" not in text.lower() else None
    except (ValueError, ZeroDivisionError):
        value = None
    if value is None or value < 0:
        raise UsageError("requirements-number", text=text, option=option)
    return value


def rate(text: str, option: str) -> Fraction:
    """Read a rate per minute; return it per second.

    Raises:
        UsageError: ``requirements-number``, or ``requirements-rate-zero``.
    """
    value = number(text, option)
    if not value:
        raise UsageError("requirements-rate-zero", option=option)
    return value / 60


def pair(text: str, option: str) -> tuple[str, str]:
    """Read NAME=VALUE.

    Raises:
        UsageError: ``requirements-pair``.
    """
    name, equals, value = text.partition("=")
    if not (equals and name.strip() and value.strip()):
        raise UsageError("requirements-pair", text=text, option=option)
    return name.strip(), value.strip()


def by_place(texts: Sequence[str], read: Callable[[str], T], default: T) -> Choice[T]:
    """Read choices, each for one place (PLACE=…) or for the rest."""
    named: dict[str, T] = {}
    for text in texts:
        place, equals, value = text.partition("=")
        if equals:
            named[place.strip()] = read(value.strip())
        else:
            default = read(text.strip())
    return Choice(default, named)


def modules(text: str) -> tuple[ModuleStack, ...]:
    """Read what goes into the slots of a machine; count 0 fills the free ones.

    Raises:
        UsageError: ``requirements-count``.
    """
    return () if text == NONE else tuple(_stack(part) for part in text.split("+"))


def beacons(text: str) -> tuple[BeaconGroup, ...]:
    """Read the beacons at a machine: COUNT*MODULE, each beacon full of it.

    Raises:
        UsageError: ``requirements-count``.
    """
    if text == NONE:
        return ()
    groups = []
    for part in text.split("+"):
        count, star, module = part.partition("*")
        if not star:
            raise UsageError("requirements-count", text=part)
        groups.append(BeaconGroup(_count(count), (_stack(module),)))
    return tuple(groups)


def _stack(text: str) -> ModuleStack:
    named, star, count = text.partition("*")
    name, _, quality = named.partition("@")
    return ModuleStack(name.strip(), _count(count) if star else 0, quality.strip() or "normal")


def _count(text: str) -> int:
    if not text.strip().isascii() or not text.strip().isdigit() or not 0 < int(text) <= MAX_COUNT:
        raise UsageError("requirements-count", text=text)
    return int(text)
