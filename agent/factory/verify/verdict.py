"""What the judge is asked and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.game.geometry import Tile

Lane = Literal["left", "right"]
Args = dict[str, str | int | float]
LANES: tuple[Lane, Lane] = ("left", "right")


class Severity(StrEnum):
    """An error cannot work as drawn; a warning is unusual and may be meant."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong; its sentence is ``verify-fault-<code>`` in the catalogues."""

    code: str
    position: tuple[float, float] | None
    args: Mapping[str, str | int | float] = field(default_factory=dict)
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Feed:
    """An item or fluid that comes in from outside: on a lane as seen along the belt, in a chest, or by a pipe."""

    item: str
    tile: Tile
    lane: Literal["left", "right", "both"]


@dataclass(frozen=True, slots=True)
class Ore:
    """A resource under the drill on a tile, or, with no tile, under all drills (of a name) that can mine it."""

    resource: str
    tile: Tile | None = None
    drill: str | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a blueprint is said to do.

    ``rates_per_min``: items and fluids that leave it. ``feeds`` and ``outlets`` (last tiles of output belts, a tile of
    a pipeline): None lets the judge find them: belts, chests and pipes open to the outside. The bonuses are the
    researched ones of inserters' hands. ``ores`` tell what drills stand on, ``mining_bonus`` is the researched
    productivity of mining (0.2 = +20 %).
    """

    rates_per_min: Mapping[str, Fraction] = field(default_factory=dict)
    feeds: tuple[Feed, ...] | None = None
    outlets: tuple[Tile, ...] | None = None
    stack_bonus: int = 0
    bulk_bonus: int = 1
    ores: tuple[Ore, ...] = ()
    mining_bonus: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Rate:
    """An item that leaves: promised, at most possible by the flow programme, and seen in the simulation."""

    item: str
    promised_per_min: float | None
    bound_per_min: float
    simulated_per_min: float


@dataclass(frozen=True, slots=True)
class Port:
    """An item or fluid at one place where things come in or leave: at most possible, and seen in the simulation."""

    item: str
    tile: Tile
    comes_in: bool
    bound_per_min: float
    simulated_per_min: float


@dataclass(frozen=True, slots=True)
class Work:
    """A machine: how much of its speed the flow programme allows and the simulation shows, 1 = all the time."""

    position: tuple[float, float]
    entity: str
    recipe: str
    bound: float
    simulated: float


@dataclass(frozen=True, slots=True, order=True)
class Unseen:
    """What was not looked at: a whole thing by its name, or one ``part`` of what it does, by a message's code."""

    name: str
    part: str = ""

    def __str__(self) -> str:
        """Return the name, with the part's code where there is one."""
        return f"{self.name}: {self.part}" if self.part else self.name


@dataclass(frozen=True, slots=True)
class Start:
    """So much of an item or fluid as lies in machines and pipes when the simulation begins: put in by hand."""

    item: str
    amount: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judge's answer; ``sound`` when no fault is an error.

    ``started`` is what a player must put in by hand first, as the rates are those after the start;
    ``not_modelled`` names what stands there and was not looked at; ``seconds`` is the simulated game time, ``steady``
    whether rates had stopped changing by then.
    """

    faults: tuple[Fault, ...]
    rates: tuple[Rate, ...]
    machines: tuple[Work, ...]
    ports: tuple[Port, ...]
    feeds: tuple[Feed, ...]
    outlets: tuple[Tile, ...]
    not_modelled: tuple[Unseen, ...]
    seconds: float
    steady: bool
    data_set: str
    started: tuple[Start, ...] = ()

    @property
    def sound(self) -> bool:
        """Tell whether nothing is wrong that would keep it from working."""
        return not self.errors

    @property
    def errors(self) -> tuple[Fault, ...]:
        """Return the faults that are errors."""
        return tuple(fault for fault in self.faults if fault.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Fault, ...]:
        """Return the faults that are warnings."""
        return tuple(fault for fault in self.faults if fault.severity is Severity.WARNING)
