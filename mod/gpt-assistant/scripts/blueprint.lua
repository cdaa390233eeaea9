-- An offered blueprint: placed as ghosts, put into the cursor, or taken back. Each outcome is told to the agent.
local placement = require("scripts.placement")
local request = require("scripts.request")
local signals = require("scripts.signals")
local snapshot = require("scripts.snapshot")
local state = require("scripts.state")
local transcript = require("scripts.transcript")

local blueprint = { name = "blueprint" }

--- @return table|nil
function blueprint.offer(player_index, id)
  for _, offer in ipairs(state.player(player_index).offers) do
    if offer.id == id then
      return offer
    end
  end
  return nil
end

-- Where it goes when nobody says: its own place, else beside the newest snapshot on this surface, else at the player.
local function default_place(player, offer)
  local surface = offer.surface and game.get_surface(offer.surface) or player.surface
  if offer.position then
    return surface, offer.position
  end
  local own = state.player(player.index)
  local header = own.selected_snapshot and snapshot.find(player.index, own.selected_snapshot)
  if header and header.surface == surface.name then
    local box = header.area
    return surface,
      {
        x = math.ceil(box.right_bottom.x) + 2 + offer.width / 2,
        y = (box.left_top.y + box.right_bottom.y) / 2,
      }
  end
  return surface, player.position
end

local function say_blocked(player, blockers)
  transcript.note(player.index, { "gpta-message.blocked", #blockers })
  for _, blocker in ipairs(blockers) do
    local prototype = prototypes.entity[blocker.name] or prototypes.tile[blocker.name]
    transcript.add(player.index, {
      who = "note",
      key = {
        "gpta-message.blocker",
        prototype and prototype.localised_name or blocker.name,
        string.format("%.1f", blocker.position.x),
        string.format("%.1f", blocker.position.y),
      },
      position = blocker.position,
      surface = player.surface.name,
    })
  end
end

--- @param player LuaPlayer
--- @param id string
--- @param surface LuaSurface?
--- @param position MapPosition? where its middle goes
function blueprint.place(player, id, surface, position)
  local offer = blueprint.offer(player.index, id)
  if not offer then
    transcript.note(player.index, { "gpta-message.offer-gone" })
    return
  end
  if not surface or not position then
    surface, position = default_place(player, offer)
  end
  local result = placement.place(player, offer, surface, position)
  if result.ghosts then
    state.player(player.index).placed = {
      id = id,
      ghosts = result.ghosts,
      marked = result.marked,
      force = player.force,
    }
    transcript.note(player.index, { "gpta-message.placed", #result.ghosts })
    request.ack(offer, "blueprint", "placed", { detail = { ghosts = #result.ghosts } })
  elseif result.blockers then
    say_blocked(player, result.blockers)
    request.ack(offer, "blueprint", "blocked", { detail = { ghosts = 0, blockers = result.blockers } })
  else
    transcript.note(player.index, { "gpta-message.import-failed" })
    request.ack(offer, "blueprint", "failed", { detail = { reason = result.fault } })
  end
end

-- The player's hand, empty; nil (and he is told) when there is none or what he holds has no room elsewhere. To write
-- over it would destroy what he holds.
local function empty_hand(player)
  local cursor = player.cursor_stack
  if cursor and player.clear_cursor() then
    return cursor
  end
  transcript.note(player.index, { "gpta-message.hand-full" })
  return nil
end

--- @param player LuaPlayer
--- @param id string
function blueprint.to_cursor(player, id)
  local offer = blueprint.offer(player.index, id)
  if not offer then
    transcript.note(player.index, { "gpta-message.offer-gone" })
    return
  end
  local cursor = empty_hand(player)
  if not cursor then
    return
  end
  cursor.set_stack("blueprint")
  if cursor.import_stack(offer.string) == 0 then
    player.cursor_stack_temporary = true
    request.ack(offer, "blueprint", "cursor")
    return
  end
  cursor.clear()
  transcript.note(player.index, { "gpta-message.import-failed" })
  request.ack(offer, "blueprint", "failed", { detail = { reason = "import" } })
end

--- One step back: the ghosts of the latest placement, those that are not built yet.
function blueprint.undo(player)
  local own = state.player(player.index)
  local placed = own.placed
  if not placed then
    return
  end
  own.placed = nil
  local removed = placement.undo(placed)
  transcript.note(player.index, { "gpta-message.undone", removed })
  local offer = blueprint.offer(player.index, placed.id)
  if offer then
    request.ack(offer, "blueprint", "undone", { detail = { ghosts = removed } })
  end
end

--- The player points at the ground with the placer tool.
function blueprint.take_placer(player, id)
  local cursor = empty_hand(player)
  if cursor then
    cursor.set_stack("gpta-placer")
    state.player(player.index).placing = id
  end
end

local function pointed(event)
  if event.item ~= "gpta-placer" then
    return
  end
  local player = game.get_player(event.player_index)
  local own = player and state.player(event.player_index)
  if not own or not own.placing then
    return
  end
  local id = own.placing
  own.placing = nil
  player.clear_cursor()
  local area = event.area
  blueprint.place(player, id, event.surface, {
    x = (area.left_top.x + area.right_bottom.x) / 2,
    y = (area.left_top.y + area.right_bottom.y) / 2,
  })
  signals.emit("changed", player.index)
end

blueprint.events = {
  [defines.events.on_player_selected_area] = pointed,
  [defines.events.on_player_alt_selected_area] = pointed,
}

return blueprint
