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

from agent.assistant.grounding.claims import KINDS, SHOWN_DIGITS, Cell, Claim, Kind, Spot, derived
from agent.assistant.grounding.sentences import sentences
from agent.assistant.grounding.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
_STOCK = re.compile(r"stored|stock|storage|holds|chest")
_BLUEPRINT = re.compile(r"\b(?:blueprint|черт[её]ж)", re.IGNORECASE)
_UNDER = re.compile(r"\b(?:under|beneath|под)\s", re.IGNORECASE)
"""What lies under the drills is none of the drills."""
_NAME_FIELDS = ("item", "recipe", "entity")
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
    signals: dict[str, set[tuple[str, Fraction]]] = field(default_factory=lambda: defaultdict(set))
    """Signs and numbers by which formulas compare a signal or set it, by the signal as it is shown."""
    firsts: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = field(default_factory=lambda: defaultdict(list))
    """What comes first in the lists of a kind, and all that is in them: of what uses power, of what makes it."""
    colours: dict[Fraction, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Colours of circuit networks by their numbers."""
    waves: list[tuple[Fraction, Fraction]] = field(default_factory=list)
    """Sizes of waves at a later evolution, with the evolution as a share."""
    wave: Fraction | None = None
    """How large a wave is now."""
    parts: dict[str, list[tuple[frozenset[str], Fraction, Fraction]]] = field(default_factory=lambda: defaultdict(list))
    """Of those that may be in a state, what they are, how many are and how many there are."""
    grids: dict[int, dict[str, Claim]] = field(default_factory=lambda: defaultdict(dict))
    """What is told of electric networks, by their numbers: demand, supply, maximum."""
    lists: dict[str, list[Claim]] = field(default_factory=lambda: defaultdict(list))
    """Numbers of lists, by the sort of their findings."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """How many of each thing stand there."""
    kin: frozenset[str] = frozenset()
    """What may be advised though nothing speaks of it: belts, poles, a better machine of a kind that stands there."""
    told: int = 0

    def add(self, claim: Claim) -> None:
        """Take in a claim; a size is so many tiles as well."""
        self.claims[claim.dimension].append(claim)
        if claim.dimension == "size":
            for tiles in (claim.value * claim.other, claim.value, claim.other):
                self.claims["count"].append(Claim(frozenset(), "count", tiles, kind="tiles"))

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
            drafted = _BLUEPRINT.search(sentence.text) is not None
            for stated in sentence.stated:
                if drafted:
                    figure = stated.figure
                    claim = Claim(frozenset(), figure.dimension, figure.value, figure.other)
                    self.cells.append(Cell("of the blueprint", claim, frozenset()))
                under = _UNDER.search(sentence.text[: stated.figure.start - sentence.start]) is not None
                for figure in stated.figure.readings:
                    if figure.dimension != stated.figure.dimension:
                        continue  # What we wrote ourselves has its unit.
                    kind = stated.said if figure.dimension in {"rate", "power"} else ""
                    subjects = frozenset[str]() if under else stated.subjects
                    claim = Claim(subjects, figure.dimension, figure.value, figure.other, kind=kind)
                    if drafted:  # What a blueprint gives is what was asked for.
                        self.add(replace(claim, kind=""))
                    elif not self._is_said_better(claim, figure.slack):
                        self.add(claim)

    def _is_said_better(self, claim: Claim, slack: Fraction) -> bool:
        """Tell whether a finding gives a number of the draft, with more of what it is than the words tell."""
        return any(
            not other.derived
            and abs(other.value - claim.value) <= max(slack, other.slack)
            and other.other == claim.other
            and (not claim.subjects or bool(claim.subjects & other.subjects))
            for other in self.claims[claim.dimension]
        )

    def add_totals(self, listed: Sequence[Claim], kind: Kind = "sum") -> None:
        """Take in what numbers of a list come to together."""
        for dimension in {claim.dimension for claim in listed} - {"share", "ratio", "position"}:
            alike = [claim for claim in listed if claim.dimension == dimension and claim.kind != "tiles"]
            if len(alike) > 1:
                total = sum((claim.value for claim in alike), Fraction(0))
                roles = frozenset.intersection(*(claim.roles for claim in alike))
                slack = sum((claim.slack for claim in alike), Fraction(0))
                summed = Claim(frozenset(), dimension, total, slack=slack, derived=True, kind=kind)
                self.add(replace(summed, roles=roles, parts=tuple(claim.value for claim in alike)))

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
