"""Which cell a step gets: a row of the usual shape, or one with all four belts in use where that is not enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.errors import GameDataError
from agent.factory.compose.cell import CellMaker
from agent.factory.compose.hub import hub_cell

if TYPE_CHECKING:
    from fractions import Fraction

    from agent.factory.compose.cell import Cell
    from agent.factory.compose.kit import Kit, Tier
    from agent.factory.compose.wanted import Step

ROW_INPUTS = 4
"""Ingredients, fuel counted, that a row of the usual shape takes."""


def make_cell(
    step: Step, kit: Kit, tiers: dict[str, Tier], crafts_per_s: Fraction, *, double: bool | None = None
) -> Cell:
    """Make the cell for a step at a rate; ``double`` as in `CellMaker.make`.

    Raises:
        GameDataError: No cell of any shape can.
    """
    solid_in = {name for name in step.takes if name not in kit.data.fluids}
    solid_out = [name for name in step.gives if name not in kit.data.fluids]
    if step.fuel is not None:
        solid_in.add(step.fuel[0])
    if step.beacons or len(solid_in) > ROW_INPUTS or len(solid_out) > 1:
        return hub_cell(step, kit, crafts_per_s, tiers)
    try:
        return CellMaker(step, kit, tiers).make(crafts_per_s, double=double)
    except GameDataError as error:
        if error.code != "compose-cell":
            raise
    return hub_cell(step, kit, crafts_per_s, tiers)
