"""Roboports in a block: all of it in their construction areas, one network, powered.

Radii and distances are those of the game's data: construction 55 tiles, logistic 25 (wiki: Roboport).
"""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from agent.errors import GameDataError
from agent.factory.compose import Block, Limits, compose
from agent.factory.compose.wanted import read_wanted
from agent.factory.requirements import Options, Question, Target, requirements
from agent.factory.requirements.document import document
from agent.factory.verify import verify
from agent.game.bundled import load
from tests.factory.compose.shapes import chain, shaped

DATA = load("base-2.0.77")
CONSTRUCTION, LOGISTIC, HALF = 55, 25, 2


def centres(block: Block) -> list[tuple[int, int]]:
    return [(x + HALF, y + HALF) for x, y in block.roboports]


def uncovered(block: Block) -> list[str]:
    """Name what no robot reaches."""
    return [
        entity.name
        for entity in block.blueprint.entities
        if not any(abs(entity.x - x) <= CONSTRUCTION and abs(entity.y - y) <= CONSTRUCTION for x, y in centres(block))
    ]


def test_a_small_block_has_one_and_works() -> None:
    question = Question((Target("iron-gear-wheel", Fraction(1)),), Options(supplied=frozenset({"iron-plate"})))
    wanted = read_wanted(json.dumps(document(requirements(question, DATA))))
    found = compose(wanted, DATA, "gears", Limits(roboports=True))
    assert len(found.roboports) == 1
    assert uncovered(found) == []
    verdict = verify(found.blueprint, DATA, found.expectation)
    assert verdict.errors == ()
    assert "roboport" in {str(unseen) for unseen in verdict.not_modelled}


def test_a_long_block_has_a_chain_of_them_in_one_network() -> None:
    links = chain(12)
    wanted, data = shaped(links, ("link-11",), DATA)
    found = compose(wanted, data, "chain", Limits(roboports=True))
    assert found.box[2] > 2 * CONSTRUCTION
    assert len(found.roboports) > 1
    assert uncovered(found) == []
    first, *others = centres(found)
    joined, left = [first], set(others)
    while near := {b for b in left for a in joined if max(abs(a[0] - b[0]), abs(a[1] - b[1])) <= 2 * LOGISTIC}:
        joined += sorted(near)
        left -= near
    assert not left
    assert verify(found.blueprint, data, found.expectation).errors == ()


def test_what_is_not_researched_is_not_built() -> None:
    wanted, data = shaped(chain(1), ("link-0",), DATA)
    known = {name for name in data.technologies if "robotics" not in name}
    with pytest.raises(GameDataError) as refused:
        compose(wanted, data, "chain", Limits(researched=known, roboports=True))
    assert refused.value.code == "compose-locked"
    assert refused.value.params["thing"] == "roboport"
