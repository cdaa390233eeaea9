"""`uv run python -m tests.benchmarks [NAME…] [--json]`: measure and show ratios to a peer of the same run."""

from __future__ import annotations

import dataclasses
import json
import os
import platform
import sys
import time
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from tests.benchmarks.catalogue import benchmark, names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.benchmarks.results import Result

MARKS = {None: ("", ""), True: ("kept", "green"), False: ("missed", "red")}
SMALL = 100


@click.command()
@click.argument("chosen", nargs=-1, type=click.Choice(names()), metavar="[NAME]...")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
@click.option("--list", "only_list", is_flag=True, help="Name the benchmarks and what they measure.")
def main(chosen: tuple[str, ...], *, as_json: bool, only_list: bool) -> None:
    """Measure our work beside a peer's in the same run. Ratios below 1 mean that ours took less."""
    if only_list:
        for name in names():
            click.echo(f"{name:<16} {benchmark(name).about}")
        return
    began = time.monotonic()
    found: dict[str, Sequence[Result]] = {}
    for name in chosen or names():
        each = benchmark(name)
        click.echo(f"{name}: {each.about}", err=True)
        found[name] = each.run("full")
    if as_json:
        click.echo(json.dumps(document(found), ensure_ascii=False, indent=1))
        return
    console = Console(width=None if sys.stdout.isatty() else 150)
    console.print(table(found))
    console.print(f"{time.monotonic() - began:.0f} s on {machine()}")


def document(found: dict[str, Sequence[Result]]) -> dict[str, object]:
    """All results as JSON values."""
    return {
        "machine": machine(),
        "results": [
            {"benchmark": name, **dataclasses.asdict(result), "ratio": result.ratio, "reached": result.reached}
            for name, results in found.items()
            for result in results
        ],
    }


def table(found: dict[str, Sequence[Result]]) -> Table:
    """All results, one row each."""
    made = Table("benchmark", "case", "figure", title="Ours beside a peer, in one run")
    for heading in ("ours", "peer", "ratio", "aim"):
        made.add_column(heading, justify="right")
    made.add_column("")
    made.add_column("the peer")
    for name, results in found.items():
        for at, result in enumerate(results):
            word, style = MARKS[result.reached]
            made.add_row(
                name if at == 0 else "",
                result.case,
                result.figure,
                f"{number(result.ours)} {result.unit}",
                number(result.baseline),
                f"{result.ratio:.2f}",
                "" if result.aim is None else f"≤ {result.aim:g}",
                f"[{style}]{word}[/]" if word else "",
                result.peer,
            )
        made.add_section()
    return made


def number(value: float) -> str:
    """Three digits or whole."""
    return f"{value:,.0f}" if value >= SMALL else f"{value:.3g}"


def machine() -> str:
    """What it ran on, as far as it says something about the figures."""
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} CPUs"


if __name__ == "__main__":
    main()
