"""A picture of a blueprint as PNG: the same scene as the SVG, for chats and tools that show no SVG."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from agent.errors import RefusedError
from agent.factory.draw.scene import Look, Shape
from agent.factory.draw.svg import FAULT, FILL, GRID, INK, PAPER, TIERS, WIRE, arm_fill, tints
from agent.game.geometry import STEP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.factory.draw.scene import Point, Scene

TILE = 32
SMALLEST_TILE = 8
MARGIN = 1
MAX_PIXELS = 40_000_000
GRID_FROM = 16
WORDS_FROM = 12
BELTS = (Look.BELT, Look.UNDERGROUND, Look.SPLITTER)
LANE_SHADE = "#00000055"


def png(scene: Scene, faults: Sequence[Point] = ()) -> bytes:
    """Draw a scene; large ones get smaller tiles. Faults are ringed in red.

    Raises:
        RefusedError: ``picture-too-wide``: too large even with the smallest tiles.
    """
    wide, high = scene.width + 2 * MARGIN, scene.height + 2 * MARGIN
    tile = next((t for t in range(TILE, SMALLEST_TILE - 1, -4) if wide * high * t * t <= MAX_PIXELS), None)
    if tile is None:
        raise RefusedError("picture-too-wide", width=scene.width, height=scene.height)
    return _Canvas(scene, tile).draw(faults)


class _Canvas:
    def __init__(self, scene: Scene, tile: int) -> None:
        self.scene, self.tile = scene, tile
        size = (scene.width + 2 * MARGIN) * tile, (scene.height + 2 * MARGIN) * tile
        self.image = Image.new("RGB", size, PAPER)
        self.pen = ImageDraw.Draw(self.image, "RGBA")
        self.tints = tints(scene)
        self.joined = {(math.floor(s.x), math.floor(s.y)): s.direction for s in scene.shapes if s.look is Look.BELT}

    def draw(self, faults: Sequence[Point]) -> bytes:
        if self.tile >= GRID_FROM:
            self._grid()
        late = (Look.INSERTER, Look.POLE)
        for shape in sorted(self.scene.shapes, key=lambda s: (s.look in late, s.look is Look.POLE)):
            self._thing(shape)
        for shape in self.scene.shapes:
            if shape.look not in (*BELTS, *late):
                self._words(shape)
        for (x1, y1), (x2, y2) in self.scene.wires:
            self.pen.line([self._at(x1, y1), self._at(x2, y2)], fill=WIRE, width=max(1, self.tile // 16))
        for x, y in faults:
            self._disc(x, y, 0.9, outline=FAULT, width=max(2, self.tile // 6))
        stream = io.BytesIO()
        self.image.save(stream, "PNG")
        return stream.getvalue()

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
            fill = self.tints[shape.recipe] if shape.look is Look.MACHINE else FILL[shape.look]
            self._plate(shape, fill, 0.08)

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
        fill = next((tint for tier, tint in TIERS.items() if shape.name.startswith(tier)), FILL[Look.BELT])
        self._plate(shape, fill, 0.02)
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
        self.pen.line(points, fill=LANE_SHADE, width=max(1, self.tile // 10), joint="curve")

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
        size = min(self.tile * 0.55, room / len(words))
        font = ImageFont.load_default(size)
        size = min(size, size * room / font.getlength(longest))
        font = ImageFont.load_default(size)
        x, y = self._at(shape.x, shape.y)
        for place, word in enumerate(words):
            line = y + size * (place - (len(words) - 1) / 2)
            self.pen.text((x, line), word, fill=INK, font=font, anchor="mm", stroke_width=1, stroke_fill=PAPER)

    def _inserter(self, shape: Shape, hand: tuple[Point, Point]) -> None:
        """Draw the base, the arm from where it takes to where it puts, and a head at the end."""
        (x1, y1), (x2, y2) = hand
        length = max(math.hypot(x2 - x1, y2 - y1), 0.001)
        ux, uy = (x2 - x1) / length, (y2 - y1) / length
        self._disc(shape.x, shape.y, 0.32, fill=arm_fill(shape.name))
        reach = max(0.62, length / 2 - 0.38)
        tail, tip = (
            (shape.x - ux * (reach - 0.1), shape.y - uy * (reach - 0.1)),
            (shape.x + ux * reach, shape.y + uy * reach),
        )
        self.pen.line([self._at(*tail), self._at(*tip)], fill=INK, width=max(1, self.tile // 9))
        wings = [(tip[0] - ux * 0.3 + s * uy * 0.2, tip[1] - uy * 0.3 - s * ux * 0.2) for s in (1, -1)]
        self.pen.polygon([self._at(*point) for point in (tip, *wings)], fill=INK)
