-- Electric networks that reach into the area: tallied entity by entity, measured once at the end.
local compat = require("scripts.compat")

local power = {}

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
    networks[out.network] = network
  end
  network.member = entity
  if out.type == "electric-pole" then
    network.poles = network.poles + 1
    network.pole = entity
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

--- @param networks table<integer, table>
--- @return table[] sorted by id
function power.finish(networks)
  local ids = {}
  for id in pairs(networks) do
    ids[#ids + 1] = id
  end
  table.sort(ids)
  local list = {}
  for i, id in ipairs(ids) do
    local network = networks[id]
    local measured = compat.power(still(network.pole), still(network.member), network)
    list[i] = {
      id = id,
      poles = network.poles,
      consumers = network.consumers,
      low_power = network.low_power,
      no_power = network.no_power,
      satisfaction = measured.satisfaction,
      estimated = measured.estimated,
      demand_w = measured.demand_w,
      supply_w = measured.supply_w,
    }
  end
  return list
end

return power
