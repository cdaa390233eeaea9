-- The numbers behind `defines` are unpublished: what leaves the game are their names.
local names = {}

-- Names of a branch of defines by its numbers; branches below it are left out.
local function by_number(branch)
  local found = {}
  for name, number in pairs(branch) do
    if type(number) ~= "table" then
      found[number] = name
    end
  end
  return found
end

--- Member names by number: of defines.entity_status, and so on.
names.status = by_number(defines.entity_status)
names.control = by_number(defines.control_behavior.type)
names.connector = by_number(defines.wire_connector_id)
names.logistic_mode = by_number(defines.logistic_mode)
names.train_state = by_number(defines.train_state)
names.signal_state = by_number(defines.signal_state)
names.alert = by_number(defines.alert_type)

--- 16ths of a turn, clockwise from north, by the number of defines.direction.
names.direction16 = {}

local TURN = {
  "north",
  "northnortheast",
  "northeast",
  "eastnortheast",
  "east",
  "eastsoutheast",
  "southeast",
  "southsoutheast",
  "south",
  "southsouthwest",
  "southwest",
  "westsouthwest",
  "west",
  "westnorthwest",
  "northwest",
  "northnorthwest",
}
for i, name in ipairs(TURN) do
  names.direction16[defines.direction[name]] = i - 1
end

--- The number of defines.direction for 16ths of a turn.
--- @param sixteenths integer
function names.direction(sixteenths)
  return defines.direction[TURN[sixteenths % 16 + 1]]
end

return names
