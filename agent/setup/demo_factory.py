"""The factory of `agent demo`: electronic circuits with too few cable machines, as the mod would have exported it.

Circuits take three cables each and a cable machine makes two at a time in the same half second (game data: recipes
`electronic-circuit` and `copper-cable`), so three circuit machines want four and a half cable machines; this factory
has two. Behind the circuits the inserter machines starve; gears come by belt from elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from agent.contract import (
    PROTOCOL,
    Area,
    ElectricNetwork,
    Player,
    Position,
    Snapshot,
    SnapshotEntity,
    SnapshotInventory,
    SnapshotStack,
    Surface,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_NORTH, _EAST = 0, 4
_NETWORK: Final = 1
_SPEED: Final = 0.75
"""Crafting speed of assembling machine 2."""
_STARVED: Final = "item_ingredient_shortage"
_STOCK: Final = (("assembling-machine-1", 10), ("inserter", 60), ("transport-belt", 200), ("small-electric-pole", 30))


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of machines: a belt above brings, a belt below takes away."""

    recipe: str
    statuses: tuple[str, ...]
    top_y: float
    held: tuple[tuple[str, int], ...]
    """What every machine holds of its ingredients; those that starve hold nothing else."""
    scarce: str


_ROWS: Final = (
    _Row("copper-cable", ("working", "working"), 0, (), "copper-plate"),
    _Row("electronic-circuit", ("working", _STARVED, _STARVED), 9, (("iron-plate", 4),), "copper-cable"),
    _Row(
        "inserter",
        ("working", _STARVED, _STARVED),
        18,
        (("iron-plate", 4), ("iron-gear-wheel", 2)),
        "electronic-circuit",
    ),
)


@dataclass(slots=True)
class _Builder:
    entities: list[SnapshotEntity] = field(default_factory=list)

    def add(self, kind: str, name: str, x: float, y: float, **more: object) -> None:
        fields = {"unit": len(self.entities) + 1, "force": "player", **more}
        self.entities.append(SnapshotEntity(kind, name, x, y, **fields))  # type: ignore[arg-type]

    def row(self, row: _Row) -> None:
        """Belts at the row's first and last line, inserters beside them, machines between, poles in the gaps."""
        length = 4 * len(row.statuses)
        for step in range(length):
            for y in (row.top_y + 0.5, row.top_y + 6.5):
                self.add("transport-belt", "transport-belt", step + 0.5, y, direction=_EAST)
        for place, status in enumerate(row.statuses):
            x = 4 * place + 1.5
            for y in (row.top_y + 1.5, row.top_y + 5.5):
                # Both carry towards the south: the upper one into the machine, the lower one out of it.
                self.add(
                    "inserter",
                    "inserter",
                    x,
                    y,
                    direction=_NORTH,
                    status="working" if status == "working" else "waiting_for_source_items",
                    network=_NETWORK,
                    pickup=(x, y - 1),
                    drop=(x, y + 1.2),
                )
            self.add(
                "assembling-machine",
                "assembling-machine-2",
                x,
                row.top_y + 3.5,
                status=status,
                recipe=row.recipe,
                crafting_speed=_SPEED,
                network=_NETWORK,
                inventories=(_input(row, status),),
            )
            self.add("electric-pole", "medium-electric-pole", x + 2, row.top_y + 1.5, network=_NETWORK)


def _input(row: _Row, status: str) -> SnapshotInventory:
    held = row.held if status == _STARVED else (*row.held, (row.scarce, 6))
    items = tuple(SnapshotStack(name, count) for name, count in held)
    slots = len(row.held) + 1
    return SnapshotInventory("crafter_input", slots=slots, free_slots=slots - len(items), items=items)


def factory(session: str, snapshot_id: str, tick: int, player: Player) -> Snapshot:
    """Return the snapshot that the mod would write of this factory."""
    builder = _Builder()
    for row in _ROWS:
        builder.row(row)
    stock = tuple(SnapshotStack(name, count) for name, count in _STOCK)
    chest = SnapshotInventory("chest", slots=48, free_slots=48 - len(stock), items=stock)
    builder.add("logistic-container", "storage-chest", 18.5, 3.5, inventories=(chest,))
    machines = list(_machines(builder.entities))
    return Snapshot(
        protocol=PROTOCOL,
        kind="snapshot",
        id=snapshot_id,
        session=session,
        tick=tick,
        player=player,
        surface=Surface(name="nauvis", index=1, planet="nauvis", solar_multiplier=1.0, daytime=0.0),
        area=Area(left_top=Position(x=0, y=0), right_bottom=Position(x=20, y=25)),
        selection="entities",
        load_score=float(len(builder.entities)),
        entity_count=len(builder.entities),
        researched=("automation", "automation-2", "electronics", "logistics", "electric-energy-distribution-1"),
        inserter_stack_bonus=0,
        bulk_inserter_stack_bonus=0,
        electric_networks=(
            ElectricNetwork(
                id=_NETWORK,
                satisfaction=1.0,
                demand_w=150_000.0 * len(machines),
                supply_w=150_000.0 * len(machines),
                poles=sum(entity.type == "electric-pole" for entity in builder.entities),
                consumers=len(machines),
            ),
        ),
        entities=tuple(builder.entities),
    )


def _machines(entities: list[SnapshotEntity]) -> Iterator[SnapshotEntity]:
    return (entity for entity in entities if entity.type == "assembling-machine")
