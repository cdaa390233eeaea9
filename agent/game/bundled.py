"""The data sets that travel with the product. The only module of the floor that reads a file: its own tables."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from agent.errors import GameDataError
from agent.game.tables import game_data

if TYPE_CHECKING:
    from agent.game.gamedata import GameData

SETS = ("base-2.0.77", "space-age-2.0.77", "base-2.1.20", "space-age-2.1.20")
DEFAULT_SET = "space-age-2.1.20"


@cache
def load(name: str = DEFAULT_SET) -> GameData:
    """Load a bundled data set, once per process.

    Raises:
        GameDataError: ``unknown-data-set``.
    """
    if name not in SETS:
        raise GameDataError("unknown-data-set", data_set=name, known=", ".join(SETS))
    text = files("agent.game.data").joinpath(f"{name}.json").read_text("utf-8")
    return game_data(json.loads(text))


def set_for(game_version: str, *, space_age: bool) -> str:
    """Name the bundled set nearest to a running game: by its minor version, 2.0 or anything newer."""
    version = "2.0.77" if game_version.startswith(("0.", "1.", "2.0")) else "2.1.20"
    return f"{'space-age' if space_age else 'base'}-{version}"
