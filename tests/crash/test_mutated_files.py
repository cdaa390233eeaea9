"""Files of the game with bits and bytes changed, cut, spliced, doubled: none crashes the intake, no wrong one is taken.

A journal line vouches for a file by its length and its Adler-32. Where the line is the original's, nothing but the
original's bytes may be taken for it. Where the line agrees with the changed bytes (a faulty mod wrote both), the file
is taken only if it says exactly what plain JSON reads in it.
"""

from __future__ import annotations

import json
import os
import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from pydantic import Field

from agent.bridge import intake
from agent.bridge.intake import Arrived, Refused, Waiting
from agent.bridge.ledger import Awaited
from agent.bridge.sight import Sight
from agent.contract import Hello, parse_request
from agent.contract.base import Whole  # noqa: TC001 - pydantic reads it
from tests.bridge.kit import SESSION, EqualToAll, PlayedMod, Sent, adler

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent.contract import Request

ALL = 1_000_000
TENTH = 10
CAP_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of so many changed files."""

    taken: int
    refused: int
    waited_for: int


def originals(folder: Path) -> list[Sent]:
    """A file of each kind that players' games write most."""
    mod = PlayedMod(folder)
    asked = mod.ask("Почему стоят машины?", mode="bottleneck")
    hello = mod.hello(settings={"gpta-door": "auto", "gpta-poll-seconds": 60, "gpta-share": 0.5, "gpta-watch": True})
    return [hello, asked, mod.snapshot(2), mod.ack(asked, revision=2), mod.request("status")]


def _flip(data: bytearray, chance: random.Random, _other: bytes) -> None:
    place = chance.randrange(len(data))
    data[place] ^= 1 << chance.randrange(8)


def _put(data: bytearray, chance: random.Random, _other: bytes) -> None:
    data[chance.randrange(len(data))] = chance.randrange(256)


def _cut(data: bytearray, chance: random.Random, _other: bytes) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.randint(1, 40)]


def _double(data: bytearray, chance: random.Random, _other: bytes) -> None:
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randint(1, 40)]
    data[start:start] = piece


def _swap(data: bytearray, chance: random.Random, _other: bytes) -> None:
    a, b = chance.randrange(len(data)), chance.randrange(len(data))
    data[a], data[b] = data[b], data[a]


def _splice(data: bytearray, chance: random.Random, other: bytes) -> None:
    here, there = chance.randrange(len(data)), chance.randrange(len(other))
    data[here:] = other[there:]


def _overwrite(data: bytearray, chance: random.Random, other: bytes) -> None:
    start = chance.randrange(len(data))
    piece = other[chance.randrange(len(other)) :][: chance.randint(1, 20)]
    data[start : start + len(piece)] = piece


NUMBERS = (
    b"9007199254740993", b"-9007199254740993", b"18446744073709551616", b"1" * 30, b"-" + b"9" * 4299, b"9" * 5000,
    b"1e999", b"-1e999", b"1e400000", b"1e-999", b"-0", b"-0.0", b"0.1e1", b"1" * 30 + b".5", b"NaN", b"Infinity",
    b"-Infinity", b"01", b"+1", b"0x10", b"1_000",
)  # fmt: skip
LETTERS = (
    b"\\ud800", b"\\udc00", b"\\ud83e\\udd86", b"\\udd86\\ud83e", b"\\u0000", b"\\u0022", b"\xed\xa0\x80",
    b"\xc0\xaf", b"\xf4\x90\x80\x80", b"\xef\xbb\xbf", b"\xe2\x80\xae",
)  # fmt: skip
_A_NUMBER = re.compile(rb"(?<=[ \[])-?\d[\d.]*(?=[,}\]])")
_A_TEXT = re.compile(rb'"')


def _renumber(data: bytearray, chance: random.Random, _other: bytes) -> None:
    """Put a number that no double or no ledger holds, or that is none, in the place of one of the game's."""
    places = [match.span() for match in _A_NUMBER.finditer(data)]
    if places:
        start, end = chance.choice(places)
        data[start:end] = chance.choice(NUMBERS)


def _respell(data: bytearray, chance: random.Random, _other: bytes) -> None:
    """Put half a letter, or one that is written in another way, beside a quote."""
    places = [match.start() for match in _A_TEXT.finditer(data)]
    if places:
        start = chance.choice(places) + chance.randrange(2)
        data[start:start] = chance.choice(LETTERS)


CHANGES: tuple[Callable[[bytearray, random.Random, bytes], None], ...] = (
    _flip, _put, _cut, _double, _swap, _splice, _overwrite, _renumber, _respell,
)  # fmt: skip


def changed(original: Sent, chance: random.Random, others: list[Sent]) -> bytes:
    data = bytearray(original.data)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        chance.choice(CHANGES)(data, chance, chance.choice(others).data)
        if not data:
            break
    return bytes(data)


def put(path: Path, data: bytes) -> None:
    """Write a small file quickly; it is nobody's but ours."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.write(descriptor, data)
    os.close(descriptor)


def agree(taken: object, said: object) -> bool:
    """Whether what was taken is what plain JSON reads; what is not said has its default, and Lua's `{}` may be a list.

    A number of a field with a fraction is a double in the game, too.
    """
    if isinstance(taken, dict):
        table: object = {} if said == [] else said
        return isinstance(table, dict) and all(agree(each, table[key]) for key, each in taken.items() if key in table)
    if isinstance(taken, (list, tuple)):
        row = [] if said == {} else said
        return isinstance(row, list) and len(row) == len(taken) and all(map(agree, taken, row))
    if isinstance(taken, float) and isinstance(said, int):
        return not isinstance(said, bool) and taken == float(said)
    return type(taken) is type(said) and taken == said


def judge_many(count: int, seed: int, folder: Path) -> Counts:
    """Judge changed files; raises where one is wrongly taken, or where judging fails otherwise than by a verdict."""
    chance = random.Random(seed)  # noqa: S311 - reproducible
    sent = originals(folder)
    taken = refused = waited_for = 0
    for number in range(count):
        original = chance.choice(sent)
        data = changed(original, chance, sent)
        put(folder / original.name, data)
        vouched = original.data if number % 2 else data
        awaited = Awaited(original.name, SESSION, len(vouched), adler(vouched), "journal.jsonl:0", 0.0)
        verdict = intake.examine(folder, awaited, cap_bytes=CAP_BYTES)
        if isinstance(verdict, Arrived):
            assert verdict.raw == data == vouched, f"{seed}:{number}: other bytes than were vouched for"
            said, document = json.loads(data), verdict.document
            assert (document.id, document.session, document.kind) == (said["id"], SESSION, said["kind"])
            assert agree(document.model_dump(exclude_unset=True), said), f"{seed}:{number}: it says something else"
            if isinstance(document, Hello):  # these may be whole numbers, and none may become another
                assert document.settings == (said.get("settings") or {}), f"{seed}:{number}: other numbers"
            taken += 1
        elif isinstance(verdict, Refused):
            assert verdict.error.code
            refused += 1
        else:
            assert isinstance(verdict, Waiting)
            waited_for += 1
    return Counts(taken, refused, waited_for)


@pytest.mark.timeout(600)
def test_no_changed_file_crashes_the_intake_or_is_taken_for_the_original(tmp_path: Path) -> None:
    counts = judge_many(ALL // TENTH, 7, tmp_path)
    assert counts.taken > ALL // TENTH // 100  # a letter changed in a text is another text, and a good one
    assert counts.refused > ALL // TENTH // 10
    assert counts.waited_for > ALL // TENTH // 3


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_no_one_of_a_million_changed_files_is_taken_for_the_original(tmp_path: Path) -> None:
    assert judge_many(ALL, 8, tmp_path).taken > ALL // 100


def test_a_number_that_is_taken_for_another_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Rounding(Hello):
        settings: dict[str, bool | Whole | float | str] = Field(default_factory=dict)

    monkeypatch.setitem(intake._MODELS, "hello", Rounding)
    with pytest.raises(AssertionError, match="other numbers"):
        judge_many(20_000, 10, tmp_path)


def test_a_text_that_is_taken_for_another_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def another(raw: bytes) -> Request:
        request = parse_request(raw)
        return request.model_copy(update={"nonce": request.nonce[::-1]})

    monkeypatch.setattr(intake, "parse_request", another)
    with pytest.raises(AssertionError, match="something else"):
        judge_many(20_000, 10, tmp_path)


def test_an_intake_that_does_not_look_at_the_digest_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sight, "digest", EqualToAll("x"))
    with pytest.raises(AssertionError, match="vouched"):
        judge_many(2_000, 9, tmp_path)
