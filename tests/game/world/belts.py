"""Belts: what lies on them, how they bend and join."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.game.objects import SimObject
from tests.game.world import kinds
from tests.game.world.geometry import Point, Value, turn

if TYPE_CHECKING:
    from collections.abc import Hashable

    from tests.game.world.entity import LuaEntity
    from tests.game.world.entity_parts import EntityParts

_AHEAD = (0.0, -1.0)
_LANE = 4
"""Items of one stack each on one lane of one tile."""


def _belts_at(belt: EntityParts, place: Point) -> list[LuaEntity]:
    area = (place[0] - 0.1, place[1] - 0.1, place[0] + 0.1, place[1] + 0.1)
    return [one for one in belt.surface.index_entities.colliding(area) if one.prototype.type in kinds.BELTS]


def lanes_ends(belt: EntityParts) -> list[Point]:
    """The tiles of a belt part: two for a splitter."""
    if belt.type != "splitter":
        return [(belt.x, belt.y)]
    dx, dy = turn((0.5, 0.0), belt.facing)
    return [(belt.x - dx, belt.y - dy), (belt.x + dx, belt.y + dy)]


def outputs(belt: EntityParts) -> list[LuaEntity]:
    """Belts this one gives to."""
    if belt.type == "underground-belt" and belt.belt_end == "input":
        return []
    dx, dy = turn(_AHEAD, belt.facing)
    ahead = [one for x, y in lanes_ends(belt) for one in _belts_at(belt, (x + dx, y + dy))]
    back = (belt.facing + 8) % 16
    found = {one.number: one for one in ahead if one.facing != back and not _closed_from(one, belt.facing)}
    return [found[number] for number in sorted(found)]


def _closed_from(belt: EntityParts, direction: int) -> bool:
    """Splitters and underground exits take nothing from the side or behind."""
    if belt.type == "splitter":
        return belt.facing != direction
    return belt.type == "underground-belt" and belt.belt_end == "output" and belt.facing == direction


def inputs(belt: EntityParts) -> list[LuaEntity]:
    """Belts that give to this one."""
    around = [turn(_AHEAD, side) for side in (0, 4, 8, 12)]
    near = {
        one.number: one for x, y in lanes_ends(belt) for dx, dy in around for one in _belts_at(belt, (x + dx, y + dy))
    }
    givers = {number: one for number, one in near.items() if any(target is belt for target in outputs(one))}
    return [givers[number] for number in sorted(givers)]


def neighbours(belt: EntityParts) -> Value:
    """`belt_neighbours`."""
    return {"inputs": inputs(belt), "outputs": outputs(belt)}


def shape(belt: EntityParts) -> str:
    """A belt bends when exactly one belt feeds it, from the side."""
    feeding = inputs(belt)
    if len(feeding) != 1 or belt.type != "transport-belt":
        return "straight"
    return {4: "right", 12: "left"}.get((belt.facing - feeding[0].facing) % 16, "straight")


def other_end(belt: EntityParts) -> LuaEntity | None:
    """The other end of an underground belt: the nearest of the same name and turn in reach."""
    if belt.type != "underground-belt":
        return None
    reach = belt.prototype.max_underground_distance or 0
    entering = belt.belt_end == "input"
    dx, dy = turn(_AHEAD, belt.facing if entering else (belt.facing + 8) % 16)
    for step in range(1, reach + 1):
        for one in _belts_at(belt, (belt.x + dx * step, belt.y + dy * step)):
            if one.name == belt.name and one.facing == belt.facing:
                return one if one.belt_end != belt.belt_end else None
    return None


class LuaTransportLine(SimObject):
    """One lane of a belt."""

    api_class: ClassVar[str] = "LuaTransportLine"

    def __init__(self, belt: EntityParts, lane: str) -> None:
        self.belt = belt
        self.lane = lane

    @property
    def object_id(self) -> Hashable:
        return *self.belt.key, "line", self.lane

    @property
    def valid(self) -> bool:  # type: ignore[override]  # follows the belt
        return self.belt.valid

    @property
    def owner(self) -> EntityParts:
        return self.belt

    def held(self) -> list[Value]:
        """Items on the lane, front first."""
        return list(self.belt.lines.get(self.lane, ()))

    def __len__(self) -> int:
        return len(self.held())

    def __bool__(self) -> bool:
        return True

    @property
    def line_length(self) -> float:
        return 1.0

    def get_contents(self) -> list[Value]:
        counts: dict[tuple[str, str], int] = {}
        for name, quality in self.held():
            counts[name, quality] = counts.get((name, quality), 0) + 1
        return [{"name": name, "quality": quality, "count": count} for (name, quality), count in counts.items()]

    def get_item_count(self, item: Value = None) -> int:
        from tests.game.world.stack import identify  # noqa: PLC0415 the two need each other

        if item is None:
            return len(self)
        wanted = identify(item)
        return sum(1 for one in self.held() if tuple(one) == (wanted.name, wanted.quality))

    def can_insert_at_back(self) -> bool:
        return len(self) < _LANE

    def insert_at_back(self, items: Value, *_: Value) -> bool:
        from tests.game.world.stack import identify  # noqa: PLC0415 the two need each other

        if not self.can_insert_at_back():
            return False
        wanted = identify(items)
        self.belt.lines = {**self.belt.lines, self.lane: [*self.held(), (wanted.name, wanted.quality)]}
        return True

    def clear(self) -> None:
        self.belt.lines = {lane: items for lane, items in self.belt.lines.items() if lane != self.lane}
