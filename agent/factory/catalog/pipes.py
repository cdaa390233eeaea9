"""Where fluids come in and leave: pipes joined to networks, and the ends of each that stay open."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.game.geometry import STEP, tile_of, turned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agent.factory.catalog.working import Work
    from agent.factory.site import Site, Standing
    from agent.game.geometry import Tile
    from agent.game.prototypes import PipeConnection

BACK = 8
CARRIERS = frozenset({"pipe", "pipe-to-ground", "storage-tank", "pump", "valve"})
Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mouth:
    """An open end: the tile it lies in and the direction it opens to."""

    tile: Tile
    direction: int
    flow: str


@dataclass(frozen=True, slots=True)
class Opening:
    """What a fluid network needs from outside or gives away."""

    items: frozenset[str]
    made: frozenset[str]
    mouths: tuple[Mouth, ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """One connection of an entity: the tile it lies in and the direction it opens to."""

    thing: Standing
    place: int
    connection: PipeConnection
    tile: Tile
    direction: int

    @property
    def key(self) -> Key:
        """Return its body: pipes are one body; each opening of a machine is its own."""
        carrier = self.thing.prototype.type in CARRIERS
        return self.thing.entity.number, 0 if carrier else self.place + 1


def openings(site: Site, work: Iterable[Work]) -> Iterator[Opening]:
    """Yield each network that machines use, with its open ends."""
    joints, partner = all_joints(site)
    parent: dict[Key, Key] = {joint.key: joint.key for joint in joints}
    for joint in joints:
        other = partner[id(joint)]
        if other is not None:
            parent[_root(parent, joint.key)] = _root(parent, other.key)
    used, made = _fluids(joints, parent, work)
    mouths: dict[Key, list[Mouth]] = defaultdict(list)
    for joint, alone in _open(joints, partner, site):
        if alone:
            mouths[_root(parent, joint.key)].append(Mouth(joint.tile, joint.direction, joint.connection.flow))
    for key in sorted({*used, *made}):
        yield Opening(frozenset(used[key] | made[key]), frozenset(made[key]), tuple(mouths[key]))


def all_joints(site: Site) -> tuple[list[Joint], dict[int, Joint | None]]:
    """Return every connection of a site, and by the id of each the one that faces it."""
    joints = [joint for thing in site.things for joint in joints_of(thing)]
    at = {(joint.tile, joint.direction, joint.connection.underground_reach is not None): joint for joint in joints}
    return joints, {id(joint): _partner(joint, at) for joint in joints}


def joints_of(thing: Standing) -> Iterator[Joint]:
    """Yield an entity's connections, turned and mirrored as it stands."""
    for place, connection in enumerate(thing.prototype.pipes):
        x = -connection.x if thing.entity.mirror else connection.x
        sides = (16 - connection.direction) % 16 if thing.entity.mirror else connection.direction
        dx, dy = turned(x, connection.y, thing.direction)
        yield Joint(thing, place, connection, tile_of(thing.x + dx, thing.y + dy), (sides + thing.direction) % 16)


def _partner(joint: Joint, at: dict[tuple[Tile, int, bool], Joint]) -> Joint | None:
    """Return the connection that faces this one: the next tile, or the nearest one under the ground."""
    if joint.direction not in STEP:
        return None
    reach = joint.connection.underground_reach
    dx, dy = STEP[joint.direction]
    for distance in range(1, (reach or 1) + 1):
        tile = joint.tile[0] + dx * distance, joint.tile[1] + dy * distance
        other = at.get((tile, (joint.direction + BACK) % 16, reach is not None))
        if other is not None:
            return other
    return None


def _root(parent: dict[Key, Key], key: Key) -> Key:
    while parent[key] != key:
        parent[key] = parent[parent[key]]
        key = parent[key]
    return key


def _fluids(
    joints: list[Joint], parent: dict[Key, Key], work: Iterable[Work]
) -> tuple[dict[Key, set[str]], dict[Key, set[str]]]:
    """Give each machine's openings their fluids, in the order of the recipe (wiki: Fluid system, «Fluid boxes»)."""
    by_thing: dict[int, list[Joint]] = defaultdict(list)
    for joint in joints:
        by_thing[joint.thing.entity.number].append(joint)
    used: dict[Key, set[str]] = defaultdict(set)
    made: dict[Key, set[str]] = defaultdict(set)
    for one in work:
        ins = [part.name for part in one.recipe.ingredients if part.fluid]
        outs = [part.name for part in one.recipe.products if part.fluid]
        for names, flow, table in ((ins, "input", used), (outs, "output", made)):
            fitting = [joint for joint in by_thing[one.number] if joint.connection.flow == flow]
            for name, joint in zip(names, fitting, strict=False):
                table[_root(parent, joint.key)].add(name)
            for name in names[len(fitting) :]:
                for joint in by_thing[one.number]:
                    table[_root(parent, joint.key)].add(name)
    return used, made


def _open(joints: list[Joint], partner: dict[int, Joint | None], site: Site) -> Iterator[tuple[Joint, bool]]:
    """Yield open connections; of a pipe only the straight way on counts, or every side where it stands alone."""
    joined: dict[int, list[int]] = defaultdict(list)
    for joint in joints:
        if partner[id(joint)] is not None:
            joined[joint.thing.entity.number].append(joint.direction)
    for joint in joints:
        if partner[id(joint)] is not None or joint.direction not in STEP:
            continue
        dx, dy = STEP[joint.direction]
        free = site.at((joint.tile[0] + dx, joint.tile[1] + dy)) is None
        if joint.connection.underground_reach is not None:
            free = True
        mates = joined[joint.thing.entity.number]
        if joint.thing.prototype.type == "pipe":
            free = free and (not mates or mates == [(joint.direction + BACK) % 16])
        yield joint, free
