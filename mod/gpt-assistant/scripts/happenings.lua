-- What happens between two observations and would be lost: each watching player's log, until it has been written. The
-- handlers exist only while somebody watches, and that is read from `storage` alone, so every peer agrees after a load.
local guard = require("scripts.guard")
local names = require("scripts.collect.names")
local text = require("scripts.util.text")

local happenings = { name = "happenings" }

--- So many entries a log holds; older ones make room and are counted.
local MOST_EVENTS = 100
local MOST_ALERTS = 20
local CHAT_BYTES = 300
--- States in which a train does not get on by itself; the others are told as sums.
local STUCK = { no_path = true, no_schedule = true, destination_full = true }
--- Words that address the assistant in the game's own chat. Lua knows no Cyrillic capitals.
local CALLS = {
  "gpt",
  "Gpt",
  "GPT",
  "гпт",
  "Гпт",
  "ГПТ",
  "assistant",
  "Assistant",
  "ассистент",
  "Ассистент",
}
--- Animals and trees die by the hundred and are nobody's loss.
local LOSSES = {
  { filter = "type", type = "unit", invert = true },
  { filter = "type", type = "tree", invert = true, mode = "and" },
}

local function place(position)
  return position and { x = position.x or position[1], y = position.y or position[2] } or nil
end

local function alike(one, other)
  return one.event == other.event
    and one.name == other.name
    and one.detail == other.detail
    and one.surface == other.surface
end

-- Adds to a log; what is like an entry of it is counted there, with the latest place.
local function note(log, entry, apart)
  entry.tick = game.tick
  if not apart then
    for i = #log.events, 1, -1 do
      local other = log.events[i]
      if alike(other, entry) then
        other.tick, other.position, other.count = entry.tick, entry.position, other.count + 1
        return
      end
    end
  end
  entry.count = 1
  log.events[#log.events + 1] = entry
  if #log.events > MOST_EVENTS then
    log.dropped = log.dropped + table.remove(log.events, 1).count
  end
end

--- An empty log, for a player who begins to watch.
function happenings.new_log()
  return { events = {}, dropped = 0 }
end

-- Every player who watches and whose force it is.
local function tell(force, entry, apart)
  for _, player in pairs(force.players) do
    local own = storage.players[player.index]
    if own and own.watch then
      local copy = {}
      for key, value in pairs(entry) do
        copy[key] = value
      end
      note(own.watch.log, copy, apart)
    end
  end
end

local function entity_died(event)
  local entity = event.entity
  if entity.type ~= "entity-ghost" and entity.type ~= "tile-ghost" then
    tell(entity.force, {
      event = "entity-died",
      name = entity.name,
      position = place(entity.position),
      surface = entity.surface.name,
    })
  end
end

local function player_died(event)
  local own = storage.players[event.player_index]
  if own and own.watch then
    local player = game.get_player(event.player_index)
    local cause = event.cause
    note(own.watch.log, {
      event = "player-died",
      name = cause and cause.valid and cause.name or nil,
      position = place(player.position),
      surface = player.surface.name,
    }, true)
  end
end

local function research_finished(event)
  tell(event.research.force, { event = "research-finished", name = event.research.name }, true)
end

local function train_changed_state(event)
  local train = event.train
  local front = train.front_stock
  if front then
    local state = names.train_state[train.state]
    tell(front.force, {
      event = "train-state",
      name = state,
      detail = STUCK[state] and string.format("%d", train.id) or nil,
      position = place(front.position),
      surface = front.surface.name,
    })
  end
end

local function rocket_launched(event)
  local silo = event.rocket_silo
  local from = silo and silo.valid and silo or event.rocket
  tell(event.rocket.force, {
    event = "rocket-launched",
    name = from.name,
    position = place(from.position),
    surface = from.surface.name,
  }, true)
end

-- Whether words in the game's chat are meant for the assistant.
local function is_addressed(message)
  local words = string.match(message, "^%s*@?(.*)$")
  for _, call in ipairs(CALLS) do
    if string.sub(words, 1, #call) == call then
      local following = string.sub(words, #call + 1, #call + 1)
      if following == "" or string.find(following, "[%s,:;!%?%.]") then
        return true
      end
    end
  end
  return false
end

local function console_chat(event)
  local own = event.player_index and storage.players[event.player_index]
  if own and own.watch and is_addressed(event.message) then
    note(own.watch.log, { event = "chat", detail = text.cut(text.clean(event.message), CHAT_BYTES) }, true)
  end
end

local HANDLERS = {
  { id = defines.events.on_entity_died, fn = entity_died, filters = LOSSES },
  { id = defines.events.on_player_died, fn = player_died },
  { id = defines.events.on_research_finished, fn = research_finished },
  { id = defines.events.on_train_changed_state, fn = train_changed_state },
  { id = defines.events.on_rocket_launched, fn = rocket_launched },
  { id = defines.events.on_console_chat, fn = console_chat },
}

local registered = false

--- Registers or removes the handlers to match `storage`. Called at once where `watch` is set or goes, before anything
--- that may fail, and under no guard: handlers that differ from those of a player who joins keep him out.
function happenings.update()
  local needed = false
  for _, own in pairs(storage.players or {}) do
    needed = needed or own.watch ~= nil
  end
  if needed == registered then
    return
  end
  registered = needed
  for _, each in ipairs(HANDLERS) do
    local fn = each.fn
    if needed and each.filters then
      script.on_event(each.id, function(event)
        guard.run("happenings", fn, event)
      end, each.filters)
    elseif needed then
      script.on_event(each.id, function(event)
        guard.run("happenings", fn, event)
      end)
    else
      script.on_event(each.id, nil)
    end
  end
end

happenings.on_load = happenings.update
happenings.on_configuration_changed = happenings.update

local function sorted(map)
  local keys = {}
  for key in pairs(map) do
    keys[#keys + 1] = key
  end
  table.sort(keys)
  return keys
end

-- Alerts of ours are no news to the agent.
local function is_ours(alert)
  return type(alert.message) == "table" and alert.message[1] == "gpta-action.alert"
end

-- Those of one kind on one surface as one entry, at the place of the first.
local function as_entry(kind, surface, list)
  local first, count = nil, 0
  for _, alert in ipairs(list) do
    if not is_ours(alert) then
      first = first or alert
      count = count + 1
    end
  end
  return first
    and {
      event = "alert",
      name = kind,
      detail = first.prototype and first.prototype.name or nil,
      position = place(first.position),
      surface = surface,
      count = count,
      tick = first.tick,
    }
end

-- What the game warns the player of now.
local function alerts_of(player)
  local list = {}
  local by_surface = player.get_alerts({})
  for _, index in ipairs(sorted(by_surface)) do
    local surface = game.get_surface(index)
    for _, kind in ipairs(sorted(by_surface[index])) do
      local entry = surface and as_entry(names.alert[kind], surface.name, by_surface[index][kind])
      if entry and #list < MOST_ALERTS then
        list[#list + 1] = entry
      end
    end
  end
  return list
end

--- Everything since the last observation and the alerts of this moment.
--- @param player LuaPlayer
--- @param log table
function happenings.told(player, log)
  local list = {}
  for i, entry in ipairs(log.events) do
    list[i] = entry
  end
  local ok, alerts = guard.run("happenings", alerts_of, player)
  for _, entry in ipairs(ok and alerts or {}) do
    list[#list + 1] = entry
  end
  return list
end

return happenings
