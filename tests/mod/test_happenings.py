"""What happens between two observations is told in the next one, once, and lost only with a number that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.game.errors import ApiError
from tests.game.world.scenarios import place
from tests.mod.scene import MAIN
from tests.mod.test_schedule import railway
from tests.mod.watching import LOOK, REVOKED, decide, looked, newest, observations, watch

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from tests.game.peer import Peer
    from tests.mod.scene import Scene

EVENTS = {
    "on_entity_died",
    "on_player_died",
    "on_research_finished",
    "on_train_changed_state",
    "on_rocket_launched",
    "on_console_chat",
}


def told(here: Scene) -> list[tuple[str, str | None, str | None, int]]:
    return [(each.event, each.name, each.detail, each.count) for each in newest(here).event_log]


def heard(here: Scene) -> set[str]:
    return EVENTS & set(here.game.server.bootstraps[MAIN].handlers.events)


def walls(world: Any) -> None:  # noqa: ANN401 - the simulated world
    for number in range(4):
        place(world.nauvis, "stone-wall", 0.5 + number, 30.5)


def lose(here: Scene, name: str = "stone-wall", count: int = 1) -> None:
    def fall(world: Any) -> None:  # noqa: ANN401 - the simulated world
        for entity in world.nauvis.find_entities_filtered(name=name)[:count]:
            entity.die("enemy")

    here.build(fall)


def launch(peer: Peer) -> None:
    silo = peer.world.nauvis.find_entities_filtered(name="rocket-silo")[0]
    peer.raise_event("on_rocket_launched", {"rocket": silo, "rocket_silo": silo})


def everything(here: Scene) -> None:
    """One of each."""

    def happen(world: Any) -> None:  # noqa: ANN401 - the simulated world
        world.forces["player"].finish(world.prototypes.technology["automation"])
        (train,) = world.trains.all()
        train.state = "on_the_path"
        train.state = "no_path"

    here.build(happen)
    lose(here, count=3)
    here.game.act(launch)
    here.game.act(lambda peer: peer.raise_event("on_player_died", {"player_index": 1}))
    here.player.chat("gpt, что случилось?")
    here.player.chat("Привет всем, это не ассистенту")


def test_everything_that_happens_is_told_once_with_the_alerts_of_the_moment(scene: Callable[..., Scene]) -> None:
    here = scene(locale="ru", world=railway)
    here.build(walls)
    here.build(lambda world: place(world.nauvis, "rocket-silo", 20.5, 20.5))
    watch(here)
    assert told(here) == []
    everything(here)
    looked(here)
    found = told(here)
    (train,) = here.game.world.trains.all()
    assert [each for each in found if each[0] != "alert"] == [
        ("research-finished", "automation", None, 1),
        ("train-state", "on_the_path", None, 1),
        ("train-state", "no_path", str(train.id), 1),
        ("entity-died", "stone-wall", None, 3),
        ("rocket-launched", "rocket-silo", None, 1),
        ("player-died", None, None, 1),
        ("chat", None, "gpt, что случилось?", 1),
    ]
    places = {each.event: each.position for each in newest(here).event_log}
    assert places["entity-died"] is not None
    assert places["research-finished"] is None
    here.check_files()
    looked(here)
    assert [each for each in told(here) if each[0] != "alert"] == [], "cleared once it was written"
    assert here.problems == []


def test_alerts_are_polled_by_kind_with_the_place_of_the_first(scene: Callable[..., Scene]) -> None:
    here = scene(locale="ru")
    here.build(walls)
    watch(here)
    here.game.tick(LOOK - 60)
    lose(here, count=2)
    looked(here)
    (alert,) = [each for each in newest(here).event_log if each.event == "alert"]
    assert (alert.name, alert.detail, alert.count, alert.surface) == ("entity_destroyed", "stone-wall", 2, "nauvis")
    assert alert.position is not None
    assert (alert.position.x, alert.position.y) == (0.5, 30.5)


def test_while_nobody_watches_there_is_no_handler_also_after_a_load(scene: Callable[..., Scene]) -> None:
    here = scene(locale="ru")
    here.build(walls)
    here.consent()
    assert heard(here) == set()
    here.player.hotkey("gpta-toggle-watch")
    here.game.tick(5)
    assert heard(here) == EVENTS
    here.load(here.game.save())
    assert heard(here) == EVENTS
    lose(here)
    looked(here)
    assert ("entity-died", "stone-wall", None, 1) in told(here)
    here.player.hotkey("gpta-toggle-watch")
    assert heard(here) == set()
    here.player.hotkey("gpta-toggle-watch")
    here.game.tick(5)
    here.player.change_setting("gpta-allow-data", REVOKED)
    assert heard(here) == set()
    assert here.game.eval(MAIN, "return storage.players[1].watch == nil and storage.players[1].observed == nil")
    assert here.problems == []


def test_consent_taken_back_ends_the_watch_also_of_a_feature_that_has_failed(latest: Callable[..., Scene]) -> None:
    here = latest(locale="ru")
    here.build(walls)
    watch(here)
    decide(here, {"action": "tag", "text": "Стена", "position": {"x": 0.5, "y": 30.5}, "surface": "nauvis"})
    here.game.eval(MAIN, "storage.broken.watch = true")
    here.player.change_setting("gpta-allow-data", REVOKED)
    assert heard(here) == set()
    assert here.game.eval(MAIN, "return storage.players[1].watch == nil") is True
    assert here.game.world.forces["player"].tags == []


def test_handlers_follow_the_watch_whatever_fails_besides(latest: Callable[..., Scene]) -> None:
    here = latest(locale="ru")
    watch(here)
    here.game.eval(MAIN, "storage.players[1].tags = { 7 }")
    here.player.hotkey("gpta-toggle-watch")
    assert here.game.eval(MAIN, "return storage.broken.watch") is True, "the tag of nothing cannot be taken away"
    assert here.game.eval(MAIN, "return storage.players[1].watch == nil") is True
    assert heard(here) == set(), "or who joins would be kept out"


def test_of_a_removed_player_nothing_is_heard_also_when_the_watch_has_failed(latest: Callable[..., Scene]) -> None:
    here = latest(locale="ru", multiplayer=True, players=("anna", "boris"))
    here.player.change_setting("gpta-host", "anna")
    here.consent()
    watch(here, here.game.players[2])
    assert heard(here) == EVENTS
    here.game.act(lambda peer: peer.states[MAIN].eval("storage.broken.watch = true"))
    here.game.act(lambda peer: peer.raise_event("on_player_removed", {"player_index": 2}))
    assert heard(here) == set()


def test_who_may_not_ask_is_warned_by_the_game_alone(latest: Callable[..., Scene]) -> None:
    here = latest(locale="ru", multiplayer=True, players=("anna", "boris"))
    here.build(walls)
    here.player.change_setting("gpta-host", "anna")
    here.player.change_setting("gpta-who", "host")
    here.consent()
    boris = here.game.players[2]
    watch(here, boris, seconds=1)
    assert [line for line in boris.console if "разрешено не всем" in line]
    boris.chat("gpt, помоги")
    here.game.tick(180)
    assert observations(here, 2) == []
    assert here.game.eval(MAIN, "return storage.players[2].watch ~= nil") is True, "the game's own alarms go on"
    here.player.change_setting("gpta-who", "everyone")
    here.game.run_until(lambda: bool(observations(here, 2)), limit=120)
    words = [each.detail for seen in observations(here, 2) for each in seen.event_log if each.event == "chat"]
    assert words == [], "what he said while he might not is not told later"
    assert here.problems == []


def test_after_a_load_the_watched_save_introduces_itself(latest: Callable[..., Scene]) -> None:
    here = latest(locale="ru")
    watch(here)
    (here.state / "hello.json").unlink()
    here.load(here.game.save())
    here.game.tick(2 * LOOK)
    assert here.hello().player is not None
    assert here.problems == []


def test_what_there_is_no_room_for_is_counted(latest: Callable[..., Scene]) -> None:
    here = latest(locale="ru")
    watch(here)
    for number in range(130):
        here.player.chat(f"@gpt {number}")
    seen = looked(here)
    assert len(seen.event_log) == 100
    assert seen.event_log[-1].detail == "@gpt 129", "the oldest make room"
    assert seen.dropped_events == 30
    assert looked(here).dropped_events == 0


def test_words_to_others_are_not_told(latest: Callable[..., Scene]) -> None:
    here = latest(locale="ru")
    watch(here)
    for words in ("gptassist", "мой gpt", "ассистентка", "assistants", ""):
        here.player.chat(words)
    for words in ("GPT", "Ассистент: где руда?", " @gpt, ау"):
        here.player.chat(words)
    assert [each.detail for each in looked(here).event_log] == ["GPT", "Ассистент: где руда?", " @gpt, ау"]


def test_nothing_is_lost_while_nobody_writes(latest: Callable[..., Scene]) -> None:
    here = latest(locale="ru", multiplayer=True, players=("anna", "boris"))
    here.build(walls)
    watch(here, seconds=1)
    lose(here)
    here.game.tick(180)
    assert here.files() == {}
    here.player.change_setting("gpta-host", "anna")
    here.game.run_until(lambda: bool(observations(here)), limit=120)
    assert ("entity-died", "stone-wall", None, 1) in told(here)
    assert here.problems == []


def test_nothing_is_lost_when_the_disk_is_full(latest: Callable[..., Scene], monkeypatch: pytest.MonkeyPatch) -> None:
    here = latest(locale="ru")
    here.build(walls)
    watch(here)
    before = newest(here).id

    def full(*_: object, **__: object) -> None:
        raise ApiError("No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("tests.game.disk.Disk.write", full)
        lose(here)
        here.game.tick(2 * LOOK)
    assert newest(here).id == before
    looked(here)
    assert ("entity-died", "stone-wall", None, 1) in told(here)
    assert here.game.eval(MAIN, "return next(storage.broken) == nil") is True


def test_of_many_players_each_hears_his_own_and_the_host_alone_writes(latest: Callable[..., Scene]) -> None:
    here = latest(locale="ru", multiplayer=True, players=("anna", "boris", "vera"))
    here.build(walls)
    here.player.change_setting("gpta-host", "anna")
    boris = here.game.players[2]
    watch(here, seconds=1)
    watch(here, boris, seconds=1)
    boris.chat("gpt, помоги")
    here.game.players[3].chat("gpt, и мне")
    lose(here)
    looked(here, 2)
    looked(here, 1)
    of_boris = [each.detail for seen in observations(here, 2) for each in seen.event_log if each.event == "chat"]
    of_anna = [each.event for seen in observations(here, 1) for each in seen.event_log if each.event != "alert"]
    assert of_boris == ["gpt, помоги"]
    assert of_anna == ["entity-died"]
    assert observations(here, 3) == []
    assert [(peer.script_output / "state").exists() for peer in here.game.peers] == [True, False, False]
    here.game.join("gleb")
    here.game.tick(60)
    assert here.problems == []
