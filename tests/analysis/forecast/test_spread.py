"""Spreading and taking up, by the rules and tables of the wiki (Pollution, Enemies)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.analysis.combat.waves import spend_per_min
from agent.analysis.forecast.spread import STEP_TICKS, diffused, lay_out, look_ahead
from agent.game.combat import Spawner
from tests.analysis.forecast.kit import BASE, SPACE, land, nest, taken

if TYPE_CHECKING:
    from agent.analysis.forecast.spread import Ground, Nests, Outlook
    from agent.contract import Snapshot
    from agent.game.gamedata import GameData

PLENTY = Fraction(10**9)
STEP = Fraction(STEP_TICKS, 3600)


def ground_of(here: Snapshot, source: float = 0.0, elsewhere: float = 0.0) -> Ground:
    emitted = {(0, 0): Fraction(source)} if source else {}
    ground = lay_out(here, BASE, "pollution", emitted, Fraction(elsewhere))
    assert ground is not None
    return ground


def ahead(ground: Ground, *moments: int, spends: Fraction = PLENTY) -> Outlook:
    def same(_nests: Nests, _minute: int) -> Fraction:
        return spends

    return look_ahead(ground, moments or (0, 60), same, "pollution")


def test_the_wikis_example() -> None:
    """400 among four of 100: it gives 8 to each and gets 2 back from each, so it loses 24."""
    field = np.zeros((7, 7))
    field[3, 3] = 400
    for cell in ((2, 3), (4, 3), (3, 2), (3, 4)):
        field[cell] = 100
    after = diffused(field, 0.02, 15)
    assert after[3, 3] == pytest.approx(400 - 24)
    assert after[2, 3] == pytest.approx(100 + 8 - 4 * 2)
    assert after[1, 3] == pytest.approx(2)


def test_it_spreads_from_fifteen_on() -> None:
    field = np.zeros((3, 3))
    field[1, 1] = 14.9
    assert diffused(field, 0.02, 15)[1, 1] == 14.9
    field[1, 1] = 15
    assert diffused(field, 0.02, 15)[1, 1] == pytest.approx(15 * 0.92)


@given(
    st.lists(st.floats(0, 5000), min_size=9, max_size=9),
    st.floats(0, 0.25),
    st.floats(0, 100),
)
@settings(max_examples=50, deadline=None)
def test_spreading_moves_pollution_and_makes_none(amounts: list[float], ratio: float, least: float) -> None:
    field = np.zeros((5, 5))
    field[1:4, 1:4] = np.array(amounts).reshape(3, 3)
    after = diffused(field, ratio, least)
    assert after.sum() == pytest.approx(field.sum())
    assert after.min() >= -1e-9


@pytest.mark.parametrize(
    ("tile", "per_min"), [("grass-1", 1.10592), ("water", 1.536), ("red-desert-0", 0.9216), ("stone-path", 0)]
)
def test_what_the_ground_of_a_chunk_takes_up(tile: str, per_min: float) -> None:
    held = {(0, 0): 500.0}
    by_ground, by_trees = ground_of(taken(chunks=land(1, tile, held=held))).absorbed
    assert float(by_ground) == pytest.approx(per_min, abs=1e-5)
    assert by_trees == 0


def test_what_trees_take_up_and_what_the_map_may_change() -> None:
    """A tree in full leaf takes 0.001 a second; the absorption modifier acts on the ground."""
    half = taken(chunks=land(1, "grass-1", trees=100, held={(0, 0): 500.0}), rules={"pollution": {"ageing": 0.5}})
    by_ground, by_trees = ground_of(half).absorbed
    assert float(by_trees) == pytest.approx(6, abs=1e-5)
    assert float(by_ground) == pytest.approx(1.10592 / 2, abs=1e-5)


def test_no_more_is_taken_up_than_is_there() -> None:
    by_ground, by_trees = ground_of(taken(chunks=land(1, "grass-1", trees=100, held={(0, 0): 0.05}))).absorbed
    assert float(by_ground + by_trees) == pytest.approx(0.05 * 3600 / 64, rel=1e-4)


def test_unknown_tiles_leave_the_mean_of_the_known() -> None:
    chunks = [
        *land(1, "grass-1", held={(0, 0): 500.0}),
        {"x": 2, "y": 0, "amount": 500.0, "tiles": {"lava-of-a-mod": 4}},
    ]
    by_ground, _ = ground_of(taken(chunks=chunks)).absorbed
    assert float(by_ground) == pytest.approx(2 * 1.10592, abs=1e-4)


def test_a_nest_beside_the_source_is_reached_when_the_source_holds_fifteen() -> None:
    """100 a minute are 1.78 a step: 15 are there in the ninth step, on ground that takes up nothing."""
    ahead_of = ahead(ground_of(taken(enemies=nest((1, 0))), 100), 0, 5)
    assert ahead_of.reached == {(1, 0): 9 * STEP}


def test_farther_nests_are_reached_later() -> None:
    here = taken(enemies=[*nest((1, 0)), *nest((2, 0)), *nest((4, 0))])
    reached = ahead(ground_of(here, 400), 0, 60, spends=Fraction(4)).reached
    assert reached[1, 0] < reached[2, 0] < reached[4, 0]


def test_a_forest_keeps_pollution_away() -> None:
    """Ten drills emit 100 a minute; 400 trees a chunk take up 24 in each, so it dies out two chunks away."""
    bare, wooded = taken(enemies=nest((5, 0))), taken(enemies=nest((5, 0)), chunks=land(6, "grass-1", trees=400))
    assert ahead(ground_of(bare, 100), 0, 240, spends=Fraction(0)).reached
    assert not ahead(ground_of(wooded, 100), 0, 240, spends=Fraction(0)).reached


def test_a_nest_in_the_cloud_takes_twenty_and_a_hundredth_each_step() -> None:
    """Wiki, Pollution: 20 + 0.01 × the chunk's, every 64 ticks, while it can spend it."""
    held = dict.fromkeys([(x, y) for x in range(-6, 7) for y in range(-6, 7)], 100_000.0)
    outlook = ahead(ground_of(taken(enemies=nest((0, 0)), chunks=land(held=held))), 0)
    per_min = float(outlook.at(0).taken_per_min[0, 0])
    assert per_min == pytest.approx((20 + 1000) * 3600 / 64, rel=0.25)
    assert per_min < (20 + 1000) * 3600 / 64, "it falls as it is taken"


def test_a_nest_takes_no_more_than_it_spends() -> None:
    held = dict.fromkeys([(x, y) for x in range(-6, 7) for y in range(-6, 7)], 1000.0)
    outlook = ahead(ground_of(taken(enemies=nest((0, 0)), chunks=land(held=held))), 0, spends=Fraction(40))
    assert float(outlook.at(0).taken_per_min[0, 0]) == pytest.approx(40, rel=1e-4)


@pytest.mark.parametrize(
    ("evolution", "per_min"),
    [
        # Wiki, Enemies: a nest spawns every 360 ticks at evolution 0 and every 150 at 1, in between on a straight line;
        # after a big one three times as long. Prices 4, 20, 80; shares 2/11 and 9/11 at 0.5, 5/21 and 16/21 at 0.9.
        ("0", 3600 / 360 * 4),
        ("0.5", 3600 / 255 * (2 * 4 + 9 * 20) / 11),
        ("0.9", 3600 / (171 * (5 + 16 * 3) / 21) * (5 * 20 + 16 * 80) / 21),
    ],
)
def test_what_a_nest_can_spend(evolution: str, per_min: float) -> None:
    spawner = BASE.enemies["biter-spawner"]
    assert isinstance(spawner, Spawner)
    assert float(spend_per_min([spawner], Fraction(evolution), BASE, "pollution")) == pytest.approx(per_min)
    assert float(spend_per_min([spawner] * 3, Fraction(evolution), BASE, "pollution")) == pytest.approx(3 * per_min)


def test_nests_of_gleba_spend_spores_only() -> None:
    raft = SPACE.enemies["gleba-spawner"]
    assert isinstance(raft, Spawner)
    assert spend_per_min([raft], Fraction(0), SPACE, "pollution") == 0
    assert spend_per_min([raft], Fraction(0), SPACE, "spores") > 0


def test_sources_outside_hold_what_is_there_as_far_as_the_statistics_go() -> None:
    """A lone chunk of 150 gives 12 a step away: to hold it takes 675 a minute."""
    here = taken(chunks=land(held={(3, 0): 150.0}))
    assert float(ground_of(here, elsewhere=1000).outside_per_min) == pytest.approx(675, rel=1e-4)
    assert float(ground_of(here, elsewhere=100).outside_per_min) == pytest.approx(100, rel=1e-4)
    assert ground_of(here).outside_per_min == 0


def test_a_selected_chunk_has_no_hidden_source() -> None:
    area = {"left_top": {"x": 90, "y": -5}, "right_bottom": {"x": 130, "y": 35}}
    here = taken(chunks=land(held={(3, 0): 150.0}), area=area)
    assert ground_of(here, elsewhere=1000).outside_per_min == 0


def _cells(data: GameData) -> set[str]:
    return {tile.name for tile in data.tiles.values() if tile.absorptions_per_second}


def test_the_tiles_named_here_are_those_of_the_game() -> None:
    assert {"grass-1", "water", "red-desert-0"} <= _cells(BASE)
    assert "stone-path" not in _cells(BASE)
