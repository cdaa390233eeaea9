"""The `agent` command: `agent` alone serves; every other command stands in its own file."""

from __future__ import annotations

import logging

import click

from agent import __version__
from agent.cli.frame import Root, common

# What is logged goes into the log file of `agent run`; without one Python would print it between the player's lines.
logging.getLogger("agent").addHandler(logging.NullHandler())


@click.command(cls=Root, help="cli-help", context_settings={"max_content_width": 110})
@click.version_option(__version__, prog_name="agent", help="cli-option-version")
@common
def cli() -> None:
    """Hold the commands together; the commands do the work."""


def main() -> None:
    """Start the command line."""
    cli.main(prog_name="agent")
