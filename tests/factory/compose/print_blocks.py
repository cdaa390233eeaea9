"""Composes some blocks and prints them as JSON: a process of its own for `test_same_bytes`.

python -m tests.factory.compose.print_blocks
"""

from __future__ import annotations

import json
import sys
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.factory.compose import Limits, compose
from agent.factory.compose.document import document
from agent.factory.compose.kit import kit_for
from agent.factory.compose.picture import picture
from agent.factory.compose.real import real_module
from agent.factory.compose.shelf import Shelf
from agent.factory.compose.wanted import read_wanted
from agent.factory.requirements import Options, Question, Target, requirements
from agent.factory.requirements.document import document as plan_document
from agent.factory.verify import verify
from agent.game.bundled import load
from tests.factory.compose import own

if TYPE_CHECKING:
    from agent.factory.compose import Block
    from agent.factory.compose.composer import Algorithm
    from agent.game.gamedata import GameData

PLATES = frozenset({"iron-plate", "copper-plate"})
BLOCKS: tuple[tuple[str, int, Algorithm, frozenset[str]], ...] = (
    ("electronic-circuit", 90, "greedy", PLATES),
    ("battery", 16, "greedy", PLATES),
    ("logistic-science-pack", 30, "greedy", PLATES),
    ("military-science-pack", 16, "greedy", PLATES | {"steel-plate", "stone-brick", "coal"}),
    ("automation-science-pack", 45, "optimal", PLATES),
)


def main() -> None:
    """Print one line a block: its JSON with its string, its picture, and what the judge says of the optimal one."""
    data = load("base-2.0.77")
    for item, per_min, algorithm, supplied in BLOCKS:
        plan = requirements(Question((Target(item, Fraction(per_min, 60)),), Options(supplied=supplied)), data)
        wanted = read_wanted(json.dumps(plan_document(plan)))
        block = compose(wanted, data, item, Limits(algorithm=algorithm))
        verdict = verify(block.blueprint, data, block.expectation) if algorithm == "optimal" else None
        lines = [document(block, data, verdict), picture(block)]
        sys.stdout.write(json.dumps(lines, ensure_ascii=False) + "\n")
    sys.stdout.write(json.dumps(document(_of_the_catalogue(data), data, unproven=True), ensure_ascii=False) + "\n")


def _of_the_catalogue(data: GameData) -> Block:
    """Compose with blueprints of a player, poles put in, and roboports."""
    plan = requirements(Question((Target("electronic-circuit", Fraction(3, 2)),), Options(supplied=PLATES)), data)
    wanted = read_wanted(json.dumps(plan_document(plan)))
    reals = [real for drawn in (own.circuits(), own.cables()) if (real := real_module(drawn, data)) is not None]
    shelf = Shelf(kit_for(data, None), tuple(reals))
    return compose(wanted, data, "of the catalogue", Limits(roboports=True), shelf)


if __name__ == "__main__":
    main()
