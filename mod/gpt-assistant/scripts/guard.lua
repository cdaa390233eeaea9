-- A Lua error ends a player's game, so every handler runs through here. A failure switches its feature off, says so in
-- one chat line and logs the trace. What is off is part of the saved state: every peer fails alike, so all agree.
local guard = {}

local traceback = debug.traceback

--- @param feature string name of the module the handler belongs to
--- @param fn function
--- @return boolean ok, any result
function guard.run(feature, fn, ...)
  local broken = storage.broken
  if broken and broken[feature] then
    return false
  end
  local ok, result = xpcall(fn, traceback, ...)
  if not ok then
    storage.broken = storage.broken or {}
    storage.broken[feature] = true
    log("gpta: feature '" .. feature .. "' failed and is off: " .. tostring(result))
    game.print({ "gpta-error.feature-off", { "gpta-feature." .. feature } })
  end
  return ok, result
end

--- For what may not write to `storage`: on_load, and what only one freshly loaded peer does.
function guard.run_aside(feature, fn)
  local ok, result = xpcall(fn, traceback)
  if not ok then
    log("gpta: after a load, '" .. feature .. "' failed: " .. tostring(result))
  end
end

--- Switches every feature on again (`/gpta-reset`, a new version).
function guard.reset()
  storage.broken = {}
end

return guard
