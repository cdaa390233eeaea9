"""A factory to ask about: makers, chests, a network of power."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.scenarios.build import entity, inventory, network, snapshot, stack

if TYPE_CHECKING:
    from agent.contract import Snapshot
    from tests.scenarios.build import Json


def maker(recipe: str, status: str, x: float, y: float, **holds: int) -> Json:
    """Return an assembling machine 2 (crafting speed 0.75, wiki «Assembling machine 2»)."""
    items = [stack(name.replace("_", "-"), count) for name, count in holds.items()]
    return entity(
        "assembling-machine",
        "assembling-machine-2",
        x,
        y,
        recipe=recipe,
        status=status,
        crafting_speed=0.75,
        productivity_bonus=0.0,
        network=7,
        inventories=[inventory("crafter_input", *items, slots=3)],
    )


def chest(x: float, y: float, *items: Json, name: str = "steel-chest") -> Json:
    """Return a chest of 48 slots (wiki «Steel chest»)."""
    return entity("container", name, x, y, inventories=[inventory("chest", *items, slots=48)])


def factory(*entities: Json, **more: Any) -> Snapshot:  # noqa: ANN401 - JSON
    """Return a snapshot of a powered factory."""
    return snapshot(entities, **({"electric_networks": [network()]} | more))
