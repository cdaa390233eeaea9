"""What running games told of their mods: kept in the user data folder by mod set, read when a question needs it."""

from __future__ import annotations

import json
import logging
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, TypeVar

from agent.assistant.sanitise import plain_name
from agent.bridge import disk
from agent.contract import LocalisedNames, Prototypes, parse_document
from agent.errors import AgentError
from agent.game.bundled import load, set_for
from agent.game.exported import exported_data

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from agent.analysis.findings import NameKind
    from agent.game.gamedata import GameData

_LOG = logging.getLogger(__name__)
_REMEMBERED = 8
_KEPT = 40
"""Files: twenty mod sets in one language, more than anybody plays at a time."""

T = TypeVar("T")


class Exports:
    """The exports of mod sets, and their names by language. Safe between threads.

    Args:
        folder: Where they are kept, in the user data folder; one place for all bridge folders.
        bridge: The bridge folder: what was taken in and not kept (a kill between the two) is found there.
        cap_bytes: Larger files are not read.
        pause: Called with seconds between attempts to write.
    """

    def __init__(self, folder: Path, bridge: Path, *, cap_bytes: int, pause: Callable[[float], None]) -> None:
        self._folder = folder
        self._bridge = bridge
        self._cap_bytes = cap_bytes
        self._pause = pause
        self._read: OrderedDict[str, Any] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, document: Prototypes | LocalisedNames, raw: bytes) -> None:
        """Keep an export that was just taken in, and only the latest; what cannot be written stays in the bridge."""
        name = f"{document.kind}-{document.id}.json"
        with self._lock:
            self._read.pop(name, None)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            disk.write_atomically(self._folder / name, raw, pause=self._pause)
            written = sorted(self._folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
            for path in written[_KEPT:]:
                disk.remove(path)
        except OSError as fault:
            _LOG.warning("cannot keep %s: %s", name, fault)

    def has(self, modset: str, locales: tuple[str, ...]) -> bool:
        """Tell whether both the numbers of a mod set and its names in the first of the languages are kept."""
        wanted = [_prototypes_name(modset), *(_names_name(modset, locale) for locale in locales[:1])]
        return all((self._folder / name).is_file() for name in wanted)

    def data(self, modset: str) -> GameData | None:
        """Return the game data of a mod set; None where the game has not told them."""
        return self._remembered(_prototypes_name(modset), read_export)

    def names(self, modset: str, locales: tuple[str, ...]) -> Mapping[tuple[NameKind, str], str]:
        """Return what things are called, in the first of the languages that is there; empty where none is."""
        for locale in locales:
            found = self._remembered(_names_name(modset, locale), _read_names)
            if found is not None:
                return found
        return {}

    def _remembered(self, name: str, read: Callable[[bytes], T]) -> T | None:
        with self._lock:
            if name not in self._read:
                fresh = self._find(name, read)
                if fresh is None:
                    return None
                self._read[name] = fresh
            self._read.move_to_end(name)
            while len(self._read) > _REMEMBERED:
                self._read.popitem(last=False)
            found: T = self._read[name]
            return found

    def _find(self, name: str, read: Callable[[bytes], T]) -> T | None:
        for folder in (self._folder, self._bridge):
            try:
                return read(disk.read_whole(folder / name, cap_bytes=self._cap_bytes))
            except FileNotFoundError:
                continue
            except (OSError, AgentError, disk.UnfitFileError, RecursionError) as fault:
                _LOG.warning("cannot use %s: %s", folder / name, fault)
        return None


def read_export(raw: bytes) -> GameData:
    """Read ``prototypes-<modset>.json``; what its game does not tell is taken from the bundled set nearest to it.

    Raises:
        ContractError: It is no valid export.
    """
    document = parse_document(Prototypes, raw)
    nearest = load(set_for(document.game_version, space_age="space-age" in document.mods))
    return exported_data(json.loads(raw), nearest)


def _prototypes_name(modset: str) -> str:
    return f"prototypes-{modset}.json"


def _names_name(modset: str, locale: str) -> str:
    return f"names-{modset}-{locale.lower()}.json"


def _read_names(raw: bytes) -> dict[tuple[NameKind, str], str]:
    """Return the names by kind and internal name: any mod may have written them, so they are made harmless first."""
    found: dict[tuple[NameKind, str], str] = {}
    for kind, name, localised in parse_document(LocalisedNames, raw).names:
        harmless = plain_name(localised)
        if harmless:
            found[kind, name] = harmless
    return found
