-- A control behaviour as a plain table: conditions, what the combinators compute, what is read and what is set.
local compat = require("scripts.compat")
local json = require("scripts.util.json")
local names = require("scripts.collect.names")

local control = {}

--- By kind of control behaviour: the flags that make it read or set something, by the short name that leaves the game,
--- each with the member that names its signal.
local READ = {
  accumulator = { charge = { "read_charge", "output_signal" } },
  assembling_machine = {
    contents = { "circuit_read_contents" },
    ingredients = { "circuit_read_ingredients" },
    recipe_finished = { "circuit_read_recipe_finished", "circuit_recipe_finished_signal" },
    working = { "circuit_read_working", "circuit_working_signal" },
  },
  container = { contents = { "read_contents" } },
  furnace = {
    contents = { "circuit_read_contents" },
    ingredients = { "circuit_read_ingredients" },
    recipe_finished = { "circuit_read_recipe_finished", "circuit_recipe_finished_signal" },
    working = { "circuit_read_working", "circuit_working_signal" },
  },
  inserter = { hand_contents = { "circuit_read_hand_contents" } },
  loader = { transfers = { "circuit_read_transfers" } },
  mining_drill = { resources = { "circuit_read_resources" } },
  rail_chain_signal = { signal = { "read_signal" } },
  rail_signal = { signal = { "read_signal" } },
  reactor = { fuel = { "read_fuel" }, temperature = { "read_temperature", "temperature_signal" } },
  roboport = {
    available_construction = { "read_robot_stats", "available_construction_output_signal" },
    available_logistic = { "read_robot_stats", "available_logistic_output_signal" },
    contents = { "read_logistics" },
    total_construction = { "read_robot_stats", "total_construction_output_signal" },
    total_logistic = { "read_robot_stats", "total_logistic_output_signal" },
  },
  train_stop = {
    stopped_train = { "read_stopped_train", "stopped_train_signal" },
    train_contents = { "read_from_train" },
    trains_count = { "read_trains_count", "trains_count_signal" },
  },
  transport_belt = { contents = { "read_contents" } },
  turret = { ammo = { "read_ammo" } },
  wall = { sensor = { "read_sensor", "output_signal" } },
}
local SET = {
  assembling_machine = { recipe = { "circuit_set_recipe" } },
  inserter = {
    filters = { "circuit_set_filters" },
    stack_size = { "circuit_set_stack_size", "circuit_stack_control_signal" },
  },
  lamp = { colour = { "use_colors" } },
  loader = { filters = { "circuit_set_filters" } },
  pump = { filter = { "set_filter" } },
  rail_chain_signal = { close = { "close_signal" } },
  rail_signal = { close = { "close_signal" } },
  train_stop = {
    priority = { "set_priority", "priority_signal" },
    train = { "send_to_train" },
    trains_limit = { "set_trains_limit", "trains_limit_signal" },
  },
  turret = { priority = { "set_priority_list" } },
  wall = { gate = { "open_gate" } },
}

--- Kinds that a condition switches on and off (LuaGenericOnOffControlBehavior and what inherits from it).
local ON_OFF = {
  assembling_machine = true,
  furnace = true,
  generic_on_off = true,
  inserter = true,
  lamp = true,
  loader = true,
  mining_drill = true,
  pump = true,
  train_stop = true,
  transport_belt = true,
  turret = true,
}
--- Kinds with one condition that nothing switches off.
local CONDITIONED = { programmable_speaker = true, rail_chain_signal = true, rail_signal = true, wall = true }

--- @param id SignalID
--- @return table
function control.signal(id)
  local quality = id.quality
  if quality and type(quality) ~= "string" then
    quality = quality.name
  end
  return {
    name = id.name,
    type = id.type ~= "item" and id.type or nil,
    quality = quality ~= "normal" and quality or nil,
  }
end

-- A signal that a player left blank has no name.
local function signal_or_nil(id)
  return id and id.name and control.signal(id) or nil
end

local function colours(selection)
  if selection and (selection.red == false or selection.green == false) then
    return { red = selection.red ~= false, green = selection.green ~= false }
  end
  return nil
end

--- @param condition CircuitConditionDefinition|DeciderCombinatorCondition|CircuitCondition
--- @return table
function control.condition(condition)
  return {
    first_signal = signal_or_nil(condition.first_signal),
    comparator = condition.comparator,
    constant = condition.constant,
    second_signal = signal_or_nil(condition.second_signal),
    first_signal_networks = colours(condition.first_signal_networks),
    second_signal_networks = colours(condition.second_signal_networks),
    compare_type = condition.compare_type,
    fulfilled = condition.fulfilled,
  }
end

local function conditions(list)
  local out = {}
  for i, condition in ipairs(list) do
    out[i] = control.condition(condition)
  end
  return out[1] and out or nil
end

local function outputs(list)
  local out = {}
  for i, output in ipairs(list or {}) do
    out[i] = {
      signal = signal_or_nil(output.signal),
      copy_count_from_input = output.copy_count_from_input,
      constant = output.constant,
      networks = colours(output.networks),
    }
  end
  return out[1] and out or nil
end

--- Sections of a combinator or of a logistic point, with the slots that hold something.
--- @param list LuaLogisticSection[]
--- @return table[]|nil
function control.sections(list)
  local out = {}
  for _, section in ipairs(list) do
    local filters = {}
    for index, filter in ipairs(section.filters) do
      local value = filter.value
      if value then
        if type(value) == "string" then
          value = { name = value }
        end
        local slot = control.signal(value)
        slot.quality = slot.quality or (value.quality and "normal" or nil)
        slot.count = filter.min or 0
        slot.max_count = filter.max
        slot.index = index
        filters[#filters + 1] = slot
      end
    end
    out[#out + 1] = {
      index = section.index,
      group = section.group ~= "" and section.group or nil,
      active = section.active,
      multiplier = section.multiplier ~= 1 and section.multiplier or nil,
      filters = filters[1] and filters or nil,
    }
  end
  return out[1] and out or nil
end

--- What only combinators have, by kind.
local COMBINATORS = {
  arithmetic_combinator = function(behavior, out)
    local given = behavior.parameters
    if given then
      out.arithmetic_conditions = {
        operation = given.operation,
        first_signal = signal_or_nil(given.first_signal),
        first_constant = given.first_constant,
        second_signal = signal_or_nil(given.second_signal),
        second_constant = given.second_constant,
        output_signal = signal_or_nil(given.output_signal),
        first_signal_networks = colours(given.first_signal_networks),
        second_signal_networks = colours(given.second_signal_networks),
      }
    end
  end,
  decider_combinator = function(behavior, out)
    local given = behavior.parameters
    if given then
      out.decider_conditions = {
        conditions = conditions(given.conditions),
        outputs = outputs(given.outputs),
        else_outputs = outputs(given.else_outputs),
      }
    end
  end,
  constant_combinator = function(behavior, out)
    local sections = control.sections(behavior.sections)
    out.sections = sections and { sections = sections } or nil
    out.is_on = behavior.enabled
  end,
  selector_combinator = function(behavior, out)
    local given = behavior.parameters
    out.operation = given.operation or "select"
    out.select_max = given.select_max
    out.index_constant = given.index_constant
    out.index_signal = signal_or_nil(given.index_signal)
    out.count_signal = signal_or_nil(given.count_signal)
    out.random_update_interval = given.random_update_interval
    local filter = given.quality_filter
    out.quality_filter = type(filter) == "string" and { quality = filter } or filter
  end,
}

-- Null stands for «its own signal, or none is needed».
local function flags(behavior, wanted)
  local out = nil
  for name, member in pairs(wanted or {}) do
    if behavior[member[1]] then
      out = out or {}
      out[name] = member[2] and signal_or_nil(behavior[member[2]]) or json.NULL
    end
  end
  return out
end

-- What every new behaviour says by itself tells nothing.
local function says_something(out)
  return next(out) ~= nil
end

--- @param behavior LuaControlBehavior
--- @return table|nil
function control.read(behavior)
  local kind = names.control[behavior.type]
  local out = {}
  local special = COMBINATORS[kind]
  if special then
    special(behavior, out)
    return out
  end
  if ON_OFF[kind] then
    if behavior.circuit_enable_disable then
      out.circuit_enabled = true
    end
    local condition = behavior.circuit_condition
    if condition and condition.first_signal then
      out.circuit_condition = control.condition(condition)
    end
    if behavior.connect_to_logistic_network then
      out.connect_to_logistic_network = true
      local logistic = behavior.logistic_condition
      out.logistic_condition = logistic and control.condition(logistic) or nil
    end
  elseif CONDITIONED[kind] then
    local condition = behavior.circuit_condition
    if condition and condition.first_signal then
      out.circuit_enabled = true
      out.circuit_condition = control.condition(condition)
    end
  elseif kind == "logistic_container" then
    compat.logistic_container(behavior, out)
    if behavior.circuit_condition_enabled then
      out.circuit_enabled = true
      out.circuit_condition = control.condition(behavior.circuit_condition)
    end
  elseif kind == "storage_tank" or kind == "single_fluid_box" then
    compat.tank(behavior, out)
  end
  out.read = out.read or flags(behavior, READ[kind])
  out.set = out.set or flags(behavior, SET[kind])
  return says_something(out) and out or nil
end

return control
