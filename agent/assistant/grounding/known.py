"""All that was computed for a question, as claims: of which things a number is true, in which dimension.

Findings give their numbers with the names that stand beside them, results of tools with the names in their rows, and
plain lines (the draft) by how they are written. A claim about no thing is true of the place, and may be said of any.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from agent.analysis.findings import Amounts, Name, Quantity, Unit
from agent.assistant.analyst import named
from agent.assistant.grounding.claims import KINDS, SHOWN_DIGITS, Cell, Claim, Kind, Spot, derived, of_quantity
from agent.assistant.grounding.figures import figures
from agent.assistant.grounding.roles import roles_of, roles_said
from agent.assistant.grounding.sentences import sentences
from agent.assistant.grounding.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from agent.analysis.findings import Finding
    from agent.assistant.grounding.lexicon import Lexicon
    from agent.assistant.grounding.units import Dimension

_FIELDS: tuple[tuple[str, Dimension, Fraction], ...] = (
    ("_per_min", "rate", Fraction(1)),
    ("_per_s", "rate", Fraction(60)),
    ("_percent", "share", Fraction(1, 100)),
    ("_share", "share", Fraction(1)),
    ("confidence", "share", Fraction(1)),
    ("_w", "power", Fraction(1)),
    ("_j", "energy", Fraction(1)),
    ("_s", "time", Fraction(1)),
    ("minutes_between", "time", Fraction(60)),
)
_LISTED: dict[str, Kind] = {
    "fact-output": "left",
    "fact-input": "take",
    "fact-power-made": "make",
    "fact-power-used": "take",
}
"""What the numbers of a finding's list are, by the finding's key."""
_STOCK = re.compile(r"stored|stock|storage|holds|chest")
_COUNTED: dict[tuple[str, str], frozenset[str]] = {
    ("fact-logistics-network", "logistic"): frozenset({"logistic-robot"}),
    ("fact-logistics-network", "idle"): frozenset({"logistic-robot"}),
    ("fact-logistics-network", "construction"): frozenset({"construction-robot"}),
    ("fact-logistics-network", "resting"): frozenset({"construction-robot"}),
}
"""What arguments count that their finding does not name."""
_SUMMED: dict[str, tuple[tuple[str, str], ...]] = {
    "fact-logistics-network": (("logistic", "construction"), ("idle", "resting")),
}
"""Arguments of one finding that count parts of a whole: robots of both kinds."""
_NAME_FIELDS = ("item", "recipe", "entity")
_NUMBERS_OF = ("train", "network", "net")
MOST_PAIRS = 12
"""Claims of one group that are set against each other; a list of dozens is no pair."""


@dataclass(slots=True)
class Known:
    """Claims by dimension, the names that may be spoken of, and the words that the facts are written in."""

    lexicon: Lexicon
    claims: dict[str, list[Claim]] = field(default_factory=lambda: defaultdict(list))
    names: set[str] = field(default_factory=set)
    shown_names: set[str] = field(default_factory=set)
    recipes: set[str] = field(default_factory=set)
    makers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Machines that work there, by recipe."""
    stems: set[str] = field(default_factory=set)
    text: str = ""
    present: set[str] = field(default_factory=set)
    """What stands or lies in the area, whether a fact speaks of it or not."""
    spots: list[Spot] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    """Numbers of findings whose role is known."""
    numbered: dict[str, frozenset[Fraction]] = field(default_factory=dict)
    """The numbers of the trains and networks that a finding is about, by the finding's id."""
    sums: dict[tuple[str, str], list[Claim]] = field(default_factory=lambda: defaultdict(list))

    def add(self, claim: Claim) -> None:
        """Take in a claim."""
        self.claims[claim.dimension].append(claim)

    def add_group(self, group: Sequence[Claim]) -> None:
        """Take in claims that belong together, and what follows from each two of them."""
        for claim in group:
            self.add(claim)
        for claim in derived(group[:MOST_PAIRS]):
            self.add(claim)

    def add_text(self, text: str) -> None:
        """Take in a plain text: its words, its names, and its numbers by the things that they stand beside."""
        self.text += f"\n{text}"
        self.stems |= {word.stem for word in words(text)}
        for mention in self.lexicon.mentions(text):
            self.names |= mention.names
        for sentence in sentences(text, self.lexicon, self.shown_names, self.names):
            for stated in sentence.stated:
                for figure in stated.figure.readings:
                    if figure.dimension != stated.figure.dimension:
                        continue  # What we wrote ourselves has its unit.
                    kind = stated.said if figure.dimension in {"rate", "power"} else ""
                    claim = Claim(stated.subjects, figure.dimension, figure.value, figure.other, kind=kind)
                    if not self._is_said_better(claim, figure.slack):
                        self.add(claim)

    def _is_said_better(self, claim: Claim, slack: Fraction) -> bool:
        """Tell whether a finding gives a flow of the draft, with more of what it is than the words tell."""
        return claim.dimension in {"rate", "power"} and any(
            not other.derived
            and other.kind != ""
            and abs(other.value - claim.value) <= max(slack, other.slack)
            and (not claim.subjects or bool(claim.subjects & other.subjects))
            for other in self.claims[claim.dimension]
        )

    def add_finding(self, finding: Finding, line: str) -> None:
        """Take in a finding: its arguments with the names beside them, its place, and what only its words say."""
        subjects = frozenset(name.name for name in named(finding))
        self.names |= subjects
        self.recipes |= {name.name for name in named(finding) if name.kind == "recipe"}
        self.text += f"\n{line}"
        self.stems |= {word.stem for word in words(line)}
        group: list[Claim] = []
        given: list[Claim] = []
        stock: Kind = _LISTED.get(finding.key, "stock" if _STOCK.search(finding.key) else "")
        recipe = finding.args.get("recipe") if finding.key.startswith("fact-recipe") else None
        makers = self.makers.get(recipe.name, frozenset[str]()) if isinstance(recipe, Name) else frozenset[str]()
        own = frozenset(arg.name for arg in finding.args.values() if isinstance(arg, Name))
        for key, arg in finding.args.items():
            if isinstance(arg, Amounts):
                listed = [of_quantity(amount, frozenset({name.name}), stock) for name, amount in arg.amounts]
                given += listed
                for claim in listed:
                    self.add(claim)
                self._add_totals(listed)
                self._add_cells(finding, key, listed)
            elif isinstance(arg, (Quantity, int)) and not isinstance(arg, bool):
                amount = arg if isinstance(arg, Quantity) else Quantity(Fraction(arg), Unit.COUNT)
                about = own if own and amount.unit is Unit.PERCENT else subjects
                if amount.unit is Unit.COUNT:
                    about |= makers
                group.append(of_quantity(amount, about, KINDS.get(key, stock)))
                alike = own or (about if amount.unit is Unit.COUNT else own)
                counted = _COUNTED.get((finding.key, key), alike)
                self._add_cells(finding, key, [replace(group[-1], subjects=counted)])
                if group[-1].kind == "crew":
                    self.sums[finding.key, key].append(group[-1])
        self.add_group(group)
        self._add_together(finding, group)
        told = (str(finding.args.get(key, "")) for key in _NUMBERS_OF)
        self.numbered[finding.id] = frozenset(Fraction(each) for each in told if each.isdecimal())
        given += group
        sides = [claim.value for claim in group if claim.kind == "tiles"]
        if len(sides) == len(("width", "height")):
            self.add(Claim(frozenset(), "size", sides[0], sides[1]))
        if finding.position is not None:
            x, y = (Fraction(repr(round(each, 2))) for each in finding.position)
            numbers = frozenset(claim.value for claim in given + group if claim.dimension == "count")
            self.spots.append(Spot(finding.id, subjects, numbers, x, y))
        if isinstance(finding.args.get("more"), int):
            self.add(Claim(frozenset(), "count", Fraction(str(finding.args["more"]))))
        self._add_unsaid(line, subjects, given)
        self._add_said(line)

    def _add_together(self, finding: Finding, group: Sequence[Claim]) -> None:
        """Take in what numbers of one finding come to together.

        Those are parts of a whole, and what there is with what is to be added: one stands, five more are needed, so
        six are.
        """
        for parts in _SUMMED.get(finding.key, ()):
            given = [finding.args.get(key) for key in parts]
            counted = [Fraction(each.value) for each in given if isinstance(each, Quantity)]
            self.add(Claim(frozenset(), "count", sum(counted, Fraction(0)), derived=True, kind="sum"))
        for crew in (claim for claim in group if claim.kind == "crew" and claim.dimension == "count"):
            for extra in (claim for claim in group if claim.kind == "extra" and claim.dimension == "count"):
                enough = crew.value + extra.value
                self.add(Claim(crew.subjects | extra.subjects, "count", enough, derived=True, kind="enough"))

    def _add_cells(self, finding: Finding, arg: str, claims: Iterable[Claim]) -> None:
        labels = frozenset(
            str(each) for each in finding.args.values() if isinstance(each, str) and each not in {"", "yes", "no"}
        )
        roles = roles_of(finding.key, arg)
        self.cells += [Cell(role, claim, labels) for role in roles for claim in claims]

    def _add_said(self, line: str) -> None:
        """Take in the roles that a finding's own line gives its numbers: what it says may be said again."""
        for sentence in sentences(line, self.lexicon, self.shown_names, self.names):
            for stated in sentence.stated:
                figure = stated.figure
                claim = Claim(stated.subjects, figure.dimension, figure.value, figure.other)
                roles = roles_said(stated.before, stated.after, claim.dimension)
                self.cells += [Cell(role, claim, frozenset()) for role in roles]

    def add_sums(self) -> None:
        """Take in what findings of one kind come to together: «ждут 4 машины»."""
        for (key, _), listed in self.sums.items():
            kind: Kind = "sum" if key.startswith(("fact", "overview")) else "waiting"
            self._add_totals([claim for claim in listed if claim.dimension == "count"], kind)

    def _add_totals(self, listed: Sequence[Claim], kind: Kind = "sum") -> None:
        for dimension in {claim.dimension for claim in listed} - {"share", "ratio", "position"}:
            alike = [claim for claim in listed if claim.dimension == dimension and claim.kind != "tiles"]
            if len(alike) > 1:
                total = sum((claim.value for claim in alike), Fraction(0))
                self.add(Claim(frozenset(), dimension, total, slack=SHOWN_DIGITS, derived=True, kind=kind))

    def _add_unsaid(self, line: str, subjects: frozenset[str], given: Sequence[Claim]) -> None:
        """Take in numbers of a finding's line that no argument of it gives: texts, lengths of lists, times."""
        for figure in figures(self.blanked(line)):
            for each in (one for one in figure.readings if one.dimension == figure.dimension):
                alike = (claim for claim in given if claim.dimension == each.dimension)
                if not any(abs(claim.value - each.value) <= max(each.slack, claim.slack) for claim in alike):
                    self.add(Claim(subjects, each.dimension, each.value, each.other))

    def add_result(self, value: Any, subjects: frozenset[str] = frozenset()) -> None:  # noqa: ANN401 - any JSON value
        """Take in what a tool said: numbers by the unit in their field's name, with the names of their row."""
        if isinstance(value, list):
            for each in value:
                self.add_result(each, subjects)
        elif isinstance(value, str):
            self.add_text(value)
        elif isinstance(value, dict):
            own = frozenset(str(value[key]) for key in _NAME_FIELDS if isinstance(value.get(key), str)) or subjects
            self.names |= own
            self.recipes |= {value["recipe"]} if isinstance(value.get("recipe"), str) else set()
            self._add_row(value, own)
            for each in value.values():
                if isinstance(each, (list, dict, str)):
                    self.add_result(each, own)

    def _add_row(self, row: Mapping[str, Any], subjects: frozenset[str]) -> None:
        numbers = {
            key: Fraction(repr(each))
            for key, each in row.items()
            if isinstance(each, (int, float)) and not isinstance(each, bool)
        }
        for x, y in (("x", "y"), ("x_tile", "y_tile")):
            if x in numbers and y in numbers:
                self.add(Claim(subjects, "position", numbers.pop(x), numbers.pop(y)))
        if "width_tiles" in numbers and "height_tiles" in numbers:
            self.add(Claim(subjects, "size", numbers["width_tiles"], numbers["height_tiles"]))
        group = []
        for key, value in numbers.items():
            dimension, factor = next(
                ((dimension, factor) for ending, dimension, factor in _FIELDS if key.endswith(ending)),
                ("count", Fraction(1)),
            )
            kind: Kind = KINDS.get(key, "stock" if _STOCK.search(key) else "")
            group.append(Claim(subjects, dimension, value * factor, slack=SHOWN_DIGITS * factor, kind=kind))
        self.add_group(group)

    def blanked(self, text: str) -> str:
        """Return a text with digits that belong to names blanked out, every other character where it is."""
        for name in sorted(self.shown_names, key=len, reverse=True):
            if any(character.isdigit() for character in name):
                text = re.sub(re.escape(name), "_" * len(name), text, flags=re.IGNORECASE)
        for mention in self.lexicon.mentions(text):
            digits = any(character.isdigit() for character in text[mention.start : mention.end])
            if mention.how != "part" and digits:
                text = f"{text[: mention.start]}{'_' * (mention.end - mention.start)}{text[mention.end :]}"
        return text
