-- How features tell one another without knowing one another; listeners are set in the main chunk, alike on every peer.
-- Each listener runs under its own feature's guard: a window that fails must not take down the snapshot that opened it.
local guard = require("scripts.guard")

local signals = {}

local listeners = {}

--- @param feature string whose failure switches the listener off
--- @param name string
--- @param fn function
function signals.on(feature, name, fn)
  listeners[name] = listeners[name] or {}
  table.insert(listeners[name], { feature = feature, fn = fn })
end

function signals.emit(name, ...)
  local list = listeners[name]
  if list then
    for i = 1, #list do
      guard.run(list[i].feature, list[i].fn, ...)
    end
  end
end

return signals
