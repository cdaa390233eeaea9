"""Selections of any size to count Lua instructions on: every kind of thing that a snapshot reads, many of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent.contract import FileLine
from tests.game.world import scenarios
from tests.game.world.scenarios import fill, place

if TYPE_CHECKING:
    from tests.game.world.surface import LuaSurface
    from tests.game.world.world import World
    from tests.mod.scene import Scene

TICK_BUDGET = 250_000
"""Lua instructions that one tick of a snapshot may take. Real Lua 5.2 does 40 to 100 million of the mod's a second
(`python -m tests.benchmarks mod` times the same text): a quarter of the 16.7 ms of a tick or less."""
BLOCK = 200
"""Entities of one block; a block is 64 tiles wide and 48 high."""
PER_ROW = 25
WIDTH, HEIGHT = 64, 48
SIGNAL: dict[str, Any] = {"type": "virtual", "name": "signal-A"}
UNITS_PER_BLOCK = 6
TOO_LONG = 20_000


def crowd(world: World, entities: int) -> None:
    """So many entities in blocks: of four one has machines, one wires, one chests, one rails and belts."""
    kinds = (_machines, _wires, _chests, _belts)
    for number in range(entities // BLOCK):
        kinds[number % len(kinds)](world.nauvis, *_corner(number))
        left, top = _corner(number)
        for unit in range(UNITS_PER_BLOCK):
            # Beside the blocks, each in a chunk of its own: no two of them are told together.
            place(world.nauvis, "small-biter", -20 - 32 * unit, top + 4 + left % 7, force="enemy")


def box(entities: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """The box around them."""
    blocks = entities // BLOCK
    rows = -(-blocks // PER_ROW)
    return (-4.0, -4.0), (WIDTH * min(blocks, PER_ROW) + 0.0, HEIGHT * rows + 0.0)


def _corner(number: int) -> tuple[int, int]:
    return number % PER_ROW * WIDTH, number // PER_ROW * HEIGHT


def _machines(ground: LuaSurface, left: int, top: int) -> None:
    """Machines with modules and beacons, belts that carry."""
    built = scenarios.rows(ground, (left, top), 14, 7)
    for machine in built.machines:
        fill(machine, {"crafter_input": [("iron-plate", 4)], "crafter_modules": [("speed-module", 1)]})
    for belt in built.belts:
        belt.lines = {lane: [("iron-plate", "normal")] * 4 for lane in ("left_line", "right_line")}
    _rest(ground, left, top + 30, BLOCK - len(built.entities), "transport-belt")


def _wires(ground: LuaSurface, left: int, top: int) -> None:
    """Combinators, each of a circuit of its own, and lamps that obey."""
    for number in range(BLOCK // 4):
        x, y = left + number % 10 * 6, top + number // 10 * 4
        constant = place(ground, "constant-combinator", x + 0.5, y + 0.5)
        slots = [SIGNAL | {"index": at, "quality": "normal", "comparator": "=", "count": at} for at in (1, 2)]
        constant.settings = {"sections": {"sections": [{"index": 1, "filters": slots}]}, "is_on": True}
        decider = place(ground, "decider-combinator", x + 2.5, y + 1)
        condition = {"first_signal": SIGNAL, "comparator": ">", "constant": number}
        decider.settings = {
            "decider_conditions": {
                "conditions": [condition, condition | {"compare_type": "and"}],
                "outputs": [{"signal": SIGNAL, "copy_count_from_input": False, "constant": 5}],
            }
        }
        lamp = place(ground, "small-lamp", x + 4.5, y + 0.5)
        lamp.settings = {"circuit_enabled": True, "circuit_condition": condition}
        constant.join("circuit_red", decider.number, "combinator_input_red")
        decider.join("combinator_output_green", lamp.number, "circuit_green")
        place(ground, "medium-electric-pole", x + 4.5, y + 2.5)


def _chests(ground: LuaSurface, left: int, top: int) -> None:
    """A logistic network with chests that give, ask and store, and turrets."""
    place(ground, "roboport", left + 30, top + 20)
    request = {"type": "item", "name": "iron-gear-wheel", "quality": "normal", "comparator": "=", "count": 200}
    for number in range(BLOCK - 1):
        x, y = left + number % 25 + 0.5, top + number // 25 * 2 + 0.5
        name = ("passive-provider-chest", "requester-chest", "storage-chest", "steel-chest")[number % 4]
        chest = place(ground, name, x, y)
        fill(chest, {"chest": [("iron-plate", 100), ("copper-plate", 50), ("coal", 10)]})
        if name == "requester-chest":
            chest.settings = {"sections": {"sections": [{"index": 1, "filters": [request | {"index": 1}]}]}}


def _belts(ground: LuaSurface, left: int, top: int) -> None:
    """A train with a schedule on its rails, and belts."""
    for y in range(20):
        place(ground, "straight-rail", left + 41, top + 1 + 2 * y)
    stop = place(ground, "train-stop", left + 43, top + 5)
    stop.backer_name = f"Station {left} {top}"
    train = place(ground, "locomotive", left + 41, top + 20).train
    assert train is not None
    wait = [{"type": "full", "compare_type": "and"}, {"type": "time", "ticks": 600, "compare_type": "or"}]
    records = [{"station": f"Station {left} {at}", "wait_conditions": wait} for at in range(5)]
    train.manual_mode, train.schedule, train.state = False, {"current": 1, "records": records}, "wait_signal"
    _rest(ground, left, top, BLOCK - 22, "fast-transport-belt")


def _rest(ground: LuaSurface, left: int, top: int, count: int, name: str) -> None:
    for number in range(count):
        belt = place(ground, name, left + number % 40 + 0.5, top + number // 40 + 0.5, direction="east")
        belt.lines = {lane: [("iron-plate", "normal")] * 4 for lane in ("left_line", "right_line")}


@dataclass(frozen=True, slots=True)
class Spent:
    """Lua instructions of each tick of a snapshot, and of the selection before it; bytes of the file.

    In the tick of the selection the simulation hands over the entities by Lua of its own, some six instructions each,
    where the game has code of its own: that tick grows with the selection though the mod does not look at them yet.
    """

    ticks: tuple[int, ...]
    selection: int
    size: int


def snapshot_of(here: Scene, corners: tuple[tuple[float, float], tuple[float, float]]) -> Spent:
    """Selects, and counts until the file is whole. The scene must be made with `measure={}` and consent given."""
    player, server = here.player, here.game.server
    for threshold in ("gpta-score-warn", "gpta-score-limit"):
        player.change_setting(threshold, 10_000_000)
    player.hotkey("gpta-take-analyzer")

    def tick(act: Any) -> int:  # noqa: ANN401 - what is done in that tick
        for state in server.states.values():
            state.take_count()
        server.largest_tick = 0
        act()
        return server.largest_tick

    selection = tick(lambda: player.select_area(*corners))
    spent: list[int] = []
    while not any(isinstance(line, FileLine) and line.name.startswith("snapshot-") for line in here.journal()):
        assert len(spent) < TOO_LONG, "no snapshot"
        spent.append(tick(here.game.tick))
    (path,) = here.state.glob("snapshot-*.json")
    return Spent(tuple(spent), selection, path.stat().st_size)
