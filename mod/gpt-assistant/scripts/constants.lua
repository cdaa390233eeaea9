-- Numbers and names that several features share. Times are in ticks (60 a second).
local constants = {}

constants.PROTOCOL = require("scripts.protocol")
constants.FOLDER = "state/"
constants.MODES = { "chat", "logistics", "power", "bottleneck", "defence", "trains", "circuits", "starter", "forecast" }

--- What the agent calls itself when no model answers.
constants.EMBEDDED = "embedded"

constants.TRANSCRIPT_CAP = 60
constants.SNAPSHOTS_PER_PLAYER = 5
constants.OFFERS_PER_PLAYER = 5
constants.PROMPT_BYTES = 4000
constants.PROFILE_BYTES = 100
constants.TEXT_BYTES = 16000
constants.WRITTEN_CAP = 500
constants.DONE_CAP = 50
constants.JOURNAL_BYTES = 1048576

--- The console door: of a line typed at the server's console, of one delivery, of one report of what is missing.
constants.LINE_BYTES = 1000
constants.PIECES_CAP = 5000
constants.SPANS_CAP = 60
constants.TRANSFER_QUIET = 30
constants.TRANSFER_KEPT = 60 * 60

constants.FIRST_POLL = 60
constants.POLL_FACTOR = 1.5
constants.TYPING_PAUSE = 300
constants.HEARD_GREEN = 60 * 60 * 5
constants.WAITING_RED = 60 * 60
constants.GIVE_UP = 60 * 60 * 30

return constants
