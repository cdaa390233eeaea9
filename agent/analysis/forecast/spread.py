"""Pollution over time, chunk by chunk.

Rules (wiki: Pollution; PollutionMapSettings): every 64 ticks a chunk that holds at least ``min_to_diffuse`` gives
``diffusion_ratio`` of its pollution to each of its four neighbours; tiles and trees take a fixed amount a second,
nests a fixed amount and a part of what is there. Several of these steps are taken as one; what leaves the chunks that
are known is gone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.analysis.combat.waves import Chunk

STEP_TICKS = 64
TICKS_PER_S = 60
STEPS_AT_ONCE = 8
SHARE_AT_ONCE = 0.8
"""A chunk never gives more of its pollution at once."""
REACHED = 1.0
"""Pollution that counts as having come to a nest."""


@dataclass(slots=True)
class Land:
    """What is known of a place: all amounts are pollution a second but for the start.

    ``nests`` have per chunk what all its nests take: a fixed amount and a part of the chunk's pollution.
    """

    amounts: dict[Chunk, float]
    emitted: Mapping[Chunk, float] = field(default_factory=dict)
    absorbed: Mapping[Chunk, float] = field(default_factory=dict)
    nests: Mapping[Chunk, tuple[float, float]] = field(default_factory=dict)
    ratio: float = 0.02
    least: float = 15.0


@dataclass(slots=True)
class Course:
    """What came of it: seconds until nests were reached, and what each took a minute in the last minutes."""

    amounts: dict[Chunk, float]
    reached_s: dict[Chunk, float]
    taken_per_min: dict[Chunk, float]
    taken_up_per_min: float


def spread(land: Land, seconds: float, *, at_once: int = STEPS_AT_ONCE) -> Course:
    """Let time pass."""
    steps = max(1, min(at_once, int(SHARE_AT_ONCE / (4 * land.ratio)) if land.ratio else at_once))
    grid = _Grid(land, steps * STEP_TICKS / TICKS_PER_S, land.ratio * steps)
    time = 0.0
    while time < seconds:
        time += grid.span
        grid.diffuse()
        grid.emit_and_absorb()
        grid.feed_nests(time)
    per_min = 60 / grid.span
    return Course(
        {chunk: amount for chunk, amount in zip(grid.chunks, grid.amounts, strict=True) if amount > 0},
        {grid.chunks[place]: reached for place, reached in grid.reached.items()},
        {grid.chunks[place]: taken * per_min for place, taken in grid.taken.items()},
        grid.ground * per_min,
    )


class _Grid:
    """The chunks in a row, each with the places of its neighbours: lists are the fastest that plain Python has."""

    def __init__(self, land: Land, span: float, share: float) -> None:
        self.span = span
        self.share = share
        self.least = land.least
        self.chunks = list({**land.amounts, **land.emitted, **land.nests})
        places = {chunk: place for place, chunk in enumerate(self.chunks)}
        self.amounts = [land.amounts.get(chunk, 0.0) for chunk in self.chunks]
        self.beside = [
            tuple(places[each] for each in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)) if each in places)
            for x, y in self.chunks
        ]
        self.made = [(places[chunk], rate * span) for chunk, rate in land.emitted.items()]
        self.takes = [land.absorbed.get(chunk, 0.0) * span for chunk in self.chunks]
        self.nests = [(places[chunk], fixed * span, part * span) for chunk, (fixed, part) in land.nests.items()]
        self.reached = {place: 0.0 for place, _, _ in self.nests if self.amounts[place] >= REACHED}
        self.taken: dict[int, float] = {}
        self.ground = 0.0

    def diffuse(self) -> None:
        before, share, least = self.amounts, self.share, self.least
        after = before[:]
        for place, amount in enumerate(before):
            if amount >= least:
                given = amount * share
                after[place] -= 4 * given
                for other in self.beside[place]:
                    after[other] += given
        self.amounts = after

    def emit_and_absorb(self) -> None:
        for place, rate in self.made:
            self.amounts[place] += rate
        before = sum(self.amounts)
        self.amounts = [
            amount - takes if amount > takes else 0.0 for amount, takes in zip(self.amounts, self.takes, strict=True)
        ]
        self.ground = before - sum(self.amounts)

    def feed_nests(self, time: float) -> None:
        for place, fixed, part in self.nests:
            amount = self.amounts[place]
            if amount >= REACHED:
                self.reached.setdefault(place, time)
            takes = min(amount, fixed + part * amount)
            self.taken[place] = takes
            self.amounts[place] = amount - takes


def evolution_after(factor: float, rate_per_s: float, seconds: float) -> float:
    """Return the evolution after a time in which its causes add so much a second, each times (1 - evolution)²."""
    if factor >= 1:
        return 1.0
    return 1 - 1 / (1 / (1 - factor) + rate_per_s * seconds)
