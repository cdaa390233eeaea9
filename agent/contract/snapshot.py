"""``snapshot-<id>.json``: what stood in the box that a player drew, and what reaches into it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from agent.contract.base import MOST_INT, Id, LargeDocument, Several, Strict, Whole
from agent.contract.circuits import CircuitNetwork
from agent.contract.electricity import ElectricNetwork
from agent.contract.entities import SnapshotEntity
from agent.contract.logistics import LogisticNetwork, LogisticPoint, Roboport
from agent.contract.parts import Area, Count, Player, ShortText
from agent.contract.plan import Plan
from agent.contract.surroundings import (
    Bonuses,
    Enemies,
    Evolution,
    MapRules,
    PollutionChunk,
    ProductionFlow,
    Rectangle,
    Research,
)
from agent.contract.trains import SnapshotTrain, TrainStop


class Surface(Strict):
    """Where it was taken. Planet is None on space platforms and scripted surfaces.

    ``daytime`` runs 0…1, 0 at noon; ``dusk``, ``evening``, ``morning`` and ``dawn`` are points of it: light falls from
    dusk to evening, night lasts until morning, light rises until dawn (wiki: Time).
    """

    name: ShortText
    index: Whole
    planet: ShortText | None = None
    platform: bool = False
    solar_multiplier: float | None = None
    daytime: float | None = None
    ticks_per_day: Annotated[int, Field(gt=0, le=MOST_INT)] | None = None
    dusk: float | None = None
    evening: float | None = None
    morning: float | None = None
    dawn: float | None = None
    always_day: bool = False
    freeze_daytime: bool = False
    pollutant: ShortText | None = None
    pollution_total: float | None = None


class Character(Strict):
    """The player's body: where it stands, and the share of its health that is left (None: it cannot be hurt)."""

    x: float
    y: float
    surface: ShortText
    health_ratio: Annotated[float, Field(ge=0, le=1)] | None = None


class Snapshot(LargeDocument):
    """The body that the game itself does not keep: its save holds only the header.

    ``logistic_points``, ``roboports`` and ``trains`` are told from outside the area too, as their networks reach there.
    ``water``: rectangles of the area that are under water; ``cliffs``: places of cliffs. ``collected`` names the lists
    that were looked at: an empty list that is not named was never asked for (an older mod, or what the surface lacks).
    ``cut`` names those of them that were longer than what is told. ``plan``: what a planning mod says the player wants.
    """

    kind: Literal["snapshot"]
    player: Player
    character: Character | None = None
    surface: Surface
    area: Area
    selection: Literal["entities", "ghosts", "compare"]
    compare_with: Id | None = None
    load_score: Annotated[float, Field(ge=0)]
    entity_count: Count
    force: ShortText = "player"
    researched: Several[str] = ()
    inserter_stack_bonus: Count | None = None
    bulk_inserter_stack_bonus: Count | None = None
    mining_productivity_bonus: float | None = None
    rockets_launched: Count | None = None
    electric_networks: Several[ElectricNetwork] = ()
    entities: Several[SnapshotEntity]
    collected: Several[str] = ()
    cut: Several[str] = ()
    circuit_networks: Several[CircuitNetwork] = ()
    logistic_networks: Several[LogisticNetwork] = ()
    roboports: Several[Roboport] = ()
    logistic_points: Several[LogisticPoint] = ()
    trains: Several[SnapshotTrain] = ()
    train_stops: Several[TrainStop] = ()
    enemies: Several[Enemies] = ()
    evolution: Evolution | None = None
    rules: MapRules | None = None
    pollution: Several[PollutionChunk] = ()
    water: Several[Rectangle] = ()
    cliffs: Several[tuple[float, float]] = ()
    bonuses: Bonuses | None = None
    research: Research | None = None
    production: Several[ProductionFlow] = ()
    plan: Plan | None = None
