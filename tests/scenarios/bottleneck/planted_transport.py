"""Factories with one planted cause: belts, arms and chests on the way."""

from __future__ import annotations

from tests.scenarios.bottleneck.lines import gears, smelter
from tests.scenarios.bottleneck.parts import JAMMED, SHORT, WAITS, arm, belts, box, factory, machine
from tests.scenarios.build import stack
from tests.scenarios.kit import First, Said, Scenario

AM2, AM3 = "assembling-machine-2", "assembling-machine-3"
BELT: tuple[str, str] = (r"конвейер|лент|дорожк|transport belt", r"belt|lane")
ARM: tuple[str, str] = (r"манипулятор|inserter", r"inserter")


def slow_belt() -> Scenario:
    rows = [*smelter((-1, 1), 20, 90, full=6), *gears(64.5, 3, 1)]
    return Scenario(
        "bottleneck",
        factory(rows, bulk_inserter_stack_bonus=3),
        "wiki Transport belts: a yellow belt carries 15 items/s, 900/min. 40 electric furnaces make 40 × 37.5 = "
        "1,500/min, four machines of speed 1.25 take 4 × 300 = 1,200/min for gears: the belt is in the way.",
        first=First((BELT,), tuple((-1.5 + n, 0.5) for n in range(90))),
        says=(Said(900, "/min", (BELT,)),),
    )


def one_lane_empty() -> Scenario:
    rows = [*smelter((-1,), 20, 90, full=8), *gears(64.5, 1, 1)]
    return Scenario(
        "bottleneck",
        factory(rows, bulk_inserter_stack_bonus=3),
        "wiki Transport belts, Inserters: an inserter puts on the far lane only, and a lane carries 7.5/s, 450/min. 20 "
        "furnaces on one side make 750/min, two gear machines take 600/min; the other lane stays empty.",
        first=First((BELT,), tuple((-1.5 + n, 0.5) for n in range(90))),
        says=(Said(450, "/min", (BELT,)),),
    )


def mixed_belt() -> Scenario:
    rows = [*belts(-1.5, 0.5, 40)]
    for place, metal in enumerate(("iron", "copper", "iron", "copper")):
        x = 0.5 + 3 * place
        rows += [
            box(x, -5.5, stack(f"{metal}-ore", 2000)),
            arm(x, -4.5),
            machine(
                "electric-furnace",
                f"{metal}-plate",
                x,
                -2.5,
                "full_output",
                {f"{metal}-ore": 9},
                {f"{metal}-plate": 100},
            ),
            arm(x, -0.5, status=JAMMED),
        ]
    rows += [
        arm(30.5, 1.5, status=WAITS),
        machine(AM3, "iron-gear-wheel", 30.5, 3.5, SHORT),
        arm(30.5, 5.5),
        box(30.5, 6.5),
    ]
    return Scenario(
        "bottleneck",
        factory(rows),
        "Iron and copper share one lane (all inserters put on the far one), only iron is taken off: the copper in "
        "front stands still and stops both (wiki: Transport belts).",
        first=First(
            ("copper plate",),
            (*((-1.5 + n, 0.5) for n in range(40)), (3.5, -2.5), (9.5, -2.5), (3.5, -0.5), (9.5, -0.5)),
        ),
        quiet=("iron ore", "copper ore"),
    )


def too_few_inserters() -> Scenario:
    rows = [
        box(0.5, -2.5, stack("iron-plate", 4000)),
        arm(0.5, -1.5, name="inserter"),
        machine(AM3, "iron-gear-wheel", 0.5, 0.5, SHORT, {"iron-plate": 1}),
        arm(0.5, 2.5),
        box(0.5, 3.5),
    ]
    return Scenario(
        "bottleneck",
        factory(rows),
        "wiki Inserters, «Chest to chest»: a plain one moves 0.86 items/s with a hand of one (2.0: 70 ticks there and "
        "back), 51.4/min; the machine takes 2 × 1.25 / 0.5 = 5/s, 300/min.",
        first=First((ARM,), ((0.5, -1.5), (0.5, 0.5))),
        says=(Said(51.4, "/min", within=0.035), Said(300, "/min")),
    )


def out_of_reach() -> Scenario:
    rows = [
        *belts(-9.5, -3.5, 20),
        box(-9.5, -5.5, stack("iron-plate", 2000)),
        arm(-9.5, -4.5, status=JAMMED),
        arm(0.5, -1.5, status=WAITS),
        machine(AM2, "iron-gear-wheel", 0.5, 0.5, SHORT),
        arm(0.5, 2.5),
        box(0.5, 3.5),
    ]
    return Scenario(
        "bottleneck",
        factory(rows),
        "wiki Inserters: an inserter reaches one tile, a long-handed one two. The arm at (0.5; −1.5) takes from (0.5; "
        "−2.5), where nothing stands; the belt runs at y = −3.5.",
        first=First((ARM,), ((0.5, -1.5),)),
    )


def no_arm_at_the_output() -> Scenario:
    rows = [
        box(0.5, -2.5, stack("iron-plate", 2000)),
        arm(0.5, -1.5, status=JAMMED),
        machine(AM2, "iron-gear-wheel", 0.5, 0.5, "full_output", {"iron-plate": 4}, {"iron-gear-wheel": 100}),
        *belts(-6.5, 3.5, 20),
        arm(10.5, 4.5, status=WAITS),
        machine(AM2, "automation-science-pack", 10.5, 6.5, SHORT, {"copper-plate": 8}),
        arm(10.5, 8.5),
        box(10.5, 9.5),
    ]
    return Scenario(
        "bottleneck",
        factory(rows),
        "Nothing takes the gears out of the machine that makes them (no inserter's pickup lies in its 3×3 tiles); the "
        "science pack waits for them.",
        first=First(
            ((r"манипулятор|ничто не забирает|никто не забирает", r"inserter|nothing takes|nobody takes"),),
            ((0.5, 0.5),),
        ),
        words=(("iron gear wheel",),),
    )


def full_chest_downstream() -> Scenario:
    rows = [
        box(0.5, -2.5, stack("iron-plate", 2000)),
        arm(0.5, -1.5, status=JAMMED),
        machine(AM2, "iron-gear-wheel", 0.5, 0.5, "full_output", {"iron-plate": 4}, {"iron-gear-wheel": 100}),
        arm(0.5, 2.5, status=JAMMED),
        box(0.5, 3.5, stack("wood", 4800), free=0),
        arm(0.5, 4.5, status=WAITS, filter="iron-gear-wheel"),
        machine(AM2, "automation-science-pack", 0.5, 6.5, SHORT, {"copper-plate": 8}),
        arm(0.5, 8.5),
        box(0.5, 9.5),
    ]
    return Scenario(
        "bottleneck",
        factory(rows),
        "wiki Steel chest: 48 slots; 48 × 100 wood fill it. The gears cannot get in, so the science pack starves "
        "because its supplier is blocked.",
        first=First(((r"сундук|steel chest|wood", r"chest|wood"),), ((0.5, 3.5),)),
        words=(("wood",),),
    )


def switched_off_by_a_circuit() -> Scenario:
    off = {
        "connectors": {"circuit_red": 61},
        "control": {
            "circuit_enabled": True,
            "circuit_condition": {"first_signal": {"name": "iron-plate"}, "comparator": ">", "constant": 5000},
        },
        "disabled": True,
    }
    rows = [
        box(0.5, -2.5, stack("iron-plate", 2000)),
        arm(0.5, -1.5, status="disabled_by_control_behavior", circuit=off),
        machine(AM2, "iron-gear-wheel", 0.5, 0.5, SHORT),
        arm(0.5, 2.5),
        box(0.5, 3.5),
    ]
    net = {"id": 61, "colour": "red", "signals": [{"name": "iron-plate", "count": 2000}], "connectors": 2}
    return Scenario(
        "bottleneck",
        factory(rows, circuit_networks=[net], collected=["circuit_networks"]),
        "entity_status disabled_by_control_behavior: the arm that brings the plates waits for more than 5,000 of "
        "them, the network tells 2,000.",
        first=First(
            ((r"логическ|сеть|сети|цеп|условие|выключ|отключ", r"circuit|switched off|disabled"),), ((0.5, -1.5),)
        ),
    )


SCENARIOS = (
    slow_belt,
    one_lane_empty,
    mixed_belt,
    too_few_inserters,
    out_of_reach,
    no_arm_at_the_output,
    full_chest_downstream,
    switched_off_by_a_circuit,
)
