-- What the player does in the chat window, and what the window has to show in turn.
local chat_window = require("scripts.gui.chat_window")
local consent = require("scripts.consent")
local constants = require("scripts.constants")
local dispatch = require("scripts.gui.dispatch")
local hello = require("scripts.hello")
local paste = require("scripts.paste")
local poll = require("scripts.poll")
local request = require("scripts.request")
local signals = require("scripts.signals")
local snapshot = require("scripts.snapshot")
local state = require("scripts.state")
local status_view = require("scripts.gui.status_view")
local tasks = require("scripts.tasks")
local text = require("scripts.util.text")
local transcript = require("scripts.transcript")

local chat = { name = "chat" }

local PROGRESS_EVERY = 60

local function open(player)
  if not consent.given(player.index) then
    signals.emit("consent-needed", player)
    return
  end
  hello.once_after_load(player)
  snapshot.touch(player.index)
  chat_window.open(player, state.player(player.index))
end

local function toggle(player)
  if chat_window.frame(player) then
    chat_window.close(player, state.player(player.index))
  else
    open(player)
  end
end

local function refuse(player, key)
  transcript.note(player.index, { key })
end

-- A question leaves; what was said stands in the transcript at once.
local function ask(player, own, kind, payload, entry)
  snapshot.touch(player.index)
  local fault = request.refusal(player)
  if fault then
    refuse(player, fault)
    return false
  end
  local id = own.selected_snapshot
  if id and snapshot.find(player.index, id) then
    payload.snapshot = id
  end
  entry.who = "player"
  entry.id = request.ask(player, kind, payload).id
  transcript.add(player.index, entry)
  tasks.at("progress", game.tick + PROGRESS_EVERY)
  return true
end

dispatch.on("chat", "gpta-chat-close", function(player, _, own)
  chat_window.close(player, own)
end)

dispatch.on("chat", "gpta-prompt", function(_, element, own)
  own.prompt = element.text
  own.typed = game.tick
end)

dispatch.on("chat", "gpta-paste", function(_, _, own)
  own.typed = game.tick
end)

dispatch.on("chat", "gpta-mode", function(_, element, own)
  own.mode = constants.MODES[element.selected_index] or "chat"
end)

dispatch.on("chat", "gpta-snapshots", function(_, element, own)
  own.selected_snapshot = chat_window.snapshot_at(own, element.selected_index)
  own.compare = nil
end)

dispatch.on("chat", "gpta-item", function(_, element, own)
  own.build_item = element.elem_value
end)

dispatch.on("chat", "gpta-rate", function(_, element, own)
  own.build_rate = element.text
  own.typed = game.tick
end)

dispatch.on("chat", "gpta-send", function(player, _, own)
  local prompt = own.gui.prompt.text
  if own.mode == "chat" and not string.find(prompt, "%S") then
    refuse(player, "gpta-refusal.no-question")
    return
  end
  local payload = { mode = own.mode, prompt = prompt, compare = own.selected_snapshot and own.compare or nil }
  if ask(player, own, "chat", payload, { text = prompt, mode = own.mode }) then
    own.prompt = ""
    own.typed = nil
    own.gui.prompt.text = ""
  end
end)

dispatch.on("chat", "gpta-build", function(player, _, own)
  local item = own.gui.item.elem_value
  local rate = tonumber(own.gui.rate.text)
  if not item then
    refuse(player, "gpta-refusal.no-item")
    return
  elseif not rate or rate <= 0 or rate > 1000000 then
    refuse(player, "gpta-refusal.no-rate")
    return
  end
  local payload = { item = item, rate_per_min = rate, prompt = "" }
  local said = { "gpta-chat.build-said", prototypes.item[item].localised_name, string.format("%.14g", rate) }
  if ask(player, own, "blueprint", payload, { key = said }) then
    own.typed = nil
  end
end)

dispatch.on("chat", "gpta-check", function(player)
  poll.check_now(player)
end)

dispatch.on("chat", "gpta-cancel", function(player)
  local count = request.cancel_all(player)
  transcript.note(player.index, { count > 0 and "gpta-message.cancelled" or "gpta-message.nothing-awaited" })
end)

dispatch.on("chat", "gpta-apply", function(player, _, own)
  own.typed = nil
  if paste.apply(player, own.gui.paste.text) and own.gui.paste then
    own.gui.paste.text = ""
  end
end)

-- A click on the light asks the agent for a sign of life.
dispatch.on("chat", "gpta-light", function(player, _, own)
  transcript.note(player.index, status_view.describe(player))
  if #request.pending_of(player.index) == 0 then
    ask(player, own, "status", {}, { key = { "gpta-chat.status-said" } })
  end
end)

local function with_player(player_index, fn)
  local player = game.get_player(player_index)
  if player then
    fn(player, state.player(player_index))
  end
end

signals.on("chat", "open", open)
signals.on("chat", "changed", function(player_index)
  with_player(player_index, chat_window.refresh)
end)
signals.on("chat", "progress", function(player_index)
  with_player(player_index, chat_window.refresh_status)
end)
signals.on("chat", "heard", function()
  for _, player in pairs(game.connected_players) do
    with_player(player.index, chat_window.refresh_status)
  end
end)
signals.on("chat", "answered", function(player_index)
  with_player(player_index, function(player)
    if not chat_window.frame(player) then
      player.print({ "gpta-message.answer-ready" })
    end
  end)
end)
signals.on("chat", "consent-revoked", function(player)
  chat_window.close(player, state.player(player.index))
end)

-- Windows of an older version may lack what this one looks for.
function chat.on_configuration_changed()
  for _, player in pairs(game.players) do
    chat_window.close(player, state.player(player.index))
  end
end

chat.tasks = {
  progress = function(tick)
    for _, player in pairs(game.connected_players) do
      with_player(player.index, chat_window.refresh_status)
    end
    if #storage.pending_order > 0 then
      tasks.move("progress", tick + PROGRESS_EVERY)
    end
  end,
}

chat.events = {
  [defines.events.on_lua_shortcut] = function(event)
    if event.prototype_name == "gpta-toggle-chat" then
      with_player(event.player_index, toggle)
    end
  end,
  ["gpta-toggle-chat"] = function(event)
    with_player(event.player_index, toggle)
  end,
  [defines.events.on_runtime_mod_setting_changed] = function(event)
    if event.setting == "gpta-language" and event.player_index then
      with_player(event.player_index, function(player)
        request.tell(player, "config", { changes = { language = player.mod_settings["gpta-language"].value } })
      end)
    elseif event.setting == "gpta-profile" and event.player_index then
      with_player(event.player_index, function(player)
        local profile = text.cut(text.clean(settings.global["gpta-profile"].value), constants.PROFILE_BYTES)
        request.tell(player, "config", { changes = { profile = profile } })
      end)
    end
  end,
}

return chat
