"""How pollution spreads over the chunks that a snapshot tells, and what nests take up of it.

Rules (wiki: Pollution; PollutionSettings), each every 64 ticks: a chunk that holds at least ``min_to_diffuse`` gives
the part ``diffusion_ratio`` to each of its four neighbours; its ground and its trees take up their share; a nest
takes up 20 and a hundredth of what is there, until it holds three times the price of its dearest unit. From then on
it takes up no more than it spends, and it spends no faster than it spawns.

Computed with NumPy: an hour is 3375 steps over up to some thousand chunks.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.combat.waves import CHUNK, chunk_of, nests
from agent.analysis.from_snapshot import exact
from agent.contract import MapRules

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from agent.analysis.combat.waves import Chunk
    from agent.contract import Enemies, PollutionChunk, Snapshot
    from agent.game.combat import Spawner
    from agent.game.gamedata import GameData

    Field = NDArray[np.float64]

STEP_TICKS = 64
TICKS_PER_MIN = 3600
STEPS_PER_MIN = TICKS_PER_MIN / STEP_TICKS
TILES = CHUNK * CHUNK
MARGIN = 4
"""Chunks of unknown ground around the known ones, so that the known edge is no wall and no drain."""
SPENDING_MIN = 10
MOST_CHUNKS_AWAY = 64
"""Farther from the middle of the area nothing is looked at: the mod tells 1600 chunks around it at most."""
MOST_HELD = 1e9
MOST_RATIO = 0.25
"""MapGenPresetPollutionSettings.diffusion_ratio: more could not leave a chunk by its four sides."""
TRACE = 1e-9
VISIBLE = 1
"""Less than a unit of pollution in a chunk is not counted as polluted."""


@dataclass(frozen=True, slots=True)
class Nests:
    """The nests of one chunk."""

    chunk: Chunk
    members: tuple[tuple[Enemies, Spawner], ...]

    @property
    def first(self) -> Enemies:
        """Return the one that findings point to."""
        return min((enemy for enemy, _ in self.members), key=lambda enemy: (enemy.y, enemy.x, enemy.name))

    @property
    def spawners(self) -> list[Spawner]:
        """Return their kinds, one for each."""
        return [spawner for _, spawner in self.members]


@dataclass(frozen=True, slots=True)
class Ground:
    """The chunks of a snapshot as fields: pollution, what ground and trees take up a step, what is emitted a step.

    ``left`` and ``top`` are the chunk of the first cell; ``outside_per_min`` is what is emitted at places that were not
    selected, as far as the surface's statistics bear it out.
    """

    left: int
    top: int
    amount: Field
    ground: Field
    trees: Field
    emitted: Field
    known: NDArray[np.bool_]
    ratio: float
    least: float
    outside_per_min: Fraction = Fraction(0)
    nests: tuple[Nests, ...] = ()

    def cell(self, chunk: Chunk) -> tuple[int, int]:
        """Return row and column of a chunk."""
        return chunk[1] - self.top, chunk[0] - self.left

    def holds(self, chunk: Chunk) -> bool:
        """Tell whether a chunk lies in the fields."""
        row, column = self.cell(chunk)
        rows, columns = (int(side) for side in self.amount.shape)
        return 0 <= row < rows and 0 <= column < columns

    @property
    def absorbed(self) -> tuple[Fraction, Fraction]:
        """Return what ground and trees of the known chunks take up a minute of what is there now."""
        import numpy as np  # noqa: PLC0415 - a tenth of a second at start that only this mode needs

        whole = np.minimum(self.amount, self.ground + self.trees)
        wanted = np.maximum(self.ground + self.trees, TRACE)
        by_ground = float((whole * self.ground / wanted)[self.known].sum()) * STEPS_PER_MIN
        by_trees = float((whole * self.trees / wanted)[self.known].sum()) * STEPS_PER_MIN
        return exact(by_ground), exact(by_trees)


@dataclass(frozen=True, slots=True)
class Moment:
    """Where pollution is after so many minutes, and what each chunk of nests takes up a minute then."""

    minutes: int
    polluted_chunks: int
    total: Fraction
    taken_per_min: Mapping[Chunk, Fraction]


@dataclass(slots=True)
class Outlook:
    """What comes: the moments asked for, and the minute in which pollution first reaches each chunk of nests."""

    moments: list[Moment] = field(default_factory=list)
    reached: dict[Chunk, Fraction] = field(default_factory=dict)

    def at(self, minutes: int) -> Moment:
        """Return the moment of a minute that was asked for."""
        return next(moment for moment in self.moments if moment.minutes == minutes)


def nests_by_chunk(snapshot: Snapshot, data: GameData) -> tuple[Nests, ...]:
    """Return the known nests of a snapshot, chunk by chunk."""
    found: dict[Chunk, list[tuple[Enemies, Spawner]]] = defaultdict(list)
    for enemy, spawner in nests(snapshot, data):
        found[chunk_of(enemy.x, enemy.y)].append((enemy, spawner))
    return tuple(Nests(chunk, tuple(members)) for chunk, members in sorted(found.items()))


def lay_out(
    snapshot: Snapshot,
    data: GameData,
    pollutant: str,
    emitted_per_min: Mapping[Chunk, Fraction],
    elsewhere_per_min: Fraction = Fraction(0),
) -> Ground | None:
    """Lay the chunks of a snapshot out as fields; None where it tells none. What is emitted outside them is left out.

    Args:
        snapshot: The one asked about.
        data: Game data of the running mod set.
        pollutant: What its air takes up.
        emitted_per_min: What is emitted by chunk in the area.
        elsewhere_per_min: What the surface emits beyond that; so much at most is given to the chunks outside the area
            that hold more than they could without a source.
    """
    import numpy as np  # noqa: PLC0415 - as above

    chunks = _near(snapshot)
    if not chunks:
        return None
    places = list(chunks)
    left, top = min(x for x, _ in places) - MARGIN, min(y for _, y in places) - MARGIN
    shape = (max(y for _, y in places) + MARGIN + 1 - top, max(x for x, _ in places) + MARGIN + 1 - left)
    rules = (snapshot.rules or MapRules()).pollution
    amount, trees, emitted = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    known = np.zeros(shape, dtype=np.bool_)
    ground = np.full(shape, np.nan)
    per_step = STEP_TICKS / 60
    of_tile = {tile.name: float(tile.absorptions_per_second.get(pollutant, 0)) for tile in data.tiles.values()}
    of_tree = _of_tree(data, pollutant)
    for (x, y), chunk in chunks.items():
        cell = y - top, x - left
        known[cell] = True
        amount[cell] = min(max(chunk.amount, 0.0), MOST_HELD)
        trees[cell] = max(chunk.trees, 0) * of_tree * per_step
        looked_at = sum(number for name, number in chunk.tiles.items() if name in of_tile)
        if looked_at:
            mean = sum(of_tile[name] * number for name, number in chunk.tiles.items() if name in of_tile) / looked_at
            ground[cell] = max(mean * TILES * rules.ageing * per_step, 0.0)
    told = ~np.isnan(ground)
    ground[~told] = float(ground[told].mean()) if told.any() else 0.0
    ratio = min(max(rules.diffusion_ratio, 0.0), MOST_RATIO)
    found = Ground(left, top, amount, ground, trees, emitted, known, ratio, rules.min_to_diffuse)
    for chunk_at, rate in emitted_per_min.items():
        if found.holds(chunk_at):
            emitted[found.cell(chunk_at)] += float(rate) / STEPS_PER_MIN
    outside = _held(found, snapshot, float(elsewhere_per_min) / STEPS_PER_MIN)
    return replace(
        found,
        emitted=emitted + outside,
        outside_per_min=exact(float(outside.sum()) * STEPS_PER_MIN),
        nests=nests_by_chunk(snapshot, data),
    )


def _near(snapshot: Snapshot) -> dict[Chunk, PollutionChunk]:
    """Return the chunks that are told, without any so far from the area that no mod tells them."""
    corner = chunk_of(snapshot.area.left_top.x, snapshot.area.left_top.y)
    far = chunk_of(snapshot.area.right_bottom.x, snapshot.area.right_bottom.y)
    middle = (corner[0] + far[0]) // 2, (corner[1] + far[1]) // 2
    every = {(chunk.x, chunk.y): chunk for chunk in snapshot.pollution}
    return {
        (x, y): chunk
        for (x, y), chunk in every.items()
        if abs(x - middle[0]) <= MOST_CHUNKS_AWAY and abs(y - middle[1]) <= MOST_CHUNKS_AWAY
    }


def _of_tree(data: GameData, pollutant: str) -> float:
    """Return what a tree in full leaf takes up a second; the snapshot counts trees, not their kinds."""
    found = [plant.absorptions_per_second.get(pollutant, Fraction(0)) for plant in data.plants.values()]
    return float(max(found, default=Fraction(0)))


def _held(ground: Ground, snapshot: Snapshot, most: float) -> Field:
    """Return what chunks outside the area must be given a step to hold what they hold, ``most`` in all."""
    import numpy as np  # noqa: PLC0415 - as above

    if most <= 0:
        return np.zeros_like(ground.amount)
    after = diffused(ground.amount, ground.ratio, ground.least)
    wanted = np.maximum(ground.amount - after + np.minimum(after, ground.ground + ground.trees) - ground.emitted, 0.0)
    wanted[~ground.known] = 0.0
    area = snapshot.area
    for row, column in zip(*wanted.nonzero(), strict=True):
        x, y = (int(column) + ground.left) * CHUNK, (int(row) + ground.top) * CHUNK
        inside_x = area.left_top.x <= x and x + CHUNK <= area.right_bottom.x
        inside_y = area.left_top.y <= y and y + CHUNK <= area.right_bottom.y
        if inside_x and inside_y:
            wanted[row, column] = 0.0
    whole = float(wanted.sum())
    scale = min(most / whole, 1.0) if whole > TRACE else 0.0
    scaled: Field = wanted * scale
    return scaled


def diffused(amount: Field, ratio: float, least: float) -> Field:
    """Return pollution after one step of spreading; what leaves the fields is lost to them."""
    after = amount.copy()
    Spreading(after, ratio, least).step()
    return after


class Spreading:
    """A field that spreads in place, step by step.

    Its views are cut once: an hour of some thousand steps costs what the additions cost, not what slicing does.
    """

    def __init__(self, amount: Field, ratio: float, least: float) -> None:
        self._amount, self._ratio, self._least = amount, ratio, least
        self._given, self._gone = amount.copy(), amount.copy()
        self._enough = amount >= least
        given = self._given
        self._moves = (
            (amount[1:, :], given[:-1, :]),
            (amount[:-1, :], given[1:, :]),
            (amount[:, 1:], given[:, :-1]),
            (amount[:, :-1], given[:, 1:]),
        )

    def step(self) -> None:
        """Let a chunk that holds enough give its part to each of its neighbours."""
        import numpy as np  # noqa: PLC0415 - as above

        np.greater_equal(self._amount, self._least, out=self._enough)
        np.multiply(self._amount, self._ratio, out=self._given)
        np.multiply(self._given, self._enough, out=self._given)
        np.multiply(self._given, len(self._moves), out=self._gone)
        self._amount -= self._gone
        for to, given in self._moves:
            np.add(to, given, out=to)


def _appetite(groups: Sequence[Nests], pollutant: str) -> tuple[Field, Field]:
    """Return what the nests of each chunk take up a step: a fixed amount, and a part of what is there."""
    import numpy as np  # noqa: PLC0415 - as above

    fixed, share = np.zeros(len(groups)), np.zeros(len(groups))
    for place, group in enumerate(groups):
        for spawner in group.spawners:
            absorbs = (spawner.absorptions_per_second or {}).get(pollutant)
            if absorbs is not None:
                fixed[place] += float(absorbs.absolute)
                share[place] += float(absorbs.proportional)
    return fixed, share


def look_ahead(
    ground: Ground,
    moments: Sequence[int],
    spends: Callable[[Nests, int], Fraction],
    pollutant: str,
) -> Outlook:
    """Let pollution spread to the last of the moments, which are minutes from now and rise.

    ``spends`` tells what the nests of a chunk can spend in a minute; it is asked every ``SPENDING_MIN`` minutes.
    """
    import numpy as np  # noqa: PLC0415 - as above

    found = Outlook()
    groups = [group for group in ground.nests if ground.holds(group.chunk)]
    cells = [ground.cell(group.chunk) for group in groups]
    at = np.array([row for row, _ in cells], dtype=np.intp), np.array([column for _, column in cells], dtype=np.intp)
    fixed, share = _appetite(groups, pollutant)
    amount, sink = ground.amount.copy(), ground.ground + ground.trees
    spreading = Spreading(amount, ground.ratio, ground.least)
    reached = np.where(amount[at] > TRACE, 0.0, np.inf)
    steps, limits, waiting = 0, np.zeros(len(groups)), True
    for minute in range(moments[-1] + 1):
        if minute % SPENDING_MIN == 0:
            limits = np.array([float(spends(group, minute)) / STEPS_PER_MIN for group in groups])
        begin, taken = steps, np.zeros(len(groups))
        while steps < (minute + 1) * STEPS_PER_MIN:
            amount += ground.emitted
            spreading.step()
            amount -= sink
            np.maximum(amount, 0.0, out=amount)
            there = amount[at]
            part = np.minimum(np.minimum(there, fixed + share * there), limits)
            amount[at] = there - part
            taken += part
            steps += 1
            if waiting:
                reached[(there > TRACE) & (reached > steps)] = steps
        waiting = bool(np.isinf(reached).any())
        if minute in moments:
            rates = taken * (STEPS_PER_MIN / (steps - begin))
            found.moments.append(
                Moment(
                    minute,
                    int((amount > VISIBLE).sum()),
                    exact(float(amount.sum())),
                    {g.chunk: exact(float(rate)) for g, rate in zip(groups, rates, strict=True) if rate > TRACE},
                )
            )
    for group, step in zip(groups, reached, strict=True):
        if np.isfinite(step):
            found.reached[group.chunk] = Fraction(int(step) * STEP_TICKS, TICKS_PER_MIN)
    return found
