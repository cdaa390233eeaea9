-- The reload door: single-player only. A reload reads the inbox from disk again; it happens while a question waits,
-- ever more rarely, never while the player types, and not before he knows what it does.
local constants = require("scripts.constants")
local delivery = require("scripts.delivery")
local request = require("scripts.request")
local signals = require("scripts.signals")
local state = require("scripts.state")
local tasks = require("scripts.tasks")
local transcript = require("scripts.transcript")
local writer = require("scripts.writer")

local poll = { name = "poll" }

-- The save tells of a console that nobody may hold any more: who waits for a minute in vain had better paste.
local function is_silent()
  local oldest, heard = storage.pending[storage.pending_order[1]], storage.status.heard
  return oldest ~= nil and game.tick - oldest.tick > constants.WAITING_RED and heard < oldest.tick
end

--- Whether the agent holds the server's console, as it said last.
function poll.by_console()
  return storage.status.door == "console"
    and settings.global["gpta-door"].value ~= "paste"
    and writer.role() == "headless"
    and not is_silent()
end

--- @return string "reload"|"console"|"paste"
function poll.door()
  if poll.by_console() then
    return "console"
  end
  if
    game.is_multiplayer()
    or settings.global["gpta-door"].value == "paste"
    or script.active_mods["gpt-assistant-inbox"] == nil
    or storage.reload.choice == "paste"
  then
    return "paste"
  end
  return "reload"
end

local function reload_is_possible()
  return not game.is_multiplayer()
    and settings.global["gpta-door"].value ~= "paste"
    and script.active_mods["gpt-assistant-inbox"] ~= nil
end

-- The tick when nobody has typed for long enough, or nil when that is now.
local function typing_until(tick)
  local latest
  for _, player in pairs(game.connected_players) do
    local typed = state.player(player.index).typed
    if typed and typed + constants.TYPING_PAUSE > tick and (not latest or typed > latest) then
      latest = typed
    end
  end
  return latest and latest + constants.TYPING_PAUSE or nil
end

-- Everything is written down first: the call may not come back to this state of the Lua world.
local function reload(tick)
  writer.journal({ entry = "mark", mark = "reload-begin" })
  tasks.move("inbox", tick + 1)
  tasks.update()
  game.reload_mods()
end

-- Who watches, if anybody: the agent may have something to say about what it observed.
local function watcher()
  for _, player in pairs(game.connected_players) do
    local own = state.player(player.index)
    if own.watch then
      return player, own.watch
    end
  end
  return nil, nil
end

-- The slower pace of an idle game, which the player sets; 0 leaves it to the button.
local function schedule_slowly(tick)
  local pace = settings.global["gpta-watch-poll-seconds"].value * 60
  if pace > 0 and watcher() and not storage.status.poll_manual then
    tasks.move("poll", tick + pace)
  else
    tasks.cancel("poll")
  end
end

local function schedule_next(tick)
  if #storage.pending_order == 0 then
    schedule_slowly(tick)
    return
  end
  local longest = settings.global["gpta-poll-seconds-max"].value * 60
  local interval = storage.reload.interval or constants.FIRST_POLL
  interval = math.min(math.floor(interval * constants.POLL_FACTOR), longest)
  storage.reload.interval = interval
  if not storage.status.poll_manual then
    tasks.move("poll", tick + interval)
  end
end

-- Whom the door is opened for and since when he waits; nil when nobody does.
local function waiting()
  local oldest = storage.pending[storage.pending_order[1]]
  if oldest then
    return oldest.player_index, oldest.tick
  end
  local player, watched = watcher()
  if player and watched then
    return player.index, watched.since
  end
  return nil, nil
end

-- No agent was heard since somebody waits, for half an hour: reloads only cost now, the button remains.
local function given_up(tick, since)
  local heard = storage.status.heard
  return tick - since > constants.GIVE_UP and (not heard or heard < since)
end

poll.tasks = {
  poll = function(tick)
    local player_index, since = waiting()
    if not player_index or poll.door() ~= "reload" then
      return
    end
    if not storage.reload.choice then
      signals.emit("reload-notice", player_index)
      return
    end
    local quiet = typing_until(tick)
    if quiet then
      tasks.move("poll", quiet)
    elseif given_up(tick, since) then
      signals.emit("heard")
    else
      storage.reload.manual = false
      reload(tick)
    end
  end,

  inbox = function(tick)
    writer.journal({ entry = "mark", mark = "reload-end" })
    local box = nil
    if remote.interfaces["gpta-inbox"] then
      box = remote.call("gpta-inbox", "read")
    end
    local fresh = type(box) == "table" and box.session == storage.session and box.seq ~= storage.reload.seq
    if fresh and type(box.body) == "string" and box.length == #box.body then
      storage.reload.seq = box.seq
      storage.reload.second_pass_helped = storage.reload.second_pass_helped or storage.reload.second_pass
      local fault = delivery.apply(helpers.json_to_table(box.body), "reload")
      if fault then
        poll.complain(fault)
      end
    elseif storage.reload.manual and not storage.reload.second_pass then
      storage.reload.second_pass = true
      reload(tick)
      return
    elseif storage.reload.manual then
      poll.complain("gpta-message.nothing-new")
    end
    storage.reload.manual = false
    storage.reload.second_pass = false
    schedule_next(tick)
    signals.emit("heard")
  end,
}

--- Somebody began to watch: the first time the door is opened soon, so that he is told what that does.
function poll.begin()
  if poll.door() == "reload" and settings.global["gpta-watch-poll-seconds"].value > 0 then
    tasks.at("poll", game.tick + constants.FIRST_POLL)
  end
end

--- Somebody stopped watching: when nobody waits any more the door stays shut.
function poll.rest()
  if not waiting() then
    tasks.cancel("poll")
  end
end

--- Says something to everyone who waits.
function poll.complain(key)
  local told = {}
  local watching = watcher()
  if watching then
    told[watching.index] = true
    transcript.note(watching.index, { key })
  end
  for _, id in ipairs(storage.pending_order) do
    local index = storage.pending[id].player_index
    if not told[index] then
      told[index] = true
      transcript.note(index, { key })
    end
  end
end

--- The button «Check reply».
--- @param player LuaPlayer
function poll.check_now(player)
  if #request.pending_of(player.index) == 0 and not state.player(player.index).watch then
    transcript.note(player.index, { "gpta-message.nothing-awaited" })
  elseif poll.by_console() then
    transcript.note(player.index, { "gpta-message.use-console" })
  elseif not reload_is_possible() then
    transcript.note(player.index, { "gpta-message.use-paste" })
  elseif storage.reload.choice ~= "automatic" then
    signals.emit("reload-notice", player.index)
  else
    storage.reload.manual = true
    storage.reload.second_pass = false
    tasks.cancel("poll")
    reload(game.tick)
  end
end

--- The answer to the notice before the first reload in a save.
--- @param choice string automatic|paste
function poll.choose(choice)
  storage.reload.choice = choice
  if choice == "automatic" then
    game.auto_save("gpt-assistant")
    if waiting() then
      storage.reload.interval = constants.FIRST_POLL
      tasks.move("poll", game.tick + constants.FIRST_POLL)
    end
  end
end

return poll
