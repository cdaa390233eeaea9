"""A kill before every system call that changes a file, or its failure, struck by strace: nothing lost, nothing torn.

The calls of Python's own `os` are struck in `test_kills.py` and `test_failing_disk.py` too; here are those of SQLite
and of the folder's lock as well, just as the kernel sees them: of these two also the calls that open, read, lock and
close. A call that is struck is not carried out.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from agent.bridge.lock import LOCK_NAME
from agent.service import ServiceConfig
from tests.crash.kit import Game, Zygote
from tests.crash.test_kills import live

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="strace is Linux's")

CHANGING = (
    "write,writev,pwrite64,pwritev,rename,renameat,renameat2,unlink,unlinkat,ftruncate,truncate,fallocate,fsync,fdatasync"
    ",mkdir,mkdirat,rmdir,link,linkat,symlink,symlinkat,utimensat,chmod,fchmod,fchmodat"
)
OPENING = "openat"
"""Changes the folder where it makes a file; what else is opened, Python's own modules too, is only counted."""
LOOKING = "openat,read,pread64,lseek,fstat,newfstatat,fcntl,flock,close"
TENTH = 10
ERRORS = ("ENOSPC", "EACCES", "EIO", "EMFILE", "EINTR")
_CALL = re.compile(r"(\w+)\(")


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    zygote = Zygote()
    yield zygote
    zygote.close()


@contextmanager
def traced(root: Path, pid: int, *what: str, calls: str = CHANGING) -> Iterator[None]:
    """A tracer of a process's main thread, from here to its end; what it saw is in `trace.txt`."""
    strace = shutil.which("strace")
    assert strace is not None, "strace is missing: install it (.ci/run does)"
    command = [strace, "-o", str(root / "trace.txt"), "-e", f"trace={calls}", *what, "-p", f"{pid}"]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        assert tracer.stderr is not None
        said = tracer.stderr.readline()
        assert b"attached" in said, said
        os.kill(pid, signal.SIGUSR1)
        yield
        tracer.communicate(timeout=60.0)
    finally:
        tracer.kill()
        tracer.communicate()


def one_life(root: Path, zygote: Zygote, *what: str, plant: str = "", calls: str = CHANGING) -> bool:
    """A question's life under a tracer; False when it was over before anybody was struck."""
    root.mkdir()
    game = Game(root)
    game.ask(blueprint=True)
    pid = zygote.spawn(root, held=True, plant=plant)
    if calls == LOOKING:
        what = (*what, *watched_paths(game))
    with traced(root, pid, *what, calls=calls):
        return live(game, pid, zygote)


def watched_paths(game: Game) -> Iterator[str]:
    """Strike only what goes to the ledger's files and to the lock: what else a process opens are its own modules."""
    ledger = ServiceConfig(bridge=game.bridge, data_dir=game.root / "data").ledger_path
    files = [ledger.with_name(ledger.name + suffix) for suffix in ("", "-wal", "-shm", "-journal")]
    for path in (*files, game.bridge / LOCK_NAME):
        yield from ("-P", str(path))


def calls_of_a_life(root: Path, zygote: Zygote, plant: str = "", calls: str = CHANGING) -> list[tuple[str, int]]:
    """The calls of the main thread of an agent that serves: each by name and its number among those of that name.

    Openings that make nothing are left out, unless it is the calls that look.
    """
    assert not one_life(root, zygote, plant=plant, calls=calls)
    counts: Counter[str] = Counter()
    found: list[tuple[str, int]] = []
    for line in (root / "trace.txt").read_text().splitlines():
        called = _CALL.match(line)
        if called is None:
            continue
        counts[called[1]] += 1
        looks = calls != LOOKING and called[1] == OPENING and "O_CREAT" not in line
        if not looks and not line.startswith("write(1, "):  # what it tells us on standard output changes no file
            found.append((called[1], counts[called[1]]))
    return found


def kills(first: int, step: int, tmp_path: Path, zygote: Zygote) -> int:
    """Kill the agent before a call, every `step`-th from the `first`; how many kills there were."""
    changing = f"{CHANGING},{OPENING}"
    calls = calls_of_a_life(tmp_path / "whole", zygote, calls=changing)
    assert OPENING in {name for name, _ in calls}
    struck = 0
    for name, number in calls[first::step]:
        what = f"inject={name}:error=EIO:signal=SIGKILL:when={number}"
        struck += one_life(tmp_path / f"{name}-{number}", zygote, "-e", what, calls=changing)
    return struck


def failures(part: int, tmp_path: Path, zygote: Zygote, calls: str = CHANGING) -> int:
    """Lives in which one call fails once, as the disk lets calls fail; how many. None ends the agent."""
    called = calls_of_a_life(tmp_path / "whole", zygote, calls=calls)
    every = [(name, number, error) for name, number in called for error in ERRORS]
    if calls == LOOKING:  # SQLite waits ten seconds for a lock that it could not take or give back
        every = every[:: len(ERRORS) + 1]
    chosen = random.Random(17).sample(every, len(every) // part)  # noqa: S311 - reproducible
    for name, number, error in chosen:
        what = f"inject={name}:error={error}:when={number}"
        killed = one_life(tmp_path / f"{name}-{number}-{error}", zygote, "-e", what, calls=calls)
        assert not killed, f"{what}: the agent ended"
    return len(chosen)


@pytest.mark.timeout(600)
def test_a_system_call_that_fails_once_is_recovered_from(tmp_path: Path, zygote: Zygote) -> None:
    assert failures(TENTH, tmp_path, zygote) > 4 * len(ERRORS)


@pytest.mark.slow
@pytest.mark.timeout(14_400)
def test_every_system_call_that_fails_once_is_recovered_from(tmp_path: Path, zygote: Zygote) -> None:
    assert failures(1, tmp_path, zygote) > 40 * len(ERRORS)


@pytest.mark.timeout(600)
def test_a_look_at_the_ledger_or_the_lock_that_fails_once_is_recovered_from(tmp_path: Path, zygote: Zygote) -> None:
    assert failures(TENTH * TENTH // 2, tmp_path, zygote, LOOKING) > len(ERRORS)


@pytest.mark.slow
@pytest.mark.timeout(14_400)
def test_every_look_at_the_ledger_or_the_lock_that_fails_once_is_recovered_from(tmp_path: Path, zygote: Zygote) -> None:
    assert failures(1, tmp_path, zygote, LOOKING) > 40 * len(ERRORS)


@pytest.mark.timeout(600)
def test_a_kill_before_a_system_call_that_changes_a_file_loses_nothing(tmp_path: Path, zygote: Zygote) -> None:
    assert kills(3, TENTH, tmp_path, zygote) > 2


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_kill_before_every_system_call_that_changes_a_file_loses_nothing(tmp_path: Path, zygote: Zygote) -> None:
    assert kills(0, 1, tmp_path, zygote) > 40


@pytest.mark.parametrize(
    ("plant", "strike", "match"),
    [
        ("in place", "error=EIO:signal=SIGKILL", r"json|inbox\.lua|pristine|Lua"),
        ("gives up", "error=ENOSPC", "the agent ended"),
    ],
)
def test_what_the_strokes_guard_against_is_noticed(
    plant: str, strike: str, match: str, tmp_path: Path, zygote: Zygote
) -> None:
    def lives() -> None:
        for name, number in calls_of_a_life(tmp_path / "whole", zygote, plant):
            if name == "write":
                what = ("-e", f"inject={name}:{strike}:when={number}")
                one_life(tmp_path / f"{number}", zygote, *what, plant=plant)

    with pytest.raises(AssertionError, match=match):
        lives()
