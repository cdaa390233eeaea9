"""A process that forks agents on demand, so that a hundred of them can be killed in seconds.

Reads one JSON command per line, forks an agent that prints its events as JSON lines, waits until it is gone, prints
`{"died": …}` and reads on. One that is `held` says so and begins at SIGUSR1: by then a tracer may be at it.
With a command as its argument it is that one agent itself, for the benchmarks.
"""

from __future__ import annotations

import base64
import ctypes
import hashlib
import json
import os
import signal
import sqlite3
import sys
import zlib
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent.assistant.question import Answer, BlueprintOffer
from agent.bridge import disk
from agent.contract import BlueprintRequest, Size
from agent.game.bundled import load, set_for
from agent.i18n import catalogue
from agent.service import Service, ServiceConfig, Standing, run_until_signalled
from tests.crash.faults import CALLS, FaultyOs, connection_that_dies, die

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agent.assistant.question import Question
    from agent.assistant.watching import Watched
    from agent.models import Listener

PR_SET_PTRACER, PR_SET_PTRACER_ANY = 0x59616D61, 2**64 - 1
"""prctl(2): Yama lets a process be traced by those above it alone, unless it says otherwise."""


@dataclass
class LoggingAssistant:
    """Answers, and leaves a line for every time it was asked."""

    log: Path
    times: int = 1

    def urgent_answer(self, question: Question) -> Answer | None:
        del question
        return None

    def answer(self, question: Question, listener: Listener | None = None) -> Answer:
        del listener
        with self.log.open("a") as out:
            out.write(f"{question.request.id}\n" * self.times)
        request = question.request
        return Answer(
            text=f"Ответ: {request.prompt}",
            mode="chat",
            language="ru",
            engine="logging",
            data_set="none",
            blueprint=drawn(request) if isinstance(request, BlueprintRequest) else None,
        )

    def decide(self, watched: Watched, listener: Listener | None = None) -> Answer:
        del listener
        with self.log.open("a") as out:
            lost = ",".join(each.name or "" for each in watched.observation.event_log)
            out.write(f"{watched.observation.id}:{lost}\n")
        return Answer(text="", mode="chat", language="ru", engine="logging", data_set="none")

    def forget(self) -> None:
        """Nothing is kept."""


def drawn(request: BlueprintRequest) -> BlueprintOffer:
    """A blueprint of some pages that tells whose it is."""
    rest = "".join(hashlib.sha256(f"{request.id}-{number}".encode()).hexdigest() for number in range(500))
    told = {"blueprint": {"label": f"{request.id}: {request.item}", "description": rest}}
    return BlueprintOffer(
        label=request.item,
        string="0" + base64.b64encode(zlib.compress(json.dumps(told).encode())).decode(),
        entity_count=1,
        size=Size(width=3, height=3),
        position=None,
        surface="nauvis",
        required=(),
        missing_research=(),
        promised=(),
        power_w=None,
        verified_by=("static",),
    )


def say(line: dict[str, Any]) -> None:
    os.write(1, json.dumps(line).encode() + b"\n")


def write_in_place(path: Path, data: bytes, **_: object) -> None:
    """The fault that the torn-file checks guard against."""
    descriptor = disk.os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)  # type: ignore[attr-defined]
    disk.os.write(descriptor, data[: len(data) // 2])  # type: ignore[attr-defined]
    disk.os.write(descriptor, data[len(data) // 2 :])  # type: ignore[attr-defined]
    os.close(descriptor)


def write_all_in_place(files: Sequence[tuple[Path, bytes]], **_: object) -> None:
    """The same of files that belong together."""
    for path, data in files:
        write_in_place(path, data)


def giving_up(write: Callable[..., None]) -> Callable[..., None]:
    """An agent that ends where the disk refuses once."""

    def give_up(*what: object, **options: object) -> None:
        try:
            write(*what, **options)
        except OSError:
            os._exit(3)

    return give_up


def plant(fault: str, bridge: Path) -> None:
    """Put in a fault that the checks guard against; "asks twice" is the assistant's."""
    if fault == "in place":
        disk.write_atomically = write_in_place
        disk.write_together = write_all_in_place
    elif fault == "gives up":
        disk.write_atomically = giving_up(disk.write_atomically)
        disk.write_together = giving_up(disk.write_together)
    elif fault == "loses":
        for request in bridge.glob("request-*.json"):
            request.unlink()


def wait_for_the_tracer() -> None:
    """Let any process trace this one, where the system asks for leave, and wait to be told that it does."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    ctypes.CDLL(None).prctl(PR_SET_PTRACER, ctypes.c_ulong(PR_SET_PTRACER_ANY), 0, 0, 0)
    say({"held": os.getpid()})
    signal.sigwait({signal.SIGUSR1})


def serve(command: dict[str, Any]) -> None:
    root = Path(command["root"])
    if command.get("held"):
        wait_for_the_tracer()
    if command["kind"] in {"io", "write"}:
        counted = CALLS if command["kind"] == "io" else ("write",)
        faulty: Any = FaultyOs(command["at"], die, after=command["after"], counted=counted)
        disk.os = faulty  # type: ignore[attr-defined]
    elif command["kind"] == "commit":
        dying = connection_that_dies(command["at"], after=command["after"])
        sqlite3.connect = partial(sqlite3.connect, factory=dying)  # type: ignore[assignment]
    plant(command["plant"], root / "script-output" / "state")
    # Kills are no fault of the question's: it is not given up however often one falls upon its answering.
    config = ServiceConfig(
        bridge=root / "script-output" / "state", data_dir=root / "data", interval_s=0.0, tries=sys.maxsize
    )
    service = Service(
        config,
        LoggingAssistant(root / "asked.log", times=1 + (command["plant"] == "asks twice")),
        standing=lambda: Standing("logging"),
        listen=lambda event: say({"event": type(event).__name__, "id": str(getattr(event, "id", ""))}),
        copy=lambda _text: None,
    )
    run_until_signalled(service)


def main() -> None:
    if len(sys.argv) > 1:
        say({"pid": os.getpid()})
        serve(json.loads(sys.argv[1]))
        return
    # Read once here and not in every agent.
    catalogue("ru")
    load(set_for("2.0.77", space_age=False))
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                serve(json.loads(line))
                code = 0
            finally:
                os._exit(code)
        say({"pid": child})
        _, status = os.waitpid(child, 0)
        say({"died": os.waitstatus_to_exitcode(status)})


if __name__ == "__main__":
    main()
