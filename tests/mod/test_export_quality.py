"""What quality modules make of a recycler and a machine comes out the same by the mod's export as by the bundled table.

The figures put into the simulated game are those of the game's own quality mod; those expected beside the bundled
table's are the wiki's (Quality: a module of the first tier gives 1 %, each further step up a tenth of that).
"""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from agent.contract import MarkLine
from agent.factory.catalog import derive
from agent.game.blueprint import Blueprint, BlueprintEntity, ItemRequest
from agent.game.bundled import load, set_for
from agent.game.exported import exported_data
from agent.game.quality import outcomes
from tests.mod.scene import Scene, copy_mods

if TYPE_CHECKING:
    from agent.game.gamedata import GameData

LEVELS = {"normal": 0, "uncommon": 1, "rare": 2, "epic": 3, "legendary": 5}
NEXT_PROBABILITY = {"2.0": 0.1, "2.1": 1}
MODULE_QUALITY = {"2.0": 0.1, "2.1": 0.01}
RECYCLER: dict[str, object] = {
    "flags": ["placeable-neutral", "player-creation"],
    "collision_box": [[-0.7, -1.7], [0.7, 1.7]],
    "crafting_categories": ["recycling"],
    "crafting_speed": 0.5,
    "energy_usage": "180kW",
    "module_slots": 4,
    "allowed_effects": ["consumption", "speed", "pollution", "quality"],
    "energy_source": {"type": "electric", "usage_priority": "secondary-input"},
}
RECYCLING: dict[str, object] = {
    "category": "recycling",
    "enabled": True,
    "hidden": True,
    "energy_required": 0.03125,
    "ingredients": [{"type": "item", "name": "iron-gear-wheel", "amount": 1}],
    "results": [{"type": "item", "name": "iron-plate", "amount": 0, "extra_count_fraction": 0.5}],
}


@pytest.fixture
def used_before() -> bool:
    return False


def discover_quality(here: Scene, version: str) -> None:
    """Give the simulated game what the quality mod adds."""
    known = here.game.world.prototypes
    chain: dict[str, object] = {"chain_probability": 0.1} if version == "2.1" else {}
    for (name, level), after in zip(LEVELS.items(), [*list(LEVELS)[1:], None], strict=True):
        steps = {"next": after, "next_probability": NEXT_PROBABILITY[version]} | chain if after else {}
        known.raw["quality"][name] = {"type": "quality", "name": name, "level": level, "order": name} | steps
    module = known.raw["module"]["speed-module"]
    effect = {"quality": MODULE_QUALITY[version], "speed": -0.05}
    known.raw["module"]["quality-module"] = module | {"name": "quality-module", "category": "quality", "effect": effect}
    known.raw["furnace"]["recycler"] = RECYCLER | {"type": "furnace", "name": "recycler"}
    name = "iron-gear-wheel-recycling"
    known.raw["recipe"][name] = RECYCLING | {"type": "recipe", "name": name}
    for table in ("quality", "item", "entity", "recipe"):
        known.__dict__.pop(table, None)


@pytest.fixture(scope="module", params=["2.0", "2.1"])
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[GameData, GameData]:
    """The running game's data, and the bundled set of its version."""
    folder = tmp_path_factory.mktemp("quality")
    here = Scene(folder, request.param, mods=copy_mods(folder / "mods", request.param))
    discover_quality(here, request.param)
    here.consent()
    here.ask("?")
    here.game.run_until(
        lambda: any(isinstance(line, MarkLine) and line.mark == "export-end" for line in here.journal()), limit=2000
    )
    assert here.problems == []
    (raw,) = [data for name, data in here.files().items() if name.startswith("prototypes-")]
    bundled = load(set_for(here.hello().game_version, space_age=True))
    return exported_data(json.loads(raw), bundled), bundled


def made(machine: str, recipe: str, modules: int, data: GameData) -> dict[str, Fraction]:
    request = ItemRequest("quality-module", modules)
    entity = BlueprintEntity(1, machine, 0, 0, recipe=recipe, items=(request,))
    return dict(derive(Blueprint("", (2, 0, 0), (entity,), ()), data).machine_rates_per_min)


@pytest.mark.parametrize(
    ("machine", "recipe", "modules"),
    [
        ("recycler", "iron-gear-wheel-recycling", 4),
        ("assembling-machine-2", "iron-gear-wheel", 2),
    ],
)
def test_every_quality_is_made_as_fast_by_the_export_as_by_the_bundled_table(
    both: tuple[GameData, GameData], machine: str, recipe: str, modules: int
) -> None:
    running, bundled = (made(machine, recipe, modules, data) for data in both)
    assert running == bundled
    assert len(running) == len(LEVELS)
    chance = Fraction(modules, 100)
    everything = sum(running.values())
    better = [running[key] / everything for key in running if key.endswith(("@uncommon", "@rare"))]
    assert sorted(better, reverse=True) == [chance * Fraction(9, 10), chance * Fraction(9, 100)]


def test_each_quality_leads_to_the_next_with_the_same_chance(both: tuple[GameData, GameData]) -> None:
    running, bundled = both
    for level in LEVELS:
        assert outcomes(level, Fraction(1, 5), running) == outcomes(level, Fraction(1, 5), bundled)
