-- Adler-32 (RFC 1950), streaming: the state is the pair (a, b), so that a long file is summed piece by piece.
local byte, format = string.byte, string.format

local adler32 = {}

local MODULUS = 65521
-- Numbers are doubles: 64 KiB of bytes keeps both sums far below 2^53, so one reduction per block is enough.
local BLOCK = 65536

--- @param a number
--- @param b number
--- @param text string
--- @return number a, number b
function adler32.update(a, b, text)
  local length = #text
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
