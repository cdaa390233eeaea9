"""`game`: what belongs to the map as a whole. World things come from the world."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.game.errors import ApiError, NotSimulatedError
from tests.game.objects import SimObject, Value

if TYPE_CHECKING:
    from tests.game.peer import Peer

FROM_WORLD = frozenset(
    {
        "create_inventory", "get_script_inventories", "create_surface", "delete_surface", "create_force", "forces",
        "surfaces", "planets", "permissions", "train_manager", "map_settings", "difficulty_settings", "get_surface",
        "get_entity_by_unit_number", "get_pollution_statistics", "get_vehicles", "default_map_gen_settings",
    }
)  # fmt: skip


class LuaGameScript(SimObject):
    """Backing of `game` on one peer."""

    api_class: ClassVar[str] = "LuaGameScript"

    def __init__(self, peer: Peer) -> None:
        self._peer = peer

    def __getattr__(self, name: str) -> Value:
        if name not in FROM_WORLD:
            raise AttributeError(name)
        world = self._peer.world
        side = getattr(world, "game_members", world)
        if not hasattr(side, name):
            raise NotSimulatedError(f"not simulated: LuaGameScript.{name}")
        return getattr(side, name)

    @property
    def tick(self) -> int:
        return self._peer.map.tick

    @property
    def ticks_played(self) -> int:
        return self._peer.map.tick

    @property
    def tick_paused(self) -> bool:
        return self._peer.map.tick_paused

    @tick_paused.setter
    def tick_paused(self, value: bool) -> None:
        self._peer.map.tick_paused = value

    @property
    def speed(self) -> float:
        return self._peer.map.speed

    @speed.setter
    def speed(self, value: float) -> None:
        if value < 0.01:
            raise ApiError("Game speed must be at least 0.01.")
        self._peer.map.speed = value

    @property
    def players(self) -> dict[int, Value]:
        return dict(self._peer.world.players)

    @property
    def connected_players(self) -> list[Value]:
        return [player for player in self._peer.world.players.values() if player.connected]

    @property
    def player(self) -> Value:
        return None

    def get_player(self, player: Value) -> Value:
        players = self._peer.world.players
        if isinstance(player, str):
            return next((each for each in players.values() if each.name == player), None)
        return players.get(player)

    def is_multiplayer(self) -> bool:
        return self._peer.rules.multiplayer

    def is_demo(self) -> bool:
        return False

    @property
    def autosave_enabled(self) -> bool:
        return self._peer.map.autosave_enabled

    @autosave_enabled.setter
    def autosave_enabled(self, value: bool) -> None:
        self._peer.map.autosave_enabled = value

    def print(self, message: Value, print_settings: dict[str, Value] | None = None) -> None:
        for data in self._peer.map.players.values():
            self._peer.print_to(data, message, print_settings)

    def reload_mods(self) -> None:
        self._peer.reload_requested = True

    def auto_save(self, name: str | None = None) -> None:
        self._peer.saves_requested.append(f"_autosave-{name}" if name else "_autosave1")

    def server_save(self, name: str | None = None) -> None:
        if self._peer.rules.multiplayer:
            self._peer.saves_requested.append(name or "server-save")

    def play_sound(self, sound_specification: dict[str, Value]) -> None:
        for data in self._peer.map.players.values():
            data.sounds.append(str(sound_specification.get("path", "")))
