"""The demo's player writes what the contract wants and takes nothing that is not the answer to its question."""

import json
import tempfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.bridge.doors.lua_box import encode_box
from agent.bridge.doors.reload import pristine_box
from agent.contract import (
    PROTOCOL,
    Delivery,
    FileLine,
    Response,
    Snapshot,
    Status,
    parse_document,
    parse_journal_line,
    parse_request,
)
from agent.errors import BridgeError
from agent.setup.demo_player import Asked, DemoPlayer


@pytest.fixture
def player(tmp_path: Path) -> DemoPlayer:
    inbox = tmp_path / "inbox.lua"
    inbox.write_bytes(pristine_box())
    return DemoPlayer(tmp_path, inbox, "ru")


def _asked(player: DemoPlayer) -> Asked:
    player.hello()
    return player.ask("bottleneck", "Почему?", player.select())


def _deliver(player: DemoPlayer, asked: Asked, *, nonce: str = "", text: str = "ответ ]] ]=] конец") -> None:
    envelope: dict[str, Any] = {"protocol": PROTOCOL, "session": player.session, "tick": 0}
    status = Status(**envelope, kind="status", id="s", agent_version="0", engine="e", door="reload")
    response = Response(
        **envelope,
        kind="response",
        id=asked.id,
        request_digest=asked.digest,
        nonce=nonce or asked.nonce,
        ok=True,
        language="ru",
        text=text,
        engine="e",
    )
    delivery = Delivery(**envelope, kind="delivery", id="d", seq=7, status=status, responses=(response,))
    body = delivery.model_dump_json()
    player.inbox.write_bytes(encode_box(seq=7, box_id="d", session=player.session, body=body))


def test_every_file_is_named_by_a_journal_line_with_its_length_and_digest(player: DemoPlayer) -> None:
    _asked(player)
    lines = [parse_journal_line(line) for line in (player.bridge / "journal.jsonl").read_bytes().splitlines()]
    assert len(lines) == 3
    for line in lines:
        assert isinstance(line, FileLine)
        raw = (player.bridge / line.name).read_bytes()
        assert (len(raw), f"{zlib.adler32(raw):08x}") == (line.bytes, line.adler32)


def test_snapshot_and_request_keep_the_contract(player: DemoPlayer) -> None:
    asked = _asked(player)
    request = parse_request((player.bridge / f"request-{asked.id}.json").read_bytes())
    assert request.nonce == asked.nonce
    (path,) = player.bridge.glob("snapshot-*.json")
    snapshot = parse_document(Snapshot, path.read_bytes())
    assert snapshot.entity_count == len(snapshot.entities) == len(json.loads(path.read_bytes())["entities"])


def test_a_pristine_inbox_holds_nothing(player: DemoPlayer) -> None:
    assert player.read_inbox() is None


@pytest.mark.parametrize("text", ["ответ", "a]]b]=]c]==]d", "\nначинается со строки", "x" * 19_000])
def test_what_the_door_writes_is_read_back_whole(player: DemoPlayer, text: str) -> None:
    asked = _asked(player)
    _deliver(player, asked, text=text)
    assert player.wait(asked, 5, lambda: None).response.text == text


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_survives_the_door(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        player = DemoPlayer(Path(folder), Path(folder) / "inbox.lua", "ru")
        asked = Asked("0123abcd-1", "01234567", "89abcdef")
        _deliver(player, asked, text=text)
        assert player.wait(asked, 5, lambda: None).response.text == text


def test_an_answer_with_another_nonce_is_not_taken(player: DemoPlayer) -> None:
    asked = _asked(player)
    _deliver(player, asked, nonce="00000000" if asked.nonce != "00000000" else "11111111")
    with pytest.raises(BridgeError) as caught:
        player.wait(asked, 0.2, lambda: None)
    assert caught.value.code == "demo-no-answer"


def test_half_a_file_is_no_delivery(player: DemoPlayer) -> None:
    asked = _asked(player)
    _deliver(player, asked)
    player.inbox.write_bytes(player.inbox.read_bytes()[:-40])
    assert player.read_inbox() is None


def test_nobody_waits_for_an_agent_that_died(player: DemoPlayer) -> None:
    def dead() -> None:
        raise BridgeError("demo-agent-died", log="x", status=1)

    with pytest.raises(BridgeError) as caught:
        player.wait(_asked(player), 60, dead)
    assert caught.value.code == "demo-agent-died"
