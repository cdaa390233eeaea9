-- The little that other mods may ask of this one, and the command that switches failed features on again.
local constants = require("scripts.constants")
local guard = require("scripts.guard")
local signals = require("scripts.signals")

local interface = { name = "interface" }

remote.add_interface("gpt-assistant", {
  --- @return string the protocol of the bridge files
  protocol = function()
    return constants.PROTOCOL
  end,
  --- Opens the chat window of a player (or the consent, if that is still to be given).
  --- @param player_index integer
  open_chat = function(player_index)
    local player = game.get_player(player_index)
    if player then
      signals.emit("open", player)
    end
  end,
})

interface.commands = {
  ["gpta-reset"] = function(event)
    guard.reset()
    local player = event.player_index and game.get_player(event.player_index)
    if player then
      player.print({ "gpta-message.reset" })
    end
  end,
}

return interface
