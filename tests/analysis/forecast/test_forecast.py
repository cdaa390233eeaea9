"""The forecast as a player reads it; figures from the wiki (Pollution, Enemies, Modules, Solar panel)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent.analysis.findings import Severity
from agent.analysis.wording import sentence
from agent.i18n import LANGUAGES, LanguageCode, catalogue
from tests.analysis.forecast.kit import (
    SPACE,
    analysed,
    drills,
    found,
    keys,
    land,
    listed,
    many,
    nest,
    taken,
    thing,
    value,
)

if TYPE_CHECKING:
    from agent.analysis.findings import Finding
    from agent.contract import Snapshot

CLOUD = dict.fromkeys([(x, y) for x in range(-6, 7) for y in range(-6, 7)], 1000.0)


def said(here: Snapshot, key: str, language: LanguageCode = "en", *earlier: Snapshot, advice: bool = False) -> str:
    finding = found(here, key, *earlier)
    return sentence(replace(finding, key=key + "-next") if advice else finding, catalogue(language))


def test_what_is_emitted_now_and_at_full_work() -> None:
    mixed = [*drills(3), thing("boiler", "boiler", 9), thing("stone-furnace", "furnace", 20, "no_fuel")]
    emission = found(taken(mixed), "fact-forecast-emission")
    assert (value(emission, "rate"), value(emission, "full")) == (60, 62)
    assert listed(emission) == {"boiler": 30, "electric-mining-drill": 30, "stone-furnace": 0}


def test_a_nest_that_pollution_has_reached_sends_what_it_can_pay() -> None:
    """In a thick cloud at evolution 0 a nest spawns ten a minute: a hundred in the ten minutes of the longest wait."""
    fed = found(taken(enemies=nest((2, 0)), chunks=land(held=CLOUD)), "finding-forecast-fed")
    assert value(fed, "taken") == pytest.approx(40)
    assert listed(fed) == {"small-biter": 100}
    assert (fed.severity, fed.position) == (Severity.WARNING, (68.0, 4.0))


@pytest.mark.parametrize(
    ("evolution", "units"),
    [
        # Ten minutes of spawning; wiki, Enemies: shares at 0.2, 0.5 and 0.9, intervals 318, 255 and 171 ticks.
        (0.2, {"small-biter": 36_000 / 318}),
        (0.5, {"medium-biter": 36_000 / 255 * 9 / 11, "small-biter": 36_000 / 255 * 2 / 11}),
        (0.9, {"big-biter": 36_000 / (171 * 53 / 21) * 16 / 21, "medium-biter": 36_000 / (171 * 53 / 21) * 5 / 21}),
    ],
)
def test_waves_by_evolution(evolution: float, units: dict[str, float]) -> None:
    still = {"evolution": {"enabled": False}}
    here = taken(enemies=nest((2, 0)), chunks=land(held=CLOUD), evolution=evolution, rules=still)
    assert listed(found(here, "fact-forecast-wave")) == pytest.approx({k: -(-v // 1) for k, v in units.items()}, abs=1)


def test_little_pollution_pays_for_few() -> None:
    """Wiki, Pollution: 4 for a small biter; one boiler's 30 a minute pay for 7.5 of them, 75 in ten minutes."""
    boiler = {**thing("boiler", "boiler"), "x": 70.0, "y": 5.0}
    coming = [
        fact
        for fact in analysed(taken([boiler], nest((2, 0)), rules={"evolution": {"enabled": False}})).facts
        if fact.key == "fact-forecast-wave"
    ]
    assert [value(wave, "size") for wave in coming] == [75, 75], "after one hour and after two"


def test_dear_attacks_make_small_waves() -> None:
    """Attack cost modifier 2: what paid for 75 pays for 38, the last one in part."""
    boiler = {**thing("boiler", "boiler"), "x": 70.0, "y": 5.0}
    rules = {"evolution": {"enabled": False}, "pollution": {"attack_cost_modifier": 2.0}}
    assert value(found(taken([boiler], nest((2, 0)), rules=rules), "fact-forecast-wave"), "size") == 38


def test_when_pollution_reaches_a_nest() -> None:
    """Forty drills emit 400 a minute; the nest beside them is reached within the hour, the far one is not."""
    here = taken(drills(40), [*nest((2, 0)), *nest((14, 0))], land(15, "grass-1", trees=20))
    reaches = found(here, "finding-forecast-reaches")
    assert reaches.position == (68.0, 4.0)
    assert reaches.severity is Severity.WARNING
    assert value(reaches, "minutes") <= 60
    assert (value(found(here, "fact-forecast-reached"), "reached"), keys(here).count("finding-forecast-reaches")) == (
        1,
        1,
    )


def test_a_nest_out_of_reach_is_no_finding() -> None:
    here = taken(drills(2), nest((6, 0)), land(6, "grass-1", trees=100))
    assert analysed(here).findings == ()
    assert said(here, "fact-forecast-none-reached", "ru") == (
        "За 120 мин загрязнение не дойдёт ни до одного из известных гнёзд (1)."
    )


def test_efficiency_modules_are_counted() -> None:
    """Three −30 % modules leave a drill the least there is, 20 %: 200 a minute become 40."""
    here = taken(drills(20), researched=["efficiency-module"])
    way = found(here, "fact-forecast-modules")
    assert listed(way, "takes") == {"efficiency-module": 60}
    assert (value(way, "saved"), value(way, "left")) == (160, 40)
    assert "not researched" not in said(here, "fact-forecast-modules")
    assert "not researched" in said(taken(drills(20)), "fact-forecast-modules")


def test_the_best_researched_module_is_taken_and_full_slots_are_left_alone() -> None:
    here = taken(drills(1), researched=["efficiency-module", "efficiency-module-2"])
    assert listed(found(here, "fact-forecast-modules"), "takes") == {"efficiency-module-2": 3}
    full = drills(1, modules=[{"name": "speed-module", "count": 3}])
    assert "fact-forecast-modules" not in keys(taken(full))


def test_solar_power_in_the_place_of_boilers() -> None:
    """Wiki: 42 kW a panel on average, five boilers heat 9 MW; 0.84672 accumulators a panel by a day of 25,200 ticks."""
    way = found(taken(many("boiler", "boiler", 5)), "fact-forecast-solar")
    takes = listed(way, "takes")
    assert takes["solar-panel"] == 215
    assert takes["accumulator"] == pytest.approx(215 * 0.84672, abs=1)
    assert (value(way, "saved"), value(way, "left"), value(way, "load")) == (150, 0, 9e6)


def test_what_the_cures_do_is_computed() -> None:
    here = taken(drills(40), nest((3, 0)), land(6, "grass-1", trees=100))
    cured = found(here, "fact-forecast-cured")
    assert value(cured, "of") == 1
    assert value(cured, "size") < value(cured, "before")


def test_the_advice_names_what_saves_most() -> None:
    here = taken(drills(20), nest((0, 0)), land(held=CLOUD), researched=["efficiency-module"])
    advice = said(here, "finding-forecast-fed", "ru", advice=True)
    assert "модулями эффективности (efficiency module — 60): загрязнения станет меньше на 80 %." in advice
    steam = taken(many("boiler", "boiler", 5), nest((0, 0)), land(held=CLOUD))
    assert "солнечной энергией (solar panel — 215" in said(steam, "finding-forecast-fed", "ru", advice=True)
    assert said(taken((), nest((0, 0)), land(held=CLOUD)), "finding-forecast-fed", "ru", advice=True) == (
        "Зарядите турели с этой стороны или уничтожьте гнездо."
    )


def test_destroying_nests_has_its_price() -> None:
    """Wiki, Enemies: 125 nests make 20 %; five of them in the cloud raise 0 to 1 %."""
    here = taken(enemies=nest((0, 0), number=5), chunks=land(held=CLOUD))
    assert value(found(here, "fact-forecast-destroy"), "then") == pytest.approx(1.0, abs=0.05)


def test_the_next_kind_and_when_it_comes() -> None:
    """Wiki, Enemies: medium biters from 20 % on; by time alone 17.4 hours."""
    here = taken(enemies=nest((6, 0)))
    appears = found(here, "fact-forecast-appears")
    assert value(appears, "minutes") == pytest.approx(17.4, abs=0.05)
    assert said(here, "fact-forecast-appears", "ru") == (
        "Примерно через 17,4 ч эволюция дойдёт до 20 %, и гнёзда начнут посылать: medium biter."
    )


def test_the_surface_counts_for_evolution_and_the_area_where_it_is_not_told() -> None:
    flows = [{"name": "boiler", "kind": "pollution", "made_10m": 1000.0}]
    whole = found(taken(drills(2), production=flows), "fact-forecast-evolution")
    # Wiki, Enemies: a minute weighs as much as 267 of pollution
    assert value(whole, "share") == pytest.approx(100 * 1000 / 1267, abs=0.1)
    assert "only what the area emits" not in said(taken(drills(2), production=flows), "fact-forecast-evolution")
    assert "only what the area emits" in said(taken(drills(2)), "fact-forecast-evolution")


def test_places_without_pollution() -> None:
    for planet in ("vulcanus", "fulgora", "aquilo"):
        here = taken(drills(2), surface={"planet": planet, "pollutant": None})
        assert keys(here, SPACE) == ["fact-forecast-clean"]
    off = taken(drills(9), nest((0, 0)), land(held=CLOUD), rules={"pollution": {"enabled": False}})
    assert keys(off) == ["fact-forecast-off"]


def test_a_peaceful_map_has_no_attacks() -> None:
    here = taken(drills(9), nest((0, 0)), land(held=CLOUD), rules={"peaceful": True})
    assert analysed(here).findings == ()
    assert "fact-forecast-peaceful" in keys(here)
    assert "fact-forecast-wave" not in keys(here)


def test_no_nests_and_no_chunks_are_said() -> None:
    assert "fact-forecast-no-nests" in keys(taken(drills(2)))
    blind = taken(drills(2), nest((0, 0)), [])
    assert "fact-forecast-unknown" in keys(blind)
    assert [finding.key for finding in analysed(blind).findings] == ["finding-forecast-unseen"]


def test_spores_and_pentapods() -> None:
    """Wiki, Pollution, Spores: towers emit, egg rafts take them up."""
    gleba = {"name": "gleba", "planet": "gleba", "pollutant": "spores"}
    towers = many("agricultural-tower", "agricultural-tower", 4)
    rafts = nest((0, 0), "gleba-spawner")
    here = taken(towers, rafts, land(held=CLOUD), surface=gleba)
    fed = found(here, "finding-forecast-fed", data=SPACE)
    assert set(listed(fed)) <= {"small-wriggler-pentapod", "small-strafer-pentapod", "small-stomper-pentapod"}
    assert value(found(here, "fact-forecast-emission", data=SPACE), "rate") == 16


def test_what_is_unknown_is_named() -> None:
    hive = {"name": "hive", "type": "unit-spawner", "x": 1, "y": 1}
    here = taken([thing("mega-drill", "mining-drill")], [hive], land(1, "plastic"))
    assert analysed(here).not_modelled == ("hive", "mega-drill", "plastic")


def test_how_the_cloud_went_between_snapshots() -> None:
    before = taken(surface={"pollution_total": 5000.0})
    now = taken(surface={"pollution_total": 6200.0}, tick=36_000 + 18_000)
    assert said(now, "fact-forecast-trend", "ru", before) == (
        "За последние 5 мин загрязнение всей поверхности изменилось с 5\N{NO-BREAK SPACE}000 до 6\N{NO-BREAK SPACE}200."
    )


def rich(language_evolution: float = 0.45) -> Snapshot:
    entities = [*drills(30), *many("boiler", "boiler", 4), thing("stone-furnace", "furnace", 90)]
    enemies = [*nest((0, 0), number=2), *nest((3, 0), "spitter-spawner"), *nest((0, 4), number=3)]
    flows = [{"name": "boiler", "kind": "pollution", "made_10m": 900.0}]
    held = {(0, 0): 300.0, (-3, 2): 200.0}
    return taken(entities, enemies, land(6, "grass-1", 10, held), language_evolution, production=flows)


def lines(findings: tuple[Finding, ...], language: LanguageCode) -> list[str]:
    words = catalogue(language)
    advised = [replace(f, key=f"{f.key}-next") for f in findings if words.has(f"{f.key}-next")]
    return [sentence(finding, words) for finding in (*findings, *advised)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "here",
    [
        rich(),
        taken(),
        taken(drills(1), chunks=[]),
        taken(drills(5), nest((0, 0)), land(held=CLOUD), rules={"peaceful": True}),
        taken(evolution=0.4, surface={"planet": "fulgora", "pollutant": None}),
    ],
)
def test_every_sentence_is_there_in_both_languages(here: Snapshot, language: LanguageCode) -> None:
    analysis = analysed(here, data=SPACE)
    every = lines((*analysis.findings, *analysis.facts), language)
    assert every
    assert not any("  " in line or " ." in line or "{" in line for line in every)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1 гнездо уже поглощает"),
        (2, "2 гнезда уже поглощают"),
        (5, "5 гнёзд уже поглощают"),
        (11, "11 гнёзд уже поглощают"),
        (21, "21 гнездо уже поглощает"),
    ],
)
def test_russian_counts(number: int, words: str) -> None:
    here = taken(enemies=nest((0, 0), number=number), chunks=land(held=CLOUD))
    assert said(here, "finding-forecast-fed", "ru").startswith(words)


def test_a_map_without_evolution_keeps_still() -> None:
    here = taken(drills(3), evolution=0.25, rules={"evolution": {"enabled": False}})
    assert said(here, "fact-forecast-evolution-now", "ru") == "Эволюция врагов: 25 %."


def test_the_same_snapshot_has_the_same_forecast() -> None:
    assert analysed(rich()) == analysed(rich())


def test_a_snapshot_of_an_older_mod_is_read() -> None:
    here = taken(drills(3), nest((0, 0))).model_copy(update={"rules": None, "evolution": None})
    assert analysed(here).facts
    assert analysed(taken(drills(3), nest((0, 0)), [{"x": 0, "y": 0}])).facts


def test_a_change_that_rounds_to_nothing_is_told_as_none() -> None:
    """Wiki, Enemies: a nest adds 0.002 × (1 − evolution)²: at 88 % three thousandths of a percent."""
    here = taken(enemies=nest((0, 0)), chunks=land(held=CLOUD), evolution=0.88)
    assert "fact-forecast-destroy" not in keys(here)
    assert said(here, "fact-forecast-destroy-hardly", "ru").endswith("почти не вырастет и останется около 88 %.")
    before, now = taken(surface={"pollution_total": 5000.2}), taken(surface={"pollution_total": 4999.8}, tick=54_000)
    assert said(now, "fact-forecast-trend-none", "en", before).endswith("the whole surface did not change: 5,000.")
