data:extend({
  {
    type = "custom-input",
    name = "gpta-toggle-chat",
    key_sequence = "CONTROL + SHIFT + G",
    action = "lua",
    order = "a",
  },
  {
    type = "custom-input",
    name = "gpta-take-analyzer",
    key_sequence = "CONTROL + SHIFT + H",
    action = "spawn-item",
    item_to_spawn = "gpta-analyzer",
    order = "b",
  },
  {
    type = "custom-input",
    name = "gpta-toggle-watch",
    key_sequence = "CONTROL + SHIFT + J",
    action = "lua",
    order = "c",
  },
})
