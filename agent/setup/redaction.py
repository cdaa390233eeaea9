"""Takes out of a text what tells who the player is: secrets, his home folder, account, machine, names and words."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_HOMES: Final = re.compile(r"(?i)(/home/|/Users/|[A-Z]:[\\/]+Users[\\/]+)(?!Public\b|Shared\b)[^\\/\s\"':;,<>|]+")
"""Somebody's home folder, on whatever system the path was written."""
_SHORTEST: Final = 2
"""Characters; one letter would be found everywhere and tells nothing."""


class Redactor:
    """Replaces what it was told of, and every home folder.

    Args:
        hide_secrets: Replaces keys and passwords.
        home: The player's home folder.
        names: Of players, of the account, of the machine.
        words: What players asked, word for word.
    """

    def __init__(
        self, hide_secrets: Callable[[str], str], *, home: Path, names: Iterable[str] = (), words: Iterable[str] = ()
    ) -> None:
        self._hide_secrets = hide_secrets
        spelled = {str(home), home.as_posix(), str(home).replace("\\", "\\\\")} if len(home.parts) > 1 else set()
        self._replacements = [
            (_any_of(spelled, r"(?![\w.-])", before=""), "~"),
            (_any_of(_spellings(words), ""), "[words]"),
            (_any_of(_spellings(names), r"(?!\w)"), "[name]"),
        ]

    def text(self, text: str) -> str:
        """Return the text without them."""
        text = self._hide_secrets(text)
        for pattern, instead in self._replacements:
            if pattern is not None:
                text = pattern.sub(instead, text)
        return _HOMES.sub(r"\1[name]", text)

    def data(self, value: Any) -> Any:  # noqa: ANN401 - any JSON
        """Return a JSON value whose texts, keys among them, went through `text`."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {self.text(str(key)): self.data(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.data(item) for item in value]
        return value


def _spellings(texts: Iterable[str]) -> set[str]:
    """Return texts as they are and as JSON and Python's `repr` write them."""
    kept = {text.strip() for text in texts if len(text.strip()) >= _SHORTEST}
    return kept | {json.dumps(text)[1:-1] for text in kept} | {repr(text)[1:-1] for text in kept}


def _any_of(texts: set[str], after: str, *, before: str = r"(?<!\w)") -> re.Pattern[str] | None:
    if not texts:
        return None
    longest_first = "|".join(re.escape(text) for text in sorted(texts, key=lambda text: (-len(text), text)))
    return re.compile(f"{before}(?:{longest_first}){after}", re.IGNORECASE)
