"""What the game's entity statuses mean for production (names of defines.entity_status)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.analysis.view import Machine


class State(StrEnum):
    """What a machine does, in the terms of a bottleneck."""

    WORKING = "working"
    STARVED = "starved"
    BLOCKED = "blocked"
    NO_POWER = "no-power"
    LOW_POWER = "low-power"
    UNPLUGGED = "unplugged"
    NO_FUEL = "no-fuel"
    NO_RECIPE = "no-recipe"
    DISABLED = "disabled"
    EMPTY_GROUND = "empty-ground"
    OTHER = "other"
    PLANNED = "planned"
    UNKNOWN = "unknown"


BY_STATUS = {
    "working": State.WORKING,
    "normal": State.WORKING,
    "no_ingredients": State.STARVED,
    "item_ingredient_shortage": State.STARVED,
    "fluid_ingredient_shortage": State.STARVED,
    "no_input_fluid": State.STARVED,
    "low_input_fluid": State.STARVED,
    "missing_required_fluid": State.STARVED,
    "missing_science_packs": State.STARVED,
    "waiting_for_source_items": State.STARVED,
    "full_output": State.BLOCKED,
    "full_burnt_result_output": State.BLOCKED,
    "waiting_for_space_in_destination": State.BLOCKED,
    "no_power": State.NO_POWER,
    "low_power": State.LOW_POWER,
    "not_plugged_in_electric_network": State.UNPLUGGED,
    "no_fuel": State.NO_FUEL,
    "no_recipe": State.NO_RECIPE,
    "disabled": State.DISABLED,
    "disabled_by_control_behavior": State.DISABLED,
    "disabled_by_script": State.DISABLED,
    "closed_by_circuit_network": State.DISABLED,
    "no_minable_resources": State.EMPTY_GROUND,
}

POWERLESS = frozenset({State.NO_POWER, State.LOW_POWER, State.UNPLUGGED})
TROUBLED = frozenset({*POWERLESS, State.STARVED, State.NO_FUEL, State.DISABLED, State.EMPTY_GROUND, State.OTHER})
"""What keeps a machine from its full work though its output is not full."""
WANTS_FLUID = frozenset({"fluid_ingredient_shortage", "no_input_fluid", "low_input_fluid", "missing_required_fluid"})


def state(machine: Machine) -> State:
    """Classify a machine; ghosts are planned, whatever they say; a blueprint's machines have no status."""
    if machine.part.status is None:
        return State.PLANNED if machine.part.ghost else State.UNKNOWN
    if machine.part.ghost:
        return State.PLANNED
    return BY_STATUS.get(machine.part.status, State.OTHER)
