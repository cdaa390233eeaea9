-- A blueprint becomes ghosts in one tick, all of them or none. Every entity is checked first; the count of ghosts is
-- compared afterwards, for the check cannot know every rule of the game.
local names = require("scripts.collect.names")

local placement = {}

local MOST_BLOCKERS = 20
--- Forced building marks these for deconstruction by itself; they are in nobody's way.
local YIELDING = { ["tree"] = true, ["simple-entity"] = true }
--- These never stand in the way of a building.
local HARMLESS = {
  ["resource"] = true,
  ["character"] = true,
  ["item-entity"] = true,
  ["corpse"] = true,
  ["character-corpse"] = true,
  ["construction-robot"] = true,
  ["logistic-robot"] = true,
  ["particle-source"] = true,
  ["smoke-with-trigger"] = true,
  ["highlight-box"] = true,
  ["fish"] = true,
}

--- Runs `use` with a stack that holds the blueprint; the inventory is gone afterwards.
--- @param blueprint_string string
--- @param use fun(stack: LuaItemStack): any
--- @return any result nil when the string cannot be imported
function placement.with_blueprint(blueprint_string, use)
  local inventory = game.create_inventory(1)
  local stack = inventory[1]
  stack.set_stack("blueprint")
  local result = nil
  local imported = stack.import_stack(blueprint_string)
  if imported == 0 and stack.valid_for_read then
    result = use(stack)
  end
  inventory.destroy()
  return result
end

-- Width and height in tiles of an entity as it lies; a quarter turn swaps them.
local function tile_size(entity, turn)
  local prototype = prototypes.entity[entity.name]
  if not prototype then
    return 1, 1
  end
  local sixteenths = (names.direction16[entity.direction or defines.direction.north] + turn) % 16
  if sixteenths == 4 or sixteenths == 12 then
    return prototype.tile_height, prototype.tile_width
  end
  return prototype.tile_width, prototype.tile_height
end

local function turned(position, turn)
  if turn == 4 then
    return -position.y, position.x
  elseif turn == 8 then
    return -position.x, -position.y
  elseif turn == 12 then
    return position.y, -position.x
  end
  return position.x, position.y
end

--- Where each entity will stand: the middle of the blueprint's box of tiles goes to `position`, on the grid.
--- @param entities BlueprintEntity[]
--- @param position MapPosition
--- @param turn integer 16ths of a turn
--- @return table[] list of {name, x, y, width, height, direction}
function placement.layout(entities, position, turn)
  local list = {}
  local left, top, right, bottom
  for i, entity in ipairs(entities) do
    local x, y = turned(entity.position, turn)
    local width, height = tile_size(entity, turn)
    local direction = names.direction16[entity.direction or defines.direction.north]
    list[i] = { name = entity.name, x = x, y = y, width = width, height = height, direction = (direction + turn) % 16 }
    left = math.min(left or x - width / 2, x - width / 2)
    top = math.min(top or y - height / 2, y - height / 2)
    right = math.max(right or x + width / 2, x + width / 2)
    bottom = math.max(bottom or y + height / 2, y + height / 2)
  end
  if not left then
    return list
  end
  local shift_x = math.floor(position.x - (right - left) / 2 + 0.5) - left
  local shift_y = math.floor(position.y - (bottom - top) / 2 + 0.5) - top
  for _, item in ipairs(list) do
    item.x = item.x + shift_x
    item.y = item.y + shift_y
  end
  return list
end

-- The first tile under an entity that its prototype cannot stand on; the middle one when none is to blame.
local function ground_in_the_way(surface, item, area)
  local layers = prototypes.entity[item.name].collision_mask.layers
  for x = math.floor(area.left_top.x), math.floor(area.right_bottom.x) do
    for y = math.floor(area.left_top.y), math.floor(area.right_bottom.y) do
      local tile = surface.get_tile(x, y)
      for layer in pairs(tile.prototype.collision_mask.layers) do
        if layers[layer] then
          return { name = tile.name, position = { x = x + 0.5, y = y + 0.5 } }
        end
      end
    end
  end
  local middle = surface.get_tile(math.floor(item.x), math.floor(item.y))
  return { name = middle.name, position = { x = item.x, y = item.y } }
end

-- What keeps an entity from standing, as {name, position}; empty when only trees and rocks do.
local function obstacles(surface, item)
  local margin = 0.05
  local area = {
    left_top = { x = item.x - item.width / 2 + margin, y = item.y - item.height / 2 + margin },
    right_bottom = { x = item.x + item.width / 2 - margin, y = item.y + item.height / 2 - margin },
  }
  local found, yielding = {}, 0
  for _, entity in ipairs(surface.find_entities_filtered({ area = area })) do
    if YIELDING[entity.type] then
      yielding = yielding + 1
    elseif not HARMLESS[entity.type] then
      local name = entity.type == "entity-ghost" and entity.ghost_name or entity.name
      found[#found + 1] = { name = name, position = { x = entity.position.x, y = entity.position.y } }
    end
  end
  if #found == 0 and yielding == 0 then
    found[1] = ground_in_the_way(surface, item, area)
  end
  return found
end

local function add_blocker(blockers, seen, blocker)
  local key = string.format("%s %.2f %.2f", blocker.name, blocker.position.x, blocker.position.y)
  if not seen[key] then
    seen[key] = true
    if #blockers < MOST_BLOCKERS then
      blockers[#blockers + 1] = blocker
    end
  end
end

--- @return table[] blockers
local function check(surface, force, layout)
  local blockers, seen = {}, {}
  for _, item in ipairs(layout) do
    local free = surface.can_place_entity({
      name = item.name,
      position = { x = item.x, y = item.y },
      direction = names.direction(item.direction),
      force = force,
      build_check_type = defines.build_check_type.blueprint_ghost,
    })
    if not free then
      for _, blocker in ipairs(obstacles(surface, item)) do
        add_blocker(blockers, seen, blocker)
      end
    end
  end
  return blockers
end

-- Trees and rocks within the layout that nobody has marked for deconstruction yet: those that building will mark.
local function unmarked(surface, layout)
  local left, top, right, bottom
  for _, item in ipairs(layout) do
    left = math.min(left or item.x, item.x - item.width / 2)
    top = math.min(top or item.y, item.y - item.height / 2)
    right = math.max(right or item.x, item.x + item.width / 2)
    bottom = math.max(bottom or item.y, item.y + item.height / 2)
  end
  local area = { left_top = { x = left, y = top }, right_bottom = { x = right, y = bottom } }
  local list = {}
  for _, entity in ipairs(surface.find_entities_filtered({ area = area, type = { "tree", "simple-entity" } })) do
    if not entity.to_be_deconstructed() then
      list[#list + 1] = entity
    end
  end
  return list
end

local function marked_now(entities)
  local list = {}
  for _, entity in ipairs(entities) do
    if entity.valid and entity.to_be_deconstructed() then
      list[#list + 1] = entity
    end
  end
  return list
end

-- Which of the layout got no ghost: where the check was content and the game was not.
local function missing(layout, ghosts)
  local standing = {}
  for _, ghost in ipairs(ghosts) do
    standing[string.format("%s %.1f %.1f", ghost.ghost_name, ghost.position.x, ghost.position.y)] = true
  end
  local blockers, seen = {}, {}
  for _, item in ipairs(layout) do
    if not standing[string.format("%s %.1f %.1f", item.name, item.x, item.y)] then
      add_blocker(blockers, seen, { name = item.name, position = { x = item.x, y = item.y } })
    end
  end
  return blockers
end

--- Takes one placement back: the ghosts that are still ghosts, and the marks on trees and rocks that came with it.
--- @param placed table ghosts and marked are LuaEntity[], force is who placed them
--- @return integer how many ghosts went
function placement.undo(placed)
  local removed = 0
  for _, ghost in ipairs(placed.ghosts) do
    if ghost.valid and ghost.type == "entity-ghost" then
      ghost.destroy()
      removed = removed + 1
    end
  end
  for _, entity in ipairs(placed.marked or {}) do
    if entity.valid then
      entity.cancel_deconstruction(placed.force)
    end
  end
  return removed
end

--- @param player LuaPlayer
--- @param offer table
--- @param surface LuaSurface
--- @param position MapPosition
--- @return table result {ghosts = LuaEntity[], marked = LuaEntity[]} or {blockers = table[]} or {fault = string}
function placement.place(player, offer, surface, position)
  local result = placement.with_blueprint(offer.string, function(stack)
    local entities = stack.get_blueprint_entities() or {}
    if #entities == 0 then
      return { fault = "empty" }
    end
    local layout = placement.layout(entities, position, offer.direction)
    local blockers = check(surface, player.force, layout)
    if #blockers > 0 then
      return { blockers = blockers }
    end
    local nature = unmarked(surface, layout)
    local ghosts = stack.build_blueprint({
      surface = surface,
      force = player.force,
      position = position,
      direction = names.direction(offer.direction),
      build_mode = defines.build_mode.forced,
      by_player = player,
      -- What is charted but not in sight is built like the rest: the check above knows no fog either.
      skip_fog_of_war = false,
    })
    local marked = marked_now(nature)
    if #ghosts ~= #entities then
      local blocked = missing(layout, ghosts)
      placement.undo({ ghosts = ghosts, marked = marked, force = player.force })
      return { blockers = blocked }
    end
    return { ghosts = ghosts, marked = marked }
  end)
  return result or { fault = "import" }
end

return placement
