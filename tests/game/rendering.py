"""`rendering`: objects drawn by mods, recorded in the save."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.game.context import current_mod
from tests.game.errors import ApiError
from tests.game.objects import SimObject, Value

if TYPE_CHECKING:
    from tests.game.peer import Peer

KINDS = ("animation", "arc", "circle", "light", "line", "polygon", "rectangle", "sprite", "text")


class LuaRenderObject(SimObject):
    """One drawn object; its attributes are what it was drawn with."""

    api_class: ClassVar[str] = "LuaRenderObject"

    def __init__(self, number: int, kind: str, mod: str, spec: dict[str, Value]) -> None:
        self.id = number
        self.type = kind
        self.mod_name = mod
        self.spec = spec
        self.store: dict[int, LuaRenderObject] | None = None

    @property
    def object_id(self) -> int:
        return self.id

    @property
    def subclasses(self) -> frozenset[str]:
        return frozenset({self.type.capitalize()})

    def __getattr__(self, name: str) -> Value:
        spec = self.__dict__.get("spec", {})
        if name in spec:
            return spec[name]
        raise AttributeError(name)

    def set_member(self, name: str, value: Value) -> None:
        """Assignment from Lua."""
        self.spec[name] = value

    def destroy(self) -> None:
        if self.store is not None:
            self.store.pop(self.id, None)
        self.valid = False


class LuaRendering(SimObject):
    """Backing of `rendering` on one peer."""

    api_class: ClassVar[str] = "LuaRendering"

    def __init__(self, peer: Peer) -> None:
        self._peer = peer

    def _draw(self, kind: str, spec: dict[str, Value]) -> LuaRenderObject:
        drawn = self._peer.map.drawn
        if "text" in spec:
            self._peer.check_localised(spec["text"])
        if spec.get("sprite"):
            self._peer.rules.require_sprite(spec["sprite"])
        number = self._peer.map.next_drawn
        self._peer.map.next_drawn += 1
        ttl = spec.get("time_to_live")
        if ttl:
            spec["dies_at"] = self._peer.map.tick + ttl
        drawn[number] = LuaRenderObject(number, kind, current_mod(), spec)
        drawn[number].store = drawn
        return drawn[number]

    def __getattr__(self, name: str) -> Value:
        kind = name.removeprefix("draw_")
        if not name.startswith("draw_") or kind not in KINDS:
            raise AttributeError(name)
        return lambda **spec: self._draw(kind, spec)

    def clear(self, mod_name: str | None = None) -> None:
        if mod_name is not None and mod_name not in self._peer.rules.active_mods:
            raise ApiError(f"Mod {mod_name} not found.")
        for each in list(self._peer.map.drawn.values()):
            if mod_name is None or each.mod_name == mod_name:
                each.destroy()

    def get_all_objects(self, mod_name: str | None = None) -> list[LuaRenderObject]:
        return [each for each in self._peer.map.drawn.values() if mod_name is None or each.mod_name == mod_name]

    def get_object_by_id(self, object_id: int) -> LuaRenderObject | None:
        return self._peer.map.drawn.get(object_id)
