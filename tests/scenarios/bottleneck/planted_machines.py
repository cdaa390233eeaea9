"""Factories with one planted cause: the machines themselves, their power, modules and beacons."""

from __future__ import annotations

from tests.scenarios.bottleneck.parts import SHORT, WAITS, arm, belts, box, factory, machine
from tests.scenarios.build import flow, network, stack
from tests.scenarios.kit import First, Said, Scenario

AM2, AM3 = "assembling-machine-2", "assembling-machine-3"
POWER: tuple[str, str] = (r"энерги|питан|электр", r"power|electric")


def too_few_machines_in_the_middle() -> Scenario:
    rows = [box(-0.5, -2.5, stack("copper-plate", 4000)), arm(-0.5, -1.5)]
    rows += [machine(AM2, "copper-cable", -0.5, 0.5, has={"copper-plate": 8}), arm(-0.5, 2.5), *belts(-1.5, 3.5, 30)]
    for place in range(4):
        x = 6.5 + 5 * place
        rows += [arm(x, 4.5, status=WAITS), machine(AM2, "electronic-circuit", x, 6.5, SHORT, {"iron-plate": 12})]
        rows += [arm(x + 2, 6.5, 4), box(x + 3, 6.5, stack("iron-plate", 900)), arm(x, 8.5), box(x, 9.5)]
    return Scenario(
        "bottleneck",
        factory(rows),
        "recipes copper-cable (0.5 s, 2 of it) and electronic-circuit (0.5 s, takes 3): one machine of speed 0.75 "
        "makes 180/min, four machines take 4 × 90 × 3 = 1,080/min; 900 more are 5 more machines.",
        first=First(("copper cable",), ((-0.5, 0.5),)),
        says=(
            Said(180, "/min", ("copper cable",)),
            Said(1080, "/min", ("copper cable",)),
            Said(5, "", ("copper cable",)),
        ),
    )


def low_power() -> Scenario:
    rows = []
    for place in range(4):
        x = 0.5 + 6 * place
        rows += [box(x, -2.5, stack("iron-plate", 2000)), arm(x, -1.5, status="low_power")]
        rows += [
            machine(AM2, "iron-gear-wheel", x, 0.5, "low_power", {"iron-plate": 6}),
            arm(x, 2.5, status="low_power"),
            box(x, 3.5),
        ]
    weak = network(
        satisfaction=0.4,
        demand_w=1.5e6,
        supply_w=0.6e6,
        maximum_w=0.6e6,
        low_power=12,
        flows=[flow("solar-panel", "make", 0.6e6)],
    )
    return Scenario(
        "bottleneck",
        factory(rows, electric_networks=[weak]),
        "wiki Electric system: machines slow down with the satisfaction, here 0.6 / 1.5 MW = 40 %. Plates are there, "
        "outputs are free. At full power 4 × 90 = 360/min, now 144/min.",
        first=First((POWER,), tuple((0.5 + 6 * place, y) for place in range(4) for y in (0.5, -1.5, 2.5))),
        says=(Said(40, "%", (POWER,)), Said(360, "/min", ("iron gear wheel",))),
    )


def no_power() -> Scenario:
    rows = [box(0.5, -2.5, stack("iron-plate", 2000)), arm(0.5, -1.5, status="no_power", network=None)]
    rows += [
        machine(AM2, "iron-gear-wheel", 0.5, 0.5, "no_power", {"iron-plate": 6}, network=None),
        arm(0.5, 2.5, status=WAITS),
    ]
    rows += [
        machine(AM2, "automation-science-pack", 0.5, 4.5, SHORT, {"copper-plate": 8}),
        arm(0.5, 6.5),
        box(0.5, 7.5),
    ]
    return Scenario(
        "bottleneck",
        factory(rows),
        "entity_status no_power: the gear machine hangs on no network; the science pack behind it only waits.",
        first=First((POWER,), ((0.5, 0.5), (0.5, -1.5))),
    )


def a_slow_machine() -> Scenario:
    rows = [box(0.5, -2.5, stack("steel-plate", 900)), arm(0.5, -1.5)]
    rows += [
        machine(
            "assembling-machine-1",
            "engine-unit",
            0.5,
            0.5,
            "working",
            {"steel-plate": 4, "iron-gear-wheel": 4, "pipe": 8},
        ),
        arm(0.5, 2.5, status=WAITS),
    ]
    rows += [
        machine(AM3, "chemical-science-pack", 0.5, 4.5, SHORT, {"advanced-circuit": 9, "sulfur": 4}),
        arm(0.5, 6.5),
        box(0.5, 7.5),
    ]
    return Scenario(
        "bottleneck",
        factory(rows),
        "recipe engine-unit: 10 s at speed 0.5 → 3/min; recipe chemical-science-pack: 24 s for 2 with 2 engines, at "
        "speed 1.25 → 6.25 engines/min.",
        first=First(("engine unit",), ((0.5, 0.5),)),
        says=(Said(3, "/min", ("engine unit",)), Said(6.25, "/min", ("engine unit",)), Said(2, "", ("engine unit",))),
        quiet=("advanced circuit", "sulfur", "steel plate"),
    )


SCENARIOS = (
    too_few_machines_in_the_middle,
    low_power,
    no_power,
    a_slow_machine,
)
