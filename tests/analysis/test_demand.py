"""Recipes want of each other what they are for, and a shortage is handed down to the end of the chain."""

from fractions import Fraction

from agent.analysis.bottleneck import bottlenecks
from agent.analysis.demand import demand
from agent.analysis.findings import Name, Quantity
from agent.analysis.from_blueprint import factory_of_blueprint
from agent.analysis.rates import RecipeRate, factory_rates
from agent.game import bundled
from agent.game.blueprint import Blueprint, BlueprintEntity

DATA = bundled.load("base-2.0.77")


def recipe(name: str, takes: dict[str, int], makes: dict[str, int]) -> RecipeRate:
    return RecipeRate(
        name,
        machines=1,
        ghosts=0,
        crafts_per_min=Fraction(1),
        makes={item: Fraction(rate) for item, rate in makes.items()},
        takes={item: Fraction(rate) for item, rate in takes.items()},
    )


def block(**machines: int) -> Blueprint:
    names = [name.replace("_", "-") for name, count in machines.items() for _ in range(count)]
    return Blueprint(
        "block",
        (2, 0, 77),
        tuple(BlueprintEntity(n, "assembling-machine-2", n * 4.0, 0.5, recipe=name) for n, name in enumerate(names, 1)),
    )


def test_a_machine_with_time_to_spare_is_no_shortage() -> None:
    found = demand(
        [
            recipe("cable", {}, {"cable": 60}),
            recipe("wire-eater", {"cable": 240}, {"coil": 100}),
            recipe("motor", {"coil": 10}, {"motor": 1}),
        ]
    )
    assert found.wanted == {"cable": Fraction(2, 5), "wire-eater": Fraction(1, 10), "motor": 1}
    assert found.needed_per_min["cable"] == 24
    assert found.limits == {}


def test_a_shortage_reaches_the_end_of_the_chain() -> None:
    found = demand(
        [
            recipe("cable", {}, {"cable": 60}),
            recipe("circuit", {"cable": 180}, {"circuit": 60}),
            recipe("pack", {"circuit": 30}, {"pack": 10}),
        ]
    )
    # 30 circuits are wanted, 90 cables for them, 60 are made: two thirds arrive
    assert found.needed_per_min == {"cable": 90, "circuit": 30}
    assert found.reached["pack"] == Fraction(2, 3)
    assert found.limits["pack"] == "circuit"
    assert found.limits["circuit"] == "cable"


def test_what_a_recipe_takes_of_its_own_product_is_set_off() -> None:
    kovarex = recipe("kovarex", {"uranium-235": 40, "uranium-238": 5}, {"uranium-235": 41, "uranium-238": 2})
    found = demand([kovarex])
    assert found.wanted == {"kovarex": 1}
    assert found.made_per_min == {"uranium-235": 1}
    assert found.needed_per_min == {"uranium-238": 3}


def test_a_loop_settles_or_ends() -> None:
    found = demand([recipe("there", {"a": 10}, {"b": 9}), recipe("back", {"b": 10}, {"a": 9})])
    assert all(0 <= share <= 1 for share in found.reached.values())


def test_a_blueprint_short_of_cable_says_what_can_last() -> None:
    # wiki: three cable machines feed two circuit machines; with two they give two thirds
    analysis = bottlenecks(factory_of_blueprint(block(copper_cable=2, electronic_circuit=2), DATA))
    (limited,) = [fact for fact in analysis.facts if fact.key == "fact-limited"]
    assert limited.args["scarce"] == Name("item", "copper-cable")
    full, rate = limited.args["full"], limited.args["rate"]
    assert isinstance(full, Quantity)
    assert isinstance(rate, Quantity)
    assert (float(full.value), float(rate.value)) == (180, 120)


def test_a_blueprint_in_balance_has_no_deficit() -> None:
    factory = factory_of_blueprint(block(copper_cable=3, electronic_circuit=2), DATA)
    assert [finding.key for finding in bottlenecks(factory).findings] == ["finding-nothing-wrong"]
    assert demand(factory_rates(factory).recipes).limits == {}
