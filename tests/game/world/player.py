"""Players as bodies in the world: where they are, what they hold, what they were told. Windows are the frame's."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.game.errors import ApiError
from tests.game.objects import SimObject
from tests.game.world.alerts import Alerts
from tests.game.world.geometry import Value, point, position
from tests.game.world.inventory import LuaInventory
from tests.game.world.permissions import LuaPermissionGroup
from tests.game.world.stack import Items, identify
from tests.game.world.thing import Key, Thing, plain

if TYPE_CHECKING:
    from collections.abc import Hashable

    from tests.game.world.entity import LuaEntity
    from tests.game.world.force import LuaForce
    from tests.game.world.stack import LuaItemStack
    from tests.game.world.surface import LuaSurface
    from tests.game.world.world import World

REACH = 10
"""Tiles a character reaches (base game, character)."""


class LuaPlayer(Alerts, Thing):
    """One player. `messages`, `sounds` and `flying_texts` record what scripts said to him."""

    api_class: ClassVar[str] = "LuaPlayer"
    hidden: ClassVar[frozenset[str]] = frozenset({"world", "cursor", "god", "messages", "sounds", "flying_texts"})

    admin = True
    connected = True
    locale = "en"
    afk_time = 0
    online_time = 0
    last_online = 0
    zoom = 1.0
    tag = ""
    show_on_map = True
    spectator = False
    cheat_mode = False
    minimap_enabled = True
    display_scale = 1.0
    display_density_scale = 1.0
    input_method = "keyboard_and_mouse"
    render_mode = "game"
    cursor_stack_temporary = False
    ticks_to_respawn: int | None = None
    selected_number: int | None = None
    remote_surface: int | None = None
    remote_place: tuple[float, float] | None = None
    centered_number: int | None = None
    ghost_in_hand: Value = None

    def __init__(self, world: World, index: int, name: str, force: LuaForce) -> None:
        self.index = index
        self.name = name
        self.owner = force
        self.character_number: int | None = None
        self.body_surface = 1
        self.body_place = (0.0, 0.0)
        self.controller = "god"
        self.color_said: Value = {"r": 1, "g": 0.63, "b": 0.04, "a": 0.5}
        self.toggled: set[str] = set()
        self.unavailable: set[str] = set()
        self.forbidden: set[str] = set()
        self.alert_list: list[dict[str, Value]] = []
        self.muted: set[str] = set()
        self.switched_off: set[str] = set()
        self.undo: list[list[Value]] = []
        self.redo: list[list[Value]] = []
        self.messages: list[dict[str, Value]] = []
        self.sounds: list[Value] = []
        self.flying_texts: list[Value] = []
        self.world = world
        self.cursor = LuaInventory(self, "cursor", 1)
        self.god = LuaInventory(self, "god_main", 80)
        self.changed()

    @property
    def key(self) -> Key:
        return "player", self.index

    @property
    def object_id(self) -> Hashable:
        return self.key

    @property
    def permission_group(self) -> LuaPermissionGroup:
        return LuaPermissionGroup(self)

    def is_player(self) -> bool:
        return True

    # Body and view

    @property
    def character(self) -> LuaEntity | None:
        if self.character_number is None or not self.connected or self.controller not in {"character", "remote"}:
            return None
        return self.world.entity(self.character_number)

    @character.setter
    def character(self, character: LuaEntity | None) -> None:
        if character is None:
            self.body_surface = self.physical_surface.index
            self.body_place = point(self.physical_position)
            self.character_number = None
            self.controller = "god"
        else:
            self.character_number = character.number
            self.controller = "character"

    def create_character(self, character: Value = None) -> bool:
        """Gives a body to a player without one."""
        if self.character_number is not None:
            return False
        name = "character" if character is None else character if isinstance(character, str) else character["name"]
        made = self.physical_surface.create_entity(name=name, position=self.physical_position, force=self.force)
        if made is not None:
            made.user_index = self.index
            self.character = made
        return made is not None

    @property
    def controller_type(self) -> str:
        return self.controller

    @property
    def physical_controller_type(self) -> str:
        if self.controller != "remote":
            return self.controller
        return "character" if self.character_number is not None else "god"

    @property
    def physical_surface(self) -> LuaSurface:
        body = self.world.entity(self.character_number) if self.character_number is not None else None
        return body.surface if body is not None else self.world.surfaces_by_index[self.body_surface]

    @property
    def physical_surface_index(self) -> int:
        return self.physical_surface.index

    @property
    def physical_position(self) -> Value:
        body = self.world.entity(self.character_number) if self.character_number is not None else None
        return body.position if body is not None else position(*self.body_place)

    @property
    def surface(self) -> LuaSurface:
        if self.remote_surface is not None:
            return self.world.surfaces_by_index[self.remote_surface]
        return self.physical_surface

    @property
    def surface_index(self) -> int:
        return self.surface.index

    @property
    def position(self) -> Value:
        if self.centered_on is not None:
            return self.centered_on.position
        return self.physical_position if self.remote_place is None else position(*self.remote_place)

    @property
    def centered_on(self) -> LuaEntity | None:
        return None if self.centered_number is None else self.world.entity(self.centered_number)

    @centered_on.setter
    def centered_on(self, entity: LuaEntity | None) -> None:
        self.centered_number = None if entity is None else entity.number
        if entity is not None:
            self.set_controller(type="remote", position=entity.position, surface=entity.surface)
            self.centered_number = entity.number

    def set_controller(self, **given: Value) -> None:
        """Changes what the player controls; `remote` looks elsewhere and leaves the body where it is."""
        wanted = given["type"]
        if wanted not in {"character", "god", "remote", "spectator", "editor"}:
            raise ApiError(f"Controller {wanted} is not modelled.")
        self.centered_number = None
        if wanted == "remote":
            place = given.get("position")
            surface = given.get("surface")
            self.remote_place = point(place) if place is not None else point(self.position)
            self.remote_surface = self.world.surface_of(surface).index if surface is not None else self.surface.index
        else:
            self.remote_place = self.remote_surface = None
            if wanted == "character":
                self.character_number = given["character"].number
        self._control(wanted)

    def _control(self, wanted: str) -> None:
        old, self.controller = self.controller, wanted
        if old != wanted:
            self.world.raise_event("on_player_controller_changed", player_index=self.index, old_type=old)

    def exit_remote_view(self) -> None:
        if self.controller == "remote":
            body = "character" if self.character_number is not None else "god"
            self.remote_place = self.remote_surface = self.centered_number = None
            self._control(body)

    def teleport(self, place: Value, surface: Value = None, *_: Value) -> bool:
        """Moves the body."""
        body = self.character
        target = self.physical_surface if surface is None else self.world.surface_of(surface)
        if body is not None and target is body.surface:
            body.place(*point(place))
        elif body is not None:
            body.remove()
            made = target.create_entity(name=body.name, position=place, force=self.force)
            self.character_number = made.number if made else None
        self.body_surface, self.body_place = target.index, point(place)
        return True

    @property
    def selected(self) -> LuaEntity | None:
        return None if self.selected_number is None else self.world.entity(self.selected_number)

    @selected.setter
    def selected(self, entity: LuaEntity | None) -> None:
        self.selected_number = None if entity is None else entity.number

    @property
    def vehicle(self) -> None:
        return None

    @property
    def driving(self) -> bool:
        return False

    @property
    def reach_distance(self) -> int:
        return REACH

    @property
    def build_distance(self) -> int:
        return REACH

    def can_reach_entity(self, entity: LuaEntity) -> bool:
        x, y = point(self.physical_position)
        near = (entity.x - x) ** 2 + (entity.y - y) ** 2 <= REACH**2
        return near and entity.surface is self.physical_surface

    # Belonging

    @property
    def force(self) -> LuaForce:
        return self.owner

    @force.setter
    def force(self, force: Value) -> None:
        self.owner = self.world.force_of(force)

    @property
    def force_index(self) -> int:
        return self.owner.index

    @property
    def color(self) -> Value:
        return self.color_said

    @color.setter
    def color(self, color: Value) -> None:
        self.color_said = color

    @property
    def chat_color(self) -> Value:
        return self.color_said

    # Hands and pockets

    @property
    def cursor_stack(self) -> LuaItemStack | None:
        return self.cursor[1]

    @property
    def cursor_ghost(self) -> Value:
        return self.ghost_in_hand

    @cursor_ghost.setter
    def cursor_ghost(self, item: Value) -> None:
        self.ghost_in_hand = None if item is None else plain(identify(item).name)

    def is_cursor_empty(self) -> bool:
        return not self.cursor[1].valid_for_read and self.ghost_in_hand is None

    def is_cursor_blueprint(self) -> bool:
        held = self.cursor[1]
        return held.valid_for_read and held.is_blueprint

    def clear_cursor(self) -> bool:
        """Puts what is held away; false when there is no room. A temporary or only-in-cursor item is gone."""
        held = self.cursor[1]
        self.ghost_in_hand = None
        if not held.valid_for_read:
            return True
        if self.cursor_stack_temporary or held.prototype.has_flag("only-in-cursor"):
            held.clear()
        else:
            main = self.get_main_inventory()
            free, _ = main.find_empty_stack(held.name) if main else (None, None)
            if free is None:
                return False
            free.swap_stack(held)
        self.cursor_stack_temporary = False
        self.world.raise_event("on_player_cursor_stack_changed", player_index=self.index)
        return True

    def get_main_inventory(self) -> LuaInventory | None:
        body = self.world.entity(self.character_number) if self.character_number is not None else None
        return body.get_inventory("character_main") if body is not None else self.god

    def get_inventory(self, index: str) -> LuaInventory | None:
        if index == "god_main":
            return self.god if self.character_number is None else None
        body = self.world.entity(self.character_number) if self.character_number is not None else None
        return body.get_inventory(index) if body is not None else None

    def insert(self, items: Value) -> int:
        main = self.get_main_inventory()
        return main.insert(items) if main else 0

    def can_insert(self, items: Value) -> bool:
        main = self.get_main_inventory()
        return bool(main and main.can_insert(items))

    def remove_item(self, items: Value) -> int:
        wanted = identify(items)
        main = self.get_main_inventory()
        taken = main.remove(items) if main else 0
        held = self.cursor[1]
        if taken < wanted.count and held.held == wanted.name and held.grade == wanted.quality:
            taken += held.take(Items(wanted.name, wanted.count - taken).count)
        return taken

    def get_item_count(self, item: Value = None) -> int:
        main = self.get_main_inventory()
        held = self.cursor[1]
        wanted = None if item is None else identify(item)
        fits = held.held is not None and (wanted is None or (held.held, held.grade) == (wanted.name, wanted.quality))
        return (main.get_item_count(item) if main else 0) + (held.amount if fits else 0)

    # Talk

    def print(self, message: Value, print_settings: Value = None) -> None:
        """Records a chat line with its settings and tick."""
        self.messages.append({"message": message, "settings": print_settings, "tick": self.world.tick})

    def clear_console(self) -> None:
        self.messages.clear()

    def play_sound(self, sound_specification: Value) -> None:
        self.sounds.append(sound_specification)

    def create_local_flying_text(self, **given: Value) -> None:
        if not given.get("create_at_cursor") and given.get("position") is None:
            raise ApiError("Either position or create_at_cursor must be given.")
        self.flying_texts.append(given)

    def clear_local_flying_texts(self) -> None:
        self.flying_texts.clear()

    # Shortcuts

    def _shortcut(self, name: str) -> str:
        if name not in self.world.prototypes.shortcut:
            raise ApiError(f"Unknown shortcut name: {name}")
        return name

    def is_shortcut_toggled(self, prototype_name: str) -> bool:
        return self._shortcut(prototype_name) in self.toggled

    def set_shortcut_toggled(self, prototype_name: str, toggled: bool) -> None:
        name = self._shortcut(prototype_name)
        self.toggled = self.toggled | {name} if toggled else self.toggled - {name}

    def is_shortcut_available(self, prototype_name: str) -> bool:
        return self._shortcut(prototype_name) not in self.unavailable

    def set_shortcut_available(self, prototype_name: str, available: bool) -> None:
        name = self._shortcut(prototype_name)
        self.unavailable = self.unavailable - {name} if available else self.unavailable | {name}

    # Undo

    @property
    def undo_redo_stack(self) -> LuaUndoRedoStack:
        return LuaUndoRedoStack(self)

    def did(self, actions: list[Value]) -> None:
        """Something the player can undo as one step."""
        self.undo = [actions, *self.undo]
        self.redo = []


class LuaUndoRedoStack(SimObject):
    """What the player can undo and redo; item 1 is the latest."""

    api_class: ClassVar[str] = "LuaUndoRedoStack"

    def __init__(self, player: LuaPlayer) -> None:
        self.player = player

    @property
    def object_id(self) -> Hashable:
        return *self.player.key, "undo"

    @property
    def player_index(self) -> int:
        return self.player.index

    def get_undo_item_count(self) -> int:
        return len(self.player.undo)

    def get_redo_item_count(self) -> int:
        return len(self.player.redo)

    def get_undo_item(self, index: int) -> list[Value]:
        return list(self.player.undo[index - 1])

    def get_redo_item(self, index: int) -> list[Value]:
        return list(self.player.redo[index - 1])

    def remove_undo_item(self, index: int) -> None:
        self.player.undo = [item for number, item in enumerate(self.player.undo, 1) if number != index]
