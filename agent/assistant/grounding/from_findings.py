"""Takes findings in: each argument is a number of a known thing in a known role; those of one fact belong together."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.findings import Amounts, Formula, Name, Quantity, Unit
from agent.assistant.analyst import named
from agent.assistant.grounding.claims import KINDS, Cell, Claim, Kind, Spot, derived, of_quantity
from agent.assistant.grounding.figures import figures
from agent.assistant.grounding.formulas import take_formula, take_load
from agent.assistant.grounding.roles import complement_of, roles_of, roles_said
from agent.assistant.grounding.sentences import sentences
from agent.assistant.grounding.together import COUNTED, MOST_SET_APART, take_together
from agent.assistant.grounding.totals import sort_of
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
_MANY = 1000
"""Stocks from here on may be added up over what they are of: the ore of several patches."""
_FIRST = {"fact-power-used": "used", "fact-power-made": "made", "fact-logistics-contents": "held"}
_MADE_BY = ("fact-recipe", "finding-starved", "finding-blocked", "finding-cause", "finding-deficit")
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
    take_together(known, finding, group)
    told = (str(finding.args.get(key, "")) for key in _NUMBERS_OF)
    known.numbered[finding.id] = frozenset(Fraction(each) for each in told if each.isdecimal())
    given += group.values()
    _note_grid(known, finding, group)
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
        take_formula(known, formula)
        take_load(known, formula, group)
    _take_others(known, finding)
    _take_unsaid(known, line, subjects, given)
    if not _stands_alone(finding):  # Signals of circuits are none that trains wait at.
        _take_said(known, line)


def _note_grid(known: Known, finding: Finding, group: dict[str, Claim]) -> None:
    """Note what is told of an electric network."""
    grid = finding.args.get("network", finding.args.get("id"))
    if isinstance(grid, int):
        known.grids[grid].update({key: claim for key, claim in group.items() if claim.dimension == "power"})


def _stands_alone(finding: Finding) -> bool:
    """Tell whether a finding is about one thing and only mentions others, as those of circuits are."""
    return finding.key.startswith(("finding-circuit", "fact-circuit"))


def _taken(known: Known, finding: Finding, key: str, arg: Quantity | int) -> Claim:
    """Return one number of a finding as a claim, and note its roles."""
    amount = arg if isinstance(arg, Quantity) else Quantity(Fraction(arg), Unit.COUNT)
    own = frozenset(each.name for each in finding.args.values() if isinstance(each, Name))
    subjects = frozenset(name.name for name in named(finding))
    scarce = finding.args.get("scarce")
    if isinstance(scarce, Name) and "item" in finding.args:
        subjects -= {scarce.name}  # What is scarce is why, not what comes out.
    stock: Kind = "stock" if STOCK.search(finding.key) else ""
    recipe = finding.args.get("recipe")
    made = recipe if isinstance(recipe, Name) else finding.args.get("item")
    makers = known.makers.get(made.name, frozenset[str]()) if isinstance(made, Name) else frozenset[str]()
    about = own if own and amount.unit is Unit.PERCENT else subjects
    if amount.unit is Unit.PER_MIN and not own and any(isinstance(each, Amounts) for each in finding.args.values()):
        about = frozenset()  # What all of a list give together is of none of them.
    if amount.unit is Unit.COUNT:
        about |= makers if finding.key.startswith("fact-recipe") or key == "add" else frozenset()
    alike = own or (about if amount.unit is Unit.COUNT else own)
    counted = COUNTED.get((finding.key, key), alike)
    claim = of_quantity(amount, about or COUNTED.get((finding.key, key), frozenset()), KINDS.get(key, stock))
    claim = replace(claim, makes=_makes(finding, amount), roles=roles_of(finding.key, key))
    if (finding.key, key) in COUNTED:
        claim = replace(claim, subjects=about | counted)
    labels = frozenset(
        str(each) for each in finding.args.values() if isinstance(each, str) and each not in {"", "yes", "no"}
    )
    _note(known, replace(claim, subjects=counted), labels)
    if claim.dimension == "count" and claim.kind == "" and claim.value >= _MANY:
        known.sums[finding.key, key].append(claim)
    if claim.kind in {"crew", "extra"}:
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
    known.lists[sort_of(finding.key)] += listed
    if len(listed) <= MOST_SET_APART:
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


def _take_unsaid(known: Known, line: str, subjects: frozenset[str], given: Sequence[Claim]) -> None:
    """Take in numbers of a finding's line that no argument of it gives: texts, lengths of lists, times."""
    for figure in figures(known.blanked(line)):
        for each in (one for one in figure.readings if one.dimension in {figure.dimension, "time"}):
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
