"""`game`: what belongs to the map as a whole. World things come from the world."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.game.context import current_mod
from tests.game.errors import ApiError, NotSimulatedError
from tests.game.objects import SimObject, Value

if TYPE_CHECKING:
    from tests.game.peer import Peer


class LuaGameScript(SimObject):
    """Backing of `game` on one peer."""

    api_class: ClassVar[str] = "LuaGameScript"

    def __init__(self, peer: Peer) -> None:
        self._peer = peer

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
        for player in self._peer.world.players.values():
            player.play_sound(sound_specification)

    # --- the map ---------------------------------------------------------------------------------------------

    @property
    def train_manager(self) -> Value:
        return self._peer.world.train_manager

    @property
    def map_settings(self) -> Value:
        return self._peer.world.map_settings

    # --- what the world has ----------------------------------------------------------------------------------

    @property
    def surfaces(self) -> dict[int, Value]:
        return dict(self._peer.world.surfaces_by_index)

    @property
    def forces(self) -> dict[int, Value]:
        return {force.index: force for force in self._peer.world.forces.values()}

    @property
    def planets(self) -> dict[str, Value]:
        return dict(self._peer.world.planets)

    def get_surface(self, surface: Value) -> Value:
        world = self._peer.world
        return world.surfaces.get(surface) if isinstance(surface, str) else world.surfaces_by_index.get(surface)

    def create_surface(self, name: str, settings: dict[str, Value] | None = None) -> Value:
        if settings:
            raise NotSimulatedError("not simulated: LuaGameScript.create_surface with settings")
        if name in self._peer.world.surfaces:
            raise ApiError(f"Surface {name} already exists.")
        return self._peer.world.create_surface(name)

    def create_force(self, force: str) -> Value:
        if force in self._peer.world.forces:
            raise ApiError(f"Force {force} already exists.")
        return self._peer.world.create_force(force)

    def create_inventory(self, size: int, _gui_title: Value = None) -> Value:
        return self._peer.world.create_inventory(size, current_mod())

    def get_script_inventories(self, mod: str | None = None) -> dict[str, list[Value]]:
        found: dict[str, list[Value]] = {}
        for inventory in self._peer.world.script_inventories.values():
            if mod in {None, inventory.mod_owner}:
                found.setdefault(inventory.mod_owner, []).append(inventory)
        return found

    def get_entity_by_unit_number(self, unit_number: int) -> Value:
        return self._peer.world.entity(unit_number)

    def get_pollution_statistics(self, surface: Value) -> Value:
        return self._peer.world.surface_of(surface).pollution_statistics
