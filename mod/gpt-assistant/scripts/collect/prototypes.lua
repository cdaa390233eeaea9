-- The sections of the export of a mod set (agent/contract/prototypes.py): each reads one prototype as a plain table,
-- or says nil where there is nothing to tell.
local entity_prototype = require("scripts.collect.entity_prototype")
local recipe_prototype = require("scripts.collect.recipe_prototype")
local values = require("scripts.collect.values")

local GROWING = {
  { filter = "type", type = "fish" },
  { filter = "type", type = "plant", mode = "or" },
  { filter = "type", type = "tree", mode = "or" },
}
local STATED_MULTIPLIERS = {
  "beacon_power_usage_multiplier",
  "mining_drill_resource_drain_multiplier",
  "science_pack_drain_multiplier",
}
--- Named in answers though no player owns them.
local NAMED_TYPES = { ["resource"] = true, ["turret"] = true, ["unit"] = true, ["unit-spawner"] = true }

local function item(prototype)
  local spoil_ticks = prototype.get_spoil_ticks()
  return {
    name = prototype.name,
    type = prototype.type ~= "item" and prototype.type or nil,
    stack_size = prototype.stack_size,
    place_result = values.name(prototype.place_result),
    fuel_j = values.amount(prototype.fuel_value),
    fuel_categories = prototype.fuel_category and { prototype.fuel_category } or nil,
    burnt_result = values.name(prototype.burnt_result),
    spoil_ticks = values.amount(spoil_ticks),
    spoil_result = values.name(prototype.spoil_result),
    module_category = prototype.category,
    module_effects = values.numbers(prototype.module_effects),
    rocket_launch_products = recipe_prototype.products(prototype.rocket_launch_products),
  }
end

local function fluid(prototype)
  return {
    name = prototype.name,
    default_temperature = prototype.default_temperature,
    max_temperature = values.amount(prototype.max_temperature),
    heat_capacity_j = values.amount(prototype.heat_capacity),
    fuel_j = values.amount(prototype.fuel_value),
  }
end

local function resource(prototype)
  if prototype.type ~= "resource" then
    return nil
  end
  local mining = prototype.mineable_properties
  return {
    name = prototype.name,
    category = prototype.resource_category,
    mining_time_s = mining.mining_time,
    products = recipe_prototype.products(mining.products),
    required_fluid = mining.required_fluid,
    fluid_amount = values.amount(mining.fluid_amount),
    infinite = prototype.infinite_resource or nil,
  }
end

local function quality(prototype)
  if prototype.name == "quality-unknown" then
    return nil
  end
  local multipliers = {}
  for _, name in ipairs(STATED_MULTIPLIERS) do
    local value = prototype[name]
    multipliers[name] = value ~= 1 and value or nil
  end
  return {
    name = prototype.name,
    level = prototype.level,
    multipliers = next(multipliers) and multipliers or nil,
  }
end

local function technology(prototype)
  local prerequisites, unlocks, packs = {}, {}, nil
  for name in pairs(prototype.prerequisites) do
    prerequisites[#prerequisites + 1] = name
  end
  table.sort(prerequisites)
  for _, effect in ipairs(prototype.effects) do
    if effect.type == "unlock-recipe" then
      unlocks[#unlocks + 1] = effect.recipe
    end
  end
  table.sort(unlocks)
  for _, pack in ipairs(prototype.research_unit_ingredients) do
    packs = packs or {}
    packs[pack.name] = pack.amount
  end
  return {
    name = prototype.name,
    prerequisites = values.list(prerequisites),
    unlocks = values.list(unlocks),
    packs = packs,
  }
end

-- What grows where the map generator puts it: named in its settings, or under a control that is.
local function grows_there(prototype, placed, controls)
  if placed[prototype.name] then
    return true
  end
  local how = prototype.autoplace_specification
  return how ~= nil and how.control ~= nil and controls[how.control] ~= nil
end

local function gathered_on(placed, controls)
  local found = {}
  for _, prototype in pairs(prototypes.get_entity_filtered(GROWING)) do
    if grows_there(prototype, placed, controls) then
      for _, product in ipairs(prototype.mineable_properties.products or {}) do
        found[product.name] = true
      end
    end
  end
  return values.members(found)
end

local function planet(prototype)
  if prototype.type ~= "planet" then
    return nil
  end
  local generated = prototype.map_gen_settings or {}
  local settings = generated.autoplace_settings or {}
  local placed = settings.entity and settings.entity.settings or {}
  local resources, fluids = {}, {}
  for name in pairs(placed) do
    local entity = prototypes.entity[name]
    if entity and entity.type == "resource" then
      resources[name] = true
    end
  end
  for name in pairs(settings.tile and settings.tile.settings or {}) do
    local tile = prototypes.tile[name]
    if tile and tile.fluid then
      fluids[tile.fluid.name] = true
    end
  end
  return {
    name = prototype.name,
    properties = values.numbers(prototype.surface_properties),
    pollutant = values.name(prototype.pollutant_type),
    resources = values.members(resources),
    fluids = values.members(fluids),
    gathered = gathered_on(placed, generated.autoplace_controls or {}),
  }
end

--- @class gpta.Section
--- @field key string name of the list in the file
--- @field from string table of `prototypes`
--- @field read fun(prototype: table): table|nil

return {
  --- @type gpta.Section[]
  sections = {
    { key = "recipes", from = "recipe", read = recipe_prototype.read },
    { key = "entities", from = "entity", read = entity_prototype.read },
    { key = "items", from = "item", read = item },
    { key = "fluids", from = "fluid", read = fluid },
    { key = "resources", from = "entity", read = resource },
    { key = "qualities", from = "quality", read = quality },
    { key = "technologies", from = "technology", read = technology },
    { key = "planets", from = "space_location", read = planet },
  },
  --- What is named in the player's language: the contract's kind and the table of `prototypes`.
  named = {
    { kind = "item", from = "item" },
    { kind = "fluid", from = "fluid" },
    { kind = "recipe", from = "recipe" },
    { kind = "entity", from = "entity" },
    { kind = "technology", from = "technology" },
    { kind = "quality", from = "quality" },
    { kind = "surface", from = "space_location" },
  },
  --- @param kind string
  --- @param prototype LuaPrototypeBase
  is_named = function(kind, prototype)
    if prototype.parameter then
      return false
    end
    return kind ~= "entity" or NAMED_TYPES[prototype.type] or entity_prototype.can_be_owned(prototype)
  end,
}
