"""Defence: worms that outrange the turrets, oils that burn hotter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.build import entity
from tests.scenarios.defence.parts import front, gun_turrets
from tests.scenarios.kit import LANGUAGES, Said, Scenario, unmet

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract import Language

RULE = "wiki Damage: (damage − flat) × (1 − percent), where flat ≥ damage: 1 / (flat − damage + 2) × (1 − percent). "


def bullets_on_big_worms() -> Scenario:
    enemies = [{"name": "big-worm-turret", "type": "turret", "x": -10.0 + 8 * n, "y": -95.0} for n in range(2)]
    return Scenario(
        "defence",
        front(gun_turrets(7, "piercing-rounds-magazine"), 0.4, enemies, pollution=[]),
        RULE + "wiki Big worm: physical 10 flat, range 38, 25 tiles from the turrets, which reach 18: it shoots alone. "
        "Piercing rounds 8: 1 / (10 − 8 + 2) = 0.25 a shot.",
        says=(Said(2, "", ("big worm turret",)), Said(0.25, "", ("gun turret", "big worm turret"))),
    )


def light_oil_burns_hotter() -> Scenario:
    oil = [{"name": "light-oil", "amount": 100.0}]
    turrets = [entity("fluid-turret", "flamethrower-turret", -60.0 + 12 * n, -70.0, fluids=oil) for n in range(4)]
    return Scenario(
        "defence",
        front(turrets, 0.5),
        "wiki Flamethrower turret: light oil +10 %: 3 × 1.1 = 3.3.",
        says=(Said(3.3, "", ("flamethrower turret", "medium biter")),),
    )


SCENARIOS = (
    bullets_on_big_worms,
    light_oil_burns_hotter,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda build: build.__name__)
def test_worms_and_oils_are_reckoned_too(scenario: Callable[[], Scenario], language: Language) -> None:
    assert unmet(scenario(), language) == []
