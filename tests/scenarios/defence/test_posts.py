"""Defence: a post of turrets and walls is offered where it helps, or the reason why not is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.defence.parts import front, gun_turrets, nests
from tests.scenarios.kit import LANGUAGES, Said, Scenario, unmet

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract import Language

KNOWN = ("automation-science-pack", "gun-turret", "stone-wall", "military", "electronics", "logistics", "automation")


def a_post_against_small_biters() -> Scenario:
    return Scenario(
        "defence",
        front([], 0.1, nests(1), researched=KNOWN),
        "technologies gun-turret and stone-wall are known; firearm magazines kill small biters (wiki: Gun turret). "
        "One nest, no turret: a post can be built.",
        drawn=True,
    )


def no_turret_is_known() -> Scenario:
    return Scenario(
        "defence",
        front([], 0.1, nests(1), researched=["automation-science-pack", "electronics"]),
        "technologies.gun-turret unlocks the first turret; without it nothing can be offered.",
        words=(((r"gun turret|турел", r"gun turret|turret"), (r"исслед", r"research"), (r"чертеж", r"blueprint")),),
        never=((r"ни одна турель, которую вы можете", r"none of the turrets that you can build"),),
        refused=True,
    )


def magazines_do_not_stop_behemoths() -> Scenario:
    return Scenario(
        "defence",
        front(gun_turrets(1), 0.99, nests(5), researched=KNOWN),
        "wiki Damage: 5 against 12 flat: 1 / (12 − 5 + 2) × 0.9 = 0.1 of 3,000 health a shot, less than it heals (6 a "
        "second): a post of gun turrets with firearm magazines would be a lie.",
        never=((r"На такую волну уйдёт", r"Such a wave takes"),),
        refused=True,
        words=(((r"чертеж", r"blueprint"), (r"не ", r"no|none")), ("gun turret", "behemoth biter", r"6")),
    )


def a_post_that_is_slow() -> Scenario:
    return Scenario(
        "defence",
        front([], 0.3, nests(1), researched=KNOWN),
        "At 0.3 a third of the wave of 121 are medium biters, which firearm magazines hurt by 0.9 a shot (5 − 4, less "
        "10 %): twelve turrets, 120 shots a second, take 40.3 × 75 / (108 − 0.6) + 80.7 × 15 / (600 − 0.6) = 30.2 s, "
        "more than twice the 15 s after which turrets that stand there are called too few: three posts.",
        drawn=True,
        says=(Said(3, "", ((r"успеет дойти до стены", r"reach the wall"),)),),
    )


SCENARIOS = (
    a_post_that_is_slow,
    a_post_against_small_biters,
    no_turret_is_known,
    magazines_do_not_stop_behemoths,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda build: build.__name__)
def test_a_post_is_offered_where_it_holds(scenario: Callable[[], Scenario], language: Language) -> None:
    assert unmet(scenario(), language) == []
