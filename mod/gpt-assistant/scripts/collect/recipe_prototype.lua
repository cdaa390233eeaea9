-- Recipes and what they are made of, as plain tables in the contract's shape (agent/contract/prototypes.py).
local compat = require("scripts.compat")
local values = require("scripts.collect.values")

local recipe_prototype = {}

local function ingredient(entry)
  return {
    type = entry.type,
    name = entry.name,
    amount = entry.amount,
    temperature = entry.temperature,
    minimum_temperature = values.amount(entry.minimum_temperature),
    maximum_temperature = values.amount(entry.maximum_temperature),
  }
end

local function product(entry)
  local chance = compat.product_chance(entry)
  return {
    type = entry.type,
    name = entry.name,
    amount = entry.amount,
    amount_min = not entry.amount and entry.amount_min or nil,
    amount_max = not entry.amount and entry.amount_max or nil,
    probability = chance ~= 1 and chance or nil,
    extra_count_fraction = values.amount(entry.extra_count_fraction),
    ignored_by_productivity = values.amount(entry.ignored_by_productivity),
    temperature = entry.temperature,
  }
end

--- @param entries Product[]?
function recipe_prototype.products(entries)
  local out = {}
  -- What is researched or left in the ground is no item and no fluid.
  for _, entry in ipairs(entries or {}) do
    if entry.type == "item" or entry.type == "fluid" then
      out[#out + 1] = product(entry)
    end
  end
  return values.list(out)
end

--- @param prototype LuaRecipePrototype
function recipe_prototype.read(prototype)
  local ingredients = {}
  for i, entry in ipairs(prototype.ingredients) do
    ingredients[i] = ingredient(entry)
  end
  return {
    name = prototype.name,
    categories = compat.recipe_categories(prototype),
    energy_s = prototype.energy,
    ingredients = values.list(ingredients),
    products = recipe_prototype.products(prototype.products),
    allowed_effects = values.members(prototype.allowed_effects),
    enabled = prototype.enabled or nil,
    hidden = prototype.hidden or nil,
    maximum_productivity = prototype.maximum_productivity,
    emissions_multiplier = prototype.emissions_multiplier ~= 1 and prototype.emissions_multiplier or nil,
    main_product = values.name(prototype.main_product),
    surface_conditions = values.conditions(prototype.surface_conditions),
  }
end

return recipe_prototype
