"""The bundled tables hold the game's own numbers. Sources are named beside each expectation."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from agent.errors import GameDataError
from agent.game import bundled
from agent.game.gamedata import GameData
from agent.game.prototypes import Beacon, Belt, CraftingMachine, ElectricPole, Lab, MiningDrill
from agent.game.tables import game_data


@pytest.mark.parametrize("name", bundled.SETS)
def test_every_bundled_set_says_its_name_and_version(name: str) -> None:
    data = bundled.load(name)
    assert data.label == name.rsplit("-", 1)[0] + " " + name.rsplit("-", 1)[1]


def test_a_set_is_loaded_once_per_process() -> None:
    assert bundled.load("space-age-2.1.20") is bundled.load("space-age-2.1.20")


@pytest.mark.parametrize("name", bundled.SETS)
@pytest.mark.parametrize(
    ("belt", "items_per_s"),
    [("transport-belt", 15), ("fast-transport-belt", 30), ("express-transport-belt", 45)],
)
def test_belts_carry_what_the_wiki_says(name: str, belt: str, items_per_s: int) -> None:
    # wiki: Transport belts/Physics
    assert bundled.load(name).entity(belt, Belt).items_per_s == items_per_s


def test_turbo_belts_carry_60_items_per_second() -> None:
    # wiki: Turbo transport belt
    assert bundled.load("space-age-2.1.20").entity("turbo-transport-belt", Belt).items_per_s == 60


@pytest.mark.parametrize(
    ("underground", "tiles_between"),
    [("underground-belt", 4), ("fast-underground-belt", 6), ("express-underground-belt", 8)],
)
def test_undergrounds_reach_what_the_wiki_says(underground: str, tiles_between: int) -> None:
    # wiki: Underground belts; max_distance counts the exit too
    assert bundled.load().entity(underground, Belt).reach == tiles_between + 1


@pytest.mark.parametrize(
    ("pole", "wire", "side", "tiles"),
    [
        ("small-electric-pole", 7.5, 5, (1, 1)),
        ("medium-electric-pole", 9, 7, (1, 1)),
        ("big-electric-pole", 32, 4, (2, 2)),
        ("substation", 18, 18, (2, 2)),
    ],
)
def test_poles_reach_what_the_wiki_says(pole: str, wire: float, side: int, tiles: tuple[int, int]) -> None:
    # wiki: Electric system, «Electric poles» (2.0)
    found = bundled.load("base-2.0.77").entity(pole, ElectricPole)
    assert (found.wire_reach, found.supply_distance * 2, found.tiles) == (wire, side, tiles)


@pytest.mark.parametrize(
    ("machine", "speed", "slots", "use_kw", "drain_kw"),
    [
        ("assembling-machine-1", "1/2", 0, 75, "2.5"),
        ("assembling-machine-2", "3/4", 2, 150, "5"),
        ("assembling-machine-3", "5/4", 4, 375, "12.5"),
        ("electric-furnace", "2", 2, 180, "6"),
        ("chemical-plant", "1", 3, 210, "7"),
        ("oil-refinery", "1", 3, 420, "14"),
    ],
)
def test_machines_are_as_fast_and_as_hungry_as_the_wiki_says(
    machine: str, speed: str, slots: int, use_kw: int, drain_kw: str
) -> None:
    # wiki: the pages of these machines
    found = bundled.load("base-2.0.77").entity(machine, CraftingMachine)
    assert found.speed == Fraction(speed)
    assert found.effects.slots == slots
    assert found.power.use_w == use_kw * 1000
    assert found.power.drain_w == Fraction(drain_kw) * 1000


def test_beacons_follow_the_rules_of_2_0() -> None:
    # FFF-409 and wiki: Beacon: 1.5 at normal quality, 0.2 more per level, one over the root of their number
    beacon = bundled.load().entity("beacon", Beacon)
    assert beacon.effectivity == Fraction(3, 2)
    assert beacon.effectivity_per_level == Fraction(1, 5)
    assert [float(share) for share in beacon.profile[:4]] == [1, 0.7071, 0.5773, 0.5]
    assert beacon.share(beacons=16, quality_level=5) == Fraction(5, 2) * Fraction(1, 4)
    assert beacon.share(beacons=1000, quality_level=0) == Fraction(3, 2) * beacon.profile[-1]


def test_foundries_have_half_a_product_for_nothing() -> None:
    # wiki: Foundry, «50 % base productivity bonus»
    assert bundled.load().entity("foundry", CraftingMachine).effects.base == {"productivity": Fraction(1, 2)}


def test_drills_and_labs_are_there() -> None:
    # wiki: Electric mining drill (0.5/s, 5×5 area), Biolab (speed 2, half the packs)
    drill = bundled.load().entity("electric-mining-drill", MiningDrill)
    assert (drill.speed, drill.radius, drill.tiles) == (Fraction(1, 2), 2.49, (3, 3))
    lab = bundled.load().entity("biolab", Lab)
    assert (lab.speed, lab.pack_drain) == (Fraction(2), Fraction(1, 2))


def test_recipes_state_exact_amounts_and_times() -> None:
    # wiki: Electronic circuit, Iron plate, Kovarex enrichment process, Advanced oil processing
    data = bundled.load("base-2.0.77")
    circuit = data.recipe("electronic-circuit")
    assert {i.name: i.amount for i in circuit.ingredients} == {"iron-plate": 1, "copper-cable": 3}
    assert data.recipe("iron-plate").time_s == Fraction("3.2")
    kovarex = {p.name: (p.amount, p.unproductive) for p in data.recipe("kovarex-enrichment-process").products}
    assert kovarex == {"uranium-235": (Fraction(41), Fraction(40)), "uranium-238": (Fraction(2), Fraction(2))}
    oil = {p.name: p.amount for p in data.recipe("advanced-oil-processing").products}
    assert oil == {"heavy-oil": 25, "light-oil": 45, "petroleum-gas": 55}


def test_productivity_does_not_multiply_the_catalyst() -> None:
    # wiki: Kovarex enrichment process: with +40 % a craft gives 41.4 uranium-235
    product = bundled.load("base-2.0.77").recipe("kovarex-enrichment-process").products[0]
    assert product.with_productivity(Fraction("0.4")) == Fraction("41.4")


def test_scrap_recycling_gives_the_published_chances() -> None:
    # wiki: Scrap recycling: gears 20 %, solid fuel 7 %, holmium ore 1 %; the same in both versions
    for name in ("space-age-2.0.77", "space-age-2.1.20"):
        products = {p.name: p.amount for p in bundled.load(name).recipe("scrap-recycling").products}
        assert products["iron-gear-wheel"] == Fraction(1, 5)
        assert products["solid-fuel"] == Fraction(7, 100)
        assert products["holmium-ore"] == Fraction(1, 100)


def test_recycling_gives_a_quarter_of_the_ingredients() -> None:
    # wiki: Recycler; what is smelted or comes from chemistry gives a quarter of itself
    data = bundled.load("space-age-2.0.77")
    unit = {p.name: p.amount for p in data.recipe("processing-unit-recycling").products}
    assert unit == {"electronic-circuit": 5, "advanced-circuit": Fraction(1, 2)}
    plate = {p.name: p.amount for p in data.recipe("iron-plate-recycling").products}
    assert plate == {"iron-plate": Fraction(1, 4)}


def test_the_recipes_that_2_1_renamed_carry_their_names() -> None:
    # Space Age migrations of 2.1: ore-melting, tree-seed
    old, new = bundled.load("space-age-2.0.77"), bundled.load("space-age-2.1.20")
    assert "molten-iron" in old.recipes
    assert "molten-iron" not in new.recipes
    assert old.recipe("molten-iron").ingredients == new.recipe("iron-ore-melting").ingredients


def test_machines_for_a_recipe_come_slowest_first() -> None:
    data = bundled.load("base-2.0.77")
    names = [machine.name for machine in data.machines_for(data.recipe("iron-gear-wheel"))]
    assert names == ["assembling-machine-1", "assembling-machine-2", "assembling-machine-3"]


def test_the_technology_that_unlocks_a_recipe_is_known() -> None:
    # wiki: Automation 2
    assert bundled.load("base-2.0.77").technology_unlocking("assembling-machine-2") == "automation-2"


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda data: data.recipe("gear"), "unknown-recipe"),
        (lambda data: data.entity("gear", Belt), "unknown-entity"),
        (lambda data: data.entity("pipe", Belt), "wrong-entity-kind"),
        (lambda _: bundled.load("base-0.1"), "unknown-data-set"),
    ],
)
def test_what_is_not_there_is_named(ask: Callable[[GameData], object], code: str) -> None:
    with pytest.raises(GameDataError) as caught:
        ask(bundled.load())
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("version", "space_age", "name"),
    [
        ("2.0.55", True, "space-age-2.0.77"),
        ("2.1.3", False, "base-2.1.20"),
        ("2.2.0", True, "space-age-2.1.20"),
        ("1.1.110", False, "base-2.0.77"),
    ],
)
def test_the_nearest_set_serves_a_running_game(version: str, name: str, *, space_age: bool) -> None:
    assert bundled.set_for(version, space_age=space_age) == name


def test_a_table_of_nothing_is_an_empty_data_set() -> None:
    sections = ("items", "fluids", "recipes", "entities", "qualities", "resources", "technologies", "planets")
    data = game_data({"name": "none", "version": "2.1.0", **{section: {} for section in sections}})
    assert data.recipes_making("iron-plate") == ()
    assert data.quality_level("legendary") == 0


@pytest.mark.parametrize(
    ("item", "rocket_holds"),
    [
        ("iron-plate", 1000),
        ("copper-cable", 4000),
        ("electronic-circuit", 2000),
        ("processing-unit", 300),
        ("assembling-machine-3", 25),
        ("locomotive", 5),
        ("nuclear-reactor", 1),
        ("rocket-silo", 0),
    ],
)
def test_a_tonne_of_items_is_what_a_rocket_is_said_to_hold(item: str, rocket_holds: int) -> None:
    """FactorioLab's table of Space Age 2.0.73, rocketCapacity: all 281 of its items agree with the weights here."""
    assert int(1_000_000 / bundled.load("space-age-2.0.77").items[item].weight) == rocket_holds
