-- Electric networks that reach into the area: tallied entity by entity, measured once at the end.
local compat = require("scripts.compat")

local power = {}

local TICKS_PER_S = 60
--- Tiles around an entity within which a pole may serve it, and how many poles are asked.
local POLE_REACH = 64
local POLES_LOOKED_AT = 100

local PRODUCERS = {
  ["generator"] = true,
  ["solar-panel"] = true,
  ["accumulator"] = true,
  ["burner-generator"] = true,
  ["fusion-generator"] = true,
  ["lightning-attractor"] = true,
}

--- @param networks table<integer, table> by network id; kept in the job while the area is read
--- @param entity LuaEntity
--- @param out table what was read of it: network, status, energy
function power.tally(networks, entity, out)
  local network = networks[out.network]
  if not network then
    network = { id = out.network, poles = 0, consumers = 0, low_power = 0, no_power = 0, fill = 0, buffers = 0 }
    network.accumulators, network.stored_j, network.storage_j = 0, 0, 0
    networks[out.network] = network
  end
  network.member = entity
  if out.type == "electric-pole" then
    network.poles = network.poles + 1
    network.pole = entity
    return
  elseif out.type == "accumulator" then
    network.accumulators = network.accumulators + 1
    network.stored_j = network.stored_j + (out.energy_j or 0)
    network.storage_j = network.storage_j + (out.energy_max_j or 0)
    return
  elseif PRODUCERS[out.type] then
    return
  end
  network.consumers = network.consumers + 1
  if out.status == "low_power" then
    network.low_power = network.low_power + 1
  elseif out.status == "no_power" then
    network.no_power = network.no_power + 1
  end
  if out.energy_max_j and out.energy_max_j > 0 then
    network.buffers = network.buffers + 1
    network.fill = network.fill + math.min(1, out.energy_j / out.energy_max_j)
  end
end

local function still(entity)
  return entity and entity.valid and entity or nil
end

-- Where no pole of a network was selected one may stand near its member: only poles tell statistics.
local function find_pole(member, id)
  if not member then
    return nil
  end
  local near = member.surface.find_entities_filtered({
    position = member.position,
    radius = POLE_REACH,
    type = "electric-pole",
    limit = POLES_LOOKED_AT,
  })
  for _, pole in ipairs(near) do
    if pole.electric_network_id == id then
      return pole
    end
  end
  return nil
end

-- The statistics of networks have consumption as input, as on the left side of the game's window.
local SIDES = { { "use", "input", "input_counts" }, { "make", "output", "output_counts" } }

local function watts(statistics, name, category, precision)
  return TICKS_PER_S
    * statistics.get_flow_count({
      name = name,
      category = category,
      precision_index = defines.flow_precision_index[precision],
      count = false,
    })
end

--- Watts by prototype, of consumers and of producers.
--- @param statistics LuaFlowStatistics
--- @return table[]|nil
local function flows(statistics)
  local list = {}
  for _, side in ipairs(SIDES) do
    local sorted = {}
    for name in pairs(statistics[side[3]]) do
      sorted[#sorted + 1] = name
    end
    table.sort(sorted)
    for _, name in ipairs(sorted) do
      local hour = watts(statistics, name, side[2], "one_hour")
      local now = watts(statistics, name, side[2], "five_seconds")
      if hour > 0 or now > 0 then
        list[#list + 1] = {
          side = side[1],
          name = name,
          now_w = now,
          ten_minutes_w = watts(statistics, name, side[2], "ten_minutes"),
          hour_w = hour,
        }
      end
    end
  end
  return list[1] and list or nil
end

power.flows = flows

--- @param network table what was tallied
--- @param measured table of compat.power
--- @return table as the contract's ElectricNetwork
function power.told(network, measured)
  return {
    id = network.id,
    whole = measured.whole,
    poles = network.poles,
    consumers = network.consumers,
    accumulators = network.accumulators,
    low_power = network.low_power,
    no_power = network.no_power,
    satisfaction = measured.satisfaction,
    estimated = measured.estimated,
    demand_w = measured.demand_w,
    supply_w = measured.supply_w,
    maximum_w = measured.maximum_w,
    stored_j = measured.stored_j or network.stored_j,
    storage_j = measured.storage_j or network.storage_j,
    flows = measured.statistics and flows(measured.statistics) or nil,
  }
end

local function read_network(network)
  local member = still(network.member)
  local pole = still(network.pole) or find_pole(member, network.id)
  return power.told(network, compat.power(pole, member, network))
end

--- The networks of the area, in the order of their ids.
power.networks = {
  key = "electric_networks",
  cost = 10,
  start = function(job)
    local ids, list = {}, {}
    for id in pairs(job.networks) do
      ids[#ids + 1] = id
    end
    table.sort(ids)
    for i, id in ipairs(ids) do
      list[i] = job.networks[id]
    end
    return list
  end,
  read = read_network,
}

return power
