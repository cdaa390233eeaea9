"""The mod played by Python: writes the files a game would write, in its order and shape, on a real disk."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from lupa import lua52

if TYPE_CHECKING:
    from pathlib import Path

SESSION = "0a1b2c3d"


def adler(data: bytes) -> str:
    return f"{zlib.adler32(data):08x}"


class EqualToAll(str):
    """A digest that any other equals."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    __hash__ = str.__hash__


@dataclass
class FakeTime:
    """Time that moves when told; the wall clock apart from the monotonic one."""

    now_s: float = 1000.0
    wall_now: datetime = field(default_factory=lambda: datetime(2026, 11, 21, 4, 0, tzinfo=UTC))
    paused_s: float = 0.0

    def monotonic(self) -> float:
        return self.now_s

    def wall(self) -> datetime:
        return self.wall_now

    def pause(self, seconds: float) -> None:
        self.paused_s += seconds
        self.now_s += seconds

    def pass_s(self, seconds: float) -> None:
        self.now_s += seconds
        self.wall_now += timedelta(seconds=seconds)


@dataclass
class Typed:
    """A server's standard input; `room` lines are taken until somebody makes more room."""

    lines: list[bytes] = field(default_factory=list)
    open: bool = True
    room: int = 1_000_000

    def offer(self, line: bytes) -> bool:
        if not self.open or self.room == 0:
            return False
        self.room -= 1
        self.lines.append(line)
        return True

    def numbers(self) -> list[int]:
        """Take out what was typed, as numbers of pieces."""
        found = [int(line.split()[2]) for line in self.lines]
        self.lines.clear()
        return found


@dataclass
class Sent:
    """A file that was written, with what the mod remembers of it."""

    name: str
    body: dict[str, Any]
    data: bytes

    @property
    def digest(self) -> str:
        return adler(self.data)

    @property
    def id(self) -> str:
        return str(self.body["id"])


@dataclass
class PlayedMod:
    """One save with its counters; `folder` is script-output/state."""

    folder: Path
    session: str = SESSION
    tick: int = 100
    requests: int = 0
    acks: int = 0
    snapshots: int = 0
    journal: str = "journal.jsonl"
    protocol: str = "1.0"

    def header(self, kind: str, file_id: str) -> dict[str, Any]:
        self.tick += 1
        return {"protocol": self.protocol, "kind": kind, "id": file_id, "session": self.session, "tick": self.tick}

    def append(self, entry: dict[str, Any]) -> None:
        line = json.dumps({**self.header("journal", f"{self.session}-journal"), **entry}) + "\n"
        with (self.folder / self.journal).open("ab") as out:
            out.write(line.encode())

    def line_for(self, name: str, data: bytes) -> None:
        self.append({"entry": "file", "name": name, "bytes": len(data), "adler32": adler(data)})

    def send(self, name: str, body: dict[str, Any]) -> Sent:
        data = json.dumps(body, ensure_ascii=False).encode()
        (self.folder / name).write_bytes(data)
        self.line_for(name, data)
        return Sent(name, body, data)

    def raw(self, name: str, data: bytes) -> Sent:
        """Write bytes that are no valid document, with a journal line that agrees with them."""
        (self.folder / name).write_bytes(data)
        self.line_for(name, data)
        return Sent(name, {"id": name.partition("-")[2].removesuffix(".json")}, data)

    def hello(
        self,
        *,
        multiplayer: bool = False,
        headless: bool = False,
        inbox_mod: bool = True,
        settings: dict[str, object] | None = None,
    ) -> Sent:
        body = self.header("hello", f"{self.session}-hello")
        role = "headless" if headless else "host" if multiplayer else "single"
        body |= {"mod_version": "0.1.0", "game_version": "2.0.77", "mods": {"base": "2.0.77"}, "modset": "0bad0bad"}
        body |= {"player": {"index": 1, "name": "Анна"}, "locale": "ru", "multiplayer": multiplayer or headless}
        body |= {
            "writer": {"role": role, "player_index": 0 if headless else None},
            "inbox_mod": inbox_mod,
            "settings": settings or {},
        }
        return self.send("hello.json", body)

    def request_body(self, kind: str, **payload: object) -> dict[str, Any]:
        self.requests += 1
        body = self.header("request", f"{self.session}-{self.requests}")
        nonce = f"{zlib.adler32(str(self.tick).encode()):08x}"
        body |= {"request": kind, "player": {"index": 1, "name": "Анна"}, "locale": "ru", "nonce": nonce}
        return body | {"multiplayer": False} | payload

    def ask(self, prompt: str = "Почему стоит завод?", **payload: object) -> Sent:
        body = self.request_body("chat", **{"mode": "chat", "prompt": prompt, **payload})
        return self.send(f"request-{body['id']}.json", body)

    @staticmethod
    def after(*asked: Sent) -> list[dict[str, str]]:
        """What a question names of those before it."""
        return [{"id": sent.id, "adler32": sent.digest} for sent in asked]

    def request(self, kind: str, **payload: object) -> Sent:
        body = self.request_body(kind, **payload)
        return self.send(f"request-{body['id']}.json", body)

    def cancel(self, asked: Sent) -> Sent:
        return self.request("cancel", target=asked.id, target_adler32=asked.digest)

    def ack(self, asked: Sent, *, what: str = "response", result: str = "shown", revision: int | None = None) -> Sent:
        self.acks += 1
        body = self.header("ack", f"{self.session}-a{self.acks}")
        body |= {"request_id": asked.id, "request_digest": asked.digest, "what": what, "result": result}
        body |= {"door": "reload", "revision": revision, "detail": {"blockers": {}}}
        return self.send(f"ack-{body['id']}.json", body)

    def pending(self, *asked: Sent, rewrite: bool = True) -> None:
        """What the mod does after a load: the same bytes once more, then the list."""
        for sent in asked:
            if rewrite:
                (self.folder / sent.name).write_bytes(sent.data)
                self.line_for(sent.name, sent.data)
        self.append({"entry": "pending", "pending": [{"id": s.id, "adler32": s.digest} for s in asked] or {}})

    def mark(self, mark: str, **more: object) -> None:
        self.append({"entry": "mark", "mark": mark, **more})

    def snapshot_body(self, entities: int = 3, **more: object) -> dict[str, Any]:
        self.snapshots += 1
        body = self.header("snapshot", f"{self.session}-s{self.snapshots}")
        corner = {"x": 0.0, "y": 0.0}
        body |= {"player": {"index": 1, "name": "Анна"}, "surface": {"name": "nauvis", "index": 1}}
        body |= {"area": {"left_top": corner, "right_bottom": {"x": 9.0, "y": 9.0}}, "selection": "entities"}
        body |= {"load_score": 1.0, "entity_count": entities}
        body["entities"] = [
            {"type": "furnace", "name": "stone-furnace", "x": 1.0 * n, "y": 0.0, "unit": n} for n in range(entities)
        ]
        return body | more

    def snapshot(self, entities: int = 3, **more: object) -> Sent:
        body = self.snapshot_body(entities, **more)
        return self.send(f"snapshot-{body['id']}.json", body)


def read_box(path: Path) -> dict[str, Any]:
    """What the companion mod's `require("inbox")` gives, by real Lua 5.2; strings are bytes."""
    lua = lua52.LuaRuntime(encoding=None, unpack_returned_tuples=True)
    table = lua.execute(path.read_bytes())
    return {key.decode(): value for key, value in table.items()}


def read_delivery(path: Path) -> dict[str, Any] | None:
    """The delivery in an inbox as the mod takes it over; None when it is pristine."""
    box = read_box(path)
    assert box["length"] == len(box["body"])
    if box["seq"] == 0:
        return None
    delivery: dict[str, Any] = json.loads(box["body"])
    assert delivery["seq"] == box["seq"]
    return delivery


def install_inbox(mods: Path, pristine: bytes) -> Path:
    """Put the companion mod where the game looks."""
    folder = mods / "gpt-assistant-inbox"
    folder.mkdir(parents=True)
    (folder / "info.json").write_text('{"name": "gpt-assistant-inbox", "version": "0.1.0"}')
    (folder / "inbox.lua").write_bytes(pristine)
    return folder / "inbox.lua"
