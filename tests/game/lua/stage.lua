-- The settings and data stage: one Lua state for all mods, `data` shared between them.
local py = ...

local raw = {}
local env = {}
for _, name in ipairs({
  "_VERSION", "assert", "error", "getmetatable", "ipairs", "load", "next", "pairs", "pcall", "rawequal", "rawget",
  "rawlen", "rawset", "select", "setmetatable", "tonumber", "tostring", "type", "xpcall", "string", "table", "bit32",
  "math",
}) do
  env[name] = _G[name]
end
env._G = env
env.defines, env.mods = py.defines, py.mods
env.settings = py.startup and { startup = py.startup } or nil
env.feature_flags = {}
env.data = { raw = raw, is_demo = false }

function env.data.extend(self, list)
  if list == nil then
    list = self
  end
  if type(list) ~= "table" then
    error("data:extend expects an array of prototypes", 2)
  end
  for key in pairs(list) do
    if type(key) ~= "number" then
      error("data:extend expects an array of prototypes, the table has the key '" .. tostring(key) .. "'", 2)
    end
  end
  for _, prototype in ipairs(list) do
    if type(prototype) ~= "table" or type(prototype.type) ~= "string" or type(prototype.name) ~= "string" then
      error("data:extend: missing name or type in the following prototype definition", 2)
    end
    raw[prototype.type] = raw[prototype.type] or {}
    raw[prototype.type][prototype.name] = prototype
  end
end

raw["gui-style"] = { default = { type = "gui-style", name = "default" } }

function env.table_size(t)
  local n = 0
  for _ in pairs(t) do
    n = n + 1
  end
  return n
end

function env.log() end

local function deepcopy(value, seen)
  if type(value) ~= "table" then
    return value
  end
  seen = seen or {}
  if seen[value] then
    return seen[value]
  end
  local copy = {}
  seen[value] = copy
  for key, inner in pairs(value) do
    copy[deepcopy(key, seen)] = deepcopy(inner, seen)
  end
  return setmetatable(copy, getmetatable(value))
end
env.util = { table = { deepcopy = deepcopy } }
env.table.deepcopy = deepcopy

local loaded = {}
function env.require(name)
  if name == "util" then
    return env.util
  end
  local path, source = py.find_module(name)
  if not path then
    error(source, 2)
  end
  if loaded[path] == nil then
    local chunk, problem = load(source, "@" .. path, "t", env)
    if not chunk then
      error(problem, 2)
    end
    local result = chunk(name)
    loaded[path] = result == nil and true or result
  end
  return loaded[path]
end

local api = { raw = raw }
function api.run(source, path)
  local chunk, problem = load(source, "@" .. path, "t", env)
  if not chunk then
    return false, problem
  end
  return xpcall(chunk, function(message)
    return debug.traceback(tostring(message), 2)
  end)
end

local hits = {}
function api.measure()
  debug.sethook(function(_, line)
    local source = debug.getinfo(2, "S").source
    hits[source] = hits[source] or {}
    hits[source][line] = true
  end, "l")
end

function api.take_hits()
  debug.sethook()
  local taken = hits
  hits = {}
  return taken
end

return api
