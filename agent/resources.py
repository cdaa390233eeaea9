"""Where the mods, the prompts and the contract's schemas are: beside the package in a clone, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).resolve().parent


def bundled(folder: Literal["mod", "prompts", "state"]) -> Path:
    """Return the folder with the given bundled files.

    Raises:
        FileNotFoundError: The installation is damaged: neither a clone nor a complete wheel.
    """
    for candidate in (_PACKAGE / "_bundled" / folder, _PACKAGE.parent / folder):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(folder)
