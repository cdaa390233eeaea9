local function icon(name, size)
  return "__gpt-assistant__/graphics/icons/" .. name .. "-" .. size .. ".png"
end

data:extend({
  {
    type = "shortcut",
    name = "gpta-toggle-chat",
    order = "z[gpta]-a",
    action = "lua",
    toggleable = true,
    associated_control_input = "gpta-toggle-chat",
    icon = icon("gpta-chat", 64),
    icon_size = 64,
    small_icon = icon("gpta-chat", 32),
    small_icon_size = 32,
  },
  {
    type = "shortcut",
    name = "gpta-take-analyzer",
    order = "z[gpta]-b",
    action = "spawn-item",
    item_to_spawn = "gpta-analyzer",
    associated_control_input = "gpta-take-analyzer",
    icon = icon("gpta-analyzer", 64),
    icon_size = 64,
    small_icon = icon("gpta-analyzer", 32),
    small_icon_size = 32,
  },
})
