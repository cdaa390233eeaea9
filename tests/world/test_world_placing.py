"""Things collide as they do in the game."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.game.errors import ApiError
from tests.game.world.scenarios import field_with_obstacle, lake
from tests.game.world.world import World

if TYPE_CHECKING:
    from tests.game.world.geometry import Value

# Collision boxes of the base game: an assembling machine is 2.4 wide, a belt 0.8, a tree 0.8.
MACHINE = 1.2
BELT = 0.4


def can_place(world: World, name: str, x: float, y: float, **more: Value) -> bool:
    return world.nauvis.can_place_entity(name=name, position={"x": x, "y": y}, force="player", **more)


@settings(max_examples=80, deadline=None)
@given(st.integers(-5, 5), st.integers(-5, 5))
def test_a_belt_fits_beside_a_machine_exactly_when_the_boxes_are_apart(x: int, y: int) -> None:
    world = World()
    world.nauvis.create_entity(name="assembling-machine-1", position=(0.5, 0.5), force="player")
    apart = abs(x) >= MACHINE + BELT or abs(y) >= MACHINE + BELT
    assert can_place(world, "transport-belt", x + 0.5, y + 0.5) is apart


@pytest.mark.parametrize(
    "check", ["manual", "script", "ghost_revive", "manual_ghost", "script_ghost", "blueprint_ghost"]
)
def test_a_building_in_the_way_blocks_every_check(check: str) -> None:
    world = World()
    field_with_obstacle(world, (5.5, 5.5))
    assert not can_place(world, "assembling-machine-1", 5.5, 5.5, build_check_type=check)
    assert can_place(world, "assembling-machine-1", 8.5, 5.5, build_check_type=check)


def test_forced_overlooks_what_can_be_taken_away() -> None:
    world = World()
    chest = field_with_obstacle(world, (5.5, 5.5))
    place = {"build_check_type": "blueprint_ghost", "forced": True}
    assert can_place(world, "assembling-machine-1", 5.5, 5.5, **place)
    chest.minable_flag = False
    assert not can_place(world, "assembling-machine-1", 5.5, 5.5, **place)


def test_forced_means_nothing_for_checks_that_place_no_ghost() -> None:
    world = World()
    field_with_obstacle(world, (5.5, 5.5))
    assert not can_place(world, "assembling-machine-1", 5.5, 5.5, build_check_type="manual", forced=True)


def test_creatures_and_characters_block_buildings_but_no_ghosts() -> None:
    world = World()
    player = world.add_player("engineer")
    player.teleport({"x": 5.5, "y": 5.5})
    assert not can_place(world, "stone-furnace", 5, 5, build_check_type="manual")
    assert can_place(world, "stone-furnace", 5, 5, build_check_type="manual_ghost")
    # A character walks over belts: they share no layer.
    assert can_place(world, "transport-belt", 5.5, 5.5, build_check_type="manual")


def test_water_blocks_buildings_and_nothing_is_built_half_on_it() -> None:
    world = World()
    lake(world, (4, 4), 2)
    assert not can_place(world, "assembling-machine-1", 3.5, 3.5)
    assert not can_place(world, "transport-belt", 4.5, 4.5, build_check_type="blueprint_ghost")
    assert can_place(world, "transport-belt", 3.5, 4.5)
    world.nauvis.set_tiles([{"name": "landfill", "position": {"x": 4, "y": 4}}])
    assert can_place(world, "transport-belt", 4.5, 4.5)


def test_ghosts_block_other_ghosts_but_not_buildings() -> None:
    world = World()
    world.nauvis.create_entity(name="entity-ghost", inner_name="steel-chest", position=(5.5, 5.5), force="player")
    assert can_place(world, "transport-belt", 5.5, 5.5, build_check_type="manual")
    assert not can_place(world, "transport-belt", 5.5, 5.5, build_check_type="blueprint_ghost")
    assert can_place(world, "steel-chest", 5.5, 5.5, build_check_type="blueprint_ghost")


def test_ore_blocks_nothing() -> None:
    world = World()
    world.nauvis.create_entity(name="iron-ore", position=(0.5, 0.5), force="neutral", amount=100)
    assert can_place(world, "electric-mining-drill", 0.5, 0.5)


def test_a_turned_splitter_takes_the_other_axis() -> None:
    world = World()
    world.nauvis.create_entity(name="splitter", position=(1.0, 0.5), force="player", direction="north")
    world.nauvis.create_entity(name="splitter", position=(0.5, 5.0), force="player", direction="east")
    assert not can_place(world, "transport-belt", 1.5, 0.5)
    assert can_place(world, "transport-belt", 0.5, 1.5)
    assert not can_place(world, "transport-belt", 0.5, 5.5)
    assert can_place(world, "transport-belt", 1.5, 5.5)


def test_unknown_names_are_errors() -> None:
    world = World()
    with pytest.raises(ApiError, match="Unknown entity name: no-such-thing"):
        can_place(world, "no-such-thing", 0, 0)
    with pytest.raises(ApiError, match="Unknown entity name"):
        world.nauvis.create_entity(name="no-such-thing", position=(0, 0))
