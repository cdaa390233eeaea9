-- Trains and stations of the force on the surface: a stop's limit and a train's way do not end at the area.
local control = require("scripts.collect.control")
local inventory = require("scripts.collect.inventory")
local names = require("scripts.collect.names")

local trains = {}

local MAX_TRAINS = 500
local MAX_STOPS = 1000
--- The game's number for «no limit».
local NO_LIMIT = 4294967295

local function inside(job, position)
  local area = job.area
  return (
    position.x >= area.left_top.x
    and position.x <= area.right_bottom.x
    and position.y >= area.left_top.y
    and position.y <= area.right_bottom.y
  ) or nil
end

local function wait_conditions(list)
  local out = {}
  for i, wait in ipairs(list or {}) do
    local condition = wait.condition
    out[i] = {
      type = wait.type,
      compare_type = wait.compare_type,
      ticks = wait.ticks,
      station = wait.station,
      condition = condition and condition.comparator and control.condition(condition) or nil,
    }
  end
  return out[1] and out or nil
end

local function stops(records)
  local out = {}
  for i, record in ipairs(records or {}) do
    out[i] = {
      station = record.station,
      wait = wait_conditions(record.wait_conditions),
      temporary = record.temporary or nil,
    }
  end
  return out[1] and out or nil
end

local function interrupts(schedule)
  local out = {}
  if schedule.interrupt_count > 0 then
    for i, interrupt in ipairs(schedule.get_interrupts()) do
      out[i] = {
        name = interrupt.name or "",
        conditions = wait_conditions(interrupt.conditions),
        targets = stops(interrupt.targets),
        inside_interrupt = interrupt.inside_interrupt or nil,
      }
    end
  end
  return out[1] and out or nil
end

local function add(sums, contents)
  for _, item in ipairs(contents) do
    local quality = item.quality or "normal"
    local key = item.name .. "/" .. quality
    local sum = sums[key] or { name = item.name, quality = quality, count = 0 }
    sum.count = sum.count + item.count
    sums[key] = sum
  end
end

local function fuel(locomotives)
  local sums, burning, list = {}, 0, {}
  for _, locomotive in ipairs(locomotives) do
    local burner = locomotive.burner
    if burner then
      burning = burning + burner.remaining_burning_fuel
      add(sums, burner.inventory.get_contents())
    end
  end
  for _, sum in pairs(sums) do
    list[#list + 1] = sum
  end
  return inventory.stacks(list), burning
end

local function unit(entity)
  return entity and entity.unit_number or nil
end

local function count_carriages(train, out)
  local artillery = 0
  for _, carriage in ipairs(train.carriages) do
    if carriage.type == "artillery-wagon" then
      artillery = artillery + 1
    end
  end
  out.cargo_wagons = #train.cargo_wagons
  out.fluid_wagons = #train.fluid_wagons
  out.artillery_wagons = artillery > 0 and artillery or nil
end

local function read_schedule(train, out)
  local schedule = train.schedule
  if not schedule then
    return
  end
  out.current = schedule.current
  out.stops = stops(schedule.records)
  local whole = train.get_schedule()
  out.interrupts = interrupts(whole)
  if train.station then
    out.wait_ticks = whole.ticks_in_station
  end
end

local function read_train(train, job)
  local out = {
    id = train.id,
    state = names.train_state[train.state],
    manual = train.manual_mode or nil,
    group = train.group ~= "" and train.group or nil,
    speed = train.speed,
    has_path = train.has_path,
    station = unit(train.station),
    goal = unit(train.path_end_stop),
  }
  local front = train.front_stock
  if front then
    local position = front.position
    out.x, out.y, out.inside = position.x, position.y, inside(job, position)
  end
  local movers = train.locomotives
  out.locomotives = #movers.front_movers
  out.backward_locomotives = #movers.back_movers
  local all = {}
  for _, list in ipairs({ movers.front_movers, movers.back_movers }) do
    for _, locomotive in ipairs(list) do
      all[#all + 1] = locomotive
    end
  end
  out.fuel, out.burning_j = fuel(all)
  local signal = train.signal
  if signal then
    local position = signal.position
    out.signal, out.signal_at = signal.unit_number, { position.x, position.y }
  end
  count_carriages(train, out)
  read_schedule(train, out)
  out.cargo = inventory.stacks(train.get_contents())
  local fluids = train.get_fluid_contents()
  out.fluids = next(fluids) ~= nil and fluids or nil
  return out
end

trains.trains = {
  key = "trains",
  cost = 5,
  most = MAX_TRAINS,
  start = function(job)
    return game.train_manager.get_trains({ surface = job.surface_index, force = job.force })
  end,
  read = function(train, job)
    return train.valid and read_train(train, job) or nil
  end,
}

trains.stops = {
  key = "train_stops",
  cost = 3,
  most = MAX_STOPS,
  start = function(job)
    return game.train_manager.get_train_stops({ surface = job.surface_index, force = job.force })
  end,
  read = function(stop, job)
    if not stop.valid then
      return nil
    end
    local position = stop.position
    local limit = stop.trains_limit
    return {
      unit = stop.unit_number,
      station = stop.backer_name,
      x = position.x,
      y = position.y,
      inside = inside(job, position),
      limit = limit < NO_LIMIT and limit or nil,
      trains = stop.trains_count,
      priority = stop.train_stop_priority,
      connected = stop.connected_rail ~= nil,
      disabled = stop.status == defines.entity_status.disabled_by_control_behavior or nil,
      direction = names.direction16[stop.direction],
    }
  end,
}

return trains
