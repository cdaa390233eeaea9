-- A file written in pieces over several ticks, with its digest summed as it goes. The journal line comes last.
local adler32 = require("scripts.util.adler32")
local constants = require("scripts.constants")
local writer = require("scripts.writer")

local stream = {}

--- @class gpta.Stream
--- @field file string
--- @field bytes integer
--- @field a number
--- @field b number

--- Lets a job (a table in `storage`) write to a file from its start.
--- @param job table
--- @param file string
function stream.open(job, file)
  job.file = file
  job.bytes = 0
  job.a = 1
  job.b = 0
end

--- Appends one piece to the file and to the running digest.
--- @param job gpta.Stream
--- @param piece string
function stream.put(job, piece)
  job.a, job.b = adler32.update(job.a, job.b, piece)
  writer.piece(job.file, piece, job.bytes == 0)
  job.bytes = job.bytes + #piece
end

--- @param job gpta.Stream
--- @return string digest
function stream.finish(job)
  local digest = adler32.hex(job.a, job.b)
  writer.finish(job.file, job.bytes, digest)
  return digest
end

--- What was begun will not be finished. In multiplayer a client would lose a file of his own.
--- @param job gpta.Stream
function stream.drop(job)
  if job.file and not game.is_multiplayer() then
    helpers.remove_path(constants.FOLDER .. job.file)
  end
end

return stream
