"""`agent run`, and `agent` alone: serve until Ctrl-C."""

from __future__ import annotations

import logging
import signal
from typing import TYPE_CHECKING

import click
from rich.live import Live

from agent.cli.asking import Asking, somebody_is_there
from agent.cli.frame import Command, common
from agent.cli.left_words import engine_words
from agent.cli.live import LiveStatus, listener
from agent.cli.places import Chosen, places_options
from agent.cli.screen import screen
from agent.cli.shelf_options import model_option, open_shelf
from agent.errors import UsageError
from agent.service import Service, ServiceConfig, Standing, open_log, run_until_signalled
from agent.service.config import INTERVAL_S
from agent.setup.engine import Engines

if TYPE_CHECKING:
    from pathlib import Path

    from agent.cli.screen import Screen
    from agent.service import Listener
    from agent.setup.folders import Places


@click.command("run", cls=Command, help="cli-run-help")
@places_options
@click.option("--poll", is_flag=True, help="cli-run-option-poll")
@click.option(
    "--interval",
    type=click.FloatRange(min=0, max=86_400),
    default=INTERVAL_S,
    metavar="SECONDS",
    help="cli-run-option-interval",
)
@model_option
@common
def command(chosen: Chosen, config_dir: Path | None, *, poll: bool, interval: float, model: str | None) -> None:
    """Serve, showing what happens."""
    out = screen()
    places = chosen.places()
    shelf = open_shelf(out, config_dir, chosen.data_dir)
    _let_break_interrupt()
    handler = open_log(places.data, secrets=shelf.chest.known)
    try:
        engines = Engines(shelf, model, places.data)
        _ask_for_key(engines, out)
        _serve(places, engines, out, poll=poll, interval_s=interval)
    finally:
        logging.getLogger("agent").removeHandler(handler)
        handler.close()


def _serve(places: Places, engines: Engines, out: Screen, *, poll: bool, interval_s: float) -> None:
    language = engines.shelf.settings.language
    config = ServiceConfig(
        bridge=places.bridge,
        data_dir=places.data,
        mods=places.mods,
        language=None if language == "auto" else language,
        watch="poll" if poll else "auto",
        interval_s=interval_s,
        rehearses=True,
    )
    if places.evidence == "own":
        places.bridge.mkdir(parents=True, exist_ok=True)
    console = out.console()
    if out.as_json or out.quiet or not console.is_terminal:
        out.note("cli-run-serving", folder=str(places.bridge), evidence=out.text(f"evidence-{places.evidence}"))
        run_until_signalled(_service(config, engines, listener(out)))
        out.note("cli-run-ended")
        return
    with Live(console=console, auto_refresh=False) as live:
        status = LiveStatus(out, live, folder=str(places.bridge), engine=lambda: engine_words(engines, out))
        status.draw()
        run_until_signalled(_service(config, engines, status.hear))
    out.note("cli-run-ended")


def _let_break_interrupt() -> None:
    """On Windows a process of its own group gets Ctrl-Break where another gets Ctrl-C; both end the same way."""
    number = getattr(signal, "SIGBREAK", None)
    if number is not None:
        signal.signal(number, lambda *_: signal.raise_signal(signal.SIGINT))


def _ask_for_key(engines: Engines, out: Screen) -> None:
    """Say what keeps the chosen model from answering; a key that nobody kept can be typed for this run.

    Raises:
        UsageError: The model is not known or not agreed to: what was asked for cannot be meant.
    """
    trouble = engines.current().trouble
    if isinstance(trouble, UsageError):
        raise trouble
    wanting = trouble or engines.current().keyless
    asking = Asking(out, somebody_is_there() and not out.as_json and not out.quiet)
    if wanting is not None and wanting.code == "model-key-missing" and asking.interactive:
        name = str(wanting.params["model"])
        typed = asking.secret("cli-run-key", "--key-stdin", profile=name)
        if typed is not None:
            engines.shelf.chest.keep_for_run(name, typed)
            engines.choose_again()
            trouble = engines.current().trouble
    engines.shelf.chest.ask_passphrase = None  # whoever sits there now watches, and is not to be asked in between
    if trouble is not None:
        sentence, step = out.catalogue.error(trouble)
        console = out.console(error=True)
        console.print(out.text("cli-run-model-not-ready", reason=f"{sentence} {step}"), style="yellow", soft_wrap=True)


def _service(config: ServiceConfig, engines: Engines, listen: Listener) -> Service:
    def standing() -> Standing:
        left = engines.remaining()
        if left is None:
            return Standing(engines.current().name)
        return Standing(engines.current().name, left.messages, left.resets_at)

    return Service(config, engines, standing=standing, choose=engines.choose, listen=listen)
