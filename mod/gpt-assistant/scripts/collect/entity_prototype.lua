-- What a player can own, as plain tables in the contract's shape (agent/contract/prototypes.py).
local combat = require("scripts.collect.combat")
local compat = require("scripts.compat")
local machinery = require("scripts.collect.machinery")
local names = require("scripts.collect.names")
local values = require("scripts.collect.values")

local entity_prototype = {}

local NEVER_BUILT = { ["character"] = true, ["entity-ghost"] = true, ["tile-ghost"] = true }
local CARRIED_FLAGS = {
  "filter-directions",
  "building-direction-8-way",
  "building-direction-16-way",
  "placeable-off-grid",
}
local GIVES = {
  ["burner-generator"] = true,
  ["fusion-generator"] = true,
  ["generator"] = true,
  ["solar-panel"] = true,
}

--- @param prototype LuaEntityPrototype
function entity_prototype.can_be_owned(prototype)
  return prototype.flags["player-creation"] == true and not NEVER_BUILT[prototype.type]
end

local function source_of(prototype, out)
  local electric = prototype.electric_energy_source_prototype
  local burner = prototype.burner_prototype
  if burner then
    -- Also of what burns fuel to run a network of its own: a burner generator, a fusion reactor.
    out.effectivity = burner.effectivity
    out.fuel_categories = values.members(burner.fuel_categories)
    out.fuel_slots = burner.fuel_inventory_size
  end
  if electric then
    out.source = "electric"
    out.drain_w = values.watts(electric.drain)
    out.buffer_j = values.amount(electric.buffer_capacity)
    out.input_limit_w = values.watts(electric.get_input_flow_limit())
    out.output_limit_w = values.watts(electric.get_output_flow_limit())
    return electric
  end
  if burner then
    out.source = "burner"
    return burner
  end
  local heat = prototype.heat_energy_source_prototype
  if heat then
    out.source = "heat"
    return heat
  end
  local fluid = prototype.fluid_energy_source_prototype
  if fluid then
    out.source = "fluid"
    out.effectivity = fluid.effectivity
    return fluid
  end
  local void = prototype.void_energy_source_prototype
  if void then
    out.source = "void"
  end
  return void
end

-- Joules a tick at work: of a silo that crafts, not of one that launches; of a combinator what it is active with.
local function used(prototype)
  if prototype.type == "rocket-silo" then
    return prototype.energy_usage
  end
  return prototype.active_energy_usage or prototype.get_max_energy_usage()
end

local function power(prototype)
  local out = {}
  local source = source_of(prototype, out)
  if not source then
    return nil
  end
  if GIVES[prototype.type] then
    out.output_w = values.watts(prototype.get_max_energy_production())
  elseif prototype.type ~= "accumulator" then
    out.usage_w = values.watts(used(prototype))
  end
  out.emissions_per_j = values.numbers(source.emissions_per_joule)
  local burner = prototype.burner_prototype
  if burner and not out.emissions_per_j then
    out.emissions_per_j = values.numbers(burner.emissions_per_joule)
  end
  if prototype.type == "inserter" then
    out.movement_j, out.rotation_j = compat.inserter_energy(prototype)
  end
  return out
end

local function pipes(prototype)
  local out = {}
  for i, box in ipairs(prototype.fluidbox_prototypes) do
    local use, fluid = box.production_type, values.name(box.filter)
    for _, connection in ipairs(box.pipe_connections) do
      if connection.connection_type ~= "linked" then
        local at = connection.positions[1]
        out[#out + 1] = {
          x = at.x,
          y = at.y,
          direction = names.direction16[connection.direction],
          flow = connection.flow_direction,
          connection = connection.connection_type,
          reach = connection.max_underground_distance,
          box = i - 1,
          use = use,
          fluid = fluid,
        }
      end
    end
  end
  return values.list(out)
end

local function effects(prototype)
  local slots = prototype.module_inventory_size
  local receiver = prototype.effect_receiver
  if not slots and not receiver then
    return nil
  end
  local out = { slots = slots, allowed = values.members(prototype.allowed_effects) }
  if receiver then
    out.base = values.numbers(receiver.base_effect)
    out.uses_modules = receiver.uses_module_effects
    out.uses_beacons = receiver.uses_beacon_effects
  end
  return out
end

local function crafter(prototype, out)
  out.speed = prototype.get_crafting_speed()
  out.categories = values.members(prototype.crafting_categories)
  out.fixed_recipe = compat.fixed_recipe(prototype)
  out.rocket_parts = prototype.rocket_parts_required
  out.launch_w = values.watts(prototype.active_energy_usage)
end

local function belt(prototype, out)
  out.speed = prototype.belt_speed
  out.underground_reach = prototype.max_underground_distance
end

local function turret(prototype, out)
  out.attack = combat.turret(prototype)
end

local function pump(prototype, out)
  out.pumping_speed = prototype.get_pumping_speed()
end

--- What one type alone has.
local SPECIAL = {
  ["assembling-machine"] = crafter,
  ["furnace"] = crafter,
  ["rocket-silo"] = crafter,
  ["transport-belt"] = belt,
  ["underground-belt"] = belt,
  ["splitter"] = belt,
  ["lane-splitter"] = belt,
  ["loader"] = belt,
  ["loader-1x1"] = belt,
  ["linked-belt"] = belt,
  ["offshore-pump"] = pump,
  ["pump"] = pump,
  ["ammo-turret"] = turret,
  ["artillery-turret"] = turret,
  ["electric-turret"] = turret,
  ["fluid-turret"] = turret,
  ["mining-drill"] = function(prototype, out)
    out.speed = prototype.mining_speed
    out.categories = values.members(prototype.resource_categories)
    out.mining_radius = prototype.get_mining_drill_radius()
    out.drop = values.point(prototype.vector_to_place_result)
    out.drain_percent = prototype.resource_drain_rate_percent
  end,
  ["lab"] = function(prototype, out)
    out.speed = prototype.get_researching_speed()
    out.lab_inputs = values.list(prototype.lab_inputs)
    out.drain_percent = prototype.science_pack_drain_rate_percent
  end,
  ["beacon"] = function(prototype, out)
    out.supply_distance = prototype.get_supply_area_distance()
    out.beacon = {
      effectivity = prototype.distribution_effectivity,
      effectivity_per_quality_level = values.amount(prototype.distribution_effectivity_bonus_per_quality_level),
      profile = values.list(prototype.profile),
      counter = prototype.beacon_counter,
    }
  end,
  ["inserter"] = function(prototype, out)
    out.inserter = {
      rotation_speed = prototype.get_inserter_rotation_speed(),
      extension_speed = prototype.get_inserter_extension_speed(),
      pickup = values.point(prototype.inserter_pickup_position),
      drop = values.point(prototype.inserter_drop_position),
      bulk = prototype.bulk or nil,
      stack_bonus = prototype.inserter_stack_size_bonus,
      belt_stack = prototype.inserter_max_belt_stack_size,
    }
  end,
  ["electric-pole"] = function(prototype, out)
    out.supply_distance = prototype.get_supply_area_distance()
    out.wire_reach = prototype.get_max_wire_distance()
  end,
  ["boiler"] = function(prototype, out)
    out.target_temperature = prototype.target_temperature
  end,
}

local function flags(prototype)
  local out, has = {}, prototype.flags
  for _, flag in ipairs(CARRIED_FLAGS) do
    if has[flag] then
      out[#out + 1] = flag
    end
  end
  return values.list(out)
end

local function placing_items(prototype)
  local out = {}
  for i, item in ipairs(prototype.items_to_place_this or {}) do
    out[i] = item.name
  end
  return values.list(out)
end

--- @param prototype LuaEntityPrototype
--- @return table|nil nil for what no player can own
function entity_prototype.read(prototype)
  if not entity_prototype.can_be_owned(prototype) then
    return nil
  end
  local box = prototype.collision_box
  local out = {
    name = prototype.name,
    type = prototype.type,
    collision_box = { values.point(box.left_top), values.point(box.right_bottom) },
    tiles = { prototype.tile_width, prototype.tile_height },
    items_to_place = placing_items(prototype),
    flags = flags(prototype),
    power = power(prototype),
    pipes = pipes(prototype),
    effects = effects(prototype),
    next_upgrade = values.name(prototype.next_upgrade),
    surface_conditions = values.conditions(prototype.surface_conditions),
    health = values.amount(prototype.get_max_health()),
    resistances = combat.resistances(prototype),
    circuit_reach = values.amount(prototype.get_max_circuit_wire_distance()),
  }
  machinery.add(prototype, out)
  local special = SPECIAL[out.type]
  if special then
    special(prototype, out)
  end
  return out
end

return entity_prototype
