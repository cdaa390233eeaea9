"""A row of turrets behind a wall, with what keeps them shooting.

    # # # # # #    two rows of wall, and two columns on either side
    #           #    a free row: what bites the wall does not reach the turrets
    #  T T  T T  #
    #  T T  T T  #
       v o  v o      inserters from the belt into the turrets, poles between them
    = = = = = = =    the belt with ammunition; electric turrets have poles only

Drawn facing north and then turned. Walls: biters that bite over one row of them do not reach over two and a free one
(wiki: Enemies, range; Wall).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.errors import RefusedError
from agent.game import inserting
from agent.game.blueprint import Blueprint, BlueprintEntity, Wire
from agent.game.blueprint.model import POLE_COPPER
from agent.game.combat import Turret
from agent.game.geometry import EAST, NORTH, SOUTH, tile_of, turned
from agent.game.prototypes import Belt, ElectricPole, Entity, Inserter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.game.gamedata import GameData
    from agent.game.geometry import Tile

WALL = 2
"""Thickness of the wall in tiles."""
GAP = 1
TOP = WALL + GAP


@dataclass(frozen=True, slots=True)
class PostOrder:
    """What to build: names of the game; ``ammo`` None for turrets that take none. ``facing`` is one of 0, 4, 8, 12."""

    turret: str
    turrets: int
    ammo: str | None
    pole: str
    wall: str = "stone-wall"
    belt: str = "transport-belt"
    inserter: str = "inserter"
    facing: int = NORTH


@dataclass(frozen=True, slots=True)
class Post:
    """A finished post; the blueprint's own coordinates begin at (0, 0).

    ``feed`` is the tile where ammunition comes in, ``belt_end`` the last tile of its belt, which may be carried on to
    another post. ``power_w`` is what its inserters or turrets draw at most.
    """

    blueprint: Blueprint
    width: int
    height: int
    feed: Tile | None
    belt_end: Tile | None
    required: Mapping[str, int]
    power_w: Fraction


def build_post(order: PostOrder, data: GameData) -> Post:
    """Build a post.

    Raises:
        GameDataError: Something the order names is not in the data set, or is another kind of thing.
        RefusedError: ``post-turret-size`` for a turret that is not square.
    """
    draft = _Draft(order, data)
    draft.walls()
    draft.turrets()
    draft.supply()
    draft.poles()
    return draft.finished()


@dataclass(slots=True)
class _Draft:
    order: PostOrder
    data: GameData
    entities: list[BlueprintEntity] = field(default_factory=list)
    wires: list[Wire] = field(default_factory=list)
    turret: Turret = field(init=False)
    size: int = field(init=False)

    def __post_init__(self) -> None:
        self.turret = self.data.entity(self.order.turret, Turret)
        across, down = self.turret.tiles
        if across != down:
            raise RefusedError("post-turret-size", turret=self.order.turret)
        self.size = across

    @property
    def across(self) -> int:
        return self.order.turrets * self.size + 2 * WALL

    @property
    def arms_y(self) -> int:
        return TOP + self.size

    @property
    def belt_y(self) -> int:
        return self.arms_y + 1

    def put(self, prototype: Entity, x: float, y: float, direction: int = NORTH) -> int:
        number = len(self.entities) + 1
        self.entities.append(BlueprintEntity(number, prototype.name, x, y, direction))
        return number

    def walls(self) -> None:
        wall = self.data.entity(self.order.wall, Entity)
        for x, y in self._wall_tiles():
            self.put(wall, x + 0.5, y + 0.5)

    def _wall_tiles(self) -> Iterator[Tile]:
        for y in range(self.arms_y):
            for x in range(self.across):
                if y < WALL or x < WALL or x >= self.across - WALL:
                    yield x, y

    def turrets(self) -> None:
        for place in range(self.order.turrets):
            self.put(self.turret, WALL + (place + 0.5) * self.size, TOP + self.size / 2)

    def supply(self) -> None:
        if self.order.ammo is None:
            return
        inserter, belt = self.data.entity(self.order.inserter, Inserter), self.data.entity(self.order.belt, Belt)
        for place in range(self.order.turrets):
            # An inserter that looks south takes from there and puts into the turret north of it.
            self.put(inserter, WALL + place * self.size + 0.5, self.arms_y + 0.5, SOUTH)
        for x in range(self.across - WALL):
            self.put(belt, x + 0.5, self.belt_y + 0.5, EAST)

    def poles(self) -> None:
        """Put the fewest poles that reach every consumer; each as far on as it still reaches the first without one."""
        if self.order.ammo is None and not self.turret.power.needs_pole:
            return
        pole = self.data.entity(self.order.pole, ElectricPole)
        served, before, number = 0, None, None
        while served < self.order.turrets:
            fitting = [p for p in range(self.order.turrets) if self._reaches(pole, p, served, before)]
            if not fitting:
                raise RefusedError("post-pole", pole=self.order.pole)
            place = fitting[-1]
            after = self.put(pole, self._pole_x(place), self.arms_y + 0.5)
            if number is not None:
                self.wires.append(Wire(number, POLE_COPPER, after, POLE_COPPER))
            before, number = place, after
            while served < self.order.turrets and self._covers(pole, place, served):
                served += 1

    def _pole_x(self, place: int) -> float:
        return WALL + (place + 1) * self.size - 0.5

    def _covers(self, pole: ElectricPole, place: int, consumer: int) -> bool:
        centre = WALL + consumer * self.size + (0.5 if self.order.ammo is not None else self.size / 2)
        return abs(self._pole_x(place) - centre) < pole.supply_distance

    def _reaches(self, pole: ElectricPole, place: int, consumer: int, before: int | None) -> bool:
        near = before is None or (place > before and self._pole_x(place) - self._pole_x(before) <= pole.wire_reach)
        return near and self._covers(pole, place, consumer)

    def finished(self) -> Post:
        width, height = self.across, self.belt_y + 1 if self.order.ammo is not None else self.arms_y + 1
        middle_x, middle_y = width / 2, height / 2
        facing = self.order.facing
        sides = (width, height) if facing in (NORTH, SOUTH) else (height, width)

        def place(x: float, y: float) -> tuple[float, float]:
            across, down = turned(x - middle_x, y - middle_y, facing)
            return across + sides[0] / 2, down + sides[1] / 2

        turning = {self.order.turret, self.order.inserter, self.order.belt}
        entities = tuple(
            replace(
                entity,
                x=place(entity.x, entity.y)[0],
                y=place(entity.x, entity.y)[1],
                direction=(entity.direction + facing) % 16 if entity.name in turning else NORTH,
            )
            for entity in self.entities
        )
        icon = ("item", self.turret.item or self.order.turret)
        blueprint = Blueprint(
            f"{self.order.turret} × {self.order.turrets}", (2, 0, 0), entities, tuple(self.wires), icons=(icon,)
        )
        feed = end = None
        if self.order.ammo is not None:
            feed = tile_of(*place(0.5, self.belt_y + 0.5))
            end = tile_of(*place(width - WALL - 0.5, self.belt_y + 0.5))
        return Post(blueprint, *sides, feed, end, self._required(), self._power())

    def _required(self) -> dict[str, int]:
        counted = Counter(self.data.entities[entity.name].item or entity.name for entity in self.entities)
        return dict(sorted(counted.items()))

    def _power(self) -> Fraction:
        total = Fraction(0)
        for entity in self.entities:
            prototype = self.data.entities[entity.name]
            if not prototype.power.needs_pole:
                continue
            if isinstance(prototype, Inserter):
                total += inserting.power_w(prototype)
            else:
                total += prototype.power.use_w + prototype.power.drain_w
        return total
