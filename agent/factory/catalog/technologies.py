"""Which technologies a player has who names some of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.game.gamedata import GameData


def with_prerequisites(names: Iterable[str], data: GameData) -> frozenset[str]:
    """Return the technologies and all that must be researched before them.

    Raises:
        UsageError: ``catalog-unknown-technology``.
    """
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        technology = data.technologies.get(name)
        if technology is None:
            raise UsageError("catalog-unknown-technology", technology=name, data_set=data.label)
        if name not in found:
            found.add(name)
            waiting += technology.prerequisites
    return frozenset(found)
