-- Adler-32 (RFC 1950), streaming: the state is the pair (a, b), so that a long file is summed piece by piece.
local byte, find, floor, format, rep = string.byte, string.find, math.floor, string.format, string.rep

local adler32 = {}

local MODULUS = 65521
-- Numbers are doubles: 64 KiB of bytes keeps both sums far below 2^53, so one reduction per block is enough.
local BLOCK = 65536

--- Below this a call of the game costs as much as summing.
local WORTH_A_CALL = 512
--- A text of every kind of character that is written, longer than the window of the compression, and its sum.
local PROBE = rep('{"name":"\208\182\208\181\208\187\208\181\208\183\208\190 \240\159\154\130","x":-0.5},\n', 1000)
local PROBE_SUM = "b64919ad"

local DIGITS = {}
do
  local alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
  for i = 1, #alphabet do
    DIGITS[byte(alphabet, i)] = i - 1
  end
end
local PADDING = byte("=")

-- What `helpers.encode_string` gives is base64 of a zlib stream, whose last four bytes are the sum of what went in.
local function sum_of_stream(encoded)
  local _, stop = find(encoded, "^[%w+/]*=?=?")
  if stop ~= #encoded or stop < 8 or stop % 4 ~= 0 then
    return nil
  end
  local bits, padding = 0, 0
  for i = stop - 7, stop do
    local character = byte(encoded, i)
    padding = padding + (character == PADDING and 1 or 0)
    bits = bits * 64 + (DIGITS[character] or 0)
  end
  local last = floor(bits / 256 ^ padding) % 4294967296
  return last % 65536, floor(last / 65536)
end

-- The sum of a text from its start by the game's own code; nil where the game cannot tell.
local function sum_by_the_game(text)
  local encoded = helpers.encode_string(text)
  if not encoded then
    return nil
  end
  return sum_of_stream(encoded)
end

--- @param text string
--- @return string|nil digest as the game's own code makes it, if what it makes is as expected
function adler32.by_the_game(text)
  local a, b = sum_by_the_game(text)
  return a and adler32.hex(a, b)
end

-- That the stream is one of zlib is nowhere promised, so it is tried out when first needed. What comes of it changes no
-- sum, only its cost: it need not be the same on every peer.
local game_can = nil

local function can_be_asked()
  if game_can == nil then
    game_can = helpers ~= nil and adler32.by_the_game(PROBE) == PROBE_SUM
  end
  return game_can
end

--- @param a number
--- @param b number
--- @param text string
--- @return number a, number b
function adler32.update(a, b, text)
  local length = #text
  if length >= WORTH_A_CALL and can_be_asked() then
    local own_a, own_b = sum_by_the_game(text)
    if own_a then
      -- Each byte of the text adds once more what was summed before it.
      return (a + own_a - 1) % MODULUS, (b + own_b + length % MODULUS * (a - 1)) % MODULUS
    end
  end
  local i = 1
  while i <= length do
    local stop = i + BLOCK - 1
    if stop > length then
      stop = length
    end
    while i + 15 <= stop do
      local c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16 = byte(text, i, i + 15)
      b = b
        + 16 * (a + c1)
        + 15 * c2
        + 14 * c3
        + 13 * c4
        + 12 * c5
        + 11 * c6
        + 10 * c7
        + 9 * c8
        + 8 * c9
        + 7 * c10
        + 6 * c11
        + 5 * c12
        + 4 * c13
        + 3 * c14
        + 2 * c15
        + c16
      a = a + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11 + c12 + c13 + c14 + c15 + c16
      i = i + 16
    end
    while i <= stop do
      a = a + byte(text, i)
      b = b + a
      i = i + 1
    end
    a = a % MODULUS
    b = b % MODULUS
  end
  return a, b
end

--- @return string eight lower-case hexadecimal digits
function adler32.hex(a, b)
  return format("%04x%04x", b, a)
end

--- @param text string
--- @return string digest
function adler32.of(text)
  return adler32.hex(adler32.update(1, 0, text))
end

return adler32
