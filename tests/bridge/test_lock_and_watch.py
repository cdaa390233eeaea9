from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from agent.bridge.journal import Position, read_news
from agent.bridge.lock import FolderLock
from agent.bridge.watch import Watcher, filesystem_of
from agent.errors import BridgeError

REPOSITORY = Path(__file__).parent.parent.parent
HOLDER = """
import sys
from pathlib import Path
from agent.bridge.lock import FolderLock
lock = FolderLock(Path(sys.argv[1]))
lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_agent_is_refused_and_told_who_holds_the_folder(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    assert holder.stdout.readline().strip() == b"held"
    with pytest.raises(BridgeError) as refused:
        FolderLock(tmp_path).acquire()
    assert refused.value.code == "bridge-locked"
    assert refused.value.params["pid"] == str(holder.pid)
    holder.kill()
    holder.wait()
    holder.stdout.close()
    holder.stdin.close()
    lock = FolderLock(tmp_path)
    lock.acquire()
    assert lock.held()
    assert lock.holder() == os.getpid()
    lock.release()
    assert not lock.held()


def test_one_refusal_of_the_system_is_no_second_agent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")
    flock, refusals = fcntl.flock, [PermissionError(errno.EACCES, "refused once")]

    def refusing(descriptor: int, operation: int) -> None:
        if refusals:
            raise refusals.pop()
        flock(descriptor, operation)

    monkeypatch.setattr("filelock._unix.fcntl.flock", refusing)
    lock = FolderLock(tmp_path)
    lock.acquire()
    assert lock.held()
    lock.release()


def test_a_lock_that_is_not_given_back_at_once_is_given_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")
    flock, refusals = fcntl.flock, [OSError(errno.EMFILE, "refused once")]

    def refusing(descriptor: int, operation: int) -> None:
        if refusals and operation == fcntl.LOCK_UN:
            raise refusals.pop()
        flock(descriptor, operation)

    monkeypatch.setattr("filelock._unix.fcntl.flock", refusing)
    lock = FolderLock(tmp_path)
    lock.acquire()
    lock.release()
    assert not refusals
    another = FolderLock(tmp_path)
    another.acquire()
    another.release()


def test_a_folder_made_anew_is_not_held_any_more(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    folder.mkdir()
    lock = FolderLock(folder)
    lock.acquire()
    folder.rename(tmp_path / "old")
    folder.mkdir()
    assert not lock.held()
    lock.acquire()
    assert lock.held()
    lock.release()


def test_a_journal_line_is_hinted_and_the_agents_own_files_are_not(tmp_path: Path) -> None:
    hinted = threading.Event()
    watcher = Watcher(tmp_path, hinted.set)
    watcher.ensure()
    assert watcher.native
    assert hinted.wait(5)
    hinted.clear()
    (tmp_path / "response-a-1.json").write_bytes(b"{}")
    assert not hinted.wait(0.3)
    (tmp_path / "journal.jsonl").write_bytes(b"{}\n")
    assert hinted.wait(5)
    watcher.stop()
    assert not watcher.native


def test_reading_the_journal_is_no_hint_or_the_loop_would_wake_itself_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b"{}\n")
    hinted = threading.Event()
    watcher = Watcher(tmp_path, hinted.set)
    watcher.ensure()
    hinted.clear()
    for _ in range(3):
        read_news(path, Position())
    assert not hinted.wait(0.3)
    with path.open("ab") as out:
        out.write(b"{}\n")
    assert hinted.wait(5)
    watcher.stop()


def test_a_folder_that_vanishes_and_comes_back_is_watched_again(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    folder.mkdir()
    hinted = threading.Event()
    watcher = Watcher(folder, hinted.set)
    watcher.ensure()
    shutil.rmtree(folder)
    watcher.ensure()
    assert not watcher.native
    folder.mkdir()
    watcher.ensure()
    assert watcher.native
    hinted.clear()
    (folder / "journal.jsonl").write_bytes(b"{}\n")
    assert hinted.wait(5)
    watcher.stop()


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
C:\\134 /mnt/c 9p rw,dirsync 0 0
server:/games /home/anna/with\\040space nfs4 rw 0 0
//nas/share /home/anna/.factorio/script-output cifs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/anna/.factorio", "ext4"),
        ("/home/anna/.factorio/script-output/state", "cifs"),
        ("/mnt/c/Users/anna", "9p"),
        ("/mnt/cd", "ext4"),
        ("/home/anna/with space/x", "nfs4"),
    ],
)
def test_the_file_system_of_a_folder_is_that_of_the_deepest_mount(folder: str, kind: str) -> None:
    assert filesystem_of(Path(folder), MOUNTS) == kind


def test_on_a_network_share_nothing_is_watched_and_the_reason_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/x {tmp_path} nfs4 rw 0 0\n")
    monkeypatch.setattr("agent.bridge.watch._MOUNTS", mounts)
    watcher = Watcher(tmp_path, lambda: None)
    watcher.ensure()
    assert (watcher.native, watcher.reason) == (False, "nfs4")
