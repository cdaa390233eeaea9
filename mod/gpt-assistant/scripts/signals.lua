-- How features tell one another without knowing one another; listeners are set in the main chunk, alike on every peer.
local signals = {}

local listeners = {}

--- @param name string
--- @param fn function
function signals.on(name, fn)
  listeners[name] = listeners[name] or {}
  table.insert(listeners[name], fn)
end

function signals.emit(name, ...)
  local list = listeners[name]
  if list then
    for i = 1, #list do
      list[i](...)
    end
  end
end

return signals
