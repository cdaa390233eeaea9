"""Units that the headings of columns give the numbers under them.

A table reaches the check as lines of cells parted by dashes: «Показатель — МВт», then «Нужно — 12,5».
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.assistant.grounding.units import unit_of_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.assistant.grounding.units import UnitAt

_CELLS = re.compile(r"(?:^|(?<=\s[—–|]\s))(?P<cell>\S.*?)(?=\s[—–|]\s|\s*$)", re.MULTILINE)
_LINE = re.compile(r"^.*$", re.MULTILINE)
_ABOVE = re.compile(r"(?:^\W*|\(|,\s)(?P<unit>[^\W\d_]{1,3}(?:/[^\W\d_]+)?|%|/[^\W\d_]+)\)?:?\s*$", re.MULTILINE)
"""A line that is a unit or ends in one, of the lines below it: «Мощность (МВт):»."""
_ROW = re.compile(r"^\W*[^\d\n:—–]*[:—–]\s*(?P<number>[-−]?\d[\d.,\s\u00a0\u202f]*)(?:\s*[\[⟦(].*)?$", re.MULTILINE)
_NUMBER_IN = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a cell starts and ends, the unit of its heading, and where that starts and ends."""

    start: int
    end: int
    unit: UnitAt
    heading: tuple[int, int]


def headed(text: str) -> Iterator[Cell]:
    """Yield the cells of columns whose heading ends in a unit; the first column may have no heading."""
    heading: list[tuple[UnitAt | None, tuple[int, int]]] = []
    for line in _LINE.finditer(text):
        cells = [found.span("cell") for found in _CELLS.finditer(text, *line.span())]
        row = _ROW.match(text, *line.span())
        if len(heading) == 1 and row is not None and heading[0][0] is not None:
            yield Cell(*row.span("number"), heading[0][0], heading[0][1])
            continue
        if heading and len(cells) == len(heading) + 1 and _NUMBER_IN.search(text, *line.span()):
            heading = [(None, line.span()), *heading]
        if len(cells) < len(("name", "number")):
            above = _ABOVE.search(text, *line.span())
            heading = [(unit_of_heading(above["unit"]), above.span("unit"))] if above else []
        elif len(cells) == len(heading) and any(_NUMBER_IN.search(text, *cell) for cell in cells):
            yield from (Cell(*cell, at, over) for cell, (at, over) in zip(cells, heading, strict=True) if at)
        else:
            heading = [(unit_of_heading(text[start:end]), (start, end)) for start, end in cells]
