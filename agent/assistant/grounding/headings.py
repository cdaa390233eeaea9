"""Units that the headings of columns give the numbers under them.

A table reaches the check as lines of cells parted by dashes: «Показатель — МВт», then «Нужно — 12,5».
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent.assistant.grounding.units import unit_of_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.assistant.grounding.units import UnitAt

_CELLS = re.compile(r"(?:^|(?<=\s[—–|]\s))(?P<cell>\S.*?)(?=\s[—–|]\s|\s*$)", re.MULTILINE)
_LINE = re.compile(r"^.*$", re.MULTILINE)
_NUMBER_IN = re.compile(r"\d")


def headed(text: str) -> Iterator[tuple[int, int, UnitAt]]:
    """Yield where the cells of columns start and end whose heading ends in a unit."""
    heading: list[UnitAt | None] = []
    for line in _LINE.finditer(text):
        cells = [found.span("cell") for found in _CELLS.finditer(text, *line.span())]
        if len(cells) < len(("name", "number")):
            heading = []
        elif len(cells) == len(heading) and any(_NUMBER_IN.search(text, *cell) for cell in cells):
            yield from ((*cell, at) for cell, at in zip(cells, heading, strict=True) if at is not None)
        else:
            heading = [unit_of_heading(text[start:end]) for start, end in cells]
