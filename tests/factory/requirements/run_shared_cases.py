"""Run a file of requirement cases with answers of other calculators, and print a table of what agrees.

Not collected by pytest: the file of cases stays outside the repository.

    uv run python tests/factory/requirements/run_shared_cases.py CASES.json
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent.factory.requirements import (
    BeaconGroup,
    Choice,
    Options,
    ProductionRequirement,
    Question,
    Target,
    requirements,
)
from agent.game.bundled import load
from agent.game.effects import ModuleStack

if TYPE_CHECKING:
    from agent.factory.requirements.options import BeaconRule
    from agent.game.gamedata import GameData

Case = dict[str, Any]
NOTED = {
    "ksa-00": "carbon from captive spawners, which the game lets stand on Nauvis alone: here it is made of coal (2 a "
    "second, hence 40 of sulfuric acid more); all else is equal"
}
BEACONS_1_1 = "1.1 beacon rule"
P3 = (ModuleStack("productivity-module-3", 0),)
S3 = (ModuleStack("speed-module-3", 0),)
LAUNCH_OF_CASES = Fraction(4055, 100)
SILO_SCIENCE = "space-science-pack"
ONLY_1_1 = "rocket-control-unit"
"""The parts of rockets before 2.0, which no bundled table has: processing units took their place, one for one."""


def beacons(count: int) -> tuple[BeaconGroup, ...]:
    return (BeaconGroup(count, S3),) if count else ()


def computed(case: Case) -> tuple[Question, str]:
    settings = case["settings"]
    expected = case["expected"]["recipes"]
    space_age = "space-age" in case["game"]
    machines = {name: row["machine"] for name, row in expected.items() if row["machine"] and name in RECIPES}
    options = Options(
        preferred=tuple(settings["buildings"]),
        machines={name: machine for name, machine in machines.items() if space_age},
        disabled=frozenset(settings.get("disable", ())),
        place=settings.get("planet"),
        fuels=None if space_age else (),
    )
    if "module" in settings:
        options = replace(
            options,
            modules=Choice((ModuleStack(settings["module"], 0),)),
            beacons=Choice((BeaconGroup(settings["beaconCount"], (ModuleStack(settings["beacon"], 0),)),)),
        )
    targets = tuple(Target(name, Fraction(rate)) for name, rate in case["targets_per_s"].items())
    return Question(targets, options), "space-age-2.0.77" if space_age else "base-2.0.77"


RECIPES = set(load("space-age-2.0.77").recipes)


def compare_computed(case: Case, found: ProductionRequirement) -> list[str]:
    steps = {step.process.name: step for step in found.steps}
    faults = []
    for name, row in case["expected"]["recipes"].items():
        step = steps.pop(name, None)
        if step is None:
            faults.append(f"{name}: missing")
        elif step.crafts_per_s != Fraction(row["crafts_per_s"]):
            faults.append(f"{name}: {step.crafts_per_s} crafts/s, expected {row['crafts_per_s']}")
        elif row["machines"] is not None and step.machines != Fraction(row["machines"]):
            faults.append(f"{name}: {step.machines} machines, expected {row['machines']}")
    faults += [f"{name}: not expected" for name in steps]
    surplus = {name: Fraction(rate) for name, rate in case["expected"]["surplus_per_s"].items()}
    if surplus != found.by_products:
        faults.append(f"surplus {found.by_products}, expected {surplus}")
    return faults


def published(case: Case) -> tuple[Question, str]:
    given = case["input"]
    rule: BeaconRule = "1.1" if BEACONS_1_1 in case.get("note", "") else "2.x"
    options = Options(
        beacon_rule=rule, rocket_launch_s=LAUNCH_OF_CASES, fuels=None, preferred=("assembling-machine-3",)
    )
    if "recipe" in given:
        stacks = tuple(ModuleStack(name, count) for name, count in given["modules"].items())
        options = replace(options, modules=Choice(stacks), beacons=Choice(beacons(given["beacons"])))
        recipe = "rocket-launch" if given["recipe"] == SILO_SCIENCE else given["recipe"]
        return Question((), options, given={recipe: Fraction(given["count"])}), "base-2.0.77"
    if "machines" in given:
        counts = {recipe: Fraction(count) for _, recipe, count in given["machines"]}
        return Question((), options, given=counts), "base-2.0.77"
    return SPECIAL[case["id"]](case, options), "base-2.0.77"


def data_1_1() -> GameData:
    """Base 2.0.77 with what pub-16 needs of game 1.1: solid fuel in 2 s, one water for one steam."""
    data = load("base-2.0.77")
    recipes = {
        name: replace(recipe, time_s=Fraction(2)) if name.startswith("solid-fuel-from") else recipe
        for name, recipe in data.recipes.items()
    }
    steam, water = data.fluids["steam"], data.fluids["water"]
    fluids = {**data.fluids, "water": replace(water, heat_j=steam.heat_j)}
    return replace(data, recipes=recipes, fluids=fluids)


def targets_of(case: Case) -> tuple[Target, ...]:
    return tuple(Target(name, Fraction(rate)) for name, rate in case["input"]["targets"].items())


def circuits(case: Case, options: Options) -> Question:
    am3 = Choice((), {"assembling-machine-3": P3})
    options = replace(options, modules=am3, beacons=Choice((), {"assembling-machine-3": beacons(8)}))
    if "targets" in case["input"]:
        return Question(targets_of(case), options)
    limits = {name: Fraction(rate) for name, rate in case["input"]["limits"].items()}
    return Question((Target("electronic-circuit", Fraction(1)),), options, maximise=True, limits=limits)


def oil(case: Case, options: Options) -> Question:
    around = {"assembling-machine-3": beacons(8), "chemical-plant": beacons(8), "oil-refinery": beacons(12)}
    modules = dict.fromkeys(around, P3)
    wanted = case["input"]["oil"]
    others = {"basic-oil-processing", "advanced-oil-processing", "coal-liquefaction"} - {wanted}
    options = replace(options, modules=Choice((), modules), beacons=Choice((), around), disabled=frozenset(others))
    if "boiler_fuel" in case["input"]:
        options = replace(options, fuels=(case["input"]["boiler_fuel"],))
    return Question(targets_of(case), options)


SPECIAL = {"pub-13": circuits, "pub-14": circuits, "pub-15": oil, "pub-16": oil, "pub-17": oil}


def rates_of(found: ProductionRequirement) -> dict[str, Fraction]:
    rates: dict[str, Fraction] = {}
    for step in found.steps:
        for name, amount in step.process.net().items():
            rates[name] = rates.get(name, Fraction(0)) + amount * step.crafts_per_s
    return rates


def close(value: Fraction, wanted: str | float, tolerance: float) -> bool:
    if not tolerance:
        return value == Fraction(wanted)
    return abs(float(value) - float(Fraction(wanted))) <= tolerance * abs(float(Fraction(wanted)))


def compare_published(case: Case, found: ProductionRequirement) -> list[str]:
    expected = case["expected"]
    tolerance = 0 if case["match"] == "exact" else case.get("rel_tol", 1e-3)
    rates = rates_of(found)
    steps = {step.process.name: step for step in found.steps}
    wanted_rates = {"processing-unit" if name == ONLY_1_1 else name: v for name, v in expected.get("rates", {}).items()}
    checks = [(name, rates.get(name, Fraction(0)), value) for name, value in wanted_rates.items()]
    checks += [(f"raw {name}", found.raw.get(name, Fraction(0)), v) for name, v in expected.get("raw", {}).items()]
    for name, value in expected.get("machines", {}).items():
        step = steps.get(name)
        checks.append((f"machines {name}", step.machines if step and step.machines else Fraction(0), value))
    checks += [(f"busy {name}", found.utilisation[name], v) for name, v in expected.get("utilisation", {}).items()]
    if "power_MW" in expected:
        checks.append(("power", found.power_w, Fraction(str(expected["power_MW"])) * 10**6))
    for machine, value in expected.get("speed_bonus", {}).items():
        bonus = next(
            s.process.setup.speed_bonus
            for s in steps.values()
            if s.process.setup and s.process.setup.machine == machine
        )
        checks.append((f"speed {machine}", bonus, value))
    return [
        f"{name}: {value} = {float(value):.6g}, expected {wanted}"
        for name, value, wanted in checks
        if not close(value, wanted, tolerance)
    ]


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def main() -> None:
    cases = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    tried = [(case, published, compare_published) for case in cases["published"]]
    tried += [(case, computed, compare_computed) for case in (*cases["computed"], *cases["computed_space_age"])]
    good = 0
    for case, ask, compare in tried:
        question, data_set = ask(case)
        data = data_1_1() if case["id"] == "pub-16" else load(data_set)
        start = time.perf_counter()
        try:
            faults = compare(case, requirements(question, data))
        except Exception as error:  # noqa: BLE001 - a table goes on to the next line
            faults = [f"{type(error).__name__}: {error}"]
        spent = (time.perf_counter() - start) * 1000
        good += not faults
        word = "ok" if not faults else "NOTED" if case["id"] in NOTED else "DIFFERS"
        say(f"{case['id']:8} {word:8} {spent:6.1f} ms  {case['description'][:70]}")
        for fault in faults:
            say(f"{'':18}{fault}")
        note = NOTED.get(case["id"], case.get("note"))
        if faults and note:
            say(f"{'':18}note: {note}")
    say(f"{good} of {len(tried)} agree")


if __name__ == "__main__":
    main()
