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
    tags = {(kind, name, extra) for kind, name, extra in _TAG.findall(text)}
    rest = _TAG.sub(" ", text)
    if tags:
        rest = _OTHER_TAG.sub(" ", rest)
    named = {name for name in _NAME.findall(rest) if name in known and not name.isdigit()}
    rest = _NAME.sub(lambda found: " " if found.group() in named else found.group(), rest)
    things = {name for _, name, _ in tags} | named
    if not things:
        return _nothing_named(text) if wants else None
    rate = parse_rate(rest)
    if rate.unclear is None and rate.rate_per_min is None and not wants:
        return None
    if len(things) > 1:
        return AskBack("ask-which-item", (("items", ", ".join(sorted(things))),))
    item = things.pop()
    shown = plain_name(item)
    if item not in known:
        return AskBack("ask-unknown-item", (("item", shown),))
    if any("quality=" in extra and "quality=normal" not in extra for *_, extra in tags):
        return AskBack("ask-quality", (("item", shown),))
    if rate.unclear is not None:
        return AskBack("ask-unclear-rate", (("item", shown), ("words", plain_name(rate.unclear))))
    if rate.rate_per_min is None or rate.rate_per_min <= 0:
        return AskBack("ask-rate", (("item", shown),))
    if not tags and "-" not in item and _unread(rate.rest):
        # «build 60 stone furnaces»: one word of a longer name is no name.
        return AskBack("ask-is-it-this-item", (("item", shown), ("words", plain_name(_unread(rate.rest)))))
    return BuildRequest(item, rate.rate_per_min, recipe=all(kind == "recipe" for kind, *_ in tags) and bool(tags))


def _nothing_named(text: str) -> AskBack | None:
    other = _OTHER_TAG.search(text)
    if other is not None:
        return AskBack("ask-not-an-item", (("item", plain_name(other.group(1))),))
    return AskBack("ask-what-to-build")


def _unread(rest: str) -> str:
    words = _PLAIN_WORDS.sub(" ", _VERB.sub(" ", rest))
    return " ".join(re.findall(r"[^\W\d_]+", words))
