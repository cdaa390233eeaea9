"""Bottleneck: who waits because of whom, what is planned, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.bottleneck.parts import JAMMED, SHORT, WAITS, arm, box, factory, machine
from tests.scenarios.build import stack
from tests.scenarios.kit import LANGUAGES, First, Said, Scenario, unmet

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract import Language, Snapshot

AM2 = "assembling-machine-2"


def full_because_nobody_wants_more() -> Scenario:
    rows = [
        box(0.5, -2.5, stack("iron-plate", 2000)),
        arm(0.5, -1.5, status=JAMMED),
        machine(AM2, "iron-gear-wheel", 0.5, 0.5, "full_output", {"iron-plate": 6}, {"iron-gear-wheel": 100}),
        arm(0.5, 2.5, status=JAMMED),
        machine(
            AM2,
            "automation-science-pack",
            0.5,
            4.5,
            "full_output",
            {"copper-plate": 4, "iron-gear-wheel": 4},
            {"automation-science-pack": 6},
        ),
        arm(0.5, 6.5, status=JAMMED),
        box(0.5, 7.5, stack("automation-science-pack", 9600), free=0),
    ]
    return Scenario(
        "bottleneck",
        factory(rows),
        "wiki Steel chest: 48 × 200 packs fill it. Everything is full because nobody takes science packs: no shortage.",
        quiet=("iron plate", "copper plate"),
        never=((r"нужно ещё|добавьте (ещё )?так", r"more of the same"),),
    )


def starved_because_blocked() -> Scenario:
    fluids = [
        {"name": "petroleum-gas", "amount": 100.0},
        {"name": "light-oil", "amount": 100.0},
        {"name": "heavy-oil", "amount": 40.0},
    ]
    rows = [
        machine("oil-refinery", "advanced-oil-processing", 0.5, -12.5, "full_output", fluids=fluids),
        machine("chemical-plant", "lubricant", 0.5, 0.5, "fluid_ingredient_shortage", fluids=[]),
        machine(
            AM2,
            "electric-engine-unit",
            0.5,
            10.5,
            "fluid_ingredient_shortage",
            {"engine-unit": 4, "electronic-circuit": 8},
        ),
        arm(0.5, 12.5, status=WAITS),
        box(0.5, 13.5),
    ]
    return Scenario(
        "bottleneck",
        factory(rows),
        "wiki Advanced oil processing: full light oil and petroleum gas stop the refinery, so no heavy oil comes and "
        "the lubricant plant starves: the cause stands at the refinery, not at the plant.",
        first=First(((r"light oil|petroleum gas", r"light oil|petroleum gas"),), ((0.5, -12.5),)),
        quiet=("electronic circuit",),
    )


def _gears(tick: int, finished: int, status: str, plates: int) -> Snapshot:
    has = {"iron-plate": plates} if plates else {}
    rows = [
        box(0.5, -2.5),
        arm(0.5, -1.5),
        machine(AM2, "iron-gear-wheel", 0.5, 0.5, status, has, products_finished=finished),
        arm(0.5, 2.5),
        box(0.5, 3.5),
    ]
    return factory(rows, tick=tick)


def since_when() -> Scenario:
    return Scenario(
        "bottleneck",
        _gears(1_296_000, 1900, SHORT, 0),
        "LuaEntity.products_finished: 1,000 → 1,900 → 1,900 → 1,900 at 10 minutes each: 900 in 30 minutes are 30/min, "
        "33.3 % of 90/min; without plates it is seen since the snapshot of 10 minutes ago.",
        earlier=(
            _gears(1_188_000, 1000, "working", 9),
            _gears(1_224_000, 1900, "working", 1),
            _gears(1_260_000, 1900, SHORT, 0),
        ),
        first=First(("iron plate",), ((0.5, 0.5),)),
        says=(
            Said(30, "/min", ("iron gear wheel",)),
            Said(33.3, "%", ("iron gear wheel",)),
            Said(600, "s", ("iron plate",)),
        ),
    )


def measured_between_snapshots() -> Scenario:
    return Scenario(
        "bottleneck",
        _gears(1_296_000, 1450, "working", 9),
        "LuaEntity.products_finished: 1,000 → 1,450 in 36,000 ticks, 10 minutes: 45/min of at most 90/min, 50 %.",
        earlier=(_gears(1_260_000, 1000, "working", 9),),
        says=(
            Said(45, "/min", ("iron gear wheel",)),
            Said(50, "%", ("iron gear wheel",)),
            Said(90, "/min", ("iron gear wheel",)),
        ),
        first=First(("iron gear wheel", (r"временами", r"at times"))),
        never=((r"не на что жаловаться", r"nothing is wrong"),),
    )


SCENARIOS = (
    full_because_nobody_wants_more,
    starved_because_blocked,
    since_when,
    measured_between_snapshots,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda build: build.__name__)
def test_the_cause_is_told_from_its_consequences(scenario: Callable[[], Scenario], language: Language) -> None:
    assert unmet(scenario(), language) == []
