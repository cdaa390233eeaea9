"""Which Factorio is installed here: a mod declares one ``factorio_version``, and the wrong one is not loaded at all.

Evidence, strongest first: the game's own ``data/base/info.json`` (what will be started next), the first line of
``factorio-current.log`` (what was started last), the mod's ``hello.json`` (what ran with the mod).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from agent.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVED: Final = ("2.0", "2.1")
"""Minor versions of the game that the mod serves from its one source."""

_LOG_HEAD_BYTES: Final = 16_384
_LOG_VERSION: Final = re.compile(r"; Factorio (\d+\.\d+\.\d+) \(build")
_LOG_DATA_PATH: Final = re.compile(r"Read data path: (.+?)[ \t\r]*$", re.MULTILINE)
_VERSION: Final = re.compile(r"(\d+)\.(\d+)(?:\.\d+)*\Z")


@dataclass(frozen=True, slots=True)
class GameVersion:
    """A version of the game, and what says so.

    Attributes:
        minor: ``major.minor``, as ``factorio_version`` in a mod's info.json wants it.
        full: As found, e.g. ``2.0.72``.
        evidence: The file that says so, or ``--game-version``.
    """

    minor: str
    full: str
    evidence: str


def chosen(text: str) -> GameVersion:
    """Accept what the player named with ``--game-version``.

    Raises:
        UsageError: ``game-version-not-served``.
    """
    found = _parse(text, "--game-version")
    if found is None or found.minor not in SERVED:
        raise UsageError("game-version-not-served", version=text, served=", ".join(SERVED))
    return found


def detect(write_data: Path) -> GameVersion:
    """Find the version of the game that uses this write-data folder.

    Raises:
        UsageError: ``game-version-unknown``: nothing says so; ``game-version-not-served``: it is neither 2.0 nor 2.1.
    """
    for found in _evidence(write_data):
        if found.minor not in SERVED:
            raise UsageError("game-version-not-served", version=found.full, served=", ".join(SERVED))
        return found
    raise UsageError("game-version-unknown", folder=str(write_data), served=", ".join(SERVED))


def _evidence(write_data: Path) -> Iterator[GameVersion]:
    log = write_data / "factorio-current.log"
    head = _head(log)
    data_folders = [write_data / "data"]
    if match := _LOG_DATA_PATH.search(head):
        data_folders.insert(0, Path(match.group(1)))
    for folder in data_folders:
        yield from _from_json(folder / "base" / "info.json", "version")
    if (match := _LOG_VERSION.search(head)) and (found := _parse(match.group(1), str(log))):
        yield found
    yield from _from_json(write_data / "script-output" / "state" / "hello.json", "game_version")


def _head(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return stream.read(_LOG_HEAD_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""


def _from_json(path: Path, key: str) -> Iterator[GameVersion]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return
    if isinstance(content, dict) and (found := _parse(str(content.get(key, "")), str(path))):
        yield found


def _parse(text: str, evidence: str) -> GameVersion | None:
    match = _VERSION.match(text.strip())
    return GameVersion(f"{match.group(1)}.{match.group(2)}", text.strip(), evidence) if match else None
