"""The player's own blueprints, out of the catalogue, as modules for a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agent.factory.compose.real import real_module
from agent.game.blueprint import decode, leaves, normalise, version_for
from agent.setup.catalog_store import CatalogStore, catalog_file
from agent.setup.catalog_store import Wanted as Search

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from agent.factory.compose.real import Real
    from agent.factory.compose.wanted import Wanted
    from agent.game.gamedata import GameData

_MOST_PER_ITEM: Final = 24
_MOST_ENTITIES: Final = 3000
"""Larger ones would take longer to derive than a block to compose."""


def players_modules(
    wanted: Wanted, data: GameData, researched: Collection[str] | None, folder: Path | None
) -> tuple[Real, ...]:
    """Return the player's blueprints that make something the plan makes, derived on the plan's data set.

    Raises:
        BridgeError: The catalogue cannot be read.
    """
    if not catalog_file(folder).is_file():
        return ()
    found: dict[str, Real] = {}
    with CatalogStore(folder) as store:
        for item in sorted({item for step in wanted.steps for item in step.gives}):
            search = Search(item=item, technologies=researched, origin="player")
            for kept in store.search(search, _MOST_PER_ITEM):
                if kept.body["id"] in found or kept.body["entities"] > _MOST_ENTITIES:
                    continue
                (leaf,) = leaves(decode(kept.string))
                real = real_module(normalise(leaf.body, target=version_for(data)), data, researched)
                if real is not None:
                    found[kept.body["id"]] = real
    return tuple(found.values())
