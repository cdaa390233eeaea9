"""What a player wants built, read from the chat: ``[item=iron-gear-wheel] 60/мин``, ``iron-gear-wheel 1 per second``.

Rich text tags and internal names are understood, in either language's way of writing rates. What is not understood is
asked back: a `BuildRequest` is only returned where the text can be read in one way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.assistant.rates import parse_rate
from agent.assistant.sanitise import clean_text, plain_name

if TYPE_CHECKING:
    from collections.abc import Collection
    from fractions import Fraction

    from agent.assistant.rates import RateText

_TAG = re.compile(r"\[(item|recipe)=([a-zA-Z0-9_-]+)((?:,[a-z]+=[a-zA-Z0-9_-]+)*)\]")
_OTHER_TAG = re.compile(r"\[(?:fluid|entity|technology|virtual-signal)=([a-zA-Z0-9_-]+)[^\]]*\]")
_NAME = re.compile(r"(?<![\w/-])[a-z0-9]+(?:-[a-z0-9]+)*(?![\w-])")
_VERB = re.compile(
    r"\b(?:build|make|compose|create|blueprint|produce|row"
    r"|построй\w*|построить|сделай\w*|сделать|собери\w*|собрать|создай\w*|чертеж\w*|чертёж\w*|ряд|производи\w*|нужен|нужна"
    r"|поставь\w*|блюпринт\w*)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\?|^\W*(?:how|как|is|are|does|do)\b"
    r"|\b(?:why|what|where|when|who|which|почему|зачем|сколько|где|когда|кто|что|какой|какая|какие)\b",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"\b(?:why|wrong|problem\w*|bottleneck\w*|stuck|slow\w*|stand\w*|stop\w*|lack\w*|short\w*|missing|not\s+work\w*"
    r"|почему|отчего|зачем|не\s+так|не\s+хватает|не\s+работа\w*|проблем\w*|узк\w+|мешает|тормоз\w*|медленно|стоит|стоят"
    r"|нехватк\w*|мало)\b",
    re.IGNORECASE,
)
_WHAT = re.compile(
    r"^\W*(?:что(?!\s+(?:не\s+так|мешает|случилось|тормозит|делать|сломалось))|сколько|как(?:ие|ой|ая|ое)|где|кто"
    r"|what(?!(?:\s+is|'s)?\s+(?:wrong|the\s+(?:problem|bottleneck)|limit\w*|slow\w*|stop\w*|missing))"
    r"|how\s+(?:many|much)|which|where|list)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^?!\n]+?(?:[?!]+|\n|$|\.(?=\s))", re.DOTALL)
_PLAIN_WORDS = re.compile(
    r"\b(?:me|a|an|the|of|for|at|please|i|want|need|to|with|and|rate|row|one"
    r"|мне|хочу|нужно|надо|пожалуйста|на|со|скоростью|с|и|для|один|одну)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """One thing to build. ``recipe`` is set where the player named a recipe instead of an item."""

    item: str
    rate_per_min: Fraction
    recipe: bool = False


@dataclass(frozen=True, slots=True)
class AskBack:
    """Something about building that was not understood; ``key`` is the question's key in the catalogue."""

    key: str
    args: tuple[tuple[str, str], ...] = ()

    @property
    def asks_rate_of(self) -> str | None:
        """Return the item whose rate alone is asked for, None where something else is unclear."""
        return dict(self.args)["item"] if self.key in {"ask-rate", "ask-unclear-rate"} else None

    @property
    def is_unclear(self) -> bool:
        """Tell whether the words were not understood, rather than a rate or a quality missing from what was."""
        return self.asks_rate_of is None and self.key != "ask-quality"


@dataclass(frozen=True, slots=True)
class _Mention:
    """The things a text names, and the text without them."""

    things: tuple[str, ...]
    kinds: frozenset[str]
    quality: bool
    rest: str


def split_prompt(text: str) -> tuple[str, str]:
    """Part the sentences that only ask from those that may wish something built; either may be empty.

    «Почему машины стоят? Построй [item=iron-gear-wheel] 60/мин» is a question and a wish.
    """
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(clean_text(text)) if sentence.strip()]
    wishes = [sentence for sentence in sentences if _VERB.search(sentence) or not _ASKING.search(sentence)]
    if not any(_VERB.search(sentence) or _TAG.search(sentence) for sentence in wishes):
        return "", text
    asked = [sentence for sentence in sentences if sentence not in wishes]
    return " ".join(asked), " ".join(wishes)


def asks_why(text: str) -> bool:
    """Tell whether a text asks what is wrong rather than what is there."""
    text = clean_text(text)
    return _WHY.search(text) is not None and _WHAT.search(text) is None


def named_things(text: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the internal names that a text names, by tags or as they are, in order of name."""
    return _mention(clean_text(text), known).things


def parse_build_request(text: str, known: Collection[str]) -> BuildRequest | AskBack | None:
    """Read what the player wants built; None means that the text is not about building.

    Args:
        text: What the player typed, tags included.
        known: Internal names of the items and recipes of the game in hand.
    """
    text = clean_text(text)
    wants = _VERB.search(text) is not None
    if _ASKING.search(text) is not None and not wants:
        return None
    mention = _mention(text, known)
    if not mention.things:
        return _nothing_named(text) if wants else None
    rate = parse_rate(mention.rest)
    if rate.unclear is None and rate.rate_per_min is None and not wants:
        return None
    unclear = _unclear(mention, rate, known)
    if unclear is not None or rate.rate_per_min is None:
        return unclear
    return BuildRequest(mention.things[0], rate.rate_per_min, recipe=mention.kinds == {"recipe"})


def _mention(text: str, known: Collection[str]) -> _Mention:
    tags = _TAG.findall(text)
    rest = _TAG.sub(" ", text)
    if tags:
        rest = _OTHER_TAG.sub(" ", rest)
    named = {name for name in _NAME.findall(rest) if name in known and not name.isdigit()}
    rest = _NAME.sub(lambda found: " " if found.group() in named else found.group(), rest)
    return _Mention(
        things=tuple(sorted({name for _, name, _ in tags} | named)),
        kinds=frozenset(kind for kind, *_ in tags),
        quality=any("quality=" in extra and "quality=normal" not in extra for *_, extra in tags),
        rest=rest,
    )


def _unclear(mention: _Mention, rate: RateText, known: Collection[str]) -> AskBack | None:
    """Return the question to ask back, the most basic first."""
    item = mention.things[0]
    shown = ("item", plain_name(item))
    words = _unread(rate.rest)
    checks = (
        (len(mention.things) > 1, AskBack("ask-which-item", (("items", ", ".join(map(plain_name, mention.things))),))),
        (item not in known, AskBack("ask-unknown-item", (shown,))),
        (mention.quality, AskBack("ask-quality", (shown,))),
        (rate.unclear is not None, AskBack("ask-unclear-rate", (shown, ("words", plain_name(rate.unclear or ""))))),
        (not rate.rate_per_min, AskBack("ask-rate", (shown,))),
        # «build 60 stone furnaces»: one word of a longer name is no name.
        (
            not mention.kinds and "-" not in item and bool(words),
            AskBack("ask-is-it-this-item", (shown, ("words", plain_name(words)))),
        ),
    )
    return next((question for applies, question in checks if applies), None)


def _nothing_named(text: str) -> AskBack:
    other = _OTHER_TAG.search(text)
    if other is not None:
        return AskBack("ask-not-an-item", (("item", plain_name(other.group(1))),))
    return AskBack("ask-what-to-build")


def _unread(rest: str) -> str:
    words = _PLAIN_WORDS.sub(" ", _VERB.sub(" ", rest))
    return " ".join(re.findall(r"[^\W\d_]+", words))
