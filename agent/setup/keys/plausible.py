"""Whether a text can be a key at all."""

from __future__ import annotations

import re
from typing import Final

_KEY: Final = re.compile(r"[\x21-\x7e]{1,500}")
"""What an HTTP header can carry: visible ASCII without spaces."""


def plausible(text: str) -> bool:
    """Tell whether a text can be sent as a key; a pasted line break or a Cyrillic letter cannot."""
    return _KEY.fullmatch(text) is not None
