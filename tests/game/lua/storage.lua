-- `storage` as text and back. Receives the table from LuaObjects to numbers and who names what cannot be saved.
local backing, unserialisable = ...

local raw_next, raw_type, raw_tostring, raw_error, raw_pcall = next, type, tostring, error, pcall
local rawequal, rawget = rawequal, rawget
local get_metatable = debug.getmetatable
local concat, sort, insert, format = table.concat, table.sort, table.insert, string.format

local storage = {}

-- What every table below the root held when `changed` last looked, by table: its entries, their number, its metatable.
local root_seen, entries_seen, sizes_seen, metatables_seen

-- One canonical string: equal states give equal strings whatever the order of tables.
local names_of_metatables, metatables_by_name = {}, {}

function storage.register_metatable(name, metatable)
  if metatables_by_name[name] and metatables_by_name[name] ~= metatable then
    return false
  end
  metatables_by_name[name] = metatable
  root_seen = nil
  names_of_metatables[metatable] = name
  return true
end

-- Keys in one order for all peers: booleans, numbers, strings.
local function sorted_keys(value, trail, depth)
  local keys, k, texts, t = {}, 0, {}, 0
  local yes, no = false, false
  for key in raw_next, value do
    local kind = raw_type(key)
    if kind == "string" then
      t = t + 1
      texts[t] = key
    elseif kind == "number" then
      k = k + 1
      keys[k] = key
    elseif kind == "boolean" then
      yes, no = yes or key, no or not key
    else
      raw_error("Cannot serialise a key of type " .. kind .. " (" .. concat(trail, ".", 1, depth) .. ")", 0)
    end
  end
  if k > 1 then
    sort(keys)
  end
  if t > 1 then
    sort(texts)
  end
  if yes then
    insert(keys, 1, true)
    k = k + 1
  end
  if no then
    insert(keys, 1, false)
    k = k + 1
  end
  for i = 1, t do
    keys[k + i] = texts[i]
  end
  return keys, k + t
end

local function freeze(root)
  local parts, n, ids, count, objects = {}, 0, {}, 0, {}
  local trail = { "storage" } -- where we are, for what cannot be serialised
  local function walk(value, depth)
    local kind = raw_type(value)
    n = n + 1
    if kind == "string" then
      parts[n] = "s" .. #value .. ":" .. value
    elseif kind == "number" then
      parts[n] = format("n%.17g;", value)
    elseif kind == "boolean" then
      parts[n] = value and "t" or "f"
    elseif kind == "userdata" then
      local object = backing[value]
      local problem = object == nil and "userdata" or unserialisable(object)
      if problem then
        raw_error("Cannot serialise " .. problem .. " (" .. concat(trail, ".", 1, depth) .. ")", 0)
      end
      objects[#objects + 1] = object
      parts[n] = "u" .. #objects .. ";"
    elseif kind == "table" then
      if ids[value] then
        parts[n] = "r" .. ids[value] .. ";"
        return
      end
      count = count + 1
      ids[value] = count
      local mt = get_metatable(value)
      local name = mt and names_of_metatables[mt]
      parts[n] = name and ("m" .. #name .. ":" .. name .. "{") or "{"
      local keys, k = sorted_keys(value, trail, depth)
      for i = 1, k do
        local key = keys[i]
        walk(key, depth)
        trail[depth + 1] = raw_tostring(key)
        walk(rawget(value, key), depth + 1)
      end
      n = n + 1
      parts[n] = "}"
    else
      raw_error("Cannot serialise lua " .. kind .. " (" .. concat(trail, ".", 1, depth) .. ")", 0)
    end
  end
  walk(root, 1)
  return concat(parts), objects
end

function storage.freeze(value)
  return raw_pcall(freeze, value)
end

local function remember(root)
  root_seen, entries_seen, sizes_seen, metatables_seen = root, {}, {}, {}
  local waiting, n = { root }, 1
  while n > 0 do
    local value = waiting[n]
    n = n - 1
    if not entries_seen[value] then
      local entries, size = {}, 0
      for key, inner in raw_next, value do
        size = size + 1
        entries[key] = inner
        if raw_type(inner) == "table" then
          n = n + 1
          waiting[n] = inner
        end
      end
      entries_seen[value], sizes_seen[value], metatables_seen[value] = entries, size, get_metatable(value)
    end
  end
end

local function as_seen(root)
  if not rawequal(root, root_seen) then
    return false
  end
  for value, entries in raw_next, entries_seen do
    local size = 0
    for key, inner in raw_next, value do
      size = size + 1
      local before = entries[key]
      if not rawequal(inner, before) or (inner == 0 and 1 / inner ~= 1 / before) then
        return false
      end
    end
    if size ~= sizes_seen[value] or get_metatable(value) ~= metatables_seen[value] then
      return false
    end
  end
  return true
end

-- Whether anything below the root is not what it was at the last call. No mere sum over it: each table that could be
-- reached then is held against a copy of its entries (the same entries reach the same tables). Where in doubt (NaN, a
-- table replaced by one with the same content) it says yes.
function storage.changed(root)
  if as_seen(root) then
    return false
  end
  remember(root)
  return true
end

function storage.thaw(text, wrap_object)
  local at, tables, count = 1, {}, 0
  local find, sub = string.find, string.sub
  local function read()
    local tag = sub(text, at, at)
    at = at + 1
    if tag == "t" or tag == "f" then
      return tag == "t"
    elseif tag == "s" then
      local _, stop, length = find(text, "^(%d+):", at)
      local from = stop + 1
      at = from + tonumber(length)
      return sub(text, from, at - 1)
    elseif tag == "n" or tag == "u" or tag == "r" then
      local _, stop, number = find(text, "^([^;]*);", at)
      at = stop + 1
      if tag == "n" then
        return tonumber(number) or (number == "inf" and 1 / 0 or number == "-inf" and -1 / 0 or 0 / 0)
      elseif tag == "u" then
        return wrap_object(tonumber(number))
      end
      return tables[tonumber(number)]
    end
    local metatable
    if tag == "m" then
      local _, stop, length = find(text, "^(%d+):", at)
      metatable = metatables_by_name[sub(text, stop + 1, stop + tonumber(length))]
      at = stop + tonumber(length) + 2
    end
    count = count + 1
    local result = {}
    tables[count] = result
    while sub(text, at, at) ~= "}" do
      local key = read()
      result[key] = read()
    end
    at = at + 1
    return metatable and setmetatable(result, metatable) or result
  end
  return read()
end

return storage
