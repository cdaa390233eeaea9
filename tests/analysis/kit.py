"""Small snapshots as the mod writes them, entity by entity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agent.contract import Snapshot
from agent.game import bundled

if TYPE_CHECKING:
    from collections.abc import Iterable

DATA = bundled.load("base-2.0.77")
GEAR, PACK, PLATE = "iron-gear-wheel", "automation-science-pack", "iron-plate"


def crafter(unit: int, recipe: str | None, status: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return {
        "type": "assembling-machine",
        "name": "assembling-machine-1",
        "x": unit * 4.0,
        "y": 1.5,
        "unit": unit,
        "recipe": recipe,
        "status": status,
        "inventories": [{"inventory": "crafter_input", "slots": 2, "free_slots": 2, "items": holds(more)}],
        **more,
    }


def holds(more: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"name": name, "count": count} for name, count in more.pop("has", {}).items()]


def furnace(unit: int, status: str, recipe: str = PLATE) -> dict[str, Any]:
    return {**crafter(unit, recipe, status), "type": "furnace", "name": "stone-furnace"}


def ore(x: float) -> dict[str, Any]:
    return {"type": "resource", "name": "iron-ore", "x": x, "y": 1.5, "amount": 500}


def drill(unit: int, status: str = "working") -> dict[str, Any]:
    return {
        "type": "mining-drill",
        "name": "electric-mining-drill",
        "x": unit * 4.0,
        "y": 1.5,
        "unit": unit,
        "status": status,
    }


def snapshot(entities: Iterable[dict[str, Any]], tick: int = 36000) -> Snapshot:
    rows = list(entities)
    return Snapshot.model_validate(
        {
            "protocol": "1.0",
            "kind": "snapshot",
            "id": "5a3f19c2-s1",
            "session": "5a3f19c2",
            "tick": tick,
            "player": {"index": 1, "name": "Anna"},
            "surface": {"name": "nauvis", "index": 1},
            "area": {"left_top": {"x": 0, "y": 0}, "right_bottom": {"x": 100, "y": 10}},
            "selection": "entities",
            "load_score": 1,
            "entity_count": len(rows),
            "entities": rows,
        },
        strict=False,
    )
