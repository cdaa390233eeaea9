"""`agent doctor`: what is wrong between the game and the agent, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from agent.cli.check_view import check_data, check_words
from agent.cli.frame import Command, common
from agent.cli.places import Chosen, places_options
from agent.cli.screen import screen
from agent.errors import BridgeError
from agent.service import ServiceConfig
from agent.setup.doctor import State, examine, has_clipboard
from agent.setup.ledger_view import reload_lengths_s

if TYPE_CHECKING:
    from pathlib import Path

_SIGNS: Final = {State.FINE: "✓", State.NOTE: "•", State.WAITING: "…", State.WRONG: "✗"}
_STYLES: Final = {State.FINE: "green", State.NOTE: "", State.WAITING: "yellow", State.WRONG: "red"}


@click.command("doctor", cls=Command, help="cli-doctor-help")
@places_options
@common
def command(chosen: Chosen) -> None:
    """Look at everything a round trip needs; fail when something keeps answers from coming."""
    out = screen()
    places = chosen.places()
    ledger = ServiceConfig(bridge=places.bridge, data_dir=places.data).ledger_path
    checks = examine(places, clipboard=has_clipboard(), reloads_s=_reloads_s(ledger))
    for check in checks:
        if out.quiet and not check.holds_up:
            continue
        text, step = check_words(check, out)
        out.say(f"{_SIGNS[check.state]} {text}", style=_STYLES[check.state])
        if step:
            out.say(f"  → {step}")
    wrong = sum(check.holds_up for check in checks)
    out.say(out.text("doctor-not-fine", count=wrong) if wrong else out.text("doctor-all-fine"), style="bold")
    out.data({"fine": not wrong, "checks": [check_data(check, out) for check in checks]})
    if wrong:
        click.get_current_context().exit(BridgeError.exit_code)


def _reloads_s(ledger: Path) -> tuple[float, ...]:
    """Read what was measured; a damaged ledger is the serving agent's to mend and no reason to stop here."""
    try:
        return reload_lengths_s(ledger)
    except BridgeError:
        return ()
