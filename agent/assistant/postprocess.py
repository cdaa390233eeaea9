"""Rules that a model's words pass before they are held against the facts: each a function from text to text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent.assistant.sanitise import plain_text

if TYPE_CHECKING:
    from agent.i18n import LanguageCode

ANSWER_LENGTH = 4000
"""Characters of an answer that a chat window can hold without becoming a document."""

_FENCE = re.compile(r"^\s*```.*$", re.MULTILINE)
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+", re.MULTILINE)
_EMPHASIS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_THINKING = re.compile(r"<think>.*?(?:</think>|$)", re.DOTALL | re.IGNORECASE)
_BLUEPRINT_STRING = re.compile(r"\b0e[A-Za-z0-9+/=]{40,}")
_LETTER = re.compile(r"[^\W\d_]")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)


def plain_words(text: str) -> str:
    """Remove what the chat window cannot show: thoughts, fences, headings, emphasis, tags, control characters."""
    text = _THINKING.sub("", text)
    text = _EMPHASIS.sub(r"\2", _HEADING.sub("", _FENCE.sub("", text)))
    return plain_text(text).strip()


def no_blueprint_strings(text: str) -> str:
    """Remove blueprint strings: they come from the composer alone, never from a model."""
    return _BLUEPRINT_STRING.sub("…", text)


def bounded(text: str) -> str:
    """Cut an endless answer at the end of a line."""
    if len(text) <= ANSWER_LENGTH:
        return text
    head = text[: ANSWER_LENGTH - 2]
    return f"{head[: head.rfind(chr(10))] if chr(10) in head[ANSWER_LENGTH // 2 :] else head}\n…"


def is_in_language(text: str, language: LanguageCode) -> bool:
    """Tell whether a text of some length is in the player's language, judged by its letters.

    Internal names are Latin, so a Russian answer needs only a third of its letters to be Cyrillic.
    """
    letters = _LETTER.findall(text)
    if not letters:
        return False
    share = len(_CYRILLIC.findall(text)) / len(letters)
    return share >= 1 / 3 if language == "ru" else share <= 1 / 3
