"""`agent completion`: the script that teaches a shell the commands and options."""

from __future__ import annotations

from typing import Final

import click
from click.shell_completion import get_completion_class

from agent.cli.frame import Command, spoken

_SHELLS: Final = ("bash", "zsh", "fish")
_PROGRAM: Final = "agent"
_VARIABLE: Final = "_AGENT_COMPLETE"


@click.command("completion", cls=Command, help="cli-completion-help")
@click.argument("shell", type=click.Choice(_SHELLS), help="cli-completion-shell")
@spoken
def command(shell: str) -> None:
    """Print the script; it asks `agent` itself, so it never grows old."""
    generator = get_completion_class(shell)
    assert generator is not None  # noqa: S101 - the three shells are click's own
    root = click.get_current_context().find_root().command
    click.echo(generator(root, {}, _PROGRAM, _VARIABLE).source())
