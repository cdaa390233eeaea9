"""Factories with one planted cause: what moves things, and where they end."""

from __future__ import annotations

from tests.scenarios.bottleneck.parts import arm, box, factory, machine
from tests.scenarios.build import stack
from tests.scenarios.kit import First, Scenario


def a_blocked_by_product() -> Scenario:
    full = [
        {"name": "water", "amount": 90.0},
        {"name": "crude-oil", "amount": 190.0},
        {"name": "heavy-oil", "amount": 100.0},
        {"name": "light-oil", "amount": 20.0},
        {"name": "petroleum-gas", "amount": 3.0},
    ]
    rows = [
        machine("oil-refinery", "advanced-oil-processing", 0.5, -8.5, "full_output", fluids=full),
        machine("chemical-plant", "plastic-bar", 0.5, 0.5, "fluid_ingredient_shortage", {"coal": 12}),
        box(0.5, -2.5, stack("coal", 900)),
        arm(0.5, -1.5),
        arm(0.5, 2.5),
        box(0.5, 3.5),
    ]
    return Scenario(
        "bottleneck",
        factory(rows),
        "wiki Advanced oil processing: the refinery stops when any of its three products has no room. Heavy oil is "
        "full, so no petroleum gas is made: the plant starves because its supplier is blocked.",
        first=First(("heavy oil",), ((0.5, -8.5),)),
        words=(("petroleum gas",),),
    )


SCENARIOS = (a_blocked_by_product,)
