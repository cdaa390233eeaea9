"""A picture of a blueprint as SVG, with nothing but text inside: it opens in any browser."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from agent.factory.draw.scene import Look, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.factory.draw.scene import Point, Scene

TILE = 24
MARGIN = 1
PAPER, GRID, INK, WIRE, FAULT = "#23262b", "#2e3238", "#f2efe9", "#d98b4a", "#ff4d4d"
FILL = {
    Look.BELT: "#8a7436",
    Look.UNDERGROUND: "#6d5a26",
    Look.SPLITTER: "#a58a3c",
    Look.INSERTER: "#3f6ea8",
    Look.MACHINE: "#566470",
    Look.BEACON: "#6f4f8f",
    Look.POLE: "#7a5132",
    Look.PIPE: "#4d7f86",
    Look.CHEST: "#7d6b50",
    Look.RAIL: "#4c4640",
    Look.OTHER: "#59606a",
    Look.UNKNOWN: "#8f3b3b",
}
TIERS = {"fast-": "#a33c33", "express-": "#3f78a8", "turbo-": "#6e8f3a"}
MACHINE_TINTS = ("#566470", "#5d6b4f", "#6b5a4f", "#5a4f6b", "#4f6b68", "#6b4f5c", "#6a6747", "#48586b")
CHEVRON = ((-0.25, 0.22), (0.0, -0.15), (0.25, 0.22))
LETTER_WIDTH = 0.58
FONT = 'font-family="DejaVu Sans, Arial, sans-serif"'


def svg(scene: Scene, faults: Sequence[Point] = ()) -> str:
    """Draw a scene; faults are ringed in red. Hovering over a thing tells its name."""
    width, height = (scene.width + 2 * MARGIN) * TILE, (scene.height + 2 * MARGIN) * TILE
    view = f"{scene.box[0] - MARGIN} {scene.box[1] - MARGIN} {scene.width + 2 * MARGIN} {scene.height + 2 * MARGIN}"
    shades = tints(scene)
    order = sorted(scene.shapes, key=lambda shape: (shape.look in (Look.INSERTER, Look.POLE), shape.look is Look.POLE))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="{view}" {FONT}>',
        f"<title>{escape(scene.label)}</title>",
        '<defs><pattern id="g" width="1" height="1" patternUnits="userSpaceOnUse">',
        f'<path d="M1 0H0V1" fill="none" stroke="{GRID}" stroke-width="0.04"/></pattern></defs>',
        f'<rect x="{view.split(maxsplit=1)[0]}" y="{view.split()[1]}" width="100%" height="100%" fill="{PAPER}"/>',
        f'<rect x="{scene.box[0]}" y="{scene.box[1]}" width="{scene.width}" height="{scene.height}" fill="url(#g)"/>',
    ]
    for shape in order:
        parts += _thing(shape, shades)
    for (x1, y1), (x2, y2) in scene.wires:
        parts.append(
            f'<path d="M{_n(x1)} {_n(y1 - 0.3)}Q{_n((x1 + x2) / 2)} {_n((y1 + y2) / 2 + 0.2)} {_n(x2)} {_n(y2 - 0.3)}"'
            f' fill="none" stroke="{WIRE}" stroke-width="0.06" opacity="0.8"/>'
        )
    parts += [
        f'<circle cx="{_n(x)}" cy="{_n(y)}" r="0.9" fill="none" stroke="{FAULT}" stroke-width="0.18"/>'
        for x, y in faults
    ]
    return "\n".join([*parts, "</svg>", ""])


def _n(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def tints(scene: Scene) -> dict[str | None, str]:
    """Give every recipe its own shade, so that groups of machines are seen at a glance."""
    recipes = dict.fromkeys(shape.recipe for shape in scene.shapes if shape.look is Look.MACHINE)
    return {recipe: MACHINE_TINTS[place % len(MACHINE_TINTS)] for place, recipe in enumerate(recipes)}


def _thing(shape: Shape, shades: dict[str | None, str]) -> Iterator[str]:
    yield f"<g><title>{escape(shape.name + (f' ({shape.recipe})' if shape.recipe else ''))}</title>"
    if shape.look is Look.INSERTER and shape.hand is not None:
        yield from _inserter(shape, shape.hand)
    elif shape.look is Look.POLE:
        yield _plate(shape, FILL[Look.POLE], 0.3)
        yield f'<circle cx="{_n(shape.x)}" cy="{_n(shape.y)}" r="0.16" fill="{WIRE}"/>'
    else:
        fill = FILL[shape.look]
        if shape.look is Look.MACHINE:
            fill = shades[shape.recipe]
        elif shape.look in (Look.BELT, Look.UNDERGROUND, Look.SPLITTER):
            fill = next((tint for tier, tint in TIERS.items() if shape.name.startswith(tier)), fill)
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
    if shape.look in (Look.BELT, Look.UNDERGROUND, Look.SPLITTER):
        turn = shape.direction * 22.5
        points = " ".join(f"{_n(x)},{_n(y)}" for x, y in CHEVRON)
        dash = ' stroke-dasharray="0.12 0.1"' if shape.look is Look.UNDERGROUND else ""
        yield (
            f'<polyline points="{points}" transform="translate({_n(shape.x)} {_n(shape.y)}) rotate({_n(turn)})"'
            f' fill="none" stroke="{INK}" stroke-width="0.12"{dash}/>'
        )
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


def _inserter(shape: Shape, hand: tuple[Point, Point]) -> Iterator[str]:
    """Draw the base, the arm from where it takes to where it puts, and a head at the end."""
    (x1, y1), (x2, y2) = hand
    length = max(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 0.001)
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    tip = (shape.x + ux * 0.62, shape.y + uy * 0.62)
    tail = (shape.x - ux * 0.55, shape.y - uy * 0.55)
    wings = [(tip[0] - ux * 0.3 + side * uy * 0.2, tip[1] - uy * 0.3 - side * ux * 0.2) for side in (1, -1)]
    yield f'<circle cx="{_n(shape.x)}" cy="{_n(shape.y)}" r="0.3" fill="{arm_fill(shape.name)}"/>'
    yield (
        f'<line x1="{_n(tail[0])}" y1="{_n(tail[1])}" x2="{_n(tip[0])}" y2="{_n(tip[1])}" stroke="{INK}"'
        ' stroke-width="0.1"/>'
    )
    yield f'<polygon points="{" ".join(f"{_n(x)},{_n(y)}" for x, y in (tip, *wings))}" fill="{INK}"/>'


def arm_fill(name: str) -> str:
    """Return the colour players know an inserter by."""
    colours = {"inserter": "#c9a227", "long-handed-inserter": "#b0453a", "fast-inserter": "#3f78a8"}
    return colours.get(name, FILL[Look.INSERTER] if name != "burner-inserter" else "#6b5a4f")
