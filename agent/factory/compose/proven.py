"""A block composed and judged: a blueprint that does not hold in its place goes, and the next is tried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.errors import GameDataError, RefusedError
from agent.factory.compose.composer import Limits, compose
from agent.factory.compose.kit import kit_for
from agent.factory.compose.netlist import netlist
from agent.factory.compose.shelf import Shelf
from agent.factory.stages import UNHEARD
from agent.factory.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.factory.catalog import Entry
    from agent.factory.compose.block import Block
    from agent.factory.compose.real import Real
    from agent.factory.compose.wanted import Wanted
    from agent.factory.stages import Tell
    from agent.factory.verify import Verdict
    from agent.game.gamedata import GameData

MOST_TRIES = 8
"""Blocks judged before the player's blueprints are left alone."""
NEAR = 1.0
"""Tiles around a module within which a fault is taken for its own."""


@dataclass(frozen=True, slots=True)
class Proven:
    """A block with the judge's verdict and the blueprints that were tried and did not hold, with the fault's code."""

    block: Block
    verdict: Verdict
    dropped: tuple[tuple[Entry, str], ...] = ()


def compose_proven(
    wanted: Wanted,
    data: GameData,
    name: str,
    limits: Limits,
    reals: Iterable[Real],
    max_ticks: int,
    *,
    tell: Tell = UNHEARD,
) -> Proven:
    """Compose with blueprints of the catalogue where they fit, and judge; ``tell`` hears how far it has got.

    Raises:
        GameDataError: As `compose` without any blueprint.
        RefusedError: The same.
    """
    shelf = Shelf(kit_for(data, limits.researched), tuple(reals))
    dropped: list[tuple[Entry, str]] = []
    for _ in range(MOST_TRIES if shelf.reals else 0):
        try:
            block = compose(wanted, data, name, limits, shelf, tell)
        except (GameDataError, RefusedError) as error:
            used = _largest(wanted, shelf)
            if used is None:
                raise
            guilty, code = [used], error.code
        else:
            verdict = verify(block.blueprint, data, block.expectation, max_ticks, tell=tell)
            guilty = _guilty(block, verdict)
            if verdict.sound or not guilty:
                return Proven(block, verdict, tuple(dropped))
            code = verdict.errors[0].code
        dropped += [(entry, code) for entry in guilty]
        shelf = shelf.without(entry.id for entry in guilty)
    block = compose(wanted, data, name, limits, tell=tell)
    return Proven(block, verify(block.blueprint, data, block.expectation, max_ticks, tell=tell), tuple(dropped))


def _largest(wanted: Wanted, shelf: Shelf) -> Entry | None:
    """Return the largest blueprint that would be used: the likeliest to be in the way."""
    try:
        modules = netlist(wanted, shelf.kit, shelf).modules
    except GameDataError:
        return max((real.entry for real in shelf.left), key=lambda entry: (entry.area, entry.id), default=None)
    used = [module.cell.real.entry for module in modules if module.cell.real is not None]
    return max(used, key=lambda entry: (entry.area, entry.id), default=None)


def _guilty(block: Block, verdict: Verdict) -> list[Entry]:
    """Return the blueprints in which the judge found faults; where none lies in one, all that are used."""
    used = [module for module in block.modules if module.origin is not None]
    places = [fault.position for fault in verdict.errors if fault.position is not None]
    found = [
        module.origin
        for module in used
        if any(
            -NEAR <= x - module.x <= module.width + NEAR and -NEAR <= y - module.y <= module.height + NEAR
            for x, y in places
        )
    ]
    entries = found or [module.origin for module in used]
    return list({entry.id: entry for entry in entries if entry is not None}.values())
