"""A composed block in the open: the free place nearest to where it is wanted, in whichever of four turns fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.errors import RefusedError
from agent.factory.starter.draft import Draft, Inlet, drafted, moved

if TYPE_CHECKING:
    from agent.factory.compose import Block
    from agent.factory.compose.kit import Kit
    from agent.factory.starter.site import Site

MARGIN = 2
"""Kept free around a block, so that belts can be led to its edges."""


def fit_block(label: str, block: Block, site: Site, kit: Kit) -> Draft:
    """Return a block at the free place nearest to the middle of the ground, off the ore where it can be.

    Raises:
        RefusedError: ``starter-no-room`` with the size it needs.
    """
    _, _, width, height = block.box
    best: tuple[bool, float, Site, int, int] | None = None
    ground = site
    for _ in range(4):
        ore = [ground.deposit(name).tiles for name in sorted(ground.ores)]
        middle = ground.left + ground.columns / 2, ground.top + ground.rows / 2
        for y in range(ground.top, ground.top + ground.rows - height - 2 * MARGIN + 1):
            for x in range(ground.left, ground.left + ground.columns - width - 2 * MARGIN + 1):
                rect = x, y, width + 2 * MARGIN, height + 2 * MARGIN
                if not ground.is_free(rect):
                    continue
                away = (x + rect[2] / 2 - middle[0]) ** 2 + (y + rect[3] / 2 - middle[1]) ** 2
                on_ore = any(sums.over(rect) for sums in ore)
                if best is None or (on_ore, away) < best[:2]:
                    best = on_ore, away, ground, x, y
        ground = ground.turned()
    if best is None:
        raise RefusedError("starter-no-room", width=width + 2 * MARGIN, height=height + 2 * MARGIN)
    _, _, ground, x, y = best
    dx, dy = x + MARGIN - block.box[0], y + MARGIN - block.box[1]
    inlets = tuple(Inlet(edge.item, (edge.tile[0] + dx, edge.tile[1] + dy), edge.per_min) for edge in block.inputs)
    outlets = tuple((edge.tile[0] + dx, edge.tile[1] + dy) for edge in block.outputs)
    entities = moved(block.blueprint.entities, dx, dy)
    draft = drafted(label, entities, ground, kit, inlets=inlets, outlets=outlets, icons=block.blueprint.icons)
    return draft.turned_back(ground.quarters)
