"""What a simulated player does in the world: selecting with a tool, building from the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.errors import FaultError

if TYPE_CHECKING:
    from tests.game.game import Game
    from tests.game.objects import Value
    from tests.game.peer import Peer

EVENTS = {
    "select": "on_player_selected_area",
    "alt_select": "on_player_alt_selected_area",
    "reverse_select": "on_player_reverse_selected_area",
    "alt_reverse_select": "on_player_alt_reverse_selected_area",
}
OWNERSHIP = frozenset({"same-force", "not-same-force", "friend", "enemy"})
KINDS = frozenset({"any-entity", "nothing", "any-tile", "entity-with-health", "is-military-target", "entity-ghost"})


class Hands:
    """Mixed into SimPlayer."""

    _game: Game
    index: int

    def hold(self, item: str, count: int = 1) -> None:
        """Puts an item into the cursor (as taken from a shortcut or an inventory)."""

        def action(peer: Peer) -> None:
            _hold(peer, self.index, item, count)

        self._game.act(action)

    def select_area(
        self,
        left_top: tuple[float, float],
        right_bottom: tuple[float, float],
        *,
        mode: str = "select",
        surface: str = "nauvis",
    ) -> int:
        """Drags a box with the selection tool in the cursor; the number of entities in it.

        `mode` is one of `select`, `alt_select`, `reverse_select`, `alt_reverse_select`.
        """
        count = 0

        def action(peer: Peer) -> None:
            nonlocal count
            stack = peer.world.players[self.index].cursor_stack
            if not stack.valid_for_read:
                raise FaultError("the cursor holds no selection tool")
            tool = peer.rules.data_raw.get("selection-tool", {}).get(stack.name)
            if tool is None:
                raise FaultError(f"{stack.name} is no selection tool of a mod")
            if mode not in tool:
                raise FaultError(f"{stack.name} has no {mode}")
            found, tiles = _selected(peer, self.index, tool, mode, (left_top, right_bottom), surface)
            count = len(found)
            fields = {
                "player_index": self.index,
                "item": stack.name,
                "quality": stack.quality.name,
                "area": {
                    "left_top": {"x": left_top[0], "y": left_top[1]},
                    "right_bottom": {"x": right_bottom[0], "y": right_bottom[1]},
                },
                "surface": peer.world.surface_of(surface),
                "entities": found,
                "tiles": tiles,
            }
            known = peer.surface.events[EVENTS[mode]]
            peer.raise_event(EVENTS[mode], {name: value for name, value in fields.items() if name in known})

        self._game.act(action)
        return count

    def build(self, position: tuple[float, float], *, direction: str = "north", build_mode: str = "normal") -> int:
        """Clicks into the world with a blueprint or a placeable item in the cursor; the number of things built."""
        count = 0

        def action(peer: Peer) -> None:
            nonlocal count
            count = len(_build(peer, self.index, {"x": position[0], "y": position[1]}, direction, build_mode))

        self._game.act(action)
        return count


def spawn_item(peer: Peer, player_index: int, prototype: dict[str, Value]) -> None:
    """The `spawn-item` action of a shortcut or custom input."""
    if prototype.get("action") == "spawn-item":
        _hold(peer, player_index, prototype["item_to_spawn"], 1)


def _hold(peer: Peer, player_index: int, item: str, count: int) -> None:
    player = peer.world.players[player_index]
    player.clear_cursor()
    player.cursor_stack.set_stack({"name": item, "count": count})
    peer.raise_event("on_player_cursor_stack_changed", {"player_index": player_index})


def _selected(
    peer: Peer,
    player_index: int,
    tool: dict[str, Value],
    mode: str,
    corners: tuple[tuple[float, float], tuple[float, float]],
    surface_name: str,
) -> tuple[list[Value], list[Value]]:
    settings = tool[mode]
    given = settings["mode"]
    flags = set(given) if isinstance(given, list) else {given}
    unknown = flags - KINDS - OWNERSHIP
    if unknown:
        raise FaultError(f"selection modes {sorted(unknown)} are not simulated")
    surface = peer.world.surface_of(surface_name)
    force = peer.world.players[player_index].force
    (left, top), (right, bottom) = corners
    area = {"left_top": {"x": left, "y": top}, "right_bottom": {"x": right, "y": bottom}}
    tiles = surface.find_tiles_filtered(area=area) if "any-tile" in flags or tool.get("always_include_tiles") else []
    if flags & KINDS <= {"nothing", "any-tile"} and not flags & OWNERSHIP:
        return [], tiles
    found = [e for e in surface.find_entities_filtered(area=area) if _takes(flags, settings, force, e)]
    return found, tiles


def _takes(flags: set[str], settings: dict[str, Value], force: Value, entity: Value) -> bool:
    checks = {
        "entity-ghost": entity.type == "entity-ghost",
        "entity-with-health": getattr(entity, "max_health", 0) > 0,
        "is-military-target": entity.is_military_target,
        "same-force": entity.force is force,
        "not-same-force": entity.force is not force,
        "friend": force.is_friend(entity.force),
        "enemy": force.is_enemy(entity.force),
    }
    if not all(checks[flag] for flag in flags if flag in checks):
        return False
    for key, have in (("entity_filters", entity.name), ("entity_type_filters", entity.type)):
        wanted = settings.get(key)
        if wanted and (have in wanted) is (settings.get("entity_filter_mode") == "blacklist"):
            return False
    return True


def _build(peer: Peer, player_index: int, position: dict[str, float], direction: str, build_mode: str) -> list[Value]:
    player = peer.world.players[player_index]
    stack = player.cursor_stack
    if not stack.valid_for_read:
        raise FaultError("the cursor is empty")
    before = {"player_index": player_index, "position": position, "direction": direction, "build_mode": build_mode}
    peer.raise_event("on_pre_build", before | {"created_by_moving": False, "mirror": False})
    if stack.is_blueprint:
        built = stack.build_blueprint(
            surface=player.surface, force=player.force, position=position, direction=direction,
            build_mode=build_mode, by_player=player,
        )  # fmt: skip
    else:
        built = _place(player, stack, position, direction)
    consumed = peer.world.create_inventory(0, "level")
    for entity in built:
        peer.raise_event(
            "on_built_entity", {"player_index": player_index, "entity": entity, "consumed_items": consumed}
        )
    consumed.destroy()
    return list(built)


def _place(player: Value, stack: Value, position: dict[str, float], direction: str) -> list[Value]:
    result = stack.prototype.place_result
    if result is None:
        raise FaultError(f"{stack.name} cannot be placed")
    where = {"name": result.name, "position": position, "direction": direction, "force": player.force}
    if not player.surface.can_place_entity(**where):
        return []
    made = player.surface.create_entity(**where)
    stack.count -= 1
    return [made]
