"""What prototypes of single types have: turrets and enemies, robots, trains, power, plants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.objects import SimObject
from tests.game.world.basedata import joules
from tests.game.world.prototype_base import SECOND, LuaPrototypeBase, LuaSurfacePropertyPrototype
from tests.game.world.prototype_combat import attack_parameters, triggers

if TYPE_CHECKING:
    from tests.game.world.geometry import Value
    from tests.game.world.prototype_crafting import LuaItemPrototype


class LuaHeatBufferPrototype(SimObject):
    """How an entity holds heat."""

    api_class = "LuaHeatBufferPrototype"

    def __init__(self, raw: dict[str, Value]) -> None:
        self._raw = raw

    @property
    def max_temperature(self) -> float:
        return float(self._raw["max_temperature"])

    @property
    def specific_heat(self) -> float:
        return joules(self._raw["specific_heat"])

    @property
    def max_transfer(self) -> float:
        """Joules per tick."""
        return joules(self._raw["max_transfer"]) / SECOND

    @property
    def min_working_temperature(self) -> float:
        return float(self._raw.get("min_working_temperature", 15))


class TypedParts(LuaPrototypeBase):
    """Members of LuaEntityPrototype that belong to single types."""

    # Combat

    @property
    def attack_parameters(self) -> Value:
        return attack_parameters(self.raw.get("attack_parameters"), self.prototypes.version)

    @property
    def revenge_attack_parameters(self) -> Value:
        return attack_parameters(self.raw.get("revenge_attack_parameters"), self.prototypes.version)

    @property
    def indexed_guns(self) -> list[LuaItemPrototype] | None:
        names = self.raw.get("guns", [self.raw["gun"]] if "gun" in self.raw else None)
        return None if names is None else [self.prototypes.item[name] for name in names]

    @property
    def resistances(self) -> dict[str, dict[str, float]] | None:
        given = self.raw.get("resistances")
        if not given:
            return None
        return {row["type"]: {key: row.get(key, 0) for key in ("decrease", "percent")} for row in given}

    @property
    def healing_per_tick(self) -> Value:
        return self.raw.get("healing_per_tick")

    @property
    def attack_result(self) -> Value:
        return triggers(self.raw.get("action"))

    @property
    def final_attack_result(self) -> Value:
        return triggers(self.raw.get("final_action"))

    @property
    def initial_action(self) -> Value:
        return triggers(self.raw.get("initial_action"))

    @property
    def damage_interval(self) -> Value:
        return self.raw.get("damage_interval")

    @property
    def absorptions_to_join_attack(self) -> dict[str, float] | None:
        return self.raw.get("absorptions_to_join_attack")

    @property
    def spawning_time_modifier(self) -> Value:
        return self.raw.get("spawning_time_modifier", 1)

    @property
    def attacking_speed(self) -> Value:
        return self.raw.get("attacking_speed")

    @property
    def result_units(self) -> list[dict[str, Value]] | None:
        return [
            {"unit": unit, "spawn_points": [{"evolution_factor": at, "weight": weight} for at, weight in points]}
            for unit, points in self.raw.get("result_units", ())
        ]

    @property
    def spawn_cooldown(self) -> dict[str, float] | None:
        given = self.raw.get("spawning_cooldown")
        return {"min": given[0], "max": given[1]} if given else None

    @property
    def max_count_of_owned_units(self) -> Value:
        return self.raw.get("max_count_of_owned_units")

    @property
    def max_friends_around_to_spawn(self) -> Value:
        return self.raw.get("max_friends_around_to_spawn")

    @property
    def absorptions_per_second(self) -> dict[str, dict[str, float]]:
        return dict(self.raw.get("absorptions_per_second", {}))

    # Robots and trains

    @property
    def speed(self) -> Value:
        """Tiles per tick: of robots, units, and in 2.0 of trains."""
        return self.raw.get("speed", self.raw.get("movement_speed", self.raw.get("max_speed")))

    def get_max_speed(self, quality: Value = None) -> Value:
        """Tiles per tick of rolling stock."""
        self.prototypes.quality_of(quality)
        return self.speed

    def get_max_energy(self, quality: Value = None) -> Value:
        """Joules a robot holds."""
        return joules(self.raw.get("max_energy")) * self.prototypes.quality_of(quality).default_multiplier

    @property
    def energy_per_move(self) -> Value:
        return joules(self.raw.get("energy_per_move"))

    @property
    def energy_per_tick(self) -> Value:
        return joules(self.raw.get("energy_per_tick"))

    @property
    def min_to_charge(self) -> Value:
        return self.raw.get("min_to_charge", 0.2)

    @property
    def max_to_charge(self) -> Value:
        return self.raw.get("max_to_charge", 0.95)

    @property
    def max_payload_size(self) -> Value:
        return self.raw.get("max_payload_size")

    @property
    def speed_multiplier_when_out_of_energy(self) -> Value:
        return self.raw.get("speed_multiplier_when_out_of_energy", 0)

    @property
    def logistic_parameters(self) -> dict[str, Value] | None:
        raw = self.raw
        if self.type != "roboport":
            return None
        numbers = dict.fromkeys(
            (
                "charging_distance",
                "robot_limit",
                "robot_vertical_acceleration",
                "spawn_and_station_height",
                "spawn_and_station_shadow_height_offset",
                "stationing_render_layer_swap_height",
            ),
            0,
        )
        return numbers | {
            "charge_approach_distance": 5,
            "charging_threshold_distance": 1,
            "charging_station_shift": {"x": 0, "y": 0},
            "stationing_offset": {"x": 0, "y": 0},
            "robots_shrink_when_entering_and_exiting": False,
            "charging_energy": joules(raw["charging_energy"]) / SECOND,
            "charging_station_count": raw.get("charging_station_count", len(raw.get("charging_offsets", ()))),
            "construction_radius": raw["construction_radius"],
            "logistic_radius": raw["logistics_radius"],
            "logistics_connection_distance": raw.get("logistics_connection_distance", raw["logistics_radius"]),
        }

    @property
    def recharge_minimum(self) -> Value:
        return joules(self.raw.get("recharge_minimum"))

    @property
    def weight(self) -> Value:
        return self.raw.get("weight")

    @property
    def braking_force(self) -> Value:
        return self.raw.get("braking_force")

    @property
    def friction_force(self) -> Value:
        return self.raw.get("friction_force")

    @property
    def air_resistance(self) -> Value:
        return self.raw.get("air_resistance")

    # Power

    @property
    def effectivity(self) -> Value:
        return self.raw.get("effectivity", 1)

    @property
    def burns_fluid(self) -> bool | None:
        return bool(self.raw.get("burns_fluid", False))

    def get_fluid_usage_per_tick(self, quality: Value = None) -> Value:
        """Fluid a generator or fusion reactor takes at full work."""
        usage = self.raw.get("fluid_usage_per_tick", self.raw.get("max_fluid_usage"))
        return None if usage is None else float(usage) * self.prototypes.quality_of(quality).default_multiplier

    def get_fluid_capacity(self, quality: Value = None) -> float:
        """Fluid it holds."""
        self.prototypes.quality_of(quality)
        boxes = [*self.raw.get("fluid_boxes", ()), *([self.raw["fluid_box"]] if "fluid_box" in self.raw else ())]
        return float(self.raw.get("capacity", sum(box.get("volume", 0) for box in boxes)))

    @property
    def solar_panel_performance_at_day(self) -> float:
        return float(self.raw.get("performance_at_day", 1))

    @property
    def solar_panel_performance_at_night(self) -> float:
        return float(self.raw.get("performance_at_night", 0))

    @property
    def solar_panel_solar_coefficient_property(self) -> LuaSurfacePropertyPrototype:
        name = self.raw.get("solar_coefficient_property", "solar-power")
        return LuaSurfacePropertyPrototype({"name": name, "type": "surface-property"}, self.prototypes)

    @property
    def heat_buffer_prototype(self) -> LuaHeatBufferPrototype | None:
        return LuaHeatBufferPrototype(self.raw["heat_buffer"]) if "heat_buffer" in self.raw else None

    @property
    def heating_energy(self) -> float:
        """Joules per tick that keep it from freezing."""
        return joules(self.raw.get("heating_energy")) / SECOND

    def get_energy_distribution_efficiency(self, quality: Value = None) -> Value:
        """Part of a strike that a lightning attractor keeps."""
        self.prototypes.quality_of(quality)
        return self.raw.get("efficiency")

    def get_attraction_range_elongation(self, quality: Value = None) -> Value:
        """Tiles beyond itself."""
        self.prototypes.quality_of(quality)
        return self.raw.get("range_elongation")

    # What grows, catches and pushes

    @property
    def emissions_per_second(self) -> dict[str, float]:
        return dict(self.raw.get("emissions_per_second", {}))

    @property
    def growth_ticks(self) -> Value:
        return self.raw.get("growth_ticks")

    @property
    def harvest_emissions(self) -> dict[str, float] | None:
        return self.raw.get("harvest_emissions")

    @property
    def agricultural_tower_radius(self) -> Value:
        return self.raw.get("radius")

    @property
    def growth_grid_tile_size(self) -> Value:
        return self.raw.get("growth_grid_tile_size", 3)

    @property
    def crane_energy_usage(self) -> Value:
        return joules(self.raw.get("crane_energy_usage")) / SECOND

    @property
    def arm_count_base(self) -> Value:
        return self.raw.get("arm_count_base")

    @property
    def arm_speed_base(self) -> Value:
        return self.raw.get("arm_speed_base")

    @property
    def passive_energy_usage(self) -> Value:
        """Joules per tick, as the data stage gives them."""
        return joules(self.raw.get("passive_energy_usage"))

    @property
    def arm_energy_usage(self) -> Value:
        return joules(self.raw.get("arm_energy_usage"))

    @property
    def min_performance(self) -> dict[str, float] | None:
        return self.raw.get("min_performance")

    @property
    def max_performance(self) -> dict[str, float] | None:
        return self.raw.get("max_performance")
