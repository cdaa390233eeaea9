-- The watch: while a player has it on, the emergency rules run every few seconds over the place of his newest snapshot
-- (or around himself), without the agent. What was said is not said again for five minutes.
local actions = require("scripts.actions")
local consent = require("scripts.consent")
local emergency = require("scripts.emergency")
local happenings = require("scripts.happenings")
local hello = require("scripts.hello")
local observation = require("scripts.observation")
local poll = require("scripts.poll")
local request = require("scripts.request")
local signals = require("scripts.signals")
local state = require("scripts.state")
local tasks = require("scripts.tasks")
local text = require("scripts.util.text")
local transcript = require("scripts.transcript")

local watch = { name = "watch" }

local QUIET_TICKS = 60 * 60 * 5
local AROUND = 100

local function every(player)
  return player.mod_settings["gpta-watch-seconds"].value * 60
end

-- Where he looks: the newest snapshot's area; without one the tiles around his body.
local function sight_of(player, own)
  local header = own.snapshots[#own.snapshots]
  local surface = header and game.get_surface(header.surface)
  if surface then
    return { player = player, surface = surface, area = header.area, force = player.force }
  end
  local position = player.physical_position
  return {
    player = player,
    surface = player.physical_surface,
    area = {
      left_top = { x = position.x - AROUND, y = position.y - AROUND },
      right_bottom = { x = position.x + AROUND, y = position.y + AROUND },
    },
    force = player.force,
  }
end

local function say(player, sight, alarm)
  local key = { "gpta-alarm." .. alarm.id, table.unpack(alarm.args) }
  local surface = alarm.id == "health-low" and player.physical_surface or sight.surface
  transcript.add(player.index, {
    who = "note",
    key = key,
    position = alarm.position and { x = alarm.position.x, y = alarm.position.y },
    surface = surface.name,
  })
  local place = alarm.position
      and string.format(" [gps=%.0f,%.0f,%s]", alarm.position.x, alarm.position.y, text.plain(surface.name))
    or ""
  player.print({ "", { "gpta-alarm.urgent" }, " ", key, place })
end

local function look(player, own, tick)
  local sight = sight_of(player, own)
  local told = {}
  local figures = emergency.figures(sight)
  observation.write(sight, figures)
  for _, alarm in ipairs(emergency.alarms(sight, figures)) do
    local mark = alarm.id .. " " .. alarm.mark
    local last = own.watch.told[mark]
    told[mark] = last
    if not last or tick - last >= QUIET_TICKS then
      told[mark] = tick
      say(player, sight, alarm)
    end
  end
  -- What is over is forgotten once it has been quiet for long enough; till then a flicker says nothing twice.
  for mark, last in pairs(own.watch.told) do
    if not told[mark] and tick - last < QUIET_TICKS then
      told[mark] = last
    end
  end
  own.watch.told = told
end

-- The player who is next, one a tick: several looks at once would add up.
local function next_up()
  local first, at
  for _, player in pairs(game.connected_players) do
    local due = state.player(player.index).watch
    if due and (not at or due.next < at or (due.next == at and player.index < first.index)) then
      first, at = player, due.next
    end
  end
  return first, at
end

local function schedule(tick)
  local _, at = next_up()
  if at then
    tasks.move("watch", math.max(at, tick + 1))
  else
    tasks.cancel("watch")
  end
end

watch.tasks = {
  watch = function(tick)
    local player, at = next_up()
    if player and at <= tick then
      local own = state.player(player.index)
      own.watch.next = tick + every(player)
      look(player, own, tick)
    end
    schedule(tick)
  end,
}

local function stop(player)
  state.player(player.index).watch = nil
  happenings.update()
  actions.clear(player.index)
  poll.rest()
  schedule(game.tick)
end

local function toggle(player)
  local own = state.player(player.index)
  if not consent.given(player.index) then
    signals.emit("consent-needed", player)
    return
  end
  if own.watch then
    stop(player)
  else
    hello.once_after_load(player)
    own.watch = { next = game.tick + 1, since = game.tick, told = {}, log = happenings.new_log(), outcomes = {} }
    happenings.update()
    poll.begin()
  end
  player.print({ own.watch and "gpta-alarm.on" or "gpta-alarm.off", string.format("%d", every(player) / 60) })
  if own.watch and not request.is_allowed(player) then
    player.print({ "gpta-refusal.not-allowed" })
  end
  schedule(game.tick)
end

watch.events = {
  ["gpta-toggle-watch"] = function(event)
    local player = game.get_player(event.player_index)
    if player then
      toggle(player)
    end
  end,
  [defines.events.on_player_joined_game] = function()
    schedule(game.tick)
  end,
}

signals.on("watch", "consent-revoked", stop)

return watch
