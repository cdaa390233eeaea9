"""A recipe that needs its own product: Kovarex runs in a ring that gives to the machines first.

Forty uranium-235 and five uranium-238 become forty-one and two (wiki: Kovarex enrichment process), so that one more of
the first takes three of the second; a centrifuge makes one a minute.
"""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from agent.errors import GameDataError
from agent.factory.compose import Block, compose
from agent.factory.compose.kit import kit_for
from agent.factory.compose.netlist import netlist
from agent.factory.compose.wanted import Wanted, read_wanted
from agent.factory.requirements import Options, Question, Target, requirements
from agent.factory.requirements.document import document
from agent.factory.verify import verify
from agent.game.bundled import load

DATA = load("base-2.0.77")
HOUR, HOURS = 60 * 60 * 60, 2
ORE = frozenset({"uranium-ore"})


def plan(per_min: int, supplied: frozenset[str], item: str = "uranium-235", data_set: str = "base-2.0.77") -> Wanted:
    question = Question((Target(item, Fraction(per_min, 60)),), Options(supplied=supplied))
    return read_wanted(json.dumps(document(requirements(question, load(data_set)))))


@pytest.fixture(scope="module")
def kovarex() -> Block:
    return compose(plan(2, ORE), DATA, "kovarex")


@pytest.mark.no_cover  # hours of the judge's simulation
def test_three_of_the_other_uranium_make_one(kovarex: Block) -> None:
    found = compose(plan(2, frozenset({"uranium-238"})), DATA, "kovarex")
    assert {edge.item: edge.per_min for edge in (*found.inputs, *found.outputs)} == {"uranium-238": 6, "uranium-235": 2}
    assert verify(found.blueprint, DATA, found.expectation, HOUR).errors == ()
    assert {edge.item for edge in kovarex.inputs} == ORE


@pytest.mark.no_cover
def test_what_sieving_brings_passes_through_the_ring_and_it_goes_on_for_hours(kovarex: Block) -> None:
    verdict = verify(kovarex.blueprint, DATA, kovarex.expectation, HOURS * HOUR, settle=False)
    (rate,) = verdict.rates
    assert verdict.errors == ()
    assert verdict.not_modelled == ()
    assert rate.simulated_per_min == pytest.approx(rate.bound_per_min, rel=0.01)
    assert rate.bound_per_min >= 2
    assert {fault.code for fault in verdict.warnings} == {"cycle"}


@pytest.mark.no_cover
def test_a_ring_that_gives_half_away_starves(kovarex: Block) -> None:
    """Without its side first, the splitter lets half of what the machines need out: the judge must see it."""
    entities = tuple(
        replace(entity, settings={}) if "output_priority" in entity.settings else entity
        for entity in kovarex.blueprint.entities
    )
    assert entities != kovarex.blueprint.entities
    broken = replace(kovarex.blueprint, entities=entities)
    assert verify(broken, DATA, kovarex.expectation, HOUR).errors != ()


def test_more_than_a_row_of_machines_is_several_rings() -> None:
    modules = netlist(plan(25, ORE), kit_for(DATA, None)).modules
    assert [one.cell.machines for one in modules if one.step.recipe.startswith("kovarex")] == [10, 10, 10]


def test_what_needs_itself_and_a_fluid_is_refused() -> None:
    """An egg needs an egg, nutrients and water (wiki: Pentapod egg)."""
    data_set = "space-age-2.1.20"
    wanted = plan(2, frozenset({"nutrients", "water"}), "pentapod-egg", data_set)
    with pytest.raises(GameDataError) as refused:
        compose(wanted, load(data_set), "egg")
    assert refused.value.code == "compose-loop"
