"""Beacons that a plan counts on stand in the block, each machine in reach of as many, and the rates are met with them.

The rule is that of 2.x (wiki: Beacon): n beacons give n × 1.5 × profile(n) times what their modules do; a beacon is
three tiles wide and reaches three further.
"""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from agent.errors import GameDataError
from agent.factory.compose import Block, compose
from agent.factory.compose.wanted import read_wanted
from agent.factory.requirements import BeaconGroup, Choice, Options, Question, Target, requirements
from agent.factory.requirements.document import document
from agent.factory.verify import Verdict, verify
from agent.game.bundled import load
from agent.game.effects import ModuleStack

DATA = load("base-2.0.77")
REACH, HALF_MACHINE = 4.5, 1.5


def boosted(item: str, per_min: int, supplied: set[str], beacons: int) -> Block:
    """Plan with so many beacons full of speed modules at each machine, and compose."""
    group = BeaconGroup(beacons, (ModuleStack("speed-module-3", 0),))
    options = Options(supplied=frozenset(supplied), beacons=Choice((group,)))
    plan = requirements(Question((Target(item, Fraction(per_min, 60)),), options), DATA)
    return compose(read_wanted(json.dumps(document(plan))), DATA, item)


def reached(block: Block) -> int:
    """Return how many beacons reach the machine that fewest reach."""
    beacons = [(one.x, one.y) for one in block.blueprint.entities if one.name == "beacon"]
    machines = [(one.x, one.y) for one in block.blueprint.entities if one.name == "assembling-machine-3"]
    far = REACH + HALF_MACHINE
    return min(sum(abs(x - bx) < far and abs(y - by) < far for bx, by in beacons) for x, y in machines)


def judged(block: Block) -> Verdict:
    return verify(block.blueprint, DATA, block.expectation)


def test_six_beacons_stand_around_machines_with_one_belt_on_each_side() -> None:
    """Six of 2 × 50 % give 6 × 1.5 × 0.408 × 100 % = +367 %: one machine makes 150 × 4.67 = 700 gears a minute."""
    found = boosted("iron-gear-wheel", 300, {"iron-plate"}, 6)
    assert [entry.machines for entry in found.modules] == [1]
    assert reached(found) >= 6
    assert judged(found).errors == ()


@pytest.mark.parametrize(
    ("item", "supplied"),
    [
        ("electronic-circuit", {"iron-plate", "copper-cable"}),
        ("advanced-circuit", {"plastic-bar", "copper-cable", "electronic-circuit"}),
    ],
)
def test_three_beacons_stand_on_one_side_where_the_other_is_for_belts(item: str, supplied: set[str]) -> None:
    found = boosted(item, 60, supplied, 3)
    assert reached(found) >= 3
    assert judged(found).errors == ()


def test_each_module_of_a_chain_has_its_own() -> None:
    found = boosted("electronic-circuit", 120, {"iron-plate", "copper-plate"}, 3)
    assert {entry.recipe for entry in found.modules} == {"electronic-circuit", "copper-cable"}
    assert reached(found) >= 3
    assert judged(found).errors == ()


@pytest.mark.parametrize(
    ("item", "supplied", "beacons"),
    [
        ("iron-gear-wheel", {"iron-plate"}, 8),
        ("advanced-circuit", {"plastic-bar", "copper-cable", "electronic-circuit"}, 6),
        ("plastic-bar", {"coal", "petroleum-gas"}, 1),
    ],
)
def test_more_than_fit_are_refused(item: str, supplied: set[str], beacons: int) -> None:
    with pytest.raises(GameDataError) as refused:
        boosted(item, 60, supplied, beacons)
    assert refused.value.code == "compose-beacons"
