"""Which connectors for wires an entity has, by their names in `defines.wire_connector_id`."""

from __future__ import annotations

from tests.game.world import kinds

CIRCUIT = ("circuit_red", "circuit_green")
COMBINATOR = ("combinator_input_red", "combinator_input_green", "combinator_output_red", "combinator_output_green")
SWITCH = ("power_switch_left_copper", "power_switch_right_copper", *CIRCUIT)
NUMBERS = {
    **dict(zip(CIRCUIT, (1, 2), strict=True)),
    **dict(zip(COMBINATOR, (1, 2, 3, 4), strict=True)),
    "pole_copper": 5,
    "power_switch_left_copper": 5,
    "power_switch_right_copper": 6,
}
"""Numbers of the connectors as blueprints write them."""
_UNWIRED = (
    kinds.NATURE
    | kinds.LOOSE
    | kinds.STOCK
    | kinds.RAILS
    | {
        *("beacon", "boiler", "generator", "solar-panel", "pipe", "pipe-to-ground", "heat-pipe", "underground-belt"),
        *(
            "unit",
            "unit-spawner",
            "turret",
            "character",
            "car",
            "logistic-robot",
            "construction-robot",
            "tile-ghost",
            "lab",
        ),
    }
)


def connectors(kind: str) -> tuple[str, ...]:
    """Connectors an entity of the type has."""
    if kind == "electric-pole":
        return ("pole_copper", *CIRCUIT)
    if kind == "power-switch":
        return SWITCH
    if kind in kinds.COMBINATORS:
        return COMBINATOR
    return () if kind in _UNWIRED else CIRCUIT


def connector_name(kind: str, number: int) -> str | None:
    """The connector a blueprint means by a number."""
    return next((name for name in connectors(kind) if NUMBERS[name] == number), None)
