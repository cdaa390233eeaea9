"""LuaEntity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.world.basedata import joules
from tests.game.world.entity_logistics import EntityLogistics

if TYPE_CHECKING:
    from tests.game.world.geometry import Value


class LuaEntity(EntityLogistics):
    """An entity. Its parts: base, items, power, crafting, marks and ghosts, wires, single types, logistics."""

    def setup(self, given: dict[str, Value]) -> None:
        """What a new entity gets before it is in the world: the arguments of `create_entity`."""
        attributes = self.__dict__
        quality = given.get("quality")
        if quality is not None:
            name = self.world.prototypes.quality_of(quality).name
            if name != "normal":
                attributes["grade"] = name
        if given.get("mirror"):
            attributes["mirroring"] = True
        inner = given.get("inner_name") or given.get("ghost_name")
        if inner:
            self.become_ghost(inner)
        if given.get("recipe") is not None:
            attributes["recipe_name"] = given["recipe"]
        if given.get("player") is not None:
            attributes["user_index"] = self.world.player_of(given["player"]).index
        if given.get("tags") is not None:
            attributes["tags_given"] = given["tags"]
        if "amount" in given:
            attributes["amount_left"] = int(given["amount"])
        if given.get("type") is not None:
            attributes["belt_end"] = given["type"]
        if self.prototype.source.get("buffer_capacity") and self.type != "accumulator":
            attributes["energy_held"] = joules(self.prototype.source["buffer_capacity"])
        if self.type == "accumulator":
            attributes["energy_held"] = 0.0

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
