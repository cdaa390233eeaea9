"""Bottleneck: lines that share nothing, and what is only planned yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.bottleneck.parts import SHORT, arm, box, factory, machine
from tests.scenarios.build import stack
from tests.scenarios.kit import LANGUAGES, First, Said, Scenario, unmet

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract import Language

AM2, AM3 = "assembling-machine-2", "assembling-machine-3"


def two_lines_apart() -> Scenario:
    rows = []
    for place, (status, ready) in enumerate((("working", 9), (SHORT, 0))):
        x = 0.5 + 60 * place
        rows += [box(x, -2.5, *([stack("iron-plate", 900)] if ready else [])), arm(x, -1.5)]
        rows += [
            machine(
                AM2, "iron-gear-wheel" if place == 0 else "pipe", x, 0.5, status, {"iron-plate": ready} if ready else {}
            ),
            arm(x, 2.5),
            box(x, 3.5),
        ]
    return Scenario(
        "bottleneck",
        factory(rows),
        "Two lines that share nothing: gears work, pipes have no plates in their chest. recipe pipe: 0.5 s at 0.75 → "
        "90/min from 90 plates.",
        first=First(("iron plate",), ((60.5, 0.5),)),
        says=(Said(90, "/min", ("iron plate",)),),
        quiet=("iron gear wheel",),
    )


def a_ghost_is_planned_not_built() -> Scenario:
    ghost = machine(AM3, "electronic-circuit", 8.5, 0.5, ghost=True, requests=[stack("productivity-module-3", 4)])
    ghost = {
        key: value
        for key, value in ghost.items()
        if key not in {"status", "crafting_speed", "productivity_bonus", "inventories", "network"}
    }
    rows = [
        machine(AM3, "electronic-circuit", 0.5, 0.5, has={"iron-plate": 9, "copper-cable": 30}),
        arm(0.5, 2.5),
        box(0.5, 3.5),
        ghost,
    ]
    return Scenario(
        "bottleneck",
        factory(rows, selection="ghosts"),
        "factoriocalc, tests/test_rates.py: 150/min from the machine that stands; the planned one with its four "
        "requested productivity modules adds 84/min, 234/min together.",
        says=(Said(150, "/min", ("electronic circuit",)), Said(234, "/min", ("electronic circuit",))),
        words=(((r"призрак|план", r"ghost|planned"),),),
    )


def requested_modules_are_not_there_yet() -> Scenario:
    built = machine(
        AM3,
        "electronic-circuit",
        0.5,
        0.5,
        has={"iron-plate": 9, "copper-cable": 30},
        requests=[stack("speed-module-3", 4)],
    )
    return Scenario(
        "bottleneck",
        factory([built, arm(0.5, 2.5), box(0.5, 3.5)], selection="ghosts"),
        "Module requests of a machine that stands: 150/min now; with four speed modules 3 (+50 % each) 1.25 × 3 / 0.5 "
        "× 60 = 450/min.",
        says=(Said(150, "/min", ("electronic circuit",)), Said(450, "/min", ("electronic circuit",))),
        words=(((r"модул", r"module"),),),
    )


SCENARIOS = (
    two_lines_apart,
    a_ghost_is_planned_not_built,
    requested_modules_are_not_there_yet,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda build: build.__name__)
def test_what_stands_apart_or_is_planned_is_told_as_such(scenario: Callable[[], Scenario], language: Language) -> None:
    assert unmet(scenario(), language) == []
