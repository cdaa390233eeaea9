-- An offered schedule: applied to its train when the player says so, and taken back in one step. A train that is gone
-- or has another schedule by now is left alone. Each outcome is told to the agent.
local constants = require("scripts.constants")
local request = require("scripts.request")
local schedule_data = require("scripts.schedule_data")
local state = require("scripts.state")
local transcript = require("scripts.transcript")

local schedule = { name = "schedule" }

--- @return table|nil answer, table|nil offer
function schedule.offer(player_index, id, number)
  for _, answer in ipairs(state.player(player_index).schedules) do
    if answer.id == id then
      for _, offer in ipairs(answer.offers) do
        if offer.number == number then
          return answer, offer
        end
      end
    end
  end
  return nil, nil
end

--- Keeps what an answer offers; of several revisions the last.
--- @param pending table what the answer answers: id, digest, player_index
--- @param offers table[]
--- @return table[] shown number and train of each
function schedule.keep(pending, offers)
  local answers = state.player(pending.player_index).schedules
  for i, other in ipairs(answers) do
    if other.id == pending.id then
      table.remove(answers, i)
      break
    end
  end
  local shown = {}
  for i, offer in ipairs(offers) do
    shown[i] = { number = offer.number, train = offer.train }
  end
  if #offers > 0 then
    answers[#answers + 1] = { id = pending.id, digest = pending.digest, offers = offers }
  end
  if #answers > constants.OFFERS_PER_PLAYER then
    table.remove(answers, 1)
  end
  return shown
end

--- What an administrator can forbid (permission groups): a change of a schedule by the mod is one by the player.
local ACTIONS = { "add_train_station", "remove_train_station", "go_to_train_station", "add_train_interrupt" }

local function allowed(player)
  local group = player.permission_group
  for _, action in ipairs(group and ACTIONS or {}) do
    if not group.allows_action(defines.input_action[action]) then
      return false
    end
  end
  return true
end

-- The train of an id, if it is there and the player's; else why not, as a locale key's last part.
local function own_train(player, id)
  if not allowed(player) then
    return nil, "not-allowed"
  end
  local train = game.train_manager.get_train_by_id(id)
  if not train or not train.valid then
    return nil, "train-gone"
  end
  local front = train.front_stock
  if not front or front.force ~= player.force then
    return nil, "other-force"
  end
  return train, nil
end

local function has_interrupt(whole, name)
  if whole.interrupt_count > 0 then
    for _, interrupt in ipairs(whole.get_interrupts()) do
      if interrupt.name == name then
        return true
      end
    end
  end
  return false
end

-- Whether the train still has the schedule that the offer was made for.
local function unchanged(offer, whole, records)
  if not schedule_data.same(offer.before, schedule_data.present(records)) then
    return false
  end
  for _, interrupt in ipairs(offer.interrupts) do
    if has_interrupt(whole, interrupt.name) then
      return false
    end
  end
  return true
end

--- What an offer would make of its train now.
--- @param player LuaPlayer
--- @param offer table
--- @return table|nil change {train, whole, records, after}, string|nil fault train-gone|other-force|changed
function schedule.look(player, offer)
  local train, fault = own_train(player, offer.train)
  if not train then
    return nil, fault
  end
  local whole = train.get_schedule()
  local records = whole.get_records() or {}
  if not unchanged(offer, whole, records) then
    return nil, "changed"
  end
  return { train = train, whole = whole, records = records, after = schedule_data.records(offer, records) }, nil
end

--- Names of the stops in order, for one line.
--- @param records ScheduleRecord[]
--- @return table|string LocalisedString
function schedule.line(records)
  local names = {}
  for i, record in ipairs(records) do
    names[i] = record.station or "…"
  end
  return #names > 0 and table.concat(names, " → ") or { "gpta-schedule.none" }
end

local function write(train, records, current)
  local whole = train.get_schedule()
  if #records == 0 then
    whole.clear_records()
    return
  end
  whole.set_records(records)
  -- Going somewhere ends manual mode, which is the player's.
  if not train.manual_mode then
    whole.go_to_station(math.max(1, math.min(current, #records)))
  end
end

local function take_interrupts_away(whole, names)
  for i = whole.interrupt_count, 1, -1 do
    local interrupt = whole.get_interrupt(i)
    for _, name in ipairs(names) do
      if interrupt and interrupt.name == name then
        whole.remove_interrupt(i)
        break
      end
    end
  end
end

local function tell(player, answer, offer, result, reason)
  request.ack(answer, "schedule", result, { detail = { train = offer.train, reason = reason } })
  if reason then
    transcript.note(player.index, { "gpta-refusal.schedule-" .. reason, string.format("%d", offer.train) })
  end
end

local function change(train, after, offer)
  write(train, after, offer.current)
  for _, interrupt in ipairs(offer.interrupts) do
    train.get_schedule().add_interrupt(interrupt)
  end
end

local function interrupt_names(offer)
  local names = {}
  for i, interrupt in ipairs(offer.interrupts) do
    names[i] = interrupt.name
  end
  return names
end

--- @param player LuaPlayer
--- @param id string
--- @param number integer
function schedule.apply(player, id, number)
  local answer, offer = schedule.offer(player.index, id, number)
  if not answer or not offer then
    transcript.note(player.index, { "gpta-refusal.schedule-offer-gone" })
    return
  end
  local found, fault = schedule.look(player, offer)
  if not found then
    tell(player, answer, offer, "failed", fault)
    return
  end
  local names, current = interrupt_names(offer), found.whole.current
  -- A signal or station that the game does not know is an error of the game: then nothing stays changed.
  local ok, trouble = pcall(change, found.train, found.after, offer)
  if not ok then
    log("gpta: schedule of train " .. offer.train .. " refused: " .. tostring(trouble))
    take_interrupts_away(found.train.get_schedule(), names)
    write(found.train, found.records, current)
    tell(player, answer, offer, "failed", "refused")
    return
  end
  state.player(player.index).rescheduled = {
    id = id,
    number = number,
    train = offer.train,
    records = found.records,
    current = current,
    interrupts = names,
    applied = schedule_data.present(found.after),
  }
  transcript.note(
    player.index,
    { "gpta-schedule.applied", string.format("%d", offer.train), schedule.line(found.records) }
  )
  tell(player, answer, offer, "applied")
end

-- A rail that a stop of the former schedule lay on may be gone.
local function whole_records(records)
  for _, record in ipairs(records) do
    if record.rail and not record.rail.valid then
      return false
    end
  end
  return true
end

--- One step back: the former schedule of the latest train, if nobody has changed it since.
function schedule.undo(player)
  local own = state.player(player.index)
  local done = own.rescheduled
  if not done then
    return
  end
  own.rescheduled = nil
  local answer, offer = schedule.offer(player.index, done.id, done.number)
  local train, fault = own_train(player, done.train)
  if train then
    local now = schedule_data.present(train.get_schedule().get_records() or {})
    if schedule_data.same(done.applied, now) and whole_records(done.records) then
      take_interrupts_away(train.get_schedule(), done.interrupts)
      write(train, done.records, done.current)
    else
      fault = "changed"
    end
  end
  if fault then
    transcript.note(player.index, { "gpta-refusal.schedule-" .. fault, string.format("%d", done.train) })
  else
    transcript.note(player.index, { "gpta-schedule.undone", string.format("%d", done.train) })
  end
  if answer and offer then
    request.ack(answer, "schedule", fault and "failed" or "undone", {
      detail = { train = done.train, reason = fault },
    })
  end
end

return schedule
