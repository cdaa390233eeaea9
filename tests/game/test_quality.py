"""Expected parts: wiki «Quality», «Quality modules»: 2.5 % a module 3, and a tenth of the chance for each step more."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.game.bundled import load
from agent.game.gamedata import GameData
from agent.game.quality import item_of, named, outcomes

SETS = [load("space-age-2.0.77"), load("space-age-2.1.20")]


@pytest.mark.parametrize("data", SETS)
def test_four_modules_give_a_tenth_of_better_things_and_a_tenth_of_those_better_still(data: GameData) -> None:
    effect = (data.items["quality-module-3"].effect or {})["quality"] * 4
    assert outcomes("normal", effect, data) == {
        "normal": Fraction(9, 10),
        "uncommon": Fraction(9, 100),
        "rare": Fraction(9, 1000),
        "epic": Fraction(9, 10_000),
        "legendary": Fraction(1, 10_000),
    }


@given(st.sampled_from(SETS), st.sampled_from(["normal", "rare", "legendary"]), st.fractions(0, 30))
def test_parts_add_up_to_one_and_never_fall_below_the_quality_crafted_at(
    data: GameData, start: str, effect: Fraction
) -> None:
    parts = outcomes(start, effect, data)
    assert sum(parts.values()) == 1
    assert min(data.qualities[name].level for name in parts) >= data.qualities[start].level


def test_without_an_effect_and_without_better_qualities_nothing_changes() -> None:
    assert outcomes("rare", Fraction(0), SETS[0]) == {"rare": 1}
    assert outcomes("normal", Fraction(1), load("base-2.1.20")) == {"normal": 1}


def test_a_key_names_item_and_quality() -> None:
    assert (named("pipe"), named("pipe", "rare"), item_of("pipe@rare")) == ("pipe", "pipe@rare", "pipe")
