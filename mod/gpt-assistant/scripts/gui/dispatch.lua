-- The game's GUI events find their handler by the name in the element's tags. Elements of other mods have none of ours.
local guard = require("scripts.guard")
local state = require("scripts.state")

local dispatch = { name = "gui" }

local handlers = {}

--- Main chunk only.
--- @param feature string whose failure switches the handler off
--- @param name string prefixed
--- @param fn fun(player: LuaPlayer, element: LuaGuiElement, own: gpta.PlayerState)
function dispatch.on(feature, name, fn)
  handlers[name] = { feature = feature, fn = fn }
end

local function route(action)
  return function(event)
    local element = event.element
    if not element or not element.valid then
      return
    end
    local wanted = element.tags.gpta
    local name = type(wanted) == "table" and wanted[action]
    local handler = name and handlers[name]
    local player = handler and game.get_player(event.player_index)
    if player then
      guard.run(handler.feature, handler.fn, player, element, state.player(player.index))
    end
  end
end

dispatch.events = {
  [defines.events.on_gui_click] = route("click"),
  [defines.events.on_gui_text_changed] = route("text"),
  [defines.events.on_gui_selection_state_changed] = route("selected"),
  [defines.events.on_gui_elem_changed] = route("elem"),
  [defines.events.on_gui_closed] = route("closed"),
}

return dispatch
