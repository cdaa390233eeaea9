"""A process that overwrites files in place while they are read: no torn document is ever accepted, none is lost."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from agent.bridge.sight import Sight
from agent.service import Clock, Rejected, Service, ServiceConfig, Standing
from tests.bridge.kit import SESSION, EqualToAll
from tests.crash.kit import REPOSITORY
from tests.service.kit import CountingAssistant, InlineWorkers, Table

if TYPE_CHECKING:
    from pathlib import Path

    from agent.service import Event

TEN_MINUTES_S = 600.0
TENTH = 10
PATIENCE_S = 20
"""Seconds in which nothing more is taken in, until the rest counts as lost."""


def asked_under_attack(seconds: float, root: Path) -> tuple[list[str], list[str], list[Event]]:
    """Serve a folder that is written in place; return what was asked, what reached the assistant, and the refusals."""
    table = Table(root)
    table.mod.hello()
    table.service.close()
    assistant = CountingAssistant()
    refusals: list[Event] = []
    service = Service(
        ServiceConfig(bridge=table.bridge, data_dir=root / "data", clock=Clock()),
        assistant,
        standing=lambda: Standing("counting"),
        listen=lambda event: refusals.append(event) if isinstance(event, Rejected) else None,
        copy=lambda _text: None,
        workers=InlineWorkers,
    )
    stop = threading.Event()
    serving = threading.Thread(target=service.run_forever, args=(stop,))
    serving.start()
    command = [sys.executable, "-m", "tests.crash.hostile_writer", str(table.bridge), SESSION, str(seconds)]
    done = subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.PIPE, check=True, timeout=seconds + 60.0)
    asked = [json.loads(line) for line in done.stdout.splitlines()]
    quiet, heard, idle = threading.Event(), -1, 0
    while len(assistant.asked) + len(refusals) < len(asked) and idle < PATIENCE_S:
        idle = 0 if heard != len(assistant.asked) else idle + 1
        heard = len(assistant.asked)
        quiet.wait(1.0)
    stop.set()
    service.wake()
    serving.join(30.0)
    return asked, [question.request.prompt for question in assistant.asked], refusals


def check(seconds: float, root: Path) -> None:
    asked, heard, refusals = asked_under_attack(seconds, root)
    assert len(asked) > seconds
    assert refusals == [], "refused"
    assert set(heard) <= set(asked), "torn"
    assert sorted(heard) == sorted(asked), "lost or heard twice"


@pytest.mark.timeout(400)
def test_no_torn_document_is_accepted_while_files_are_written_in_place(tmp_path: Path) -> None:
    check(TEN_MINUTES_S / TENTH, tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_no_torn_document_is_accepted_in_ten_minutes(tmp_path: Path) -> None:
    check(TEN_MINUTES_S, tmp_path)


def test_an_intake_that_believes_the_length_alone_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sight, "digest", EqualToAll("x"))
    with pytest.raises(AssertionError, match=r"refused|torn"):
        check(3.0, tmp_path)
