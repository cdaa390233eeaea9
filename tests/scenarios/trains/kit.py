"""Stations and trains as the mod exports them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.scenarios.build import snapshot, stack

if TYPE_CHECKING:
    from agent.contract import Snapshot
    from tests.scenarios.build import Json

FULL = {"type": "full"}
EMPTY = {"type": "empty"}


def stop(unit: int, station: str, x: float, y: float, **more: Any) -> Json:  # noqa: ANN401 - JSON
    """Return a train stop at a rail, with no limit."""
    return {"unit": unit, "station": station, "x": x, "y": y, "inside": True, **more}


def record(station: str, *wait: Json) -> Json:
    """Return one entry of a schedule."""
    return {"station": station, "wait": list(wait)}


def item_count(item: str, comparator: str, constant: int, compare_type: str = "and", kind: str = "item") -> Json:
    """Return a wait condition on the cargo: so many of an item, or units of a fluid (kind ``fluid``)."""
    condition = {"first_signal": {"name": item, "type": kind}, "comparator": comparator, "constant": constant}
    return {"type": f"{kind}_count", "compare_type": compare_type, "condition": condition}


def train(number: int, state: str, x: float, y: float, *stops: Json, **more: Any) -> Json:  # noqa: ANN401 - JSON
    """Return a train of one locomotive and two cargo wagons that is bound for the first of its stops."""
    return {
        "id": number,
        "state": state,
        "x": x,
        "y": y,
        "inside": True,
        "current": 1,
        "locomotives": 1,
        "cargo_wagons": 2,
        "stops": list(stops),
        "fuel": [stack("coal", 40)],
        "burning_j": 1e6,
        **more,
    }


def railway(trains: list[Json], stops: list[Json], **more: Any) -> Snapshot:  # noqa: ANN401 - JSON
    """Return a snapshot of nothing but trains and stations."""
    return snapshot(trains=trains, train_stops=stops, collected=["trains", "train_stops"], **more)


def refuel(*wait: Json) -> Json:
    """Return an interrupt: below 10 coal in any locomotive, go to the fuel depot first."""
    below = {"first_signal": {"name": "coal", "type": "item"}, "comparator": "<", "constant": 10}
    return {
        "name": "Refuel",
        "conditions": [{"type": "fuel_item_count_any", "condition": below}],
        "targets": [record("Fuel Depot", *wait)],
    }
