"""Lines and events come out the same however the stream was cut into chunks."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from agent.models.lines import EventSplitter, LineSplitter

LINE = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=12)
END = st.sampled_from(["\n", "\r\n", "\r"])


def chunks_of(data: bytes, cuts: list[int]) -> list[bytes]:
    places = sorted({cut % (len(data) + 1) for cut in cuts} | {0, len(data)})
    return [data[start:end] for start, end in pairwise(places)]


@given(st.lists(st.tuples(LINE, END), max_size=8), LINE, st.lists(st.integers(0, 1000), max_size=30))
def test_lines_do_not_depend_on_where_the_chunks_were_cut(
    lines: list[tuple[str, str]], rest: str, cuts: list[int]
) -> None:
    data = ("".join(line + end for line, end in lines) + rest).encode()
    splitter, at_once = LineSplitter(), LineSplitter()
    pieces = [line for chunk in chunks_of(data, cuts) for line in splitter.feed(chunk)] + splitter.end()
    assert pieces == at_once.feed(data) + at_once.end()


@given(
    st.lists(LINE, min_size=1, max_size=8), st.lists(st.integers(0, 1000), max_size=30), st.sampled_from(["\n", "\r\n"])
)
def test_lines_are_those_that_were_written(lines: list[str], cuts: list[int], end: str) -> None:
    data = "".join(line + end for line in lines).encode()
    splitter = LineSplitter()
    pieces = [line for chunk in chunks_of(data, cuts) for line in splitter.feed(chunk)] + splitter.end()
    assert pieces == [lines[0].removeprefix("\ufeff"), *lines[1:]]


@given(st.lists(LINE, max_size=6), st.lists(st.integers(0, 1000), max_size=40), st.sampled_from(["\n", "\r\n", "\r"]))
def test_events_are_those_that_were_sent(events: list[str], cuts: list[int], end: str) -> None:
    data = "".join(f": comment{end}event: x{end}data: {event}{end}id: 1{end}{end}" for event in events).encode()
    splitter = EventSplitter()
    found = [event for chunk in chunks_of(data, cuts) for event in splitter.feed(chunk)] + splitter.end()
    assert found == events


@given(st.binary(max_size=200), st.lists(st.integers(0, 1000), max_size=20))
def test_no_bytes_do_any_harm(data: bytes, cuts: list[int]) -> None:
    splitter = EventSplitter()
    for chunk in chunks_of(data, cuts):
        splitter.feed(chunk)
    splitter.end()


def test_examples_of_the_standard_are_read_as_it_says() -> None:
    # WHATWG HTML, 9.2.6: the stock ticker, the two lines of one event, the space that is dropped only once.
    ticker = b"data: YHOO\ndata: +2\ndata: 10\n\n"
    numbered = b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n"
    found = EventSplitter().feed(ticker + numbered)
    assert found == ["YHOO\n+2\n10", "first event", "second event", " third event"]
    assert EventSplitter().feed(b"data\n\ndata\ndata\n\ndata:") == ["", "\n"]


def test_a_character_cut_in_two_is_whole_again() -> None:
    data = "data: железная плита 🏭\n\n".encode()
    splitter = EventSplitter()
    assert [event for byte in data for event in splitter.feed(bytes([byte]))] == ["железная плита 🏭"]
