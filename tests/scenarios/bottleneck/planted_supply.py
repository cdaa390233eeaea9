"""Factories with one planted cause: what should bring things in stands still."""

from __future__ import annotations

from tests.scenarios.bottleneck.parts import JAMMED, SHORT, WAITS, arm, belts, box, drill, factory, machine
from tests.scenarios.build import entity, inventory, stack
from tests.scenarios.kit import First, Scenario

AM2 = "assembling-machine-2"
FUEL: tuple[str, str] = (r"топлив", r"fuel")
SINK = box(0.5, 7.5)


def a_burner_arm_without_fuel() -> Scenario:
    coal = [inventory("fuel", stack("coal", 20))]
    rows = [
        box(10.5, -22.5, stack("iron-ore", 2000)),
        arm(10.5, -21.5, name="burner-inserter", status="no_fuel", burner={"burning": None, "left_j": 0.0}),
        machine("stone-furnace", "iron-plate", 11.0, -20.0, "no_ingredients", inventories=coal),
        arm(10.5, -18.5, status=WAITS),
        machine(AM2, "iron-gear-wheel", 10.5, -16.5, SHORT),
        arm(10.5, -14.5),
        box(10.5, -13.5),
    ]
    return Scenario(
        "bottleneck",
        factory(rows),
        "entity_status no_fuel on the burner inserter that should bring ore (wiki: Burner inserter); the furnace has "
        "coal, the chest has ore.",
        first=First((FUEL,), ((10.5, -21.5),)),
    )


def depleted_patch() -> Scenario:
    rows = [drill(0.5, -8.5, "no_minable_resources"), *belts(0.5, -6.5, 3, 8)]
    rows += [
        arm(0.5, -3.5, 0, status=WAITS),
        machine("electric-furnace", "iron-plate", 0.5, -1.5, "no_ingredients"),
        arm(0.5, 0.5),
    ]
    rows += [machine(AM2, "iron-gear-wheel", 0.5, 2.5, SHORT), arm(0.5, 4.5), box(0.5, 5.5)]
    return Scenario(
        "bottleneck",
        factory(rows),
        "entity_status no_minable_resources: the drill has no ore left under it; furnace and gears wait because of it.",
        first=First(
            ((r"руд|месторожд|iron ore|истощ|исчерп|закончил", r"ore|deplet|exhaust|no resource"),), ((0.5, -8.5),)
        ),
    )


def a_train_that_does_not_come() -> Scenario:
    stop = {"unit": 301, "station": "Iron In", "x": 20.0, "y": -6.0, "inside": True, "trains": 0}
    train = {
        "id": 17,
        "state": "no_path",
        "x": -150.0,
        "y": -6.0,
        "inside": True,
        "current": 2,
        "locomotives": 1,
        "cargo_wagons": 2,
        "stops": [
            {"station": "Iron Mine", "wait": [{"type": "full"}]},
            {"station": "Iron In", "wait": [{"type": "empty"}]},
        ],
        "fuel": [stack("coal", 40)],
        "burning_j": 1e6,
        "cargo": [stack("iron-ore", 4000)],
    }
    rows = [entity("train-stop", "train-stop", 20.0, -6.0, text="Iron In")]
    rows += [
        arm(10.5, -5.5, 0, status=WAITS),
        box(10.5, -4.5),
        arm(10.5, -3.5, 0, status=WAITS),
    ]
    rows += [machine("electric-furnace", "iron-plate", 10.5, -1.5, "no_ingredients"), arm(10.5, 0.5), box(10.5, 1.5)]
    return Scenario(
        "bottleneck",
        factory(rows, trains=[train], train_stops=[stop], collected=["trains", "train_stops"]),
        "defines.train_state.no_path: the train with 4,000 iron ore cannot reach «Iron In», whose chest is empty.",
        first=First(((r"поезд", r"train"),), ((-150.0, -6.0), (20.0, -6.0))),
        words=(("Iron In",),),
    )


def no_recipe() -> Scenario:
    rows = [box(0.5, -2.5, stack("iron-plate", 2000)), arm(0.5, -1.5, status=JAMMED)]
    rows += [machine(AM2, None, 0.5, 0.5, "no_recipe"), arm(0.5, 2.5, status=WAITS)]
    rows += [machine(AM2, "automation-science-pack", 0.5, 4.5, SHORT, {"copper-plate": 8}), arm(0.5, 6.5), SINK]
    return Scenario(
        "bottleneck",
        factory(rows),
        "entity_status no_recipe: the machine between the plates and the science packs has no recipe.",
        first=First(((r"рецепт", r"recipe"),), ((0.5, 0.5),)),
    )


SCENARIOS = (
    a_burner_arm_without_fuel,
    depleted_patch,
    a_train_that_does_not_come,
    no_recipe,
)
