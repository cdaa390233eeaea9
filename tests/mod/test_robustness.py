"""A failing handler ends no game, idling costs nothing, and saves of older versions go on."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.game.world import scenarios
from tests.mod.scene import MAIN, MODS, Scene, copy_mods

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def used_before() -> bool:
    return False


def planted(tmp_path: Path, version: str, file: str, old: str, new: str) -> Path:
    """A copy of the mods with one text replaced; the old text must be there."""
    mods = copy_mods(tmp_path / "planted", version)
    path = mods / MAIN / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{file} holds {text.count(old)} of {old!r}"
    path.write_text(text.replace(old, new), "utf-8")
    return mods


@pytest.mark.parametrize(
    ("file", "old", "feature"),
    [
        ("scripts/poll.lua", "    local quiet = typing_until(tick)\n", "poll"),
        ("scripts/chat.lua", "  local prompt = own.gui.prompt.text\n", "chat"),
        ("scripts/snapshot.lua", "    local job = storage.jobs[1]\n", "snapshot"),
    ],
)
def test_a_handler_that_raises_switches_its_feature_off_and_the_game_goes_on(
    tmp_path: Path, version: str, file: str, old: str, feature: str
) -> None:
    here = Scene(tmp_path, version, mods=planted(tmp_path, version, file, old, f"    error('planted')\n{old}"))
    here.consent()
    here.player.type_text("gpta-prompt", "?")
    here.player.click("gpta-send")
    if feature == "poll":
        here.allow_reloads()
    here.player.hotkey("gpta-take-analyzer")
    here.player.select_area((-5.0, -5.0), (5.0, 5.0))
    here.game.tick(300)
    assert any("failed and is switched off" in line for line in here.player.console)
    assert sum("failed" in line for line in here.player.console) == 1
    assert here.game.eval(MAIN, f"return storage.broken['{feature}']") is True
    assert any("planted" in str(line[2]) for line in here.game.server.logs)
    here.player.chat("/gpta-reset")
    assert here.game.eval(MAIN, "return next(storage.broken) == nil") is True


def test_a_window_that_fails_leaves_no_half_of_it_and_takes_no_snapshot_down(tmp_path: Path, version: str) -> None:
    mods = planted(tmp_path, version, "scripts/gui/chat_window.lua", '"red_button"', '"redish_button"')
    here = Scene(tmp_path, version, mods=mods)
    here.consent()
    assert here.player.find("gpta-chat") is None
    here.player.hotkey("gpta-take-analyzer")
    here.build(lambda world: scenarios.gear_factory(world, machines=2))
    here.player.select_area((-5.0, -5.0), (60.0, 60.0))
    here.game.tick(60)
    assert len(here.snapshots()) == 1
    assert here.game.eval(MAIN, "local n = 0 for _ in pairs(storage.broken) do n = n + 1 end return n") == 1
    assert here.game.eval(MAIN, "return storage.broken.chat") is True


def test_idling_registers_no_tick_handler(scene: Callable[..., Scene]) -> None:
    def ticking(here: Scene) -> bool:
        handlers = here.game.server.bootstraps[MAIN].handlers
        return "on_tick" in handlers.events or bool(handlers.nth_tick)

    here = scene()
    assert not ticking(here)
    here.consent()
    assert not ticking(here)
    question = here.ask("?")
    assert ticking(here)
    here.allow_reloads()
    here.put_into_inbox(here.delivery(question, here.response(question, "Вот.")))
    here.game.run_until(lambda: len(here.acks()) == 1, limit=300)
    here.game.tick(120)
    assert not ticking(here)
    here.player.hotkey("gpta-take-analyzer")
    here.player.select_area((-5.0, -5.0), (5.0, 5.0))
    here.game.tick(30)
    assert not ticking(here)
    here.load(here.game.save())
    assert not ticking(here)


def test_an_older_layout_of_the_save_is_migrated(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    here.game.eval(
        MAIN,
        """
        storage.version = 1
        storage.players[1].snapshots = {
          ["x-s2"] = { id = "x-s2", tick = 20, count = 2, surface = "nauvis" },
          ["x-s1"] = { id = "x-s1", tick = 10, count = 1, surface = "nauvis" },
          ["x-s3"] = { id = "x-s3", tick = 20, count = 3, surface = "nauvis" },
        }
        return 1
        """,
    )
    info = here.mods / MAIN / "info.json"
    save = here.game.save()
    info.write_text(info.read_text("utf-8").replace('"0.1.0"', '"0.1.1"'), "utf-8")
    here.load(save)
    order = (
        "local t = {} for i, s in ipairs(storage.players[1].snapshots) do t[i] = s.id end return table.concat(t, ' ')"
    )
    assert here.game.eval(MAIN, order) == "x-s1 x-s2 x-s3"
    assert here.game.eval(MAIN, "return storage.version") == 6
    assert here.hello().mod_version == "0.1.1", "a new version introduces itself"


def test_a_failed_feature_comes_back_with_a_new_version(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.game.eval(MAIN, "storage.broken.chat = true return 1")
    save = here.game.save()
    info = here.mods / MAIN / "info.json"
    info.write_text(info.read_text("utf-8").replace('"0.1.0"', '"0.1.1"'), "utf-8")
    here.load(save)
    assert here.game.eval(MAIN, "return storage.broken.chat == nil") is True


def test_a_game_without_the_mod_takes_it_in(tmp_path: Path, version: str) -> None:
    mods = copy_mods(tmp_path / "mods", version)
    shutil.move(mods / MAIN, tmp_path / "aside")
    before = Scene(tmp_path, version, mods=mods)
    save = before.game.save()
    shutil.move(tmp_path / "aside", mods / MAIN)
    before.load(save)
    before.consent()
    assert len(before.hello().session) == 8


def test_every_save_has_a_session_of_its_own(tmp_path: Path, version: str) -> None:
    sessions = set()
    for seed in range(1, 6):
        here = Scene(tmp_path / str(seed), version, seed=seed)
        here.consent()
        sessions.add(here.hello().session)
    assert len(sessions) == 5


def test_the_self_test_measures_and_writes(scene: Callable[..., Scene], version: str) -> None:
    here = scene()
    here.consent()
    here.player.chat("/gpta-selftest")
    here.game.tick(5)
    result = here.selftest()
    assert result.game_version.startswith(version)
    assert result.text_box_chars is not None
    assert result.text_box_chars >= 1000
    outcomes = {each.name: each.outcome for each in result.results}
    assert outcomes["blueprint-import"] == "pass"
    assert outcomes["decode-string"] == "pass"
    assert outcomes["encode-string-adler"] == "pass"
    assert outcomes["reload"] == "unavailable", "nobody agreed to reloads yet"
    marks = [line.mark for line in here.journal() if line.entry == "mark"]
    assert marks == ["selftest", "selftest"]
    here.check_files()
    assert here.player.find("gpta-selftest-box") is None


def test_the_self_test_measures_a_reload_once_reloads_are_allowed(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    here.ask("?")
    here.allow_reloads()
    here.player.click("gpta-cancel")
    here.player.chat("/gpta-selftest")
    here.game.tick(5)
    assert here.game.reloads == 1
    assert {each.name: each.outcome for each in here.selftest().results}["reload"] == "pass"
    marks = [line.mark for line in here.journal() if line.entry == "mark" and not line.mark.startswith("export")]
    assert marks == ["selftest", "reload-begin", "reload-end", "selftest"]


def test_the_self_test_in_multiplayer_is_the_hosts(scene: Callable[..., Scene]) -> None:
    here = scene(multiplayer=True, players=("anna", "boris"))
    here.player.change_setting("gpta-host", "anna")
    here.consent()
    here.player.chat("/gpta-selftest")
    here.game.tick(5)
    assert {each.name: each.outcome for each in here.selftest().results}["reload"] == "unavailable"
    assert not (here.game.peers[1].script_output / "state").exists()


def test_a_finding_leads_to_its_place(scene: Callable[..., Scene]) -> None:
    here = scene(inbox=False)
    here.consent()
    question = here.ask("Где?")
    finding = {
        "id": "f1",
        "severity": "critical",
        "text": "Сеть без тока",
        "position": {"x": 40.5, "y": -12.5},
        "surface": "nauvis",
    }
    here.paste(here.delivery(question, here.response(question, "Смотрите.", findings=[finding])))
    label = next(
        element
        for element in here.player.element("gpta-transcript").walk()
        if element.type == "label" and element.caption == "• Сеть без тока"
    )
    here.player.click(label)
    assert here.player.body.controller_type == "remote"
    assert (here.player.body.position["x"], here.player.body.position["y"]) == (40.5, -12.5)
    drawn = list(here.game.server.map.drawn.values())
    assert len(drawn) == 1
    assert [player.index for player in drawn[0].spec["players"]] == [1], "a mark is for the one who clicked"
    here.game.tick(650)
    assert list(here.game.server.map.drawn.values()) == []


def test_a_finding_on_a_surface_that_is_gone_says_so(scene: Callable[..., Scene]) -> None:
    here = scene(inbox=False)
    here.consent()
    question = here.ask("Где?")
    finding = {"id": "f", "severity": "info", "text": "Там", "position": {"x": 1, "y": 2}, "surface": "platform-7"}
    here.paste(here.delivery(question, here.response(question, "Смотрите.", findings=[finding])))
    here.player.click(next(e for e in here.player.element("gpta-transcript").walk() if e.caption == "• Там"))
    assert here.player.console[-1] == "That surface is gone."
    assert here.player.body.controller_type != "remote"


def test_a_new_version_closes_the_windows_of_the_old(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    save = here.game.save()
    info = here.mods / MAIN / "info.json"
    info.write_text(info.read_text("utf-8").replace('"0.1.0"', '"0.1.1"'), "utf-8")
    here.load(save)
    assert here.player.find("gpta-chat") is None
    here.player.hotkey("gpta-toggle-chat")
    here.ask("?")
    assert here.problems == []


def test_the_interface_for_other_mods(scene: Callable[..., Scene]) -> None:
    here = scene()
    assert here.game.eval(MAIN, "return remote.call('gpt-assistant', 'protocol')") == "1.0"


def test_both_mods_are_small(version: str) -> None:
    del version
    size = sum(path.stat().st_size for path in (MODS / MAIN).rglob("*") if path.is_file())
    assert size < 400_000
