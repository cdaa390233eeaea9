-- The player's plan in Factory Planner, if that mod is there: what it offers to other mods (its docs, data interfaces:
-- export_current_factory, from 2.1.1 on; the form of the table is not promised, so only what fits is taken over).
-- Amounts are per second. A plan that cannot be had is none: the snapshot goes on without it.
local json = require("scripts.util.json")
local text = require("scripts.util.text")

local planner = {}

local INTERFACE = "fp-interface"
local EXPORT = "export_current_factory"
local MOST_LINES = 400
local DEEPEST = 20
--- Items a second of a belt that moves one tile a tick: 60 ticks, eight items a tile.
local ITEMS_PER_SPEED = 480

local function name_of(prototype)
  local name = type(prototype) == "table" and prototype.name
  return type(name) == "string" and name ~= "" and text.cut(text.clean(name), 200) or nil
end

local function number(value)
  if type(value) ~= "number" or value ~= value or value < 0 or value == math.huge then
    return nil
  end
  return value
end

-- A prototype's kind: «item», «fluid», or one of Factory Planner's own (an entity that is mined …).
local function kind_of(prototype)
  return type(prototype.category) == "string" and prototype.category or "item"
end

local function items(list)
  local out = {}
  for _, item in ipairs(type(list) == "table" and list or {}) do
    local name = type(item) == "table" and name_of(item.proto)
    local amount = name and number(item.amount)
    if name and amount then
      out[#out + 1] = { name = name, type = kind_of(item.proto), per_s = amount }
    end
  end
  return out[1] and out or nil
end

local function modules(set)
  local out = {}
  for _, module in ipairs(type(set) == "table" and type(set.modules) == "table" and set.modules or {}) do
    local name = type(module) == "table" and name_of(module.proto)
    if name then
      out[#out + 1] = { name = name, quality = name_of(module.quality_proto), count = number(module.amount) or 0 }
    end
  end
  return out[1] and out or nil
end

local function line(packed)
  local recipe = type(packed.recipe) == "table" and name_of(packed.recipe.proto)
  if not recipe then
    return nil
  end
  local machine = type(packed.machine) == "table" and packed.machine or {}
  return {
    recipe = recipe,
    machine = name_of(machine.proto),
    quality = name_of(machine.quality_proto),
    -- Some releases leave it out by mistake.
    count = number(machine.amount),
    modules = modules(machine.module_set),
    products = items(packed.products),
  }
end

-- Lines of a floor and of the floors within it, in order; those that are switched off in the plan are left out.
local function add_lines(floor, out, depth)
  if type(floor) ~= "table" or type(floor.lines) ~= "table" or depth > DEEPEST then
    return
  end
  for _, packed in ipairs(floor.lines) do
    if #out.lines >= MOST_LINES then
      out.cut = true
      return
    end
    if type(packed) == "table" and packed.class == "Floor" then
      add_lines(packed, out, depth + 1)
    elseif type(packed) == "table" and packed.active ~= false then
      out.lines[#out.lines + 1] = line(packed)
    end
  end
end

local function belts_per_s(prototype, belts, stack)
  local belt = prototypes.entity[name_of(prototype) or ""]
  local speed = belt and belt.belt_speed
  return speed and belts and belts * speed * ITEMS_PER_SPEED * stack or nil
end

-- What a product is asked for: so much a second, or so many belts or lanes of it.
local function wanted_per_s(product)
  local definition = type(product.definition) == "table" and product.definition or nil
  if definition and definition.type == "amount" then
    return number(definition.amount)
  elseif definition then
    return belts_per_s(definition.belt_proto, number(definition.belt_count), number(definition.belt_stack) or 1)
  elseif product.defined_by == "amount" then
    return number(product.required_amount)
  elseif product.defined_by == "belts" or product.defined_by == "lanes" then
    local belts = number(product.required_amount)
    local share = product.defined_by == "belts" and 1 or 0.5
    return belts_per_s(product.belt_proto, belts and belts * share, number(product.belt_stack) or 1)
  end
  return nil
end

local function targets(list)
  local out = {}
  for _, product in ipairs(type(list) == "table" and list or {}) do
    local name = type(product) == "table" and name_of(product.proto)
    local per_s = name and wanted_per_s(product)
    if name and per_s then
      out[#out + 1] = { name = name, type = kind_of(product.proto), per_s = per_s }
    end
  end
  return out[1] and out or nil
end

local function take(packed)
  local out = {
    mod = "factoryplanner",
    name = type(packed.name) == "string" and text.cut(text.clean(packed.name), 200) or "",
    targets = targets(packed.products),
    lines = {},
  }
  add_lines(packed.top_floor, out, 1)
  out.lines = json.list(out.lines)
  return out
end

--- @param player_index integer
--- @return table|nil plan as the contract's Plan
function planner.plan(player_index)
  local interface = remote.interfaces[INTERFACE]
  if not interface or not interface[EXPORT] then
    return nil
  end
  local called, packed = pcall(remote.call, INTERFACE, EXPORT, player_index)
  if not called then
    log("gpta: Factory Planner gave no plan: " .. tostring(packed))
    return nil
  elseif type(packed) ~= "table" then
    return nil
  end
  local taken, plan = pcall(take, packed)
  if not taken then
    log("gpta: cannot read Factory Planner's plan: " .. tostring(plan))
    return nil
  end
  return plan
end

return planner
