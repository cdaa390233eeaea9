"""Forces: research, recipes, bonuses, statistics, friends and enemies."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from tests.game.errors import ApiError
from tests.game.world.geometry import box, within
from tests.game.world.research import LuaCustomChartTag, LuaRecipe, LuaTechnology
from tests.game.world.statistics import LuaFlowStatistics
from tests.game.world.thing import Key, Thing

if TYPE_CHECKING:
    from tests.game.world.geometry import Value
    from tests.game.world.logistics import LuaLogisticNetwork
    from tests.game.world.player import LuaPlayer
    from tests.game.world.prototype_crafting import LuaTechnologyPrototype
    from tests.game.world.world import World

_BONUSES = {
    "inserter-stack-size-bonus": "inserter_stack_size_bonus",
    "bulk-inserter-capacity-bonus": "bulk_inserter_capacity_bonus",
    "belt-stack-size-bonus": "belt_stack_size_bonus",
    "laboratory-speed": "laboratory_speed_modifier",
    "laboratory-productivity": "laboratory_productivity_bonus",
    "mining-drill-productivity-bonus": "mining_drill_productivity_bonus",
    "worker-robot-speed": "worker_robots_speed_modifier",
    "worker-robot-storage": "worker_robots_storage_bonus",
    "worker-robot-battery": "worker_robots_battery_modifier",
    "train-braking-force-bonus": "train_braking_force_bonus",
    "character-logistic-requests": "character_logistic_requests",
}


class LuaForce(Thing):
    """One force."""

    api_class: ClassVar[str] = "LuaForce"
    hidden: ClassVar[frozenset[str]] = frozenset({"world", "statistics", "technologies", "recipes"})

    research_enabled = True
    research_progress = 0.0
    rockets_launched = 0
    friendly_fire = True
    share_chart = True
    manual_mining_speed_modifier = 0.0
    manual_crafting_speed_modifier = 0.0
    laboratory_speed_modifier = 0.0
    laboratory_productivity_bonus = 0.0
    worker_robots_speed_modifier = 0.0
    worker_robots_battery_modifier = 0.0
    worker_robots_storage_bonus = 0.0
    inserter_stack_size_bonus = 0.0
    bulk_inserter_capacity_bonus = 0
    belt_stack_size_bonus = 0
    mining_drill_productivity_bonus = 0.0
    train_braking_force_bonus = 0.0
    beacon_distribution_modifier = 0.0
    character_logistic_requests = False
    character_inventory_slots_bonus = 0
    character_running_speed_modifier = 0.0
    create_ghost_on_entity_death = True
    cliff_deconstruction_enabled = False
    circuit_network_enabled = True
    index: int
    name: str
    current_name: str | None = None
    previous_name: str | None = None
    queue: tuple[str, ...] = ()

    def __init__(self, world: World, index: int, name: str) -> None:
        self.index = index
        self.name = name
        self.done: set[str] = set()
        self.levels: dict[str, int] = {}
        self.progress: dict[str, float] = {}
        self.enabled_recipes: dict[str, bool] = {}
        self.recipe_productivity: dict[str, float] = {}
        self.friends: set[int] = set()
        self.truces: set[int] = set()
        self.evolution: dict[int, dict[str, float]] = {}
        self.spawn: dict[int, tuple[float, float]] = {}
        self.bonuses: dict[str, dict[str, float]] = {"ammo": {}, "gun": {}, "turret": {}}
        self.tags: list[Value] = []
        self.world = world
        self.statistics: dict[tuple[str, int], LuaFlowStatistics] = {}
        self.changed()

    @property
    def key(self) -> Key:
        return "force", self.index

    @property
    def color(self) -> Value:
        return {"r": 0.869, "g": 0.5, "b": 0.13, "a": 0.5}

    @property
    def players(self) -> list[LuaPlayer]:
        return [player for player in self.world.players.values() if player.force is self]

    @property
    def connected_players(self) -> list[LuaPlayer]:
        return [player for player in self.players if player.connected]

    def print(self, message: Value, print_settings: Value = None) -> None:
        for player in self.players:
            player.print(message, print_settings)

    def play_sound(self, sound_specification: Value) -> None:
        for player in self.players:
            player.play_sound(sound_specification)

    # Research and recipes

    @cached_property
    def technologies(self) -> dict[str, LuaTechnology]:
        return {name: LuaTechnology(self, prototype) for name, prototype in self.world.prototypes.technology.items()}

    @cached_property
    def recipes(self) -> dict[str, LuaRecipe]:
        return {name: LuaRecipe(self, prototype) for name, prototype in self.world.prototypes.recipe.items()}

    @property
    def current_research(self) -> LuaTechnology | None:
        return self.technologies[self.current_name] if self.current_name else None

    @property
    def previous_research(self) -> LuaTechnology | None:
        return self.technologies[self.previous_name] if self.previous_name else None

    @property
    def research_queue(self) -> list[LuaTechnologyPrototype]:
        names = ([self.current_name] if self.current_name else []) + list(self.queue)
        return [self.world.prototypes.technology[name] for name in names]

    def add_research(self, technology: Value) -> bool:
        name = technology if isinstance(technology, str) else technology.name
        if name not in self.technologies:
            raise ApiError(f"Unknown technology name: {name}")
        if name in self.done or not all(one.researched for one in self.technologies[name].prerequisites.values()):
            return False
        if self.current_name is None:
            self.current_name = name
            self.world.raise_event("on_research_started", research=self.technologies[name], last_research=None)
        elif name not in self.queue:
            self.queue = (*self.queue, name)
        return True

    def cancel_current_research(self) -> None:
        self.current_name = None

    def finish(self, prototype: LuaTechnologyPrototype) -> None:
        """Research is done: effects are applied and the event raised."""
        self.done = {*self.done, prototype.name}
        for effect in prototype.effects:
            self._apply(effect, 1)
        if self.current_name == prototype.name:
            self.previous_name = prototype.name
            self.current_name, self.queue = (self.queue[0], self.queue[1:]) if self.queue else (None, ())
            self.research_progress = 0.0
        self.world.raise_event("on_research_finished", research=self.technologies[prototype.name], by_script=True)

    def undo(self, prototype: LuaTechnologyPrototype) -> None:
        """Research is taken back."""
        self.done = self.done - {prototype.name}
        for effect in prototype.effects:
            self._apply(effect, -1)
        self.world.raise_event("on_research_reversed", research=self.technologies[prototype.name], by_script=True)

    def _apply(self, effect: dict[str, Value], sign: int) -> None:
        kind = effect["type"]
        if kind == "unlock-recipe" and effect["recipe"] in self.recipes:
            self.recipes[effect["recipe"]].enabled = sign > 0
        elif kind in _BONUSES:
            name = _BONUSES[kind]
            value = effect["modifier"]
            old = getattr(self, name)
            setattr(self, name, bool(value) and sign > 0 if isinstance(old, bool) else old + sign * value)
        elif kind in {"ammo-damage", "gun-speed"}:
            table, key = ("ammo", "ammo_category") if kind == "ammo-damage" else ("gun", "ammo_category")
            self._bonus(table, effect[key], sign * effect["modifier"])
        elif kind == "turret-attack":
            self._bonus("turret", effect["turret_id"], sign * effect["modifier"])

    def _bonus(self, table: str, key: str, value: float) -> None:
        self.bonuses[table][key] = self.bonuses[table].get(key, 0.0) + value
        self.changed()

    def get_ammo_damage_modifier(self, ammo: str) -> float:
        return self.bonuses["ammo"].get(ammo, 0.0)

    def get_gun_speed_modifier(self, ammo: str) -> float:
        return self.bonuses["gun"].get(ammo, 0.0)

    def get_turret_attack_modifier(self, turret: Value) -> float:
        return self.bonuses["turret"].get(turret if isinstance(turret, str) else turret.name, 0.0)

    def research_all_technologies(self, _: bool = False) -> None:
        for technology in self.technologies.values():
            technology.researched = True

    def enable_all_recipes(self) -> None:
        for recipe in self.recipes.values():
            recipe.enabled = True

    def is_quality_unlocked(self, quality: Value) -> bool:
        return self.world.prototypes.quality_of(quality).name == "normal"

    # Statistics

    def _flow(self, name: str, surface: Value) -> LuaFlowStatistics:
        index = self.world.surface_of(surface).index
        found = self.statistics.get((name, index))
        if found is None:
            found = self.statistics[name, index] = LuaFlowStatistics(self, f"{name}-{index}", self)
        return found

    def get_item_production_statistics(self, surface: Value) -> LuaFlowStatistics:
        return self._flow("items", surface)

    def get_fluid_production_statistics(self, surface: Value) -> LuaFlowStatistics:
        return self._flow("fluids", surface)

    def get_kill_count_statistics(self, surface: Value) -> LuaFlowStatistics:
        return self._flow("kills", surface)

    def get_entity_build_count_statistics(self, surface: Value) -> LuaFlowStatistics:
        return self._flow("built", surface)

    def get_entity_count(self, name: Value) -> int:
        wanted = name if isinstance(name, str) else name.name
        return sum(
            len(surface.find_entities_filtered(name=wanted, force=self)) for surface in self.world.surfaces.values()
        )

    @property
    def logistic_networks(self) -> dict[str, list[LuaLogisticNetwork]]:
        found: dict[str, list[LuaLogisticNetwork]] = {}
        for network in self.world.logistics.all(self):
            found.setdefault(network.roboports[0].surface.name, []).append(network)
        return found

    # Enemies

    def _evolution(self, surface: Value) -> dict[str, float]:
        return self.evolution.get(self.world.surface_of(surface or "nauvis").index, {})

    def get_evolution_factor(self, surface: Value = None) -> float:
        return self._evolution(surface).get("total", 0.0)

    def set_evolution_factor(self, factor: float, surface: Value = None) -> None:
        index = self.world.surface_of(surface or "nauvis").index
        self.evolution = {**self.evolution, index: {**self._evolution(surface), "total": factor}}

    def get_evolution_factor_by_time(self, surface: Value = None) -> float:
        return self._evolution(surface).get("time", 0.0)

    def get_evolution_factor_by_pollution(self, surface: Value = None) -> float:
        return self._evolution(surface).get("pollution", 0.0)

    def get_evolution_factor_by_killing_spawners(self, surface: Value = None) -> float:
        return self._evolution(surface).get("kills", 0.0)

    def is_friend(self, other: Value) -> bool:
        force = self.world.force_of(other)
        return force is self or force.index in self.friends

    def is_enemy(self, other: Value) -> bool:
        force = self.world.force_of(other)
        return not self.is_friend(force) and force.index not in self.truces

    def get_friend(self, other: Value) -> bool:
        return self.world.force_of(other).index in self.friends

    def set_friend(self, other: Value, friend: bool) -> None:
        index = self.world.force_of(other).index
        self.friends = self.friends | {index} if friend else self.friends - {index}

    def get_cease_fire(self, other: Value) -> bool:
        return self.world.force_of(other).index in self.truces

    def set_cease_fire(self, other: Value, cease_fire: bool) -> None:
        index = self.world.force_of(other).index
        self.truces = self.truces | {index} if cease_fire else self.truces - {index}

    # Map

    def get_spawn_position(self, surface: Value) -> Value:
        x, y = self.spawn.get(self.world.surface_of(surface).index, (0.0, 0.0))
        return {"x": x, "y": y}

    def is_chunk_charted(self, surface: Value, chunk_position: Value) -> bool:
        return self.world.surface_of(surface).is_chunk_generated(chunk_position)

    def is_chunk_visible(self, surface: Value, chunk_position: Value) -> bool:
        return self.is_chunk_charted(surface, chunk_position)

    def add_chart_tag(self, surface: Value, tag: Value) -> LuaCustomChartTag:
        made = LuaCustomChartTag(self, self.world.surface_of(surface).index, self.world.next_number(), tag)
        self.tags = [*self.tags, made]
        return made

    def find_chart_tags(self, surface: Value, area: Value = None) -> list[LuaCustomChartTag]:
        index = self.world.surface_of(surface).index
        found = [tag for tag in self.tags if tag.on == index]
        if area is None:
            return found
        return [tag for tag in found if within(tag.position["x"], tag.position["y"], box(area))]
