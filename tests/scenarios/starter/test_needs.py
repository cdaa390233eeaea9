"""Starter: what thirty science packs a minute take, and what is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.kit import LANGUAGES, Said, Scenario, unmet
from tests.scenarios.starter.parts import all_ores, furnaces, mine, plant, power, young

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract import Language

RED = (
    "recipe automation-science-pack: 5 s, 1 copper plate + 1 gear of 2 iron plates; 30 a minute take 60 iron and 30 "
    "copper plates. "
)
GREEN = (
    "recipe logistic-science-pack: 6 s, an inserter (circuit, gear, plate: 4 iron, 1.5 copper) and a belt (half of a "
    "gear and a plate: 1.5 iron): 30 a minute take 165 iron and 45 copper plates. "
)


def only_red_packs_are_near() -> Scenario:
    return Scenario(
        "starter",
        young(all_ores(), researched=[]),
        RED + "Stone furnace 18.75/min: 3.2 → 4 for iron, 1.6 → 2 for copper. Electric mining drill 30/min: 2 and 1. "
        "Assembling machine 1 (speed 0.5): 6 packs/min, so 5, and 60 gears/min, so 1 more: 6.",
        says=(
            Said(60, "/min", ("iron plate",)),
            Said(30, "/min", ("copper plate",)),
            Said(4, "", ("iron plate", "stone furnace")),
            Said(2, "", ("iron plate", "electric mining drill")),
            Said(2, "", ("copper plate", "stone furnace")),
            Said(1, "", ("copper plate", "electric mining drill")),
            Said(6, "", ("automation science pack", "assembling machine 1")),
        ),
    )


def red_and_green_packs() -> Scenario:
    return Scenario(
        "starter",
        young(all_ores()),
        RED
        + GREEN
        + "Together 225 iron and 75 copper: 12 and 4 stone furnaces, 7.5 → 8 and 2.5 → 3 drills. Green packs: 6 "
        "machines, and one each for inserters, belts, gears, circuits, cable: 11. wiki Lab: speed 1; units of 15 s "
        "that take one pack of each kind: 30 / 60 × 15 = 7.5, so 8 labs.",
        says=(
            Said(225, "/min", ("iron plate",)),
            Said(75, "/min", ("copper plate",)),
            Said(12, "", ("iron plate", "stone furnace")),
            Said(8, "", ("iron plate", "electric mining drill")),
            Said(4, "", ("copper plate", "stone furnace")),
            Said(3, "", ("copper plate", "electric mining drill")),
            Said(6, "", ("automation science pack", "assembling machine 1")),
            Said(11, "", ("logistic science pack", "assembling machine 1")),
            Said(8, "", ((r"лаборатор", r"lab"),)),
            Said(15, "s", ((r"лаборатор", r"lab"),)),
        ),
    )


def three_furnaces_stand() -> Scenario:
    rows = [*all_ores(), *plant(), *mine("coal", 2), *mine("iron-ore", 2), *furnaces("iron", 3)]
    return Scenario(
        "starter",
        young(rows, researched=[], electric_networks=[power()]),
        RED + "Three stone furnaces make 3 × 18.75 = 56.25 of the 60 iron plates/min.",
        says=(Said(56.25, "/min", ("iron plate",)), Said(60, "/min", ("iron plate",))),
        never=((r"56,25/мин — уже есть", r"56\.25/min — there already"),),
    )


def steel_furnaces_are_twice_as_fast() -> Scenario:
    rows = [*all_ores(), *plant(), *mine("coal", 2), *mine("iron-ore", 3), *furnaces("iron", 2, "steel-furnace")]
    return Scenario(
        "starter",
        young(rows, researched=[], electric_networks=[power()]),
        RED + "wiki Steel furnace: speed 2, 37.5/min each: two make 75 of the 60 iron plates/min.",
        says=(Said(75, "/min", ("iron plate",)), Said(60, "/min", ("iron plate",))),
    )


def power_of_four_engines() -> Scenario:
    rows = [*all_ores(), *plant(4)]
    return Scenario(
        "starter",
        young(rows, researched=[], electric_networks=[power(4)]),
        "wiki Steam engine: 900 kW; four give 3.6 MW.",
        says=(Said(3.6e6, "W", ((r"электр|энерги", r"electric|power"),)),),
    )


def without_space_age() -> Scenario:
    return Scenario(
        "starter",
        young(all_ores(), researched=[]),
        RED + "The base game has the same recipes.",
        data_set="base-2.0.77",
        says=(Said(60, "/min", ("iron plate",)), Said(6, "", ("automation science pack", "assembling machine 1"))),
    )


SCENARIOS = (
    only_red_packs_are_near,
    red_and_green_packs,
    three_furnaces_stand,
    steel_furnaces_are_twice_as_fast,
    power_of_four_engines,
    without_space_age,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda build: build.__name__)
def test_needs_are_those_of_the_recipes(scenario: Callable[[], Scenario], language: Language) -> None:
    assert unmet(scenario(), language) == []
