"""Pictures of a blueprint string: text for the terminal, SVG for everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.errors import BridgeError
from agent.factory.draw import TILE, png, scene, svg, text_picture, tile_px
from agent.game.blueprint import decode, leaves, normalise
from agent.game.bundled import load

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from agent.factory.draw import Mark
    from agent.game.blueprint import Blueprint
    from agent.game.gamedata import GameData


def picture_text(blueprint: Blueprint, data: GameData) -> str:
    """Draw a blueprint in letters."""
    return text_picture(scene(blueprint, data))


def write_svg(path: Path, blueprint: Blueprint, data: GameData, marks: Sequence[Mark] = ()) -> None:
    """Draw a blueprint into a file; marks show faults and ports.

    Raises:
        BridgeError: ``output-unwritable``.
    """
    try:
        path.write_text(svg(scene(blueprint, data), marks), encoding="utf-8")
    except OSError as error:
        raise BridgeError("output-unwritable", path=str(path), reason=error.strerror or str(error)) from error


def write_png(path: Path, blueprint: Blueprint, data: GameData, marks: Sequence[Mark] = ()) -> int | None:
    """Draw a blueprint into a PNG file; marks show faults and ports. Return a tile's pixels where they are few.

    Raises:
        BridgeError: ``output-unwritable``.
        RefusedError: ``picture-too-wide``.
    """
    laid = scene(blueprint, data)
    try:
        path.write_bytes(png(laid, marks))
    except OSError as error:
        raise BridgeError("output-unwritable", path=str(path), reason=error.strerror or str(error)) from error
    tile = tile_px(laid)
    return tile if tile < TILE else None


def offered(string: str) -> tuple[Blueprint, GameData]:
    """Read an offered blueprint string back, as the game would, with the data to draw it."""
    leaf = next(leaves(decode(string)))
    return normalise(leaf.body), load()
