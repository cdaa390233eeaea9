"""Chests, roboports and networks of the logistics scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.scenarios.build import entity, network, snapshot, stack

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.contract import Snapshot
    from tests.scenarios.build import Json

_CHESTS = {
    "requester": "requester-chest",
    "buffer": "buffer-chest",
    "storage": "storage-chest",
    "passive_provider": "passive-provider-chest",
    "active_provider": "active-provider-chest",
}


def chest(mode: str, x: float, y: float, number: int = 3, *, free: int = 40, **more: Any) -> Json:  # noqa: ANN401 - JSON
    """Return a logistic chest of 48 slots."""
    return {
        "network": number,
        "mode": mode,
        "name": _CHESTS[mode],
        "x": x,
        "y": y,
        "inside": True,
        "slots": 48,
        "free_slots": free,
        **more,
    }


def wish(name: str, count: int, **more: Any) -> Json:  # noqa: ANN401 - JSON
    """Return what a chest asks for, as the robots see it."""
    return {"name": name, "count": count, **more}


def roboport(x: float, y: float, number: int = 3, **more: Any) -> Json:  # noqa: ANN401 - JSON
    """Return a roboport at rest; radii and buffer as in the game (wiki: Roboport, 50×50 and 110×110 tiles, 100 MJ)."""
    return {
        "network": number,
        "name": "roboport",
        "x": x,
        "y": y,
        "inside": True,
        "status": "working",
        "logistic_radius": 25.0,
        "construction_radius": 55.0,
        "energy_j": 100e6,
        "energy_max_j": 100e6,
        "logistic": 10,
        **more,
    }


def robots(number: int = 3, every: int = 50, idle: int = 20, **more: Any) -> Json:  # noqa: ANN401 - JSON
    """Return a network with so many logistic robots, so many of them idle."""
    return {
        "id": number,
        "logistic": {"all": every, "available": idle},
        "construction": {"all": 10, "available": 10},
        "contents": [],
        **more,
    }


def base(
    points: Iterable[Json],
    nets: Iterable[Json] = (),
    ports: Iterable[Json] = (),
    entities: Iterable[Json] = (),
    **more: Any,  # noqa: ANN401 - JSON
) -> Snapshot:
    """Return a snapshot with these; one network, roboport and empty storage chest where none are given."""
    points = list(points)
    if not any(point["mode"] == "storage" for point in points):
        points.append(chest("storage", 90.5, -10.5, free=48))
    ports = list(ports) or [roboport(100.0, -20.0)]
    numbered = [{"unit": 900 + place, **row} for place, row in enumerate((*ports, *points))]
    rows = [
        entity("roboport", "roboport", port["x"], port["y"], logistic_network=port["network"], network=7)
        for port in ports
    ]
    return snapshot(
        [*rows, *entities],
        electric_networks=[network()],
        logistic_networks=list(nets) or [robots()],
        roboports=numbered[: len(ports)],
        logistic_points=numbered[len(ports) :],
        collected=["logistic_networks", "roboports", "logistic_points"],
        **more,
    )


__all__ = ["base", "chest", "roboport", "robots", "stack", "wish"]
