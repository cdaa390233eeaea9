"""Names in a reply that nothing computed speaks of: of the game but not of this place, or of no game at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent.assistant.grounding.words import same, stem, vocabulary, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.assistant.grounding.known import Known
    from agent.assistant.grounding.lexicon import Lexicon, Mention
    from agent.assistant.grounding.sentences import Sentence

_ADVICE = re.compile(
    r"\b(?:добав|постав|постро|использ|замен|установ|попроб|можно|лучше|рассмотр|улучш|перейд|подключ|провед|снабд"
    r"|подвез|привез|подвоз|засып|заправ|положит"
    r"|решени|закин|кинь|подкин|подброс|насып|загруз|воткн|докин|дайте|раздай|дай\b"
    r"|fix|remedy|solution|toss|throw|drop|shove|feed|give|load|fill|slap|plop|grab|get\b|need|add|build|place|use|using|consider|upgrade|replace|install|try|put|could|should|switch|connect|bring|refuel|drain|store|pump|send|route|dump"
    r")\w*|\bcan\b|\b[а-яё]{3,}(?:ите|йте|ьте)(?:сь)?\b",
    re.IGNORECASE,
)
_IT_NEEDS = re.compile(r"needs\s(?:about |around |roughly )?\d", re.IGNORECASE)
"""«It needs 3.6 MW» is no advice."""
_THERE = re.compile(
    r"(?:\b(?:the|your|these|those)|\b(?:стоящ|стоящий рядом|здешн|имеющ)\w*(?:\sрядом)?)\s[«“\"*]{0,2}$", re.IGNORECASE
)
"""Before a name: it is said to stand there, whatever else the sentence advises."""
_IDENTIFIER = re.compile(r"(?<![\w/.-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w-])")
_QUOTED = re.compile(r"[«“„\"]([^«»“”„\"\n]{3,60})[»”\"]")
_COMPARES = re.compile(r"[<>=≤≥≠]")
_TITLE = re.compile(r"[A-Z][a-z]+(?: (?:[A-Z][a-z]+|\d+)){1,4}")
_STATION = re.compile(r"(?<=[\w,→>] )(?:[A-Z][a-z]+ )+(?:[A-Z][a-z]+|\d+)(?![\w.]*\d)")
"""Words with capitals within a sentence."""
_OF_TRAINS = re.compile(r"\b(?:trains?|поезд\w*)\b")
_NO_STATION = frozenset({"Train", "Trains", "Network", "Station", "Stations", "Stop", "Step", "Schedule", "Factorio"})
_NO_NOUN = re.compile(r"(?:ed|ing|ly|free|rich|poor|based|side|wide|like|out|up|off|in|per|time|end|only|to)$")
_FIRST_OF_PROSE = vocabulary("first_of_prose", stemmed=False)
_RUSSIAN = re.compile(r"[а-яё]", re.IGNORECASE)
_FOREIGN_MATTER = vocabulary("foreign_matter")
"""Substances that the base game does not have; in a mod that has them they are names like others."""
_HOMONYMS = vocabulary("homonyms")
"""Names that are words of every day as well: a car, a wall."""
_SIGNAL = re.compile(r"\b(?:[Ss]ignals?|[Сс]игнал\w{0,2})\s+[«“\"`*]{0,2}(?P<signal>[A-Z])(?![\w-])")
_GLITTER = frozenset({stem("golden"), stem("gold"), stem("crystal")})
SHORT_NAME = 4
_MADE = re.compile(r"[»”\"`*]*\s(?:assemblers?|makers?|line)\b", re.IGNORECASE)
"""Behind the name of what a machine is said to make: «the pipe assembler»."""
_AROUND = 60
"""Letters before and behind a name in which it may be said to stand there."""
_STOP = re.compile(r"[.!?;:\n]")
_CLAIMED_BEFORE = re.compile(
    r"(?:подключ[её]н\w*|чита(?:ет|ют)|пита(?:ет|ют)|стоит|стоят|работа(?:ет|ют)|бер[её]т|берут|помога(?:ет|ют)"
    r"|is connected|connected|alongside|next to|along with|as well as|fed by|loaded by)\W+(?:\w+\s){0,2}[«“\"*]*$",
    re.IGNORECASE,
)
_CLAIMED_BEHIND = re.compile(
    r"[»”\"*]*,?\s(?:котор\w+\s(?:там\s|тут\s|здесь\s)?(?:уже\s)?(?:стоит|стоят|работа\w+|чита\w+)"
    r"|(?:там|тут|здесь)\sуже|that (?:is|are) already|already there|next to (?:it|them)|nearby|рядом)\b",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"\b\w+(?:ите|йте|ьте)\b|\b(?:можно|add|build|place|use|consider|try|put|could|should|install)\b", re.IGNORECASE
)
_DENIED = re.compile(r"\b(?:нет|без|не|ни|no|not|without|none|isn't|aren't)\b", re.IGNORECASE)
_EVERYWHERE = frozenset(
    {"transport-belt", "inserter", "pipe", "wooden-chest", "iron-chest", "steel-chest", "small-electric-pole"}
)
"""What may stand in any factory, whether it was selected or not."""
_STANDING = frozenset({"boiler", "accumulator", "storage-tank", "roboport", "solar-panel", "steam-engine"})
"""Things that may be advised but are no part of every factory."""
_GERUND = "ing"
"""What ends so is done and is no thing: destroying a nest needs no destroyers."""
_KINDS_OF_THINGS = vocabulary("kinds_of_things")


def invented(reply: str, parted: Sequence[Sentence], known: Known) -> list[tuple[int, int]]:
    """Return where the names are that no fact, no result, no question and no draft speaks of."""
    found: list[tuple[int, int]] = []
    for sentence in parted:
        advised = any(not _IT_NEEDS.match(sentence.text, each.start()) for each in _ADVICE.finditer(sentence.text))
        found += [
            (mention.start, mention.end)
            for mention in sentence.mentions
            if _is_strange(
                mention,
                (reply[mention.start : mention.end], reply[mention.end :]),
                known,
                advised=advised and _THERE.search(reply, 0, mention.start) is None,
            )
            or _is_claimed(mention, reply, known)
        ]
    taken = [
        (mention.start, mention.end) for sentence in parted for mention in sentence.mentions if mention.how != "part"
    ]
    for start, end in (*_titles(reply, known), *_stations(reply, known)):
        if not any(other <= start and end <= other_end for other, other_end in (*taken, *found)):
            found.append((start, end))
    for start, end in (
        *_identifiers(reply, known),
        *_quoted(reply, known),
        *_matters(reply, known),
        *_signals(reply, known),
    ):
        if not any(start < other_end and other_start < end for other_start, other_end in (*taken, *found)):
            found.append((start, end))
    return found


def _is_strange(mention: Mention, said: tuple[str, str], known: Known, *, advised: bool) -> bool:
    lexicon = known.lexicon
    text, behind = said
    if mention.how == "part" or mention.names & (known.names | known.present):
        return False
    made = _MADE.match(behind) is not None and not mention.names & known.recipes
    standing = (made or bool(mention.names & _STANDING)) and not advised
    if mention.ordinary and (
        (mention.names & known.kin and not standing)
        or (stem(text) in _HOMONYMS and not made)
        or not _is_exact(text, mention)
    ):
        return False
    if mention.how == "internal":
        return True
    kin = advised and bool(mention.names & known.kin)  # What to build need not stand here.
    if kin or _is_a_kind(text, known) or (text.isascii() and text.lower().endswith(_GERUND)):
        return False
    if not mention.names & lexicon.things:
        return False  # A technology or the like may be any words.
    return mention.end - mention.start >= SHORT_NAME


def _is_claimed(mention: Mention, reply: str, known: Known) -> bool:
    """Tell whether a machine that is known nowhere is said to stand or work there: "a pump is connected as well"."""
    if mention.how != "whole" or mention.names & (known.names | known.present):
        return False
    if not mention.names & known.lexicon.placeable or mention.names & _EVERYWHERE:
        return False
    before = _STOP.split(reply[max(0, mention.start - _AROUND) : mention.start])[-1]
    after = _STOP.split(reply[mention.end : mention.end + _AROUND])[0]
    if _DENIED.search(f"{before} {after}") is not None:
        return False
    if _CLAIMED_BEHIND.match(after) is not None:
        return True
    return _CLAIMED_BEFORE.search(before) is not None and _ORDERED.search(f"{before} {after}") is None


def _is_a_kind(text: str, known: Known) -> bool:
    """Tell whether a single word is the kind of a thing with a longer name: the inserters of a burner inserter."""
    said = words(text)
    return len(said) == 1 and any(
        said[0].stem in stems[1:] or said[0].stem in stems[:-1]
        for name in known.names | known.present
        for stems in known.lexicon.stems_of(name)
        if len(stems) > 1 and said[0].stem in _KINDS_OF_THINGS
    )


def _is_exact(text: str, mention: Mention) -> bool:
    """Tell whether an English word is a name to the letter: the defence is no defender."""
    return not text.isascii() or any(stem(text) == stem(name) for name in mention.names)


def _identifiers(reply: str, known: Known) -> Iterator[tuple[int, int]]:
    """Yield what is spelled as the game spells its names and is none of them."""
    parts = _parts_of_names(known.lexicon)
    russian = _RUSSIAN.search(reply) is not None
    for found in _IDENTIFIER.finditer(reply):
        word = found.group()
        if word in known.names or word in known.text or re.fullmatch(r"[\d-]+", word):
            continue
        first, *_, last = word.split("-")
        prose = first in _FIRST_OF_PROSE or _NO_NOUN.search(last) is not None
        named = last in parts or first in parts or last.isdigit()
        if (russian and not prose) or (named and not prose):
            yield found.span()


def _quoted(reply: str, known: Known) -> Iterator[tuple[int, int]]:
    """Yield what stands in quotes like a name and is made of words that no fact uses."""
    for found in _QUOTED.finditer(reply):
        text = found[1]
        inside = words(text)
        if _COMPARES.search(text):
            continue  # «A > 1 000» is a condition.
        like_a_name = text[0].isupper() or (text.isascii() and _RUSSIAN.search(reply) is not None)
        if not like_a_name or not inside or len(inside) > 5 or text in known.text:  # noqa: PLR2004 - longer is a phrase
            continue
        if not all(any(same(word.stem, each) for each in known.stems) for word in inside):
            yield found.span(1)


def _stations(reply: str, known: Known) -> Iterator[tuple[int, int]]:
    """Yield what is spelled as stations are within a sentence and is none, where facts speak of trains."""
    told = known.text.lower()
    if _OF_TRAINS.search(told) is None:
        return
    for found in _STATION.finditer(reply):
        first = found.group().split()[0]
        if found.group().lower() not in told and first not in _NO_STATION:
            yield found.span()


def _titles(reply: str, known: Known) -> Iterator[tuple[int, int]]:
    """Yield what is quoted and spelled as stations are, each word with a capital, and is in none of the facts."""
    for found in _QUOTED.finditer(reply):
        title = found[1].strip()
        if _TITLE.fullmatch(title) and title.lower() not in known.text.lower():
            yield found.span(1)


def _matters(reply: str, known: Known) -> Iterator[tuple[int, int]]:
    """Yield substances that are none of this game, with the word that follows."""
    every = words(reply)
    for place, word in enumerate(every):
        strange = word.stem in _FOREIGN_MATTER  # To the letter: a quarter is no quartz.
        if strange and not any(same(word.stem, each) for each in known.stems):
            following = every[place + 1] if place + 1 < len(every) else word
            if word.stem in _GLITTER and not re.fullmatch(r" ", reply[word.end : following.start]):
                continue  # «You're golden».
            glued = re.fullmatch(r"[ -]", reply[word.end : following.start]) is not None
            yield word.start, following.end if glued else word.end


def _signals(reply: str, known: Known) -> Iterator[tuple[int, int]]:
    """Yield signals that no circuit here knows, where its formulas are known."""
    for found in _SIGNAL.finditer(reply):
        signal = found["signal"]
        if known.signals and re.search(rf"(?<!\w){signal}(?!\w)", known.text) is None:
            yield found.span("signal")


def _parts_of_names(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(part for name in lexicon.internal for part in name.split("-") if len(part) > 2)  # noqa: PLR2004
