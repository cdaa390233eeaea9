-- What was said, per player, capped. Text of the agent and of players is kept as it is and shown without markup.
local constants = require("scripts.constants")
local signals = require("scripts.signals")
local state = require("scripts.state")

local transcript = {}

--- @class gpta.Entry
--- @field id string? request id
--- @field who string player|assistant|note
--- @field tick integer
--- @field text string?
--- @field key table? a LocalisedString of ours instead of text
--- @field findings table[]?
--- @field notes string[]?
--- @field blueprint boolean?
--- @field schedules table[]? {number, train} of each schedule offered
--- @field tag integer? number of the map tag that it speaks of
--- @field final boolean?

--- @param player_index integer
--- @param entry gpta.Entry
function transcript.add(player_index, entry)
  local list = state.player(player_index).transcript
  entry.tick = game.tick
  list[#list + 1] = entry
  if #list > constants.TRANSCRIPT_CAP then
    table.remove(list, 1)
  end
  signals.emit("changed", player_index)
end

--- A note of our own, in the player's language.
--- @param key table LocalisedString
function transcript.note(player_index, key)
  transcript.add(player_index, { who = "note", key = key })
end

--- A later revision takes the place of the earlier one.
function transcript.answer(player_index, entry)
  local list = state.player(player_index).transcript
  for i = #list, 1, -1 do
    if list[i].id == entry.id and list[i].who == "assistant" and not list[i].final then
      entry.tick = game.tick
      list[i] = entry
      signals.emit("changed", player_index)
      return
    end
  end
  transcript.add(player_index, entry)
end

function transcript.clear(player_index)
  state.player(player_index).transcript = {}
  signals.emit("changed", player_index)
end

return transcript
