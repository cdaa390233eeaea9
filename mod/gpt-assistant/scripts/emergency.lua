-- The emergency rules of the agent, in the game itself: what a player must hear at once, with or without an agent.
-- The thresholds are those of agent/assistant/emergency.py (a test holds them equal). Everything is looked up within
-- limits, so that one look costs less than a tick of a snapshot.
local compat = require("scripts.compat")
local enemies = require("scripts.collect.enemies")
local names = require("scripts.collect.names")
local power = require("scripts.collect.power")

local emergency = {}

--- Shares of what is meant, but for: seconds, units, trains.
emergency.THRESHOLDS = {
  ["network-without-power"] = 0.01,
  ["network-brownout"] = 0.8,
  ["accumulators-dry"] = 120,
  ["nightfall"] = 0.5,
  ["turrets-empty"] = 0.25,
  ["enemies-close"] = 10,
  ["health-low"] = 0.3,
  ["train-deadlock"] = 2,
  ["robots-uncharged"] = 0.5,
}
local LIMIT = emergency.THRESHOLDS

local MOST_POLES = 200
local MOST_CONSUMERS = 300
local MOST_ACCUMULATORS = 300
local MOST_NETWORKS = 8
local MOST_TURRETS = 200
local MOST_CELLS = 200
local MOST_WAITING = 20
--- A biter runs so far in about four seconds.
local AT_THE_DOOR = 50
local NEAR_SIGNAL = 45
local NIGHT_SOON_S = 60
local CONSUMERS = { "assembling-machine", "furnace", "mining-drill", "lab", "inserter", "electric-turret", "roboport" }
local DARK = { no_power = true, low_power = true }

--- @class gpta.Sight
--- @field player LuaPlayer
--- @field surface LuaSurface
--- @field area BoundingBox
--- @field force LuaForce

--- @class gpta.Alarm
--- @field id string of the rule
--- @field mark string which of several
--- @field args any[] for the sentence `gpta-alarm.<id>`
--- @field position MapPosition?

local function add(alarms, id, mark, position, ...)
  alarms[#alarms + 1] = { id = id, mark = mark, position = position, args = { ... } }
end

local function shown(number)
  return string.format("%.0f", number)
end

local function find(sight, types, limit)
  return sight.surface.find_entities_filtered({
    area = sight.area,
    type = types,
    force = sight.force,
    limit = limit,
  })
end

local function tally(networks, entity)
  local id = entity.electric_network_id
  if not (id and networks[id]) then
    return
  end
  local out = {
    network = id,
    type = entity.type,
    status = names.status[entity.status],
    energy_j = entity.energy,
    energy_max_j = entity.electric_buffer_size,
  }
  power.tally(networks, entity, out)
  if DARK[out.status] and not networks[id].hit then
    networks[id].hit = entity
  end
end

-- The networks with a pole in sight, measured as a snapshot measures them.
local function networks_of(sight)
  local networks, list = {}, {}
  for _, pole in ipairs(find(sight, "electric-pole", MOST_POLES)) do
    local id = pole.electric_network_id
    if id and (networks[id] or #list < MOST_NETWORKS) then
      if not networks[id] then
        list[#list + 1] = id
      end
      power.tally(networks, pole, { network = id, type = "electric-pole" })
    end
  end
  for _, consumer in ipairs(find(sight, CONSUMERS, MOST_CONSUMERS)) do
    tally(networks, consumer)
  end
  local accumulators = find(sight, "accumulator", MOST_ACCUMULATORS)
  for _, accumulator in ipairs(accumulators) do
    tally(networks, accumulator)
  end
  local found = {}
  for i, id in ipairs(list) do
    local network = networks[id]
    local measured = compat.power(network.pole, network.member, network)
    found[i] = {
      id = id,
      tally = network,
      measured = measured,
      wants = (measured.demand_w or 0) > 0 or network.consumers > 0,
      hit = network.low_power + network.no_power,
      position = (network.hit or network.pole).position,
      -- More accumulators than were looked at: what they hold together is not known.
      stored_j = measured.stored_j or (#accumulators < MOST_ACCUMULATORS and network.stored_j or nil),
    }
  end
  return found
end

local function satisfaction(network)
  local measured = network.measured
  if measured.satisfaction then
    return measured.satisfaction
  elseif measured.demand_w and measured.demand_w > 0 and measured.supply_w then
    return math.min(1, measured.supply_w / measured.demand_w)
  end
  return nil
end

local function short_of_power(network, alarms)
  local part = satisfaction(network)
  if not network.wants or not part then
    return
  end
  if part <= LIMIT["network-without-power"] then
    add(alarms, "network-without-power", network.id, network.position, network.id, network.hit)
  elseif part < LIMIT["network-brownout"] then
    add(alarms, "network-brownout", network.id, network.position, network.id, shown(part * 100), network.hit)
  end
end

local function running_dry(network, alarms)
  local measured = network.measured
  local met = (measured.demand_w or 0) * (measured.satisfaction or 1)
  local drain = met - (measured.supply_w or 0)
  if drain > 0 and network.stored_j and network.stored_j > 0 then
    local left_s = network.stored_j / drain
    if left_s < LIMIT["accumulators-dry"] then
      add(alarms, "accumulators-dry", network.id, network.position, network.id, shown(left_s))
    end
  end
end

-- Seconds of darkness to come, when night is near or here; nil otherwise.
local function dark_seconds(surface)
  if surface.always_day or surface.freeze_daytime or surface.evening > surface.morning then
    return nil
  end
  local time, day = surface.daytime, surface.ticks_per_day
  local to_night = (surface.evening - time) % 1 * day / 60
  if not (surface.dusk <= time and time <= surface.morning) and to_night > NIGHT_SOON_S then
    return nil
  end
  return (surface.morning - math.max(time, surface.evening)) % 1 * day / 60
end

local function is_panel(name)
  local prototype = prototypes.entity[name]
  return prototype ~= nil and prototype.type == "solar-panel"
end

local function nightfall(network, alarms, dark_s)
  local measured = network.measured
  if not measured.statistics or not network.stored_j then
    return
  end
  local other, sunny = 0, false
  for _, flow in ipairs(power.flows(measured.statistics) or {}) do
    if flow.side == "make" and is_panel(flow.name) then
      sunny = true
    elseif flow.side == "make" then
      other = other + flow.ten_minutes_w
    end
  end
  local by_sun = (measured.demand_w or 0) - other
  if sunny and by_sun > 0 and network.stored_j < LIMIT["nightfall"] * by_sun * dark_s then
    local part = network.stored_j / (by_sun * dark_s) * 100
    add(alarms, "nightfall", network.id, network.position, network.id, shown(part))
  end
end

local function electricity(sight, networks, alarms)
  local dark_s = dark_seconds(sight.surface)
  for _, network in ipairs(networks) do
    short_of_power(network, alarms)
    running_dry(network, alarms)
    if dark_s then
      nightfall(network, alarms, dark_s)
    end
  end
end

local function near_the_door(area)
  return {
    left_top = { x = area.left_top.x - AT_THE_DOOR, y = area.left_top.y - AT_THE_DOOR },
    right_bottom = { x = area.right_bottom.x + AT_THE_DOOR, y = area.right_bottom.y + AT_THE_DOOR },
  }
end

local AMMO = {
  ["ammo-turret"] = defines.inventory.turret_ammo,
  ["artillery-turret"] = defines.inventory.artillery_turret_ammo,
}

-- What stands at the door and against it; nil where nothing does.
local function attack_on(sight)
  local wanted = {
    area = near_the_door(sight.area),
    type = { "unit", "spider-unit" },
    force = enemies.forces(sight.force),
  }
  local number = #wanted.force > 0 and sight.surface.count_entities_filtered(wanted) or 0
  if number == 0 then
    return nil
  end
  wanted.limit = 1
  local one = sight.surface.find_entities_filtered(wanted)[1]
  local turrets = find(sight, { "ammo-turret", "artillery-turret" }, MOST_TURRETS)
  local empty, first = 0, nil
  for _, turret in ipairs(turrets) do
    local inventory = turret.get_inventory(AMMO[turret.type])
    if inventory and inventory.is_empty() then
      empty = empty + 1
      first = first or turret
    end
  end
  return {
    enemies = number,
    name = one and one.name,
    position = one and one.position,
    turrets = #turrets,
    empty = empty,
    empty_at = first and first.position,
  }
end

local function attacked(found, alarms)
  if not found then
    return
  end
  if found.empty > 0 and found.empty / found.turrets >= LIMIT["turrets-empty"] then
    add(alarms, "turrets-empty", "", found.empty_at, found.empty, found.turrets, found.enemies)
  end
  if found.enemies >= LIMIT["enemies-close"] then
    add(alarms, "enemies-close", "", found.position, found.enemies)
  end
end

local function health(sight, alarms)
  local character = sight.player.character
  local left = character and character.get_health_ratio()
  if left and left < LIMIT["health-low"] then
    add(alarms, "health-low", "", character.position, shown(left * 100))
  end
end

-- How far the nearest carriage of a train is from a place, along the farther axis.
local function distance(train, position)
  local least = math.huge
  for _, carriage in ipairs(train.carriages) do
    local at = carriage.position
    least = math.min(least, math.max(math.abs(at.x - position.x), math.abs(at.y - position.y)))
  end
  return least
end

-- For each train that waits at a signal the waiting one that stands closest behind it.
local function blockers(waiting)
  local blocks = {}
  for i, train in ipairs(waiting) do
    local signal, nearest, least = train.signal.position, nil, NEAR_SIGNAL
    for k, other in ipairs(waiting) do
      local far = k ~= i and distance(other, signal) or math.huge
      if far <= least then
        nearest, least = k, far
      end
    end
    blocks[i] = nearest
  end
  return blocks
end

-- Rings of trains that wait for one another.
local function rings(sight)
  local waiting, found = {}, {}
  for _, train in ipairs(game.train_manager.get_trains({ surface = sight.surface, force = sight.force })) do
    if #waiting < MOST_WAITING and train.state == defines.train_state.wait_signal and train.signal then
      waiting[#waiting + 1] = train
    end
  end
  local blocks, seen = blockers(waiting), {}
  for start = 1, #waiting do
    local way, at, step = {}, start, 0
    while at and not seen[at] and not way[at] do
      step = step + 1
      way[at] = step
      at = blocks[at]
    end
    local length = at and way[at] and step - way[at] + 1 or 0
    if length >= LIMIT["train-deadlock"] then
      found[#found + 1] = { train = waiting[at].id, trains = length, position = waiting[at].signal.position }
    end
    for number in pairs(way) do
      seen[number] = true
    end
  end
  return found
end

-- Logistic networks with robots, and roboports of theirs without power.
local function dark_ports(sight)
  local found = {}
  for _, network in ipairs(sight.force.logistic_networks[sight.surface.name] or {}) do
    local number = network.all_logistic_robots + network.all_construction_robots
    local dark, ports, first = 0, 0, nil
    for i, cell in ipairs(number > 0 and network.cells or {}) do
      if i > MOST_CELLS then
        break
      elseif not cell.mobile then
        ports = ports + 1
        if not cell.transmitting or DARK[names.status[cell.owner.status]] then
          dark = dark + 1
          first = first or cell.owner
        end
      end
    end
    if first then
      found[#found + 1] = {
        network = network.network_id,
        port = first.unit_number,
        dark = dark,
        ports = ports,
        robots = number,
        position = first.position,
      }
    end
  end
  return found
end

--- Everything that the rules look at, counted.
--- @param sight gpta.Sight
function emergency.figures(sight)
  return {
    networks = networks_of(sight),
    attack = attack_on(sight),
    rings = rings(sight),
    dark_ports = dark_ports(sight),
  }
end

--- Whether a flow of a network is made by the sun.
emergency.is_panel = is_panel

--- Everything urgent in sight, in the order of the agent's table.
--- @param sight gpta.Sight
--- @param figures table what `emergency.figures` counted there
--- @return gpta.Alarm[]
function emergency.alarms(sight, figures)
  local alarms = {}
  electricity(sight, figures.networks, alarms)
  attacked(figures.attack, alarms)
  health(sight, alarms)
  for _, ring in ipairs(figures.rings) do
    add(alarms, "train-deadlock", ring.train, ring.position, ring.trains)
  end
  for _, ports in ipairs(figures.dark_ports) do
    if ports.dark / ports.ports >= LIMIT["robots-uncharged"] then
      add(alarms, "robots-uncharged", ports.port, ports.position, ports.dark, ports.ports, ports.robots)
    end
  end
  return alarms
end

return emergency
