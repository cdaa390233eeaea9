"""What a player wants built, read from the chat: «построй 60 шестерёнок в минуту», "half a belt of green circuits".

The reader is closed: a `BuildRequest` is only returned where every word of the text was understood, or left out with a
word about it in the answer. A word that is not known, a second number, a second thing, a quality, a refusal beside the
wish are asked back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent.assistant.sanitise import clean_text, plain_name
from agent.assistant.wishes.belts import BeltAmount, belt_amounts
from agent.assistant.wishes.fillers import FILLER, QUALITY
from agent.assistant.wishes.machines import MachineAmount, machine_amount
from agent.assistant.wishes.manners import parted, read_manner
from agent.assistant.wishes.numbers import with_digits
from agent.assistant.wishes.rates import RateText, parse_rate, without_units
from agent.assistant.wishes.request import AskBack, BuildRequest, Reading
from agent.assistant.wishes.sentences import VERB, is_question, is_told, is_wished, refused
from agent.assistant.wishes.vocabulary import Found
from agent.game.prototypes import Lab

if TYPE_CHECKING:
    from fractions import Fraction

    from agent.assistant.wishes.manners import Read
    from agent.assistant.wishes.vocabulary import Vocabulary
    from agent.game.prototypes import Recipe

_TAG = re.compile(r"\[(item|recipe|fluid|entity)=([a-zA-Z0-9_-]+)((?:,[a-z]+=[a-zA-Z0-9_-]+)*)\]")
_OTHER_TAG = re.compile(r"\[[^\]]*\]")
_WITH_A_DIGIT = re.compile(r"\S*\d\S*")
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_MOST_UNREAD_WITHOUT_A_VERB = 2
_MOST_SHOWN = 8
_SCIENCE_PER_MIN = re.compile(r"(?<![\w.,/-])\d+\s*spm(?!\w)", re.IGNORECASE)
_MAY_BE_MEANT = frozenset({"ask-per-what", "ask-quality", "ask-machines"})
"""Questions that a yes answers."""


@dataclass(frozen=True, slots=True)
class _Tag:
    found: Found
    kind: str
    quality: bool


def named_things(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the internal names that a text names, by tags, as they are or as players say them, in order of name."""
    tags, found = _things(clean_text(text), vocabulary)
    names = {tag.found.names[0] for tag in tags}
    return tuple(sorted(names | {mention.names[0] for mention in found if mention.how != "several"}))


def mentions(text: str, vocabulary: Vocabulary) -> list[Found]:
    """Return every place of a text that names something, tags among them, in the text's order."""
    tags, found = _things(text, vocabulary)
    return sorted([*(tag.found for tag in tags), *found], key=lambda mention: mention.start)


def read_wish(text: str, vocabulary: Vocabulary) -> BuildRequest | AskBack | None:
    """Read what the player wants built; None means that the text is not about building."""
    text = with_digits(clean_text(text))
    wants = is_wished(text)
    if is_question(text):
        return None
    tags, named = _things(text, vocabulary)
    spans = refused(text)
    if spans and not _wanted_beside(text, spans, named, tags):
        return None
    if not tags and not named:
        return _nothing_named(text, vocabulary) if wants or _only_a_rate_of(text) else None
    return _Reader(text, vocabulary, tags, wants).wish(named, refuses=bool(spans))


def _wanted_beside(text: str, spans: list[tuple[int, int]], named: list[Found], tags: list[_Tag]) -> bool:
    """Tell whether something is wanted beside what is refused."""
    left = text
    for start, end in spans:
        left = f"{left[:start]}{' ' * (end - start)}{left[end:]}"
    places = [mention.start for mention in (*named, *(tag.found for tag in tags))]
    beside = any(left[place : place + 1].strip() for place in places)
    return beside and (VERB.search(left) is not None or any(letter.isdigit() for letter in left))


def _things(text: str, vocabulary: Vocabulary) -> tuple[list[_Tag], list[Found]]:
    """Return the tags of a text, and what its words name."""
    tags = [
        _Tag(
            Found(tag.start(), tag.end(), (tag[2],)),
            tag[1],
            "quality=" in tag[3] and "quality=normal" not in tag[3],
        )
        for tag in _TAG.finditer(text)
    ]
    plain = _OTHER_TAG.sub(lambda tag: "|" * len(tag.group()), text)
    return tags, vocabulary.find(without_units(plain))


def _only_a_rate_of(text: str) -> bool:
    """Tell whether a text is a rate of something that is not known: «gc 60/мин»."""
    rate = parse_rate(text)
    if rate.rate_per_min is None or rate.bare_at is not None or is_told(text):
        return False
    return (_SCIENCE_PER_MIN.search(text) is not None and not _unread(rate.rest)) or 0 < len(
        _unread(rate.rest)
    ) <= _MOST_UNREAD_WITHOUT_A_VERB


def _nothing_named(text: str, vocabulary: Vocabulary) -> AskBack:
    """Ask what to build, with what is most like the words that are no name."""
    science = _SCIENCE_PER_MIN.search(text)
    if science is not None:
        labs = (each for each in vocabulary.data.entities.values() if isinstance(each, Lab))
        packs = tuple(dict.fromkeys(pack for lab in labs for pack in lab.inputs))
        words = (("words", plain_name(science.group())),)
        return AskBack("ask-which-of", words, (("items", packs),), choices=packs, hole=(f"{text} ", ""))
    other = _OTHER_TAG.search(text)
    if other is not None:
        return AskBack("ask-not-an-item", (("item", plain_name(other.group())),))
    unread = [word for word in _unread(VERB.sub(" ", without_units(text))) if not word.isdigit()]
    likes = {word: vocabulary.like(word) for word in unread}
    shown = tuple(dict.fromkeys(name for names in likes.values() for name in names))[:_MOST_SHOWN]
    if shown:
        meant = [word for word, names in likes.items() if names]
        at = text.find(meant[0])
        hole = (text[:at], text[at + len(meant[0]) :]) if len(meant) == 1 else None
        words = (("words", _quoted(meant)),)
        return AskBack("ask-did-you-mean", words, (("items", shown),), choices=shown, hole=hole)
    if unread:
        return AskBack("ask-no-such-thing", (("words", _quoted(unread)),))
    return AskBack("ask-what-to-build")


def _unread(text: str) -> list[str]:
    left = FILLER.sub(" ", _OTHER_TAG.sub(" ", text))
    return [word.group() for word in _WORD.finditer(left)]


def _quoted(words: list[str]) -> str:
    return plain_name(" ".join(words[:_MOST_SHOWN]))


@dataclass(slots=True)
class _Reader:
    """Reads one text that names something."""

    text: str
    vocabulary: Vocabulary
    tags: list[_Tag]
    wants: bool

    def wish(self, named: list[Found], *, refuses: bool) -> BuildRequest | AskBack | None:
        """Return the wish; the questions come with the most basic first."""
        read = read_manner(self.text, self.vocabulary)
        found, measure = self._measured(self._found(named, read), read)
        wanted = parted(self.text, found, read, self.vocabulary)
        for mention in found:
            read.blank(mention.start, mention.end)
        if not wanted:
            return AskBack("ask-what-to-build") if self.wants else None
        rate = self._rate(read, measure)
        unread = _unread(VERB.sub(" ", rate.rest if rate.unclear is None else _WITH_A_DIGIT.sub(" ", read.rest)))
        if not self.wants and self._is_idle(read, rate, unread):
            return None
        asked = self._unclear(wanted, rate, read, measure)
        if rate.rate_per_min is None or not rate.rate_per_min or (asked is not None and asked.key not in _MAY_BE_MEANT):
            return replace(asked, unread=_quoted(unread)) if asked is not None else None
        if isinstance(measure, MachineAmount):
            read.manner = replace(read.manner, machines=(measure.machine,))
        readings = [*read.readings, *self._said(wanted[0], rate, measure)]
        request = self._request(wanted[0], rate.rate_per_min, read, readings)
        return self._settled(request, asked, unread, refuses=refuses)

    def _settled(
        self, request: BuildRequest, asked: AskBack | None, unread: list[str], *, refuses: bool
    ) -> BuildRequest | AskBack:
        """Return the wish where nothing of the text is left over, else a question that a yes may answer."""
        if asked is not None:
            clear = not refuses and not _unread(QUALITY.sub(" ", " ".join(unread)))
            if clear:
                return replace(asked, proposal=request)
            if asked.key != "ask-machines":
                return asked
        if refuses or unread:
            left = unread or [self.text[start:end].strip() for start, end in refused(self.text)]
            return self._ask("ask-words", request.item, _quoted(left), request)
        return request

    def _measured(self, found: list[Found], read: Read) -> tuple[list[Found], BeltAmount | MachineAmount | None]:
        """Read belts or machines that tell how much is wanted; return what else is named, and them."""
        belt = self._belt_amount(found, self._amounts(read))
        measure = belt or machine_amount(read.rest, found, self.vocabulary.data)
        if measure is None:
            return found, None
        read.blank(measure.start, measure.end)
        return [mention for mention in found if not measure.start <= mention.start < measure.end], measure

    def _found(self, named: list[Found], read: Read) -> list[Found]:
        """Return what is named outside of what was read as the manner, in the order of the text."""
        kept = [mention for mention in named if read.rest[mention.start : mention.end].strip()]
        return sorted([*kept, *(tag.found for tag in self.tags)], key=lambda mention: mention.start)

    def _amounts(self, read: Read) -> list[BeltAmount]:
        return belt_amounts(read.rest, self.vocabulary.data, self.vocabulary.colour)

    def _belt_amount(self, found: list[Found], amounts: list[BeltAmount]) -> BeltAmount | None:
        """Return the belts that measure something else; belts with nothing else are what is wanted themselves."""
        if len(amounts) != 1:
            return None
        belt = amounts[0]
        others = [mention for mention in found if not belt.start <= mention.start < belt.end]
        return belt if others else None

    def _rate(self, read: Read, measure: BeltAmount | MachineAmount | None) -> RateText:
        rate = parse_rate(VERB.sub(lambda verb: " " * len(verb.group()), _OTHER_TAG.sub(_blank, read.rest)))
        if measure is None:
            return rate
        if rate.unclear is not None or rate.rate_per_min is not None or without_units(read.rest) != read.rest:
            words = self.text[measure.start : measure.end].strip()
            return RateText(unclear=f"{words} … {rate.unclear or ''}".strip(" …"))
        return RateText(rate_per_min=measure.rate_per_min, rest=rate.rest)

    def _is_idle(self, read: Read, rate: RateText, unread: list[str]) -> bool:
        """Tell whether a text without a verb only names something, or tells how things are."""
        if rate.unclear is None and rate.rate_per_min is None:
            return True
        if self.tags:
            return is_told(read.rest) and bool(unread)
        return is_told(read.rest) or len(unread) > _MOST_UNREAD_WITHOUT_A_VERB

    def _unclear(
        self, wanted: list[Found], rate: RateText, read: Read, measure: BeltAmount | MachineAmount | None
    ) -> AskBack | None:
        """Return the question to ask back, the most basic first."""
        first = wanted[0]
        item = first.names[0]
        names = tuple(dict.fromkeys(name for mention in wanted for name in mention.names))[:_MOST_SHOWN]
        data = self.vocabulary.data
        known = item in self.vocabulary.names or item in data.items or item in data.recipes
        flows = item in data.fluids and item not in data.items
        unmade = flows and not any(_makes(recipe, item) for recipe in data.recipes_making(item))
        poor = any(tag.quality for tag in self.tags) or QUALITY.search(read.rest) is not None
        before = self.text[rate.bare_at : first.start].strip() if rate.bare_at is not None and not self.tags else ""
        checks = (
            (len({mention.names for mention in wanted}) > 1, AskBack("ask-which-item", (), (("items", names),))),
            (first.how == "several", self._which_of(first)),
            (not known, AskBack("ask-unknown-item", (("item", plain_name(item)),), about=item)),
            (unmade, AskBack("ask-not-an-item", (), (("item", (item,)),))),
            (poor, self._ask("ask-quality", item)),
            (rate.unclear is not None, self._ask("ask-unclear-rate", item, rate.unclear)),
            (not rate.rate_per_min, self._ask("ask-rate", item)),
            (bool(before), self._ask("ask-per-what", item, before)),
            (isinstance(measure, MachineAmount) and not measure.named, self._of_machines(item, measure)),
        )
        return next((question for applies, question in checks if applies), None)

    def _which_of(self, found: Found) -> AskBack:
        return AskBack(
            "ask-which-of",
            (("words", plain_name(self.text[found.start : found.end])),),
            (("items", found.names),),
            choices=found.names,
            hole=(self.text[: found.start], self.text[found.end :]),
        )

    @staticmethod
    def _of_machines(item: str, measure: BeltAmount | MachineAmount | None) -> AskBack:
        count, machine = (measure.count, measure.machine) if isinstance(measure, MachineAmount) else (0, "")
        things = (("item", (item,)), ("machine", (machine,)))
        return AskBack("ask-machines", (("count", str(count)),), things, about=item)

    @staticmethod
    def _ask(key: str, item: str, words: str | None = None, proposal: BuildRequest | None = None) -> AskBack:
        args = () if words is None else (("words", plain_name(words)),)
        return AskBack(key, args, (("item", (item,)),), about=item, proposal=proposal)

    def _said(self, wanted: Found, rate: RateText, measure: BeltAmount | MachineAmount | None) -> list[Reading]:
        """Return what was read in one of several ways."""
        said = []
        if wanted.how == "plain":
            words = plain_name(self.text[wanted.start : wanted.end])
            said.append(Reading("reading-plain", (("words", words),), wanted.names))
        if isinstance(measure, BeltAmount):
            said.append(Reading("reading-belts", (("words", plain_name(measure.words)),), (measure.belt,)))
        if isinstance(measure, MachineAmount) and measure.named:
            said.append(Reading("reading-machines", (("count", str(measure.count)),), (measure.machine,)))
        if rate.bare_at is not None:
            said.append(Reading("reading-per-min"))
        return said

    def _request(self, wanted: Found, rate_per_min: Fraction, read: Read, readings: list[Reading]) -> BuildRequest:
        item = wanted.names[0]
        data = self.vocabulary.data
        recipe = {tag.kind for tag in self.tags} == {"recipe"} or (item not in data.items and item not in data.fluids)
        return BuildRequest(item, rate_per_min, recipe, read.manner, tuple(readings))


def _makes(recipe: Recipe, fluid: str) -> bool:
    """Tell whether a recipe makes a fluid; emptying its barrels does not."""
    return not recipe.hidden and f"{fluid}-barrel" not in {each.name for each in recipe.ingredients}


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())
