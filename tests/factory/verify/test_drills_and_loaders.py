"""Drills mine what they are told lies under them; loaders move a belt's worth between belts and chests or machines.

Sources: wiki, Mining drill (0.5 ore/s), Burner mining drill (0.25), Pumpjack (10 units/s at 100 %), Uranium ore (mining
time 2, one sulfuric acid for one ore), Loader (as fast as its belt).
"""

from fractions import Fraction

import pytest

from agent.factory.verify import Expectation, Feed, Ore, Unseen, Verdict
from agent.factory.verify.belts import Belts
from agent.factory.verify.crafters import Crafters
from agent.factory.verify.layout import Layout
from agent.factory.verify.supply import Supply
from agent.game.blueprint import ItemRequest
from agent.game.geometry import Tile
from tests.factory.verify.grounds import DATA, E, Ground, N, S, W, simulated
from tests.factory.verify.test_judge import codes


def port(verdict: Verdict, item: str, tile: Tile) -> float:
    return next(p.simulated_per_min for p in verdict.ports if (p.item, p.tile, p.comes_in) == (item, tile, False))


def mine(drills: int = 2, **more: object) -> Ground:
    """Put drills on both sides of a belt that runs east."""
    ground = Ground()
    ground.belts(0, 3, E, 3 * drills + 1)
    for place in range(drills):
        ground.put("electric-mining-drill", 3 * place, 0, S, **more)
        ground.put("electric-mining-drill", 3 * place, 4, N, **more)
    ground.put("substation", -3, 3)
    return ground


def mined(ground: Ground, *ores: Ore, outlet: Tile = (6, 3), bonus: int = 0) -> Verdict:
    return ground.judge(Expectation(feeds=(), outlets=(outlet,), ores=ores, mining_bonus=Fraction(bonus)))


def test_drills_bring_half_an_ore_a_second_each() -> None:
    verdict = mined(mine(), Ore("iron-ore"))
    assert verdict.faults == ()
    assert Unseen("electric-mining-drill", "ore") not in verdict.not_modelled
    assert port(verdict, "iron-ore", (6, 3)) == pytest.approx(4 * 0.5 * 60, rel=0.02)
    assert verdict.rates[0].bound_per_min == pytest.approx(120)


def test_researched_productivity_of_mining_adds_to_it() -> None:
    assert port(mined(mine(), Ore("iron-ore"), bonus=1), "iron-ore", (6, 3)) == pytest.approx(240, rel=0.02)


def test_modules_speed_drills_up_and_quality_does_not() -> None:
    """wiki: Speed module 3 +50 %; quality lets drills wear deposits out less, it does not speed them up."""
    verdict = mined(mine(items=(ItemRequest("speed-module-3", 2),)), Ore("iron-ore"))
    assert port(verdict, "iron-ore", (6, 3)) == pytest.approx(240, rel=0.02)
    assert port(mined(mine(quality="legendary"), Ore("iron-ore")), "iron-ore", (6, 3)) == pytest.approx(120, rel=0.02)


def test_a_drill_fills_the_lane_on_its_own_side() -> None:
    """vector_to_place_result of the electric drill ends 0.35 into the tile ahead: the half nearer to the drill."""
    ores = Ore("iron-ore", (1, 1)), Ore("copper-ore", (1, 5))
    layout = Layout(mine(1).blueprint(), DATA, ores)
    on = Supply(layout, Belts(layout), Crafters(layout), Expectation(feeds=())).final.on
    assert (on[(2, 3), "left"], on[(2, 3), "right"]) == ({"iron-ore"}, {"copper-ore"})
    straight = mined(mine(1), *ores, outlet=(3, 3))
    assert straight.faults == ()
    assert port(straight, "iron-ore", (3, 3)) == pytest.approx(30, rel=0.03)
    assert port(straight, "copper-ore", (3, 3)) == pytest.approx(30, rel=0.03)


def test_ore_told_for_a_place_goes_before_ore_told_for_all() -> None:
    verdict = mined(mine(1), Ore("coal"), Ore("stone", (0, 4)), outlet=(3, 3))
    assert {rate.item for rate in verdict.rates} == {"coal", "stone"}


def test_a_full_lane_holds_drills_back() -> None:
    """Twenty drills on one side of a belt could bring 10 ore/s; a lane takes 7.5 (wiki: Transport belts)."""
    ground = Ground()
    ground.belts(0, 3, E, 61)
    for place in range(20):
        ground.put("electric-mining-drill", 3 * place, 0, S)
    for x in range(0, 60, 12):
        ground.put("substation", x, 4)
    ground.wires = []
    verdict = mined(ground, Ore("iron-ore"), outlet=(60, 3))
    assert port(verdict, "iron-ore", (60, 3)) == pytest.approx(450, rel=0.01)
    assert next(rate for rate in verdict.rates).bound_per_min == pytest.approx(450)


def test_a_drill_feeds_a_furnace_and_a_chest_without_a_belt() -> None:
    ground = Ground()
    ground.put("burner-mining-drill", 0, 0, E)
    ground.put("steel-chest", 2, 0)
    ground.put("inserter", 0, 2, S)
    ground.put("wooden-chest", 0, 3)
    ground.put("small-electric-pole", 1, 2)
    feeds = (Feed("coal", (0, 3), "both"),)
    verdict = ground.judge(Expectation({"stone": Fraction(14)}, feeds, ores=(Ore("stone"),)))
    assert verdict.errors == ()
    assert port(verdict, "stone", (2, 0)) == pytest.approx(15, rel=0.05)


def test_a_burner_drill_without_fuel_is_found() -> None:
    ground = Ground()
    ground.put("burner-mining-drill", 0, 0, E)
    ground.put("steel-chest", 2, 0)
    verdict = ground.judge(Expectation({"stone": Fraction(14)}, (), ores=(Ore("stone"),)))
    assert {"no-fuel", "rate-impossible"} <= codes(verdict)


def test_a_drill_that_drops_onto_the_ground_is_found_at_its_place() -> None:
    ground = mine(1)
    ground.entities = [entity for entity in ground.entities if (entity.x, entity.y) != (1.5, 3.5)]
    faults = mined(ground, Ore("iron-ore"), outlet=(3, 3)).errors
    assert {(f.code, f.position) for f in faults if f.code == "drill-drops-nowhere"} == {
        ("drill-drops-nowhere", (1.5, 1.5)), ("drill-drops-nowhere", (1.5, 5.5))
    }  # fmt: skip


def test_a_drill_whose_ore_nobody_told_is_named() -> None:
    verdict = mine().judge()
    assert verdict.not_modelled == (Unseen("electric-mining-drill", "ore"),)
    assert verdict.errors == ()
    assert mined(mine(), Ore("tungsten-ore")).not_modelled == (Unseen("electric-mining-drill", "ore"),)


@pytest.mark.parametrize("fed", [True, False])
def test_uranium_needs_sulfuric_acid_which_drills_hand_on(fed: bool) -> None:
    """Two drills in a row, the acid goes through the first one into the second: 2 × 0.5 ÷ 2 ore/s."""
    ground = Ground()
    ground.belts(0, 3, E, 8)
    ground.put("electric-mining-drill", 0, 0, S)
    ground.put("pipe", 3, 1)
    ground.put("electric-mining-drill", 4, 0, S)
    ground.put("substation", -3, 3)
    if fed:
        ground.put("pipe", -1, 1)
    feeds = (Feed("sulfuric-acid", (-1, 1), "both"),) if fed else ()
    verdict = ground.judge(Expectation({"uranium-ore": Fraction(29)}, feeds, ((7, 3),), ores=(Ore("uranium-ore"),)))
    if fed:
        assert verdict.errors == ()
        acid = next(p for p in verdict.ports if p.comes_in)
        assert acid.simulated_per_min == pytest.approx(30, rel=0.05)
    else:
        assert "rate-impossible" in codes(verdict)
        assert {"fluid-not-fed", "fluid-open"} & codes(verdict)


def test_acid_for_drills_and_what_a_plant_takes_in_one_pipe_are_mixed() -> None:
    ground = Ground()
    ground.put("electric-mining-drill", 0, 0, S)
    ground.put("pipe", 3, 1)
    ground.put("pipe", 3, 0)
    ground.put("chemical-plant", 4, 0, W, recipe="sulfur")
    verdict = ground.judge(Expectation(ores=(Ore("uranium-ore"),)))
    assert "fluid-mixed" in codes(verdict)


def test_a_pumpjack_pumps_ten_units_a_second_into_its_pipe() -> None:
    ground = Ground()
    ground.put("pumpjack", 0, 0)
    ground.belts(9, 9, E, 1)
    for y in range(-3, 0):
        ground.put("pipe", 2, y)
    ground.put("substation", -3, 3)
    verdict = ground.judge(Expectation({"crude-oil": Fraction(590)}, (), ((2, -3),), ores=(Ore("crude-oil"),)))
    assert verdict.errors == ()
    assert verdict.rates[0].simulated_per_min == pytest.approx(600, rel=0.02)


def test_a_pumpjack_without_a_pipe_is_found() -> None:
    ground = Ground()
    ground.put("pumpjack", 0, 0)
    ground.put("substation", -3, 3)
    verdict = ground.judge(Expectation({"crude-oil": Fraction(590)}, (), ores=(Ore("crude-oil"),)))
    assert {"fluid-open", "rate-impossible"} <= codes(verdict)


LOADED = {"loader": 15, "fast-loader": 30, "express-loader": 45, "turbo-loader": 60}


@pytest.mark.parametrize(("loader", "items_per_s"), LOADED.items())
def test_a_loader_moves_a_full_belt_out_of_a_chest_and_into_one(loader: str, items_per_s: int) -> None:
    belt = loader.replace("loader", "transport-belt")
    ground = Ground()
    ground.put("steel-chest", 0, 0)
    ground.put(loader, 1, 0, E, end="output")
    ground.belts(3, 0, E, 4, belt)
    out = simulated(ground, (Feed("iron-plate", (0, 0), "both"),), ((6, 0),))
    assert out["iron-plate"] == pytest.approx(items_per_s, rel=0.03)
    ground = Ground()
    ground.belts(0, 0, E, 4, belt)
    ground.put(loader, 4, 0, E, end="input")
    ground.put("steel-chest", 6, 0)
    into = simulated(ground, (Feed("iron-plate", (0, 0), "both"),), ())
    assert into["iron-plate"] == pytest.approx(items_per_s, rel=0.03)


def loaded(**settings: object) -> Ground:
    """Feed a machine for gears by a loader and empty it by another."""
    ground = Ground()
    ground.belts(0, 1, E, 4)
    ground.put("loader", 4, 1, E, end="input", settings=settings)
    ground.put("assembling-machine-2", 6, 0, recipe="iron-gear-wheel")
    ground.put("loader", 9, 1, E, end="output")
    ground.belts(11, 1, E, 3)
    ground.put("substation", 6, 4)
    return ground


def test_loaders_feed_and_empty_a_machine() -> None:
    """Machine 2: speed 0.75, a gear of half a second: 90 a minute."""
    expect = Expectation({"iron-gear-wheel": Fraction(89)}, (Feed("iron-plate", (0, 1), "both"),), ((13, 1),))
    verdict = loaded().judge(expect)
    assert verdict.faults == ()
    assert verdict.not_modelled == ()
    assert verdict.rates[0].simulated_per_min == pytest.approx(90, rel=0.01)
    assert {feed.item for feed in loaded().judge().feeds} == {"iron-plate"}


def test_a_loader_with_a_filter_for_something_else_starves_the_machine() -> None:
    expect = Expectation({"iron-gear-wheel": Fraction(89)}, (Feed("iron-plate", (0, 1), "both"),), ((13, 1),))
    filtered = loaded(filters=[{"index": 1, "name": "copper-plate"}])
    assert {"not-fed", "rate-impossible"} <= codes(filtered.judge(expect))


@pytest.mark.parametrize("gone", ["assembling-machine-2", "transport-belt"])
def test_a_loader_with_nothing_at_its_end_is_found(gone: str) -> None:
    ground = loaded()
    if gone == "transport-belt":
        ground.entities = [entity for entity in ground.entities if not (entity.name == gone and entity.x > 10)]
    else:
        ground.entities = [entity for entity in ground.entities if entity.name != gone]
    expect = Expectation({"iron-gear-wheel": Fraction(89)}, (Feed("iron-plate", (0, 1), "both"),), ((10, 1),))
    found = {(fault.code, fault.position) for fault in ground.judge(expect).errors}
    alone = {("loader-alone", (5.0, 1.5)), ("loader-alone", (10.0, 1.5))}
    assert alone <= found if gone != "transport-belt" else not alone & found


def test_a_belt_that_runs_into_a_loaders_hood_is_found() -> None:
    ground = Ground()
    ground.belts(0, 0, E, 2)
    ground.put("loader", 2, 0, S, end="output")
    ground.put("loader", 6, 0, E, end="output")
    ground.belts(5, 0, E, 1)
    assert "belt-into-back" not in codes(ground.judge())
