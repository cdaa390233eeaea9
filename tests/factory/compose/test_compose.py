"""Blocks that the composer builds hold before the judge, who knows nothing of how they were made."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from agent.errors import NoRoomError
from agent.factory.compose import Block, Limits, compose
from agent.factory.compose.document import document as block_document
from agent.factory.compose.proven import compose_proven
from agent.factory.compose.wanted import Wanted, read_wanted
from agent.factory.requirements import Options, Question, Target, requirements
from agent.factory.requirements.document import document
from agent.factory.stages import Stage
from agent.factory.verify import verify
from agent.game.bundled import load

DATA = load("base-2.0.77")
HALF_HOUR = 60 * 60 * 30


def wanted(item: str, per_min: int, supply: tuple[str, ...] = ()) -> Wanted:
    """Plan a rate with some items from outside."""
    question = Question((Target(item, Fraction(per_min, 60)),), Options(supplied=frozenset(supply)))
    return read_wanted(json.dumps(document(requirements(question, DATA))))


def block(item: str, per_min: int, supply: tuple[str, ...] = (), limits: Limits | None = None) -> Block:
    """Compose a rate."""
    return compose(wanted(item, per_min, supply), DATA, item, limits)


@pytest.mark.parametrize(
    ("item", "per_min"),
    [
        ("electronic-circuit", 16),
        ("steel-plate", 16),
        ("battery", 16),
        ("petroleum-gas", 250),
        ("crude-oil", 250),
        ("iron-ore", 90),
    ],
)
def test_a_block_from_raw_things_makes_what_was_asked(item: str, per_min: int) -> None:
    found = block(item, per_min)
    verdict = verify(found.blueprint, DATA, found.expectation, HALF_HOUR)
    assert verdict.errors == ()
    assert next(rate for rate in verdict.rates if rate.item == item).simulated_per_min >= per_min * 0.99


def test_circuits_from_plates_take_only_plates() -> None:
    found = block("electronic-circuit", 45, ("iron-plate", "copper-plate"))
    assert sorted(edge.item for edge in found.inputs) == ["copper-plate", "iron-plate"]
    assert [edge.item for edge in found.outputs] == ["electronic-circuit"]
    verdict = verify(found.blueprint, DATA, found.expectation, HALF_HOUR)
    assert verdict.errors == ()


def test_whoever_listens_hears_every_stage_to_its_end_and_changes_nothing() -> None:
    heard: list[tuple[Stage, int, int]] = []
    plan = wanted("automation-science-pack", 16)
    proven = compose_proven(plan, DATA, "heard", Limits(), (), HALF_HOUR, tell=lambda *step: heard.append(step))
    unheard = compose_proven(plan, DATA, "heard", Limits(), (), HALF_HOUR)
    last = {stage: (done, total) for stage, done, total in heard}
    assert list(last) == [Stage.PLACED, Stage.ROUTED, Stage.PROVEN]
    assert last[Stage.PLACED] == (len(proven.block.modules), len(proven.block.modules))
    assert last[Stage.ROUTED][0] == last[Stage.ROUTED][1] > 0
    assert 0 < last[Stage.PROVEN][0] <= proven.verdict.seconds * 60 <= last[Stage.PROVEN][1] == HALF_HOUR
    assert (proven.block, proven.verdict) == (unheard.block, unheard.verdict)


def test_modules_keep_apart_and_the_first_stands_at_the_origin() -> None:
    found = block("logistic-science-pack", 16)
    boxes = [(m.x, m.y, m.x + m.width, m.y + m.height) for m in found.modules]
    assert min(boxes)[:2] == (0, 0)
    assert boxes[0][:2] == (0, 0), "and is listed first, as in the contract's report"
    for place, a in enumerate(boxes):
        for b in boxes[place + 1 :]:
            assert a[2] + 2 <= b[0] or b[2] + 2 <= a[0] or a[3] + 2 <= b[1] or b[3] + 2 <= a[1]


def test_suppliers_stand_left_of_those_they_supply() -> None:
    found = block("chemical-science-pack", 16)
    place = {module.number: module for module in found.modules}
    for one in found.inner:
        assert place[one.supplier].x + place[one.supplier].width < place[one.taker].x
        assert one.supplier < one.taker, "raw things are listed first, what is made of them behind"


def test_the_same_plan_gives_the_same_block() -> None:
    first, second = (block_document(block("military-science-pack", 16), DATA, unproven=True) for _ in range(2))
    assert json.dumps(first) == json.dumps(second)


def test_a_block_that_is_too_wide_tells_the_size_it_needs_and_fits_into_that() -> None:
    with pytest.raises(NoRoomError) as refused:
        block("electronic-circuit", 16, limits=Limits(width=20, height=20))
    assert refused.value.exit_code == 4
    width, height = int(refused.value.params["width"]), int(refused.value.params["height"])
    assert width > 20
    found = block("electronic-circuit", 16, limits=Limits(width=width, height=height))
    assert found.box[2] <= width
    assert found.box[3] <= height


def test_drills_make_what_they_are_said_to_stand_on() -> None:
    """Three electric drills of half an ore a second each (wiki: Electric mining drill, «Mining speed 0.5»)."""
    found = block("iron-ore", 75)
    verdict = verify(found.blueprint, DATA, found.expectation)
    assert sum(module.machines for module in found.modules) == 3
    assert [rate.simulated_per_min for rate in verdict.rates] == [pytest.approx(90, abs=2)]
    told_nothing = verify(found.blueprint, DATA, replace(found.expectation, ores=()))
    assert not told_nothing.sound


def test_several_suppliers_join_one_belt() -> None:
    """225 steel a minute take 36 electric furnaces with some to spare: more than one module holds."""
    found = block("rail", 450, ("iron-plate", "stone", "iron-stick"))
    assert sum(module.recipe == "steel-plate" for module in found.modules) > 1
    verdict = verify(found.blueprint, DATA, found.expectation, HALF_HOUR)
    assert verdict.errors == ()


def test_a_mirrored_placement_is_as_sound() -> None:
    found = block("logistic-science-pack", 16, ("iron-plate", "copper-plate"), Limits(algorithm="optimal"))
    verdict = verify(found.blueprint, DATA, found.expectation, HALF_HOUR)
    assert verdict.errors == ()
    assert found.alignment == found.bound == 1


@pytest.mark.parametrize(
    ("item", "per_min", "supply"),
    [("electronic-circuit", 60, ("iron-plate", "copper-plate")), ("sulfuric-acid", 500, ("iron-plate",))],
)
def test_a_block_too_wide_for_its_limit_is_turned_where_that_fits(
    item: str, per_min: int, supply: tuple[str, ...]
) -> None:
    """Pipes, undergrounds and all: the judge takes it apart again and finds the same rate."""
    lying = block(item, per_min, supply)
    width, height = lying.box[2:]
    assert height < width
    found = block(item, per_min, supply, Limits(width=height, height=width))
    assert found.turned
    assert (found.box[2], found.box[3]) == (height, width)
    assert min((m.y, m.x) for m in found.modules) <= (0, 0)
    assert (0, 0) in {(m.x, m.y) for m in found.modules}
    assert [one.aligned for one in found.inner] == [one.aligned for one in lying.inner]
    verdicts = [verify(one.blueprint, DATA, one.expectation, HALF_HOUR) for one in (lying, found)]
    assert verdicts[1].errors == ()
    rates = [{rate.item: rate.simulated_per_min for rate in verdict.rates} for verdict in verdicts]
    assert rates[0] == pytest.approx(rates[1])
    left, top, wide, high = found.box
    for entity in found.blueprint.entities:
        assert left <= entity.x <= left + wide
        assert top <= entity.y <= top + high


@pytest.mark.parametrize("per_hour", [10, 20])
def test_what_is_made_once_in_minutes_is_not_taken_for_standing_still(per_hour: int) -> None:
    """A reactor takes 500 each of four things and 8 s (wiki: Nuclear reactor); arms need minutes to bring them."""
    supply = ("concrete", "steel-plate", "copper-plate", "advanced-circuit")
    question = Question((Target("nuclear-reactor", Fraction(per_hour, 3600)),), Options(supplied=frozenset(supply)))
    plan = read_wanted(json.dumps(document(requirements(question, DATA))))
    found = compose(plan, DATA, "reactor")
    verdict = verify(found.blueprint, DATA, found.expectation, HALF_HOUR)
    assert verdict.errors == ()
    assert verdict.rates[0].simulated_per_min >= per_hour / 60 * 0.99
