"""Belts, splitters, undergrounds and inserters do in the simulation what published tables say.

Sources: wiki, Transport belts/Physics (15, 30, 45, 60 items/s), Belt transport system (side-loading, undergrounds),
Splitters; Inserters, «Inserter Throughput».
"""

from collections.abc import Mapping
from fractions import Fraction

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


BELTS = tuple(TIERS)
QUALITIES = ("normal", "uncommon", "rare", "epic", "legendary")
TO_CHEST = {
    ("burner-inserter", 0): (0.79, 1.03, 1.25, 1.5, 2.0),
    ("inserter", 0): (0.86, 1.11, 1.36, 1.67, 2.14),
    ("inserter", 1): (1.71, 2.22, 2.73, 3.33, 4.29),
    ("inserter", 2): (2.57, 3.33, 4.09, 5.0, 6.43),
    ("long-handed-inserter", 0): (1.2, 1.58, 2.0, 2.31, 3.33),
    ("long-handed-inserter", 2): (3.6, 4.74, 6.0, 6.92, 10.0),
    ("fast-inserter", 0): (2.5, 3.33, 4.29, 5.0, 7.5),
    ("fast-inserter", 1): (5.0, 6.67, 8.57, 10.0, 15.0),
    ("fast-inserter", 2): (7.5, 10.0, 12.86, 15.0, 22.5),
    ("bulk-inserter", 1): (5.0, 6.67, 8.57, 10.0, 15.0),
    ("bulk-inserter", 3): (10.0, 13.33, 17.14, 20.0, 30.0),
    ("bulk-inserter", 11): (30.0, 40.0, 51.43, 60.0, 90.0),
    ("stack-inserter", 1): (15.0, 20.0, 25.71, 30.0, 45.0),
    ("stack-inserter", 11): (40.0, 53.33, 68.57, 80.0, 120.0),
}
"""Items a second by quality (wiki: Inserters, «Chest to chest», 2.0; the burner's from «Chest to belt», one item).

The bonus is what research gives: hands of 1 + bonus, stack inserters 4 more.
"""
TO_BELT = {
    ("burner-inserter", 0): (0.78, 0.78, 0.78, 0.78), ("burner-inserter", 2): (2.15, 2.25, 2.3, 2.3),
    ("inserter", 0): (0.85, 0.85, 0.85, 0.85), ("inserter", 1): (1.7, 1.7, 1.7, 1.7),
    ("inserter", 2): (2.3, 2.45, 2.5, 2.5), ("inserter", 3): (2.8, 3.07, 3.2, 3.27),
    ("long-handed-inserter", 0): (1.2, 1.2, 1.2, 1.2), ("long-handed-inserter", 1): (2.33, 2.33, 2.33, 2.33),
    ("long-handed-inserter", 2): (3.1, 3.35, 3.45, 3.45), ("long-handed-inserter", 3): (3.65, 4.13, 4.33, 4.47),
    ("fast-inserter", 0): (2.5, 2.5, 2.5, 2.5), ("fast-inserter", 1): (4.8, 4.8, 4.8, 4.8),
    ("fast-inserter", 2): (5.62, 6.42, 6.9, 6.9), ("fast-inserter", 3): (6.0, 7.5, 8.27, 8.58),
    ("bulk-inserter", 1): (4.8, 4.8, 4.8, 4.8), ("bulk-inserter", 3): (6.0, 7.5, 8.27, 8.58),
    ("bulk-inserter", 11): (6.93, 11.23, 14.4, 16.4),
}  # fmt: skip
"""Items a second onto an empty belt, by its tier (wiki: Inserters, «Chest to belt», measured in 2.0)."""
FROM_BELT = {
    ("inserter", 0): ((0.88, 0.94), (0.88, 0.94), (0.88, 0.94)),
    ("inserter", 1): ((1.67, 1.74), (1.67, 1.74), (1.5, 1.74)),
    ("inserter", 2): ((2.37, 2.5), (2.25, 2.37), (2.33, 2.54)),
    ("long-handed-inserter", 0): ((1.18, 1.2), (1.18, 1.2), (1.2, 1.25)),
    ("long-handed-inserter", 1): ((2.2, 2.4), (2.31, 2.4), (2.4, 2.4)),
    ("long-handed-inserter", 2): ((3.21, 3.4), (3.21, 3.4), (3.4, 3.46)),
    ("fast-inserter", 0): ((2.5, 2.5), (2.31, 2.5), (2.5, 2.5)),
    ("fast-inserter", 1): ((4.5, 4.8), (4.29, 4.8), (4.8, 5.0)),
    ("fast-inserter", 2): ((6.43, 6.43), (6.0, 6.43), (6.43, 6.43)),
    ("bulk-inserter", 1): ((4.5, 4.8), (4.29, 4.8), (4.8, 5.0)),
    ("bulk-inserter", 3): ((7.5, 7.5), (7.5, 8.57), (8.0, 8.28)),
    ("bulk-inserter", 11): ((7.5, 7.5), (11.25, 13.09), (15.0, 15.32)),
}
"""Items a second off the full far lane of a belt, from its slower to its faster figure of moving and queued items.

wiki: Inserters, «Belt to chest (perpendicular)», measured in 1.1 with yellow, red and blue belts.
"""


def arm(
    name: str, *, target: str, source: str = "steel-chest", quality: str = "normal"
) -> tuple[Ground, tuple[Feed, ...], tuple[int, int]]:
    """Put an inserter between two things, chest or belt, far enough apart for its reach."""
    reach = 2 if name == "long-handed-inserter" else 1
    ground = Ground()
    feed = (-1, 0)
    if source == "steel-chest":
        ground.put(source, -1, 0)
    else:
        ground.belts(-1, 8, N, 12, source)
        feed = (-1, 8)
    ground.put(name, -1 + reach, 0, 12, quality=quality)
    if target == "steel-chest":
        ground.put(target, -1 + 2 * reach, 0)
    else:
        ground.belts(-1 + 2 * reach, 2, N, 6, target)
    return ground, plates(feed, lane="both" if source == "steel-chest" else "left"), (-1 + 2 * reach, -3)


@pytest.mark.parametrize("which", TO_CHEST)
@pytest.mark.parametrize("quality", QUALITIES)
def test_inserters_between_chests_follow_the_table(which: tuple[str, int], quality: str) -> None:
    ground, feeds, _ = arm(which[0], target="steel-chest", quality=quality)
    left = simulated(ground, feeds, (), bonus=which[1], ticks=3600)
    assert left["iron-plate"] == pytest.approx(TO_CHEST[which][QUALITIES.index(quality)], rel=0.05)


@pytest.mark.parametrize("which", TO_BELT)
@pytest.mark.parametrize("belt", BELTS)
def test_inserters_from_chest_to_belt_follow_the_table(belt: str, which: tuple[str, int]) -> None:
    ground, feeds, outlet = arm(which[0], target=belt)
    left = simulated(ground, feeds, (outlet,), bonus=which[1], ticks=3600)
    assert left["iron-plate"] == pytest.approx(TO_BELT[which][BELTS.index(belt)], rel=0.05)


@pytest.mark.parametrize("which", FROM_BELT)
@pytest.mark.parametrize("belt", BELTS[:3])
def test_inserters_from_a_full_lane_to_a_chest_follow_the_table(belt: str, which: tuple[str, int]) -> None:
    ground, feeds, _ = arm(which[0], target="steel-chest", source=belt)
    left = simulated(ground, feeds, (), bonus=which[1], ticks=3600)
    slow, fast = FROM_BELT[which][BELTS.index(belt)]
    assert slow * 0.95 <= left["iron-plate"] <= fast * 1.05


def test_the_simulation_gives_the_same_answer_twice() -> None:
    ground, feeds, outlet = arm("fast-inserter", target="transport-belt")
    assert simulated(ground, feeds, (outlet,)) == simulated(ground, feeds, (outlet,))


def test_belts_from_both_sides_onto_a_belts_first_tile_keep_to_their_sides() -> None:
    """Nothing comes from behind, yet it is no curve: each belt fills the lane it comes from (wiki: Side-loading)."""
    ground = Ground()
    ground.belts(0, 0, E, 4)
    ground.belts(8, 0, 12, 4)
    ground.belts(4, 0, N, 6)
    left = simulated(ground, plates((0, 0), (8, 0), lane="left"), ((4, -5),))
    assert left["iron-plate"] == pytest.approx(15, rel=0.01)


def test_undergrounds_of_another_kind_pass_between_the_two_ends() -> None:
    """wiki, Underground belts: only the same kind pairs, so that two kinds may be woven."""
    ground = Ground()
    ground.belts(0, 0, E, 2)
    ground.put("underground-belt", 2, 0, E, end="input")
    ground.put("fast-underground-belt", 4, 0, E, end="output")
    ground.put("underground-belt", 6, 0, E, end="output")
    ground.belts(7, 0, E, 3)
    assert simulated(ground, plates((0, 0)), ((9, 0),))["iron-plate"] == pytest.approx(15, rel=0.01)


@pytest.mark.parametrize("outlets", [((6, 0),), ((6, 0), (6, 1))])
def test_a_splitter_slower_than_its_belts_bounds_them(outlets: tuple[tuple[int, int], ...]) -> None:
    """wiki, Splitters: each side passes what its own belt does, a plain one 15 items/s, in as well as out."""
    ground = Ground()
    ground.belts(0, 0, E, 3, "fast-transport-belt")
    ground.put("splitter", 3, 0, E)
    for _, y in outlets:
        ground.belts(4, y, E, 3, "fast-transport-belt")
    feeds = (Feed("iron-plate", (0, 0), "both"),)
    rate = ground.judge(Expectation({"iron-plate": Fraction(850)}, feeds, outlets)).rates[0]
    assert rate.bound_per_min == pytest.approx(15 * 60)
    assert rate.simulated_per_min == pytest.approx(15 * 60, rel=0.02)


def from_belt(left: str, right: str, settings: Mapping[str, object], bonus: int = 0) -> dict[str, float]:
    """Return what a fast inserter south of a belt's end takes into a chest, items/s; the right lane is nearer."""
    ground = Ground()
    ground.belts(0, 0, E, 4)
    ground.put("fast-inserter", 3, 1, N, settings=settings)
    ground.put("steel-chest", 3, 2)
    ground.put("small-electric-pole", 2, 1)
    feeds = *(Feed(item, (0, 0), "left") for item in left.split()), *(Feed(i, (0, 0), "right") for i in right.split())
    return simulated(ground, tuple(feeds), (), bonus=bonus)


def test_the_nearer_lane_is_taken_from_first() -> None:
    """wiki, Inserters: they prefer the lane that is closest to them."""
    assert from_belt("iron-plate", "copper-plate", {}) == {"copper-plate": pytest.approx(2.5, rel=0.05)}


def test_a_blacklist_lets_all_else_through() -> None:
    only = {"filters": [{"index": 1, "name": "copper-plate"}], "filter_mode": "blacklist"}
    assert from_belt("iron-plate", "copper-plate", only) == {"iron-plate": pytest.approx(2.5, rel=0.05)}


def test_a_hand_that_could_hold_more_does_not_wait_for_it_for_ever() -> None:
    """Six items in turn before a closed end: a hand holds one kind and goes before a second one comes."""
    items = ["iron-plate", "copper-plate", "steel-plate", "stone", "coal", "wood"]
    taken = from_belt("", " ".join(items), {}, bonus=2)
    assert sorted(taken) == sorted(items)
    assert min(taken.values()) > 0.2
