"""A block turned by a quarter, as a player would turn it with R to fit it into the room there is.

What ran from west to east then runs from north to south. Pumps, drills, silos and roboports are left as they stand: a
block with one of them is not turned.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent.game.blueprint.turn import can_turn, turned_blueprint

if TYPE_CHECKING:
    from agent.factory.compose.block import Block, Entry
    from agent.game.blueprint import Blueprint
    from agent.game.gamedata import GameData
    from agent.game.geometry import Tile

Box = tuple[int, int, int, int]


def turned_block(block: Block, data: GameData) -> Block | None:
    """Return the block turned clockwise, its first module's corner at (0, 0) again; None where it cannot be."""
    if not can_turn(block.blueprint, data):
        return None
    shift = next((entry.y + entry.height for entry in block.modules if (entry.x, entry.y) == (0, 0)), 0)

    def tile(at: Tile) -> Tile:
        return shift - at[1] - 1, at[0]

    def box(left: int, top: int, width: int, height: int) -> Box:
        return shift - top - height, left, height, width

    def module(entry: Entry) -> Entry:
        x, y, width, height = box(entry.x, entry.y, entry.width, entry.height)
        ports = tuple(replace(port, tile=tile(port.tile)) for port in entry.ports)
        return replace(entry, x=x, y=y, width=width, height=height, ports=ports)

    return replace(
        block,
        blueprint=_moved(turned_blueprint(block.blueprint, data, 1), shift),
        box=box(*block.box),
        modules=tuple(module(entry) for entry in block.modules),
        inputs=tuple(replace(edge, tile=tile(edge.tile)) for edge in block.inputs),
        outputs=tuple(replace(edge, tile=tile(edge.tile)) for edge in block.outputs),
        connections=tuple(
            replace(one, supply=tile(one.supply), port=tile(one.port), turned=True) for one in block.connections
        ),
        turned=True,
    )


def _moved(blueprint: Blueprint, east: int) -> Blueprint:
    return replace(blueprint, entities=tuple(replace(entity, x=entity.x + east) for entity in blueprint.entities))
