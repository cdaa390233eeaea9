"""`agent host` around small servers: what it does before, beside and after any program that it starts."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from agent.bridge.doors.reload import pristine_box
from agent.bridge.lock import FolderLock
from agent.cli.main import cli
from agent.cli.screen import Screen
from agent.errors import BridgeError
from agent.service import Service
from agent.service.run import handling
from agent.setup.server import GameServer
from tests.bridge.kit import install_inbox
from tests.loop.agent_process import wait_until
from tests.loop.forked import PATIENCE_S, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from agent.service.bell import Stop


def options(folder: Path) -> list[str]:
    bridge = folder / "script-output" / "state"
    bridge.mkdir(parents=True, exist_ok=True)
    found = {"--bridge": bridge, "--mods": folder / "mods", "--data-dir": folder / "data"}
    return [str(part) for pair in found.items() for part in pair]


def host(folder: Path, *server: str, language: str = "en", more: tuple[str, ...] = ()) -> Result:
    """Run it in this very process; the server's own words go to the real outputs."""
    return CliRunner().invoke(cli, ["host", "--language", language, *more, *options(folder), "--", *server])


def python(code: str) -> tuple[str, str, str]:
    """A server that is a few lines of Python."""
    return sys.executable, "-c", code


def test_what_is_typed_and_printed_passes_and_each_signal_asks_harder_a_server_that_went_deaf(tmp_path: Path) -> None:
    """Both as processes; all they say goes to one file. `--quiet` hides no trouble."""
    log = tmp_path / "log"
    code = (
        "import os, signal, sys\n"
        "for number in (signal.SIGINT, signal.SIGTERM):\n"
        "    signal.signal(number, lambda number, _: print('heard', int(number), flush=True))\n"
        "lines = [sys.stdin.buffer.readline() for _ in range(2)]\n"
        "sys.stdout.buffer.write(b'\\x1b[31mred\\xff ' + repr(lines).encode() + b'\\n')\n"
        "os.close(0)\n"
        "print('deaf', flush=True)\n"
        "while True: signal.pause()\n"
    )
    quiet = ("host", "--quiet", "--language", "en")
    with log.open("wb") as output:
        agent = subprocess.Popen(
            [sys.executable, "-m", "agent", *quiet, *options(tmp_path), "--", *python(code)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=os.environ | {"NO_COLOR": "1"},
        )
    assert agent.stdin is not None
    try:
        agent.stdin.write("/promote анна\r\n/quit\n".encode())
        agent.stdin.flush()
        wait_until(lambda: b"deaf" in log.read_bytes(), "the server")
        agent.stdin.write(b"anybody?\n")
        agent.stdin.flush()
        wait_until(lambda: b"takes no more lines" in log.read_bytes(), "the agent to notice")
        for number, heard in ((signal.SIGHUP, b"heard 2"), (signal.SIGTERM, b"heard 15")):
            agent.send_signal(number)
            wait_until(lambda heard=heard: heard in log.read_bytes(), "the server")  # type: ignore[misc]
    finally:
        agent.send_signal(signal.SIGINT)
        agent.communicate(timeout=PATIENCE_S)
    assert agent.returncode == 128 + signal.SIGKILL
    lines = ["/promote анна\n".encode(), b"/quit\n"]
    assert b"\x1b[31mred\xff " + repr(lines).encode() + b"\n" in log.read_bytes()


def test_for_programs_standard_output_is_json_alone_and_the_exit_code_is_the_servers(tmp_path: Path) -> None:
    code = "import sys; print(f'Hosting {sys.stdin.buffer.readline()}'); sys.exit(3)"
    agent = subprocess.run(
        [sys.executable, "-m", "agent", "host", "--json", *options(tmp_path), "--", *python(code)],
        cwd=ROOT,
        input=b"no line end",
        capture_output=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert agent.returncode == 3
    assert b"Hosting b'no line end\\n'" in agent.stderr
    lines = [json.loads(line) for line in agent.stdout.splitlines()]
    assert lines[-1] == {"event": "ServerEnded", "code": 3, "answers_left": 0}


SAVES = "import signal, sys; signal.signal(signal.SIGINT, lambda *_: sys.exit(7)); "


def test_a_terminal_that_was_closed_does_not_keep_the_server_from_saving(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With it goes whatever is written to it, and the signal comes that says so."""
    say = Screen.note

    def write(screen: Screen, key: str, **args: str | float) -> None:
        if key in {"host-ending", "host-ended-badly"}:
            raise OSError(errno.EIO, "Input/output error")
        say(screen, key, **args)

    monkeypatch.setattr(Screen, "note", write)
    silenced: list[bool] = []
    monkeypatch.setattr("agent.cli.commands.host.silence_output", lambda: silenced.append(True))
    with handling(signal.SIGHUP, by=lambda: None):  # should nobody else handle it
        done = host(tmp_path, *python(SAVES + "import os, time; os.kill(os.getppid(), 1); time.sleep(20); sys.exit(9)"))
    assert done.exit_code == 7
    assert silenced == [True]


def test_an_agent_that_fails_while_the_server_saves_lets_it_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked once more it would be asked harder; and whatever fails in closing, the server is waited for."""
    up, saving, saved = (tmp_path / name for name in ("up", "saving", "saved"))
    code = (
        "import signal, sys, threading\n"
        "def save(*_):\n"
        f"    open({str(saving)!r}, 'w').close()\n"
        "    threading.Event().wait(0.3)\n"
        f"    open({str(saved)!r}, 'w').close()\n"
        "    sys.exit(0)\n"
        "signal.signal(signal.SIGINT, save)\n"
        f"open({str(up)!r}, 'w').close()\n"
        "while True: signal.pause()\n"
    )

    def failing(_service: Service, _stop: Stop, on_signal: Callable[[], None], *, begin: Callable[[], None]) -> None:
        begin()
        wait_until(up.exists, "the server")
        on_signal()
        wait_until(saving.exists, "the server to save")
        raise BridgeError("bridge-folder-missing", folder="")

    close = Service.close

    def failing_too(service: Service) -> None:
        close(service)
        raise BridgeError("bridge-folder-missing", folder="")

    monkeypatch.setattr("agent.cli.commands.host.run_beside", failing)
    monkeypatch.setattr(Service, "close", failing_too)
    assert host(tmp_path, *python(code)).exit_code == 5
    assert saved.exists()


def test_what_was_wished_before_there_is_a_server_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start = GameServer.start

    def interrupted(*args: Any, **named: Any) -> None:  # noqa: ANN401 - passed on
        signal.raise_signal(signal.SIGINT)
        threading.Event().wait(0.1)
        start(*args, **named)

    monkeypatch.setattr(GameServer, "start", interrupted)
    # Without its site-packages: what they run as Python starts may swallow the signal.
    done = host(tmp_path, sys.executable, "-S", "-c", "import time; time.sleep(20)")
    assert done.exit_code in {1, 128 + signal.SIGINT}, "1 where Python has its handler already"
    assert "asked to save" in done.output


def test_a_server_that_a_signal_ended_gives_the_code_a_shell_gives(tmp_path: Path) -> None:
    assert host(tmp_path, *python("import os; os.kill(os.getpid(), 9)")).exit_code == 128 + signal.SIGKILL


def test_the_inbox_is_pristine_before_the_server_reads_its_mods(tmp_path: Path) -> None:
    inbox = install_inbox(tmp_path / "mods", b"return { seq = 9 }")
    done = host(tmp_path, *python(f"import pathlib; pathlib.Path({str(inbox)!r}).rename({str(tmp_path / 'seen')!r})"))
    assert done.exit_code == 0
    assert (tmp_path / "seen").read_bytes() == pristine_box()


def test_with_an_inbox_that_cannot_be_cleaned_no_server_is_started(tmp_path: Path) -> None:
    inbox = install_inbox(tmp_path / "mods", pristine_box())
    inbox.unlink()
    (inbox / "in the way").mkdir(parents=True)
    done = host(tmp_path, *python(f"open({str(tmp_path / 'started')!r}, 'w')"))
    assert done.exit_code == 5
    assert "cannot be cleaned" in done.output
    assert not (tmp_path / "started").exists()


def test_in_a_folder_that_is_served_already_no_server_is_started(tmp_path: Path) -> None:
    options(tmp_path)
    lock = FolderLock(tmp_path / "script-output" / "state")
    lock.acquire()
    try:
        done = host(tmp_path, *python(f"open({str(tmp_path / 'started')!r}, 'w')"))
    finally:
        lock.release()
    assert done.exit_code == 5
    assert not (tmp_path / "started").exists()


@pytest.mark.parametrize(("language", "said"), [("en", "was not found"), ("ru", "не найдена")])
def test_a_program_that_is_not_there_is_named_with_the_next_step(language: str, said: str, tmp_path: Path) -> None:
    done = host(tmp_path, "no-such-server", "--start-server", "s.zip", language=language)
    assert done.exit_code == 1
    assert all(words in done.output for words in ["no-such-server", said, "agent host -- /opt/factorio"])
    assert host(tmp_path, *python("")).exit_code == 0, "the folder was given back"


@pytest.mark.parametrize("kind", ["folder", "text"])
def test_what_is_no_program_is_named(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "server"
    if kind == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"\0 no program")
        path.chmod(0o755)
    done = host(tmp_path, str(path))
    assert done.exit_code == 1
    assert ("may not be started" if kind == "folder" else "cannot be started") in " ".join(done.output.split())


@pytest.mark.parametrize(("language", "said"), [("en", "two dashes"), ("ru", "двух дефисов")])
def test_without_the_dashes_nothing_is_started_and_the_command_is_told_as_it_is_meant(
    language: str, said: str, tmp_path: Path
) -> None:
    mark = tmp_path / "my mark"
    typed = ["host", "--language", language, *options(tmp_path), "touch", "--quiet", str(mark)]
    done = CliRunner().invoke(cli, typed)
    assert done.exit_code == 1
    assert said in done.output
    assert f"agent host -- touch --quiet '{mark}'" in " ".join(done.output.split())
    assert not mark.exists()
    behind = [*typed[:-3], "touch", "--", str(mark)]
    assert CliRunner().invoke(cli, behind).exit_code == 1, "these dashes are the server's own"
    assert not mark.exists()


def test_the_dashes_stand_in_the_usage_and_in_what_is_missing() -> None:
    assert (
        "agent host [OPTIONS] -- COMMAND [ARGS]"
        in CliRunner().invoke(cli, ["host", "--help"], prog_name="agent").output
    )
    missing = CliRunner().invoke(cli, ["host", "--language", "en", "--"])
    assert (missing.exit_code, "-- COMMAND [ARGS]" in missing.output) == (1, True)


def test_options_behind_the_dashes_are_the_servers_own(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    own = ["--json", "--language", "xx", "--bridge"]
    done = host(tmp_path, *python("import sys; print(sys.argv[1:])"), *own)
    assert done.exit_code == 0
    assert str(own) in capfd.readouterr().out
