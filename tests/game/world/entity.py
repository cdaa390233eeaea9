"""LuaEntity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.world.basedata import joules
from tests.game.world.entity_logistics import EntityLogistics

if TYPE_CHECKING:
    from tests.game.world.geometry import Value


_PLAIN = {
    "recipe": "recipe_name",
    "mirror": "mirroring",
    "tags": "tags_given",
    "amount": "amount_left",
    "type": "belt_end",
}
"""Arguments that are kept as they are."""


class LuaEntity(EntityLogistics):
    """An entity. Its parts: base, items, power, crafting, marks and ghosts, wires, single types, logistics."""

    def setup(self, given: dict[str, Value]) -> None:
        """What a new entity gets before it is in the world: the arguments of `create_entity`."""
        attributes = self.__dict__
        inner = given.get("inner_name") or given.get("ghost_name")
        if inner:
            self.become_ghost(inner)
        for key, name in _PLAIN.items():
            if given.get(key) is not None:
                attributes[name] = given[key]
        grade = self.world.prototypes.quality_of(given.get("quality")).name
        if grade != "normal":
            attributes["grade"] = grade
        if given.get("player") is not None:
            attributes["user_index"] = self.world.player_of(given["player"]).index
        if self.prototype.source.get("buffer_capacity"):
            empty = self.type == "accumulator"
            attributes["energy_held"] = 0.0 if empty else joules(self.prototype.source["buffer_capacity"])

    def settled(self, given: dict[str, Value]) -> None:
        """What a new entity does once it is in the world: poles join others, dropped items are laid down."""
        if self.type == "electric-pole" and given.get("auto_connect", True):
            self.auto_connect()
        if self.type == "item-entity" and given.get("stack") is not None:
            self.stack.set_stack(given["stack"])
        if self.type in {"locomotive", "cargo-wagon", "fluid-wagon"}:
            self.world.trains.joined(self)

    def ask_for(self, plan: list[Value]) -> LuaEntity | None:
        """Lays an item request proxy on this entity."""
        proxy = self.surface.create_entity(name="item-request-proxy", position=self.position, force=self.owner)
        if proxy is not None:
            proxy.requests = plan
            proxy.target_number = self.number
        return proxy
