"""What numbers of the facts come to together: parts and wholes, sums over findings, what a network has to spare."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product
from typing import TYPE_CHECKING

from agent.assistant.analyst import named
from agent.assistant.grounding.claims import Cell, Claim, Kind, derived

if TYPE_CHECKING:
    from agent.analysis.findings import Finding
    from agent.assistant.grounding.known import Known

_LOGISTIC, _CONSTRUCTION = frozenset({"logistic-robot"}), frozenset({"construction-robot"})
COUNTED: dict[tuple[str, str], frozenset[str]] = {
    ("fact-logistics-network", "ports"): frozenset({"roboport"}),
    ("fact-logistics-charging", "charging"): _LOGISTIC | _CONSTRUCTION,
    ("fact-logistics-charging", "waiting"): _LOGISTIC | _CONSTRUCTION,
    ("fact-logistics-network", "logistic"): _LOGISTIC,
    ("fact-logistics-network", "idle"): _LOGISTIC,
    ("fact-logistics-network", "construction"): _CONSTRUCTION,
    ("fact-logistics-network", "resting"): _CONSTRUCTION,
    ("finding-power-night", "accumulators"): frozenset({"accumulator"}),
    ("finding-power-night", "panels"): frozenset({"solar-panel"}),
    ("fact-starter-course-labs", "count"): frozenset({"lab"}),
    ("fact-power-solar", "count"): frozenset({"solar-panel"}),
    ("fact-power-solar", "full"): frozenset({"solar-panel"}),
    ("fact-power-solar", "mean"): frozenset({"solar-panel"}),
}
"""What arguments count that their finding does not name."""
MOST_SET_APART = 6
"""Numbers of a list that are set against one another."""
_SUMMED: dict[str, tuple[tuple[str, ...], ...]] = {
    "fact-logistics-network": (("logistic", "construction"), ("idle", "resting")),
    "fact-logistics-charging": (("charging", "waiting"),),
    "fact-circuit-size": (("red", "green"), ("combinators", "constants"), ("combinators", "constants", "things")),
}
"""Arguments of one finding that count parts of a whole: robots of both kinds."""
_COLOURS = ("red", "green")
_WHOLES: dict[str, tuple[tuple[str, str], ...]] = {
    "fact-logistics-network": (("idle", "logistic"), ("resting", "construction")),
    "fact-logistics-storage": (("free", "slots"),),
    "finding-logistics-storage-full": (("free", "slots"),),
    "finding-defence-weak-shot": (("left", "damage"),),
    "fact-logistics-requests": (("met", "chests"),),
    "fact-defence-turrets": (("ready", "all"),),
    "fact-train-count": (("moving", "trains"), ("loading", "trains")),
    "finding-train-more-than-limit": (("limit", "trains"),),
}
"""Arguments that count a part, with those that count its whole: what the part leaves may be spoken of."""
_LEFT_AS = {"finding-train-more-than-limit": frozenset({"waiting"})}
"""What a part leaves of its whole is, where the finding says so: the other trains wait."""
_STATES = {"idle": "idle", "resting": "idle", "ready": "ready", "moving": "moving", "free": "free"}
"""States that such a part is in."""


def take_together(known: Known, finding: Finding, group: dict[str, Claim]) -> None:
    """Take in what numbers of one finding come to together, and what its parts leave of their wholes.

    Beside those, what there is comes with what is to be added: one stands, five more are needed, so six are.
    """
    for parts in _SUMMED.get(finding.key, ()):
        counted = [group[key] for key in parts if key in group]
        if len(counted) == len(parts):
            values = tuple(each.value for each in counted)
            total = Claim(frozenset(), "count", sum(values, Fraction(0)), derived=True, parts=values)
            known.add(replace(total, roles=frozenset.intersection(*(each.roles for each in counted)), family="sum"))
            if parts == _COLOURS:
                known.cells.append(Cell("networks", total, frozenset()))
    for part, whole in _WHOLES.get(finding.key, ()):
        if part in group and whole in group:
            take_part(known, group[part], group[whole], _LEFT_AS.get(finding.key, frozenset()))
            about = COUNTED.get((finding.key, part), frozenset(name.name for name in named(finding)))
            if part in _STATES:
                known.parts[_STATES[part]].append((about, group[part].value, group[whole].value))
    _take_apart(known, finding, group)
    for crew in (claim for claim in group.values() if claim.kind == "crew" and claim.dimension == "count"):
        for extra in (claim for claim in group.values() if claim.kind == "extra" and claim.dimension == "count"):
            _take_enough(known, crew, extra)


def _take_apart(known: Known, finding: Finding, group: dict[str, Claim]) -> None:
    """Take in what is left when trains go, what of a stock is asked for, and how much by each chest."""
    if finding.key == "finding-train-jam" and {"more", "trains"} <= group.keys():
        fewer = group["trains"].value - group["more"].value
        known.add(replace(group["trains"], value=fewer, derived=True, kind="enough"))
    stock = group.get("supply")
    asked, chests = group.get("count"), group.get("chests")
    if asked and stock and stock.dimension == "count" and stock.value > asked.value > 0:
        known.add(replace(stock, value=stock.value - asked.value, derived=True, kind=""))
        share = replace(asked, value=asked.value / stock.value, dimension="share", derived=True, kind="")
        known.add(share)
        known.add(replace(share, value=1 / share.value, dimension="ratio"))
    if asked and chests and chests.value > 1:
        known.add(replace(asked, value=asked.value / chests.value, derived=True, kind="each"))


def _take_enough(known: Known, crew: Claim, extra: Claim) -> None:
    """Take in how many there are with those that are to be added."""
    subjects, enough = crew.subjects | extra.subjects, crew.value + extra.value
    known.add(Claim(subjects, "count", enough, derived=True, kind="enough", makes=crew.makes))


def take_part(known: Known, part: Claim, whole: Claim, left_as: frozenset[str] = frozenset()) -> None:
    """Take in what a part leaves of its whole, and the shares of both."""
    both = part.roles & whole.roles
    parts = (part.value, whole.value)
    rest = replace(whole, value=whole.value - part.value, derived=True, kind="rest", roles=both | left_as, parts=parts)
    if not 0 <= part.value <= whole.value or not whole.value:
        return
    known.add(rest)
    share = replace(rest, dimension="share", slack=Fraction(0))
    known.add(replace(share, value=part.value / whole.value, kind="", roles=part.roles))
    known.add(replace(share, value=1 - part.value / whole.value))
    if part.value:
        known.add(replace(share, dimension="ratio", value=whole.value / part.value, kind="", roles=part.roles))


def take_sums(known: Known) -> None:
    """Take in what findings come to together: «ждут 4 машины», the burning ones of all furnaces, 750 short of 1000."""
    for (key, _), listed in known.sums.items():
        kind: Kind = "sum" if key.startswith(("fact", "overview")) else "waiting"
        known.add_totals([claim for claim in listed if claim.dimension == "count" and claim.kind in {"crew", ""}], kind)
    wholes = [claim for (key, arg), listed in known.sums.items() if arg == "machines" for claim in listed]
    parts = [claim for (key, arg), listed in known.sums.items() if arg == "count" for claim in listed]
    added = [claim for (key, arg), listed in known.sums.items() if arg == "add" for claim in listed]
    for whole, extra in product(wholes, added):
        if whole.makes and whole.makes == extra.makes:
            _take_enough(known, whole, extra)
    for whole, part in product(wholes, parts):
        if whole.makes and whole.makes == part.makes:
            take_part(known, part, whole)
    stored = {claim.value: claim for claim in known.claims["energy"] if not claim.derived}
    if len(stored) <= MOST_SET_APART:  # What is charged, what there is room for and what a night takes.
        for claim in derived([replace(each, subjects=frozenset()) for each in stored.values()], stated=True):
            known.add(replace(claim, kind=""))
    _take_compared(known)


def _take_compared(known: Known) -> None:
    """Take in the numbers that formulas compare a signal with, and how far they are apart."""
    for compared in known.signals.values():
        values = sorted({value for _, value in compared})
        known.claims["count"] += [Claim(frozenset(), "count", value, derived=True) for value in values]
        for one, other in combinations(values, 2):
            for claim in derived([Claim(frozenset(), "count", one), Claim(frozenset(), "count", other)], stated=True):
                known.add(claim)


def take_grids(known: Known) -> None:
    """Take in what each electric network has to spare, and what all of them come to together."""
    for told in known.grids.values():
        if "maximum" in told and "demand" in told and told["maximum"].value > told["demand"].value:
            most, demand = (replace(told[each], subjects=frozenset(), kind="") for each in ("maximum", "demand"))
            spare = replace(most, value=most.value - demand.value, slack=most.slack + demand.slack, derived=True)
            told["spare"] = spare
            known.add(spare)
            for claim in derived([most, demand], stated=True):
                known.add(claim)
    for role in ("maximum", "demand", "supply"):
        every = [told[role] for told in known.grids.values() if role in told]
        if len(every) > 1:
            total = sum((claim.value for claim in every), Fraction(0))
            known.add(Claim(frozenset(), "power", total, derived=True, roles=every[0].roles))
