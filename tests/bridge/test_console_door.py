"""The console door without a game: lines of bounded length, patience with a server, nothing typed in vain."""

from __future__ import annotations

import json
import random
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.bridge.doors import ConsoleDoor, Sight
from agent.bridge.doors.console_lines import LINE_BYTES, encode_lines
from agent.bridge.doors.paste_text import decode_paste
from agent.contract import MOST_PIECES, Delivery, PieceSpan, TransferLine, parse_document
from tests.bridge.kit import SESSION, FakeTime, Typed

if TYPE_CHECKING:
    from collections.abc import Iterable

HEADLESS = Sight(multiplayer=True, inbox_mod=True, headless=True)


@given(st.binary(max_size=20_000), st.integers(1, 2**53 - 1))
def test_the_lines_of_a_delivery_make_it_again_and_none_is_too_long(body: bytes, seq: int) -> None:
    transfer = f"{SESSION}-d{seq}"
    lines = encode_lines(transfer, body)
    text = ""
    for number, line in enumerate(lines, start=1):
        assert len(line) <= LINE_BYTES
        assert line.count(b"\n") == 1
        command, name, at, count, digest, part = line.decode("ascii").rstrip("\n").split(" ")
        assert (command, name, at, count) == ("/gpta-deliver", transfer, str(number), str(len(lines)))
        assert zlib.adler32(f"{name} {at} {count} {part}".encode()) == int(digest, 16)
        text += part
    assert decode_paste(text) == body


def test_what_the_mod_would_not_take_is_refused_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent.bridge.doors.console_lines.MOST_PIECES", 3)
    body = random.Random(1).randbytes(5000)  # noqa: S311 - deflate makes little of it
    with pytest.raises(ValueError, match="pieces"):
        encode_lines(f"{SESSION}-d1", body)
    assert MOST_PIECES == 5000


@dataclass
class Bench:
    time: FakeTime = field(default_factory=FakeTime)
    console: Typed = field(default_factory=Typed)

    def __post_init__(self) -> None:
        self.door = ConsoleDoor(self.console, monotonic=self.time.monotonic)
        self.seq = 0

    def deliver(self, *, session: str = SESSION, notes: int = 0) -> str:
        """Deliver a status; many notes make many pieces."""
        self.seq += 1
        head = {"protocol": "1.0", "session": session, "tick": 0}
        words = random.Random(self.seq)  # noqa: S311 - text that deflate makes little of
        texts = [f"{words.getrandbits(2560):0640x}" for _ in range(notes)]
        status = {"kind": "status", "id": "s", "agent_version": "1", "engine": "e", "door": "console", "notes": texts}
        name = f"{session}-d{self.seq}"
        body = {"kind": "delivery", "id": name, "seq": self.seq, "status": head | status}
        self.door.deliver(parse_document(Delivery, json.dumps(head | body).encode()))
        return name

    def hear(self, transfer: str, result: Literal["whole", "missing", "refused"], missing: Iterable[int] = ()) -> None:
        spans = tuple(PieceSpan(first=number, last=number) for number in missing)
        self.door.hear(
            TransferLine.model_validate(
                {"protocol": "1.0", "kind": "journal", "id": "j", "session": SESSION, "tick": 1, "entry": "transfer"}
                | {"transfer": transfer, "result": result, "missing": spans, "reason": "gpta-refusal.damaged"}
            )
        )

    def run(self, seconds: float) -> None:
        """Let time pass in the steps that the door itself asks for."""
        end = self.time.now_s + seconds
        while self.time.now_s < end:
            self.door.work()
            self.time.pass_s(min(max(self.door.due_s(), 0.01), end - self.time.now_s))


def introduced() -> Bench:
    """The mod was heard through the console already."""
    bench = Bench()
    bench.hear(bench.deliver(), "whole")
    bench.console.numbers()
    return bench


def test_before_the_mod_was_heard_only_the_last_piece_is_typed_ever_more_rarely() -> None:
    bench = Bench()
    bench.deliver(notes=30)
    bench.run(3600)
    typed = bench.console.numbers()
    assert len(set(typed)) == 1
    assert 60 <= len(typed) <= 70
    assert bench.door.describe()["fault"] == "console-silent"


def test_what_was_told_to_an_earlier_agent_does_not_count_as_heard() -> None:
    """It still stands in the journal when the next one starts, and its server is only loading then."""
    bench = Bench()
    bench.hear(f"{SESSION}-d99", "missing", [1])
    bench.deliver(notes=30)
    bench.run(0.5)
    assert len(bench.console.numbers()) == 1


def test_what_the_mod_names_as_missing_is_typed_and_nothing_else() -> None:
    bench = Bench()
    transfer = bench.deliver(notes=30)
    bench.run(0.05)
    (last,) = bench.console.numbers()
    bench.hear(transfer, "missing", range(1, last))
    bench.run(5)
    assert bench.console.numbers()[: last - 1] == list(range(1, last))
    bench.hear(transfer, "missing", [2, 5])
    bench.run(0.2)
    assert bench.console.numbers() == [2, 5]
    bench.hear(transfer, "whole")
    bench.run(600)
    assert bench.console.numbers() == []
    assert bench.door.due_s() == float("inf")


def test_a_known_game_gets_all_pieces_at_once_and_never_more_than_it_has_ticks() -> None:
    bench = introduced()
    bench.deliver(notes=60)
    bench.run(0.5)
    assert bench.console.numbers() == list(range(1, 31)), "six each tenth of a second"


def test_a_piece_that_never_arrives_is_repeated_with_ever_longer_pauses() -> None:
    bench = introduced()
    transfer = bench.deliver(notes=10)
    bench.run(1)
    bench.console.numbers()
    times = []
    for _ in range(5):
        bench.hear(transfer, "missing", [3])
        before = bench.time.now_s
        while not bench.console.numbers():
            bench.run(0.1)
        times.append(bench.time.now_s - before)
    assert times == sorted(times)
    assert times[0] <= 0.2
    assert times[-1] > 10


def test_a_server_that_does_not_read_is_offered_the_same_piece_again() -> None:
    bench = introduced()
    bench.console.room = 4
    bench.deliver(notes=20)
    bench.run(10)
    assert bench.console.numbers() == [1, 2, 3, 4]
    bench.console.room = 1000
    bench.run(1.2)
    assert bench.console.numbers()[:3] == [5, 6, 7]


def test_a_newer_delivery_waits_for_the_one_that_is_being_taken_in() -> None:
    bench = introduced()
    first = bench.deliver(notes=10)
    bench.run(1)
    bench.hear(first, "missing", [1])
    bench.console.numbers()
    bench.deliver(notes=10)
    newest = bench.deliver(notes=10)
    bench.run(0.2)
    assert {line.split()[1].decode() for line in bench.console.lines} == {first}
    bench.hear(first, "whole")
    bench.console.lines.clear()
    bench.run(0.2)
    assert {line.split()[1].decode() for line in bench.console.lines} == {newest}


def test_a_delivery_that_the_game_has_not_begun_with_gives_way_at_once() -> None:
    bench = Bench()
    bench.deliver(notes=10)
    bench.run(1)
    newest = bench.deliver(notes=10)
    bench.console.lines.clear()
    bench.run(0.2)
    assert {line.split()[1].decode() for line in bench.console.lines} == {newest}


def test_another_save_gives_up_what_was_for_the_first() -> None:
    bench = introduced()
    first = bench.deliver(notes=10)
    bench.run(1)
    bench.hear(first, "missing", [1])
    other = bench.deliver(session="99999999")
    bench.console.lines.clear()
    bench.run(0.2)
    assert {line.split()[1].decode() for line in bench.console.lines} == {other}


def test_a_refusal_is_named_and_not_repeated() -> None:
    bench = introduced()
    transfer = bench.deliver()
    bench.run(0.2)
    bench.hear(transfer, "refused")
    bench.console.numbers()
    bench.run(600)
    assert bench.console.numbers() == []
    assert bench.door.describe()["fault"] == "gpta-refusal.damaged"


def test_news_of_older_transfers_change_nothing() -> None:
    bench = introduced()
    old = bench.deliver(notes=10)
    new = bench.deliver(notes=10)
    bench.run(1)
    bench.console.numbers()
    bench.hear(old, "whole")
    bench.hear(old, "missing", [1, 2, 3])
    assert bench.door.describe()["transfer"] == new


def test_withdrawn_nothing_more_is_typed() -> None:
    bench = introduced()
    bench.deliver(notes=60)
    bench.run(0.1)
    bench.door.withdraw()
    bench.console.numbers()
    bench.run(600)
    assert bench.console.numbers() == []


@pytest.mark.parametrize(
    ("sight", "is_open", "available"),
    [
        (HEADLESS, True, True),
        (HEADLESS, False, False),
        (Sight(multiplayer=True, inbox_mod=True, headless=True, wish="paste"), True, False),
        (Sight(multiplayer=True, inbox_mod=True), True, False),
        (Sight(multiplayer=False, inbox_mod=True), True, False),
    ],
)
def test_it_is_open_on_a_headless_server_whose_input_is_held(sight: Sight, *, is_open: bool, available: bool) -> None:
    bench = Bench(console=Typed(open=is_open))
    assert bench.door.available(sight) is available
