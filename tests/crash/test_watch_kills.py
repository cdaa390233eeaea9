"""Killing the agent at any commit loses nothing of what a watched game told, and no decision is shown twice."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from tests.crash.kit import Game, Zygote
from tests.crash.test_kills import finish, states, states_are_open

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    zygote = Zygote()
    yield zygote
    zygote.close()


def told(game: Game) -> list[list[str]]:
    """What was lost, by decision that was begun."""
    return [line.partition(":")[2].split(",") for line in game.asked_log()]


def one_life(at: int, *, after: bool, root: Path, zygote: Zygote) -> bool:
    """An observation's life with one kill in it; False when the life was over before the kill."""
    root.mkdir()
    game = Game(root)
    game.observe(1)
    pid = zygote.spawn(root, kind="commit", at=at, after=after)
    killed = False
    while game.waiting or states_are_open(game):
        game.poll()
        line = zygote.line(30.0)
        assert line is not None, "nothing happens any more"
        if "died" in line:
            assert line["died"] == -signal.SIGKILL, "the agent ended"
            killed = True
            break
    if not killed:
        ended = zygote.kill(pid, signal.SIGTERM)
        assert ended in {0, -signal.SIGKILL}, "the agent ended"
        killed = ended != 0
    if killed:
        finish(game, zygote)
    assert (game.wrong, game.waiting, len(game.shown)) == ([], {}, 1)
    assert list(game.torn_files()) == []
    assert states(game) == {"applied": 1}
    begun = told(game)
    assert 1 <= len(begun) <= 2, "who is killed between the answer and its commit cannot know that it was answered"
    assert begun == [["thing-1"]] * len(begun)
    return killed


@pytest.mark.parametrize("after", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["before", "after"])
def test_a_kill_at_each_commit_of_an_observations_life(after: bool, tmp_path: Path, zygote: Zygote) -> None:
    at = 1
    while one_life(at, after=after, root=tmp_path / f"{at}", zygote=zygote):
        at += 1
    assert at > 8


def test_an_agent_that_ends_by_itself_is_not_taken_for_a_killed_one(
    tmp_path: Path, zygote: Zygote, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Zygote, "spawn", lambda *_, **__: 0)
    monkeypatch.setattr(Zygote, "line", lambda *_: {"died": 1})
    with pytest.raises(AssertionError, match="the agent ended"):
        one_life(1, after=False, root=tmp_path / "1", zygote=zygote)
