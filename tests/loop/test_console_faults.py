"""The door and the mod together, over a line that loses, doubles, swaps and spoils: whole in the end, and once."""

from __future__ import annotations

import json
import random
from collections import deque
from typing import TYPE_CHECKING

import pytest

from agent.bridge.doors import ConsoleDoor
from agent.contract import Delivery, TransferLine, parse_document
from agent.contract.parse import parse_journal_line
from tests.bridge.kit import FakeTime
from tests.mod.scene import Scene

if TYPE_CHECKING:
    from pathlib import Path

STEPS = 4000
FAULTS = 25


class BadLine:
    """A pipe to a server's console that does to lines whatever can be done to them, so and so often."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - faults that can be repeated
        self._left = FAULTS
        self._held: list[bytes] = []
        self.lines: deque[bytes] = deque()
        self.open = True

    def offer(self, line: bytes) -> bool:
        kind = self._random.choice(["lose", "double", "swap", "spoil", "full", "", "", ""]) if self._left else ""
        self._left -= kind != ""
        if kind == "full":
            return False
        if kind == "swap":
            self._held.append(line)
            return True
        if kind == "spoil":
            at = self._random.randrange(len(line) - 1)
            line = line[:at] + bytes([self._random.randrange(33, 127)]) + line[at + 1 :]
        if kind != "lose":
            self.lines += [line] * (2 if kind == "double" else 1)
        self.lines += self._held
        self._held.clear()
        return True


class Play:
    """A headless game, and the door in front of it; a line of the console each tick."""

    def __init__(self, folder: Path, seed: int, players: tuple[str, ...]) -> None:
        self.scene = Scene(folder, "2.1", multiplayer=True, headless=True, players=players)
        self.scene.exported_before()
        self.scene.player.change_setting("gpta-host", "headless")
        self.scene.player.change_setting("gpta-questions-per-minute", 60)
        self.scene.consent()
        self.time = FakeTime()
        self.console = BadLine(seed)
        self.door = ConsoleDoor(self.console, monotonic=self.time.monotonic)
        self._read_bytes = 0

    def step(self) -> None:
        self.door.work()
        if self.console.lines:
            self.scene.game.console(self.console.lines.popleft().decode("latin-1").rstrip("\n"))
        else:
            self.scene.game.tick()
        self.time.pass_s(1 / 60)
        journal = (self.scene.state / "journal.jsonl").read_bytes()
        for line in journal[self._read_bytes :].splitlines():
            parsed = parse_journal_line(line)
            if isinstance(parsed, TransferLine):
                self.door.hear(parsed)
        self._read_bytes = len(journal)

    def deliver(self, text: str) -> None:
        """Deliver an answer to a new question, and wait until the door has nothing more to do."""
        question = self.scene.ask("Почему стоит?")
        delivery = self.scene.delivery(question, self.scene.response(question, text), door="console")
        self.door.deliver(parse_document(Delivery, json.dumps(delivery).encode()))
        for _ in range(STEPS):
            if self.door.due_s() == float("inf"):
                return
            self.step()
        raise AssertionError(f"not whole after {STEPS} ticks: {self.door.describe()}")


def check(play: Play, answers: int) -> None:
    for number in range(answers):
        words = " ".join(f"{(number * 1000 + at) * 2654435761 % 2**32:08x}" for at in range(300 + 300 * (number % 4)))
        play.deliver(f"Ответ {number}. {words}")
        assert play.scene.said().count(f"Ответ {number}. ") == 1
    shown = [ack.request_id for ack in play.scene.acks()]
    assert len(shown) == len(set(shown)) == answers
    assert play.scene.problems == []


@pytest.mark.parametrize("seed", range(3))
def test_over_a_bad_line_every_answer_is_shown_once(seed: int, tmp_path: Path) -> None:
    check(Play(tmp_path, seed, ("anna",)), answers=4)


def test_five_machines_stay_alike_over_a_bad_line(tmp_path: Path) -> None:
    check(Play(tmp_path, 7, ("anna", "boris", "vera", "grisha", "daria")), answers=2)
