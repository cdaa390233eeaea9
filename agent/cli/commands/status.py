"""`agent status`: the door, the engine, the queue and the last questions of a bridge folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from agent.bridge.lock import FolderLock
from agent.cli.frame import Command, common
from agent.cli.left_words import left_words
from agent.cli.places import Chosen, places_options
from agent.cli.screen import one_line, screen
from agent.cli.shelf_options import config_option, open_shelf
from agent.contract import Hello, Status
from agent.models import EMBEDDED
from agent.service import ServiceConfig
from agent.setup.doctor import read_bridge_file
from agent.setup.ledger_view import LedgerRow, counts, latest

if TYPE_CHECKING:
    from pathlib import Path

    from agent.cli.screen import Screen
    from agent.models import Spent
    from agent.setup.shelf import Shelf

_SHOWN: Final = 10
_SHOWN_CHARS: Final = 80
_CENT_DIGITS: Final = 4


@click.command("status", cls=Command, help="cli-status-help")
@config_option
@places_options
@common
def command(chosen: Chosen, config_dir: Path | None) -> None:
    """Read what the agent wrote; nothing is asked of a running one."""
    out = screen()
    places = chosen.places()
    shelf = open_shelf(out, config_dir, chosen.data_dir)
    ledger = ServiceConfig(bridge=places.bridge, data_dir=places.data).ledger_path
    states, rows = counts(ledger), latest(ledger, _SHOWN)
    status = read_bridge_file(places.bridge / "status.json", Status)
    hello = read_bridge_file(places.bridge / "hello.json", Hello)
    pid = FolderLock(places.bridge).holder()
    out.paragraph(
        out.text("cli-status-folder", folder=str(places.bridge), evidence=out.text(f"evidence-{places.evidence}"))
    )
    out.say(out.text("cli-status-serving", pid=str(pid)) if pid else out.text("cli-status-idle"))
    if isinstance(hello, Hello):
        key = "cli-run-hello-multiplayer" if hello.multiplayer else "cli-run-hello"
        out.say(out.text(key, game=one_line(hello.game_version), mod=one_line(hello.mod_version)))
    else:
        out.say(out.text("cli-run-game") + ": " + out.text("cli-run-no-game"))
    if isinstance(status, Status):
        out.say(out.text("cli-status-answers", engine=one_line(status.engine), door=status.door, queue=status.queue))
    _say_use(shelf, status if isinstance(status, Status) else None, out)
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
            "default_model": shelf.book.default if shelf.settings.use_model else EMBEDDED,
            "remaining": _remaining(shelf),
            "last_24_h": _use(shelf.limits.today()),
            "questions_by_state": states,
            "latest": [_data(row) for row in rows],
        }
    )


def _say_use(shelf: Shelf, status: Status | None, out: Screen) -> None:
    """Say what is chosen, what is left of it, and what it took so far; nothing of a model where none is."""
    if status is not None:
        _say_left(status.requests_remaining, status.reset_text, out)
    if not shelf.settings.use_model:
        return
    out.say(out.text("cli-status-model", model=shelf.book.default))
    if status is None:
        left = shelf.limits.remaining(shelf.book.get(shelf.book.default))
        _say_left(left.messages, left.resets_at, out)
    spent, number = shelf.limits.today(), out.catalogue.number
    usd = number(spent.usd, _CENT_DIGITS)
    out.say(out.text("cli-status-spent", questions=spent.questions, tokens=number(spent.tokens, 0), usd=usd))
    caps = shelf.book.caps
    if caps.question_usd is not None and caps.day_usd is not None:
        out.say(out.text("cli-status-caps", question=number(caps.question_usd), day=number(caps.day_usd)))


def _say_left(messages: int | None, resets_at: str | None, out: Screen) -> None:
    words = left_words(messages, resets_at, out)
    if words:
        out.say(one_line(words))


def _remaining(shelf: Shelf) -> dict[str, Any] | None:
    """Return what is left of the default model; None where none is chosen."""
    if not shelf.settings.use_model:
        return None
    left = shelf.limits.remaining(shelf.book.get(shelf.book.default))
    return {"messages": left.messages, "resets_at": left.resets_at, "limited_by": left.limited_by}


def _use(spent: Spent) -> dict[str, Any]:
    return {
        "questions": spent.questions,
        "requests": spent.requests,
        "prompt_tokens": spent.prompt_tokens,
        "reply_tokens": spent.reply_tokens,
        "cost_usd": spent.usd,
    }


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
