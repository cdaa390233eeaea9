"""Machines, arms, belts and chests of the bottleneck scenarios.

A machine is 3×3 tiles around its centre; north is up, y grows to the south. An arm of direction 0 takes from the north
and puts to the south (entities.inserter: pickup (0, −1), drop (0, 1.2)).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.scenarios.build import entity, inventory, network, snapshot, stack

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.contract import Snapshot
    from tests.scenarios.build import Json

SHORT: Final = "item_ingredient_shortage"
WAITS: Final = "waiting_for_source_items"
JAMMED: Final = "waiting_for_space_in_destination"
SPEEDS: Final = {
    "assembling-machine-1": 0.5,
    "assembling-machine-2": 0.75,
    "assembling-machine-3": 1.25,
    "stone-furnace": 1.0,
    "electric-furnace": 2.0,
    "chemical-plant": 1.0,
    "oil-refinery": 1.0,
}
_STEP: Final = {0: (0, -1), 4: (1, 0), 8: (0, 1), 12: (-1, 0)}


def machine(
    name: str,
    recipe: str | None,
    x: float,
    y: float,
    status: str = "working",
    has: dict[str, int] | None = None,
    made: dict[str, int] | None = None,
    **more: Any,  # noqa: ANN401 - JSON
) -> Json:
    """Return a crafting machine with what lies in it."""
    kind = "furnace" if name.endswith("furnace") else "assembling-machine"
    inside = [
        inventory("crafter_input", *(stack(item, count) for item, count in (has or {}).items()), slots=3),
        inventory("crafter_output", *(stack(item, count) for item, count in (made or {}).items()), slots=1),
    ]
    base = {"recipe": recipe, "status": status, "crafting_speed": SPEEDS.get(name), "productivity_bonus": 0.0}
    powered = {} if name in {"stone-furnace", "steel-furnace"} else {"network": 7}
    return entity(kind, name, x, y, **{**base, **powered, "inventories": inside, **more})


def arm(
    x: float,
    y: float,
    direction: int = 0,
    name: str = "fast-inserter",
    status: str = "working",
    **more: Any,  # noqa: ANN401 - JSON
) -> Json:
    """Return an inserter; ``direction`` is the side it takes from."""
    far = 2 if name == "long-handed-inserter" else 1
    dx, dy = _STEP[direction]
    place = {"pickup": [x + far * dx, y + far * dy], "drop": [x - (far + 0.2) * dx, y - (far + 0.2) * dy]}
    powered = {} if name == "burner-inserter" else {"network": 7}
    return entity("inserter", name, x, y, **{"direction": direction, "status": status, **place, **powered, **more})


def box(x: float, y: float, *items: Json, free: int | None = None, slots: int = 48) -> Json:
    """Return a steel chest."""
    return entity("container", "steel-chest", x, y, inventories=[inventory("chest", *items, slots=slots, free=free)])


def belts(x: float, y: float, length: int, direction: int = 4, name: str = "transport-belt") -> list[Json]:
    """Return a straight belt from (x, y) on."""
    dx, dy = _STEP[direction]
    return [entity("transport-belt", name, x + step * dx, y + step * dy, direction=direction) for step in range(length)]


def drill(x: float, y: float, status: str = "working", direction: int = 8, **more: Any) -> Json:  # noqa: ANN401 - JSON
    """Return an electric mining drill that puts out to the given side."""
    dx, dy = _STEP[direction]
    drop = [x + 1.85 * dx, y + 1.85 * dy]
    return entity(
        "mining-drill", "electric-mining-drill", x, y, direction=direction, status=status, drop=drop, network=7, **more
    )


def ore(name: str, x: float, y: float, amount: int, reach: int = 2) -> list[Json]:
    """Return a square of ore around a place; each tile holds the amount."""
    span = range(-reach, reach + 1)
    return [entity("resource", name, x + dx, y + dy, amount=amount) for dx in span for dy in span]


def factory(entities: Iterable[Json], **more: Any) -> Snapshot:  # noqa: ANN401 - JSON
    """Return a snapshot of machines on one electric network that has enough, with no arm researched further."""
    known = {"electric_networks": [network()], "inserter_stack_bonus": 0, "bulk_inserter_stack_bonus": 0}
    return snapshot(entities, **{**known, **more})
