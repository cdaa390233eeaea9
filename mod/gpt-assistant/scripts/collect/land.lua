-- Ground, what grows on it, places in space and the settings of the map, as plain tables in the contract's shape.
local recipe_prototype = require("scripts.collect.recipe_prototype")
local values = require("scripts.collect.values")

local land = {}

local SETTINGS = {
  enemy_evolution = { "enabled", "time_factor", "destroy_factor", "pollution_factor" },
  pollution = {
    "enabled",
    "diffusion_ratio",
    "min_to_diffuse",
    "ageing",
    "enemy_attack_pollution_consumption_modifier",
    "min_pollution_to_damage_trees",
    "pollution_per_tree_damage",
    "pollution_restored_per_tree_damage",
    "pollution_with_max_forest_damage",
  },
  enemy_expansion = {
    "enabled",
    "max_expansion_distance",
    "min_expansion_cooldown",
    "max_expansion_cooldown",
    "settler_group_min_size",
    "settler_group_max_size",
  },
  unit_group = {
    "min_group_gathering_time",
    "max_group_gathering_time",
    "max_wait_time_for_late_members",
    "max_unit_group_size",
  },
}

--- The settings of this save: they belong to no prototype.
function land.map_settings()
  local out = {}
  for group, names in pairs(SETTINGS) do
    local given = game.map_settings[group]
    out[group] = {}
    for _, name in ipairs(names) do
      out[group][name] = given[name]
    end
  end
  return out
end

-- What a tree emits is what it takes, with the sign turned.
local function taken(emissions)
  local out
  for name, number in pairs(emissions or {}) do
    if number < 0 then
      out = out or {}
      out[name] = -number
    end
  end
  return out
end

--- @param prototype LuaEntityPrototype
function land.plant(prototype)
  if prototype.type ~= "tree" and prototype.type ~= "plant" then
    return nil
  end
  return {
    name = prototype.name,
    type = prototype.type,
    absorptions_per_second = taken(prototype.emissions_per_second),
    growth_ticks = prototype.growth_ticks,
    products = recipe_prototype.products(prototype.mineable_properties.products),
    harvest_emissions = values.numbers(prototype.harvest_emissions),
  }
end

--- @param prototype LuaTilePrototype
function land.tile(prototype)
  local walking = prototype.walking_speed_modifier
  local mined = prototype.mineable_properties
  local product = mined.minable and mined.products[1] or nil
  return {
    name = prototype.name,
    walking_speed_modifier = walking ~= 1 and walking or nil,
    absorptions_per_second = values.numbers(prototype.absorptions_per_second),
    fluid = values.name(prototype.fluid),
    item = product and product.name,
  }
end

--- @param prototype LuaSpaceLocationPrototype
function land.place(prototype)
  if prototype.hidden then
    return nil
  end
  return { name = prototype.name, solar_power_in_space = prototype.solar_power_in_space }
end

return land
