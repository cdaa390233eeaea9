-- The sections of the export of a mod set (agent/contract/prototypes.py): each reads one prototype as a plain table,
-- or says nil where there is nothing to tell.
local combat = require("scripts.collect.combat")
local compat = require("scripts.compat")
local entity_prototype = require("scripts.collect.entity_prototype")
local json = require("scripts.util.json")
local land = require("scripts.collect.land")
local recipe_prototype = require("scripts.collect.recipe_prototype")
local values = require("scripts.collect.values")

local GROWING = {
  { filter = "type", type = "fish" },
  { filter = "type", type = "plant", mode = "or" },
  { filter = "type", type = "tree", mode = "or" },
}
local EFFECT_TARGETS = { "ammo_category", "turret_id", "recipe", "quality", "space_location", "item" }
--- What the game gives as the last level of a technology without end.
local ENDLESS = 4294967295
local LEVEL_BONUS = 0.3
local TICKS_PER_S = 60
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
    ammo = combat.ammo(prototype),
    attack = combat.attack(prototype.attack_parameters),
    plants = values.name(prototype.plant_result),
    weight = values.amount(prototype.weight),
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
    normal = prototype.infinite_resource and prototype.normal_resource_amount or nil,
    minimum = prototype.infinite_resource and prototype.minimum_resource_amount or nil,
    depletes = prototype.infinite_resource and prototype.infinite_depletion_resource_amount or nil,
  }
end

-- The highest has no next one, though the API says that it always has.
local function has_higher(prototype)
  for name, other in pairs(prototypes.quality) do
    if name ~= "quality-unknown" and other.level > prototype.level then
      return true
    end
  end
  return false
end

local function quality(prototype)
  if prototype.name == "quality-unknown" then
    return nil
  end
  local multipliers = {}
  for _, name in ipairs(compat.stated_multipliers) do
    local value = prototype[name]
    multipliers[name] = value ~= 1 and value or nil
  end
  local common = prototype.default_multiplier
  if math.abs(common - 1 - LEVEL_BONUS * prototype.level) > 1e-6 then
    multipliers.default_multiplier = common
  end
  return {
    name = prototype.name,
    level = prototype.level,
    multipliers = next(multipliers) and multipliers or nil,
    next = has_higher(prototype) and values.name(prototype.next) or nil,
    next_probability = values.amount(prototype.next_probability),
    chain_probability = compat.chain_probability(prototype),
  }
end

local function improvement(effect)
  local out = { type = effect.type, modifier = effect.modifier or effect.change or effect.count or 1 }
  if out.modifier == true then
    out.modifier = nil
  end
  for _, name in ipairs(EFFECT_TARGETS) do
    out.target = out.target or effect[name]
  end
  return out
end

local function technology(prototype)
  local prerequisites, unlocks, improves, packs = {}, {}, {}, nil
  for name in pairs(prototype.prerequisites) do
    prerequisites[#prerequisites + 1] = name
  end
  table.sort(prerequisites)
  for _, effect in ipairs(prototype.effects) do
    if effect.type == "unlock-recipe" then
      unlocks[#unlocks + 1] = effect.recipe
    else
      improves[#improves + 1] = improvement(effect)
    end
  end
  table.sort(unlocks)
  for _, pack in ipairs(prototype.research_unit_ingredients) do
    packs = packs or {}
    packs[pack.name] = pack.amount
  end
  local formula, last, trigger = prototype.research_unit_count_formula, prototype.max_level, prototype.research_trigger
  return {
    name = prototype.name,
    prerequisites = values.list(prerequisites),
    unlocks = values.list(unlocks),
    effects = values.list(improves),
    packs = packs,
    count = not formula and values.amount(prototype.research_unit_count) or nil,
    formula = formula,
    time_s = values.amount(prototype.research_unit_energy / TICKS_PER_S),
    level = prototype.level,
    max_level = last < ENDLESS and last or json.NULL,
    trigger = trigger and trigger.type,
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
    { key = "enemies", from = "entity", read = combat.enemy },
    { key = "plants", from = "entity", read = land.plant },
    { key = "tiles", from = "tile", read = land.tile },
    { key = "places", from = "space_location", read = land.place },
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
