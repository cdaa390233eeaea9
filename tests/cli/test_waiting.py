import io
import re
import sys

import pytest

from agent.cli.screen import Screen
from agent.cli.waiting import waiting
from agent.factory.stages import Stage


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


def test_stages_are_shown_with_their_count_to_people_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    said = {"placed": "modules placed: 3 of 7", "routed": "ways laid: 3 of 7", "proven": "ticks proven: 3 of at most 7"}
    for stage in Stage:
        for out, shown in ((OnATerminal(), True), (io.StringIO(), False)):
            monkeypatch.setattr(sys, "stderr", out)
            with waiting(Screen("en"), "waiting-compose") as tell:
                tell(stage, 3, 7)
            assert (said[stage.value] in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", out.getvalue())) is shown
