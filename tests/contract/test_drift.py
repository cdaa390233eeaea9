"""Models, schemas, examples and the mod's protocol number stay one contract."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from pydantic import TypeAdapter

from agent.contract import (
    PROTOCOL,
    SCHEMA_MODELS,
    FileLine,
    Observation,
    Snapshot,
    parse_document,
    parse_journal_line,
    parse_request,
    schema_text,
    unknown_fields,
)
from agent.contract.base import Strict
from agent.resources import bundled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STATE = bundled("state")
EXAMPLES = sorted((STATE / "examples").glob("*.json"))


def kind_of(path: Path) -> str:
    return str(json.loads(path.read_text(encoding="utf-8"))["kind"])


@pytest.mark.parametrize("name", sorted(SCHEMA_MODELS))
def test_a_schema_on_disk_is_the_one_of_its_model(name: str) -> None:
    assert (STATE / "schema" / f"{name}.schema.json").read_text(encoding="utf-8") == schema_text(name)


def integers(part: object, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every whole number of a schema, with where it stands."""
    if isinstance(part, dict):
        if part.get("type") == "integer":
            yield place, part
        for name, inner in part.items():
            yield from integers(inner, f"{place}/{name}")
    elif isinstance(part, list):
        for number, inner in enumerate(part):
            yield from integers(inner, f"{place}/{number}")


@pytest.mark.parametrize("name", sorted(SCHEMA_MODELS))
def test_every_whole_number_of_a_file_is_one_that_a_double_and_the_ledger_hold(name: str) -> None:
    """SQLite's are below 2**63; above 2**53 a double, as all numbers of Lua are, no longer tells neighbours apart."""
    most = 2**53 - 1
    bounds = {
        place: (
            number.get("minimum", number.get("exclusiveMinimum", -most - 1)),
            number.get("maximum", number.get("exclusiveMaximum", most + 1)),
        )
        for place, number in integers(json.loads(schema_text(name)))
    }
    assert bounds
    assert {place: each for place, each in bounds.items() if not -most <= each[0] <= each[1] <= most} == {}


def test_there_is_no_schema_without_a_model() -> None:
    assert {path.name.removesuffix(".schema.json") for path in (STATE / "schema").iterdir()} == set(SCHEMA_MODELS)


def test_every_kind_of_file_has_an_example() -> None:
    assert {kind_of(path) for path in EXAMPLES} | {"journal"} == set(SCHEMA_MODELS)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_valid_and_holds_no_field_unknown_to_its_model(path: Path) -> None:
    kind = kind_of(path)
    raw = path.read_bytes()
    document = parse_request(raw) if kind == "request" else parse_document(SCHEMA_MODELS[kind], raw)
    assert unknown_fields(document) == ()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_agrees_with_its_schema_where_lua_wrote_no_empty_table(path: Path) -> None:
    kind = kind_of(path)
    schema = json.loads((STATE / "schema" / f"{kind}.schema.json").read_text(encoding="utf-8"))
    data = json.loads(path.read_text(encoding="utf-8"))
    for item in [data, *data.get("entities", [])]:
        for key, value in item.items():
            if value == {} and key in {"action_log", "modules"}:
                item[key] = []
    jsonschema.Draft202012Validator(schema).validate(data)


def endless(schema: object, place: str = "") -> Iterator[str]:
    """Where a list of any length or a table of any names is checked to its end though an item of it is wrong."""
    if isinstance(schema, Mapping):
        kind = schema.get("type")
        if (kind in ("dict", "list") or "variadic_item_index" in schema) and not schema.get("fail_fast"):
            yield place
        for key, part in schema.items():
            if key not in {"default", "metadata", "serialization"}:
                yield from endless(part, f"{place}.{key}")
    elif isinstance(schema, list | tuple):
        for number, part in enumerate(schema):
            yield from endless(part, f"{place}.{number}")


@pytest.mark.parametrize("name", sorted(SCHEMA_MODELS))
def test_every_list_ends_at_its_first_fault(name: str) -> None:
    assert list(endless(TypeAdapter(SCHEMA_MODELS[name]).core_schema)) == []


def test_a_list_that_tells_all_its_faults_is_noticed() -> None:
    class Later(Strict):
        parts: tuple[int, ...]

    assert len(list(endless(TypeAdapter(Later | None).core_schema))) == 1


def test_examples_show_that_an_empty_table_is_an_empty_list() -> None:
    snapshot = next(path for path in EXAMPLES if path.name.startswith("snapshot"))
    observation = next(path for path in EXAMPLES if path.name.startswith("observation"))
    assert b'"modules": {}' in snapshot.read_bytes()
    assert parse_document(Snapshot, snapshot.read_bytes()).entities[1].modules == ()
    assert parse_document(Observation, observation.read_bytes()).action_log == ()


def test_the_example_journal_names_the_examples_with_their_true_length_and_digest() -> None:
    lines = (STATE / "examples" / "journal.jsonl").read_bytes().splitlines()
    files = [line for line in map(parse_journal_line, lines) if isinstance(line, FileLine)]
    assert len(files) >= 8
    for line in files:
        raw = (STATE / "examples" / line.name).read_bytes()
        assert (len(raw), f"{zlib.adler32(raw):08x}") == (line.bytes, line.adler32), line.name


def test_the_mod_speaks_the_same_protocol() -> None:
    lua = (bundled("mod") / "gpt-assistant" / "scripts" / "protocol.lua").read_text(encoding="utf-8")
    assert re.findall(r'"(\d+\.\d+)"', lua) == [PROTOCOL]


@pytest.mark.parametrize("name", sorted(SCHEMA_MODELS))
def test_models_survive_their_own_json(name: str) -> None:
    adapter = TypeAdapter(SCHEMA_MODELS[name])
    for path in EXAMPLES:
        if kind_of(path) == name:
            first = adapter.validate_json(
                path.read_bytes().replace(b"{}", b"[]") if name != "ack" else path.read_bytes()
            )
            assert adapter.validate_json(adapter.dump_json(first)) == first
