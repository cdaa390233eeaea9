-- The running mods as one digest: what is exported once per set of mods is remembered by it.
local adler32 = require("scripts.util.adler32")

--- @return table<string, string> mods by name, string digest of the sorted name=version lines
return function()
  local names, lines, mods = {}, {}, {}
  for name in pairs(script.active_mods) do
    names[#names + 1] = name
  end
  table.sort(names)
  for i, name in ipairs(names) do
    lines[i] = name .. "=" .. script.active_mods[name]
    mods[name] = script.active_mods[name]
  end
  return mods, adler32.of(table.concat(lines, "\n"))
end
