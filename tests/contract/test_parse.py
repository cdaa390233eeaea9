"""Bytes from outside become a checked document or a named error, whatever they are."""

from __future__ import annotations

import gc
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.contract import (
    ChatRequest,
    Hello,
    PendingLine,
    Snapshot,
    is_safe_id,
    parse_document,
    parse_journal_line,
    parse_request,
    read_envelope,
    unknown_fields,
)
from agent.errors import AgentError, ContractError
from agent.resources import bundled

EXAMPLES = bundled("state") / "examples"
REQUEST = (EXAMPLES / "request-5a3f19c2-1.json").read_bytes()
SNAPSHOT = (EXAMPLES / "snapshot-5a3f19c2-s1.json").read_bytes()
HELLO = (EXAMPLES / "hello.json").read_bytes()


def changed(raw: bytes, **changes: object) -> bytes:
    return json.dumps({**json.loads(raw), **changes}).encode()


def fault_of(raw: bytes) -> ContractError:
    with pytest.raises(ContractError) as caught:
        parse_request(raw)
    return caught.value


def test_a_newer_minor_protocol_is_read_and_its_new_fields_are_reported() -> None:
    document = parse_request(changed(REQUEST, protocol="1.7", mood="curious"))
    assert isinstance(document, ChatRequest)
    assert unknown_fields(document) == ("mood",)


@pytest.mark.parametrize(("protocol", "code"), [("2.0", "protocol-newer"), ("0.9", "protocol-older")])
def test_another_major_protocol_is_named_even_when_nothing_else_fits(protocol: str, code: str) -> None:
    assert fault_of(json.dumps({"protocol": protocol, "kind": 7}).encode()).code == code


@pytest.mark.parametrize("protocol", [None, 1, "one", "", "1", "1.0.0"])
def test_a_missing_protocol_is_no_document(protocol: object) -> None:
    assert fault_of(changed(REQUEST, protocol=protocol)).code in {"protocol-missing", "contract-invalid"}


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"[]", b"null", b"\xff\xfe{}", b'"text"', b"[" * 100_000, b'{"a":' * 50_000, REQUEST[:-40]],
    ids=["empty", "cut", "list", "null", "not-utf8", "string", "deep-list", "deep-table", "truncated"],
)
def test_what_is_no_document_is_refused_by_name(raw: bytes) -> None:
    assert fault_of(raw).code == "contract-invalid"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_numbers_that_are_none_are_refused_in_known_and_unknown_fields(number: str) -> None:
    for raw in (
        SNAPSHOT.replace(b'"load_score": 7.5', b'"load_score": ' + number.encode()),
        SNAPSHOT.replace(b'"load_score": 7.5', b'"load_score": 7.5, "later": [' + number.encode() + b"]"),
        SNAPSHOT.replace(b'"x": 2.5', b'"x": ' + number.encode()),
    ):
        with pytest.raises(ContractError):
            parse_document(Snapshot, raw)


def test_types_are_exact() -> None:
    for change in ({"tick": "12"}, {"tick": 1.5}, {"tick": -1}, {"tick": True}, {"nonce": "XYZ"}, {"player": "Anna"}):
        assert fault_of(changed(REQUEST, **change)).code == "contract-invalid"


def test_an_error_names_the_place() -> None:
    assert fault_of(changed(REQUEST, player={"index": 0, "name": "x"})).params["place"] == "player.index"


@pytest.mark.parametrize("name", ["protocol", "id", "tick", "player", "surface", "entities"])
def test_a_snapshot_without_a_field_is_refused_by_its_name(name: str) -> None:
    said = json.loads(SNAPSHOT)
    del said[name]
    with pytest.raises(ContractError) as caught:
        parse_document(Snapshot, json.dumps(said).encode())
    assert (caught.value.code, caught.value.params["place"]) == ("contract-invalid", name)


def test_a_snapshot_of_another_major_protocol_is_named_though_it_lacks_fields() -> None:
    with pytest.raises(ContractError) as caught:
        parse_document(Snapshot, b'{"protocol": "2.0", "kind": "snapshot"}')
    assert caught.value.code == "protocol-newer"


def test_a_request_of_an_unknown_kind_is_named() -> None:
    error = fault_of(changed(REQUEST, request="dance"))
    assert (error.code, error.params["request"]) == ("request-unknown", "dance")


def test_an_empty_lua_table_is_an_empty_list_but_never_a_full_one() -> None:
    line = {**json.loads(REQUEST), "kind": "journal", "entry": "pending"}
    parsed = parse_journal_line(json.dumps({**line, "pending": {}}).encode())
    assert isinstance(parsed, PendingLine)
    assert parsed.pending == ()
    with pytest.raises(ContractError):
        parse_journal_line(json.dumps({**line, "pending": {"a": 1}}).encode())


def test_empty_lua_tables_in_many_items_are_empty_lists_in_all_of_them() -> None:
    told = json.loads(SNAPSHOT)
    first = {**told["entities"][0], "modules": {}}
    # The second has nothing to mend, the third more than the first, and one list lies in another's items.
    told["entities"] = [
        first,
        {**first, "modules": [{"name": "speed-module", "count": 1}]},
        {**first, "fluids": {}, "beacons": {}},
        {**first, "inventories": [{"inventory": "chest", "slots": 1, "free_slots": 1, "items": {}}] * 2},
    ]
    read = parse_document(Snapshot, json.dumps(told).encode()).entities
    assert [len(each.modules) for each in read] == [0, 1, 0, 0]
    assert (read[2].fluids, read[2].beacons) == ((), ())
    assert [each.items for each in read[3].inventories] == [(), ()]
    told["entities"][1]["modules"] = {"a": 1}
    with pytest.raises(ContractError) as caught:
        parse_document(Snapshot, json.dumps(told).encode())
    assert caught.value.params["place"] == "entities.1.modules"


def test_the_collector_goes_on_after_a_document_and_after_a_bad_one() -> None:
    assert gc.isenabled()
    parse_document(Snapshot, SNAPSHOT)
    with pytest.raises(ContractError):
        parse_document(Snapshot, b"{}")
    assert gc.isenabled()
    gc.disable()
    try:
        parse_document(Snapshot, SNAPSHOT)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_file_that_is_wrong_all_over_is_told_of_once() -> None:
    told = json.loads(SNAPSHOT)
    item = {name: value for name, value in told["entities"][0].items() if name != "name"}
    with pytest.raises(ContractError) as caught:
        parse_document(Snapshot, json.dumps({**told, "entities": [item] * 1_000}).encode())
    # Each further fault would be kept with a copy of its item: gigabytes, for a file as long as the cap.
    assert caught.value.params == {"place": "entities.0.name", "fault": "missing", "more": 0}


def test_an_empty_table_is_still_a_table_where_a_table_is_meant() -> None:
    hello = parse_document(Hello, changed(HELLO, settings={}, mods={}))
    assert hello.settings == {}


def test_the_envelope_of_a_broken_request_still_tells_whom_to_answer() -> None:
    envelope = read_envelope(changed(REQUEST, player=None, tick="x", protocol="9.0"))
    assert (envelope.id, envelope.nonce, envelope.tick, envelope.locale) == ("5a3f19c2-1", "0badcafe", None, "ru")


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_our_own_errors(raw: bytes) -> None:
    for parse in (parse_request, parse_journal_line):
        with pytest.raises(AgentError):
            parse(raw)
    read_envelope(raw)


@given(st.integers(0, len(REQUEST) - 1), st.integers(0, 255))
def test_one_changed_byte_never_crashes_the_parser(place: int, value: int) -> None:
    raw = bytearray(REQUEST)
    raw[place] = value
    try:
        parse_request(bytes(raw))
    except ContractError as error:
        assert error.code  # noqa: PT017 - either outcome is right, but no other exception


@pytest.mark.parametrize(
    "text", ["con", "nul", "com1", "", "..", "a/b", "a\\b", "A", "a\0b", "-a", "a" * 65, "lpt9", "é"]
)
def test_ids_that_could_leave_the_folder_or_be_devices_are_unsafe(text: str) -> None:
    assert not is_safe_id(text)


def test_ids_of_the_mod_are_safe() -> None:
    assert all(is_safe_id(text) for text in ("5a3f19c2-1", "5a3f19c2-s12", "console", "a"))


def test_forgiving_an_empty_table_does_not_let_a_number_through_that_is_none() -> None:
    line = json.dumps({**json.loads(REQUEST), "kind": "journal", "entry": "pending", "pending": {}}).encode()
    with pytest.raises(ContractError):
        parse_journal_line(line.replace(b'"pending": {}', b'"pending": {}, "later": NaN'))
