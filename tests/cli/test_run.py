"""`agent run` as a process of its own, and what it shows of its events."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from rich.console import Console
from rich.live import Live

from agent.cli.event_lines import line_of
from agent.cli.live import LiveStatus, data_of
from agent.cli.main import cli
from agent.cli.screen import Screen
from agent.errors import BridgeError, ContractError
from agent.i18n import LANGUAGES, LanguageCode
from agent.service import (
    ActionDone,
    Answered,
    Applied,
    Cancelled,
    Decided,
    Delivered,
    DoorChanged,
    Event,
    HelloHeard,
    Recovered,
    Rejected,
    RequestSeen,
    SnapshotSeen,
    Trouble,
    UnknownFields,
)
from agent.setup import mods
from agent.setup.demo_player import DemoPlayer

PATIENCE_S = 60.0
"""For what takes a second on a machine that has nothing else to do."""
EVIL = "\x1b[2J[bold]\u202eИмя"
EVENTS: tuple[Event, ...] = (
    HelloHeard("s", "2.1.12", "0.1.0", multiplayer=False),
    HelloHeard("s", "2.1.12", "0.1.0", multiplayer=True),
    RequestSeen("s-1", "s", "chat", EVIL, EVIL, new=True),
    SnapshotSeen("s-s1", "s", 200, 30_000),
    Answered("s-1", "s", ok=True, final=False, engine="embedded", took_s=0.05, has_blueprint=False),
    Answered("s-1", "s", ok=True, final=True, engine="embedded", took_s=1.25, has_blueprint=True),
    Delivered(("s-1",), "s", "reload", 7),
    Applied("s-1", "s", "blueprint", "blocked", EVIL),
    Cancelled("s-2", "s"),
    Rejected(EVIL, ContractError("contract-invalid", place="a", fault="missing", more=0)),
    UnknownFields("hello.json", (EVIL,)),
    DoorChanged("reload", manual=True),
    Trouble(BridgeError("bridge-disk-full", folder="/x")),
    Recovered(),
    Decided("s-o1-1", "s", "gemma3:1b", 1.25, ("message", "tag")),
    Decided("s-o1-2", "s", "embedded", 0.01, ()),
    ActionDone("s", EVIL, EVIL, EVIL, EVIL),
)


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    mods.install(tmp_path / "game" / "mods", "2.1")
    folder = tmp_path / "game" / "script-output" / "state"
    folder.mkdir(parents=True)
    return folder


def _start(bridge: Path, data: Path, *arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "agent", "run", "--bridge", str(bridge), "--data-dir", str(data), *arguments]
    environment = {**os.environ, "LC_ALL": "en_US.UTF-8", "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
    )


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


@pytest.fixture
def served(bridge: Path, tmp_path: Path) -> "Iterator[subprocess.Popen[str]]":
    process = _start(bridge, tmp_path / "data", "--json")
    try:
        _until(lambda: (bridge / "status.json").is_file() or process.poll() is not None)
        yield process
    finally:
        process.kill()
        process.communicate()


def test_events_are_json_lines_and_ctrl_c_ends_cleanly(served: "subprocess.Popen[str]", bridge: Path) -> None:
    player = DemoPlayer(bridge, bridge.parents[1] / "mods" / mods.INBOX / "inbox.lua", "en")
    player.hello()
    asked = player.ask("bottleneck", "why?", player.select())
    player.wait(asked, PATIENCE_S, lambda: None)
    served.send_signal(signal.SIGINT)
    out, err = served.communicate(timeout=PATIENCE_S)
    assert served.returncode == 0, err
    events = [json.loads(line) for line in out.splitlines()]
    kinds = [event["event"] for event in events]
    for kind in ("HelloHeard", "SnapshotSeen", "RequestSeen", "Answered", "Delivered"):
        assert kind in kinds
    assert "Traceback" not in err


def test_a_second_agent_on_the_same_folder_is_refused(
    served: "subprocess.Popen[str]", bridge: Path, tmp_path: Path
) -> None:
    second = _start(bridge, tmp_path / "data2")
    _, err = second.communicate(timeout=PATIENCE_S)
    assert second.returncode == 5
    assert f"process {served.pid}" in err
    assert "--bridge" in err


def test_status_and_doctor_work_beside_a_serving_agent(
    served: "subprocess.Popen[str]", bridge: Path, tmp_path: Path
) -> None:
    player = DemoPlayer(bridge, bridge.parents[1] / "mods" / mods.INBOX / "inbox.lua", "en")
    player.hello()
    asked = player.ask("bottleneck", EVIL, player.select())
    player.wait(asked, PATIENCE_S, lambda: None)
    folders = ["--bridge", str(bridge), "--data-dir", str(tmp_path / "data")]
    status = CliRunner().invoke(cli, ["status", "--json", *folders])
    assert status.exit_code == 0, status.output
    document = json.loads(status.stdout)
    assert document["pid"] == served.pid
    assert document["status"]["engine"] == "embedded"
    assert document["latest"][0]["id"] == asked.id
    assert document["latest"][0]["state"] in {"answered", "delivered"}
    people = CliRunner().invoke(cli, ["status", "--language", "en", *folders])
    assert f"process {served.pid}" in people.stdout
    assert "\x1b" not in people.stdout
    doctor = CliRunner().invoke(cli, ["doctor", "--json", *folders])
    assert doctor.exit_code == 0, doctor.output
    checks = {check["check"]: check for check in json.loads(doctor.stdout)["checks"]}
    assert checks["agent-serving"]["pid"] == str(served.pid)
    assert checks["door"]["door"] == "reload"
    assert served.poll() is None


@pytest.mark.parametrize(("model", "said"), [("gpt-5000", "gpt-4o"), ("gpt-4o", "agent setup")])
def test_a_model_that_is_not_known_or_not_agreed_to_is_refused_before_anything_is_served(
    model: str, said: str, tmp_path: Path
) -> None:
    arguments = ["--language", "en", "run", "--model", model, "--data-dir", str(tmp_path / "data")]
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 1
    assert model in result.stderr
    assert said in result.stderr
    assert not list(tmp_path.rglob("ledger.sqlite3"))


def test_without_a_command_it_is_the_same_as_run(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["--language", "en", "--model", "other", "--data-dir", str(tmp_path)])
    assert result.exit_code == 1
    assert "other" in result.stderr


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_every_event_is_one_harmless_line(event: Event, language: LanguageCode) -> None:
    line, _ = line_of(event, Screen(language))
    assert line
    assert line.replace("\xa0", " ").isprintable()
    assert "\u202e" not in line


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_every_event_is_json(event: Event) -> None:
    document: dict[str, Any] = json.loads(json.dumps(data_of(event)))
    assert document["event"] == type(event).__name__


def test_the_live_status_shows_folder_engine_door_queue_and_trouble() -> None:
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, width=120, markup=False, color_system=None)
    with Live(console=console, auto_refresh=False) as live:
        status = LiveStatus(Screen("en"), live, folder="/bridge", engine=lambda: "embedded")
        for event in EVENTS[:-1]:
            status.hear(event)
        shown = stream.getvalue().split("Folder")[-1]
    for part in ("/bridge", "embedded", "multiplayer", "only the button", "The disk is full", "Ctrl-C"):
        assert part in shown
    assert "[bold]" in shown, "a player's name is no markup"
    assert "\x1b[2J" not in stream.getvalue()


def test_the_queue_counts_open_questions() -> None:
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, width=120, color_system=None)
    with Live(console=console, auto_refresh=False) as live:
        status = LiveStatus(Screen("en"), live, folder="f", engine=lambda: "e")
        for number in (1, 2):
            status.hear(RequestSeen(f"s-{number}", "s", "chat", "n", "w", new=True))
        assert "Open questions  2" in stream.getvalue().split("Folder")[-1]
        status.hear(Cancelled("s-1", "s"))
        assert "Open questions  1" in stream.getvalue().split("Folder")[-1]


def test_a_narrow_terminal_shows_the_whole_folder() -> None:
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, width=40, color_system=None)
    folder = "/home/player/.factorio/script-output/state"
    with Live(console=console, auto_refresh=False) as live:
        LiveStatus(Screen("en"), live, folder=folder, engine=lambda: "e").draw()
    drawn = stream.getvalue().split("Answers by")[0]
    assert folder in "".join(line.strip() for line in drawn.removeprefix("\x1b[?25l").split("Folder")[-1].splitlines())
