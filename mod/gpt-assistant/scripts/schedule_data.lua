-- A train's schedule as the agent offers it: taken over field by field, and held against the train's own.
local text = require("scripts.util.text")

local schedule_data = {}

local MOST_STOPS = 200
local MOST_INTERRUPTS = 20
local MOST_WAITS = 50
local COMPARATORS = {}
for _, sign in ipairs({ "<", ">", "=", "≥", "≤", "≠", ">=", "<=", "!=", "==" }) do
  COMPARATORS[sign] = true
end
--- Wait conditions that trains have and an offer may set (runtime API, WaitConditionType), with what belongs to each.
local WAITS = {
  time = "ticks",
  inactivity = "ticks",
  full = "",
  empty = "",
  not_empty = "",
  robots_inactive = "",
  passenger_present = "",
  passenger_not_present = "",
  fuel_full = "",
  destination_full_or_no_path = "",
  item_count = "condition",
  circuit = "condition",
  fluid_count = "condition",
  fuel_item_count_all = "condition",
  fuel_item_count_any = "condition",
  specific_destination_full = "station",
  specific_destination_not_full = "station",
  at_station = "station",
  not_at_station = "station",
}

local function as_name(value)
  if type(value) ~= "string" or value == "" or #value > 1000 then
    return nil
  end
  return text.clean(value)
end

local function as_whole(value, least)
  if type(value) ~= "number" or value % 1 ~= 0 or value < least or value > 4294967295 then
    return nil
  end
  return value
end

-- Every item of a list through `take`; nil when one of them is refused or there are too many.
local function each_of(list, most, take)
  if list == nil then
    return {}
  elseif type(list) ~= "table" or #list > most then
    return nil
  end
  local out = {}
  for i, item in ipairs(list) do
    local taken = type(item) == "table" and take(item) or nil
    if not taken then
      return nil
    end
    out[i] = taken
  end
  return out
end

local function take_signal(value)
  local name = type(value) == "table" and as_name(value.name)
  return name and { name = name, type = as_name(value.type), quality = as_name(value.quality) } or nil
end

local function take_condition(value)
  local first = type(value) == "table" and take_signal(value.first_signal)
  if not first or not COMPARATORS[value.comparator] then
    return nil
  end
  local second = take_signal(value.second_signal)
  local constant = type(value.constant) == "number" and value.constant % 1 == 0 and value.constant or 0
  return {
    first_signal = first,
    comparator = value.comparator,
    second_signal = second,
    constant = not second and math.max(-2147483648, math.min(2147483647, constant)) or nil,
  }
end

local function take_wait(value)
  local needs = WAITS[value.type]
  if not needs then
    return nil
  end
  local out = { type = value.type, compare_type = value.compare_type == "or" and "or" or "and" }
  if needs == "ticks" then
    out.ticks = as_whole(value.ticks, 0)
  elseif needs == "condition" then
    out.condition = take_condition(value.condition)
  elseif needs == "station" then
    out.station = as_name(value.station)
  end
  return (needs == "" or out[needs]) and out or nil
end

local function take_stop(value)
  local keep, station = as_whole(value.keep, 1), as_name(value.station)
  local waits = each_of(value.wait, MOST_WAITS, take_wait)
  if not waits or not (keep or station) then
    return nil
  end
  return { keep = keep, station = station, wait_conditions = not keep and waits or nil }
end

local function take_present(value)
  local types = {}
  for i, name in ipairs(type(value.wait) == "table" and value.wait or {}) do
    types[i] = tostring(name)
  end
  return { station = type(value.station) == "string" and value.station or nil, wait = types }
end

local function take_interrupt(value)
  local name = as_name(value.name)
  local conditions = each_of(value.conditions, MOST_WAITS, take_wait)
  local targets = each_of(value.targets, MOST_STOPS, take_stop)
  if not name or not conditions or not targets or #conditions == 0 or #targets == 0 then
    return nil
  end
  for _, target in ipairs(targets) do
    if target.keep then
      return nil
    end
  end
  return { name = name, conditions = conditions, targets = targets, inside_interrupt = value.inside_interrupt == true }
end

local function take_offer(value)
  local offer = {
    number = as_whole(value.number, 1),
    train = as_whole(value.train, 0),
    text = type(value.text) == "string" and text.cut(text.clean(value.text), 2000) or "",
    before = each_of(value.before, MOST_STOPS, take_present),
    stops = each_of(value.stops, MOST_STOPS, take_stop),
    current = as_whole(value.current, 1),
    interrupts = each_of(value.interrupts, MOST_INTERRUPTS, take_interrupt),
  }
  for _, key in ipairs({ "number", "train", "before", "stops", "current", "interrupts" }) do
    if not offer[key] then
      return nil
    end
  end
  for _, stop in ipairs(offer.stops) do
    if stop.keep and stop.keep > #offer.before then
      return nil
    end
  end
  return offer.current <= #offer.stops and offer or nil
end

--- @param list any what came with an answer
--- @return table[] offers those that are whole
function schedule_data.take(list)
  local offers = {}
  for _, value in ipairs(type(list) == "table" and list or {}) do
    local offer = type(value) == "table" and #offers < 20 and take_offer(value) or nil
    if offer then
      offers[#offers + 1] = offer
    end
  end
  return offers
end

--- A schedule in few words: what a change of it can be told by.
--- @param records ScheduleRecord[]
--- @return table[] list of {station, wait}
function schedule_data.present(records)
  local out = {}
  for i, record in ipairs(records) do
    local types = {}
    for k, wait in ipairs(record.wait_conditions or {}) do
      types[k] = wait.type
    end
    out[i] = { station = record.station, wait = types }
  end
  return out
end

local function same_list(left, right)
  if #left ~= #right then
    return false
  end
  for i, item in ipairs(left) do
    if item ~= right[i] then
      return false
    end
  end
  return true
end

--- @return boolean whether two schedules in few words are equal
function schedule_data.same(left, right)
  if #left ~= #right then
    return false
  end
  for i, stop in ipairs(left) do
    if stop.station ~= right[i].station or not same_list(stop.wait, right[i].wait) then
      return false
    end
  end
  return true
end

--- The records that an offer makes of the present ones.
--- @param offer table
--- @param records ScheduleRecord[]
--- @return ScheduleRecord[]
function schedule_data.records(offer, records)
  local out = {}
  for i, stop in ipairs(offer.stops) do
    local record = { station = stop.station, wait_conditions = stop.wait_conditions }
    if stop.keep then
      record = {}
      for key, value in pairs(records[stop.keep]) do
        record[key] = value
      end
      record.station = stop.station or record.station
    end
    out[i] = record
  end
  return out
end

return schedule_data
