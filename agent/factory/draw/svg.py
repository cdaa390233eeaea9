"""A picture of a blueprint as SVG, with nothing but text inside: it opens in any browser."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from agent.factory.draw.palette import (
    AXIS,
    BEAM,
    BELTS,
    FILL,
    GRID,
    INK,
    MARKS,
    PAPER,
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
    from collections.abc import Iterator, Sequence

    from agent.factory.draw.scene import Mark, Point, Scene

TILE = 24
MARGIN = 2
AXIS_STEP = 5
CHEVRON = ((-0.25, 0.22), (0.0, -0.15), (0.25, 0.22))
LETTER_WIDTH = 0.58
LEGEND_TEXT = 0.62
LEGEND_ROW = 0.95
LEGEND_COLUMN = 17
HOOD = f'stroke="{PAPER}" stroke-width="0.3"'
FONT = 'font-family="DejaVu Sans, Arial, sans-serif"'


def svg(scene: Scene, marks: Sequence[Mark] = ()) -> str:
    """Draw a scene with axes in tiles and a legend; marks carry their numbers. Hovering over a thing tells its name."""
    entries = legend(scene)
    columns = max(1, (scene.width + 2 * MARGIN) // LEGEND_COLUMN)
    rows = -(-len(entries) // columns)
    wide = max(scene.width + 2 * MARGIN, LEGEND_COLUMN)
    high = scene.height + 2 * MARGIN + rows * LEGEND_ROW + (1 if rows else 0)
    left, top, right, bottom = scene.box
    shades = tints(scene)
    order = sorted(scene.shapes, key=lambda shape: (shape.look in (Look.INSERTER, Look.POLE), shape.look is Look.POLE))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(wide * TILE)}" height="{_n(high * TILE)}"'
        f' viewBox="{left - MARGIN} {top - MARGIN} {_n(wide)} {_n(high)}" {FONT}>'
    )
    parts = [
        head,
        f"<title>{escape(scene.label)}</title>",
        '<defs><pattern id="g" width="1" height="1" patternUnits="userSpaceOnUse">',
        f'<path d="M1 0H0V1" fill="none" stroke="{GRID}" stroke-width="0.04"/></pattern></defs>',
        f'<rect x="{left - MARGIN}" y="{top - MARGIN}" width="100%" height="100%" fill="{PAPER}"/>',
        f'<rect x="{left}" y="{top}" width="{scene.width}" height="{scene.height}" fill="url(#g)"/>',
        *_areas(scene),
    ]
    parts += [_text(x, top - 1.2, str(x), 0.5, AXIS) for x in range(left, right) if x % AXIS_STEP == 0]
    parts += [_text(left - 0.9, y + 0.7, str(y), 0.5, AXIS) for y in range(top, bottom) if y % AXIS_STEP == 0]
    for shape in order:
        parts += _thing(shape, shades)
    for (x1, y1), (x2, y2) in scene.tunnels:
        parts.append(
            f'<path d="M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}" stroke="{TUNNEL}" stroke-width="0.12"'
            ' stroke-dasharray="0.3 0.3"/>'
        )
    for (x1, y1), (x2, y2) in scene.wires:
        parts.append(
            f'<path d="M{_n(x1)} {_n(y1 - 0.3)}Q{_n((x1 + x2) / 2)} {_n((y1 + y2) / 2 + 0.2)} {_n(x2)} {_n(y2 - 0.3)}"'
            f' fill="none" stroke="{WIRE}" stroke-width="0.06" opacity="0.8"/>'
        )
    for mark in marks:
        parts += _mark(mark)
    for place, entry in enumerate(entries):
        x = left - MARGIN + 0.6 + place % columns * LEGEND_COLUMN
        y = bottom + MARGIN + place // columns * LEGEND_ROW
        radius = 0.3 if entry.round else 0.08
        parts.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="0.6" height="0.6" rx="{radius}" fill="{entry.fill}"/>'
            f'<text x="{_n(x + 0.9)}" y="{_n(y + 0.52)}" font-size="{LEGEND_TEXT}" fill="{INK}">'
            f"{escape(entry.text)}</text>"
        )
    return "\n".join([*parts, "</svg>", ""])


def _areas(scene: Scene) -> Iterator[str]:
    """Draw what poles supply and beacons reach as one faint plane each, however often they overlap."""
    for boxes, fill in ((scene.areas, SUPPLY), (scene.beams, BEAM)):
        if boxes:
            plane = "".join(f"M{_n(x1)} {_n(y1)}H{_n(x2)}V{_n(y2)}H{_n(x1)}Z" for x1, y1, x2, y2 in boxes)
            yield f'<path d="{plane}" fill="{fill}" fill-rule="nonzero"/>'


def _mark(mark: Mark) -> Iterator[str]:
    """Draw a ring with the number of a fault beside it, or an arrow with what passes."""
    colour = MARKS[mark.kind]
    if mark.kind in ("in", "out"):
        where = f'cx="{_n(mark.x)}" cy="{_n(mark.y)}"'
        yield f'<circle {where} r="0.45" fill="none" stroke="{colour}" stroke-width="0.12"/>'
        words = f"{'→ ' if mark.kind == 'in' else ''}{mark.label}{' →' if mark.kind == 'out' else ''}"
        side, anchor = (-0.5, "start") if mark.kind == "in" else (0.5, "end")
        yield _text(mark.x + side, mark.y - 0.6, words, 0.5, colour, outlined=anchor)
        return
    yield f'<circle cx="{_n(mark.x)}" cy="{_n(mark.y)}" r="0.9" fill="none" stroke="{colour}" stroke-width="0.18"/>'
    yield f'<circle cx="{_n(mark.x + 0.8)}" cy="{_n(mark.y - 0.8)}" r="0.45" fill="{colour}"/>'
    yield _text(mark.x + 0.8, mark.y - 0.62, mark.label, 0.5, PAPER)


def _text(x: float, y: float, words: str, size: float, fill: str, *, outlined: str | None = None) -> str:
    line = f' stroke="{PAPER}" stroke-width="0.12" paint-order="stroke"' if outlined else ""
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-size="{size}" text-anchor="{outlined or "middle"}" fill="{fill}"{line}>'
        f"{escape(words)}</text>"
    )


def _n(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _thing(shape: Shape, shades: dict[str | None, str]) -> Iterator[str]:
    yield f"<g><title>{escape(shape.name + (f' ({shape.recipe})' if shape.recipe else ''))}</title>"
    if shape.look is Look.INSERTER and shape.hand is not None:
        yield from _inserter(shape, shape.hand)
    elif shape.look is Look.POLE:
        yield _plate(shape, FILL[Look.POLE], 0.3)
        yield f'<circle cx="{_n(shape.x)}" cy="{_n(shape.y)}" r="0.16" fill="{WIRE}"/>'
    else:
        fill = fill_of(shape, shades)
        if shape.look is Look.PIPE and shape.box[2] - shape.box[0] == shape.box[3] - shape.box[1] == 1:
            yield from _pipe(shape, fill)
        else:
            yield _plate(shape, fill, 0.04 if shape.look is Look.BELT else 0.08)
        yield from _face(shape)
    yield "</g>"


def _plate(shape: Shape, fill: str, inset: float) -> str:
    left, top, right, bottom = shape.box
    return (
        f'<rect x="{_n(left + inset)}" y="{_n(top + inset)}" width="{_n(right - left - 2 * inset)}"'
        f' height="{_n(bottom - top - 2 * inset)}" rx="0.12" fill="{fill}"/>'
    )


def _face(shape: Shape) -> Iterator[str]:
    """Draw what tells a thing: the arrow of a belt, the words on a machine."""
    if shape.look in BELTS and shape.direction in STEP:
        dx, dy = STEP[shape.direction]
        halves = [(shape.x, shape.y)]
        if shape.look is Look.SPLITTER:
            halves = [(shape.x - dy / 2, shape.y + dx / 2), (shape.x + dy / 2, shape.y - dx / 2)]
            bar = [(shape.x - dy * 0.85, shape.y + dx * 0.85), (shape.x + dy * 0.85, shape.y - dx * 0.85)]
            yield f'<path d="M{_n(bar[0][0])} {_n(bar[0][1])}L{_n(bar[1][0])} {_n(bar[1][1])}" {HOOD}/>'
        points = " ".join(f"{_n(x)},{_n(y)}" for x, y in CHEVRON)
        for x, y in halves:
            yield (
                f'<polyline points="{points}" transform="translate({_n(x)} {_n(y)}) rotate({shape.direction * 22.5:g})"'
                f' fill="none" stroke="{INK}" stroke-width="0.12"/>'
            )
        if shape.look is Look.UNDERGROUND:
            # The hood covers the half under which the belt dives or from which it comes up.
            side = -0.3 if shape.end == "output" else 0.3
            x, y = shape.x + dx * side, shape.y + dy * side
            yield (
                f'<path d="M{_n(x - dy * 0.44)} {_n(y + dx * 0.44)}L{_n(x + dy * 0.44)} {_n(y - dx * 0.44)}" {HOOD}/>'
            )
    if shape.look in BELTS or (shape.look is Look.PIPE and shape.name != "storage-tank"):
        return
    words = (shape.recipe or shape.name).replace("-", " ").split()
    room = shape.box[2] - shape.box[0]
    if room <= 1 or shape.look is Look.RAIL:
        return
    size = min(0.55, (room - 0.2) / (max(map(len, words)) * LETTER_WIDTH), (room - 0.2) / len(words))
    first = shape.y - size * (len(words) - 1) / 2 + size * 0.35
    for place, word in enumerate(words):
        yield (
            f'<text x="{_n(shape.x)}" y="{_n(first + place * size)}" font-size="{_n(size)}" text-anchor="middle"'
            f" fill={quoteattr(INK)}>{escape(word)}</text>"
        )


def _pipe(shape: Shape, fill: str) -> Iterator[str]:
    """Draw arms to the sides where a pipe is joined, so that a line of pipes reads as one."""
    arms = "".join(
        f"M{_n(shape.x)} {_n(shape.y)}L{_n(shape.x + STEP[turn][0] / 2)} {_n(shape.y + STEP[turn][1] / 2)}"
        for turn in shape.opens
        if turn in STEP
    )
    if arms:
        yield f'<path d="{arms}" stroke="{fill}" stroke-width="0.36"/>'
    yield f'<circle cx="{_n(shape.x)}" cy="{_n(shape.y)}" r="0.27" fill="{fill}" stroke="{PAPER}" stroke-width="0.06"/>'


def _inserter(shape: Shape, hand: tuple[Point, Point]) -> Iterator[str]:
    """Draw the base, the arm from where it takes to where it puts, and a head at the end."""
    (x1, y1), (x2, y2) = hand
    length = max(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 0.001)
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    tip = (shape.x + ux * 0.62, shape.y + uy * 0.62)
    tail = (shape.x - ux * 0.55, shape.y - uy * 0.55)
    wings = [(tip[0] - ux * 0.3 + side * uy * 0.2, tip[1] - uy * 0.3 - side * ux * 0.2) for side in (1, -1)]
    yield f'<circle cx="{_n(shape.x)}" cy="{_n(shape.y)}" r="0.3" fill="{fill_of(shape, {})}"/>'
    yield (
        f'<line x1="{_n(tail[0])}" y1="{_n(tail[1])}" x2="{_n(tip[0])}" y2="{_n(tip[1])}" stroke="{INK}"'
        ' stroke-width="0.1"/>'
    )
    yield f'<polygon points="{" ".join(f"{_n(x)},{_n(y)}" for x, y in (tip, *wings))}" fill="{INK}"/>'
