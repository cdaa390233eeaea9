"""A block in characters: a box for each module, arrows for what runs between them, axes in tiles, a line for each box.

A box holds its number, how many machines make what, and as much of what goes in as there is room for; the list below
says it in full.
"""

from __future__ import annotations

import math
import textwrap
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from agent.factory.draw import Mark, marks

if TYPE_CHECKING:
    from agent.factory.compose.block import Block, Entry
    from agent.factory.verify import Verdict
    from agent.game.blueprint import Blueprint, BlueprintEntity

COLUMNS = 150
"""Characters across; wider blocks are drawn smaller."""
TICK, ROW_TICK = 10, 5
AXIS = 4
HALF = 0.5
LEAST_WIDTH, LEAST_HEIGHT = 8, 3


def signs(block: Block, verdict: Verdict | None = None) -> tuple[Mark, ...]:
    """Return what a drawn block is labelled with: what comes in and leaves where, and the judge's faults."""
    edges = [(edge, "in") for edge in block.inputs] + [(edge, "out") for edge in block.outputs]
    told = [
        Mark(edge.tile[0] + HALF, edge.tile[1] + HALF, f"{edge.item} {float(edge.per_min):.4g}/min", kind)
        for edge, kind in edges
    ]
    faults = () if verdict is None else (mark for mark in marks(verdict) if mark.kind not in ("in", "out"))
    return (*told, *faults)


def drawn(block: Block) -> Blueprint:
    """Return the blueprint to draw: furnaces say what they smelt, which their modules know and strings do not."""
    entities = [
        replace(entity, recipe=_smelts(entity, block)) if entity.recipe is None else entity
        for entity in block.blueprint.entities
    ]
    return replace(block.blueprint, entities=tuple(entities))


def _smelts(entity: BlueprintEntity, block: Block) -> str | None:
    return next(
        (
            module.recipe
            for module in block.modules
            if module.machine == entity.name
            and module.x <= entity.x < module.x + module.width
            and module.y <= entity.y < module.y + module.height
        ),
        None,
    )


def picture(block: Block) -> str:
    """Draw it; the numbers along the edges are tiles."""
    left, top, width, height = block.box
    scale = max(1, math.ceil(width / COLUMNS))
    down = 1 if scale == 1 else 2 * scale
    columns, rows = width // scale + 2, height // down + 2
    canvas = [[" "] * columns for _ in range(rows)]
    for entry in block.modules:
        _box(canvas, entry, ((entry.x - left) // scale, (entry.y - top) // down), scale, down)
    for one in block.inner:
        supplier = next(entry for entry in block.modules if entry.number == one.supplier)
        port = next(p for p in supplier.ports if p.item == one.item and p.flow == "out")
        if block.turned:
            column = (port.tile[0] - left) // scale
            _down(canvas, column, (supplier.y + supplier.height - top) // down, (one.port[1] - top) // down, one.item)
            continue
        start = (supplier.x + supplier.width - left) // scale + 1
        row = (port.tile[1] - top) // down
        end = (one.port[0] - left) // scale
        _arrow(canvas, row, start, end, one.item)
    axis = " " * AXIS + _axis(left, columns, scale)
    lines = [axis.rstrip()]
    for place, signs in enumerate(canvas):
        tile = top + place * down
        mark = f"{tile:>{AXIS - 1}} " if tile // down % ROW_TICK == 0 else " " * AXIS
        lines.append((mark + "".join(signs)).rstrip())
    while not lines[-1]:
        lines.pop()
    return "\n".join([*lines, "", *(_line(entry) for entry in block.modules)])


def _line(entry: Entry) -> str:
    """Say in full what a box is: number, machines, recipe, what goes in and what comes out."""
    ways = {flow: ", ".join(port.item for port in entry.ports if port.flow == flow) for flow in ("in", "out")}
    whose = "" if entry.origin is None else f" [{entry.origin.id}]"
    flows = f": {ways['in']} -> {ways['out']}" if ways["in"] else f": -> {ways['out']}"
    return f"{entry.number + 1:>{AXIS - 1}}. {entry.machines}x {entry.machine}{whose}{flows}"


def _words(entry: Entry, wide: int) -> list[str]:
    """Return what stands in a box, broken to its width."""
    ports = [f"< {port.item}" for port in entry.ports if port.flow == "in"]
    texts = [f"{entry.number + 1}. {entry.machines}x {entry.recipe}", *ports]
    return [line for text in texts for line in textwrap.wrap(text.replace("-", " "), wide, subsequent_indent=" ")]


def _axis(left: int, columns: int, scale: int) -> str:
    marks = [" "] * (columns + 8)
    first = -(-left // TICK) * TICK
    for tile in range(first, left + columns * scale, TICK * scale):
        for place, sign in enumerate(str(tile)):
            marks[(tile - left) // scale + place] = sign
    return "".join(marks)


def _box(canvas: list[list[str]], entry: Entry, at: tuple[int, int], scale: int, down: int) -> None:
    x, y = at
    wide = max(entry.width // scale, LEAST_WIDTH)
    high = max(entry.height // down, LEAST_HEIGHT)
    for row in range(high):
        for column in range(wide):
            edge = row in (0, high - 1), column in (0, wide - 1)
            sign = " "
            if all(edge):
                sign = "┌┐└┘"[(row > 0) * 2 + (column > 0)]
            elif edge[0]:
                sign = "─"
            elif edge[1]:
                sign = "│"
            _put(canvas, x + column, y + row, sign)
    for row, word in enumerate(_words(entry, wide - 2)[: high - 2], 1):
        for column, sign in enumerate(word, 1):
            _put(canvas, x + column, y + row, sign)


def _arrow(canvas: list[list[str]], row: int, start: int, end: int, item: str) -> None:
    """Draw an arrow with the item's name over what is free of a row."""
    text = f"->{item}"
    length = max(end - start, 2)
    text = text[: length - 1] + "-" * (length - 1 - len(text)) + ">"
    for place, sign in enumerate(text[:length]):
        if 0 <= row < len(canvas) and 0 <= start + place < len(canvas[row]) and canvas[row][start + place] == " ":
            canvas[row][start + place] = sign
        else:
            break


def _down(canvas: list[list[str]], column: int, start: int, end: int, item: str) -> None:
    """Draw an arrow southwards over what is free of a column, the item's name beside it where there is room."""
    rows = list(takewhile(lambda row: canvas[row][column] == " ", range(start, min(end + 1, len(canvas)))))
    for row in rows:
        canvas[row][column] = "v" if row == rows[-1] else "|"
    last = column + 1 + len(item)
    clear = [row for row in rows if last < len(canvas[row]) and not "".join(canvas[row][column + 1 : last + 1]).strip()]
    if clear:
        canvas[clear[0]][column + 1 : last] = item


def _put(canvas: list[list[str]], x: int, y: int, sign: str) -> None:
    if 0 <= y < len(canvas) and 0 <= x < len(canvas[y]):
        canvas[y][x] = sign
