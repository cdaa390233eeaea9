"""`settings`: values of the mods' settings, and the rules of writing them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.game.context import raise_event
from tests.game.errors import ApiError, FaultError
from tests.game.objects import SimObject, Value

if TYPE_CHECKING:
    from tests.game.peer import Peer

KINDS: dict[str, type | tuple[type, ...]] = {
    "bool-setting": bool,
    "int-setting": int,
    "double-setting": (int, float),
    "string-setting": str,
    "color-setting": dict,
}


class SettingValues(dict[str, Value]):
    """Values `{name: {"value": …}}` of one kind of setting as a mod sees them; `assign` writes."""

    def __init__(self, settings: LuaSettings, kind: str, player_index: int | None) -> None:
        self._settings = settings
        self._kind = kind
        self._player = player_index
        values = settings.values(kind, player_index)
        super().__init__({name: {"value": value} for name, value in values.items()})

    def assign(self, name: Value, table: Value) -> None:
        """`settings.global[name] = {value = …}`."""
        if self._kind == "startup":
            raise ApiError("Startup settings cannot be changed at runtime.")
        if name not in self:
            raise ApiError(f"Mod setting {name} does not exist.")
        if not isinstance(table, dict) or set(table) != {"value"}:
            raise ApiError("A mod setting must be assigned a table with the key 'value'.")
        self._settings.write(name, table["value"], self._player)


class LuaSettings(SimObject):
    """Backing of `settings` on one peer."""

    api_class: ClassVar[str] = "LuaSettings"

    def __init__(self, peer: Peer) -> None:
        self._peer = peer

    def _prototypes(self, kind: str) -> dict[str, dict[str, Value]]:
        return {name: spec for name, spec in self._peer.rules.settings.items() if spec["setting_type"] == kind}

    def values(self, kind: str, player_index: int | None) -> dict[str, Value]:
        """Present values of a kind; `player_index` None gives the defaults of new players."""
        stored: dict[str, Value] = {}
        if kind == "startup":
            stored = self._peer.rules.startup
        elif kind == "runtime-global":
            stored = self._peer.map.global_settings
        elif player_index is not None:
            stored = self._peer.map.players[player_index].settings
        return {name: stored.get(name, spec["default_value"]) for name, spec in self._prototypes(kind).items()}

    @property
    def startup(self) -> SettingValues:
        return SettingValues(self, "startup", None)

    @property
    def player_default(self) -> SettingValues:
        return SettingValues(self, "runtime-per-user", None)

    def get_player_settings(self, player: Value) -> SettingValues:
        return self.of_player(self._peer.find_player(player).index)

    def of_player(self, player_index: int) -> SettingValues:
        """A player's own settings."""
        return SettingValues(self, "runtime-per-user", player_index)

    def write(self, name: str, value: Value, player_index: int | None, *, by_player: int | None = None) -> None:
        """Stores a value and raises `on_runtime_mod_setting_changed`; a script's change carries no player."""
        spec = self._peer.rules.settings[name]
        check_value(spec, value)
        if spec["setting_type"] == "runtime-global":
            self._peer.map.global_settings[name] = value
            who = {} if by_player is None else {"player_index": by_player}
            raise_event("on_runtime_mod_setting_changed", setting=name, setting_type="runtime-global", **who)
            return
        if player_index is None:
            raise FaultError(f"{name} is a setting of players")
        self._peer.map.players[player_index].settings[name] = value
        raise_event(
            "on_runtime_mod_setting_changed", setting=name, setting_type="runtime-per-user", player_index=player_index
        )


# `global` is a Python keyword; the surface calls the attribute so.
setattr(LuaSettings, "global", property(lambda self: SettingValues(self, "runtime-global", None)))


def check_value(spec: dict[str, Value], value: Value) -> None:
    """ApiError where a value is not allowed for a setting."""
    kind = KINDS[spec["type"]]
    name = spec["name"]
    if not isinstance(value, kind) or (isinstance(value, bool) and spec["type"] != "bool-setting"):
        raise ApiError(f"Mod setting {name}: wrong type of value {value!r}.")
    low, high = spec.get("minimum_value"), spec.get("maximum_value")
    if (low is not None and value < low) or (high is not None and value > high):
        raise ApiError(f"Mod setting {name}: {value} is outside {low}..{high}.")
    allowed = spec.get("allowed_values")
    if allowed and value not in allowed:
        raise ApiError(f"Mod setting {name}: {value!r} is not one of {allowed}.")
    if spec["type"] == "string-setting" and value == "" and not spec.get("allow_blank"):
        raise ApiError(f"Mod setting {name} must not be blank.")
