"""What runs out and what is finished, by the rules of the wiki (Mining, Crude oil, Lab, Rocket silo, Time)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from agent.analysis.findings import Names
from tests.analysis.forecast.kit import SPACE, analysed, drills, found, keys, listed, many, taken, thing, value

if TYPE_CHECKING:
    from agent.contract import Snapshot

Json = dict[str, Any]
MINUTE = 3600


def ore(name: str, tiles: int, amount: float, x: float = 0.0) -> list[Json]:
    """Ten tiles in a column, as many columns as it takes."""
    return [
        {"type": "resource", "name": name, "x": x + n // 10 + 0.5, "y": n % 10 + 0.5, "amount": amount}
        for n in range(tiles)
    ]


def at(x: float, y: float, status: str = "working", **more: Any) -> Json:  # noqa: ANN401 - JSON
    return {
        **thing("electric-mining-drill", "mining-drill", 1, status),
        "x": x,
        "y": y,
        "unit": int(100 * x + y),
        **more,
    }


def labs(number: int, status: str = "working", **more: Any) -> list[Json]:  # noqa: ANN401 - JSON
    return many("lab", "lab", number, status=status, **more)


def silo(**more: Any) -> Json:  # noqa: ANN401 - JSON
    return thing("rocket-silo", "rocket-silo", recipe="rocket-part", crafting_speed=1.0, **more)


def powered(tick: int, demand_mw: float, maximum_mw: float | None = None, **more: Any) -> Snapshot:  # noqa: ANN401 - JSON
    network = {"id": 3, "demand_w": demand_mw * 1e6, "maximum_w": maximum_mw and maximum_mw * 1e6}
    return taken(tick=tick, electric_networks=[network], **more)


def test_patches_apart_end_apart_and_the_first_to_end_comes_first() -> None:
    """One drill on each: 0.5/s = 30/min; 3,000 last 100 min, 30,000 last 1,000 min."""
    here = taken([*ore("iron-ore", 50, 600), at(3, 3), *ore("iron-ore", 10, 300, x=40), at(41, 3)])
    told = [fact for fact in analysed(here).facts if fact.key == "fact-forecast-ore"]
    assert [(value(fact, "amount"), value(fact, "left")) for fact in told] == [(3000, 100), (30000, 16.7)]
    ending = [finding for finding in analysed(here).findings if finding.key == "finding-forecast-ore-ends"]
    assert [(finding.severity.value, finding.position) for finding in ending] == [("info", (40.5, 4.5))]


def test_a_patch_that_ends_within_the_hour_is_a_warning_and_untouched_ore_beside_it_is_told() -> None:
    here = taken([*ore("coal", 10, 90), at(1, 3), *ore("coal", 20, 700, x=40)])
    ending = found(here, "finding-forecast-ore-ends")
    assert (ending.severity.value, value(ending, "left"), value(ending, "others")) == ("warning", 30, 14_000)
    assert listed(found(here, "fact-forecast-untouched")) == {"coal": 14_000}


def test_drills_that_wait_take_nothing_now() -> None:
    """Of two drills one has no room for its ore: 30/min now, 60/min at full work."""
    waiting = "waiting_for_space_in_destination"
    here = taken([*ore("stone", 50, 36), at(2, 2), at(2, 7, waiting)])
    part = found(here, "fact-forecast-ore-part")
    assert [value(part, name) for name in ("now", "left", "taken", "full")] == [30, 60, 60, 30]
    still = found(taken([*ore("stone", 50, 36), at(2, 2, waiting)]), "fact-forecast-ore-stands")
    assert value(still, "full") == 60


def test_speed_modules_wear_a_patch_faster() -> None:
    """wiki, Speed module: +20 % each: 0.5 × 1.6 = 0.8/s = 48/min."""
    modules = [{"name": "speed-module", "count": 3}]
    assert value(found(taken([*ore("coal", 50, 96), at(2, 2, modules=modules)]), "fact-forecast-ore"), "taken") == 48


def test_only_what_lies_under_drills_is_reached() -> None:
    """An electric drill reaches 5 × 5 tiles (wiki: Electric mining drill)."""
    here = taken([*ore("iron-ore", 100, 10), at(2.5, 2.5)])
    assert value(found(here, "fact-forecast-ore"), "reached") == 250


def test_tiles_that_are_gone_count_as_taken() -> None:
    older = taken([*ore("iron-ore", 20, 100)], tick=0)
    here = taken([*ore("iron-ore", 10, 100)], tick=10 * MINUTE)
    told = found(here, "fact-forecast-ore-measured", older)
    assert [value(told, name) for name in ("worn", "minutes", "left")] == [100, 10, 10]


def test_ground_that_an_earlier_snapshot_did_not_see_tells_nothing() -> None:
    narrow = {"left_top": {"x": 0, "y": 0}, "right_bottom": {"x": 4, "y": 4}}
    older = taken([*ore("iron-ore", 4, 1000)], tick=0, area=narrow)
    here = taken([*ore("iron-ore", 20, 100)], tick=10 * MINUTE)
    assert "fact-forecast-ore-measured" not in [fact.key for fact in analysed(here, older).facts]


def test_an_oil_field_brings_its_yield_and_never_ends() -> None:
    """wiki, Crude oil: 100 % are 10/s, a field yields its amount ÷ 3,000 in percent, 20 % at least."""
    field = {"type": "resource", "name": "crude-oil", "x": 1.5, "y": 1.5, "amount": 150_000}
    here = taken([field, {**thing("pumpjack", "mining-drill"), "x": 1.5, "y": 1.5}])
    told = found(here, "fact-forecast-field")
    assert [value(told, name) for name in ("yields", "least", "made")] == [50, 20, 300]
    assert not [finding for finding in analysed(here).findings if finding.key == "finding-forecast-ore-ends"]


def test_a_level_costs_by_its_formula_and_by_the_games_own_price() -> None:
    """Mining productivity 3, level 5 (Space Age: 1000 × (L − 2), 60 s): 3,000 × 60 s; four times that if so told."""
    research: Json = {"current": "mining-productivity-3", "levels": {"mining-productivity-3": 5}}
    told = found(taken(labs(10), research=research), "fact-forecast-research", data=SPACE)
    assert (value(told, "level"), value(told, "left")) == (5, 5.0)  # hours
    dear = {**research, "units": 12_000, "unit_s": 60.0}
    assert value(found(taken(labs(10), research=dear), "fact-forecast-research", data=SPACE), "left") == 20.0


def test_bonuses_multiply_modules_and_productivity_is_free_research() -> None:
    """wiki, Lab: research_bonus × module_bonus: 1.5 × 1.4; with +10 % productivity 600 s ÷ (2.1 × 1.1) = 259.7 s."""
    modules = [{"name": "speed-module", "count": 2}]
    here = taken(
        labs(1, modules=modules),
        research={"current": "automation-2"},
        bonuses={"laboratory_speed": 0.5, "laboratory_productivity": 0.1},
    )
    assert value(found(here, "fact-forecast-research"), "left") == pytest.approx(259.7 / 60, abs=0.05)


def test_legendary_biolabs_research_faster() -> None:
    """Biolab: speed 2 (Space Age); legendary × 2.5 (wiki: Quality); its own productivity is no part of the table."""
    here = taken(many("biolab", "lab", 1, quality="legendary"), research={"current": "automation-2"})
    assert value(found(here, "fact-forecast-research", data=SPACE), "left") == 2.0


def test_labs_that_lack_a_pack_are_a_finding_with_the_pack() -> None:
    held = [
        {
            "inventory": "lab_input",
            "slots": 7,
            "free_slots": 6,
            "items": [{"name": "automation-science-pack", "count": 3}],
        }
    ]
    here = taken(labs(2, "missing_science_packs", inventories=held), research={"current": "automation-2"})
    stands = found(here, "finding-forecast-research-stands")
    assert listed(stands) == {"logistic-science-pack": 2}
    assert stands.position == (0.5, 1.5)
    assert "fact-forecast-research" not in keys(here)


def test_progress_between_snapshots_goes_before_what_labs_could_do() -> None:
    older = taken(research={"current": "automation-2", "progress": 0.2}, tick=0)
    here = taken(labs(5), research={"current": "automation-2", "progress": 0.5}, tick=30 * MINUTE)
    told = found(here, "fact-forecast-research-measured", older)
    assert [value(told, name) for name in ("rate", "left")] == [1, 50]


def test_progress_of_another_level_is_not_compared() -> None:
    older = taken(
        research={"current": "mining-productivity-3", "progress": 0.2, "levels": {"mining-productivity-3": 3}}, tick=0
    )
    now: Json = {"current": "mining-productivity-3", "progress": 0.5, "levels": {"mining-productivity-3": 4}}
    here = taken(labs(5), research=now, tick=30 * MINUTE)
    assert "fact-forecast-research-measured" not in [fact.key for fact in analysed(here, older).facts]


def test_the_queue_takes_as_long_as_all_of_it() -> None:
    """Base 2.0.77: automation 2 is 40 × 15 s, logistics 2 200 × 30 s: 600 + 6,000 s in ten labs."""
    here = taken(labs(10), research={"current": "automation-2", "queue": ["automation-2", "logistics-2"]})
    told = found(here, "fact-forecast-queue")
    assert (value(told, "all"), value(told, "left")) == (2, 11)


def test_what_no_lab_researches_and_what_no_lab_is_there_for() -> None:
    assert "fact-forecast-research-trigger" in keys(taken(labs(1), research={"current": "electronics"}), SPACE)
    assert "fact-forecast-research-unknown" in keys(taken(research={"current": "automation-2"}))
    assert "fact-forecast-no-research" in keys(taken(labs(2), research={}))
    assert not [key for key in keys(taken(research={})) if "research" in key]


def test_launches_that_were_counted_are_told_beside_what_silos_could_do() -> None:
    """100 parts of 3 s and 2,434 ticks of launch without Space Age: 3,600 ÷ 340.6 s = 10.6 an hour."""
    older = taken([silo()], rockets_launched=3, tick=0)
    here = taken([silo(rocket_parts=34)], rockets_launched=6, tick=30 * MINUTE)
    assert value(found(here, "fact-forecast-launched", older), "rate") == 6
    assert value(found(here, "fact-forecast-rockets-possible", older), "possible") == 10.6
    assert value(found(here, "fact-forecast-rocket-done", older), "done") == 34


def test_demand_that_wavers_does_not_grow_and_demand_that_falls_is_said_to() -> None:
    wavering = [powered(n * 10 * MINUTE, mw, 20.0) for n, mw in enumerate((10.0, 10.1, 9.9, 10.1))]
    assert value(found(wavering[-1], "fact-forecast-power-steady", *wavering[:-1]), "grows") == 0
    falling = [powered(n * 10 * MINUTE, mw, 20.0) for n, mw in enumerate((10.0, 9.0, 8.0))]
    told = found(falling[-1], "fact-forecast-power-steady", *falling[:-1])
    assert (told.args["falls"], value(told, "grows")) == ("yes", 6e6)


def test_growth_without_a_known_maximum_names_no_time() -> None:
    growing = [powered(n * 10 * MINUTE, mw) for n, mw in enumerate((10.0, 12.0))]
    assert found(growing[-1], "fact-forecast-power-grows", growing[0]).args["known"] == "no"
    assert "finding-forecast-power-short" not in [f.key for f in analysed(growing[-1], growing[0]).findings]


def test_a_network_of_another_surface_is_another_network() -> None:
    there = powered(0, 1.0, 20.0, surface={"name": "vulcanus", "index": 2})
    assert "fact-forecast-power-grows" not in [fact.key for fact in analysed(powered(36_000, 10.0, 20.0), there).facts]


def test_where_nothing_pollutes_the_rest_is_told_all_the_same() -> None:
    here = taken(
        [*ore("calcite", 20, 150), at(2, 2)], surface={"name": "vulcanus", "planet": "vulcanus", "pollutant": None}
    )
    assert {"fact-forecast-clean", "fact-forecast-ore"} <= set(keys(here, SPACE))


def test_unknown_ground_is_named_and_not_counted() -> None:
    strange = [{"type": "resource", "name": "unobtainium", "x": 1.5, "y": 1.5, "amount": None}]
    analysis = analysed(taken([*strange, *drills(2)]))
    assert analysis.not_modelled == ("unobtainium",)
    assert "fact-forecast-untouched" not in [fact.key for fact in analysis.facts]


def test_no_names_are_listed_twice() -> None:
    here = taken([*ore("coal", 10, 90), *ore("coal", 10, 90, x=60), *ore("stone", 10, 90, x=90)])
    assert listed(found(here, "fact-forecast-untouched")) == {"coal": 1800, "stone": 900}
    assert not any(isinstance(arg, Names) for arg in found(here, "fact-forecast-untouched").args.values())
