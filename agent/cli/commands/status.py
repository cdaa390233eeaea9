"""`agent status`: the door, the engine, the queue and the last questions of a bridge folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from agent.bridge.lock import FolderLock
from agent.cli.frame import Command, common
from agent.cli.places import Chosen, places_options
from agent.cli.screen import one_line, screen
from agent.contract import Hello, Status
from agent.service import ServiceConfig
from agent.setup.doctor import read_bridge_file
from agent.setup.ledger_view import LedgerRow, counts, latest

if TYPE_CHECKING:
    from agent.cli.screen import Screen

_SHOWN: Final = 10
_SHOWN_CHARS: Final = 80


@click.command("status", cls=Command, help="cli-status-help")
@places_options
@common
def command(chosen: Chosen) -> None:
    """Read what the agent wrote; nothing is asked of a running one."""
    out = screen()
    places = chosen.places()
    ledger = ServiceConfig(bridge=places.bridge, data_dir=places.data).ledger_path
    states, rows = counts(ledger), latest(ledger, _SHOWN)
    status = read_bridge_file(places.bridge / "status.json", Status)
    hello = read_bridge_file(places.bridge / "hello.json", Hello)
    pid = FolderLock(places.bridge).holder()
    out.say(out.text("cli-status-folder", folder=str(places.bridge), evidence=out.text(f"evidence-{places.evidence}")))
    out.say(out.text("cli-status-serving", pid=str(pid)) if pid else out.text("cli-status-idle"))
    if isinstance(hello, Hello):
        key = "cli-run-hello-multiplayer" if hello.multiplayer else "cli-run-hello"
        out.say(out.text(key, game=one_line(hello.game_version), mod=one_line(hello.mod_version)))
    else:
        out.say(out.text("cli-run-game") + ": " + out.text("cli-run-no-game"))
    if isinstance(status, Status):
        out.say(out.text("cli-status-answers", engine=one_line(status.engine), door=status.door, queue=status.queue))
    for row in rows:
        out.say("  " + _line(row, out))
    if not rows:
        out.say(out.text("cli-status-no-questions"))
    out.data(
        {
            "bridge": str(places.bridge),
            "evidence": places.evidence,
            "pid": pid,
            "hello": hello.model_dump() if isinstance(hello, Hello) else None,
            "status": status.model_dump() if isinstance(status, Status) else None,
            "questions_by_state": states,
            "latest": [_data(row) for row in rows],
        }
    )


def _line(row: LedgerRow, out: Screen) -> str:
    words = one_line(row.prompt)[:_SHOWN_CHARS] or row.kind
    return out.text(
        "cli-status-question", state=out.text(f"state-{row.state}"), player=one_line(row.player), words=words
    )


def _data(row: LedgerRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "session": row.session,
        "kind": row.kind,
        "state": row.state,
        "player": row.player,
        "prompt": row.prompt,
    }
