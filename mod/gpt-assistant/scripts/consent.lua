-- Nothing leaves the game before the player has agreed, in this save, to what leaves. Taking it back is a setting.
local happenings = require("scripts.happenings")
local signals = require("scripts.signals")
local state = require("scripts.state")
local writer = require("scripts.writer")

local consent = { name = "consent" }

--- @param player_index integer
function consent.given(player_index)
  return state.player(player_index).consent
end

--- @param player LuaPlayer
function consent.accept(player)
  local own = state.player(player.index)
  own.consent = true
  if player.admin and writer.role() == "headless" then
    storage.headless_consent = true
  end
  signals.emit("consent-accepted", player)
end

local function forget_pending(player_index)
  local kept = {}
  for _, id in ipairs(storage.pending_order) do
    if storage.pending[id].player_index == player_index then
      storage.pending[id] = nil
    else
      kept[#kept + 1] = id
    end
  end
  storage.pending_order = kept
end

-- The order matters: files go first, then the journal's last mark, and only then the bridge closes.
local function revoke(player)
  local own = state.player(player.index)
  if not own.consent then
    return
  end
  writer.remove_all()
  writer.journal({ entry = "mark", mark = "revoked", player_index = player.index })
  own.consent = false
  own.transcript = {}
  own.snapshots = {}
  own.offers = {}
  own.schedules = {}
  own.prompt = ""
  own.placed = nil
  own.rescheduled = nil
  own.placing = nil
  own.asked_about = nil
  own.answered = nil
  own.compare = nil
  own.selected_snapshot = nil
  own.observed = nil
  -- Not left to the watch: should that have failed and be off, its player is heard no more all the same.
  own.watch = nil
  happenings.update()
  forget_pending(player.index)
  local jobs = {}
  for _, job in ipairs(storage.jobs) do
    if job.player_index ~= player.index then
      jobs[#jobs + 1] = job
    end
  end
  storage.jobs = jobs
  if player.admin and writer.role() == "headless" then
    storage.headless_consent = false
  end
  if not game.is_multiplayer() then
    storage.written = {}
  end
  signals.emit("consent-revoked", player)
  player.print({ "gpta-message.revoked" })
end

consent.events = {
  [defines.events.on_runtime_mod_setting_changed] = function(event)
    if event.setting ~= "gpta-allow-data" or not event.player_index then
      return
    end
    local player = game.get_player(event.player_index)
    if player and not player.mod_settings["gpta-allow-data"].value then
      revoke(player)
    end
  end,
}

return consent
