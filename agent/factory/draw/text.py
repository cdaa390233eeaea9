"""A picture of a blueprint in characters: two to a tile, so that squares look square."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING

from agent.errors import RefusedError
from agent.factory.draw.scene import Look
from agent.game.geometry import EAST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.factory.draw.scene import Scene, Shape

ARROWS = {
    Look.BELT: "↑→↓←",
    Look.UNDERGROUND: "⇡⇢⇣⇠",
    Look.SPLITTER: "⇑⇒⇓⇐",
    Look.INSERTER: "▴▸▾◂",
}
MARKS = {
    Look.POLE: "┼",
    Look.PIPE: "═",
    Look.CHEST: "□",
    Look.BEACON: "*",
    Look.RAIL: "#",
    Look.OTHER: "o",
    Look.UNKNOWN: "?",
}
LETTERS = ascii_uppercase + ascii_uppercase.lower()
LONG_ARMS = "▵▹▿◃"
LONG = 1.5
EMPTY = "·"
AXIS_STEP = 5
MAX_TILES = 250_000


def text_picture(scene: Scene) -> str:
    """Draw a scene with axes and a legend.

    Belts point where they run, inserters where they put; a machine is a block of its letter.

    Raises:
        RefusedError: ``picture-too-large``: more tiles than a terminal could show.
    """
    if scene.width * scene.height > MAX_TILES:
        raise RefusedError("picture-too-large", width=scene.width, height=scene.height, limit=MAX_TILES)
    letters = _letters(scene)
    rows = [[EMPTY + " "] * scene.width for _ in range(scene.height)]
    for shape in scene.shapes:
        left, top, right, bottom = (int(side) for side in shape.box)
        for y in range(top, bottom):
            for x in range(left, right):
                rows[y - scene.box[1]][x - scene.box[0]] = _cell(shape, letters, x)
    left, top, _, bottom = scene.box
    wide = max(4, len(str(top)), len(str(bottom - 1)))
    lines = [" " * (wide + 1) + _axis(left, scene.width)]
    for y, row in enumerate(rows, top):
        lines.append(f"{y:>{wide}} " + "".join(row).rstrip())
    return "\n".join([*lines, "", *_legend(scene, letters)])


def _axis(left: int, width: int) -> str:
    """Number the columns that round numbers have, as the pictures do; a strip without one by its first."""
    first = -left % AXIS_STEP
    places = range(first, width, AXIS_STEP) or range(1)
    return "  " * places[0] + "".join(f"{left + x:<{2 * AXIS_STEP}}" for x in places).rstrip()


def _letters(scene: Scene) -> Mapping[tuple[str, str | None], str]:
    """Give each kind of machine with its recipe a letter, in the order they first stand there."""
    kinds = list(dict.fromkeys((s.name, s.recipe) for s in scene.shapes if s.look is Look.MACHINE))
    return {kind: LETTERS[place % len(LETTERS)] for place, kind in enumerate(kinds)}


def _cell(shape: Shape, letters: Mapping[tuple[str, str | None], str], x: int) -> str:
    """Return the two characters of one tile; the second joins a machine's tiles to one block."""
    if shape.look is Look.MACHINE:
        letter = letters[shape.name, shape.recipe]
        return letter + (letter if x + 1 < shape.box[2] else " ")
    return _mark(shape) + " "


def _mark(shape: Shape, direction: int | None = None) -> str:
    """Return a thing's character, turned as it stands, or as told for the legend."""
    arrows = ARROWS.get(shape.look)
    if arrows is None:
        return MARKS[shape.look]
    if shape.hand is not None and abs(shape.hand[0][0] - shape.x) + abs(shape.hand[0][1] - shape.y) > LONG:
        arrows = LONG_ARMS
    towards = shape.direction + (8 if shape.look is Look.INSERTER else 0)
    return arrows[((towards if direction is None else direction) + 2) // 4 % 4]


def _legend(scene: Scene, letters: Mapping[tuple[str, str | None], str]) -> list[str]:
    marks: dict[tuple[str, str | None], str] = dict(letters)
    for shape in scene.shapes:
        if shape.look is not Look.MACHINE:
            marks.setdefault((shape.name, shape.recipe), _mark(shape, EAST))
    return [
        f"  {mark} {kind[0]}{f' ({kind[1]})' if kind[1] else ''} × {scene.counts[kind]}" for kind, mark in marks.items()
    ]
