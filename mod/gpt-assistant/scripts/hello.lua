-- The game introduces itself: after consent, after a change of mods, and when the window opens first after a load.
local consent = require("scripts.consent")
local json = require("scripts.util.json")
local modset = require("scripts.modset")
local signals = require("scripts.signals")
local tasks = require("scripts.tasks")
local writer = require("scripts.writer")

local hello = { name = "hello" }

-- Known to one peer only and read nowhere but below, where nothing of the saved state depends on it.
local written_since_load = false

local SETTINGS = {
  "gpta-host",
  "gpta-who",
  "gpta-questions-per-minute",
  "gpta-score-warn",
  "gpta-score-limit",
  "gpta-entities-per-tick",
  "gpta-bytes-per-tick",
  "gpta-idle-minutes",
  "gpta-poll-seconds-max",
  "gpta-door",
  "gpta-profile",
  "gpta-watch-poll-seconds",
}

--- @param player LuaPlayer? who is named in it
--- @param untracked boolean? true where `storage` must not change
function hello.write(player, untracked)
  local role, for_player = writer.role()
  if not role then
    return
  end
  local body = writer.header("hello", storage.session .. "-hello")
  body.mods, body.modset = modset()
  body.mod_version = script.active_mods[script.mod_name]
  body.game_version = helpers.game_version
  body.player = player and { index = player.index, name = player.name } or json.NULL
  body.locale = player and player.locale or "en"
  body.multiplayer = game.is_multiplayer()
  body.writer = { role = role, player_index = for_player or json.NULL }
  body.inbox_mod = script.active_mods["gpt-assistant-inbox"] ~= nil
  body.settings = {}
  for _, name in ipairs(SETTINGS) do
    body.settings[name] = settings.global[name].value
  end
  writer.file("hello.json", body, untracked)
end

--- After a load the agent may have lost sight of this save: written once more, without touching the saved state.
function hello.once_after_load(player)
  if not written_since_load then
    written_since_load = true
    hello.write(player, true)
  end
end

signals.on("hello", "consent-accepted", function(player)
  hello.write(player)
end)

-- Who hears of the agent next: he whose question waits, else one who watches; in the first tick nobody need have
-- joined.
local function awaiting()
  local id = storage.pending_order[1]
  if id then
    return game.get_player(storage.pending[id].player_index)
  end
  for _, player in pairs(game.players) do
    local own = storage.players[player.index]
    if own and own.watch then
      return player
    end
  end
  return nil
end

-- First hello, then the questions (scripts/request.lua) and observations: the agent learns the save before what it
-- waits for.
tasks.on_first_tick("hello", function()
  local player = awaiting()
  if player and not storage.tasks.inbox then
    hello.once_after_load(player)
  end
end)

function hello.on_configuration_changed()
  for _, player in pairs(game.players) do
    if consent.given(player.index) then
      hello.write(player)
      return
    end
  end
end

return hello
