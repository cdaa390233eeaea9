"""Machines, chests, belts, wires, robots, trains and forces behave as the game's do."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.game.errors import ApiError
from tests.game.world.basedata import base_raw, joules
from tests.game.world.scenarios import blackout, fill, logistic_base, ore_patch, place, rows, starved_chain, supply
from tests.game.world.world import World


@pytest.fixture
def world() -> World:
    return World()


def heard_by(world: World) -> list[tuple[str, dict[str, Any]]]:
    heard: list[tuple[str, dict[str, Any]]] = []
    world.on_event = lambda name, fields: heard.append((name, fields))
    return heard


# Inventories


def test_a_chest_holds_slots_times_stack_size(world: World) -> None:
    # Wiki: a steel chest has 48 slots, iron plates stack to 100.
    chest = place(world.nauvis, "steel-chest", 0.5, 0.5).get_inventory("chest")
    assert chest is not None
    assert len(chest) == 48
    assert chest.insert({"name": "iron-plate", "count": 5_000}) == 4_800
    assert chest.is_full()
    assert not chest.can_insert("coal")
    assert chest.remove({"name": "iron-plate", "count": 150}) == 150
    assert chest.get_contents() == [{"name": "iron-plate", "quality": "normal", "count": 4_650}]
    assert chest.get_item_count("iron-plate") == 4_650
    assert chest.find_item_stack("coal") == (None, None)


def test_bars_and_filters_keep_things_out(world: World) -> None:
    chest = place(world.nauvis, "iron-chest", 0.5, 0.5).get_inventory("chest")
    assert chest is not None
    chest.set_bar(3)
    assert chest.insert({"name": "coal", "count": 1_000}) == 100
    chest.clear()
    assert chest.set_filter(1, {"name": "wood"})
    assert chest.insert({"name": "coal", "count": 1_000}) == 50
    assert chest[1].valid_for_read is False
    assert chest.count_empty_stacks() == 30
    assert not chest.set_filter(40, "wood")


def test_reading_an_empty_stack_is_an_error(world: World) -> None:
    chest = place(world.nauvis, "iron-chest", 0.5, 0.5).get_inventory("chest")
    assert chest is not None
    assert chest[1].valid
    for attribute in ("name", "count", "quality", "prototype", "is_blueprint"):
        with pytest.raises(ApiError, match="not valid for read"):
            getattr(chest[1], attribute)
    with pytest.raises(ApiError, match="out of bounds"):
        chest[33]


def test_unknown_items_are_errors_and_wrong_ones_are_not_taken(world: World) -> None:
    machine = place(world.nauvis, "assembling-machine-2", 1.5, 1.5, recipe="iron-gear-wheel")
    modules = machine.get_module_inventory()
    assert modules is not None
    assert modules.insert({"name": "iron-plate", "count": 1}) == 0
    assert modules.insert({"name": "speed-module", "count": 5}) == 2
    with pytest.raises(ApiError, match="Unknown item name: nonsense"):
        modules.insert("nonsense")
    assert machine.insert({"name": "copper-plate", "count": 5}) == 0
    assert machine.insert({"name": "iron-plate", "count": 5}) == 5


def test_inventories_follow_the_recipe_and_end_with_their_entity(world: World) -> None:
    machine = place(world.nauvis, "assembling-machine-2", 1.5, 1.5)
    source = machine.get_inventory("crafter_input")
    assert source is not None
    assert len(source) == 0
    machine.set_recipe("electronic-circuit")
    assert len(source) == 2
    fill(machine, {"crafter_input": [("iron-plate", 1), ("copper-cable", 3)]})
    returned = machine.set_recipe("iron-gear-wheel")
    assert {one["name"]: one["count"] for one in returned} == {"iron-plate": 1, "copper-cable": 3}
    assert source.is_empty()
    assert machine.get_inventory("assembling_machine_input") is source
    assert machine.get_inventory("furnace_source") is None
    machine.destroy()
    assert not source.valid


def test_script_inventories_end_when_they_are_destroyed(world: World) -> None:
    inventory = world.create_inventory(2, "gpt-assistant")
    assert (inventory.mod_owner, len(inventory), inventory.index) == ("gpt-assistant", 2, None)
    inventory[2].set_stack({"name": "coal", "count": 500})
    assert inventory[2].count == 50
    inventory.resize(1)
    assert inventory.is_empty()
    inventory.destroy()
    assert not inventory.valid
    chest = place(world.nauvis, "iron-chest", 0.5, 0.5).get_inventory("chest")
    assert chest is not None
    with pytest.raises(ApiError):
        chest.destroy()


# Machines


def test_recipes_need_the_machine_that_can_make_them(world: World) -> None:
    first = place(world.nauvis, "assembling-machine-1", 1.5, 1.5)
    with pytest.raises(ApiError, match="cannot craft"):
        first.set_recipe("electric-engine-unit")
    second = place(world.nauvis, "assembling-machine-2", 5.5, 1.5)
    second.set_recipe("electric-engine-unit")
    assert second.fluids_count > 0
    second.set_recipe("iron-gear-wheel")
    assert second.fluids_count == 0


@pytest.mark.parametrize(
    ("beacons", "speed"),
    # One beacon with two speed modules 1 gives 2 x 20 % x 1.5 = +60 %; n of them share by 1/sqrt(n) (wiki, Beacon).
    [(0, 1.0), (1, 1.6), (4, 1 + 4 * 0.6 / 2)],
)
def test_beacons_add_by_the_rule_of_2_0(world: World, beacons: int, speed: float) -> None:
    machine = place(world.nauvis, "assembling-machine-3", 1.5, 1.5, recipe="iron-gear-wheel")
    for number in range(beacons):
        beacon = place(world.nauvis, "beacon", 3 * number - 3.5, 5.5)
        fill(beacon, {"beacon_modules": [("speed-module", 1), ("speed-module", 1)]})
    assert machine.beacons_count == beacons
    assert machine.crafting_speed == pytest.approx(1.25 * speed, rel=0.01)


def test_a_beacon_out_of_reach_does_nothing(world: World) -> None:
    machine = place(world.nauvis, "assembling-machine-3", 1.5, 1.5)
    # A beacon serves nine by nine tiles (wiki, Beacon): of a machine six tiles away it touches none.
    assert place(world.nauvis, "beacon", 1.5, 6.5).get_beacon_effect_receivers() == [machine]
    assert place(world.nauvis, "beacon", 1.5, -4.5).get_beacon_effect_receivers() == []
    assert machine.beacons_count == 1


def test_statuses_say_what_stops_a_machine_first(world: World) -> None:
    built = rows(world.nauvis, (0, 0), 1, 1)
    machine = built.machines[0]
    supply(built, 1e6)
    assert machine.status == "working"
    machine.status = "full_output"
    assert machine.status == "full_output"
    machine.set_recipe(None)
    machine.status = None
    assert machine.status == "no_recipe"
    machine.active = False
    assert machine.status == "disabled_by_script"
    assert not machine.active
    machine.order_deconstruction("player")
    assert machine.status == "marked_for_deconstruction"
    assert blackout(world, 1, (50, 0)).machines[0].status == "no_power"


def test_chains_are_starved_where_the_scenario_says(world: World) -> None:
    chain = starved_chain(world)
    assert {machine.status for part in chain.values() for machine in part.machines} == {"item_ingredient_shortage"}
    recipe, _ = chain["circuits"].machines[0].get_recipe()
    assert recipe is not None
    assert [one["name"] for one in recipe.ingredients] == ["iron-plate", "copper-cable"]


def test_drills_see_the_ore_under_their_square(world: World) -> None:
    ore = ore_patch(world, at=(0, 0), size=2, amount=300)
    # The square is 5 tiles wide (wiki, Electric mining drill): from 3.5 it begins at 1.
    assert place(world.nauvis, "electric-mining-drill", 3.5, 3.5).mining_target == ore[3]
    assert place(world.nauvis, "electric-mining-drill", 8.5, 3.5).mining_target is None
    assert world.nauvis.get_resource_counts() == {"iron-ore": 1_200}


def test_fuel_goes_to_the_burner_and_ore_to_the_furnace(world: World) -> None:
    furnace = place(world.nauvis, "stone-furnace", 1, 1)
    assert furnace.insert({"name": "coal", "count": 7}) == 7
    fuel = furnace.get_fuel_inventory()
    assert fuel is not None
    assert fuel.get_item_count("coal") == 7
    assert furnace.burner is not None
    assert furnace.burner.inventory is fuel
    assert furnace.insert({"name": "iron-ore", "count": 3}) == 3
    assert furnace.electric_buffer_size is None
    assert furnace.status == "no_ingredients"


def test_health_damage_and_death(world: World) -> None:
    player = world.add_player("engineer")
    heard = heard_by(world)
    wall = place(world.nauvis, "stone-wall", 5.5, 5.5)
    assert (wall.health, wall.max_health) == (350, 350)
    assert wall.damage(100, "enemy", "physical") == 100
    assert wall.health == 250
    assert wall.damage(1_000, "enemy", "physical") == 250
    assert not wall.valid
    assert [name for name, _ in heard] == ["on_entity_damaged", "on_entity_damaged", "on_entity_died"]
    assert heard[-1][1]["force"] is world.forces["enemy"]
    assert set(player.get_alerts()[1]) == {"entity_under_attack", "entity_destroyed"}
    assert world.forces["player"].get_kill_count_statistics("nauvis").get_output_count("stone-wall") == 1
    assert place(world.nauvis, "iron-ore", 9.5, 9.5, force="neutral").die() is False


# Belts and inserters


def test_belts_bend_where_one_belt_comes_from_the_side(world: World) -> None:
    place(world.nauvis, "transport-belt", 0.5, 1.5, direction="north")
    corner = place(world.nauvis, "transport-belt", 0.5, 0.5, direction="east")
    assert corner.belt_shape == "right"
    after = place(world.nauvis, "transport-belt", 1.5, 0.5, direction="east")
    assert after.belt_neighbours["inputs"] == [corner]
    assert corner.belt_neighbours["outputs"] == [after]
    place(world.nauvis, "transport-belt", -0.5, 0.5, direction="east")
    assert corner.belt_shape == "straight"


@pytest.mark.parametrize(
    ("name", "gap"), [("underground-belt", 4), ("fast-underground-belt", 6), ("express-underground-belt", 8)]
)
def test_undergrounds_pair_over_their_gap_and_no_further(world: World, name: str, gap: int) -> None:
    # Tiles between the two ends: 4, 6, 8 (wiki, Underground belts).
    entry = place(world.nauvis, name, 0.5, 0.5, direction="east", type="input")
    near = place(world.nauvis, name, 0.5 + gap + 1, 0.5, direction="east", type="output")
    assert entry.underground_belt_neighbour == near
    assert near.underground_belt_neighbour == entry
    near.destroy()
    far = place(world.nauvis, name, 0.5 + gap + 2, 0.5, direction="east", type="output")
    assert entry.underground_belt_neighbour is None
    assert far.underground_belt_neighbour is None


def test_inserters_take_from_the_side_they_face(world: World) -> None:
    source = place(world.nauvis, "steel-chest", 0.5, -0.5)
    target = place(world.nauvis, "steel-chest", 0.5, 1.5)
    inserter = place(world.nauvis, "inserter", 0.5, 0.5, direction="north")
    assert (inserter.pickup_target, inserter.drop_target) == (source, target)
    inserter.direction = "south"
    assert (inserter.pickup_target, inserter.drop_target) == (target, source)
    long_arm = place(world.nauvis, "long-handed-inserter", 5.5, 0.5, direction="east")
    assert long_arm.pickup_position == {"x": 7.5, "y": 0.5}


# Circuits, robots, trains


def test_signals_add_up_over_all_that_is_wired_together(world: World) -> None:
    chests = [place(world.nauvis, "iron-chest", x + 0.5, 0.5) for x in range(3)]
    for chest, count in zip(chests, (10, 20, 30), strict=True):
        fill(chest, {"chest": [("coal", count)]})
    chests[0].join("circuit_green", chests[1].number, "circuit_green")
    assert chests[0].get_signals("circuit_green") == [
        {"signal": {"type": "item", "name": "coal", "quality": "normal"}, "count": 30},
    ]
    assert chests[2].get_signals("circuit_green") is None
    chests[1].join("circuit_green", chests[2].number, "circuit_green")
    assert chests[0].get_signal({"name": "coal"}, "circuit_green") == 60
    network = chests[2].get_circuit_network("circuit_green")
    assert network is not None
    assert network.connected_circuit_count == 3
    assert chests[0].get_circuit_network("circuit_red") is None
    chests[1].destroy()
    assert chests[0].get_signals("circuit_green") is None


def test_wires_of_different_kinds_do_not_join(world: World) -> None:
    one, other = (place(world.nauvis, "iron-chest", x + 0.5, 0.5) for x in range(2))
    red, green = (
        one.get_wire_connector("circuit_red", or_create=True),
        other.get_wire_connector("circuit_green", or_create=True),
    )
    assert red is not None
    assert green is not None
    with pytest.raises(ApiError):
        red.connect_to(green)
    far = place(world.nauvis, "iron-chest", 30.5, 0.5).get_wire_connector("circuit_red", or_create=True)
    assert far is not None
    assert red.connect_to(far) is False
    assert red.connect_to(far, reach_check=False) is True
    assert red.connection_count == 1


def test_roboports_join_when_their_areas_touch(world: World) -> None:
    # A roboport's logistic area is 50 tiles wide (wiki, Roboport).
    first = place(world.nauvis, "roboport", 0, 0)
    second = place(world.nauvis, "roboport", 50, 0)
    third = place(world.nauvis, "roboport", 102, 0)
    assert first.logistic_network is not None
    assert second.logistic_network is not None
    assert third.logistic_network is not None
    assert first.logistic_network.network_id == second.logistic_network.network_id
    assert second.logistic_network.network_id != third.logistic_network.network_id
    force = world.forces["player"]
    assert len(force.logistic_networks["nauvis"]) == 2


def test_a_logistic_network_counts_what_its_chests_hold(world: World) -> None:
    made = logistic_base(world)
    network = made["requester"].logistic_network
    assert network is not None
    assert (network.available_logistic_robots, network.all_construction_robots) == (20, 10)
    assert network.get_supply_counts("iron-plate") == {
        "storage": 0,
        "passive-provider": 400,
        "buffer": 0,
        "active-provider": 0,
    }
    assert network.can_satisfy_request("iron-plate", 400)
    assert not network.can_satisfy_request("iron-gear-wheel")
    point = made["requester"].get_requester_point()
    assert point is not None
    assert point.mode == "requester"
    assert made["provider"].get_requester_point() is None
    made["roboport"].destroy()
    assert made["requester"].logistic_network is None


def test_carriages_seven_tiles_apart_are_one_train(world: World) -> None:
    heard = heard_by(world)
    engine = place(world.nauvis, "locomotive", 0, 0)
    wagon = place(world.nauvis, "cargo-wagon", 0, 7)
    alone = place(world.nauvis, "locomotive", 100, 0)
    assert engine.train is not None
    assert engine.train is wagon.train
    assert alone.train is not engine.train
    fill(wagon, {"cargo_wagon": [("coal", 50)]})
    assert engine.train.get_contents() == [{"name": "coal", "quality": "normal", "count": 50}]
    stop = place(world.nauvis, "train-stop", 4, 0)
    stop.backer_name = "Coal"
    engine.train.manual_mode = False
    engine.train.schedule = {"current": 1, "records": [{"station": "Coal"}]}
    assert stop.get_train_stop_trains() == [engine.train]
    engine.train.state = "no_path"
    assert ("on_train_changed_state", {"train": engine.train, "old_state": "manual_control"}) in heard


# Forces and players


def test_research_unlocks_recipes_and_adds_bonuses(world: World) -> None:
    force = world.forces["player"]
    heard = heard_by(world)
    assert force.recipes["assembling-machine-1"].enabled is False
    assert force.add_research("logistics-2") is False
    force.technologies["automation"].research_recursive()
    assert force.recipes["assembling-machine-1"].enabled
    assert ("on_research_finished", {"research": force.technologies["automation"], "by_script": True}) in heard
    assert force.add_research("logistics")
    assert force.current_research is force.technologies["logistics"]
    # Inserter capacity bonus 1 adds one to the hand of bulk inserters; 2 adds one to all others (base game).
    force.technologies["inserter-capacity-bonus-2"].research_recursive()
    assert force.inserter_stack_size_bonus == 1
    assert place(world.nauvis, "inserter", 0.5, 0.5).inserter_target_pickup_count == 2


def test_research_switches_abilities_on_and_taking_it_back_switches_them_off(world: World) -> None:
    force = world.forces["player"]
    giving = next(
        technology
        for technology in force.technologies.values()
        if any(effect["type"] == "character-logistic-requests" for effect in technology.prototype.effects)
    )
    giving.researched = True
    assert force.character_logistic_requests is True
    giving.researched = False
    assert force.character_logistic_requests is False


def test_friends_and_enemies(world: World) -> None:
    player, enemy, neutral = (world.forces[name] for name in ("player", "enemy", "neutral"))
    assert player.is_enemy(enemy)
    assert enemy.is_enemy("player")
    assert not player.is_enemy(neutral)
    biter = place(world.nauvis, "small-biter", 5, 5, force="enemy")
    assert world.nauvis.find_nearest_enemy(position={"x": 0, "y": 0}, max_distance=20, force="player") == biter
    player.set_cease_fire("enemy", cease_fire=True)
    assert not player.is_enemy(enemy)


def test_a_player_looks_elsewhere_and_his_body_stays(world: World) -> None:
    player = world.add_player("engineer", locale="ru")
    heard = heard_by(world)
    machine = place(world.nauvis, "radar", 100.5, 50.5)
    player.set_controller(type="remote", position={"x": 300, "y": 20}, surface="nauvis")
    assert player.position == {"x": 300, "y": 20}
    assert player.physical_position == {"x": 0, "y": 0}
    player.centered_on = machine
    assert player.position == machine.position
    assert player.controller_type == "remote"
    player.exit_remote_view()
    assert player.position == player.physical_position
    assert [fields["old_type"] for name, fields in heard if name == "on_player_controller_changed"] == [
        "character",
        "remote",
    ]


def test_what_the_cursor_holds_goes_back_or_is_gone(world: World) -> None:
    player = world.add_player("engineer")
    main = player.get_main_inventory()
    assert main is not None
    player.cursor[1].set_stack({"name": "iron-plate", "count": 30})
    assert player.get_item_count("iron-plate") == 30
    assert player.clear_cursor()
    assert main.get_item_count("iron-plate") == 30
    assert player.is_cursor_empty()
    player.cursor[1].set_stack("blueprint")
    assert player.is_cursor_blueprint()
    player.cursor_stack_temporary = True
    player.clear_cursor()
    assert main.get_item_count("blueprint") == 0


def test_a_player_without_room_keeps_what_he_holds(world: World) -> None:
    player = world.add_player("engineer")
    main = player.get_main_inventory()
    assert main is not None
    assert main.insert({"name": "coal", "count": 100_000}) == 80 * 50
    player.cursor[1].set_stack("blueprint")
    assert not player.clear_cursor()
    assert player.is_cursor_blueprint()


def test_messages_are_recorded_with_settings_and_tick(world: World) -> None:
    player = world.add_player("engineer")
    world.advance()
    world.forces["player"].print(["gpta.hello"], {"sound": "never"})
    assert player.messages == [{"message": ["gpta.hello"], "settings": {"sound": "never"}, "tick": 1}]


def test_only_known_shortcuts_can_be_toggled() -> None:
    shortcut = {"type": "shortcut", "name": "gpta-chat", "action": "lua", "toggleable": True}
    world = World(data_raw={"shortcut": {"gpta-chat": shortcut}})
    player = world.add_player("engineer")
    player.set_shortcut_toggled("gpta-chat", toggled=True)
    assert player.is_shortcut_toggled("gpta-chat")
    with pytest.raises(ApiError, match="Unknown shortcut"):
        player.set_shortcut_toggled("gpta-chatt", toggled=True)


# The day


def test_the_day_has_its_four_parts(world: World) -> None:
    # Wiki, Time: 25,000 ticks; full light for half of them, dark for a tenth, dusk and dawn a fifth each.
    light = []
    for tick in range(0, 25_000, 100):
        world.tick = tick
        light.append(world.nauvis.daylight)
    assert sum(1 for part in light if part == 1) == pytest.approx(125, abs=1)
    assert sum(1 for part in light if part == 0) == pytest.approx(25, abs=1)
    assert sum(light) / len(light) == pytest.approx(0.7, abs=0.005)


# The table


def test_every_recipe_uses_known_things_and_every_building_has_a_box() -> None:
    world = World()
    known = world.prototypes
    for recipe in known.recipe.values():
        for one in (*recipe.ingredients, *recipe.products):
            assert one["name"] in (known.item if one["type"] == "item" else known.fluid), recipe.name
    for technology in known.technology.values():
        assert all(
            effect["recipe"] in known.recipe for effect in technology.effects if effect["type"] == "unlock-recipe"
        )
    for prototype in known.entity.values():
        if prototype.has_flag("player-creation") and prototype.type not in {"logistic-robot", "construction-robot"}:
            left, top, right, bottom = prototype.collision
            assert left < 0 < right, prototype.name
            assert top < 0 < bottom, prototype.name
            assert prototype.placing_item is not None, prototype.name


def test_energies_are_read_with_their_prefixes() -> None:
    assert [joules(text) for text in ("5MJ", "150kW", "0.5kW", "40MW", 7)] == [5e6, 150e3, 500, 40e6, 7]
    with pytest.raises(ValueError, match="not an energy"):
        joules("five")


def test_the_table_is_not_changed_by_a_mods_prototypes() -> None:
    before = json.dumps(base_raw()["item"], sort_keys=True)
    item = {"type": "item", "name": "gpta-thing", "stack_size": 1}
    world = World(data_raw={"item": {"gpta-thing": item}})
    assert world.prototypes.item["gpta-thing"].stack_size == 1
    assert "gpta-thing" not in World().prototypes.item
    assert json.dumps(base_raw()["item"], sort_keys=True) == before
