"""Factories with one planted cause: what comes in."""

from __future__ import annotations

from tests.scenarios.bottleneck.parts import SHORT, WAITS, arm, belts, box, drill, factory, machine, ore
from tests.scenarios.build import stack
from tests.scenarios.kit import First, Said, Scenario

AM2 = "assembling-machine-2"
FUEL: tuple[str, str] = (r"топлив", r"fuel")
SINK = box(0.5, 7.5)


def missing_input() -> Scenario:
    rows = []
    for place in range(3):
        x = 0.5 + 6 * place
        rows += [
            box(x, -2.5, stack("iron-gear-wheel", 900)),
            arm(x, -1.5),
            box(x + 3, 0.5),
            arm(x + 2, 0.5, 4, status=WAITS),
        ]
        rows += [
            machine(AM2, "automation-science-pack", x, 0.5, SHORT, {"iron-gear-wheel": 4}),
            arm(x, 2.5),
            box(x, 3.5),
        ]
    return Scenario(
        "bottleneck",
        factory(rows),
        "recipe automation-science-pack: 1 copper plate + 1 gear. Gears lie ready; the chests for copper plates are "
        "empty and nothing in the area makes any.",
        first=First(("copper plate",), tuple((0.5 + 6 * place, 0.5) for place in range(3))),
        quiet=("iron gear wheel",),
    )


def missing_fluid() -> Scenario:
    plant = machine("chemical-plant", "plastic-bar", 0.5, 0.5, "fluid_ingredient_shortage", {"coal": 12}, fluids=[])
    rows = [box(0.5, -2.5, stack("coal", 900)), arm(0.5, -1.5), plant, arm(0.5, 2.5)]
    rows += [
        machine(AM2, "low-density-structure", 0.5, 4.5, SHORT, {"steel-plate": 8, "copper-plate": 60}),
        arm(0.5, 6.5),
        SINK,
    ]
    return Scenario(
        "bottleneck",
        factory(rows),
        "recipe plastic-bar: 20 petroleum gas + 1 coal. Coal lies in the plant, there is no gas in it.",
        first=First(("petroleum gas",), ((0.5, 0.5),)),
        quiet=("steel plate", "copper plate"),
    )


def no_fuel() -> Scenario:
    rows = [machine("stone-furnace", "iron-plate", 10.0 + 4 * n, -20.0, "no_fuel", {"iron-ore": 20}) for n in range(4)]
    rows += [arm(10.5 + 4 * n, -18.5) for n in range(4)]
    rows += belts(8.5, -17.5, 24)
    rows += [
        arm(26.5, -16.5, 0, status=WAITS),
        machine(AM2, "iron-gear-wheel", 26.5, -14.5, SHORT),
        arm(26.5, -12.5),
        box(26.5, -11.5),
    ]
    return Scenario(
        "bottleneck",
        factory(rows),
        "entity_status no_fuel: all four stone furnaces hold ore and no fuel (wiki: Stone furnace, 90 kW of fuel).",
        first=First(((r"топлив|iron plate", r"fuel|iron plate"),), tuple((10.0 + 4 * n, -20.0) for n in range(4))),
        words=((FUEL,),),
        says=(Said(4, "", (FUEL,)),),
    )


def wrong_recipe() -> Scenario:
    rows = [box(0.5, -2.5, stack("iron-plate", 2000)), arm(0.5, -1.5)]
    rows += [
        machine(AM2, "iron-stick", 0.5, 0.5, "full_output", {"iron-plate": 6}, {"iron-stick": 200}),
        arm(0.5, 2.5, status=WAITS),
    ]
    rows += [machine(AM2, "automation-science-pack", 0.5, 4.5, SHORT, {"copper-plate": 8}), arm(0.5, 6.5), SINK]
    return Scenario(
        "bottleneck",
        factory(rows),
        "recipe automation-science-pack wants gears; the machine that hands over to it makes iron sticks, which "
        "nothing here takes.",
        first=First(("iron gear wheel",), ((0.5, 0.5), (0.5, 4.5))),
        words=(("iron stick",),),
    )


def ore_of_five_drills() -> Scenario:
    rows = [row for n in range(5) for row in (drill(0.5 + 3 * n, -8.5), *ore("iron-ore", 0.5 + 3 * n, -8.5, 5000, 1))]
    rows += belts(-1.5, -6.5, 40)
    for n in range(12):
        rows += [arm(17.5 + 3 * n, -5.5, 0, status=WAITS if n > 3 else "working")]
        rows += [
            machine("electric-furnace", "iron-plate", 17.5 + 3 * n, -3.5, "no_ingredients" if n > 3 else "working"),
            arm(17.5 + 3 * n, -1.5),
            box(17.5 + 3 * n, -0.5),
        ]
    rows += belts(38.5, -6.5, 14)
    return Scenario(
        "bottleneck",
        factory(rows),
        "wiki Mining drill: 0.5 ore/s, 30/min each, five give 150/min; wiki Electric furnace: 2 / 3.2 s = 37.5/min "
        "each, twelve take 450/min.",
        first=First(("iron ore",), tuple((0.5 + 3 * n, -8.5) for n in range(5))),
        says=(Said(150, "/min", ("iron ore",)), Said(450, "/min", ("iron ore",))),
        never=("metallic-asteroid-crushing", (r"Чертежа не будет", r"No blueprint")),
    )


SCENARIOS = (
    missing_input,
    missing_fluid,
    no_fuel,
    wrong_recipe,
    ore_of_five_drills,
)
