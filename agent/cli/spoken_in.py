"""In which language a question of the command line is answered.

What is said counts in this order: ``--language``, the setting of `agent setup`, the system's locale, the question's own
words. Where none of them says it: Russian.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing import Literal

    from agent.cli.screen import Screen
    from agent.i18n import LanguageCode

_CYRILLIC: Final = re.compile(r"[а-яё]", re.IGNORECASE)
_ENGLISH: Final = re.compile(
    r"\b(?:how|what|where|which|who|when|why|is|are|am|do|does|did|can|could|should|will|would|have|has|the|an?|my|our|i|we"
    r"|you|it|there|here|this|that|of|for|from|with|without|per|and|or|not|no|many|much|need|make|build|design|show|tell"
    r"|give|explain|find|please|about|minute)\b",
    re.IGNORECASE,
)
"""Words that English alone has in a question; names of the game («iron-gear-wheel») are typed in every language."""
_NAME: Final = re.compile(r"\w+(?:[-_]\w+)+")


def language_of_words(words: str) -> LanguageCode | None:
    """Return the language that a question is plainly in; None: it is names and numbers, or another one."""
    if _CYRILLIC.search(words):
        return "ru"
    return "en" if _ENGLISH.search(_NAME.sub(" ", words)) else None


def speak_for(words: str, setting: Literal["auto", "ru", "en"], out: Screen) -> None:
    """Set the screen's language to that of the answer."""
    if out.told_by == "option":
        return
    if setting != "auto":
        out.language = setting
    elif out.told_by == "nothing":
        out.language = language_of_words(words) or out.language
