"""Logistics: no robots, no roboport near, wishes without end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.kit import LANGUAGES, First, Said, Scenario, unmet
from tests.scenarios.logistics.parts import base, chest, roboport, robots, stack, wish

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract import Language

AT = (111.5, -14.5)
ROBOT: tuple[str, str] = (r"робот", r"robot")


def no_robots_at_all() -> Scenario:
    points = [
        chest("requester", *AT, requests=[wish("iron-plate", 400)]),
        chest("passive_provider", 121.5, -30.5, holds=[stack("iron-plate", 4000)]),
    ]
    net = robots(every=0, idle=0, contents=[stack("iron-plate", 4000)])
    return Scenario(
        "logistics",
        base(points, [net], [roboport(100.0, -20.0, logistic=0)]),
        "wiki Logistic network: without logistic robots nothing is carried: 400 plates wanted, 4,000 there, no robot.",
        first=First((ROBOT, (r"нет|ни одного|не хватает", r"no |none|lack|too few"))),
        never=((r"производится ли «iron plate»", r"whether “iron plate” is made"),),
    )


def more_than_the_chest_can_hold() -> Scenario:
    points = [chest("requester", *AT, free=0, requests=[wish("iron-plate", 10000)], holds=[stack("iron-plate", 4800)])]
    return Scenario(
        "logistics",
        base(points),
        "wiki Requester chest: 48 slots; 48 × 100 plates are 4,800: a wish for 10,000 can never be met.",
        first=First((r"iron plate", (r"никогда", r"never")), (AT,)),
        says=(Said(10000, "", ("iron plate",)), Said(48, "", ("iron plate",))),
        words=(((r"вмеща|ячеек|мест", r"hold|slots|room|fit"), "iron plate"),),
    )


def legendary_and_normal_apart() -> Scenario:
    points = [
        chest(
            "requester",
            *AT,
            requests=[wish("beacon", 10), wish("beacon", 5, quality="rare")],
            holds=[stack("beacon", 10), stack("beacon", 1, "rare")],
        ),
        chest("passive_provider", 121.5, -30.5, holds=[stack("beacon", 2, "rare")]),
    ]
    net = robots(contents=[stack("beacon", 2, "rare")])
    return Scenario(
        "logistics",
        base(points, [net]),
        "wiki Quality: normal ones are all there (10 of 10); of rare ones 5 − 1 = 4 are wanted and 2 to be had.",
        first=First(("beacon (rare)",), (AT,)),
        says=(Said(4, "", ("beacon (rare)",)), Said(2, "", ("beacon (rare)",)), Said(2, "", ("beacon", "rare", r"3"))),
    )


SCENARIOS = (no_robots_at_all, more_than_the_chest_can_hold, legendary_and_normal_apart)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda build: build.__name__)
def test_what_cannot_be_brought_is_told(scenario: Callable[[], Scenario], language: Language) -> None:
    assert unmet(scenario(), language) == []
