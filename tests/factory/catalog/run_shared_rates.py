"""Compare machine capacities with those of another calculator, and print a table of what agrees.

Not collected by pytest: file and strings stay outside the repository.

    uv run python tests/factory/catalog/run_shared_rates.py RATES.json BLUEPRINTS_FOLDER

Each string is derived on the data set of the game that wrote it; strings older than 2.0 with the beacons of 1.1, on
the recipes of 2.0 (those of 1.1 are in no bundled table). What differs for that is tried again with the solid fuel of
1.1, which took 2 s, and shown, but not counted.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent.factory.catalog import Entry, derive
from agent.game.blueprint import decode, leaves, normalise
from agent.game.bundled import load
from agent.game.effects import with_beacons_of_1_1
from agent.game.quality import named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.game.blueprint import Blueprint
    from agent.game.gamedata import GameData

Case = dict[str, Any]
RELATIVE, ABSOLUTE_PER_S = 0.001, 0.0005
GAME_2_0, GAME_2_1 = (2, 0, 0), (2, 1, 0)
PER_MIN = 60


def with_solid_fuel_of_1_1(data: GameData) -> GameData:
    recipes = {
        name: replace(recipe, time_s=Fraction(2)) if name.startswith("solid-fuel-from") else recipe
        for name, recipe in data.recipes.items()
    }
    return replace(data, recipes=recipes)


def data_for(version: tuple[int, int, int]) -> tuple[GameData, tuple[int, int, int]]:
    """Return the data set of the game that wrote a string, and the version its names are wanted in."""
    if version >= GAME_2_1:
        return load("space-age-2.1.20"), GAME_2_1
    data = load("space-age-2.0.77")
    return (data if version >= GAME_2_0 else with_beacons_of_1_1(data)), GAME_2_0


def read(path: Path) -> tuple[Blueprint, GameData]:
    (leaf,) = leaves(decode(path.read_text().strip()))
    version = normalise(leaf.body).version
    data, target = data_for(version)
    return normalise(leaf.body, target=target), data


def spelled(name: str, data: GameData) -> str:
    """Return a name of the cases, ``rare-pipe``, as ours."""
    for quality in data.qualities:
        item = name.removeprefix(f"{quality}-")
        if item != name and item in data.items:
            return named(item, quality)
    return name


def per_s(rates: Mapping[str, Fraction]) -> dict[str, float]:
    return {name: float(rate) / PER_MIN for name, rate in rates.items()}


def close(one: float, other: float) -> bool:
    return abs(one - other) <= max(ABSOLUTE_PER_S, RELATIVE * abs(other))


def differences(entry: Entry, wanted: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Return wanted and found of what is not equal."""
    found = per_s(entry.machine_rates_per_min)
    both = {name: (rate, round(found.get(name, 0), 4)) for name, rate in wanted.items()}
    return {name: pair for name, pair in both.items() if not close(pair[1], pair[0])}


def main(cases: Path, folder: Path) -> int:
    counted = agreed = 0
    for case in json.loads(cases.read_text())["cases"]:
        began = time.perf_counter()
        blueprint, data = read(folder / case["file"])
        version, entry = blueprint.version, derive(blueprint, data)
        took = time.perf_counter() - began
        wanted = {spelled(name, data): rate for name, rate in case["outputs_per_s"].items()}
        off = differences(entry, wanted)
        found = per_s(entry.machine_rates_per_min)
        beyond = {name: round(rate, 4) for name, rate in found.items() if name not in wanted}
        unique = case["solver_result"].endswith("UNIQUE")
        counted += unique
        agreed += unique and not off
        real = {name: round(rate, 3) for name, rate in list(per_s(entry.makes_per_min).items())[:3]}
        verdict = "equal" if not off else f"DIFFERS {off}"
        if off and version < GAME_2_0:
            old = differences(derive(blueprint, with_solid_fuel_of_1_1(data)), wanted)
            verdict += f"; with the solid fuel of 1.1: {old or 'equal'}"
        name = f"{case['file'][:3]} {case['solver_result'][9:]:6}"
        sys.stdout.write(f"{name} {took:5.2f} s {verdict}; beyond {beyond}; real {real}\n")
    sys.stdout.write(f"{agreed} of {counted} unique cases equal\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
