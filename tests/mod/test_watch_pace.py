"""The door of an idle game: it opens for proposals at the pace that the player sets, and not at all when he says so."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from agent.contract import MarkLine
from tests.mod.scene import MAIN
from tests.mod.watching import decision, newest, watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.mod.scene import Scene

PACE_S = 10


def watching(latest: Callable[..., Scene], pace_s: int = PACE_S) -> Scene:
    here = latest(locale="ru")
    here.player.change_setting("gpta-watch-poll-seconds", pace_s)
    watch(here)
    return here


def reloads_at(here: Scene) -> list[int]:
    return [line.tick for line in here.journal() if isinstance(line, MarkLine) and line.mark == "reload-begin"]


def test_the_door_opens_at_the_players_pace_and_brings_proposals(latest: Callable[..., Scene]) -> None:
    here = watching(latest)
    here.allow_reloads()
    here.game.tick(60 * 25)
    opened = reloads_at(here)
    assert [later - earlier for earlier, later in pairwise(opened)] == [60 * PACE_S + 1] * (len(opened) - 1)
    seen = newest(here)
    tag = {"action": "message", "text": "Всё спокойно."}
    here.put_into_inbox(here.delivery(seen, decision(here, seen, tag)))
    here.game.run_until(lambda: "Всё спокойно." in here.said(), limit=60 * PACE_S + 60)
    assert here.acks()[-1].door == "reload"
    here.player.hotkey("gpta-toggle-watch")
    before = here.game.reloads
    here.game.tick(60 * 2 * PACE_S)
    assert here.game.reloads == before
    assert here.game.eval(MAIN, "return next(storage.tasks) == nil") is True
    assert here.problems == []


def test_before_the_first_reload_the_player_is_told_what_it_does(latest: Callable[..., Scene]) -> None:
    here = watching(latest)
    here.game.tick(60 * 25)
    assert here.game.reloads == 0
    assert here.player.find("gpta-notice-automatic") is not None


def test_at_pace_zero_only_the_button_opens_it(latest: Callable[..., Scene]) -> None:
    here = watching(latest, 0)
    here.game.tick(60 * 25)
    assert here.game.reloads == 0
    assert here.player.find("gpta-notice-automatic") is None
    here.player.click("gpta-check")
    here.player.click("gpta-notice-automatic")
    here.game.tick(60 * 25)
    assert here.game.reloads == 1, "the look that he has just asked for"
    here.player.click("gpta-check")
    here.game.tick(5)
    assert here.game.reloads == 3, "and once more, since nothing had come"
    assert "Ответа пока " in here.said()


def test_a_question_is_polled_for_as_ever_while_the_watch_is_on(latest: Callable[..., Scene]) -> None:
    here = watching(latest, 600)
    here.allow_reloads()
    here.game.tick(120)
    here.ask("Почему стоит?")
    before = here.game.reloads
    here.game.tick(60 * 20)
    assert here.game.reloads >= before + 3


def test_half_an_hour_after_nobody_answered_it_opens_no_more(latest: Callable[..., Scene]) -> None:
    here = watching(latest)
    here.allow_reloads()
    here.game.tick(60 * 12)
    assert here.game.reloads >= 1
    here.game.eval(MAIN, "storage.players[1].watch.since = game.tick - 60 * 60 * 31")
    before = here.game.reloads
    here.game.tick(60 * 3 * PACE_S)
    assert here.game.reloads == before
