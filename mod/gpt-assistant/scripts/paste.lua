-- The paste door: one text, carried by the clipboard. `gpta1:` + deflate and base64 of the delivery + `:` + Adler-32 of
-- that base64 text. A checksum proves no one's right: in multiplayer only the writer's host (or, on a headless server,
-- an admin) is listened to, and every answer still needs its question's nonce.
local adler32 = require("scripts.util.adler32")
local delivery = require("scripts.delivery")
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
  local fault
  local encoded, digest = string.match(string.gsub(text, "%s+", ""), "^gpta1:([%w+/=]+):(%x+)$")
  if not may_paste(player) then
    fault = "gpta-refusal.paste-not-host"
  elseif not encoded then
    fault = "gpta-refusal.not-a-delivery"
  elseif adler32.of(encoded) ~= string.lower(digest) then
    fault = "gpta-refusal.damaged"
  else
    local decoded = helpers.decode_string(encoded)
    local document = decoded and helpers.json_to_table(decoded)
    fault = delivery.apply(document, "paste")
  end
  if fault then
    transcript.note(player.index, { fault })
    return false
  end
  return true
end

return paste
