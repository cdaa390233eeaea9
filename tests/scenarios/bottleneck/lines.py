"""Two halves of a belt: furnaces that fill it, and machines that take plates off it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.scenarios.bottleneck.parts import JAMMED, SHORT, WAITS, arm, belts, box, machine
from tests.scenarios.build import stack

if TYPE_CHECKING:
    from tests.scenarios.build import Json


def smelter(sides: tuple[int, ...], columns: int, length: int, full: int) -> list[Json]:
    """Return electric furnaces along a belt at y = 0.5, on these sides of it; the last ``full`` columns are full."""
    rows = belts(-1.5, 0.5, length)
    for column in range(columns):
        x = 0.5 + 3 * column
        for side in sides:
            status = "full_output" if column >= columns - full else "working"
            rows += [
                machine(
                    "electric-furnace", "iron-plate", x, 0.5 + 3 * side, status, {"iron-ore": 20}, {"iron-plate": 9}
                ),
                arm(x, 0.5 + side, 0 if side < 0 else 8, status=JAMMED if status == "full_output" else "working"),
                arm(x, 0.5 + 5 * side, 0 if side < 0 else 8),
                box(x, 0.5 + 6 * side, stack("iron-ore", 2000)),
            ]
    return rows


def gears(x: float, busy: int, starved: int) -> list[Json]:
    """Return machines that take plates off the belt at y = 0.5, below it, from x on."""
    rows: list[Json] = []
    for place in range(busy + starved):
        at, works = x + 4 * place, place < busy
        status = "working" if works else WAITS
        rows += [
            *(arm(at + dx, 1.5, name="bulk-inserter", status=status) for dx in (-1, 0)),
            machine(
                "assembling-machine-3",
                "iron-gear-wheel",
                at,
                3.5,
                "working" if works else SHORT,
                {"iron-plate": 8} if works else {},
            ),
            arm(at, 5.5),
            box(at, 6.5),
        ]
    return rows
