"""Compose the seven science packs at two rates by both algorithms and print what the judge says of each.

    python -m tests.factory.compose.run_packs [PACK…] [--rates 45 90] [--algorithms greedy optimal] [--png FOLDER]

From iron and copper plates, stone, coal, water and crude oil at the edge, base game; the space pack from satellites,
too. Seconds are of the processor: ``made`` is placement and routing, ``judged`` the verification.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from agent.errors import AgentError
from agent.factory.compose import Limits, compose
from agent.factory.compose.wanted import read_wanted
from agent.factory.draw import png, scene
from agent.factory.requirements import Options, Question, Target, requirements
from agent.factory.requirements.document import document
from agent.factory.verify import verify
from agent.game.bundled import load

if TYPE_CHECKING:
    from agent.factory.compose import Block
    from agent.factory.compose.composer import Algorithm
    from agent.factory.verify import Verdict
    from agent.game.gamedata import GameData

PACKS = tuple(
    f"{name}-science-pack"
    for name in ("automation", "logistic", "chemical", "military", "production", "utility", "space")
)
RATES = 45, 90
ALGORITHMS: tuple[Algorithm, ...] = ("greedy", "optimal")
SUPPLIED = frozenset({"iron-plate", "copper-plate", "satellite"})
MOST_TICKS = 60 * 60 * 60
UNFED = frozenset({"not-fed", "no-fuel", "fluid-not-fed", "machine-starved", "machine-no-fuel"})
UNPOWERED = frozenset({"no-pole", "pole-cut-off"})


@dataclass(frozen=True, slots=True)
class Row:
    """What came of one order; parts are of all, 1 is all of them."""

    block: Block
    verdict: Verdict
    joined: Fraction
    fed: Fraction
    powered: Fraction
    simulated_per_min: float
    bound_per_min: float
    made_s: float
    judged_s: float

    @property
    def good(self) -> bool:
        """Tell whether all that is asked of a block is so: every connection, machine and pole, and the alignment."""
        block = self.block
        return (
            self.verdict.sound
            and self.joined == self.fed == self.powered == 1
            and (block.alignment >= Fraction(95, 100) or block.alignment == block.bound)
        )


def order(item: str, per_min: int, algorithm: Algorithm, data: GameData) -> Row:
    """Compose and judge one order.

    Raises:
        AgentError: It was refused.
    """
    question = Question((Target(item, Fraction(per_min, 60)),), Options(supplied=SUPPLIED))
    wanted = read_wanted(json.dumps(document(requirements(question, data))))
    began = time.process_time()
    block = compose(wanted, data, item, Limits(algorithm=algorithm))
    made = time.process_time()
    verdict = verify(block.blueprint, data, block.expectation, MOST_TICKS)
    judged = time.process_time()
    rate = next(one for one in verdict.rates if one.item == item)
    ports = {(module.number, port.item) for module in block.modules for port in module.ports if port.flow == "in"}
    joined = {(one.taker, one.item) for one in block.connections}
    return Row(
        block,
        verdict,
        Fraction(len(ports & joined), len(ports)),
        _without(verdict, UNFED),
        _without(verdict, UNPOWERED),
        rate.simulated_per_min,
        rate.bound_per_min,
        made - began,
        judged - made,
    )


def _without(verdict: Verdict, codes: frozenset[str]) -> Fraction:
    """Return the part of the machines at which the judge found none of some faults."""
    places = {fault.position for fault in verdict.errors if fault.code in codes}
    return Fraction(sum(work.position not in places for work in verdict.machines), len(verdict.machines))


def main() -> int:
    """Print the table; the exit code is the number of orders that fell short."""
    parser = argparse.ArgumentParser()
    parser.add_argument("items", nargs="*", default=list(PACKS))
    parser.add_argument("--rates", type=int, nargs="*", default=RATES)
    parser.add_argument("--algorithms", nargs="*", choices=ALGORITHMS, default=ALGORITHMS)
    parser.add_argument("--data-set", default="base-2.0.77")
    parser.add_argument("--png", type=Path)
    asked = parser.parse_args()
    data = load(asked.data_set)
    _print(
        f"{'pack':10} {'rate':>4} {'algorithm':9} {'size':>8} {'joined':>6} {'fed':>5} {'power':>5} {'aligned':>7}"
        f" {'bound':>6} {'made s':>6} {'judged s':>8} {'sound':5} {'simulated':>9} {'at most':>8} {'game min':>8}"
    )
    failed = 0
    for item in asked.items:
        for per_min in asked.rates:
            for algorithm in asked.algorithms:
                failed += not _line(item, per_min, algorithm, data, asked.png)
    _print(f"{failed} fell short")
    return failed


def _line(item: str, per_min: int, algorithm: Algorithm, data: GameData, folder: Path | None) -> bool:
    name = item.removesuffix("-science-pack")
    try:
        row = order(item, per_min, algorithm, data)
    except AgentError as error:
        _print(f"{name:10} {per_min:4} {algorithm:9} refused: {error}")
        return False
    block = row.block
    if folder is not None:
        (folder / f"{item}-{per_min}-{algorithm}.png").write_bytes(png(scene(block.blueprint, data)))
    aligned = f"{sum(one.aligned for one in block.inner)}/{len(block.inner)}"
    _print(
        f"{name:10} {per_min:4} {algorithm:9} {block.box[2]:4}x{block.box[3]:<3} {float(row.joined):6.0%}"
        f" {float(row.fed):5.0%} {float(row.powered):5.0%} {aligned:>7} {float(block.bound or 0):6.1%}"
        f" {row.made_s:6.1f} {row.judged_s:8.1f} {row.verdict.sound!s:5} {row.simulated_per_min:9.2f}"
        f" {row.bound_per_min:8.2f} {row.verdict.seconds / 60:8.1f}"
    )
    return row.good


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
