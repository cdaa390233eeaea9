"""A wish in a talk: a bare rate, a name or a yes answers the question that was asked back just before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent.assistant.sanitise import clean_text
from agent.assistant.wishes.reader import named_things, read_wish
from agent.assistant.wishes.request import AskBack
from agent.assistant.wishes.sentences import YES, is_question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.assistant.wishes.request import BuildRequest
    from agent.assistant.wishes.vocabulary import Vocabulary

_DEPTH = 3
"""How many questions back a wish may have begun."""
_TAGS_AND_NUMBERS = re.compile(r"(\[[^\]]*\])|\S*\d\S*")


def wish_in_talk(text: str, earlier: Sequence[str], vocabulary: Vocabulary) -> BuildRequest | AskBack | None:
    """Read a wish, or an answer to what was asked back.

    Args:
        text: What the player typed last.
        earlier: What he typed before, oldest first.
        vocabulary: The names of the game.
    """
    return _read(text, list(earlier[-_DEPTH:]), vocabulary)[0]


def _read(text: str, earlier: list[str], vocabulary: Vocabulary) -> tuple[BuildRequest | AskBack | None, str]:
    """Return the wish and the text that says all of it."""
    if earlier:
        before, said = _read(earlier[-1], earlier[:-1], vocabulary)
        if isinstance(before, AskBack):
            if before.proposal is not None and YES.fullmatch(text):
                return before.proposal, said
            joined = _joined(before, said, text, vocabulary)
            if joined is not None:
                return read_wish(joined, vocabulary), joined
    return read_wish(text, vocabulary), text


def _joined(asked: AskBack, said: str, text: str, vocabulary: Vocabulary) -> str | None:
    """Return the earlier words with what was missing from them, None where this is no answer to the question."""
    if is_question(text):
        return None
    named = named_things(text, vocabulary)
    if asked.choices:
        fitting = [name for name in asked.choices if named == (name,) or vocabulary.spelled_with(name, text)]
        if len(fitting) == 1 and asked.hole is not None:
            return f"{asked.hole[0]}[item={fitting[0]}]{asked.hole[1]}"
    elif asked.key == "ask-what-to-build" and named:
        return f"{said} {clean_text(text)}"
    elif asked.asks_rate_of is not None and not named:
        alone = read_wish(f"[item={asked.asks_rate_of}] {text}", vocabulary)
        kept = said if asked.key == "ask-rate" else _TAGS_AND_NUMBERS.sub(lambda found: found[1] or " ", said)
        return None if alone is None else f"{kept} {clean_text(text)}"
    return None
