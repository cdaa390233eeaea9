"""Crackers of what others need too stand behind a pump that a tank switches; all others need none.

What it is for shows after three quarters of an hour: space packs in `test_packs`, among the slow ones.
"""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from agent.factory.compose import Block, Limits, compose
from agent.factory.compose.cell import TANK, upside_down
from agent.factory.compose.kit import kit_for
from agent.factory.compose.netlist import Module, netlist
from agent.factory.compose.wanted import Wanted, read_wanted
from agent.factory.requirements import Options, Question, Target, requirements
from agent.factory.requirements.document import document
from agent.factory.verify import verify
from agent.game.blueprint.model import CIRCUIT_RED
from agent.game.bundled import load

DATA = load("base-2.0.77")
HALF_HOUR = 60 * 60 * 30


FROM_COAL = Options(
    supplied=frozenset({"coal", "steam", "water"}),
    disabled=frozenset({"advanced-oil-processing", "basic-oil-processing"}),
)


def plan(options: Options | None = None, /, **per_min: int) -> Wanted:
    targets = tuple(Target(item.replace("_", "-"), Fraction(rate, 60)) for item, rate in per_min.items())
    return read_wanted(json.dumps(document(requirements(Question(targets, options or Options()), DATA))))


def crackers(found: Wanted, researched: frozenset[str] | None = None) -> dict[str, Module]:
    modules = netlist(found, kit_for(DATA, researched)).modules
    return {one.step.recipe: one for one in modules if one.step.recipe.endswith("cracking")}


def valved(module: Module) -> bool:
    return any(part.name == TANK for part in module.cell.parts)


def test_light_oil_that_fuel_needs_too_is_cracked_behind_a_valve() -> None:
    found = crackers(plan(rocket_fuel=4, plastic_bar=39))
    assert {recipe: valved(module) for recipe, module in found.items()} == {
        "heavy-oil-cracking": False,
        "light-oil-cracking": True,
    }


@pytest.mark.parametrize("targets", [{"plastic_bar": 39}, {"plastic_bar": 39, "lubricant": 20}])
def test_crackers_need_none_where_nobody_else_takes_or_what_they_make_is_cracked_in_turn(
    targets: dict[str, int],
) -> None:
    found = crackers(plan(**targets))
    assert len(found) == 2
    assert not any(valved(module) for module in found.values())


def test_without_circuit_networks_there_is_no_valve() -> None:
    known = frozenset(DATA.technologies)
    wanted = plan(rocket_fuel=4, plastic_bar=39)
    assert valved(crackers(wanted, known)["light-oil-cracking"])
    for lacking in ("circuit-network", "fluid-handling"):
        assert not valved(crackers(wanted, known - {lacking})["light-oil-cracking"])


def test_a_valve_turns_over_with_its_cell() -> None:
    cell = crackers(plan(rocket_fuel=4, plastic_bar=39))["light-oil-cracking"].cell
    assert upside_down(upside_down(cell)) == cell
    assert upside_down(cell).spans != cell.spans


def test_a_block_with_a_valve_is_wired_and_holds_before_the_judge() -> None:
    found = compose(plan(rocket_fuel=4, plastic_bar=39), DATA, "oil", Limits())
    things = {entity.number: entity for entity in found.blueprint.entities}
    ends = [
        {things[wire.source].name, things[wire.target].name}
        for wire in found.blueprint.wires
        if wire.source_connector == wire.target_connector == CIRCUIT_RED
    ]
    assert ends == [{"storage-tank", "pump"}]
    verdict = verify(found.blueprint, DATA, found.expectation, HALF_HOUR)
    assert verdict.errors == ()
    assert verdict.not_modelled == ()


@pytest.fixture(scope="module")
def liquefaction() -> Block:
    return compose(plan(FROM_COAL, petroleum_gas=250), DATA, "oil")


def test_heavy_oil_that_liquefaction_needs_to_go_on_is_cracked_behind_a_valve(liquefaction: Block) -> None:
    """25 units of heavy oil become 90 (wiki: Coal liquefaction); two crafts of 25 are put in by hand, which is said.

    None are for the cracker, which waits for the first that is made.
    """
    verdict = verify(liquefaction.blueprint, DATA, liquefaction.expectation, HALF_HOUR, settle=False)
    assert verdict.errors == ()
    assert {fault.code: fault.args for fault in verdict.warnings} == {"cycle": {"items": "heavy-oil × 50"}}
    (rate,) = verdict.rates
    assert rate.simulated_per_min == pytest.approx(rate.bound_per_min, rel=0.01)


def test_liquefaction_without_a_valve_loses_its_heavy_oil(liquefaction: Block) -> None:
    entities = tuple(
        replace(entity, settings={}) if entity.name == "pump" else entity for entity in liquefaction.blueprint.entities
    )
    broken = replace(liquefaction.blueprint, entities=entities)
    assert "rate-missed" in {fault.code for fault in verify(broken, DATA, liquefaction.expectation, HALF_HOUR).errors}
