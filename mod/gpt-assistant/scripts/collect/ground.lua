-- What lies under and around the area: pollution by chunk with what takes it up, water, cliffs.
local enemies = require("scripts.collect.enemies")

local ground = {}

local CHUNK = 32
--- Chunks around the area whose pollution is told.
local REACH = 8
local MAX_CHUNKS = 1600
local MAX_WATER = 5000
local MAX_CLIFFS = 2000
--- A chunk's ground is looked at in two by two points.
local STEP = 16

-- Rows of chunks: an area of many is made into single ones row by row.
local function rows_of(area)
  local list = {}
  local first, last = area.left_top, area.right_bottom
  local left, right = math.floor(first.x / CHUNK), math.ceil(last.x / CHUNK) - 1
  for y = math.floor(first.y / CHUNK), math.ceil(last.y / CHUNK) - 1 do
    list[#list + 1] = { row = y, left = left, right = right }
  end
  return list
end

local function chunk_count(area)
  local first, last = area.left_top, area.right_bottom
  return (math.ceil(last.x / CHUNK) - math.floor(first.x / CHUNK))
    * (math.ceil(last.y / CHUNK) - math.floor(first.y / CHUNK))
end

local function surface_of(job)
  return game.get_surface(job.surface_index)
end

local function tiles_of(surface, left, top)
  local counts = {}
  for y = STEP / 2, CHUNK, STEP do
    for x = STEP / 2, CHUNK, STEP do
      local tile = surface.get_tile(left + x, top + y)
      if tile.valid then
        counts[tile.name] = (counts[tile.name] or 0) + 1
      end
    end
  end
  return next(counts) ~= nil and counts or nil
end

ground.pollution = {
  key = "pollution",
  cost = 2,
  most = MAX_CHUNKS,
  start = function(job)
    local surface = surface_of(job)
    if not (surface and surface.pollutant_type) then
      return {}
    end
    local reach = REACH
    while reach > 0 and chunk_count(enemies.around(job.area, reach)) > MAX_CHUNKS do
      reach = reach - 1
    end
    return rows_of(enemies.around(job.area, reach))
  end,
  read = function(chunk, job, push)
    if chunk.row then
      for x = chunk.left, chunk.right do
        push({ x = x, y = chunk.row })
      end
      return nil
    end
    local surface = surface_of(job)
    if not (surface and surface.is_chunk_generated(chunk)) then
      return nil
    end
    local left, top = chunk.x * CHUNK, chunk.y * CHUNK
    local box = { { left, top }, { left + CHUNK, top + CHUNK } }
    local trees = surface.count_entities_filtered({ area = box, type = "tree" })
    return {
      x = chunk.x,
      y = chunk.y,
      amount = surface.get_pollution({ left, top }),
      trees = trees > 0 and trees or nil,
      tiles = tiles_of(surface, left, top),
    }
  end,
}

local function whole_tiles(area)
  local left, top = math.floor(area.left_top.x), math.floor(area.left_top.y)
  return left, top, math.ceil(area.right_bottom.x), math.ceil(area.right_bottom.y)
end

--- Rectangles under water: rows of boxes as large as a chunk; one that is wet in part is cut in two until its parts
--- are wet or dry.
ground.water = {
  key = "water",
  cost = 1,
  most = MAX_WATER,
  start = function(job)
    local left, top, right, bottom = whole_tiles(job.area)
    local list = {}
    for y = top, bottom - 1, CHUNK do
      list[#list + 1] = { left = left, right = right, y = y, height = math.min(CHUNK, bottom - y) }
    end
    return list
  end,
  read = function(box, job, push)
    if box.left then
      for x = box.left, box.right - 1, CHUNK do
        push({ x, box.y, math.min(CHUNK, box.right - x), box.height })
      end
      return nil
    end
    local surface = surface_of(job)
    if not surface then
      return nil
    end
    local x, y, width, height = box[1], box[2], box[3], box[4]
    local wet = surface.count_tiles_filtered({
      area = { { x, y }, { x + width, y + height } },
      collision_mask = "water_tile",
    })
    if wet == 0 then
      return nil
    elseif wet == width * height then
      return box
    elseif width >= height then
      local half = math.floor(width / 2)
      push({ x, y, half, height })
      push({ x + half, y, width - half, height })
    else
      local half = math.floor(height / 2)
      push({ x, y, width, half })
      push({ x, y + half, width, height - half })
    end
    return nil
  end,
}

ground.cliffs = {
  key = "cliffs",
  cost = 0.5,
  most = MAX_CLIFFS,
  start = function(job)
    local surface = surface_of(job)
    return surface and surface.find_entities_filtered({ area = job.area, type = "cliff" }) or {}
  end,
  read = function(cliff)
    if not cliff.valid then
      return nil
    end
    local position = cliff.position
    return { position.x, position.y }
  end,
}

return ground
