"""Killing the agent at any instruction loses nothing, shows nothing twice and leaves no torn file."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from agent.bridge.doors.reload import pristine_box
from agent.service import Keeping, ServiceConfig
from tests.crash import kit
from tests.crash.kit import Game, Zygote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KILLS = 2_000
REQUESTS = 12_000
PART = 10
"""Every run has so small a part of the full count, which is `slow`."""
PATIENCE_S = 30.0
"""So long nothing is said, until nothing is expected any more."""
PACED = 10
"""Each so many lives one is let end its work, so that the others are killed in theirs on a slow machine too."""
REACH = 1.25
"""The others are killed within so many times the time that it took."""
LONGEST_WORK_S = 60.0
MOST_ANSWERED_AGAIN = 0.01
"""Of all requests: who is killed after he has asked and before the answer is kept cannot know that it was answered."""


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    zygote = Zygote()
    yield zygote
    zygote.close()


def states(game: Game) -> dict[str, int]:
    path = ServiceConfig(bridge=game.bridge, data_dir=game.root / "data").ledger_path
    connection = sqlite3.connect(path)
    try:
        return dict(connection.execute("SELECT state, count(*) FROM questions GROUP BY state").fetchall())
    finally:
        connection.close()


def finish(game: Game, zygote: Zygote, plant: str = "") -> None:
    """Let an agent that nobody kills end the work, and then stop it as a player does."""
    pid = zygote.spawn(game.root, plant=plant)
    begun = False
    while not begun or game.waiting or states_are_open(game):
        line = zygote.line(PATIENCE_S)
        assert line is not None, f"nothing happens any more; waiting for {sorted(game.waiting)}"
        assert "died" not in line, f"the agent ended with {line}"
        begun = True
        game.poll()
    assert zygote.kill(pid, signal.SIGINT) == 0


def states_are_open(game: Game) -> bool:
    try:
        return bool({"seen", "answered", "delivered"} & states(game).keys()) or not states(game)
    except sqlite3.Error:
        return True


def check(game: Game, asked: int) -> None:
    assert game.wrong == []
    assert game.waiting == {}
    assert len(game.shown) == asked == len(set(game.shown))
    assert list(game.torn_files()) == []
    left = states(game)
    assert left.keys() == {"applied"}
    # What was applied is swept beyond so many, never what waits; the sweep comes now and then.
    assert min(asked, Keeping().questions) <= left["applied"] <= asked
    assert game.inbox.read_bytes() == pristine_box()
    leftovers = [path.name for path in game.bridge.iterdir() if path.name.endswith(".tmp")]
    assert leftovers == []
    assert not (game.bridge / "status.json").exists()


def work_beside(zygote: Zygote, game: Game, until_s: float, *, to_the_end: bool = False) -> None:
    """Play beside an agent until then, or until it has answered all."""
    while (left_s := until_s - time.monotonic()) > 0 and (to_the_end or game.waiting):
        zygote.line(min(left_s, 0.05))
        game.poll()


@dataclass
class Fell:
    """Where kills fell: before the assistant was asked, in the work, after it."""

    before: int = 0
    within: int = 0
    after: int = 0


def random_kills(kills: int, requests: int, seed: int, tmp_path: Path, zygote: Zygote, plant: str = "") -> Fell:
    chance = random.Random(seed)  # noqa: S311 - reproducible instants
    game, fell = Game(tmp_path), Fell()
    asked, took_s = 0, 0.0
    for kill in range(1, kills + 1):
        logged = len(game.asked_log())
        pid = zygote.spawn(game.root, plant=plant)
        wanted = requests * kill // kills - asked
        for _ in range(wanted):
            game.ask()
            asked += 1
        began = time.monotonic()
        if kill % PACED == 1:
            work_beside(zygote, game, began + LONGEST_WORK_S)
            took_s = time.monotonic() - began
        else:
            work_beside(zygote, game, began + chance.uniform(0.0, REACH * took_s), to_the_end=True)
        zygote.kill(pid)
        assert list(game.torn_files()) == []
        game.poll()
        fell.after += not game.waiting
        fell.before += bool(game.waiting) and len(game.asked_log()) == logged
    fell.within = kills - fell.before - fell.after
    finish(game, zygote, plant)
    check(game, asked)
    assert asked == requests
    repeated = len(game.asked_log()) - asked
    print(f"{repeated} of {asked} asked again; {fell}")  # noqa: T201 - pytest shows it with -rP
    assert repeated <= max(1, MOST_ANSWERED_AGAIN * asked), f"{repeated} asked again"
    return fell


@pytest.mark.timeout(600)
def test_random_kills_lose_nothing_and_show_nothing_twice(tmp_path: Path, zygote: Zygote) -> None:
    fell = random_kills(KILLS // PART, REQUESTS // PART, 2, tmp_path, zygote)
    assert fell.within > KILLS // PART / 5


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_many_random_kills_lose_nothing_and_show_nothing_twice(tmp_path: Path, zygote: Zygote) -> None:
    fell = random_kills(KILLS, REQUESTS, 3, tmp_path, zygote)
    assert fell.within > KILLS / 5


def one_life(kind: str, at: int, *, after: bool, root: Path, zygote: Zygote, plant: str = "") -> bool:
    """A question's life with one kill in it; False when the life was over before the kill."""
    root.mkdir()
    game = Game(root)
    game.ask(blueprint=True)
    return live(game, zygote.spawn(root, kind=kind, at=at, after=after, plant=plant), zygote)


def live(game: Game, pid: int, zygote: Zygote) -> bool:
    """Follow the life of one question to its end, through a kill and another start too; whether there was a kill."""
    killed = False
    while True:
        game.poll()
        if not game.waiting and not states_are_open(game):
            break
        line = zygote.line(PATIENCE_S)
        assert line is not None, "nothing happens any more"
        if "died" in line:
            assert line["died"] == -signal.SIGKILL, "the agent ended"
            killed = True
            break
    if not killed:
        ended = zygote.kill(pid, signal.SIGTERM)
        assert ended in {0, -signal.SIGKILL}, "the agent ended"
        killed = ended != 0
    assert list(game.torn_files()) == []
    if killed:
        finish(game, zygote)
    check(game, 1)
    assert len(game.asked_log()) <= 2
    return killed


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_kill_at_each_commit_of_a_questions_life(after: bool, tmp_path: Path, zygote: Zygote) -> None:
    at = 1
    while one_life("commit", at, after=after, root=tmp_path / f"{at}", zygote=zygote):
        at += 1
    assert at > 8


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_kill_at_calls_to_the_disk_in_a_questions_life(after: bool, tmp_path: Path, zygote: Zygote) -> None:
    step = 5
    at = 1 + after * 8
    lives = 0
    while one_life("io", at, after=after, root=tmp_path / f"{at}", zygote=zygote):
        at += step
        lives += 1
    assert lives > 5


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_kill_before_every_call_to_the_disk_in_a_questions_life(tmp_path: Path, zygote: Zygote) -> None:
    at = 1
    while one_life("io", at, after=False, root=tmp_path / f"{at}", zygote=zygote):
        at += 1
    assert at > 100


def test_a_clean_end_is_quick_and_leaves_everything_pristine(tmp_path: Path, zygote: Zygote) -> None:
    game = Game(tmp_path)
    game.ask()
    pid = zygote.spawn(game.root)
    while (line := zygote.line(30.0)) is not None and line.get("event") != "Delivered":
        pass
    assert game.inbox.read_bytes() != pristine_box()
    assert zygote.kill(pid, signal.SIGTERM) == 0
    assert game.inbox.read_bytes() == pristine_box()
    assert not (game.bridge / "status.json").exists()
    assert states(game) == {"delivered": 1}
    assert json.loads((game.bridge / f"response-{next(iter(game.waiting))}.json").read_bytes())["final"] is True


def test_writing_in_place_is_noticed_by_the_kills(tmp_path: Path, zygote: Zygote) -> None:
    def lives() -> None:
        # A kill before any write of a file in place leaves it torn, whatever else the agent did in between.
        at = 1
        while one_life("write", at, after=False, root=tmp_path / f"{at}", zygote=zygote, plant="in place"):
            at += 1

    with pytest.raises(AssertionError, match=r"json|inbox\.lua|pristine|Lua"):
        lives()


def test_a_question_that_is_lost_is_noticed(tmp_path: Path, zygote: Zygote, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "PATIENCE_S", 3.0)
    game = Game(tmp_path)
    game.ask()
    pid = zygote.spawn(game.root, plant="loses")
    with pytest.raises(AssertionError, match="nothing happens any more"):
        live(game, pid, zygote)
    zygote.kill(pid)


def test_an_assistant_that_is_asked_twice_is_noticed(tmp_path: Path, zygote: Zygote) -> None:
    with pytest.raises(AssertionError, match="asked again"):
        random_kills(2, 20, 5, tmp_path, zygote, plant="asks twice")


def test_a_check_that_can_fail_a_torn_answer_is_noticed(tmp_path: Path) -> None:
    game = Game(tmp_path)
    (game.bridge / "response-a-1.json").write_bytes(b'{"protocol":"1.0","ki')
    mentions = {"id": "a-2", "request_digest": "0" * 8, "has_blueprint": True}
    (game.bridge / "response-a-2.json").write_text(json.dumps(mentions))
    game.inbox.write_bytes(game.inbox.read_bytes().replace(b"length = 0", b"length = 7"))
    assert sorted(name.partition(":")[0] for name in game.torn_files()) == [
        "inbox.lua",
        "response-a-1.json",
        "response-a-2.json",
    ]


def test_an_answer_that_comes_again_after_the_agent_knows_that_it_was_shown_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    game = Game(tmp_path)
    asked = game.ask()
    response = {"id": asked.id, "nonce": asked.body["nonce"], "request_digest": asked.digest, "revision": 1}
    box = {"seq": 1, "responses": [response | {"text": f"Ответ: {asked.body['prompt']}"}], "blueprints": []}
    monkeypatch.setattr(kit, "read_delivery", lambda _path: box)
    for seq in (1, 2):  # the second is made before the acknowledgement is read
        box["seq"] = seq
        game.poll()
    (ack,) = game.bridge.glob("ack-*.json")
    ack.unlink()
    game.poll()
    assert (game.shown, game.wrong) == ([asked.id], [])
    box["seq"] = 3
    game.poll()
    assert game.wrong == [f"{asked.id} came again"]
