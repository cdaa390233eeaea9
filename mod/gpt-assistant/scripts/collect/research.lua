-- What a force knows and the bonuses that change rates.
local research = {}

local TICKS_PER_S = 60

--- @param force LuaForce
--- @return string[] names, sorted
function research.researched(force)
  local list = {}
  for name, technology in pairs(force.technologies) do
    if technology.researched then
      list[#list + 1] = name
    end
  end
  table.sort(list)
  return list
end

local function not_zero(list, read)
  local found = nil
  for _, name in ipairs(list) do
    local value = read(name)
    if value ~= 0 then
      found = found or {}
      found[name] = value
    end
  end
  return found
end

local function sorted(prototype_map)
  local list = {}
  for name in pairs(prototype_map) do
    list[#list + 1] = name
  end
  table.sort(list)
  return list
end

local function turrets()
  local types = { "ammo-turret", "electric-turret", "fluid-turret", "artillery-turret" }
  local filters = {}
  for i, type_name in ipairs(types) do
    filters[i] = { filter = "type", type = type_name }
  end
  return sorted(prototypes.get_entity_filtered(filters))
end

--- Technologies that have several levels, by the next one to research.
local function levels(force)
  local found = nil
  for name, technology in pairs(force.technologies) do
    local prototype = technology.prototype
    if prototype.max_level > prototype.level then
      found = found or {}
      found[name] = technology.level
    end
  end
  return found
end

--- What is researched now, and what the force's bonuses of every kind come to.
--- @param force LuaForce
--- @param out table head of a snapshot
function research.state(force, out)
  local current = force.current_research
  local queue = {}
  for i, technology in ipairs(force.research_queue) do
    queue[i] = technology.name
  end
  out.research = {
    current = current and current.name or nil,
    progress = force.research_progress,
    units = current and current.research_unit_count or nil,
    unit_s = current and current.research_unit_energy / TICKS_PER_S or nil,
    queue = queue[1] and queue or nil,
    levels = levels(force),
  }
  local categories = sorted(prototypes.ammo_category)
  out.bonuses = {
    ammo_damage = not_zero(categories, force.get_ammo_damage_modifier),
    shooting_speed = not_zero(categories, force.get_gun_speed_modifier),
    turret_attack = not_zero(turrets(), force.get_turret_attack_modifier),
    robot_speed = force.worker_robots_speed_modifier,
    robot_storage = force.worker_robots_storage_bonus,
    robot_battery = force.worker_robots_battery_modifier,
    laboratory_speed = force.laboratory_speed_modifier,
    laboratory_productivity = force.laboratory_productivity_bonus,
    braking_force = force.train_braking_force_bonus,
  }
end

--- @param force LuaForce
--- @param out table head of a snapshot
function research.bonuses(force, out)
  out.inserter_stack_bonus = force.inserter_stack_size_bonus
  out.bulk_inserter_stack_bonus = force.bulk_inserter_capacity_bonus
  out.mining_productivity_bonus = force.mining_drill_productivity_bonus
  out.rockets_launched = force.rockets_launched
end

return research
