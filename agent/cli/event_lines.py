"""What happens while an agent serves, as one line in the player's language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from agent.analysis.wording import sentence
from agent.cli.failure import describe
from agent.cli.screen import one_line
from agent.service import (
    ActionDone,
    AlarmRaised,
    Answered,
    Applied,
    Cancelled,
    Decided,
    Delivered,
    DoorChanged,
    HelloHeard,
    Recovered,
    Rejected,
    RequestSeen,
    SnapshotSeen,
    Trouble,
    UnknownFields,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agent.cli.screen import Screen
    from agent.errors import AgentError
    from agent.service import Event

_SHOWN_CHARS: Final = 80
_Line = tuple[str, str]
"""A sentence and its style."""


def line_of(event: Event, screen: Screen) -> tuple[str, str]:
    """Return an event as one line, and its style."""
    return _LINES[type(event)](event, screen)


def _hello(event: HelloHeard, screen: Screen) -> _Line:
    key = "cli-run-hello-multiplayer" if event.multiplayer else "cli-run-hello"
    return screen.text(key, game=one_line(event.game_version), mod=one_line(event.mod_version)), ""


def _request(event: RequestSeen, screen: Screen) -> _Line:
    words = one_line(event.text)[:_SHOWN_CHARS]
    return screen.text("cli-run-request", player=one_line(event.player), kind=event.kind, words=words), "bold"


def _snapshot(event: SnapshotSeen, screen: Screen) -> _Line:
    return screen.text("cli-run-snapshot", count=event.entities, bytes=event.bytes), ""


def _alarm(event: AlarmRaised, screen: Screen) -> _Line:
    words = one_line(sentence(event.finding, screen.catalogue))
    advice = one_line(sentence(replace(event.finding, key=f"{event.finding.key}-next"), screen.catalogue))
    return screen.text("cli-run-alarm", player=one_line(event.player), text=words, next=advice), "red"


def _answered(event: Answered, screen: Screen) -> _Line:
    key = "cli-run-answered" if event.final else "cli-run-urgent"
    line = screen.text(key, engine=event.engine, seconds=screen.catalogue.number(event.took_s))
    blueprint = screen.text("cli-run-with-blueprint") if event.has_blueprint else ""
    return line + blueprint, "green" if event.ok else "yellow"


def _decided(event: Decided, screen: Screen) -> _Line:
    seconds = screen.catalogue.number(event.took_s)
    return screen.text("cli-run-decided", engine=event.engine, seconds=seconds, count=len(event.actions)), "green"


def _action(event: ActionDone, screen: Screen) -> _Line:
    action, result = _word(screen, "action", event.action), _word(screen, "result", event.result)
    line = screen.text("cli-run-action", action=action, result=result)
    if event.reason:
        # Of what was clicked it is what the click did.
        line += f" ({_word(screen, 'result' if event.result == 'clicked' else 'reason', event.reason)})"
    return line, "" if event.result in {"done", "clicked"} else "yellow"


def _word(screen: Screen, kind: str, code: str) -> str:
    """Return what an action, a result or a reason is called; the code itself where a newer mod tells an unknown one."""
    key = f"cli-{kind}-{code}"
    return screen.text(key) if screen.catalogue.has(key) else one_line(code)


def _delivered(event: Delivered, screen: Screen) -> _Line:
    return screen.text("cli-run-delivered", door=event.door, count=len(event.ids)), ""


def _applied(event: Applied, screen: Screen) -> _Line:
    reason = f" ({one_line(event.reason)})" if event.reason else ""
    return screen.text("cli-run-applied", what=event.what, result=event.result) + reason, "green"


def _cancelled(_event: Cancelled, screen: Screen) -> _Line:
    return screen.text("cli-run-cancelled"), ""


def _rejected(event: Rejected, screen: Screen) -> _Line:
    return f"{screen.text('cli-run-rejected', name=one_line(event.name))} {_named(event.error, screen)}", "yellow"


def _unknown(event: UnknownFields, screen: Screen) -> _Line:
    listed = one_line(", ".join(event.fields))[:_SHOWN_CHARS]
    return screen.text("cli-run-unknown-fields", name=one_line(event.name), list=listed), "dim"


def _door(event: DoorChanged, screen: Screen) -> _Line:
    return screen.text("cli-run-door-manual" if event.manual else "cli-run-door", door=event.door), ""


def _trouble(event: Trouble, screen: Screen) -> _Line:
    return _named(event.error, screen), "red"


def _recovered(_event: Recovered, screen: Screen) -> _Line:
    return screen.text("cli-run-recovered"), "green"


def _named(error: AgentError, screen: Screen) -> str:
    failure = describe(error, screen)
    return f"{failure.text} {failure.next_step}"


_LINES: Mapping[type, Callable[[Any, Screen], _Line]] = {
    HelloHeard: _hello,
    RequestSeen: _request,
    SnapshotSeen: _snapshot,
    AlarmRaised: _alarm,
    Answered: _answered,
    Decided: _decided,
    ActionDone: _action,
    Delivered: _delivered,
    Applied: _applied,
    Cancelled: _cancelled,
    Rejected: _rejected,
    UnknownFields: _unknown,
    DoorChanged: _door,
    Trouble: _trouble,
    Recovered: _recovered,
}
