"""Takes findings in: each argument is a number of a known thing in a known role; those of one fact belong together."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from agent.analysis.findings import Amounts, Formula, Name, Quantity, Unit
from agent.assistant.analyst import named
from agent.assistant.grounding.claims import KINDS, SHOWN_DIGITS, Cell, Claim, Kind, Spot, derived, of_quantity
from agent.assistant.grounding.figures import figures
from agent.assistant.grounding.roles import complement_of, roles_of, roles_said
from agent.assistant.grounding.sentences import sentences
from agent.assistant.grounding.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent.analysis.findings import Arg, Finding
    from agent.assistant.grounding.known import Known

_LISTED: dict[str, Kind] = {
    "fact-output": "left",
    "fact-input": "take",
    "fact-power-made": "make",
    "fact-power-used": "take",
}
"""What the numbers of a finding's list are, by the finding's key."""
STOCK = re.compile(r"stored|stock|storage|holds|chest")
_LOGISTIC, _CONSTRUCTION = frozenset({"logistic-robot"}), frozenset({"construction-robot"})
_COUNTED: dict[tuple[str, str], frozenset[str]] = {
    ("fact-logistics-network", "ports"): frozenset({"roboport"}),
    ("fact-logistics-charging", "charging"): _LOGISTIC | _CONSTRUCTION,
    ("fact-logistics-charging", "waiting"): _LOGISTIC | _CONSTRUCTION,
    ("fact-logistics-network", "logistic"): _LOGISTIC,
    ("fact-logistics-network", "idle"): _LOGISTIC,
    ("fact-logistics-network", "construction"): _CONSTRUCTION,
    ("fact-logistics-network", "resting"): _CONSTRUCTION,
    ("finding-power-night", "accumulators"): frozenset({"accumulator"}),
    ("finding-power-night", "panels"): frozenset({"solar-panel"}),
    ("fact-power-solar", "count"): frozenset({"solar-panel"}),
    ("fact-power-solar", "full"): frozenset({"solar-panel"}),
    ("fact-power-solar", "mean"): frozenset({"solar-panel"}),
}
"""What arguments count that their finding does not name."""
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
_FIRST = {"fact-power-used": "used", "fact-power-made": "made", "fact-logistics-contents": "held"}
_MOST_SET_APART = 6
"""Numbers of a list that are set against one another."""
_MADE_BY = ("fact-recipe", "finding-starved", "finding-blocked", "finding-cause")
_COMPARED = re.compile(r"([=<>≤≥≠])\s*(-?\d+(?:[ ,\u00a0\u202f]\d{3})*)(?![\w.])")
_NUMBERS_OF = ("train", "network", "net")


def take_finding(known: Known, finding: Finding, line: str) -> None:
    """Take in a finding: its arguments with the names beside them, its place, and what only its words say."""
    subjects = frozenset(name.name for name in named(finding))
    known.names |= subjects
    known.recipes |= {name.name for name in named(finding) if name.kind == "recipe"}
    if any(name.kind == "technology" for name in named(finding)):
        # Technologies are called by things that nothing here makes: «sulfur processing».
        known.names |= {name for mention in known.lexicon.mentions(line) for name in mention.names}
    known.text += f"\n{line}"
    known.stems |= {word.stem for word in words(line)}
    group: dict[str, Claim] = {}
    given: list[Claim] = []
    known.told += 1
    for key, arg in finding.args.items():
        if isinstance(arg, Amounts):
            given += _take_list(known, finding, key, arg)
        elif isinstance(arg, (Quantity, int)) and not isinstance(arg, bool):
            group[key] = _taken(known, finding, key, arg)
    known.add_group([*group.values()])
    _take_together(known, finding, group)
    told = (str(finding.args.get(key, "")) for key in _NUMBERS_OF)
    known.numbered[finding.id] = frozenset(Fraction(each) for each in told if each.isdecimal())
    given += group.values()
    sides = [claim.value for claim in group.values() if claim.kind == "tiles"]
    if len(sides) == len(("width", "height")):
        known.add(Claim(frozenset(), "size", sides[0], sides[1]))
    if finding.position is not None:
        x, y = (Fraction(repr(round(each, 2))) for each in finding.position)
        numbers = frozenset(claim.value for claim in given if claim.dimension == "count")
        entity = finding.args.get("entity")
        main = frozenset({entity.name}) if isinstance(entity, Name) and _stands_alone(finding) else subjects
        known.spots.append(Spot(finding.id, subjects, main, numbers, x, y, frozenset(w.stem for w in words(line))))
    if isinstance(finding.args.get("more"), int):
        known.add(Claim(frozenset(), "count", Fraction(str(finding.args["more"]))))
    for formula in (arg for arg in finding.args.values() if isinstance(arg, Formula)):
        _take_formula(known, formula)
    _take_others(known, finding)
    _take_unsaid(known, line, subjects, given)
    if not _stands_alone(finding):  # Signals of circuits are none that trains wait at.
        _take_said(known, line)


def _stands_alone(finding: Finding) -> bool:
    """Tell whether a finding is about one thing and only mentions others, as those of circuits are."""
    return finding.key.startswith(("finding-circuit", "fact-circuit"))


def _taken(known: Known, finding: Finding, key: str, arg: Quantity | int) -> Claim:
    """Return one number of a finding as a claim, and note its roles."""
    amount = arg if isinstance(arg, Quantity) else Quantity(Fraction(arg), Unit.COUNT)
    own = frozenset(each.name for each in finding.args.values() if isinstance(each, Name))
    subjects = frozenset(name.name for name in named(finding))
    stock: Kind = "stock" if STOCK.search(finding.key) else ""
    recipe = finding.args.get("recipe")
    makers = known.makers.get(recipe.name, frozenset[str]()) if isinstance(recipe, Name) else frozenset[str]()
    about = own if own and amount.unit is Unit.PERCENT else subjects
    if amount.unit is Unit.COUNT:
        about |= makers if finding.key.startswith("fact-recipe") else frozenset()
    alike = own or (about if amount.unit is Unit.COUNT else own)
    counted = _COUNTED.get((finding.key, key), alike)
    claim = of_quantity(amount, about or _COUNTED.get((finding.key, key), frozenset()), KINDS.get(key, stock))
    claim = replace(claim, makes=_makes(finding, amount), roles=roles_of(finding.key, key))
    if (finding.key, key) in _COUNTED:
        claim = replace(claim, subjects=about | counted)
    labels = frozenset(
        str(each) for each in finding.args.values() if isinstance(each, str) and each not in {"", "yes", "no"}
    )
    _note(known, replace(claim, subjects=counted), labels)
    if claim.kind == "crew":
        known.sums[finding.key, key].append(claim)
    return claim


def _makes(finding: Finding, amount: Quantity) -> frozenset[str]:
    """Return what the machines make that a finding counts."""
    if amount.unit is not Unit.COUNT or not finding.key.startswith(_MADE_BY):
        return frozenset()
    made: Arg | None = finding.args.get("recipe", finding.args.get("item"))
    return frozenset({made.name}) if isinstance(made, Name) else frozenset()


def _note(known: Known, claim: Claim, labels: frozenset[str] = frozenset()) -> None:
    """Note the roles of a number: what the facts give of them, a reply may not give otherwise."""
    known.cells += [Cell(role, claim, labels) for role in claim.roles]
    rest = complement_of(claim.roles)
    if rest and claim.dimension == "share":
        known.cells += [Cell(role, replace(claim, value=1 - claim.value), labels) for role in rest]


def _take_list(known: Known, finding: Finding, key: str, arg: Amounts) -> list[Claim]:
    """Take in a list: each number is that of its own thing, and a part of what all come to."""
    kind: Kind = _LISTED.get(finding.key, "stock" if STOCK.search(finding.key) else "")
    family, roles = f"{known.told}.{key}", roles_of(finding.key, key)
    listed = [
        replace(of_quantity(amount, frozenset({name.name}), kind), family=family, roles=roles)
        for name, amount in arg.amounts
    ]
    for claim in listed:
        known.add(claim)
        _note(known, claim)
    known.add_totals(listed)
    if len(listed) <= _MOST_SET_APART:
        for claim in derived(listed, stated=True):
            known.add(replace(claim, family=f"{family}/"))
    if finding.key in _FIRST and listed:
        most = max(claim.value for claim in listed)
        first = frozenset(name for claim in listed if claim.value == most for name in claim.subjects)
        known.add(Claim(frozenset(), "count", Fraction(len(listed)), derived=True))
        known.firsts[_FIRST[finding.key]].append((first, frozenset(n for claim in listed for n in claim.subjects)))
    for dimension in {claim.dimension for claim in listed} - {"share", "ratio"}:
        alike = [claim for claim in listed if claim.dimension == dimension]
        total = sum((claim.value for claim in alike), Fraction(0))
        if total and len(alike) > 1 and not arg.more:
            for claim in alike:
                share = replace(claim, dimension="share", value=claim.value / total, slack=Fraction(0), kind="")
                known.add(replace(share, derived=True, family=f"{family}%"))
    return listed


def _take_together(known: Known, finding: Finding, group: dict[str, Claim]) -> None:
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
            about = _COUNTED.get((finding.key, part), frozenset(name.name for name in named(finding)))
            if part in _STATES:
                known.parts[_STATES[part]].append((about, group[part].value, group[whole].value))
    for crew in (claim for claim in group.values() if claim.kind == "crew" and claim.dimension == "count"):
        for extra in (claim for claim in group.values() if claim.kind == "extra" and claim.dimension == "count"):
            enough = crew.value + extra.value
            subjects = crew.subjects | extra.subjects
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


def _take_others(known: Known, finding: Finding) -> None:
    """Note the colours of circuit networks, and how waves grow with the evolution."""
    net, colour = finding.args.get("net"), finding.args.get("colour")
    if isinstance(net, int) and isinstance(colour, str):
        known.colours[Fraction(net)].add(colour)
    size, evolution = finding.args.get("size"), finding.args.get("evolution")
    if isinstance(size, Quantity) and finding.key == "fact-defence-wave":
        known.wave = size.value
    elif isinstance(size, Quantity) and isinstance(evolution, Quantity):
        known.waves.append((evolution.value / 100, size.value))


def _take_formula(known: Known, formula: Formula) -> None:
    """Note what a formula compares a signal with or sets it to: the number may be spoken of without the formula."""
    signal, signs = "", ""
    for part in (*formula.parts, Name("virtual", "")):
        if isinstance(part, Name):
            for sign, written in _COMPARED.findall(signs):
                number = re.sub(r"[^\d-]", "", written)
                known.signals[signal].add((sign, Fraction(number)))
                known.add(Claim(frozenset(), "count", Fraction(number), derived=True))
                if sign in "<>":  # From there on it holds.
                    known.signals[signal].add(("", Fraction(number) + (1 if sign == ">" else -1)))
            signal, signs = part.name.removeprefix("signal-").lower(), ""
        elif isinstance(part, str):
            signs += part


def take_sums(known: Known) -> None:
    """Take in what findings come to together: «ждут 4 машины», the burning ones of all furnaces, 750 short of 1000."""
    for (key, _), listed in known.sums.items():
        kind: Kind = "sum" if key.startswith(("fact", "overview")) else "waiting"
        known.add_totals([claim for claim in listed if claim.dimension == "count"], kind)
    wholes = [claim for (key, arg), listed in known.sums.items() if arg == "machines" for claim in listed]
    parts = [claim for (key, arg), listed in known.sums.items() if arg == "count" for claim in listed]
    for whole in wholes:
        for part in parts:
            if whole.makes and whole.makes == part.makes:
                take_part(known, part, whole)
    stored = {claim.value: claim for claim in known.claims["energy"] if not claim.derived}
    if len(stored) <= _MOST_SET_APART:  # What is charged, what there is room for and what a night takes.
        for claim in derived([replace(each, subjects=frozenset()) for each in stored.values()], stated=True):
            known.add(replace(claim, kind=""))
    for compared in known.signals.values():
        values = sorted({value for _, value in compared})
        known.claims["count"] += [Claim(frozenset(), "count", value, derived=True) for value in values]
        for one, other in combinations(values, 2):
            for claim in derived([Claim(frozenset(), "count", one), Claim(frozenset(), "count", other)], stated=True):
                known.add(claim)


def _take_unsaid(known: Known, line: str, subjects: frozenset[str], given: Sequence[Claim]) -> None:
    """Take in numbers of a finding's line that no argument of it gives: texts, lengths of lists, times."""
    for figure in figures(known.blanked(line)):
        for each in (one for one in figure.readings if one.dimension == figure.dimension):
            alike = (claim for claim in given if claim.dimension == each.dimension)
            if not any(abs(claim.value - each.value) <= max(each.slack, claim.slack) for claim in alike):
                known.add(Claim(subjects, each.dimension, each.value, each.other))


def _take_said(known: Known, line: str) -> None:
    """Take in the roles that a finding's own line gives its numbers: what it says may be said again."""
    for sentence in sentences(line, known.lexicon, known.shown_names, known.names):
        for stated in sentence.stated:
            figure = stated.figure
            claim = Claim(stated.subjects, figure.dimension, figure.value, figure.other)
            roles: Iterable[str] = roles_said(stated.before, stated.after, claim.dimension)
            known.cells += [Cell(role, claim, frozenset()) for role in roles]


__all__ = ["SHOWN_DIGITS", "STOCK", "take_finding", "take_part", "take_sums"]
