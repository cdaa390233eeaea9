"""`agent doctor`: what is wrong between the game and the agent, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from agent.cli.check_view import check_data, say_checks
from agent.cli.frame import Command, common
from agent.cli.places import Chosen, places_options
from agent.cli.screen import screen
from agent.cli.shelf_options import config_option, open_shelf
from agent.errors import AgentError, BridgeError
from agent.service import ServiceConfig
from agent.setup.check import Check, State
from agent.setup.doctor import examine, has_clipboard
from agent.setup.ledger_view import reload_lengths_s
from agent.setup.model_checks import examine_models

if TYPE_CHECKING:
    from pathlib import Path

    from agent.cli.screen import Screen


@click.command("doctor", cls=Command, help="cli-doctor-help")
@config_option
@places_options
@common
def command(chosen: Chosen, config_dir: Path | None) -> None:
    """Look at everything a round trip needs; fail when something keeps answers from coming."""
    out = screen()
    places = chosen.places()
    ledger = ServiceConfig(bridge=places.bridge, data_dir=places.data).ledger_path
    checks = examine(places, clipboard=has_clipboard(), served=ledger.is_file(), reloads_s=_reloads_s(ledger))
    checks += _model_checks(out, config_dir, chosen.data_dir)
    say_checks(checks, out)
    wrong = sum(check.holds_up for check in checks)
    out.say(out.text("doctor-not-fine", count=wrong) if wrong else out.text("doctor-all-fine"), style="bold")
    out.data({"fine": not wrong, "checks": [check_data(check, out) for check in checks]})
    if wrong:
        click.get_current_context().exit(BridgeError.exit_code)


def _model_checks(out: Screen, config_dir: Path | None, data_dir: Path | None) -> tuple[Check, ...]:
    """Look at the model; settings that cannot be meant are a finding like any other."""
    try:
        return examine_models(open_shelf(out, config_dir, data_dir))
    except AgentError as error:
        return (Check("settings", State.WRONG, error=error),)


def _reloads_s(ledger: Path) -> tuple[float, ...]:
    """Read what was measured; a damaged ledger is the serving agent's to mend and no reason to stop here."""
    try:
        return reload_lengths_s(ledger)
    except BridgeError:
        return ()
