"""Ground that is turned and turned back, and steam plants with planted faults.

Ratios by the wiki (Steam engine): one boiler of 1.8 MW feeds two engines of 900 kW.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import RefusedError
from agent.factory.compose.kit import kit_for
from agent.factory.starter.site import Site, Sums
from agent.factory.starter.steam import boilers_for, fit_steam
from agent.factory.verify import Expectation, verify
from agent.factory.verify.steam import steam_faults
from agent.game import bundled

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.factory.starter.steam import Steam
    from agent.game.blueprint import BlueprintEntity

DATA = bundled.load("base-2.0.77")
KIT = kit_for(DATA, None)
WIDTH, HEIGHT = 70, 50


def shore(water_to: int = 8, quarters: int = 0) -> Site:
    """Return ground with water along its left side, turned as a map of its own."""
    wet = tuple(bytes(1 if x < water_to else 0 for x in range(WIDTH)) for _ in range(HEIGHT))
    site = Site(0, 0, wet, wet)
    for _ in range(quarters):
        site = site.turned()
    return replace(site, quarters=0)


def plant(boilers: int = 3, quarters: int = 0) -> Steam:
    return fit_steam("steam", boilers, "coal", "transport-belt", shore(quarters=quarters), KIT)


@given(st.lists(st.lists(st.integers(0, 1), min_size=4, max_size=4), min_size=1, max_size=6), st.integers(-9, 9))
def test_four_turns_bring_the_ground_back(rows: list[list[int]], left: int) -> None:
    taken = tuple(map(bytes, rows))
    site = Site(left, 3, taken, taken, {"coal": {(left, 3): 5.0}})
    turned = site
    for _ in range(4):
        turned = turned.turned()
    assert turned == site
    assert site.turned().obstacles.over((-99, -99, 999, 999)) == sum(map(sum, rows))


@given(
    st.lists(st.lists(st.integers(0, 9), min_size=5, max_size=5), min_size=5, max_size=5),
    st.tuples(st.integers(-2, 6), st.integers(-2, 6), st.integers(0, 5), st.integers(0, 5)),
)
def test_sums_are_what_counting_gives(rows: list[list[int]], rect: tuple[int, int, int, int]) -> None:
    x, y, width, height = rect
    counted = sum(rows[r][c] for r in range(5) for c in range(5) if x <= c < x + width and y <= r < y + height)
    assert Sums(rows, 0, 0).over(rect) == counted


@pytest.mark.parametrize("quarters", range(4))
@pytest.mark.parametrize("boilers", [1, 2, 5])
def test_a_plant_is_sound_on_every_shore(boilers: int, quarters: int) -> None:
    steam = plant(boilers, quarters)
    verdict = verify(steam.draft.blueprint, DATA, Expectation({}, steam.draft.feeds, ()), 600)
    assert verdict.sound
    assert not list(steam_faults(steam.draft.blueprint, DATA, steam.draft.feeds))
    assert steam.engines == 2 * boilers
    assert float(steam.gives_w) == boilers * 1_800_000
    assert float(steam.fuel_per_min) == pytest.approx(boilers * 1.8 / 4 * 60)


@pytest.mark.parametrize(("need_w", "boilers"), [(1, 1), (1_800_000, 1), (1_800_001, 2), (9_000_000, 5)])
def test_boilers_for_a_power(need_w: int, boilers: int) -> None:

    assert boilers_for(Fraction(need_w), DATA) == boilers


@pytest.mark.parametrize(
    ("kept", "code", "count"),
    [
        (lambda each: each.name != "pipe", "boiler-no-water", 3),
        (lambda each: each.name != "offshore-pump", "boiler-no-water", 3),
        (lambda each: each.name != "burner-inserter", "boiler-no-fuel", 3),
        (lambda each: each.name != "boiler", "engine-no-steam", 6),
        (lambda each: each.name != KIT.pole.name, "engine-no-pole", 6),
    ],
)
def test_what_is_taken_away_is_missed(kept: Callable[[BlueprintEntity], bool], code: str, count: int) -> None:
    steam = plant()
    broken = replace(
        steam.draft.blueprint, entities=tuple(each for each in steam.draft.blueprint.entities if kept(each))
    )
    assert [fault.code for fault in steam_faults(broken, DATA, steam.draft.feeds)].count(code) == count


def test_boilers_the_wrong_way_round_are_found() -> None:
    steam = plant()
    turned = tuple(
        replace(each, direction=(each.direction + 8) % 16) if each.name == "boiler" else each
        for each in steam.draft.blueprint.entities
    )
    codes = {f.code for f in steam_faults(replace(steam.draft.blueprint, entities=turned), DATA, steam.draft.feeds)}
    assert codes >= {"engine-no-steam"}


def test_fuel_that_nobody_brings_is_missed() -> None:
    assert [fault.code for fault in steam_faults(plant().draft.blueprint, DATA, ())] == ["boiler-no-fuel"] * 3


def test_wires_that_are_cut_are_found() -> None:
    cut = replace(plant().draft.blueprint, wires=())
    assert "pole-cut-off" in {fault.code for fault in steam_faults(cut, DATA, plant().draft.feeds)}


@pytest.mark.parametrize(
    ("water", "code"), [(0, "starter-no-water"), (1, "starter-no-shore"), (69, "starter-no-shore")]
)
def test_no_plant_without_a_shore(water: int, code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        fit_steam("steam", 2, "coal", "transport-belt", shore(water), KIT)
    assert refused.value.code == code
