"""The exact solver: linear systems and linear programmes in fractions."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.factory.requirements.programme import InfeasibleError, Programme, UnboundedError
from agent.factory.requirements.sparse import SingularError, solve

numbers = st.fractions(min_value=-20, max_value=20, max_denominator=12)


def systems(size: int) -> st.SearchStrategy[tuple[list[list[Fraction]], list[Fraction]]]:
    row = st.lists(numbers, min_size=size, max_size=size)
    return st.tuples(st.lists(row, min_size=size, max_size=size), row)


@given(st.integers(1, 6).flatmap(systems))
def test_a_solution_satisfies_every_row_exactly(system: tuple[list[list[Fraction]], list[Fraction]]) -> None:
    matrix, sides = system
    rows = [{column: value for column, value in enumerate(row) if value} for row in matrix]
    try:
        found = [values[0] for values in solve(rows, [[side] for side in sides])]
    except SingularError:
        return
    for row, side in zip(matrix, sides, strict=True):
        assert sum((value * x for value, x in zip(row, found, strict=True)), Fraction(0)) == side


def test_rows_that_depend_on_each_other_are_refused() -> None:
    one, two = Fraction(1), Fraction(2)
    with pytest.raises(SingularError):
        solve([{0: one, 1: two}, {0: two, 1: two * 2}], [[one], [one]])


def _programme(*costs: tuple[int, ...]) -> Programme:
    """Make x + y + … = 3 with a column for each cost."""
    programme = Programme(len(costs[0]))
    row = programme.row(Fraction(3))
    for cost in costs:
        programme.column({row: Fraction(1)}, *map(Fraction, cost))
    return programme


def test_the_cheapest_column_is_taken() -> None:
    assert _programme((2,), (1,), (3,)).solve() == [0, 3, 0]


def test_equal_first_costs_are_decided_by_the_second() -> None:
    assert _programme((1, 5), (1, 4), (2, 0)).solve() == [0, 3, 0]


def test_a_second_cost_never_outweighs_a_first_one_however_large() -> None:
    assert _programme((1, 10**9), (2, 0)).solve() == [3, 0]


def test_differences_below_floating_point_still_decide() -> None:
    programme = Programme(1)
    row = programme.row(Fraction(1))
    programme.column({row: Fraction(1)}, Fraction(1) + Fraction(1, 10**30))
    programme.column({row: Fraction(1)}, Fraction(1))
    assert programme.solve() == [0, 1]


def test_what_cannot_be_is_infeasible() -> None:
    programme = Programme(1)
    programme.column({programme.row(Fraction(-1)): Fraction(1)}, Fraction(1))
    with pytest.raises(InfeasibleError):
        programme.solve()


def test_a_cost_that_falls_for_ever_is_unbounded() -> None:
    programme = Programme(1)
    row = programme.row(Fraction(0))
    programme.column({row: Fraction(1)}, Fraction(-1))
    programme.column({row: Fraction(-1)})
    with pytest.raises(UnboundedError):
        programme.solve()


@given(st.lists(st.integers(1, 40), min_size=2, max_size=6), st.lists(st.integers(0, 30), min_size=2, max_size=6))
def test_a_knapsack_of_ratios_goes_to_the_best_one(gains: list[int], costs: list[int]) -> None:
    """One row, any number of columns: the optimum is the best single ratio, known without any solver."""
    size = min(len(gains), len(costs))
    programme = Programme(1)
    row = programme.row(Fraction(7))
    for gain, cost in zip(gains[:size], costs[:size], strict=True):
        programme.column({row: Fraction(gain)}, Fraction(cost))
    found = programme.solve()
    total = sum((x * cost for x, cost in zip(found, costs[:size], strict=True)), Fraction(0))
    assert total == min(Fraction(7 * cost, gain) for gain, cost in zip(gains[:size], costs[:size], strict=True))
