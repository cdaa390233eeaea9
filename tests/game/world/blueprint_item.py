"""What item stacks can do when they hold a blueprint, a book or a planner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.errors import ApiError
from tests.game.world import blueprint
from tests.game.world.wiring import NUMBERS

if TYPE_CHECKING:
    from tests.game.world.entity import LuaEntity
    from tests.game.world.geometry import Value
    from tests.game.world.inventory import LuaInventory


class BlueprintItem:
    """The members of LuaItemCommon that concern blueprints. Contents are kept in `extra`."""

    inventory: LuaInventory
    held: str | None
    amount: int
    grade: str
    extra: dict[str, Value]

    if TYPE_CHECKING:

        def changed(self) -> None: ...

        def _reading(self) -> str: ...

    def _kind(self) -> str:
        return self.inventory.world.prototypes.item[self._reading()].type

    def _blueprint(self) -> dict[str, Value]:
        if self._kind() != "blueprint":
            raise ApiError("Item is not a blueprint.")
        return self.extra

    # What it is

    @property
    def is_blueprint(self) -> bool:
        return self._kind() == "blueprint"

    @property
    def is_blueprint_book(self) -> bool:
        return self._kind() == "blueprint-book"

    @property
    def is_deconstruction_item(self) -> bool:
        return self._kind() == "deconstruction-item"

    @property
    def is_upgrade_item(self) -> bool:
        return self._kind() == "upgrade-item"

    @property
    def is_selection_tool(self) -> bool:
        return self._kind() in {"selection-tool", "blueprint", "deconstruction-item", "upgrade-item", "copy-paste-tool"}

    @property
    def is_tool(self) -> bool:
        return self._kind() in {"tool", "repair-tool"}

    @property
    def is_ammo(self) -> bool:
        return self._kind() == "ammo"

    @property
    def is_armor(self) -> bool:
        return self._kind() == "armor"

    @property
    def is_repair_tool(self) -> bool:
        return self._kind() == "repair-tool"

    @property
    def is_item_with_tags(self) -> bool:
        return self._kind() == "item-with-tags"

    @property
    def is_item_with_inventory(self) -> bool:
        return self._kind() in {"item-with-inventory", "blueprint-book"}

    @property
    def is_item_with_entity_data(self) -> bool:
        return self._kind() == "item-with-entity-data"

    @property
    def is_item_with_label(self) -> bool:
        labelled = {"blueprint", "blueprint-book", "deconstruction-item", "upgrade-item", "selection-tool"}
        return self._kind() in labelled | {"item-with-tags"}

    @property
    def label(self) -> str | None:
        self._reading()
        return self.extra.get("label")

    @label.setter
    def label(self, label: str) -> None:
        self._reading()
        self.extra["label"] = label
        self.changed()

    @property
    def tags(self) -> Value:
        self._reading()
        return self.extra.get("tags", {})

    @tags.setter
    def tags(self, tags: Value) -> None:
        self._reading()
        self.extra["tags"] = tags
        self.changed()

    # Strings

    def import_stack(self, data: str) -> int:
        """0 when all went well, -1 when something unknown was left out, 1 when nothing could be read."""
        try:
            read = blueprint.read(data, self.inventory.world.prototypes)
        except blueprint.NotABlueprintError:
            return 1
        self.held, self.amount, self.grade, self.extra = read.item, 1, "normal", read.extra
        self.changed()
        return 0 if read.clean else -1

    def export_stack(self) -> str:
        if self._kind() == "blueprint":
            return blueprint.write(self.extra, self.inventory.world.version)
        if self._kind() == "blueprint-book":
            body = {"item": "blueprint-book", "blueprints": self.extra.get("blueprints", [])}
            body["active_index"] = self.extra.get("active_index", 1) - 1
            if "label" in self.extra:
                body["label"] = self.extra["label"]
            return blueprint.encode({"blueprint_book": body})
        raise ApiError("Item cannot be exported.")

    # Contents

    def is_blueprint_setup(self) -> bool:
        contents = self._blueprint()
        return bool(contents.get("entities") or contents.get("tiles"))

    def get_blueprint_entity_count(self) -> int:
        return len(self._blueprint().get("entities", ()))

    def get_blueprint_entities(self) -> list[Value] | None:
        contents = self._blueprint()
        known = self.inventory.world.prototypes
        wires = blueprint.runtime_wires(contents.get("entities", []), contents.get("wires", []), known)
        return [blueprint.to_runtime(entity, wires, known) for entity in contents.get("entities", ())] or None

    def set_blueprint_entities(self, entities: list[Value]) -> None:
        contents = self._blueprint()
        known = self.inventory.world.prototypes
        for entity in entities:
            if entity["name"] not in known.entity:
                raise ApiError(f"Unknown entity name: {entity['name']}")
        wires = [tuple(wire) for entity in entities for wire in entity.get("wires", ())]
        contents["entities"] = [blueprint.from_runtime(entity, known) for entity in entities]
        contents["wires"] = [
            [wire[0], NUMBERS.get(wire[1], wire[1]), wire[2], NUMBERS.get(wire[3], wire[3])]
            for wire in dict.fromkeys(wires)
        ]
        self.changed()

    def get_blueprint_tiles(self) -> list[Value] | None:
        return list(self._blueprint().get("tiles", ())) or None

    def set_blueprint_tiles(self, tiles: list[Value]) -> None:
        self._blueprint()["tiles"] = tiles
        self.changed()

    def clear_blueprint(self) -> None:
        self._blueprint()
        self.extra = {}
        self.changed()

    @property
    def cost_to_build(self) -> list[Value]:
        """Items that building it takes, entities and their item requests."""
        known = self.inventory.world.prototypes
        counts: dict[tuple[str, str], int] = {}
        for entity in self._blueprint().get("entities", ()):
            item = known.entity[entity["name"]].placing_item
            pair = (item.name if item else entity["name"], entity.get("quality", "normal"))
            counts[pair] = counts.get(pair, 0) + 1
            for plan in entity.get("items", ()):
                pair = (plan["id"]["name"], plan["id"].get("quality", "normal"))
                number = sum(place.get("count", 1) for place in plan["items"].get("in_inventory", ()))
                counts[pair] = counts.get(pair, 0) + number
        return [{"name": name, "quality": quality, "count": count} for (name, quality), count in counts.items()]

    @property
    def blueprint_description(self) -> str:
        self._reading()
        return str(self.extra.get("description", ""))

    @blueprint_description.setter
    def blueprint_description(self, text: str) -> None:
        self._reading()
        self.extra["description"] = text
        self.changed()

    @property
    def blueprint_snap_to_grid(self) -> Value:
        grid = self._blueprint().get("snap")
        return {"x": grid[0], "y": grid[1]} if grid else None

    @property
    def blueprint_absolute_snapping(self) -> bool:
        return "offset" in self._blueprint()

    @property
    def blueprint_position_relative_to_grid(self) -> Value:
        offset = self._blueprint().get("offset")
        return {"x": offset[0], "y": offset[1]} if offset else None

    def create_blueprint(self, **given: Value) -> dict[int, LuaEntity]:
        """Takes what stands in an area into the blueprint, with wires; which entity each number came from."""
        from tests.game.world.capture import capture  # noqa: PLC0415 the two need each other

        contents = self._blueprint()
        surface = self.inventory.world.surface_of(given["surface"])
        taken, found = capture(surface, given)
        contents |= taken
        self.changed()
        return found

    def build_blueprint(self, **given: Value) -> list[LuaEntity]:
        """Builds ghosts; see `building`."""
        from tests.game.world.building import build  # noqa: PLC0415 the two need each other

        return build(self.inventory.world.surface_of(given["surface"]), self._blueprint(), given)
