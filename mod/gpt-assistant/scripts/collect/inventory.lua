-- Inventories and stacks as plain sorted tables.
local inventory = {}

local function by_name(left, right)
  if left.name ~= right.name then
    return left.name < right.name
  end
  return (left.quality or "normal") < (right.quality or "normal")
end

--- @param contents {name: string, quality: string, count: integer}[]
--- @return table[]|nil stacks sorted by name and quality; nil when there is nothing
function inventory.stacks(contents)
  local list = {}
  for i = 1, #contents do
    local item = contents[i]
    list[i] = { name = item.name, count = item.count }
    if item.quality ~= "normal" then
      list[i].quality = item.quality
    end
  end
  if #list == 0 then
    return nil
  end
  table.sort(list, by_name)
  return list
end

--- @param source LuaInventory
--- @param name string member name of defines.inventory
function inventory.read(source, name)
  return {
    inventory = name,
    slots = #source,
    free_slots = source.count_empty_stacks(),
    items = inventory.stacks(source.get_contents()),
  }
end

--- The named inventories that an entity has; nil when none.
--- @param entity LuaEntity
--- @param names string[]
function inventory.of(entity, names)
  local list = nil
  for i = 1, #names do
    local source = entity.get_inventory(defines.inventory[names[i]])
    if source and #source > 0 then
      list = list or {}
      list[#list + 1] = inventory.read(source, names[i])
    end
  end
  return list
end

--- Modules of a machine, lab, drill or beacon; nil when it has none in it.
function inventory.modules(entity)
  local source = entity.get_module_inventory()
  if source and not source.is_empty() then
    return inventory.stacks(source.get_contents())
  end
  return nil
end

return inventory
