-- What came through a door. An answer counts only for a question that waits, with its nonce and its digest; everything
-- else is dropped. Only known fields of known types are taken over: the rest of the text is not ours.
local actions = require("scripts.actions")
local constants = require("scripts.constants")
local request = require("scripts.request")
local schedule = require("scripts.schedule")
local schedule_data = require("scripts.schedule_data")
local signals = require("scripts.signals")
local state = require("scripts.state")
local text = require("scripts.util.text")
local transcript = require("scripts.transcript")

local delivery = {}

local PROTOCOL_MAJOR = string.match(constants.PROTOCOL, "^(%d+)%.")
local SEVERITIES = { info = true, warning = true, critical = true }

local function as_text(value, limit)
  if type(value) ~= "string" then
    return nil
  end
  return text.cut(text.clean(value), limit)
end

local function as_number(value)
  if type(value) ~= "number" or value ~= value or value == math.huge or value == -math.huge then
    return nil
  end
  return value
end

local function as_list(value)
  return type(value) == "table" and value or {}
end

local function as_position(value)
  if type(value) ~= "table" then
    return nil
  end
  local x, y = as_number(value.x), as_number(value.y)
  return x and y and { x = x, y = y } or nil
end

local function take_findings(list)
  local findings = {}
  for _, finding in ipairs(as_list(list)) do
    if type(finding) == "table" and type(finding.text) == "string" and #findings < 40 then
      findings[#findings + 1] = {
        severity = SEVERITIES[finding.severity] and finding.severity or "info",
        text = as_text(finding.text, 1000),
        position = as_position(finding.position),
        surface = as_text(finding.surface, 200),
      }
    end
  end
  return findings
end

local function take_texts(list, limit)
  local texts = {}
  for _, item in ipairs(as_list(list)) do
    if type(item) == "string" and #texts < 20 then
      texts[#texts + 1] = as_text(item, limit)
    end
  end
  return texts
end

-- The question that a document answers: the waiting one, or nil and whether it is an old acquaintance.
local function addressee(document)
  local pending = storage.pending[document.id]
  if pending and pending.nonce == document.nonce and pending.digest == document.request_digest then
    return pending, false
  end
  return nil, request.settled(document.id, document.request_digest, document.nonce)
end

local function is_addressed(document)
  return type(document) == "table"
    and type(document.id) == "string"
    and type(document.nonce) == "string"
    and type(document.request_digest) == "string"
    and document.session == storage.session
    and string.match(document.id, "^[a-z0-9][a-z0-9-]*$") ~= nil
    and #document.id <= 64
    and string.match(document.request_digest, "^%x%x%x%x%x%x%x%x$") ~= nil
end

local function drop(document, what, door, reason)
  request.ack(
    { id = document.id, digest = document.request_digest },
    what,
    "dropped",
    { door = door, detail = { reason = reason } }
  )
end

local function take_blueprint(document, door)
  if not is_addressed(document) then
    return
  end
  local pending, settled = addressee(document)
  local question = pending or (settled and settled.how == "answered" and settled) or actions.record(document)
  if not question then
    drop(document, "blueprint", door, settled and "cancelled" or "unknown")
    return
  end
  local size = as_list(document.size)
  if type(document.string) ~= "string" or not as_number(size.width) or not as_number(size.height) then
    request.ack(question, "blueprint", "failed", { door = door, detail = { reason = "malformed" } })
    return
  end
  local offer = {
    id = document.id,
    digest = document.request_digest,
    label = as_text(document.label, 200) or "",
    string = document.string,
    entity_count = as_number(document.entity_count) or 0,
    width = size.width,
    height = size.height,
    position = as_position(document.position),
    surface = as_text(document.surface, 200),
    direction = as_number(document.direction) or 0,
    power_w = as_number(document.power_w),
    missing_research = take_texts(document.missing_research, 200),
    required = {},
    promised = {},
  }
  for _, item in ipairs(as_list(document.required)) do
    if type(item) == "table" and type(item.name) == "string" and as_number(item.count) then
      offer.required[#offer.required + 1] = {
        name = as_text(item.name, 200),
        quality = as_text(item.quality, 100) or "normal",
        count = item.count,
        have = as_number(item.have),
      }
    end
  end
  for _, item in ipairs(as_list(document.promised)) do
    if type(item) == "table" and type(item.name) == "string" and as_number(item.rate_per_min) then
      offer.promised[#offer.promised + 1] = { name = as_text(item.name, 200), rate_per_min = item.rate_per_min }
    end
  end
  local offers = state.player(question.player_index).offers
  for i, other in ipairs(offers) do
    if other.id == offer.id then
      table.remove(offers, i)
      break
    end
  end
  offers[#offers + 1] = offer
  if #offers > constants.OFFERS_PER_PLAYER then
    table.remove(offers, 1)
  end
  signals.emit("changed", question.player_index)
end

local function take_response(document, door)
  if not is_addressed(document) then
    return
  end
  local record = actions.record(document)
  if record then
    actions.take(record, document, door)
    return
  end
  local pending, settled = addressee(document)
  if not pending then
    -- The same answer once more (its ack was not read yet) is no news; anything else was not asked for.
    if not settled or settled.how ~= "answered" then
      drop(document, "response", door, settled and "cancelled" or "unknown")
    end
    return
  end
  local revision = as_number(document.revision) or 0
  local answer = as_text(document.text, constants.TEXT_BYTES)
  if not answer then
    request.ack(pending, "response", "failed", { door = door, revision = revision, detail = { reason = "malformed" } })
    return
  end
  local final = document.final ~= false
  if revision <= pending.revision then
    return
  end
  pending.revision = revision
  if pending.request ~= "status" or answer ~= "" then
    transcript.answer(pending.player_index, {
      id = pending.id,
      who = "assistant",
      text = answer,
      ok = document.ok ~= false,
      final = final,
      findings = take_findings(document.findings),
      notes = take_texts(document.notes, 1000),
      engine = as_text(document.engine, 200),
      data_set = as_text(document.data_set, 200),
      blueprint = document.has_blueprint == true,
      schedules = schedule.keep(pending, schedule_data.take(document.schedules)),
    })
  end
  if final then
    request.settle(pending.id, "answered")
  end
  request.ack(pending, "response", "shown", { door = door, revision = revision })
  signals.emit("answered", pending.player_index)
end

local function take_status(document)
  if type(document) ~= "table" then
    return
  end
  storage.status = {
    heard = game.tick,
    agent_version = as_text(document.agent_version, 100),
    engine = as_text(document.engine, 200),
    door = as_text(document.door, 20),
    poll_manual = document.poll_manual == true,
    remaining = as_number(document.requests_remaining),
    reset_text = as_text(document.reset_text, 50),
    queue = as_number(document.queue) or 0,
  }
end

--- @param document any what the door brought
--- @param door string reload|paste|console
--- @return string|nil locale key of what is wrong with it
function delivery.apply(document, door)
  if type(document) ~= "table" or type(document.protocol) ~= "string" then
    return "gpta-refusal.not-a-delivery"
  end
  local major = string.match(document.protocol, "^(%d+)%.")
  if major ~= PROTOCOL_MAJOR then
    local newer = tonumber(major) and tonumber(major) > tonumber(PROTOCOL_MAJOR)
    return newer and "gpta-refusal.update-mod" or "gpta-refusal.update-agent"
  end
  if document.session ~= storage.session then
    return "gpta-refusal.other-save"
  end
  take_status(document.status)
  for _, blueprint in ipairs(as_list(document.blueprints)) do
    take_blueprint(blueprint, door)
  end
  for _, response in ipairs(as_list(document.responses)) do
    take_response(response, door)
  end
  signals.emit("heard")
  return nil
end

return delivery
