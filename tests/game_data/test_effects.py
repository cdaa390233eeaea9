"""Modules, beacons and quality add up as in the game. Sources: wiki pages Modules, Beacon, Quality."""

from dataclasses import replace
from fractions import Fraction

import pytest

from agent.game import bundled
from agent.game.effects import BeaconAt, Bonus, ModuleStack, module_effect, total_bonus, unknown_modules
from agent.game.prototypes import Beacon, CraftingMachine

DATA = bundled.load("space-age-2.1.20")


def machine(name: str) -> CraftingMachine:
    return DATA.entity(name, CraftingMachine)


@pytest.mark.parametrize(
    ("module", "quality", "effect", "expected"),
    [
        ("productivity-module", "uncommon", "productivity", "0.05"),
        ("productivity-module", "rare", "productivity", "0.06"),
        ("productivity-module", "legendary", "productivity", "0.1"),
        ("productivity-module-2", "epic", "productivity", "0.11"),
        ("productivity-module-3", "legendary", "productivity", "0.25"),
        ("productivity-module-3", "legendary", "speed", "-0.15"),
        ("speed-module", "uncommon", "speed", "0.26"),
        ("speed-module-3", "legendary", "speed", "1.25"),
        ("speed-module-3", "legendary", "consumption", "0.7"),
        ("efficiency-module", "rare", "consumption", "-0.48"),
    ],
)
def test_quality_multiplies_only_what_helps_cut_to_whole_percents(
    module: str, quality: str, effect: str, expected: str
) -> None:
    # wiki: Productivity module, Speed module, Efficiency module: tables by quality
    assert module_effect(DATA.items[module], DATA.qualities[quality])[effect] == Fraction(expected)


def test_four_productivity_modules_slow_a_machine_and_add_products() -> None:
    bonus = total_bonus(machine("assembling-machine-3"), [ModuleStack("productivity-module-3", 4)], [], DATA)
    assert (bonus.productivity, bonus.speed_factor) == (Fraction("0.4"), Fraction("0.4"))
    assert bonus.consumption_factor == Fraction("4.2")


def test_eight_beacons_give_less_each() -> None:
    # wiki: Beacon: 1.5 × 0.3535 each at eight
    beacons = [BeaconAt("beacon", (ModuleStack("speed-module-3", 2),))] * 8
    bonus = total_bonus(machine("assembling-machine-3"), [], beacons, DATA)
    assert bonus.speed == 8 * Fraction("1.5") * Fraction("0.3535")


def test_beacons_do_not_reach_machines_that_refuse_them() -> None:
    beacons = [BeaconAt("beacon", (ModuleStack("speed-module-3", 2),))]
    assert total_bonus(machine("assembling-machine-1"), [], beacons, DATA).speed == 0


def test_speed_and_consumption_stop_at_a_fifth() -> None:
    # wiki: Modules: never below 20 %
    bonus = Bonus(speed=Fraction(-3), consumption=Fraction(-9, 10))
    assert (bonus.speed_factor, bonus.consumption_factor) == (Fraction(1, 5), Fraction(1, 5))


def test_productivity_stops_at_three_hundred_percent() -> None:
    # RecipePrototype.maximum_productivity, default 3
    assert Bonus(productivity=Fraction(5)).productivity_for(DATA.recipe("iron-gear-wheel")) == 3


def test_productivity_modules_count_nothing_where_the_recipe_forbids_them() -> None:
    modules = [ModuleStack("productivity-module-3", 4)]
    bonus = total_bonus(machine("assembling-machine-3"), modules, [], DATA, DATA.recipe("transport-belt"))
    assert (bonus.productivity, bonus.speed) == (Fraction(0), Fraction("-0.6"))


def test_the_base_productivity_of_a_foundry_always_counts() -> None:
    bonus = total_bonus(machine("foundry"), [], [], DATA, DATA.recipe("casting-pipe"))
    assert bonus.productivity == Fraction(1, 2)


def test_modules_and_beacons_of_other_mods_are_named() -> None:
    beacons = [BeaconAt("big-beacon", (ModuleStack("warp-module", 1),))]
    assert unknown_modules([ModuleStack("god-module", 1)], beacons, DATA) == {"god-module", "warp-module", "big-beacon"}
    assert total_bonus(machine("assembling-machine-3"), [ModuleStack("god-module", 1)], beacons, DATA) == Bonus()


@pytest.mark.parametrize(("own_kind", "counted"), [(True, 1), (False, 2)])
def test_a_beacon_counts_its_own_kind_or_all_as_its_prototype_says(own_kind: bool, counted: int) -> None:
    """BeaconPrototype.beacon_counter: same_type or total."""
    beacon = replace(DATA.entity("beacon", Beacon), counts_same_type_only=own_kind)
    other = replace(beacon, name="other-beacon")
    data = replace(DATA, entities={**DATA.entities, "beacon": beacon, "other-beacon": other})
    modules = (ModuleStack("speed-module-3", 1),)
    near = [BeaconAt("beacon", modules), BeaconAt("other-beacon", modules)]
    bonus = total_bonus(machine("assembling-machine-3"), [], near, data)
    assert bonus.speed == 2 * Fraction("0.5") * beacon.share(counted, 0)
