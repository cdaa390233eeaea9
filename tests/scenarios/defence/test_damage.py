"""Defence: what a shot does to whom, with researched bonuses, and how long a kill takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.build import entity, inventory, stack, surface
from tests.scenarios.defence.parts import front, gun_turrets, laser_turrets, nests
from tests.scenarios.kit import LANGUAGES, First, Said, Scenario, unmet

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract import Language

RULE = (
    "wiki Damage: (damage − flat) × (1 − percent), where flat ≥ damage: 1 / (flat − damage + 2) × (1 − percent); wiki "
    "Physical projectile damage: bonus of the ammunition × bonus of the turret; wiki Gun turret: 10 shots a second. "
)
LASER = "wiki Laser turret: 60 damage a second (entities.laser-turret: 20 × 2 in 40 ticks). "
#: Enemies heal while they are shot at (`healing_per_tick`); a steady fire may be reckoned with or without it.
HEALS = 0.03


def bullets_on_medium_biters() -> Scenario:
    bonuses = {"ammo_damage": {"bullet": 0.6}, "turret_attack": {"gun-turret": 0.6}}
    return Scenario(
        "defence",
        front(gun_turrets(7, "piercing-rounds-magazine"), 0.5, bonuses=bonuses),
        RULE + "Level 4: +60 % twice. 8 × 1.6 × 1.6 = 20.48; medium biter 75 health, 4 and 10 %: 16.48 × 0.9 = 14.83; "
        "75 / 148.3 = 0.506 s.",
        says=(Said(14.832, "", ("gun turret", "medium biter")), Said(0.506, "s", ("medium biter",), within=HEALS)),
    )


def bullets_on_big_biters() -> Scenario:
    bonuses = {"ammo_damage": {"bullet": 0.6}, "turret_attack": {"gun-turret": 0.6}}
    return Scenario(
        "defence",
        front(gun_turrets(7, "piercing-rounds-magazine"), 0.9, bonuses=bonuses),
        RULE + "20.48 as above; big biter 375 health, 8 and 10 %: 12.48 × 0.9 = 11.232; 375 / 112.32 = 3.34 s.",
        says=(Said(11.232, "", ("gun turret", "big biter")), Said(3.34, "s", ("big biter",), within=HEALS)),
    )


def bullets_that_do_not_pierce() -> Scenario:
    return Scenario(
        "defence",
        front(gun_turrets(7), 0.9),
        RULE + "Firearm magazine without research on a big biter: 5 < 8, so 1 / (8 − 5 + 2) × 0.9 = 0.18 a shot; "
        "with the 1.2 health it regains each second 375 / (1.8 − 1.2) = 625 s.",
        says=(Said(0.18, "", ("gun turret", "big biter")), Said(625, "s", ("big biter",), within=HEALS)),
        words=((("gun turret"), ("big biter")),),
    )


def uranium_on_behemoths() -> Scenario:
    bonuses = {"ammo_damage": {"bullet": 1.0}, "turret_attack": {"gun-turret": 1.0}}
    return Scenario(
        "defence",
        front(gun_turrets(7, "uranium-rounds-magazine"), 0.99, bonuses=bonuses),
        RULE + "Level 6: +100 % twice. 24 × 4 = 96; behemoth biter 3,000 health, 12 and 10 %: 84 × 0.9 = 75.6; "
        "3000 / 756 = 3.97 s.",
        says=(Said(75.6, "", ("gun turret", "behemoth biter")), Said(3.97, "s", ("behemoth biter",), within=HEALS)),
    )


def shooting_speed() -> Scenario:
    return Scenario(
        "defence",
        front(gun_turrets(7, "piercing-rounds-magazine"), 0.5, bonuses={"shooting_speed": {"bullet": 0.4}}),
        RULE + "Weapon shooting speed +40 %: 14 shots/s. (8 − 4) × 0.9 = 3.6; 75 / 50.4 = 1.49 s.",
        says=(Said(3.6, "", ("gun turret", "medium biter")), Said(1.488, "s", ("medium biter",), within=HEALS)),
    )


def lasers_on_big_biters() -> Scenario:
    return Scenario(
        "defence",
        front(laser_turrets(7), 0.9, bonuses={"ammo_damage": {"laser": 0.7}}),
        LASER + "Laser weapons damage 3: +70 %: 102/s; big biters do not resist lasers: 375 / 102 = 3.68 s.",
        says=(Said(3.676, "s", ("laser turret", "big biter"), within=HEALS),),
    )


def lasers_on_stompers() -> Scenario:
    enemies = nests(3, "gleba-spawner")
    return Scenario(
        "defence",
        front(
            laser_turrets(7),
            0.6,
            enemies,
            surface=surface("gleba", pollutant="spores"),
        ),
        LASER
        + "wiki Medium stomper: 8,000 health, 80 % laser: 12/s. It regains 16 a second (healing_per_tick 0.2667): "
        "one turret never kills it, two do. At evolution 0.6 all pentapods are medium "
        "(gleba-spawner), two fifths wrigglers and strafers each, one fifth stompers: 40 of "
        "a group of 200.",
        says=(
            Said(16, "", ("laser turret", "medium stomper pentapod")),
            Said(2, "", ("laser turret", "medium stomper pentapod", "16")),
            Said(40, "", ("medium stomper pentapod",)),
        ),
    )


def rockets_on_behemoths() -> Scenario:
    turrets = [
        entity(
            "ammo-turret",
            "rocket-turret",
            -60.0 + 12 * n,
            -70.0,
            inventories=[inventory("turret_ammo", stack("rocket", 10))],
        )
        for n in range(4)
    ]
    return Scenario(
        "defence",
        front(turrets, 0.99),
        "wiki Rocket: 200 explosion; behemoth biter: explosion 12 and 10 %: 188 × 0.9 = 169.2 a shot, one in 2 s.",
        says=(Said(169.2, "", ("rocket turret", "behemoth biter")),),
    )


def bullets_on_small_biters() -> Scenario:
    return Scenario(
        "defence",
        front(gun_turrets(7), 0.1),
        RULE + "Firearm magazine 5, small biter 15 health without resistance: 5 a shot, 0.3 s.",
        says=(Said(5, "", ("gun turret", "small biter")), Said(0.3, "s", ("small biter",))),
    )


def lasers_on_a_demolisher() -> Scenario:
    enemies = [{"name": "small-demolisher", "type": "segmented-unit", "x": -10.0, "y": -140.0}]
    return Scenario(
        "defence",
        front(laser_turrets(7), 0.3, enemies, surface=surface("vulcanus"), pollution=[]),
        "wiki Demolisher: 100 % laser resistance, so a laser turret does nothing to it: a defence with that is weak.",
        first=First(("small demolisher",)),
        says=(Said(0, "", ("laser turret", "small demolisher")),),
    )


def tesla_on_a_demolisher() -> Scenario:
    enemies = [{"name": "small-demolisher", "type": "segmented-unit", "x": -10.0, "y": -140.0}]
    tesla = [
        entity(
            "electric-turret",
            "tesla-turret",
            -60.0 + 12 * n,
            -70.0,
            network=7,
            status="working",
            energy_j=15e6,
            energy_max_j=15e6,
        )
        for n in range(4)
    ]
    return Scenario(
        "defence",
        front(tesla, 0.3, enemies, surface=surface("vulcanus"), pollution=[]),
        "wiki Tesla turret: 120 electric damage; wiki Demolisher: electric 20 and 20 %: (120 − 20) × 0.8 = 80 a shot, "
        "one in 2 s: 40 a second. It regains 2,400 a second (healing_per_tick 40): 61 turrets at once or more.",
        first=First(("small demolisher",)),
        says=(Said(80, "", ("tesla turret", "small demolisher")), Said(61, "", ("tesla turret", "small demolisher"))),
        never=((r"убивает за", r"kills it in"),),
    )


SCENARIOS = (
    bullets_on_medium_biters,
    bullets_on_big_biters,
    bullets_that_do_not_pierce,
    uranium_on_behemoths,
    shooting_speed,
    lasers_on_big_biters,
    lasers_on_stompers,
    rockets_on_behemoths,
    bullets_on_small_biters,
    lasers_on_a_demolisher,
    tesla_on_a_demolisher,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda build: build.__name__)
def test_damage_is_what_resistance_leaves(scenario: Callable[[], Scenario], language: Language) -> None:
    assert unmet(scenario(), language) == []
