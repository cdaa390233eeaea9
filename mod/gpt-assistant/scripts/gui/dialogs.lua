-- Two short questions: what a reload does, before the first one in a save; and whether to take a heavy snapshot.
local dispatch = require("scripts.gui.dispatch")
local elements = require("scripts.gui.elements")
local poll = require("scripts.poll")
local signals = require("scripts.signals")
local snapshot = require("scripts.snapshot")

local dialogs = { name = "dialogs" }

local function ask(player, name, title, text, close_handler, buttons)
  elements.close(player, name)
  local frame = elements.window(player, {
    type = "frame",
    name = name,
    direction = "vertical",
    on = { closed = close_handler },
    children = {
      elements.titlebar(title, close_handler),
      {
        type = "frame",
        style = "inside_shallow_frame_with_padding",
        direction = "vertical",
        children = { { type = "label", style = "gpta_text", caption = text } },
      },
      { type = "flow", direction = "horizontal", style = "dialog_buttons_horizontal_flow", children = buttons },
    },
  })
  player.opened = frame
end

local function button(name, style, caption)
  return { type = "button", name = name, style = style, caption = caption, on = { click = name } }
end

signals.on("dialogs", "reload-notice", function(player_index)
  local player = game.get_player(player_index)
  if player and player.connected then
    ask(player, "gpta-notice", { "gpta-notice.title" }, { "gpta-notice.text" }, "gpta-notice-close", {
      button("gpta-notice-paste", "dialog_button", { "gpta-notice.paste" }),
      button("gpta-notice-automatic", "confirm_button", { "gpta-notice.automatic" }),
    })
  end
end)

dispatch.on("dialogs", "gpta-notice-close", function(player)
  elements.close(player, "gpta-notice")
end)

dispatch.on("dialogs", "gpta-notice-paste", function(player)
  elements.close(player, "gpta-notice")
  poll.choose("paste")
  signals.emit("changed", player.index)
end)

dispatch.on("dialogs", "gpta-notice-automatic", function(player)
  elements.close(player, "gpta-notice")
  poll.choose("automatic")
  signals.emit("changed", player.index)
end)

signals.on("dialogs", "ask-score", function(player, sum)
  local text = { "gpta-score.text", sum, settings.global["gpta-score-warn"].value }
  ask(player, "gpta-score", { "gpta-score.title" }, text, "gpta-score-close", {
    button("gpta-score-close", "back_button", { "gpta-score.no" }),
    button("gpta-score-yes", "confirm_button", { "gpta-score.yes" }),
  })
end)

dispatch.on("dialogs", "gpta-score-close", function(player)
  elements.close(player, "gpta-score")
  snapshot.decline(player)
end)

dispatch.on("dialogs", "gpta-score-yes", function(player)
  -- Confirmed before the window goes: no document says whether its going counts as closing, which declines.
  snapshot.confirm(player)
  elements.close(player, "gpta-score")
  signals.emit("open", player)
end)

signals.on("dialogs", "consent-revoked", function(player)
  elements.close(player, "gpta-notice")
  elements.close(player, "gpta-score")
end)

return dialogs
