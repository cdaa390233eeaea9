"""Electric networks: poles joined by copper wires, and what stands in their supply areas.

Rules (wiki, Electric system; Power poles): a wire reaches from pole to pole, centre to centre, as far as the shorter
reach of the two allows; a pole serves a square of twice its supply distance around it; whatever overlaps the square is
served. What is drawn and given comes from the machines' figures unless a scenario says otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from tests.game.objects import SimObject
from tests.game.world.geometry import overlap
from tests.game.world.statistics import ElectricStatistics

if TYPE_CHECKING:
    from collections.abc import Hashable

    from tests.game.world.entity import LuaEntity
    from tests.game.world.geometry import Box, Value
    from tests.game.world.surface import LuaSurface

PRODUCERS = frozenset({"generator", "solar-panel"})
TICKS = 60


class _Figures(NamedTuple):
    """Of one network at one moment, in watts."""

    demand_w: float
    capacity_w: float
    stored_w: float


class Network:
    """One electric network: its poles and the entities it serves, by number, and its figures in watts."""

    def __init__(self, surface: LuaSurface, poles: list[int]) -> None:
        self.surface = surface
        self.poles = poles
        self.id = min(poles)
        self.members: list[int] = []
        self._worked_out: tuple[tuple[int, int], _Figures] | None = None

    def entities(self) -> list[LuaEntity]:
        """The entities served, without the poles."""
        known = self.surface.index_entities.entities
        return [known[number] for number in self.members]

    def said(self) -> dict[str, Value]:
        """What a scenario said about this network; it is kept at one of its poles."""
        known = self.surface.index_entities.entities
        return next((known[number].power_said for number in self.poles if known[number].power_said), {})

    @property
    def figures(self) -> _Figures:
        """What is wanted and could be given now; every status asks, so it is worked out once per change and tick
        (panels follow the daylight)."""
        world = self.surface.world
        now = world.changes.count, world.tick
        if self._worked_out is None or self._worked_out[0] != now:
            self._worked_out = now, self._figures()
        return self._worked_out[1]

    def _figures(self) -> _Figures:
        said = self.said()
        entities = self.entities()
        demand: float | None = said.get("demand_w")
        supply: float | None = said.get("supply_w")
        return _Figures(
            sum(entity.wanted_w for entity in entities) if demand is None else demand,
            sum(entity.offered_w for entity in entities) if supply is None else supply,
            sum(entity.body_output_w for entity in entities if entity.type == "accumulator" and entity.energy > 0),
        )

    @property
    def demand_w(self) -> float:
        """Watts wanted by all consumers but accumulators."""
        return self.figures.demand_w

    @property
    def capacity_w(self) -> float:
        """Watts that generators and panels could give now."""
        return self.figures.capacity_w

    @property
    def stored_w(self) -> float:
        """Watts that accumulators could add now."""
        return self.figures.stored_w

    @property
    def satisfaction(self) -> float:
        """Part of the demand that is met, 0 to 1."""
        if self.demand_w <= 0:
            return 1.0
        return min(1.0, (self.capacity_w + self.stored_w) / self.demand_w)


class Grids:
    """The networks of one surface, worked out when somebody asks after a change."""

    def __init__(self, surface: LuaSurface) -> None:
        self.surface = surface
        self.known: dict[int, Network] | None = None
        self.served: dict[int, list[int]] = {}
        self.statistics: dict[int, ElectricStatistics] = {}

    def forget(self) -> None:
        """Something changed: work it out again when asked."""
        self.known = None

    def networks(self) -> dict[int, Network]:
        """Every network by its id (the lowest number among its poles)."""
        if self.known is None:
            self._work_out()
        return self.known or {}

    def of(self, entity: LuaEntity) -> list[Network]:
        """Networks that serve an entity; a pole's own network."""
        networks = self.networks()
        return [networks[number] for number in self.served.get(entity.number, ())]

    def flow(self, network: Network) -> ElectricStatistics:
        """The statistics of a network; they stay with its id."""
        found = self.statistics.get(network.id)
        if found is None:
            found = self.statistics[network.id] = ElectricStatistics(self.surface, f"electric-{network.id}")
        return found

    def _work_out(self) -> None:
        index = self.surface.index_entities
        poles = {pole.number: pole for pole in index.of_types(("electric-pole",))}
        self.known, self.served = {}, {}
        left = dict(poles)
        while left:
            start = next(iter(left))
            group, todo = [], [start]
            del left[start]
            while todo:
                number = todo.pop()
                group.append(number)
                for other in poles[number].wired("pole_copper"):
                    if other in left:
                        del left[other]
                        todo.append(other)
            network = Network(self.surface, sorted(group))
            self.known[network.id] = network
            for number in network.poles:
                self.served[number] = [network.id]
                for entity in index.near(supply_area(poles[number])):
                    if _uses_electricity(entity) and overlap(entity.collision, supply_area(poles[number])):
                        ids = self.served.setdefault(entity.number, [])
                        if network.id not in ids:
                            ids.append(network.id)
                            network.members.append(entity.number)
            network.members.sort()


def _uses_electricity(entity: LuaEntity) -> bool:
    return entity.prototype.source.get("type") == "electric"


def supply_area(pole: LuaEntity) -> Box:
    """The square a pole serves."""
    half = pole.prototype.get_supply_area_distance(pole.grade) or 0.0
    return pole.x - half, pole.y - half, pole.x + half, pole.y + half


def reaches(one: LuaEntity, other: LuaEntity, *, circuit: bool = False) -> bool:
    """Whether a wire is long enough between two entities."""
    far = [
        (entity.body.get_max_circuit_wire_distance if circuit else entity.body.get_max_wire_distance)(entity.grade)
        for entity in (one, other)
    ]
    if far[0] is None or far[1] is None:
        return False
    return (one.x - other.x) ** 2 + (one.y - other.y) ** 2 <= min(far[0], far[1]) ** 2


class LuaElectricNetwork(SimObject):
    """2.1: a whole network. Here every network has one part: power switches are taken as open."""

    api_class: ClassVar[str] = "LuaElectricNetwork"

    def __init__(self, grids: Grids, number: int) -> None:
        self.grids = grids
        self.number = number

    @property
    def object_id(self) -> Hashable:
        return self.api_class, self.grids.surface.index, self.number

    @property
    def valid(self) -> bool:  # type: ignore[override]  # gone when its poles are
        return self.number in self.grids.networks()

    @property
    def network(self) -> Network:
        """The network behind this."""
        return self.grids.networks()[self.number]

    @property
    def statistics(self) -> ElectricStatistics:
        return current_flow(self.network)

    @property
    def sub_networks(self) -> list[LuaElectricSubNetwork]:
        return [LuaElectricSubNetwork(self.grids, self.number)]

    @property
    def flow_last_tick(self) -> dict[str, float]:
        """Joules in the last tick; satisfactions and usages are parts of one. Panels give before steam engines, those
        before accumulators; primary consumers are served first (wiki, Electric system, Priorities)."""
        network = self.network
        demand, supply, stored = network.demand_w, network.capacity_w, network.stored_w
        primary = min(demand, sum(entity.wanted_w for entity in network.entities() if entity.is_primary))
        solar = min(supply, sum(entity.offered_w for entity in network.entities() if entity.type == "solar-panel"))
        taken = min(stored, max(0.0, demand - supply))
        got = min(demand, supply + stored)
        energy, room = network_storage(network, None)
        return {
            "accumulator_capacity": room,
            "accumulator_energy": energy,
            "consumption_satisfaction": network.satisfaction,
            "lamp_satisfaction": network.satisfaction,
            "maximum_consumption": demand / TICKS,
            "maximum_production": (supply + taken) / TICKS,
            "primary_demand": primary / TICKS,
            "primary_demand_usage": _part(min(primary, got), primary),
            "primary_output": 0.0,
            "primary_output_usage": 0.0,
            "production_satisfaction": _part(got, supply + taken),
            "secondary_demand": (demand - primary) / TICKS,
            "secondary_demand_usage": _part(max(0.0, got - primary), demand - primary),
            "secondary_output": (supply - solar) / TICKS,
            "secondary_output_usage": _part(max(0.0, got - solar - taken), supply - solar),
            "solar_output": solar / TICKS,
            "solar_output_usage": _part(min(solar, got), solar),
            "tertiary_demand": 0.0,
            "tertiary_demand_usage": 0.0,
            "tertiary_output": stored / TICKS,
            "tertiary_output_usage": _part(taken, stored),
            "total_transfer": got / TICKS,
        }

    def get_accumulators_energy(self, **given: Value) -> dict[str, float]:
        energy, room = network_storage(self.network, given.get("name"))
        return {"energy": energy, "capacity": room}


class LuaElectricSubNetwork(LuaElectricNetwork):
    """2.1: a part of a network between power switches."""

    api_class: ClassVar[str] = "LuaElectricSubNetwork"

    @property
    def id(self) -> int:
        return self.number

    @property
    def parent_network(self) -> LuaElectricNetwork:
        return LuaElectricNetwork(self.grids, self.number)

    @property
    def neighbours(self) -> list[LuaElectricSubNetwork]:
        return []


def _part(some: float, whole: float) -> float:
    """Part of a whole, 0 of nothing."""
    return some / whole if whole else 0.0


def current_flow(network: Network) -> ElectricStatistics:
    """The statistics of a network, with the rates of this moment by entity name."""
    used: dict[str, float] = {}
    made: dict[str, float] = {}
    satisfaction, offered = network.satisfaction, network.capacity_w
    load = min(1.0, network.demand_w / offered) if offered else 0.0
    for entity in network.entities():
        for watts, part, table in ((entity.wanted_w, satisfaction, used), (entity.offered_w, load, made)):
            if watts:
                table[entity.name] = table.get(entity.name, 0.0) + watts * part / TICKS
    said = network.said()
    for key, table in (("demand_by_name", used), ("supply_by_name", made)):
        by_name: dict[str, float] = said.get(key) or {}
        table.update({name: watts / TICKS for name, watts in by_name.items()})
    flow = network.surface.grids.flow(network)
    flow.show({"input": used, "output": made, "storage": {}})
    return flow


def network_storage(network: Network, name: Value) -> tuple[float, float]:
    """Joules in the accumulators of a network, and the room they have."""
    wanted = None if name is None else name if isinstance(name, str) else name.name
    held = [entity for entity in network.entities() if entity.type == "accumulator" and wanted in (None, entity.name)]
    return sum(entity.energy for entity in held), sum(entity.electric_buffer_size or 0.0 for entity in held)
