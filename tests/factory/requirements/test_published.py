"""Plans against figures published elsewhere: other calculators' tests, their documentation, the wiki."""

from dataclasses import replace
from fractions import Fraction

import pytest

from agent.factory.requirements import (
    BeaconGroup,
    Choice,
    Options,
    ProductionRequirement,
    Question,
    Target,
    requirements,
)
from agent.game.bundled import load
from agent.game.effects import ModuleStack

BASE = load("base-2.0.77")
KIRK = Options(
    preferred=("assembling-machine-3", "electric-furnace", "electric-mining-drill"),
    disabled=frozenset({"basic-oil-processing", "coal-liquefaction"}),
)
"""The settings under which Kirk McDonald's calculator (data of 2.0.55) gave the figures named by it below."""


def plan(options: Options, data_set: str = "base-2.0.77", **rates_per_s: str) -> ProductionRequirement:
    targets = tuple(Target(name.replace("_", "-"), Fraction(rate)) for name, rate in rates_per_s.items())
    return requirements(Question(targets, options), load(data_set))


def working(options: Options, **machines: int) -> ProductionRequirement:
    given = {name.replace("_", "-"): Fraction(count) for name, count in machines.items()}
    return requirements(Question((), options, given=given), BASE)


def net_rates(found: ProductionRequirement) -> dict[str, Fraction]:
    rates: dict[str, Fraction] = {}
    for step in found.steps:
        for name, rate in step.outputs.items():
            rates[name] = rates.get(name, Fraction(0)) + rate
        for name, rate in step.inputs.items():
            rates[name] = rates.get(name, Fraction(0)) - rate
    return rates


def filled(name: str) -> tuple[ModuleStack, ...]:
    return (ModuleStack(name, 0),)


def speed_beacons(count: int) -> tuple[BeaconGroup, ...]:
    return (BeaconGroup(count, filled("speed-module-3")),)


def machines_of(found: ProductionRequirement) -> dict[str, Fraction | None]:
    return {step.process.name: step.machines for step in found.steps}


def crafts_of(found: ProductionRequirement) -> dict[str, Fraction]:
    return {step.process.name: step.crafts_per_s for step in found.steps}


def test_red_science_with_stone_furnaces_burns_coal_as_kirk_mcdonalds_calculator_says() -> None:
    early = replace(KIRK, preferred=("assembling-machine-1", "stone-furnace", "electric-mining-drill"))
    assert machines_of(plan(early, automation_science_pack="1")) == {
        "automation-science-pack": 10,
        "copper-plate": Fraction(16, 5),
        "copper-ore": 2,
        "coal": Fraction(54, 125),
        "iron-gear-wheel": 1,
        "iron-plate": Fraction(32, 5),
        "iron-ore": 4,
    }


def test_oil_with_cracking_makes_rocket_fuel_as_kirk_mcdonalds_calculator_says() -> None:
    found = crafts_of(plan(KIRK, rocket_fuel="1"))
    assert found["advanced-oil-processing"] == Fraction(88, 73)
    assert found["heavy-oil-cracking"] == Fraction(55, 73)
    assert found["solid-fuel-from-light-oil"] == Fraction(488, 73)
    assert found["solid-fuel-from-petroleum-gas"] == Fraction(242, 73)
    assert "light-oil-cracking" not in found


def test_coal_liquefaction_feeds_itself_and_its_boiler_as_kirk_mcdonalds_calculator_says() -> None:
    options = replace(KIRK, disabled=frozenset({"basic-oil-processing", "advanced-oil-processing"}))
    found = plan(options, plastic_bar="10")
    crafts = crafts_of(found)
    assert crafts["coal-liquefaction"] == Fraction(120, 67)
    assert crafts["coal"] == Fraction(1580, 67)
    assert machines_of(found)["steam"] == Fraction(100, 67)
    assert crafts["light-oil-cracking"] == Fraction(275, 67)
    assert [(start.name, start.amount, start.recipe) for start in found.starts] == [
        ("heavy-oil", Fraction(25), "coal-liquefaction")
    ]


def test_oil_that_nobody_wants_is_a_by_product() -> None:
    """Kirk McDonald's calculator: 10/s of each oil leave 8/s of light oil and 12/s of gas over."""
    found = plan(KIRK, heavy_oil="10", light_oil="10", petroleum_gas="10")
    assert found.by_products == {"light-oil": 8, "petroleum-gas": 12}


def test_beacons_of_2_0_weaken_each_other_as_kirk_mcdonalds_calculator_says() -> None:
    """Eight beacons give 8 × 2 × 50 % × 1.5 × 0.3535; machine counts are exact fractions of that profile."""
    options = replace(KIRK, modules=Choice(filled("productivity-module-3")), beacons=Choice(speed_beacons(8)))
    found = machines_of(plan(options, electronic_circuit="30"))
    assert found["electronic-circuit"] == Fraction(30000, 16247)
    assert found["iron-plate"] == Fraction(100000, 17297)
    assert found["copper-ore"] == Fraction(2343750, 381563)


def test_a_rocket_part_waits_for_the_launch_as_kirk_mcdonalds_calculator_says() -> None:
    found = machines_of(plan(KIRK, rocket_part="1/60"))
    assert found["rocket-part"] == Fraction(10217, 180000)


def test_productive_silos_launch_more_often_as_factoriocalc_says() -> None:
    """kevina/factoriocalc, tests/test_rates.py: four productivity modules, 40.55 s a launch."""
    options = Options(modules=Choice(filled("productivity-module-3")), rocket_launch_s=Fraction("40.55"))
    rates = net_rates(working(options, rocket_launch=1))
    assert rates["space-science-pack"] == Fraction(140000, 80677)
    assert rates["satellite"] == Fraction(-140, 80677)


def test_space_science_counts_a_silo_once() -> None:
    found = plan(KIRK, space_science_pack="1")
    power = {step.process.name: step.power_w for step in found.steps}
    assert power["rocket-part"] > 0
    assert power["rocket-launch"] == 0
    machines = machines_of(found)
    assert machines["rocket-launch"] == machines["rocket-part"] == Fraction(10217, 30000)
    assert found.machines["rocket-silo"] == 1


@pytest.mark.parametrize(
    ("machine", "recipe", "modules", "beacons", "expected"),
    [
        ("assembling-machine-3", "electronic-circuit", "productivity-module-3", 0, {"electronic-circuit": "7/5"}),
        ("assembling-machine-3", "electronic-circuit", "productivity-module-3", 4, {"electronic-circuit": "42/5"}),
        ("oil-refinery", "coal-liquefaction", "productivity-module-3", 0, {"heavy-oil": "1859/200", "coal": "-11/10"}),
        ("centrifuge", "kovarex-enrichment-process", None, 0, {"uranium-235": "1/60", "uranium-238": "-1/20"}),
        ("centrifuge", "kovarex-enrichment-process", "productivity-module-3", 0, {"uranium-235": "7/500"}),
        ("centrifuge", "kovarex-enrichment-process", "productivity-module-3", 4, {"uranium-235": "27/500"}),
    ],
)
def test_one_machine_works_as_fast_as_factoriocalc_says(
    machine: str, recipe: str, modules: str | None, beacons: int, expected: dict[str, str]
) -> None:
    """kevina/factoriocalc, tests/test_rates.py; its beacons are those of game 1.1."""
    options = Options(
        machines={recipe: machine},
        modules=Choice(filled(modules) if modules else ()),
        beacons=Choice(speed_beacons(beacons) if beacons else ()),
        beacon_rule="1.1",
        fuels=None,
    )
    rates = net_rates(requirements(Question((), options, given={recipe: Fraction(1)}), BASE))
    assert {name: rates[name] for name in expected} == {name: Fraction(rate) for name, rate in expected.items()}


def test_given_machines_are_held_back_by_the_slowest_as_factoriocalc_says() -> None:
    """kevina/factoriocalc, docs/guide.rst: one circuit machine and one cable machine."""
    found = working(Options(preferred=("assembling-machine-3",)), electronic_circuit=1, copper_cable=1)
    assert found.utilisation == {"electronic-circuit": Fraction(2, 3), "copper-cable": 1}
    assert found.power_w == 650_000
    assert net_rates(found)["electronic-circuit"] == Fraction(5, 3)


def test_a_full_belt_holds_back_the_machines_before_it() -> None:
    """Three cable machines could feed two circuit machines; one takes half of what they make."""
    found = working(Options(preferred=("assembling-machine-3",)), electronic_circuit=1, copper_cable=3)
    assert found.utilisation == {"electronic-circuit": 1, "copper-cable": Fraction(1, 2)}
    assert [target.name for target in found.targets] == ["electronic-circuit"]


def test_matched_machines_all_work_as_factoriocalc_says() -> None:
    found = working(Options(preferred=("assembling-machine-3",)), electronic_circuit=2, copper_cable=3)
    assert set(found.utilisation.values()) == {1}
    assert found.power_w == 1_937_500
    assert found.raw == {"copper-plate": Fraction(15, 2), "iron-plate": 5}


def test_the_most_is_made_of_limited_plates_as_factoriocalc_says() -> None:
    """kevina/factoriocalc, docs/guide.rst: 30/s of each plate, four productivity modules: 39.2/s from 28 and 30."""
    options = Options(
        preferred=("assembling-machine-3",),
        modules=Choice((), {"assembling-machine-3": filled("productivity-module-3")}),
    )
    limits = {"iron-plate": Fraction(30), "copper-plate": Fraction(30)}
    question = Question((Target("electronic-circuit", Fraction(1)),), options, maximise=True, limits=limits)
    found = requirements(question, BASE)
    assert found.targets[0].rate_per_s == Fraction("39.2")
    assert found.raw == {"copper-plate": 30, "iron-plate": 28}


def test_productivity_stops_at_300_percent() -> None:
    """RecipePrototype.maximum_productivity (wiki: Productivity): four plates' worth at most from one ore."""
    options = Options(productivity={"iron-plate": Fraction(10)}, fuels=None)
    assert plan(options, iron_plate="4").raw == {"iron-ore": 1}


def test_a_legendary_assembler_is_two_and_a_half_times_as_fast() -> None:
    """Wiki, Assembling machine 3: crafting speed 1.25, legendary 3.125."""
    options = Options(preferred=("assembling-machine-3",), quality=Choice("normal", {"iron-gear-wheel": "legendary"}))
    machines = machines_of(plan(options, "space-age-2.0.77", iron_gear_wheel="6.25"))
    assert machines["iron-gear-wheel"] == 1


def test_legendary_productivity_modules_give_25_percent_each() -> None:
    """Wiki, Productivity module 3: +10 %, legendary +25 %."""
    stack = (ModuleStack("productivity-module-3", 0, "legendary"),)
    options = Options(preferred=("assembling-machine-3",), modules=Choice((), {"iron-gear-wheel": stack}))
    found = plan(options, "space-age-2.0.77", iron_gear_wheel="2")
    assert crafts_of(found)["iron-plate"] == 2


def test_a_foundry_brings_its_own_productivity() -> None:
    """Wiki, Foundry: built-in +50 %, on Vulcanus: 3 plates of molten iron for every 2 paid for."""
    found = plan(Options(place="vulcanus"), "space-age-2.0.77", iron_plate="3")
    assert crafts_of(found)["casting-iron"] == 1
    assert net_rates(found)["iron-plate"] == 3


def test_sulfuric_acid_is_taken_at_one_per_uranium_ore() -> None:
    """Wiki, Uranium ore: 10 units of sulfuric acid for every 10 ore."""
    found = plan(KIRK, uranium_ore="5")
    assert net_rates(found)["uranium-ore"] == 5
    assert crafts_of(found)["sulfuric-acid"] * 50 == 5
