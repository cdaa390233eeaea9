"""Numbers that are true of some things, and what follows from each two of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from agent.analysis.findings import Quantity, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from agent.assistant.grounding.figures import Figure
    from agent.assistant.grounding.units import Dimension

_UNITS: dict[Unit, tuple[Dimension, Fraction]] = {
    Unit.COUNT: ("count", Fraction(1)),
    Unit.PER_MIN: ("rate", Fraction(1)),
    Unit.PER_S: ("rate", Fraction(60)),
    Unit.PERCENT: ("share", Fraction(1, 100)),
    Unit.WATT: ("power", Fraction(1)),
    Unit.JOULE: ("energy", Fraction(1)),
    Unit.SECOND: ("time", Fraction(1)),
    Unit.MINUTE: ("time", Fraction(60)),
    Unit.HOUR: ("time", Fraction(3600)),
    Unit.TILE: ("count", Fraction(1)),
}
Kind = Literal[
    "",
    "need",
    "make",
    "crew",
    "whole",
    "extra",
    "id",
    "stock",
    "tiles",
    "left",
    "take",
    "each",
    "difference",
    "sum",
    "waiting",
    "enough",
    "rest",
]
KINDS: dict[str, Kind] = {
    "needed": "need",
    "made": "make",
    "now": "make",
    "actual": "make",
    "width": "tiles",
    "height": "tiles",
    "in_chests": "stock",
    "machines": "crew",
    "machines_exact": "crew",
    "count": "crew",
    "add": "extra",
    "total": "whole",
    "id": "id",
    "network": "id",
    "demand": "need",
    "peak": "need",
    "rate": "make",
    "supply": "make",
    "maximum": "make",
}
_NO_NUMBERS = frozenset({"position", "size", "clock", "fraction"})
SHOWN_DIGITS = Fraction(1, 200)

NEAR = Fraction(15, 100)
"""How far «больше 800» may be from what is so."""
NEAR_TIMES = Fraction(1, 2)
"""The same of «более чем вдвое»."""
NEAR_PART = Fraction(3, 10)
"""The same of «меньше половины», which is said in words."""
_OF_WORDS = Fraction(3, 100)
MOST_ROUNDED = Fraction(5, 100)
"""How far a power written without «около» may be from what is so, as two significant digits are at most."""
MOST_SHOWN = Fraction(10, 100)
"""What is left between two powers is shown no closer than they are, but 2.4 kW is none of nothing."""
_METERED = frozenset({"power", "energy"})
_SHIFTS = range(-3, 4)
_PREFIXES = tuple(Fraction(1000) ** power for power in range(5))


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that is true of some things (internal names; none: of the place). Values are in base units.

    ``kind`` narrows what it may be said as: ``need``, ``make``, ``stock``, ``tiles``; ``crew`` are machines at work of
    the ``whole``, ``extra`` those to be added, ``id`` numbers a network, ``left`` is what nobody takes, ``take``
    what somebody does. Of derived ones ``difference`` needs a sentence that speaks of more or less, ``sum`` one that
    speaks of a whole, ``waiting`` one of those who wait, ``enough`` one that speaks of need; what comes to ``each``
    machine needs a unit of its own; ``rest`` is what a part leaves of its whole. ``family`` is the list of one fact
    that the number stands in: it is that of no other thing of the list. ``makes`` is what counted machines make,
    ``roles`` what the number is within its fact, of a derived one the roles of both that it comes from, ``parts`` the
    numbers of its fact that a rest or sum comes from.
    """

    subjects: frozenset[str]
    dimension: Dimension
    value: Fraction
    other: Fraction = Fraction(0)
    slack: Fraction = Fraction(0)
    derived: bool = False
    kind: Kind = ""
    family: str = ""
    makes: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    parts: tuple[Fraction, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A claim in its role, with what else than its subjects tells its fact from others: names of stations."""

    role: str
    claim: Claim
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a finding is, in tiles, with what tells it from others: its names and its numbers.

    ``main`` is the thing that stands there, where the finding says which of its names that is, ``stems`` are those of
    the words of its line.
    """

    id: str
    names: frozenset[str]
    main: frozenset[str]
    numbers: frozenset[Fraction]
    x: Fraction
    y: Fraction
    stems: frozenset[str] = frozenset()


def of_quantity(amount: Quantity, subjects: frozenset[str], kind: Kind = "") -> Claim:
    """Return a quantity of a finding as a claim about ``subjects``."""
    dimension, factor = _UNITS[amount.unit]
    value = amount.value * factor
    return Claim(subjects, dimension, value, slack=shown_slack(dimension, value, factor), kind=kind)


def shown_slack(dimension: Dimension, value: Fraction, factor: Fraction = Fraction(1)) -> Fraction:
    """Return how far a number may be from what a line shows of it: two decimals, of metric units in their prefix."""
    if dimension in _METERED:
        factor = max((prefix for prefix in _PREFIXES if prefix <= abs(value)), default=Fraction(1))
    return SHOWN_DIGITS * factor


def agrees(figure: Figure, claim: Claim) -> bool:
    """Tell whether a number is that of a claim of its dimension, as far as it is rounded and bounded."""
    written = figure.slack
    if figure.dimension in _METERED:  # «9 МВт» is no 8.5: who writes one digit does not mean half as much again.
        written = min(written, abs(figure.value) * MOST_ROUNDED)
    shown = min(claim.slack, abs(claim.value) * MOST_SHOWN) if figure.dimension in _METERED else claim.slack
    slack = max(written, figure.rough, shown)
    if figure.dimension == "time":  # «2,59 мин, около 155 секунд»: rounded twice, each time elsewhere.
        slack = max(figure.slack, figure.rough) + claim.slack
    if figure.dimension == "position":
        return abs(figure.value - claim.value) <= slack and abs(figure.other - claim.other) <= slack
    if figure.other and figure.dimension != "ratio":  # A range.
        return figure.value - claim.slack <= claim.value <= figure.other + claim.slack
    if abs(figure.value - claim.value) <= slack:
        return True
    if figure.bound == "over":
        near = NEAR_TIMES if figure.dimension == "ratio" else _near(figure)
        return figure.value <= claim.value <= figure.value * (1 + near)
    return figure.bound == "under" and figure.value * (1 - _near(figure)) <= claim.value <= figure.value


def is_in_another_unit(figure: Figure, claims: Mapping[str, Sequence[Claim]]) -> bool:
    """Tell whether a number is one of the facts' to the digit, but in a unit in which no fact has it: 45 kJ of 45 MJ.

    What is reckoned comes to the very digits of another number too seldom to speak for it.
    """
    if len(figure.readings) != 1 or figure.dimension not in {*_METERED, "rate"} or not figure.value or figure.bound:
        return False
    told = [claim for dimension in (*_METERED, "rate") for claim in claims[dimension] if not claim.derived]
    if any(claim.dimension == figure.dimension and agrees(figure, claim) for claim in told):
        return False
    if figure.dimension == "rate":
        return figure.value == 60 * figure.bare and any(
            claim.dimension == "rate" and claim.value == figure.bare for claim in told
        )
    return any(
        claim.dimension == dimension and any(_is_shown(figure, claim, power) for power in _SHIFTS)
        for claim in told
        for dimension in (_METERED if _digits(figure) > 1 else {figure.dimension})
    )


def _is_shown(figure: Figure, claim: Claim, power: int) -> bool:
    other = figure.value * Fraction(1000) ** power
    return claim.value != 0 and abs(claim.value - other) <= min(claim.slack, abs(claim.value) * SHOWN_DIGITS)


def _digits(figure: Figure) -> int:
    return len(f"{float(abs(figure.bare)):.6g}".replace(".", "").strip("0"))


def _near(figure: Figure) -> Fraction:
    """Return how far a number may be beyond its bound: 0.4 is less than half, but 0.4 is not «меньше 50 %»."""
    return NEAR_PART if figure.dimension == "share" and figure.slack >= _OF_WORDS else NEAR


def derived(group: Sequence[Claim], *, stated: bool = False) -> Iterator[Claim]:
    """Yield what follows from each two numbers: their difference, ratio and share, and what comes to each machine.

    Of the counts of a finding only a part and its whole belong together; ``stated`` numbers stand in one sentence.
    """
    for place, one in enumerate(group):
        for other in group[place + 1 :]:
            subjects = one.subjects | other.subjects if one.subjects and other.subjects else frozenset()
            apart = one.dimension == "count" and not stated and "whole" not in {one.kind, other.kind}
            if one.dimension == other.dimension and one.dimension not in _NO_NUMBERS and not apart:
                yield from _of_alike(one, other, subjects)
            elif {one.dimension, other.dimension} == {"count", "rate"} or {one.dimension, other.dimension} == {
                "count",
                "power",
            }:
                counted, flow = (one, other) if one.dimension == "count" else (other, one)
                if counted.value and counted.kind in {"", "crew"} and flow.kind != "need":
                    each = flow.value / counted.value
                    yield Claim(subjects, flow.dimension, each, derived=True, kind="each", roles=flow.roles)


def _of_alike(one: Claim, other: Claim, subjects: frozenset[str]) -> Iterator[Claim]:
    low, high = sorted((one, other), key=lambda claim: claim.value)
    slack = one.slack + other.slack
    both = Claim(
        subjects, one.dimension, high.value - low.value, slack=slack, derived=True, roles=one.roles | other.roles
    )
    part = one.dimension == "count" and "whole" in {one.kind, other.kind}
    yield replace(both, kind="rest" if part else "difference")
    if one.dimension == "share":
        if low.value > 0:
            yield replace(both, dimension="ratio", value=high.value / low.value)
        return
    if low.value > 0:
        share, ratio = low.value / high.value, high.value / low.value
        both = replace(both, slack=share * (low.slack / low.value + high.slack / high.value))
        yield replace(both, dimension="ratio", value=ratio)
        yield replace(both, dimension="share", value=share)
        yield replace(both, dimension="share", value=1 - share, kind="difference")
        yield replace(both, dimension="share", value=ratio - 1, kind="difference")
        yield replace(both, dimension="share", value=ratio)
