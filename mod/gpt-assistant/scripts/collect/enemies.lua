-- Enemies in reach of the area: nests and worms one by one, units together by chunk and name.
local enemies = {}

--- Chunks around the area that are looked at: what a spawner's units come from soon, and where pollution gets to first.
local REACH = 8
local CHUNK = 32
local MAX_ENEMIES = 10000

local STANDING = { ["unit-spawner"] = true, ["turret"] = true, ["segmented-unit"] = true }

--- @param area BoundingBox
--- @param chunks integer
--- @return BoundingBox
function enemies.around(area, chunks)
  local far = chunks * CHUNK
  return {
    left_top = { x = area.left_top.x - far, y = area.left_top.y - far },
    right_bottom = { x = area.right_bottom.x + far, y = area.right_bottom.y + far },
  }
end

local function tell(entity, position, count)
  return {
    name = entity.name,
    type = entity.type,
    x = position.x,
    y = position.y,
    count = count,
  }
end

enemies.list = {
  key = "enemies",
  cost = 1,
  most = MAX_ENEMIES,
  start = function(job)
    job.groups = {}
    local surface = game.get_surface(job.surface_index)
    return surface
        and surface.find_entities_filtered({
          area = enemies.around(job.area, REACH),
          type = { "unit", "unit-spawner", "turret", "spider-unit" },
          force = job.enemy_forces,
        })
      or {}
  end,
  read = function(entity, job)
    if not entity.valid then
      return nil
    end
    local position = entity.position
    if STANDING[entity.type] then
      return tell(entity, position)
    end
    local key = string.format("%s %d %d", entity.name, math.floor(position.x / CHUNK), math.floor(position.y / CHUNK))
    local group = job.groups[key]
    if group then
      group.count = group.count + 1
    else
      job.groups[key] = tell(entity, position, 1)
    end
    return nil
  end,
  finish = function(job)
    local keys, list = {}, {}
    for key in pairs(job.groups) do
      keys[#keys + 1] = key
    end
    table.sort(keys)
    for i, key in ipairs(keys) do
      list[i] = job.groups[key]
    end
    job.groups = nil
    return list
  end,
}

--- Evolution, and the map's settings that decide how it goes on.
--- @param force LuaForce of the player
--- @param surface LuaSurface
--- @param out table head of a snapshot
function enemies.evolution(surface, out)
  local enemy = game.forces["enemy"]
  if enemy then
    out.evolution = {
      factor = enemy.get_evolution_factor(surface),
      time = enemy.get_evolution_factor_by_time(surface),
      pollution = enemy.get_evolution_factor_by_pollution(surface),
      spawners = enemy.get_evolution_factor_by_killing_spawners(surface),
    }
  end
  local settings = game.map_settings
  local pollution, evolution, groups = settings.pollution, settings.enemy_evolution, settings.unit_group
  out.rules = {
    peaceful = surface.peaceful_mode,
    pollution = {
      enabled = pollution.enabled,
      diffusion_ratio = pollution.diffusion_ratio,
      min_to_diffuse = pollution.min_to_diffuse,
      ageing = pollution.ageing,
      attack_cost_modifier = pollution.enemy_attack_pollution_consumption_modifier,
    },
    evolution = {
      enabled = evolution.enabled,
      time_factor = evolution.time_factor,
      destroy_factor = evolution.destroy_factor,
      pollution_factor = evolution.pollution_factor,
    },
    groups = {
      max_unit_group_size = groups.max_unit_group_size,
      max_gathering_unit_groups = groups.max_gathering_unit_groups,
      min_group_gathering_time = groups.min_group_gathering_time,
      max_group_gathering_time = groups.max_group_gathering_time,
    },
  }
end

--- @param force LuaForce
--- @return string[] names of the forces it is at war with, sorted
function enemies.forces(force)
  local list = {}
  for _, other in pairs(game.forces) do
    if other.name ~= force.name and other.name ~= "neutral" and not force.get_cease_fire(other) then
      list[#list + 1] = other.name
    end
  end
  table.sort(list)
  return list
end

return enemies
