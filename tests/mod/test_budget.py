"""No tick of a snapshot takes more Lua instructions than the budget, whatever is selected and however much of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.mod.crowd import TICK_BUDGET, box, crowd, snapshot_of
from tests.mod.scene import MAIN, Scene, copy_mods

if TYPE_CHECKING:
    from pathlib import Path

    from tests.mod.crowd import Spent

BROAD = (0.0, 0.0), (4000.0, 4000.0)
"""Fifteen thousand chunks."""


@pytest.fixture
def used_before() -> bool:
    return False


def spent(folder: Path, version: str, entities: int, mods: Path | None = None) -> Spent:
    here = Scene(folder, version, inbox=False, mods=mods, measure={})
    here.build(lambda world: crowd(world, entities))
    here.consent()
    return snapshot_of(here, box(entities))


@pytest.mark.parametrize(
    ("version", "entities"),
    [
        ("2.0", 1_600),
        ("2.1", 1_600),
        pytest.param("2.1", 50_000, marks=[pytest.mark.slow, pytest.mark.timeout(1800)]),
    ],
)
def test_no_tick_is_above_the_budget(tmp_path: Path, version: str, entities: int) -> None:
    ticks = spent(tmp_path, version, entities).ticks
    assert sum(ticks) > 500 * entities, "instructions are counted"
    assert max(ticks) <= TICK_BUDGET, f"tick {ticks.index(max(ticks))} of {len(ticks)}"


def test_a_broad_area_is_looked_over_within_the_budget(tmp_path: Path) -> None:
    here = Scene(tmp_path, "2.1", inbox=False, measure={})
    here.build(lambda world: crowd(world, 200))
    here.consent()
    assert max(snapshot_of(here, BROAD).ticks) <= TICK_BUDGET


def test_a_mod_that_reads_too_much_at_once_is_caught(tmp_path: Path) -> None:
    mods = copy_mods(tmp_path / "mods", "2.1", inbox=False)
    settings = mods / MAIN / "settings.lua"
    text = settings.read_text("utf-8")
    assert text.count("default_value = 16384") == 1
    settings.write_text(text.replace("default_value = 16384", "default_value = 65536"), "utf-8")
    assert max(spent(tmp_path, "2.1", 800, mods).ticks) > TICK_BUDGET
