-- What a watched place looks like, as a small file: the sums that the emergency rules look at, for the agent to judge.
local emergency = require("scripts.emergency")
local json = require("scripts.util.json")
local power = require("scripts.collect.power")
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

--- @param sight gpta.Sight
--- @param figures table of `emergency.figures`
function observation.write(sight, figures)
  local player = sight.player
  local own = state.player(player.index)
  own.observations = (own.observations or 0) + 1
  local id = name_of(player, own.observations)
  local body = writer.header("observation", id)
  body.player = { index = player.index, name = player.name }
  body.surface = surroundings.surface(sight.surface)
  body.position = place(player.physical_position)
  body.standing_on = player.physical_surface.name
  body.health_ratio = player.character and player.character.get_health_ratio() or nil
  body.electric_networks, body.solar_panels = networks_of(figures)
  body.attack = attack_of(figures)
  body.locked_trains = rings_of(figures)
  body.dark_ports = ports_of(figures)
  if writer.file("observation-" .. id .. ".json", body) then
    writer.remove("observation-" .. name_of(player, own.observations - KEPT) .. ".json")
  end
end

return observation
