"""An export that the mod made in the simulated game, read as game data: a foreign mod set computes like a bundled one.

Expected figures: base recipes and machines from the bundled table of the same game version (the game's own data stage);
the foreign recipe's by hand, below.
"""

from __future__ import annotations

import json
from dataclasses import fields, replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from agent.analysis.rates import machine_rate
from agent.analysis.view import Machine, ModuleStack, Part
from agent.contract import MarkLine
from agent.factory.requirements import Options, Question, Target, requirements
from agent.factory.requirements.document import document
from agent.game.bundled import load, set_for
from agent.game.combat import Damage, Unit
from agent.game.exported import exported_data
from agent.game.machinery import AgriculturalTower, AsteroidCollector, FusionReactor, LightningAttractor, Thruster
from agent.game.prototypes import CraftingMachine, Resistance
from tests.game_data.kit import exact
from tests.mod.scene import Scene, copy_mods

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from agent.game.gamedata import GameData

FOREIGN = """
data:extend({
  { type = "recipe-category", name = "far-pressing" },
  { type = "recipe-category", name = "far-bending" },
  { type = "item", name = "far-plate", stack_size = 200 },
  { type = "item", name = "far-slag", stack_size = 50, fuel_value = "2MJ", fuel_category = "chemical" },
  { type = "item", name = "far-press", stack_size = 20, place_result = "far-press" },
  {
    type = "recipe", name = "far-plate", category = "far-pressing", energy_required = 4.8, enabled = false,
    ingredients = {
      { type = "item", name = "iron-plate", amount = 6 },
      { type = "fluid", name = "water", amount = 12.5 },
    },
    results = {
      { type = "item", name = "far-plate", amount_min = 2, amount_max = 4, ignored_by_productivity = 1 },
      { type = "item", name = "far-slag", amount = 1, probability = 0.35 },
    },
    main_product = "far-plate", allow_productivity = true, maximum_productivity = 0.5,
  },
  {
    type = "assembling-machine", name = "far-press", flags = { "placeable-neutral", "player-creation" },
    collision_box = { { -1.7, -1.7 }, { 1.7, 1.7 } }, selection_box = { { -2, -2 }, { 2, 2 } },
    minable = { mining_time = 0.2, result = "far-press" }, max_health = 300,
    crafting_categories = { "far-pressing" }, crafting_speed = 1.6, energy_usage = "540kW", module_slots = 4,
    allowed_effects = { "consumption", "speed", "productivity", "pollution" },
    effect_receiver = { base_effect = { productivity = 0.25 } },
    energy_source = { type = "electric", usage_priority = "secondary-input", emissions_per_minute = { pollution = 5 } },
  },
})
"""

BUILT: dict[str, object] = {
    "flags": ["placeable-neutral", "player-creation"],
    "collision_box": [[-0.9, -0.9], [0.9, 0.9]],
}
ELECTRIC = {"type": "electric", "usage_priority": "secondary-input"}
SHOT = {
    "type": "area",
    "radius": 3,
    "action_delivery": {
        "type": "instant",
        "target_effects": {"type": "damage", "damage": {"type": "physical", "amount": 40}},
    },
}
FAR_LAND: dict[str, dict[str, object]] = {
    "agricultural-tower": BUILT
    | {"energy_source": ELECTRIC, "energy_usage": "100kW", "crane_energy_usage": "120kW", "radius": 3}
    | {"heating_energy": "60kW"},
    "asteroid-collector": BUILT
    | {"energy_source": ELECTRIC, "passive_energy_usage": "200J", "arm_energy_usage": "1kJ", "arm_count_base": 2}
    | {"arm_speed_base": 0.2, "inventory_size": 39},
    "thruster": BUILT
    | {"min_performance": {"fluid_volume": 0.1, "fluid_usage": 0.1, "effectivity": 1}}
    | {"max_performance": {"fluid_volume": 0.8, "fluid_usage": 2, "effectivity": 0.51}},
    "lightning-attractor": BUILT | {"efficiency": 0.2, "range_elongation": 15},
    "fusion-reactor": BUILT
    | {"energy_source": ELECTRIC, "power_input": "10MW", "max_fluid_usage": 4 / 60, "neighbour_bonus": 1}
    | {"burner": {"type": "burner", "fuel_categories": ["fusion"], "effectivity": 1}},
    "plant": {
        "collision_box": [[-0.4, -0.4], [0.4, 0.4]],
        "growth_ticks": 18000,
        "harvest_emissions": {"spores": 15},
        "minable": {"mining_time": 0.5, "results": [{"type": "item", "name": "far-plate", "amount": 5}]},
    },
    "item": {"stack_size": 10, "plant_result": "far-plant"},
    "spider-unit": {
        "collision_box": [[-1, -1], [1, 1]],
        "max_health": 3500,
        "resistances": [{"type": "physical", "decrease": 2, "percent": 50}],
        "absorptions_to_join_attack": {"spores": 25},
        "attack_parameters": {
            "type": "projectile",
            "range": 6,
            "cooldown": 60,
            "ammo_category": "melee",
            "ammo_type": {"action": SHOT},
        },
    },
    "segmented-unit": {"collision_box": [[-1, -1], [1, 1]], "max_health": 30000, "attacking_speed": 0.065},
}
"""What only other planets have, each as ``far-<type>``: given to the simulated game as its data stage leaves it."""


@pytest.fixture
def used_before() -> bool:
    return False


def discover_far_land(here: Scene) -> None:
    known = here.game.world.prototypes
    for kind, raw in FAR_LAND.items():
        known.raw.setdefault(kind, {})[f"far-{kind}"] = raw | {"type": kind, "name": f"far-{kind}"}
    for table in ("entity", "item"):
        known.__dict__.pop(table, None)


CHANGED_IN_2_1 = {
    "entities": {
        *("artillery-wagon", "assembling-machine-1", "assembling-machine-2", "assembling-machine-3", "boiler"),
        *("burner-mining-drill", "cargo-wagon", "flamethrower-turret", "fluid-wagon", "heat-exchanger", "heat-pipe"),
        *("lab", "oil-refinery", "pipe", "pipe-to-ground", "solar-panel"),
    },
    "items": {
        *("automation-science-pack", "logistic-science-pack", "military-science-pack", "chemical-science-pack"),
        *("production-science-pack", "utility-science-pack", "space-science-pack", "centrifuge", "combat-shotgun"),
        *("piercing-shotgun-shell", "shotgun", "shotgun-shell", "speed-module", "speed-module-2", "speed-module-3"),
        "tank-cannon",
    },
    "fluids": {"steam"},
    "technologies": {"construction-robotics", "logistic-robotics", "military-3", "military-4"},
    "qualities": {"normal"},
    "recipes": {"piercing-shotgun-shell"},
}
"""The simulated world has the prototypes of 2.0.77 on both versions: these are the ones that 2.1.20 changed."""


def foreign_mod(mods: Path, version: str) -> None:
    folder = mods / "far-away"
    folder.mkdir()
    info = {"name": "far-away", "version": "1.2.3", "title": "Far away", "author": "test", "factorio_version": version}
    (folder / "info.json").write_text(json.dumps(info), "utf-8")
    text = FOREIGN
    if version != "2.0":
        text = text.replace('category = "far-pressing",', 'categories = { "far-pressing", "far-bending" },')
        text = text.replace(
            "probability = 0.35", "independent_probability = 0.7, shared_probability = {min = 0.2, max = 0.7}"
        )
    (folder / "data.lua").write_text(text, "utf-8")


@pytest.fixture(scope="module", params=["2.0", "2.1"])
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[GameData, GameData]:
    """The running game's data, and the bundled set of its version."""
    folder = tmp_path_factory.mktemp("far")
    mods = copy_mods(folder / "mods", request.param)
    foreign_mod(mods, request.param)
    here = Scene(folder, request.param, mods=mods)
    discover_far_land(here)
    here.consent()
    here.ask("?")
    here.game.run_until(
        lambda: any(isinstance(line, MarkLine) and line.mark == "export-end" for line in here.journal()), limit=2000
    )
    assert here.problems == []
    (raw,) = [data for name, data in here.files().items() if name.startswith("prototypes-")]
    nearest = load(set_for(here.hello().game_version, space_age=False))
    running = exported_data(json.loads(raw), nearest)
    assert running.label == f"Factorio {here.hello().game_version} ({here.hello().modset})"
    return running, nearest


def rates(name: str, recipe: str, data: GameData, *modules: ModuleStack) -> dict[str, dict[str, Fraction] | Fraction]:
    found = machine_rate(Machine(Part(name, "", 0, 0), recipe, modules=modules), data)
    assert found is not None
    return {"makes": dict(found.makes), "takes": dict(found.takes), "power": Fraction(found.power_w)}


def test_base_machines_make_the_same_as_by_the_bundled_table(both: tuple[GameData, GameData]) -> None:
    running, bundled = both
    modules = (ModuleStack("productivity-module-3", 2), ModuleStack("speed-module", 2))
    for machine, recipe in (
        ("assembling-machine-1", "iron-gear-wheel"),
        ("assembling-machine-3", "electronic-circuit"),
        ("chemical-plant", "plastic-bar"),
        ("centrifuge", "uranium-processing"),
        ("centrifuge", "kovarex-enrichment-process"),
        ("oil-refinery", "advanced-oil-processing"),
        ("electric-furnace", "iron-plate"),
        ("electric-mining-drill", "mine:uranium-ore"),
    ):
        assert rates(machine, recipe, running) == rates(machine, recipe, bundled), (machine, recipe)
        assert rates(machine, recipe, running, *modules) == rates(machine, recipe, bundled, *modules), (machine, recipe)


def differences(ours: Mapping[str, object], theirs: Mapping[str, object]) -> dict[str, str]:
    """What both know and do not tell alike, by name: the fields that differ."""
    found = {}
    for name in sorted(ours.keys() & theirs.keys()):
        if ours[name] != theirs[name]:
            names = [field.name for field in fields(ours[name])]  # type: ignore[arg-type]
            found[name] = ", ".join(
                f"{field}: {getattr(ours[name], field, None)!r} / {getattr(theirs[name], field, None)!r}"
                for field in names
                if getattr(ours[name], field, None) != getattr(theirs[name], field, None)
            )
    return found


@pytest.mark.parametrize(
    ("section", "least"),
    [
        ("entities", 80),
        ("items", 150),
        ("enemies", 14),
        ("plants", 18),
        ("tiles", 40),
        ("fluids", 7),
        ("technologies", 180),
    ],
)
def test_the_export_and_the_bundled_table_agree_on_everything_both_know(
    both: tuple[GameData, GameData], section: str, least: int
) -> None:
    running, bundled = (getattr(data, section) for data in both)
    assert len(running.keys() & bundled.keys()) >= least
    if section == "items":
        # Not every entity of the game stands in the simulated one.
        bundled = {name: i if i.builds in both[0].entities else replace(i, builds=None) for name, i in bundled.items()}
    found = differences(running, bundled)
    if both[1].version.startswith("2.0"):
        assert found == {}
    else:
        assert found.keys() == CHANGED_IN_2_1.get(section, set())


def test_map_settings_resources_and_damage_types_are_those_of_the_bundled_table(
    both: tuple[GameData, GameData],
) -> None:
    running, bundled = both
    assert running.resources == bundled.resources
    assert running.damage_types == bundled.damage_types
    assert running.solar_in_space == bundled.solar_in_space
    assert running.sources["nauvis"].resources == bundled.sources["nauvis"].resources
    assert running.map_settings.enemy_evolution == bundled.map_settings.enemy_evolution
    assert running.map_settings.pollution == bundled.map_settings.pollution
    if bundled.version.startswith("2.0"):
        assert running.map_settings == bundled.map_settings


def test_science_packs_need_the_same_by_the_export_as_by_the_bundled_table(both: tuple[GameData, GameData]) -> None:
    for pack in ("automation", "logistic", "military", "chemical", "production", "utility"):
        question = Question((Target(f"{pack}-science-pack", Fraction(60)),), Options())
        ours, theirs = (document(requirements(question, data)) for data in both)
        assert ours.pop("dataSet") != theirs.pop("dataSet")
        assert ours == theirs, pack


def test_a_foreign_recipe_is_computed_with_its_own_numbers(both: tuple[GameData, GameData]) -> None:
    running, _ = both
    # speed 1.6 / 4.8 s = 20 crafts a minute; +25 % of the machine itself on all but one plate: 3 + 2 × 0.25 plates
    assert rates("far-press", "far-plate", running) == {
        "makes": {"far-plate": Fraction(70), "far-slag": 20 * Fraction("0.35") * Fraction("1.25")},
        "takes": {"iron-plate": Fraction(120), "water": Fraction(250)},
        "power": Fraction(558_000),
    }
    # Four modules of +10 % each and the machine's 25 % exceed this recipe's limit of 50 %; -15 % speed each.
    boosted = rates("far-press", "far-plate", running, ModuleStack("productivity-module-3", 4))
    assert boosted["makes"]["far-plate"] == 20 * Fraction("0.4") * (3 + 2 * Fraction("0.5"))  # type: ignore[index]
    press = running.entity("far-press", CraftingMachine)
    assert press.power.pollution_per_min == {"pollution": 5}
    assert (press.tiles, press.item) == ((4, 4), "far-press")
    assert running.items["far-slag"].fuel_j == 2_000_000
    assert running.recipes["far-plate"].main_product == "far-plate"
    assert [machine.name for machine in running.machines_for(running.recipes["far-plate"])] == ["far-press"]


def test_what_other_planets_have_is_told_too(both: tuple[GameData, GameData]) -> None:
    """The figures are those of the foreign mod above."""
    running, _ = both
    tower = running.entity("far-agricultural-tower", AgriculturalTower)
    assert exact(tower.radius, tower.growth_grid_tile_size, tower.crane_w, tower.heating_w) == exact(3, 3, 120e3, 60e3)
    collector = running.entity("far-asteroid-collector", AsteroidCollector)
    assert exact(collector.arm_count, collector.passive_w, collector.arm_w) == exact(2, 12_000, 60_000)
    assert collector.stacks == 39
    full = running.entity("far-thruster", Thruster).max_performance
    assert exact(full.fluid_volume, full.fluid_usage, full.effectivity) == exact("0.8", 2, "0.51")
    rod = running.entity("far-lightning-attractor", LightningAttractor)
    assert exact(rod.efficiency, rod.range_elongation) == exact("0.2", 15)
    reactor = running.entity("far-fusion-reactor", FusionReactor)
    assert exact(reactor.fluid_usage_per_tick, reactor.power.use_w) == (Fraction(1, 15), Fraction(10_000_000))
    assert reactor.power.fuel_categories == ("fusion",)
    tree = running.plants["far-plant"]
    assert (tree.growth_ticks, tree.seed) == (18_000, "far-item")
    assert tree.harvest_emissions == {"spores": Fraction(15)}
    assert [(p.name, p.amount) for p in tree.products] == [("far-plate", Fraction(5))]
    stomper = running.enemies["far-spider-unit"]
    assert isinstance(stomper, Unit)
    assert stomper.attack is not None
    assert stomper.attack.damage == (Damage("physical", Fraction(40), Fraction(3)),)
    assert stomper.resistances == {"physical": Resistance(Fraction(2), Fraction(50))}
    worm = running.enemies["far-segmented-unit"]
    assert isinstance(worm, Unit)
    assert worm.speed == Fraction("0.065")
