"""What a snapshot costs the game, beside the barest script that writes the same entities; what the idle mod costs."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lupa import lua52

from agent.contract import FileLine
from tests.benchmarks.results import Result
from tests.benchmarks.timing import seconds
from tests.game.world import scenarios
from tests.mod.scene import MAIN, MODS, Scene

if TYPE_CHECKING:
    from tests.benchmarks.catalogue import Size

AIMS = {"per entity": 12.0, "bytes": 4.0, "tick": 0.5, "text": 0.25, "idle": 0.0}
"""Our entities tell some twenty things where the peer's tell six, and Lua encodes what the peer leaves to the game."""
FACTORY = 200
APART = 150
IN_A_ROW = 10
TOO_LONG = 5_000
PEER = "six fields, one tick"

MANY = 5_000
"""From here on a script that does it all at once is felt; ours must stay below it in each tick."""
PER_TICK = 100
"""The default of the mod's setting `gpta-entities-per-tick`."""
TICK_MS = 1000 / 60

LUA = """
package.path = ...
local json, adler32 = require("scripts.util.json"), require("scripts.util.adler32")
return function(text, count)
  local row = load("return " .. text)()
  return function()
    local parts = {}
    for i = 1, count do parts[i] = json.encode(row) end
    return adler32.update(1, 0, table.concat(parts, ","))
  end
end
"""
"""The mod's own encoder and digest."""

BARE = """
local parts = {}
local box = { { -20, -20 }, { 1600, 1600 } }
for i, e in ipairs(game.get_surface("nauvis").find_entities_filtered({ area = box, force = "player" })) do
  local p = e.position
  local row = { type = e.type, name = e.name, x = p.x, y = p.y, unit = e.unit_number, direction = e.direction }
  parts[i] = helpers.table_to_json(row)
end
helpers.write_file("bare.json", "[" .. table.concat(parts, ",") .. "]")
return #parts
"""


def written_within_s(entity: dict[str, Any], count: int) -> float:
    """Seconds of real Lua 5.2 for the text and the digest of so many entities, outside of the simulation."""
    lua = lua52.LuaRuntime()
    make = lua.eval("function(code, ...) return load(code)(...) end")(LUA, (MODS / MAIN / "?.lua").as_posix())
    work = make(_as_lua(entity), count)
    return min(seconds(work) for _ in range(9))


def _as_lua(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ",".join(f"[{_as_lua(key)}]={_as_lua(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "{" + ",".join(map(_as_lua, value)) + "}"
    return json.dumps(value)


class Measured:
    """A game with factories of 200 entities each, far enough from each other to be networks of their own."""

    def __init__(self, folder: Path, entities: int) -> None:
        self.scene = Scene(folder, "2.1", measure={})
        self.scene.build(lambda world: _factories(world, entities // FACTORY))
        self.server = self.scene.game.server
        self.scene.consent()
        self.scene.player.hotkey("gpta-take-analyzer")

    def ticks_of_snapshot(self) -> list[int]:
        """Lua instructions of each tick from the selection until the file is whole."""
        self._forget()
        self.scene.player.select_area((-20.0, -20.0), (1600.0, 1600.0))
        spent = [self.server.largest_tick]
        while not self._written():
            if len(spent) > TOO_LONG:
                raise TimeoutError("no snapshot")
            self._forget()
            self.scene.game.tick()
            spent.append(self.server.largest_tick)
        if self.scene.game.problems:
            raise RuntimeError(str(self.scene.game.problems))
        return spent

    def bare(self) -> tuple[int, int, int]:
        """The same by the peer: entities, Lua instructions, bytes."""
        state = self.server.states[MAIN]
        state.take_count()
        count = int(self.scene.game.eval(MAIN, BARE))
        spent = state.take_count()
        return count, spent, (self.scene.game.script_output() / "bare.json").stat().st_size

    def snapshot_file(self) -> Path:
        """The file as it lies in the bridge folder."""
        (path,) = self.scene.state.glob("snapshot-*.json")
        return path

    def _written(self) -> bool:
        return any(map(_of_snapshot, self.scene.journal()))

    def _forget(self) -> None:
        for state in self.server.states.values():
            state.take_count()
        self.server.largest_tick = 0


def _of_snapshot(line: object) -> bool:
    return isinstance(line, FileLine) and line.name.startswith("snapshot-")


def _factories(world: Any, count: int) -> None:  # noqa: ANN401 - the simulated world
    for number in range(count):
        scenarios.gear_factory(world, at=(number % IN_A_ROW * APART, number // IN_A_ROW * APART))


def run(size: Size) -> list[Result]:
    """200, 1,000 and 10,000 entities in the simulated game 2.1; 200 when tiny."""
    found: list[Result] = []
    for entities in (200, 1_000, 10_000) if size == "full" else (200,):
        with tempfile.TemporaryDirectory() as folder:
            game = Measured(Path(folder), entities)
            ticks = game.ticks_of_snapshot()
            count, bare, bare_bytes = game.bare()
            data = game.snapshot_file().read_bytes()
        case = f"{entities:,} entities, {len(ticks)} ticks"
        found += [
            Result(case, "per entity", sum(ticks) / entities, bare / count, "instructions", PEER, AIMS["per entity"]),
            Result(
                case, "largest tick", max(ticks), bare, "instructions", PEER, AIMS["tick"] if entities > MANY else None
            ),
            Result(case, "per entity", len(data) / entities, bare_bytes / count, "bytes", PEER, AIMS["bytes"]),
        ]
    return [*found, _text(data), _idle()]


def _text(snapshot: bytes) -> Result:
    """What of a full tick of reading can be timed without the game: the text and the digest of its entities."""
    machine = next(entity for entity in json.loads(snapshot)["entities"] if entity["type"] == "assembling-machine")
    spent_ms = written_within_s(machine, PER_TICK) * 1000
    case = f"text and digest of {PER_TICK} machines"
    return Result(case, "best", spent_ms, TICK_MS, "ms", "one tick of the game", AIMS["text"])


def _idle() -> Result:
    """Handlers that the mod keeps per tick while nothing is to do; the peer is a mod with one on_tick handler."""
    with tempfile.TemporaryDirectory() as folder:
        scene = Scene(Path(folder), "2.1")
        scene.consent()
        scene.game.tick(120)
        handlers = scene.game.server.bootstraps[MAIN].handlers
        kept = int("on_tick" in handlers.events) + len(handlers.nth_tick)
    return Result("idle", "tick handlers", kept, 1, "handlers", "one on_tick", AIMS["idle"])
