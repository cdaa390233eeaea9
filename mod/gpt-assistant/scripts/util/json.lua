-- Canonical JSON: keys sorted, no spaces, numbers by one rule. The same table gives the same bytes on every peer and
-- after every load, whatever order `pairs` walks in; so digests of what is written may live in the saved state.
local byte, find, format, gsub, sub = string.byte, string.find, string.format, string.gsub, string.sub
local concat, sort = table.concat, table.sort
local type = type

local json = {}

--- Lua's empty table has no kind of its own: it is written as an object. An empty list and null are named. They are
--- strings because they must survive in `storage`; no text of a player starts with the control character.
json.EMPTY_LIST = "\1[]"
json.NULL = "\1null"

local ESCAPES =
  { ['"'] = '\\"', ["\\"] = "\\\\", ["\b"] = "\\b", ["\f"] = "\\f", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }

local function escape(character)
  return ESCAPES[character] or format("\\u%04x", byte(character))
end

-- Length of the well-formed UTF-8 sequence at `i` (RFC 3629), or nil.
local function sequence_length(text, i)
  local c1, c2, c3, c4 = byte(text, i, i + 3)
  local function continued(c)
    return c and c >= 0x80 and c <= 0xBF
  end
  if c1 < 0x80 then
    return 1
  elseif c1 >= 0xC2 and c1 <= 0xDF then
    return continued(c2) and 2 or nil
  elseif c1 >= 0xE0 and c1 <= 0xEF then
    local low = c1 == 0xE0 and 0xA0 or 0x80
    local high = c1 == 0xED and 0x9F or 0xBF
    return c2 and c2 >= low and c2 <= high and continued(c3) and 3 or nil
  elseif c1 >= 0xF0 and c1 <= 0xF4 then
    local low = c1 == 0xF0 and 0x90 or 0x80
    local high = c1 == 0xF4 and 0x8F or 0xBF
    return c2 and c2 >= low and c2 <= high and continued(c3) and continued(c4) and 4 or nil
  end
  return nil
end

--- Replaces each byte that is not part of well-formed UTF-8 by U+FFFD.
function json.valid_utf8(text)
  if not find(text, "[\128-\255]") then
    return text
  end
  local parts, count, start, i = {}, 0, 1, 1
  local length = #text
  while i <= length do
    local size = sequence_length(text, i)
    if size then
      i = i + size
    else
      count = count + 1
      parts[count] = sub(text, start, i - 1) .. "\239\191\189"
      i = i + 1
      start = i
    end
  end
  if count == 0 then
    return text
  end
  parts[count + 1] = sub(text, start)
  return concat(parts)
end

local function encode_string(text)
  if not find(text, '[%c"\\\127-\255]') then
    return '"' .. text .. '"'
  end
  if text == json.EMPTY_LIST then
    return "[]"
  elseif text == json.NULL then
    return "null"
  end
  return '"' .. gsub(json.valid_utf8(text), '[%c"\\]', escape) .. '"'
end

local function encode_number(number)
  if number % 1 == 0 and number > -1e15 and number < 1e15 then
    return number == 0 and "0" or format("%.0f", number)
  elseif number ~= number or number == math.huge or number == -math.huge then
    return "null"
  end
  return format("%.14g", number)
end

-- The same names, numbers and keys come up over and over: the texts of so many are kept, then all are forgotten and
-- kept anew. Encoding is a pure function: what is kept changes no text, so it may differ between peers.
local KEPT = 4096
--- What players write, and blueprint strings, does not come up again.
local LONGEST_KEPT = 64
local openings, strings, numbers = {}, {}, {}
local kept = 0

local function room_for_one()
  if kept == KEPT then
    openings, strings, numbers = {}, {}, {}
    kept = 0
  end
  kept = kept + 1
end

-- What stands before the value of a key that is not the first.
local function new_opening(key)
  local text = "," .. encode_string(key) .. ":"
  if #text <= LONGEST_KEPT then
    room_for_one()
    openings[key] = text
  end
  return text
end

local function new_string(value)
  local text = encode_string(value)
  if #text <= LONGEST_KEPT then
    room_for_one()
    strings[value] = text
  end
  return text
end

local function new_number(value)
  local text = encode_number(value)
  if value == value then
    room_for_one()
    numbers[value] = text
  end
  return text
end

local write_list, write_object

-- The text of a value that is no table, nil for a table.
local function text_of(value, kind)
  if kind == "string" then
    return strings[value] or new_string(value)
  elseif kind == "number" then
    return numbers[value] or new_number(value)
  elseif kind == "boolean" then
    return value and "true" or "false"
  elseif kind ~= "table" then
    error("no JSON for a " .. kind)
  end
  return nil
end

function write_object(value, out, n)
  local keys, count = {}, 0
  for key in pairs(value) do
    count = count + 1
    keys[count] = key
  end
  if count == 0 then
    out[n + 1] = "{}"
    return n + 1
  elseif count > 1 then
    sort(keys)
  end
  local start = n + 1
  for i = 1, count do
    local key = keys[i]
    out[n + 1] = openings[key] or new_opening(key)
    local item = value[key]
    local kind = type(item)
    if kind == "string" then
      n = n + 2
      out[n] = strings[item] or new_string(item)
    elseif kind == "number" then
      n = n + 2
      out[n] = numbers[item] or new_number(item)
    elseif kind ~= "table" then
      n = n + 2
      out[n] = text_of(item, kind)
    elseif item[1] ~= nil then
      n = write_list(item, out, n + 1)
    else
      n = write_object(item, out, n + 1)
    end
  end
  out[start] = "{" .. sub(out[start], 2)
  out[n + 1] = "}"
  return n + 1
end

function write_list(value, out, n)
  local opening = "["
  for i = 1, #value do
    local item = value[i]
    local kind = type(item)
    out[n + 1] = opening
    opening = ","
    if kind ~= "table" then
      n = n + 2
      out[n] = text_of(item, kind)
    elseif item[1] ~= nil then
      n = write_list(item, out, n + 1)
    else
      n = write_object(item, out, n + 1)
    end
  end
  out[n + 1] = "]"
  return n + 1
end

--- @param value table|string|number|boolean
--- @return string
function json.encode(value)
  local kind = type(value)
  if kind ~= "table" then
    return text_of(value, kind)
  end
  local out = {}
  local n = (value[1] ~= nil and write_list or write_object)(value, out, 0)
  return concat(out, "", 1, n)
end

--- A list for the encoder: the list itself, or the name of the empty one.
function json.list(items)
  if items[1] == nil then
    return json.EMPTY_LIST
  end
  return items
end

return json
