"""Factories with one planted cause: modules and beacons."""

from __future__ import annotations

from tests.scenarios.bottleneck.parts import SHORT, WAITS, arm, box, factory, machine
from tests.scenarios.build import entity, stack
from tests.scenarios.kit import First, Said, Scenario

AM3 = "assembling-machine-3"
POWER: tuple[str, str] = (r"энерги|питан|электр", r"power|electric")


def wrong_module() -> Scenario:
    rows = [
        box(0.5, -2.5, stack("iron-plate", 4000)),
        arm(0.5, -1.5, name="bulk-inserter"),
        arm(-0.5, -1.5, name="bulk-inserter"),
        box(-0.5, -2.5, stack("iron-plate", 4000)),
    ]
    slow = [stack("productivity-module-3", 4)]
    rows += [
        machine(
            AM3,
            "iron-gear-wheel",
            0.5,
            0.5,
            "working",
            {"iron-plate": 20},
            crafting_speed=0.5,
            speed_bonus=-0.6,
            productivity_bonus=0.4,
            modules=slow,
        )
    ]
    rows += [arm(0.5, 2.5, status=WAITS)]
    rows += [machine(AM3, "transport-belt", 0.5, 4.5, SHORT, {"iron-plate": 8}), arm(0.5, 6.5), box(0.5, 7.5)]
    return Scenario(
        "bottleneck",
        factory(rows, bulk_inserter_stack_bonus=3),
        "wiki Productivity module 3: −15 % speed, +10 % productivity. Four: 1.25 × 0.4 = 0.5; 0.5 / 0.5 × 1.4 × 60 = "
        "84 gears/min, the belt machine takes 1.25 / 0.5 × 60 = 150/min; without modules it would be just 150.",
        first=First(("iron gear wheel",), ((0.5, 0.5),)),
        says=(Said(84, "/min", ("iron gear wheel",)), Said(150, "/min", ("iron gear wheel",))),
        words=(((r"модул", r"module"), "productivity module 3"),),
    )


def a_beacon_without_power() -> Scenario:
    dark = {"name": "beacon", "modules": [stack("speed-module-3", 2)], "unit": 3}
    rows = [
        box(0.5, -2.5, stack("iron-plate", 4000)),
        arm(0.5, -1.5, name="bulk-inserter"),
        entity("beacon", "beacon", 5.5, 0.5, status="no_power", modules=[stack("speed-module-3", 2)]),
        machine(AM3, "iron-gear-wheel", 0.5, 0.5, "working", {"iron-plate": 20}, beacons=[dark]),
        arm(0.5, 2.5, status=WAITS),
        machine(AM3, "transport-belt", 0.5, 4.5, SHORT, {"iron-plate": 8}, crafting_speed=3.125, speed_bonus=1.5),
        arm(0.5, 6.5),
        box(0.5, 7.5),
    ]
    return Scenario(
        "bottleneck",
        factory(rows, bulk_inserter_stack_bonus=3),
        "wiki Beacon: without power it does nothing. With it the gear machine would have 1 + 2 × 0.5 × 1.5 = 2.5 "
        "times its speed and make 375/min; it makes 150/min while 375/min are wanted.",
        first=First(((r"маяк|beacon", r"beacon"), POWER), ((5.5, 0.5),)),
    )


SCENARIOS = (
    wrong_module,
    a_beacon_without_power,
)
