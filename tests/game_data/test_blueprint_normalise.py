"""Strings of every age become one model in the terms of 2.x, and can be written as 2.x again."""

from typing import Any

import pytest

from agent.errors import ContractError
from agent.game import bundled
from agent.game.blueprint import (
    Blueprint,
    BlueprintEntity,
    ItemRequest,
    Wire,
    aligned,
    decode,
    encode,
    normalise,
    to_document,
)
from agent.game.blueprint.write import dropped_settings, version_number

V0_15 = version_number((0, 15, 10))
V1_1 = version_number((1, 1, 87))
V2_0 = version_number((2, 0, 72))
V2_1 = version_number((2, 1, 11))
HERE = {"x": 0.5, "y": 0.5}


def body(*entities: dict[str, Any], version: int = V2_0, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    numbered = [{"entity_number": place, "position": HERE, **row} for place, row in enumerate(entities, 1)]
    return {"version": version, "entities": numbered, **more}


def only(blueprint: Blueprint) -> Any:  # noqa: ANN401 - one entity, any field
    (entity,) = blueprint.entities
    return entity


@pytest.mark.parametrize(("version", "expected"), [(V0_15, 4), (V1_1, 4), (V2_0, 2), (V2_1, 2)])
def test_directions_become_sixteenths(version: int, expected: int) -> None:
    # 2.0 counts 16 directions where 1.x counted 8 (defines.direction)
    assert only(normalise(body({"name": "inserter", "direction": 2}, version=version))).direction == expected


@pytest.mark.parametrize(
    ("version", "items"),
    [
        (V0_15, [{"item": "effectivity-module", "count": 2}]),
        (V1_1, {"effectivity-module": 2}),
        (
            V2_0,
            [
                {
                    "id": {"name": "efficiency-module"},
                    "items": {"in_inventory": [{"inventory": 4, "stack": 0}, {"inventory": 4, "stack": 1}]},
                }
            ],
        ),
    ],
)
def test_modules_are_read_in_every_spelling(version: int, items: object) -> None:
    entity = only(normalise(body({"name": "assembling-machine-2", "items": items}, version=version)))
    (request,) = entity.items
    assert (request.name, request.count, request.quality) == ("efficiency-module", 2, "normal")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("logistic-chest-requester", "requester-chest"),
        ("filter-inserter", "fast-inserter"),
        ("stack-filter-inserter", "bulk-inserter"),
        ("stack-inserter", "bulk-inserter"),
        ("curved-rail", "legacy-curved-rail"),
    ],
)
def test_entities_of_1_x_get_their_names_of_2_x(old: str, new: str) -> None:
    # the game's migrations 2.0.0 and «1.2.0 stack inserter rename»
    blueprint = normalise(body({"name": old}, version=V1_1))
    assert only(blueprint).name == new
    assert blueprint.renamed == ((old, new),)


def test_a_stack_inserter_of_2_0_stays_one() -> None:
    assert only(normalise(body({"name": "stack-inserter"}, version=V2_0))).name == "stack-inserter"


@pytest.mark.parametrize(
    ("version", "target", "recipe", "expected"),
    [
        (V2_0, (2, 1, 20), "molten-iron", "iron-ore-melting"),
        (V2_0, (2, 0, 77), "molten-iron", "molten-iron"),
        (V2_1, (2, 0, 77), "iron-ore-melting", "molten-iron"),
        (V2_1, (2, 1, 20), "iron-ore-melting", "iron-ore-melting"),
        (V1_1, (2, 1, 20), "fill-water-barrel", "water-barrel"),
        (version_number((0, 16, 51)), (2, 1, 20), "science-pack-2", "logistic-science-pack"),
    ],
)
def test_recipes_are_named_as_the_reading_game_names_them(
    version: int, target: tuple[int, int, int], recipe: str, expected: str
) -> None:
    row = {"name": "foundry", "recipe": recipe}
    assert only(normalise(body(row, version=version), target=target)).recipe == expected


def test_wires_of_1_x_are_read_from_both_ends_once() -> None:
    blueprint = normalise(
        body(
            {"name": "small-electric-pole", "neighbours": [2]},
            {
                "name": "small-electric-pole",
                "neighbours": [1],
                "connections": {"1": {"red": [{"entity_id": 3, "circuit_id": 2}]}},
            },
            {
                "name": "arithmetic-combinator",
                "connections": {"2": {"red": [{"entity_id": 2}]}},
            },
            version=V1_1,
        )
    )
    assert blueprint.wires == (Wire(1, 5, 2, 5), Wire(2, 1, 3, 3))


def test_wires_of_2_x_are_kept() -> None:
    poles = [{"name": "small-electric-pole"}] * 2
    assert normalise(body(*poles, wires=[[1, 5, 2, 5]])).wires == (Wire(1, 5, 2, 5),)


def test_power_switches_of_1_x_keep_their_sides() -> None:
    pole = {"name": "small-electric-pole"}
    switch = {"name": "power-switch", "connections": {"Cu0": [{"entity_id": 1}], "Cu1": [{"entity_id": 2}]}}
    blueprint = normalise(body(pole, pole, switch, version=V1_1))
    assert blueprint.wires == (Wire(3, 5, 1, 5), Wire(3, 6, 2, 5))


def test_fuel_is_asked_for_but_is_no_module_to_write() -> None:
    locomotive = {"name": "locomotive", "items": {"coal": 50}}
    drill = {"name": "electric-mining-drill", "items": {"speed-module": 2, "coal": 5}}
    blueprint = normalise(body(locomotive, drill, version=V1_1))
    first, second = to_document(blueprint, bundled.load())["blueprint"]["entities"]
    assert "items" not in first
    # defines.inventory.mining_drill_modules is the second inventory of a drill
    assert second["items"] == [
        {"id": {"name": "speed-module"}, "items": {"in_inventory": [{"inventory": 2, "stack": n} for n in (0, 1)]}}
    ]


def test_what_it_does_not_know_is_carried_on() -> None:
    row = {"name": "inserter", "control_behavior": {"circuit_enabled": True}, "quality": "rare", "mirror": True}
    blueprint = normalise(body(row))
    written = to_document(blueprint, bundled.load())["blueprint"]["entities"][0]
    assert written["control_behavior"] == {"circuit_enabled": True}
    assert (written["quality"], written["mirror"]) == ("rare", True)
    assert dropped_settings(blueprint) == ()


def test_settings_of_1_x_are_named_instead_of_written_wrongly() -> None:
    blueprint = normalise(body({"name": "inserter", "control_behavior": {}, "bar": 3}, version=V1_1))
    assert dropped_settings(blueprint) == ("bar", "control_behavior")
    assert "bar" not in to_document(blueprint, bundled.load())["blueprint"]["entities"][0]


def test_writing_and_reading_again_gives_the_same_factory() -> None:
    row = {
        "name": "assembling-machine-3",
        "recipe": "iron-gear-wheel",
        "recipe_quality": "epic",
        "direction": 4,
        "items": [
            {
                "id": {"name": "speed-module-3", "quality": "legendary"},
                "items": {"in_inventory": [{"inventory": 4, "stack": 0}, {"inventory": 4, "stack": 1}]},
            }
        ],
    }
    more = {
        "label": "gears",
        "description": "two lines",
        "icons": [{"signal": {"name": "iron-gear-wheel"}, "index": 1}],
        "tiles": [{"name": "concrete", "position": {"x": 0, "y": 0}}],
    }
    blueprint = normalise(body(row, version=V2_1, **more))
    again = normalise(decode(encode(to_document(blueprint, bundled.load())))["blueprint"])
    assert again.entities == blueprint.entities
    assert (again.label, again.description, again.icons, again.tiles) == (
        "gears",
        "two lines",
        (("item", "iron-gear-wheel"),),
        (("concrete", 0.0, 0.0),),
    )
    assert again.version == (2, 1, 0)


def test_an_empty_lua_table_is_an_empty_list() -> None:
    assert normalise({"version": V2_0, "entities": {}, "wires": {}}).entities == ()


@pytest.mark.parametrize(
    ("broken", "where"),
    [
        ({"entities": 3}, "1 entities"),
        ({"entities": [7]}, "1 entities 1"),
        ({"entities": [{"name": "pipe"}]}, "1 entities 1 position"),
        ({"entities": [{"name": "pipe", "position": {"x": "a", "y": 1}}]}, "1 entities 1 position"),
        ({"entities": [{"name": "pipe", "position": HERE, "direction": "up"}]}, "1 entities 1 direction"),
        ({"entities": [{"name": "pipe", "position": HERE, "items": [{"id": 1}]}]}, "1 entities 1 items"),
        ({"entities": [{"name": "pipe", "position": HERE, "items": {"coal": -1}}]}, "1 entities 1 items"),
        ({"wires": [[1, 2, 3]]}, "1 wires 1"),
        ({"tiles": [1]}, "1 tiles"),
        ({"version": "2.0"}, "1 version"),
    ],
)
def test_a_wrong_shape_is_named_by_its_place(broken: dict[str, Any], where: str) -> None:
    with pytest.raises(ContractError) as caught:
        normalise({"version": V2_0, **broken})
    assert (caught.value.code, caught.value.params) == ("blueprint-shape", {"where": where})


def test_a_blueprint_half_a_tile_off_is_brought_onto_the_grid() -> None:
    rows: list[dict[str, Any]] = [
        {"name": "transport-belt", "position": {"x": -3, "y": 0}},
        {"name": "transport-belt", "position": {"x": -2, "y": 0}},
        {"name": "splitter", "position": {"x": -1, "y": 0.5}, "direction": 2},
    ]
    moved = aligned(normalise(body(*rows, version=V1_1)), bundled.load())
    assert [(entity.x, entity.y) for entity in moved.entities] == [(-2.5, 0.5), (-1.5, 0.5), (-0.5, 1.0)]
    assert aligned(moved, bundled.load()) is moved


MODULE_SLOTS = [
    ("assembling-machine-3", 4), ("electric-furnace", 4), ("rocket-silo", 4), ("lab", 3), ("electric-mining-drill", 2),
    ("beacon", 1),
]  # fmt: skip
"""Machines with defines.inventory of their module slots (API: assembling_machine_modules, lab_modules and so on)."""


@pytest.mark.parametrize(("machine", "inventory"), MODULE_SLOTS)
def test_modules_are_written_slot_after_slot_into_the_machines_own_inventory(machine: str, inventory: int) -> None:
    kinds = (ItemRequest("speed-module", 2), ItemRequest("efficiency-module", 1, "rare"))
    entity = BlueprintEntity(1, machine, 4.5, 4.5, 0, items=kinds)
    written = to_document(Blueprint("", (2, 0, 0), (entity,)), bundled.load("space-age-2.1.20"))
    plans = written["blueprint"]["entities"][0]["items"]
    assert [plan["id"] for plan in plans] == [
        {"name": "speed-module"}, {"name": "efficiency-module", "quality": "rare"}
    ]  # fmt: skip
    places = [(stack["inventory"], stack["stack"]) for plan in plans for stack in plan["items"]["in_inventory"]]
    assert places == [(inventory, 0), (inventory, 1), (inventory, 2)]


def test_the_quality_of_what_is_crafted_is_read_and_written() -> None:
    read = normalise(body({"name": "assembling-machine-3", "recipe": "iron-gear-wheel", "recipe_quality": "rare"}))
    assert only(read).recipe_quality == "rare"
    written = to_document(read, bundled.load("space-age-2.1.20"))["blueprint"]["entities"][0]
    assert (written["recipe"], written["recipe_quality"]) == ("iron-gear-wheel", "rare")


def test_what_goes_into_an_equipment_grid_is_counted() -> None:
    """BlueprintInsertPlan.items: in_inventory, and grid_count for equipment."""
    plan = {"id": {"name": "battery-equipment"}, "items": {"grid_count": 3}}
    (request,) = only(normalise(body({"name": "spidertron", "items": [plan]}))).items
    assert request.count == 3


def test_turned_things_of_odd_sides_are_on_the_grid_as_they_stand() -> None:
    """A splitter that runs east is one tile long and two wide: its centre lies on an edge between two rows."""
    entities = (BlueprintEntity(1, "splitter", 0.5, 1.0, 4), BlueprintEntity(2, "splitter", 2.5, 1.0, 4))
    blueprint = Blueprint("", (2, 0, 0), entities)
    assert aligned(blueprint, bundled.load("base-2.0.77")) == blueprint
