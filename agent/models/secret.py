"""A key that does not show itself: not when printed, logged, formatted or compared in a failing test."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

HIDDEN = "[hidden]"
_PREFIX = re.compile(r"[A-Za-z]{2,4}-")
_SHORTEST = 4
"""Characters; a shorter secret would be found by chance everywhere."""


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """A key or password. `reveal` is called in the transport alone, for the Authorization header."""

    _value: str

    def reveal(self) -> str:
        """Return the key itself."""
        return self._value

    def __repr__(self) -> str:
        return f"Secret({HIDDEN})"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __bool__(self) -> bool:
        return bool(self._value)

    @property
    def masked(self) -> str:
        """Return what may be shown so that its owner knows it again and nobody can use it: ``sk-…abcd``."""
        prefix = _PREFIX.match(self._value)
        shown = self._value[-4:] if len(self._value) >= 4 * _SHORTEST else ""
        return f"{prefix.group() if prefix else ''}…{shown}"


class Scrubber:
    """Takes secrets out of texts that come from elsewhere: what a server echoes, what an exception says.

    Args:
        secrets: The secrets; None and empty ones are passed over.
    """

    def __init__(self, secrets: Iterable[Secret | None]) -> None:
        plain = {secret.reveal() for secret in secrets if secret}
        spelled = {form for text in plain for form in (text, quote(text, safe=""), repr(text)[1:-1])}
        self._forms = sorted((form for form in spelled if len(form) >= _SHORTEST), key=len, reverse=True)

    def clean(self, text: str) -> str:
        """Return the text without the secrets."""
        for form in self._forms:
            text = text.replace(form, HIDDEN)
        return text

    def begun(self, text: str) -> int:
        """Return how many characters at the end of a text may be the beginning of a secret."""
        longest = max((len(form) for form in self._forms), default=1) - 1
        lengths = range(min(longest, len(text)), 0, -1)
        return next((length for length in lengths if any(form.startswith(text[-length:]) for form in self._forms)), 0)


class StreamScrubber:
    """A scrubber for a text that comes in pieces: what may be the beginning of a secret is held back.

    Args:
        scrubber: Knows the secrets.
    """

    def __init__(self, scrubber: Scrubber) -> None:
        self._scrubber = scrubber
        self._held = ""

    def feed(self, piece: str) -> str:
        """Return as much as can be shown with this piece."""
        text = self._scrubber.clean(self._held + piece)
        shown = len(text) - self._scrubber.begun(text)
        self._held = text[shown:]
        return text[:shown]

    def end(self) -> str:
        """Return what was held back and turned out to be no secret."""
        held, self._held = self._held, ""
        return held
