"""Enemies, turrets, ammunition and map settings of the bundled tables. Sources are named beside each expectation."""

from __future__ import annotations

from fractions import Fraction

import pytest

from agent.errors import GameDataError
from agent.game import bundled
from agent.game.combat import Damage, SpawnedUnit, Spawner, Turret, Unit, Worm
from agent.game.prototypes import Resistance, Technology
from agent.game.research import units
from tests.game_data.kit import exact

BASE_SETS = ("base-2.0.77", "base-2.1.20")


@pytest.mark.parametrize(
    ("name", "health", "pollution"),
    [
        ("small-biter", 15, 4),
        ("medium-biter", 75, 20),
        ("big-biter", 375, 80),
        ("behemoth-biter", 3000, 400),
        ("small-spitter", 10, 4),
        ("behemoth-spitter", 1500, 200),
    ],
)
def test_biters_and_spitters_are_as_strong_and_as_dear_as_the_wiki_says(name: str, health: int, pollution: int) -> None:
    # wiki: Enemies; Pollution, «Attack costs»
    unit = bundled.load("base-2.0.77").enemies[name]
    assert isinstance(unit, Unit)
    assert exact(unit.health, unit.absorptions_to_join_attack["pollution"]) == exact(health, pollution)


@pytest.mark.parametrize("name", BASE_SETS)
def test_big_biters_and_worms_resist_what_the_wiki_says(name: str) -> None:
    # wiki: Enemies
    enemies = bundled.load(name).enemies
    assert enemies["big-biter"].resistances == {
        "physical": Resistance(Fraction(8), Fraction(10)),
        "explosion": Resistance(percent=Fraction(10)),
    }
    worm = enemies["big-worm-turret"]
    assert isinstance(worm, Worm)
    assert worm.attack is not None
    assert exact(worm.health, worm.attack.range) == exact(1500, 38)


@pytest.mark.parametrize("name", BASE_SETS)
def test_nests_send_what_the_wiki_says_at_each_evolution(name: str) -> None:
    # wiki: Enemies, «Spawn chances by evolution factor»; the game's data: weights 0.3, 0.2 … on straight lines
    nest = bundled.load(name).enemies["biter-spawner"]
    assert isinstance(nest, Spawner)
    assert nest.shares(Fraction(0)) == {"small-biter": 1}
    at_half = nest.shares(Fraction(1, 2))
    # small 0.3 × (1 − 0.5 ÷ 0.6) = 0.05, medium 0.3 × 0.3 ÷ 0.4 = 0.225
    assert at_half == {"small-biter": Fraction(50, 275), "medium-biter": Fraction(225, 275)}
    # medium 0.1, big 0.4 and behemoth 0.3 at the very end
    assert nest.shares(Fraction(1)) == {
        "medium-biter": Fraction(1, 8),
        "big-biter": Fraction(4, 8),
        "behemoth-biter": Fraction(3, 8),
    }
    assert nest.cooldown_ticks == exact(360, 150)
    assert nest.absorptions_per_second is not None
    # wiki: Pollution: a spawner takes 20 and 1 % of the chunk's
    assert nest.absorptions_per_second["pollution"].absolute == 20
    assert nest.absorptions_per_second["pollution"].proportional == Fraction(1, 100)


def test_a_kind_is_not_sent_before_its_first_point_and_keeps_its_last_weight() -> None:
    late = SpawnedUnit("late", ((Fraction(1, 2), Fraction(1)), (Fraction(3, 4), Fraction(2))))
    weights = [late.weight(Fraction(at, 8)) for at in (3, 4, 5, 6, 8)]
    assert weights == [0, 1, Fraction(3, 2), 2, 2]
    assert SpawnedUnit("never", ()).weight(Fraction(1)) == 0


@pytest.mark.parametrize(
    ("decrease", "expected"),
    [(0, 5), (1, 4), (2, 3), (3, 2), (4, 1), (5, Fraction(1, 2)), (6, Fraction(1, 3)), (8, Fraction(1, 5))],
)
def test_a_flat_resistance_never_takes_the_last_point(decrease: int, expected: Fraction) -> None:
    # wiki: Damage, the table of 5 damage against a growing decrease
    assert Resistance(Fraction(decrease)).taken(Fraction(5)) == expected


def test_the_flat_part_comes_before_the_percentage() -> None:
    # wiki: Damage: 30 against 10 / 20 % leaves 16
    assert Resistance(Fraction(10), Fraction(20)).taken(Fraction(30)) == 16
    assert Resistance(percent=Fraction(100)).taken(Fraction(999)) == 0
    assert Resistance().taken(Fraction(1, 2)) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("turret", "reach", "shots_per_s"),
    [("gun-turret", 18, 10), ("laser-turret", 24, Fraction(3, 2)), ("flamethrower-turret", 30, 15)],
)
def test_turrets_reach_and_shoot_as_the_wiki_says(turret: str, reach: int, shots_per_s: Fraction) -> None:
    # wiki: Gun turret, Laser turret, Flamethrower turret
    attack = bundled.load("base-2.0.77").entity(turret, Turret).attack
    assert attack is not None
    assert exact(attack.range, attack.shots_per_s) == exact(reach, shots_per_s)


def test_a_laser_turret_does_sixty_damage_a_second() -> None:
    # wiki: Laser turret: 20 damage three times a second; 800 kJ a shot
    attack = bundled.load("base-2.0.77").entity("laser-turret", Turret).attack
    assert attack is not None
    assert attack.damage is not None
    assert attack.damage[0].amount * attack.damage_modifier * attack.shots_per_s == 60
    assert attack.energy_j == 800_000


@pytest.mark.parametrize(
    ("name", "category", "expected"),
    [
        ("firearm-magazine", "bullet", [Damage("physical", Fraction(5))]),
        ("piercing-rounds-magazine", "bullet", [Damage("physical", Fraction(8))]),
        ("uranium-rounds-magazine", "bullet", [Damage("physical", Fraction(24))]),
        ("cannon-shell", "cannon-shell", [Damage("explosion", Fraction(100)), Damage("physical", Fraction(1000))]),
        ("rocket", "rocket", [Damage("explosion", Fraction(200))]),
    ],
)
@pytest.mark.parametrize("data_set", BASE_SETS)
def test_ammunition_does_the_damage_the_wiki_says(
    data_set: str, name: str, category: str, expected: list[Damage]
) -> None:
    # wiki: Firearm magazine (5), Piercing rounds (8), Uranium rounds (24), Cannon shell (1000 + 100), Rocket (200)
    ammo = bundled.load(data_set).items[name].ammo
    assert ammo is not None
    assert ammo.damage is not None
    assert (ammo.category, list(ammo.damage)) == (category, expected)
    assert bundled.load(data_set).items["iron-plate"].ammo is None


def test_all_pellets_of_a_shell_count() -> None:
    # wiki: Shotgun shells: twelve pellets of 8
    ammo = bundled.load("base-2.0.77").items["shotgun-shell"].ammo
    assert ammo is not None
    assert ammo.damage == (Damage("physical", Fraction(96)),)


def test_artillery_shells_hit_an_area() -> None:
    # wiki: Artillery shell: 1000 physical and 1000 explosion in a radius of 4 tiles
    ammo = bundled.load("base-2.0.77").items["artillery-shell"].ammo
    assert ammo is not None
    assert ammo.damage == (
        Damage("explosion", Fraction(1000), Fraction(4)),
        Damage("physical", Fraction(1000), Fraction(4)),
    )


def test_walls_have_the_health_and_resistances_of_the_wiki() -> None:
    # wiki: Wall
    wall = bundled.load("base-2.0.77").entities["stone-wall"]
    assert wall.health == 350
    assert wall.resistances["physical"] == Resistance(Fraction(3), Fraction(20))
    assert wall.resistances["fire"].percent == 100
    assert wall.resistances["impact"] == Resistance(Fraction(45), Fraction(60))


@pytest.mark.parametrize("name", bundled.SETS)
def test_evolution_and_pollution_have_the_default_settings_of_the_wiki(name: str) -> None:
    # wiki: Enemies, «Evolution»: time 0.000004, spawners 0.002, pollution 0.0000009; Pollution: 2 % from 15 on
    settings = bundled.load(name).map_settings
    evolution = settings.enemy_evolution
    assert (evolution.time_factor, evolution.destroy_factor, evolution.pollution_factor) == (
        Fraction("0.000004"),
        Fraction("0.002"),
        Fraction("0.0000009"),
    )
    assert exact(settings.pollution.diffusion_ratio, settings.pollution.min_to_diffuse) == exact(Fraction(1, 50), 15)
    assert settings.unit_group.max_unit_group_size == 200


def test_technologies_say_what_they_improve_and_for_which_weapon() -> None:
    # wiki: Physical projectile damage (research) 1: bullets, gun turrets and shotgun shells +10 %
    effects = bundled.load("base-2.0.77").technologies["physical-projectile-damage-1"].effects
    assert {(e.type, e.target, e.modifier) for e in effects} == {
        ("ammo-damage", "bullet", Fraction(1, 10)),
        ("turret-attack", "gun-turret", Fraction(1, 10)),
        ("ammo-damage", "shotgun-shell", Fraction(1, 10)),
    }
    productivity = bundled.load("space-age-2.1.20").technologies["steel-plate-productivity"].effects
    # wiki: Steel plate productivity (research): +10 % a level, of molten iron too
    assert {(e.type, e.target, e.modifier) for e in productivity} == {
        ("change-recipe-productivity", recipe, Fraction(1, 10)) for recipe in ("steel-plate", "casting-steel")
    }


@pytest.mark.parametrize(("level", "expected"), [(4, 2000), (5, 3000), (10, 8000)])
def test_an_infinite_technology_costs_by_its_level(level: int, expected: int) -> None:
    # wiki: Mining productivity (research) of Space Age and 2.1: 1000 × (level − 2)
    technology = bundled.load("space-age-2.1.20").technologies["mining-productivity-3"]
    assert (technology.level, technology.max_level) == (3, None)
    assert units(technology, level) == expected
    assert technology.time_s == 60


def test_powers_in_a_formula_are_read() -> None:
    # wiki: Worker robot speed (research) 7: 2^(L − 6) × 1000
    technology = bundled.load("space-age-2.1.20").technologies["worker-robots-speed-7"]
    assert [units(technology, level) for level in (7, 8, 9)] == [2000, 4000, 8000]
    assert units(bundled.load().technologies["automation-2"], 1) == 40  # wiki: Automation 2 (research)


@pytest.mark.parametrize("formula", ["__import__('os')", "L.real", "2 ^ (9 ^ 9)", "L /", "[L]", "1/(L-1)", "(" * 500])
def test_a_formula_beyond_arithmetic_is_refused_by_name(formula: str) -> None:
    technology = Technology("odd", (), (), {}, formula=formula)
    with pytest.raises(GameDataError) as caught:
        units(technology, 1)
    assert caught.value.code == "unreadable-formula"
    assert caught.value.params["technology"] == "odd"


@pytest.mark.parametrize("name", bundled.SETS)
def test_every_formula_of_the_game_is_read(name: str) -> None:
    formulas = [t for t in bundled.load(name).technologies.values() if t.formula]
    assert formulas
    for technology in formulas:
        assert units(technology, technology.level + 1) > units(technology, technology.level) > 0, technology.name
