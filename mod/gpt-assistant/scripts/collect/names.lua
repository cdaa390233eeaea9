-- The numbers behind `defines` are unpublished: what leaves the game are their names.
local names = {}

--- Member name of defines.entity_status by its number.
names.status = {}
for name, number in pairs(defines.entity_status) do
  names.status[number] = name
end

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
