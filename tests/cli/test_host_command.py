"""`agent host` around small servers: what it does before, beside and after any program that it starts."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from agent.bridge.doors.reload import pristine_box
from agent.bridge.lock import FolderLock
from agent.cli.main import cli
from tests.bridge.kit import install_inbox
from tests.loop.agent_process import PATIENCE_S, ROOT, wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


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


def begin(folder: Path, code: str, log: Path) -> subprocess.Popen[bytes]:
    """Start both as processes; all they say goes to one file."""
    with log.open("wb") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "agent", "host", "--language", "en", *options(folder), "--", *python(code)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=os.environ | {"NO_COLOR": "1"},
        )


def test_what_is_typed_and_what_is_printed_passes_byte_for_byte_and_the_exit_code_too(tmp_path: Path) -> None:
    log = tmp_path / "log"
    code = (
        "import sys\n"
        "lines = [sys.stdin.buffer.readline() for _ in range(3)]\n"
        "sys.stdout.buffer.write(b'\\x1b[31mred\\xff ' + repr(lines).encode() + b'\\n')\n"
        "sys.exit(3)\n"
    )
    agent = begin(tmp_path, code, log)
    agent.communicate("/promote анна\r\n/quit\n".encode() + b"no line end", timeout=PATIENCE_S)
    assert agent.returncode == 3
    lines = ["/promote анна\n".encode(), b"/quit\n", b"no line end\n"]
    assert b"\x1b[31mred\xff " + repr(lines).encode() + b"\n" in log.read_bytes()
    assert "ended with code 3" in log.read_text("utf-8", "replace")


def test_every_further_signal_asks_the_server_harder(tmp_path: Path) -> None:
    log = tmp_path / "log"
    code = (
        "import signal\n"
        "for number in (signal.SIGINT, signal.SIGTERM):\n"
        "    signal.signal(number, lambda number, _: print('heard', int(number), flush=True))\n"
        "print('heard nothing', flush=True)\n"
        "while True: signal.pause()\n"
    )
    agent = begin(tmp_path, code, log)
    for heard, number in (("nothing", signal.SIGHUP), ("2", signal.SIGTERM), ("15", signal.SIGINT)):
        wait_until(lambda heard=heard: f"heard {heard}" in log.read_text("utf-8"), "the server")  # type: ignore[misc]
        agent.send_signal(number)
    agent.communicate(timeout=PATIENCE_S)
    assert agent.returncode == 128 + signal.SIGKILL
    assert log.read_text("utf-8").count("asked to save") == 3


def test_a_server_that_closes_its_input_is_told_and_runs_on(tmp_path: Path) -> None:
    log = tmp_path / "log"
    code = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGINT, lambda *_: sys.exit(0))\n"
        "os.close(0)\n"
        "print('deaf', flush=True)\n"
        "signal.pause()\n"
    )
    agent = begin(tmp_path, code, log)
    assert agent.stdin is not None
    try:
        wait_until(lambda: b"deaf" in log.read_bytes(), "the server")
        agent.stdin.write(b"anybody?\n")
        agent.stdin.flush()
        wait_until(lambda: b"takes no more lines" in log.read_bytes(), "the agent to notice")
        assert agent.poll() is None
    finally:
        agent.send_signal(signal.SIGINT)
        agent.communicate(timeout=PATIENCE_S)
    assert agent.returncode == 0


def test_a_server_that_a_signal_ended_gives_the_code_a_shell_gives(tmp_path: Path) -> None:
    assert host(tmp_path, *python("import os; os.kill(os.getpid(), 9)")).exit_code == 128 + signal.SIGKILL


def test_for_programs_standard_output_is_json_alone(tmp_path: Path) -> None:
    agent = subprocess.run(
        [sys.executable, "-m", "agent", "host", "--json", *options(tmp_path), "--", *python("print('Hosting game')")],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PATIENCE_S,
        check=True,
    )
    assert b"Hosting game" in agent.stderr
    lines = [json.loads(line) for line in agent.stdout.splitlines()]
    assert lines[-1] == {"event": "ServerEnded", "code": 0, "answers_left": 0}


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


def test_options_behind_the_dashes_are_the_servers_own(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    own = ["--json", "--language", "xx", "--bridge"]
    done = host(tmp_path, *python("import sys; print(sys.argv[1:])"), *own)
    assert done.exit_code == 0
    assert str(own) in capfd.readouterr().out
