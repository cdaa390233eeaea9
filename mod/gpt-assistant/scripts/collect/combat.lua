-- Who fights whom, as plain tables in the contract's shape (agent/contract/prototype_parts.py).
local compat = require("scripts.compat")
local json = require("scripts.util.json")
local values = require("scripts.collect.values")

local combat = {}

local DEEPEST = 8

local ENEMIES = {
  ["segmented-unit"] = true,
  ["spider-unit"] = true,
  ["turret"] = true,
  ["unit"] = true,
  ["unit-spawner"] = true,
}

local walk

-- What flies, streams or beams over before it hurts. Its damage counts once for each time it strikes.
local function follow(delivery, found, times, radius, deep)
  local flying = prototypes.entity[delivery.projectile or delivery.stream or delivery.beam or ""]
  if not flying then
    return
  end
  local actions = compat.flying_actions(flying)
  local hits = 1
  if delivery.beam then
    hits = compat.beam_hits(flying, delivery.duration)
  end
  if not actions or not hits then
    found.untold = true
    return
  end
  for _, action in ipairs(actions) do
    walk(action, found, times * hits, radius, deep + 1)
  end
end

local function effect(given, found, times, radius, deep)
  local count = times * given.probability * given.repeat_count
  if given.type == "damage" then
    if not given.damage then
      -- Older releases of 2.0 do not say that they tell it.
      found.untold = true
      return
    end
    local key = given.damage.type .. "/" .. radius
    local row = found.rows[key]
    if not row then
      row = { type = given.damage.type, amount = 0, radius = values.amount(radius) }
      found.rows[key] = row
      found.keys[#found.keys + 1] = key
    end
    row.amount = row.amount + given.damage.amount * count
  elseif given.type == "nested-result" then
    walk(given.action, found, count, radius, deep + 1)
  end
end

-- `rows` and `keys` gather the damage by type and radius; `untold` is set where the game keeps a part to itself.
function walk(items, found, times, radius, deep)
  if deep > DEEPEST then
    return
  end
  for _, item in ipairs(items or {}) do
    local wide = item.type == "area" and item.radius or radius
    local count = times * item.repeat_count * item.probability
    for _, delivery in ipairs(item.action_delivery or {}) do
      for _, given in ipairs(delivery.target_effects) do
        effect(given, found, count, wide, deep)
      end
      follow(delivery, found, count, wide, deep)
    end
  end
end

--- @param action TriggerItem[]?
--- @return table|string damage rows by type and radius; null where the game does not tell
local function damage(action)
  local found = { rows = {}, keys = {} }
  walk(action, found, 1, 0, 0)
  if found.untold then
    return json.NULL
  end
  table.sort(found.keys)
  local out = {}
  for i, key in ipairs(found.keys) do
    out[i] = found.rows[key]
  end
  return json.list(out)
end

local function not_one(number)
  return number ~= 1 and number or nil
end

--- @param given AttackParameters?
function combat.attack(given)
  if not given then
    return nil
  end
  local shot = given.ammo_type or {}
  local fluids
  for _, fluid in ipairs(given.fluids or {}) do
    fluids = fluids or {}
    fluids[fluid.type] = fluid.damage_modifier
  end
  return {
    range = given.range,
    cooldown_ticks = given.cooldown,
    min_range = values.amount(given.min_range),
    warmup_ticks = values.amount(given.warmup),
    damage_modifier = not_one(given.damage_modifier),
    ammo_categories = values.list(given.ammo_categories),
    damage = damage(shot.action),
    energy_j = values.amount(shot.energy_consumption),
    fluid_per_tick = values.amount(given.fluid_consumption),
    fluids = fluids,
  }
end

--- @param prototype LuaEntityPrototype a turret; artillery has the attack of its gun
function combat.turret(prototype)
  local given = prototype.attack_parameters
  if not given and prototype.type == "artillery-turret" then
    local guns = prototype.indexed_guns
    given = guns and guns[1] and guns[1].attack_parameters
  end
  return combat.attack(given)
end

--- @param prototype LuaItemPrototype
function combat.ammo(prototype)
  local category = prototype.ammo_category
  if not category then
    return nil
  end
  local shot = prototype.get_ammo_type("turret")
  return {
    category = category.name,
    magazine_size = not_one(prototype.magazine_size),
    damage = damage(shot and shot.action),
    cooldown_modifier = shot and not_one(shot.cooldown_modifier),
    range_modifier = shot and not_one(shot.range_modifier),
  }
end

--- @param prototype LuaEntityPrototype
function combat.resistances(prototype)
  local out
  for name, resistance in pairs(prototype.resistances or {}) do
    out = out or {}
    out[name] = { decrease = values.amount(resistance.decrease), percent = values.amount(resistance.percent) }
  end
  return out
end

local function spawned(prototype, out)
  local results = {}
  for i, result in ipairs(prototype.result_units or {}) do
    local points = {}
    for j, point in ipairs(result.spawn_points) do
      points[j] = { point.evolution_factor, point.weight }
    end
    results[i] = { unit = result.unit, points = json.list(points) }
  end
  local cooldown = prototype.spawn_cooldown
  out.results = values.list(results)
  -- The longer pause is the one at evolution 0.
  out.cooldown_ticks = { math.max(cooldown.min, cooldown.max), math.min(cooldown.min, cooldown.max) }
  out.max_units = prototype.max_count_of_owned_units
  out.max_friends_around = prototype.max_friends_around_to_spawn
  out.absorptions_per_second = compat.spawner_absorptions(prototype)
end

--- @param prototype LuaEntityPrototype
--- @return table|nil nil for what is no enemy
function combat.enemy(prototype)
  if not ENEMIES[prototype.type] or prototype.hidden then
    return nil
  end
  local out = {
    name = prototype.name,
    type = prototype.type,
    health = prototype.get_max_health(),
    healing_per_tick = values.amount(prototype.healing_per_tick),
    resistances = combat.resistances(prototype),
  }
  if out.type == "unit-spawner" then
    spawned(prototype, out)
  elseif out.type == "turret" then
    out.attack = combat.attack(prototype.attack_parameters)
  elseif out.type == "segmented-unit" then
    out.speed = values.amount(prototype.attacking_speed)
    out.attack = combat.attack(prototype.revenge_attack_parameters)
  else
    out.speed = out.type == "unit" and values.amount(prototype.speed) or nil
    out.attack = combat.attack(prototype.attack_parameters)
    out.absorptions_to_join_attack = values.numbers(prototype.absorptions_to_join_attack)
    out.spawning_time_modifier = not_one(prototype.spawning_time_modifier)
  end
  return out
end

return combat
