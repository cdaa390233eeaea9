"""What moves items between belts, machines and chests: inserters, loaders, and drills that drop what they mine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent.factory.verify.verdict import LANES, Lane
from agent.game import inserting
from agent.game.belts import OPPOSITE, ahead, drop_lane, lane_items_per_s, near_lane
from agent.game.geometry import STEP, Tile, tile_of, turned
from agent.game.prototypes import Belt, Inserter, MiningDrill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from agent.factory.verify.layout import Standing
    from agent.factory.verify.verdict import Expectation
    from agent.game.gamedata import GameData

    At = Callable[[Tile], Standing | None]

LOADERS = ("loader", "loader-1x1")
UNLIMITED = 1e4


@dataclass(frozen=True, slots=True, eq=False)
class Arm:
    """Something that moves items from one place to another; ``allowed`` None: any item, else a filter.

    A loader is two of them, one for each lane: ``takes`` are the lanes it takes from, ``puts`` the lane it puts on
    where neither its place nor the point of its drop says so.
    """

    thing: Standing
    prototype: Inserter | MiningDrill | Belt
    pickup: Tile
    drop: Tile
    source: Standing | None
    target: Standing | None
    allowed: frozenset[str] | None = None
    refused: frozenset[str] = frozenset()
    takes: tuple[Lane, ...] = LANES
    puts: Lane | None = None

    def may(self, item: str) -> bool:
        """Tell whether the filter lets an item through."""
        return item not in self.refused and (self.allowed is None or item in self.allowed)

    def lane_on(self, direction: int) -> Lane:
        """Return the lane that items are put on of a belt that runs in a direction."""
        if self.puts is not None:
            return self.puts
        if isinstance(self.prototype, MiningDrill):
            return near_lane(self.drop, direction, _drop_point(self.thing, self.prototype))
        return drop_lane(self.drop, direction, self.thing.tile)

    def near_first(self, direction: int) -> tuple[Lane, ...]:
        """Return the lanes of a belt that are taken from, the nearer one first."""
        far = drop_lane(self.pickup, direction, self.thing.tile)
        return tuple(sorted(self.takes, key=lambda lane: lane == far))

    def items_per_s(self, expect: Expectation, data: GameData) -> float:
        """Return what it moves at most; a drill hands on whatever it mines."""
        if isinstance(self.prototype, MiningDrill):
            return UNLIMITED
        if isinstance(self.prototype, Belt):
            return float(lane_items_per_s(self.prototype.speed))
        quality = data.qualities.get(self.thing.entity.quality)
        swing = inserting.swing_ticks(self.prototype, quality.default_multiplier if quality else 1)
        hand = inserting.hand_size(self.prototype, expect.stack_bonus, expect.bulk_bonus)
        return hand * inserting.TICKS_PER_S / (2 * swing)


def arms_of(thing: Standing, at: At) -> Iterator[Arm]:
    """Yield the arms that an entity is."""
    prototype = thing.prototype
    if isinstance(prototype, Inserter):
        yield _inserter(thing, prototype, at)
    elif isinstance(prototype, Belt) and prototype.type in LOADERS and thing.direction in STEP:
        yield from _loader(thing, prototype, at)
    elif isinstance(prototype, MiningDrill) and any(prototype.drop):
        drop = tile_of(*_drop_point(thing, prototype))
        yield Arm(thing, prototype, thing.tile, drop, thing, at(drop))


def loader_belt(thing: Standing) -> Tile:
    """Return the tile of a loader where its belt is: the one away from its chest or machine."""
    front, back = loader_ends(thing)
    return back if thing.entity.end == "input" else front


def loader_ends(thing: Standing) -> tuple[Tile, Tile]:
    """Return the front and the back tile of a loader, the same for one of a single tile."""
    dx, dy = STEP[thing.direction]
    half = (max(thing.prototype.tiles) - 1) / 2
    x, y = thing.position
    return tile_of(x + dx * half, y + dy * half), tile_of(x - dx * half, y - dy * half)


def _inserter(thing: Standing, prototype: Inserter, at: At) -> Arm:
    pickup, drop = (tile_of(*end) for end in inserting.ends(prototype, thing.entity.x, thing.entity.y, thing.direction))
    names = filter_names(thing.entity.settings)
    blacklist = thing.entity.settings.get("filter_mode") == "blacklist"
    return Arm(
        thing,
        prototype,
        pickup,
        drop,
        at(pickup),
        at(drop),
        allowed=names if names and not blacklist else None,
        refused=names if blacklist else frozenset(),
    )


def _loader(thing: Standing, prototype: Belt, at: At) -> Iterator[Arm]:
    """Yield a loader's two lanes; it points the way items go, out of its belt or into it (LoaderPrototype)."""
    front, back = loader_ends(thing)
    allowed = filter_names(thing.entity.settings) or None
    for lane in LANES:
        if thing.entity.end == "input":
            box = ahead(front, thing.direction)
            yield Arm(thing, prototype, back, box, thing, at(box), allowed, takes=(lane,))
        else:
            box = ahead(back, (thing.direction + OPPOSITE) % 16)
            yield Arm(thing, prototype, box, front, at(box), thing, allowed, puts=lane)


def _drop_point(thing: Standing, drill: MiningDrill) -> tuple[float, float]:
    dx, dy = turned(*drill.drop, thing.direction)
    return thing.position[0] + dx, thing.position[1] + dy


def filter_names(settings: Any) -> frozenset[str]:  # noqa: ANN401 - untouched JSON of the string
    """Read the filters of an inserter or loader, whatever version wrote them."""
    rows = settings.get("filters")
    if not isinstance(rows, list) or settings.get("use_filters") is False:
        return frozenset()
    names = (row.get("name") if isinstance(row, dict) else None for row in rows)
    return frozenset(name for name in names if isinstance(name, str))
