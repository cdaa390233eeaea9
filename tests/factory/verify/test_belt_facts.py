"""Belts, splitters, undergrounds and inserters do in the simulation what published tables say.

Sources: wiki, Transport belts/Physics (15, 30, 45, 60 items/s), Belt transport system (side-loading, undergrounds),
Splitters; inserters: the wiki's table as FactorioLab publishes it (chest to chest and chest to belt).
"""

import pytest

from agent.factory.verify import Expectation, Feed
from agent.factory.verify.verdict import Lane
from tests.factory.verify.grounds import E, Ground, N, S, simulated

TIERS = {"transport-belt": 15, "fast-transport-belt": 30, "express-transport-belt": 45, "turbo-transport-belt": 60}


def plates(*tiles: tuple[int, int], lane: str = "both") -> tuple[Feed, ...]:
    return tuple(Feed("iron-plate", tile, lane) for tile in tiles)  # type: ignore[arg-type]


@pytest.mark.parametrize(("belt", "items_per_s"), TIERS.items())
@pytest.mark.parametrize("lane", ["both", "left", "right"])
def test_a_full_belt_carries_what_the_table_says_and_a_lane_half_of_it(belt: str, items_per_s: int, lane: str) -> None:
    ground = Ground()
    ground.belts(0, 0, E, 12, belt)
    left = simulated(ground, plates((0, 0), lane=lane), ((11, 0),))
    assert left["iron-plate"] == pytest.approx(items_per_s / (1 if lane == "both" else 2), rel=0.005)


def test_a_curve_keeps_both_lanes() -> None:
    ground = Ground()
    ground.belts(0, 0, E, 4)
    ground.belts(4, 0, S, 5)
    assert simulated(ground, plates((0, 0)), ((4, 4),))["iron-plate"] == pytest.approx(15, rel=0.005)


def test_a_belt_from_the_side_fills_one_lane() -> None:
    ground = Ground()
    ground.belts(0, 0, E, 4)
    ground.belts(4, 1, N, 6)
    assert simulated(ground, plates((0, 0)), ((4, -4),))["iron-plate"] == pytest.approx(7.5, rel=0.01)


def test_two_belts_from_both_sides_fill_both_lanes() -> None:
    ground = Ground()
    ground.belts(0, 0, E, 4)
    ground.belts(8, 0, 12, 4)
    ground.belts(4, 0, N, 6)
    assert simulated(ground, plates((0, 0), (8, 0)), ((4, -5),))["iron-plate"] == pytest.approx(15, rel=0.01)


SIDE = [("input", "left", False), ("input", "right", True), ("output", "left", True), ("output", "right", False)]


@pytest.mark.parametrize(("end", "lane", "passes"), SIDE)
def test_an_underground_lets_half_of_a_belt_from_the_side_pass(end: str, lane: Lane, passes: bool) -> None:
    """Coming from the west onto a belt that runs north, the left lane meets the front half of the tile."""
    ground = Ground()
    ground.belts(0, 0, E, 3)
    ground.put("underground-belt", 3, 0 if end == "input" else 3, N, end="input")
    ground.put("underground-belt", 3, -3 if end == "input" else 0, N, end="output")
    ground.belts(3, -4 if end == "input" else -1, N, 3)
    outlet = (3, -6 if end == "input" else -3)
    left = simulated(ground, plates((0, 0), lane=lane), (outlet,))
    assert left.get("iron-plate", 0) == pytest.approx(7.5 if passes else 0, rel=0.01)


def splitter(**settings: object) -> Ground:
    ground = Ground()
    ground.belts(0, 0, E, 3)
    ground.put("splitter", 3, 0, E, settings=settings)
    ground.belts(4, 0, E, 4)
    ground.belts(4, 1, E, 4)
    return ground


def test_a_splitter_halves_a_belt() -> None:
    assert simulated(splitter(), plates((0, 0)), ((7, 0),), more=((7, 1),))["iron-plate"] == pytest.approx(15, rel=0.01)
    first = simulated(splitter(), plates((0, 0)), ((7, 0),), apart=((7, 1),))
    assert first["iron-plate"] == pytest.approx(7.5, rel=0.01)


def test_a_splitter_sends_all_to_the_open_side_when_the_other_is_full() -> None:
    assert simulated(splitter(), plates((0, 0)), ((7, 0),))["iron-plate"] == pytest.approx(15, rel=0.01)


@pytest.mark.parametrize(("side", "share"), [("left", 15), ("right", 0)])
def test_a_splitter_prefers_its_output_side(side: str, share: float) -> None:
    """Running east, the left side is the northern one."""
    left = simulated(splitter(output_priority=side), plates((0, 0)), ((7, 0),), apart=((7, 1),))
    assert left.get("iron-plate", 0) == pytest.approx(share, rel=0.01)


def test_a_splitter_filters_to_its_side() -> None:
    ground = splitter(output_priority="left", filter={"name": "coal"})
    feeds = (*plates((0, 0), lane="left"), Feed("coal", (0, 0), "right"))
    left = simulated(ground, feeds, ((7, 0),), apart=((7, 1),))
    assert left == {"coal": pytest.approx(7.5, rel=0.01)}


def test_a_splitter_joins_two_belts_into_a_faster_one() -> None:
    ground = Ground()
    ground.belts(0, 0, E, 3)
    ground.belts(0, 1, E, 3)
    ground.put("fast-splitter", 3, 0, E)
    ground.belts(4, 0, E, 4, "fast-transport-belt")
    assert simulated(ground, plates((0, 0), (0, 1)), ((7, 0),))["iron-plate"] == pytest.approx(30, rel=0.01)


@pytest.mark.parametrize("tier", ["", "fast-", "express-", "turbo-"])
def test_undergrounds_reach_as_far_as_the_game_says(tier: str) -> None:
    """wiki, Underground belts: 4, 6, 8 and 10 tiles between the ends (Space Age: turbo)."""
    between = {"": 4, "fast-": 6, "express-": 8, "turbo-": 10}[tier]
    for gap in (between, between + 1):
        ground = Ground()
        ground.belts(0, 0, E, 2, f"{tier}transport-belt")
        ground.put(f"{tier}underground-belt", 2, 0, E, end="input")
        ground.put(f"{tier}underground-belt", 3 + gap, 0, E, end="output")
        ground.belts(4 + gap, 0, E, 2, f"{tier}transport-belt")
        codes = {fault.code for fault in ground.judge(Expectation(feeds=plates((0, 0)))).errors}
        assert ("underground-far" in codes) is (gap > between)
        if gap == between:
            full = TIERS[f"{tier}transport-belt"]
            left = simulated(ground, plates((0, 0)), ((5 + gap, 0),))
            assert left["iron-plate"] == pytest.approx(full, rel=0.01)


TO_CHEST = {
    ("inserter", 0): 0.83, ("long-handed-inserter", 0): 1.2, ("fast-inserter", 0): 2.31,
    ("inserter", 1): 1.67, ("long-handed-inserter", 1): 2.4, ("fast-inserter", 1): 4.62, ("bulk-inserter", 1): 4.62,
    ("inserter", 2): 2.5, ("long-handed-inserter", 2): 3.6, ("fast-inserter", 2): 6.92,
    ("bulk-inserter", 3): 9.23, ("bulk-inserter", 11): 27.69,
}  # fmt: skip
TO_BELT = {
    "transport-belt": {
        ("inserter", 0): 0.83, ("long-handed-inserter", 0): 1.2, ("fast-inserter", 0): 2.31,
        ("inserter", 1): 1.64, ("long-handed-inserter", 1): 2.35, ("fast-inserter", 1): 4.44,
        ("inserter", 2): 2.25, ("long-handed-inserter", 2): 3.1, ("fast-inserter", 2): 5.29,
        ("bulk-inserter", 1): 4.44, ("bulk-inserter", 3): 5.71, ("bulk-inserter", 11): 6.79,
    },
    "fast-transport-belt": {
        ("fast-inserter", 1): 4.44, ("inserter", 2): 2.37, ("long-handed-inserter", 2): 3.33, ("fast-inserter", 2): 6,
        ("bulk-inserter", 1): 4.44, ("bulk-inserter", 3): 7.06, ("bulk-inserter", 11): 10.91,
    },
    "express-transport-belt": {
        ("fast-inserter", 1): 4.44, ("inserter", 2): 2.43, ("long-handed-inserter", 2): 3.46,
        ("fast-inserter", 2): 6.43, ("bulk-inserter", 1): 4.44, ("bulk-inserter", 3): 7.74,
        ("bulk-inserter", 11): 13.85,
    },
}  # fmt: skip


def arm(name: str, *, target: str, source: str = "steel-chest") -> tuple[Ground, tuple[Feed, ...], tuple[int, int]]:
    """Put an inserter between two things, chest or belt, far enough apart for its reach."""
    reach = 2 if name == "long-handed-inserter" else 1
    ground = Ground()
    feed = (-1, 0)
    if source == "steel-chest":
        ground.put(source, -1, 0)
    else:
        ground.belts(-1, 8, N, 12, source)
        feed = (-1, 8)
    ground.put(name, -1 + reach, 0, 12)
    if target == "steel-chest":
        ground.put(target, -1 + 2 * reach, 0)
    else:
        ground.belts(-1 + 2 * reach, 2, N, 6, target)
    return ground, plates(feed), (-1 + 2 * reach, -3)


@pytest.mark.parametrize(("which", "items_per_s"), TO_CHEST.items())
def test_inserters_between_chests_follow_the_table(which: tuple[str, int], items_per_s: float) -> None:
    ground, feeds, _ = arm(which[0], target="steel-chest")
    left = simulated(ground, feeds, (), bonus=which[1])
    assert left["iron-plate"] == pytest.approx(items_per_s, rel=0.05)


@pytest.mark.parametrize(("belt", "which", "rate"), [(b, w, r) for b, rows in TO_BELT.items() for w, r in rows.items()])
def test_inserters_from_chest_to_belt_follow_the_table(belt: str, which: tuple[str, int], rate: float) -> None:
    ground, feeds, outlet = arm(which[0], target=belt)
    left = simulated(ground, feeds, (outlet,), bonus=which[1])
    assert left["iron-plate"] == pytest.approx(rate, rel=0.05)


@pytest.mark.parametrize("belt", TO_BELT)
@pytest.mark.parametrize("name", ["inserter", "long-handed-inserter", "fast-inserter"])
def test_inserters_from_a_full_belt_to_a_chest_take_as_between_chests(belt: str, name: str) -> None:
    """wiki, Inserters: hands of one item lose nothing at a full belt."""
    ground, feeds, _ = arm(name, target="steel-chest", source=belt)
    left = simulated(ground, feeds, ())
    assert left["iron-plate"] == pytest.approx(TO_CHEST[name, 0], rel=0.05)


def test_the_simulation_gives_the_same_answer_twice() -> None:
    ground, feeds, outlet = arm("fast-inserter", target="transport-belt")
    assert simulated(ground, feeds, (outlet,)) == simulated(ground, feeds, (outlet,))
