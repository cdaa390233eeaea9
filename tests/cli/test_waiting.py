import io
import sys

import pytest

from agent.cli.screen import Screen
from agent.cli.waiting import waiting


class OnATerminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("screen", "stream", "shown"),
    [
        (Screen("ru"), OnATerminal(), True),
        (Screen("ru"), io.StringIO(), False),
        (Screen("ru", quiet=True), OnATerminal(), False),
        (Screen("ru", as_json=True), OnATerminal(), False),
    ],
)
def test_long_work_shows_what_is_done_to_people_alone(
    monkeypatch: pytest.MonkeyPatch, screen: Screen, stream: io.StringIO, *, shown: bool
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", stream)
    done = []
    with waiting(screen, "waiting-verify", path="2.1"):
        done.append(1)
    assert done == [1]
    assert ("Проверяю чертёж 2.1… 0:00:00" in stream.getvalue().replace("\x1b[33m", "").replace("\x1b[0m", "")) is shown


def test_an_error_of_the_work_is_the_callers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", OnATerminal())
    with pytest.raises(ZeroDivisionError), waiting(Screen("en"), "waiting-ask"):
        raise ZeroDivisionError
