-- The shape of `storage` carries a version; each step brings it one version on. A step is never changed once released.
local migrations = {}

migrations.CURRENT = 6

--- steps[n] turns version n into version n + 1.
local steps = {
  -- 1 → 2: snapshots were kept by id; a list (oldest first) keeps them first in, first out.
  function(data)
    for _, player in pairs(data.players) do
      local list = {}
      for _, header in pairs(player.snapshots) do
        list[#list + 1] = header
      end
      table.sort(list, function(left, right)
        return left.tick < right.tick or (left.tick == right.tick and left.id < right.id)
      end)
      player.snapshots = list
    end
  end,
  -- 2 → 3: which exports of prototypes and names were made.
  function(data)
    data.exported = {}
  end,
  -- 3 → 4: schedules that were offered.
  function(data)
    for _, player in pairs(data.players) do
      player.schedules = {}
    end
  end,
  -- 4 → 5: who watches has a log of what happens; a watch without one is switched off.
  function(data)
    for _, player in pairs(data.players) do
      player.watch = nil
    end
  end,
  -- 5 → 6: what came through the server's console.
  function(data)
    data.console = {}
  end,
}

--- @param data table `storage`
function migrations.run(data)
  while data.version < migrations.CURRENT do
    steps[data.version](data)
    data.version = data.version + 1
  end
end

return migrations
