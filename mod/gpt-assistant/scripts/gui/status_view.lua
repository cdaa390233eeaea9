-- How the connection stands: the light, the badge, and what is being waited for.
local constants = require("scripts.constants")
local poll = require("scripts.poll")
local request = require("scripts.request")
local snapshot = require("scripts.snapshot")

local status_view = {}

--- @return string grey|green|red
local function light(waiting)
  local heard = storage.status.heard
  local oldest = waiting[1]
  if oldest and game.tick - oldest.tick > constants.WAITING_RED and (not heard or heard < oldest.tick) then
    return "red"
  elseif heard and game.tick - heard <= constants.HEARD_GREEN then
    return "green"
  end
  return "grey"
end

--- Who answers, as the player reads it: the analyst without a model has a name in his language.
--- @param engine string
--- @return string|table
function status_view.engine(engine)
  return engine == constants.EMBEDDED and { "gpta-chat.embedded" } or engine
end

local function badge()
  local status = storage.status
  if status.remaining then
    if status.reset_text and status.reset_text ~= "" then
      return { "gpta-badge.left-reset", status.remaining, status.reset_text }
    end
    return { "gpta-badge.left", status.remaining }
  elseif status.engine then
    return { "gpta-badge.engine", status_view.engine(status.engine) }
  end
  return { "gpta-badge.unknown" }
end

--- What the light means, in words.
function status_view.describe(player)
  local status = storage.status
  local heard = status.heard and { "gpta-light.heard", math.floor((game.tick - status.heard) / 60) }
    or { "gpta-light.never" }
  return { "gpta-light." .. light(request.pending_of(player.index)), heard, { "gpta-door." .. poll.door() } }
end

local function progress(player, waiting)
  local taken = snapshot.progress(player.index)
  if taken then
    return { "gpta-progress.snapshot", math.floor(taken * 100) }, taken
  elseif waiting[1] then
    local seconds = math.floor((game.tick - waiting[1].tick) / 60)
    local queue = storage.status.queue or 0
    if poll.door() == "paste" then
      return { "gpta-progress.paste", seconds }, nil
    elseif storage.status.poll_manual then
      return { "gpta-progress.manual", seconds }, nil
    elseif queue > 1 then
      return { "gpta-progress.queue", seconds, queue }, nil
    end
    return { "gpta-progress.waiting", seconds }, nil
  end
  return "", nil
end

--- @param gui table<string, LuaGuiElement>
function status_view.fill(gui, player, _)
  local waiting = request.pending_of(player.index)
  gui.light.sprite = "gpta-light-" .. light(waiting)
  gui.light.tooltip = status_view.describe(player)
  gui.badge.caption = badge()
  local caption, share = progress(player, waiting)
  gui.progress.caption = caption
  gui.bar.visible = share ~= nil
  gui.bar.value = share or 0
end

return status_view
