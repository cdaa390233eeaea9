-- What the agent proposes about what it observed: a closed list, each carried out or refused with the reason, and what
-- became of it told in the next observation. Nothing here changes the factory: that takes the player's click.
local blueprint = require("scripts.blueprint")
local dispatch = require("scripts.gui.dispatch")
local guard = require("scripts.guard")
local request = require("scripts.request")
local schedule = require("scripts.schedule")
local schedule_data = require("scripts.schedule_data")
local signals = require("scripts.signals")
local state = require("scripts.state")
local tasks = require("scripts.tasks")
local text = require("scripts.util.text")
local transcript = require("scripts.transcript")

local actions = { name = "actions" }

local MOST_ACTIONS = 8
local MOST_OUTCOMES = 50
--- An observation that is older than this is too old to act on; after twice the time it is not known any more.
local EXPIRES_TICKS = 60 * 60 * 10
local MOST_TAGS = 5
local TAG_TICKS = 60 * 60 * 30
local TAG_BYTES = 100
local ALERT_BYTES = 300
local MESSAGE_BYTES = 1000
local MOST_NOTES = 5
local HIGHLIGHT_TICKS = 60 * 30
local NEAR = 10
local FURTHEST = 2000000

--- Remembers an observation that was written, so that it can be answered.
--- @param player LuaPlayer
--- @param body table of the observation
--- @param digest string of its bytes
function actions.expect(player, body, digest)
  local own = state.player(player.index)
  own.observed = own.observed or {}
  table.insert(own.observed, {
    id = body.id,
    nonce = body.nonce,
    digest = digest,
    tick = body.tick,
    player_index = player.index,
  })
  while game.tick - own.observed[1].tick > 2 * EXPIRES_TICKS do
    table.remove(own.observed, 1)
  end
end

--- The observation that a document answers, or nil.
--- @return table|nil record
function actions.record(document)
  local index = tonumber(string.match(document.id, "%-o(%d+)%-%d+$"))
  local own = index and storage.players[index]
  for _, record in ipairs(own and own.observed or {}) do
    if record.id == document.id and record.nonce == document.nonce and record.digest == document.request_digest then
      return record
    end
  end
  return nil
end

local function note(own, name, result, reason)
  if not own.watch then
    return
  end
  local outcomes = own.watch.outcomes
  outcomes[#outcomes + 1] = { action = name, result = result, reason = reason }
  if #outcomes > MOST_OUTCOMES then
    table.remove(outcomes, 1)
  end
end

local function words_of(given, limit)
  if type(given.text) ~= "string" then
    return ""
  end
  return text.cut(text.clean(given.text), limit)
end

-- What is shown at a place stands in the transcript too, where a click leads to it.
local function point_out(player, words, surface, position, tag)
  local entry = { who = "note", text = words, position = position, surface = surface.name, tag = tag }
  transcript.add(player.index, entry)
end

local function engine_of(document)
  return type(document.engine) == "string" and text.cut(text.clean(document.engine), 200) or nil
end

local function is_coordinate(value)
  return type(value) == "number" and value == value and value >= -FURTHEST and value <= FURTHEST
end

-- The surface and place of an action, or why there is none.
local function place_of(given)
  local at = given.position
  if type(at) ~= "table" or not is_coordinate(at.x) or not is_coordinate(at.y) then
    return nil, nil, "bad-position"
  end
  local surface = type(given.surface) == "string" and game.get_surface(given.surface)
  if not surface then
    return nil, nil, "no-surface"
  end
  return surface, { x = at.x, y = at.y }, nil
end

local function say(player, entry, shown)
  entry.who = "assistant"
  transcript.add(player.index, entry)
  player.print({ "", { "gpta-action.says" }, " ", shown })
end

-- What the agent adds to its decision (why no model answered, say); it stands under the first message.
local function notes_of(document)
  local notes = {}
  for _, words in ipairs(type(document.notes) == "table" and document.notes or {}) do
    if type(words) == "string" and #notes < MOST_NOTES then
      notes[#notes + 1] = text.cut(text.clean(words), MESSAGE_BYTES)
    end
  end
  document.notes = nil
  return notes
end

local PERFORM = {}

function PERFORM.message(player, given, document)
  local words = words_of(given, MESSAGE_BYTES)
  if not string.find(words, "%S") then
    return "refused", "no-text"
  end
  say(player, { text = words, engine = engine_of(document), notes = notes_of(document) }, text.plain(words))
  return "done"
end

function PERFORM.alert(player, given)
  local surface, position, fault = place_of(given)
  local words = words_of(given, ALERT_BYTES)
  if fault or not string.find(words, "%S") then
    return "refused", fault or "no-text"
  end
  -- An alert hangs on an entity: one of the player's own rather than an enemy.
  local filter = { position = position, radius = NEAR, force = player.force, limit = 1 }
  local entity = surface.find_entities_filtered(filter)[1]
  if not entity then
    filter.force = nil
    entity = surface.find_entities_filtered(filter)[1]
  end
  if not entity then
    return "refused", "nothing-there"
  end
  local icon = { type = "virtual", name = "signal-alert" }
  player.add_custom_alert(entity, icon, { "gpta-action.alert", text.plain(words) }, true)
  point_out(player, words, surface, position)
  return "done"
end

-- The tag of an entry, if it is still on the map.
local function tag_of(entry)
  local force = game.forces[entry.force]
  local surface = game.get_surface(entry.surface)
  local at = entry.position
  local area = { { at.x - 1, at.y - 1 }, { at.x + 1, at.y + 1 } }
  for _, tag in ipairs(force and surface and force.find_chart_tags(surface, area) or {}) do
    if tag.tag_number == entry.number then
      return tag
    end
  end
  return nil
end

local function untag(entry)
  local tag = tag_of(entry)
  if tag then
    tag.destroy()
  end
end

local function schedule_tags()
  local first
  for _, own in pairs(storage.players) do
    for _, entry in ipairs(own.tags or {}) do
      first = first and math.min(first, entry.till) or entry.till
    end
  end
  if first then
    tasks.move("tags", math.max(first, game.tick + 1))
  else
    tasks.cancel("tags")
  end
end

function PERFORM.tag(player, given)
  local surface, position, fault = place_of(given)
  local words = words_of(given, TAG_BYTES)
  if fault or not string.find(words, "%S") then
    return "refused", fault or "no-text"
  end
  local icon = { type = "virtual", name = "signal-info" }
  local spec = { position = position, text = text.plain(words), icon = icon, last_user = player }
  local tag = player.force.add_chart_tag(surface, spec)
  if not tag then
    return "refused", "not-charted"
  end
  local own = state.player(player.index)
  own.tags = own.tags or {}
  table.insert(own.tags, {
    number = tag.tag_number,
    force = player.force.name,
    surface = surface.name,
    position = position,
    till = game.tick + TAG_TICKS,
  })
  if #own.tags > MOST_TAGS then
    untag(table.remove(own.tags, 1))
  end
  schedule_tags()
  point_out(player, words, surface, position, tag.tag_number)
  return "done"
end

function PERFORM.highlight(player, given)
  local surface, position, fault = place_of(given)
  if fault then
    return "refused", fault
  end
  rendering.draw_circle({
    color = { 1, 0.75, 0.1 },
    radius = 3,
    width = 4,
    target = position,
    surface = surface,
    players = { player },
    time_to_live = HIGHLIGHT_TICKS,
  })
  return "done"
end

PERFORM["offer-blueprint"] = function(player, given, document)
  if not blueprint.offer(player.index, document.id) then
    return "refused", "no-blueprint"
  end
  local words = words_of(given, MESSAGE_BYTES)
  say(player, { id = document.id, text = words, engine = engine_of(document), blueprint = true }, text.plain(words))
  return "done"
end

PERFORM["propose-schedule"] = function(player, given, document)
  local _, offer = schedule.offer(player.index, document.id, given.number)
  if not offer then
    return "refused", "no-schedule"
  end
  local words = words_of(given, MESSAGE_BYTES)
  local shown = { { number = offer.number, train = offer.train } }
  say(player, { id = document.id, text = words, engine = engine_of(document), schedules = shown }, text.plain(words))
  return "done"
end

local function perform(player, given, document, expired)
  local fn = type(given) == "table" and type(given.action) == "string" and PERFORM[given.action]
  if not fn then
    return "refused", "unknown-action"
  elseif expired then
    return "refused", "expired"
  end
  local ok, outcome = guard.run("actions", function()
    return { fn(player, given, document) }
  end)
  if not ok then
    return "failed", "error"
  end
  return outcome[1], outcome[2]
end

local function name_of(given)
  local name = type(given) == "table" and type(given.action) == "string" and given.action or "?"
  return text.cut(text.clean(name), 40)
end

--- Carries out what answers an observation, once.
--- @param record table of `actions.record`
--- @param document table the response
--- @param door string
function actions.take(record, document, door)
  if record.answered then
    return
  end
  record.answered = true
  local player = game.get_player(record.player_index)
  local own = state.player(record.player_index)
  if not player or not own.watch then
    request.ack(record, "response", "dropped", { door = door, detail = { reason = "off" } })
    return
  end
  schedule.keep(record, schedule_data.take(document.schedules))
  local expired = game.tick - record.tick > EXPIRES_TICKS
  local list = type(document.actions) == "table" and document.actions or {}
  for i, given in ipairs(list) do
    if i > MOST_ACTIONS then
      note(own, name_of(given), "refused", "too-many")
    else
      local result, reason = perform(player, given, document, expired)
      note(own, name_of(given), result, reason)
    end
  end
  request.ack(record, "response", "shown", { door = door, revision = tonumber(document.revision) })
end

local OFFERED = { blueprint = "offer-blueprint", schedule = "propose-schedule" }

-- What the player did with what was offered. What never was, as it came too late, nobody clicked.
signals.on("actions", "acked", function(id, what, result)
  if result == "dropped" then
    return
  end
  local index = OFFERED[what] and tonumber(string.match(id, "%-o(%d+)%-%d+$"))
  local own = index and storage.players[index]
  if own then
    note(own, OFFERED[what], "clicked", result)
  end
end)

signals.on("actions", "consent-revoked", function(player)
  actions.clear(player.index)
end)

-- The button under a tag's line.
dispatch.on("actions", "gpta-untag", function(player, element, own)
  local kept = {}
  for _, entry in ipairs(own.tags or {}) do
    if entry.number == element.tags.number then
      untag(entry)
      note(own, "tag", "clicked", "undone")
    else
      kept[#kept + 1] = entry
    end
  end
  own.tags = kept[1] and kept or nil
  schedule_tags()
  signals.emit("changed", player.index)
end)

--- Takes all of a player's tags off the map.
function actions.clear(player_index)
  local own = state.player(player_index)
  for _, entry in ipairs(own.tags or {}) do
    untag(entry)
  end
  own.tags = nil
  own.observed = nil
  schedule_tags()
end

actions.tasks = {
  tags = function(tick)
    for _, own in pairs(storage.players) do
      local kept = {}
      for _, entry in ipairs(own.tags or {}) do
        if entry.till <= tick then
          untag(entry)
        else
          kept[#kept + 1] = entry
        end
      end
      own.tags = kept[1] and kept or nil
    end
    schedule_tags()
  end,
}

return actions
