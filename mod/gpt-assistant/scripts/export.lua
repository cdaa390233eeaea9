-- What the running mods are made of, and what the game calls it in the player's language: written once per set of mods
-- and language, at the first use, over several ticks, so that the game never stutters and idles at no cost.
local guard = require("scripts.guard")
local json = require("scripts.util.json")
local modset = require("scripts.modset")
local collect = require("scripts.collect.prototypes")
local compat = require("scripts.compat")
local land = require("scripts.collect.land")
local signals = require("scripts.signals")
local stream = require("scripts.stream")
local tasks = require("scripts.tasks")
local text = require("scripts.util.text")
local writer = require("scripts.writer")

local export = { name = "export" }

--- A name is translated within a few ticks; a player's game that stays silent so long will not answer any more.
local SILENCE = 600
local NAME_BYTES = 200

local function sorted_names(from)
  local list = {}
  for name in pairs(prototypes[from]) do
    list[#list + 1] = name
  end
  table.sort(list)
  return list
end

local function names_key(set, locale)
  return "names-" .. set .. "-" .. string.lower(locale)
end

-- A prototype that a mod bent out of shape must not cost the others: it is named in the file instead.
local function read_one(job, section, name)
  local prototype = prototypes[section.from][name]
  if not prototype or prototype.parameter then
    return nil
  end
  local ok, out = pcall(section.read, prototype)
  if ok then
    return out and json.encode(out)
  end
  if not job.not_read[1] then
    log("gpta: cannot read the prototype of '" .. name .. "': " .. tostring(out))
  end
  job.not_read[#job.not_read + 1] = section.key .. "/" .. name
  return nil
end

local function write_head(job, kind, id)
  local head = writer.header(kind, id)
  local mods
  mods, head.modset = modset()
  if kind == "prototypes" then
    head.mods = mods
    head.game_version = helpers.game_version
    head.damage_types = json.list(sorted_names("damage"))
    head.map_settings = land.map_settings()
  else
    head.locale = job.locale
  end
  stream.put(job, string.sub(json.encode(head), 1, -2))
end

-- One tick's share of the prototypes; true when all are written.
local function write_prototypes(job)
  local parts, bytes = {}, 0
  local most = settings.global["gpta-entities-per-tick"].value
  local most_bytes = settings.global["gpta-bytes-per-tick"].value
  local section = collect.sections[job.section]
  while section and most > 0 and bytes < most_bytes do
    if not job.names then
      job.names, job.next, job.count = sorted_names(section.from), 1, 0
      parts[#parts + 1] = ',"' .. section.key .. '":['
    end
    local name = job.names[job.next]
    if name then
      local encoded = read_one(job, section, name)
      if encoded then
        parts[#parts + 1] = (job.count == 0 and "" or ",") .. encoded
        bytes = bytes + #encoded
        job.count = job.count + 1
      end
      job.next = job.next + 1
      most = most - 1
    else
      parts[#parts + 1] = "]"
      job.names = nil
      job.section = job.section + 1
      section = collect.sections[job.section]
    end
  end
  if not section then
    for _, name in ipairs(compat.not_told) do
      job.not_read[#job.not_read + 1] = name
    end
    parts[#parts + 1] = ',"not_read":' .. json.encode(json.list(job.not_read)) .. "}"
  end
  stream.put(job, table.concat(parts))
  return section == nil
end

-- Asks the player's game for one tick's share of names; nothing where it is gone.
local function ask_names(job, player)
  local strings, asked = {}, {}
  local most = settings.global["gpta-entities-per-tick"].value
  local named = collect.named[job.section]
  while named and most > 0 do
    if not job.names then
      job.names, job.next = sorted_names(named.from), 1
    end
    local name = job.names[job.next]
    if name then
      local prototype = prototypes[named.from][name]
      if prototype and collect.is_named(named.kind, prototype) then
        strings[#strings + 1] = prototype.localised_name
        asked[#asked + 1] = { kind = named.kind, name = name }
      end
      job.next = job.next + 1
      most = most - 1
    else
      job.names = nil
      job.section = job.section + 1
      named = collect.named[job.section]
    end
  end
  local ids = strings[1] and player.request_translations(strings) or {}
  for i, id in ipairs(ids) do
    job.waiting[id] = asked[i]
    job.awaited = job.awaited + 1
  end
  return named == nil
end

local function write_arrived(job)
  local parts, bytes = {}, 0
  local most_bytes = settings.global["gpta-bytes-per-tick"].value
  while job.arrived[job.count + 1] and bytes < most_bytes do
    local piece = (job.count == 0 and "" or ",") .. job.arrived[job.count + 1]
    job.count = job.count + 1
    job.arrived[job.count] = ""
    parts[#parts + 1] = piece
    bytes = bytes + #piece
  end
  if parts[1] then
    stream.put(job, table.concat(parts))
  end
end

-- True when every name came, or no more will.
local function write_names(job, player, tick)
  local all_asked = ask_names(job, player)
  write_arrived(job)
  if job.arrived[job.count + 1] then
    return false
  end
  return (all_asked and job.awaited == 0) or tick - job.heard > SILENCE
end

-- The next file of the job, if there is one.
local function begin_file(job, tick)
  local kind = table.remove(job.todo, 1)
  if not kind then
    return false
  end
  job.stage, job.section, job.names, job.count = kind, 1, nil, 0
  local id = job.modset
  if kind == "names" then
    id = id .. "-" .. string.lower(job.locale)
    job.waiting, job.awaited, job.arrived, job.heard = {}, 0, {}, tick
  else
    job.not_read = {}
  end
  stream.open(job, kind .. "-" .. id .. ".json")
  write_head(job, kind, id)
  if kind == "names" then
    stream.put(job, ',"names":[')
  end
  return true
end

local function finish_file(job)
  if job.stage == "prototypes" then
    storage.exported["prototypes-" .. job.modset] = true
  elseif job.count > 0 then
    stream.put(job, "]}")
    storage.exported[names_key(job.modset, job.locale)] = true
  else
    -- Not one name came: nothing worth keeping, and the next use asks again.
    stream.drop(job)
    return
  end
  stream.finish(job)
end

-- One tick's work; false when the job is over.
local function work(job, tick)
  if not job.stage then
    return begin_file(job, tick)
  end
  local player = game.get_player(job.player_index)
  local done
  if job.stage == "prototypes" then
    done = write_prototypes(job)
  elseif player and player.connected and player.locale == job.locale then
    done = write_names(job, player, tick)
  else
    stream.drop(job)
    return false
  end
  if done then
    finish_file(job)
    return begin_file(job, tick)
  end
  return true
end

local function mark(job, what)
  writer.journal({ entry = "mark", mark = what, player_index = job.player_index })
end

export.tasks = {
  export = function(tick)
    local job = storage.export
    if not job then
      return
    end
    -- Snapshots go first: a player waits for them. What is written while the host is not yet there is lost.
    if #storage.jobs > 0 or not writer.ready() then
      tasks.move("export", tick + 1)
      return
    end
    -- Taken off before it is worked on: a job that fails must not fail again every tick.
    storage.export = nil
    if writer.open() and work(job, tick) then
      storage.export = job
      tasks.move("export", tick + 1)
    else
      mark(job, "export-end")
    end
  end,
}

-- A load may have turned time back, and then the begun file on the disk is another one: it is written from its start.
local function begin_again()
  local job = storage.export
  if job and job.stage then
    table.insert(job.todo, 1, job.stage)
    job.stage, job.waiting = nil, nil
  end
end

-- No other peer must agree in single-player. In multiplayer the host who joins tells all of them.
tasks.on_first_tick("export", function()
  if not game.is_multiplayer() then
    begin_again()
  end
end)

local function begin(player)
  if storage.export or not writer.open() then
    return
  end
  local _, set = modset()
  local todo = {}
  if not storage.exported["prototypes-" .. set] then
    todo[#todo + 1] = "prototypes"
  end
  if not storage.exported[names_key(set, player.locale)] then
    todo[#todo + 1] = "names"
  end
  if todo[1] then
    storage.export = { player_index = player.index, modset = set, locale = player.locale, todo = todo }
    mark(storage.export, "export-begin")
    tasks.at("export", game.tick + 1)
  end
end

signals.on("export", "used", function(player)
  guard.run("export", begin, player)
end)

-- In single-player the files were removed with the consent.
signals.on("export", "consent-revoked", function(player)
  if not game.is_multiplayer() then
    storage.exported = {}
  end
  if storage.export and storage.export.player_index == player.index then
    storage.export = nil
    tasks.cancel("export")
  end
end)

-- Another set of mods has other prototypes; ids of the old one mean nothing in it.
function export.on_configuration_changed()
  storage.export = nil
  tasks.cancel("export")
end

export.events = {
  [defines.events.on_player_joined_game] = function(event)
    local _, host_index = writer.role()
    if event.player_index == host_index then
      begin_again()
    end
  end,
  [defines.events.on_string_translated] = function(event)
    local job = storage.export
    local asked = job and job.waiting and job.waiting[event.id]
    if not asked or event.player_index ~= job.player_index then
      return
    end
    job.waiting[event.id] = nil
    job.awaited = job.awaited - 1
    job.heard = event.tick
    local name = text.cut(text.clean(event.result), NAME_BYTES)
    if event.translated and name ~= "" then
      job.arrived[#job.arrived + 1] = json.encode({ asked.kind, asked.name, name })
    end
  end,
}

return export
