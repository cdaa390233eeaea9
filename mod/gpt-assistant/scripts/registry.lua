-- Joins the features: the game takes one handler per event from a mod, so each event is registered once here and handed
-- to every feature that wants it, each under its guard, in the order of control.lua.
local guard = require("scripts.guard")
local tasks = require("scripts.tasks")

local registry = {}

--- @class gpta.Module
--- @field name string
--- @field events table<defines.events|string, fun(event: table)>?
--- @field on_init fun()?
--- @field on_load fun()?
--- @field on_configuration_changed fun(changes: table)?
--- @field tasks table<string, fun(tick: integer)>?
--- @field commands table<string, fun(event: table)>?

local function register_event(event_id, listeners)
  script.on_event(event_id, function(event)
    for i = 1, #listeners do
      guard.run(listeners[i].feature, listeners[i].fn, event)
    end
    tasks.update()
  end)
end

--- Calls `register` in a fixed order, for `pairs` promises none.
local function each_sorted(map, visit)
  local keys = {}
  for key in pairs(map) do
    keys[#keys + 1] = key
  end
  table.sort(keys, function(left, right)
    return tostring(left) < tostring(right)
  end)
  for i = 1, #keys do
    visit(keys[i], map[keys[i]])
  end
end

--- @param modules gpta.Module[]
function registry.register(modules)
  local order, listeners = {}, {}
  for _, module in ipairs(modules) do
    each_sorted(module.events or {}, function(event_id, fn)
      if not listeners[event_id] then
        listeners[event_id] = {}
        order[#order + 1] = event_id
      end
      table.insert(listeners[event_id], { feature = module.name, fn = fn })
    end)
    each_sorted(module.tasks or {}, function(name, fn)
      tasks.define(module.name, name, fn)
    end)
    each_sorted(module.commands or {}, function(name, fn)
      commands.add_command(name, { "gpta-command." .. name }, function(event)
        guard.run(module.name, fn, event)
        tasks.update()
      end)
    end)
  end
  for _, event_id in ipairs(order) do
    register_event(event_id, listeners[event_id])
  end

  script.on_init(function()
    for _, module in ipairs(modules) do
      if module.on_init then
        guard.run(module.name, module.on_init)
      end
    end
    tasks.update()
  end)

  script.on_load(function()
    for _, module in ipairs(modules) do
      if module.on_load then
        guard.run_aside(module.name, module.on_load)
      end
    end
    tasks.mark_loaded()
    guard.run_aside("tasks", tasks.update)
  end)

  script.on_configuration_changed(function(changes)
    guard.reset()
    for _, module in ipairs(modules) do
      if module.on_configuration_changed then
        guard.run(module.name, module.on_configuration_changed, changes)
      end
    end
    tasks.update()
  end)
end

return registry
