"""Waves: figures from the wiki (Enemies: spawn weights by evolution, pollution a unit costs; Pollution: groups)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from agent.analysis.combat.waves import kinds, taken_up_per_min, wave
from agent.contract import GroupRules, MapRules, PollutionRules, Snapshot
from agent.game import bundled
from agent.game.combat import Spawner
from tests.analysis.kit import snapshot

DATA = bundled.load("base-2.0.77")
STILL = Fraction(0)


def spawner(name: str = "biter-spawner") -> Spawner:
    found = DATA.enemies[name]
    assert isinstance(found, Spawner)
    return found


@pytest.mark.parametrize(
    ("evolution", "shares"),
    [
        # Wiki, Enemies, spawn chances of a biter spawner. Weights at 0.2: small 0.2, medium 0; at 0.5: small 0.05,
        # medium 0.225, big 0; at 0.9: medium 0.1, big 0.32, behemoth 0.
        ("0.2", {"small-biter": "1"}),
        ("0.5", {"small-biter": "2/11", "medium-biter": "9/11"}),
        ("0.9", {"medium-biter": "5/21", "big-biter": "16/21"}),
    ],
)
def test_who_comes_by_evolution(evolution: str, shares: dict[str, str]) -> None:
    assert kinds([spawner()], Fraction(evolution)) == {unit: Fraction(share) for unit, share in shares.items()}


@pytest.mark.parametrize(
    ("evolution", "size"),
    [
        # 100 a minute for ten minutes; wiki, Pollution: small 4, medium 20, big 80.
        ("0.2", 200),  # 250, but a group has two hundred at most
        ("0.5", 1000 / (2 / 11 * 4 + 9 / 11 * 20)),
        ("0.9", 1000 / (5 / 21 * 20 + 16 / 21 * 80)),
    ],
)
def test_wave_sizes_by_evolution(evolution: str, size: float) -> None:
    coming = wave(Fraction(100), kinds([spawner()], Fraction(evolution)), DATA)
    assert float(coming.size) == pytest.approx(size)
    assert coming.minutes == 10


def test_the_map_may_make_attacks_dearer_and_groups_smaller() -> None:
    small = {"small-biter": Fraction(1)}
    plain = wave(Fraction(40), small, DATA, rules=MapRules(), minutes=Fraction(1))
    assert plain.size == 10, "40 buys ten of 4"
    dear = MapRules(PollutionRules(attack_cost_modifier=2.0), groups=GroupRules(max_unit_group_size=3))
    assert wave(Fraction(20), small, DATA, rules=dear, minutes=Fraction(1)).size == Fraction(5, 2)
    assert wave(Fraction(40), small, DATA, rules=dear, minutes=Fraction(1)).size == 3


def nest_with(amount: float, around: float, nests: int = 1) -> Snapshot:
    chunks = [{"x": 0, "y": 0, "amount": amount}]
    chunks += [{"x": x, "y": y, "amount": around} for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1))]
    enemies = [{"name": "biter-spawner", "type": "unit-spawner", "x": 4.0 + n, "y": 4.0} for n in range(nests)]
    return Snapshot.model_validate({**snapshot([]).model_dump(), "pollution": chunks, "enemies": enemies}, strict=False)


def test_a_nest_gets_what_flows_in() -> None:
    """Four neighbours of 50 give 2 % every 64 ticks: 4 × 1 × 56.25 a minute, and the 10 that are there."""
    assert taken_up_per_min(nest_with(10, 50, nests=9), DATA, STILL) == {(0, 0): Fraction(235)}


def test_neighbours_below_fifteen_give_nothing() -> None:
    assert taken_up_per_min(nest_with(0, 14), DATA, STILL) == {(0, 0): 0}


def test_a_nest_takes_no_more_than_it_spends() -> None:
    """Wiki, Enemies: one every 360 ticks at evolution 0, a small biter of 4; at 0.5 every 255 ticks, 17.1 each."""
    thick = nest_with(0, 100_000)
    assert taken_up_per_min(thick, DATA, STILL) == {(0, 0): 40}
    assert taken_up_per_min(nest_with(0, 100_000, nests=3), DATA, STILL) == {(0, 0): 120}
    half = taken_up_per_min(thick, DATA, Fraction(1, 2))[0, 0]
    assert float(half) == pytest.approx(3600 / 255 * (2 * 4 + 9 * 20) / 11)


def test_dear_attacks_let_a_nest_take_more() -> None:
    """Where attacks cost twice as much it spends twice as much for as many."""
    dear = nest_with(0, 100_000).model_copy(update={"rules": MapRules(PollutionRules(attack_cost_modifier=2.0))})
    assert taken_up_per_min(dear, DATA, STILL) == {(0, 0): 80}
