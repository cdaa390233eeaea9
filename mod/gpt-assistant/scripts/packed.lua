-- A delivery as one text: `gpta1:` + deflate and base64 of it + `:` + Adler-32 of that base64 text. Pasted by a player,
-- or brought in pieces by the console of a headless server.
local adler32 = require("scripts.util.adler32")
local delivery = require("scripts.delivery")

local packed = {}

--- @param text string
--- @param door string paste|console
--- @return string|nil locale key of what is wrong with it
function packed.apply(text, door)
  local encoded, digest = string.match(text, "^gpta1:([%w+/=]+):(%x+)$")
  if not encoded then
    return "gpta-refusal.not-a-delivery"
  elseif adler32.of(encoded) ~= string.lower(digest) then
    return "gpta-refusal.damaged"
  end
  local decoded = helpers.decode_string(encoded)
  return delivery.apply(decoded and helpers.json_to_table(decoded), door)
end

return packed
