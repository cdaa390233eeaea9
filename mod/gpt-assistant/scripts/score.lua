-- How heavy a selection is, before it is read: entities, weighted by what reading one costs. One is a belt.
local score = {}

--- A machine with modules, beacons and inventories costs about so many belts.
local WEIGHTS = {
  { weight = 5, types = { "assembling-machine", "furnace", "rocket-silo", "lab", "mining-drill" } },
  { weight = 3, types = { "container", "logistic-container", "cargo-wagon", "roboport" } },
  { weight = 2, types = { "inserter", "ammo-turret", "storage-tank", "boiler", "reactor" } },
}

--- @param surface LuaSurface
--- @param area BoundingBox
--- @param count integer entities in the selection
--- @return integer
function score.of(surface, area, count)
  local sum = count
  for _, class in ipairs(WEIGHTS) do
    sum = sum + (class.weight - 1) * surface.count_entities_filtered({ area = area, type = class.types })
  end
  return sum
end

return score
