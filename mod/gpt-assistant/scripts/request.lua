-- A question on its way out, and the book of those without an answer yet.
local adler32 = require("scripts.util.adler32")
local consent = require("scripts.consent")
local constants = require("scripts.constants")
local json = require("scripts.util.json")
local signals = require("scripts.signals")
local state = require("scripts.state")
local tasks = require("scripts.tasks")
local text = require("scripts.util.text")
local writer = require("scripts.writer")

local request = { name = "request" }

--- @class gpta.Pending
--- @field id string
--- @field request string chat|blueprint|status
--- @field player_index integer
--- @field nonce string
--- @field digest string of the file's bytes
--- @field body table what is written again after a load
--- @field tick integer
--- @field revision integer last one shown, -1 before the first

--- Whether the map's settings let a player have the agent's answers. While it is not settled who writes, they do.
--- @param player LuaPlayer
--- @return boolean
function request.is_allowed(player)
  local role, host_index = writer.role()
  if not role or role == "single" or player.index == host_index then
    return true
  end
  local who = settings.global["gpta-who"].value
  return who == "everyone" or (who == "admins" and player.admin)
end

--- Why a player may not ask now, as a locale key, or nil.
--- @param player LuaPlayer
--- @return string|nil
function request.refusal(player)
  if not consent.given(player.index) then
    return "gpta-refusal.no-consent"
  end
  if not writer.role() then
    return "gpta-refusal.no-host"
  end
  if not writer.open() then
    return "gpta-refusal.host-consent"
  end
  if not request.is_allowed(player) then
    return "gpta-refusal.not-allowed"
  end
  local own = state.player(player.index)
  local recent = 0
  for _, tick in ipairs(own.asked) do
    if tick > game.tick - 3600 then
      recent = recent + 1
    end
  end
  if recent >= settings.global["gpta-questions-per-minute"].value then
    return "gpta-refusal.too-many"
  end
  return nil
end

local function note_asked(own)
  local kept = {}
  for _, tick in ipairs(own.asked) do
    if tick > game.tick - 3600 then
      kept[#kept + 1] = tick
    end
  end
  kept[#kept + 1] = game.tick
  own.asked = kept
end

--- The language that answers to a player are in.
--- @param player LuaPlayer
function request.language(player)
  local override = player.mod_settings["gpta-language"].value
  return override == "auto" and player.locale or override
end

--- What only an answer to this very file can know.
function request.nonce()
  return string.format("%04x%04x", math.random(0, 65535), math.random(0, 65535))
end

--- @param player LuaPlayer
--- @param kind string
--- @param payload table
--- @return table body, string digest
local function write(player, kind, payload)
  local body = writer.header("request", state.next_id("request", ""))
  body.request = kind
  body.player = { index = player.index, name = player.name }
  body.locale = request.language(player)
  body.nonce = request.nonce()
  body.multiplayer = game.is_multiplayer()
  for _, key in ipairs({
    "mode",
    "prompt",
    "snapshot",
    "compare",
    "item",
    "rate_per_min",
    "changes",
    "target",
    "target_adler32",
    "after",
  }) do
    body[key] = payload[key]
  end
  local encoded = json.encode(body)
  writer.file("request-" .. body.id .. ".json", encoded)
  return body, adler32.of(encoded)
end

-- What the player has been told in this very save: the agent's memory of the talk is of a branch, and goes back with
-- an older save. What still waits for its answer comes before a new question too.
local function before(player_index)
  local list = { state.player(player_index).answered }
  for _, id in ipairs(storage.pending_order) do
    local pending = storage.pending[id]
    if pending.player_index == player_index and pending.request ~= "status" then
      list[#list + 1] = { id = id, adler32 = pending.digest }
    end
  end
  return list
end

--- Sends a question that will be answered.
--- @param player LuaPlayer
--- @param kind string chat|blueprint|status
--- @param payload table
--- @return gpta.Pending
function request.ask(player, kind, payload)
  signals.emit("used", player)
  if kind ~= "status" then
    payload.after = before(player.index)
  end
  if payload.prompt then
    payload.prompt = text.cut(text.clean(payload.prompt), constants.PROMPT_BYTES)
  end
  local body, digest = write(player, kind, payload)
  --- @type gpta.Pending
  local pending = {
    id = body.id,
    request = kind,
    player_index = player.index,
    nonce = body.nonce,
    digest = digest,
    body = body,
    tick = game.tick,
    revision = -1,
  }
  storage.pending[body.id] = pending
  table.insert(storage.pending_order, body.id)
  note_asked(state.player(player.index))
  storage.reload.interval = constants.FIRST_POLL
  tasks.move("poll", game.tick + constants.FIRST_POLL)
  return pending
end

--- Tells the agent something that needs no answer.
function request.tell(player, kind, payload)
  if writer.open() and consent.given(player.index) then
    write(player, kind, payload)
  end
end

--- No answer is awaited any more. What is remembered lets a blueprint follow its answer and a second delivery be still.
function request.settle(id, how)
  local pending = storage.pending[id]
  if not pending then
    return
  end
  storage.pending[id] = nil
  if how == "answered" and pending.request ~= "status" then
    state.player(pending.player_index).answered = { id = id, adler32 = pending.digest }
  end
  for i, other in ipairs(storage.pending_order) do
    if other == id then
      table.remove(storage.pending_order, i)
      break
    end
  end
  local done = storage.done
  done[#done + 1] = {
    id = id,
    nonce = pending.nonce,
    digest = pending.digest,
    player_index = pending.player_index,
    how = how,
  }
  if #done > constants.DONE_CAP then
    table.remove(done, 1)
  end
end

--- The latest settled question of this id and content.
function request.settled(id, digest, nonce)
  for i = #storage.done, 1, -1 do
    local entry = storage.done[i]
    if entry.id == id and entry.digest == digest and entry.nonce == nonce then
      return entry
    end
  end
  return nil
end

--- The player's own oldest unanswered question first.
function request.pending_of(player_index)
  local list = {}
  for _, id in ipairs(storage.pending_order) do
    if storage.pending[id].player_index == player_index then
      list[#list + 1] = storage.pending[id]
    end
  end
  return list
end

--- @param player LuaPlayer
--- @return integer how many were cancelled
function request.cancel_all(player)
  local list = request.pending_of(player.index)
  for _, pending in ipairs(list) do
    request.settle(pending.id, "cancelled")
    request.tell(player, "cancel", { target = pending.id, target_adler32 = pending.digest })
  end
  return #list
end

--- What became of an answer.
--- @param entry table with id and digest of the request
function request.ack(entry, what, result, more)
  local body = writer.header("ack", state.next_id("ack", "a"))
  body.request_id = entry.id
  body.request_digest = entry.digest
  body.what = what
  body.result = result
  body.door = more and more.door or nil
  body.revision = more and more.revision or nil
  body.detail = more and more.detail or nil
  writer.file("ack-" .. body.id .. ".json", body)
  signals.emit("acked", entry.id, what, result)
end

-- After a load: the same bytes once more, then the list of ids still awaited. Nothing that is saved changes. A reload
-- of our own is a load as well, but the agent has lost nothing then.
local function repeat_pending()
  if storage.tasks.inbox then
    return
  end
  local list = {}
  for i, id in ipairs(storage.pending_order) do
    local pending = storage.pending[id]
    writer.file("request-" .. id .. ".json", json.encode(pending.body), true)
    list[i] = { id = id, adler32 = pending.digest }
  end
  if list[1] then
    writer.journal({ entry = "pending", pending = list }, true)
  end
end

tasks.on_first_tick("request", repeat_pending)

return request
