"""The forecast of a place: emissions, absorption and prices from the game's data (wiki: Pollution)."""

from __future__ import annotations

from typing import Any

import pytest

from agent.analysis.findings import Analysis, Finding, Quantity, Severity, Unit
from agent.analysis.forecast import forecast_analysis
from agent.analysis.wording import sentence
from agent.contract import Snapshot
from agent.game import bundled
from agent.i18n import LANGUAGES, LanguageCode, catalogue
from tests.analysis.kit import snapshot

DATA = bundled.load("base-2.0.77")
Json = dict[str, Any]


def boiler(unit: int = 1, status: str = "working", **more: Any) -> Json:  # noqa: ANN401 - JSON
    return {"type": "boiler", "name": "boiler", "x": 2.0 + unit, "y": 2.0, "unit": unit, "status": status, **more}


def land(size: int = 8, tiles: str = "grass-1", trees: int = 0, **amounts: float) -> list[Json]:
    """Chunks around the origin; amounts as ``at_0_0=500``."""
    given = {tuple(map(int, key.removeprefix("at_").replace("m", "-").split("_"))): v for key, v in amounts.items()}
    return [
        {"x": x, "y": y, "amount": given.get((x, y), 0.0), "trees": trees, "tiles": {tiles: 4}}
        for x in range(-size, size + 1)
        for y in range(-size, size + 1)
    ]


def nest(x: float, y: float) -> Json:
    return {"name": "biter-spawner", "type": "unit-spawner", "x": x, "y": y}


def taken(
    entities: list[Json],
    chunks: list[Json] | None = None,
    enemies: list[Json] | None = None,
    **more: Any,  # noqa: ANN401 - JSON
) -> Snapshot:
    return Snapshot.model_validate(
        {
            **snapshot(entities).model_dump(),
            "surface": {"name": "nauvis", "index": 1, "planet": "nauvis", "pollutant": "pollution"},
            "pollution": land() if chunks is None else chunks,
            "enemies": enemies or [],
            "evolution": {"factor": 0.0},
            "rules": {},
            "collected": ["pollution", "enemies"],
            **more,
        },
        strict=False,
    )


def analysed(here: Snapshot, *earlier: Snapshot) -> Analysis:
    return forecast_analysis(here, earlier, DATA)


def found(here: Snapshot, key: str, *earlier: Snapshot) -> Finding:
    analysis = analysed(here, *earlier)
    return next(finding for finding in (*analysis.findings, *analysis.facts) if finding.key == key)


def value(finding: Finding, name: str) -> float:
    amount = finding.args[name]
    assert isinstance(amount, Quantity)
    return float(amount.value)


def seconds(finding: Finding) -> float:
    amount = finding.args["time"]
    assert isinstance(amount, Quantity)
    return float(amount.value) * (60 if amount.unit is Unit.MINUTE else 1)


def test_what_machines_give_off() -> None:
    """Wiki, Boiler: 30 a minute; electric mining drill 10."""
    drill = {
        "type": "mining-drill",
        "name": "electric-mining-drill",
        "x": 9.5,
        "y": 2.5,
        "unit": 9,
        "status": "working",
    }
    emitted = found(taken([boiler(1), boiler(2), drill]), "fact-forecast-emitted")
    assert value(emitted, "total") == 70
    assert "boiler 60/min, electric mining drill 10/min" in sentence(emitted, catalogue("en"))


def test_a_machine_that_stands_gives_off_nothing() -> None:
    keys = [fact.key for fact in analysed(taken([boiler(status="no_fuel")])).facts]
    assert "fact-forecast-clean" in keys


def test_modules_act_twice() -> None:
    """Wiki, Productivity module: pollution and consumption both grow; 1.2 × 1.8 of the rate."""
    hot = boiler(effect={"pollution": 0.2, "consumption": 0.8})
    assert value(found(taken([hot]), "fact-forecast-emitted"), "total") == pytest.approx(30 * 1.2 * 1.8)
    cool = boiler(effect={"consumption": -0.95})
    assert value(found(taken([cool]), "fact-forecast-emitted"), "total") == pytest.approx(6), "never below a fifth"


def test_what_ground_and_trees_take_up() -> None:
    """Game data: 0.000018 a second and tile of grass, 0.001 a tree; 1,024 tiles and 100 trees: 7.1 a minute."""
    chunks = land(0, trees=100, at_0_0=50.0)
    balance = found(taken([], chunks), "fact-forecast-spread")
    assert value(balance, "absorbed") == pytest.approx((1024 * 0.000018 + 100 * 0.001) * 60, rel=1e-4)
    assert (value(balance, "chunks"), value(balance, "total")) == (1, 50)


def test_a_nest_in_the_cloud() -> None:
    reached = found(taken([boiler()], land(at_3_0=200.0, at_4_0=200.0), [nest(110, 5)]), "finding-forecast-reached")
    assert reached.severity is Severity.CRITICAL
    assert reached.position == (110.0, 5.0)


def test_a_nest_that_is_reached_within_the_hour() -> None:
    many = [boiler(unit) for unit in range(1, 41)]
    soon = found(taken(many, enemies=[nest(110, 5)]), "finding-forecast-reaches")
    assert soon.severity is Severity.WARNING
    further = found(taken(many, enemies=[nest(200, 5)]), "finding-forecast-reaches")
    assert 0 < seconds(soon) < seconds(further) < 3600


def test_few_machines_reach_nobody() -> None:
    analysis = analysed(taken([boiler()], enemies=[nest(250, 5)]))
    assert analysis.findings == ()
    assert analysis.facts[-1].key == "fact-forecast-calm"


def test_who_comes_and_how_many() -> None:
    """All that 40 boilers give off is 1,200 a minute; small biters cost 4: the group is full with two hundred."""
    many = [boiler(unit) for unit in range(1, 41)]
    chunks = land(at_0_0=5000.0, at_1_0=3000.0)
    reached = found(taken(many, chunks, [nest(40, 5)]), "finding-forecast-reached")
    assert value(reached, "size") == 200
    assert "small biter — 200" in sentence(reached, catalogue("en"))


def test_evolution_goes_on() -> None:
    """An hour of time alone: 1.42 %."""
    evolution = found(taken([]), "fact-forecast-evolution")
    assert value(evolution, "later") == pytest.approx(1.4196, abs=1e-3)
    dirty = found(taken([boiler(unit) for unit in range(1, 41)]), "fact-forecast-evolution")
    growth = 0.0144 + 9e-7 * 72_000
    assert value(dirty, "later") == pytest.approx(100 * growth / (1 + growth), abs=1e-3)


def test_evolution_may_be_switched_off() -> None:
    still = taken([boiler()], rules={"evolution": {"enabled": False}}, evolution={"factor": 0.3})
    assert value(found(still, "fact-forecast-evolution"), "later") == 30


def test_the_trend_of_the_surface() -> None:
    surface = {"name": "nauvis", "index": 1, "planet": "nauvis", "pollutant": "pollution"}
    now = taken([], surface={**surface, "pollution_total": 1500.0})
    before = taken([], surface={**surface, "pollution_total": 900.0}, tick=36000 - 18000)
    trend = found(now, "fact-forecast-trend", before)
    assert (value(trend, "before"), value(trend, "now"), value(trend, "time")) == (900, 1500, 5)


def test_what_would_lower_it_most() -> None:
    drill = {
        "type": "mining-drill",
        "name": "electric-mining-drill",
        "x": 9.5,
        "y": 2.5,
        "unit": 9,
        "status": "working",
    }
    lower = found(taken([boiler(1), boiler(2), drill]), "fact-forecast-lower")
    assert value(lower, "less") == 48, "four fifths of 60"


def test_a_surface_without_pollution() -> None:
    space = taken([], surface={"name": "platform-1", "index": 9, "platform": True})
    assert [fact.key for fact in analysed(space).facts] == ["fact-forecast-none"]


def test_an_old_snapshot_is_not_judged() -> None:
    assert [fact.key for fact in analysed(taken([], collected=[])).facts] == ["fact-forecast-unknown"]


def test_unknown_ground_and_nests_are_named() -> None:
    odd = {"name": "hive", "type": "unit-spawner", "x": 1, "y": 1}
    here = taken([], land(0, tiles="plastic"), [odd])
    assert analysed(here).not_modelled == ("hive", "plastic")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_there_in_both_languages(language: LanguageCode) -> None:
    many = [boiler(unit) for unit in range(1, 41)]
    here = taken(many, land(at_3_0=200.0), [nest(110, 5), nest(200, 5)])
    analysis = analysed(here)
    assert {finding.key for finding in analysis.findings} == {"finding-forecast-reached", "finding-forecast-reaches"}
    assert all(sentence(finding, catalogue(language)) for finding in (*analysis.findings, *analysis.facts))
