"""The emergency rules on the sums that a watched game writes: one case above and one below each threshold."""

from __future__ import annotations

from typing import Any

import pytest

from agent.assistant.emergency import EMERGENCY_RULES
from agent.assistant.observing import observed
from agent.contract import Observation

Json = dict[str, Any]
HERE = {"x": 3.0, "y": -2.5}
DUSK = {"daytime": 0.3, "ticks_per_day": 25_000, "dusk": 0.25, "evening": 0.45, "morning": 0.55, "dawn": 0.75}


def observation(**more: Any) -> Observation:  # noqa: ANN401 - JSON
    return Observation.model_validate(
        {
            "protocol": "1.0",
            "kind": "observation",
            "id": "5a3f19c2-o1-1",
            "session": "5a3f19c2",
            "tick": 9600,
            "player": {"index": 1, "name": "Vera"},
            "locale": "ru",
            "nonce": "0c1d2e3f",
            "surface": {"name": "nauvis", "index": 1},
            "position": HERE,
            "standing_on": "nauvis",
            **more,
        },
        strict=False,
    )


def network(**more: Any) -> Json:  # noqa: ANN401 - JSON
    return {"id": 7, "demand_w": 1e6, "supply_w": 1e6, "satisfaction": 1.0, "poles": 1, "consumers": 5, **more}


def solar(stored_j: float) -> Json:
    """1 MW by panels alone: until morning (0.1 of 25,000 ticks = 41.7 s of night) 41.7 MJ are needed."""
    flows = [{"name": "solar-panel", "side": "make", "now_w": 4e5, "ten_minutes_w": 1e6}]
    sums = {"demand_w": 1e6, "supply_w": 1e6, "stored_j": stored_j, "storage_j": 1e9}
    return {"electric_networks": [network(**sums, flows=flows)], "solar_panels": ["solar-panel"], "surface": {
        "name": "nauvis", "index": 1, **DUSK
    }}  # fmt: skip


def attack(enemies: int, empty: int = 0) -> Json:
    return {"attack": {"enemies": enemies, "name": "small-biter", "position": HERE, "turrets": 8, "empty": empty}}


CASES = {
    "network-without-power": ({"electric_networks": [network(satisfaction=0.0, supply_w=0.0)]}, {}),
    "network-brownout": (
        {"electric_networks": [network(satisfaction=0.79, supply_w=7.9e5)]},
        {"electric_networks": [network(satisfaction=0.8, supply_w=8e5)]},
    ),
    # 1 MW wanted and met, 0.4 MW made: 0.6 MW come out of the accumulators, 72 MJ last 120 s.
    "accumulators-dry": (
        {"electric_networks": [network(supply_w=4e5, stored_j=71e6, storage_j=1e8)]},
        {"electric_networks": [network(supply_w=4e5, stored_j=72e6, storage_j=1e8)]},
    ),
    "nightfall": (solar(20e6), solar(21e6)),
    "turrets-empty": (attack(3, 2), attack(3, 1)),
    "enemies-close": (attack(10), attack(9)),
    "health-low": ({"health_ratio": 0.29}, {"health_ratio": 0.3}),
    "train-deadlock": ({"locked_trains": [{"trains": 2, "position": HERE}]}, {"locked_trains": []}),
    "robots-uncharged": (
        {"dark_ports": [{"network": 4, "dark": 1, "ports": 2, "robots": 30, "position": HERE}]},
        {"dark_ports": [{"network": 4, "dark": 1, "ports": 3, "robots": 30, "position": HERE}]},
    ),
}


def test_every_rule_of_the_table_has_a_case() -> None:
    assert set(CASES) == {rule.id for rule in EMERGENCY_RULES}


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_holds_at_its_threshold_and_not_before(rule: str) -> None:
    over, under = CASES[rule]
    found = [finding.id for finding in observed(observation(**over))]
    assert [name for name in found if name.startswith(rule)], found
    assert not [each.id for each in observed(observation(**under)) if each.id.startswith(rule)]


def test_what_is_said_of_the_player_is_where_he_stands() -> None:
    (alarm,) = observed(observation(health_ratio=0.1, standing_on="vulcanus"))
    assert (alarm.position, alarm.surface) == ((3.0, -2.5), "vulcanus")


def test_nothing_told_is_nothing_found() -> None:
    assert observed(observation()) == ()
