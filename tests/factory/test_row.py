"""A row reaches its rate with as many machines as the arithmetic says, or is refused with the reason."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction
from threading import Event

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from agent.errors import GameDataError, RefusedError
from agent.factory import propose
from agent.factory.propose import ProvenRow, judge, missing_research, propose_row, prove
from agent.factory.row import Row, RowOrder, build_row
from agent.game import bundled
from agent.game.blueprint import decode, normalise, to_document
from agent.game.gamedata import GameData

DATA = bundled.load("base-2.0.77")
SPACE = bundled.load("space-age-2.1.20")


@pytest.mark.parametrize(
    ("order", "machines", "promised"),
    [
        # wiki: Iron gear wheel, 0.5 s and 2 plates: assembling machine 2 (0.75) makes 90 a minute and takes 180; a fast
        # inserter carries 150 a minute, two are enough
        (RowOrder("iron-gear-wheel", Fraction(180), "assembling-machine-2", inserter="fast-inserter"), 2, "180"),
        (RowOrder("iron-gear-wheel", Fraction(181), "assembling-machine-2", inserter="fast-inserter"), 3, "270"),
        # wiki: Automation science pack, 5 s: assembling machine 1 (0.5) makes 6 a minute
        (RowOrder("automation-science-pack", Fraction(45), "assembling-machine-1"), 8, "48"),
        # wiki: Iron plate, 3.2 s: a stone furnace (1) makes 18.75 a minute: 24 fill half a yellow belt
        (RowOrder("iron-plate", Fraction(450), "stone-furnace"), 24, "450"),
        # wiki: Steel plate, 16 s: a steel furnace (2) makes 7.5 a minute
        (RowOrder("steel-plate", Fraction(30), "steel-furnace"), 4, "30"),
        # wiki: Inserters, 70 ticks there and back: two bring 102.86 plates a minute, the machine would take 120
        (RowOrder("iron-gear-wheel", Fraction(60), "assembling-machine-1"), 2, "720/7"),
    ],
)
def test_the_number_of_machines_is_exact(order: RowOrder, machines: int, promised: str) -> None:
    row = build_row(order, DATA)
    assert (row.machines, row.promised_per_min) == (machines, Fraction(promised))
    assert Counter(e.name for e in row.blueprint.entities)[order.machine] == machines


def test_a_row_is_as_large_as_it_says_and_begins_at_the_corner() -> None:
    row = build_row(RowOrder("automation-science-pack", Fraction(45), "assembling-machine-1"), DATA)
    boxes = [(entity.x, entity.y) for entity in row.blueprint.entities]
    assert (min(x for x, _ in boxes), min(y for _, y in boxes)) == (0.5, 0.5)
    assert (max(x for x, _ in boxes), max(y for _, y in boxes)) == (row.width - 0.5, row.height - 0.5)
    assert row.outlet == (row.width - 1, row.height - 1)


def test_materials_are_what_the_entities_are_built_from() -> None:
    row = build_row(RowOrder("iron-gear-wheel", Fraction(60), "assembling-machine-1"), DATA)
    assert row.required == {
        "assembling-machine-1": 2,
        "inserter": 6,
        "small-electric-pole": 1,
        "transport-belt": 14,
    }


def test_power_is_machines_and_inserters_at_full_work() -> None:
    # wiki: assembling machine 1: 77.5 kW with drain; burner furnaces draw nothing
    row = build_row(RowOrder("iron-gear-wheel", Fraction(60), "assembling-machine-1"), DATA)
    inserters = row.power_w - 2 * Fraction(77500)
    assert inserters == 6 * (Fraction("5000") * (Fraction("0.014") + Fraction("0.035")) * 60 + 400)


def test_three_ingredients_come_on_two_belts() -> None:
    row = build_row(RowOrder("low-density-structure", Fraction(6), "assembling-machine-2"), DATA)
    assert [(feed.item, feed.y, feed.lane) for feed in row.feeds] == [
        ("copper-plate", 0, "both"),
        ("plastic-bar", 1, "left"),
        ("steel-plate", 1, "right"),
    ]
    # wiki: Low density structure: 20 copper, 5 plastic, 2 steel
    assert [feed.rate_per_min for feed in row.feeds] == [120, 30, 12]


def test_an_ingredient_too_much_for_a_lane_gets_a_belt_of_its_own() -> None:
    order = RowOrder("electronic-circuit", Fraction(200), "assembling-machine-2", inserter="fast-inserter")
    feeds = {feed.item: feed for feed in build_row(order, DATA).feeds}
    assert (feeds["copper-cable"].lane, feeds["copper-cable"].rate_per_min) == ("both", Fraction(600))
    assert feeds["iron-plate"].y != feeds["copper-cable"].y


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (RowOrder("processing-unit", Fraction(6), "assembling-machine-2"), "row-fluid"),
        (RowOrder("plastic-bar", Fraction(6), "chemical-plant"), "row-fluid"),
        (RowOrder("uranium-processing", Fraction(6), "centrifuge"), "row-several-products"),
        (RowOrder("iron-plate", Fraction(6), "assembling-machine-1"), "row-wrong-machine"),
        (RowOrder("rocket-part", Fraction(6), "rocket-silo"), "row-machine-shape"),
        (RowOrder("iron-gear-wheel", Fraction(451), "assembling-machine-3"), "row-belt-too-slow"),
        (RowOrder("iron-gear-wheel", Fraction(0), "assembling-machine-3"), "row-no-rate"),
        (RowOrder("automation-science-pack", Fraction(450), "assembling-machine-1"), ""),
        (RowOrder("rocket-fuel", Fraction(1), "assembling-machine-1", inserter="burner-inserter"), "row-fluid"),
        (RowOrder("iron-stick", Fraction(9), "assembling-machine-1", inserter="burner-inserter"), "row-inserter-power"),
        (RowOrder("iron-chest", Fraction(90), "assembling-machine-3"), "row-inserter-too-slow"),
        (RowOrder("low-density-structure", Fraction(449), "assembling-machine-1"), "row-too-many-machines"),
        (RowOrder("iron-gear-wheel", Fraction(9), "assembling-machine-1", pole="substation"), "row-pole"),
        (RowOrder("rocket-control-unit", Fraction(1), "assembling-machine-3"), "unknown-recipe"),
        (RowOrder("inserter", Fraction(9), "assembling-machine-2", long_inserter="inserter"), "row-inserter-too-short"),
        (RowOrder("power-armor-mk2", Fraction(1), "assembling-machine-3"), "row-too-many-ingredients"),
    ],
)
def test_what_cannot_work_is_refused_with_the_reason(order: RowOrder, code: str) -> None:
    if not code:
        assert build_row(order, DATA).promised_per_min == 450
        return
    with pytest.raises((RefusedError, GameDataError)) as caught:
        build_row(order, DATA)
    assert caught.value.code == code


ITEM_RECIPES = sorted(
    recipe.name
    for recipe in SPACE.recipes.values()
    if not recipe.hidden and len(recipe.products) == 1 and not any(p.fluid for p in recipe.products)
)


def offered(recipe: str, rate: Fraction) -> ProvenRow | None:
    """Return the row, or None where it is refused for a reason other than its own check."""
    try:
        return propose_row("", rate, SPACE, recipe=recipe)
    except RefusedError as refusal:
        if refusal.code == "row-check-failed":
            raise
        return None


@pytest.mark.no_cover  # the judge's simulation, thirty times over
@given(st.sampled_from(ITEM_RECIPES), st.fractions(min_value=Fraction(1, 3), max_value=500, max_denominator=7))
@settings(max_examples=30, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_whatever_is_offered_passes_the_check_and_reaches_its_rate(recipe: str, rate: Fraction) -> None:
    proven = offered(recipe, rate)
    if proven is None:
        return
    assert proven.row.promised_per_min >= rate
    assert judge(decode(proven.string), proven.row, SPACE) == proven.row
    again = normalise(decode(proven.string)["blueprint"])
    assert again.entities == proven.row.blueprint.entities


def test_the_plainest_tiers_are_chosen_first() -> None:
    order = propose_row("iron-gear-wheel", Fraction(60), DATA).order
    assert (order.machine, order.belt, order.inserter) == ("assembling-machine-1", "transport-belt", "inserter")


def test_more_is_reached_with_what_is_researched() -> None:
    slow = {"automation", "electronics"}
    with pytest.raises(RefusedError) as caught:
        propose_row("iron-gear-wheel", Fraction(800), DATA, researched=slow)
    assert caught.value.code == "row-belt-too-slow"
    quick = propose_row("iron-gear-wheel", Fraction(800), DATA, researched={*slow, "logistics", "logistics-2"})
    assert quick.order.belt == "fast-transport-belt"
    assert quick.missing_research == ()


def test_missing_research_is_named() -> None:
    order = RowOrder("automation-science-pack", Fraction(6), "assembling-machine-2", belt="fast-transport-belt")
    row = build_row(order, DATA)
    # wiki: Automation 2, Logistics 2
    missing = missing_research(row, order, DATA, researched={"automation", "electronics", "automation-science-pack"})
    assert missing == ("automation-2", "logistics-2")


def test_an_item_that_nothing_makes_is_named() -> None:
    with pytest.raises(GameDataError) as caught:
        propose_row("iron-ore", Fraction(6), DATA)
    assert caught.value.code == "no-recipe-for-item"


def test_a_row_that_fails_its_check_is_not_offered() -> None:
    row = prove(RowOrder("iron-gear-wheel", Fraction(60), "assembling-machine-1"), DATA).row
    document = to_document(row.blueprint, DATA)
    document["blueprint"]["entities"] = [e for e in document["blueprint"]["entities"] if "pole" not in e["name"]]
    with pytest.raises(RefusedError) as caught:
        judge(document, row, DATA)
    assert (caught.value.code, caught.value.params["fault"]) == ("row-check-failed", "no-pole")


def test_a_row_promises_no_more_than_it_was_seen_to_do() -> None:
    row = prove(RowOrder("iron-gear-wheel", Fraction(60), "assembling-machine-1"), DATA).row
    boastful = replace(row, promised_per_min=row.promised_per_min * 2)
    assert judge(to_document(row.blueprint, DATA), boastful, DATA).promised_per_min <= row.promised_per_min


def test_a_row_whose_inserters_lose_time_gets_more_machines() -> None:
    # One inserter for five things of a boiler waits for the one that lacks: the judge sees 15 a minute of 20.
    order = RowOrder("boiler", Fraction(18), "assembling-machine-1")
    assert build_row(order, SPACE).machines == 1
    proven = prove(order, SPACE)
    assert proven.row.machines > 1
    assert proven.row.promised_per_min >= 18


def test_that_a_row_cannot_be_is_found_out_once_and_told_each_time_by_an_error_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refusal() -> RefusedError:
        with pytest.raises(RefusedError) as caught:
            propose_row("iron-gear-wheel", Fraction(1_234_567), DATA)
        return caught.value

    first = refusal()
    monkeypatch.setattr(propose, "plan_row", lambda *_: pytest.fail("it was known"))
    again = refusal()
    assert (again.code, again.params) == (first.code, first.params)
    assert again is not first


def test_who_asks_for_a_row_that_is_being_proven_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = Event(), Event()
    built: list[RowOrder] = []

    def slowly(order: RowOrder, data: GameData) -> Row:
        built.append(order)
        begun.set()
        assert go_on.wait(30)
        return build_row(order, data)

    monkeypatch.setattr(propose, "build_row", slowly)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(propose_row, "iron-gear-wheel", Fraction(61), DATA)
        assert begun.wait(30)
        second = threads.submit(propose_row, "iron-gear-wheel", Fraction(61), DATA)
        assert not second.done()
        go_on.set()
        assert first.result(30) == second.result(30)
    assert len(set(built)) == len(built)
