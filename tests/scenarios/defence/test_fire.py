"""Defence: fire."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.build import entity
from tests.scenarios.defence.parts import front, nests
from tests.scenarios.kit import LANGUAGES, Said, Scenario, unmet

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract import Language


def fire_on_medium_biters() -> Scenario:
    oil = [{"name": "crude-oil", "amount": 100.0}]
    turrets = [
        entity(
            "fluid-turret", "flamethrower-turret", -60.0 + 12 * n, -70.0, fluids=oil, health=1400.0, max_health=1400.0
        )
        for n in range(4)
    ]
    return Scenario(
        "defence",
        front(
            turrets, 0.5, bonuses={"ammo_damage": {"flamethrower": 0.2}, "turret_attack": {"flamethrower-turret": 0.2}}
        ),
        "wiki Flamethrower turret: crude oil 3 fire a hit; refined flammables 1: +20 % for stream and turret: 3 × 1.2 "
        "× 1.2 = 4.32; biters do not resist fire.",
        says=(Said(4.32, "", ("flamethrower turret", "medium biter")),),
    )


def flamethrowers_without_oil() -> Scenario:
    turrets = [entity("fluid-turret", "flamethrower-turret", -60.0 + 12 * n, -70.0, fluids=[]) for n in range(4)]
    return Scenario(
        "defence",
        front(turrets, 0.3, nests(3)),
        "wiki Flamethrower turret: it burns oil; four of four have none.",
        says=(Said(4, "", ("flamethrower turret",)),),
        words=(
            (("flamethrower turret"), (r"нефт|жидкост|топлив|боеприпас|патрон|без", r"oil|fluid|ammunition|without")),
        ),
        places=((-60.0, -70.0),),
    )


SCENARIOS = (fire_on_medium_biters, flamethrowers_without_oil)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda build: build.__name__)
def test_fire_is_reckoned_too(scenario: Callable[[], Scenario], language: Language) -> None:
    assert unmet(scenario(), language) == []
