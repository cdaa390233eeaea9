"""Blueprints of a player's catalogue as modules of a block, and the judge's word on the whole.

Expected rates are the game's: crafts a minute of an assembling machine 2 (speed 0.75) and what inserters move between
belts (wiki: Inserters, «Inserter throughput»).
"""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from agent.factory.compose import Limits
from agent.factory.compose.kit import kit_for
from agent.factory.compose.lead import cell_of
from agent.factory.compose.proven import Proven, compose_proven
from agent.factory.compose.real import Real, real_module
from agent.factory.compose.wanted import Wanted, read_wanted
from agent.factory.requirements import Options, Question, Target, requirements
from agent.factory.requirements.document import document
from agent.game.blueprint import turned_blueprint
from agent.game.bundled import load
from tests.factory.compose import own
from tests.factory.verify.grounds import without

if TYPE_CHECKING:
    from agent.game.blueprint import Blueprint

DATA = load("base-2.0.77")
HALF_HOUR = 60 * 60 * 30
PLATES = frozenset({"iron-plate", "copper-plate"})


def wanted(item: str, per_min: int, supplied: frozenset[str] = PLATES) -> Wanted:
    question = Question((Target(item, Fraction(per_min, 60)),), Options(supplied=supplied))
    return read_wanted(json.dumps(document(requirements(question, DATA))))


def real(blueprint: Blueprint) -> Real:
    found = real_module(blueprint, DATA)
    assert found is not None
    return found


def proven(item: str, per_min: int, *drawn: Blueprint, limits: Limits | None = None) -> Proven:
    reals = [real(blueprint) for blueprint in drawn]
    return compose_proven(wanted(item, per_min), DATA, item, limits or Limits(), reals, HALF_HOUR)


def used(found: Proven) -> list[str]:
    return [entry.recipe for entry in found.block.modules if entry.origin is not None]


@pytest.mark.parametrize("algorithm", ["greedy", "optimal"])
def test_a_block_uses_blueprints_where_they_fit_and_cells_elsewhere(algorithm: str) -> None:
    limits = Limits(algorithm="optimal" if algorithm == "optimal" else "greedy")
    found = proven("automation-science-pack", 75, own.gears(), own.circuits(), limits=limits)
    assert found.verdict.errors == ()
    assert used(found) == ["iron-gear-wheel"]
    assert {entry.recipe for entry in found.block.modules} == {"iron-gear-wheel", "automation-science-pack"}


def test_blueprints_that_supply_one_another_are_joined() -> None:
    """Circuits take their cables on one lane of their belt and plates on the other; each module has its own line."""
    found = proven("electronic-circuit", 90, own.circuits(), own.cables())
    assert found.verdict.errors == ()
    assert used(found) == ["copper-cable", "electronic-circuit"]
    assert [one.item for one in found.block.inner] == ["copper-cable"]
    rate = next(rate for rate in found.verdict.rates if rate.item == "electronic-circuit")
    assert rate.simulated_per_min >= 89


def test_several_stand_side_by_side_where_one_is_too_slow() -> None:
    """One makes 180, counted on for 171."""
    found = proven("iron-gear-wheel", 300, own.gears())
    assert found.verdict.errors == ()
    assert used(found) == ["iron-gear-wheel"] * 2


def test_one_far_too_large_is_left_on_its_shelf() -> None:
    assert used(proven("iron-gear-wheel", 40, own.gears())) == []


def test_the_smallest_that_does_is_taken() -> None:
    small, large = real(own.gears(1)), real(own.gears(4))
    plan = wanted("iron-gear-wheel", 80)
    found = compose_proven(plan, DATA, "gears", Limits(), [large, small], HALF_HOUR)
    assert [entry.origin.id for entry in found.block.modules if entry.origin] == [small.id]


def test_one_with_pipes_is_piped() -> None:
    plan = wanted("plastic-bar", 120, frozenset({"petroleum-gas", "coal"}))
    found = compose_proven(plan, DATA, "plastic", Limits(), [real(own.plastic())], HALF_HOUR)
    assert found.verdict.errors == ()
    assert used(found) == ["plastic-bar"]


def test_one_without_poles_gets_them_and_its_signs_are_left_out() -> None:
    found = proven("iron-gear-wheel", 100, own.gears(poles=False, sign=True))
    assert found.verdict.errors == ()
    assert used(found) == ["iron-gear-wheel"]
    assert not any(entity.name == "constant-combinator" for entity in found.block.blueprint.entities)


def test_all_eight_positions_come_to_the_same_cell() -> None:
    """However a player has turned it: the smallest cell of it is equally large."""
    kit = kit_for(DATA, None)
    sizes = set()
    for mirror in (False, True):
        for quarters in range(4):
            cell = cell_of(real(turned_blueprint(own.circuits(), DATA, quarters, mirror=mirror)).drawing, kit)
            assert cell is not None
            sizes.add(cell.width * cell.height)
    assert len(sizes) == 1


def test_one_that_the_judge_refuses_in_its_place_goes_and_the_next_is_tried() -> None:
    """One that is said to make twice what it does: the judge sees it when the block stands."""
    broken = real(own.gears())
    lying = replace(broken, per_min=broken.per_min * 2)
    found = compose_proven(
        wanted("iron-gear-wheel", 300), DATA, "gears", Limits(), [lying, real(own.gears(4))], HALF_HOUR
    )
    assert [entry.id for entry, _ in found.dropped] == [lying.id]
    assert found.verdict.errors == ()
    assert used(found) == ["iron-gear-wheel"]
    alone = compose_proven(wanted("iron-gear-wheel", 300), DATA, "gears", Limits(), [lying], HALF_HOUR)
    assert alone.verdict.errors == ()
    assert used(alone) == []


def test_what_circuits_steer_is_no_module() -> None:
    assert real_module(own.steered(), DATA) is None


def test_what_needs_research_that_is_not_there_is_no_module() -> None:
    assert real_module(own.gears(), DATA, frozenset()) is None
    assert real_module(own.gears(), DATA, frozenset(DATA.technologies)) is not None


def test_what_an_inserter_is_missing_of_is_counted_with_less() -> None:
    """Without one of two inserters a machine gets 150 plates: 75 gears instead of 90."""
    drawn = own.gears(1)
    one = next(entity for entity in drawn.entities if entity.name == "fast-inserter")
    assert real(drawn).per_min == Fraction(90) * Fraction(19, 20)
    assert float(real(without(drawn, one.number)).per_min) == pytest.approx(75 * 0.95, rel=0.01)
