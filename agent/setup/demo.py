"""One round trip through the real bridge without a game: two processes that share nothing but files.

The agent serves in a process of its own, exactly as `agent run` does; this process plays the mod's part. Everything
stays on disk for a look.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from agent.errors import BridgeError
from agent.setup import mods
from agent.setup.demo_player import DemoPlayer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from agent.contract import Language, Snapshot
    from agent.setup.demo_player import Received

_ANSWER_LIMIT_S: Final = 30.0
_CLOSING_LIMIT_S: Final = 10.0
_PAUSE_S: Final = 0.05
_GAME: Final = "2.1"
DELIVERED: Final = "inbox-as-delivered.lua"


@dataclass(frozen=True, slots=True)
class Crossed:
    """A file in the bridge folder or the inbox mod after the round trip; its name is relative to the demo's folder."""

    name: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Played:
    """What happened.

    Attributes:
        root: The demo's folder, with the bridge, the mods and the agent's own data below it.
        snapshot: What the player selected.
        received: What came through the door.
        state: What the ledger says of the question afterwards.
        pristine: Whether the agent cleared the inbox after the acknowledgement.
        files: What lies there now.
        answer_s: Seconds from the question to the answer in the game.
    """

    root: Path
    snapshot: Snapshot
    received: Received
    state: str
    pristine: bool
    files: tuple[Crossed, ...]
    answer_s: float


def play(prompt: str, language: Language, ledger_state: Callable[[Path, Path, str], str]) -> Played:
    """Ask a question through the bridge and wait for what becomes of it.

    Args:
        prompt: The question.
        language: The game's language, and so the answer's.
        ledger_state: Tells, of a bridge folder and a data folder, what the ledger says of a request id.

    Raises:
        BridgeError: ``demo-no-answer``, ``demo-agent-died``.
    """
    root = Path(tempfile.mkdtemp(prefix="gpt-assistant-demo-"))
    bridge, data = root / "script-output" / "state", root / "data"
    bridge.mkdir(parents=True)
    mods.install(root / "mods", _GAME)
    inbox = root / "mods" / mods.INBOX / "inbox.lua"
    pristine = inbox.read_bytes()
    player = DemoPlayer(bridge, inbox, language)
    player.hello()
    player.names()
    with _serving(root, bridge, data) as alive:
        snapshot = player.select()
        begin = time.monotonic()
        asked = player.ask("bottleneck", prompt, snapshot)
        received = player.wait(asked, _ANSWER_LIMIT_S, alive)
        answer_s = time.monotonic() - begin
        # The agent clears the inbox after the acknowledgement; a copy stays for a look.
        shutil.copyfile(inbox, root / DELIVERED)
        player.acknowledge(asked, received)
        end = time.monotonic() + _CLOSING_LIMIT_S
        while ledger_state(bridge, data, asked.id) != "applied" and time.monotonic() < end:
            alive()
            time.sleep(_PAUSE_S)
    return Played(
        root=root,
        snapshot=snapshot,
        received=received,
        state=ledger_state(bridge, data, asked.id),
        pristine=inbox.read_bytes() == pristine,
        files=tuple(_files(root)),
        answer_s=answer_s,
    )


@contextmanager
def _serving(root: Path, bridge: Path, data: Path) -> Iterator[Callable[[], None]]:
    """Let an agent serve meanwhile; yields a check that it still lives."""
    command = [sys.executable, "-m", "agent", "run", "--json", "--bridge", str(bridge)]
    command += ["--mods", str(root / "mods"), "--data-dir", str(data)]
    log = root / "agent.log"
    flags: int = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    with (
        log.open("wb") as stream,
        subprocess.Popen(  # noqa: S603 - our own program
            command, stdin=subprocess.DEVNULL, stdout=stream, stderr=subprocess.STDOUT, creationflags=flags
        ) as process,
    ):

        def alive() -> None:
            if process.poll() is not None:
                raise BridgeError("demo-agent-died", log=str(log), status=process.returncode)

        try:
            yield alive
        finally:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Interrupt the agent as Ctrl-C does, and wait until it has cleared up."""
    if process.poll() is None:
        process.send_signal(getattr(signal, "CTRL_BREAK_EVENT", signal.SIGINT))
    try:
        process.wait(_CLOSING_LIMIT_S)
    except subprocess.TimeoutExpired:
        process.kill()


def _files(root: Path) -> Iterator[Crossed]:
    """List what crossed the bridge: the bridge folder and the inbox, the oldest first."""
    bridge = root / "script-output"
    found = [path for path in bridge.rglob("*") if path.is_file() and not path.name.startswith(".")]
    found += [root / DELIVERED, root / "mods" / mods.INBOX / "inbox.lua"]
    for path in sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name)):
        yield Crossed(path.relative_to(root).as_posix(), path.stat().st_size)
