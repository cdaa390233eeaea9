-- What has to happen later: one tick number per task name, kept in `storage`. The on_tick handler exists only while a
-- task or an unanswered request does, and that is read from `storage` alone, so after a load every peer agrees.
local guard = require("scripts.guard")
local writer = require("scripts.writer")

local tasks = {}

local names = {}
local runners = {}
local registered = false
-- True from on_load to the first tick after it. One peer's own: what hangs on it may write files, never the saved
-- state.
local fresh = false
local after_load = {}

--- Main chunk only.
--- @param feature string
--- @param name string
--- @param fn fun(tick: integer)
function tasks.define(feature, name, fn)
  names[#names + 1] = name
  runners[name] = { feature = feature, fn = fn }
end

--- Main chunk only. Runs once after a load, while something is pending, as soon as the one who writes is there; must
--- not change `storage`.
function tasks.on_first_tick(feature, fn)
  after_load[#after_load + 1] = { feature = feature, fn = fn }
end

--- In on_load: the next tick is the first one.
function tasks.mark_loaded()
  fresh = true
end

local function on_tick(event)
  local tick = event.tick
  if fresh and writer.ready() then
    fresh = false
    for i = 1, #after_load do
      guard.run_aside(after_load[i].feature, after_load[i].fn)
    end
  end
  local due = storage.tasks
  for i = 1, #names do
    local name = names[i]
    local at = due[name]
    if at and at <= tick then
      due[name] = nil
      local runner = runners[name]
      guard.run(runner.feature, runner.fn, tick)
    end
  end
  tasks.update()
end

--- Registers or removes the on_tick handler to match `storage`.
function tasks.update()
  if not storage.tasks then
    return
  end
  local needed = next(storage.tasks) ~= nil or next(storage.pending) ~= nil
  if needed ~= registered then
    registered = needed
    script.on_event(defines.events.on_tick, needed and on_tick or nil)
  end
end

--- The earlier of two wishes wins.
function tasks.at(name, tick)
  local at = storage.tasks[name]
  if not at or tick < at then
    storage.tasks[name] = tick
  end
end

--- Whatever was wished before, the next run is at `tick`.
function tasks.move(name, tick)
  storage.tasks[name] = tick
end

function tasks.cancel(name)
  storage.tasks[name] = nil
end

return tasks
