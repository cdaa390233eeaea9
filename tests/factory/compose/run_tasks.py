"""Compose the 24 classic throughput tasks and print what came of each.

    python tests/factory/compose/run_tasks.py [ITEM…] [--rate N] [--supply ITEM…] [--png FOLDER] [--faults]

Sixteen a minute (fluids 250) from ores, coal, stone, water and crude oil at the edge, base game.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from fractions import Fraction
from pathlib import Path

from agent.errors import AgentError
from agent.factory.compose import Limits, compose
from agent.factory.compose.picture import drawn, signs
from agent.factory.compose.wanted import read_wanted
from agent.factory.draw import png, scene
from agent.factory.requirements import Options, Question, Target, requirements
from agent.factory.requirements.document import document
from agent.factory.verify import verify
from agent.game.bundled import load

SOLID_PER_MIN, FLUID_PER_MIN = 16, 250
TASKS = (
    "advanced-circuit", "electronic-circuit", "processing-unit", "automation-science-pack", "logistic-science-pack",
    "chemical-science-pack", "military-science-pack", "production-science-pack", "utility-science-pack", "battery",
    "engine-unit", "inserter", "iron-gear-wheel", "low-density-structure", "iron-plate", "steel-plate", "plastic-bar",
    "petroleum-gas", "sulfuric-acid", "sulfur", "piercing-rounds-magazine", "stone-wall", "iron-ore", "crude-oil",
)  # fmt: skip


def main() -> int:
    """Run the tasks asked for, all if none is; the exit code is the number of failures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("items", nargs="*", default=list(TASKS))
    parser.add_argument("--rate", type=int, default=SOLID_PER_MIN)
    parser.add_argument("--supply", nargs="*", default=[])
    parser.add_argument("--data-set", default="base-2.0.77")
    parser.add_argument("--algorithm", choices=("greedy", "optimal"), default="greedy")
    parser.add_argument("--png", type=Path)
    parser.add_argument("--faults", action="store_true")
    parser.add_argument("--no-verify", action="store_true")
    asked = parser.parse_args()
    failed = 0
    _print(f"{'item':26} {'size':>9} {'mods':>4} {'sound':5} {'rate':>7} {'made s':>6} {'judged s':>8} {'aligned':>9}")
    for item in asked.items:
        failed += not _task(item, asked)
    _print(f"{len(asked.items) - failed} of {len(asked.items)}")
    return failed


def _task(item: str, asked: argparse.Namespace) -> bool:
    data = load(asked.data_set)
    rate = FLUID_PER_MIN if item in data.fluids else asked.rate
    question = Question((Target(item, Fraction(rate, 60)),), Options(supplied=frozenset(asked.supply)))
    wanted = read_wanted(json.dumps(document(requirements(question, data))))
    began = time.perf_counter()
    try:
        block = compose(wanted, data, item, Limits(algorithm=asked.algorithm))
    except AgentError as error:
        _print(f"{item:26} refused: {error}")
        return False
    made = time.perf_counter() - began
    if asked.png:
        (asked.png / f"{item}.png").write_bytes(png(scene(drawn(block), data), signs(block)))
    size = f"{block.box[2]}x{block.box[3]}"
    aligned = f"{sum(one.aligned for one in block.inner)}/{len(block.inner)} ({float(block.bound or 0):.2f})"
    if asked.no_verify:
        _print(f"{item:26} {size:>9} {len(block.modules):4} {'':5} {'':7} {made:6.2f} {'':8} {aligned:>9}")
        return True
    began = time.perf_counter()
    verdict = verify(block.blueprint, data, block.expectation, 60 * 60 * 60)
    judged = time.perf_counter() - began
    seen = next(one for one in verdict.rates if one.item == item)
    share = seen.simulated_per_min / rate
    _print(
        f"{item:26} {size:>9} {len(block.modules):4} {verdict.sound!s:5} {share:7.1%} {made:6.2f} {judged:8.1f}"
        f" {aligned:>9} {verdict.seconds / 60:5.1f} min",
    )
    if asked.faults:
        for fault in verdict.faults:
            _print(f"    {fault.severity} {fault.code} {fault.position} {dict(fault.args)}")
    return verdict.sound and share >= 0.99


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
