"""What a save holds of the frame: everything of the map that is not the world and not `storage`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

    from tests.game.objects import Value
    from tests.game.playerside import PlayerData
    from tests.game.rendering import LuaRenderObject


@dataclass(slots=True)
class MapState:
    """State shared by every peer and kept by saves."""

    random: random.Random
    tick: int = 0
    speed: float = 1.0
    tick_paused: bool = False
    autosave_enabled: bool = True
    players: dict[int, PlayerData] = field(default_factory=dict)
    global_settings: dict[str, Value] = field(default_factory=dict)
    generated_events: int = 0
    drawn: dict[int, LuaRenderObject] = field(default_factory=dict)
    next_drawn: int = 1
    next_translation: int = 1
    translations: list[tuple[int, int, Value]] = field(default_factory=list)
    watched: dict[int, Value] = field(default_factory=dict)
    next_watched: int = 1
    mod_versions: dict[str, str] = field(default_factory=dict)
    startup: dict[str, Value] = field(default_factory=dict)
    migrations: set[tuple[str, str]] = field(default_factory=set)
