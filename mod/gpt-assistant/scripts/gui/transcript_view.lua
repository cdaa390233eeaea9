-- The transcript as labels. Text from outside goes into styles that parse no markup.
local blueprint = require("scripts.blueprint")
local dispatch = require("scripts.gui.dispatch")
local elements = require("scripts.gui.elements")
local schedule = require("scripts.schedule")
local status_view = require("scripts.gui.status_view")
local text = require("scripts.util.text")

local transcript_view = {}

local SEVERITY_STYLE = {
  info = "gpta_finding_info",
  warning = "gpta_finding_warning",
  critical = "gpta_finding_critical",
}
local WHO_STYLE = { player = "gpta_own_text", assistant = "gpta_text", note = "gpta_note_text" }
local MARK_TICKS = 600

local function label(style, caption)
  return { type = "label", style = style, caption = caption }
end

local function located(definition, position, surface)
  if position then
    definition.on = { click = "gpta-finding" }
    definition.tags = { x = position.x, y = position.y, surface = surface }
    definition.tooltip =
      { "gpta-chat.show-on-map", string.format("%.1f", position.x), string.format("%.1f", position.y) }
  end
  return definition
end

local function blueprint_row(player, own, entry)
  if not entry.blueprint or not blueprint.offer(player.index, entry.id) then
    return nil
  end
  local children = {
    {
      type = "button",
      name = "gpta-place",
      caption = { "gpta-blueprint.place" },
      on = { click = "gpta-place" },
      tags = { id = entry.id },
    },
    {
      type = "button",
      name = "gpta-cursor",
      caption = { "gpta-blueprint.cursor" },
      on = { click = "gpta-place-cursor" },
      tags = { id = entry.id },
    },
  }
  if own.placed and own.placed.id == entry.id then
    children[3] =
      { type = "button", name = "gpta-undo", caption = { "gpta-blueprint.undo" }, on = { click = "gpta-undo" } }
  end
  return { type = "flow", direction = "horizontal", children = children }
end

local function schedule_row(player, own, entry)
  local children = {}
  for _, each in ipairs(entry.schedules or {}) do
    if schedule.offer(player.index, entry.id, each.number) then
      table.insert(children, {
        type = "button",
        name = "gpta-schedule-show-" .. each.number,
        caption = { "gpta-schedule.show", string.format("%d", each.train) },
        on = { click = "gpta-schedule-show" },
        tags = { id = entry.id, number = each.number },
      })
    end
  end
  if #children > 0 and own.rescheduled and own.rescheduled.id == entry.id then
    table.insert(children, {
      type = "button",
      name = "gpta-schedule-undo",
      caption = { "gpta-schedule.undo", string.format("%d", own.rescheduled.train) },
      on = { click = "gpta-schedule-undo" },
    })
  end
  return #children > 0 and { type = "flow", direction = "vertical", children = children } or nil
end

local function tag_row(own, entry)
  for _, tag in ipairs(entry.tag and own.tags or {}) do
    if tag.number == entry.tag then
      return {
        type = "button",
        caption = { "gpta-action.untag" },
        on = { click = "gpta-untag" },
        tags = { number = entry.tag },
      }
    end
  end
  return nil
end

local function entry_children(player, own, entry)
  local style = entry.position and SEVERITY_STYLE.warning or WHO_STYLE[entry.who]
  local children = {}
  if entry.who ~= "note" then
    local who = entry.mode and { "gpta-chat.who-player-mode", { "gpta-mode." .. entry.mode } }
      or { "gpta-chat.who-" .. entry.who }
    children[1] = label("bold_label", who)
  end
  local said = entry.key or entry.text
  if said ~= "" then
    table.insert(children, located(label(style, said), entry.position, entry.surface))
  end
  for _, finding in ipairs(entry.findings or {}) do
    local line = label(SEVERITY_STYLE[finding.severity], "• " .. finding.text)
    table.insert(children, located(line, finding.position, finding.surface))
  end
  for _, note in ipairs(entry.notes or {}) do
    table.insert(children, label("gpta_note_text", note))
  end
  if entry.engine then
    local engine = status_view.engine(entry.engine)
    local source = entry.data_set and { "gpta-chat.source-data", engine, entry.data_set }
      or { "gpta-chat.source", engine }
    table.insert(children, label("gpta_note_text", source))
  end
  children[#children + 1] = blueprint_row(player, own, entry)
  children[#children + 1] = schedule_row(player, own, entry)
  children[#children + 1] = tag_row(own, entry)
  return children
end

--- @param pane LuaGuiElement scroll-pane
--- @param player LuaPlayer
--- @param own gpta.PlayerState
function transcript_view.fill(pane, player, own)
  pane.clear()
  if #own.transcript == 0 then
    elements.add(pane, label("gpta_note_text", { "gpta-chat.empty" }))
  end
  for _, entry in ipairs(own.transcript) do
    elements.add(pane, { type = "flow", direction = "vertical", children = entry_children(player, own, entry) })
  end
  pane.scroll_to_bottom()
end

-- The dead and the spectators have no remote view to enter; theirs is a link in the console.
local function look_at(player, position, surface)
  local controller = player.controller_type
  if
    controller == defines.controllers.character
    or controller == defines.controllers.god
    or controller == defines.controllers.remote
  then
    player.set_controller({ type = defines.controllers.remote, position = position, surface = surface })
  else
    player.print(string.format("[gps=%.0f,%.0f,%s]", position.x, position.y, text.plain(surface.name)))
  end
end

-- Shows a place on the map to this player alone and marks it for ten seconds.
dispatch.on("chat-window", "gpta-finding", function(player, element)
  local tags = element.tags
  local surface = player.surface
  if tags.surface then
    surface = game.get_surface(tags.surface)
  end
  if not surface then
    player.print({ "gpta-message.no-such-place" })
    return
  end
  local position = { x = tags.x, y = tags.y }
  look_at(player, position, surface)
  rendering.draw_circle({
    color = { 1, 0.75, 0.1 },
    radius = 2,
    width = 4,
    target = position,
    surface = surface,
    players = { player },
    time_to_live = MARK_TICKS,
  })
end)

return transcript_view
