"""`agent run`, and `agent` alone: serve until Ctrl-C."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import click
from rich.live import Live

from agent.cli.frame import Command, common
from agent.cli.left_words import engine_words
from agent.cli.live import LiveStatus, listener
from agent.cli.places import Chosen, places_options
from agent.cli.screen import screen
from agent.cli.serving import ask_for_key, let_break_interrupt, make_service, service_config, serving_options
from agent.cli.shelf_options import open_shelf
from agent.service import open_log, run_until_signalled
from agent.setup.engine import Engines

if TYPE_CHECKING:
    from pathlib import Path

    from agent.cli.screen import Screen
    from agent.setup.folders import Places


@click.command("run", cls=Command, help="cli-run-help")
@places_options
@serving_options
@common
def command(chosen: Chosen, config_dir: Path | None, *, poll: bool, interval: float, model: str | None) -> None:
    """Serve, showing what happens."""
    out = screen()
    places = chosen.places()
    shelf = open_shelf(out, config_dir, chosen.data_dir)
    let_break_interrupt()
    handler = open_log(places.data, secrets=shelf.chest.known)
    try:
        engines = Engines(shelf, model, places.data)
        ask_for_key(engines, out)
        _serve(places, engines, out, poll=poll, interval_s=interval)
    finally:
        logging.getLogger("agent").removeHandler(handler)
        handler.close()


def _serve(places: Places, engines: Engines, out: Screen, *, poll: bool, interval_s: float) -> None:
    config = service_config(places, engines, poll=poll, interval_s=interval_s)
    console = out.console()
    if out.as_json or out.quiet or not console.is_terminal:
        out.note("cli-run-serving", folder=str(places.bridge), evidence=out.text(f"evidence-{places.evidence}"))
        run_until_signalled(make_service(config, engines, listener(out)))
        out.note("cli-run-ended")
        return
    with Live(console=console, auto_refresh=False) as live:
        status = LiveStatus(out, live, folder=str(places.bridge), engine=lambda: engine_words(engines, out))
        status.draw()
        run_until_signalled(make_service(config, engines, status.hear))
    out.note("cli-run-ended")
