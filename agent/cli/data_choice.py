"""Which game data a snapshot is computed with: what was named, what its own game told, else a guess that is said."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from agent.contract import Hello
from agent.game.bundled import DEFAULT_SET, load, set_for
from agent.service import ServiceConfig
from agent.service.exports import Exports
from agent.setup.doctor import read_bridge_file
from agent.setup.folders import find_places

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from agent.analysis.findings import NameKind
    from agent.cli.screen import Screen
    from agent.contract import Snapshot
    from agent.game.gamedata import GameData

_HELLO: Final = "hello.json"


@dataclass(frozen=True, slots=True)
class DataChoice:
    """Game data and what led to them.

    Attributes:
        data: To compute with.
        source: ``named`` with ``--data-set``; ``game``: the snapshot's own game said what it is; ``assumed``: nobody
            said anything.
        localised: Names in the language of the game, as it exported them.
    """

    data: GameData
    source: Literal["named", "game", "assumed"]
    localised: Mapping[tuple[NameKind, str], str] = field(default_factory=dict)


def choose_data(named: GameData | None, snapshot: Snapshot | None, file: Path | None, screen: Screen) -> DataChoice:
    """Choose, and tell the player when it is a guess about his snapshot.

    Args:
        named: What was named with ``--data-set``.
        snapshot: What is to be computed, if it is one.
        file: Where it was read from; the ``hello.json`` of the same save beside it tells game and mods.
        screen: Whom to tell.
    """
    if named is not None:
        return DataChoice(named, "named")
    if snapshot is None:
        return DataChoice(load(DEFAULT_SET), "assumed")
    hello = read_bridge_file(file.parent / _HELLO, Hello) if file is not None else None
    if file is None or not isinstance(hello, Hello) or hello.session != snapshot.session:
        data = load(DEFAULT_SET)
        screen.note("cli-data-assumed", name=data.label)
        return DataChoice(data, "assumed")
    nearest = load(set_for(hello.game_version, space_age="space-age" in hello.mods))
    config = ServiceConfig(bridge=file.parent, data_dir=find_places(bridge=file.parent).data)
    exports = Exports(config.exports_dir, config.bridge, cap_bytes=config.limits.cap_bytes, pause=time.sleep)
    names = exports.names(hello.modset, (hello.locale,))
    return DataChoice(exports.data(hello.modset) or nearest, "game", names)
