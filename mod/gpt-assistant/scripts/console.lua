-- The console door: the agent holds the standard input of a headless server and types a delivery in pieces, for a line
-- of the console has its length. What the server's console says every peer hears in the same tick, so all of it may be
-- saved state; what a player types is refused. The journal tells the agent what has come and what is missing.
--
--   /gpta-deliver <session>-d<seq> <number> <count> <Adler-32 of what stands around it> <piece of the text>
local adler32 = require("scripts.util.adler32")
local constants = require("scripts.constants")
local packed = require("scripts.packed")
local poll = require("scripts.poll")
local signals = require("scripts.signals")
local tasks = require("scripts.tasks")
local writer = require("scripts.writer")

local console = { name = "console" }

--- @class gpta.Transfer
--- @field id string
--- @field count integer pieces in all
--- @field got integer pieces that are here
--- @field pieces table<integer, string>
--- @field upto integer the last piece that was asked for: after it what is missing is told at once
--- @field told boolean whether what is missing was told since the last piece

--- One piece as it was typed, or nil where any of it was changed on the way.
--- @return string|nil id, integer? number, integer? count, string? part
local function read(parameter)
  local head, id, number, count, digest, part =
    string.match(parameter or "", "^((%x+%-d%d+) (%d+) (%d+)) (%x+) ([%w+/=:]+)$")
  if not head or #parameter > constants.LINE_BYTES or adler32.of(head .. " " .. part) ~= digest then
    return nil
  end
  number, count = tonumber(number), tonumber(count)
  if number < 1 or number > count or count > constants.PIECES_CAP then
    return nil
  end
  return id, number, count, part
end

local function tell(id, result, more)
  local line = { entry = "transfer", transfer = id, result = result }
  line.reason = more and more.reason
  line.missing = more and more.missing
  writer.journal(line)
end

--- Spans of what is missing, the first ones: the rest is told when these are here.
local function missing_of(transfer)
  local spans = {}
  for number = 1, transfer.count do
    if not transfer.pieces[number] then
      local last = spans[#spans]
      if last and last.last == number - 1 then
        last.last = number
      elseif #spans == constants.SPANS_CAP then
        break
      else
        spans[#spans + 1] = { first = number, last = number }
      end
    end
  end
  return spans
end

local function tell_missing(transfer)
  local spans = missing_of(transfer)
  transfer.upto = spans[#spans].last
  transfer.told = true
  tell(transfer.id, "missing", { missing = spans })
  tasks.move("console", game.tick + constants.TRANSFER_KEPT)
end

local function take_whole(transfer)
  local text = table.concat(transfer.pieces, "", 1, transfer.count)
  -- Before it is applied: should that fail, the pieces must not stay in the save.
  storage.console.transfer = nil
  tasks.cancel("console")
  local fault = packed.apply(text, "console")
  if fault then
    poll.complain(fault)
  end
  storage.console.done = { id = transfer.id, fault = fault }
  tell(transfer.id, fault and "refused" or "whole", { reason = fault })
end

--- The transfer that a piece belongs to; a partial one is dropped when another begins.
local function transfer_of(id, count)
  local transfer = storage.console.transfer
  if not transfer or transfer.id ~= id or transfer.count ~= count then
    transfer = { id = id, count = count, got = 0, pieces = {}, upto = count, told = false }
    storage.console.transfer = transfer
  end
  return transfer
end

local function take(id, number, count, part)
  local done = storage.console.done
  if done and done.id == id then
    -- What was told of it was not heard.
    tell(id, done.fault and "refused" or "whole", { reason = done.fault })
    return
  end
  local transfer = transfer_of(id, count)
  if not transfer.pieces[number] then
    transfer.pieces[number] = part
    transfer.got = transfer.got + 1
  end
  transfer.told = false
  if transfer.got == count then
    take_whole(transfer)
  elseif number >= transfer.upto then
    tell_missing(transfer)
  else
    tasks.move("console", game.tick + constants.TRANSFER_QUIET)
  end
end

--- Why the server's console is not listened to, or nil.
local function refusal()
  if writer.role() ~= "headless" then
    return "gpta-refusal.console-not-headless"
  elseif not writer.open() then
    return "gpta-refusal.host-consent"
  end
  return nil
end

console.commands = {
  ["gpta-deliver"] = function(event)
    if event.player_index then
      game.get_player(event.player_index).print({ "gpta-refusal.console-only" })
      return
    end
    local fault = refusal()
    local id, number, count, part = read(event.parameter)
    if fault or not id then
      -- A damaged piece is one that is missing: what is missing is told once nothing more comes.
      localised_print({ fault or "gpta-refusal.not-a-piece" })
    elseif string.sub(id, 1, #storage.session + 1) ~= storage.session .. "-" then
      tell(id, "refused", { reason = "gpta-refusal.other-save" })
    else
      take(id, number, count, part)
    end
  end,
}

console.tasks = {
  console = function()
    local transfer = storage.console.transfer
    if not transfer then
      return
    elseif transfer.told then
      storage.console.transfer = nil
    else
      tell_missing(transfer)
    end
  end,
}

signals.on("console", "consent-revoked", function()
  if not writer.open() then
    storage.console.transfer = nil
    tasks.cancel("console")
  end
end)

return console
