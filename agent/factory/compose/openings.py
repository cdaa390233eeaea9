"""Where a machine takes fluids in and gives them out, as it stands in a row."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from agent.game.geometry import NORTH, SOUTH, turned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.game.prototypes import CraftingMachine, PipeConnection

BOTH_WAYS = "input-output"
BOXES = {"basic-oil-processing": {"crude-oil": 1, "petroleum-gas": 2}}
"""Fluids that do not take the first free box of their machine (IngredientPrototype.fluidbox_index)."""


def openings(
    machine: CraftingMachine, recipe: str, flow: Literal["input", "output"], fluids: Sequence[str], direction: int
) -> list[tuple[str, int, bool]] | None:
    """Return each fluid with the column of its opening and whether it opens to the top; None where one does to a side.

    Columns count from the left edge of the machine as it stands.
    """
    boxes = _boxes(machine, flow)
    places = BOXES.get(recipe, {})
    found = []
    for place, name in enumerate(fluids):
        index = places.get(name, place)
        if index >= len(boxes):
            return None
        x, _ = turned(boxes[index].x, boxes[index].y, direction)
        towards = (boxes[index].direction + direction) % 16
        if towards not in (NORTH, SOUTH):
            return None
        found.append((name, math.floor(x + machine.tiles[0] / 2), towards == NORTH))
    return found


def _boxes(machine: CraftingMachine, flow: str) -> list[PipeConnection]:
    """Return the openings for what goes in or comes out; of those for both the first half is for what goes in."""
    both = [pipe for pipe in machine.pipes if pipe.flow == BOTH_WAYS]
    half = (len(both) + 1) // 2
    through = both[:half] if flow == "input" else both[half:]
    return [pipe for pipe in machine.pipes if pipe.flow == flow or pipe in through]
