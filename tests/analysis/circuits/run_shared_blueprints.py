"""Decode and try out every combinator of a folder of blueprint strings, and print what was found.

Not collected by pytest: the strings stay outside the repository. Ends with 1 if one combinator was not decoded.

    uv run python tests/analysis/circuits/run_shared_blueprints.py FOLDER
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from agent.analysis.circuits import circuit_analysis, circuit_of_blueprint, find_loops
from agent.analysis.wording import sentence
from agent.errors import AgentError
from agent.game import bundled
from agent.game.blueprint import decode, leaves, normalise
from agent.i18n import LANGUAGES, catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.game.blueprint import Blueprint


def blueprints(path: Path) -> Iterator[Blueprint]:
    """Yield the blueprints of a file; planners and what cannot be read are left out."""
    for leaf in leaves(decode(path.read_text("utf-8").strip())):
        try:
            yield normalise(leaf.body, path=leaf.path)
        except AgentError:
            continue


def main(folder: Path) -> int:
    """Print one line for each blueprint with combinators, and the sums."""
    data = bundled.load("space-age-2.1.20")
    kinds: Counter[str] = Counter()
    loops: Counter[str] = Counter()
    lost = 0
    for path in sorted(folder.glob("*.txt")):
        for blueprint in blueprints(path):
            circuit = circuit_of_blueprint(blueprint, data)
            combinators = [node for node in circuit.nodes if node.kind != "other"]
            if not combinators:
                continue
            found = find_loops(circuit)
            analysis = circuit_analysis(circuit, data.label)
            for finding in (*analysis.findings, *analysis.facts):
                for language in LANGUAGES:
                    sentence(finding, catalogue(language))
            missing = sum(node.control is None for node in combinators)
            lost += missing
            kinds.update(node.kind for node in combinators)
            loops.update(loop.kind for loop in found)
            here = Counter(loop.kind for loop in found)
            sys.stdout.write(f"{path.stem} {blueprint.path}: {len(combinators)} combinators, {dict(here)}\n")
    sys.stdout.write(f"{dict(kinds)}; {dict(loops)}; not decoded: {lost}\n")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
