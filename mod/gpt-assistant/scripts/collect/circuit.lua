-- Wires and circuit settings of one entity, in the shape of agent/contract/circuits.py: the keys of a blueprint's
-- control_behavior where it has them, and what is read and set by short names.
local control = require("scripts.collect.control")
local json = require("scripts.util.json")
local names = require("scripts.collect.names")

local circuit = {}

local DISABLED = defines.entity_status.disabled_by_control_behavior

--- Types that take circuit wires; of these only the wired ones have anything to tell.
local WIRED = {}
for _, type_name in ipairs({
  "accumulator",
  "agricultural-tower",
  "ammo-turret",
  "arithmetic-combinator",
  "artillery-turret",
  "assembling-machine",
  "asteroid-collector",
  "boiler",
  "cargo-landing-pad",
  "constant-combinator",
  "container",
  "decider-combinator",
  "display-panel",
  "electric-pole",
  "electric-turret",
  "fluid-turret",
  "furnace",
  "fusion-reactor",
  "heat-pipe",
  "inserter",
  "lab",
  "lamp",
  "loader",
  "loader-1x1",
  "logistic-container",
  "mining-drill",
  "offshore-pump",
  "power-switch",
  "programmable-speaker",
  "proxy-container",
  "pump",
  "radar",
  "rail-chain-signal",
  "rail-signal",
  "reactor",
  "roboport",
  "rocket-silo",
  "selector-combinator",
  "space-platform-hub",
  "splitter",
  "storage-tank",
  "train-stop",
  "transport-belt",
  "wall",
}) do
  WIRED[type_name] = true
end

--- These have settings that matter without a wire: they say something by themselves, or obey the logistic network.
local UNWIRED = {
  ["arithmetic-combinator"] = true,
  ["constant-combinator"] = true,
  ["decider-combinator"] = true,
  ["selector-combinator"] = true,
  ["inserter"] = true,
  ["lamp"] = true,
  ["power-switch"] = true,
  ["pump"] = true,
}

local COMPUTING = {
  ["arithmetic-combinator"] = true,
  ["decider-combinator"] = true,
  ["selector-combinator"] = true,
}

--- What is kept of the networks while an area is read. The ids stand in a list from the start: there may be tens of
--- thousands of them, more than one tick should walk over.
function circuit.tally()
  return { ids = {}, members = {} }
end

local function read_connectors(entity, tally)
  local found = nil
  for id, connector in pairs(entity.get_wire_connectors(false)) do
    local name = names.connector[id]
    if name ~= "pole_copper" and connector.connection_count > 0 then
      local network = connector.network_id
      if network and network > 0 then
        found = found or {}
        found[name] = network
        if tally and not tally.members[network] and not string.find(name, "copper", 1, true) then
          tally.members[network] = { entity = entity, connector = name }
          tally.ids[#tally.ids + 1] = network
        end
      end
    end
  end
  return found
end

local function by_name(left, right)
  if left.name ~= right.name then
    return left.name < right.name
  elseif left.type ~= right.type then
    return (left.type or "item") < (right.type or "item")
  end
  return (left.quality or "normal") < (right.quality or "normal")
end

-- Signals with their counts, sorted.
local function counts(signals)
  local list = {}
  for i, signal in ipairs(signals or {}) do
    list[i] = control.signal(signal.signal)
    list[i].count = signal.count
  end
  table.sort(list, by_name)
  return list
end

--- @param entity LuaEntity valid, no ghost
--- @param type_name string
--- @param tally table? the networks met so far: ids, and one entity and connector of each as members
--- @return table|nil
function circuit.read(entity, type_name, tally)
  if not WIRED[type_name] then
    return nil
  end
  local connectors = read_connectors(entity, tally)
  if type_name == "electric-pole" or not (connectors or UNWIRED[type_name]) then
    return connectors and { connectors = connectors } or nil
  end
  local behavior = entity.get_control_behavior()
  local settings = behavior and control.read(behavior) or nil
  if not (connectors or settings) then
    return nil
  end
  local out = { connectors = connectors, control = settings }
  if behavior and COMPUTING[type_name] then
    out.sent = json.list(counts(behavior.signals_last_tick))
  end
  if entity.status == DISABLED then
    out.disabled = true
  end
  return out
end

--- The networks of the area and what is on them.
circuit.networks = {
  key = "circuit_networks",
  cost = 3,
  start = function(job)
    table.sort(job.circuits.ids)
    return job.circuits.ids
  end,
  read = function(id, job)
    local item = job.circuits.members[id]
    if not item.entity.valid then
      return nil
    end
    local network = item.entity.get_circuit_network(defines.wire_connector_id[item.connector])
    if not network then
      return nil
    end
    local signals = counts(network.signals)
    return {
      id = id,
      colour = string.match(item.connector, "red$") or "green",
      connectors = network.connected_circuit_count,
      signals = signals[1] and signals or nil,
    }
  end,
}

return circuit
