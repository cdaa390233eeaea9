"""Factory Planner's plan in a snapshot, and a game where that mod is missing, old, silent or broken.

The table is the one that ClaudeMetz/FactoryPlanner packs for others: modfiles/backend/data/{Factory,Floor,Line,Machine,
ModuleSet,TLProduct,FactoryItem}.lua, methods `pack(full)`; its data interface docs give the call.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.game.world.scenarios import machine_row
from tests.mod.scene import MAIN, copy_mods
from tests.mod.test_snapshot import BOX, factory, finished, take

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.mod.scene import Scene


def proto(name: str, category: str = "item") -> str:
    return f'{{ name = "{name}", category = "{category}", data_type = "items", simplified = true }}'


def packed_line(recipe: str, *, count: str = "amount = 5.7,", active: str = "true", products: str = "") -> str:
    return f"""{{
      class = "Line", recipe = {{ class = "Recipe", proto = {proto(recipe)}, production_type = "produce" }},
      done = false, active = {active}, percentage = 100,
      machine = {{ class = "Machine", proto = {proto("assembling-machine-2")}, quality_proto = {proto("normal")},
        force_limit = true, {count} module_set = {{ class = "ModuleSet", modules = {{
          {{ class = "Module", proto = {proto("speed-module")}, quality_proto = {proto("rare")}, amount = 2 }} }} }} }},
      products = {{ {products} }}, byproducts = {{}}, ingredients = {{}},
    }}"""


GEARS = f"{{ proto = {proto('iron-gear-wheel')}, amount = 8.55 }}"
PLAN = f"""return {{
  class = "Factory", name = "Красная [item=automation-science-pack]",
  products = {{
    {{ class = "TLProduct", proto = {proto("iron-gear-wheel")}, defined_by = "amount", required_amount = 2.5 }},
    {{ class = "TLProduct", proto = {proto("copper-cable")}, defined_by = "lanes", required_amount = 2,
       belt_proto = {proto("transport-belt")} }},
    {{ class = "FactoryItem", proto = {proto("iron-plate")}, amount = 0,
       definition = {{ type = "belts", belt_count = 1, belt_stack = 1, belt_proto = {proto("transport-belt")} }} }},
  }},
  top_floor = {{ class = "Floor", level = 1, lines = {{
    {packed_line("iron-gear-wheel", products=GEARS)},
    {packed_line("copper-cable", active="false")},
    {{ class = "Floor", level = 2, lines = {{ {packed_line("copper-cable", count="")} }} }},
  }} }},
}}"""


def planning_mod(folder: Path, version: str, function: str) -> Path:
    """Both mods, and one that offers the interface; it keeps plans for the first player alone."""
    mods = copy_mods(folder / "mods", version)
    planner = mods / "factoryplanner"
    planner.mkdir()
    info = {"name": "factoryplanner", "version": "2.1.4", "title": "Factory Planner", "author": "Therenas"}
    (planner / "info.json").write_text(json.dumps(info | {"factorio_version": version, "dependencies": ["base"]}))
    (planner / "control.lua").write_text(f'remote.add_interface("fp-interface", {{ {function} }})', "utf-8")
    return mods


def exporting(body: str) -> str:
    return f"export_current_factory = function(player_index) if player_index ~= 1 then return nil end {body} end"


def planned(scene: Callable[..., Scene], tmp_path: Path, version: str, function: str) -> Any:  # noqa: ANN401 - a snapshot
    here = factory(
        scene, lambda world: machine_row(world.nauvis, (0, 0), 1), mods=planning_mod(tmp_path, version, function)
    )
    snapshot = take(here)
    failed = here.game.eval(MAIN, "return next(storage.broken) ~= nil")
    assert not failed
    return snapshot


def test_the_plan_is_in_the_snapshot(scene: Callable[..., Scene], tmp_path: Path, version: str) -> None:
    plan = planned(scene, tmp_path, version, exporting(PLAN)).plan
    assert (plan.mod, plan.name, plan.cut) == ("factoryplanner", "Красная [item=automation-science-pack]", False)
    # Belts move 15 items a second (wiki, Transport belt); two lanes are one belt.
    assert [(each.name, each.per_s) for each in plan.targets] == [
        ("iron-gear-wheel", 2.5),
        ("copper-cable", 15),
        ("iron-plate", 15),
    ]
    gears, cable = plan.lines
    assert (gears.recipe, gears.machine, gears.count) == ("iron-gear-wheel", "assembling-machine-2", 5.7)
    assert [(each.name, each.quality, each.count) for each in gears.modules] == [("speed-module", "rare", 2)]
    assert [(each.name, each.per_s) for each in gears.products] == [("iron-gear-wheel", 8.55)]
    assert (cable.recipe, cable.count, cable.products) == ("copper-cable", None, ()), "the floor within, switched on"


@pytest.mark.parametrize(
    "function",
    [
        exporting("return nil"),
        exporting("return 42"),
        "export_preferences = function() return {} end",
    ],
    ids=["there is none", "a number", "an older release"],
)
def test_without_a_plan_the_snapshot_goes_on(
    scene: Callable[..., Scene], tmp_path: Path, version: str, function: str
) -> None:
    snapshot = planned(scene, tmp_path, version, function)
    assert snapshot.plan is None
    assert snapshot.entity_count > 0


def test_a_planner_that_fails_is_harmless(scene: Callable[..., Scene], tmp_path: Path, version: str) -> None:
    mods = planning_mod(tmp_path, version, exporting('error("no such factory")'))
    here = factory(scene, lambda world: machine_row(world.nauvis, (0, 0), 1), mods=mods)
    here.player.select_area(*BOX)
    here.game.run_until(lambda: bool(here.journal()) and finished(here) > 0, limit=600)
    (snapshot,) = here.snapshots()
    assert snapshot.plan is None
    assert snapshot.entity_count > 0
    (problem,) = here.game.problems
    assert "no such factory" in problem, "its own, caught"
    assert here.game.eval(MAIN, "return next(storage.broken) == nil")


def test_a_plan_of_another_form_is_taken_as_far_as_it_fits(
    scene: Callable[..., Scene], tmp_path: Path, version: str
) -> None:
    odd = """return { name = 7, products = { 1, { proto = "iron" }, { proto = { name = "a" }, defined_by = "moon" } },
      top_floor = { lines = { false, { class = "Line" }, { class = "Line", recipe = { proto = { name = "gate" } } },
        { class = "Floor", lines = "none" } } } }"""
    plan = planned(scene, tmp_path, version, exporting(odd)).plan
    assert (plan.name, plan.targets) == ("", ())
    assert [line.recipe for line in plan.lines] == ["gate"]
