"""Wires: copper between poles, red and green between what the circuit network knows."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from tests.game.errors import ApiError
from tests.game.objects import SimObject
from tests.game.world import kinds
from tests.game.world.entity_marks import EntityMarks
from tests.game.world.power import reaches
from tests.game.world.wiring import connectors

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from tests.game.world.circuit import LuaCircuitNetwork
    from tests.game.world.control_base import LuaControlBehavior
    from tests.game.world.entity import LuaEntity
    from tests.game.world.geometry import Value

MAX_COPPER = 5
"""A pole joins itself to at most five others when it is built."""


class EntityWires(EntityMarks):
    """Ends of wires are kept by number on both sides."""

    wires: Mapping[str, list[tuple[int, str]]] = MappingProxyType({})
    signals_said: Value = None

    def wires_of(self) -> Mapping[str, list[tuple[int, str]]]:
        return self.wires

    def wired(self, connector: str) -> list[int]:
        """Numbers of the entities at the other ends."""
        return [number for number, _ in self.wires.get(connector, ())]

    def join(self, connector: str, other: int, other_connector: str) -> bool:
        """Lays a wire to another entity of the surface; false when it is there already."""
        known = self.surface.index_entities.entities
        if other not in known or (other, other_connector) in self.wires.get(connector, ()):
            return False
        for entity, end, far in (
            (self, connector, (other, other_connector)),
            (known[other], other_connector, (self.number, connector)),
        ):
            entity.wires = {**entity.wires, end: [*entity.wires.get(end, ()), far]}
        self._rewired(connector)
        return True

    def part(self, connector: str, other: int, other_connector: str) -> bool:
        """Takes a wire away; false when there is none."""
        if (other, other_connector) not in self.wires.get(connector, ()):
            return False
        far = self.surface.index_entities.entities.get(other)
        ends = [(self, connector, (other, other_connector))]
        ends += [(far, other_connector, (self.number, connector))] if far is not None else []
        for entity, end, gone in ends:
            entity.wires = {**entity.wires, end: [one for one in entity.wires[end] if one != gone]}
        self._rewired(connector)
        return True

    def _rewired(self, connector: str) -> None:
        if connector == "pole_copper":
            self.surface.grids.forget()

    def unwire(self) -> None:
        """Takes every wire away, as when the entity is removed."""
        for connector, ends in list(self.wires.items()):
            for other, other_connector in list(ends):
                self.part(connector, other, other_connector)

    def auto_connect(self) -> None:
        """Joins a new pole to the nearest poles in reach, leaving out those it already reaches over one of them."""
        reach = self.prototype.get_max_wire_distance(self.grade) or 0.0
        area = (self.x - reach, self.y - reach, self.x + reach, self.y + reach)
        near = [
            pole
            for pole in self.surface.index_entities.near(area)
            if pole.prototype.type == "electric-pole"
            and pole.number != self.number
            and pole.owner is self.owner
            and reaches(pole, self)  # type: ignore[arg-type]  # only LuaEntity is ever made
        ]
        near.sort(key=lambda pole: ((pole.x - self.x) ** 2 + (pole.y - self.y) ** 2, pole.number))
        for pole in near:
            mine = self.wired("pole_copper")
            if len(mine) >= MAX_COPPER:
                break
            if not set(mine) & set(pole.wired("pole_copper")):
                self.join("pole_copper", pole.number, "pole_copper")

    # The API's view

    def get_wire_connector(self, wire_connector_id: str, or_create: bool) -> LuaWireConnector | None:
        if wire_connector_id not in connectors(self.body.type):
            return None
        if not or_create and not self.wires.get(wire_connector_id):
            return None
        return LuaWireConnector(self, wire_connector_id)

    def get_wire_connectors(self, or_create: bool) -> dict[str, LuaWireConnector]:
        found = {name: self.get_wire_connector(name, or_create) for name in connectors(self.body.type)}
        return {name: connector for name, connector in found.items() if connector is not None}

    def can_wires_reach(self, entity: LuaEntity) -> bool:
        return reaches(self, entity)  # type: ignore[arg-type]  # only LuaEntity is ever made

    def get_circuit_network(self, wire_connector_id: str) -> LuaCircuitNetwork | None:
        from tests.game.world.circuit import LuaCircuitNetwork  # noqa: PLC0415 the two need each other

        if not self.wires.get(wire_connector_id) or not wire_connector_id.endswith(("red", "green")):
            return None
        return LuaCircuitNetwork(self, wire_connector_id)

    def get_signals(self, wire_connector_id: str, extra_wire_connector_id: str | None = None) -> list[Value] | None:
        from tests.game.world.circuit import add_signals  # noqa: PLC0415 the two need each other

        networks = [self.get_circuit_network(wire_connector_id)]
        if extra_wire_connector_id is not None:
            networks.append(self.get_circuit_network(extra_wire_connector_id))
        return add_signals([network.signals for network in networks if network is not None])

    def get_signal(self, signal: Value, wire_connector_id: str, extra_wire_connector_id: str | None = None) -> int:
        from tests.game.world.circuit import same_signal  # noqa: PLC0415 the two need each other

        found = self.get_signals(wire_connector_id, extra_wire_connector_id) or []
        return next((int(one["count"]) for one in found if same_signal(one["signal"], signal)), 0)

    def get_control_behavior(self) -> LuaControlBehavior | None:
        from tests.game.world.control import behavior  # noqa: PLC0415 the two need each other

        made = self.settings or self.type in kinds.COMBINATORS | {"constant-combinator"}
        wired = any(ends for name, ends in self.wires.items() if "copper" not in name)
        return behavior(self) if made or wired else None

    def get_or_create_control_behavior(self) -> LuaControlBehavior | None:
        from tests.game.world.control import behavior  # noqa: PLC0415 the two need each other

        return behavior(self)

    def remove(self) -> None:
        self.unwire()
        super().remove()


class LuaWireConnector(SimObject):
    """One connector of an entity."""

    api_class: ClassVar[str] = "LuaWireConnector"

    def __init__(self, entity: EntityWires, connector: str) -> None:
        self.entity = entity
        self.connector = connector

    @property
    def object_id(self) -> Hashable:
        return *self.entity.key, "connector", self.connector

    @property
    def valid(self) -> bool:  # type: ignore[override]  # follows the entity
        return self.entity.valid

    @property
    def owner(self) -> EntityWires:
        return self.entity

    @property
    def wire_connector_id(self) -> str:
        return self.connector

    @property
    def wire_type(self) -> str:
        return self.connector.rsplit("_", 1)[-1]

    @property
    def is_ghost(self) -> bool:
        return self.entity.inner is not None

    @property
    def connections(self) -> list[Value]:
        known = self.entity.surface.index_entities.entities
        ends = [(known[number], end) for number, end in self.entity.wires.get(self.connector, ()) if number in known]
        return [{"target": LuaWireConnector(entity, end), "origin": "player"} for entity, end in ends]

    @property
    def connection_count(self) -> int:
        return len(self.connections)

    @property
    def real_connections(self) -> list[Value]:
        return [one for one in self.connections if not one["target"].is_ghost]

    @property
    def real_connection_count(self) -> int:
        return len(self.real_connections)

    @property
    def network_id(self) -> int:
        if self.wire_type == "copper":
            return self.entity.electric_network_id or 0
        network = self.entity.get_circuit_network(self.connector)
        return network.network_id if network else 0

    def can_wire_reach(self, other_connector: Value) -> bool:
        other = other_connector.entity if isinstance(other_connector, LuaWireConnector) else other_connector
        return reaches(self.entity, other, circuit=self.wire_type != "copper")  # type: ignore[arg-type]  # LuaEntity

    def connect_to(self, target: LuaWireConnector, reach_check: bool = True, _: str = "player") -> bool:
        if target.wire_type != self.wire_type:
            raise ApiError("Wire connectors are of different types.")
        if reach_check and not self.can_wire_reach(target):
            return False
        return self.entity.join(self.connector, target.entity.number, target.connector)

    def disconnect_from(self, target: LuaWireConnector, _: str = "player") -> bool:
        return self.entity.part(self.connector, target.entity.number, target.connector)

    def disconnect_all(self, _: str = "player") -> bool:
        ends = list(self.entity.wires.get(self.connector, ()))
        for number, end in ends:
            self.entity.part(self.connector, number, end)
        return bool(ends)

    def is_connected_to(self, target: LuaWireConnector, _: str = "player") -> bool:
        return (target.entity.number, target.connector) in self.entity.wires.get(self.connector, ())
