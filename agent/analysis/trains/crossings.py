"""Crossings of straight rails without signals before them.

Rule (wiki: Railway, Rail signal): a chain signal stands on the right of the track before a crossing, a rail signal
behind it. A straight rail covers two by two tiles around its centre; a signal stands 1.5 tiles beside its middle.
Curves, switches and elevated rails are not looked at: `unjudged` tells what of them there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.contract import Snapshot

SIDE = 1.5
REACH = 14.0
"""Tiles before a crossing within which a signal guards it."""
BEFORE = 2.5
Heading = Literal["north", "east", "south", "west"]
STEPS: dict[Heading, tuple[int, int]] = {"north": (0, -1), "east": (1, 0), "south": (0, 1), "west": (-1, 0)}
VERTICAL, HORIZONTAL = 0, 4


@dataclass(frozen=True, slots=True)
class Unguarded:
    """A way into a crossing without a chain signal; ``x``, ``y`` is where one belongs."""

    heading: Heading
    x: float
    y: float
    crossing: tuple[float, float]
    rail_signal: bool


def unguarded(snapshot: Snapshot) -> Iterator[Unguarded]:
    """Yield the ways into crossings of straight rails in the area that have no chain signal before them.

    ``rail_signal`` tells that a plain signal stands there, which lets a train stop on the crossing. A way whose rails
    end within two tiles of the crossing is left out: nothing comes from there. Where no signal at all stands on a
    track it may run both ways; every way is told.
    """
    rails = {
        (entity.x, entity.y, entity.direction % 8)
        for entity in snapshot.entities
        if entity.type == "straight-rail" and not entity.deconstruct
    }
    chains = {(e.x, e.y) for e in snapshot.entities if e.type == "rail-chain-signal"}
    plain = {(e.x, e.y) for e in snapshot.entities if e.type == "rail-signal"}
    across = sorted((x, y) for x, y, turn in rails if turn == VERTICAL and (x, y, HORIZONTAL) in rails)
    for x, y in across:
        for heading, (dx, dy) in STEPS.items():
            along = HORIZONTAL if dx else VERTICAL
            if (x - 2 * dx, y - 2 * dy, along) not in rails or (x - 4 * dx, y - 4 * dy, along) not in rails:
                continue
            if _used_against(x, y, dx, dy, chains | plain):
                continue
            if not _stands(x, y, dx, dy, chains):
                # The right-hand side of the way: a quarter turn clockwise from where the train heads.
                place = (x - BEFORE * dx - SIDE * dy, y - BEFORE * dy + SIDE * dx)
                yield Unguarded(heading, *place, (x, y), _stands(x, y, dx, dy, plain))


@dataclass(frozen=True, slots=True)
class Unjudged:
    """Rails of an area at which no signals are looked for: how many of each kind, and where one of them lies."""

    bent: int
    diagonal: int
    elevated: int
    at: tuple[float, float]


def unjudged(snapshot: Snapshot) -> Unjudged | None:
    """Return the rails that make up what is not judged; None where all of them run straight on the ground.

    Where ways part or join there is a bend (wiki, Railway: curved rails and half diagonal rails; the legacy ones of
    1.1 too), a diagonal straight rail may cross others, and elevated rails cross without meeting.
    """
    bent, diagonal, elevated = [], [], []
    for entity in snapshot.entities:
        if "rail" not in entity.type or entity.deconstruct:
            continue
        if entity.type.startswith(("elevated-", "rail-ramp")):
            elevated.append(entity)
        elif entity.type.startswith(("curved-rail", "half-diagonal-rail", "legacy-curved-rail")):
            bent.append(entity)
        elif entity.type in {"straight-rail", "legacy-straight-rail"} and entity.direction % 4:
            diagonal.append(entity)
    every = [*bent, *diagonal, *elevated]
    if not every:
        return None
    return Unjudged(len(bent), len(diagonal), len(elevated), (every[0].x, every[0].y))


def _stands(x: float, y: float, dx: int, dy: int, signals: set[tuple[float, float]]) -> bool:
    """Tell whether a signal guards a way: on its right, within reach before the crossing."""
    return any(_beside(x, y, dx, dy, signal, right=True) for signal in signals)


def _used_against(x: float, y: float, dx: int, dy: int, signals: set[tuple[float, float]]) -> bool:
    """Tell whether the track runs the other way: signals only on the left of this way (wiki: one-way tracks)."""
    left = any(_beside(x, y, dx, dy, signal, right=False) for signal in signals)
    return left and not _stands(x, y, dx, dy, signals)


def _beside(x: float, y: float, dx: int, dy: int, signal: tuple[float, float], *, right: bool) -> bool:
    along = (x - signal[0]) * dx + (y - signal[1]) * dy
    side = (signal[0] - x) * -dy + (signal[1] - y) * dx
    return 1 <= along <= REACH and abs(side - (SIDE if right else -SIDE)) < 1
