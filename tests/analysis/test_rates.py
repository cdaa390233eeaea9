"""Theoretical rates are exact. Sources: wiki pages of the recipes and machines named."""

from fractions import Fraction

import pytest

from agent.analysis.from_blueprint import factory_of_blueprint
from agent.analysis.from_snapshot import factory_of_snapshot
from agent.analysis.rates import factory_rates
from agent.game import bundled
from agent.game.blueprint import Blueprint, BlueprintEntity, ItemRequest
from tests.analysis.kit import drill, ore, snapshot

DATA = bundled.load("base-2.0.77")
SPACE = bundled.load("space-age-2.1.20")


def blueprint(*entities: BlueprintEntity) -> Blueprint:
    return Blueprint("test", (2, 0, 77), entities)


def entity(number: int, name: str, recipe: str | None = None, x: float = 0, *modules: ItemRequest) -> BlueprintEntity:
    return BlueprintEntity(number, name, x, 0, recipe=recipe, items=modules)


@pytest.mark.parametrize(
    ("machine", "recipe", "makes", "takes"),
    [
        ("assembling-machine-1", "iron-gear-wheel", "60", {"iron-plate": 120}),
        ("assembling-machine-2", "copper-cable", "180", {"copper-plate": 90}),
        ("assembling-machine-3", "electronic-circuit", "150", {"iron-plate": 150, "copper-cable": 450}),
        ("chemical-plant", "plastic-bar", "120", {"coal": 60, "petroleum-gas": 1200}),
        ("stone-furnace", "iron-plate", "18.75", {"iron-ore": Fraction("18.75")}),
    ],
)
def test_one_machine_makes_what_the_wiki_says(
    machine: str, recipe: str, makes: str, takes: dict[str, Fraction | int]
) -> None:
    rates = factory_rates(factory_of_blueprint(blueprint(entity(1, machine, recipe)), DATA))
    (rate,) = rates.machines
    assert rate.makes == {recipe: Fraction(makes)}
    assert rate.takes == takes


def test_three_cable_machines_feed_two_circuit_machines_exactly() -> None:
    # wiki: Electronic circuit, «3 copper cable machines to 2 circuit machines»
    cables = [entity(n, "assembling-machine-2", "copper-cable", x=n * 10) for n in range(3)]
    circuits = [entity(n, "assembling-machine-2", "electronic-circuit", x=n * 10) for n in range(3, 5)]
    rates = factory_rates(factory_of_blueprint(blueprint(*cables, *circuits), DATA))
    assert rates.balance["copper-cable"] == 0
    assert rates.balance["electronic-circuit"] == 180
    assert [(r.recipe, r.machines) for r in rates.recipes] == [("copper-cable", 3), ("electronic-circuit", 2)]


def test_modules_and_beacons_of_a_blueprint_count() -> None:
    # wiki: Productivity module 3 (+10 %, −15 % speed), Beacon (2.0): one beacon with two speed modules 3 gives +150 %
    machine = entity(1, "assembling-machine-3", "electronic-circuit", 0, ItemRequest("productivity-module-3", 4))
    beacon = BlueprintEntity(2, "beacon", 3, 0, items=(ItemRequest("speed-module-3", 2),))
    far = BlueprintEntity(3, "beacon", 30, 0, items=(ItemRequest("speed-module-3", 2),))
    (rate,) = factory_rates(factory_of_blueprint(blueprint(machine, beacon, far), DATA)).machines
    assert rate.speed == Fraction("1.25") * (1 - Fraction("0.6") + Fraction("1.5"))
    assert rate.productivity == Fraction("0.4")
    assert rate.makes["electronic-circuit"] == rate.speed / Fraction("0.5") * 60 * Fraction("1.4")


@pytest.mark.parametrize(("x", "reached"), [(5.6, True), (5.8, False)])
def test_a_beacon_reaches_machines_its_area_overlaps(x: float, *, reached: bool) -> None:
    # wiki: Beacon: area 9×9; the machine's collision box is 1.2 from its centre
    machine = entity(1, "assembling-machine-2", "iron-gear-wheel")
    beacon = BlueprintEntity(2, "beacon", x, 0, items=(ItemRequest("speed-module", 2),))
    (rate,) = factory_rates(factory_of_blueprint(blueprint(machine, beacon), DATA)).machines
    assert (rate.speed > Fraction(3, 4)) is reached


@pytest.mark.parametrize(("amount", "per_min"), [(300_000, 600), (90_000, 180), (60_000, 120), (1_500_000, 3000)])
def test_a_pumpjack_brings_what_its_field_yields(amount: float, per_min: int) -> None:
    """wiki, Crude oil: 10/s at 100 %, which are 300,000 in the field; 2/s at the floor of 20 %."""
    field = {"type": "resource", "name": "crude-oil", "x": 1.5, "y": 1.5, "amount": amount}
    jack = {**drill(1), "name": "pumpjack", "x": 1.5}
    (rate,) = factory_rates(factory_of_snapshot(snapshot([field, jack]), DATA)).machines
    assert rate.makes == {"crude-oil": per_min}


def test_quality_makes_no_drill_faster() -> None:
    """wiki, Quality: better drills wear deposits out less; a drill of 0.5/s stays one of 0.5/s."""
    here = snapshot([ore(4.5), {**drill(1), "quality": "legendary"}])
    (rate,) = factory_rates(factory_of_snapshot(here, SPACE)).machines
    assert rate.makes == {"iron-ore": 30}


def test_quality_makes_a_machine_faster() -> None:
    # wiki: Quality: legendary +150 % speed
    legendary = BlueprintEntity(1, "assembling-machine-3", 0, 0, quality="legendary", recipe="iron-gear-wheel")
    (rate,) = factory_rates(factory_of_blueprint(blueprint(legendary), SPACE)).machines
    assert rate.speed == Fraction("1.25") * Fraction("2.5")


def test_a_foundry_gives_half_more() -> None:
    # wiki: Foundry, Molten iron: 500 of 50 ore in 32 s, speed 4, +50 %
    (rate,) = factory_rates(factory_of_blueprint(blueprint(entity(1, "foundry", "iron-ore-melting")), SPACE)).machines
    assert rate.makes == {"molten-iron": Fraction(500 * 4 * 60, 32) * Fraction(3, 2)}


def test_power_counts_the_drain() -> None:
    # wiki: Assembling machine 3: 388 kW at work
    rates = factory_rates(factory_of_blueprint(blueprint(entity(1, "assembling-machine-3", "iron-gear-wheel")), DATA))
    assert rates.power_w == 387500


def test_what_is_not_known_is_named_and_not_counted_as_nothing() -> None:
    rates = factory_rates(
        factory_of_blueprint(
            blueprint(
                entity(1, "space-assembler", "iron-gear-wheel"),
                entity(2, "assembling-machine-2", "se-space-gear", 10),
                entity(3, "assembling-machine-2", "iron-gear-wheel", 20, ItemRequest("warp-module", 1)),
                entity(4, "stone-furnace", None, 30),
            ),
            DATA,
        )
    )
    assert rates.not_modelled == ("se-space-gear", "space-assembler", "warp-module")
    assert [machine.part.name for machine in rates.idle] == ["stone-furnace"]
    assert rates.balance["iron-gear-wheel"] == 90
