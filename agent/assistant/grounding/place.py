"""Where a number stands in a reply, and what the words around it let it be said of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from agent.assistant.grounding.claims import agrees
from agent.assistant.grounding.roles import roles_said
from agent.assistant.grounding.words import stem, vocabulary, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.assistant.grounding.claims import Cell, Claim
    from agent.assistant.grounding.figures import Figure
    from agent.assistant.grounding.known import Known
    from agent.assistant.grounding.sentences import Sentence, Stated

_STORES = vocabulary("stores")
_TILES, _STANDING, _HOLDING = vocabulary("tiles"), vocabulary("standing"), vocabulary("holding")
_DIFFERENCE, _SUM, _WAITING = vocabulary("difference"), vocabulary("sum"), vocabulary("waiting")
_HYPOTHETICAL = vocabulary("hypothetical")
_LEFT = vocabulary("left")
_NETWORK = re.compile(r"\b(?:электросет|сет|network)\w*\s+(?:№\s?|no\.?\s?|#)?$", re.IGNORECASE)
_MORE_BEFORE = re.compile(r"\b(?:ещё|еще|another)\s+$", re.IGNORECASE)
_MORE_AFTER = re.compile(r"\s+(?:more|additional|extra|дополнительн\w+)\b", re.IGNORECASE)
_SPOKEN = {"difference": _DIFFERENCE, "sum": _SUM, "waiting": _WAITING, "enough": vocabulary("enough")}
_UNMET = re.compile(
    r"\b(?:не\s+(?:покры|обеспеч|удовлетвор)|not\s+(?:met|covered)\b"
    r"|uncovered|unmet)",
    re.IGNORECASE,
)
"""Speaks of what is lacking, as «28 % спроса не покрыто» does."""
_KINDS = (
    ("construction-robot", re.compile(r"\b(?:строительн\w+|construction)\b", re.IGNORECASE)),
    ("logistic-robot", re.compile(r"\b(?:логистическ\w+\s(?:дрон|робот)|logistics?\s(?:ro)?bots?\b)", re.IGNORECASE)),
)
"""Robots by their kind alone: «все двадцать строительных свободны»."""
_CITED = re.compile(r"[\[⟦](f\d+)[\]⟧]")
_CITATIONS = re.compile(rf"{_CITED.pattern}(?:[,\s]*{_CITED.pattern})*")
_ITS_NUMBER = re.compile(
    r"\b(?:trains?|networks?|поезд\w{0,2}|(?:электро)?сет(?:ь|и|ью|ей|ях))\s+(?:№\s?|no\.?\s?|#)?$", re.IGNORECASE
)


@dataclass(frozen=True)
class Place:
    """Where a number stands: its sentence, those around it, and what the reply and the facts speak of."""

    stated: Stated
    sentence: Sentence
    around: Sequence[Sentence]
    known: Known
    spoken: frozenset[str]

    @cached_property
    def every(self) -> frozenset[str]:
        """Return the stems of all words of the sentence that are no part of a name."""
        offset = self.sentence.start
        named = [(m.start - offset, m.end - offset) for m in self.sentence.mentions if m.how != "part"]
        return frozenset(
            word.stem
            for word in words(self.sentence.text)
            if not any(start <= word.start < end for start, end in named)
        )

    @property
    def numbers_a_network(self) -> bool:
        """Tell whether the number is that of a network."""
        return _NETWORK.search(self.sentence.text[: self.stated.figure.start - self.sentence.start]) is not None

    @property
    def speaks_of_stock(self) -> bool:
        """Tell whether the sentence speaks of what lies in chests."""
        containers = self.known.lexicon.containers
        held = bool(self.every & _HOLDING) and any(m.names <= containers for m in self.sentence.mentions)
        return held or bool(self.every & _STORES)

    def admits(self, claim: Claim, others: Sequence[Claim]) -> bool:
        """Tell whether the words around a number let it be this claim; ``others`` are all of its dimension."""
        if claim.kind in _SPOKEN:
            unmet = claim.kind == "difference" and _UNMET.search(self.sentence.text) is not None
            return unmet or bool(self.every & _SPOKEN[claim.kind])
        if claim.kind == "left":
            return any(word.stem in _LEFT for sentence in self.around for word in words(sentence.text))
        if claim.kind == "tiles":
            return stem(self.stated.figure.noun or "-") in _TILES
        if claim.dimension == "count":
            numbered = self.numbers_a_network and any(other.kind == "id" for other in others)
            if numbered or claim.kind == "id":
                return numbered and claim.kind == "id"
            return self._is_where(claim, others) and self._is_extra(claim, others)
        return self._is_done(claim)

    @cached_property
    def numbers_another(self) -> bool:
        """Tell whether it numbers a train or network of which the findings that are cited next do not speak."""
        text, at = self.sentence.text, self.stated.figure.start - self.sentence.start
        if self.stated.figure.dimension != "count" or _ITS_NUMBER.search(text[:at]) is None:
            return False
        behind = _CITATIONS.search(text, at)
        if behind is None:
            return False
        cited = [self.known.numbered.get(each, frozenset()) for each in _CITED.findall(behind.group())]
        since = max((found.end() for found in _CITATIONS.finditer(text, 0, at)), default=0)
        # Of several that stand before a citation one is enough: «поезда 17 и 42 стоят из-за поезда 23 [f3]».
        told = {
            each.figure.value
            for each in self.sentence.stated
            if since <= each.figure.start - self.sentence.start < behind.start()
            and _ITS_NUMBER.search(text[: each.figure.start - self.sentence.start])
        }
        return all(cited) and not told & frozenset().union(*cited)

    def contradicts(self, figure: Figure) -> bool:
        """Tell whether the clause gives a number a role in which facts about the same thing have other numbers."""
        roles = roles_said(self.stated.before, self.stated.after, figure.dimension)
        told = [self._in_role(role, figure) for role in roles]
        if not told or not all(told):
            return False
        both = frozenset.intersection(*(frozenset(cell.claim.value for cell in cells) for cells in told))
        if any(agrees(figure, cell.claim) for cells in told for cell in cells if not both or cell.claim.value in both):
            return False
        # What several of them come to is a number of no single fact: «ждут 11 машин».
        return not any(
            claim.kind in {"sum", "waiting"} and agrees(figure, claim) and self.admits(claim, ())
            for claim in self.known.claims[figure.dimension]
        )

    def _in_role(self, role: str, figure: Figure) -> list[Cell]:
        """Return what facts give as numbers of a role, of the thing that is spoken of."""
        clause = f"{self.stated.before} {self.stated.after}"
        kinds = frozenset(name for name, said in _KINDS if said.search(clause))
        about = kinds or self.stated.subjects or self.spoken
        cells = [
            cell
            for cell in self.known.cells
            if cell.role == role
            and cell.claim.dimension == figure.dimension
            and (cell.claim.subjects & about if cell.claim.subjects else not self.stated.firm)
        ]
        return [cell for cell in cells if any(label in self.sentence.text for label in cell.labels)] or cells

    def _is_where(self, claim: Claim, others: Sequence[Claim]) -> bool:
        """Keep apart what lies in chests and what stands, where both are known of a thing."""
        asked = "stock" if self.speaks_of_stock else "" if self.every & _STANDING else None
        if asked is None or (claim.kind == "stock") == (asked == "stock"):
            return True
        return not any(
            (other.kind == "stock") == (asked == "stock") and other.subjects & claim.subjects for other in others
        )

    def _is_extra(self, claim: Claim, others: Sequence[Claim]) -> bool:
        """Keep apart what is to be added («ещё три», "3 more") and what is there, where the former is known."""
        offset = self.sentence.start
        figure, text = self.stated.figure, self.sentence.text
        asked = _MORE_BEFORE.search(text[: figure.start - offset]) or _MORE_AFTER.match(text[figure.stop - offset :])
        if not asked or self.every & _WAITING or claim.kind in {"extra", "difference"}:
            return True
        return not any(other.kind == "extra" and other.subjects & self.spoken for other in others)

    def _is_done(self, claim: Claim) -> bool:
        """Keep apart what is made and what is needed, where the words before the number say one of both."""
        if claim.kind not in {"need", "make", "take"} or self.every & _HYPOTHETICAL:
            return True
        return self.stated.said in {"", "need" if claim.kind == "take" else claim.kind}
