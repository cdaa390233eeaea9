"""Peers in lockstep: equal states, joining, leaving, who writes which file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.game.errors import DesyncError, GameOverError, JoinRefusedError

if TYPE_CHECKING:
    from tests.sim.conftest import Tiny


@pytest.fixture(params=["2.0", "2.1"])
def version(request: pytest.FixtureRequest) -> str:
    """Everything here on both versions of the game."""
    return str(request.param)


THREE = ("host", "anna", "boris")


@pytest.mark.parametrize(
    "code",
    [
        "storage.x = peer_local",
        "local p = game.get_player(1) p.gui.screen.add{type = 'label', caption = tostring(peer_local)}",
        "if peer_local % 2 == 0 then script.on_event(defines.events.on_tick, function() end) end",
        "for _ = 1, peer_local do math.random() end",
        "game.print(tostring(peer_local))",
        "game.speed = peer_local",
        "rendering.draw_text{text = tostring(peer_local), surface = 1, target = {0, 0}, color = {1, 1, 1}}",
        "settings.global['tiny-n'] = {value = peer_local}",
        "if peer_local % 2 == 0 then commands.add_command('c' .. peer_local, '', function() end) end",
    ],
)
def test_what_one_peer_alone_knows_is_a_desync_wherever_it_ends_up(tiny: Tiny, code: str) -> None:
    control = f"script.on_nth_tick(10, function() if peer_local then {code} end end)"
    settings = {
        "settings.lua": "data:extend({{type = 'int-setting', name = 'tiny-n', setting_type = 'runtime-global', "
        "default_value = 0}})"
    }
    game = tiny.game(control, multiplayer=True, players=THREE, files=settings)
    game.tick(15)
    for peer in game.peers:
        peer.states["tiny"].api.set_global("peer_local", peer.number + 1)
    with pytest.raises(DesyncError, match=r"tick \d+: peer 1 differs"):
        game.tick(10)


@pytest.mark.parametrize(
    "code",
    [
        "storage.t.inner.n = 2",
        "storage.t.inner.n = nil",
        "storage.t.inner.more = true",
        "storage.t.inner.n, storage.t.inner.m = nil, 1",
        "storage.t.zero = -0",
        "storage.t.inner = {}",
        "storage.t.inner = storage.t",
        "storage.t.same = {}",
        "setmetatable(storage.t.inner, nil)",
        "setmetatable(storage.t, known)",
        "storage.t.player = nil",
        "storage = {t = {}}",
    ],
)
def test_whatever_a_script_changes_in_storage_alone_is_a_desync_in_its_tick(tiny: Tiny, code: str) -> None:
    control = f"""
        known = {{}}
        script.register_metatable("known", known)
        script.on_init(function()
          storage.t = {{ zero = 0, player = false, same = {{}}, again = false }}
          storage.t.inner = setmetatable({{ n = 1 }}, known)
          storage.t.again = storage.t.same
        end)
        script.on_event(defines.events.on_tick, function() if alone then {code} end end)
    """
    game = tiny.game(control, multiplayer=True, players=THREE)
    game.tick(5)
    game.peers[1].states["tiny"].api.set_global("alone", 1)
    with pytest.raises(DesyncError, match=r"tick \d+: peer 1 differs: storage"):
        game.tick()


@pytest.mark.parametrize(
    "code", ["element.caption = 'x'", "element.style.width = 9", "element.tags = {n = 1}", "element.destroy()"]
)
def test_a_screen_changed_on_one_peer_is_a_desync_in_its_tick(tiny: Tiny, code: str) -> None:
    control = f"""
        script.on_event(defines.events.on_tick, function()
          local player = game.get_player(1)
          storage.element = storage.element or player and player.gui.screen.add{{type = "label", caption = "a"}}
          local element = storage.element
          if alone then {code} end
        end)
    """
    game = tiny.game(control, multiplayer=True, players=THREE)
    game.tick(5)
    game.peers[2].states["tiny"].api.set_global("alone", 1)
    with pytest.raises(DesyncError, match="peer 2 differs: gui of player 1"):
        game.tick()


def test_a_tag_on_the_map_that_names_its_player_is_alike_on_every_peer(tiny: Tiny) -> None:
    code = """
        local player = game.get_player(1)
        player.force.add_chart_tag(1, {position = {1, 2}, text = "a", last_user = player})
    """
    game = tiny.game(
        f"script.on_event(defines.events.on_console_chat, function() {code} end)", multiplayer=True, players=THREE
    )
    game.players[1].chat("go")
    game.tick(5)


def test_a_world_changed_on_one_peer_is_a_desync(tiny: Tiny) -> None:
    game = tiny.game("x = 1", multiplayer=True, players=THREE)
    game.peers[2].world.players[1].admin = False
    with pytest.raises(DesyncError, match="peer 2 differs: world"):
        game.tick()


def test_a_peer_can_join_and_leave_a_running_game(tiny: Tiny) -> None:
    game = tiny.game(
        "script.on_event(defines.events.on_tick, function() storage.n = (storage.n or 0) + math.random(1, 9) end)",
        multiplayer=True,
        players=("host",),
    )
    game.tick(20)
    anna = game.join("anna", locale="ru")
    game.tick(20)
    assert len(game.peers) == 2
    assert game.eval("tiny", "return storage.n", peer=0) == game.eval("tiny", "return storage.n", peer=1)
    anna.leave()
    assert len(game.peers) == 1
    again = game.join("anna")
    assert again.index == 2
    game.tick(5)


def test_a_registration_that_on_load_does_not_repeat_refuses_the_joining_peer(tiny: Tiny) -> None:
    game = tiny.game(
        "script.on_nth_tick(5, function() script.on_event(defines.events.on_tick, function() end) end)",
        multiplayer=True,
        players=("host",),
    )
    game.tick(6)
    with pytest.raises(JoinRefusedError, match="event handlers are not identical"):
        game.join("anna")


def test_a_registration_on_load_makes_from_storage_is_accepted(tiny: Tiny) -> None:
    game = tiny.game(
        """
        local function register() if storage.on then script.on_event(defines.events.on_tick, function() end) end end
        script.on_load(register)
        script.on_nth_tick(5, function() storage.on = true register() end)
        """,
        multiplayer=True,
        players=("host",),
    )
    game.tick(6)
    game.join("anna")
    game.tick(5)


WRITE = "script.on_event(defines.events.on_console_chat, function() helpers.write_file('a.txt', 'x', false, %s) end)"


@pytest.mark.parametrize(
    ("for_player", "headless", "written"),
    [
        ("nil", False, [0, 1, 2]),
        ("0", False, [0]),
        ("1", False, [0]),
        ("2", False, [1]),
        ("0", True, [0]),
        ("1", True, [1]),
    ],
)
def test_who_writes_a_file_in_multiplayer(tiny: Tiny, for_player: str, headless: bool, written: list[int]) -> None:
    game = tiny.game(WRITE % for_player, multiplayer=True, players=THREE, headless=headless)
    game.players[1].chat("go")
    assert [n for n in range(len(game.peers)) if (game.script_output(n) / "a.txt").exists()] == written


@pytest.mark.parametrize(("for_player", "written"), [("nil", True), ("0", False), ("1", True)])
def test_who_writes_a_file_in_single_player(tiny: Tiny, for_player: str, written: bool) -> None:
    game = tiny.game(WRITE % for_player)
    game.players[1].chat("go")
    assert (game.script_output() / "a.txt").exists() is written


def test_a_write_can_be_caught_in_half(tiny: Tiny) -> None:
    seen: list[int] = []
    game = tiny.game(
        "script.on_event(defines.events.on_console_chat, function() helpers.write_file('d/a.txt', ('ж'):rep(10)) end)",
        torn_writes=True,
        between_writes=lambda path, done, total: seen.append(len(path.read_bytes())) if done <= total else None,
    )
    game.players[1].chat("go")
    assert seen[0] == 0
    assert 0 < seen[1] < 20
    assert seen[-1] == 20
    assert (game.script_output() / "d" / "a.txt").read_text("utf-8") == "ж" * 10


def test_pause_stops_ticks_but_not_the_gui(tiny: Tiny) -> None:
    game = tiny.game("""
      script.on_event(defines.events.on_tick, function() storage.n = (storage.n or 0) + 1 end)
      script.on_event(defines.events.on_console_chat, function(e) game.tick_paused = e.message == "stop" end)
    """)
    player = game.players[1]
    player.chat("stop")
    before = game.eval("tiny", "return storage.n")
    game.tick(10)
    assert game.eval("tiny", "return storage.n") == before
    player.chat("go on")
    game.tick(10)
    assert game.eval("tiny", "return storage.n") == before + 10


def test_the_game_stays_over(tiny: Tiny) -> None:
    game = tiny.game("script.on_event(defines.events.on_console_chat, function() error('broken') end)")
    with pytest.raises(GameOverError, match="broken"):
        game.players[1].chat("x")
    with pytest.raises(GameOverError, match="broken"):
        game.tick()


def test_a_lost_connection_is_told_with_its_reason(tiny: Tiny) -> None:
    control = """
      script.on_event(defines.events.on_player_left_game, function(e)
        local gone = not game.get_player(e.player_index).connected
        storage.dropped = gone and e.reason == defines.disconnect_reason.dropped
      end)
    """
    game = tiny.game(control, multiplayer=True, players=THREE)
    game.players[3].leave("dropped")
    assert len(game.peers) == 2
    assert game.eval("tiny", "return storage.dropped") is True


def test_the_log_names_the_write_data_folder(tiny: Tiny) -> None:
    game = tiny.game("x = 1")
    log = (game.write_data / "factorio-current.log").read_text("utf-8")
    assert f"Write data path: {game.write_data} [" in log
