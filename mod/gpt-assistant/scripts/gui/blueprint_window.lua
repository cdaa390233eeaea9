-- What a blueprint would bring and take, before it is placed.
local blueprint = require("scripts.blueprint")
local dispatch = require("scripts.gui.dispatch")
local elements = require("scripts.gui.elements")
local signals = require("scripts.signals")

local blueprint_window = { name = "blueprint-window" }

local NAME = "gpta-blueprint"

local function label(caption, style)
  return { type = "label", style = style or "gpta_text", caption = caption }
end

local function item_name(name)
  local prototype = prototypes.item[name] or prototypes.fluid[name] or prototypes.entity[name]
  return prototype and prototype.localised_name or name
end

local function in_stock(player, item)
  if item.have then
    return item.have
  end
  local inventory = player.get_main_inventory()
  if not inventory or not prototypes.item[item.name] then
    return 0
  end
  return inventory.get_item_count({ name = item.name, quality = item.quality })
end

local function required_lines(player, offer)
  local lines = {}
  for i, item in ipairs(offer.required) do
    local have = in_stock(player, item)
    local style = have >= item.count and "gpta_text" or "gpta_finding_warning"
    lines[i] = label({ "gpta-blueprint.required", item_name(item.name), item.count, have }, style)
  end
  return lines
end

local function promised_lines(offer)
  local lines = {}
  for i, item in ipairs(offer.promised) do
    local rate = string.format("%.14g", math.floor(item.rate_per_min * 10 + 0.5) / 10)
    lines[i] = label({ "gpta-blueprint.promised", item_name(item.name), rate })
  end
  return lines
end

local function missing_lines(offer)
  local lines = {}
  for i, name in ipairs(offer.missing_research) do
    local technology = prototypes.technology[name]
    local shown = technology and technology.localised_name or name
    lines[i] = label({ "gpta-blueprint.missing-research", shown }, "gpta_finding_warning")
  end
  return lines
end

function blueprint_window.open(player, id)
  elements.close(player, NAME)
  local offer = blueprint.offer(player.index, id)
  if not offer then
    return
  end
  local lines = { label(offer.label, "gpta_text") }
  table.insert(lines, label({ "gpta-blueprint.size", offer.width, offer.height, offer.entity_count }))
  for _, group in ipairs({ promised_lines(offer), required_lines(player, offer), missing_lines(offer) }) do
    for _, line in ipairs(group) do
      table.insert(lines, line)
    end
  end
  local function button(name, style, key)
    return {
      type = "button",
      name = name,
      style = style,
      caption = { "gpta-blueprint." .. key },
      tooltip = { "gpta-blueprint." .. key .. "-tooltip" },
      on = { click = name },
      tags = { id = id },
    }
  end
  local frame = elements.window(player, {
    type = "frame",
    name = NAME,
    direction = "vertical",
    on = { closed = "gpta-blueprint-close" },
    children = {
      elements.titlebar({ "gpta-blueprint.title" }, "gpta-blueprint-close"),
      {
        type = "frame",
        style = "inside_shallow_frame_with_padding",
        direction = "vertical",
        children = {
          { type = "scroll-pane", style_mods = { maximal_height = 360 }, children = lines },
        },
      },
      {
        type = "flow",
        direction = "horizontal",
        style = "dialog_buttons_horizontal_flow",
        children = {
          button("gpta-place-cursor", "dialog_button", "cursor"),
          button("gpta-place-point", "dialog_button", "point"),
          button("gpta-place-here", "confirm_button", "here"),
        },
      },
    },
  })
  player.opened = frame
end

dispatch.on("blueprint-window", "gpta-blueprint-close", function(player)
  elements.close(player, NAME)
end)

dispatch.on("blueprint-window", "gpta-place", function(player, element)
  blueprint_window.open(player, element.tags.id)
end)

dispatch.on("blueprint", "gpta-place-here", function(player, element)
  local id = element.tags.id
  elements.close(player, NAME)
  blueprint.place(player, id)
end)

dispatch.on("blueprint", "gpta-place-point", function(player, element)
  local id = element.tags.id
  elements.close(player, NAME)
  blueprint.take_placer(player, id)
end)

dispatch.on("blueprint", "gpta-place-cursor", function(player, element)
  local id = element.tags.id
  elements.close(player, NAME)
  blueprint.to_cursor(player, id)
end)

dispatch.on("blueprint", "gpta-undo", function(player)
  blueprint.undo(player)
end)

signals.on("blueprint-window", "consent-revoked", function(player)
  elements.close(player, NAME)
end)

return blueprint_window
