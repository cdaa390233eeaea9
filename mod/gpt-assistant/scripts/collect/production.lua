-- What the whole surface makes and uses, and what pollutes it and takes that up, as the game's own statistics tell it.
local production = {}

local MAX_NAMES = 1000
local PRECISION = { ["1m"] = "one_minute", ["10m"] = "ten_minutes", ["1h"] = "one_hour" }

local function statistics(job, kind)
  local surface, force = game.get_surface(job.surface_index), game.forces[job.force]
  if not (surface and force) then
    return nil
  elseif kind == "item" then
    return force.get_item_production_statistics(surface)
  elseif kind == "pollution" then
    return game.get_pollution_statistics(surface)
  end
  return force.get_fluid_production_statistics(surface)
end

-- «Input» is what came into being, «output» what was used up (LuaFlowStatistics).
local SIDES = { made = "input", used = "output" }

production.flows = {
  key = "production",
  cost = 2,
  most = MAX_NAMES,
  start = function(job)
    local list = {}
    for _, kind in ipairs({ "fluid", "item", "pollution" }) do
      local found = statistics(job, kind)
      local seen = {}
      for _, counts in ipairs(found and { found.input_counts, found.output_counts } or {}) do
        for name in pairs(counts) do
          seen[name] = true
        end
      end
      local sorted = {}
      for name in pairs(seen) do
        sorted[#sorted + 1] = name
      end
      table.sort(sorted)
      for _, name in ipairs(sorted) do
        list[#list + 1] = { kind = kind, name = name }
      end
    end
    return list
  end,
  read = function(item, job)
    local found = statistics(job, item.kind)
    if not found then
      return nil
    end
    local out = { name = item.name, kind = item.kind ~= "item" and item.kind or nil }
    local some = false
    for side, category in pairs(SIDES) do
      for span, precision in pairs(PRECISION) do
        local rate = found.get_flow_count({
          name = item.name,
          category = category,
          precision_index = defines.flow_precision_index[precision],
          count = false,
        })
        if rate > 0 then
          out[side .. "_" .. span] = rate
          some = true
        end
      end
    end
    return some and out or nil
  end,
}

return production
