-- Small readers of what the API gives, into the shapes of the contract; nil where the contract has a default.
local values = {}

local TICKS_PER_S = 60
-- «No limit» is a number near the largest there is.
local UNLIMITED = 1e30

--- A number that says something: not zero, not endless.
function values.amount(number)
  if number and number ~= 0 and number < UNLIMITED and number > -UNLIMITED then
    return number
  end
  return nil
end

--- Joules a tick as watts.
function values.watts(joules_per_tick)
  return values.amount((joules_per_tick or 0) * TICKS_PER_S)
end

--- A list, unless it is empty.
function values.list(items)
  if items and items[1] ~= nil then
    return items
  end
  return nil
end

--- Sorted names of a set.
function values.members(set)
  local names = {}
  for name, is_member in pairs(set or {}) do
    if is_member then
      names[#names + 1] = name
    end
  end
  table.sort(names)
  return values.list(names)
end

--- A table of numbers without its zeros.
function values.numbers(map)
  local out
  for name, number in pairs(map or {}) do
    if number ~= 0 then
      out = out or {}
      out[name] = number
    end
  end
  return out
end

--- A vector or position in either of its two spellings.
function values.point(vector)
  return vector and { vector.x or vector[1], vector.y or vector[2] }
end

function values.name(prototype)
  return prototype and prototype.name
end

--- @param conditions SurfaceCondition[]?
function values.conditions(conditions)
  local out = {}
  for i, condition in ipairs(conditions or {}) do
    local low, high = condition.min, condition.max
    out[i] = {
      property = condition.property,
      min = low and low > -UNLIMITED and low or nil,
      max = high and high < UNLIMITED and high or nil,
    }
  end
  return values.list(out)
end

return values
