"""LuaObjects: unknown members, access, arguments, identity, validity, custom tables, defines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.game.errors import FaultError, GameOverError, LoadError, NotSimulatedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sim.conftest import Tiny

PLAYER = "local player = game.get_player(event.player_index) "
FRAME = PLAYER + "local frame = player.gui.screen.add{type = 'frame', name = 'f'} "


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (PLAYER + "return player.nmae", "LuaPlayer doesn't contain key nmae."),
        (PLAYER + "player.nmae = 1", "LuaPlayer doesn't contain key nmae."),
        (PLAYER + "player.name = 'x'", "LuaPlayer::name is read only."),
        (PLAYER + "player.print = 1", "LuaPlayer::print is read only."),
        ("return game.player_count", "LuaGameScript doesn't contain key player_count."),
        ("game.tick_paused = 1", "boolean expected, got number"),
        ("game.speed = '2'", "number expected, got string"),
        ("game.get_player()", "missing argument #1 (player)"),
        ("game.get_player(1.5)", "1.5 is not a whole number"),
        ("game.get_player(-1)", "outside 0..4294967295"),
        ("game.print('a', {}, 3)", "expected at most 2 arguments, got 3"),
        ("game.print('a', {colour = {1, 1, 1}})", "Unknown key 'colour' in table"),
        ("game.print('a', {color = {1, 1, 'x'}})", "Invalid value for key 'color'"),
        ("helpers.write_file('a')", "missing argument #2 (data)"),
        ("helpers.write_file('../a', 'x')", "must stay below script-output"),
        ("helpers.write_file('/etc/a', 'x')", "must stay below script-output"),
        ("helpers.table_to_json({game})", "cannot convert a LuaGameScript"),
        ("helpers.table_to_json({f = print})", "cannot use a function here"),
        ("local t = {} t.t = t helpers.table_to_json(t)", "contains itself"),
        ("helpers.table_to_json({1 / 0})", "infinite number or NaN"),
        (FRAME + "frame.add{name = 'x'}", "Key 'type' not found in table"),
        (FRAME + "frame.add{type = 'buton'}", "Unknown value 'buton'"),
        (FRAME + "frame.add{type = 'label', text = 'x'}", "Unknown key 'text' in table"),
        (FRAME + "frame.add{type = 'table'}", "Key 'column_count' not found in table"),
        (FRAME + "frame.add{type = 'label', name = 'a'} frame.add{type = 'label', name = 'a'}", "already present"),
        (FRAME + "frame.add{type = 'label', style = 'no_such_style'}", "Unknown style: no_such_style"),
        (FRAME + "frame.style = 'button'", "is a button_style, it cannot be used for a frame"),
        (FRAME + "frame.add{type = 'sprite', sprite = 'utility/nothing'}", "Unknown sprite 'utility/nothing'"),
        (FRAME + "return frame.text", "can only be used if this is textfield, text-box (it is frame)"),
        (FRAME + "frame.state = true", "can only be used if this is checkbox, radiobutton"),
        (FRAME + "frame.add{type = 'label'}.add{type = 'label'}", "of type label cannot have children"),
        (FRAME + "frame.style.widht = 3", "LuaStyle doesn't contain key widht."),
        (FRAME + "frame.style.width = 3 return frame.style.width", "LuaStyle::width is write only."),
        (FRAME + "frame.tags = {f = function() end}", "cannot use a function here"),
        (FRAME + "frame.tags = {p = player}", "Tags cannot hold LuaObjects"),
        (FRAME + "frame.caption = {1, 2}", "first element of the table must be a string"),
        (FRAME + "frame.destroy() frame.caption = 'x'", "LuaGuiElement API call when LuaGuiElement was invalid."),
        (PLAYER + "player.gui.screen.destroy()", "cannot be destroyed"),
        (PLAYER + "player.set_shortcut_toggled('nope', true)", "Unknown shortcut name: nope"),
        ("for _ in ipairs(game.players) do end", "table expected, got userdata"),
        ("game.players.x = 1", "LuaCustomTable is read only."),
        ("return defines.inventory.nonsense.deeper", "attempt to index field 'nonsense' (a nil value)"),
        ("script.on_event(99999, function() end)", "Unknown event"),
        ("script.on_event('no-input', function() end)", "Unknown custom event/input name: no-input"),
        ("script.on_event(defines.events.on_no_such, function() end)", "event expected, got nil"),
        (
            "script.on_event(defines.events.on_tick, function() end, {{filter = 'name', name = 'x'}})",
            "does not support filters",
        ),
        ("script.on_nth_tick(0, function() end)", "must be positive"),
        ("script.register_metatable('a', {})", "only be used in the root scope"),
        (
            "script.raise_event(defines.events.on_built_entity, {})",
            "missing ['consumed_items', 'entity', 'player_index']",
        ),
        ("remote.call('nobody', 'f')", "Unknown interface: nobody"),
        ("commands.add_command('help', '', function() end)", "Command help already exists."),
        ("settings.global['x'] = {value = 1}", "Mod setting x does not exist."),
    ],
)
def test_a_wrong_call_raises_the_games_error(fails: Callable[[str], str], code: str, message: str) -> None:
    assert message in fails(code)


def test_the_error_says_the_line_of_the_mod(fails: Callable[[str], str]) -> None:
    assert "__tiny__/control.lua:1: LuaPlayer doesn't contain key nmae." in fails(PLAYER + "return player.nmae")


def test_what_exists_and_is_not_simulated_raises_even_through_pcall(tiny: Tiny) -> None:
    control = "script.on_init(function() pcall(game.show_message_dialog, {text = 'x'}) end)"
    with pytest.raises(NotSimulatedError, match=r"not simulated: LuaGameScript\.show_message_dialog"):
        tiny.game(control)


def test_a_refused_call_hidden_by_pcall_is_a_problem_of_the_game(tiny: Tiny) -> None:
    game = tiny.game("script.on_init(function() pcall(function() return game.nothing end) end)")
    assert game.problems == ["tiny: LuaGameScript doesn't contain key nothing."]


def test_objects_are_userdata_equal_but_never_the_same_key(tiny: Tiny) -> None:
    game = tiny.game("""
      script.on_nth_tick(2, function()
        local a, b = game.get_player(1), game.players[1]
        storage.kind = type(a)
        storage.equal = a == b
        storage.other = a == game.players.player
        storage.named = a.object_name
        storage.valid = a.valid
        storage.found = ({[a] = true})[b] or false
        storage.count = #game.players
        local n = 0
        for index, player in pairs(game.players) do n = n + index end
        storage.sum = n
        storage.missing = game.players[9] == nil and game.players.nobody == nil
      end)
    """)
    game.tick(3)
    assert game.eval("tiny", "return storage.kind") == "userdata"
    for name in ("equal", "other", "valid", "missing"):
        assert game.eval("tiny", f"return storage.{name}") is True, name
    assert game.eval("tiny", "return storage.found") is False
    assert game.eval("tiny", "return storage.named") == "LuaPlayer"
    assert game.eval("tiny", "return storage.count + storage.sum") == 2


def test_a_child_that_is_not_there_is_nil_and_members_come_first(tiny: Tiny) -> None:
    game = tiny.game("""
      script.on_event(defines.events.on_player_created, function(event)
        local screen = game.get_player(event.player_index).gui.screen
        local frame = screen.add{type = "frame", name = "f", caption = "member"}
        frame.add{type = "label", name = "caption"}
        frame.add{type = "label", name = "x"}
        storage.none = screen.g == nil and frame.nothing == nil
        storage.caption = frame.caption
        storage.child = frame.x.type
      end)
    """)
    assert game.eval("tiny", "return storage.none") is True
    assert game.eval("tiny", "return storage.caption .. storage.child") == "memberlabel"


def test_numbers_of_defines_change_with_the_seed_and_not_their_names(tiny: Tiny) -> None:
    numbers = [tiny.game("x = 1", seed=seed).eval("tiny", "return defines.direction.north") for seed in range(1, 12)]
    assert len(set(numbers)) > 1


def test_members_of_the_other_version_are_unknown(tiny: Tiny) -> None:
    control = "script.on_init(function() return game.create_profiler end)"
    tiny.game(control.replace("return game.create_profiler", "return game.is_demo"), version="2.1")
    with pytest.raises(GameOverError, match=r"LuaGameScript doesn't contain key create_profiler"):
        tiny.game(control, version="2.1")


def test_a_driver_that_leaves_out_or_invents_event_fields_is_told(tiny: Tiny) -> None:
    game = tiny.game("script.on_event(defines.events.on_lua_shortcut, function() end)")
    with pytest.raises(FaultError, match="prototype_name"):
        game.act(lambda peer: peer.raise_event("on_lua_shortcut", {"player_index": 1}))
    with pytest.raises(FaultError, match="invented"):
        game.act(
            lambda peer: peer.raise_event("on_lua_shortcut", {"player_index": 1, "prototype_name": "s", "invented": 1})
        )


def test_event_numbers_and_fields_arrive(tiny: Tiny) -> None:
    game = tiny.game("""
      script.on_event({defines.events.on_console_chat, defines.events.on_player_created}, function(event)
        storage.last = {name = event.name == defines.events.on_console_chat, message = event.message, tick = event.tick}
      end)
    """)
    game.players[1].chat("Привет")
    assert game.eval("tiny", "return storage.last.name") is True
    assert game.eval("tiny", "return #storage.last.message") == 12
    assert game.eval("tiny", "return storage.last.tick") == game.server.map.tick


def test_generated_events_reach_every_mod_and_carry_the_raiser(tiny: Tiny) -> None:
    tiny.write({"control.lua": """
      id = script.generate_event_name()
      remote.add_interface("other", {
        event = function() return id end,
        go = function(n) script.raise_event(id, {n = n}) end,
      })
    """}, name="another")  # fmt: skip
    game = tiny.game("""
      script.on_init(function() remote.call("other", "event") end)
      script.on_event(remote.call("other", "event"), function(e) storage.got = e.mod_name .. e.n end)
      script.on_nth_tick(4, function() remote.call("other", "go", 5) end)
    """)
    game.tick(5)
    assert game.eval("tiny", "return storage.got") == "another5"


def test_remote_calls_copy_tables_and_refuse_functions(tiny: Tiny) -> None:
    other = "remote.add_interface('other', {echo = function(t) t.changed = true return t end})"
    tiny.write({"control.lua": other}, name="another")
    game = tiny.game("""
      script.on_nth_tick(2, function()
        local mine = {a = {1, 2}, p = game.get_player(1)}
        local back = remote.call("other", "echo", mine)
        storage.same = back.p == mine.p and back.a[2] == 2 and back.changed and mine.changed == nil
        storage.ok, storage.why = pcall(remote.call, "other", "echo", function() end)
      end)
    """)
    game.tick(3)
    assert game.eval("tiny", "return storage.same") is True
    assert "cannot use a function here" in game.eval("tiny", "return storage.why")


def test_a_handler_is_replaced_and_removed(tiny: Tiny) -> None:
    game = tiny.game("""
      script.on_event(defines.events.on_tick, function() storage.a = (storage.a or 0) + 1 end)
      script.on_event(defines.events.on_tick, function() storage.b = (storage.b or 0) + 1
        if storage.b == 3 then script.on_event(defines.events.on_tick, nil) end end)
    """)
    game.tick(10)
    assert game.eval("tiny", "return storage.a") is None
    assert game.eval("tiny", "return storage.b") == 3


def test_a_backing_value_of_the_wrong_type_is_a_fault(tiny: Tiny) -> None:
    game = tiny.game("script.on_nth_tick(5, function() return game.get_player(1).name end)")
    game.change_world(lambda world: setattr(world.players[1], "name", 5))
    with pytest.raises(FaultError, match=r"LuaPlayer\.name: string expected"):
        game.tick(6)


def test_an_error_in_the_main_chunk_refuses_the_game(tiny: Tiny) -> None:
    with pytest.raises(LoadError, match="doesn't contain key nothing"):
        tiny.game("return script.nothing")


def test_commands_reach_their_mod_from_player_and_server(tiny: Tiny) -> None:
    game = tiny.game("""
      commands.add_command("tiny", {"", "help"}, function(c)
        storage.last = {c.name, c.parameter, c.player_index or "server"}
      end)
    """)
    game.players[1].chat("/tiny one two")
    assert game.eval("tiny", "return table.concat(storage.last, ',')") == "tiny,one two,1"
    assert game.console("/tiny x") is True
    assert game.eval("tiny", "return storage.last[3]") == "server"
    assert game.console("/unknown") is False


def test_objects_that_lua_has_dropped_are_let_go(tiny: Tiny) -> None:
    game = tiny.game("""
      script.on_event(defines.events.on_tick, function()
        for _ = 1, 1000 do local _ = game.players, settings.global, game.surfaces end
      end)
    """)
    game.tick(100)
    state = game.server.states["tiny"]
    assert len(state._objects) < 20_000
    assert game.eval("tiny", "return game.get_player(1).name .. script.mod_name") == "playertiny"
