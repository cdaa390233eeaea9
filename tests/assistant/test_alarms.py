"""Emergencies beyond a network's satisfaction, each from its threshold on and with a place."""

from __future__ import annotations

from typing import Any

import pytest

from agent.analysis.wording import sentence
from agent.assistant.emergency import EMERGENCY_RULES, emergencies
from agent.contract import Snapshot
from agent.i18n import LANGUAGES, LanguageCode, catalogue
from tests.analysis.kit import snapshot
from tests.analysis.power.test_power import NAUVIS, flow, many, network

Json = dict[str, Any]


def taken(entities: list[Json] | None = None, **more: Any) -> Snapshot:  # noqa: ANN401 - JSON
    return Snapshot.model_validate({**snapshot(entities or []).model_dump(), **more}, strict=False)


def ids(here: Snapshot) -> list[str]:
    return [finding.id for finding in emergencies(here)]


@pytest.mark.parametrize(
    ("stored_mj", "alarms"), [(0.0, []), (119.0, ["accumulators-dry-3"]), (121.0, []), (1000.0, [])]
)
def test_accumulators_about_to_run_dry(stored_mj: float, alarms: list[str]) -> None:
    """1 MW more is used than made: 120 MJ last two minutes. Empty ones are the brown-out's matter."""
    draining = network(demand_w=2e6, supply_w=1e6, stored_j=stored_mj * 1e6, storage_j=1e9)
    assert ids(taken(electric_networks=[draining])) == alarms


def sunny(daytime: float, stored_mj: float, **more: Any) -> Snapshot:  # noqa: ANN401 - JSON
    """Ten panels carry 420 kW; the night from evening to morning is 2,500 ticks: 17.5 MJ."""
    flows = [flow("solar-panel", "make", 420e3), flow("lab", "use", 420e3)]
    net = network(demand_w=420e3, supply_w=420e3, stored_j=stored_mj * 1e6, storage_j=5e7, flows=flows)
    return taken(
        many("solar-panel", "solar-panel", 10), electric_networks=[net], surface={**NAUVIS, "daytime": daytime, **more}
    )


@pytest.mark.parametrize(
    ("daytime", "stored_mj", "alarms"),
    [
        (0.3, 8.0, ["nightfall-3"]),
        (0.3, 9.0, []),
        (0.0, 0.0, []),
        (0.5, 4.0, ["nightfall-3"]),
        (0.5, 5.0, []),
        (0.8, 0.0, []),
    ],
)
def test_nightfall_without_stored_power(daytime: float, stored_mj: float, alarms: list[str]) -> None:
    assert ids(sunny(daytime, stored_mj)) == alarms


def test_a_day_that_stands_still_brings_no_night() -> None:
    assert ids(sunny(0.3, 0.0, freeze_daytime=True)) == []


def turret(unit: int, rounds: int) -> Json:
    items = [{"name": "firearm-magazine", "count": rounds}] if rounds else []
    inventory = {"inventory": "turret_ammo", "slots": 1, "free_slots": 0, "items": items}
    return {
        "type": "ammo-turret",
        "name": "gun-turret",
        "x": unit * 2.0,
        "y": 1.0,
        "unit": unit,
        "inventories": [inventory],
    }


def biters(count: int, x: float = 140.0) -> list[Json]:
    return [{"name": "small-biter", "type": "unit", "x": x, "y": 5.0, "count": count}]


@pytest.mark.parametrize(("empty", "alarms"), [(0, []), (1, []), (2, ["turrets-empty"]), (8, ["turrets-empty"])])
def test_turrets_out_of_ammunition_under_attack(empty: int, alarms: list[str]) -> None:
    turrets = [turret(unit, 0 if unit <= empty else 10) for unit in range(1, 9)]
    assert ids(taken(turrets, enemies=biters(3))) == alarms
    assert ids(taken(turrets, enemies=biters(3, x=400.0))) == [], "nobody is near"


@pytest.mark.parametrize(("count", "x", "alarms"), [(10, 150.0, ["enemies-close"]), (9, 150.0, []), (500, 151.0, [])])
def test_enemies_close(count: int, x: float, alarms: list[str]) -> None:
    """The area ends at x = 100: fifty tiles from it."""
    assert ids(taken(enemies=biters(count, x))) == alarms


def test_nests_and_worms_are_no_attack() -> None:
    nests = [{"name": "biter-spawner", "type": "unit-spawner", "x": 110.0, "y": 5.0, "count": 50}]
    assert ids(taken(enemies=nests)) == []


def body(health: float | None, surface: str = "nauvis") -> Json:
    return {"x": 7.0, "y": -3.0, "surface": surface, "health_ratio": health}


@pytest.mark.parametrize(("health", "alarms"), [(0.3, []), (0.29, ["health-low"]), (0.0, ["health-low"]), (None, [])])
def test_the_players_health_is_low(health: float | None, alarms: list[str]) -> None:
    assert ids(taken(character=body(health))) == alarms


def test_the_alarm_is_where_the_player_stands() -> None:
    (alarm,) = emergencies(taken(character=body(0.1, "vulcanus")))
    assert (alarm.position, alarm.surface) == ((7.0, -3.0), "vulcanus")
    assert "10 % здоровья." in sentence(alarm, catalogue("ru"))
    (alarm,) = emergencies(taken(character=body(0.1), enemies=biters(3)))
    assert "10% of your health left, and enemies are near: 3." in sentence(alarm, catalogue("en"))


def test_a_train_deadlock() -> None:
    waiting = {"state": "wait_signal", "locomotives": 1, "fuel": [{"name": "coal", "count": 5}]}
    trains = [
        {**waiting, "id": 1, "x": 20.0, "y": 8.0, "signal_at": [10.0, 1.5]},
        {**waiting, "id": 2, "x": 12.0, "y": 0.0, "signal_at": [20.0, 8.5]},
    ]
    assert ids(taken(trains=trains)) == ["train-deadlock-1"]
    assert ids(taken(trains=trains[:1])) == []


@pytest.mark.parametrize(("dark", "alarms"), [(1, []), (2, ["robots-uncharged-7"])])
def test_robots_that_cannot_charge(dark: int, alarms: list[str]) -> None:
    ports = [
        {"network": 7, "name": "roboport", "x": n * 40.0, "y": 0.0, "status": "no_power" if n < dark else "working"}
        for n in range(4)
    ]
    networks = [{"id": 7, "logistic": {"all": 50, "available": 10}}]
    assert ids(taken(logistic_networks=networks, roboports=ports)) == alarms


def test_an_empty_snapshot_raises_no_alarm() -> None:
    assert ids(taken()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_alarm_has_a_sentence_and_a_next_step(language: LanguageCode) -> None:
    ports = [{"network": 7, "name": "roboport", "x": 0.0, "y": 0.0, "status": "no_power"}]
    draining = network(demand_w=2e6, supply_w=1e6, stored_j=1e6, storage_j=1e9)
    scenes = [
        sunny(0.3, 1.0),
        taken([turret(1, 0)], enemies=biters(30), electric_networks=[draining]),
        taken(logistic_networks=[{"id": 7, "logistic": {"all": 50}}], roboports=ports, character=body(0.1)),
    ]
    found = [finding for here in scenes for finding in emergencies(here)]
    assert len(found) == 6
    assert all(finding.position is None or finding.surface for finding in found)
    assert all(sentence(finding, catalogue(language)) for finding in found)
    assert all(catalogue(language).has(f"{rule.key}-next") for rule in EMERGENCY_RULES)


@pytest.mark.parametrize(("number", "words"), [(11, "11 врагов"), (21, "21 враг,"), (22, "22 врага")])
def test_russian_counts(number: int, words: str) -> None:
    (found,) = emergencies(taken(enemies=biters(number)))
    assert words in sentence(found, catalogue("ru"))
