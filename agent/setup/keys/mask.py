"""A key as a person may see it, and whether a text can be one at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pydantic import SecretStr

_SHOWN: Final = 4
_LONG_ENOUGH: Final = 16
"""Characters; of a shorter key four would be too much of it."""
_PREFIX: Final = re.compile(r"[A-Za-z]{2,4}-")
_KEY: Final = re.compile(r"[\x21-\x7e]{1,500}")
"""What an HTTP header can carry: visible ASCII without spaces."""


def masked(key: SecretStr) -> str:
    """Return a key so that its owner knows it again and nobody else can use it: ``sk-…abcd``."""
    text = key.get_secret_value()
    prefix = _PREFIX.match(text)
    end = text[-_SHOWN:] if len(text) >= _LONG_ENOUGH else ""
    return f"{prefix.group() if prefix else ''}…{end}"


def plausible(text: str) -> bool:
    """Tell whether a text can be sent as a key; a pasted line break or a Cyrillic letter cannot."""
    return _KEY.fullmatch(text) is not None
