"""One model of a blueprint, in the terms of game 2.x, whatever version wrote it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

Version = tuple[int, int, int]

CIRCUIT_RED, CIRCUIT_GREEN, POLE_COPPER = 1, 2, 5
"""Numbers of defines.wire_connector_id as blueprints write them."""


@dataclass(frozen=True, slots=True)
class ItemRequest:
    """Items a blueprint asks robots to put into an entity: modules, fuel, ammunition."""

    name: str
    count: int
    quality: str = "normal"


@dataclass(frozen=True, slots=True)
class Wire:
    """A wire between two entities (by number) at their connectors (numbers of blueprint strings since 2.0)."""

    source: int
    source_connector: int
    target: int
    target_connector: int


@dataclass(frozen=True, slots=True)
class BlueprintEntity:
    """One entity of a blueprint.

    ``x``, ``y`` is the centre in tiles, ``direction`` one of 16 (0 north, 4 east, 8 south, 12 west). ``settings`` is
    what the string says beyond the fields here, untouched; of strings older than 2.0 it cannot be written again.
    """

    number: int
    name: str
    x: float
    y: float
    direction: int = 0
    quality: str = "normal"
    recipe: str | None = None
    recipe_quality: str = "normal"
    items: tuple[ItemRequest, ...] = ()
    end: str | None = None
    mirror: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Blueprint:
    """A blueprint: entities in the order of the string, wires between them, and what was renamed on reading."""

    label: str
    version: Version
    entities: tuple[BlueprintEntity, ...]
    wires: tuple[Wire, ...] = ()
    tiles: tuple[tuple[str, float, float], ...] = ()
    description: str = ""
    icons: tuple[tuple[str, str], ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    path: str = "1"
