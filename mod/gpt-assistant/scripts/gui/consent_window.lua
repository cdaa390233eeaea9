-- The modal before first use: what leaves, where to, and «Continue?». Until it is accepted nothing else opens.
local consent = require("scripts.consent")
local dispatch = require("scripts.gui.dispatch")
local elements = require("scripts.gui.elements")
local signals = require("scripts.signals")

local consent_window = { name = "consent-window" }

local NAME = "gpta-consent"
local CATEGORIES = {
  "question",
  "entities",
  "stocks",
  "circuits",
  "power",
  "networks",
  "around",
  "research",
  "plan",
  "watch",
  "names",
  "mods",
}

function consent_window.open(player)
  elements.close(player, NAME)
  local lines = {}
  for i, category in ipairs(CATEGORIES) do
    lines[i] = { type = "label", style = "gpta_text", caption = { "gpta-consent.data-" .. category } }
  end
  local intro = game.is_multiplayer() and { "gpta-consent.intro-multiplayer" } or { "gpta-consent.intro" }
  local frame = elements.window(player, {
    type = "frame",
    name = NAME,
    direction = "vertical",
    on = { closed = "gpta-consent-close" },
    children = {
      elements.titlebar({ "gpta-consent.title" }, "gpta-consent-close"),
      {
        type = "frame",
        style = "inside_shallow_frame_with_padding",
        direction = "vertical",
        children = {
          { type = "label", style = "gpta_text", caption = intro },
          { type = "flow", direction = "vertical", style_mods = { left_padding = 12 }, children = lines },
          { type = "label", style = "gpta_text", caption = { "gpta-consent.where" } },
          { type = "label", style = "gpta_text", caption = { "gpta-consent.revoke" } },
          { type = "label", style = "bold_label", caption = { "gpta-consent.question" } },
        },
      },
      {
        type = "flow",
        direction = "horizontal",
        style = "dialog_buttons_horizontal_flow",
        children = {
          {
            type = "button",
            name = "gpta-consent-decline",
            style = "back_button",
            caption = { "gpta-consent.decline" },
            on = { click = "gpta-consent-close" },
          },
          {
            type = "button",
            name = "gpta-consent-accept",
            style = "confirm_button",
            caption = { "gpta-consent.accept" },
            on = { click = "gpta-consent-accept" },
          },
        },
      },
    },
  })
  player.opened = frame
end

dispatch.on("consent-window", "gpta-consent-close", function(player)
  elements.close(player, NAME)
end)

dispatch.on("consent-window", "gpta-consent-accept", function(player)
  elements.close(player, NAME)
  if not player.mod_settings["gpta-allow-data"].value then
    player.print({ "gpta-refusal.setting-off" })
    return
  end
  consent.accept(player)
  signals.emit("open", player)
end)

signals.on("consent-window", "consent-needed", consent_window.open)

return consent_window
