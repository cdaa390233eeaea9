-- `/gpta-selftest`: measures in the player's own game what could not be measured without one, and writes selftest.json.
-- Whether files are seen at once and how long a reload takes is told by when the marks reach the agent.
local adler32 = require("scripts.util.adler32")
local json = require("scripts.util.json")
local request = require("scripts.request")
local tasks = require("scripts.tasks")
local writer = require("scripts.writer")

local selftest = { name = "selftest" }

-- One iron chest, and a word, both deflated outside of the game.
local BLUEPRINT = "0eNplzdEKgzAMBdB/uc/dcJtV7K8MGerCFtBU2jom0n9f7V4GewrJ5dxs6MeFZscSYDZwoAnm56bAgxUPc02h3OkNc"
  .. "1Lw/JBu3IF0EyXAzspheJIPiLFVIAkcmL4uL+tNlqknl/2/UpitT8TK3pq+FEetsOaZG1/kfE51dW7KptFlUVdVfYnxA30iP+w="
local WORD, DEFLATED_WORD = "gpta-selftest", "eNpLLyhJ1C1OzUkrSS0uAQAkHQVE"
local TEXT_BOX_SIZES = { 1000, 10000, 100000, 1000000 }

local function outcome(passed)
  return passed and "pass" or "fail"
end

local function text_box_chars(player)
  local box = player.gui.screen.add({ type = "text-box", name = "gpta-selftest-box", visible = false })
  local most = 0
  for _, size in ipairs(TEXT_BOX_SIZES) do
    box.text = string.rep("x", size)
    most = math.max(most, #box.text)
  end
  box.destroy()
  return most
end

local function blueprint_imports()
  local inventory = game.create_inventory(1)
  inventory[1].set_stack("blueprint")
  local result = inventory[1].import_stack(BLUEPRINT)
  local entities = result == 0 and inventory[1].get_blueprint_entities() or {}
  inventory.destroy()
  return #entities == 1
end

local function measure(player)
  local run = { player_index = player.index, text_box_chars = text_box_chars(player) }
  run.results = {
    { name = "blueprint-import", outcome = outcome(blueprint_imports()) },
    { name = "decode-string", outcome = outcome(helpers.decode_string(DEFLATED_WORD) == WORD) },
    { name = "encode-string-adler", outcome = outcome(adler32.by_the_game(WORD) == adler32.of(WORD)) },
    { name = "text-box", outcome = "pass", value = run.text_box_chars, unit = "characters" },
  }
  return run
end

--- @param reloaded boolean whether a reload happened between its two marks
local function finish(reloaded)
  local run = storage.selftest
  storage.selftest = nil
  local second_pass = storage.reload.second_pass_helped
  table.insert(run.results, {
    name = "reload",
    outcome = reloaded and "pass" or "unavailable",
    detail = reloaded and "timed by the arrival of its two marks" or nil,
  })
  local body = writer.header("selftest", storage.session .. "-selftest")
  body.game_version = helpers.game_version
  body.mod_version = script.active_mods[script.mod_name]
  body.second_pass_needed = second_pass == nil and json.NULL or second_pass
  body.text_box_chars = run.text_box_chars
  body.results = run.results
  writer.journal({ entry = "mark", mark = "selftest", player_index = run.player_index })
  writer.file("selftest.json", body)
  local player = game.get_player(run.player_index)
  if player then
    player.print({ "gpta-message.selftest-written" })
  end
end

selftest.tasks = {
  selftest = function()
    writer.journal({ entry = "mark", mark = "reload-end" })
    finish(true)
  end,
}

selftest.commands = {
  ["gpta-selftest"] = function(event)
    local player = event.player_index and game.get_player(event.player_index)
    if not player then
      return
    end
    local fault = request.refusal(player)
    if fault then
      player.print({ fault })
      return
    end
    writer.journal({ entry = "mark", mark = "selftest", player_index = player.index })
    storage.selftest = measure(player)
    if game.is_multiplayer() or storage.reload.choice ~= "automatic" then
      finish(false)
      return
    end
    writer.journal({ entry = "mark", mark = "reload-begin" })
    tasks.move("selftest", game.tick + 1)
    tasks.update()
    game.reload_mods()
  end,
}

return selftest
