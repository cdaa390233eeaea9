-- One entity as a plain table in the contract's shape (agent/contract/snapshot.py); nil for what is no part of a
-- factory. Reading through the API costs most here, so each type reads only what it can have.
local circuit = require("scripts.collect.circuit")
local inventory = require("scripts.collect.inventory")
local names = require("scripts.collect.names")

local entity_reader = {}

--- Never part of a snapshot: scenery, what lies about, what flies by, and the players themselves.
local SKIPPED = {}
for _, type_name in ipairs({
  "arrow",
  "artillery-flare",
  "artillery-projectile",
  "beam",
  "cargo-pod",
  "character",
  "character-corpse",
  "cliff",
  "combat-robot",
  "construction-robot",
  "corpse",
  "deconstructible-tile-proxy",
  "entity-particle",
  "explosion",
  "fire",
  "fish",
  "highlight-box",
  "item-entity",
  "item-request-proxy",
  "leaf-particle",
  "logistic-robot",
  "particle-source",
  "projectile",
  "rail-remnants",
  "rocket-silo-rocket",
  "rocket-silo-rocket-shadow",
  "simple-entity",
  "smoke-with-trigger",
  "speech-bubble",
  "spider-leg",
  "sticker",
  "stream",
  "temporary-container",
  "tile-ghost",
  "tree",
}) do
  SKIPPED[type_name] = true
end

local INVENTORIES = {
  ["assembling-machine"] = { "crafter_input", "crafter_output", "fuel", "burnt_result" },
  ["furnace"] = { "crafter_input", "crafter_output", "fuel", "burnt_result" },
  ["rocket-silo"] = { "crafter_input", "crafter_output", "rocket_silo_rocket" },
  ["container"] = { "chest" },
  ["logistic-container"] = { "chest", "logistic_container_trash" },
  ["infinity-container"] = { "chest" },
  ["linked-container"] = { "linked_container_main" },
  ["lab"] = { "lab_input" },
  ["ammo-turret"] = { "turret_ammo" },
  ["artillery-turret"] = { "artillery_turret_ammo" },
  ["roboport"] = { "roboport_robot", "roboport_material" },
  ["boiler"] = { "fuel", "burnt_result" },
  ["reactor"] = { "fuel", "burnt_result" },
  ["burner-generator"] = { "fuel", "burnt_result" },
  ["inserter"] = { "fuel" },
  ["mining-drill"] = { "fuel" },
  ["locomotive"] = { "fuel" },
  ["cargo-wagon"] = { "cargo_wagon" },
}

local CRAFTERS = { ["assembling-machine"] = true, ["furnace"] = true, ["rocket-silo"] = true }
local EFFECT_RECEIVERS = {
  ["assembling-machine"] = true,
  ["furnace"] = true,
  ["rocket-silo"] = true,
  ["lab"] = true,
  ["mining-drill"] = true,
}
local FLUID_HOLDERS = {
  ["assembling-machine"] = true,
  ["furnace"] = true,
  ["boiler"] = true,
  ["generator"] = true,
  ["fluid-turret"] = true,
  ["fluid-wagon"] = true,
  ["fusion-generator"] = true,
  ["fusion-reactor"] = true,
  ["mining-drill"] = true,
  ["offshore-pump"] = true,
  ["pipe"] = true,
  ["pipe-to-ground"] = true,
  ["pump"] = true,
  ["storage-tank"] = true,
}
--- These neither take power nor have a status worth a call.
local PASSIVE = {
  ["cargo-wagon"] = true,
  ["curved-rail-a"] = true,
  ["curved-rail-b"] = true,
  ["fluid-wagon"] = true,
  ["half-diagonal-rail"] = true,
  ["heat-pipe"] = true,
  ["pipe"] = true,
  ["pipe-to-ground"] = true,
  ["resource"] = true,
  ["simple-entity-with-owner"] = true,
  ["splitter"] = true,
  ["straight-rail"] = true,
  ["transport-belt"] = true,
  ["underground-belt"] = true,
  ["unit"] = true,
  ["unit-spawner"] = true,
  ["wall"] = true,
}
--- Their health is always told; of the rest it is where it is not full.
local WITH_HEALTH = {
  ["ammo-turret"] = true,
  ["artillery-turret"] = true,
  ["electric-turret"] = true,
  ["fluid-turret"] = true,
  ["gate"] = true,
  ["turret"] = true,
  ["unit"] = true,
  ["unit-spawner"] = true,
  ["wall"] = true,
}
local BURNERS = {
  ["assembling-machine"] = true,
  ["boiler"] = true,
  ["burner-generator"] = true,
  ["furnace"] = true,
  ["inserter"] = true,
  ["locomotive"] = true,
  ["mining-drill"] = true,
  ["reactor"] = true,
}

local function read_recipe(entity, out)
  local recipe, quality = entity.get_recipe()
  if recipe then
    out.recipe = recipe.name
    if quality and quality.name ~= "normal" then
      out.recipe_quality = quality.name
    end
  end
end

local function read_crafter(entity, out)
  read_recipe(entity, out)
  out.crafting_speed = entity.crafting_speed
  out.crafting_progress = entity.crafting_progress
  out.products_finished = entity.products_finished
end

local function read_beacons(entity)
  local list = {}
  for _, beacon in ipairs(entity.get_beacons() or {}) do
    local quality = beacon.quality.name
    list[#list + 1] = {
      name = beacon.name,
      unit = beacon.unit_number,
      quality = quality ~= "normal" and quality or nil,
      modules = inventory.modules(beacon),
    }
  end
  table.sort(list, function(left, right)
    return left.unit < right.unit
  end)
  return list
end

local function read_effects(entity, out)
  out.speed_bonus = entity.speed_bonus
  out.productivity_bonus = entity.productivity_bonus
  out.modules = inventory.modules(entity)
  local effects = entity.effects
  if effects and next(effects) ~= nil then
    out.effect = {
      speed = effects.speed,
      productivity = effects.productivity,
      consumption = effects.consumption,
      pollution = effects.pollution,
      quality = effects.quality,
    }
  end
  if (entity.beacons_count or 0) > 0 then
    out.beacons = read_beacons(entity)
  end
end

local function read_fluids(entity, out)
  local list = nil
  for i = 1, entity.fluids_count do
    local fluid = entity.get_fluid(i)
    if fluid then
      list = list or {}
      list[#list + 1] = { name = fluid.name, amount = fluid.amount, temperature = fluid.temperature }
    end
  end
  out.fluids = list
end

local function point(position)
  return { position.x, position.y }
end

local function read_signal(entity, out)
  out.signal = names.signal_state[entity.signal_state]
end

local function read_carriage(entity, out)
  local train = entity.train
  out.train = train and train.id or nil
end

local function read_network(entity, out)
  local network = entity.logistic_network
  out.logistic_network = network and network.network_id or nil
end

local function read_burner(entity, out)
  local burner = entity.burner
  if burner then
    local burning = burner.currently_burning
    local name = burning and burning.name
    out.burner = {
      burning = name and (type(name) == "string" and name or name.name) or nil,
      left_j = burner.remaining_burning_fuel,
    }
  end
end

local function read_health(entity, out, type_name)
  local ratio = entity.get_health_ratio()
  if ratio and (ratio < 1 or WITH_HEALTH[type_name]) then
    out.health = entity.health
    out.max_health = entity.max_health
  end
end

--- What one type alone has.
local SPECIAL = {
  ["inserter"] = function(entity, out)
    out.pickup = point(entity.pickup_position)
    out.drop = point(entity.drop_position)
  end,
  ["mining-drill"] = function(entity, out)
    out.drop = point(entity.drop_position)
  end,
  ["rocket-silo"] = function(entity, out)
    out.rocket_parts = entity.rocket_parts
  end,
  ["underground-belt"] = function(entity, out)
    out.underground = entity.belt_to_ground_type
  end,
  ["loader"] = function(entity, out)
    out.underground = entity.loader_type
  end,
  ["loader-1x1"] = function(entity, out)
    out.underground = entity.loader_type
  end,
  ["beacon"] = function(entity, out)
    out.modules = inventory.modules(entity)
  end,
  ["train-stop"] = function(entity, out)
    out.text = entity.backer_name
  end,
  ["rail-signal"] = read_signal,
  ["rail-chain-signal"] = read_signal,
  ["locomotive"] = read_carriage,
  ["cargo-wagon"] = read_carriage,
  ["fluid-wagon"] = read_carriage,
  ["artillery-wagon"] = read_carriage,
  ["roboport"] = read_network,
  ["logistic-container"] = function(entity, out)
    read_network(entity, out)
    local filter = entity.storage_filter
    out.filter = filter and (type(filter.name) == "string" and filter.name or filter.name.name) or nil
  end,
  ["power-switch"] = function(entity, out)
    out.switched_on = entity.power_switch_state
  end,
  ["reactor"] = function(entity, out)
    out.temperature = entity.temperature
    local bonus = entity.neighbour_bonus
    out.neighbour_bonus = bonus ~= 0 and bonus or nil
  end,
  ["heat-pipe"] = function(entity, out)
    out.temperature = entity.temperature
  end,
}

local function read_power(entity, out)
  out.network = entity.electric_network_id
  local capacity = entity.electric_buffer_size
  if capacity and capacity > 0 then
    out.energy_max_j = capacity
    out.energy_j = entity.energy
  end
end

local function read_base(entity, type_name, name)
  local position = entity.position
  local out = { type = type_name, name = name, x = position.x, y = position.y, unit = entity.unit_number }
  out.force = entity.force.name
  return out
end

local function read_turn(entity, out)
  local direction = names.direction16[entity.direction]
  if direction ~= 0 then
    out.direction = direction
  end
  if entity.mirroring then
    out.mirrored = true
  end
  local quality = entity.quality.name
  if quality ~= "normal" then
    out.quality = quality
  end
end

local function read_ghost(entity)
  local out = read_base(entity, entity.ghost_type, entity.ghost_name)
  read_turn(entity, out)
  out.ghost = true
  out.unit = entity.ghost_unit_number
  out.requests = inventory.stacks(entity.item_requests)
  -- Whether a ghost of a machine answers for its recipe depends on what it stands for; a refusal is no fault.
  if CRAFTERS[out.type] then
    local ok, recipe = pcall(entity.get_recipe)
    if ok and recipe then
      out.recipe = recipe.name
    end
  end
  return out
end

local function read_marks(entity, out)
  if entity.to_be_deconstructed() then
    out.deconstruct = true
  end
  local proxy = entity.item_request_proxy
  if proxy then
    out.requests = inventory.stacks(proxy.item_requests)
  end
end

--- @param entity LuaEntity valid
--- @param planned boolean ghosts, marks and module requests too
--- @param circuits table? circuit networks met so far (circuit.tally)
--- @return table|nil
function entity_reader.read(entity, planned, circuits)
  local type_name = entity.type
  if SKIPPED[type_name] then
    return nil
  elseif type_name == "entity-ghost" then
    return planned and read_ghost(entity) or nil
  end
  local out = read_base(entity, type_name, entity.name)
  if type_name == "resource" then
    out.amount = entity.amount
    out.force = nil
    return out
  end
  read_turn(entity, out)
  if not PASSIVE[type_name] then
    out.status = names.status[entity.status]
    read_power(entity, out)
  end
  if CRAFTERS[type_name] then
    read_crafter(entity, out)
  end
  if EFFECT_RECEIVERS[type_name] then
    read_effects(entity, out)
  end
  if FLUID_HOLDERS[type_name] then
    read_fluids(entity, out)
  end
  local inventories = INVENTORIES[type_name]
  if inventories then
    out.inventories = inventory.of(entity, inventories)
  end
  read_health(entity, out, type_name)
  if BURNERS[type_name] then
    read_burner(entity, out)
  end
  out.circuit = circuit.read(entity, type_name, circuits)
  local special = SPECIAL[type_name]
  if special then
    special(entity, out)
  end
  if planned then
    read_marks(entity, out)
  end
  return out
end

return entity_reader
