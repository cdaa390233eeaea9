"""Amounts by belts: «пояс железа», "half a red belt", «два жёлтых пояса меди», "a lane of gears"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.assistant.wishes.rates import parse_number
from agent.assistant.wishes.vocabulary import colour_words
from agent.game.prototypes import Belt

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.game.gamedata import GameData

_COLOURED = {"red": "fast", "blue": "express", "green": "turbo", "yellow": ""}
_SPEEDS = r"fast|express|turbo|basic|быстр\w+|скоростн\w+|экспресс|обычн\w+|турбо"
_SPOKEN = {"fast": "fast", "быст": "fast", "expr": "express", "скор": "express", "эксп": "express", "turb": "turbo"}
_SPOKEN |= {"турб": "turbo", "basi": "", "обыч": ""}
_BELTS = re.compile(
    r"(?:\b(?:на|at|по|в)\s+)?"
    r"(?:(?<![\w.,/-])(?P<count>\d{1,3}(?:[.,]\d{1,2})?)\s*[xх×]?\s*|\b(?:an?|the|one|один|одну|одного|одна)\s+)?"
    r"(?:(?:full|whole|saturated|compressed|полн\w+|цел\w+|забит\w+)\s+)?"
    r"(?:(?:an?|the)\s+)?"
    rf"(?:(?P<colour>{colour_words()})[\s-]+|(?P<speed>{_SPEEDS})[\s-]+)?"
    r"(?P<noun>belts?(?:'s)?|пояс(?:а|у|ов|ом|ами)?|конвейер(?:а|у|ов|ом)?|лент(?:а|ы|у|ой|е)?|полос(?:а|ы|у|ой)?|lanes?)(?![\w-])"
    r"(?:\s+worth)?(?:\s+of(?!\w))?",
    re.IGNORECASE,
)
_LANE = ("полос", "lane")
_NO_AMOUNT = re.compile(r"(?:\btransport|\bunderground|\bconveyor|подземн\w+|\bonly|\bтолько)[\s-]+$", re.IGNORECASE)
_MOST_TOLD = 4
_MANY = re.compile(r"belts|lanes|пояса|поясов|ленты|лент|конвейера|конвейеров|конвейеры|полосы|полос", re.IGNORECASE)
_AND_ALSO = re.compile(r"(?:\bи|\band|\+|&)\s*$", re.IGNORECASE)
_FROM = re.compile(r"(?:\bиз|\bfrom|\busing|\bout\s+of)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BeltAmount:
    """So many belts (a lane is half of one), by where it is written. ``plain``: the speed of belt was not said."""

    start: int
    end: int
    words: str
    belt: str
    belts: Fraction
    plain: bool
    data: GameData

    @property
    def rate_per_min(self) -> Fraction:
        """Return the items that they carry in a minute (game data: the belt's speed)."""
        return self.data.entity(self.belt, Belt).items_per_s * 60 * self.belts


def belt_amounts(text: str, data: GameData, colour_of: Callable[[str], str | None]) -> list[BeltAmount]:
    """Return what may be an amount by belts."""
    found = []
    for match in _BELTS.finditer(text):
        if _NO_AMOUNT.search(text[: match.start("noun")]):
            continue
        prefix = _prefix(match, colour_of)
        belt = f"{prefix}-transport-belt" if prefix else "transport-belt"
        count = parse_number(match["count"]) if match["count"] else Fraction(1)
        if prefix is None or belt not in data.entities or not count:
            continue
        if match["noun"].lower().startswith(_LANE):
            count /= 2
        # «Шестерёнки и пояса» are two things, «из пояса железа» is what comes in.
        if (match["count"] is None and _MANY.fullmatch(match["noun"])) or _AND_ALSO.search(text[: match.start()]):
            continue
        if _FROM.search(text[: match.start()]):
            continue
        start, end = match.start() + len(match.group()) - len(match.group().lstrip()), match.end()
        plain = match["colour"] is None and match["speed"] is None
        found.append(BeltAmount(start, end, text[start:end].strip(), belt, count, plain, data))
    return found


def _prefix(match: re.Match[str], colour_of: Callable[[str], str | None]) -> str | None:
    if match["colour"] is not None:
        return _COLOURED.get(colour_of(match["colour"]) or "")
    if match["speed"] is not None:
        return _SPOKEN[match["speed"].lower()[:_MOST_TOLD]]
    return ""
