"""Which qualities come out of a machine with a chance of better ones."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.game.gamedata import GameData

NORMAL = "normal"
MARK = "@"


def named(item: str, quality: str = NORMAL) -> str:
    """Return an item's key with its quality, ``pipe@rare``; a normal one is the item's name alone."""
    return item if quality == NORMAL else f"{item}{MARK}{quality}"


def item_of(key: str) -> str:
    """Return the item of a key."""
    return key.partition(MARK)[0]


def outcomes(quality: str, effect: Fraction, data: GameData) -> dict[str, Fraction]:
    """Return the part of products that comes out in each quality.

    The first step up happens with the machine's quality effect times ``next_probability`` of the quality it crafts at,
    each further one with ``chain_probability`` of the quality reached (QualityPrototype, 2.0 and 2.1). All qualities
    count as unlocked.
    """
    start = data.qualities.get(quality)
    if start is None or start.next not in data.qualities:
        return {quality: Fraction(1)}
    found: dict[str, Fraction] = {}
    left, chance, level = Fraction(1), min(max(effect, Fraction(0)) * start.next_probability, Fraction(1)), start
    while level.next is not None and level.next in data.qualities and chance:
        found[level.name] = left * (1 - chance)
        left *= chance
        level = data.qualities[level.next]
        chance = level.chain_probability
    found[level.name] = left
    return {name: part for name, part in found.items() if part}
