"""The bridge folder: is it there, is it no link, may it be written, are changes in it reported, who serves it.

A serving agent goes on by itself once what is found here is mended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agent.bridge import disk
from agent.bridge.lock import FolderLock
from agent.bridge.watch import Watcher, native_watching_is_blind
from agent.contract import Hello
from agent.errors import AgentError
from agent.setup.check import Check, State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent.setup.folders import Places

_TRIAL: Final = ".gpta-doctor"


def examine_folder(places: Places, hello: Hello | AgentError | None, *, served: bool) -> Iterator[Check]:
    """Tell where the folder is and whether the game wrote there.

    Args:
        places: The folders found.
        hello: The game's, the error where it is broken, None where there is none.
        served: Whether an agent ever served this folder.
    """
    bridge = str(places.bridge)
    if isinstance(hello, Hello):
        yield Check("bridge-proven", State.FINE, {"folder": bridge, "version": hello.game_version})
    elif isinstance(hello, AgentError):
        yield Check("bridge-hello-broken", State.WRONG, {"folder": bridge})
    elif places.evidence == "own":
        yield Check("game-not-found", State.WRONG, {"folder": bridge})
    elif places.write_data is not None and not places.write_data.is_dir():
        yield Check("game-missing", State.WRONG, {"folder": str(places.write_data)})
    elif served and not places.bridge.exists():
        yield Check("bridge-vanished", State.WAITING, {"folder": bridge})
    else:
        yield Check("bridge-waiting", State.WAITING, {"folder": bridge, "evidence": places.evidence})


def examine_access(bridge: Path) -> Iterator[Check]:
    """Look at the folder itself, where there is one: a link, writable, reported, served."""
    if bridge.is_symlink():
        yield Check("bridge-link", State.WRONG, {"folder": str(bridge), "target": str(bridge.resolve())})
        return
    if not bridge.is_dir():
        return
    try:
        disk.write_atomically(bridge / _TRIAL, b"", durable=False)
        disk.remove(bridge / _TRIAL)
    except OSError as fault:
        reason = fault.strerror or str(fault)
        yield Check("bridge-unwritable", State.WRONG, {"folder": str(bridge), "reason": reason})
        return
    yield _reported(bridge)
    yield from _served(bridge)


def _reported(bridge: Path) -> Check:
    kind = native_watching_is_blind(bridge)
    if kind is not None:
        return Check("bridge-network", State.NOTE, {"folder": str(bridge), "kind": kind})
    watcher = Watcher(bridge, lambda: None)
    watcher.ensure()
    try:
        if watcher.native:
            return Check("bridge-watched", State.FINE)
        return Check("bridge-polled", State.NOTE, {"reason": watcher.reason})
    finally:
        watcher.stop()


def _served(bridge: Path) -> Iterator[Check]:
    lock = FolderLock(bridge)
    try:
        lock.acquire()
    except AgentError as busy:
        yield Check("agent-serving", State.FINE, {"pid": str(busy.params.get("pid", 0))})
    except OSError as fault:
        yield Check("bridge-unwritable", State.WRONG, {"folder": str(bridge), "reason": fault.strerror or str(fault)})
    else:
        lock.release()
        yield Check("agent-idle", State.NOTE)
