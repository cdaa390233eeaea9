"""The console of `rich`, for streams that nobody may read to their end."""

from __future__ import annotations

from rich.console import Console


class PipedConsole(Console):
    """A console that says when its reader has gone (`| head`) instead of ending the process itself."""

    def on_broken_pipe(self) -> None:
        """Let whoever runs the command end it: what was read was all that was wanted, so that is no failure.

        Raises:
            BrokenPipeError: Always.
        """
        raise BrokenPipeError
