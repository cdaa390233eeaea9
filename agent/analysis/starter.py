"""What an area offers for a first base: ore, water, free ground, and what is researched. Facts alone, no blueprint."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from agent.analysis.facts import fact
from agent.analysis.findings import Analysis, Finding, Name, Quantity, Severity, Unit, count, names, numbered
from agent.analysis.from_snapshot import exact
from agent.analysis.ground import largest_free, taken_tiles
from agent.game.prototypes import Belt, CraftingMachine, Inserter, MiningDrill

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.contract import Snapshot, SnapshotEntity
    from agent.game.gamedata import GameData
    from agent.game.prototypes import Entity

MAX_TILES = 250_000
SMALL_TILES = 20
"""A free rectangle with a shorter side holds no row of machines with its belts and a way beside it."""
BELT_PER_MIN = 900
"""A yellow belt carries 15 a second (wiki: Transport belts)."""
FIRST = ("iron-ore", "copper-ore", "coal", "stone")
"""What the first technologies and buildings of the base game are made of."""


def starter_analysis(snapshot: Snapshot, earlier: Sequence[Snapshot], data: GameData) -> Analysis:  # noqa: ARG001 - one shape of all modes
    """Return what lacks for a first base in an area, and what is there as facts."""
    ores = _ores(snapshot)
    free = _free(snapshot, data)
    found = numbered([*_lacking(snapshot, ores, data), *_no_room(snapshot, free)])
    facts = [*_ore_facts(ores, data), *_ground(snapshot, free), *_unlocked(snapshot, data)]
    unknown = {e.name for e in snapshot.entities if e.type == "resource" and e.name not in data.resources}
    return Analysis(found, tuple(facts), tuple(sorted(unknown)), data.label)


def _ores(snapshot: Snapshot) -> dict[str, list[SnapshotEntity]]:
    found: dict[str, list[SnapshotEntity]] = defaultdict(list)
    for entity in snapshot.entities:
        if entity.type == "resource":
            found[entity.name].append(entity)
    return found


def _free(snapshot: Snapshot, data: GameData) -> tuple[float, float, int, int] | None:
    """Return the centre, width and height of the largest free rectangle; None where that is not known."""
    area = snapshot.area
    left, top = ceil(area.left_top.x), ceil(area.left_top.y)
    columns, rows = floor(area.right_bottom.x) - left, floor(area.right_bottom.y) - top
    if columns <= 0 or rows <= 0 or columns * rows > MAX_TILES:
        return None
    taken = taken_tiles(snapshot, data, left, top, columns, rows)
    if taken is None:
        return None
    for entity in snapshot.entities:
        if entity.type == "resource":
            x, y = floor(entity.x) - left, floor(entity.y) - top
            if 0 <= x < columns and 0 <= y < rows:
                taken[y][x] = 1
    column, row, width, height = largest_free(taken, columns)
    return left + column + width / 2, top + row + height / 2, width, height


def _finding(snapshot: Snapshot, key: str, position: tuple[float, float] | None, **args: object) -> Finding:
    return Finding(
        id="",
        severity=Severity.WARNING,
        key=key,
        args=args,  # type: ignore[arg-type]  # callers pass what findings hold
        position=position,
        surface=snapshot.surface.name,
    )


def _lacking(snapshot: Snapshot, ores: dict[str, list[SnapshotEntity]], data: GameData) -> Iterator[Finding]:
    wanted = [name for name in FIRST if name in data.resources]
    missing = [name for name in wanted if name not in ores]
    here = data.sources.get(snapshot.surface.planet or "")
    if missing:
        foreign = here is not None and not set(missing) & set(here.resources)
        key = "finding-starter-no-such-ore" if foreign else "finding-starter-no-ore"
        yield _finding(snapshot, key, None, list=names("entity", missing))
    if "water" in snapshot.collected and not snapshot.water:
        yield _finding(snapshot, "finding-starter-no-water", None)
    if "automation" in data.technologies and "automation" not in snapshot.researched:
        yield _finding(snapshot, "finding-starter-no-automation", None, technology=Name("technology", "automation"))


def _no_room(snapshot: Snapshot, free: tuple[float, float, int, int] | None) -> Iterator[Finding]:
    if free is not None and min(free[2], free[3]) < SMALL_TILES:
        yield _finding(
            snapshot,
            "finding-starter-no-room",
            (free[0], free[1]) if free[2] else None,
            width=free[2],
            height=free[3],
            least=SMALL_TILES,
        )


def _ore_facts(ores: dict[str, list[SnapshotEntity]], data: GameData) -> Iterator[Finding]:
    for name, tiles in sorted(ores.items(), key=lambda entry: -len(entry[1])):
        amount = sum((exact(tile.amount or 0.0) for tile in tiles), Fraction(0))
        x = sum(tile.x for tile in tiles) / len(tiles)
        y = sum(tile.y for tile in tiles) / len(tiles)
        resource = data.resources.get(name)
        endless = resource is not None and resource.infinite
        made = fact(
            "fact-starter-field" if endless else "fact-starter-ore",
            ore=Name("entity", name),
            tiles=count(len(tiles)),
            amount=count(amount),
            minutes=Quantity(amount / BELT_PER_MIN, Unit.MINUTE),
        )
        yield Finding(id=made.id, severity=made.severity, key=made.key, args=made.args, position=(x, y))


def _ground(snapshot: Snapshot, free: tuple[float, float, int, int] | None) -> Iterator[Finding]:
    if "water" in snapshot.collected:
        wet = sum(width * height for _, _, width, height in snapshot.water)
        yield fact("fact-starter-water", tiles=count(wet))
    if free is not None and free[2]:
        made = fact("fact-starter-room", width=free[2], height=free[3])
        yield Finding(id=made.id, severity=made.severity, key=made.key, args=made.args, position=(free[0], free[1]))


def _unlocked(snapshot: Snapshot, data: GameData) -> Iterator[Finding]:
    """Yield what of the machines, drills, belts and inserters can be made with what is researched."""
    known = set(snapshot.researched)
    for key, kind in (
        ("fact-starter-machines", CraftingMachine),
        ("fact-starter-drills", MiningDrill),
        ("fact-starter-belts", Belt),
        ("fact-starter-inserters", Inserter),
    ):
        usable = sorted(
            entity.name for entity in data.entities.values() if isinstance(entity, kind) and _made(entity, known, data)
        )
        if usable:
            yield fact(key, list=names("entity", usable, 12))


def _made(entity: Entity, researched: set[str], data: GameData) -> bool:
    if entity.item is None:
        return False
    for recipe in data.recipes_making(entity.item):
        if recipe.enabled_at_start:
            return True
        if any(recipe.name in technology.unlocks for name in researched if (technology := data.technologies.get(name))):
            return True
    return False
