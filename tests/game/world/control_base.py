"""What control behaviours have in common, and sections of filters: settings are kept as blueprints write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.game.objects import SimObject

if TYPE_CHECKING:
    from collections.abc import Hashable

    from tests.game.world.circuit import LuaCircuitNetwork
    from tests.game.world.entity_wires import EntityWires
    from tests.game.world.geometry import Value


class LuaControlBehavior(SimObject):
    """Settings are kept at the entity, under the names a blueprint's `control_behavior` uses."""

    api_class: ClassVar[str] = "LuaControlBehavior"
    kind: ClassVar[str] = ""

    def __init__(self, entity: EntityWires) -> None:
        self.of = entity

    @property
    def object_id(self) -> Hashable:
        return *self.of.key, "control"

    @property
    def valid(self) -> bool:  # type: ignore[override]  # follows the entity
        return self.of.valid

    @property
    def entity(self) -> EntityWires:
        return self.of

    @property
    def type(self) -> str:
        return self.kind

    def get_circuit_network(self, wire_connector_id: str) -> LuaCircuitNetwork | None:
        return self.of.get_circuit_network(wire_connector_id)

    def said(self, name: str, default: Value = None) -> Value:
        """One setting."""
        return (self.of.settings or {}).get(name, default)

    def say(self, name: str, value: Value) -> None:
        """Changes one setting."""
        self.of.settings = {**(self.of.settings or {}), name: value}


class LuaLogisticSection(SimObject):
    """One section of filters of a constant combinator or a requester."""

    api_class: ClassVar[str] = "LuaLogisticSection"

    def __init__(self, entity: EntityWires, number: int) -> None:
        self.of = entity
        self.number = number

    @property
    def object_id(self) -> Hashable:
        return *self.of.key, "section", self.number

    @property
    def valid(self) -> bool:  # type: ignore[override]  # follows the entity
        return self.of.valid and self.number <= len(sections(self.of))

    @property
    def given(self) -> Value:
        """The section as a blueprint writes it."""
        return sections(self.of)[self.number - 1]

    @property
    def owner(self) -> EntityWires:
        return self.of

    @property
    def index(self) -> int:
        return self.number

    @property
    def group(self) -> str:
        return str(self.given.get("group", ""))

    @property
    def active(self) -> bool:
        return bool(self.given.get("active", True))

    @property
    def multiplier(self) -> float:
        return float(self.given.get("multiplier", 1))

    @property
    def is_manual(self) -> bool:
        return True

    @property
    def type(self) -> str:
        return "manual"

    @property
    def filters_count(self) -> int:
        return max((int(one["index"]) for one in self.given.get("filters", ())), default=0)

    @property
    def filters(self) -> list[Value]:
        return [self.get_slot(slot) for slot in range(1, self.filters_count + 1)]

    def get_slot(self, slot: int) -> Value:
        """A LogisticFilter; an empty one where nothing is set."""
        found = next((one for one in self.given.get("filters", ()) if int(one["index"]) == slot), None)
        if found is None:
            return {}
        value = {"type": found.get("type", "item"), "name": found["name"], "quality": found.get("quality", "normal")}
        value["comparator"] = found.get("comparator", "=")
        return {"value": value, "min": found["count"], **({"max": found["max_count"]} if "max_count" in found else {})}


def sections(entity: EntityWires) -> list[Value]:
    """Sections of an entity: a combinator's settings, a requester's requests."""
    return list((entity.settings or {}).get("sections", {}).get("sections", ()))
