-- The shape of `storage`: one object for the save, one per player. Bodies of snapshots are files, never here.
local adler32 = require("scripts.util.adler32")
local happenings = require("scripts.happenings")
local migrations = require("scripts.migrations")

local state = { name = "state" }

--- @class gpta.PlayerState
--- @field index integer
--- @field consent boolean
--- @field transcript gpta.Entry[]
--- @field snapshots gpta.SnapshotHeader[] oldest first
--- @field offers table[] blueprints, oldest first
--- @field schedules table[] answers with their schedules, oldest first
--- @field asked integer[] ticks of the latest questions
--- @field gui table
--- @field mode string
--- @field prompt string

local function sorted_keys(map)
  local keys = {}
  for key in pairs(map) do
    keys[#keys + 1] = key
  end
  table.sort(keys)
  return keys
end

-- Made once per save. Two saves of one seed differ by the tick and by the game's own random numbers, which the map's
-- seed started.
local function new_session()
  local parts = { tostring(game.tick), string.format("%d", math.random(0, 2147483647)) }
  for _, player in pairs(game.players) do
    parts[#parts + 1] = player.name
  end
  table.sort(parts)
  for _, name in ipairs(sorted_keys(script.active_mods)) do
    parts[#parts + 1] = name .. "=" .. script.active_mods[name]
  end
  return adler32.of(table.concat(parts, ";"))
end

function state.on_init()
  storage.version = migrations.CURRENT
  storage.counters = { request = 0, snapshot = 0, ack = 0 }
  storage.journal = { part = 1, bytes = 0 }
  storage.players = {}
  storage.pending = {}
  storage.pending_order = {}
  storage.done = {}
  storage.tasks = {}
  storage.jobs = {}
  storage.written = {}
  storage.exported = {}
  storage.reload = { choice = nil, interval = nil, seq = 0, second_pass = false, manual = false }
  storage.console = {}
  storage.status = {}
  storage.broken = {}
  storage.headless_consent = false
  storage.session = new_session()
end

function state.on_configuration_changed()
  if storage.version == nil then
    state.on_init()
    return
  end
  migrations.run(storage)
end

--- @param player_index integer
--- @return gpta.PlayerState
function state.player(player_index)
  local player = storage.players[player_index]
  if not player then
    player = {
      index = player_index,
      consent = false,
      transcript = {},
      snapshots = {},
      offers = {},
      schedules = {},
      asked = {},
      gui = {},
      mode = "chat",
      prompt = "",
    }
    storage.players[player_index] = player
  end
  return player
end

--- Next id of a kind; ids come again after an older save is loaded, with other content.
function state.next_id(counter, letter)
  local n = storage.counters[counter] + 1
  storage.counters[counter] = n
  return storage.session .. "-" .. letter .. string.format("%d", n)
end

state.events = {
  [defines.events.on_player_removed] = function(event)
    storage.players[event.player_index] = nil
    happenings.update()
  end,
}

return state
