"""Energy of entities: networks, buffers, burners."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.game.errors import ApiError
from tests.game.objects import SimObject
from tests.game.world import kinds
from tests.game.world.basedata import joules
from tests.game.world.entity_items import EntityItems
from tests.game.world.power import TICKS, LuaElectricSubNetwork, Network, current_flow
from tests.game.world.stack import identify

if TYPE_CHECKING:
    from collections.abc import Hashable

    from tests.game.world.geometry import Value
    from tests.game.world.inventory import LuaInventory
    from tests.game.world.statistics import LuaFlowStatistics

IDLE = frozenset(
    {
        *("no_recipe", "no_ingredients", "item_ingredient_shortage", "fluid_ingredient_shortage", "full_output"),
        *("no_input_fluid", "no_minable_resources", "waiting_for_source_items", "waiting_for_space_in_destination"),
        *("missing_science_packs", "no_research_in_progress", "disabled_by_script", "disabled_by_control_behavior"),
        *("marked_for_deconstruction", "frozen", "not_enough_space_in_output", "no_modules_to_transmit"),
    },
)


class EntityPower(EntityItems):
    """Electric and burner energy. Powers are in watts inside, in joules per tick where the API says so."""

    power_said: Value = None
    energy_held: float | None = None
    burning: Value = None
    burning_left = 0.0
    status_said: str | None = None

    @property
    def networks(self) -> list[Network]:
        """Networks that serve this entity."""
        return self.surface.grids.of(self)  # type: ignore[arg-type]  # only LuaEntity is ever made

    @property
    def is_electric(self) -> bool:
        """Whether it has an electric energy source."""
        return self.inner is None and self.prototype.source.get("type") == "electric"

    @property
    def is_primary(self) -> bool:
        """Whether it is served before others."""
        return bool(self.prototype.source.get("usage_priority") == "primary-input")

    @property
    def satisfaction(self) -> float:
        """Part of its power that an electric entity gets, from the best network that serves it."""
        return max((network.satisfaction for network in self.networks), default=0.0)

    @property
    def wanted_w(self) -> float:
        """Watts wanted now: full usage with modules when at work, else the drain. Chargers' needs are not modelled."""
        if not self.is_electric or self.type in kinds.WITH_DRAIN - kinds.WITH_MODULES:
            return self.body.drain_w if self.is_electric else 0.0
        if self.type in {"generator", "solar-panel", "accumulator"} or self.stopped_by_script:
            return 0.0
        if (self.status_said or self.natural_status) in IDLE:
            return self.body.drain_w
        return self.body.usage_w * (1 + max(-0.8, self.effect("consumption"))) + self.body.drain_w

    @property
    def offered_w(self) -> float:
        """Watts a generator or panel could give now."""
        full = kinds.production_w(self.prototype.raw, self.world.prototypes.fluid) * self.quality.default_multiplier
        if self.type == "solar-panel":
            return full * self.surface.daylight * self.surface.solar_power_multiplier
        if self.type != "generator" or self.status_said in {"no_input_fluid", "no_fuel"}:
            return 0.0
        return full

    @property
    def body_output_w(self) -> float:
        """Watts an accumulator can give."""
        return kinds.production_w(self.prototype.raw, self.world.prototypes.fluid)

    @property
    def electric_network_id(self) -> int | None:
        networks = self.networks if self.inner is None else []
        return networks[0].id if networks else None

    def is_connected_to_electric_network(self) -> bool:
        return self.inner is None and bool(self.networks)

    @property
    def electric_network(self) -> LuaElectricSubNetwork | None:
        """The primary one; a pole's own."""
        number = self.electric_network_id
        return None if number is None else LuaElectricSubNetwork(self.surface.grids, number)

    @property
    def electric_networks(self) -> list[LuaElectricSubNetwork] | None:
        if not self.is_electric:
            return None
        return [LuaElectricSubNetwork(self.surface.grids, network.id) for network in self.networks]

    @property
    def electric_network_statistics(self) -> LuaFlowStatistics:
        """On poles only."""
        if self.type != "electric-pole" or not self.networks:
            raise ApiError("Entity is not an electric pole.")
        return current_flow(self.networks[0])

    @property
    def electric_buffer_size(self) -> float | None:
        """Joules the electric buffer holds; a consumer's is what it uses in two ticks."""
        if not self.is_electric:
            return None
        given = self.prototype.source.get("buffer_capacity")
        return joules(given) if given else self.body.usage_w / TICKS * 2

    @property
    def electric_drain(self) -> float | None:
        return self.body.drain_w / TICKS if self.is_electric else None

    @property
    def energy(self) -> float:
        """Joules held. A consumer's buffer is as full as its network is satisfied."""
        if self.energy_held is not None:
            return self.energy_held
        if not self.is_electric or self.type == "accumulator":
            return self.burning_left
        return (self.electric_buffer_size or 0.0) * self.satisfaction

    @energy.setter
    def energy(self, energy: float) -> None:
        self.energy_held = energy

    @property
    def energy_generated_last_tick(self) -> float:
        """Joules a generator gave in the last tick: its part of what its network asked for."""
        if self.type != "generator" or not self.networks:
            return 0.0
        network = self.networks[0]
        return self.offered_w / TICKS * (min(1.0, network.demand_w / network.capacity_w) if network.capacity_w else 0.0)

    @property
    def burner(self) -> LuaBurner | None:
        return LuaBurner(self) if self.inner is None and self.prototype.source.get("type") == "burner" else None

    def get_fuel_inventory(self) -> LuaInventory | None:
        return self.get_inventory("fuel")

    def get_burnt_result_inventory(self) -> LuaInventory | None:
        return self.get_inventory("burnt_result")

    # Status

    @property
    def status(self) -> str | None:
        """A name of `defines.entity_status`: what stops the entity for sure, then what a scenario said, then a guess
        from its state."""
        stopping = self.stopping_status
        return stopping or self.status_said or self.natural_status

    @status.setter
    def status(self, status: str | None) -> None:
        self.status_said = status

    @property
    def stopping_status(self) -> str | None:
        """Marks, scripts and power come before everything else."""
        if self.inner is not None:
            return "ghost"
        if self.type in kinds.NATURE | kinds.LOOSE:
            return None
        if self.to_be_deconstructed():
            return "marked_for_deconstruction"
        return "disabled_by_script" if self.stopped_by_script else self.power_status

    @property
    def power_status(self) -> str | None:
        """What is wrong with the electricity, if anything."""
        if not self.is_electric or self.type in {"accumulator", "generator", "solar-panel"}:
            return None
        if not self.networks:
            return "not_plugged_in_electric_network"
        if self.status_said in {"no_power", "low_power"}:
            return None
        if self.satisfaction <= 0:
            return "no_power"
        return "low_power" if self.satisfaction < 1 and (self.status_said or self.natural_status) == "working" else None

    @property
    def natural_status(self) -> str | None:
        """What the entity would say of itself with power."""
        kind = self.type
        if kind in {"assembling-machine", "rocket-silo"} and self.recipe_name is None:
            return "no_recipe"
        if kind == "furnace" and self.recipe_name is None:
            return "no_ingredients"
        if kind == "accumulator":
            return "fully_charged" if self.energy >= (self.electric_buffer_size or 0.0) else "discharging"
        if kind in kinds.WITH_MODULES | {
            "inserter",
            "generator",
            "solar-panel",
            "boiler",
            "radar",
            "roboport",
            "reactor",
        }:
            return "working"
        return None if kind in kinds.NATURE | kinds.LOOSE | {"unit", "character"} else "normal"

    recipe_name: str | None = None

    if TYPE_CHECKING:

        def effect(self, name: str) -> float:
            """Sum of a module effect; crafting entities know it."""

        def to_be_deconstructed(self) -> bool: ...


class LuaBurner(SimObject):
    """The burner of an entity."""

    api_class: ClassVar[str] = "LuaBurner"

    def __init__(self, entity: EntityPower) -> None:
        self.entity = entity

    @property
    def object_id(self) -> Hashable:
        return *self.entity.key, "burner"

    @property
    def valid(self) -> bool:  # type: ignore[override]  # follows the entity
        return self.entity.valid

    @property
    def owner(self) -> EntityPower:
        return self.entity

    @property
    def inventory(self) -> Value:
        return self.entity.get_inventory("fuel")

    @property
    def burnt_result_inventory(self) -> Value:
        return self.entity.get_inventory("burnt_result")

    @property
    def fuel_categories(self) -> dict[str, bool]:
        return dict.fromkeys(self.entity.prototype.source.get("fuel_categories", ("chemical",)), True)

    @property
    def currently_burning(self) -> Value:
        if self.entity.burning is None:
            return None
        known = self.entity.world.prototypes
        return {"name": known.item[self.entity.burning], "quality": known.quality["normal"]}

    @currently_burning.setter
    def currently_burning(self, fuel: Value) -> None:
        self.entity.burning = None if fuel is None else identify(fuel).name

    @property
    def remaining_burning_fuel(self) -> float:
        return self.entity.burning_left

    @remaining_burning_fuel.setter
    def remaining_burning_fuel(self, left: float) -> None:
        self.entity.burning_left = left

    @property
    def heat(self) -> float:
        return 0.0

    @property
    def heat_capacity(self) -> float:
        return self.entity.body.usage_w / TICKS
