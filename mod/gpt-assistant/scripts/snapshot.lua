-- A selection becomes a file: read over several ticks (a budget of entities each) and written in pieces (a budget of
-- bytes each), so that the game never stutters. The save keeps the header; the body is the file.
local circuit = require("scripts.collect.circuit")
local constants = require("scripts.constants")
local consent = require("scripts.consent")
local enemies = require("scripts.collect.enemies")
local entity_reader = require("scripts.collect.entity")
local json = require("scripts.util.json")
local logistics = require("scripts.collect.logistics")
local planner = require("scripts.collect.planner")
local power = require("scripts.collect.power")
local research = require("scripts.collect.research")
local score = require("scripts.score")
local signals = require("scripts.signals")
local state = require("scripts.state")
local stream = require("scripts.stream")
local surroundings = require("scripts.surroundings")
local tasks = require("scripts.tasks")
local transcript = require("scripts.transcript")
local writer = require("scripts.writer")

local snapshot = { name = "snapshot" }

--- @class gpta.SnapshotHeader
--- @field id string
--- @field tick integer
--- @field count integer
--- @field bytes integer
--- @field digest string
--- @field selection string entities|ghosts|compare
--- @field surface string
--- @field area BoundingBox

--- Forgets what lay idle for too long. Called where the player acts, so that idling costs nothing.
function snapshot.touch(player_index)
  local own = state.player(player_index)
  local limit = settings.global["gpta-idle-minutes"].value * 3600
  if own.touched and game.tick - own.touched > limit and #own.snapshots > 0 then
    own.snapshots = {}
    own.selected_snapshot = nil
    own.compare = nil
  end
  own.touched = game.tick
end

--- @return gpta.SnapshotHeader|nil
function snapshot.find(player_index, id)
  for _, header in ipairs(state.player(player_index).snapshots) do
    if header.id == id then
      return header
    end
  end
  return nil
end

local function keep_header(job, digest)
  local own = state.player(job.player_index)
  table.insert(own.snapshots, {
    id = job.id,
    tick = job.tick,
    count = job.count,
    bytes = job.bytes,
    digest = digest,
    selection = job.selection,
    surface = job.surface_name,
    area = job.area,
  })
  if #own.snapshots > constants.SNAPSHOTS_PER_PLAYER then
    table.remove(own.snapshots, 1)
  end
  own.selected_snapshot = job.id
  own.compare = job.compare_with
  transcript.note(job.player_index, { "gpta-message.snapshot-ready", job.count })
end

-- The player's own body, wherever his view is.
local function character_of(player)
  local character = player.character
  if not character then
    return nil
  end
  local position = character.position
  return {
    x = position.x,
    y = position.y,
    surface = character.surface.name,
    health_ratio = character.get_health_ratio(),
  }
end

local function head_of(job)
  local player = game.get_player(job.player_index)
  local surface = game.get_surface(job.surface_index)
  if not player or not surface then
    return nil
  end
  local head = writer.header("snapshot", job.id)
  head.tick = job.tick
  head.player = { index = player.index, name = player.name }
  head.character = character_of(player)
  head.surface = surroundings.surface(surface)
  head.area = job.area
  head.selection = job.selection
  head.compare_with = job.compare_with
  head.load_score = job.score
  head.force = player.force.name
  head.researched = json.list(research.researched(player.force))
  research.bonuses(player.force, head)
  research.state(player.force, head)
  enemies.evolution(surface, head)
  head.plan = planner.plan(player.index)
  job.force = player.force.name
  job.enemy_forces = enemies.forces(player.force)
  return head
end

-- The head is one JSON object left open at its end, where the list of entities begins.
local function write_head(job)
  local head = head_of(job)
  if not head then
    return false
  end
  stream.put(job, string.sub(json.encode(head), 1, -2) .. ',"entities":[')
  return true
end

local function write_entities(job)
  local parts, n, bytes = {}, 0, 0
  local entities = job.entities
  local planned = job.selection == "ghosts"
  local most = settings.global["gpta-entities-per-tick"].value
  local most_bytes = settings.global["gpta-bytes-per-tick"].value
  local index, stop = job.next, #entities
  while index <= stop and most > 0 and bytes < most_bytes do
    local entity = entities[index]
    local out = entity.valid and entity_reader.read(entity, planned, job.circuits) or nil
    if out then
      local text = (job.count == 0 and "" or ",") .. json.encode(out)
      job.count = job.count + 1
      n = n + 1
      parts[n] = text
      bytes = bytes + #text
      if out.network then
        power.tally(job.networks, entity, out)
      end
      logistics.tally(job.logistics, entity, out)
    end
    index = index + 1
    most = most - 1
  end
  job.next = index
  if n > 0 then
    stream.put(job, table.concat(parts))
  end
  return index > stop
end

local function write_tail(job)
  stream.put(job, ',"entity_count":' .. string.format("%d", job.count) .. surroundings.told(job) .. "}")
  keep_header(job, stream.finish(job))
end

-- First what stands in the area, then section by section what reaches into it; true when all is written.
local function write_some(job)
  if not job.section then
    if write_entities(job) then
      stream.put(job, "]")
      surroundings.start(job)
    end
    return false
  end
  return surroundings.write(job)
end

snapshot.tasks = {
  snapshot = function(tick)
    local job = storage.jobs[1]
    if not job then
      return
    end
    -- What is written while the host is not yet there is lost.
    if not writer.ready() then
      tasks.move("snapshot", tick + 1)
      return
    end
    -- Taken off before it is worked on: a job that fails must not fail again every tick.
    table.remove(storage.jobs, 1)
    if job.bytes == 0 then
      if write_head(job) then
        table.insert(storage.jobs, 1, job)
      end
    elseif write_some(job) then
      write_tail(job)
    else
      table.insert(storage.jobs, 1, job)
    end
    if #storage.jobs > 0 then
      tasks.move("snapshot", tick + 1)
    end
    signals.emit("progress", job.player_index)
  end,
}

--- How far a player's snapshot is, 0…1, or nil when none is being taken.
function snapshot.progress(player_index)
  for _, job in ipairs(storage.jobs) do
    if job.player_index == player_index then
      return #job.entities == 0 and 1 or (job.next - 1) / #job.entities
    end
  end
  return nil
end

local function start(player, wanted)
  local id = state.next_id("snapshot", "s")
  local job = {
    id = id,
    player_index = player.index,
    surface_index = wanted.surface_index,
    surface_name = wanted.surface_name,
    area = wanted.area,
    selection = wanted.selection,
    compare_with = wanted.compare_with,
    score = wanted.score,
    entities = wanted.entities,
    networks = {},
    circuits = circuit.tally(),
    logistics = {},
    next = 1,
    count = 0,
    tick = game.tick,
  }
  stream.open(job, "snapshot-" .. id .. ".json")
  storage.jobs[#storage.jobs + 1] = job
  signals.emit("used", player)
  tasks.at("snapshot", game.tick + 1)
  signals.emit("progress", player.index)
end

--- The player says «yes, take it» to a heavy selection.
function snapshot.confirm(player)
  local own = state.player(player.index)
  local wanted = own.asked_about
  own.asked_about = nil
  if wanted then
    start(player, wanted)
  end
end

function snapshot.decline(player)
  state.player(player.index).asked_about = nil
end

local function plain_area(area)
  return {
    left_top = { x = area.left_top.x, y = area.left_top.y },
    right_bottom = { x = area.right_bottom.x, y = area.right_bottom.y },
  }
end

local function refusal(player, sum, limit, size)
  if not consent.given(player.index) then
    return { "gpta-refusal.no-consent" }
  elseif not writer.role() then
    return { "gpta-refusal.no-host" }
  elseif not writer.open() then
    return { "gpta-refusal.host-consent" }
  elseif snapshot.progress(player.index) then
    return { "gpta-refusal.busy" }
  elseif size == 0 then
    return { "gpta-refusal.empty" }
  elseif sum > limit then
    return { "gpta-refusal.too-heavy", sum, limit }
  end
  return nil
end

--- @param event table of the selection tool
--- @param selection string entities|ghosts|compare
local function selected(event, selection)
  if event.item ~= "gpta-analyzer" then
    return
  end
  local player = game.get_player(event.player_index)
  if not player then
    return
  end
  if not consent.given(player.index) then
    signals.emit("consent-needed", player)
    return
  end
  snapshot.touch(player.index)
  local own = state.player(player.index)
  local sum = score.of(event.surface, event.area, #event.entities)
  local fault = refusal(player, sum, settings.global["gpta-score-limit"].value, #event.entities)
  if fault then
    transcript.note(player.index, fault)
    signals.emit("open", player)
    return
  end
  local latest = own.snapshots[#own.snapshots]
  if selection == "compare" and not latest then
    transcript.note(player.index, { "gpta-message.nothing-to-compare" })
  end
  local wanted = {
    surface_index = event.surface.index,
    surface_name = event.surface.name,
    area = plain_area(event.area),
    selection = selection,
    compare_with = selection == "compare" and latest and latest.id or nil,
    score = sum,
    entities = event.entities,
  }
  if sum > settings.global["gpta-score-warn"].value then
    own.asked_about = wanted
    signals.emit("ask-score", player, sum)
    return
  end
  start(player, wanted)
  signals.emit("open", player)
end

snapshot.events = {
  [defines.events.on_player_selected_area] = function(event)
    selected(event, "entities")
  end,
  [defines.events.on_player_alt_selected_area] = function(event)
    selected(event, "ghosts")
  end,
  [defines.events.on_player_reverse_selected_area] = function(event)
    selected(event, "compare")
  end,
}

return snapshot
