"""`agent run` and `agent ask` count into one file at the same time: no count is lost, caps hold for both together."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent.errors import ModelError
from agent.models import Caps, Limits, RateWindow, Usage, UsageFile
from tests.models.spender import PROFILE, PROMPT, REPLY
from tests.models.test_limits import DAY_S, Hands

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent.parent
REQUESTS = 60


@contextmanager
def spenders(path: Path, cap: int, *plant: str) -> Iterator[list[subprocess.Popen[str]]]:
    """Two processes that are ready to count."""
    command = [sys.executable, "-m", "tests.models.spender", str(path), str(REQUESTS), str(cap), *plant]
    started = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    try:
        for process in started:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        yield started
    finally:
        for process in started:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()


def spent_together(path: Path, cap: int, *plant: str) -> tuple[list[int], Limits]:
    """How many requests each of two processes was given leave for, and what the file says then."""
    with spenders(path, cap, *plant) as started:
        for process in started:
            assert process.stdin is not None
            process.stdin.close()
        given = [int(process.stdout.read()) for process in started if process.stdout is not None]
    return given, Limits(store=UsageFile(path))


def no_count_is_lost(path: Path, *plant: str) -> None:
    given, limits = spent_together(path, 10 * REQUESTS, *plant)
    assert given == [REQUESTS, REQUESTS]
    today = limits.today()
    assert (today.requests, today.questions, today.tokens) == (
        2 * REQUESTS, 2 * REQUESTS, 2 * REQUESTS * (PROMPT + REPLY),
    )  # fmt: skip


def test_no_count_of_two_processes_is_lost(tmp_path: Path) -> None:
    no_count_is_lost(tmp_path / "usage.json")


def test_a_cap_holds_for_two_processes_together(tmp_path: Path) -> None:
    given, limits = spent_together(tmp_path / "usage.json", REQUESTS + 7)
    assert sum(given) == limits.today().requests == REQUESTS + 7


def test_a_process_that_is_killed_while_it_counts_holds_nobody_up(tmp_path: Path) -> None:
    path = tmp_path / "usage.json"
    with spenders(path, 10 * REQUESTS) as (killed, other):
        assert killed.stdin is not None
        assert other.stdin is not None
        assert other.stdout is not None
        killed.stdin.close()
        while not path.exists():
            assert killed.poll() is None
        killed.kill()
        killed.wait()
        other.stdin.close()
        assert int(other.stdout.read()) == REQUESTS
    today = Limits(store=UsageFile(path)).today()
    assert REQUESTS < today.requests <= 2 * REQUESTS
    assert today.tokens >= REQUESTS * (PROMPT + REPLY)


def test_counting_without_a_lock_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        no_count_is_lost(tmp_path / "usage.json", "unlocked")


def test_what_one_process_counted_or_was_told_the_other_knows_at_once(tmp_path: Path) -> None:
    path, hands = tmp_path / "usage.json", Hands()
    running = Limits(Caps(day_requests=2), store=UsageFile(path), clock=hands.clock())
    asking = Limits(Caps(day_requests=2), store=UsageFile(path), clock=hands.clock())
    hands.pass_(100.0)
    for limits in (running, asking):
        limits.settle(limits.admit(PROFILE, prompt_tokens=9, reply_tokens=9), Usage(9, 9))
    assert running.today().requests == asking.today().requests == 2
    asking.heard(PROFILE, {"x-ratelimit-limit": "20", "x-ratelimit-remaining": "7", "x-ratelimit-reset": "60"})
    hands.pass_(20.0)
    assert running.windows(PROFILE) == {"requests": RateWindow(20, 7, 40.0)}
    asking.block(PROFILE, 50.0)
    with pytest.raises(ModelError) as refused:
        running.admit(PROFILE, prompt_tokens=9, reply_tokens=9)
    assert refused.value.code == "model-wait"


@pytest.mark.parametrize("moved_s", [DAY_S, -DAY_S, 3600.0, -3600.0])
def test_a_clock_that_is_moved_between_two_processes_makes_nothing_older_or_younger(
    moved_s: float, tmp_path: Path
) -> None:
    path, hands = tmp_path / "usage.json", Hands()
    first = Limits(Caps(day_requests=1), store=UsageFile(path), clock=hands.clock())
    first.settle(first.admit(PROFILE, prompt_tokens=9, reply_tokens=9), Usage(9, 9))
    first.block(PROFILE, 3600.0)
    hands.wall_s += moved_s
    hands.pass_(1800.0)
    second = Limits(Caps(day_requests=1), store=UsageFile(path), clock=hands.clock())
    assert second.remaining(PROFILE).resets_in_s == 1800.0
    hands.pass_(1800.0)
    assert second.remaining(PROFILE).resets_in_s == DAY_S - 3600.0


def test_what_could_not_be_kept_is_kept_with_the_next_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "usage.json"
    running, asking = Limits(store=UsageFile(path)), Limits(store=UsageFile(path))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(UsageFile, "_save", full)
        running.settle(running.admit(PROFILE, prompt_tokens=9, reply_tokens=9), Usage(9, 9))
    assert running.today().tokens == 18
    asking.settle(asking.admit(PROFILE, prompt_tokens=9, reply_tokens=9), Usage(9, 9))
    assert running.today().tokens == 36
    running.settle(running.admit(PROFILE, prompt_tokens=9, reply_tokens=9), Usage(9, 9))
    assert asking.today() == running.today()
    assert (asking.today().requests, asking.today().tokens) == (3, 54)
