"""A kill before every system call that changes a file, or its failure, struck by strace: nothing lost, nothing torn.

The calls of Python's own `os` are struck in `test_kills.py` and `test_failing_disk.py` too, openings among them; here
are those of SQLite as well, just as the kernel sees them. A call that is struck is not carried out.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.crash.kit import Game, Speaker, Zygote
from tests.crash.test_kills import check, finish, states_are_open

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="strace is Linux's")

CHANGING = (
    "write,writev,pwrite64,pwritev,rename,renameat,renameat2,unlink,unlinkat,ftruncate,truncate,fallocate,fsync,fdatasync"
    ",mkdir,mkdirat,rmdir,link,linkat,symlink,symlinkat,utimensat,chmod,fchmod,fchmodat"
)
STEP = 25
ERRORS = ("ENOSPC", "EACCES", "EIO", "EMFILE", "EINTR")
_CALL = re.compile(r"(\d+) +(\w+)\(")


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    zygote = Zygote()
    yield zygote
    zygote.close()


def traced(root: Path, *what: str) -> Speaker:
    command = {"root": str(root), "kind": "none", "at": 0, "after": False, "plant": ""}
    tracer = shutil.which("strace")
    assert tracer is not None, "strace is missing: install it (.ci/run does)"
    agent = [sys.executable, "-B", "-m", "tests.crash.agent_zygote", json.dumps(command)]
    return Speaker([tracer, "-f", "-o", str(root / "trace.txt"), "-e", f"trace={CHANGING}", *what, *agent])


def one_life(root: Path, zygote: Zygote, *what: str) -> bool:
    """A question's life under a tracer; False when it was over before anybody was struck."""
    root.mkdir()
    game = Game(root)
    game.ask()
    agent = traced(root, *what)
    pid, killed = 0, False
    while game.waiting or states_are_open(game):
        line = agent.line(60.0)
        assert line is not None, "nothing happens any more"
        pid = line.get("pid", pid)
        if "died" in line:
            killed = True
            break
        game.poll()
    if not killed:
        os.kill(pid, signal.SIGTERM)
        while (line := agent.line(60.0)) is not None and "died" not in line:
            pass
        assert line is not None
        killed = line["died"] != 0
    agent.close()
    assert list(game.torn_files()) == []
    if killed:
        finish(game, zygote)
    check(game, 1)
    assert len(game.asked_log()) <= 2
    return killed


def calls_of_a_life(root: Path, zygote: Zygote) -> list[tuple[str, int]]:
    """The calls of the main thread from the moment it serves: each by name and its number among those of that name."""
    assert not one_life(root, zygote, "--seccomp-bpf")
    lines = (root / "trace.txt").read_text().splitlines()
    main = lines[0].split()[0]
    counts: Counter[str] = Counter()
    calls: list[tuple[str, int]] = []
    for line in lines:
        called = _CALL.match(line)
        if called is None or called[1] != main:
            continue
        counts[called[2]] += 1
        if "write(1, " not in line:  # what it tells us on its standard output changes no file
            calls.append((called[2], counts[called[2]]))
        if '{\\"pid\\"' in line:
            calls.clear()
    return calls


def kills(first: int, step: int, tmp_path: Path, zygote: Zygote) -> int:
    calls = calls_of_a_life(tmp_path / "whole", zygote)
    struck = 0
    for name, number in calls[first::step]:
        what = f"inject={name}:error=EIO:signal=SIGKILL:when={number}"
        struck += one_life(tmp_path / f"{name}-{number}", zygote, "-e", what)
    return struck


def failures(first: int, step: int, tmp_path: Path, zygote: Zygote) -> int:
    """Lives in which one call fails once, as the disk lets calls fail; how many. None ends the agent."""
    lives = 0
    calls = calls_of_a_life(tmp_path / "whole", zygote)
    for place in range(first, len(calls) * len(ERRORS), step):
        (name, number), error = calls[place // len(ERRORS)], ERRORS[place % len(ERRORS)]
        # Nothing else stops there (a signal would not be sent so); most of a start are calls that only read.
        what = ("--seccomp-bpf", "-e", f"inject={name}:error={error}:when={number}")
        assert not one_life(tmp_path / f"{name}-{number}-{error}", zygote, *what), f"{what}: the agent ended"
        lives += 1
    return lives


@pytest.mark.timeout(600)
def test_a_system_call_that_fails_once_is_recovered_from(tmp_path: Path, zygote: Zygote) -> None:
    assert failures(17, 401, tmp_path, zygote) > 1


@pytest.mark.slow
@pytest.mark.timeout(14_400)
def test_every_system_call_that_fails_once_is_recovered_from(tmp_path: Path, zygote: Zygote) -> None:
    assert failures(0, 1, tmp_path, zygote) > 40 * len(ERRORS)


@pytest.mark.timeout(600)
def test_a_kill_before_a_system_call_that_changes_a_file_loses_nothing(tmp_path: Path, zygote: Zygote) -> None:
    assert kills(3, STEP, tmp_path, zygote) > 2


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_kill_before_every_system_call_that_changes_a_file_loses_nothing(tmp_path: Path, zygote: Zygote) -> None:
    assert kills(0, 1, tmp_path, zygote) > 40
