"""Colours of pictures, near those of the game, and the legend that explains them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.factory.draw.scene import Look

if TYPE_CHECKING:
    from agent.factory.draw.scene import Scene, Shape

PAPER, GRID, INK, WIRE, SHADE = "#23262b", "#2e3238", "#f2efe9", "#d98b4a", "#00000055"
AXIS = "#8a9099"
SUPPLY, BEAM, TUNNEL = "#5aa0ff26", "#b06fe01c", "#f2efe970"
MARKS = {"error": "#ff4d4d", "warning": "#ffc53d", "in": "#6fdc8c", "out": "#6fc8ff"}
FILL = {
    Look.BELT: "#a8842c",
    Look.UNDERGROUND: "#8c6d22",
    Look.SPLITTER: "#b8923a",
    Look.INSERTER: "#3f6ea8",
    Look.MACHINE: "#566470",
    Look.BEACON: "#6f4f8f",
    Look.POLE: "#7a5132",
    Look.PIPE: "#6f7f88",
    Look.CHEST: "#7d6b50",
    Look.RAIL: "#4c4640",
    Look.OTHER: "#59606a",
    Look.UNKNOWN: "#8f3b3b",
}
TIERS = {"fast-": "#a33c33", "express-": "#3f78a8", "turbo-": "#6e8f3a"}
ARMS = {
    "burner-inserter": "#6b5a4f",
    "inserter": "#c9a227",
    "long-handed-inserter": "#b0453a",
    "fast-inserter": "#3f78a8",
    "filter-inserter": "#7d4fa8",
    "bulk-inserter": "#5f8f3f",
    "stack-inserter": "#c8c4bc",
    "stack-filter-inserter": "#c8c4bc",
}
CHESTS = {
    "passive-provider-chest": "#b0453a",
    "active-provider-chest": "#7d4fa8",
    "storage-chest": "#c9a227",
    "buffer-chest": "#5f8f3f",
    "requester-chest": "#3f78a8",
}
MACHINE_TINTS = (
    "#4f6d8f", "#5f7f45", "#8a5a3c", "#6d4f94", "#3f7f78", "#944a6a", "#6f6a35", "#5c6570", "#35604a", "#4a55a0",
    "#7a6f66",
)  # fmt: skip
"""Far enough from one another, and from the belts, to tell the groups of a large block."""
BELTS = (Look.BELT, Look.UNDERGROUND, Look.SPLITTER)
MOST_ENTRIES = 48


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend."""

    fill: str
    text: str
    round: bool = False


def tints(scene: Scene) -> dict[str | None, str]:
    """Give every recipe its own shade, so that groups of machines are seen at a glance."""
    recipes = dict.fromkeys(shape.recipe for shape in scene.shapes if shape.look is Look.MACHINE)
    return {recipe: MACHINE_TINTS[place % len(MACHINE_TINTS)] for place, recipe in enumerate(recipes)}


def fill_of(shape: Shape, shades: dict[str | None, str]) -> str:
    """Return the colour of a thing: belts by tier, inserters and chests by kind, machines by recipe."""
    if shape.look is Look.MACHINE:
        return shades[shape.recipe]
    if shape.look in BELTS:
        return next((tint for tier, tint in TIERS.items() if shape.name.startswith(tier)), FILL[shape.look])
    if shape.look is Look.INSERTER:
        return ARMS.get(shape.name, FILL[Look.INSERTER])
    return CHESTS.get(shape.name, FILL[shape.look])


def legend(scene: Scene) -> tuple[Entry, ...]:
    """Explain the picture: machines with their recipes first, then what carries, then the rest, with how many."""
    shades = tints(scene)
    order = [Look.MACHINE, Look.INSERTER, *BELTS]
    kinds: dict[tuple[str, str | None], Shape] = {}
    for shape in scene.shapes:
        kinds.setdefault((shape.name, shape.recipe), shape)
    ranked = sorted(
        kinds.items(), key=lambda kind: (order.index(kind[1].look) if kind[1].look in order else len(order), kind[0][0])
    )
    entries = [
        Entry(
            fill_of(shape, shades),
            f"{name}{f': {recipe}' if recipe else ''} x {scene.counts[name, recipe]}",
            round=shape.look is Look.INSERTER,
        )
        for (name, recipe), shape in ranked
    ]
    if len(entries) > MOST_ENTRIES:
        entries = [*entries[:MOST_ENTRIES], Entry(PAPER, f"… + {len(entries) - MOST_ENTRIES}")]
    return tuple(entries)
