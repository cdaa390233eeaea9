"""A sign of life while something takes seconds: what is being done, and for how long already."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.cli.screen import Screen


@contextmanager
def waiting(out: Screen, key: str, **args: str | float) -> Iterator[None]:
    """Show a line with the elapsed time on the terminal until the work is done; nothing where no person looks.

    ``key`` and ``args`` are the catalogue's words for it. The line stands on the error stream and leaves no trace.
    """
    console = out.console(error=True)
    if out.as_json or out.quiet or not console.is_terminal:
        yield
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - slow to load

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        bar.add_task(out.text(key, **args), total=None)
        yield
