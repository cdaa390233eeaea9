-- What a snapshot tells beside its entities, section by section: each is a list of things to read, worked through over
-- as many ticks as the player's budgets of entities and bytes ask for.
local circuit = require("scripts.collect.circuit")
local enemies = require("scripts.collect.enemies")
local ground = require("scripts.collect.ground")
local json = require("scripts.util.json")
local logistics = require("scripts.collect.logistics")
local power = require("scripts.collect.power")
local production = require("scripts.collect.production")
local stream = require("scripts.stream")
local trains = require("scripts.collect.trains")

local surroundings = {}

--- @class gpta.Section
--- @field key string field of the snapshot
--- @field cost number how many entities of the budget reading one thing costs
--- @field most integer? things written at most
--- @field start fun(job: table): table[] what there is to read
--- @field read fun(item: any, job: table, push: fun(item: any)): table|nil
--- @field finish nil|fun(job: table): table[] what was summed up while reading; told in turn, after the rest

--- How many entities of the budget it costs to put off one more thing to read.
local PUSH_COST = 0.1

--- @type gpta.Section[]
local SECTIONS = {
  power.networks,
  circuit.networks,
  logistics.networks,
  logistics.roboports,
  logistics.points,
  trains.stops,
  trains.trains,
  enemies.list,
  ground.pollution,
  ground.water,
  ground.cliffs,
  production.flows,
}

--- @param surface LuaSurface
--- @return table as the contract's Surface
function surroundings.surface(surface)
  return {
    name = surface.name,
    index = surface.index,
    planet = surface.planet and surface.planet.name or nil,
    platform = surface.platform and true or nil,
    solar_multiplier = surface.solar_power_multiplier,
    daytime = surface.daytime,
    ticks_per_day = surface.ticks_per_day,
    dusk = surface.dusk,
    evening = surface.evening,
    morning = surface.morning,
    dawn = surface.dawn,
    always_day = surface.always_day,
    freeze_daytime = surface.freeze_daytime,
    pollutant = surface.pollutant_type and surface.pollutant_type.name or nil,
    pollution_total = surface.pollutant_type and surface.get_total_pollution() or nil,
  }
end

--- The entities are written; the sections follow.
function surroundings.start(job)
  job.section = 1
  job.collected = {}
  job.cut = {}
end

-- A section that a mod's oddity breaks is left out of this snapshot; what else was read stays good.
local function broken(section, fault)
  log("gpta: cannot read " .. section.key .. ": " .. tostring(fault))
end

local function open_section(job, section)
  local ok, queue = pcall(section.start, job)
  if not ok then
    broken(section, queue)
    queue = {}
  else
    job.collected[#job.collected + 1] = section.key
  end
  job.queue, job.place, job.told, job.summed = queue, 1, 0, false
  return ',"' .. section.key .. '":['
end

local function room(job, section)
  return job.told < (section.most or math.huge)
end

-- The text of one thing, with the comma before it.
local function written(job, out)
  job.told = job.told + 1
  return (job.told == 1 and "" or ",") .. json.encode(out)
end

-- What was summed up takes the place of what there was to read.
local function open_sums(job, section)
  local ok, queue = pcall(section.finish, job)
  if not ok then
    broken(section, queue)
    queue = {}
  end
  job.queue, job.place, job.summed = queue, 1, true
end

local function close_section(job, section, parts)
  if job.place <= #job.queue then
    job.cut[#job.cut + 1] = section.key
  end
  job.queue, job.place = nil, nil
  job.section = job.section + 1
  parts[#parts + 1] = "]"
end

--- One tick's share; true when every section is written.
function surroundings.write(job)
  local parts, bytes = {}, 0
  local most = settings.global["gpta-entities-per-tick"].value
  local most_bytes = settings.global["gpta-bytes-per-tick"].value
  local section = SECTIONS[job.section]
  local function push(item)
    job.queue[#job.queue + 1] = item
    most = most - PUSH_COST
  end
  while section and most > 0 and bytes < most_bytes do
    if not job.queue then
      parts[#parts + 1] = open_section(job, section)
    end
    if job.place <= #job.queue and room(job, section) then
      local ok, out = true, job.queue[job.place]
      if not job.summed then
        ok, out = pcall(section.read, out, job, push)
      end
      job.queue[job.place] = false
      job.place = job.place + 1
      most = most - section.cost
      if not ok then
        broken(section, out)
      elseif out then
        local text = written(job, out)
        bytes = bytes + #text
        parts[#parts + 1] = text
      end
    elseif section.finish and not job.summed and job.place > #job.queue then
      open_sums(job, section)
      most = most - 1
    else
      close_section(job, section, parts)
      section = SECTIONS[job.section]
      most = most - 1
    end
  end
  stream.put(job, table.concat(parts))
  return section == nil
end

--- How far the sections are, 0…1.
function surroundings.progress(job)
  return job.section and (job.section - 1) / #SECTIONS or 0
end

--- What was looked at, for the end of the file.
function surroundings.told(job)
  return ',"collected":' .. json.encode(json.list(job.collected)) .. ',"cut":' .. json.encode(json.list(job.cut))
end

return surroundings
