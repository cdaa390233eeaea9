"""Orders on entities: deconstruction, upgrade, being switched off; and ghosts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.errors import ApiError
from tests.game.world import kinds
from tests.game.world.entity_crafting import EntityCrafting
from tests.game.world.geometry import Value, direction_name, turn_box

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.game.world.entity import LuaEntity
    from tests.game.world.entity_prototype import LuaEntityPrototype
    from tests.game.world.prototype_base import LuaQualityPrototype


class EntityMarks(EntityCrafting):
    """Marks set by players and scripts."""

    marked_by: int | None = None
    upgrade_to: Value = None
    requests: Value = None
    time_left = 0
    died_number: int | None = None
    settings: Value = None

    # Deconstruction

    def to_be_deconstructed(self) -> bool:
        return self.marked_by is not None

    def order_deconstruction(self, force: Value, player: Value = None, *_: Value) -> bool:
        """Marks for deconstruction; a ghost goes at once. False when the entity cannot be mined."""
        if self.inner is not None:
            return self.destroy()
        if not self.minable:
            return False
        self.marked_by = self.world.force_of(force).index
        index = None if player is None else self.world.player_of(player).index
        self.world.raise_event("on_marked_for_deconstruction", entity=self, player_index=index)
        return True

    def cancel_deconstruction(self, force: Value, player: Value = None) -> None:
        if self.marked_by is not None and self.world.force_of(force).index == self.marked_by:
            self.marked_by = None
            index = None if player is None else self.world.player_of(player).index
            self.world.raise_event("on_cancelled_deconstruction", entity=self, player_index=index)

    def is_registered_for_deconstruction(self, force: Value) -> bool:
        return self.marked_by == self.world.force_of(force).index

    # Upgrade

    def to_be_upgraded(self) -> bool:
        return self.upgrade_to is not None

    def order_upgrade(self, **given: Value) -> bool:
        target = given["target"]
        name = target if isinstance(target, str) else target["name"] if isinstance(target, dict) else target.name
        wanted = self.world.prototypes.entity.get(name if isinstance(name, str) else name.name)
        if wanted is None or wanted.fast_replaceable_group != self.body.fast_replaceable_group:
            return False
        quality = target.get("quality") if isinstance(target, dict) else None
        self.upgrade_to = [wanted.name, self.world.prototypes.quality_of(quality).name]
        return True

    def cancel_upgrade(self, *_: Value) -> bool:
        had = self.upgrade_to is not None
        self.upgrade_to = None
        return had

    def get_upgrade_target(self) -> tuple[LuaEntityPrototype | None, LuaQualityPrototype | None]:
        if self.upgrade_to is None:
            return None, None
        known = self.world.prototypes
        return known.entity[self.upgrade_to[0]], known.quality[self.upgrade_to[1]]

    # Switched off

    @property
    def active(self) -> bool:
        return not (
            self.stopped_by_script or self.disabled_by_control_behavior or self.disabled_by_recipe or self.frozen
        )

    @active.setter
    def active(self, active: bool) -> None:
        self.stopped_by_script = not active

    @property
    def disabled_by_script(self) -> bool:
        return self.stopped_by_script

    @disabled_by_script.setter
    def disabled_by_script(self, disabled: bool) -> None:
        self.stopped_by_script = disabled

    @property
    def disabled_by_control_behavior(self) -> bool:
        return self.status_said == "disabled_by_control_behavior"

    @property
    def disabled_by_recipe(self) -> bool:
        return self.status_said in {"recipe_not_researched", "recipe_is_parameter"}

    @property
    def frozen(self) -> bool:
        return self.status_said == "frozen"

    @property
    def is_freezable(self) -> bool:
        return "FreezableEntity" in self.subclasses

    # Ghosts

    @property
    def body(self) -> LuaEntityPrototype:
        return self.prototype if self.inner is None else self.world.prototypes.entity[self.inner]

    @property
    def subclasses(self) -> frozenset[str]:
        own = kinds.entity_subclasses(self.prototype.type)
        return own if self.inner is None else own | kinds.entity_subclasses(self.body.type)

    def become_ghost(self, inner: str) -> None:
        """Takes the shape of what the ghost stands for."""
        self.__dict__["inner"] = inner
        left, top, right, bottom = turn_box(self.body.collision, self.facing)
        self.__dict__["collision"] = (left + self.x, top + self.y, right + self.x, bottom + self.y)

    def ghosted(self) -> LuaEntityPrototype:
        """What the ghost stands for; an error when it is none."""
        if self.inner is None:
            raise ApiError("Entity is not a ghost.")
        return self.body

    @property
    def ghost_name(self) -> str:
        return self.ghosted().name

    @property
    def ghost_type(self) -> str:
        return self.ghosted().type

    @property
    def ghost_prototype(self) -> LuaEntityPrototype:
        return self.ghosted()

    @property
    def ghost_localised_name(self) -> Value:
        return self.ghosted().localised_name

    @property
    def ghost_localised_description(self) -> Value:
        return self.ghosted().localised_description

    @property
    def ghost_unit_number(self) -> int | None:
        """Number of the entity that died and left this ghost."""
        self.ghosted()
        return self.died_number

    def ghost_has_flag(self, flag: str) -> bool:
        return self.ghosted().has_flag(flag)

    @property
    def time_to_live(self) -> int:
        return self.time_left

    @property
    def insert_plan(self) -> list[Value]:
        """Modules and other items that a ghost or a proxy asks for, as BlueprintInsertPlan."""
        return list(self.requests or ())

    @insert_plan.setter
    def insert_plan(self, plan: list[Value]) -> None:
        self.requests = plan

    @property
    def item_requests(self) -> list[dict[str, Value]]:
        """Counts of the requested items by name and quality."""
        counts: dict[tuple[str, str], int] = {}
        for plan in self.requests or ():
            pair = (plan["id"]["name"], plan["id"].get("quality", "normal"))
            number = sum(place.get("count", 1) for place in plan["items"].get("in_inventory", ()))
            counts[pair] = counts.get(pair, 0) + number + plan["items"].get("grid_count", 0)
        return [{"name": name, "quality": quality, "count": count} for (name, quality), count in counts.items()]

    @property
    def item_request_proxy(self) -> LuaEntity | None:
        for entity in self.surface.index_entities.near((self.x, self.y, self.x, self.y)):
            if entity.type == "item-request-proxy" and entity.target_number == self.number:
                return entity
        return None

    target_number: int | None = None

    @property
    def proxy_target(self) -> LuaEntity:
        found = self.surface.index_entities.entities.get(self.target_number or -1)
        if found is None:
            raise ApiError("Entity is not an item request proxy.")
        return found

    def revive(self, **given: Value) -> tuple[Value, LuaEntity | None, LuaEntity | None]:
        """Builds what the ghost stands for, with its recipe, wires and requests."""
        return self.silent_revive(**given)

    def silent_revive(self, **given: Value) -> tuple[Value, LuaEntity | None, LuaEntity | None]:
        self.ghosted()
        surface = self.surface
        wires = {connector: list(ends) for connector, ends in self.wires_of().items()}
        made = surface.create_entity(
            name=self.inner,
            position=self.position,
            direction=direction_name(self.facing),
            force=self.owner,
            quality=self.grade,
            recipe=self.recipe_name,
            auto_connect=False,
        )
        if made is None:
            return None, None, None
        made.settings, made.mirroring = self.settings, self.mirroring
        self.remove()
        for connector, ends in wires.items():
            for other, other_connector in ends:
                made.join(connector, other, other_connector)
        proxy = made.ask_for(self.requests) if self.requests else None
        if given.get("raise_revive"):
            self.world.raise_event("script_raised_revive", entity=made, tags=self.tags_given)
        return [], made, proxy

    if TYPE_CHECKING:

        def wires_of(self) -> Mapping[str, list[tuple[int, str]]]: ...
