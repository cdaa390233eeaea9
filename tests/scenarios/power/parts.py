"""Power plants and consumers of the power scenarios, at places of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.scenarios.build import entity, flow, inventory, network, snapshot, stack, surface

if TYPE_CHECKING:
    from agent.contract import Snapshot
    from tests.scenarios.build import Json


def panels(count: int, number: int = 7, **more: Any) -> list[Json]:  # noqa: ANN401 - JSON
    """Return solar panels in rows of twenty from (-90.5, -60.5)."""
    return [
        entity(
            "solar-panel",
            "solar-panel",
            -90.5 + 3 * (place % 20),
            -60.5 + 3 * (place // 20),
            network=number,
            status="working",
            **more,
        )
        for place in range(count)
    ]


def accumulators(count: int, filled_j: float, number: int = 7) -> list[Json]:
    """Return accumulators of 5 MJ in a row from (-90, 70), each filled so far."""
    return [
        entity(
            "accumulator", "accumulator", -90.0 + 2 * place, 70.0, network=number, energy_j=filled_j, energy_max_j=5e6
        )
        for place in range(count)
    ]


def engines(count: int, number: int = 7, status: str = "working") -> list[Json]:
    """Return steam engines in a row from (10.5, -44.5)."""
    return [
        entity("generator", "steam-engine", 10.5 + 3 * place, -44.5, network=number, status=status)
        for place in range(count)
    ]


def boiler(x: float, y: float, coal: int, left_j: float = 0.0, status: str = "working") -> Json:
    """Return a boiler with so much coal, and what is left of the piece that burns."""
    fuel = inventory("fuel", *([stack("coal", coal)] if coal else []))
    burner = {"burning": "coal", "left_j": left_j} if left_j else {"burning": None, "left_j": 0.0}
    return entity("boiler", "boiler", x, y, status=status, burner=burner, inventories=[fuel])


def assemblers(count: int, status: str = "working", number: int | None = 7, y: float = 3.5) -> list[Json]:
    """Return assembling machines 2 that make gears, in a row from (0.5, y)."""
    return [
        entity(
            "assembling-machine",
            "assembling-machine-2",
            0.5 + 4 * place,
            y,
            recipe="iron-gear-wheel",
            crafting_speed=0.75,
            status=status,
            network=number,
        )
        for place in range(count)
    ]


def solar_base(planet: str, count: int, peak_w: float, load_w: float, stored: int) -> Snapshot:
    """Return a base at noon on panels and full accumulators alone, with a steady load."""
    flows = [flow("electric-furnace", "use", load_w), flow("solar-panel", "make", load_w)]
    supply = network(
        demand_w=load_w,
        supply_w=load_w,
        maximum_w=peak_w,
        stored_j=stored * 5e6,
        storage_j=stored * 5e6,
        accumulators=stored,
        flows=flows,
    )
    furnace = entity("furnace", "electric-furnace", 50.5, 50.5, network=7, status="working", crafting_speed=2.0)
    rows = [*panels(count), *accumulators(stored, 5e6), furnace]
    return snapshot(rows, surface=surface(planet), electric_networks=[supply])
