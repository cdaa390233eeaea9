-- Logistic networks with something in the area: robots, roboports, and what chests ask and give. Networks reach beyond
-- the area, so their roboports and points are told wherever they stand.
local control = require("scripts.collect.control")
local inventory = require("scripts.collect.inventory")
local names = require("scripts.collect.names")

local logistics = {}

local MAX_ROBOPORTS = 2000
local MAX_POINTS = 4000

--- @param networks table<integer, table> by id, kept in the job: one member of each
--- @param entity LuaEntity
--- @param out table what was read of it
function logistics.tally(networks, entity, out)
  if out.logistic_network and not networks[out.logistic_network] then
    networks[out.logistic_network] = entity
  end
end

local function sorted_ids(networks)
  local ids = {}
  for id in pairs(networks) do
    ids[#ids + 1] = id
  end
  table.sort(ids)
  return ids
end

local function network_of(job, id)
  local entity = job.logistics[id]
  return entity.valid and entity.logistic_network or nil
end

local function inside(job, position)
  local area = job.area
  return (
    position.x >= area.left_top.x
    and position.x <= area.right_bottom.x
    and position.y >= area.left_top.y
    and position.y <= area.right_bottom.y
  ) or nil
end

local function each_network(job)
  return sorted_ids(job.logistics)
end

logistics.networks = {
  key = "logistic_networks",
  cost = 5,
  start = each_network,
  read = function(id, job)
    local network = network_of(job, id)
    return network
      and {
        id = id,
        name = network.custom_name,
        logistic = { all = network.all_logistic_robots, available = network.available_logistic_robots },
        construction = { all = network.all_construction_robots, available = network.available_construction_robots },
        contents = inventory.stacks(network.get_contents()),
      }
  end,
}

local function read_cell(id, cell, job)
  local owner = cell.owner
  local position = owner.position
  return {
    network = id,
    name = owner.name,
    unit = owner.unit_number,
    x = position.x,
    y = position.y,
    inside = inside(job, position),
    status = names.status[owner.status],
    transmitting = cell.transmitting,
    charging = cell.charging_robot_count,
    to_charge = cell.to_charge_robot_count,
    logistic = cell.stationed_logistic_robot_count,
    construction = cell.stationed_construction_robot_count,
    logistic_radius = cell.logistic_radius,
    construction_radius = cell.construction_radius,
    energy_j = owner.energy,
    energy_max_j = owner.electric_buffer_size,
  }
end

--- First the networks, then what they are made of, one by one: a network may have thousands of cells.
logistics.roboports = {
  key = "roboports",
  cost = 2,
  most = MAX_ROBOPORTS,
  start = each_network,
  read = function(item, job, push)
    if type(item) == "number" then
      local network = network_of(job, item)
      for i, cell in ipairs(network and network.cells or {}) do
        push({ id = item, cell = cell })
        if i > MAX_ROBOPORTS then
          break
        end
      end
      return nil
    end
    local cell = item.cell
    return cell.valid and not cell.mobile and cell.owner.valid and read_cell(item.id, cell, job) or nil
  end,
}

local function requests(point)
  local list = {}
  for _, filter in ipairs(point.filters or {}) do
    if filter.name and filter.count > 0 then
      list[#list + 1] = {
        name = filter.name,
        count = filter.count,
        quality = filter.quality,
        comparator = filter.comparator,
        maximum = filter.max_count,
      }
    end
  end
  return list[1] and list or nil
end

local REQUESTING = { requester = true, buffer = true }

local function read_point(id, point, job)
  local owner = point.owner
  if owner.type ~= "logistic-container" then
    return nil
  end
  local position = owner.position
  local mode = names.logistic_mode[point.mode]
  local chest = owner.get_inventory(defines.inventory.chest)
  local filter = mode == "storage" and owner.storage_filter or nil
  local out = {
    network = id,
    mode = mode,
    name = owner.name,
    unit = owner.unit_number,
    x = position.x,
    y = position.y,
    inside = inside(job, position),
    enabled = point.enabled,
    filter = filter and (type(filter.name) == "string" and filter.name or filter.name.name) or nil,
    slots = #chest,
    free_slots = chest.count_empty_stacks(),
    holds = inventory.stacks(chest.get_contents()),
    delivering = inventory.stacks(point.targeted_items_deliver),
    fetching = inventory.stacks(point.targeted_items_pickup),
  }
  if REQUESTING[mode] then
    out.requests = requests(point)
    out.sections = control.sections(point.sections)
    out.from_buffers = owner.request_from_buffers or nil
  end
  return out
end

logistics.points = {
  key = "logistic_points",
  cost = 3,
  most = MAX_POINTS,
  start = each_network,
  read = function(item, job, push)
    if type(item) == "number" then
      local network = network_of(job, item)
      local seen = {}
      for _, kind in ipairs({ "requester_points", "storage_points", "provider_points" }) do
        for i, point in ipairs(network and network[kind] or {}) do
          push({ id = item, point = point, seen = seen })
          if i > MAX_POINTS then
            break
          end
        end
      end
      return nil
    end
    -- A buffer chest is among those that ask and those that give.
    local point = item.point
    local unit = point.valid and point.owner.unit_number
    if not unit or item.seen[unit] then
      return nil
    end
    item.seen[unit] = true
    return read_point(item.id, point, job)
  end,
}

return logistics
