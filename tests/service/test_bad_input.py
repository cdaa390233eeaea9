"""SPEC section 6, the rows about files: set aside with a reason, the player told, the agent goes on."""

from __future__ import annotations

import json
import os
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from agent.bridge.rejected import Reason, RejectedFolder
from agent.service import Rejected, UnknownFields
from tests.service.test_watched import observe

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bridge.kit import Sent
    from tests.service.kit import Table


def bad_request(table: Table, data: bytes) -> Sent:
    table.mod.requests += 1
    return table.mod.raw(f"request-{table.mod.session}-{table.mod.requests}.json", data)


def rejected(table: Table) -> dict[str, str]:
    folder = table.bridge / "rejected"
    if not folder.exists():
        return {}
    return {
        reason["name"]: reason["code"]
        for reason in (json.loads(path.read_bytes()) for path in sorted(folder.glob("*.reason.json")))
    }


def still_serves(table: Table) -> None:
    asked = table.mod.ask("Ты жив?")
    table.serve()
    assert "Ответ: Ты жив?" in table.texts()
    assert (table.bridge / f"response-{asked.id}.json").exists()


def body_of(table: Table, **changes: object) -> bytes:
    body = table.mod.request_body("chat", mode="chat", prompt="?")
    table.mod.requests -= 1
    return json.dumps(body | changes, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("case", "code", "told"),
    [
        ("empty", "contract-invalid", False),
        ("not json", "contract-invalid", False),
        ("cut json", "contract-invalid", True),
        ("not utf-8", "bridge-file-not-utf8", True),
        ("wrong types", "contract-invalid", True),
        ("NaN", "contract-invalid", True),
        ("infinity in an unknown field", "contract-invalid", True),
        ("list instead of table", "contract-invalid", False),
        ("nesting bomb", "bridge-file-too-deep", False),
        ("newer protocol", "protocol-newer", True),
        ("older protocol", "protocol-older", True),
        ("unknown kind of request", "request-unknown", True),
        ("another file's content", "bridge-file-mixed-up", True),
    ],
)
def test_a_bad_request_is_set_aside_with_its_reason_and_the_player_is_told(
    case: str, code: str, told: bool, table: Table
) -> None:
    table.mod.hello()
    good = body_of(table)
    data = {
        "empty": b"",
        "not json": b"Segmentation fault",
        "cut json": good[:-9],
        "not utf-8": good.replace(b'"?"', b'"\xff\xfe"'),
        "wrong types": body_of(table, prompt=7),
        "NaN": good[:-1] + b', "rate": NaN}',
        "infinity in an unknown field": good[:-1] + b', "later": [1e999]}',
        "list instead of table": b"[1]",
        "nesting bomb": b'{"later":' + b"[" * 200_000 + b"]" * 200_000 + b"}",
        "newer protocol": body_of(table, protocol="2.0"),
        "older protocol": body_of(table, protocol="0.9"),
        "unknown kind of request": body_of(table, request="dance"),
        "another file's content": body_of(table, id="0a1b2c3d-77"),
    }[case]
    sent = bad_request(table, data)
    table.serve()
    assert rejected(table) == {sent.name: code}
    assert not (table.bridge / sent.name).exists()
    delivery = table.delivery()
    answers = [] if delivery is None else delivery["responses"]
    assert [answer["id"] for answer in answers] == ([sent.id] if told else [])
    if told:
        assert answers[0]["ok"] is False
        assert answers[0]["language"] == "ru"
        assert answers[0]["request_digest"] == sent.digest
    assert table.assistant.asked == []
    still_serves(table)


def test_a_newer_minor_protocol_is_read_and_its_unknown_fields_are_reported(table: Table) -> None:
    table.mod.hello()
    body = table.mod.request_body("chat", mode="chat", prompt="?", mood="good", protocol="1.7")
    table.mod.send(f"request-{body['id']}.json", body)
    table.serve()
    assert table.texts() == ["Ответ: ?"]
    assert [event.fields for event in table.seen(UnknownFields)] == [("mood",)]  # type: ignore[union-attr]


def test_an_empty_table_stands_for_an_empty_list(table: Table) -> None:
    table.mod.hello()
    body = table.mod.snapshot_body(0, electric_networks={}, researched={})
    body["entities"] = {}
    shot = table.mod.send(f"snapshot-{body['id']}.json", body)
    table.mod.ask("?", snapshot=shot.id)
    table.serve()
    [question] = table.assistant.asked
    assert question.snapshot is not None
    assert question.snapshot.entities == ()


def test_what_is_too_large_is_refused_before_it_is_read(table: Table) -> None:
    table.mod.hello()
    name = f"snapshot-{table.mod.session}-s9.json"
    with (table.bridge / name).open("wb") as out:
        out.truncate(2 << 30)
    table.mod.append({"entry": "file", "name": name, "bytes": 2 << 30, "adler32": "00000001"})
    tracemalloc.start()
    table.serve()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert rejected(table) == {name: "bridge-file-too-large"}
    assert peak < 16 << 20
    still_serves(table)


@pytest.mark.parametrize(
    "kind", ["link out", "link to a good file", "dangling link", "pipe", "folder", "folder of files"]
)
def test_what_is_no_plain_file_is_set_aside_and_never_followed(kind: str, table: Table) -> None:
    table.mod.hello()
    name = f"request-{table.mod.session}-5.json"
    path = table.bridge / name
    outside = table.root / "secret.json"
    good = body_of(table, id=f"{table.mod.session}-5")
    outside.write_bytes(good)
    if kind == "link out":
        path.symlink_to(outside)
    elif kind == "link to a good file":
        (table.bridge / "good.json").write_bytes(good)
        path.symlink_to(table.bridge / "good.json")
    elif kind == "dangling link":
        path.symlink_to(table.root / "nowhere")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.mkdir()
        if kind == "folder of files":
            (path / "inner.json").write_bytes(b"{}")
    table.mod.line_for(name, good)
    table.serve()
    expected = "bridge-file-symlink" if "link" in kind else "bridge-file-not-a-file"
    assert rejected(table) == {name: expected}
    assert not path.is_symlink()
    assert not path.exists()
    assert outside.read_bytes() == good
    assert table.assistant.asked == []
    still_serves(table)


@pytest.mark.parametrize(
    "name",
    [
        "../../secret.json",
        "..\\secret.json",
        "/etc/passwd",
        "request-a/b.json",
        "request-\u0000.json",
        "request-" + "a" * 250 + ".json",
        "REQUEST-A.json",
        "con.json",
        "request-con.json",
        "request-..json",
        "C:evil.json",
        "status.json",
        "response-x.json",
    ],
)
def test_names_that_lead_elsewhere_are_refused_and_nothing_outside_is_touched(name: str, table: Table) -> None:
    table.mod.hello()
    table.serve()
    secret = table.root / "secret.json"
    secret.write_text("secret")
    before = sorted(path for path in table.root.rglob("*") if "rejected" not in path.parts and "data" not in path.parts)
    table.mod.append({"entry": "file", "name": name, "bytes": 6, "adler32": "00000001"})
    table.serve()
    after = sorted(path for path in table.root.rglob("*") if "rejected" not in path.parts and "data" not in path.parts)
    assert before == after
    assert secret.read_text() == "secret"
    assert len(table.seen(Rejected)) == 1
    still_serves(table)


def test_half_a_file_waits_and_is_taken_once_it_is_whole(table: Table) -> None:
    table.mod.hello()
    body = table.mod.request_body("chat", mode="chat", prompt="Половина")
    data = json.dumps(body, ensure_ascii=False).encode()
    name = f"request-{body['id']}.json"
    (table.bridge / name).write_bytes(data[: len(data) // 2])
    table.mod.line_for(name, data)
    for _ in range(20):
        table.serve()
        table.time.pass_s(0.2)
    assert table.assistant.asked == []
    assert rejected(table) == {}
    (table.bridge / name).write_bytes(data)
    table.serve()
    assert table.texts() == ["Ответ: Половина"]


def test_a_file_that_comes_late_is_taken_when_it_comes(table: Table) -> None:
    table.mod.hello()
    body = table.mod.request_body("chat", mode="chat", prompt="Поздно")
    data = json.dumps(body).encode()
    table.mod.line_for(f"request-{body['id']}.json", data)
    for _ in range(30):
        table.serve()
        table.time.pass_s(1.0)
    (table.bridge / f"request-{body['id']}.json").write_bytes(data)
    table.serve()
    assert table.texts() == ["Ответ: Поздно"]


def test_a_file_that_stays_cut_is_set_aside_and_the_player_told(table: Table) -> None:
    table.mod.hello()
    body = table.mod.request_body("chat", mode="chat", prompt="x" * 500)
    data = json.dumps(body, sort_keys=True).encode()
    name = f"request-{body['id']}.json"
    (table.bridge / name).write_bytes(data[:-100])
    table.mod.line_for(name, data)
    for _ in range(60):
        table.serve()
        table.time.pass_s(0.25)
    assert rejected(table) == {name: "bridge-file-truncated"}
    delivery = table.delivery()
    assert delivery is not None
    assert [answer["ok"] for answer in delivery["responses"]] == [False]


def test_a_complete_file_with_another_digest_is_never_accepted(table: Table) -> None:
    table.mod.hello()
    asked = table.mod.ask("Настоящий")
    torn = asked.data.replace("Настоящий".encode(), "Подменный".encode())
    assert len(torn) == len(asked.data)
    (table.bridge / asked.name).write_bytes(torn)
    for _ in range(20):
        table.serve()
        table.time.pass_s(0.25)
    assert table.assistant.asked == []
    assert rejected(table) == {asked.name: "bridge-file-damaged"}
    still_serves(table)


def test_a_file_being_replaced_is_not_set_aside_before_its_own_line_comes(table: Table) -> None:
    table.mod.hello()
    old = table.mod.ask("Старый")
    body = {**old.body, "prompt": "Новый вопрос"}
    data = json.dumps(body, ensure_ascii=False).encode()
    (table.bridge / old.name).write_bytes(data)
    table.serve()
    table.time.pass_s(1.0)
    table.serve()
    assert (table.bridge / old.name).exists()
    table.mod.line_for(old.name, data)
    table.serve()
    assert table.texts() == ["Ответ: Новый вопрос"]


@pytest.mark.parametrize(
    "junk", [b"\xff\xfe\n", b"{}\n", b'{"protocol":"1.0"}\n', b"[" * 100_000 + b"\n", b"\0\0\n\n \n"]
)
def test_a_broken_journal_line_stops_nothing(junk: bytes, table: Table) -> None:
    table.mod.hello()
    with (table.bridge / "journal.jsonl").open("ab") as out:
        out.write(junk)
    still_serves(table)
    assert set(rejected(table)) <= {name for name in rejected(table) if name.startswith("journal.jsonl-")}


def test_a_question_glued_to_half_a_line_is_not_lost(table: Table) -> None:
    table.mod.hello()
    with (table.bridge / "journal.jsonl").open("ab") as out:
        out.write(b'{"protocol":"1.0","kind":"journal","id":"0a1b2c3d-jou')
    table.mod.ask("Уцелел?")
    table.serve()
    assert table.texts() == ["Ответ: Уцелел?"]


def test_set_aside_files_are_bounded(table: Table) -> None:
    folder = RejectedFolder(table.bridge, keep_files=5, keep_bytes=2000)
    for number in range(12):
        path = table.bridge / f"junk-{number}.json"
        path.write_bytes(b"x" * 100)
        os.utime(folder.set_aside(path, Reason("bridge-file-damaged", "")), ns=(number, number))
    folder.sweep()
    kept = {path.name for path in (table.bridge / "rejected").iterdir() if not path.name.endswith(".reason.json")}
    assert kept == {f"junk-{number}.json" for number in range(7, 12)}
    huge = table.bridge / "huge.json"
    huge.write_bytes(b"x" * 5000)
    moved = folder.set_aside(huge, Reason("bridge-file-too-large", ""))
    folder.sweep()
    assert not moved.exists()
    assert moved.with_name("huge.json.reason.json").exists()


def flood(folder: RejectedFolder, bridge: Path, count: int) -> int:
    """Set so many files and lines aside without a sweep in between; the most that lay there at any time."""
    most = 0
    for number in range(count):
        path = bridge / f"junk-{number}.json"
        path.write_bytes(b"x")
        folder.set_aside(path, Reason("bridge-file-damaged", ""))
        folder.keep(f"journal.jsonl-{number}.line", b"x", Reason("contract-invalid", ""))
        most = max(most, len(list((bridge / "rejected").iterdir())))
    return most


def test_a_flood_of_bad_files_and_lines_is_bounded_between_sweeps_too(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = RejectedFolder(table.bridge, keep_files=5)
    assert flood(folder, table.bridge, 100) <= 2 * (5 + 1 + 5), "each with its reason"
    lines = list((table.bridge / "rejected").glob("*.line"))
    folder.sweep()
    assert folder.keep("journal.jsonl-1000.line", b"x", Reason("contract-invalid", "")) is not None
    assert len(lines) <= 5
    monkeypatch.setattr(RejectedFolder, "_make_room", lambda _: None)
    assert flood(RejectedFolder(table.bridge, keep_files=5), table.bridge, 100) > 200, "the check could not fail"


def test_a_rejected_folder_that_is_a_link_is_not_written_through(table: Table) -> None:
    outside = table.root / "outside"
    outside.mkdir()
    for number in range(300):
        (outside / f"mine-{number}").touch()
    (table.bridge / "rejected").symlink_to(outside)
    table.mod.hello()
    bad_request(table, b"junk")
    with (table.bridge / "journal.jsonl").open("ab") as out:
        out.write(b"junk\n")
    still_serves(table)
    table.time.pass_s(3600)
    table.serve()
    assert len(list(outside.iterdir())) == 300


@pytest.mark.parametrize(("protocol", "what"), [("2.0", "Обновите агента"), ("0.3", "Обновите мод")])
def test_a_mod_of_another_major_protocol_is_told_what_to_update(protocol: str, what: str, table: Table) -> None:
    table.mod.protocol = protocol
    table.mod.hello()
    asked = table.mod.ask("?")
    table.serve()
    response = json.loads((table.bridge / f"response-{asked.id}.json").read_bytes())
    assert what in response["text"]
    assert (response["ok"], response["nonce"]) == (False, asked.body["nonce"])
    assert (table.bridge / "hello.json").exists()
    assert table.assistant.asked == []


@pytest.mark.parametrize("number", [2**63, 10**400], ids=["2^63", "400 digits"])
@pytest.mark.parametrize("where", ["bytes", "player", "revision", "tick", "dropped"])
def test_a_number_that_neither_lua_nor_the_ledger_holds_ends_nothing(where: str, number: int, table: Table) -> None:
    table.mod.hello()
    asked = table.mod.ask("?")
    table.serve()
    if where == "bytes":
        name = f"request-{table.mod.session}-9.json"
        table.mod.append({"entry": "file", "name": name, "bytes": number, "adler32": "00000001"})
    elif where == "player":
        table.mod.append({"entry": "mark", "mark": "revoked", "player_index": number})
    elif where == "revision":
        table.mod.ack(asked, revision=number)
    elif where == "tick":
        bad_request(table, body_of(table, tick=number))
    else:
        observe(table, 1, 600, dropped_events=number)
    table.serve()
    table.restart()
    still_serves(table)
