-- The paste door: one text, carried by the clipboard. A checksum proves no one's right: in multiplayer only the
-- writer's host (or, on a headless server, an admin) is listened to, and every answer still needs its question's nonce.
local packed = require("scripts.packed")
local transcript = require("scripts.transcript")
local writer = require("scripts.writer")

local paste = { name = "paste" }

local function may_paste(player)
  local role, host_index = writer.role()
  if role == "single" then
    return true
  elseif role == "host" then
    return player.index == host_index
  end
  return role == "headless" and player.admin
end

--- @param player LuaPlayer
--- @param text string
--- @return boolean applied
function paste.apply(player, text)
  local fault = "gpta-refusal.paste-not-host"
  if may_paste(player) then
    fault = packed.apply(string.gsub(text, "%s+", ""), "paste")
  end
  if fault then
    transcript.note(player.index, { fault })
    return false
  end
  return true
end

return paste
