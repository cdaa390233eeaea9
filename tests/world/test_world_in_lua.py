"""Everything the world says can be read from Lua, with the types the API declares, in both versions of the game."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.game.game import Game
from tests.game.world.scenarios import brown_out, gear_factory, ghosts, logistic_base, nest, ore_patch, place

if TYPE_CHECKING:
    from pathlib import Path

    from tests.game.objects import SimObject
    from tests.game.world.world import World

KINDS = (
    *("boiler", "steam-engine", "solar-panel", "accumulator", "offshore-pump", "pipe", "pipe-to-ground", "pump"),
    *("storage-tank", "oil-refinery", "chemical-plant", "stone-furnace", "electric-furnace", "lab", "rocket-silo"),
    *("electric-mining-drill", "burner-mining-drill", "pumpjack", "splitter", "underground-belt", "burner-inserter"),
    *("gun-turret", "laser-turret", "flamethrower-turret", "stone-wall", "gate", "radar", "substation", "heat-pipe"),
    *("arithmetic-combinator", "decider-combinator", "selector-combinator", "power-switch", "display-panel"),
    *("straight-rail", "train-stop", "rail-signal", "rail-chain-signal", "locomotive", "cargo-wagon", "fluid-wagon"),
    *("car", "buffer-chest", "active-provider-chest", "tree-01", "big-rock", "cliff", "crude-oil", "nuclear-reactor"),
)


def furnish(world: World) -> None:
    factory = gear_factory(world, at=(20, 20))
    ghosts(world, at=(80, 0))
    ore_patch(world, at=(100, 0), size=2)
    nest(world, (150, 150), biters=1)
    logistic_base(world, (200, 0))
    brown_out(world, machines=2, at=(0, 200))
    for number, name in enumerate(KINDS):
        place(world.nauvis, name, 20 * (number % 10), -40 - 20 * (number // 10))
    tank = world.nauvis.find_entities_filtered(name="storage-tank")[0]
    tank.set_fluid(1, {"name": "water", "amount": 25_000})
    train = world.trains.all()[0]
    train.schedule = {"current": 1, "records": [{"station": "here"}]}
    player = world.players[1] if world.players else None
    if player is not None:
        player.add_alert(factory.machines[0], "entity_under_attack")
    world.nauvis.pollute({"x": 0, "y": 0}, 10)
    world.forces["player"].technologies["automation"].research_recursive()
    world.forces["player"].add_research("logistics")


@pytest.fixture(params=["2.0", "2.1"])
def game(request: pytest.FixtureRequest, tmp_path: Path) -> Game:
    version = str(request.param)
    folder = tmp_path / "mods" / "looker"
    folder.mkdir(parents=True)
    info = {"name": "looker", "version": "0.1.0", "title": "Looker", "author": "tests", "factorio_version": version}
    (folder / "info.json").write_text(json.dumps(info | {"dependencies": ["base"]}), encoding="utf-8")
    (folder / "control.lua").write_text("", encoding="utf-8")
    return Game([tmp_path / "mods"], tmp_path / "write", version=version, world=furnish)


def readable(game: Game, thing: SimObject) -> list[str]:
    """Attributes of the API that the backing class has and this object may be asked for."""
    members = game.server.surface.members(thing.api_class)
    return [
        name
        for name, member in sorted(members.items())
        if not member.is_method
        and "r" in member.spec
        and name not in {"valid", "object_name"}
        and hasattr(type(thing), name)
        and (not member.subclasses or set(member.subclasses) & thing.subclasses)
    ]


def test_every_attribute_of_every_kind_of_entity(game: Game) -> None:
    by_kind: dict[str, list[str]] = {}
    skipped = {"electric_network_statistics", "logistic_cell", "proxy_target", "neighbours"}
    for entity in game.world.nauvis.find_entities_filtered({}):
        kind = f"{entity.type}/{entity.ghost_type if entity.type == 'entity-ghost' else ''}"
        crafting = {"crafting_speed", "crafting_progress", "products_finished", "bonus_progress"}
        left_out = skipped | (crafting if entity.type == "entity-ghost" else set())
        if entity.type != "entity-ghost":
            left_out |= {name for name in readable(game, entity) if name.startswith("ghost_")}
        by_kind.setdefault(kind, [name for name in readable(game, entity) if name not in left_out])
    assert sum(len(names) for names in by_kind.values()) > 3000
    lists = ", ".join(
        f"[{json.dumps(kind)}] = {{{', '.join(map(json.dumps, names))}}}" for kind, names in by_kind.items()
    )
    read = game.eval(
        "looker",
        f"""return (function()
          local members, count = {{ {lists} }}, 0
          for _, entity in ipairs(game.surfaces.nauvis.find_entities_filtered({{}})) do
            local ghost = entity.type == "entity-ghost" and entity.ghost_type or ""
            for _, name in ipairs(members[entity.type .. "/" .. ghost]) do
              local value = entity[name]
              count = count + 1
            end
          end
          return count
        end)()""",
    )
    assert read > 10_000
    assert game.problems == []


def things(world: World) -> dict[str, SimObject]:
    """Lua expressions and the objects they mean."""
    nauvis = world.nauvis
    factory = nauvis.find_entities_filtered(name="assembling-machine-2")[1]
    chest = nauvis.find_entities_filtered(name="steel-chest")[0].get_inventory("chest")
    port = nauvis.find_entities_filtered(type="roboport")[0]
    assert chest is not None
    assert port.logistic_network is not None
    player = world.players[1]
    force = world.forces["player"]
    first = "game.surfaces.nauvis.find_entities_filtered{{{}}}[{}]"
    port_in_lua = first.format('type = "roboport"', 1)
    found: dict[str, SimObject] = {
        "game.surfaces.nauvis": nauvis,
        "game.forces.player": force,
        "game.players[1]": player,
        "game.players[1].undo_redo_stack": player.undo_redo_stack,
        'game.forces.player.technologies["automation"]': force.technologies["automation"],
        'game.forces.player.recipes["iron-gear-wheel"]': force.recipes["iron-gear-wheel"],
        'game.forces.player.get_item_production_statistics("nauvis")': force.get_item_production_statistics("nauvis"),
        first.format('name = "steel-chest"', 1) + ".get_inventory(defines.inventory.chest)": chest,
        first.format('name = "steel-chest"', 1) + ".get_inventory(defines.inventory.chest)[1]": chest[1],
        port_in_lua + ".logistic_network": port.logistic_network,
        port_in_lua + ".logistic_cell": port.logistic_cell,
        first.format('name = "assembling-machine-2"', 2) + ".get_recipe()": force.recipes["iron-gear-wheel"],
        first.format('type = "locomotive"', 1) + ".train": world.trains.all()[0],
        "game.surfaces.nauvis.get_tile(1, 1)": nauvis.get_tile(1, 1),
        "prototypes": world.prototypes,
    }
    for kind, name in (
        ("entity", "assembling-machine-2"),
        ("entity", "electric-mining-drill"),
        ("entity", "lab"),
        ("entity", "substation"),
        ("entity", "inserter"),
        ("item", "iron-plate"),
        ("item", "speed-module"),
        ("item", "coal"),
        ("fluid", "water"),
        ("recipe", "advanced-circuit"),
        ("technology", "automation"),
        ("quality", "normal"),
        ("tile", "water"),
        ("virtual_signal", "signal-A"),
    ):
        found[f'prototypes.{kind}["{name}"]'] = getattr(world.prototypes, kind)[name]
    if world.version == "2.1":
        network = factory.electric_network
        assert network is not None
        in_lua = first.format('name = "assembling-machine-2"', 2) + ".electric_network"
        found |= {in_lua: network, in_lua + ".parent_network": network.parent_network}
    return found


def test_every_attribute_of_everything_else(game: Game) -> None:
    answers: dict[str, Any] = {}
    for expression, thing in things(game.world).items():
        # `next`: what the highest quality answers is not simulated.
        names = [name for name in readable(game, thing) if name not in {"gui", "opened", "mod_settings", "next"}]
        assert names, expression
        listed = ", ".join(map(json.dumps, names))
        code = f"""return (function()
          local thing, count = {expression}, 0
          for _, name in ipairs({{ {listed} }}) do
            local value = thing[name]
            count = count + 1
          end
          return count
        end)()"""
        answers[expression] = game.eval("looker", code) == len(names)
    assert all(answers.values())
    assert game.problems == []


def test_the_machine_says_what_a_snapshot_needs(game: Game) -> None:
    said = game.eval(
        "looker",
        """return (function()
          local machine = game.surfaces.nauvis.find_entities_filtered({ name = "assembling-machine-2" })[2]
          local recipe, quality = machine.get_recipe()
          local output = machine.get_output_inventory().get_contents()[1]
          return table.concat({
            recipe.name, quality.name, machine.crafting_speed, #machine.get_module_inventory(),
            output.name, output.quality, output.count, tostring(machine.status == defines.entity_status.working),
          }, " ")
        end)()""",
    )
    # Assembling machine 2 (speed 0.75) with a speed module (+20 %) and a productivity module (-5 %); wiki, Module.
    recipe, quality, speed, slots, name, grade, count, working = str(said).split()
    assert (recipe, quality, slots, name, grade, count, working) == (
        *("iron-gear-wheel", "normal", "2", "iron-gear-wheel", "normal", "2", "true"),
    )
    assert float(speed) == pytest.approx(0.75 * 1.15)


def test_fluids_are_read_the_way_of_the_version(game: Game) -> None:
    tank = 'game.surfaces.nauvis.find_entities_filtered({ name = "storage-tank" })[1]'
    assert game.eval("looker", f"return {tank}.get_fluid(1).amount") == 25_000
    assert game.eval("looker", f"return {tank}.fluids_count") == 1
    if game.world.version == "2.0":
        assert game.eval("looker", f"return {tank}.fluidbox[1].name") == "water"
        assert game.eval("looker", f"return #{tank}.fluidbox") == 1


def test_alerts_come_by_surface_and_kind(game: Game) -> None:
    game.change_world(
        lambda world: world.players[1].add_alert(world.nauvis.find_entities_filtered(type="beacon")[0], "turret_fire")
    )
    code = """return (function()
      local list = game.players[1].get_alerts({})[game.surfaces.nauvis.index][defines.alert_type.turret_fire]
      return #list .. " " .. list[1].prototype.name .. " " .. list[1].target.name
    end)()"""
    assert game.eval("looker", code) == "1 beacon beacon"
    game.tick(600)
    assert game.eval("looker", "return next(game.players[1].get_alerts({})) == nil") is True


BLUEPRINT = """
  local inventory = game.create_inventory(1)
  inventory[1].set_stack("blueprint")
  local surface = game.surfaces.nauvis
  local mapping = inventory[1].create_blueprint({
    surface = surface, force = "player", area = { { 20, 20 }, { 48, 36 } },
  })
  local text = inventory[1].export_stack()
"""


def test_a_blueprint_goes_through_lua_and_comes_back_as_ghosts(game: Game) -> None:
    counts = game.eval(
        "looker",
        f"""return (function()
          {BLUEPRINT}
          local other = game.create_inventory(1)
          other[1].set_stack("blueprint")
          local code = other[1].import_stack(text)
          local entities = other[1].get_blueprint_entities()
          other[1].set_blueprint_entities(entities)
          local wires = 0
          for _, entity in ipairs(entities) do
            for _, wire in ipairs(entity.wires or {{}}) do
              if wire[2] == defines.wire_connector_id.pole_copper then wires = wires + 1 end
            end
          end
          local ghosts = other[1].build_blueprint({{
            surface = surface, force = "player", position = {{ 500, 500 }},
            build_mode = defines.build_mode.forced, direction = defines.direction.south,
          }})
          local cost = other[1].cost_to_build
          other.destroy()
          return table.concat({{ code, #entities, #ghosts, table_size(mapping), tostring(wires > 20), #cost }}, " ")
        end)()""",
    )
    # All but the combinator and what stands east of it.
    count = game.world.nauvis.count_entities_filtered(area=[[20, 20], [48, 36]])
    assert count > 150
    assert str(counts).rsplit(" ", 1)[0] == f"0 {count} {count} {count} true"
    assert game.world.nauvis.count_entities_filtered(type="entity-ghost", area=[[480, 490], [520, 510]]) == count
    assert game.problems == []


METHODS = {
    "wires": ('name = "iron-chest"', "table_size(e.get_wire_connectors(false))", 1),
    "signals": (
        'name = "iron-chest"',
        "e.get_signals(defines.wire_connector_id.circuit_red)[1].signal.name",
        "iron-gear-wheel",
    ),
    "network": (
        'type = "constant-combinator"',
        "e.get_circuit_network(defines.wire_connector_id.circuit_red).connected_circuit_count",
        2,
    ),
    "section": ('type = "constant-combinator"', "e.get_control_behavior().sections[1].filters[1].min", 500),
    "requests": (
        'name = "requester-chest"',
        "e.get_logistic_point(defines.logistic_member_index.logistic_container).filters[1].count",
        200,
    ),
    "robots": ('type = "roboport"', "e.logistic_network.available_logistic_robots", 20),
    "contents": ('name = "passive-provider-chest"', 'e.logistic_network.get_contents("providers")[1].count', 400),
    "belt": (
        'type = "transport-belt"',
        "#e.get_transport_line(defines.transport_line.left_line)",
        4,
    ),
    "belt shape": ('type = "transport-belt"', "e.belt_shape", "straight"),
    "drill": ('type = "mining-drill"', "e.mining_target == nil", True),
    "ore": ('type = "resource"', "e.amount > 0", True),
    "schedule": ('type = "locomotive"', "e.train.schedule.records[1].station", "here"),
    "beacons": ('name = "assembling-machine-2"', "#e.get_beacons()", 0),
    "drop target": ('type = "inserter"', "e.drop_target.name", "assembling-machine-2"),
    "pollution": ("", "e.surface.get_pollution({ 3, 3 })", 10),
    "daylight": ("", "e.surface.darkness", 0),
    "tiles": ("", 'e.surface.count_tiles_filtered({ area = { { 0, 0 }, { 4, 4 } }, name = "grass-1" })', 16),
    "research": ("", 'game.forces.player.technologies["automation"].researched', True),
    "queue": ("", "game.forces.player.current_research.name", "logistics"),
    "rate": (
        "",
        (
            "game.forces.player.get_item_production_statistics(e.surface).get_flow_count({ name = 'iron-gear-wheel',"
            " category = 'input', precision_index = defines.flow_precision_index.one_minute })"
        ),
        # 13 machines at speed 0.75 and half a second for one (wiki, Iron gear wheel).
        13 * 0.75 / 0.5 * 60,
    ),
    "poles": (
        'type = "electric-pole"',
        (
            "e.electric_network_statistics.get_flow_count({ name = 'assembling-machine-2', category = 'input',"
            " precision_index = defines.flow_precision_index.five_seconds }) > 0"
        ),
        True,
    ),
    "enemies": ("", "#e.surface.find_enemy_units({ 150, 150 }, 20, 'player')", 1),
    "fluids": ('name = "storage-tank"', 'e.get_fluid_contents()["water"]', 25_000),
    "insert plan": ('type = "entity-ghost"', "e.insert_plan[1].id.name", "speed-module"),
    "ghost's recipe": ('type = "entity-ghost"', "e.get_recipe().name", "iron-gear-wheel"),
}


@pytest.mark.parametrize("name", METHODS)
def test_methods_answer_in_lua(name: str, game: Game) -> None:
    filters, expression, expected = METHODS[name]
    code = f"""return (function()
      local e = game.surfaces.nauvis.find_entities_filtered({{ {filters} }})[1]
      return {expression}
    end)()"""
    assert game.eval("looker", code) == (pytest.approx(expected) if isinstance(expected, float) else expected)
    assert game.problems == []
