"""Where a number stands in a reply, and what the words around it let it be said of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from agent.assistant.grounding import hints
from agent.assistant.grounding.words import stem, words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from agent.assistant.grounding.claims import Claim
    from agent.assistant.grounding.known import Known
    from agent.assistant.grounding.sentences import Sentence, Stated


@dataclass(frozen=True)
class Place:
    """Where a number stands: its sentence, those around it, and what the reply and the facts speak of."""

    stated: Stated
    sentence: Sentence
    around: Sequence[Sentence]
    known: Known
    spoken: frozenset[str]
    earlier: frozenset[str] = frozenset()
    """Names that the reply has spoken of up to this sentence."""
    proved: frozenset[int] = frozenset()
    """Where numbers start that were found to be so."""
    counted_before: Sequence[tuple[int, Fraction]] = ()
    """Where the counts of the reply start that were found to be so, with their values."""

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
    def whole_sentence(self) -> Sentence:
        """Return the sentence with what follows its semicolon."""
        whole = self.sentence
        for each in self.around:
            if each.start == whole.start + len(whole.text) and whole.text.rstrip().endswith(";"):
                whole = replace(whole, text=whole.text + each.text, stated=(*whole.stated, *each.stated))
        return whole

    @property
    def text_before(self) -> str:
        """Return the sentence up to the number."""
        return self.sentence.text[: self.stated.figure.start - self.sentence.start]

    @property
    def text_behind(self) -> str:
        """Return the sentence from behind the number and its unit."""
        return self.sentence.text[self.stated.figure.stop - self.sentence.start :]

    @property
    def is_headed(self) -> bool:
        """Tell whether a colon stands between the names that are spoken of and the number."""
        last = max((mention.end for mention in self.stated.mentions), default=self.stated.figure.start)
        return ":" in self.sentence.text[last - self.sentence.start : self.stated.figure.start - self.sentence.start]

    def said_of(self) -> Place:
        """Return it with what it is said of where its clause tells that by itself: «все двадцать строительных».

        The names of an order before a colon are not what is counted behind it: «Подвезите патроны: без них 2 из 7».
        """
        clause = f"{self.stated.before} {self.stated.after}"
        kinds = frozenset(name for name, said in hints.KINDS if said.search(clause))
        if len(kinds) == 1 and self.stated.figure.dimension == "count":
            return replace(self, stated=replace(self.stated, subjects=kinds, firm=True))
        robots = hints.ROBOTS.search(self.sentence.text) is not None
        spoken = frozenset(name for name, said in hints.KINDS if robots or said.search(self.sentence.text))
        if spoken and not self.stated.subjects:
            return replace(self, spoken=self.spoken | spoken)
        if not self.is_headed or hints.ORDER.match(self.sentence.text) is None:
            return self
        return replace(self, stated=replace(self.stated, subjects=frozenset(), firm=False, mentions=()))

    @cached_property
    def counted(self) -> frozenset[str]:
        """Return the names of what stands right behind the number: of nothing else can it be the number."""
        at = self.stated.figure.stop
        for mention in self.sentence.mentions:
            if mention.start >= at:
                between = self.sentence.text[at - self.sentence.start : mention.start - self.sentence.start]
                return mention.names if re.fullmatch(hints.GAP, between, re.IGNORECASE) else frozenset()
        return frozenset()

    @property
    def end(self) -> int:
        """Return where the number ends with its unit and the name that it counts: there it is marked."""
        at = self.stated.figure.stop
        following = [mention for mention in self.sentence.mentions if mention.start >= at]
        if not self.counted or not following:
            return at
        digits = any(
            each.isdigit()
            for each in self.sentence.text[at - self.sentence.start : following[0].end - self.sentence.start]
        )
        return at if digits else following[0].end

    @cached_property
    def makers(self) -> frozenset[str]:
        """Return what the machines make that are counted: «пять машин манипуляторов»."""
        at, text, start = self.stated.figure.stop, self.sentence.text, self.sentence.start
        for mention in self.sentence.mentions:
            if mention.start < at or mention.names <= self.known.lexicon.placeable - self.known.recipes:
                continue
            between = text[at - start : mention.start - start]
            behind = text[mention.end - start :]
            if re.fullmatch(hints.GAP, between, re.IGNORECASE):
                return mention.names if re.match(hints.MACHINES[0], behind, re.IGNORECASE) else frozenset()
            if re.fullmatch(hints.GAP + hints.MACHINES[1], between, re.IGNORECASE):
                return mention.names
            return frozenset()
        return frozenset()

    @cached_property
    def exceeds_its_whole(self) -> bool:
        """Tell whether it is a part of a whole that is less: «45 MJ of 10.8 MJ»."""
        for other in self.sentence.stated:
            between = self.sentence.text[
                self.stated.figure.stop - self.sentence.start : other.figure.start - self.sentence.start
            ]
            if other.figure.start < self.stated.figure.stop or not hints.PART_OF.fullmatch(between):
                continue
            pairs = [
                (one.value, two.value)
                for one in self.stated.figure.readings
                for two in other.figure.readings
                if one.dimension == two.dimension and one.dimension not in {"position", "size", "clock"}
            ]
            return bool(pairs) and all(part > whole for part, whole in pairs)
        return False

    @property
    def numbers_a_network(self) -> bool:
        """Tell whether the number is that of a network."""
        value = self.stated.figure.value
        whole = value.denominator == 1 and value < hints.MOST_NETWORKS
        return whole and hints.NETWORK.search(self.text_before) is not None

    @property
    def speaks_of_stock(self) -> bool:
        """Tell whether the sentence speaks of what lies in chests."""
        containers = self.known.lexicon.containers
        held = bool(self.every & hints.HOLDING) and any(m.names <= containers for m in self.sentence.mentions)
        return held or bool(self.every & hints.STORES)

    def admits(self, claim: Claim, others: Sequence[Claim]) -> bool:
        """Tell whether the words around a number let it be this claim; ``others`` are all of its dimension."""
        if claim.kind in hints.SPOKEN:
            return self._is_cued(claim)
        if claim.kind == "left":
            return any(word.stem in hints.LEFT for sentence in self.around for word in words(sentence.text))
        if claim.kind == "tiles":
            figure = self.stated.figure
            return any(stem(word or "-") in hints.TILES for word in (figure.noun, figure.second))
        if claim.dimension == "count":
            numbered = self.numbers_a_network and any(other.kind == "id" for other in others)
            if numbered or claim.kind == "id":
                return numbered and claim.kind == "id"
            return self._is_where(claim, others) and self._is_extra(claim, others)
        return self._is_done(claim)

    def _is_cued(self, claim: Claim) -> bool:
        """Tell whether the words speak of what was reckoned: of more or less, a whole, the rest."""
        if claim.kind == "enough" and self.asks_for_more:
            return False
        if claim.kind == "difference":
            flows = claim.dimension in {"rate", "power"} and not claim.family
            if (flows and not self.stated.said) or hints.UNMET.search(self.sentence.text) is not None:
                return True
        whole = claim.kind == "sum" and hints.OF_THE.search(self.text_before) is not None
        other = claim.kind == "rest" and hints.NOT_SO.search(f"{self.stated.before} {self.stated.after}") is not None
        return whole or other or bool(self.every & hints.SPOKEN[claim.kind])

    @property
    def follows_every(self) -> bool:
        """Tell whether "every" stands before it."""
        return hints.EVERY.search(self.text_before) is not None

    @property
    def is_of_another_wave(self) -> bool:
        """Tell whether it is the size of a wave at another evolution than the one spoken of."""
        figure, waves = self.stated.figure, dict(self.known.waves)
        sizes = {*waves.values(), self.known.wave}
        if figure.dimension != "count" or figure.value not in sizes or not hints.WAVE.search(self.stated.before):
            return False
        before = [each.figure for each in self.sentence.stated if each.figure.stop <= figure.start]
        if not before or before[-1].dimension != "share" or hints.INSTEAD.search(self.stated.before):
            return False
        closed = ")" in self.sentence.text[before[-1].stop - self.sentence.start : figure.start - self.sentence.start]
        return not closed and before[-1].value in waves and waves[before[-1].value] != figure.value

    @property
    def is_part(self) -> bool:
        """Tell whether it is a part of another number: "twelve of the thirteen machines"."""
        return re.match(r"\s+(?:out\s+of|of|из)\s+(?:the\s+)?", self.text_behind, re.IGNORECASE) is not None and any(
            0 <= each.figure.start - self.stated.figure.stop <= hints.NEAR_PART for each in self.sentence.stated
        )

    @property
    def told_before(self) -> frozenset[str]:
        """Return what the sentences before speak of, words of every day among them."""
        before = (m for each in self.around for m in each.mentions if m.start < self.sentence.start)
        return frozenset(name for mention in before for name in mention.names)

    @property
    def is_apiece(self) -> bool:
        """Tell whether so much comes to each: «по 7,5 на машину»."""
        return (
            re.search(r"\bпо\s+$", self.text_before) is not None
            or hints.APIECE.match(self.text_behind) is not None
            or hints.EACH_OF.search(self.text_before) is not None
        )

    @property
    def is_anaphoric(self) -> bool:
        """Tell whether it counts what was spoken of and claims nothing: "the other two have to wait"."""
        pointed = hints.POINTED.search(self.text_before) is not None
        return (
            pointed
            and self.stated.figure.value <= hints.MOST_POINTED
            and hints.NO_NOUN.match(self.text_behind) is not None
        )

    @property
    def points_back(self) -> bool:
        """Tell whether it counts what the reply has told, by a word of its own: "so the three links behind it"."""
        figure, text = self.stated.figure, self.text_behind
        spelled = self.sentence.text[figure.start - self.sentence.start].isalpha()
        named = any(
            each.start <= figure.stop + len(figure.noun) + 1 and each.end > figure.stop
            for each in self.sentence.mentions
        )
        return (
            figure.dimension == "count"
            and figure.value <= hints.MOST_POINTED
            and spelled
            and hints.DEFINITE.search(self.text_before) is not None
            and not named
            and not figure.counts_machines
            and re.match(r"\s[^\W\d_]", text) is not None
            and stem(figure.noun or "-") not in hints.TILES
            and not any(word.stem == stem(figure.noun) for word in words(self.known.text))
        )

    @property
    def is_advised(self) -> bool:
        """Tell whether it is what the player is told to set something to: "lower the threshold to 200"."""
        return self.stated.figure.dimension == "count" and hints.SET_TO.search(self.text_before) is not None

    @cached_property
    def own_names(self) -> frozenset[str]:
        """Return the names in the number's own clause."""
        figure = self.stated.figure
        start, stop = figure.start - len(self.stated.before), figure.stop + len(self.stated.after)
        return frozenset(n for m in self.stated.mentions if start <= m.start < stop for n in m.names)

    @property
    def is_far(self) -> bool:
        """Tell whether other numbers stand between it and the names that its sentence speaks of."""
        last = max((mention.end for mention in self.stated.mentions), default=self.stated.figure.start)
        return not self.own_names and any(
            last <= each.figure.start < self.stated.figure.start for each in self.sentence.stated
        )

    @cached_property
    def free_names(self) -> frozenset[str]:
        """Return those of them that no other number counts: «471 магазин на 200 врагов»."""
        stops = [each.figure.stop for each in self.sentence.stated if each.figure is not self.stated.figure]
        counted = {m for m in self.stated.mentions if any(0 <= m.start - stop <= 1 for stop in stops)}
        start = self.stated.figure.start - len(self.stated.before)
        stop = self.stated.figure.stop + len(self.stated.after)
        free = (m for m in self.stated.mentions if m not in counted and start <= m.start < stop)
        return frozenset(name for mention in free for name in mention.names)

    @cached_property
    def sentence_names(self) -> frozenset[str]:
        """Return all names of the sentence."""
        return frozenset(name for mention in self.sentence.mentions for name in mention.names)

    def _is_where(self, claim: Claim, others: Sequence[Claim]) -> bool:
        """Keep apart what lies in chests and what stands, where both are known of a thing."""
        asked = "stock" if self.speaks_of_stock else "" if self.every & hints.STANDING else None
        if asked is None or (claim.kind == "stock") == (asked == "stock"):
            return True
        return not any(
            (other.kind == "stock") == (asked == "stock") and other.subjects & claim.subjects for other in others
        )

    @property
    def asks_for_more(self) -> bool:
        """Tell whether so many are to come on top: «ещё три», "3 more"."""
        return bool(hints.MORE_BEFORE.search(self.text_before) or hints.MORE_AFTER.match(self.text_behind))

    def _is_extra(self, claim: Claim, others: Sequence[Claim]) -> bool:
        """Keep apart what is to be added («ещё три», "3 more") and what is there, where the former is known."""
        if not self.asks_for_more or self.every & hints.WAITING or claim.kind in {"extra", "difference"}:
            return True
        return not any(other.kind == "extra" and other.subjects & self.spoken for other in others)

    def _is_done(self, claim: Claim) -> bool:
        """Keep apart what is made and what is needed, where the words before the number say one of both."""
        if claim.kind == "each" and self.stated.said == "need":
            return False  # What one machine makes is not what is needed.
        supposed = self.every & hints.HYPOTHETICAL or hints.BLUEPRINT.search(self.sentence.text)
        if claim.kind not in {"need", "make", "take"} or supposed:
            return True
        return self.stated.said in {"", "need" if claim.kind == "take" else claim.kind}
