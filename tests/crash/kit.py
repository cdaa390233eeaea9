"""The game's side of the crash tests: asks, polls the inbox as the mod does, and watches for what must not happen."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent.bridge.doors.reload import pristine_box
from tests.bridge.kit import PlayedMod, Sent, install_inbox, read_delivery

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).parent.parent.parent


class Speaker:
    """A process that says what happens in it, a line of JSON each."""

    def __init__(self, command: list[str]) -> None:
        self.process = subprocess.Popen(
            command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
        self._rest = b""

    def line(self, longest_s: float) -> dict[str, Any] | None:
        """The next thing that was said; None when nothing was said for so long."""
        assert self.process.stdout is not None
        until = time.monotonic() + longest_s
        while b"\n" not in self._rest:
            ready, _, _ = select.select([self.process.stdout], [], [], max(0.0, until - time.monotonic()))
            if not ready:
                return None
            piece = os.read(self.process.stdout.fileno(), 65536)
            if not piece:
                return {"died": self.process.wait(60.0)}
            self._rest += piece
        text, _, self._rest = self._rest.partition(b"\n")
        line: dict[str, Any] = json.loads(text)
        return line

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        try:
            self.process.wait(30)
        finally:
            self.process.kill()
            self.process.stdout.close()


class Zygote(Speaker):
    """Forks agents; see `agent_zygote`."""

    def __init__(self) -> None:
        super().__init__([sys.executable, "-m", "tests.crash.agent_zygote"])

    def spawn(
        self, root: Path, *, kind: str = "none", at: int = 0, after: bool = False, plant: str = "", held: bool = False
    ) -> int:
        """Fork an agent, return its process id; one that is `held` waits for SIGUSR1."""
        command = {"root": str(root), "kind": kind, "at": at, "after": after, "plant": plant, "held": held}
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(command).encode() + b"\n")
        said: dict[str, Any] = {}
        for _ in range(1 + held):  # both write at once
            line = self.line(60.0)
            assert line is not None
            said |= line
        return int(said["pid"])

    def until_dead(self, longest_s: float = 60.0) -> int:
        while True:
            line = self.line(longest_s)
            assert line is not None, "the agent does not end"
            if "died" in line:
                return int(line["died"])

    def kill(self, pid: int, number: signal.Signals = signal.SIGKILL) -> int:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
        return self.until_dead()


@dataclass
class Game:
    """A save that asks and polls; takes an answer over as the mod's delivery.lua does."""

    root: Path
    waiting: dict[str, Sent] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    seq: int = 0
    _told: dict[str, Path] = field(default_factory=dict)
    """Acknowledgements of what was shown, by the question, until the agent took them away: by then it knows."""
    _known: dict[str, int] = field(default_factory=dict)
    """The newest delivery when it was seen that the agent knows of an answer: no later one may hold it."""
    _whole: dict[str, tuple[int, int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.bridge = self.root / "script-output" / "state"
        self.bridge.mkdir(parents=True)
        self.inbox = install_inbox(self.root / "mods", pristine_box())
        self.mod = PlayedMod(self.bridge)
        self.mod.hello()

    def ask(self, *, blueprint: bool | None = None) -> Sent:
        """Ask a question, or for a blueprint: every third time where nothing is said."""
        number = self.mod.requests + 1
        if number % 3 == 0 if blueprint is None else blueprint:
            wanted = {"item": f"thing-{number}", "rate_per_min": 60.0, "prompt": f"Чертёж {number}"}
            sent = self.mod.request("blueprint", **wanted)
        else:
            sent = self.mod.ask(f"Вопрос {number}")
        self.waiting[sent.id] = sent
        return sent

    def observe(self, number: int) -> Sent:
        """The watch writes what it saw, and that a thing of this number was lost since it last did."""
        lost = {"event": "entity-died", "tick": 600 * number, "name": f"thing-{number}", "surface": "nauvis"}
        body = self.mod.header("observation", f"{self.mod.session}-o1-{number}") | {
            "tick": 600 * number,
            "player": {"index": 1, "name": "Анна"},
            "locale": "ru",
            "nonce": f"{number:08x}",
            "surface": {"name": "nauvis", "index": 1},
            "position": {"x": 1.0, "y": 2.0},
            "standing_on": "nauvis",
            "event_log": [lost],
        }
        sent = self.mod.send(f"observation-{body['id']}.json", body)
        self.waiting[sent.id] = sent
        return sent

    def poll(self) -> None:
        """One reload of mods."""
        taken = [id_ for id_, ack in self._told.items() if not ack.exists()]
        delivery = read_delivery(self.inbox)
        seq = self.seq if delivery is None else max(self.seq, delivery["seq"])
        for id_ in taken:
            del self._told[id_]
            self._known[id_] = seq
        if delivery is None or delivery["seq"] == self.seq:
            return
        self.seq = delivery["seq"]
        for response in delivery["responses"]:
            if delivery["seq"] > self._known.get(response["id"], delivery["seq"]):
                self.wrong.append(f"{response['id']} came again")
            sent = self.waiting.get(response["id"])
            if sent is None or (response["nonce"], response["request_digest"]) != (sent.body["nonce"], sent.digest):
                continue
            prompt = sent.body.get("prompt")
            if response["text"] != ("" if prompt is None else f"Ответ: {prompt}"):
                self.wrong.append(response["text"])
            found = [each for each in delivery["blueprints"] if each["id"] == sent.id]
            if [_whose(each) for each in found] != _expected(sent):
                self.wrong.append(f"{sent.id}: {len(found)} blueprints")
            del self.waiting[response["id"]]
            self.shown.append(response["id"])
            ack = self.mod.ack(sent, revision=response["revision"])
            self._told[sent.id] = self.bridge / ack.name

    def torn_files(self) -> Iterator[str]:
        """Every file of the agent that a reader could not read, temporary ones apart."""
        for path in self.bridge.iterdir():
            if path.name.startswith(".") or path.is_dir():
                continue
            if path.suffix == ".json":
                yield from self._torn(path)
        try:
            read_delivery(self.inbox)
        except (AssertionError, ValueError) as fault:
            yield f"inbox.lua: {fault}"

    def _torn(self, path: Path) -> Iterator[str]:
        """What a reader of one file could not read: itself, or the blueprint that its answer mentions."""
        found = path.stat()
        stamp = found.st_ino, found.st_mtime_ns, found.st_size
        if self._whole.get(path.name) == stamp:
            return
        try:
            document = json.loads(path.read_bytes())
            if path.name.startswith("response-") and document["has_blueprint"]:
                blueprint = json.loads(path.with_name(f"blueprint-{document['id']}.json").read_bytes())
                assert _whose(blueprint) == (document["request_digest"], _label(document["id"]))
        except (ValueError, AssertionError, FileNotFoundError, zlib.error):
            yield path.name
        else:
            self._whole[path.name] = stamp

    def asked_log(self) -> list[str]:
        path = self.root / "asked.log"
        return path.read_text().split() if path.exists() else []


def _expected(sent: Sent) -> list[tuple[str, str]]:
    """Whose blueprints belong to the answer to what was sent: its digest, and what is drawn on it."""
    return [(sent.digest, _label(sent.id))] if sent.body.get("request") == "blueprint" else []


def _label(id_: str) -> str:
    return f"{id_}: thing-{id_.rpartition('-')[2]}"


def _whose(blueprint: dict[str, Any]) -> tuple[str, str]:
    drawn = json.loads(zlib.decompress(base64.b64decode(blueprint["string"][1:])))
    return blueprint["request_digest"], drawn["blueprint"]["label"]
