"""Rules that a model's words pass before they are held against the facts: each a function from text to text."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from agent.assistant.sanitise import plain_text

if TYPE_CHECKING:
    from agent.i18n import LanguageCode

ANSWER_LENGTH = 4000
"""Characters of an answer that a chat window can hold without becoming a document."""
MOST_REPEATED = 3
"""A line that comes more often is a model that cannot stop."""
NO_WORDS = 0.45
"""Below this share of letters among what is no space a text is no prose but numbers, symbols or code."""

_FENCE = re.compile(r"^\s*(?:```|~~~).*$", re.MULTILINE)
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+", re.MULTILINE)
_EMPHASIS = re.compile(r"(\*{1,3}|_{2,3}|`{1,2}|~~)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_RULE = re.compile(r"^\s*(?:[-*_]\s*){3,}$", re.MULTILINE)
_BULLET = re.compile(r"^(\s*)[*+•]\s+", re.MULTILINE)
_QUOTE = re.compile(r"^\s*>\s?", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\((?:https?:|www\.)[^()\s]*\)")
_HTML = re.compile(
    r"</?(?:b|i|u|s|em|strong|br|p|div|span|ul|ol|li|h[1-6]|code|pre|a|table|tr|td|th|font)\b[^<>]*>", re.IGNORECASE
)
_TABLE_RULE = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*$\n?", re.MULTILINE)
_TABLE_ROW = re.compile(r"^\s*\|(.+)\|\s*$", re.MULTILINE)
_LATEX = re.compile(r"\\[()\[\]]|\$\$|\\(?:text|mathrm|mathbf)\{([^{}]*)\}")
_LATEX_SPACE = re.compile(r"\\[,;:!]|\\q?quad(?![a-z])|(?<=\d)\\ (?=\S)")
_LATEX_FRACTION = re.compile(r"\\d?frac\{([^{}]*)\}\{([^{}]*)\}")
_LATEX_SIGNS = {
    "times": "×",
    "cdot": "×",
    "approx": "≈",
    "to": "→",
    "rightarrow": "→",
    "leq": "≤",
    "geq": "≥",
    "le": "≤",
    "ge": "≥",
}
_LATEX_SIGN = re.compile(rf"\\({'|'.join(_LATEX_SIGNS)})(?![a-z])")
_LATEX_INLINE = re.compile(r"\$(?=[^$\n]{0,40}\d)([^$\n]{1,60})\$")
_THINKING_NAMES = r"(?:think(?:ing)?|thought|reason(?:ing)?|reflection|analysis|scratchpad)"
_THINKING = re.compile(rf"<{_THINKING_NAMES}>.*?(?:</{_THINKING_NAMES}>|$)", re.DOTALL | re.IGNORECASE)
_THOUGHT_BEFORE = re.compile(rf"\A.*</{_THINKING_NAMES}>", re.DOTALL | re.IGNORECASE)
_SPECIAL = re.compile(r"<\|[^<>|]{1,40}\|>|</?s>|\[/?INST\]|<<?/?SYS>>?|<(?:start|end)_of_turn>", re.IGNORECASE)
_CALL = re.compile(
    r"<(tool_call|tool_response|tool_result|function_calls?|invoke)\b.*?(?:</\1>|$)|^\s*\{\s*\"name\"\s*:.*?\"arguments\""
    r".*?\}\s*\}\s*$",
    re.DOTALL | re.IGNORECASE | re.MULTILINE,
)
_OUR_BLOCKS = re.compile(
    r"</?(?:facts|draft|question|memory|data_set|not_modelled|tool_results|history)>", re.IGNORECASE
)
_BLUEPRINT_STRING = re.compile(r"(?<![\w/+])(?:gpta\d:)?[A-Za-z0-9+/]{48,}={0,2}(?:\s*\n?[A-Za-z0-9+/]{48,}={0,2})*")
_SHORT_STRING = re.compile(r"(?<![\w/+])(?:0e[A-Za-z0-9+/]{20,}={0,2}|gpta\d:\S*)")
_PASTED = re.compile(r"(?<![\w/+])0[A-Za-z0-9+/]{40,}={0,2}")
_LETTER = re.compile(r"[^\W\d_]")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)
_NAME_LIKE = re.compile(r"[«“\"][^»”\"\n]{1,80}[»”\"]|\b[a-z0-9]+(?:-[a-z0-9]+)+\b", re.IGNORECASE)


def plain_words(text: str) -> str:
    """Remove what the chat window cannot show: thoughts, leaked calls, fences, tables, emphasis, tags, controls."""
    text = _unwrapped(text)
    text = _THOUGHT_BEFORE.sub("", _THINKING.sub("", text))
    text = _OUR_BLOCKS.sub("", _CALL.sub("", _SPECIAL.sub("", text)))
    text = _RULE.sub("", _HEADING.sub("", _FENCE.sub("", text)))
    text = _LINK.sub(r"\1", _TABLE_RULE.sub("", text))
    text = _TABLE_ROW.sub(lambda row: " — ".join(cell.strip() for cell in row[1].split("|") if cell.strip()), text)
    text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", _BULLET.sub(r"\1- ", text)))
    text = _LATEX_SPACE.sub(" ", _LATEX_FRACTION.sub(r"\1/\2", text))
    text = _LATEX_SIGN.sub(lambda found: _LATEX_SIGNS[found[1]], text)
    text = _LATEX_INLINE.sub(r"\1", _LATEX.sub(lambda found: found[1] or "", text))
    return plain_text(_HTML.sub("", _QUOTE.sub("", text))).strip()


def no_blueprint_strings(text: str) -> str:
    """Remove blueprint and paste strings: they come from the composer and the agent alone, never from a model."""
    return _SHORT_STRING.sub("…", _BLUEPRINT_STRING.sub("…", text))


def no_repetition(text: str) -> str:
    """Drop lines beyond their third time, and sentences that follow themselves: a model that cannot stop."""
    times: dict[str, int] = {}
    kept = []
    for line in text.split("\n"):
        key = line.strip().casefold()
        times[key] = times.get(key, 0) + 1
        if not key or times[key] <= MOST_REPEATED:
            kept.append(re.sub(r"(.{8,200}?[.!?…]\s+)\1{2,}", r"\1", line))
    return "\n".join(kept)


def bounded(text: str) -> str:
    """Cut an endless answer at the end of a line."""
    if len(text) <= ANSWER_LENGTH:
        return text
    head = text[: ANSWER_LENGTH - 2]
    return f"{head[: head.rfind(chr(10))] if chr(10) in head[ANSWER_LENGTH // 2 :] else head}\n…"


def is_in_language(text: str, language: LanguageCode) -> bool:
    """Tell whether a text is prose in the player's language, judged by its letters.

    Names of the game may be Latin in a Russian answer, so what looks like a name does not count against it.
    """
    letters = _LETTER.findall(text)
    if not letters or len(letters) < NO_WORDS * len(re.sub(r"\s", "", text)):
        return False
    prose = _NAME_LIKE.sub(" ", text)
    cyrillic, latin = len(_CYRILLIC.findall(prose)), len(_LATIN.findall(prose))
    if not cyrillic + latin:  # Names alone, or another script.
        cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    if 2 * (cyrillic + latin) < len(_LETTER.findall(prose)) or not cyrillic + latin:
        return False
    share = cyrillic / (cyrillic + latin)
    return share >= 1 / 2 if language == "ru" else share <= 1 / 3


def pasted_blueprint(prompt: str) -> str | None:
    """Return the blueprint string that a player pasted into his question, None where there is none."""
    found = _PASTED.search(prompt)
    return None if found is None else found.group()


def without_pasted(prompt: str) -> str:
    """Return a question without blueprint strings: a tool reads them, a model cannot."""
    return _PASTED.sub(lambda found: f"(blueprint string, {len(found.group())} characters)", prompt)


def _unwrapped(text: str) -> str:
    """Return the words of a reply that came as one JSON string or as an object with one text."""
    stripped = text.strip()
    if stripped[:1] not in {'"', "{"}:
        return text
    try:
        value = json.loads(stripped)
    except (ValueError, RecursionError):
        return text
    if isinstance(value, dict) and len(value) == 1:
        value = next(iter(value.values()))
    return value if isinstance(value, str) else text
