"""Whatever is done to the wall clock, nothing of the service comes early or late by more than a second.

Every wait of the service is begun at once; meanwhile the wall clock is moved again and again. When each of them ends is
told by a clock that nobody moves, and it must end when its bound says.
"""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from itertools import cycle
from typing import TYPE_CHECKING

import pytest

from agent.service import Clock, Delivered, Keeping, Rejected
from tests.service.kit import Table, counts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STEP_S = 0.5
DAY_S, HOUR_S = 86_400.0, 3600.0
MOVES = {
    "a day forth": (DAY_S, 0.0, 0.0),
    "a day back": (-DAY_S, 0.0, 0.0),
    "a day forth and back": (DAY_S, -DAY_S),
    "summer time begins and ends": (HOUR_S, 0.0, -HOUR_S, 0.0),
    "time servers": (0.4, -0.4, 128.0, -1000.0, 0.05, -0.9),
}
"""Seconds that the wall clock is moved by after each step, over and over; NTP steps from 128 ms on, and by no bound."""
EXPECTED_S = {
    "damaged": 2.0,
    "export": 5.0,
    "truncated": 10.0,
    "heartbeat": 30.0,
    "door": 30.0,
    "missing": 60.0,
    "expiry": 120.0,
}
"""The bounds in `agent.service.config`, `agent.bridge.awaited`, `dispatch.py` and `news.py`.

What is older than a minute and a half is met by the second of the sweeps, which are a minute apart.
"""


def bad_file(table: Table, number: int, length: int | None) -> str:
    """A request whose line says something else of it; cut to so many bytes, or complete and different."""
    body = table.mod.request_body("chat", mode="chat", prompt="?")
    data = json.dumps(body).encode()
    name = f"request-{table.mod.session}-{number}.json"
    (table.bridge / name).write_bytes(data[:length] if length is not None else data.replace(b"?", b"!"))
    table.mod.line_for(name, data)
    return name


def waits(root: Path, moves: tuple[float, ...], clock: Callable[[Table], Clock] | None = None) -> dict[str, float]:
    """Begin every wait, move the clock, and return after how many seconds each of them ended."""
    table = Table(root)
    more = {} if clock is None else {"clock": clock(table)}
    table.restart(keeping=Keeping(questions_h=1.5 / 60), **more)
    table.mod.hello()
    old = table.mod.ask("Старый")
    table.serve()
    table.mod.ack(old, revision=2)
    table.serve()
    cut, other = bad_file(table, 90, 40), bad_file(table, 91, None)
    missing = f"request-{table.mod.session}-92.json"
    table.mod.append({"entry": "file", "name": missing, "bytes": 9, "adler32": "00000001"})
    table.mod.mark("export-begin", player_index=1)
    table.mod.ask("Новый")
    # The door is a folder when the first answer comes, and is mended at once; it is tried again after its time.
    table.inbox.unlink()
    table.inbox.mkdir()
    watch = Watch(table, cut, other, missing)
    for moved_s in cycle(moves):
        table.serve()
        if watch.look() or watch.now_s > 2 * max(EXPECTED_S.values()):
            break
        table.time.pass_s(STEP_S)
        table.time.wall_now += timedelta(seconds=moved_s)
    table.service.close()
    return watch.ended


class Watch:
    """Looks what has ended, by a clock that nobody moves."""

    def __init__(self, table: Table, cut: str, other: str, missing: str) -> None:
        self._table = table
        self._cut, self._other, self._missing = cut, other, missing
        self._began_s = table.time.now_s
        self._shut_s: float | None = None
        self._beats_s: list[float] = []
        self._beat: int | None = None
        self.ended: dict[str, float] = {}

    @property
    def now_s(self) -> float:
        return self._table.time.now_s - self._began_s

    def look(self) -> bool:
        """Note what has ended; True when all has."""
        table, refused = self._table, {each.name for each in self._table.events if isinstance(each, Rejected)}
        done = {
            "damaged": self._other in refused,
            "truncated": self._cut in refused,
            "export": len(table.assistant.asked) > 1,
            "missing": not self._is_waited_for(),
            "expiry": "applied" not in counts(table),
        }
        for name, is_done in done.items():
            if is_done:
                self.ended.setdefault(name, self.now_s)
        self._look_at_the_door()
        self._look_at_the_status()
        return self.ended.keys() == EXPECTED_S.keys()

    def _is_waited_for(self) -> bool:
        serving = self._table.service._serving
        assert serving is not None
        return any(each.name == self._missing for each in serving._ledger.inflow.expected())

    def _look_at_the_door(self) -> None:
        doors = [each.door for each in self._table.events if isinstance(each, Delivered)]
        if self._shut_s is None and self._table.clipboard:
            self._shut_s = self.now_s
            shutil.rmtree(self._table.inbox)
        elif self._shut_s is not None and doors[-1:] == ["reload"]:
            self.ended.setdefault("door", self.now_s - self._shut_s)

    def _look_at_the_status(self) -> None:
        """What is told changes no more after a minute; then it is only kept fresh."""
        beat = (self._table.bridge / "status.json").stat().st_ino
        if self.now_s > EXPECTED_S["missing"] and beat != self._beat:
            self._beats_s.append(self.now_s)
        self._beat = beat
        if len(self._beats_s) > 1:
            self.ended.setdefault("heartbeat", self._beats_s[-1] - self._beats_s[-2])


def on_time(root: Path, moves: tuple[float, ...], clock: Callable[[Table], Clock] | None = None) -> None:
    ended = waits(root, moves, clock)
    assert ended == pytest.approx(EXPECTED_S, abs=1.0)


@pytest.mark.parametrize("name", MOVES)
def test_nothing_comes_early_or_late_when_the_wall_clock_is_moved(name: str, tmp_path: Path) -> None:
    on_time(tmp_path, MOVES[name])


@pytest.mark.parametrize("name", MOVES)
def test_a_service_that_waits_by_the_wall_clock_is_noticed(name: str, tmp_path: Path) -> None:
    def by_the_wall(table: Table) -> Clock:
        time = table.time
        return Clock(monotonic=lambda: time.wall().timestamp(), wall=time.wall, pause=time.pause)

    with pytest.raises(AssertionError):
        on_time(tmp_path, MOVES[name], by_the_wall)
