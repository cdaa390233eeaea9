"""Clouds, nests, drills and labs as the mod exports them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.scenarios.build import entity, snapshot, surface

if TYPE_CHECKING:
    from agent.contract import Snapshot
    from tests.scenarios.build import Json

COLLECTED: Final = ("enemies", "pollution")
GRASS: Final = {"grass-1": 4}
CONCRETE: Final = {"concrete": 4}


def row(count: int, kind: str, name: str, x: float, y: float, **more: Any) -> list[Json]:  # noqa: ANN401 - JSON
    """Return so many working entities, four tiles apart, seven in a row: one chunk, if they begin at its corner."""
    working = {"status": "working", "network": 7} | more
    return [entity(kind, name, x + 4 * (n % 7), y + 4 * (n // 7), **working) for n in range(count)]


def drills(count: int, name: str = "electric-mining-drill", **more: Any) -> list[Json]:  # noqa: ANN401 - JSON
    """Return working drills."""
    return row(count, "mining-drill", name, 1.5, 1.5, **more)


def ore(name: str, tiles: int, amount: float) -> list[Json]:
    """Return a patch of so many tiles with so much in each, under and around the drills."""
    return [
        {"type": "resource", "name": name, "x": n % 40 + 0.5, "y": n // 40 + 0.5, "amount": amount, "force": "neutral"}
        for n in range(tiles)
    ]


def nest(x: float, y: float, name: str = "biter-spawner") -> Json:
    """Return one nest."""
    return {"name": name, "type": "unit-spawner", "x": x, "y": y}


def cloud(x: int, y: int, amount: float, trees: int = 0, tiles: Json | None = None) -> Json:
    """Return one chunk; nothing takes pollution up where neither trees nor tiles are said."""
    return {"x": x, "y": y, "amount": amount, "trees": trees, "tiles": CONCRETE if tiles is None else tiles}


def nauvis(entities: list[Json] | None = None, **more: Any) -> Snapshot:  # noqa: ANN401 - JSON
    """Return a snapshot of Nauvis whose enemies and pollution were looked at, with the default rules of the map."""
    told = {
        "surface": surface("nauvis", pollutant="pollution"),
        "collected": list(COLLECTED),
        "rules": {},
        "evolution": {"factor": 0.3, "time": 0.1, "pollution": 0.15, "spawners": 0.05},
    }
    return snapshot(entities or [], **(told | more))
