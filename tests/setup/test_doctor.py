import json
from dataclasses import replace
from pathlib import Path

import pytest

from agent.bridge.doors.reload import pristine_box
from agent.bridge.lock import FolderLock
from agent.contract import PROTOCOL
from agent.i18n import LANGUAGES, catalogue
from agent.setup import mods
from agent.setup.check import Check, State
from agent.setup.demo_player import DemoPlayer
from agent.setup.doctor import examine
from agent.setup.folders import Places

CATALOGUE_PREFIX = "doctor-"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A game of version 2.1 with both mods, before consent."""
    game = tmp_path / "factorio"
    (game / "data" / "base").mkdir(parents=True)
    (game / "data" / "base" / "info.json").write_text('{"version": "2.1.12"}', encoding="utf-8")
    mods.install(game / "mods", "2.1")
    bridge = game / "script-output" / "state"
    return Places(bridge=bridge, mods=game / "mods", write_data=game, data=tmp_path / "data", evidence="standard")


def _consent(places: Places) -> DemoPlayer:
    places.bridge.mkdir(parents=True, exist_ok=True)
    assert places.mods is not None
    player = DemoPlayer(places.bridge, places.mods / mods.INBOX / "inbox.lua", "ru")
    player.hello()
    return player


def _codes(places: Places) -> dict[str, State]:
    return {check.code: check.state for check in examine(places, clipboard=True)}


def _holding_up(places: Places) -> set[str]:
    return {check.code for check in examine(places, clipboard=True) if check.holds_up}


def test_before_consent_it_says_what_it_waits_for(places: Places) -> None:
    codes = _codes(places)
    assert codes["bridge-waiting"] is State.WAITING
    assert _holding_up(places) == {"bridge-waiting"}
    assert not places.bridge.exists(), "doctor makes no bridge folder"


def test_after_consent_nothing_holds_answers_up(places: Places) -> None:
    _consent(places)
    assert _holding_up(places) == set()
    codes = _codes(places)
    assert codes["bridge-proven"] is State.FINE
    assert codes["mod-fine"] is State.FINE
    assert codes["game-version-fine"] is State.FINE
    assert codes["inbox-fine"] is State.FINE
    assert codes["selftest-missing"] is State.NOTE


def test_a_game_that_is_not_there_is_named(places: Places, tmp_path: Path) -> None:
    assert "game-missing" in _holding_up(replace(places, write_data=tmp_path / "gone", bridge=tmp_path / "gone" / "s"))


def test_a_missing_mod_is_wrong_and_installing_mends_it(places: Places) -> None:
    assert places.mods is not None
    _consent(places)
    mods.uninstall(places.mods)
    assert _holding_up(places) == {"mod-missing", "inbox-missing"}
    mods.install(places.mods, "2.1")
    assert _holding_up(places) == set()


def test_mods_for_another_version_of_the_game_are_wrong(places: Places) -> None:
    assert places.mods is not None
    _consent(places)
    mods.install(places.mods, "2.0")
    assert _holding_up(places) == {"game-version-wrong"}


def test_an_older_mod_on_the_disk_is_wrong(places: Places) -> None:
    assert places.mods is not None
    _consent(places)
    info = places.mods / mods.MAIN / "info.json"
    info.write_text(json.dumps({**json.loads(info.read_text("utf-8")), "version": "0.0.1"}), encoding="utf-8")
    assert _holding_up(places) == {"mod-version"}


def test_an_older_mod_in_the_running_game_is_wrong(places: Places) -> None:
    _consent(places)
    hello = places.bridge / "hello.json"
    hello.write_text(json.dumps({**json.loads(hello.read_text("utf-8")), "mod_version": "0.0.1"}), encoding="utf-8")
    assert _holding_up(places) == {"running-other-version"}


def test_a_mod_switched_off_in_the_game_is_wrong(places: Places) -> None:
    assert places.mods is not None
    _consent(places)
    listed = {"mods": [{"name": mods.INBOX, "enabled": False}]}
    (places.mods / "mod-list.json").write_text(json.dumps(listed), encoding="utf-8")
    assert _holding_up(places) == {"mod-disabled"}


def test_an_answer_waiting_in_the_inbox_is_fine_alone_and_wrong_among_several(places: Places) -> None:
    assert places.mods is not None
    _consent(places)
    inbox = places.mods / mods.INBOX / "inbox.lua"
    inbox.write_bytes(pristine_box() + b"-- an answer")
    assert _codes(places)["inbox-full"] is State.FINE
    hello = places.bridge / "hello.json"
    hello.write_text(json.dumps({**json.loads(hello.read_text("utf-8")), "multiplayer": True}), encoding="utf-8")
    assert _holding_up(places) == {"inbox-not-pristine"}


def test_a_zipped_inbox_cannot_be_a_door(places: Places) -> None:
    assert places.mods is not None
    _consent(places)
    mods.uninstall(places.mods)
    mods.package(places.mods, "2.1")
    assert "inbox-zipped" in _holding_up(places)


@pytest.mark.parametrize("junk", [b"", b"{", b"[]", b'{"protocol": "9.0"}', b"\xff"])
def test_a_broken_hello_is_wrong_and_no_crash(places: Places, junk: bytes) -> None:
    places.bridge.mkdir(parents=True)
    (places.bridge / "hello.json").write_bytes(junk)
    assert "bridge-hello-broken" in _holding_up(places)


@pytest.mark.parametrize(("length_s", "code"), [(0.1, "reload-fast"), (0.5, "reload-slow")])
def test_the_self_test_is_shown_with_the_length_of_the_reloads_measured(
    places: Places, length_s: float, code: str
) -> None:
    _consent(places)
    test = {
        "protocol": PROTOCOL,
        "kind": "selftest",
        "id": "selftest",
        "session": "0123abcd",
        "tick": 9,
        "game_version": "2.1.12",
        "mod_version": "0.1.0",
        "results": [{"name": "write-seen", "outcome": "pass"}, {"name": "import", "outcome": "fail"}],
    }
    (places.bridge / "selftest.json").write_text(json.dumps(test), encoding="utf-8")
    unmeasured = _codes(places)
    assert not {"reload-fast", "reload-slow"} & set(unmeasured)
    found = {check.code: check for check in examine(places, clipboard=True, reloads_s=(length_s,))}
    assert found[code].args["milliseconds"] == length_s * 1000
    assert found["selftest-failed"].args["list"] == "import"
    assert _holding_up(places) == set()


def test_a_serving_agent_is_seen_and_not_disturbed(places: Places) -> None:
    _consent(places)
    assert _codes(places)["agent-idle"] is State.NOTE
    lock = FolderLock(places.bridge)
    lock.acquire()
    try:
        assert _codes(places)["agent-serving"] is State.FINE
        with pytest.raises(Exception, match="bridge-locked"):
            FolderLock(places.bridge).acquire()
    finally:
        lock.release()


def test_a_data_folder_that_cannot_be_made_is_wrong(places: Places, tmp_path: Path) -> None:
    _consent(places)
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert "data-unwritable" in _holding_up(replace(places, data=tmp_path / "file" / "data"))


def test_no_clipboard_is_a_note(places: Places) -> None:
    _consent(places)
    codes = {check.code: check.state for check in examine(places, clipboard=False)}
    assert codes["clipboard-missing"] is State.NOTE


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_holds_up_always_has_a_next_step(places: Places, language: str) -> None:
    words = catalogue("ru" if language == "ru" else "en")
    keys = {key for key in words.keys if key.startswith(CATALOGUE_PREFIX)}
    situations: list[tuple[Check, ...]] = [examine(places, clipboard=False)]
    _consent(places)
    assert places.mods is not None
    mods.uninstall(places.mods)
    situations.append(examine(places, clipboard=True))
    for check in (check for checks in situations for check in checks):
        assert words.text(f"doctor-{check.code}", **check.args)
        if check.state is not State.FINE:
            assert f"doctor-{check.code}-next" in keys, check.code


def test_without_any_game_it_says_so_and_nothing_of_mods(places: Places) -> None:
    alone = replace(places, evidence="own", mods=None, write_data=None)
    assert _holding_up(alone) == {"game-not-found"}


def test_of_the_reloads_that_the_service_measured_the_median_is_told(places: Places) -> None:
    _consent(places)
    found = {check.code: check for check in examine(places, clipboard=True, reloads_s=(0.1, 9.0, 0.3))}
    assert found["reload-slow"].args["milliseconds"] == 300


def _headless(places: Places, door: str | None) -> None:
    """A headless server's hello; with a door, an agent that serves it."""
    _consent(places)
    path = places.bridge / "hello.json"
    hello = json.loads(path.read_text("utf-8"))
    hello |= {"multiplayer": True, "writer": {"role": "headless", "player_index": 0}}
    path.write_text(json.dumps(hello), encoding="utf-8")
    if door is not None:
        status = {name: hello[name] for name in ("protocol", "session", "tick")}
        status |= {"kind": "status", "id": "s", "agent_version": "0", "engine": "e", "door": door}
        (places.bridge / "status.json").write_text(json.dumps(status), encoding="utf-8")


def test_a_headless_server_that_the_agent_holds_has_the_console_door(places: Places) -> None:
    _headless(places, "console")
    (check,) = (check for check in examine(places, clipboard=True) if check.code == "door")
    assert check.args == {"door": "console"}
    assert "консоль" in catalogue("ru").text("doctor-door", **check.args)
    assert "types answers at the console" in catalogue("en").text("doctor-door", **check.args)


@pytest.mark.parametrize("door", [None, "paste"])
def test_a_headless_server_without_its_console_is_told_how_to_get_it(places: Places, door: str | None) -> None:
    _headless(places, door)
    codes = _codes(places)
    assert codes["door-headless"] is State.NOTE
    assert "door" not in codes
    assert _holding_up(places) == set()
    for language in LANGUAGES:
        assert "agent host -- " in catalogue(language).text("doctor-door-headless-next")
