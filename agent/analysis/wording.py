"""Findings as sentences: quantities with their units, names of the game in the player's language."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from agent.analysis.findings import Amounts, Finding, Formula, Name, Names, Quantity, Unit, Word
from agent.game.names import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agent.analysis.findings import Arg, FormulaPart, NameKind
    from agent.i18n import Catalogue

LARGE = 1000
"""From here on one decimal is enough, as it is for shares."""
TIMES, TEN = frozenset({Unit.SECOND, Unit.MINUTE, Unit.HOUR}), 10
"""A time is an estimate: three digits of it are enough."""
_QUANTITIES_KEPT = 4096
WILDCARDS = frozenset({"each", "everything", "anything"})
PREFIXES = (("giga", Fraction(10**9)), ("mega", Fraction(10**6)), ("kilo", Fraction(10**3)))


def sentence(
    finding: Finding,
    catalogue: Catalogue,
    localised: Mapping[tuple[NameKind, str], str] | None = None,
) -> str:
    """Return a finding's sentence.

    Args:
        finding: What to say.
        catalogue: The language to say it in.
        localised: Names in the player's language by kind and internal name, as the game exported them.

    Raises:
        KeyError: The catalogue lacks the sentence, or the finding an argument of it.
    """
    words = {key: shown(arg, catalogue, localised or {}) for key, arg in finding.args.items()}
    return catalogue.text(finding.key, **words)


def shown(arg: Arg, catalogue: Catalogue, localised: Mapping[tuple[NameKind, str], str]) -> str | int | float:
    """Return what stands in the sentence for an argument; bare numbers stay numbers, for the plural forms."""
    if isinstance(arg, Quantity):
        return quantity(arg, catalogue)
    if isinstance(arg, (Name, Word, Formula)):
        return _words(arg, catalogue, localised)
    if isinstance(arg, Names):
        return _list((readable(arg.kind, name, catalogue, localised) for name in arg.names), arg.more, catalogue)
    if isinstance(arg, Amounts):
        each = (f"{shown(name, catalogue, localised)} {_amount(amount, catalogue)}" for name, amount in arg.amounts)
        return _list(each, arg.more, catalogue)
    return arg


def _words(part: FormulaPart | Formula, catalogue: Catalogue, localised: Mapping[tuple[NameKind, str], str]) -> str:
    if isinstance(part, Name):
        return readable(part.kind, part.name, catalogue, localised)
    if isinstance(part, Word):
        return catalogue.text(part.key)
    if isinstance(part, Formula):
        return "".join(_words(each, catalogue, localised) for each in part.parts)
    if isinstance(part, Quantity):
        return catalogue.number(part.value) if part.unit is Unit.COUNT else str(quantity(part, catalogue))
    return part


def _amount(amount: Quantity, catalogue: Catalogue) -> str:
    """Write a number behind its name; a dash keeps a bare count apart from digits in the name."""
    return f"— {catalogue.number(amount.value)}" if amount.unit is Unit.COUNT else str(quantity(amount, catalogue))


def _list(each: Iterable[str], more: int, catalogue: Catalogue) -> str:
    return ", ".join(each) + (" " + catalogue.text("names-more", count=more) if more else "")


def quantity(amount: Quantity, catalogue: Catalogue) -> str | int | float:
    """Return a number with its unit. A whole count stays a number, so that the sentence can choose its plural."""
    if amount.unit is not Unit.COUNT:
        return _written(amount, catalogue)
    return amount.value.numerator if amount.value.denominator == 1 else float(round(amount.value, 2))


@lru_cache(maxsize=_QUANTITIES_KEPT)
def _written(amount: Quantity, catalogue: Catalogue) -> str:
    """Write once: the same number stands in the text, in the list below it and in what is noted, and in the next."""
    value = amount.value
    prefix = ""
    if amount.unit in (Unit.WATT, Unit.JOULE):
        for name, factor in PREFIXES:
            if abs(value) >= factor:
                prefix, value = f"{name}-", value / factor
                break
    digits = 1 if amount.unit is Unit.PERCENT or abs(value) >= LARGE else 2
    if amount.unit in TIMES:
        digits = max(0, 2 - (abs(value) >= TEN) - (abs(value) >= TEN**2))
    return catalogue.text(f"unit-{prefix}{amount.unit.value}", value=catalogue.number(value, digits))


def readable(kind: NameKind, name: str, catalogue: Catalogue, localised: Mapping[tuple[NameKind, str], str]) -> str:
    """Return a name in the player's language, else its internal name with spaces.

    Rates speak of items and fluids alike as items: a name that is no item's may be a fluid's.
    """
    known = localised.get((kind, name))
    if known is None and kind == "item":
        known = localised.get(("fluid", name))
    if known is None and kind == "status" and catalogue.has(f"status-{name.replace('_', '-')}"):
        return catalogue.text(f"status-{name.replace('_', '-')}")
    if kind == "virtual":
        return known or virtual_signal(name, catalogue)
    return printable(known or name.replace("-", " ").replace("_", " "))


def virtual_signal(name: str, catalogue: Catalogue) -> str:
    """Return a virtual signal as players call it: a letter or digit by itself, the wildcards and others by words."""
    bare = name.removeprefix("signal-")
    key = f"signal-{bare}"
    if len(bare) == 1:
        return bare
    if bare in WILDCARDS:
        return catalogue.text(key)
    return printable(bare.replace("-", " "))
