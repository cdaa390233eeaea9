"""Inserters move what the published tables say (wiki: Inserters, «Chest to chest», 2.0)."""

from fractions import Fraction

import pytest

from agent.game import bundled, inserting
from agent.game.prototypes import Inserter

DATA = bundled.load("base-2.0.77")


@pytest.mark.parametrize(
    ("name", "items_per_s"), [("inserter", 0.857), ("long-handed-inserter", 1.20), ("fast-inserter", 2.5)]
)
def test_throughput_from_chest_to_chest(name: str, items_per_s: float) -> None:
    found = inserting.items_per_s(DATA.entity(name, Inserter))
    assert float(found) == pytest.approx(items_per_s, abs=0.005)


def test_a_hand_of_several_waits_for_the_belt() -> None:
    bulk = DATA.entity("bulk-inserter", Inserter)
    free = inserting.items_per_s(bulk, hand=12)
    assert float(free) == pytest.approx(30, abs=0.05)  # wiki: bulk inserter at stack size 12, chest to chest
    assert inserting.items_per_s(bulk, hand=12, belt_speed=Fraction(1, 32)) < free


def test_hands_grow_with_research() -> None:
    inserter, bulk = DATA.entity("inserter", Inserter), DATA.entity("bulk-inserter", Inserter)
    assert inserting.hand_size(inserter) == 1
    assert inserting.hand_size(inserter, stack_bonus=2, bulk_bonus=11) == 3
    assert inserting.hand_size(bulk, stack_bonus=2, bulk_bonus=11) == 12


@pytest.mark.parametrize(
    ("direction", "pickup", "drop"),
    [(0, (0, -1), (0, 1.2)), (4, (1, 0), (-1.2, 0)), (8, (0, 1), (0, -1.2)), (12, (-1, 0), (1.2, 0))],
)
def test_an_inserter_takes_from_where_it_points(
    direction: int, pickup: tuple[float, float], drop: tuple[float, float]
) -> None:
    # InserterPrototype.pickup_position and insert_position, given for north
    assert inserting.ends(DATA.entity("inserter", Inserter), 0, 0, direction) == (pickup, drop)
