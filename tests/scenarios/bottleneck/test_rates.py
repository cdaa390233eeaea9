"""Bottleneck: what machines can make and what comes out, with modules, beacons, quality and research."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.bottleneck.parts import SHORT, arm, box, drill, factory, machine, ore
from tests.scenarios.build import stack
from tests.scenarios.kit import LANGUAGES, First, Said, Scenario, unmet

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract import Language
    from tests.scenarios.build import Json

AM3 = "assembling-machine-3"
ANYTHING = ((r".", r"."),)


def _alone(built: Json) -> list[Json]:
    return [built, arm(built["x"], built["y"] + 2), box(built["x"], built["y"] + 3)]


def four_productivity_modules() -> Scenario:
    modules: Json = {
        "modules": [stack("productivity-module-3", 4)],
        "crafting_speed": 0.5,
        "speed_bonus": -0.6,
        "productivity_bonus": 0.4,
    }
    built = machine(AM3, "electronic-circuit", 0.5, 0.5, has={"iron-plate": 9, "copper-cable": 30}, **modules)
    return Scenario(
        "bottleneck",
        factory(_alone(built)),
        "factoriocalc, tests/test_rates.py: an assembling machine 3 with four productivity modules 3 makes 7/5 "
        "electronic circuits a second from 1 iron plate and 3 cables: 84, 60 and 180/min.",
        says=(
            Said(84, "/min", ("electronic circuit",)),
            Said(60, "/min", ("iron plate",)),
            Said(180, "/min", ("copper cable",)),
        ),
        quiet=ANYTHING,
    )


def no_modules() -> Scenario:
    built = machine(AM3, "electronic-circuit", 0.5, 0.5, has={"iron-plate": 9, "copper-cable": 30})
    return Scenario(
        "bottleneck",
        factory(_alone(built)),
        "factoriocalc, tests/test_rates.py: an assembling machine 3 makes 5/2 electronic circuits a second from 5/2 "
        "iron plates and 15/2 cables: 150, 150, 450/min; wiki: 375 kW + 12.5 kW of drain.",
        says=(
            Said(150, "/min", ("electronic circuit",)),
            Said(450, "/min", ("copper cable",)),
            Said(387.5e3, "W"),
        ),
        quiet=ANYTHING,
    )


def eight_beacons_of_speed() -> Scenario:
    beacons = [{"name": "beacon", "unit": 100 + n, "modules": [stack("speed-module-3", 2)]} for n in range(8)]
    modules: Json = {
        "modules": [stack("productivity-module-3", 4)],
        "beacons": beacons,
        "crafting_speed": None,
        "productivity_bonus": None,
    }
    built = machine(AM3, "electronic-circuit", 0.5, 0.5, has={"iron-plate": 9, "copper-cable": 30}, **modules)
    return Scenario(
        "bottleneck",
        factory(_alone(built)),
        "factoriocalc 0.3.0 (README, game 2.0): eight beacons of speed modules 3 and four productivity modules 3 give "
        "an assembling machine 3 a speed bonus of 3.64 (8 × 2 × 0.5 × 1.5 × 0.3535 − 0.6): 1.25 × 4.642 / 0.5 × 1.4 = "
        "16.25/s, 975/min.",
        says=(Said(974.8, "/min", ("electronic circuit",), within=0.001),),
    )


def mixed_beacons() -> Scenario:
    held = ["speed-module-3"] * 4 + ["efficiency-module"] * 4
    beacons = [{"name": "beacon", "unit": 100 + n, "modules": [stack(name, 2)]} for n, name in enumerate(held)]
    built = machine(
        AM3,
        "iron-gear-wheel",
        0.5,
        0.5,
        has={"iron-plate": 30},
        beacons=beacons,
        crafting_speed=None,
        productivity_bonus=None,
    )
    return Scenario(
        "bottleneck",
        factory(_alone(built)),
        "wiki Beacon (2.0): all beacons at a machine count for the falling effect, whatever they hold. Eight: × "
        "0.3535 × 1.5; four hold speed: 4 × 2 × 0.5 × 0.53025 = +212.1 %; 1.25 × 3.121 / 0.5 × 60 = 468.2 gears/min.",
        says=(Said(468.15, "/min", ("iron gear wheel",), within=0.001),),
    )


def speed_of_quality() -> Scenario:
    built = machine(AM3, "iron-gear-wheel", 0.5, 0.5, has={"iron-plate": 30}, quality="legendary", crafting_speed=3.125)
    return Scenario(
        "bottleneck",
        factory(_alone(built)),
        "wiki Quality: a legendary machine is +150 % as fast, 1.25 × 2.5 = 3.125; 3.125 / 0.5 × 60 = 375/min from 750 "
        "plates.",
        says=(Said(375, "/min", ("iron gear wheel",)), Said(750, "/min", ("iron plate",))),
    )


def foundry_on_vulcanus() -> Scenario:
    built = machine(
        "foundry",
        "casting-iron",
        0.5,
        0.5,
        crafting_speed=4.0,
        productivity_bonus=0.5,
        fluids=[{"name": "molten-iron", "amount": 400.0}],
    )
    return Scenario(
        "bottleneck",
        factory(_alone(built)),
        "wiki Foundry: speed 4, +50 % productivity; recipe casting-iron: 20 molten iron → 2 plates in 3.2 s. "
        "4 / 3.2 × 2 × 1.5 = 3.75/s, 225/min, from 4 / 3.2 × 20 = 25/s, 1,500/min of molten iron.",
        says=(Said(225, "/min", ("iron plate",)), Said(1500, "/min", ("molten iron",))),
    )


def classes_of_furnaces() -> Scenario:
    rows = [
        row
        for n in range(2)
        for row in _alone(machine("stone-furnace", "iron-plate", 0.5 + 6 * n, 0.5, has={"iron-ore": 9}))
    ]
    rows += [
        row
        for n in range(2)
        for row in _alone(machine("electric-furnace", "iron-plate", 20.5 + 6 * n, 0.5, has={"iron-ore": 9}))
    ]
    return Scenario(
        "bottleneck",
        factory(rows),
        "recipe iron-plate: 3.2 s. Two stone furnaces (speed 1) 18.75/min each, two electric ones (2) 37.5/min: "
        "112.5/min.",
        says=(Said(112.5, "/min", ("iron plate",)), Said(4, "", ("iron plate",))),
        quiet=ANYTHING,
    )


def the_real_output_is_that_of_the_bottleneck() -> Scenario:
    rows = [box(0.5, -2.5, stack("copper-plate", 4000)), arm(0.5, -1.5, name="bulk-inserter")]
    rows += [machine(AM3, "copper-cable", 0.5, 0.5, has={"copper-plate": 20}), arm(0.5, 2.5, name="bulk-inserter")]
    rows += [
        arm(2.5, 4.5, 4),
        box(3.5, 4.5, stack("iron-plate", 900)),
        machine(AM3, "electronic-circuit", 0.5, 4.5, SHORT, {"iron-plate": 9}),
    ]
    rows += [arm(0.5, 6.5), box(0.5, 7.5)]
    return Scenario(
        "bottleneck",
        factory(rows, bulk_inserter_stack_bonus=11),
        "factoriocalc, docs/guide.rst: one assembling machine 3 each for cable and circuits makes 5/3 circuits a "
        "second, the cable machine at 100 %. 300 cables/min made, 450 wanted, 100 of 150 circuits/min come out.",
        first=First(("copper cable",), ((0.5, 0.5),)),
        says=(
            Said(300, "/min", ("copper cable",)),
            Said(450, "/min", ("copper cable",)),
            Said(100, "/min", ("electronic circuit",)),
            Said(150, "/min", ("electronic circuit",)),
        ),
    )


def mining_productivity() -> Scenario:
    rows = [row for n in range(4) for row in (drill(0.5 + 3 * n, -8.5), *ore("iron-ore", 0.5 + 3 * n, -8.5, 5000, 1))]
    rows = [{**row, "productivity_bonus": 0.2} if row["type"] == "mining-drill" else row for row in rows]
    return Scenario(
        "bottleneck",
        factory(rows, mining_productivity_bonus=0.2),
        "wiki Mining drill: 0.5/s; mining productivity 2: +20 %. 4 × 30 × 1.2 = 144/min.",
        says=(Said(144, "/min", ("iron ore",)),),
    )


def productivity_is_capped() -> Scenario:
    built = machine(
        "electromagnetic-plant",
        "processing-unit",
        0.5,
        0.5,
        has={"electronic-circuit": 40, "advanced-circuit": 4},
        crafting_speed=0.5,
        speed_bonus=-0.75,
        productivity_bonus=4.25,
        modules=[stack("productivity-module-3", 5, "legendary")],
    )
    research = {"levels": {"processing-unit-productivity": 25}}
    return Scenario(
        "bottleneck",
        factory(_alone(built), research=research),
        "wiki Productivity: no recipe gets more than +300 %. 0.5 (plant) + 5 × 0.25 (legendary) + 2.5 (25 levels) = "
        "+425 %: 0.5 / 10 s × 4 = 0.2/s, 12/min, not 15.75.",
        says=(Said(12, "/min", ("processing unit",)),),
        never=((r"15,75", r"15\.75"),),
    )


SCENARIOS = (
    four_productivity_modules,
    no_modules,
    eight_beacons_of_speed,
    mixed_beacons,
    speed_of_quality,
    foundry_on_vulcanus,
    classes_of_furnaces,
    the_real_output_is_that_of_the_bottleneck,
    mining_productivity,
    productivity_is_capped,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda build: build.__name__)
def test_rates_are_those_of_the_game(scenario: Callable[[], Scenario], language: Language) -> None:
    assert unmet(scenario(), language) == []
