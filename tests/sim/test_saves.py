"""`storage`, saving and loading, `on_load`, configuration changes, migrations, `reload_mods`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.game.errors import GameOverError
from tests.game.game import Game

if TYPE_CHECKING:
    from tests.sim.conftest import Tiny


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("function() end", r"Cannot serialise lua function \(storage\.x\)"),
        ("{a = {b = print}}", r"Cannot serialise lua function \(storage\.x\.a\.b\)"),
        ("game.players", r"Cannot serialise LuaCustomTable \(storage\.x\)"),
        ("settings.global", r"Cannot serialise LuaCustomTable"),
        ("script", r"Cannot serialise LuaBootstrap"),
        ("{[game.get_player(1)] = 1}", r"Cannot serialise a key of type userdata"),
    ],
)
def test_what_cannot_be_saved_ends_the_game_when_it_is_saved(tiny: Tiny, value: str, message: str) -> None:
    game = tiny.game(f"script.on_event(defines.events.on_player_created, function() storage.x = {value} end)")
    with pytest.raises(GameOverError, match=message):
        game.save()


def test_storage_comes_back_and_locals_do_not(tiny: Tiny) -> None:
    control = """
      local kept = 1
      script.on_init(function()
        kept = 2
        local shared = {5}
        storage.a, storage.b, storage.text, storage.number = shared, shared, "стол\\0\\255", 0.1 + 0.2
        storage.loop = {}
        storage.loop.loop = storage.loop
      end)
      script.on_event(defines.events.on_player_created, function(e)
        storage.player = game.get_player(e.player_index)
      end)
      function local_value() return kept end
    """
    game = tiny.game(control)
    assert game.eval("tiny", "return local_value()") == 2
    again = tiny.game(control, save=game.save())
    assert again.eval("tiny", "return local_value()") == 1
    checks = (
        "storage.a == storage.b and storage.a[1] == 5",
        "storage.text == 'стол\\0\\255'",
        "storage.number == 0.1 + 0.2",
        "storage.loop.loop == storage.loop",
        "storage.player == game.get_player(1) and storage.player.valid",
    )
    for check in checks:
        assert again.eval("tiny", f"return {check}") is True, check


def test_metatables_survive_only_when_registered(tiny: Tiny) -> None:
    control = """
      local known, unknown = {__index = {v = 1}}, {__index = {v = 1}}
      script.register_metatable("known", known)
      script.on_init(function()
        storage.known, storage.unknown = setmetatable({}, known), setmetatable({}, unknown)
      end)
    """
    again = tiny.game(control, save=tiny.game(control).save())
    assert again.eval("tiny", "return storage.known.v == 1 and storage.unknown.v == nil") is True


def test_storage_cannot_be_written_while_control_is_parsed(tiny: Tiny) -> None:
    with pytest.raises(Exception, match="storage cannot be written while"):
        tiny.game("storage.x = 1")


def test_on_load_has_no_game_and_may_not_write(tiny: Tiny) -> None:
    base = "script.on_init(function() storage.n = {1} end) "
    save = tiny.game(base).save()
    tiny.game(
        base + "script.on_load(function() seen = game == nil and rendering == nil and storage.n[1] == 1 end)", save=save
    )
    with pytest.raises(GameOverError, match="Detected modifications to the 'storage' table in tiny::on_load"):
        tiny.game(base + "script.on_load(function() storage.n[1] = 2 end)", save=save)
    with pytest.raises(GameOverError, match=r"attempt to index global 'game' \(a nil value\)"):
        tiny.game(base + "script.on_load(function() return game.tick end)", save=save)


LIFE = """
  local function note(what) return function(data) storage.seen = (storage.seen or "") .. what
    if data and data.mod_changes then
      local mine = data.mod_changes.tiny
      storage.change = mine and ((mine.old_version or "-") .. ">" .. mine.new_version)
    end end end
  script.on_init(note("i"))
  script.on_configuration_changed(note("c"))
"""


def test_configuration_changed_comes_with_a_new_version_only(tiny: Tiny) -> None:
    game = tiny.game(LIFE)
    same = tiny.game(LIFE, save=game.save())
    assert same.eval("tiny", "return storage.seen") == "i"
    tiny.write({"control.lua": LIFE}, version="0.2.0")
    newer = Game([tiny.root / "mods"], tiny.root / "newer", save=same.save(), prefix="tiny")
    assert newer.eval("tiny", "return storage.seen .. storage.change") == "ic0.1.0>0.2.0"


def test_a_mod_added_to_a_save_gets_on_init_and_the_others_are_told(tiny: Tiny) -> None:
    save = tiny.game(LIFE).save()
    tiny.write({"control.lua": "script.on_init(function() storage.fresh = true end)"}, name="another")
    game = tiny.game(LIFE, save=save)
    assert game.eval("another", "return storage.fresh") is True
    assert game.eval("tiny", "return storage.seen") == "ic"


def test_migrations_run_once_and_not_for_new_saves(tiny: Tiny) -> None:
    migration = {"migrations/tiny_0.1.0.lua": "storage.migrated = (storage.migrated or 0) + 1"}
    save = tiny.game("script.on_init(function() storage.n = 1 end)").save()
    game = tiny.game(save=save, files=migration)
    assert game.eval("tiny", "return storage.migrated") == 1
    assert tiny.game(save=game.save()).eval("tiny", "return storage.migrated") == 1
    fresh = tiny.game("x = 1")
    assert fresh.eval("tiny", "return storage.migrated") is None


RELOAD = """
  local box = require("box")
  local passes = 0
  script.on_init(function() storage.go = true storage.loads = 0 end)
  script.on_event("tiny-go", function()
    passes = passes + 1
    storage.seen = box
    game.reload_mods()
    storage.after = true
  end)
  function look() return passes end
"""
KEY = {"data.lua": "data:extend({{type = 'custom-input', name = 'tiny-go', key_sequence = 'G'}})"}


def test_reload_reads_from_disk_after_the_handler_and_loses_locals(tiny: Tiny) -> None:
    game = tiny.game(RELOAD, files=KEY | {"box.lua": "return 1"})
    tiny.write({"box.lua": "return 2"})
    player = game.players[1]
    player.hotkey("tiny-go")
    assert game.reloads == 1
    assert game.eval("tiny", "return storage.after") is True
    assert game.eval("tiny", "return look()") == 0
    player.hotkey("tiny-go")
    assert game.eval("tiny", "return storage.seen") == 2


def test_a_second_pass_can_be_needed(tiny: Tiny) -> None:
    game = tiny.game(RELOAD, files=KEY | {"box.lua": "return 1"}, stale_passes=1)
    tiny.write({"box.lua": "return 2"})
    seen = []
    for _ in range(3):
        game.players[1].hotkey("tiny-go")
        seen.append(game.eval("tiny", "return storage.seen"))
    assert seen == [1, 1, 2]


def test_reload_does_nothing_in_multiplayer(tiny: Tiny) -> None:
    game = tiny.game(RELOAD, files=KEY | {"box.lua": "return 1"}, multiplayer=True, players=("a", "b"))
    tiny.write({"box.lua": "return 2"})
    game.players[1].hotkey("tiny-go")
    game.players[1].hotkey("tiny-go")
    assert game.reloads == 0
    assert game.eval("tiny", "return look()") == 2
    assert game.eval("tiny", "return storage.seen", peer=1) == 1


def test_an_error_in_the_main_chunk_after_a_reload_ends_the_session(tiny: Tiny) -> None:
    game = tiny.game(RELOAD, files=KEY | {"box.lua": "return 1"})
    tiny.write({"box.lua": "return nil + 1"})
    with pytest.raises(Exception, match="attempt to perform arithmetic"):
        game.players[1].hotkey("tiny-go")
    with pytest.raises(GameOverError):
        game.tick()


def test_auto_save_keeps_a_save(tiny: Tiny) -> None:
    game = tiny.game("script.on_nth_tick(3, function() game.auto_save('before-reload') end)")
    game.tick(4)
    assert list(game.saves) == ["_autosave-before-reload"]


def test_a_file_that_is_no_text_is_a_lua_error_the_mod_can_catch(tiny: Tiny) -> None:
    game = tiny.game(
        RELOAD.replace('require("box")', 'select(2, pcall(require, "box"))'), files=KEY | {"box.lua": "return 1"}
    )
    (tiny.root / "mods" / "tiny" / "box.lua").write_bytes(b"\xff\xfe\x00 half")
    game.players[1].hotkey("tiny-go")
    game.players[1].hotkey("tiny-go")
    assert "box.lua:1:" in game.eval("tiny", "return storage.seen")


def test_equal_storages_are_one_text_whatever_the_order_of_their_keys(tiny: Tiny) -> None:
    pairs = ["[true] = 1", "[false] = {x = {}}", "[-1] = 2", '[1] = "a"', "[2] = 0.5", '["1"] = 3', '["ы"] = 4']
    control = "script.on_init(function() storage.x = {} end)"
    texts = []
    for order in (pairs, pairs[::-1]):
        game = tiny.game(control)
        game.eval("tiny", " ".join(f"storage.x{pair}" for pair in order))
        texts.append(game.server.states["tiny"].freeze_storage()[0])
    assert texts[0] == texts[1]
    assert texts[0].index("t") < texts[0].index("n-1;")
    again = tiny.game(control, save=game.save())
    for check in ("x[true] == 1", "x[false].x", "x[-1] == 2", "x[1] == 'a'", "x['1'] == 3", "x['ы'] == 4"):
        assert again.eval("tiny", f"return storage.{check}"), check
