-- Run by .ci/lint_lua, which first writes the standards: every global of each stage of the game with its fields, from
-- the API surfaces in tests/game/surface. A mistyped defines member or member of `game` is a warning here.
local ok, stage = pcall(dofile, "../.tools/luacheck_std.lua")
if not ok then
  error("run .ci/lint_lua: luacheck reads the game's names from a file which it writes (" .. stage .. ")", 0)
end

stds.gpta_control = stage.control
stds.gpta_data = stage.data
stds.gpta_settings = stage.settings

std = "gpta_control"
max_line_length = 120
-- A handler takes what the game passes, needed or not.
unused_args = false

local stages = {
  gpta_data = { "data.lua", "data-updates.lua", "data-final-fixes.lua", "prototypes/**/*.lua" },
  gpta_settings = { "settings.lua", "settings-updates.lua", "settings-final-fixes.lua" },
}
for name, patterns in pairs(stages) do
  for _, pattern in ipairs(patterns) do
    files["*/" .. pattern] = { std = name }
  end
end
