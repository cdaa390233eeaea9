"""A second set of factories with one planted cause each, other causes and other shapes."""

from __future__ import annotations

from tests.scenarios.bottleneck.parts import JAMMED, SHORT, WAITS, arm, belts, box, drill, factory, machine, ore
from tests.scenarios.build import entity, stack
from tests.scenarios.kit import First, Said, Scenario

AM2, AM3 = "assembling-machine-2", "assembling-machine-3"
ARM: tuple[str, str] = (r"манипулятор|inserter", r"inserter")
POWER: tuple[str, str] = (r"энерги|питан|электр", r"power|electric")


def only_the_arm_is_without_power() -> Scenario:
    rows = [
        box(20.5, -32.5, stack("copper-plate", 2000)),
        arm(20.5, -31.5, status="no_power", network=None),
        machine(AM3, "copper-cable", 20.5, -29.5, SHORT),
        arm(20.5, -27.5, status=WAITS),
        box(20.5, -26.5),
    ]
    return Scenario(
        "bottleneck",
        factory(rows),
        "entity_status no_power on the arm that brings the plates; the machine has power.",
        first=First((ARM, POWER), ((20.5, -31.5),)),
    )


def two_of_three_drills_are_done() -> Scenario:
    rows = [drill(0.5, -8.5, "no_minable_resources"), drill(3.5, -8.5, "no_minable_resources"), drill(6.5, -8.5)]
    rows += [*ore("iron-ore", 6.5, -8.5, 300, 1), *belts(-1.5, -6.5, 30)]
    for place in range(3):
        x, busy = 15.5 + 3 * place, place == 0
        rows += [arm(x, -5.5, status="working" if busy else WAITS)]
        rows += [machine("electric-furnace", "iron-plate", x, -3.5, "working" if busy else "no_ingredients")]
        rows += [arm(x, -1.5), box(x, -0.5)]
    return Scenario(
        "bottleneck",
        factory(rows),
        "Two drills have run dry; the third digs 30/min (wiki: Mining drill), three furnaces take 3 × 37.5 = "
        "112.5/min.",
        first=First(((r"руд|iron ore|бур", r"ore|drill"),), ((0.5, -8.5), (3.5, -8.5))),
        says=(Said(2, "", ((r"бур|drill", r"drill"),)), Said(112.5, "/min", ("iron ore",))),
    )


def a_slow_arm_at_the_output() -> Scenario:
    rows = [
        *(row for dx in (-1, 0) for row in (box(0.5 + dx, -2.5, stack("copper-plate", 4000)), arm(0.5 + dx, -1.5))),
        machine(AM3, "copper-cable", 0.5, 0.5, "full_output", {"copper-plate": 9}, {"copper-cable": 200}),
        arm(0.5, 2.5, name="inserter"),
        machine(AM3, "electronic-circuit", 0.5, 4.5, SHORT, {"iron-plate": 9}),
        arm(0.5, 6.5),
        box(0.5, 7.5),
    ]
    return Scenario(
        "bottleneck",
        factory(rows),
        "wiki Inserters, «Chest to chest»: 0.86/s, 51.4/min with a hand of one; the circuits take 3 × 150 = 450 "
        "cables/min, the cable machine makes 300.",
        first=First((ARM,), ((0.5, 2.5),)),
        says=(Said(51.4, "/min", (ARM,), within=0.035),),
    )


def a_machine_marked_and_stopped_by_a_circuit() -> Scenario:
    off = {"connectors": {"circuit_green": 62}, "control": {"circuit_enabled": True}, "disabled": True}
    rows = [
        box(0.5, -2.5, stack("iron-plate", 2000)),
        arm(0.5, -1.5, status=JAMMED),
        machine(AM2, "iron-gear-wheel", 0.5, 0.5, "disabled_by_control_behavior", {"iron-plate": 6}, circuit=off),
        arm(0.5, 2.5, status=WAITS),
        machine(AM2, "automation-science-pack", 0.5, 4.5, SHORT, {"copper-plate": 8}),
        arm(0.5, 6.5),
        box(0.5, 7.5),
    ]
    return Scenario(
        "bottleneck",
        factory(rows),
        "entity_status disabled_by_control_behavior on the gear machine itself (2.0: assembling machines obey "
        "circuits).",
        first=First(((r"логическ|схем|цеп|условие|выключ|отключ", r"circuit|switched off|disabled"),), ((0.5, 0.5),)),
    )


def a_station_that_is_full() -> Scenario:
    stop = {"unit": 301, "station": "Copper In", "x": 20.0, "y": -6.0, "inside": True, "limit": 0, "trains": 0}
    train = {
        "id": 23,
        "state": "destination_full",
        "x": -120.0,
        "y": -6.0,
        "inside": True,
        "current": 2,
        "locomotives": 1,
        "cargo_wagons": 2,
        "stops": [{"station": "Copper Mine"}, {"station": "Copper In"}],
        "fuel": [stack("coal", 40)],
        "cargo": [stack("copper-ore", 4000)],
    }
    rows = [entity("train-stop", "train-stop", 20.0, -6.0, text="Copper In")]
    rows += [arm(10.5, -5.5, status=WAITS), box(10.5, -4.5), arm(10.5, -3.5, status=WAITS)]
    rows += [machine("electric-furnace", "copper-plate", 10.5, -1.5, "no_ingredients"), arm(10.5, 0.5), box(10.5, 1.5)]
    return Scenario(
        "bottleneck",
        factory(rows, trains=[train], train_stops=[stop], collected=["trains", "train_stops"]),
        "defines.train_state.destination_full: «Copper In» has a limit of 0, so the train with 4,000 copper ore waits.",
        first=First((("Copper In"),), ((-120.0, -6.0), (20.0, -6.0))),
    )


SCENARIOS = (
    only_the_arm_is_without_power,
    two_of_three_drills_are_done,
    a_slow_arm_at_the_output,
    a_machine_marked_and_stopped_by_a_circuit,
    a_station_that_is_full,
)
