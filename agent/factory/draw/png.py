"""A picture of a blueprint as PNG: the same scene as the SVG, for chats and tools that show no SVG."""

from __future__ import annotations

import functools
import io
import math
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from agent.errors import RefusedError
from agent.factory.draw.palette import (
    AXIS,
    BEAM,
    BELTS,
    FILL,
    GRID,
    INK,
    MARKS,
    PAPER,
    SHADE,
    SUPPLY,
    TUNNEL,
    WIRE,
    fill_of,
    legend,
    tints,
)
from agent.factory.draw.scene import Look, Shape
from agent.game.geometry import STEP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.factory.draw.scene import Mark, Point, Scene
    from agent.game.geometry import Box

TILE = 32
SMALLEST_TILE = 6
MARGIN = 2
MAX_PIXELS = 30_000_000
GRID_FROM = 12
WORDS_FROM = 12
AXIS_STEP = 5
BORDER = 4
"""Pixels between a label and the edge of the picture."""
LEGEND_ROW, LEGEND_COLUMN, LEGEND_TEXT = 22, 420, 14
WIDE_PICTURE = 1800
"""Pixels from which on the legend is written larger."""
LONGEST_LABEL = 34
FAR_APART = 40
"""Least pixels between two numbers of an axis."""


def tile_px(scene: Scene) -> int:
    """Return how many pixels a tile gets: fewer in large pictures.

    Raises:
        RefusedError: ``picture-too-wide``: too large even with the smallest tiles.
    """
    wide, high = scene.width + 2 * MARGIN, scene.height + 2 * MARGIN
    tile = next((t for t in range(TILE, SMALLEST_TILE - 1, -2) if wide * high * t * t <= MAX_PIXELS), None)
    if tile is None:
        raise RefusedError("picture-too-wide", width=scene.width, height=scene.height)
    return tile


def png(scene: Scene, marks: Sequence[Mark] = ()) -> bytes:
    """Draw a scene with axes in tiles and a legend; marks carry their numbers.

    Raises:
        RefusedError: ``picture-too-wide``.
    """
    return _Canvas(scene, tile_px(scene)).draw(marks)


@functools.lru_cache(maxsize=256)
def _font(size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Return the font Pillow brings; opening it costs more than writing with it."""
    return ImageFont.load_default(size)


class _Canvas:
    def __init__(self, scene: Scene, tile: int) -> None:
        self.scene, self.tile = scene, tile
        self.entries = legend(scene)
        wide = max((scene.width + 2 * MARGIN) * tile, LEGEND_COLUMN)
        self.size = min(max(1, wide // WIDE_PICTURE), 4)
        self.columns = max(1, wide // (LEGEND_COLUMN * self.size))
        self.bottom = (scene.height + 2 * MARGIN) * tile
        rows = -(-len(self.entries) // self.columns)
        self.image = Image.new("RGB", (wide, self.bottom + rows * LEGEND_ROW * self.size + 8), PAPER)
        self.pen = ImageDraw.Draw(self.image, "RGBA")
        self.tints = tints(scene)
        self.named = {
            (x, y)
            for s in scene.shapes
            if s.look not in BELTS and s.box[2] - s.box[0] > 1
            for x in range(math.floor(s.box[0]), math.ceil(s.box[2]))
            for y in range(math.floor(s.box[1]), math.ceil(s.box[3]))
        }
        self.labels: list[tuple[float, float, float]] = []
        self.joined = {(math.floor(s.x), math.floor(s.y)): s.direction for s in scene.shapes if s.look is Look.BELT}

    def draw(self, marks: Sequence[Mark]) -> bytes:
        if self.tile >= GRID_FROM:
            self._grid()
        self._plane(self.scene.areas, SUPPLY)
        self._plane(self.scene.beams, BEAM)
        self._axes()
        late = (Look.INSERTER, Look.POLE)
        for shape in sorted(self.scene.shapes, key=lambda s: (s.look in late, s.look is Look.POLE)):
            self._thing(shape)
        for (x1, y1), (x2, y2) in self.scene.tunnels:
            self._dashes((x1, y1), (x2, y2))
        for (x1, y1), (x2, y2) in self.scene.wires:
            self.pen.line([self._at(x1, y1), self._at(x2, y2)], fill=WIRE, width=max(1, self.tile // 16))
        for shape in self.scene.shapes:
            if shape.look not in (*BELTS, *late):
                self._words(shape)
        for mark in marks:
            self._mark(mark)
        self._legend()
        stream = io.BytesIO()
        self.image.save(stream, "PNG")
        return stream.getvalue()

    def _plane(self, boxes: Sequence[Box], fill: str) -> None:
        """Lay one faint plane over all boxes, however often they overlap."""
        if not boxes:
            return
        mask = Image.new("L", self.image.size, 0)
        pen = ImageDraw.Draw(mask)
        for x1, y1, x2, y2 in boxes:
            pen.rectangle((*self._at(x1, y1), *self._at(x2, y2)), fill=int(fill[7:], 16))
        self.image.paste(fill[:7], mask=mask)

    def _axes(self) -> None:
        """Number every fifth tile, or every tenth, fiftieth… where tiles are small."""
        left, top, right, bottom = self.scene.box
        step = AXIS_STEP
        while step * self.tile < FAR_APART:
            step *= 2
        font = _font(12)
        above = max(MARGIN * self.tile - 8 - 0.6 * self.tile, 7)
        for x in range(left, right):
            if x % step == 0:
                self.pen.text((self._at(x + 0.5, top)[0], above), str(x), AXIS, font, anchor="mm")
        for y in range(top, bottom):
            if y % step == 0:
                self.pen.text((MARGIN * self.tile - 4, self._at(left, y + 0.5)[1]), str(y), AXIS, font, anchor="rm")

    def _legend(self) -> None:
        font = _font(LEGEND_TEXT * self.size)
        side = LEGEND_TEXT * self.size
        for place, entry in enumerate(self.entries):
            x = 10 + place % self.columns * LEGEND_COLUMN * self.size
            y = self.bottom + place // self.columns * LEGEND_ROW * self.size
            box = (x, y, x + side, y + side)
            self.pen.ellipse(box, entry.fill) if entry.round else self.pen.rectangle(box, entry.fill)
            self.pen.text((x + side * 1.6, y + side / 2), entry.text, INK, font, anchor="lm")

    def _mark(self, mark: Mark) -> None:
        """Draw a ring with the number of a fault beside it, or a circle with what passes."""
        colour = MARKS[mark.kind]
        passes = mark.kind in ("in", "out")
        size = max(11, self.tile * (0.6 if passes else 0.45))
        font = _font(size)
        if passes:
            self._disc(mark.x, mark.y, 0.45, outline=colour, width=max(1, self.tile // 10))
            label = mark.label if len(mark.label) <= LONGEST_LABEL else mark.label[: LONGEST_LABEL - 1] + "..."
            words = f"> {label}" if mark.kind == "in" else f"{label} >"
            wide = font.getlength(words)
            x, y = self._at(mark.x + (-0.5 if mark.kind == "in" else 0.5), mark.y - 0.75)
            x = min(x if mark.kind == "in" else x - wide, self.image.width - wide - BORDER)
            at = max(x, BORDER), self._free_row(max(x, BORDER), y, wide, 1.2 * size)
            self.pen.text(at, words, colour, font, anchor="lm", stroke_width=2, stroke_fill=PAPER)
            return
        self._disc(mark.x, mark.y, 0.75, outline=colour, width=max(2, self.tile // 8))
        x, y = self._at(mark.x + 0.65, mark.y - 0.65)
        radius = max(8.0, self.tile * 0.4)
        self.pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
        self.pen.text((x, y), mark.label, PAPER, font, anchor="mm")

    def _free_row(self, x: float, y: float, wide: float, line: float) -> float:
        """Return where a label stands: a line higher for each that is in its way."""
        while y > line and any(
            x < end and start < x + wide and abs(y - other) < line for start, end, other in self.labels
        ):
            y -= line
        self.labels.append((x, x + wide, y))
        return y

    def _dashes(self, start: Point, end: Point) -> None:
        """Draw what runs under the ground."""
        length = max(abs(end[0] - start[0]), abs(end[1] - start[1]), 1.0)
        dx, dy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
        for place in range(1, int(length * 2)):
            if place % 2:
                a, b = place / 2, place / 2 + 0.35
                self.pen.line(
                    [self._at(start[0] + dx * s, start[1] + dy * s) for s in (a, b)],
                    fill=TUNNEL,
                    width=max(1, self.tile // 8),
                )

    def _at(self, x: float, y: float) -> tuple[float, float]:
        left, top = self.scene.box[:2]
        return (x - left + MARGIN) * self.tile, (y - top + MARGIN) * self.tile

    def _grid(self) -> None:
        left, top, right, bottom = self.scene.box
        for x in range(left, right + 1):
            self.pen.line([self._at(x, top), self._at(x, bottom)], fill=GRID)
        for y in range(top, bottom + 1):
            self.pen.line([self._at(left, y), self._at(right, y)], fill=GRID)

    def _thing(self, shape: Shape) -> None:
        if shape.look is Look.INSERTER and shape.hand is not None:
            self._inserter(shape, shape.hand)
        elif shape.look is Look.POLE:
            self._plate(shape, FILL[Look.POLE], 0.28)
            self._disc(shape.x, shape.y, 0.16, fill=WIRE)
        elif shape.look in BELTS:
            self._belt(shape)
        elif shape.look is Look.PIPE:
            self._pipe(shape)
        else:
            self._plate(shape, fill_of(shape, self.tints), 0.08)

    def _plate(self, shape: Shape, fill: str, inset: float) -> None:
        left, top, right, bottom = shape.box
        box = (*self._at(left + inset, top + inset), *self._at(right - inset, bottom - inset))
        self.pen.rounded_rectangle(box, radius=self.tile * 0.12, fill=fill)

    def _disc(self, x: float, y: float, radius: float, fill: str | None = None, **line: str | int) -> None:
        box = (*self._at(x - radius, y - radius), *self._at(x + radius, y + radius))
        outline = str(line["outline"]) if "outline" in line else None
        self.pen.ellipse(box, fill=fill, outline=outline, width=int(line.get("width", 1)))

    def _belt(self, shape: Shape) -> None:
        """Draw the belt in its tier's colour, the seam between its lanes, and arrows that run."""
        self._plate(shape, fill_of(shape, self.tints), 0.02)
        if shape.direction not in STEP:
            return
        dx, dy = STEP[shape.direction]
        width = max(1, self.tile // 8)
        halves = [(shape.x, shape.y)]
        if shape.look is Look.SPLITTER:
            halves = [(shape.x - dy / 2, shape.y + dx / 2), (shape.x + dy / 2, shape.y - dx / 2)]
            self.pen.line(
                [
                    self._at(shape.x - dy * 0.85, shape.y + dx * 0.85),
                    self._at(shape.x + dy * 0.85, shape.y - dx * 0.85),
                ],
                fill=PAPER,
                width=width * 2,
            )
        for x, y in halves:
            self._seam(shape, x, y)
            points = [(-0.2, 0.24), (0.24, 0.0), (-0.2, -0.24)]
            self.pen.line(
                [self._at(x + a * dx - b * dy, y + a * dy + b * dx) for a, b in points],
                fill=INK,
                width=width,
                joint="curve",
            )
        if shape.look is Look.UNDERGROUND:
            # The hood covers the half under which the belt dives or from which it comes up.
            side = -1 if shape.end == "output" else 1
            a, b = sorted((0.12 * side, 0.5 * side))
            xs = sorted((shape.x + a * dx - 0.46 * dy, shape.x + b * dx + 0.46 * dy))
            ys = sorted((shape.y + a * dy - 0.46 * dx, shape.y + b * dy + 0.46 * dx))
            self.pen.rectangle((*self._at(xs[0], ys[0]), *self._at(xs[1], ys[1])), fill=PAPER, outline=INK)

    def _seam(self, shape: Shape, x: float, y: float) -> None:
        """Draw the line between the lanes, round the corner where the belt is a curve."""
        dx, dy = STEP[shape.direction]
        start = (x - dx / 2, y - dy / 2)
        if shape.look is Look.BELT:
            tile = math.floor(x), math.floor(y)
            feeders = [
                step
                for turn, step in STEP.items()
                if (turn - shape.direction) % 16 != 8  # noqa: PLR2004 - half a turn of 16
                and self.joined.get((tile[0] - step[0], tile[1] - step[1])) == turn
            ]
            if len(feeders) == 1:
                start = (x - feeders[0][0] / 2, y - feeders[0][1] / 2)
        points = [self._at(*start), self._at(x, y), self._at(x + dx / 2, y + dy / 2)]
        self.pen.line(points, fill=SHADE, width=max(1, self.tile // 10), joint="curve")

    def _pipe(self, shape: Shape) -> None:
        """Draw arms to the sides where a pipe is joined, so that a line of pipes reads as one."""
        if shape.box[2] - shape.box[0] > 1 or shape.box[3] - shape.box[1] > 1:
            self._plate(shape, FILL[Look.PIPE], 0.08)
            return
        width = max(2, int(self.tile * 0.36))
        for dx, dy in (STEP[direction] for direction in shape.opens if direction in STEP):
            end = (shape.x + dx * 0.5, shape.y + dy * 0.5)
            self.pen.line([self._at(shape.x, shape.y), self._at(*end)], fill=FILL[Look.PIPE], width=width)
        self._disc(shape.x, shape.y, 0.26, fill=FILL[Look.PIPE], outline=PAPER)

    def _words(self, shape: Shape) -> None:
        room = (shape.box[2] - shape.box[0] - 0.3) * self.tile
        words = (shape.recipe or shape.name).replace("-", " ").split()
        if shape.look is Look.RAIL or room <= self.tile or self.tile < WORDS_FROM or not words:
            return
        longest = max(words, key=len)
        size = round(min(self.tile * 0.55, room / len(words)))
        font = _font(size)
        size = round(min(size, size * room / max(font.getlength(longest), 1)))
        font = _font(size)
        x, y = self._at(shape.x, shape.y)
        for place, word in enumerate(words):
            line = y + size * (place - (len(words) - 1) / 2)
            self.pen.text((x, line), word, fill=INK, font=font, anchor="mm", stroke_width=1, stroke_fill=PAPER)

    def _inserter(self, shape: Shape, hand: tuple[Point, Point]) -> None:
        """Draw the base, the arm from where it takes to where it puts, and a head at the end."""
        (x1, y1), (x2, y2) = hand
        length = max(math.hypot(x2 - x1, y2 - y1), 0.001)
        ux, uy = (x2 - x1) / length, (y2 - y1) / length
        self._disc(shape.x, shape.y, 0.32, fill=fill_of(shape, self.tints))
        reach = max(0.62, length / 2 - 0.38)
        back, ahead = (self._short_of_names(shape, reach - part, s * ux, s * uy) for s, part in ((-1, 0.1), (1, 0.0)))
        tail, tip = (shape.x - ux * back, shape.y - uy * back), (shape.x + ux * ahead, shape.y + uy * ahead)
        self.pen.line([self._at(*tail), self._at(*tip)], fill=INK, width=max(1, self.tile // 9))
        wings = [(tip[0] - ux * 0.3 + s * uy * 0.2, tip[1] - uy * 0.3 - s * ux * 0.2) for s in (1, -1)]
        self.pen.polygon([self._at(*point) for point in (tip, *wings)], fill=INK)

    def _short_of_names(self, shape: Shape, reach: float, dx: float, dy: float) -> float:
        """Return how far an arm is drawn: up to the edge of a machine, whose name stands in its middle."""
        for tiles in range(1, math.ceil(reach) + 1):
            if (math.floor(shape.x + dx * tiles), math.floor(shape.y + dy * tiles)) in self.named:
                return min(reach, tiles - 0.2)
        return reach
