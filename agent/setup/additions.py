"""What a profile adds to the system text: words from a file of the player's, and words of the profile's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agent.errors import ModelError
from agent.i18n import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from agent.i18n import LanguageCode
    from agent.models import Profile

FOLDER: Final = "prompts"
"""Beside the settings: ``prompts/ru/<name>.txt`` and ``prompts/en/<name>.txt``, or ``prompts/<name>.txt`` for both."""
_LARGEST_BYTES: Final = 80_000


def additions(profile: Profile, folder: Path) -> Mapping[LanguageCode, str]:
    """Return what a profile adds, by the language of the answer; empty texts where it adds nothing.

    Args:
        profile: Names the file (``prompt_file``) and has the words (``prompt_text``).
        folder: Of the settings.

    Raises:
        ModelError: ``model-prompt-file``: there is no such file, or it cannot be read.
    """
    own = profile.prompt_text or ""
    if profile.prompt_file is None:
        return dict.fromkeys(LANGUAGES, own)
    name = f"{profile.prompt_file}.txt"
    return {language: f"{_read(folder / FOLDER, language, name, profile)}\n\n{own}".strip() for language in LANGUAGES}


def _read(folder: Path, language: LanguageCode, name: str, profile: Profile) -> str:
    path = folder / language / name
    if not path.is_file():
        path = folder / name
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST_BYTES + 1)
        if len(raw) > _LARGEST_BYTES:
            raise _unusable(profile, path, "too-large")
        return raw.decode("utf-8-sig")
    except FileNotFoundError:
        raise _unusable(profile, path, "missing") from None
    except UnicodeDecodeError:
        raise _unusable(profile, path, "not-utf-8") from None
    except OSError as fault:
        raise _unusable(profile, path, fault.strerror or "?") from fault


def _unusable(profile: Profile, path: Path, reason: str) -> ModelError:
    return ModelError("model-prompt-file", model=profile.name, path=str(path), reason=reason)
