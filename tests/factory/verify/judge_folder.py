"""`uv run python -m tests.factory.verify.judge_folder FOLDER [--pictures DIR]`: judge every blueprint of a folder.

For blueprints of players, which are not part of the project: one line each with entities, seconds it took, seconds of
game time, and how often each fault was told; in the end what crashed, what was called unsound, and the slowest.
"""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import click

from agent.errors import AgentError
from agent.factory.draw import marks, png, scene
from agent.factory.verify import Verdict, verify
from agent.game import bundled
from agent.game.blueprint import Blueprint, decode, leaves, normalise

DATA = bundled.load("space-age-2.1.20")


def blueprints(folder: Path) -> list[tuple[str, Blueprint]]:
    """Return every blueprint with entities, those of books one by one."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        for leaf in leaves(decode(path.read_text("utf-8").strip())):
            if leaf.kind == "blueprint":
                blueprint = normalise(leaf.body)
                if blueprint.entities:
                    found.append((f"{path.stem[:30]} {leaf.path}", blueprint))
    return found


def told(verdict: Verdict) -> str:
    """Return how often each fault was told, errors before warnings."""
    errors = Counter(fault.code for fault in verdict.errors)
    warnings = Counter(fault.code for fault in verdict.warnings)
    return f"errors {dict(errors)} warnings {dict(warnings)}"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.option("--pictures", type=click.Path(path_type=Path), help="Draw what is called unsound here.")
@click.option("--seconds", type=int, default=600, help="Most seconds of game time.")
def main(folder: Path, pictures: Path | None, seconds: int) -> None:
    """Judge all."""
    crashed, unsound, total = [], [], 0
    slowest = (0.0, "")
    for name, blueprint in blueprints(folder):
        total += 1
        began = time.perf_counter()
        try:
            verdict = verify(blueprint, DATA, max_ticks=seconds * 60)
        except AgentError as error:
            crashed.append(name)
            click.echo(f"{name}: {error.code}")
            continue
        took = time.perf_counter() - began
        slowest = max(slowest, (took, name))
        click.echo(f"{name}: {len(blueprint.entities)} in {took:.2f} s, {verdict.seconds:.0f} s; {told(verdict)}")
        if not verdict.sound:
            unsound.append(name)
            if pictures is not None:
                path = pictures / f"{name.replace(' ', '-').replace('/', '-')}.png"
                path.write_bytes(png(scene(blueprint, DATA), marks(verdict)))
    click.echo(f"{total} blueprints, refused {len(crashed)}, unsound {len(unsound)}, slowest {slowest}")


if __name__ == "__main__":
    main()
