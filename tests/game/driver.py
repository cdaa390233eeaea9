"""A simulated player: clicks, types, selects, presses keys; each action runs on every peer in the same tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.errors import FaultError
from tests.game.hands import Hands, spawn_item
from tests.game.screen import draw_screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.game.game import Game
    from tests.game.gui import LuaGuiElement
    from tests.game.objects import Value
    from tests.game.peer import Peer


class SimPlayer(Hands):
    """Drives one player. Elements are named by path: `window/button`, each part found anywhere below the one before."""

    def __init__(self, game: Game, index: int, name: str) -> None:
        self._game = game
        self.index = index
        self.name = name

    # --- looking ---------------------------------------------------------------------------------------------

    @property
    def peer(self) -> Peer:
        """The peer this player looks at: his own, or the server in single-player."""
        return next((p for p in self._game.peers if p.player_index == self.index), self._game.server)

    @property
    def body(self) -> Value:
        """The player's LuaPlayer in his peer's world: look, do not touch."""
        return self.peer.world.players[self.index]

    @property
    def locale(self) -> str:
        """Language of the player's game."""
        return str(self.body.locale)

    @property
    def console(self) -> list[str]:
        """Chat lines this player sees, in his language."""
        data = self.peer.map.players[self.index]
        return [self.peer.render(line, self.locale) for line in data.console]

    @property
    def flying_texts(self) -> list[str]:
        """Flying texts shown to this player, in his language."""
        data = self.peer.map.players[self.index]
        return [self.peer.render(text, self.locale) for text in data.flying_texts]

    def find(self, path: str) -> LuaGuiElement | None:
        """Element by path, None when it is not there."""
        return find_element(self.peer, self.index, path)

    def element(self, path: str) -> LuaGuiElement:
        """Element by path; FaultError with the screen when it is not there."""
        found = self.find(path)
        if found is None:
            raise FaultError(f"no element {path!r} on the screen of {self.name}:\n{self.screen()}")
        return found

    def screen(self, language: str | None = None) -> str:
        """The player's whole GUI as a text tree in a language (his own if none is given)."""
        data = self.peer.map.players[self.index]
        return draw_screen(self.peer, data.gui, language or self.locale)

    # --- clicking and typing ---------------------------------------------------------------------------------

    def _usable(self, target: str | LuaGuiElement) -> int:
        found = self.element(target) if isinstance(target, str) else target
        if not found.valid:
            raise FaultError("the element is gone")
        each: LuaGuiElement | None = found
        while each is not None:
            if not each.visible or (each.parent is not None and not each.enabled):
                raise FaultError(
                    f"{found.name or found.type} cannot be used: {each.name or each.type} is hidden or disabled"
                )
            each = each.parent
        return found.index

    def _act_on(self, target: str | LuaGuiElement, action: Callable[[Peer, LuaGuiElement], None]) -> None:
        number = self._usable(target)

        def run(peer: Peer) -> None:
            element = peer.map.players[self.index].gui.elements.get(number)
            if element is not None:
                action(peer, element)

        self._game.act(run)

    def _gui_event(self, peer: Peer, event: str, element: LuaGuiElement, **more: Value) -> None:
        peer.raise_event(event, {"element": element, "player_index": self.index, **more})

    def click(
        self,
        target: str | LuaGuiElement,
        *,
        button: str = "left",
        alt: bool = False,
        control: bool = False,
        shift: bool = False,
    ) -> None:
        """Clicks an element: buttons, but also labels and checkboxes (whose state changes first)."""

        def action(peer: Peer, element: LuaGuiElement) -> None:
            if element.type in {"checkbox", "radiobutton"}:
                element.state = True if element.type == "radiobutton" else not element.state
                self._gui_event(peer, "on_gui_checked_state_changed", element)
                if not element.valid:
                    return
            if getattr(element, "auto_toggle", False):
                element.toggled = not element.toggled
            peer.map.players[self.index].gui.focused = element if element.type in {"textfield", "text-box"} else None
            self._gui_event(
                peer, "on_gui_click", element, button=button, alt=alt, control=control, shift=shift,
                cursor_display_location={"x": 0, "y": 0},
            )  # fmt: skip

        self._act_on(target, action)

    def type_text(self, target: str | LuaGuiElement, text: str, *, per_key: bool = False, enter: bool = False) -> None:
        """Replaces the text of a field (one event, or one per key); `enter` confirms it."""
        element = self.element(target) if isinstance(target, str) else target
        if element.type not in {"textfield", "text-box"} or (element.type == "text-box" and element.read_only):
            raise FaultError(f"{element.name} takes no text")
        for each in [text[: at + 1] for at in range(len(text))] if per_key else [text]:
            self._act_on(element, lambda peer, field, each=each: self._typed(peer, field, each))  # type: ignore[misc]
        if enter:
            self._act_on(element, self._confirmed)

    def _typed(self, peer: Peer, field: LuaGuiElement, text: str) -> None:
        peer.map.players[self.index].gui.focused = field
        field.text = text
        self._gui_event(peer, "on_gui_text_changed", field, text=text)

    def _confirmed(self, peer: Peer, field: LuaGuiElement) -> None:
        self._gui_event(peer, "on_gui_confirmed", field, alt=False, control=False, shift=False)

    def choose(self, target: str | LuaGuiElement, index: int) -> None:
        """Chooses an entry (from 1) of a drop-down or list-box."""

        def action(peer: Peer, element: LuaGuiElement) -> None:
            element.selected_index = index
            self._gui_event(peer, "on_gui_selection_state_changed", element)

        self._act_on(target, action)

    def pick(self, target: str | LuaGuiElement, value: Value) -> None:
        """Picks an element of a choose-elem-button; None clears it."""

        def action(peer: Peer, element: LuaGuiElement) -> None:
            element.elem_value = value
            self._gui_event(peer, "on_gui_elem_changed", element)

        self._act_on(target, action)

    def slide(self, target: str | LuaGuiElement, value: float) -> None:
        """Moves a slider."""

        def action(peer: Peer, element: LuaGuiElement) -> None:
            element.slider_value = min(max(value, element.get_slider_minimum()), element.get_slider_maximum())
            self._gui_event(peer, "on_gui_value_changed", element)

        self._act_on(target, action)

    def switch(self, target: str | LuaGuiElement, state: str) -> None:
        """Sets a switch to `left`, `right` or `none`."""

        def action(peer: Peer, element: LuaGuiElement) -> None:
            element.switch_state = state
            self._gui_event(peer, "on_gui_switch_state_changed", element)

        self._act_on(target, action)

    def tab(self, target: str | LuaGuiElement, index: int) -> None:
        """Turns to a tab (from 1) of a tabbed-pane."""

        def action(peer: Peer, element: LuaGuiElement) -> None:
            element.selected_tab_index = index
            self._gui_event(peer, "on_gui_selected_tab_changed", element)

        self._act_on(target, action)

    def close(self) -> None:
        """E or Esc: closes what is open."""

        def action(peer: Peer) -> None:
            peer.map.players[self.index].gui.open(None)

        self._game.act(action)

    # --- keys, shortcuts, chat -------------------------------------------------------------------------------

    def hotkey(
        self, name: str, *, position: tuple[float, float] = (0, 0), selected: dict[str, str] | None = None
    ) -> None:
        """Presses the keys of a custom input; `selected` is a SelectedPrototypeData under the cursor."""
        prototype = self._game.rules.data_raw.get("custom-input", {}).get(name)
        if prototype is None:
            raise FaultError(f"there is no custom input {name}")
        fields: dict[str, Value] = {
            "input_name": name,
            "player_index": self.index,
            "cursor_position": {"x": position[0], "y": position[1]},
            "cursor_display_location": {"x": 0, "y": 0},
            "in_gui": False,
        }
        if selected is not None and prototype.get("include_selected_prototype"):
            fields["selected_prototype"] = selected

        def action(peer: Peer) -> None:
            peer.raise_event(name, fields)
            spawn_item(peer, self.index, prototype)

        self._game.act(action)

    def shortcut(self, name: str) -> None:
        """Clicks a shortcut in the shortcut bar."""
        prototype = self._game.rules.data_raw.get("shortcut", {}).get(name)
        if prototype is None:
            raise FaultError(f"there is no shortcut {name}")
        if not self.body.is_shortcut_available(name):
            raise FaultError(f"the shortcut {name} is not available")

        def action(peer: Peer) -> None:
            if prototype["action"] == "lua":
                peer.raise_event("on_lua_shortcut", {"player_index": self.index, "prototype_name": name})
            spawn_item(peer, self.index, prototype)

        self._game.act(action)

    def chat(self, message: str) -> None:
        """A line in the console: a command when it starts with `/`, chat otherwise."""

        def action(peer: Peer) -> None:
            if message.startswith("/"):
                peer.commands.run(message, self.index, peer.map.tick)
                return
            player = peer.world.players[self.index]
            for data in peer.map.players.values():
                data.console.append(f"{player.name}: {message}")
            peer.raise_event("on_console_chat", {"player_index": self.index, "message": message})

        self._game.act(action)

    def change_setting(self, name: str, value: Value) -> None:
        """Changes a runtime setting in the settings menu; a per-user one is this player's own."""

        def action(peer: Peer) -> None:
            kind = peer.rules.settings[name]["setting_type"]
            peer.settings.write(name, value, self.index if kind == "runtime-per-user" else None, by_player=self.index)

        self._game.act(action)

    def leave(self, reason: str = "quit") -> None:
        """Leaves the game; `dropped` is a lost connection."""
        self._game.leave(self.index, reason)


def find_element(peer: Peer, player_index: int, path: str) -> LuaGuiElement | None:
    """Element of a player by path, depth first."""
    found: list[LuaGuiElement] = list(peer.map.players[player_index].gui.roots.values())
    for part in path.split("/"):
        found = [each for root in found for each in root.walk() if each.name == part]
        if not found:
            return None
    return found[0]
