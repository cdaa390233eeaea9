"""Logistic networks: roboports whose areas touch, the chests in them and their robots.

Two roboports belong together when their logistic squares touch (wiki, Logistic network). Robots in flight are what a
scenario says; robots in roboports are counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.game.objects import SimObject
from tests.game.world.control import LuaLogisticSection, sections
from tests.game.world.geometry import Box, Point, Value, within
from tests.game.world.stack import identify

if TYPE_CHECKING:
    from collections.abc import Hashable

    from tests.game.world.entity import LuaEntity
    from tests.game.world.entity_logistics import EntityLogistics
    from tests.game.world.force import LuaForce
    from tests.game.world.surface import LuaSurface
    from tests.game.world.world import World

_PROVIDERS = frozenset({"active-provider", "passive-provider", "buffer", "storage"})


def square(roboport: EntityLogistics, radius: float) -> Box:
    """A square around a roboport."""
    return roboport.x - radius, roboport.y - radius, roboport.x + radius, roboport.y + radius


def _touch(one: EntityLogistics, other: EntityLogistics) -> bool:
    reach = (one.prototype.logistic_radius or 0) + (other.prototype.logistic_radius or 0)
    return abs(one.x - other.x) <= reach and abs(one.y - other.y) <= reach


class Logistics:
    """The networks of a world, worked out when somebody asks after a change."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.known: dict[int, list[int]] | None = None
        self.flying: dict[int, dict[str, int]] = {}

    def forget(self) -> None:
        """Something changed: work it out again when asked."""
        self.known = None

    def groups(self) -> dict[int, list[int]]:
        """Numbers of the roboports of each network, by the lowest of them."""
        if self.known is None:
            self.known = {}
            for surface in self.world.surfaces.values():
                left = {port.number: port for port in surface.index_entities.of_types(("roboport",))}
                while left:
                    start = next(iter(left))
                    group, todo = [left.pop(start)], [group_start(surface, start)]
                    while todo:
                        port = todo.pop()
                        near = [one for one in left.values() if one.owner is port.owner and _touch(one, port)]
                        for one in near:
                            group.append(left.pop(one.number))
                            todo.append(one)
                    numbers = sorted(port.number for port in group)
                    self.known[numbers[0]] = numbers
        return self.known

    def all(self, force: LuaForce | None = None) -> list[LuaLogisticNetwork]:
        """Every network, or those of a force."""
        networks = [LuaLogisticNetwork(self.world, number) for number in sorted(self.groups())]
        return [network for network in networks if force is None or network.force is force]

    def at(self, surface: LuaSurface, place: Point, force: LuaForce) -> LuaLogisticNetwork | None:
        """The network whose logistic area covers a place."""
        return self._covering(surface, place, force, "logistic_radius")

    def _covering(self, surface: LuaSurface, place: Point, force: LuaForce, radius: str) -> LuaLogisticNetwork | None:
        for network in self.all(force):
            for port in network.roboports:
                if port.surface is surface and within(*place, square(port, getattr(port.prototype, radius) or 0)):
                    return network
        return None

    def building_at(self, surface: LuaSurface, place: Point, force: LuaForce) -> list[LuaLogisticNetwork]:
        """The networks whose construction area covers a place."""
        return [
            network
            for network in self.all(force)
            if any(
                port.surface is surface and within(*place, square(port, port.prototype.construction_radius or 0))
                for port in network.roboports
            )
        ]

    def of(self, entity: EntityLogistics) -> LuaLogisticNetwork | None:
        """The network an entity belongs to."""
        if entity.type == "roboport":
            return next((network for network in self.all() if entity.number in network.numbers), None)
        if entity.type in {"logistic-container", "logistic-robot", "construction-robot", "character"}:
            return self.at(entity.surface, (entity.x, entity.y), entity.owner)
        return None


def group_start(surface: LuaSurface, number: int) -> LuaEntity:
    """An entity by number."""
    return surface.index_entities.entities[number]


class LuaLogisticNetwork(SimObject):
    """One logistic network."""

    api_class: ClassVar[str] = "LuaLogisticNetwork"

    def __init__(self, world: World, number: int) -> None:
        self.world = world
        self.number = number

    @property
    def object_id(self) -> Hashable:
        return self.api_class, self.number

    @property
    def valid(self) -> bool:  # type: ignore[override]  # gone when its roboports are
        return self.number in self.world.logistics.groups()

    @property
    def numbers(self) -> list[int]:
        """Numbers of the roboports."""
        return self.world.logistics.groups()[self.number]

    @property
    def roboports(self) -> list[LuaEntity]:
        """The roboports."""
        every = [surface.index_entities.entities for surface in self.world.surfaces.values()]
        return [known[number] for number in self.numbers for known in every if number in known]

    @property
    def network_id(self) -> int:
        return self.number

    @property
    def force(self) -> LuaForce:
        return self.roboports[0].owner

    @property
    def custom_name(self) -> str | None:
        return self.roboports[0].label

    @property
    def cells(self) -> list[LuaLogisticCell]:
        return [LuaLogisticCell(port) for port in self.roboports]

    @property
    def logistic_members(self) -> list[LuaEntity]:
        surface = self.roboports[0].surface
        found = {
            chest.number: chest
            for port in self.roboports
            for chest in surface.index_entities.near(square(port, port.prototype.logistic_radius or 0))
            if chest.type == "logistic-container"
            and chest.owner is port.owner
            and within(chest.x, chest.y, square(port, port.prototype.logistic_radius or 0))
        }
        return [found[number] for number in sorted(found)]

    def _chests(self, *modes: str) -> list[LuaEntity]:
        return [chest for chest in self.logistic_members if chest.prototype.logistic_mode in modes]

    @property
    def requesters(self) -> list[LuaEntity]:
        return self._chests("requester", "buffer")

    @property
    def storages(self) -> list[LuaEntity]:
        return self._chests("storage")

    @property
    def providers(self) -> list[LuaEntity]:
        return self._chests(*_PROVIDERS)

    @property
    def empty_providers(self) -> list[LuaEntity]:
        return [chest for chest in self.providers if not chest.has_items_inside()]

    @property
    def requester_points(self) -> list[LuaLogisticPoint]:
        return [LuaLogisticPoint(chest) for chest in self.requesters]

    @property
    def storage_points(self) -> list[LuaLogisticPoint]:
        return [LuaLogisticPoint(chest) for chest in self.storages]

    @property
    def provider_points(self) -> list[LuaLogisticPoint]:
        return [LuaLogisticPoint(chest) for chest in self.providers]

    @property
    def passive_provider_points(self) -> list[LuaLogisticPoint]:
        return [LuaLogisticPoint(chest) for chest in self._chests("passive-provider")]

    @property
    def active_provider_points(self) -> list[LuaLogisticPoint]:
        return [LuaLogisticPoint(chest) for chest in self._chests("active-provider")]

    # Robots

    def _stationed(self, name: str) -> int:
        inventories = [port.get_inventory("roboport_robot") for port in self.roboports]
        return sum(inventory.get_item_count(name) for inventory in inventories if inventory)

    def _flying(self, name: str) -> int:
        return self.world.logistics.flying.get(self.number, {}).get(name, 0)

    @property
    def available_logistic_robots(self) -> int:
        return self._stationed("logistic-robot")

    @property
    def available_construction_robots(self) -> int:
        return self._stationed("construction-robot")

    @property
    def all_logistic_robots(self) -> int:
        return self._stationed("logistic-robot") + self._flying("logistic-robot")

    @property
    def all_construction_robots(self) -> int:
        return self._stationed("construction-robot") + self._flying("construction-robot")

    @property
    def robot_limit(self) -> int:
        return 4294967295

    # Contents

    def get_contents(self, member: str | None = None) -> list[Value]:
        counts: dict[tuple[str, str], int] = {}
        for chest in self.storages if member == "storage" else self.providers:
            inventory = chest.get_inventory("chest")
            for one in inventory.get_contents() if inventory else ():
                pair = (one["name"], one["quality"])
                counts[pair] = counts.get(pair, 0) + one["count"]
        return [{"name": name, "quality": quality, "count": count} for (name, quality), count in counts.items()]

    def get_item_count(self, item: Value = None, member: str | None = None) -> int:
        wanted = None if item is None else identify(item)
        return sum(
            int(one["count"])
            for one in self.get_contents(member)
            if wanted is None or (one["name"], one["quality"]) == (wanted.name, wanted.quality)
        )

    def get_supply_counts(self, item: Value) -> dict[str, int]:
        counts = dict.fromkeys(("storage", "passive-provider", "buffer", "active-provider"), 0)
        for chest in self.providers:
            counts[chest.prototype.logistic_mode or ""] += chest.get_item_count(item)
        return counts

    def can_satisfy_request(self, item: Value, count: int = 1, include_buffers: bool = False) -> bool:
        counts = self.get_supply_counts(item)
        return sum(counts.values()) - (0 if include_buffers else counts["buffer"]) >= count

    def find_cell_closest_to(self, place: Value) -> LuaLogisticCell | None:
        port = self.roboports[0].surface.get_closest(place, self.roboports)
        return LuaLogisticCell(port) if port else None


class LuaLogisticCell(SimObject):
    """One roboport of a network."""

    api_class: ClassVar[str] = "LuaLogisticCell"
    mobile = False

    def __init__(self, roboport: EntityLogistics) -> None:
        self.roboport = roboport

    @property
    def object_id(self) -> Hashable:
        return *self.roboport.key, "cell"

    @property
    def valid(self) -> bool:  # type: ignore[override]  # follows the roboport
        return self.roboport.valid

    @property
    def owner(self) -> EntityLogistics:
        return self.roboport

    @property
    def logistic_network(self) -> LuaLogisticNetwork | None:
        return self.roboport.logistic_network

    @property
    def logistic_radius(self) -> float:
        return float(self.roboport.prototype.logistic_radius or 0)

    @property
    def logistics_connection_distance(self) -> float:
        return self.logistic_radius

    @property
    def construction_radius(self) -> float:
        return float(self.roboport.prototype.construction_radius or 0)

    @property
    def transmitting(self) -> bool:
        return self.roboport.status not in {"no_power", "not_plugged_in_electric_network"}

    def _queue(self, name: str) -> int:
        return int((self.roboport.settings or {}).get(name, 0))

    @property
    def charging_robot_count(self) -> int:
        return self._queue("charging")

    @property
    def to_charge_robot_count(self) -> int:
        return self._queue("to_charge")

    @property
    def stationed_logistic_robot_count(self) -> int:
        return self._robots("logistic-robot")

    @property
    def stationed_construction_robot_count(self) -> int:
        return self._robots("construction-robot")

    def _robots(self, name: str) -> int:
        inventory = self.roboport.get_inventory("roboport_robot")
        return inventory.get_item_count(name) if inventory else 0

    @property
    def neighbours(self) -> list[LuaLogisticCell]:
        network = self.logistic_network
        ports = network.roboports if network else []
        return [LuaLogisticCell(one) for one in ports if one is not self.roboport and _touch(one, self.roboport)]

    def is_in_logistic_range(self, place: Value) -> bool:
        return within(place["x"], place["y"], square(self.roboport, self.logistic_radius))

    def is_in_construction_range(self, place: Value) -> bool:
        return within(place["x"], place["y"], square(self.roboport, self.construction_radius))


class LuaLogisticPoint(SimObject):
    """What a chest gives to or asks of its network."""

    api_class: ClassVar[str] = "LuaLogisticPoint"

    def __init__(self, chest: EntityLogistics) -> None:
        self.chest = chest

    @property
    def object_id(self) -> Hashable:
        return *self.chest.key, "point"

    @property
    def valid(self) -> bool:  # type: ignore[override]  # follows the chest
        return self.chest.valid

    @property
    def owner(self) -> EntityLogistics:
        return self.chest

    @property
    def force(self) -> LuaForce:
        return self.chest.owner

    @property
    def logistic_network(self) -> LuaLogisticNetwork | None:
        return self.chest.logistic_network

    @property
    def logistic_member_index(self) -> str:
        return "logistic_container"

    @property
    def mode(self) -> str:
        return str(self.chest.prototype.raw["logistic_mode"]).replace("-", "_")

    @property
    def enabled(self) -> bool:
        return bool((self.chest.settings or {}).get("enabled", True))

    @property
    def exact(self) -> bool:
        return False

    @property
    def trash_not_requested(self) -> bool:
        return bool((self.chest.settings or {}).get("trash_not_requested", False))

    @property
    def sections(self) -> list[LuaLogisticSection]:
        return self.chest.sections

    @property
    def sections_count(self) -> int:
        return len(self.sections)

    def get_section(self, section_index: int) -> LuaLogisticSection:
        return self.sections[section_index - 1]

    @property
    def filters(self) -> list[Value] | None:
        """Requests of all active sections, summed, as CompiledLogisticFilter."""
        counts: dict[tuple[str, str], float] = {}
        for section in sections(self.chest):
            for one in section.get("filters", ()) if section.get("active", True) else ():
                pair = (one["name"], one.get("quality", "normal"))
                counts[pair] = counts.get(pair, 0) + one["count"] * section.get("multiplier", 1)
        return [
            {"index": index, "type": "item", "name": name, "quality": quality, "comparator": "=", "count": int(count)}
            for index, ((name, quality), count) in enumerate(counts.items(), 1)
        ] or None

    @property
    def targeted_items_deliver(self) -> list[Value]:
        return list(self.chest.delivering or ())

    @property
    def targeted_items_pickup(self) -> list[Value]:
        return list(self.chest.fetching or ())


class LuaLogisticSections(LuaLogisticPoint):
    """Sections of requests."""

    api_class: ClassVar[str] = "LuaLogisticSections"
