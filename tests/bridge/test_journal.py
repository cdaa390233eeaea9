from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.bridge.disk import UnfitFileError
from agent.bridge.journal import Position, journal_number, read_news, salvage

if TYPE_CHECKING:
    from pathlib import Path


def lines_of(path: Path, since: Position) -> tuple[list[bytes], Position]:
    news = read_news(path, since)
    return [line.data for line in news.lines], news.position


def test_half_a_line_waits_for_its_end(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b"one\ntw")
    first, position = lines_of(path, Position())
    with path.open("ab") as out:
        out.write(b"o\n")
    second, _ = lines_of(path, position)
    assert (first, second) == ([b"one"], [b"two"])


@given(
    lines=st.lists(st.binary(min_size=1, max_size=40).filter(lambda b: b.strip(b"\r \t\x00\n") and b"\n" not in b)),
    cuts=st.lists(st.integers(0, 2000), max_size=12),
)
def test_every_line_comes_once_however_the_file_grows(
    lines: list[bytes], cuts: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("journal") / "journal.jsonl"
    data = b"".join(line + b"\n" for line in lines)
    path.touch()
    got: list[bytes] = []
    position = Position()
    done = 0
    for cut in [*sorted(min(cut, len(data)) for cut in cuts), len(data)]:
        with path.open("ab") as out:
            out.write(data[done:cut])
        done = cut
        more, position = lines_of(path, position)
        got += more
    assert got == [line.strip(b"\r \t\x00") for line in lines]


@pytest.mark.parametrize("anew", [b"x\n", b"a different head, longer than before\nx\n", b"alpha\nbeta\nGAMMA\ndelta\n"])
def test_a_truncated_or_replaced_journal_is_read_from_its_start(anew: bytes, tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b"alpha\nbeta\ngamma\n")
    _, position = lines_of(path, Position())
    path.write_bytes(anew)
    news = read_news(path, position)
    assert news.restarted
    assert [line.data for line in news.lines] == anew.split(b"\n")[:-1]


def test_an_emptied_journal_is_followed_again(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b"alpha\n")
    _, position = lines_of(path, Position())
    path.write_bytes(b"")
    _, position = lines_of(path, position)
    path.write_bytes(b"alpha\n")
    assert lines_of(path, position)[0] == [b"alpha"]


def test_a_line_without_end_does_not_stop_the_tail(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b"x" * (2 << 20))
    news = read_news(path, Position())
    assert len(news.lines) == 1
    with path.open("ab") as out:
        out.write(b"\nnext\n")
    assert lines_of(path, news.position)[0] == [b"next"]


def test_a_journal_larger_than_one_read_comes_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    line = b"y" * 1000 + b"\n"
    path.write_bytes(line * 6000)
    position, count, more = Position(), 0, True
    while more:
        news = read_news(path, position)
        position, more = news.position, news.more
        count += len(news.lines)
    assert count == 6000


def test_a_whole_line_glued_to_half_a_line_is_rescued() -> None:
    assert b'{"id":"b"}' in salvage(b'{"id":"a","na{"id":"b"}')


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("journal.jsonl", 1),
        ("journal-2.jsonl", 2),
        ("journal-10.jsonl", 10),
        ("journal-02.jsonl", None),
        ("journal-.jsonl", None),
        ("journal.jsonl.tmp", None),
        ("Journal.jsonl", None),
    ],
)
def test_only_the_games_own_names_are_journals(name: str, number: int | None) -> None:
    assert journal_number(name) == number


def test_a_linked_journal_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret\n")
    (tmp_path / "journal.jsonl").symlink_to(tmp_path / "secret")
    with pytest.raises(UnfitFileError):
        read_news(tmp_path / "journal.jsonl", Position())
