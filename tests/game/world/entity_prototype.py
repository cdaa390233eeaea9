"""Prototypes of entities."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING

from tests.game.world import kinds
from tests.game.world.basedata import joules
from tests.game.world.energy_source import (
    LuaBurnerPrototype,
    LuaElectricEnergySourcePrototype,
    LuaFluidEnergySourcePrototype,
    LuaHeatEnergySourcePrototype,
    LuaVoidEnergySourcePrototype,
    source_of,
)
from tests.game.world.entity_prototype_parts import TypedParts
from tests.game.world.fluidbox_prototype import LuaFluidBoxPrototype
from tests.game.world.geometry import Box, Value, bounding_box, box
from tests.game.world.prototype_base import SECOND, runtime_product

if TYPE_CHECKING:
    from tests.game.world.prototype_crafting import LuaItemPrototype

_NO_BOX: Box = (0.0, 0.0, 0.0, 0.0)


class LuaEntityPrototype(TypedParts):
    """An entity of any type; energies are in joules per tick, as in the runtime API."""

    api_class = "LuaEntityPrototype"
    locale_section = "entity-name"

    @cached_property
    def subclasses(self) -> frozenset[str]:
        return kinds.prototype_subclasses(self.type)

    @cached_property
    def collision(self) -> Box:
        """The collision box facing north."""
        return box(self.raw["collision_box"]) if "collision_box" in self.raw else _NO_BOX

    @cached_property
    def selection(self) -> Box:
        """The selection box facing north."""
        return box(self.raw["selection_box"]) if "selection_box" in self.raw else _NO_BOX

    @cached_property
    def layers(self) -> frozenset[str]:
        """Names of the collision layers."""
        given = self.raw.get("collision_mask")
        if given is None:
            return kinds.default_layers(self.type)
        names = given.get("layers", given) if isinstance(given, dict) else given
        return frozenset(names)

    @property
    def collision_box(self) -> Value:
        return bounding_box(self.collision)

    @property
    def selection_box(self) -> Value:
        return bounding_box(self.selection)

    @property
    def collision_mask(self) -> dict[str, Value]:
        return {"layers": dict.fromkeys(sorted(self.layers), True)}

    @cached_property
    def tile_width(self) -> int:
        return int(self.raw.get("tile_width", math.ceil(self.collision[2] - self.collision[0])))

    @cached_property
    def tile_height(self) -> int:
        return int(self.raw.get("tile_height", math.ceil(self.collision[3] - self.collision[1])))

    @property
    def flags(self) -> dict[str, bool]:
        return dict.fromkeys(self.raw.get("flags", ()), True)

    def has_flag(self, flag: str) -> bool:
        return flag in self.raw.get("flags", ())

    @property
    def is_building(self) -> bool:
        return self.has_flag("player-creation") and self.type not in kinds.VEHICLES

    @property
    def is_entity_with_owner(self) -> bool:
        return "EntityWithOwner" in self.subclasses

    @property
    def supports_direction(self) -> bool:
        return self.type in kinds.DIRECTED

    @property
    def fast_replaceable_group(self) -> str | None:
        return self.raw.get("fast_replaceable_group")

    @property
    def next_upgrade(self) -> LuaEntityPrototype | None:
        return self.prototypes.entity.get(self.raw.get("next_upgrade", ""))

    @property
    def items_to_place_this(self) -> list[dict[str, Value]] | None:
        items = [name for name, item in self.prototypes.item.items() if item.raw.get("place_result") == self.name]
        return [{"name": name, "count": 1} for name in items] or None

    @property
    def mineable_properties(self) -> dict[str, Value]:
        minable = self.raw.get("minable")
        if not minable:
            return {"minable": False, "mining_time": 0, "transfer_entity_health_to_products": False}
        given = minable.get("results") or [
            {"type": "item", "name": minable["result"], "amount": minable.get("count", 1)}
        ]
        products = [runtime_product(product, self.prototypes.version) for product in given]
        fluid = {key: minable[key] for key in ("required_fluid", "fluid_amount") if key in minable}
        return fluid | {
            "minable": True,
            "mining_time": minable["mining_time"],
            "products": products,
            "transfer_entity_health_to_products": False,
        }

    def get_max_health(self, quality: Value = None) -> float:
        """Health of the quality: 30 % more with each level."""
        return float(self.raw.get("max_health", 0)) * self.prototypes.quality_of(quality).default_multiplier

    def get_inventory_size(self, index: str, quality: Value = None) -> int | None:
        """Slots of an inventory of `defines.inventory`; nil when there is none."""
        from tests.game.world.inventories import sizes  # noqa: PLC0415 the two need each other

        return sizes(self, self.prototypes.quality_of(quality).level).get(index)

    # Crafting, mining, research

    def get_crafting_speed(self, quality: Value = None) -> float:
        """Crafting speed of the quality, without modules."""
        return float(self.raw.get("crafting_speed", 1)) * self.prototypes.quality_of(quality).default_multiplier

    @property
    def crafting_categories(self) -> dict[str, bool] | None:
        return dict.fromkeys(self.raw["crafting_categories"], True) if "crafting_categories" in self.raw else None

    @property
    def fixed_recipe(self) -> Value:
        """A name in 2.0, the prototype in 2.1."""
        name = self.raw.get("fixed_recipe")
        return name if self.prototypes.version == "2.0" or name is None else self.prototypes.recipe[name]

    @property
    def rocket_parts_required(self) -> int | None:
        return int(self.raw["rocket_parts_required"]) if self.type == "rocket-silo" else None

    @property
    def effect_receiver(self) -> dict[str, Value] | None:
        if self.type not in kinds.RECEIVERS:
            return None
        given = self.raw.get("effect_receiver", {})
        receiver = {
            "base_effect": given.get("base_effect", {}),
            **{f"uses_{of}_effects": given.get(f"uses_{of}_effects", True) for of in ("beacon", "module", "surface")},
        }
        if self.prototypes.version == "2.0":
            return receiver
        limits = {f"{effect}_limits": {"low": -0.8, "high": 327.67} for effect in ("consumption", "pollution", "speed")}
        return (
            receiver
            | limits
            | {f"{effect}_limits": {"low": 0, "high": 327.67} for effect in ("productivity", "quality")}
        )

    @property
    def surface_conditions(self) -> list[dict[str, Value]] | None:
        return self.raw.get("surface_conditions")

    @property
    def autoplace_specification(self) -> dict[str, Value] | None:
        given = self.raw.get("autoplace")
        if given is None:
            return None
        common = {"default_enabled": True, "force": "neutral", "order": "", "placement_density": 1}
        return {**common, "probability_expression": "0", **given}

    @property
    def module_inventory_size(self) -> int | None:
        return self.raw.get("module_slots", 0) if self.type in kinds.WITH_MODULES else None

    @property
    def allowed_effects(self) -> dict[str, bool] | None:
        given = self.raw.get("allowed_effects")
        if self.type not in kinds.WITH_MODULES:
            return None
        names = given if given is not None else ("consumption", "speed", "productivity", "pollution", "quality")
        every = ("consumption", "speed", "productivity", "pollution", "quality")
        return {effect: effect in names for effect in every}

    @property
    def mining_speed(self) -> float | None:
        return self.raw.get("mining_speed")

    @property
    def mining_drill_radius(self) -> float | None:
        return self.get_mining_drill_radius()

    def get_mining_drill_radius(self, quality: Value = None) -> float | None:
        """Half the side of the square that a drill mines."""
        radius = self.raw.get("resource_searching_radius")
        return None if radius is None else float(radius) + self.prototypes.quality_of(quality).level

    @property
    def resource_drain_rate_percent(self) -> int | None:
        return int(self.raw.get("resource_drain_rate_percent", 100)) if self.type == "mining-drill" else None

    @property
    def vector_to_place_result(self) -> list[float] | None:
        return self.raw.get("vector_to_place_result")

    @property
    def science_pack_drain_rate_percent(self) -> int:
        return int(self.raw.get("science_pack_drain_rate_percent", 100))

    @property
    def resource_categories(self) -> dict[str, bool] | None:
        return dict.fromkeys(self.raw["resource_categories"], True) if "resource_categories" in self.raw else None

    @property
    def resource_category(self) -> str | None:
        return self.raw.get("category", "basic-solid") if self.type == "resource" else None

    @property
    def infinite_resource(self) -> bool | None:
        return bool(self.raw.get("infinite", False)) if self.type == "resource" else None

    @property
    def normal_resource_amount(self) -> int | None:
        return self.raw.get("normal", 1) if self.type == "resource" else None

    @property
    def minimum_resource_amount(self) -> int | None:
        return self.raw.get("minimum", 0) if self.type == "resource" else None

    @property
    def infinite_depletion_resource_amount(self) -> int | None:
        return self.raw.get("infinite_depletion_amount", 1) if self.type == "resource" else None

    @property
    def lab_inputs(self) -> list[str] | None:
        return list(self.raw["inputs"]) if self.type == "lab" else None

    def get_researching_speed(self, quality: Value = None) -> float | None:
        """Speed of a lab of the quality, without modules."""
        if self.type != "lab":
            return None
        return float(self.raw["researching_speed"]) * self.prototypes.quality_of(quality).default_multiplier

    @property
    def distribution_effectivity(self) -> float | None:
        return self.raw.get("distribution_effectivity")

    @property
    def distribution_effectivity_bonus_per_quality_level(self) -> float | None:
        return self.raw.get("distribution_effectivity_bonus_per_quality_level")

    @property
    def beacon_counter(self) -> str | None:
        return self.raw.get("beacon_counter", "total") if self.type == "beacon" else None

    @property
    def profile(self) -> list[float] | None:
        return list(self.raw["profile"]) if "profile" in self.raw else None

    # Energy

    @cached_property
    def source(self) -> dict[str, Value]:
        """The energy source as given in the data stage."""
        return dict(self.raw.get("energy_source", {}))

    @property
    def usage_w(self) -> float:
        """Watts drawn at full work, without drain and modules."""
        for key in (
            "energy_usage",
            "active_energy_usage",
            "energy_consumption",
            "consumption",
            "power_input",
            "max_power",
        ):
            if key in self.raw:
                return joules(self.raw[key])
        return joules(self.raw.get("energy_usage_per_tick"))

    @property
    def drain_w(self) -> float:
        """Watts drawn when idle: a thirtieth of the usage where nothing else is said (wiki, Electric system)."""
        if self.source.get("type") != "electric":
            return 0.0
        if "drain" in self.source:
            return joules(self.source["drain"])
        return self.usage_w / 30 if self.type in kinds.WITH_DRAIN else 0.0

    @property
    def electric_energy_source_prototype(self) -> LuaElectricEnergySourcePrototype | None:
        return source_of(self, LuaElectricEnergySourcePrototype)

    @property
    def burner_prototype(self) -> LuaBurnerPrototype | None:
        return source_of(self, LuaBurnerPrototype)

    @property
    def heat_energy_source_prototype(self) -> LuaHeatEnergySourcePrototype | None:
        return source_of(self, LuaHeatEnergySourcePrototype)

    @property
    def fluid_energy_source_prototype(self) -> LuaFluidEnergySourcePrototype | None:
        return source_of(self, LuaFluidEnergySourcePrototype)

    @property
    def void_energy_source_prototype(self) -> LuaVoidEnergySourcePrototype | None:
        return source_of(self, LuaVoidEnergySourcePrototype)

    @property
    def active_energy_usage(self) -> float | None:
        """Of a rocket silo that launches, beside its usage; of a combinator all it uses."""
        return joules(self.raw["active_energy_usage"]) / SECOND if "active_energy_usage" in self.raw else None

    @property
    def energy_per_movement(self) -> float | None:
        return joules(self.raw.get("energy_per_movement")) if self.type == "inserter" else None

    @property
    def energy_per_rotation(self) -> float | None:
        return joules(self.raw.get("energy_per_rotation")) if self.type == "inserter" else None

    @property
    def energy_usage(self) -> float | None:
        return self.usage_w / SECOND if self.usage_w else None

    def get_max_energy_usage(self, quality: Value = None) -> float:
        """Joules per tick at full work; quality changes nothing for machines of the base game."""
        self.prototypes.quality_of(quality)
        return self.usage_w / SECOND

    def get_max_energy_production(self, quality: Value = None) -> float:
        """Joules per tick at full work."""
        factor = self.prototypes.quality_of(quality).default_multiplier
        return kinds.production_w(self.raw, self.prototypes.fluid) * factor / SECOND

    @property
    def max_power_output(self) -> float | None:
        return kinds.production_w(self.raw, self.prototypes.fluid) / SECOND if self.type == "generator" else None

    def get_supply_area_distance(self, quality: Value = None) -> float | None:
        """Half the side of the square a pole or beacon serves."""
        distance = self.raw.get("supply_area_distance")
        if distance is None:
            return None
        bonus = self.prototypes.quality_of(quality).level if self.type == "electric-pole" else 0
        return float(distance) + bonus

    def get_max_wire_distance(self, quality: Value = None) -> float | None:
        """Reach of a wire."""
        distance = self.raw.get("maximum_wire_distance")
        if distance is None:
            return None
        bonus = 2 * self.prototypes.quality_of(quality).level if self.type == "electric-pole" else 0
        return float(distance) + bonus

    def get_max_circuit_wire_distance(self, quality: Value = None) -> float | None:
        """Reach of a red or green wire; 0 for what has none."""
        if self.type == "electric-pole":
            return self.get_max_wire_distance(quality)
        self.prototypes.quality_of(quality)
        return float(self.raw.get("circuit_wire_max_distance", 0))

    # Belts, inserters, fluids, logistics

    @property
    def belt_speed(self) -> float | None:
        return self.raw.get("speed") if "TransportBeltConnectable" in self.subclasses else None

    @property
    def max_underground_distance(self) -> int | None:
        if self.type == "underground-belt":
            return int(self.raw["max_distance"])
        ends = [c for pipe in self.raw.get("fluid_boxes", ()) for c in pipe["pipe_connections"]]
        return next((int(end["max_underground_distance"]) for end in ends if "max_underground_distance" in end), None)

    @property
    def bulk(self) -> bool | None:
        return bool(self.raw.get("bulk", False)) if self.type == "inserter" else None

    @property
    def inserter_pickup_position(self) -> list[float] | None:
        return self.raw.get("pickup_position")

    @property
    def inserter_drop_position(self) -> list[float] | None:
        return self.raw.get("insert_position")

    def get_inserter_rotation_speed(self, quality: Value = None) -> float | None:
        """Turns of the arm per tick."""
        speed = self.raw.get("rotation_speed") if self.type == "inserter" else None
        return None if speed is None else float(speed) * self.prototypes.quality_of(quality).default_multiplier

    def get_inserter_extension_speed(self, quality: Value = None) -> float | None:
        """Tiles of the arm per tick."""
        speed = self.raw.get("extension_speed") if self.type == "inserter" else None
        return None if speed is None else float(speed) * self.prototypes.quality_of(quality).default_multiplier

    @property
    def inserter_stack_size_bonus(self) -> int | None:
        return int(self.raw.get("stack_size_bonus", 0)) if self.type == "inserter" else None

    @property
    def inserter_max_belt_stack_size(self) -> int | None:
        return int(self.raw.get("max_belt_stack_size", 1)) if self.type == "inserter" else None

    @property
    def fluidbox_prototypes(self) -> list[LuaFluidBoxPrototype]:
        return [LuaFluidBoxPrototype(self, at, raw) for at, raw in enumerate(self.raw.get("fluid_boxes", ()), 1)]

    def get_pumping_speed(self, quality: Value = None) -> float:
        """Units per tick."""
        return float(self.raw["pumping_speed"]) * self.prototypes.quality_of(quality).default_multiplier

    @property
    def filter_count(self) -> int | None:
        return self.raw.get("filter_count", self.raw.get("max_logistic_slots"))

    @property
    def logistic_mode(self) -> str | None:
        return self.raw.get("logistic_mode")

    @property
    def logistic_radius(self) -> float | None:
        return self.raw.get("logistics_radius")

    @property
    def construction_radius(self) -> float | None:
        return self.raw.get("construction_radius")

    @property
    def fluid_capacity(self) -> float:
        return self.get_fluid_capacity()

    @property
    def target_temperature(self) -> float | None:
        return self.raw.get("target_temperature")

    @property
    def maximum_temperature(self) -> float | None:
        return self.raw.get("maximum_temperature")

    @property
    def fluid_usage_per_tick(self) -> float | None:
        return self.raw.get("fluid_usage_per_tick")

    @property
    def neighbour_bonus(self) -> float | None:
        return self.raw.get("neighbour_bonus")

    @property
    def count_as_rock_for_filtered_deconstruction(self) -> bool | None:
        return bool(self.raw.get("count_as_rock_for_filtered_deconstruction")) if self.type == "simple-entity" else None

    @property
    def placing_item(self) -> LuaItemPrototype | None:
        """The item that builds this, if any."""
        items = self.items_to_place_this
        return self.prototypes.item[items[0]["name"]] if items else None
