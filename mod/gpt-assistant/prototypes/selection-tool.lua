local function mode(color, box)
  return { mode = { "any-entity" }, border_color = color, cursor_box_type = box }
end

local function tool(name, modes)
  local prototype = {
    type = "selection-tool",
    name = name,
    icon = "__gpt-assistant__/graphics/icons/" .. name .. "-64.png",
    icon_size = 64,
    flags = { "only-in-cursor", "spawnable", "not-stackable" },
    hidden = true,
    stack_size = 1,
  }
  for key, value in pairs(modes) do
    prototype[key] = value
  end
  return prototype
end

data:extend({
  -- «any-entity» takes in enemies and resources as well.
  tool("gpta-analyzer", {
    select = mode({ 0.25, 0.75, 1 }, "copy"),
    alt_select = mode({ 0.6, 0.85, 1 }, "copy"),
    reverse_select = mode({ 1, 0.75, 0.2 }, "not-allowed"),
  }),
  -- Where a blueprint goes is a click on the ground: nothing is selected, only the place counts.
  tool("gpta-placer", {
    select = { mode = { "nothing" }, border_color = { 0.3, 1, 0.4 }, cursor_box_type = "entity" },
    alt_select = { mode = { "nothing" }, border_color = { 0.3, 1, 0.4 }, cursor_box_type = "entity" },
  }),
})
