"""The side of LuaPlayer that the frame owns: GUI, messages, settings, translations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.game.context import current_peer
from tests.game.errors import ApiError

if TYPE_CHECKING:
    from tests.game.gui import LuaGui
    from tests.game.objects import SimObject, Value


@dataclass(slots=True)
class PlayerData:
    """What a save holds of a player beside the world's part."""

    index: int
    gui: LuaGui
    console: list[Value] = field(default_factory=list)
    flying_texts: list[Value] = field(default_factory=list)
    settings: dict[str, Value] = field(default_factory=dict)


class PlayerSide:
    """Members of LuaPlayer which the dispatcher asks here before the world's own object."""

    def __init__(self, player: SimObject) -> None:
        self._player = player
        self._data: PlayerData = current_peer().map.players[player.index]  # type: ignore[attr-defined]  # a LuaPlayer

    @property
    def gui(self) -> LuaGui:
        return self._data.gui

    @property
    def opened(self) -> Value:
        opened = self._data.gui.opened
        return None if opened is None or not getattr(opened, "valid", True) else opened

    @opened.setter
    def opened(self, target: Value) -> None:
        self._data.gui.open(target)

    @property
    def opened_gui_type(self) -> str:
        opened = self.opened
        if opened is None:
            return "none"
        return {"LuaGuiElement": "custom", "LuaEntity": "entity", "LuaItemStack": "item"}.get(
            getattr(opened, "api_class", ""), "script_inventory"
        )

    @property
    def display_resolution(self) -> dict[str, int]:
        return {"width": 1920, "height": 1080}

    @property
    def mod_settings(self) -> Value:
        return current_peer().settings.of_player(self._data.index)

    # --- messages --------------------------------------------------------------------------------------------

    def print(self, message: Value, print_settings: dict[str, Value] | None = None) -> None:
        current_peer().print_to(self._data, message, print_settings)

    def clear_console(self) -> None:
        self._data.console.clear()

    def create_local_flying_text(self, **spec: Value) -> None:
        if "position" not in spec and not spec.get("create_at_cursor"):
            raise ApiError("create_local_flying_text: position or create_at_cursor is needed.")
        current_peer().check_localised(spec["text"])
        self._data.flying_texts.append(spec["text"])

    # --- translations ----------------------------------------------------------------------------------------

    def request_translation(self, localised_string: Value) -> int:
        return current_peer().request_translation(self._data.index, localised_string)

    def request_translations(self, localised_strings: list[Value]) -> list[int]:
        return [self.request_translation(each) for each in localised_strings]
