-- Runs first in every mod's Lua state, outside the sandbox. Receives the Python side as `py` and returns the
-- functions Python calls. Mods never see this file's locals.
local py = ...

local raw_next, raw_type, raw_tostring = next, type, tostring
local get_metatable, set_metatable = debug.getmetatable, debug.setmetatable
local traceback, getinfo, sethook = debug.traceback, debug.getinfo, debug.sethook
local raw_load, raw_error, raw_xpcall, raw_pcall = load, error, xpcall, pcall
local pack, unpack = table.pack, table.unpack
local weak_keys = { __mode = "k" }

local api = {}

-- LuaObjects: userdata whose metatable is ours; `backing` holds the number of the Python object behind each.
local backing = setmetatable({}, weak_keys)
local object_mt = { __metatable = "LuaObject" }
local token_mt = get_metatable(py.token)
local dead, dead_count = {}, 0

-- lupa lets go of a token only under its own metatable. Python is not called from here: a finaliser may run anywhere.
function object_mt.__gc(self)
  dead_count = dead_count + 1
  dead[dead_count] = backing[self]
  set_metatable(self, token_mt)
  token_mt.__gc(self)
end

function api.take_dead(collect)
  if collect then
    collectgarbage() -- a proxy looks small to Lua and holds a Python object
  end
  local taken = dead
  dead, dead_count = {}, 0
  return taken
end

local function method(self, key)
  return function(...)
    local results = pack(py.call(backing[self], key, ...))
    if results[1] then
      return unpack(results, 2, results.n)
    end
    raw_error(results[2], 2)
  end
end

function object_mt.__index(self, key)
  local status, value = py.index(backing[self], key)
  if status == 0 then
    return value
  elseif status == 1 then
    return method(self, key)
  end
  raw_error(value, 2)
end

function object_mt.__newindex(self, key, value)
  local ok, message = py.newindex(backing[self], key, value)
  if not ok then
    raw_error(message, 2)
  end
end

function object_mt.__len(self)
  local ok, value = py.length(backing[self])
  if not ok then
    raw_error(value, 2)
  end
  return value
end

function object_mt.__call(self, ...)
  local results = pack(py.call(backing[self], nil, ...))
  if results[1] then
    return unpack(results, 2, results.n)
  end
  raw_error(results[2], 2)
end

function object_mt.__eq(a, b)
  return py.same(backing[a], backing[b])
end

function object_mt.__tostring(self)
  return py.describe(backing[self])
end

function api.wrap(token, object)
  set_metatable(token, object_mt)
  backing[token] = object
  return token
end

function api.backing(value)
  return backing[value]
end

-- pairs and next in an order of this peer's own, so that dependence on it shows.
local seed = 1
function api.seed_pairs(value)
  seed = value % 2147483646 + 1
end

local function shuffled_keys(t)
  local keys, n = {}, 0
  for key in raw_next, t do
    n = n + 1
    keys[n] = key
  end
  for i = n, 2, -1 do
    seed = (seed * 16807) % 2147483647
    local j = seed % i + 1
    keys[i], keys[j] = keys[j], keys[i]
  end
  return keys, n
end

function object_mt.__pairs(self)
  local ok, keys, values = py.pairs(backing[self])
  if not ok then
    raw_error(keys, 3)
  end
  local order, n = shuffled_keys(keys)
  local i = 0
  return function()
    i = i + 1
    if i <= n then
      return keys[order[i]], values[order[i]]
    end
  end
end

local function shuffled_pairs(t)
  local mt = get_metatable(t)
  if mt and mt.__pairs then
    return mt.__pairs(t)
  end
  if raw_type(t) ~= "table" then
    raw_error("bad argument #1 of 1 to 'pairs' (table expected, got " .. raw_type(t) .. ")", 2)
  end
  local keys, n = shuffled_keys(t)
  local i = 0
  return function()
    while i < n do
      i = i + 1
      local value = rawget(t, keys[i])
      if value ~= nil then
        return keys[i], value
      end
    end
  end,
    t,
    nil
end

local orders = setmetatable({}, weak_keys)
local function shuffled_next(t, key)
  if raw_type(t) ~= "table" then
    raw_error("bad argument #1 of 2 to 'next' (table expected, got " .. raw_type(t) .. ")", 2)
  end
  local order = orders[t]
  if key == nil or not order or not order.at[key] then
    local keys, n = shuffled_keys(t)
    order = { keys = keys, n = n, at = {} }
    for i = 1, n do
      order.at[keys[i]] = i
    end
    orders[t] = order
  end
  local i = key == nil and 0 or order.at[key]
  if not i then
    raw_error("invalid key to 'next'", 2)
  end
  while i < order.n do
    i = i + 1
    local value = rawget(t, order.keys[i])
    if value ~= nil then
      return order.keys[i], value
    end
  end
end

-- The sandbox of the control stage.
local env = {}
local loaded, loading = {}, {}
local parsing = false

for _, name in ipairs({
  "_VERSION", "assert", "error", "getmetatable", "ipairs", "load", "pcall", "rawequal", "rawget", "rawlen", "rawset",
  "select", "setmetatable", "tonumber", "tostring", "type", "xpcall",
}) do
  env[name] = _G[name]
end
for _, name in ipairs({ "string", "table", "bit32", "math" }) do
  env[name] = {}
  for key, value in raw_next, _G[name] do
    env[name][key] = value
  end
end
env.string.dump = nil
get_metatable("").__index = env.string
env.debug = { getinfo = getinfo, traceback = traceback }
env._G = env
env.pairs, env.next = shuffled_pairs, shuffled_next

function env.load(chunk, name, _, own)
  return raw_load(chunk, name, "t", own == nil and env or own)
end

function env.math.randomseed() end -- the game ignores it

function env.math.random(low, high)
  local ok, value = py.random(low, high)
  if not ok then
    raw_error(value, 2)
  end
  return value
end

function env.table_size(t)
  if raw_type(t) ~= "table" then
    raw_error("bad argument #1 of 1 to 'table_size' (table expected, got " .. raw_type(t) .. ")", 2)
  end
  local n = 0
  for _ in raw_next, t do
    n = n + 1
  end
  return n
end

local function outward(name)
  return function(...)
    local texts = {}
    for i = 1, select("#", ...) do
      local value = select(i, ...)
      texts[i] = raw_type(value) == "table" and value or raw_tostring(value)
    end
    py.output(name, unpack(texts))
  end
end
env.print, env.log, env.localised_print = outward("print"), outward("log"), outward("localised_print")

function env.require(name)
  if raw_type(name) ~= "string" then
    raw_error("bad argument #1 of 1 to 'require' (string expected, got " .. raw_type(name) .. ")", 2)
  end
  if not parsing then
    raw_error("Require can't be used outside of control.lua parsing.", 2)
  end
  local path, source = py.find_module(name)
  if not path then
    raw_error(source, 2)
  end
  if loaded[path] ~= nil then
    return loaded[path]
  end
  if loading[path] then
    raw_error("loop or previous error loading module '" .. name .. "'", 2)
  end
  local chunk, problem = raw_load(source, "@" .. path, "t", env)
  if not chunk then
    raw_error(problem, 2)
  end
  loading[path] = true
  local result = chunk(name)
  loading[path] = nil
  if result == nil then
    result = true
  end
  loaded[path] = result
  return result
end

function api.set_parsing(value)
  parsing = value
end

function api.set_global(name, value)
  rawset(env, name, value)
end

function api.get_global(name)
  return rawget(env, name)
end

-- Running mod code from Python: never lets an error through, hands back the game's text of it.
local function with_trace(message)
  if raw_type(message) ~= "string" then
    message = raw_tostring(message)
  end
  return traceback(message, 2)
end

local protected = raw_xpcall

function api.run(f, ...)
  return protected(f, with_trace, ...)
end

function api.run_chunk(source, path)
  local chunk, problem = raw_load(source, "@" .. path, "t", env)
  if not chunk then
    return false, problem
  end
  return protected(chunk, with_trace)
end

-- Instructions per call and executed lines. Asking which function runs is dear, so each call's lines are kept on a stack
-- of our own; a failure that unwinds ends in a pcall, which knows how high the stack was.
local counted, step = 0, 100
local hits
local lines_of = setmetatable({}, weak_keys) -- by function
local stack, top = {}, 0 -- lines of the functions that run, false where nobody has asked yet

local function on_hook(event, line)
  if event == "line" then
    local lines = stack[top]
    if not lines then
      local running = getinfo(2, "f").func
      lines = lines_of[running]
      if not lines then
        local source = getinfo(2, "S").source
        lines = hits[source]
        if not lines then
          lines = {}
          hits[source] = lines
        end
        lines_of[running] = lines
      end
      stack[top] = lines
    end
    lines[line] = true
  elseif event == "call" then
    top = top + 1
    stack[top] = false
  elseif event == "return" then
    top = top - 1
  elseif event == "count" then
    counted = counted + step
  else -- a tail call
    stack[top] = false
  end
end

-- A function of its own: a line of the caller would count for what failed, whose return nobody heard.
local function at_height(height, ...)
  top = height
  return ...
end

local function unwinding(protected)
  return function(...)
    return at_height(top, protected(...))
  end
end

function api.measure(with_lines)
  hits = with_lines and (hits or {}) or nil
  if with_lines then
    protected = unwinding(raw_xpcall)
    env.pcall, env.xpcall = unwinding(raw_pcall), protected
    top = 2 -- the returns out of here are heard, the calls were not
  end
  sethook(on_hook, with_lines and "clr" or "", step)
end

function api.take_count()
  local value = counted
  counted = 0
  return value
end

function api.take_hits()
  local taken = hits or {}
  if hits then
    hits, lines_of = {}, setmetatable({}, weak_keys)
    for at = 1, top do
      stack[at] = false
    end
  end
  return taken
end

-- Without the hook of lines: none of the mod's run here, and the hook would cost many times what this does.
local function unwatched(f)
  return function(...)
    if not hits then
      return f(...)
    end
    sethook()
    local results = pack(f(...))
    sethook(on_hook, "clr", step)
    return unpack(results, 1, results.n)
  end
end

local storage = raw_load(py.storage, "@storage.lua", "t")(backing, py.unserialisable)
api.freeze, api.thaw, api.changed = unwatched(storage.freeze), unwatched(storage.thaw), unwatched(storage.changed)
api.register_metatable = storage.register_metatable

-- `storage` while control.lua is parsed: the real one is not there yet, what is written would be lost.
function api.unready_storage()
  return setmetatable({}, {
    __newindex = function()
      raw_error("storage cannot be written while control.lua is parsed: it is replaced afterwards", 2)
    end,
    __metatable = false,
  })
end

function api.new_table()
  return {}
end

return api
