"""The mod's part of a round trip, played in Python on real files: writes as the mod writes, reads as the mod reads.

It is no stand-in for the tests' simulated game, which runs the mod's own Lua; it lets a newcomer see the bridge work
where there is no game.
"""

from __future__ import annotations

import json
import re
import secrets
import time
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from agent.contract import (
    PROTOCOL,
    Ack,
    AckDetail,
    BlueprintFile,
    ChatRequest,
    Delivery,
    Document,
    FileLine,
    Hello,
    LocalisedNames,
    Player,
    Response,
    Snapshot,
    Writer,
    parse_document,
)
from agent.errors import BridgeError
from agent.setup.demo_factory import factory
from agent.setup.demo_names import exported
from agent.setup.mods import INBOX, MAIN, bundled_version

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Literal

    from agent.contract import Language, Mode

GAME_VERSION: Final = "2.1.12"
_FIRST_TICK: Final = 216_000
"""An hour into the save."""
_INBOX_TABLE: Final = re.compile(
    rb"\A\s*return\s*\{.*?\bseq\s*=\s*(?P<seq>\d+).*?\blength\s*=\s*(?P<length>\d+)"
    rb".*?\bbody\s*=\s*\[(?P<level>=*)\[(?P<body>.*)\](?P=level)\]\s*,?\s*\}\s*\Z",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on its way: what the answer must name to be accepted."""

    id: str
    nonce: str
    digest: str


@dataclass(frozen=True, slots=True)
class Received:
    """What came through the door for a question."""

    response: Response
    blueprint: BlueprintFile | None
    seq: int


@dataclass(slots=True)
class DemoPlayer:
    """One single-player save with the mod, consent given.

    Attributes:
        bridge: The bridge folder.
        inbox: ``inbox.lua`` of the companion mod, as the agent replaces it.
    """

    bridge: Path
    inbox: Path
    locale: Language
    session: str = field(default_factory=lambda: secrets.token_hex(4))
    player: Player = field(default_factory=lambda: Player(index=1, name="Инженер"))
    _tick: int = _FIRST_TICK
    _lines: int = 0
    _acks: int = 0

    def hello(self) -> None:
        """Introduce the game, as after consent."""
        mods = self._mods()
        self._write(
            "hello.json",
            Hello(
                **self._envelope("hello"),
                kind="hello",
                mod_version=mods[MAIN],
                game_version=GAME_VERSION,
                mods=mods,
                modset=_modset(mods),
                player=self.player,
                locale=self.locale,
                multiplayer=False,
                writer=Writer(role="single"),
                inbox_mod=True,
            ),
        )

    def names(self) -> None:
        """Tell what things are called in the player's language, as after the first selection with a mod set."""
        modset = _modset(self._mods())
        name_id = f"{modset}-{self.locale}"
        self._write(
            f"names-{name_id}.json",
            LocalisedNames(
                **self._envelope(name_id),
                kind="names",
                modset=modset,
                locale=self.locale,
                names=tuple(exported(self.locale)),
            ),
        )

    def select(self) -> Snapshot:
        """Draw a box over the factory."""
        snapshot = factory(self.session, f"{self.session}-s1", self._next_tick(), self.player)
        self._write(f"snapshot-{snapshot.id}.json", snapshot)
        return snapshot

    def ask(self, mode: Mode, prompt: str, snapshot: Snapshot) -> Asked:
        """Send a question about a snapshot."""
        nonce = secrets.token_hex(4)
        request_id = f"{self.session}-1"
        digest = self._write(
            f"request-{request_id}.json",
            ChatRequest(
                **self._envelope(request_id),
                kind="request",
                request="chat",
                player=self.player,
                locale=self.locale,
                nonce=nonce,
                multiplayer=False,
                mode=mode,
                prompt=prompt,
                snapshot=snapshot.id,
            ),
        )
        return Asked(request_id, nonce, digest)

    def wait(self, asked: Asked, limit_s: float, alive: Callable[[], None]) -> Received:
        """Look into the inbox, as the mod does after each reload, until the final answer is there.

        Args:
            asked: The question.
            limit_s: How long to look.
            alive: Called between looks; raises when nobody can answer any more.

        Raises:
            BridgeError: ``demo-no-answer``: nothing came in time.
        """
        end = time.monotonic() + limit_s
        while time.monotonic() < end:
            delivery = self.read_inbox()
            if delivery is not None and (received := _for(asked, delivery)) is not None:
                return received
            alive()
            time.sleep(0.05)
        raise BridgeError("demo-no-answer", folder=str(self.bridge), seconds=round(limit_s))

    def read_inbox(self) -> Delivery | None:
        """Read what lies in the reload door; None while it is pristine.

        Raises:
            ContractError: The delivery breaks the contract.
        """
        table = _INBOX_TABLE.match(self.inbox.read_bytes())
        if table is None or int(table["seq"]) == 0:
            return None
        # Lua drops a line break right after the opening bracket.
        body = re.sub(rb"\A(\r\n|\n)", b"", table["body"])
        if len(body) != int(table["length"]):
            return None
        return parse_document(Delivery, body)

    def acknowledge(self, asked: Asked, received: Received) -> None:
        """Tell the agent that the answer was shown, and that its blueprint went into the cursor."""
        self._ack(asked, "response", "shown", received.response.revision, AckDetail())
        if received.blueprint is not None:
            self._ack(asked, "blueprint", "cursor", None, AckDetail())

    def _ack(
        self,
        asked: Asked,
        what: Literal["response", "blueprint"],
        result: Literal["shown", "cursor"],
        revision: int | None,
        detail: AckDetail,
    ) -> None:
        self._acks += 1
        ack_id = f"{self.session}-a{self._acks}"
        self._write(
            f"ack-{ack_id}.json",
            Ack(
                **self._envelope(ack_id),
                kind="ack",
                request_id=asked.id,
                request_digest=asked.digest,
                what=what,
                result=result,
                door="reload",
                revision=revision,
                detail=detail,
            ),
        )

    def _write(self, name: str, document: Document) -> str:
        """Write a file, then its journal line: only then is it there."""
        raw = document.model_dump_json(exclude_none=True).encode()
        (self.bridge / name).write_bytes(raw)
        digest = _adler32(raw)
        self._lines += 1
        line = FileLine(
            **self._envelope(str(self._lines)),
            kind="journal",
            entry="file",
            name=name,
            bytes=len(raw),
            adler32=digest,
        )
        with (self.bridge / "journal.jsonl").open("ab") as journal:
            journal.write(json.dumps(line.model_dump(), ensure_ascii=False).encode() + b"\n")
        return digest

    def _mods(self) -> dict[str, str]:
        return {"base": GAME_VERSION, MAIN: bundled_version(MAIN), INBOX: bundled_version(INBOX)}

    def _envelope(self, document_id: str) -> dict[str, Any]:
        return {"protocol": PROTOCOL, "id": document_id, "session": self.session, "tick": self._next_tick()}

    def _next_tick(self) -> int:
        self._tick += 60
        return self._tick


def _modset(mods: dict[str, str]) -> str:
    return _adler32("\n".join(f"{name}={version}" for name, version in sorted(mods.items())).encode())


def _for(asked: Asked, delivery: Delivery) -> Received | None:
    """Pick the final answer to a question, if the delivery holds it; what names another nonce or content is dropped."""
    proof = (asked.id, asked.nonce, asked.digest)
    for response in delivery.responses:
        if (response.id, response.nonce, response.request_digest) == proof and response.final:
            offered = (file for file in delivery.blueprints if (file.id, file.nonce, file.request_digest) == proof)
            return Received(response, next(offered, None), delivery.seq)
    return None


def _adler32(raw: bytes) -> str:
    return f"{zlib.adler32(raw):08x}"
