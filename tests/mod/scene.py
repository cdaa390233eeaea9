"""A game with both mods in it, and the simplest agent: files read by the contract, answers put into a door."""

from __future__ import annotations

import base64
import json
import shutil
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent.contract.ack import Ack
from agent.contract.answer import Delivery
from agent.contract.base import Document, parse_document
from agent.contract.hello import Hello
from agent.contract.journal import FileLine, JournalLine
from agent.contract.parse import parse_journal_line, parse_request
from agent.contract.selftest import Selftest
from agent.contract.snapshot import Snapshot
from tests.game.game import Game

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract.request import Request
    from tests.game.driver import SimPlayer
    from tests.game.peer import Peer

MODS = Path(__file__).parents[2] / "mod"
MAIN, INBOX = "gpt-assistant", "gpt-assistant-inbox"


def copy_mods(into: Path, version: str, *, inbox: bool = True) -> Path:
    """Both mods as the installer would put them there, for one version of the game."""
    for name in (MAIN, INBOX) if inbox else (MAIN,):
        shutil.copytree(MODS / name, into / name)
        info = into / name / "info.json"
        data = json.loads(info.read_text("utf-8"))
        data["factorio_version"] = version
        info.write_text(json.dumps(data), "utf-8")
    return into


def adler(data: bytes) -> str:
    """Digest as the bridge writes it."""
    return f"{zlib.adler32(data):08x}"


class Scene:
    """One save in one game; `state` is the bridge folder of the peer that writes."""

    def __init__(
        self,
        folder: Path,
        version: str,
        *,
        inbox: bool = True,
        mods: Path | None = None,
        **game: Any,  # noqa: ANN401 - passed on to Game
    ) -> None:
        self.version = version
        self.folder = folder
        self.mods = mods or copy_mods(folder / "mods", version, inbox=inbox)
        self._options = game
        self.game = Game([self.mods], folder / "write-data", version=version, **game)
        self.seq = 0
        self._earlier: list[str] = []

    @property
    def player(self) -> SimPlayer:
        return self.game.players[1]

    @property
    def state(self) -> Path:
        return self.game.script_output() / "state"

    def exported_before(self) -> None:
        """As if what the mods are made of had been written at an earlier use: the next ones cost no ticks for it."""
        active = "\n".join(f"{name}={version}" for name, version in sorted(self.game.rules.active_mods.items()))
        modset = adler(active.encode())
        known = [f"prototypes-{modset}", *(f"names-{modset}-{locale}" for locale in ("en", "ru"))]
        code = " ".join(f'storage.exported["{name}"] = true' for name in known)

        def change(peer: Peer) -> None:
            peer.states[MAIN].eval(code)

        self.game.act(change)

    def load(self, save: Any) -> None:  # noqa: ANN401 - a save of the simulator
        """Another start of the game with a save; what was on disk stays there."""
        self._earlier = self.problems
        self.game = Game([self.mods], self.folder / "write-data", version=self.version, save=save, **self._options)

    def build(self, scenario: Callable[[Any], object]) -> None:
        """Lets a scenario build in every peer's world."""

        def change(world: Any) -> None:  # noqa: ANN401 - the simulated world
            scenario(world)

        self.game.change_world(change)

    @property
    def problems(self) -> list[str]:
        """What was refused or failed so far: API calls, texts, features; over all loads."""
        failed = [str(line) for peer in self.game.peers for line in peer.logs if "failed" in str(line[2])]
        return self._earlier + self.game.problems + failed

    # --- what the player does ---

    def consent(self, player: SimPlayer | None = None) -> None:
        """Opens the chat and accepts."""
        who = player or self.player
        who.hotkey("gpta-toggle-chat")
        who.click("gpta-consent-accept")

    def ask(self, prompt: str, player: SimPlayer | None = None) -> Request:
        """Types a question and sends it; the request file as it stands on disk."""
        who = player or self.player
        who.type_text("gpta-prompt", prompt)
        who.click("gpta-send")
        assert self.requests(), "no question left the game"
        return self.requests()[-1]

    def allow_reloads(self) -> None:
        """Waits for the notice before the first reload and agrees."""
        self.game.run_until(lambda: self.player.find("gpta-notice") is not None, limit=400)
        self.player.click("gpta-notice-automatic")

    def said(self, player: SimPlayer | None = None, language: str = "ru") -> str:
        """What the player's screen shows."""
        return (player or self.player).screen(language)

    # --- what is on disk ---

    def files(self) -> dict[str, bytes]:
        """Every file of the bridge folder but the journals."""
        if not self.state.is_dir():
            return {}
        return {
            path.name: path.read_bytes() for path in self.state.iterdir() if not path.name.startswith(("journal", "."))
        }

    def journal(self) -> list[JournalLine]:
        """All lines, each checked by the contract; files they name are held against length and digest."""
        lines = []
        for path in sorted(self.state.glob("journal*.jsonl")):
            lines += [parse_journal_line(line) for line in path.read_bytes().splitlines()]
        return lines

    def check_files(self) -> None:
        """The latest journal line of every file tells its length and digest; only the one being written has none."""
        latest = {line.name: line for line in self.journal() if isinstance(line, FileLine)}
        files = self.files()
        begun = self.game.eval(MAIN, "return storage.export and storage.export.file")
        assert set(files) - {begun} <= set(latest)
        for name, data in files.items():
            if name == begun:
                continue
            assert (latest[name].bytes, latest[name].adler32) == (len(data), adler(data)), name

    def document(self, name: str, model: type[Any]) -> Any:  # noqa: ANN401 - the model's own type
        """One file, checked by the contract."""
        return parse_document(model, (self.state / name).read_bytes())

    def hello(self) -> Hello:
        return self.document("hello.json", Hello)  # type: ignore[no-any-return]

    def requests(self) -> list[Request]:
        """All requests, oldest first."""
        found = [parse_request(data) for name, data in self.files().items() if name.startswith("request-")]
        return sorted(found, key=lambda request: int(request.id.rsplit("-", 1)[1]))

    def acks(self) -> list[Ack]:
        """All acks, oldest first."""
        found = [parse_document(Ack, data) for name, data in self.files().items() if name.startswith("ack-")]
        return sorted(found, key=lambda ack: int(ack.id.rsplit("-a", 1)[1]))

    def snapshots(self) -> list[Snapshot]:
        """All snapshots, oldest first."""
        found = [parse_document(Snapshot, data) for name, data in self.files().items() if name.startswith("snapshot-")]
        return sorted(found, key=lambda each: int(each.id.rsplit("-s", 1)[1]))

    def selftest(self) -> Selftest:
        return self.document("selftest.json", Selftest)  # type: ignore[no-any-return]

    # --- what the agent answers ---

    def digest(self, request: Document) -> str:
        """That of a request's or an observation's file."""
        return adler((self.state / f"{request.kind}-{request.id}.json").read_bytes())

    def response(self, request: Request, text: str, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        """A response to a request as JSON."""
        return {
            "protocol": "1.0",
            "kind": "response",
            "id": request.id,
            "session": request.session,
            "tick": request.tick,
            "request_digest": self.digest(request),
            "nonce": request.nonce,
            "revision": 0,
            "final": True,
            "ok": True,
            "mode": "chat",
            "language": "ru",
            "text": text,
            "findings": [],
            "notes": [],
            "engine": "embedded",
            "data_set": "base 2.0.77",
            "has_blueprint": False,
        } | changes

    def delivery(
        self,
        request: Document,
        *responses: dict[str, Any],
        blueprints: list[dict[str, Any]] | None = None,
        **status: Any,  # noqa: ANN401 - JSON
    ) -> dict[str, Any]:
        """A delivery in the contract's shape, with the next sequence number."""
        self.seq += 1
        head = {"protocol": "1.0", "session": request.session, "tick": request.tick}
        body = head | {
            "kind": "delivery",
            "id": f"{request.session}-d{self.seq}",
            "seq": self.seq,
            "status": head
            | {
                "kind": "status",
                "id": f"{request.session}-status",
                "agent_version": "0.1.0",
                "engine": "embedded",
                "door": "reload",
                "poll_manual": False,
                "queue": 0,
            }
            | status,
            "responses": list(responses),
            "blueprints": blueprints or [],
        }
        parse_document(Delivery, json.dumps(body).encode())
        return body

    def put_into_inbox(self, delivery: dict[str, Any]) -> None:
        """The reload door: the inbox as the agent writes it."""
        body = json.dumps(delivery, ensure_ascii=False)
        text = (
            f'return {{ version = 1, seq = {delivery["seq"]}, id = "{delivery["id"]}", '
            f'session = "{delivery["session"]}", length = {len(body.encode())}, body = [====[{body}]====] }}\n'
        )
        (self.mods / INBOX / "inbox.lua").write_text(text, "utf-8")

    def paste(self, delivery: dict[str, Any], player: SimPlayer | None = None) -> None:
        """The paste door: the text as the agent puts it on the clipboard, pasted and applied."""
        who = player or self.player
        who.type_text("gpta-paste", paste_text(delivery))
        who.click("gpta-apply")


def paste_text(delivery: dict[str, Any]) -> str:
    """A delivery as one text."""
    encoded = base64.b64encode(zlib.compress(json.dumps(delivery).encode()))
    return f"gpta1:{encoded.decode()}:{adler(encoded)}"
