"""What the player decided about the agent as a whole: one small file of his own.

Profiles, their order and the bounds of cost stand beside it in `profiles.json` (`agent.models`), keys in neither.
A file that cannot be meant is named with field and line and left as it is: no default takes its place silently.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from platformdirs import user_config_path
from pydantic import BaseModel, ConfigDict, ValidationError

from agent.bridge.disk import write_atomically
from agent.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE: Final = "settings.json"
PROFILES_FILE: Final = "profiles.json"
CONFIG_DIR_VARIABLE: Final = "GPTA_CONFIG_DIR"
CONSENT_VERSION: Final = 1
"""Of the text of what is sent where; a new one is asked for again."""
_PROGRAM: Final = "factorio-gpt-assistant"
_CAP_BYTES: Final = 1 << 16


class Settings(BaseModel):
    """The file.

    Attributes:
        version: Of its form.
        language: Of every answer; ``auto`` follows the player.
        use_model: Whether a language model is asked at all; without, the embedded analyst answers.
        names_as_ids: Names that players gave (stations, surfaces) are sent as ids.
        consent: Version of the consent text that was accepted; 0: none. Nothing leaves the machine before.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    version: Literal[1] = 1
    language: Literal["auto", "ru", "en"] = "auto"
    use_model: bool = False
    names_as_ids: bool = False
    consent: int = 0

    @property
    def consented(self) -> bool:
        """Tell whether today's text was accepted."""
        return self.consent >= CONSENT_VERSION


def config_folder(named: Path | None, environment: Mapping[str, str]) -> Path:
    """Return where the player's settings are: as named, else ``GPTA_CONFIG_DIR``, else the system's place for them."""
    if named is not None:
        return named
    variable = environment.get(CONFIG_DIR_VARIABLE, "")
    return Path(variable) if variable else user_config_path(_PROGRAM, appauthor=False)


def read_settings(folder: Path) -> Settings:
    """Read the settings; the defaults where there is no file yet.

    Raises:
        UsageError: ``settings-invalid`` with file, line and field; ``settings-unreadable``.
    """
    path = folder / FILE
    try:
        with path.open("rb") as stream:
            raw = stream.read(_CAP_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as fault:
        raise UsageError("settings-unreadable", path=str(path), reason=fault.strerror or "?") from fault
    try:
        text = raw.decode()
        json.loads(text)
        return Settings.model_validate_json(text)
    except json.JSONDecodeError as fault:
        raise _invalid(path, fault.lineno, "", "json") from None
    except (UnicodeDecodeError, RecursionError):
        raise _invalid(path, 1, "", "json") from None
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_input=False, include_context=False)[0]
        field = str(first["loc"][0]) if first["loc"] else ""
        raise _invalid(path, _line_of(field, text), field, str(first["type"])) from None


def write_settings(folder: Path, settings: Settings) -> None:
    """Write the settings in one step.

    Raises:
        UsageError: ``settings-unwritable``.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(folder / FILE, (settings.model_dump_json(indent=2) + "\n").encode(), mode=0o600)
    except OSError as fault:
        raise UsageError("settings-unwritable", path=str(folder / FILE), reason=fault.strerror or "?") from fault


def _line_of(field: str, text: str) -> int:
    found = re.search(rf'"{re.escape(field)}"\s*:', text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _invalid(path: Path, line: int, field: str, fault: str) -> UsageError:
    code = "settings-invalid" if field else "settings-not-json"
    params: dict[str, str | int] = {"path": str(path), "line": line}
    return UsageError(code, **params, **({"field": field, "fault": fault} if field else {}))
