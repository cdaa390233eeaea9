"""What `agent run` and `agent host` have in common: the engine that answers, and the service around it."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Any

import click

from agent.cli.asking import Asking, somebody_is_there
from agent.cli.shelf_options import model_option
from agent.errors import UsageError
from agent.service import Service, ServiceConfig, Standing
from agent.service.config import INTERVAL_S

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.bridge.doors import Console
    from agent.cli.screen import Screen
    from agent.service import Listener
    from agent.setup.engine import Engines
    from agent.setup.folders import Places


def serving_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--poll``, ``--interval``, ``--model`` and ``--config-dir``."""
    poll = click.option("--poll", is_flag=True, help="cli-run-option-poll")
    seconds = click.FloatRange(min=0, max=86_400)
    interval = click.option(
        "--interval", type=seconds, default=INTERVAL_S, metavar="SECONDS", help="cli-run-option-interval"
    )
    return poll(interval(model_option(function)))


def service_config(places: Places, engines: Engines, *, poll: bool, interval_s: float) -> ServiceConfig:
    """Say where to serve and how; the bridge folder is made where there is no game."""
    language = engines.shelf.settings.language
    if places.evidence == "own":
        places.bridge.mkdir(parents=True, exist_ok=True)
    return ServiceConfig(
        bridge=places.bridge,
        data_dir=places.data,
        mods=places.mods,
        language=None if language == "auto" else language,
        watch="poll" if poll else "auto",
        interval_s=interval_s,
        rehearses=True,
    )


def make_service(
    config: ServiceConfig, engines: Engines, listen: Listener, *, console: Console | None = None
) -> Service:
    """Return the service, not started yet."""

    def standing() -> Standing:
        left = engines.remaining()
        if left is None:
            return Standing(engines.current().name)
        return Standing(engines.current().name, left.messages, left.resets_at)

    return Service(config, engines, standing=standing, choose=engines.choose, listen=listen, console=console)


def let_break_interrupt() -> None:
    """On Windows a process of its own group gets Ctrl-Break where another gets Ctrl-C; both end the same way."""
    number = getattr(signal, "SIGBREAK", None)
    if number is not None:
        signal.signal(number, lambda *_: signal.raise_signal(signal.SIGINT))


def ask_for_key(engines: Engines, out: Screen) -> None:
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
