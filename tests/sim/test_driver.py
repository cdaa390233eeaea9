"""The simulated player: clicks, typing, keys, tools, and the screen as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.game.errors import FaultError

if TYPE_CHECKING:
    from tests.game.game import Game
    from tests.game.world.world import World
    from tests.sim.conftest import Tiny


@pytest.fixture(params=["2.0", "2.1"])
def version(request: pytest.FixtureRequest) -> str:
    """Everything here on both versions of the game."""
    return str(request.param)


RECORD = """
for _, name in ipairs({"on_gui_click", "on_gui_text_changed", "on_gui_confirmed", "on_gui_checked_state_changed",
    "on_gui_selection_state_changed", "on_gui_elem_changed", "on_gui_value_changed", "on_gui_closed", "on_gui_opened",
    "on_gui_switch_state_changed", "on_gui_selected_tab_changed"}) do
  script.on_event(defines.events[name], function(e)
    local f = e.element
    storage.log = (storage.log or "") .. name:sub(8) .. ":" .. (f and f.name or "-") .. ";"
    storage.text = e.text
    if f and f.name == "die" then f.destroy() end
  end)
end
script.on_event(defines.events.on_player_created, function(event)
  local player = game.get_player(event.player_index)
  local w = player.gui.screen.add{type = "frame", name = "w", direction = "vertical", caption = {"tiny.title", 3}}
  w.add{type = "button", name = "b", caption = "Go", tooltip = "tip"}
  w.add{type = "button", name = "off", enabled = false}
  w.add{type = "button", name = "hidden", visible = false}
  w.add{type = "button", name = "die"}
  w.add{type = "textfield", name = "t", text = "old"}
  w.add{type = "checkbox", name = "c", state = false, caption = "check"}
  w.add{type = "drop-down", name = "d", items = {"one", {"tiny.title", 2}}, selected_index = 1}
  w.add{type = "choose-elem-button", name = "e", elem_type = "item", item = "iron-plate"}
  w.add{type = "slider", name = "s", minimum_value = 0, maximum_value = 10, value = 4}
  w.add{type = "switch", name = "sw"}
  local pane = w.add{type = "tabbed-pane", name = "p"}
  pane.add_tab(pane.add{type = "tab", name = "p1"}, pane.add{type = "label", name = "l1", caption = "first"})
  pane.add_tab(pane.add{type = "tab", name = "p2"}, pane.add{type = "label", name = "l2", caption = "second"})
  player.opened = w
end)
"""
LOCALE = {"locale/en/t.cfg": "[tiny]\ntitle=Window __1__", "locale/ru/t.cfg": "[tiny]\ntitle=Окно __1__"}


VALUES = """
local w = game.get_player(1).gui.screen.w
return table.concat({tostring(w.c.state), w.t.text, w.d.selected_index, w.e.elem_value, w.s.slider_value,
  w.sw.switch_state, w.p.selected_tab_index}, " ")
"""


def log(game: Game) -> str:
    return str(game.eval("tiny", "local l = storage.log storage.log = '' return l"))


def test_every_input_raises_its_event_after_the_state_changed(tiny: Tiny) -> None:
    game = tiny.game(RECORD, files=LOCALE)
    player = game.players[1]
    assert log(game) == "opened:w;"
    player.click("b")
    player.click("w/c")
    player.type_text("t", "да", per_key=True, enter=True)
    player.choose("d", 2)
    player.pick("e", "copper-plate")
    player.slide("s", 99)
    player.switch("sw", "right")
    player.tab("p", 2)
    assert log(game) == (
        "click:b;checked_state_changed:c;click:c;text_changed:t;text_changed:t;confirmed:t;selection_state_changed:d;"
        "elem_changed:e;value_changed:s;switch_state_changed:sw;selected_tab_changed:p;"
    )
    values = game.eval("tiny", VALUES)
    assert values.encode("latin-1").decode() == "true да 2 copper-plate 10 right 2"


def test_closing_the_window_is_an_event_and_destroying_it_leaves_nothing_open(tiny: Tiny) -> None:
    game = tiny.game(RECORD, files=LOCALE)
    player = game.players[1]
    log(game)
    player.close()
    player.close()
    assert log(game) == "closed:w;"
    player.click("die")
    assert player.find("die") is None


@pytest.mark.parametrize(
    ("path", "why"), [("off", "disabled"), ("hidden", "hidden"), ("nothing", "no element 'nothing'")]
)
def test_what_a_person_cannot_click_cannot_be_clicked(tiny: Tiny, path: str, why: str) -> None:
    game = tiny.game(RECORD, files=LOCALE)
    with pytest.raises(FaultError, match=why):
        game.players[1].click(path)


def test_an_unknown_item_cannot_be_picked(tiny: Tiny) -> None:
    game = tiny.game(RECORD, files=LOCALE)
    with pytest.raises(Exception, match="Unknown item name: no-such"):
        game.players[1].pick("e", "no-such")


def test_the_screen_reads_as_a_person_would(tiny: Tiny) -> None:
    screen = tiny.game(RECORD, files=LOCALE).players[1].screen("ru").splitlines()
    assert screen[:4] == ["[screen]", "  frame #w «Окно 3»", "    button #b «Go» ?tip", "    button #off (disabled)"]
    assert "    drop-down #d (>one< | Окно 2)" in screen
    assert "    checkbox #c «check» [ ]" in screen
    assert not any("hidden" in line for line in screen)


INPUTS = {
    "data.lua": """data:extend({
      {type = "custom-input", name = "tiny-key", key_sequence = "G", include_selected_prototype = true},
      {type = "custom-input", name = "tiny-take", key_sequence = "H",
        action = "spawn-item", item_to_spawn = "tiny-tool"},
      {type = "shortcut", name = "tiny-short", action = "lua", icon = "__base__/x.png", small_icon = "__base__/x.png"},
      {type = "selection-tool", name = "tiny-tool", icon = "__base__/x.png", stack_size = 1, flags = {"only-in-cursor"},
       select = {border_color = {1, 1, 1}, mode = "any-entity", cursor_box_type = "copy"},
       alt_select = {border_color = {1, 1, 1}, mode = {"any-entity", "enemy"}, cursor_box_type = "copy"},
       reverse_select = {border_color = {1, 1, 1}, mode = "any-entity", cursor_box_type = "copy",
         entity_type_filters = {"container"}}},
    })"""
}


def test_hotkeys_and_shortcuts_reach_the_mod_with_their_fields(tiny: Tiny) -> None:
    control = """
      script.on_event("tiny-key", function(e)
        storage.key = e.input_name .. e.cursor_position.x .. (e.selected_prototype and e.selected_prototype.name or "")
      end)
      script.on_event(defines.events.on_lua_shortcut, function(e)
        storage.shortcut = e.prototype_name .. e.player_index
      end)
    """
    game = tiny.game(control, files=INPUTS)
    player = game.players[1]
    player.hotkey("tiny-key", position=(5, 6), selected={"base_type": "item", "derived_type": "item", "name": "coal"})
    player.shortcut("tiny-short")
    assert game.eval("tiny", "return storage.key .. storage.shortcut") == "tiny-key5coaltiny-short1"
    with pytest.raises(FaultError, match="no custom input"):
        player.hotkey("other")


SELECTED = """
local function note(e)
  local names = {}
  for _, entity in ipairs(e.entities) do names[#names + 1] = entity.name end
  table.sort(names)
  storage.seen = table.concat(names, " ") .. " " .. e.item .. " " .. e.area.right_bottom.x .. " " .. e.surface.name
end
for _, kind in ipairs({"", "_alt", "_reverse"}) do
  script.on_event(defines.events["on_player" .. kind .. "_selected_area"], note)
end
"""


def furnish(world: World) -> None:
    for name, x in (("iron-chest", 2), ("stone-furnace", 5), ("small-biter", 8), ("iron-chest", 40)):
        force = "enemy" if name == "small-biter" else "player"
        world.nauvis.create_entity(name=name, position={"x": x, "y": 0}, force=force)


@pytest.mark.parametrize(
    ("mode", "names"),
    [
        ("select", "iron-chest small-biter stone-furnace"),
        ("alt_select", "small-biter"),
        ("reverse_select", "iron-chest"),
    ],
)
def test_a_selection_tool_takes_what_its_prototype_says(tiny: Tiny, mode: str, names: str) -> None:
    game = tiny.game(SELECTED, files=INPUTS, world=furnish)
    player = game.players[1]
    player.hotkey("tiny-take")
    count = player.select_area((1, -3), (12, 3), mode=mode)
    assert game.eval("tiny", "return storage.seen") == f"{names} tiny-tool 12 nauvis"
    assert count == len(names.split())


def test_selecting_needs_the_tool_in_hand_and_a_mode_it_has(tiny: Tiny) -> None:
    game = tiny.game(SELECTED, files=INPUTS, world=furnish)
    player = game.players[1]
    with pytest.raises(FaultError, match="holds no selection tool"):
        player.select_area((1, -3), (12, 3))
    player.hold("tiny-tool")
    with pytest.raises(FaultError, match="has no alt_reverse_select"):
        player.select_area((1, -3), (12, 3), mode="alt_reverse_select")


def test_building_from_the_cursor_raises_the_build_events(tiny: Tiny) -> None:
    control = """
      script.on_event(defines.events.on_pre_build, function(e) storage.pre = e.position.x end)
      local chests = {{filter = "type", type = "container"}}
      script.on_event(defines.events.on_built_entity, function(e) storage.built = e.entity.name end, chests)
    """
    game = tiny.game(control)
    player = game.players[1]
    player.hold("iron-chest", 2)
    assert player.build((3.5, 0.5)) == 1
    assert player.build((3.5, 0.5)) == 0
    player.hold("stone-furnace", 1)
    assert player.build((10, 10)) == 1
    assert game.eval("tiny", "return storage.pre .. storage.built") == "10iron-chest"


def test_translations_come_a_tick_later_in_the_players_language(tiny: Tiny) -> None:
    control = """
      script.on_event(defines.events.on_console_chat, function(e)
        storage.id = game.get_player(1).request_translation({"tiny.title", 5})
      end)
      script.on_event(defines.events.on_string_translated, function(e)
        storage.got = e.id == storage.id and e.translated and e.result
      end)
    """
    game = tiny.game(control, files=LOCALE, locale="ru")
    game.players[1].chat("x")
    assert game.eval("tiny", "return storage.got") is None
    game.tick()
    assert game.eval("tiny", "return storage.got").encode("latin-1").decode() == "Окно 5"


def test_two_hundred_entities_are_read_well_under_a_second(tiny: Tiny) -> None:
    def field(world: World) -> None:
        for at in range(200):
            world.nauvis.create_entity(name="iron-chest", position={"x": at % 20, "y": at // 20}, force="player")

    control = """
      script.on_event(defines.events.on_player_selected_area, function(e)
        storage.n = 0
        for _, entity in ipairs(e.entities) do
          for _ = 1, 10 do storage.n = storage.n + entity.position.x + #entity.name + #entity.force.name end
        end
      end)
    """
    game = tiny.game(control, files=INPUTS, world=field, measure={})
    game.players[1].hold("tiny-tool")
    assert game.players[1].select_area((-1, -1), (30, 30)) == 201  # with the player himself
    assert 10_000 < game.largest_tick() < 500_000
