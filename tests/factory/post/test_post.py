"""A post of turrets: what the judge says of it, turned to every side; faults planted into it are found."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from agent.errors import RefusedError
from agent.factory.post import PostOrder, build_post, prove_post
from agent.factory.verify import Expectation, Feed, verify
from agent.game import bundled, inserting
from agent.game.blueprint import decode, normalise, version_for
from agent.game.geometry import EAST, NORTH, SOUTH, WEST
from agent.game.prototypes import Inserter

OLD, NEW = bundled.load("base-2.0.77"), bundled.load("space-age-2.1.20")
GUNS = PostOrder("gun-turret", 4, "firearm-magazine", "small-electric-pole")
LASERS = PostOrder("laser-turret", 5, None, "medium-electric-pole")


@pytest.mark.parametrize("facing", [NORTH, EAST, SOUTH, WEST])
@pytest.mark.parametrize("number", [1, 2, 5, 12])
@pytest.mark.parametrize("order", [GUNS, LASERS], ids=["guns", "lasers"])
def test_every_size_and_side_is_sound(order: PostOrder, number: int, facing: int) -> None:
    proven = prove_post(replace(order, turrets=number, facing=facing), OLD)
    standing = Counter(entity.name for entity in proven.post.blueprint.entities)
    assert standing[order.turret] == number
    assert standing["inserter"] == (number if order.ammo else 0)


@pytest.mark.parametrize("pole", ["small-electric-pole", "medium-electric-pole"])
@pytest.mark.parametrize("order", [GUNS, LASERS], ids=["guns", "lasers"])
def test_it_is_sound_in_the_newer_game_and_on_both_poles(order: PostOrder, pole: str) -> None:
    assert prove_post(replace(order, pole=pole), NEW).string


def test_what_four_guns_take() -> None:
    """Four turrets of two tiles are eight wide, with two of wall on either side twelve: 2 × 12 + 3 × 4 of wall."""
    post = build_post(GUNS, OLD)
    assert (post.width, post.height) == (12, 7)
    assert post.required["stone-wall"] == 2 * 12 + 3 * 4
    assert post.required["transport-belt"] == 10
    assert (post.feed, post.belt_end) == ((0, 6), (9, 6))
    arm = OLD.entities["inserter"]
    assert isinstance(arm, Inserter)
    assert post.power_w == 4 * inserting.power_w(arm)


def test_the_wall_stands_between_the_nest_and_the_turrets() -> None:
    for facing, (dx, dy) in {NORTH: (0, -1), EAST: (1, 0), SOUTH: (0, 1), WEST: (-1, 0)}.items():
        entities = build_post(replace(GUNS, facing=facing), OLD).blueprint.entities
        walls = [e.x * dx + e.y * dy for e in entities if e.name == "stone-wall"]
        turrets = [e.x * dx + e.y * dy for e in entities if e.name == "gun-turret"]
        belts = [e.x * dx + e.y * dy for e in entities if e.name == "transport-belt"]
        assert max(walls) > max(turrets) > max(belts)


def test_what_is_not_researched_is_named() -> None:
    assert prove_post(GUNS, OLD, ()).missing_research == ("electronics", "gun-turret", "stone-wall")
    assert prove_post(GUNS, OLD, ("electronics", "gun-turret", "stone-wall")).missing_research == ()
    assert prove_post(GUNS, OLD).missing_research == ()


def faults(order: PostOrder, drop: str | None = None, shift: str | None = None, ammo: str | None = None) -> set[str]:
    """Judge a post that lacks its first entity of a name, or has that one a tile aside."""
    post = build_post(order, OLD)
    blueprint = normalise(decode(prove_post(order, OLD).string)["blueprint"], target=version_for(OLD))
    first = next(e.number for e in blueprint.entities if e.name in (drop, shift)) if drop or shift else 0
    entities = tuple(
        replace(e, x=e.x + 1) if e.number == first and shift else e
        for e in blueprint.entities
        if not (e.number == first and drop)
    )
    wires = tuple(w for w in blueprint.wires if not drop or first not in (w.source, w.target))
    assert post.feed is not None
    assert post.belt_end is not None
    feeds = (Feed(ammo or order.ammo or "", post.feed, "both"),)
    broken = replace(blueprint, entities=entities, wires=wires)
    return {fault.code for fault in verify(broken, OLD, Expectation(feeds=feeds, outlets=(post.belt_end,)), 600).faults}


def test_planted_faults_are_found() -> None:
    assert faults(GUNS) == set()
    assert "no-pole" in faults(GUNS, drop="small-electric-pole")
    assert "inserter-puts-nowhere" in faults(GUNS, drop="gun-turret")
    assert "overlap" in faults(GUNS, shift="gun-turret")
    assert "inserter-useless" in faults(GUNS, ammo="rocket"), "a gun turret shoots no rockets"
    assert "inserter-useless" in faults(GUNS, ammo="iron-plate")


def test_a_pole_that_does_not_reach_is_refused() -> None:
    short = replace(OLD.entities["small-electric-pole"], wire_reach=1.0)  # type: ignore[call-arg]
    data = replace(OLD, entities={**OLD.entities, "small-electric-pole": short})
    with pytest.raises(RefusedError, match="post-pole"):
        build_post(replace(GUNS, turrets=8), data)


def test_a_turret_that_is_not_square_is_refused() -> None:
    odd = replace(OLD.entities["gun-turret"], tiles=(2, 3))
    data = replace(OLD, entities={**OLD.entities, "gun-turret": odd})
    with pytest.raises(RefusedError, match="post-turret-size"):
        build_post(GUNS, data)
