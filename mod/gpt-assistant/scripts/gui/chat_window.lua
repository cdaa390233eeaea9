-- The chat window: what was said, what to ask, and how the connection stands.
local constants = require("scripts.constants")
local elements = require("scripts.gui.elements")
local status_view = require("scripts.gui.status_view")
local text = require("scripts.util.text")
local transcript_view = require("scripts.gui.transcript_view")

local chat_window = {}

local NAME = "gpta-chat"

local function button(name, style, caption, tooltip)
  return { type = "button", name = name, style = style, caption = caption, tooltip = tooltip, on = { click = name } }
end

local function mode_items()
  local items = {}
  for i, mode in ipairs(constants.MODES) do
    items[i] = { "gpta-mode." .. mode }
  end
  return items
end

local function mode_index(mode)
  for i, name in ipairs(constants.MODES) do
    if name == mode then
      return i
    end
  end
  return 1
end

-- As the player sees it elsewhere: the planet, else the platform, else what a mod named it. Players' words must not
-- open a tag here.
local function surface_name(name)
  local surface = game.get_surface(name)
  if not surface then
    return text.plain(name)
  elseif surface.planet then
    return surface.planet.prototype.localised_name
  elseif surface.platform then
    return text.plain(surface.platform.name)
  end
  return surface.localised_name or text.plain(name)
end

-- «No snapshot» first, then the newest first.
local function snapshot_items(own)
  local items, selected = { { "gpta-chat.no-snapshot" } }, 1
  for i = #own.snapshots, 1, -1 do
    local header = own.snapshots[i]
    items[#items + 1] = {
      "gpta-chat.snapshot",
      string.match(header.id, "s%d+$"),
      header.count,
      surface_name(header.surface),
      math.floor((game.tick - header.tick) / 3600),
    }
    if header.id == own.selected_snapshot then
      selected = #items
    end
  end
  return items, selected
end

local function definition(own)
  local snapshots, selected = snapshot_items(own)
  return {
    type = "frame",
    name = NAME,
    direction = "vertical",
    children = {
      elements.titlebar({ "gpta-chat.title" }, "gpta-chat-close", {
        {
          type = "sprite",
          name = "gpta-light",
          style = "gpta_light",
          sprite = "gpta-light-grey",
          ref = "light",
          on = { click = "gpta-light" },
        },
      }),
      {
        type = "frame",
        style = "inside_shallow_frame_with_padding",
        direction = "vertical",
        children = {
          { type = "label", name = "gpta-badge", style = "gpta_note_text", caption = "", ref = "badge" },
          { type = "scroll-pane", name = "gpta-transcript", style = "gpta_transcript", ref = "transcript" },
          {
            type = "flow",
            direction = "horizontal",
            children = {
              { type = "label", name = "gpta-progress", style = "gpta_note_text", caption = "", ref = "progress" },
              { type = "progressbar", name = "gpta-bar", value = 0, visible = false, ref = "bar" },
            },
          },
          {
            type = "flow",
            direction = "horizontal",
            children = {
              {
                type = "drop-down",
                name = "gpta-mode",
                items = mode_items(),
                selected_index = mode_index(own.mode),
                ref = "mode",
                on = { selected = "gpta-mode" },
              },
              {
                type = "drop-down",
                name = "gpta-snapshots",
                items = snapshots,
                selected_index = selected,
                ref = "snapshots",
                on = { selected = "gpta-snapshots" },
              },
            },
          },
          {
            type = "text-box",
            name = "gpta-prompt",
            style = "gpta_prompt",
            text = own.prompt,
            ref = "prompt",
            on = { text = "gpta-prompt" },
          },
          {
            type = "flow",
            direction = "horizontal",
            children = {
              button("gpta-send", "confirm_button", { "gpta-chat.send" }),
              button("gpta-check", "button", { "gpta-chat.check" }, { "gpta-chat.check-tooltip" }),
              button("gpta-cancel", "red_button", { "gpta-chat.cancel" }),
            },
          },
          { type = "line", direction = "horizontal" },
          {
            type = "flow",
            direction = "horizontal",
            style = "player_input_horizontal_flow",
            children = {
              { type = "label", caption = { "gpta-chat.build" } },
              {
                type = "choose-elem-button",
                name = "gpta-item",
                elem_type = "item",
                item = own.build_item,
                ref = "item",
                on = { elem = "gpta-item" },
              },
              {
                type = "textfield",
                name = "gpta-rate",
                style = "short_number_textfield",
                text = own.build_rate or "60",
                numeric = true,
                allow_decimal = true,
                ref = "rate",
                on = { text = "gpta-rate" },
              },
              { type = "label", caption = { "gpta-chat.per-minute" } },
              button("gpta-build", "button", { "gpta-chat.build-go" }),
            },
          },
          {
            type = "flow",
            direction = "horizontal",
            children = {
              { type = "label", caption = { "gpta-chat.paste-label" } },
              {
                type = "text-box",
                name = "gpta-paste",
                style = "gpta_paste",
                tooltip = { "gpta-chat.paste-tooltip" },
                ref = "paste",
                on = { text = "gpta-paste" },
              },
              button("gpta-apply", "button", { "gpta-chat.apply" }, { "gpta-chat.paste-tooltip" }),
            },
          },
        },
      },
    },
  }
end

--- @return LuaGuiElement|nil
function chat_window.frame(player)
  local frame = player.gui.screen[NAME]
  return frame and frame.valid and frame or nil
end

--- @param player LuaPlayer
--- @param own gpta.PlayerState
function chat_window.open(player, own)
  if chat_window.frame(player) then
    return
  end
  local _, refs = elements.window(player, definition(own))
  own.gui = refs
  player.set_shortcut_toggled("gpta-toggle-chat", true)
  chat_window.refresh(player, own)
  refs.prompt.focus()
end

function chat_window.close(player, own)
  elements.close(player, NAME)
  own.gui = {}
  player.set_shortcut_toggled("gpta-toggle-chat", false)
end

--- The light, the badge and the progress.
function chat_window.refresh_status(player, own)
  if chat_window.frame(player) then
    status_view.fill(own.gui, player, own)
  end
end

--- Everything but what the player is typing.
function chat_window.refresh(player, own)
  if not chat_window.frame(player) then
    return
  end
  transcript_view.fill(own.gui.transcript, player, own)
  local items, selected = snapshot_items(own)
  own.gui.snapshots.items = items
  own.gui.snapshots.selected_index = selected
  status_view.fill(own.gui, player, own)
end

--- The snapshot's id at a position of the drop-down; nil for «no snapshot».
function chat_window.snapshot_at(own, index)
  if index <= 1 then
    return nil
  end
  local header = own.snapshots[#own.snapshots - (index - 2)]
  return header and header.id or nil
end

return chat_window
