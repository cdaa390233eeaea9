"""A sign of life while something takes seconds: what is being done, how far it is, and for how long already."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from agent.factory.stages import UNHEARD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.cli.screen import Screen
    from agent.factory.stages import Stage, Tell


@contextmanager
def waiting(out: Screen, key: str, **args: str | float) -> Iterator[Tell]:
    """Show a line with the elapsed time on the terminal until the work is done; nothing where no person looks.

    ``key`` and ``args`` are the catalogue's words for it. The line stands on the error stream and leaves no trace. Work
    that tells its stages to what this yields has them shown in it, with their count.
    """
    console = out.console(error=True)
    if out.as_json or out.quiet or not console.is_terminal:
        yield UNHEARD
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - slow to load

    said = out.text(key, **args)
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(said, total=None)

        def tell(stage: Stage, done: int, total: int) -> None:
            counted = out.text(f"waiting-stage-{stage.value}", done=done, total=total)
            bar.update(task, description=f"{said} {counted}")

        yield tell
