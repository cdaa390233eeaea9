-- The only file that knows the game's version: 2.0 and 2.1 from one source.
local json = require("scripts.util.json")

local compat = {}

local is_2_1 = string.match(helpers.game_version, "^2%.0%.") == nil

local SECONDS = 60
local five_seconds = defines.flow_precision_index.five_seconds

-- Joules a tick, summed over prototypes and turned into watts.
local function flow_w(statistics, counts, category)
  local sum = 0
  local names = {}
  for name in pairs(counts) do
    names[#names + 1] = name
  end
  table.sort(names)
  for _, name in ipairs(names) do
    sum = sum
      + statistics.get_flow_count({
        name = name,
        category = category,
        precision_index = five_seconds,
        count = false,
      })
  end
  return sum * SECONDS
end

-- 2.0 tells no satisfaction: it is estimated from how full the consumers' buffers are when any of them runs short.
local function estimated_power(pole, tally)
  local power = { estimated = true }
  if pole then
    local statistics = pole.electric_network_statistics
    power.statistics = statistics
    power.demand_w = flow_w(statistics, statistics.input_counts, "input")
    power.supply_w = flow_w(statistics, statistics.output_counts, "output")
  end
  if tally.low_power + tally.no_power == 0 then
    power.satisfaction = 1
  elseif tally.buffers > 0 then
    power.satisfaction = tally.fill / tally.buffers
  end
  return power
end

-- 2.1 tells what flowed in the last tick.
local function measured_power(entity)
  local network = entity.electric_network
  if not network then
    return { estimated = false }
  end
  local parent = network.parent_network
  local flow = parent.flow_last_tick
  local parts = {}
  for i, part in ipairs(parent.sub_networks) do
    parts[i] = part.id
  end
  return {
    estimated = false,
    statistics = parent.statistics,
    whole = math.min(table.unpack(parts)),
    maximum_w = flow.maximum_production * SECONDS,
    stored_j = flow.accumulator_energy,
    storage_j = flow.accumulator_capacity,
    satisfaction = math.max(0, math.min(1, flow.consumption_satisfaction)),
    demand_w = (flow.primary_demand + flow.secondary_demand) * SECONDS,
    supply_w = (flow.solar_output + flow.primary_output + flow.secondary_output) * SECONDS,
  }
end

--- Power of the electric network that an entity belongs to.
--- @param pole LuaEntity? an electric pole of it, if one is in the area
--- @param member LuaEntity? any entity of it
--- @param tally table counts of consumers by status, with the fill of their buffers
--- @return table satisfaction 0…1, demand_w, supply_w, estimated, statistics; on 2.1 also maximum_w, what is stored
--- and could be, and `whole`: one number for all parts that closed switches join
function compat.power(pole, member, tally)
  if is_2_1 then
    local entity = pole or member
    return entity and measured_power(entity) or { estimated = false }
  end
  return estimated_power(pole, tally)
end

--- What a logistic chest reads and sets: one mode on 2.0, two switches on 2.1.
--- @param behavior LuaLogisticContainerControlBehavior
--- @param out table
function compat.logistic_container(behavior, out)
  local reads, sets
  if is_2_1 then
    reads, sets = behavior.read_contents, behavior.set_requests
  else
    local modes = defines.control_behavior.logistic_container.exclusive_mode
    local mode = behavior.circuit_exclusive_mode_of_operation
    reads, sets = mode == modes.send_contents, mode == modes.set_requests
  end
  out.read = reads and { contents = json.NULL } or nil
  out.set = sets and { requests = json.NULL } or nil
end

--- What a tank reads: a class of its own on 2.0, one of all single fluid boxes on 2.1.
--- @param behavior LuaControlBehavior
--- @param out table
function compat.tank(behavior, out)
  local reads
  if is_2_1 then
    local modes = defines.control_behavior.single_fluid_box.exclusive_mode
    reads = behavior.circuit_exclusive_mode_of_operation ~= modes.none
  else
    reads = behavior.read_contents
  end
  out.read = reads and { contents = json.NULL } or nil
end

--- @param prototype LuaRecipePrototype
--- @return string[] 2.0 has one category and more beside it, 2.1 a list
function compat.recipe_categories(prototype)
  if is_2_1 then
    return prototype.categories
  end
  local list = { prototype.category }
  for _, name in ipairs(prototype.additional_categories) do
    list[#list + 1] = name
  end
  return list
end

--- @param product Product
--- @return number probability; 2.1 has one of its own and a span that it shares with the other products
function compat.product_chance(product)
  if is_2_1 then
    local shared = product.shared_probability
    return product.independent_probability * (shared and shared.max - shared.min or 1)
  end
  return product.probability
end

--- @param prototype LuaEntityPrototype
--- @return string|nil name of the recipe a machine is bound to
function compat.fixed_recipe(prototype)
  local recipe = prototype.fixed_recipe
  if is_2_1 then
    return recipe and recipe.name
  end
  return recipe
end

--- @param prototype LuaEntityPrototype an inserter
--- @return number|nil movement_j, number|nil rotation_j 2.0 does not tell
function compat.inserter_energy(prototype)
  if is_2_1 then
    return prototype.energy_per_movement, prototype.energy_per_rotation
  end
  return nil, nil
end

--- @param prototype LuaEntityPrototype a roboport
--- @return number|nil joules 2.0 does not tell
function compat.recharge_minimum(prototype)
  return is_2_1 and prototype.recharge_minimum or nil
end

--- @param prototype LuaEntityPrototype rolling stock
--- @return number|nil tiles per tick; a wagon of 2.1 may have none of its own
function compat.max_speed(prototype)
  if is_2_1 then
    return prototype.get_max_speed()
  end
  return prototype.speed
end

--- @param prototype LuaEntityPrototype a spawner
--- @return table|nil pollution each second by its name; 2.0 does not tell
function compat.spawner_absorptions(prototype)
  if not is_2_1 then
    return nil
  end
  local out = {}
  for name, taken in pairs(prototype.absorptions_per_second) do
    out[name] = { absolute = taken.absolute, proportional = taken.proportional }
  end
  return out
end

--- @param flying LuaEntityPrototype a projectile, stream or beam
--- @return table|nil triggers of what it does on arrival; 2.0 does not tell a stream's
function compat.flying_actions(flying)
  if flying.type == "stream" and not is_2_1 then
    return nil
  end
  local actions = { flying.attack_result or {} }
  if flying.type == "projectile" or (is_2_1 and flying.type == "artillery-projectile") then
    actions[2] = flying.final_attack_result
  elseif flying.type == "stream" then
    actions[2] = flying.initial_action
  end
  return actions
end

--- @param beam LuaEntityPrototype
--- @param duration number? ticks
--- @return number|nil times it strikes; 2.0 does not tell
function compat.beam_hits(beam, duration)
  if not is_2_1 then
    return nil
  end
  return math.max(math.floor((duration or 0) / beam.damage_interval), 1)
end

local STATED_MULTIPLIERS = {
  "beacon_power_usage_multiplier",
  "mining_drill_resource_drain_multiplier",
  "science_pack_drain_multiplier",
}
if is_2_1 then
  STATED_MULTIPLIERS[4] = "cargo_wagon_inventory_size_multiplier"
  STATED_MULTIPLIERS[5] = "locomotive_power_multiplier"
  STATED_MULTIPLIERS[6] = "rolling_stock_max_speed_multiplier"
end

--- Multipliers of a quality that do not follow from its level.
compat.stated_multipliers = STATED_MULTIPLIERS

--- @param quality LuaQualityPrototype
--- @return number|nil chance that what rose a level rises once more; one of 2.1
function compat.chain_probability(quality)
  return is_2_1 and quality.chain_probability or nil
end

--- What this version of the game tells of no prototype, by the names of the contract.
compat.not_told = is_2_1 and {}
  or {
    "attack.damage of streams and beams",
    "enemies.absorptions_per_second",
    "entities.power.movement_j",
    "entities.power.rotation_j",
    "entities.roboport.recharge_minimum_j",
  }

return compat
