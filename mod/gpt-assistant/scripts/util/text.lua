-- Text that came from players, signs, other mods or the agent: data, never markup.
local byte, gsub, sub = string.byte, string.gsub, string.sub

local text = {}

--- Cuts to at most `limit` bytes without splitting a character.
function text.cut(value, limit)
  if #value <= limit then
    return value
  end
  local stop = limit
  while stop > 0 do
    local following = byte(value, stop + 1)
    if following < 0x80 or following >= 0xC0 then
      break
    end
    stop = stop - 1
  end
  return sub(value, 1, stop)
end

--- For the places whose style cannot switch rich text off (the console, drop-down items): no tag can open.
function text.plain(value)
  return (gsub(gsub(value, "%[", "("), "%]", ")"))
end

--- Strips control characters except line breaks and tabs, and the marks that turn the direction of writing (bidi).
function text.clean(value)
  value = gsub(value, "\r\n?", "\n")
  value = gsub(value, "[%z\1-\8\11\12\14-\31\127]", "")
  value = gsub(value, "\226\128[\142\143\170-\174]", "")
  return (gsub(value, "\226\129[\166-\169]", ""))
end

return text
