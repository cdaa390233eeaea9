"""From the question's last byte on disk to the answer's file on disk, beside a bare watcher with the same I/O.

The bare watchers do to the disk what ours must do before the answer's file is there (see `tests.benchmarks.peer_bridge`
for what that is and why), one with the bytes of our whole answers, one with those of the bridge alone. The game lets
a player ask about a snapshot once it is written (`mod/gpt-assistant/scripts/snapshot.lua`), so that a tick lies between
them at the least; what a question costs that is there at once with its snapshot is told beside it. Every question
is about the same factory a minute later: statuses and counters have moved on, so that nothing but what a player's next
question would find computed is computed already. One round of statuses is asked before any counts: after it the rows
that are offered were proven once, as the row of a deficit that stays was at a player's first question.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from agent.bridge.doors.reload import pristine_box
from tests.benchmarks.material import SESSION, STATUSES, machine
from tests.benchmarks.results import Result, percentile
from tests.bridge.kit import PlayedMod, install_inbox
from tests.loop.agent_process import AgentProcess, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.catalogue import Size

ROOT = Path(__file__).resolve().parents[3]
AIMS = {"p50": 3.0, "p99": 3.0}
"""The peer checks nothing, thinks nothing and forgets everything; three times its price is what we want to reach."""
BOUNDS_MS = {"p50": 20.0, "p99": 100.0}
"""Within three frames of the game nobody notices that somebody was asked."""
MACHINES = 40
LOOK_EVERY_S = 0.0005
REST_S = 0.03
"""Between two questions: what an answer leaves to be done after it belongs to nobody else's time."""
MINUTE_TICKS = 3600
TICK_S = 1 / 60
PATIENCE_S = 30.0


class Desk:
    """A bridge folder with a game that writes into it."""

    def __init__(self, root: Path) -> None:
        self.bridge = root / "script-output" / "state"
        self.bridge.mkdir(parents=True)
        self.mods = root / "mods"
        install_inbox(self.mods, pristine_box())
        self.mod = PlayedMod(self.bridge, session=SESSION)

    def answered_within_s(self, after_s: float = TICK_S) -> float:
        """Ask about a new snapshot so long after it; seconds from the last byte written to the final answer there."""
        self.mod.tick += MINUTE_TICKS
        body = self.mod.snapshot_body(MACHINES)
        body["entities"] = [_later(number, self.mod.snapshots) for number in range(MACHINES)]
        shot = self.mod.send(f"snapshot-{body['id']}.json", body)
        pause = threading.Event()
        if after_s:
            pause.wait(after_s)
        asked = self.mod.ask("Почему стоят машины?", mode="bottleneck", snapshot=shot.id)
        began = time.perf_counter()
        path = self.bridge / f"response-{asked.id}.json"
        while not path.exists() or not json.loads(path.read_bytes())["final"]:
            if time.perf_counter() - began > PATIENCE_S:
                raise TimeoutError(path.name)
            pause.wait(LOOK_EVERY_S)
        spent = time.perf_counter() - began
        self.mod.ack(asked)
        pause.wait(REST_S)
        return spent

    def written_bytes(self) -> tuple[int, int]:
        """Bytes of the last response and of its blueprint, 0 where there is none."""
        answered = f"{SESSION}-{self.mod.requests}.json"
        response, blueprint = (self.bridge / f"{kind}-{answered}" for kind in ("response", "blueprint"))
        return response.stat().st_size, blueprint.stat().st_size if blueprint.exists() else 0


def _later(number: int, minutes: int) -> dict[str, object]:
    """A machine after so many minutes: it did more or less work, and stands or works."""
    one = machine(number)
    status = STATUSES[(number * 7 + minutes) % len(STATUSES)]
    return one | {"status": status, "products_finished": number * 13 + minutes * (number % 11)}


@contextmanager
def agent(root: Path) -> Iterator[Desk]:
    """Our own, as players start it."""
    desk = Desk(root)
    desk.mod.hello()
    with AgentProcess(desk.bridge, desk.mods, root / "data", fresh=True):
        yield desk


@contextmanager
def bridge(root: Path) -> Iterator[Desk]:
    """Our own service with an assistant that answers at once: what the bridge itself takes."""
    desk = Desk(root)
    desk.mod.hello()
    served = {"root": str(root), "kind": "none", "at": 0, "after": False, "plant": ""}
    command = [sys.executable, "-m", "tests.crash.agent_zygote", json.dumps(served)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_until((desk.bridge / "status.json").exists, "the service to be there")
            yield desk
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


@contextmanager
def peer(root: Path, response_bytes: int, blueprint_bytes: int) -> Iterator[Desk]:
    """The bare watcher."""
    desk = Desk(root)
    sizes = [str(response_bytes), str(blueprint_bytes)]
    command = [sys.executable, "-m", "tests.benchmarks.peer_bridge", str(desk.bridge), *sizes]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE) as process:
        try:
            wait_until((desk.bridge / "status.json").exists, "the peer to watch")
            desk.mod.hello()
            yield desk
        finally:
            process.communicate(timeout=PATIENCE_S)


def run(size: Size) -> list[Result]:
    """120 questions of each, in turn, after a round of all statuses; one after one when tiny."""
    rounds, before = (120, len(STATUSES)) if size == "full" else (1, 1)
    with (
        tempfile.TemporaryDirectory() as folder,
        agent(Path(folder) / "ours") as ours,
        bridge(Path(folder) / "bridge") as between,
    ):
        for _ in range(before):
            ours.answered_within_s()
            between.answered_within_s()
        with (
            peer(Path(folder) / "peer", *ours.written_bytes()) as bare,
            peer(Path(folder) / "small-peer", *between.written_bytes()) as small,
        ):
            rivals = [(ours, TICK_S), (bare, TICK_S), (ours, 0.0), (bare, 0.0), (between, TICK_S), (small, TICK_S)]
            samples = [[desk.answered_within_s(gap_s) * 1000 for desk, gap_s in rivals] for _ in range(rounds + 1)][1:]
    whole, its, hurried, its_hurried, carried, carriers = zip(*samples, strict=True)
    return [
        *_compared(f"question about {MACHINES} machines", whole, its),
        *_compared("in the same instant as its snapshot", hurried, its_hurried),
        *_compared("answered at once: the bridge alone", carried, carriers),
    ]


def _compared(case: str, ours: Sequence[float], its: Sequence[float]) -> list[Result]:
    """Ratios to the peer, and what players wait beside what they may."""
    p50, p99 = statistics.median(ours), percentile(ours, 99)
    return [
        Result(case, "p50", p50, statistics.median(its), "ms", "watchdog, json, same I/O", AIMS["p50"]),
        Result(case, "p99", p99, percentile(its, 99), "ms", "watchdog, json, same I/O", AIMS["p99"]),
        Result(case, "p50", p50, BOUNDS_MS["p50"], "ms", "its bound", 1.0),
        Result(case, "p99", p99, BOUNDS_MS["p99"], "ms", "its bound", 1.0),
    ]
