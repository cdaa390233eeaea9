"""Where a machine or recipe works: conditions on the properties of a surface (SurfaceCondition; wiki: Surface)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.game.gamedata import GameData
    from agent.game.prototypes import SurfaceCondition


def works_at(conditions: Iterable[SurfaceCondition], place: str, data: GameData) -> bool:
    """Tell whether surface conditions hold at a place; at ``any`` no stated condition is sure to."""
    properties = data.planets.get(place, {})
    for condition in conditions:
        value = properties.get(condition.name)
        if value is None:
            return False
        if condition.minimum is not None and value < condition.minimum:
            return False
        if condition.maximum is not None and value > condition.maximum:
            return False
    return True
