"""Speed, fuel, beacons, poles and splitters' settings by the game's figures, in the programme and in the simulation."""

from dataclasses import replace
from fractions import Fraction

import pytest

from agent.factory.verify import Expectation, Feed, Verdict, verify
from agent.factory.verify.crafters import Crafters
from agent.factory.verify.fluids import Fluids
from agent.factory.verify.layout import Layout
from agent.factory.verify.pipelines import Pipelines
from agent.factory.verify.workers import crafting
from agent.game.blueprint import ItemRequest, Wire
from agent.game.blueprint.model import POLE_COPPER
from tests.factory.verify.grounds import DATA, E, Ground, N, S, W
from tests.factory.verify.test_fluids import FEEDS, OUTLETS, refinery
from tests.factory.verify.test_judge import codes, told


def engines(beacon_at: int | None = None, quality: str = "normal") -> Verdict:
    """Let a machine 3 (1.25) make engines (10 s) from a chest: 7.5 a minute."""
    ground = Ground()
    ground.put("steel-chest", 0, 1)
    ground.put("fast-inserter", 1, 1, W)
    ground.put("assembling-machine-3", 2, 0, recipe="engine-unit", quality=quality)
    ground.put("fast-inserter", 5, 1, W)
    ground.put("steel-chest", 6, 1)
    ground.put("substation", 2, 4)
    if beacon_at is not None:
        ground.put("beacon", 2, beacon_at, items=(ItemRequest("speed-module-3", 2),))
    return ground.judge()


def test_a_legendary_machine_is_two_and_a_half_times_as_fast() -> None:
    """wiki, Quality: +30 % a level, legendary is level five."""
    assert engines(quality="legendary").rates[0].bound_per_min == pytest.approx(7.5 * 2.5)


@pytest.mark.parametrize(("beacon_at", "reached"), [(-5, True), (-6, False)])
def test_a_beacon_reaches_three_tiles_beyond_its_edge(beacon_at: int, reached: bool) -> None:
    """wiki, Beacon: 3 × 3 tiles, area 9 × 9, 1.5 of two modules at +50 %."""
    bound = engines(beacon_at=beacon_at).rates[0].bound_per_min
    assert bound == pytest.approx(7.5 * (2.5 if reached else 1))


def smelter(fuel: str) -> Verdict:
    """Smelt iron in a stone furnace with ore from one chest and fuel from another."""
    ground = Ground()
    ground.put("stone-furnace", 0, 0)
    for y, direction in ((-1, N), (2, S)):
        ground.put("inserter", 0, y, direction)
        ground.put("steel-chest", 0, 2 * y if y < 0 else 3)
    ground.put("inserter", 2, 0, W)
    ground.put("steel-chest", 3, 0)
    ground.put("substation", 4, 2)
    feeds = Feed("iron-ore", (0, -2), "both"), Feed(fuel, (0, 3), "both")
    return verify(ground.blueprint(), DATA, Expectation({"iron-plate": Fraction(18)}, feeds), settle=False)


def test_a_furnace_burns_as_much_coal_as_its_power_takes() -> None:
    """wiki: Stone furnace 90 kW, Coal 4 MJ: 1.35 a minute; 18.75 plates."""
    verdict = smelter("coal")
    assert verdict.errors == ()
    coal = next(port for port in verdict.ports if port.item == "coal")
    assert coal.simulated_per_min == pytest.approx(1.35, abs=0.3)


def test_a_fuel_of_another_kind_is_none() -> None:
    """wiki, Uranium fuel cell: it burns in reactors only."""
    assert "no-fuel" in codes(smelter("uranium-fuel-cell"))


def test_a_wire_is_as_long_as_the_shorter_reach_of_its_two_poles() -> None:
    """wiki: Small electric pole 7.5 tiles, Medium electric pole 9."""
    ground = Ground()
    first, second = ground.put("small-electric-pole", 0, 0), ground.put("medium-electric-pole", 8, 0)
    ground.wires.append(Wire(first, POLE_COPPER, second, POLE_COPPER))
    assert "wire-too-long" in codes(ground.judge())


@pytest.mark.parametrize(("quality", "lit"), [("normal", False), ("legendary", True)])
def test_a_better_pole_supplies_a_tile_more_a_level(quality: str, lit: bool) -> None:
    """wiki, Small electric pole: 5 × 5 tiles, legendary 15 × 15."""
    ground = Ground()
    ground.put("small-electric-pole", 0, 0, quality=quality)
    ground.put("inserter", 0, 6)
    assert ("no-pole" in told(ground.judge())) is not lit


def leaving(verdict: Verdict) -> dict[str, set[tuple[int, int]]]:
    ways: dict[str, set[tuple[int, int]]] = {}
    for port in verdict.ports:
        if not port.comes_in and port.simulated_per_min > 10 and port.bound_per_min > 10:
            ways.setdefault(port.item, set()).add(port.tile)
    return ways


def test_a_splitters_filter_sends_its_item_one_way_and_all_else_the_other() -> None:
    ground = Ground()
    ground.belts(0, 0, E, 3)
    ground.put("splitter", 3, 0, E, settings={"filter": {"name": "iron-plate"}, "output_priority": "left"})
    ground.belts(4, 0, E, 3)
    ground.belts(4, 1, E, 3)
    feeds = Feed("iron-plate", (0, 0), "left"), Feed("copper-plate", (0, 0), "right")
    rates = {"iron-plate": Fraction(400), "copper-plate": Fraction(400)}
    verdict = ground.judge(Expectation(rates, feeds, ((6, 0), (6, 1))))
    assert verdict.errors == ()
    assert leaving(verdict) == {"iron-plate": {(6, 0)}, "copper-plate": {(6, 1)}}


def test_a_splitters_preferred_input_goes_first() -> None:
    """Two full belts become one: the preferred one has all of it (wiki: Splitters, «Priority»)."""
    ground = Ground()
    ground.belts(0, 0, E, 3)
    ground.belts(0, 1, E, 3)
    ground.put("splitter", 3, 0, E, settings={"input_priority": "right"})
    ground.belts(4, 0, E, 3)
    ground.put("stone-wall", 4, 1)
    feeds = Feed("iron-plate", (0, 0), "both"), Feed("copper-plate", (0, 1), "both")
    verdict = ground.judge(Expectation(feeds=feeds, outlets=((6, 0),)))
    out = {port.item: port.simulated_per_min for port in verdict.ports if not port.comes_in}
    assert out["copper-plate"] == pytest.approx(900, rel=0.02)
    assert out.get("iron-plate", 0) < 20


def test_the_wall_of_an_underground_is_known_to_the_programme_too() -> None:
    """Coming from the west onto an entrance that runs north, the right lane goes in and the left one does not."""
    ground = Ground()
    ground.belts(0, 0, E, 3)
    ground.put("underground-belt", 3, 0, N, end="input")
    ground.put("underground-belt", 3, -3, N, end="output")
    ground.belts(3, -4, N, 3)
    feeds = Feed("iron-plate", (0, 0), "left"), Feed("copper-plate", (0, 0), "right")
    for item, passes in (("iron-plate", False), ("copper-plate", True)):
        verdict = ground.judge(Expectation({item: Fraction(400)}, feeds, ((3, -6),)))
        assert ("rate-impossible" in codes(verdict)) is not passes


def test_a_mirrored_refinery_gives_its_fluids_on_the_other_side() -> None:
    """wiki, Oil refinery (2.0): mirrored, heavy oil leaves where petroleum gas did."""
    ground = refinery(north=3)
    ground.entities = [replace(e, mirror=True) if e.name == "oil-refinery" else e for e in ground.entities]
    feeds = tuple(replace(feed, tile=other.tile) for feed, other in zip(FEEDS, reversed(FEEDS), strict=True))
    verdict = ground.judge(Expectation({"petroleum-gas": Fraction(600)}, feeds, OUTLETS))
    assert {port.item: port.tile[0] for port in verdict.ports if not port.comes_in} == {
        "heavy-oil": 4, "light-oil": 2, "petroleum-gas": 0
    }  # fmt: skip


def test_the_programme_counts_the_fuel_that_a_furnace_needs() -> None:
    """wiki: Stone furnace 90 kW, Coal 4 MJ: 1.35 a minute at full work, 18.75 plates."""
    verdict = smelter("coal")
    coal = next(port for port in verdict.ports if port.item == "coal")
    plates = next(rate for rate in verdict.rates if rate.item == "iron-plate")
    assert coal.bound_per_min == pytest.approx(1.35)
    assert plates.bound_per_min == pytest.approx(18.75)


def test_without_fuel_nothing_can_be_promised() -> None:
    rate = smelter("uranium-fuel-cell").rates[0]
    assert (rate.item, rate.bound_per_min) == ("iron-plate", 0)


def burning(modules: int, effectivity: str) -> Fraction:
    """Return what a biochamber burns, in watts."""
    ground = Ground()
    items = (ItemRequest("speed-module", modules),) if modules else ()
    ground.put("biochamber", 0, 0, recipe="iron-bacteria-cultivation", items=items)
    chamber = DATA.entities["biochamber"]
    wasting = replace(chamber, power=replace(chamber.power, effectivity=Fraction(effectivity)))
    data = replace(DATA, entities={**DATA.entities, "biochamber": wasting})
    (crafter,) = Crafters(Layout(ground.blueprint(), data)).by_thing.values()
    return crafter.burns_w


@pytest.mark.parametrize(
    ("modules", "effectivity", "watts"), [(0, "1", 500_000), (0, "1/2", 1_000_000), (2, "1", 1_000_000)]
)
def test_a_burner_burns_more_with_modules_and_where_it_wastes(modules: int, effectivity: str, watts: int) -> None:
    """wiki: Biochamber 500 kW; Speed module +50 % energy; BurnerEnergySource.effectivity divides what is used."""
    assert burning(modules, effectivity) == watts


@pytest.mark.parametrize(
    ("machine", "recipe", "limits"),
    [
        ("assembling-machine-1", "engine-unit", {"steel-plate": 2, "iron-gear-wheel": 2, "pipe": 4}),
        ("assembling-machine-1", "iron-gear-wheel", {"iron-plate": 6}),
        ("assembling-machine-3", "copper-cable", {"copper-plate": 4}),
    ],
)
def test_arms_fill_a_machine_for_two_crafts_and_quick_ones_for_more(
    machine: str, recipe: str, limits: dict[str, int]
) -> None:
    """wiki, Inserters, «Insertion limits»: one craft and as many as 1.166 s takes; crafts of 20, 1 and 0.4 s."""
    ground = Ground()
    ground.put(machine, 0, 0, recipe=recipe)
    layout = Layout(ground.blueprint(), DATA)
    crafters = Crafters(layout)
    pipelines = Pipelines(layout, Fluids(layout, crafters), crafters, Expectation(), frozenset())
    (crafter,) = crafters.by_thing.values()
    worker = crafting(crafter, layout, frozenset(), pipelines, {})
    for item, limit in limits.items():
        taken = 0
        while worker.accepts(item):
            worker.put(item)
            taken += 1
        assert taken == limit
