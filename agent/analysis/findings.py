"""What every analyser returns: findings with numbers, units, places and evidence.

The embedded analyst renders them, a language model may only retell them, the game shows them as places to click.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Position = tuple[float, float]
SECONDS_PER_MIN = 60
_COUNTS_KEPT = 4096
NameKind = Literal["item", "fluid", "recipe", "entity", "technology", "status", "quality", "surface", "virtual"]


class Severity(StrEnum):
    """How much a finding matters to the player, from least to most."""

    INFO = "info"
    WARNING = "warning"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """Return 0 for info up to 2 for critical."""
        return 2 if self is Severity.CRITICAL else int(self is Severity.WARNING)


class Unit(StrEnum):
    """Unit of a quantity; each has its wording under ``unit-<value>`` in the catalogues."""

    COUNT = "count"
    PER_MIN = "per-min"
    PER_S = "per-s"
    PERCENT = "percent"
    WATT = "watt"
    JOULE = "joule"
    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    TILE = "tile"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. Percent are written as players read them: 40 is 40 %."""

    value: Fraction
    unit: Unit


@dataclass(frozen=True, slots=True)
class Name:
    """An internal name of the game, to be shown in the player's language."""

    kind: NameKind
    name: str


@dataclass(frozen=True, slots=True)
class Names:
    """Several internal names of one kind, to be shown as a list; ``more`` counts those left out."""

    kind: NameKind
    names: tuple[str, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Amounts:
    """Several named quantities, to be shown as a list; ``more`` counts those left out."""

    amounts: tuple[tuple[Name, Quantity], ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """A word or short sentence of the catalogue that stands inside a formula or as a part of another sentence."""

    key: str


FormulaPart = Name | Word | Quantity | str


@dataclass(frozen=True, slots=True)
class Formula:
    """What something computes: signs as they stand, numbers, names of the game, words of the catalogue."""

    parts: tuple[FormulaPart, ...]


Arg = Quantity | Name | Names | Amounts | Word | Formula | str | int


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    ``key`` is its sentence in the catalogues (``finding-…``); ``args`` are what the sentence names; ``position`` is in
    tiles on ``surface``; ``evidence`` says in stable short words what it rests on («status item_ingredient_shortage»).
    ``because`` is the id of the finding that this one follows from: cure that, and this is gone.
    """

    id: str
    severity: Severity
    key: str
    args: Mapping[str, Arg] = field(default_factory=dict)
    position: Position | None = None
    surface: str | None = None
    entity: str | None = None
    evidence: tuple[str, ...] = ()
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """What an analyser found, most severe first; ``facts`` are findings that are no complaint.

    ``not_modelled`` names the entities, recipes and modules that no number here includes.
    """

    findings: tuple[Finding, ...]
    facts: tuple[Finding, ...]
    not_modelled: tuple[str, ...]
    data_set: str


def numbered(findings: Iterable[Finding], *, surface: str | None = None) -> tuple[Finding, ...]:
    """Sort by severity, keeping the analyser's order within one, and give ids: f1, f2 and so on.

    Ids that the analyser gave are carried over to ``because``; every other may be empty. ``surface`` is where all of
    them are that do not say so themselves.
    """
    ordered = sorted(findings, key=lambda finding: -finding.severity.rank)
    ids = {finding.id: f"f{place}" for place, finding in enumerate(ordered, 1)}
    return tuple(
        replace(
            finding,
            id=f"f{place}",
            because=ids[finding.because] if finding.because else None,
            surface=finding.surface or surface,
        )
        for place, finding in enumerate(ordered, 1)
    )


def count(value: int | Fraction) -> Quantity:
    """Return a plain number."""
    return _whole(value) if isinstance(value, int) else Quantity(value, Unit.COUNT)


@lru_cache(maxsize=_COUNTS_KEPT)
def _whole(value: int) -> Quantity:
    return Quantity(Fraction(value), Unit.COUNT)


def per_min(value: Fraction) -> Quantity:
    """Return a rate per minute."""
    return Quantity(value, Unit.PER_MIN)


def percent(share: Fraction) -> Quantity:
    """Return a share (0.4) as percent (40)."""
    return Quantity(share * 100, Unit.PERCENT)


def watts(value: Fraction | float) -> Quantity:
    """Return a power."""
    return Quantity(Fraction(value), Unit.WATT)


def joules(value: Fraction | float) -> Quantity:
    """Return an energy."""
    return Quantity(Fraction(value), Unit.JOULE)


def duration(seconds: Fraction) -> Quantity:
    """Return a time; from two minutes on in minutes."""
    if seconds >= 2 * SECONDS_PER_MIN:
        return Quantity(seconds / SECONDS_PER_MIN, Unit.MINUTE)
    return Quantity(seconds, Unit.SECOND)


def most(kind: NameKind, counts: Mapping[str, int], limit: int = 8) -> Amounts:
    """Return the largest counts, equal ones by name, so that the same snapshot gives the same words."""
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return amounts(((Name(kind, name), count(number)) for name, number in ordered), limit)


def names(kind: NameKind, found: Iterable[str], limit: int = 8) -> Names:
    """Return a list of names for a sentence, the rest counted."""
    every = tuple(sorted(set(found)))
    return Names(kind, every[:limit], max(len(every) - limit, 0))


def amounts(found: Iterable[tuple[Name, Quantity]], limit: int = 8) -> Amounts:
    """Return a list of named quantities for a sentence, the rest counted."""
    every = tuple(found)
    return Amounts(every[:limit], max(len(every) - limit, 0))
