"""Machine capacities balanced; figures from recipes and speeds of the wiki, and of FactorioCalc's guide («Basics»)."""

from fractions import Fraction

import pytest

from agent.factory.catalog import Entry, derive
from agent.game.blueprint import Blueprint, BlueprintEntity, ItemRequest
from agent.game.bundled import load
from agent.game.effects import with_beacons_of_1_1

DATA = load("space-age-2.1.20")
MODULE_COUNT = 4


def _machines(*rows: tuple[str, str | None], **more: object) -> Entry:
    entities = tuple(
        BlueprintEntity(number, name, 10.5 * number, 0.5, recipe=recipe, **more)  # type: ignore[arg-type]
        for number, (name, recipe) in enumerate(rows, 1)
    )
    return derive(Blueprint("", (2, 1, 0), entities), DATA)


def _per_s(entry: Entry) -> dict[str, Fraction]:
    return {item: rate / 60 for item, rate in entry.machine_rates_per_min.items()}


def test_makers_of_products_wait_for_what_is_made_inside() -> None:
    # FactorioCalc's guide: one machine of each, assembling machine 3: 1.66667 circuits/s of 1.66667 iron, 2.5 copper.
    entry = _machines(("assembling-machine-3", "electronic-circuit"), ("assembling-machine-3", "copper-cable"))
    assert _per_s(entry) == {"electronic-circuit": Fraction(5, 3)}
    assert entry.machine_takes_per_min == {"iron-plate": 100, "copper-plate": 150}


def test_makers_of_what_is_used_inside_make_no_more_than_that() -> None:
    entry = _machines(*[("assembling-machine-3", "copper-cable")] * 9, ("assembling-machine-3", "electronic-circuit"))
    assert _per_s(entry) == {"electronic-circuit": Fraction(5, 2)}


def test_a_recipe_that_takes_its_own_product_counts_net() -> None:
    # Wiki «Kovarex enrichment process»: 40 and 5 give 41 and 2 in 60 s; a centrifuge has speed 1.
    entry = _machines(("centrifuge", "kovarex-enrichment-process"))
    assert _per_s(entry) == {"uranium-235": Fraction(1, 60)}
    assert entry.machine_takes_per_min == {"uranium-238": 3}


def test_where_all_is_used_inside_the_surplus_is_the_product() -> None:
    # Wiki «Recycler»: a quarter of the ingredients comes back, a gear's two plates as half of one.
    entry = _machines(*[("assembling-machine-3", "iron-gear-wheel")] * 9, ("recycler", "iron-gear-wheel-recycling"))
    assert set(_per_s(entry)) == {"iron-gear-wheel"}


def test_quality_modules_spread_the_products_over_the_qualities() -> None:
    # Another calculator on a string of two such foundries: 8.64 pipes/s and 0.864, 0.0864 … of better qualities.
    modules = (ItemRequest("quality-module-3", MODULE_COUNT),)
    entry = _machines(*[("foundry", "casting-pipe")] * 2, items=modules)
    assert [float(rate) for rate in _per_s(entry).values()] == pytest.approx([8.64, 0.00864, 0.00096, 0.0864, 0.864])
    assert list(_per_s(entry)) == ["pipe", "pipe@epic", "pipe@legendary", "pipe@rare", "pipe@uncommon"]


def test_what_is_crafted_at_a_quality_takes_and_gives_that_quality() -> None:
    entry = _machines(("assembling-machine-3", "iron-gear-wheel"), recipe_quality="rare")
    assert set(entry.machine_rates_per_min) == {"iron-gear-wheel@rare"}
    assert set(entry.machine_takes_per_min) == {"iron-plate@rare"}


def test_boilers_give_steam_and_the_hotter_kind_is_told_apart() -> None:
    # Wiki «Boiler»: 60 steam a second of 6 water, 1.8 MW (0.45 coal); «Heat exchanger»: 103 a second of 500 °C.
    entry = _machines(("boiler", None), ("heat-exchanger", None))
    assert _per_s(entry)["steam"] == 60
    assert float(_per_s(entry)["steam@500"]) == pytest.approx(103.09, abs=0.01)
    assert float(entry.machine_takes_per_min["coal"]) == pytest.approx(27)


def test_beacons_of_1_1_share_half_however_many_there_are() -> None:
    # Wiki history «Beacon»: half the effect. Eight with two speed modules 3 beside a machine: +400 %.
    beacons = [(x, y) for x in (-3.5, 3.5) for y in (-3, -1, 1, 3)]
    things = [BlueprintEntity(1, "assembling-machine-3", 0.5, 0.5, recipe="iron-gear-wheel")]
    things += [
        BlueprintEntity(n, "beacon", x + 0.5, y + 0.5, items=(ItemRequest("speed-module-3", 2),))
        for n, (x, y) in enumerate(beacons, 2)
    ]
    entry = derive(Blueprint("", (1, 1, 0), tuple(things)), with_beacons_of_1_1(DATA))
    assert _per_s(entry) == {"iron-gear-wheel": Fraction(5, 4) * 5 * 2}
