"""Figures of the running game come back as the plain numbers they were written as."""

from __future__ import annotations

import json
import struct
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agent.game.bundled import load
from agent.game.exported import exported_data, plain
from agent.resources import bundled

EXAMPLE = json.loads((bundled("state") / "examples" / "prototypes-0a1b2c3d.json").read_text("utf-8"))


def single(value: float) -> float:
    """A number as the game keeps it in single precision."""
    (kept,) = struct.unpack("<f", struct.pack("<f", value))
    return float(kept)


@given(st.integers(-999_999, 999_999), st.integers(0, 6))
def test_decimals_of_six_digits_survive_single_precision_and_fourteen_digits(digits: int, places: int) -> None:
    meant = Fraction(digits, 10**places)
    for kept in (float(meant), single(float(meant))):
        assert plain(kept) == meant
        assert plain(float(f"{kept:.14g}")) == meant


@given(st.integers(1, 999), st.integers(1, 12), st.sampled_from([1, 60, 3600]))
@example(1, 11, 1)
@example(109, 11, 60)
def test_thirds_and_the_like_survive_joules_a_tick(numerator: int, denominator: int, factor: int) -> None:
    meant = Fraction(numerator, denominator) * 1000
    per_tick = float(f"{float(meant) / factor:.14g}")
    assert abs(plain(per_tick * factor) - meant) <= meant / 10**12


def test_a_number_of_many_digits_stays_what_it_is() -> None:
    assert plain(0.1234567890123) == Fraction("0.1234567890123")


def test_the_example_is_read() -> None:
    data = exported_data(EXAMPLE)
    assert data.label == "Factorio 2.0.77 (0a1b2c3d)"
    gear, machine = data.recipe("iron-gear-wheel"), data.machines_for(data.recipe("iron-gear-wheel"))[0]
    assert (gear.time_s, machine.speed, machine.name) == (Fraction(1, 2), Fraction(1, 2), "assembling-machine-1")
    assert machine.power.pollution_per_min == {"pollution": 4}  # wiki: Assembling machine 1
    assert data.technology_unlocking("long-handed-inserter") == "automation"
    assert data.sources["nauvis"].fluids == ("water",)


def test_an_export_with_nothing_in_it_is_an_empty_set() -> None:
    data = exported_data({"game_version": "2.1.9", "modset": "00000001"})
    assert (data.recipes, data.entities, data.items) == ({}, {}, {})


def test_lists_that_lua_wrote_as_tables_are_empty_lists() -> None:
    recipe = EXAMPLE["recipes"][0] | {"ingredients": {}, "allowed_effects": {}, "surface_conditions": {}}
    data = exported_data(EXAMPLE | {"recipes": [recipe], "planets": {}, "not_read": {}})
    assert data.recipe("iron-gear-wheel").ingredients == ()
    assert data.recipe("iron-gear-wheel").allowed_effects == frozenset()


def test_what_no_planet_generates_can_be_mined_everywhere() -> None:
    far = {"name": "far-ore", "category": "far", "mining_time_s": 2, "products": []}
    data = exported_data(EXAMPLE | {"resources": [*EXAMPLE["resources"], far]})
    assert data.sources["nauvis"].resources == ("far-ore", "iron-ore")


@pytest.mark.parametrize(("told", "expected"), [({}, 5000), ({"rotation_j": 7000, "movement_j": 7000}, 7000)])
def test_an_arm_whose_energy_the_game_does_not_tell_draws_what_the_bundled_one_does(
    told: dict[str, int], expected: int
) -> None:
    arm = {"rotation_speed": 0.014, "extension_speed": 0.035, "pickup": [0, -1], "drop": [0, 1.2]}
    row = {"name": "inserter", "type": "inserter", "collision_box": [[-0.15, -0.15], [0.15, 0.15]], "inserter": arm}
    known = load("base-2.0.77")
    data = exported_data(EXAMPLE | {"entities": [row | {"power": {"source": "electric", **told}}]}, known)
    assert data.entities["inserter"].power.rotation_j == expected
