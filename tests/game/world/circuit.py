"""Circuit networks: what hangs together by red or green wires, and the signals on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.game.objects import SimObject
from tests.game.world import kinds

if TYPE_CHECKING:
    from collections.abc import Hashable

    from tests.game.world.entity import LuaEntity
    from tests.game.world.entity_wires import EntityWires
    from tests.game.world.geometry import Value


def signal_key(signal: Value) -> tuple[str, str, str]:
    """Type, name and quality, with the API's defaults."""
    return signal.get("type") or "item", signal.get("name") or "", signal.get("quality") or "normal"


def same_signal(one: Value, other: Value) -> bool:
    """Whether two SignalIDs mean the same signal."""
    return signal_key(one) == signal_key(other)


def add_signals(lists: list[Value]) -> list[Value] | None:
    """Sums of signals; nil when there are none."""
    total: dict[tuple[str, str, str], int] = {}
    for signals in lists:
        for one in signals or ():
            key = signal_key(one["signal"])
            total[key] = total.get(key, 0) + int(one["count"])
    found = [
        {"signal": {"type": kind, "name": name, "quality": quality}, "count": count}
        for (kind, name, quality), count in sorted(total.items())
        if count
    ]
    return found or None


def sent(entity: LuaEntity, connector: str) -> list[Value]:
    """What an entity puts on a connector.

    A constant combinator its sections, a chest its contents if told to read them, anything what a scenario said.
    """
    if connector.startswith("combinator_input"):
        return []
    if entity.signals_said is not None:
        return list(entity.signals_said)
    settings = entity.settings or {}
    if entity.type == "constant-combinator":
        if not settings.get("is_on", True):
            return []
        filters = [
            one
            for section in settings.get("sections", {}).get("sections", ())
            for one in section.get("filters", ())
            if section.get("active", True)
        ]
        return [
            {"signal": {key: one[key] for key in ("type", "name", "quality") if one.get(key)}, "count": one["count"]}
            for one in filters
        ]
    if entity.type in kinds.CONTAINERS and settings.get("read_contents", entity.type == "container"):
        inventory = entity.get_inventory("chest")
        return [
            {"signal": {"type": "item", "name": one["name"], "quality": one["quality"]}, "count": one["count"]}
            for one in (inventory.get_contents() if inventory else ())
        ]
    return []


class LuaCircuitNetwork(SimObject):
    """A network seen from one connector of one entity."""

    api_class: ClassVar[str] = "LuaCircuitNetwork"

    def __init__(self, entity: EntityWires, connector: str) -> None:
        self.from_entity = entity
        self.connector = connector

    @property
    def object_id(self) -> Hashable:
        return *self.from_entity.key, "circuit", self.connector

    @property
    def valid(self) -> bool:  # type: ignore[override]  # follows the entity
        return self.from_entity.valid and bool(self.from_entity.wires.get(self.connector))

    @property
    def entity(self) -> EntityWires:
        return self.from_entity

    @property
    def wire_connector_id(self) -> str:
        return self.connector

    @property
    def wire_type(self) -> str:
        return self.connector.rsplit("_", 1)[-1]

    def ends(self) -> list[tuple[LuaEntity, str]]:
        """Every connector of the network, in the order of the entities' numbers."""
        known = self.from_entity.surface.index_entities.entities
        start = (self.from_entity.number, self.connector)
        found, todo = {start}, [start]
        while todo:
            number, connector = todo.pop()
            for end in known[number].wires.get(connector, ()):
                if end not in found:
                    found.add(end)
                    todo.append(end)
        return [(known[number], connector) for number, connector in sorted(found)]

    @property
    def network_id(self) -> int:
        return self.ends()[0][0].number * 2 + (self.wire_type == "green")

    @property
    def connected_circuit_count(self) -> int:
        return len(self.ends())

    @property
    def signals(self) -> list[Value] | None:
        return add_signals([sent(entity, connector) for entity, connector in self.ends() if entity.inner is None])

    def get_signal(self, signal: Value) -> int:
        return next((int(one["count"]) for one in self.signals or () if same_signal(one["signal"], signal)), 0)
