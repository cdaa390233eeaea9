-- What a force knows and the bonuses that change rates.
local research = {}

--- @param force LuaForce
--- @return string[] names, sorted
function research.researched(force)
  local list = {}
  for name, technology in pairs(force.technologies) do
    if technology.researched then
      list[#list + 1] = name
    end
  end
  table.sort(list)
  return list
end

--- @param force LuaForce
--- @param out table head of a snapshot
function research.bonuses(force, out)
  out.inserter_stack_bonus = force.inserter_stack_size_bonus
  out.bulk_inserter_stack_bonus = force.bulk_inserter_capacity_bonus
  out.mining_productivity_bonus = force.mining_drill_productivity_bonus
end

return research
