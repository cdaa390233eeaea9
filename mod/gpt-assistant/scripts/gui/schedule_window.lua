-- What an offered schedule would change, before it is applied.
local dispatch = require("scripts.gui.dispatch")
local elements = require("scripts.gui.elements")
local schedule = require("scripts.schedule")
local signals = require("scripts.signals")

local schedule_window = { name = "schedule-window" }

local NAME = "gpta-schedule"
local SHOWN_WAITS = 5
local SHOWN_STOPS = 40
--- Wait conditions with words of their own, and whether these name something; others, of game parts that a train has
--- no use for, show their names.
local KNOWN = {
  time = true,
  inactivity = true,
  full = false,
  empty = false,
  not_empty = false,
  robots_inactive = false,
  passenger_present = false,
  passenger_not_present = false,
  fuel_full = false,
  destination_full_or_no_path = false,
  item_count = true,
  circuit = true,
  fluid_count = true,
  fuel_item_count_all = true,
  fuel_item_count_any = true,
  specific_destination_full = true,
  specific_destination_not_full = true,
  at_station = true,
  not_at_station = true,
}

local function label(caption, style)
  return { type = "label", style = style or "gpta_text", caption = caption }
end

local function compared(condition)
  if not condition or not condition.first_signal then
    return "…"
  end
  local right = condition.second_signal and condition.second_signal.name or tostring(condition.constant or 0)
  return string.format("%s %s %s", condition.first_signal.name, condition.comparator or "?", right)
end

local function wait_text(wait)
  local names = KNOWN[wait.type]
  if names == nil then
    return wait.type
  end
  local key = "gpta-wait." .. string.gsub(wait.type, "_", "-")
  if not names then
    return { key }
  end
  return { key, wait.ticks and string.format("%.14g", wait.ticks / 60) or wait.station or compared(wait.condition) }
end

-- Conditions joined as the game shows them.
local function waits_text(list)
  if not list or #list == 0 then
    return { "gpta-wait.nothing" }
  end
  local whole = wait_text(list[1])
  for i = 2, math.min(#list, SHOWN_WAITS) do
    whole = { list[i].compare_type == "or" and "gpta-wait.or" or "gpta-wait.and", whole, wait_text(list[i]) }
  end
  return #list > SHOWN_WAITS and { "", whole, " …" } or whole
end

local function stop_line(number, record, style)
  local name = record.station or { "gpta-schedule.at-rail" }
  return label({ "gpta-schedule.stop", number, name, waits_text(record.wait_conditions) }, style)
end

-- One side of the change; what has no twin on the other side stands out.
local function side(records, twin)
  local lines = {}
  for i, record in ipairs(records) do
    if i > SHOWN_STOPS then
      lines[i] = label("…")
      break
    end
    lines[i] = stop_line(i, record, twin(i) and "gpta_text" or "gpta_finding_warning")
  end
  return lines
end

local function kept_as_it_is(offer)
  local kept = {}
  for i, stop in ipairs(offer.stops) do
    if stop.keep and not stop.station then
      kept[stop.keep] = i
    end
  end
  return kept
end

local function group_line(player, train)
  if train.group == "" then
    return nil
  end
  local members = 0
  for _, other in ipairs(game.train_manager.get_trains({ force = player.force })) do
    if other.group == train.group then
      members = members + 1
    end
  end
  return label({ "gpta-schedule.group", train.group, members }, "gpta_finding_warning")
end

local function change_lines(player, offer, found)
  local lines = {}
  local function put(...)
    for _, line in ipairs({ ... }) do
      lines[#lines + 1] = line
    end
  end
  local kept = kept_as_it_is(offer)
  if found.train.has_path then
    put(label({ "gpta-schedule.has-path" }, "gpta_finding_warning"))
  end
  put(group_line(player, found.train))
  put(label({ "gpta-schedule.now" }, "bold_label"))
  if #found.records == 0 then
    put(label({ "gpta-schedule.none" }))
  end
  put(table.unpack(side(found.records, function(i)
    return kept[i]
  end)))
  put(label({ "gpta-schedule.then" }, "bold_label"))
  put(table.unpack(side(found.after, function(i)
    return offer.stops[i].keep and not offer.stops[i].station
  end)))
  put(label({ "gpta-schedule.goes-to", offer.current }))
  for _, interrupt in ipairs(offer.interrupts) do
    put(label({
      "gpta-schedule.interrupt",
      interrupt.name,
      waits_text(interrupt.conditions),
      schedule.line(interrupt.targets),
    }, "gpta_finding_warning"))
  end
  return lines
end

function schedule_window.open(player, id, number)
  elements.close(player, NAME)
  local _, offer = schedule.offer(player.index, id, number)
  if not offer then
    return
  end
  local lines = { label(offer.text) }
  local found, fault = schedule.look(player, offer)
  local shown = found and change_lines(player, offer, found)
    or { label({ "gpta-refusal.schedule-" .. fault, string.format("%d", offer.train) }, "gpta_finding_warning") }
  for _, line in ipairs(shown) do
    lines[#lines + 1] = line
  end
  local buttons = {
    {
      type = "button",
      name = "gpta-schedule-leave",
      style = "back_button",
      caption = { "gpta-schedule.leave" },
      on = { click = "gpta-schedule-close" },
    },
  }
  if found then
    buttons[2] = {
      type = "button",
      name = "gpta-schedule-apply",
      style = "confirm_button",
      caption = { "gpta-schedule.apply" },
      tooltip = { "gpta-schedule.apply-tooltip" },
      on = { click = "gpta-schedule-apply" },
      tags = { id = id, number = number },
    }
  end
  local frame = elements.window(player, {
    type = "frame",
    name = NAME,
    direction = "vertical",
    on = { closed = "gpta-schedule-close" },
    children = {
      elements.titlebar({ "gpta-schedule.title", string.format("%d", offer.train) }, "gpta-schedule-close"),
      {
        type = "frame",
        style = "inside_shallow_frame_with_padding",
        direction = "vertical",
        children = {
          { type = "scroll-pane", style_mods = { maximal_height = 480 }, children = lines },
        },
      },
      {
        type = "flow",
        direction = "horizontal",
        style = "dialog_buttons_horizontal_flow",
        children = buttons,
      },
    },
  })
  player.opened = frame
end

dispatch.on("schedule-window", "gpta-schedule-close", function(player)
  elements.close(player, NAME)
end)

dispatch.on("schedule-window", "gpta-schedule-show", function(player, element)
  schedule_window.open(player, element.tags.id, element.tags.number)
end)

dispatch.on("schedule", "gpta-schedule-apply", function(player, element)
  local id, number = element.tags.id, element.tags.number
  elements.close(player, NAME)
  schedule.apply(player, id, number)
end)

dispatch.on("schedule", "gpta-schedule-undo", function(player)
  schedule.undo(player)
end)

signals.on("schedule-window", "consent-revoked", function(player)
  elements.close(player, NAME)
end)

return schedule_window
