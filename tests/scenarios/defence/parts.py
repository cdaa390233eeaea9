"""Turrets, nests and the ground between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.scenarios.build import entity, inventory, network, snapshot, stack

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.contract import Snapshot
    from tests.scenarios.build import Json


def gun_turrets(count: int, ammo: str | None = "firearm-magazine", x: float = -60.0, rounds: int = 10) -> list[Json]:
    """Return gun turrets twelve tiles apart at y = -70, each with so many magazines."""
    held = [stack(ammo, rounds)] if ammo else []
    return [
        entity(
            "ammo-turret",
            "gun-turret",
            x + 12 * place,
            -70.0,
            health=400.0,
            max_health=400.0,
            inventories=[inventory("turret_ammo", *held)],
        )
        for place in range(count)
    ]


def laser_turrets(count: int, status: str = "working", x: float = -60.0) -> list[Json]:
    """Return laser turrets twelve tiles apart at y = -70."""
    power = {"network": 7, "energy_j": 801e3, "energy_max_j": 801e3}
    if status == "no_power":
        power = {"energy_j": 0.0, "energy_max_j": 801e3}
    return [
        entity(
            "electric-turret",
            "laser-turret",
            x + 12 * place,
            -70.0,
            status=status,
            health=1000.0,
            max_health=1000.0,
            **power,
        )
        for place in range(count)
    ]


def nests(count: int, name: str = "biter-spawner", x: float = -20.0) -> list[Json]:
    """Return nests nine tiles apart at y = -150, eighty tiles north of the turrets."""
    return [{"name": name, "type": "unit-spawner", "x": x + 9 * place, "y": -150.0} for place in range(count)]


def front(
    entities: Iterable[Json],
    evolution: float,
    enemies: Iterable[Json] | None = None,
    bonuses: Json | None = None,
    **more: Any,  # noqa: ANN401 - JSON
) -> Snapshot:
    """Return a base of turrets and one machine behind them, nests in reach, pollution over them."""
    known = {
        "enemies": nests(5) if enemies is None else list(enemies),
        "evolution": {"factor": evolution},
        "pollution": [{"x": 0, "y": -5, "amount": 200.0}, {"x": -1, "y": -5, "amount": 200.0}],
        "collected": ["enemies", "pollution"],
        "bonuses": bonuses or {},
        "rules": {},
        "electric_networks": [network()],
    }
    machine = entity("assembling-machine", "assembling-machine-2", -20.5, -40.5, network=7, status="working")
    return snapshot([*entities, machine], **{**known, **more})
