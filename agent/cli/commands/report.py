"""`agent report`: a bundle for a bug report, without anything that tells who the player is."""

from __future__ import annotations

import getpass
import platform
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from agent.bridge.disk import write_atomically
from agent.cli.check_view import check_data
from agent.cli.frame import Command, common
from agent.cli.places import Chosen, places_options
from agent.cli.screen import screen
from agent.cli.shelf_options import config_option, open_shelf
from agent.contract import Hello
from agent.errors import AgentError, BridgeError
from agent.service import ServiceConfig
from agent.service.logs import LOG_NAME, SecretFilter
from agent.setup.bundle import collect, pack
from agent.setup.doctor import examine, has_clipboard, read_bridge_file
from agent.setup.ledger_view import latest
from agent.setup.redaction import Redactor

if TYPE_CHECKING:
    from agent.cli.screen import Screen
    from agent.setup.folders import Places

_OUTPUT: Final = Path("gpt-assistant-report.zip")
_QUESTIONS: Final = 5000
"""As many as the ledger keeps, and more: all their words and names are to be taken out."""


@click.command("report", cls=Command, help="cli-report-help")
@click.option("--output", type=click.Path(path_type=Path), default=_OUTPUT, metavar="FILE", help="cli-report-output")
@config_option
@places_options
@common
def command(chosen: Chosen, config_dir: Path | None, *, output: Path) -> None:
    """Collect, redact, pack, and say what is inside before anybody sends it."""
    out = screen()
    places = chosen.places()
    ledger = ServiceConfig(bridge=places.bridge, data_dir=places.data).ledger_path
    doctor = [check_data(check, out) for check in examine(places, clipboard=has_clipboard(), served=ledger.is_file())]
    entries = collect(
        places,
        ledger,
        places.data / LOG_NAME,
        doctor=doctor,
        redactor=_redactor(places, ledger, _secrets(out, config_dir, chosen)),
    )
    try:
        write_atomically(output, pack(entries))
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise BridgeError("report-unwritable", path=str(output), reason=reason) from fault
    out.say(out.text("cli-report-written", path=str(output)))
    for entry in entries:
        out.note("cli-report-entry", name=entry.name, bytes=len(entry.data))
    out.note("cli-report-private")
    contents = [{"name": entry.name, "bytes": len(entry.data)} for entry in entries]
    out.data({"path": str(output), "contents": contents})


def _secrets(out: Screen, config_dir: Path | None, chosen: Chosen) -> list[str]:
    """Know the keys; settings that cannot be read must not keep a report from being made."""
    try:
        return open_shelf(out, config_dir, chosen.data_dir).secrets_at_hand()
    except AgentError:
        return []


def _redactor(places: Places, ledger: Path, secrets: list[str]) -> Redactor:
    """Know what to take out; names and words that cannot be read are in no file that goes in either."""
    names = {platform.node()}
    words: set[str] = set()
    with suppress(OSError, KeyError, ImportError):  # an account without a name has none to hide
        names.add(getpass.getuser())
    hello = read_bridge_file(places.bridge / "hello.json", Hello)
    if isinstance(hello, Hello):
        names |= {hello.player.name} if hello.player is not None else set()
        names.add(str(hello.settings.get("gpta-host", "")))
    try:
        rows = latest(ledger, _QUESTIONS)
    except BridgeError:
        rows = ()
    names |= {row.player for row in rows}
    words |= {row.prompt for row in rows}
    return Redactor(SecretFilter(lambda: secrets).hide, home=Path.home(), names=names, words=words)
