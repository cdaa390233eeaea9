-- What a watched place looks like, as a small file: the sums that the emergency rules look at, and what happened since
-- the last one, for the agent to judge.
local actions = require("scripts.actions")
local adler32 = require("scripts.util.adler32")
local emergency = require("scripts.emergency")
local happenings = require("scripts.happenings")
local json = require("scripts.util.json")
local power = require("scripts.collect.power")
local request = require("scripts.request")
local state = require("scripts.state")
local surroundings = require("scripts.surroundings")
local writer = require("scripts.writer")

local observation = {}

--- So many of a player's files stay; older ones are of no use to anybody.
local KEPT = 5

local function place(position)
  return position and { x = position.x, y = position.y } or nil
end

-- Networks as a snapshot tells them, and which of their producers are panels.
local function networks_of(figures)
  local list, panels, seen = {}, {}, {}
  for i, network in ipairs(figures.networks) do
    local told = power.told(network.tally, network.measured)
    told.stored_j = network.stored_j or 0
    list[i] = told
    for _, flow in ipairs(told.flows or {}) do
      if flow.side == "make" and not seen[flow.name] and emergency.is_panel(flow.name) then
        seen[flow.name] = true
        panels[#panels + 1] = flow.name
      end
    end
  end
  return json.list(list), json.list(panels)
end

-- Where to look for a network: its first entity that is slowed down, else a pole.
local function network_places(figures)
  local list = {}
  for _, network in ipairs(figures.networks) do
    if network.position then
      list[#list + 1] = { network = network.id, position = place(network.position) }
    end
  end
  return json.list(list)
end

local function attack_of(figures)
  local found = figures.attack
  return found
    and {
      enemies = found.enemies,
      name = found.name,
      position = place(found.position),
      turrets = found.turrets,
      empty = found.empty,
      empty_at = place(found.empty_at),
    }
end

local function rings_of(figures)
  local list = {}
  for i, ring in ipairs(figures.rings) do
    list[i] = { trains = ring.trains, position = place(ring.position) }
  end
  return json.list(list)
end

local function ports_of(figures)
  local list = {}
  for i, found in ipairs(figures.dark_ports) do
    list[i] = {
      network = found.network,
      dark = found.dark,
      ports = found.ports,
      robots = found.robots,
      position = place(found.position),
    }
  end
  return json.list(list)
end

local function name_of(player, number)
  return string.format("%s-o%d-%d", storage.session, player.index, number)
end

-- Whether the file is there. What the game refuses to write (a full disk) it may refuse on the writer's peer alone;
-- the others cannot know that, so in multiplayer it counts as written and all stay alike.
local function put(name, encoded)
  if not writer.open() then
    return false
  end
  local ok, trouble = pcall(writer.file, name, encoded)
  if not ok then
    log("gpta: " .. name .. " was not written: " .. tostring(trouble))
  end
  return ok or game.is_multiplayer()
end

--- Writes what is seen and what happened; what happened is forgotten once it is written, and not before. Of a player
--- who may not ask the agent nothing is written, nor kept for the day when he may.
--- @param sight gpta.Sight
--- @param figures table of `emergency.figures`
function observation.write(sight, figures)
  local player = sight.player
  local own = state.player(player.index)
  if not request.is_allowed(player) then
    own.watch.log = happenings.new_log()
    own.watch.outcomes = {}
    return
  end
  own.observations = (own.observations or 0) + 1
  local id = name_of(player, own.observations)
  local body = writer.header("observation", id)
  body.player = { index = player.index, name = player.name }
  body.surface = surroundings.surface(sight.surface)
  body.position = place(player.physical_position)
  body.standing_on = player.physical_surface.name
  body.health_ratio = player.character and player.character.get_health_ratio() or nil
  body.electric_networks, body.solar_panels = networks_of(figures)
  body.network_places = network_places(figures)
  body.attack = attack_of(figures)
  body.locked_trains = rings_of(figures)
  body.dark_ports = ports_of(figures)
  local watched = own.watch
  body.locale = request.language(player)
  body.nonce = request.nonce()
  body.event_log = json.list(happenings.told(player, watched.log))
  body.dropped_events = watched.log.dropped
  body.action_log = json.list(watched.outcomes)
  local encoded = json.encode(body)
  if put("observation-" .. id .. ".json", encoded) then
    watched.log = happenings.new_log()
    watched.outcomes = {}
    actions.expect(player, body, adler32.of(encoded))
    writer.remove("observation-" .. name_of(player, own.observations - KEPT) .. ".json")
  end
end

return observation
