local sprites = {}
for _, name in ipairs({ "gpta-light-grey", "gpta-light-green", "gpta-light-red" }) do
  sprites[#sprites + 1] = {
    type = "sprite",
    name = name,
    filename = "__gpt-assistant__/graphics/icons/" .. name .. "-32.png",
    size = 32,
    flags = { "gui-icon" },
  }
end
data:extend(sprites)
