"""`agent run`, and `agent` alone: serve until Ctrl-C."""

from __future__ import annotations

import logging
import signal
from typing import TYPE_CHECKING, Final

import click
from rich.live import Live

from agent.assistant.pipeline import Assistant
from agent.cli.frame import Command, common
from agent.cli.live import LiveStatus, listener
from agent.cli.places import Chosen, places_options
from agent.cli.screen import screen
from agent.errors import UsageError
from agent.models import EmbeddedModel
from agent.service import Service, ServiceConfig, Standing, open_log, run_until_signalled

if TYPE_CHECKING:
    from agent.cli.screen import Screen
    from agent.service import Listener
    from agent.setup.folders import Places

_EMBEDDED: Final = "embedded"


@click.command("run", cls=Command, help="cli-run-help")
@places_options
@click.option("--poll", is_flag=True, help="cli-run-option-poll")
@click.option("--model", default=_EMBEDDED, metavar="NAME", help="cli-run-option-model")
@common
def command(chosen: Chosen, *, poll: bool, model: str) -> None:
    """Serve, showing what happens."""
    out = screen()
    if model != _EMBEDDED:
        raise UsageError("model-not-served", model=model, served=_EMBEDDED)
    places = chosen.places()
    _let_break_interrupt()
    handler = open_log(places.data)
    try:
        _serve(places, out, poll=poll)
    finally:
        logging.getLogger("agent").removeHandler(handler)
        handler.close()


def _serve(places: Places, out: Screen, *, poll: bool) -> None:
    config = ServiceConfig(
        bridge=places.bridge, data_dir=places.data, mods=places.mods, watch="poll" if poll else "auto"
    )
    if places.evidence == "own":
        places.bridge.mkdir(parents=True, exist_ok=True)
    console = out.console()
    if out.as_json or out.quiet or not console.is_terminal:
        out.note("cli-run-serving", folder=str(places.bridge), evidence=out.text(f"evidence-{places.evidence}"))
        run_until_signalled(_service(config, listener(out)))
        out.note("cli-run-ended")
        return
    with Live(console=console, auto_refresh=False) as live:
        status = LiveStatus(out, live, folder=str(places.bridge), engine=EmbeddedModel().name)
        status.draw()
        run_until_signalled(_service(config, status.hear))
    out.note("cli-run-ended")


def _let_break_interrupt() -> None:
    """On Windows a process of its own group gets Ctrl-Break where another gets Ctrl-C; both end the same way."""
    number = getattr(signal, "SIGBREAK", None)
    if number is not None:
        signal.signal(number, lambda *_: signal.raise_signal(signal.SIGINT))


def _service(config: ServiceConfig, listen: Listener) -> Service:
    model = EmbeddedModel()
    return Service(config, Assistant(model), standing=lambda: Standing(model.name), listen=listen)
