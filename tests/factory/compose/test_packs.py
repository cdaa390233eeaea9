"""Science packs from plates, stone, coal, water and crude oil: joined, fed, powered, aligned and sound."""

from fractions import Fraction

import pytest

from agent.factory.compose.composer import Algorithm
from agent.game.bundled import load
from tests.factory.compose.run_packs import ALGORITHMS, PACKS, RATES, order

DATA = load("base-2.0.77")
EVERY_RUN: tuple[tuple[str, int, Algorithm], ...] = (
    ("automation-science-pack", 90, "optimal"),
    ("logistic-science-pack", 45, "greedy"),
    ("military-science-pack", 90, "optimal"),
)
"""A tenth of the table."""


def holds(item: str, per_min: int, algorithm: Algorithm) -> None:
    """Check one line of the table."""
    row = order(item, per_min, algorithm, DATA)
    assert row.verdict.errors == ()
    assert row.joined == row.fed == row.powered == 1
    assert row.block.bound is not None
    assert row.block.alignment >= min(Fraction(95, 100), row.block.bound)
    assert row.simulated_per_min >= per_min * 0.99
    if row.verdict.steady:  # else more may leave than can go on, of what lay on belts when the slowest had begun
        assert row.simulated_per_min <= row.bound_per_min * 1.001


@pytest.mark.parametrize(("item", "per_min", "algorithm"), EVERY_RUN)
def test_a_science_pack_holds_before_the_judge(item: str, per_min: int, algorithm: Algorithm) -> None:
    holds(item, per_min, algorithm)


@pytest.mark.slow
@pytest.mark.timeout(600)  # an hour of two hundred machines is a minute of one processor, more where others work too
@pytest.mark.parametrize("algorithm", ALGORITHMS)
@pytest.mark.parametrize("per_min", RATES)
@pytest.mark.parametrize("item", PACKS)
def test_every_science_pack_holds_before_the_judge(item: str, per_min: int, algorithm: Algorithm) -> None:
    holds(item, per_min, algorithm)
