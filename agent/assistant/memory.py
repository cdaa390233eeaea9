"""What the assistant remembers of one player in one save: the talk so far, and a summary of what is longer ago.

Pure: a memory goes in with the question (`Question.memory`) and the changed one comes out with the answer
(`Answer.memory`). Whoever serves keeps it as text (`memory_text`, `memory_of`; the ledger's `Memories`), one for each
player of each save: read before the work, written with the answer, forgotten when consent is taken back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from agent.assistant.sanitise import clean_text
from agent.models import Message

TURNS_KEPT = 12
"""Turns that are remembered word for word: six questions with their answers."""
TURN_CHARACTERS = 1500
SUMMARY_CHARACTERS = 2000
LINE_CHARACTERS = 160


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing said. ``mode`` is what the player had chosen."""

    role: Literal["user", "assistant"]
    text: str
    mode: str = "chat"


@dataclass(frozen=True, slots=True)
class Memory:
    """The talk, oldest first, and what is left of the turns before it.

    The summary was written by a model or taken from first lines: it is told to a model as data and proves no number.
    """

    summary: str = ""
    turns: tuple[Turn, ...] = ()

    @property
    def is_long(self) -> bool:
        """Tell whether the oldest turns are to become part of the summary."""
        return len(self.turns) > TURNS_KEPT

    def with_exchange(self, question: str, answer: str, mode: str) -> Memory:
        """Return the memory after one more question and its answer, each capped."""
        asked = Turn("user", _capped(question, TURN_CHARACTERS), mode)
        told = Turn("assistant", _capped(answer, TURN_CHARACTERS), mode)
        return Memory(self.summary, (*self.turns, asked, told))

    def without_repetition(self, question: str, mode: str) -> Memory:
        """Return the memory as it was before this very question was asked, where it was the last one asked."""
        turns, asked = self.turns, Turn("user", _capped(question, TURN_CHARACTERS), mode)
        while len(turns) > 1 and turns[-2] == asked:
            turns = turns[:-2]
        return Memory(self.summary, turns)

    @property
    def oldest(self) -> tuple[Turn, ...]:
        """Return the turns that a summary is to take in: all but the latest half of what is kept."""
        return self.turns[: -TURNS_KEPT // 2] if self.is_long else ()

    def summarised(self, summary: str) -> Memory:
        """Return the memory with its oldest turns replaced by a summary of them and of what was known before."""
        return Memory(_capped(summary, SUMMARY_CHARACTERS), self.turns[len(self.oldest) :])

    def summarised_by_rule(self) -> Memory:
        """Return the memory with the first lines of its oldest turns in the summary, the oldest lines dropped first."""
        lines = [line for line in self.summary.split("\n") if line]
        lines += [f"{'?' if turn.role == 'user' else '—'} {first_line(turn.text)}" for turn in self.oldest]
        while lines and len("\n".join(lines)) > SUMMARY_CHARACTERS:
            del lines[0]
        return self.summarised("\n".join(lines))

    def messages(self) -> tuple[Message, ...]:
        """Return the turns as a model reads them."""
        return tuple(Message(turn.role, turn.text) for turn in self.turns)


_ADAPTER = TypeAdapter(Memory)


def memory_text(memory: Memory) -> str:
    """Return a memory as JSON, for keeping."""
    return _ADAPTER.dump_json(memory).decode()


def memory_of(text: str | None) -> Memory:
    """Read a memory that was kept; one that cannot be read is an empty one, since only comfort is lost with it."""
    if not text:
        return Memory()
    try:
        return _ADAPTER.validate_json(text)
    except ValidationError:
        return Memory()


def first_line(text: str) -> str:
    """Return the first line of a turn, short."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return _capped(lines[0], LINE_CHARACTERS) if lines else ""


def _capped(text: str, characters: int) -> str:
    text = clean_text(text).strip()
    return text if len(text) <= characters else text[: characters - 1].rstrip() + "…"
