"""What a snapshot costs the game, beside its own budget and the barest script that writes the same entities; idling."""

from __future__ import annotations

import base64
import functools
import json
import tempfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lupa import lua52

from tests.benchmarks.results import Result
from tests.benchmarks.timing import seconds
from tests.game.world import scenarios
from tests.mod.crowd import TICK_BUDGET, box, crowd, snapshot_of
from tests.mod.scene import MAIN, MODS, Scene

if TYPE_CHECKING:
    from tests.benchmarks.catalogue import Size

AIMS = {"per entity": 12.0, "bytes": 4.0, "tick": 1.0, "text": 0.25, "idle": 0.0}
"""Our entities tell some twenty things where the peer's tell six, their networks, chests, trains and circuits are told
beside them, and Lua encodes what the peer leaves to the game. Half of the instructions are the simulation's own, for
each member that is read and each `pairs`; what the game does natively (deflating, formatting) counts as a call."""
PEER = "six fields, one tick"
BUDGET = "the budget of a tick"
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
local box = { { %s, %s }, { %s, %s } }
for i, e in ipairs(game.get_surface("nauvis").find_entities_filtered({ area = box, force = "player" })) do
  local p = e.position
  local row = { type = e.type, name = e.name, x = p.x, y = p.y, unit = e.unit_number, direction = e.direction }
  parts[i] = helpers.table_to_json(row)
end
helpers.write_file("bare.json", "[" .. table.concat(parts, ",") .. "]")
return #parts
"""


def written_within_s(entity: dict[str, Any], count: int) -> float:
    """Seconds of real Lua 5.2 for the text and the digest of so many entities, outside of the simulation.

    What the game's own deflating takes, whose stream ends in the digest, is in it: zlib at its slowest.
    """
    lua = lua52.LuaRuntime(encoding="latin-1")
    lua.globals()["helpers"] = lua.table_from({"encode_string": _deflated})
    make = lua.eval("function(code, ...) return load(code)(...) end")(LUA, (MODS / MAIN / "?.lua").as_posix())
    work = make(_as_lua(entity), count)
    return min(seconds(work) for _ in range(9))


def _deflated(text: str) -> str:
    return base64.b64encode(zlib.compress(text.encode("latin-1"), 9)).decode("ascii")


def _as_lua(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ",".join(f"[{_as_lua(key)}]={_as_lua(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "{" + ",".join(map(_as_lua, value)) + "}"
    return json.dumps(value)


def run(size: Size) -> list[Result]:
    """1,000 to 100,000 entities of every kind in the simulated game 2.1; 200 when tiny."""
    counts = (1_000, 10_000, 50_000, 100_000) if size == "full" else (200,)
    return [*(result for entities in counts for result in _snapshot(entities)), _text(), _idle()]


def _snapshot(entities: int) -> list[Result]:
    with tempfile.TemporaryDirectory() as folder:
        scene = Scene(Path(folder), "2.1", measure={})
        scene.build(functools.partial(crowd, entities=entities))
        scene.consent()
        spent = snapshot_of(scene, box(entities))
        if scene.problems:
            raise RuntimeError(str(scene.problems))
        count, bare, bare_bytes = _bare(scene, entities)
    case = f"{entities:,} entities, {len(spent.ticks)} ticks"
    per_entity = sum(spent.ticks) / entities
    written = spent.size / entities
    return [
        Result(case, "largest tick", max(spent.ticks), TICK_BUDGET, "instructions", BUDGET, AIMS["tick"]),
        Result(case, "per entity", per_entity, bare / count, "instructions", PEER, AIMS["per entity"]),
        Result(case, "per entity", written, bare_bytes / count, "bytes", PEER, AIMS["bytes"]),
    ]


def _bare(scene: Scene, entities: int) -> tuple[int, int, int]:
    """The same by the peer: entities, Lua instructions, bytes."""
    (left, top), (right, bottom) = box(entities)
    state = scene.game.server.states[MAIN]
    state.take_count()
    count = int(scene.game.eval(MAIN, BARE % (left, top, right, bottom)))
    return count, state.take_count(), (scene.game.script_output() / "bare.json").stat().st_size


def _text() -> Result:
    """What of a full tick of reading can be timed without the game: the text and the digest of its entities."""
    with tempfile.TemporaryDirectory() as folder:
        scene = Scene(Path(folder), "2.1", measure={})
        scene.build(scenarios.gear_factory)
        scene.consent()
        snapshot_of(scene, ((-4.0, -4.0), (60.0, 40.0)))
        (path,) = scene.state.glob("snapshot-*.json")
        machine = next(e for e in json.loads(path.read_bytes())["entities"] if e["type"] == "assembling-machine")
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
