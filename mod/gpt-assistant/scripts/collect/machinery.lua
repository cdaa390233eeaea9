-- What generators, robots, trains and the like have of their own, under the part's name of the contract
-- (agent/contract/prototype_parts.py).
local compat = require("scripts.compat")
local values = require("scripts.collect.values")

local machinery = {}

local HOLDS_FLUID = {
  ["fluid-wagon"] = true,
  ["infinity-pipe"] = true,
  ["pipe"] = true,
  ["pipe-to-ground"] = true,
  ["pump"] = true,
  ["storage-tank"] = true,
  ["valve"] = true,
}
--- Types that hold stacks, and in which inventory.
local STACKS = {
  ["asteroid-collector"] = defines.inventory.asteroid_collector_output,
  ["car"] = defines.inventory.car_trunk,
  ["cargo-landing-pad"] = defines.inventory.cargo_landing_pad_main,
  ["cargo-wagon"] = defines.inventory.cargo_wagon,
  ["container"] = defines.inventory.chest,
  ["infinity-container"] = defines.inventory.chest,
  ["linked-container"] = defines.inventory.linked_container_main,
  ["logistic-container"] = defines.inventory.chest,
  ["space-platform-hub"] = defines.inventory.hub_main,
  ["spider-vehicle"] = defines.inventory.spider_trunk,
  ["temporary-container"] = defines.inventory.chest,
}

local function generator(prototype)
  return {
    fluid_usage_per_tick = values.amount(prototype.get_fluid_usage_per_tick()),
    maximum_temperature = values.amount(prototype.maximum_temperature),
    effectivity = prototype.effectivity,
    burns_fluid = prototype.burns_fluid or nil,
  }
end

local function robot(prototype)
  return {
    speed = prototype.speed,
    max_energy_j = values.amount(prototype.get_max_energy()),
    energy_per_move_j = values.amount(prototype.energy_per_move),
    energy_per_tick_j = values.amount(prototype.energy_per_tick),
    min_to_charge = values.amount(prototype.min_to_charge),
    max_to_charge = values.amount(prototype.max_to_charge),
    max_payload_size = values.amount(prototype.max_payload_size),
    speed_multiplier_when_out_of_energy = values.amount(prototype.speed_multiplier_when_out_of_energy),
  }
end

local function roboport(prototype)
  local given = prototype.logistic_parameters
  return {
    logistics_radius = given.logistic_radius,
    construction_radius = given.construction_radius,
    connection_distance = given.logistics_connection_distance,
    charging_w = values.watts(given.charging_energy) or 0,
    charging_stations = given.charging_station_count,
    recharge_minimum_j = compat.recharge_minimum(prototype),
    robot_slots = prototype.get_inventory_size(defines.inventory.roboport_robot),
    material_slots = prototype.get_inventory_size(defines.inventory.roboport_material),
  }
end

local function rolling_stock(prototype)
  return {
    weight = prototype.weight,
    max_speed = values.amount(compat.max_speed(prototype)),
    braking_force = values.amount(prototype.braking_force),
    friction_force = values.amount(prototype.friction_force),
    air_resistance = values.amount(prototype.air_resistance),
  }
end

local function thruster_point(point)
  return { fluid_volume = point.fluid_volume, fluid_usage = point.fluid_usage, effectivity = point.effectivity }
end

--- @class gpta.MachineryPart
--- @field name string
--- @field read fun(prototype: LuaEntityPrototype): table

--- @param name string
--- @param read fun(prototype: LuaEntityPrototype): table
local function part(name, read)
  return { name = name, read = read }
end

local GENERATOR, ROBOT, STOCK = part("generator", generator), part("robot", robot), part("rolling_stock", rolling_stock)

--- @type table<string, gpta.MachineryPart>
local PARTS = {
  ["generator"] = GENERATOR,
  ["fusion-generator"] = GENERATOR,
  ["logistic-robot"] = ROBOT,
  ["construction-robot"] = ROBOT,
  ["roboport"] = part("roboport", roboport),
  ["locomotive"] = STOCK,
  ["cargo-wagon"] = STOCK,
  ["fluid-wagon"] = STOCK,
  ["artillery-wagon"] = STOCK,
  ["infinity-cargo-wagon"] = STOCK,
  ["solar-panel"] = part("solar_panel", function(prototype)
    return {
      performance_at_day = prototype.solar_panel_performance_at_day,
      performance_at_night = values.amount(prototype.solar_panel_performance_at_night),
      coefficient_property = prototype.solar_panel_solar_coefficient_property.name,
    }
  end),
  ["reactor"] = part("reactor", function(prototype)
    return { neighbour_bonus = prototype.neighbour_bonus }
  end),
  ["fusion-reactor"] = part("reactor", function(prototype)
    return {
      neighbour_bonus = prototype.neighbour_bonus,
      fluid_usage_per_tick = values.amount(prototype.get_fluid_usage_per_tick()),
    }
  end),
  ["agricultural-tower"] = part("agricultural_tower", function(prototype)
    return {
      radius = prototype.agricultural_tower_radius,
      growth_grid_tile_size = prototype.growth_grid_tile_size,
      crane_w = values.watts(prototype.crane_energy_usage),
    }
  end),
  ["asteroid-collector"] = part("asteroid_collector", function(prototype)
    return {
      arm_count = prototype.arm_count_base,
      arm_speed = prototype.arm_speed_base,
      passive_w = values.watts(prototype.passive_energy_usage),
      arm_w = values.watts(prototype.arm_energy_usage),
    }
  end),
  ["thruster"] = part("thruster", function(prototype)
    return {
      min_performance = thruster_point(prototype.min_performance),
      max_performance = thruster_point(prototype.max_performance),
    }
  end),
  ["lightning-attractor"] = part("lightning_attractor", function(prototype)
    return {
      efficiency = values.amount(prototype.get_energy_distribution_efficiency()),
      range_elongation = values.amount(prototype.get_attraction_range_elongation()),
    }
  end),
}

-- Both kinds of holders have the same fields.
local function heat(prototype)
  local held = prototype.heat_buffer_prototype or prototype.heat_energy_source_prototype
  return held
    and {
      max_temperature = held.max_temperature,
      specific_heat_j = held.specific_heat,
      max_transfer_w = values.watts(held.max_transfer) or 0,
      min_working_temperature = held.min_working_temperature,
    }
end

--- Adds to an exported entity what its type has of its own.
--- @param prototype LuaEntityPrototype
--- @param out table
function machinery.add(prototype, out)
  out.heat = heat(prototype)
  out.heating_w = values.watts(prototype.heating_energy)
  out.logistic_mode = prototype.logistic_mode
  if HOLDS_FLUID[out.type] then
    out.fluid_capacity = values.amount(prototype.get_fluid_capacity())
  end
  if STACKS[out.type] then
    out.stacks = prototype.get_inventory_size(STACKS[out.type])
  end
  local own = PARTS[out.type]
  if own then
    out[own.name] = own.read(prototype)
  end
end

return machinery
