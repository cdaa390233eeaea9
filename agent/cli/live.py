"""What a serving agent shows: a status that stays in place on a terminal, plain lines elsewhere, JSON for programs."""

from __future__ import annotations

from collections import deque
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from rich.console import Group
from rich.table import Table
from rich.text import Text

from agent.cli.event_lines import line_of
from agent.cli.screen import one_line
from agent.errors import AgentError
from agent.service import Answered, Cancelled, DoorChanged, HelloHeard, Recovered, Rejected, RequestSeen, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.live import Live

    from agent.cli.screen import Screen
    from agent.service import Event

_SHOWN_EVENTS: Final = 10


def data_of(event: Event) -> dict[str, Any]:
    """Return an event as JSON: its kind and its fields."""
    fields = {
        name: {"code": value.code, **value.params} if isinstance(value, AgentError) else value
        for name, value in _fields(event).items()
    }
    return {"event": type(event).__name__, **fields}


def _fields(event: Event) -> dict[str, Any]:
    """Return the fields as they are; an error among them cannot be copied by `asdict`."""
    if isinstance(event, Rejected):
        return {"name": event.name, "error": event.error}
    if isinstance(event, Trouble):
        return {"error": event.error}
    return asdict(event)


def listener(screen: Screen) -> Callable[[Event], None]:
    """Return what prints each event as a line: JSON for programs, plain text for logs and pipes."""

    def plain(event: Event) -> None:
        if not screen.quiet or isinstance(event, Trouble):
            line, style = line_of(event, screen)
            screen.say(f"{datetime.now().astimezone():%H:%M:%S} {line}", style=style)

    def as_json(event: Event) -> None:
        screen.line(data_of(event))

    return as_json if screen.as_json else plain


@dataclass(slots=True)
class LiveStatus:
    """The status in place; it is drawn anew at every event, so an idle agent costs nothing.

    Attributes:
        folder: The bridge folder.
        engine: What answers.
    """

    screen: Screen
    live: Live
    folder: str
    engine: Callable[[], str]
    _door: str = ""
    _game: str = ""
    _open: set[tuple[str, str]] = field(default_factory=set)
    _trouble: str = ""
    _events: deque[Text] = field(default_factory=lambda: deque(maxlen=_SHOWN_EVENTS))

    def hear(self, event: Event) -> None:
        """Take an event in and draw."""
        line, style = line_of(event, self.screen)
        match event:
            case HelloHeard():
                self._game = line
            case DoorChanged():
                self._door = line
            case RequestSeen(new=True):
                self._open.add((event.session, event.id))
            case Answered(final=True) | Cancelled():
                self._open.discard((event.session, event.id))
            case Trouble():
                self._trouble = line
            case Recovered():
                self._trouble = ""
        self._events.append(Text(f"{datetime.now().astimezone():%H:%M:%S} {line}", style=style))
        self.draw()

    def draw(self) -> None:
        """Draw the status as it is now."""
        text = self.screen.text
        table = Table.grid(padding=(0, 2))
        for key, value in (
            ("cli-run-folder", self.folder),
            ("cli-run-engine", self.engine()),
            ("cli-run-game", self._game or text("cli-run-no-game")),
            ("cli-run-the-door", self._door or text("cli-run-no-door")),
            ("cli-run-queue", str(len(self._open))),
        ):
            table.add_row(Text(text(key), style="dim"), Text(one_line(value), overflow="fold"))
        parts = [table, Text(self._trouble, style="red")] if self._trouble else [table]
        hint = Text(text("cli-run-stop"), style="dim")
        self.live.update(Group(*parts, Text(), *self._events, hint), refresh=True)
