"""A composed block: what stands where, what is joined to what, what comes in and what leaves."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.factory.verify import Expectation, Feed, Ore

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.factory.catalog import Entry as Origin
    from agent.factory.compose.parts import Port
    from agent.factory.compose.route import Connection
    from agent.game.blueprint import Blueprint
    from agent.game.geometry import Tile


@dataclass(frozen=True, slots=True)
class Entry:
    """A module of the block by its top left tile, with its size in tiles and its ports."""

    number: int
    recipe: str
    machine: str
    machines: int
    x: int
    y: int
    width: int
    height: int
    ports: tuple[Port, ...]
    origin: Origin | None = None
    """What the catalogue knows of the player's blueprint that it is."""
    needed: Fraction | None = None
    """Machines that its share of the plan takes, exactly; None of a player's blueprint: it is as it is."""

    @property
    def name(self) -> str:
        """Return what the module is called."""
        return f"{self.recipe}-{self.number + 1}"


@dataclass(frozen=True, slots=True)
class Edge:
    """Where an item or fluid comes in or leaves: the first or last tile of its belt or pipe."""

    item: str
    fluid: bool
    tile: Tile
    per_min: Fraction


@dataclass(frozen=True, slots=True)
class Block:
    """The block; tiles count from the first module's corner, ``box`` is left, top, width, height of everything."""

    name: str
    data_set: str
    targets_per_min: Mapping[str, Fraction]
    blueprint: Blueprint
    box: tuple[int, int, int, int]
    modules: tuple[Entry, ...]
    inputs: tuple[Edge, ...]
    outputs: tuple[Edge, ...]
    connections: tuple[Connection, ...]
    algorithm: str = "greedy"
    bound: Fraction | None = None
    """The most that any placement of these modules could align, where that was proved."""
    roboports: tuple[Tile, ...] = ()
    """The top left tiles of roboports that cover it."""
    mined: Mapping[str, str] = field(default_factory=dict)
    """What drills stand on, by the drill's name."""
    turned: bool = False
    """Whether it runs from north to south, turned to fit into its limits."""

    @property
    def inner(self) -> tuple[Connection, ...]:
        """Return the connections between modules."""
        return tuple(one for one in self.connections if one.supplier >= 0)

    @property
    def alignment(self) -> Fraction:
        """Return aligned connections ÷ assigned ones; 1 where there are none."""
        inner = self.inner
        return Fraction(sum(one.aligned for one in inner), len(inner)) if inner else Fraction(1)

    @property
    def efficiency(self) -> Fraction:
        """Return items of the target per minute and tile."""
        return sum(self.targets_per_min.values(), Fraction(0)) / (self.box[2] * self.box[3])

    @property
    def expectation(self) -> Expectation:
        """Return what the judge is asked: rates, and where things come in and leave."""
        return Expectation(
            dict(self.targets_per_min),
            tuple(Feed(one.item, one.tile, "both") for one in self.inputs),
            tuple(one.tile for one in self.outputs),
            ores=tuple(Ore(resource, drill=drill) for drill, resource in self.mined.items()),
        )
