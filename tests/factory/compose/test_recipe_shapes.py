"""Recipes that no plain row serves: five and six ingredients, several products; what four belts cannot, is refused."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from agent.errors import GameDataError
from agent.factory.compose import Limits, compose
from agent.factory.compose.wanted import read_wanted
from agent.factory.requirements import Options, Question, Target, requirements
from agent.factory.requirements.document import document
from agent.factory.verify import verify
from agent.game.bundled import load
from tests.factory.compose.shapes import shaped

DATA = load("base-2.0.77")
PARTS = ("iron-plate", "copper-plate", "steel-plate", "stone-brick", "plastic-bar", "battery", "sulfur")
HALF_HOUR = 60 * 60 * 30


@pytest.mark.parametrize("count", [5, 6])
@pytest.mark.parametrize("algorithm", ["greedy", "optimal"])
def test_five_and_six_ingredients_share_belts_lane_by_lane(count: int, algorithm: str) -> None:
    wanted, data = shaped({"thing": PARTS[:count]}, ("thing",), DATA)
    limits = Limits(algorithm="optimal" if algorithm == "optimal" else "greedy")
    found = compose(wanted, data, "thing", limits)
    assert sorted(edge.item for edge in found.inputs) == sorted(PARTS[:count])
    assert verify(found.blueprint, data, found.expectation, HALF_HOUR).errors == ()


def test_seven_ingredients_are_more_than_four_belts_carry_beside_the_product() -> None:
    wanted, data = shaped({"thing": PARTS}, ("thing",), DATA)
    with pytest.raises(GameDataError) as refused:
        compose(wanted, data, "thing")
    assert refused.value.code == "compose-products"


def test_one_with_six_ingredients_is_supplied_by_others() -> None:
    wanted, data = shaped({"part": ("iron-plate",), "thing": ("part", *PARTS[1:6])}, ("thing",), DATA)
    found = compose(wanted, data, "thing")
    assert [one.item for one in found.inner] == ["part"]
    assert verify(found.blueprint, data, found.expectation, HALF_HOUR).errors == ()


def test_both_products_of_uranium_leave_on_belts_of_their_own() -> None:
    """Ten ore give 0.993 uranium-238 and 0.007 uranium-235 (wiki: Uranium processing)."""
    question = Question((Target("uranium-238", Fraction(1, 4)),), Options(supplied=frozenset({"uranium-ore"})))
    found = compose(read_wanted(json.dumps(document(requirements(question, DATA)))), DATA, "uranium")
    rates = {edge.item: edge.per_min for edge in found.outputs}
    assert rates["uranium-238"] == 15
    assert rates["uranium-235"] == Fraction(15) * 7 / 993
    assert len({edge.tile for edge in found.outputs}) == 2
    assert verify(found.blueprint, DATA, found.expectation, HALF_HOUR).errors == ()
    sieves = {
        entity.settings["filters"][0]["name"] for entity in found.blueprint.entities if "filters" in entity.settings
    }
    assert sieves == {"uranium-238", "uranium-235"}
