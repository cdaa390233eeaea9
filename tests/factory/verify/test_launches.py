"""Rockets before the judge: a satellite brings a thousand packs to the landing pad (wiki: Cargo landing pad)."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

import pytest

from agent.factory.compose import Block, compose
from agent.factory.compose.wanted import read_wanted
from agent.factory.requirements import Options, Question, Target, requirements
from agent.factory.requirements.document import document
from agent.factory.verify import verify
from agent.game.bundled import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.game.blueprint import BlueprintEntity

DATA = load("base-2.0.77")
PACK = "space-science-pack"
SUPPLIED = frozenset({"satellite", "processing-unit", "low-density-structure", "rocket-fuel"})
HOUR = 60 * 60 * 60


@pytest.fixture(scope="module")
def silo() -> Block:
    """Compose a silo with its pad, all it takes from outside."""
    return space(90, SUPPLIED)


@cache
def space(per_min: int, supplied: frozenset[str]) -> Block:
    """Compose packs from what is supplied."""
    question = Question((Target(PACK, Fraction(per_min, 60)),), Options(supplied=supplied))
    return compose(read_wanted(json.dumps(document(requirements(question, DATA)))), DATA, "space")


def test_a_silo_with_satellites_and_a_pad_gives_packs(silo: Block) -> None:
    """Ten of each ingredient a part, a hundred parts and 2434 ticks a rocket: 3 s a part, 1000 packs in 340.6 s."""
    verdict = verify(silo.blueprint, DATA, silo.expectation, HOUR)
    (rate,) = verdict.rates
    assert verdict.errors == ()
    assert verdict.not_modelled == ()
    assert 90 <= rate.simulated_per_min <= rate.bound_per_min <= 1000 * 60 / (100 * 3 + 2434 / 60)


@pytest.mark.parametrize("minutes", [20, 40])
def test_packs_are_counted_from_rocket_to_rocket(minutes: int) -> None:
    """Rocket fuel gathers while a rocket flies: where a count begins and ends would tell a few per cent too much."""
    found = space(90, SUPPLIED - {"rocket-fuel"} | {"solid-fuel", "light-oil"})
    (rate,) = verify(found.blueprint, DATA, found.expectation, minutes * 3600).rates
    assert rate.simulated_per_min == pytest.approx(rate.bound_per_min, rel=0.005)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda entity: None if entity.name == "cargo-landing-pad" else entity, "rate-impossible"),
        (lambda entity: replace(entity, settings={}) if entity.name == "rocket-silo" else entity, "rate-impossible"),
        (lambda entity: None if entity.name == "long-handed-inserter" and entity.y > 10 else entity, "not-fed"),
    ],
    ids=["no pad", "not by itself", "no satellites"],
)
def test_a_rocket_that_cannot_bring_anything_back_is_found(
    silo: Block, change: Callable[[BlueprintEntity], BlueprintEntity | None], code: str
) -> None:
    entities = tuple(found for entity in silo.blueprint.entities if (found := change(entity)) is not None)
    verdict = verify(replace(silo.blueprint, entities=entities, wires=()), DATA, silo.expectation, HOUR // 60)
    assert code in {fault.code for fault in verdict.errors}
