-- The way out: files below script-output/state, each followed by one line in the journal. Every peer runs this alike;
-- the game lets only the peer named by `for_player` write.
local adler32 = require("scripts.util.adler32")
local constants = require("scripts.constants")
local json = require("scripts.util.json")

local writer = {}

--- Who writes: single-player always; in multiplayer the player named by `gpta-host`, or the server; else nobody.
--- @return string|nil role "single"|"host"|"headless", integer|nil for_player
function writer.role()
  if not game.is_multiplayer() then
    return "single", nil
  end
  local host = settings.global["gpta-host"].value
  if host == "headless" then
    return "headless", 0
  end
  local player = host ~= "" and game.get_player(host) or nil
  if player then
    return "host", player.index
  end
  return nil, nil
end

--- Whether the one who writes is in the game: in the first ticks of a hosted game the host is not yet.
function writer.ready()
  local role, for_player = writer.role()
  if role == "host" then
    return game.get_player(for_player).connected
  end
  return role ~= nil
end

--- Consent of the one whose disk is written to opens the bridge.
--- @return boolean
function writer.open()
  local role, for_player = writer.role()
  if role == "single" then
    for _, player in pairs(game.players) do
      local own = storage.players[player.index]
      if own and own.consent then
        return true
      end
    end
    return false
  elseif role == "host" then
    local host = storage.players[for_player]
    return host ~= nil and host.consent
  end
  return role == "headless" and storage.headless_consent
end

local function put(name, data, append)
  local _, for_player = writer.role()
  if for_player then
    helpers.write_file(constants.FOLDER .. name, data, append, for_player)
  else
    helpers.write_file(constants.FOLDER .. name, data, append)
  end
end

local function journal_name(part)
  if part == 1 then
    return "journal.jsonl"
  end
  return "journal-" .. string.format("%d", part) .. ".jsonl"
end

--- @param line table fields besides the header
--- @param untracked boolean? true where `storage` must not change (what only a freshly loaded peer does)
function writer.journal(line, untracked)
  if not writer.open() then
    return
  end
  line.protocol = constants.PROTOCOL
  line.kind = "journal"
  line.id = storage.session .. "-journal"
  line.session = storage.session
  line.tick = game.tick
  local encoded = json.encode(line) .. "\n"
  local journal = storage.journal
  if not untracked and journal.bytes + #encoded > constants.JOURNAL_BYTES then
    journal.part = journal.part + 1
    journal.bytes = 0
  end
  put(journal_name(journal.part), encoded, true)
  if not untracked then
    journal.bytes = journal.bytes + #encoded
  end
end

local function remember(name)
  local written = storage.written
  for i = 1, #written do
    if written[i] == name then
      return
    end
  end
  written[#written + 1] = name
  if #written > constants.WRITTEN_CAP then
    table.remove(written, 1)
  end
end

--- Writes a whole file and its journal line.
--- @param name string
--- @param body table|string a table, or its encoded text
--- @param untracked boolean?
--- @return string|nil digest nil when nothing may be written
function writer.file(name, body, untracked)
  if not writer.open() then
    return nil
  end
  local text = type(body) == "string" and body or json.encode(body)
  local digest = adler32.of(text)
  put(name, text, false)
  if not untracked then
    remember(name)
  end
  writer.journal({ entry = "file", name = name, bytes = #text, adler32 = digest }, untracked)
  return digest
end

--- One piece of a file that is written over several ticks; the first piece replaces what was there.
function writer.piece(name, text, first)
  if not writer.open() then
    return
  end
  if first then
    remember(name)
  end
  put(name, text, not first)
end

--- The journal line that makes a file written in pieces count.
function writer.finish(name, bytes, digest)
  if writer.open() then
    writer.journal({ entry = "file", name = name, bytes = bytes, adler32 = digest })
  end
end

--- The common head of every file.
function writer.header(kind, id)
  return { protocol = constants.PROTOCOL, kind = kind, id = id, session = storage.session, tick = game.tick }
end

--- A file of ours that nobody needs any more; on disk it is deleted in single-player only, as below.
--- @param name string
function writer.remove(name)
  local written = storage.written
  for i = #written, 1, -1 do
    if written[i] == name then
      table.remove(written, i)
    end
  end
  if not game.is_multiplayer() then
    helpers.remove_path(constants.FOLDER .. name)
  end
end

--- Single-player only: in multiplayer a client would lose files of his own.
function writer.remove_all()
  if game.is_multiplayer() then
    return
  end
  for _, name in ipairs(storage.written) do
    helpers.remove_path(constants.FOLDER .. name)
  end
end

return writer
