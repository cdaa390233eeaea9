"""What a plan promises: exact balance, stated choices, honest reasons where there is none."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.errors import AgentError, GameDataError, UsageError
from agent.factory.requirements import (
    BeaconGroup,
    Choice,
    Options,
    ProductionRequirement,
    Question,
    Target,
    requirements,
)
from agent.factory.requirements.balance import Crafts, least_input
from agent.factory.requirements.plan import _starts
from agent.factory.requirements.process import Process, Setup
from agent.game.bundled import load
from agent.game.effects import ModuleStack
from agent.game.gamedata import GameData
from agent.game.prototypes import CraftingMachine, Ingredient, Product, Recipe

BASE = load("base-2.0.77")
SPACE_AGE = load("space-age-2.1.20")


def ask(*targets: tuple[str, str], data: GameData = BASE, **options: Any) -> ProductionRequirement:  # noqa: ANN401 - whatever Options takes
    wanted = tuple(Target(name, Fraction(rate)) for name, rate in targets)
    return requirements(Question(wanted, replace(Options(), **options)), data)


def makeable(data: GameData) -> list[str]:
    names = []
    for recipe in data.recipes.values():
        if recipe.hidden or "barrel" in recipe.name:
            continue
        names += [product.name for product in recipe.products]
    return sorted(set(names))


MAKEABLE = makeable(BASE)
rates = st.fractions(min_value=Fraction(1, 997), max_value=1000, max_denominator=997)


def balance(plan: ProductionRequirement, data: GameData) -> dict[str, Fraction]:
    """Add up a plan from the recipes of the data, without what the solver computed of them."""
    total: dict[str, Fraction] = {name: Fraction(rate) for name, rate in plan.raw.items()}
    for step in plan.steps:
        if step.fuel is not None:
            name, rate = step.fuel
            total[name] = total.get(name, Fraction(0)) - rate
        if step.process.kind in ("mining", "pumping"):
            continue
        recipe = data.recipes.get(step.process.name) if step.process.kind == "recipe" else None
        takes = {i.name: i.amount for i in recipe.ingredients} if recipe else step.process.takes
        gives = {p.name: p.amount for p in recipe.products} if recipe else step.process.gives
        for name, amount in takes.items():
            total[name] = total.get(name, Fraction(0)) - amount * step.crafts_per_s
        for name, amount in gives.items():
            total[name] = total.get(name, Fraction(0)) + amount * step.crafts_per_s
    for step in plan.steps:
        if step.process.kind == "mining":
            for name, amount in step.process.takes.items():
                total[name] = total.get(name, Fraction(0)) - amount * step.crafts_per_s
    return {name: rate for name, rate in total.items() if rate}


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(MAKEABLE), rates, min_size=1, max_size=4))
def test_nothing_is_lost_or_created_between_raw_inputs_targets_and_by_products(wanted: dict[str, Fraction]) -> None:
    plan = requirements(Question(tuple(Target(*pair) for pair in wanted.items())), BASE)
    left = balance(plan, BASE)
    for name, rate in wanted.items():
        left[name] = left.get(name, Fraction(0)) - rate
    assert {name: rate for name, rate in left.items() if rate} == dict(plan.by_products)
    assert all(step.crafts_per_s > 0 for step in plan.steps)


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(MAKEABLE), rates, st.integers(2, 50))
def test_so_many_times_the_target_needs_exactly_so_many_times_everything(
    name: str, rate: Fraction, factor: int
) -> None:
    once = requirements(Question((Target(name, rate),)), BASE)
    more = requirements(Question((Target(name, rate * factor),)), BASE)
    assert {s.process.name: s.crafts_per_s * factor for s in once.steps} == {
        s.process.name: s.crafts_per_s for s in more.steps
    }


@settings(max_examples=15, deadline=None)
@given(st.sampled_from([m for m in MAKEABLE if m not in BASE.fluids]), rates)
def test_supplying_more_from_outside_never_needs_more_machines_of_ore(name: str, rate: Fraction) -> None:
    plain = requirements(Question((Target(name, rate),)), BASE)
    if "iron-plate" not in plain.flows or name == "iron-plate":
        return
    helped = requirements(Question((Target(name, rate),), Options(supplied=frozenset({"iron-plate"}))), BASE)
    assert helped.raw["iron-plate"] >= 0
    assert "iron-plate" not in {step.process.name for step in helped.steps}
    assert helped.raw.get("iron-ore", 0) <= plain.raw["iron-ore"]


def test_several_targets_share_what_they_need() -> None:
    both = ask(("iron-gear-wheel", "1"), ("pipe", "1"))
    assert both.raw == {"iron-ore": 3}


def test_the_same_question_gives_the_same_plan_in_the_same_order() -> None:
    first, second = ask(("chemical-science-pack", "1")), ask(("chemical-science-pack", "1"))
    assert first == second


def test_steps_stand_from_raw_things_to_products() -> None:
    names = [step.process.name for step in ask(("electronic-circuit", "1")).steps]
    assert names.index("copper-ore") < names.index("copper-plate") < names.index("copper-cable")
    assert names[-1] == "electronic-circuit"


def test_equal_plans_are_decided_by_the_raw_weight_first() -> None:
    """Solid fuel from light oil takes least crude oil of its three recipes."""
    plan = ask(("solid-fuel", "1"), disabled=frozenset({"coal-liquefaction"}))
    assert "solid-fuel-from-light-oil" in {step.process.name for step in plan.steps}


def test_a_chosen_recipe_is_the_only_source() -> None:
    plan = ask(("solid-fuel", "1"), recipes={"solid-fuel": frozenset({"solid-fuel-from-heavy-oil"})})
    made = [step.process.name for step in plan.steps if "solid-fuel" in step.outputs]
    assert made == ["solid-fuel-from-heavy-oil"]


def test_a_supplied_item_is_raw() -> None:
    plan = ask(("electronic-circuit", "1"), supplied=frozenset({"copper-cable"}))
    assert plan.raw == {"copper-cable": 3, "iron-ore": 1}


def test_a_machine_chosen_for_a_category_counts_there_and_elsewhere_if_it_can() -> None:
    plan = ask(("engine-unit", "1"), machines={"crafting": "assembling-machine-1", "smelting": "steel-furnace"})
    machines = {step.process.name: step.process.setup.machine for step in plan.steps if step.process.setup}
    assert machines["engine-unit"] == "assembling-machine-1"
    assert machines["iron-plate"] == "steel-furnace"


def test_a_machine_that_cannot_do_the_work_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        ask(("iron-plate", "1"), machines={"iron-plate": "chemical-plant"})
    assert caught.value.code == "requirements-machine-unable"
    assert "stone-furnace" in str(caught.value.params["able"])


def test_productivity_modules_go_only_where_the_game_lets_them() -> None:
    stack = (ModuleStack("productivity-module", 0),)
    plan = ask(("inserter", "1"), modules=Choice(stack))
    fitted = {step.process.name: step.process.setup.modules for step in plan.steps if step.process.setup}
    assert fitted["inserter"] == ()
    assert fitted["electronic-circuit"] == (ModuleStack("productivity-module", 4),)
    with pytest.raises(UsageError) as caught:
        ask(("inserter", "1"), modules=Choice((), {"inserter": stack}))
    assert caught.value.code == "requirements-module-forbidden"


def test_too_many_modules_are_refused() -> None:
    with pytest.raises(UsageError) as caught:
        ask(("iron-gear-wheel", "1"), modules=Choice((), {"iron-gear-wheel": (ModuleStack("speed-module", 5),)}))
    assert caught.value.code == "requirements-too-many-modules"


def test_productivity_in_a_beacon_is_refused() -> None:
    group = BeaconGroup(1, (ModuleStack("productivity-module", 0),))
    with pytest.raises(UsageError) as caught:
        ask(("iron-plate", "1"), beacons=Choice((group,)))
    assert caught.value.code == "requirements-module-forbidden"


def test_burner_machines_burn_the_fuel_that_was_chosen() -> None:
    """A stone furnace draws 90 kW, solid fuel holds 12 MJ: 3.2 furnaces burn 0.024/s (game data)."""
    plan = ask(("iron-plate", "1"), preferred=("stone-furnace",), fuels=("solid-fuel",))
    assert next(step.fuel for step in plan.steps if step.process.name == "iron-plate") == (
        "solid-fuel",
        Fraction(24, 1000),
    )


def test_fuel_can_be_left_to_somebody_else() -> None:
    plan = ask(("iron-plate", "1"), preferred=("stone-furnace",), fuels=None)
    assert plan.raw == {"iron-ore": 1}
    assert "no-fuel" in plan.notes


def test_a_place_is_found_where_the_target_can_be_made() -> None:
    assert ask(("metallurgic-science-pack", "1"), data=SPACE_AGE).place == "vulcanus"
    assert ask(("agricultural-science-pack", "1"), data=SPACE_AGE).place == "gleba"
    assert ask(("electromagnetic-science-pack", "1"), data=SPACE_AGE).place == "fulgora"
    assert ask(("space-science-pack", "1"), data=SPACE_AGE).place == "space-platform"
    assert ask(("logistic-science-pack", "1"), data=SPACE_AGE).place == "nauvis"


def test_what_needs_every_planet_is_planned_on_all_of_them_together() -> None:
    """Fish from Nauvis, superconductors from Fulgora: a large programme with many places to fail first."""
    plan = ask(("spidertron", "1/60"), data=SPACE_AGE)
    assert plan.place == "any"
    assert "any-place" in plan.notes


def test_machines_feed_on_a_cycle_through_their_own_fuel() -> None:
    """On Gleba biochambers burn nutrients that biochambers make of bioflux."""
    plan = ask(("bioflux", "1"), data=SPACE_AGE)
    assert ("bioflux", "nutrients-from-bioflux") in plan.cycles
    assert [start.name for start in plan.starts] == ["nutrients"]


def test_recycling_returns_a_quarter_when_it_is_chosen() -> None:
    """Wiki, Recycler: a quarter of the ingredients on average: one wheel gives half a plate."""
    chosen = {"iron-plate": frozenset({"iron-gear-wheel-recycling"})}
    plan = ask(("iron-plate", "1"), data=SPACE_AGE, recipes=chosen, supplied=frozenset({"iron-gear-wheel"}))
    assert plan.raw == {"iron-gear-wheel": 2}


def test_an_unknown_item_is_answered_with_the_nearest_names() -> None:
    with pytest.raises(UsageError) as caught:
        ask(("iron-gear-weel", "1"))
    assert caught.value.code == "requirements-unknown-item"
    assert "iron-gear-wheel" in str(caught.value.params["near"])


def test_a_thing_without_a_recipe_is_named_with_the_way_to_it() -> None:
    with pytest.raises(GameDataError) as caught:
        ask(("small-electric-pole", "1"), place="vulcanus", data=SPACE_AGE)
    assert caught.value.code == "requirements-elsewhere"
    assert caught.value.params["chain"] == "small-electric-pole → wood"
    assert caught.value.params["elsewhere"] == "nauvis"


def test_a_disabled_recipe_is_named_where_it_is_missed() -> None:
    with pytest.raises(GameDataError) as caught:
        ask(("iron-gear-wheel", "1"), disabled=frozenset({"iron-plate"}))
    assert caught.value.code == "requirements-set-aside"
    assert caught.value.params["chain"] == "iron-gear-wheel → iron-plate"


def test_a_thing_that_nothing_makes_is_named() -> None:
    with pytest.raises(GameDataError) as caught:
        ask(("space-platform-hub", "1"), data=SPACE_AGE)
    assert caught.value.code == "requirements-no-recipe"


def _with_cycle(gain: str) -> GameData:
    """Add two recipes that turn wood into stone and stone into wood, and leave no other source of wood."""

    def recipe(name: str, taken: str, made: str, amount: str) -> Recipe:
        product = Product(made, Fraction(amount))
        return replace(
            BASE.recipes["iron-gear-wheel"],
            name=name,
            ingredients=(Ingredient(taken, Fraction(1)),),
            products=(product,),
        )

    pair = {"sawing": recipe("sawing", "raw-fish", "wood", "1"), "fishing": recipe("fishing", "wood", "raw-fish", gain)}
    sources = {"nauvis": replace(BASE.sources["nauvis"], gathered=())}
    return replace(BASE, recipes={**BASE.recipes, **pair}, sources=sources)


def test_a_cycle_that_gains_nothing_is_named_link_by_link() -> None:
    with pytest.raises(GameDataError) as caught:
        ask(("wood", "1"), data=_with_cycle("1"))
    assert caught.value.code == "requirements-cycle"
    assert caught.value.params["chain"] == "wood → sawing → raw-fish → fishing → wood"


def test_a_cycle_that_gains_is_solved_and_says_what_starts_it() -> None:
    plan = ask(("wood", "1"), data=_with_cycle("3/2"))
    assert plan.cycles == (("sawing", "fishing"),)
    assert {start.name for start in plan.starts} <= {"wood", "raw-fish"}
    assert len(plan.starts) == 1


def test_a_cycle_of_the_tiniest_gain_is_still_a_gain() -> None:
    """A gain of 10⁻¹² is nothing in floating point; exactly, a million million rounds make one."""
    plan = ask(("wood", "1"), data=_with_cycle("1000000000001/1000000000000"))
    assert {step.process.name: step.crafts_per_s for step in plan.steps} == {
        "sawing": 10**12 + 1,
        "fishing": 10**12,
    }


def test_maximising_without_a_limit_says_so() -> None:
    question = Question((Target("iron-plate", Fraction(1)),), maximise=True)
    with pytest.raises(UsageError) as caught:
        requirements(question, BASE)
    assert caught.value.code == "requirements-no-limit"


def test_several_targets_are_maximised_in_their_ratio() -> None:
    targets = (Target("iron-gear-wheel", Fraction(1)), Target("pipe", Fraction(3)))
    limits = {"iron-plate": Fraction(10)}
    plan = requirements(Question(targets, maximise=True, limits=limits), BASE)
    assert [target.rate_per_s for target in plan.targets] == [2, 6]


def test_the_wheels_of_given_machines_leave_only_what_they_make() -> None:
    plan = requirements(Question((), given={"pumpjack": Fraction(1)}), BASE)
    assert plan.targets == (Target("pumpjack", plan.targets[0].rate_per_s),)
    assert set(plan.raw) == {"electronic-circuit", "iron-gear-wheel", "pipe", "steel-plate"}


@pytest.mark.parametrize("name", ["machines", "recipes", "productivity"])
def test_unknown_recipes_are_refused_wherever_they_are_named(name: str) -> None:
    value: dict[str, Any] = {
        "machines": {"no-such": "stone-furnace"},
        "recipes": {"iron-plate": frozenset({"no-such"})},
    }
    with pytest.raises(AgentError) as caught:
        ask(("iron-plate", "1"), **{name: value.get(name, {"no-such": Fraction(1)})})
    assert caught.value.code.startswith("requirements-unknown-recipe")


def test_a_plan_that_does_not_balance_is_never_given_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def dishonest(processes: Sequence[Process], targets: Sequence[Target]) -> Crafts:
        return [(process, rate / 2) for process, rate in least_input(processes, targets)]

    monkeypatch.setattr("agent.factory.requirements.plan.least_input", dishonest)
    with pytest.raises(AgentError) as caught:
        ask(("iron-plate", "1"))
    assert caught.value.code == "requirements-no-solver"


def test_every_result_names_its_data_set() -> None:
    assert ask(("iron-plate", "1")).data_set == "base 2.0.77"
    assert ask(("iron-plate", "1"), data=SPACE_AGE).data_set == "space-age 2.1.20"


def test_a_machine_with_a_recipe_of_its_own_does_nothing_else() -> None:
    fixed = replace(BASE.entity("assembling-machine-3", CraftingMachine), fixed_recipe="iron-gear-wheel")
    data = replace(BASE, entities={**BASE.entities, fixed.name: fixed})
    machines = {step.process.name: step.process.setup.machine for step in ask(
        ("electronic-circuit", "1"), ("iron-gear-wheel", "1"), data=data
    ).steps if step.process.setup is not None}  # fmt: skip
    assert machines["iron-gear-wheel"] == fixed.name
    assert machines["electronic-circuit"] == machines["copper-cable"] == "assembling-machine-2"


def test_a_better_beacon_draws_less() -> None:
    """wiki, Quality: a legendary beacon draws a sixth of 480 kW."""
    beacons = Choice((BeaconGroup(4, (ModuleStack("speed-module", 2),)),))
    quality = Choice("normal", {"beacon": "legendary"})
    plan = ask(("iron-gear-wheel", "1"), data=SPACE_AGE, beacons=beacons, quality=quality)
    setup = next(step.process.setup for step in plan.steps if step.process.name == "iron-gear-wheel")
    assert setup is not None
    assert setup.beacon_power_w == 4 * Fraction(480_000, 6)


def test_a_recipe_multiplies_the_pollution_of_its_machine() -> None:
    """RecipePrototype.emissions_multiplier."""
    gear = BASE.recipe("iron-gear-wheel")
    dirty = replace(BASE, recipes={**BASE.recipes, gear.name: replace(gear, pollution_multiplier=Fraction(3))})
    clean, soiled = (ask((gear.name, "1"), data=data, supplied=frozenset({"iron-plate"})) for data in (BASE, dirty))
    assert soiled.pollution_per_min["pollution"] == 3 * clean.pollution_per_min["pollution"]


def test_a_burner_that_wastes_half_takes_twice_the_fuel() -> None:
    """BurnerEnergySource.effectivity."""
    furnace = BASE.entity("stone-furnace", CraftingMachine)
    wasting = replace(furnace, power=replace(furnace.power, effectivity=furnace.power.effectivity / 2))
    data = replace(BASE, entities={**BASE.entities, furnace.name: wasting})
    burnt = []
    for known in (BASE, data):
        plan = ask(("iron-plate", "1"), data=known, machines={"smelting": furnace.name})
        burnt.append(next(step.fuel[1] for step in plan.steps if step.process.name == "iron-plate" and step.fuel))
    assert burnt[1] == 2 * burnt[0]


def test_equal_plans_are_decided_by_the_number_of_machines_before_the_alphabet() -> None:
    slow, quick = (
        Process(
            name, "recipe", {"ore": Fraction(1)}, {"thing": Fraction(1)}, Setup("machine", "normal", Fraction(speed))
        )
        for name, speed in (("a-slow", 1), ("b-quick", 2))
    )
    ore = Process("ore", "supply", {}, {"ore": Fraction(1)}, raw_cost=Fraction(1))
    chosen = {process.name for process, _ in least_input([slow, quick, ore], [Target("thing", Fraction(1))])}
    assert chosen == {"b-quick", "ore"}


def test_a_start_is_asked_for_where_least_is_missing() -> None:
    """Of two that cannot begin, the one that lacks a single thing: what it gives may start the other."""
    lacks_two = Process("a", "recipe", {"b": Fraction(1), "c": Fraction(1)}, {"target": Fraction(1)})
    lacks_one = Process("z", "recipe", {"c": Fraction(2)}, {"b": Fraction(1), "c": Fraction(3)})
    assert [(start.name, start.amount) for start in _starts([lacks_two, lacks_one])] == [("c", Fraction(2))]
