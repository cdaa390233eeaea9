"""The control stage's sandbox, `require`, random numbers and the order of `pairs`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.game.errors import DesyncError, GameOverError, LoadError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sim.conftest import Tiny


@pytest.mark.parametrize(
    "name", ["io", "os", "loadfile", "dofile", "coroutine", "package", "python", "debug.sethook", "game"]
)
def test_what_the_game_does_not_give_is_nil(tiny: Tiny, name: str) -> None:
    game = tiny.game(f"seen = ({name}) == nil")
    assert game.eval("tiny", "return seen") is True


def test_files_outside_and_bytecode_cannot_be_loaded(tiny: Tiny) -> None:
    game = tiny.game("local chunk = load(('\\27Lua'), 'x', 'b') seen = chunk == nil and string.dump == nil")
    assert game.eval("tiny", "return seen") is True


@pytest.mark.parametrize("path", ["scripts.part", "scripts/part", "__tiny__/scripts/part", "__tiny__.scripts.part"])
def test_require_takes_dots_slashes_and_the_mods_own_prefix(tiny: Tiny, path: str) -> None:
    game = tiny.game(f"part = require('{path}')", files={"scripts/part.lua": "return {value = 7}"})
    assert game.eval("tiny", "return part.value") == 7


def test_a_module_runs_once(tiny: Tiny) -> None:
    game = tiny.game("require('part') require('part')", files={"part.lua": "count = (count or 0) + 1"})
    assert game.eval("tiny", "return count") == 1


def test_require_after_parsing_is_the_games_error(fails: Callable[[str], str], tiny: Tiny) -> None:
    tiny.write({"part.lua": "return 1"})
    assert "Require can't be used outside of control.lua parsing." in fails("require('part')")


def test_a_missing_module_can_be_tried_while_parsing(tiny: Tiny) -> None:
    game = tiny.game("ok, why = pcall(require, 'nowhere')")
    assert game.eval("tiny", "return ok == false and why:find('no such file') ~= nil") is True


def test_modules_that_need_each_other_are_an_error(tiny: Tiny) -> None:
    with pytest.raises(LoadError, match="loop or previous error"):
        tiny.game("require('a')", files={"a.lua": "require('b')", "b.lua": "require('a')"})


def test_a_syntax_error_refuses_the_game_with_its_line(tiny: Tiny) -> None:
    with pytest.raises(LoadError, match=r"__tiny__/control.lua:2:"):
        tiny.game("local x = 1\nlocal = 2")


def test_an_error_in_a_handler_ends_the_game_with_a_traceback(tiny: Tiny) -> None:
    game = tiny.game("script.on_nth_tick(5, function() local t = nil; return t.x end)")
    with pytest.raises(GameOverError, match=r"(?s)tiny::on_nth_tick.*control.lua:1: attempt to index.*stack traceback"):
        game.tick(6)
    with pytest.raises(GameOverError):
        game.tick()


def test_random_numbers_are_the_maps_and_survive_a_save(tiny: Tiny) -> None:
    control = "function roll() return math.random(1, 1000000) end"
    game = tiny.game(control)
    game.eval("tiny", "return roll()")
    save = game.save()
    expected = [game.eval("tiny", "return roll()") for _ in range(5)]
    again = tiny.game(control, save=save)
    assert [again.eval("tiny", "return roll()") for _ in range(5)] == expected


ORDER = """
local names = {}
for i = 1, 30 do names["n" .. i] = i end
script.on_nth_tick(10, function()
  %s
end)
"""


@pytest.mark.parametrize(
    "code",
    [
        "for name in pairs(names) do storage.first = name break end",
        "storage.first = next(names)",
        "for at in pairs({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}) do storage.first = at break end",
        "storage.first = tostring(names)",
        "storage.first = helpers.table_to_json(names)",
    ],
)
def test_an_order_or_address_of_one_peer_in_the_state_is_a_desync(tiny: Tiny, code: str) -> None:
    game = tiny.game(ORDER % code, multiplayer=True, players=("a", "b", "c"))
    with pytest.raises(DesyncError, match=r"storage\.tiny"):
        game.tick(11)


def test_the_same_sorted_is_none(tiny: Tiny) -> None:
    code = "local all = {} for name in pairs(names) do all[#all + 1] = name end table.sort(all) storage.first = all[1]"
    game = tiny.game(ORDER % code, multiplayer=True, players=("a", "b", "c"))
    game.tick(30)
    assert game.eval("tiny", "return storage.first", peer=2) == "n1"


def test_pairs_and_next_visit_everything_once_and_allow_removal(tiny: Tiny) -> None:
    game = tiny.game("""
      local t = {a = 1, b = 2, c = 3, 10, 20}
      sum, count = 0, 0
      for k, v in pairs(t) do sum = sum + v count = count + 1 t[k] = nil end
      empty = next(t) == nil
      local u, n, k = {x = 1, y = 2}, 0, nil
      repeat k = next(u, k) if k then n = n + 1 end until not k
      visited = n
    """)
    assert game.eval("tiny", "return sum") == 36
    assert game.eval("tiny", "return count") == 5
    assert game.eval("tiny", "return empty") is True
    assert game.eval("tiny", "return visited") == 2


def test_table_size_counts_tables_only(tiny: Tiny) -> None:
    game = tiny.game("script.on_nth_tick(3, function() storage.ok, storage.why = pcall(table_size, game.players) end)")
    game.tick(4)
    assert game.eval("tiny", "return table_size({1, 2, a = 3})") == 3
    assert "table expected, got userdata" in game.eval("tiny", "return storage.why")
