"""The API surfaces say what the game says: facts looked up in the official description of 2.0.75 and 2.1.9."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

Json = dict[str, Any]

FOLDER = Path(__file__).resolve().parents[1] / "game" / "surface"
VERSIONS = ("2.0", "2.1")
REFERENCE_KEYS = {"lit", "n", "o", "sub", "abstract", "variadic", "table_opt", "struct"}


@pytest.fixture(scope="module")
def surfaces() -> dict[str, Json]:
    return {name: json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")) for name in VERSIONS}


@pytest.fixture(params=VERSIONS)
def surface(request: pytest.FixtureRequest, surfaces: dict[str, Json]) -> Json:
    return surfaces[request.param]


def attrs(surface: Json, name: str) -> Json:
    found: Json = surface["classes"][name]["attrs"]
    return found


def methods(surface: Json, name: str) -> Json:
    found: Json = surface["classes"][name]["methods"]
    return found


def test_each_surface_is_of_its_version(surfaces: dict[str, Json]) -> None:
    assert {name: surface["version"] for name, surface in surfaces.items()} == {"2.0": "2.0.75", "2.1": "2.1.7"}


def test_a_surface_is_small_enough_to_live_in_the_repository() -> None:
    assert all((FOLDER / f"{name}.json").stat().st_size < 1_200_000 for name in VERSIONS)


def test_what_2_1_took_away_is_gone(surfaces: dict[str, Json]) -> None:
    assert "fluidbox" in attrs(surfaces["2.0"], "LuaEntity")
    assert "fluidbox" not in attrs(surfaces["2.1"], "LuaEntity")
    assert "category" in attrs(surfaces["2.0"], "LuaRecipe")
    assert "category" not in attrs(surfaces["2.1"], "LuaRecipe")


def test_what_2_1_brought_is_there_only(surfaces: dict[str, Json]) -> None:
    assert "categories" in attrs(surfaces["2.1"], "LuaRecipe")
    assert "categories" not in attrs(surfaces["2.0"], "LuaRecipe")
    assert "LuaElectricNetwork" in surfaces["2.1"]["classes"]
    assert "LuaElectricNetwork" not in surfaces["2.0"]["classes"]


def test_fluids_are_counted_without_a_fluidbox_in_both(surface: Json) -> None:
    assert attrs(surface, "LuaEntity")["fluids_count"] == {"r": "uint32"}


def test_mods_can_be_reloaded_in_both(surface: Json) -> None:
    assert methods(surface, "LuaGameScript")["reload_mods"] == {"p": [], "ret": []}


def test_a_file_is_written_with_two_to_four_arguments(surface: Json) -> None:
    parameters = methods(surface, "LuaHelpers")["write_file"]["p"]
    assert [(one["n"], one.get("o", 0)) for one in parameters] == [
        ("filename", 0),
        ("data", 0),
        ("append", 1),
        ("for_player", 1),
    ]


def test_an_attribute_is_readable_writable_or_both(surface: Json) -> None:
    assert "w" not in attrs(surface, "LuaEntity")["unit_number"]
    assert attrs(surface, "LuaEntity")["unit_number"]["o"] == 1
    assert attrs(surface, "LuaGameScript")["tick_paused"] == {"r": "boolean", "w": "boolean"}
    assert "r" not in attrs(surface, "LuaStyle")["size"]


def test_an_attribute_of_some_entities_names_them(surface: Json) -> None:
    assert attrs(surface, "LuaEntity")["crafting_progress"]["sub"] == ["CraftingMachine"]
    assert set(attrs(surface, "LuaGuiElement")["text"]["sub"]) == {"textfield", "text-box"}


def test_what_is_read_and_what_is_written_may_differ(surface: Json) -> None:
    assert attrs(surface, "LuaControl")["force"] == {"r": "LuaForce", "w": "ForceID"}


def test_a_gui_element_is_added_from_one_table_whose_fields_depend_on_its_type(surface: Json) -> None:
    add = methods(surface, "LuaGuiElement")["add"]
    assert add["table"] == 1
    assert add["p"][0] == {"n": "type", "t": "GuiElementType"}
    assert add["variants"]["checkbox"] == {"state": {"t": "boolean"}}
    assert "state" not in {one["n"] for one in add["p"]}


def test_an_entity_is_created_from_one_table_whose_fields_depend_on_its_type(surface: Json) -> None:
    create = methods(surface, "LuaSurface")["create_entity"]
    assert create["table"] == 1
    assert [one["n"] for one in create["p"]][:3] == ["name", "position", "direction"]
    assert create["variants"]["entity-ghost"]["inner_name"] == {"t": "string"}


def test_entities_are_searched_for_with_one_positional_table(surface: Json) -> None:
    find = methods(surface, "LuaSurface")["find_entities_filtered"]
    assert find["p"] == [{"n": "filter", "t": "EntitySearchFilters"}]
    assert "table" not in find
    assert "ghost_name" in surface["concepts"]["EntitySearchFilters"]["table"]


def test_one_table_may_be_left_out_where_the_game_allows_it(surface: Json) -> None:
    assert methods(surface, "LuaEntity")["destroy"]["table_opt"] == 1
    assert "table_opt" not in methods(surface, "LuaSurface")["create_entity"]


def test_an_event_has_its_fields(surface: Json) -> None:
    click = surface["events"]["on_gui_click"]
    assert set(click) == {
        *("name", "tick", "player_index", "element", "button"),
        *("alt", "control", "shift", "cursor_display_location"),
    }
    assert surface["events"]["on_built_entity"]["tags"]["o"] == 1


def test_every_event_can_be_subscribed_to(surface: Json) -> None:
    assert set(surface["events"]) - {"CustomInputEvent"} == set(surface["defines"]["events"])


def test_the_inventories_of_a_crafting_machine_are_defined(surface: Json) -> None:
    assert {"crafter_input", "crafter_output", "crafter_modules"} <= set(surface["defines"]["inventory"])


def test_defines_can_be_nested(surface: Json) -> None:
    assert surface["defines"]["control_behavior"]["inserter"]["hand_read_mode"] == ["hold", "pulse"]
    assert "direction" in surface["defines"]
    assert len(surface["defines"]["direction"]) == 16


def test_positions_may_be_written_in_both_forms(surface: Json) -> None:
    table = {"table": {"x": {"t": "double"}, "y": {"t": "double"}}}
    assert surface["concepts"]["MapPosition"] == {"union": [table, {"tuple": ["double", "double"]}]}


def test_a_shortcut_has_the_properties_of_its_prototype(surface: Json) -> None:
    assert surface["prototypes"]["shortcut"] == {"name": "ShortcutPrototype"}
    shortcut = surface["proto_classes"]["ShortcutPrototype"]
    assert shortcut["parent"] == "Prototype"
    assert shortcut["props"]["icon"] == {"o": 1, "t": "FileName"}
    assert {"lit": "lua"} in shortcut["props"]["action"]["t"]["union"]


def test_the_globals_of_the_control_stage_are_known(surface: Json) -> None:
    assert surface["globals"]["game"] == "LuaGameScript"
    assert surface["globals"]["helpers"] == "LuaHelpers"
    assert surface["globals"]["settings"] == "LuaSettings"
    assert surface["functions"] == ["localised_print", "log", "table_size"]


def test_every_class_has_a_parent_that_exists(surface: Json) -> None:
    parents = {one["parent"] for one in surface["classes"].values()} - {None}
    assert parents <= set(surface["classes"])
    assert {name for name in parents if not surface["classes"][name]["abstract"]} == set()


def referred(node: object) -> set[str]:
    """Names of types anywhere in a description."""
    if isinstance(node, str):
        return {node}
    if isinstance(node, list):
        return {name for one in node for name in referred(one)}
    if isinstance(node, dict):
        return {name for key, inner in node.items() if key not in REFERENCE_KEYS for name in of_key(key, inner)}
    return set()


def of_key(key: str, inner: object) -> set[str]:
    """Fields are named by the game, their descriptions hold types; one level deeper for variants."""
    if key in {"table", "props", "luastruct"} and isinstance(inner, dict):
        return {name for field in inner.values() for name in referred(field)}
    if key == "variants" and isinstance(inner, dict):
        return {name for fields in inner.values() for field in fields.values() for name in referred(field)}
    return referred(inner)


def defined(tree: object, name: str = "defines") -> set[str]:
    if isinstance(tree, dict):
        return {name}.union(*(defined(part, f"{name}.{key}") for key, part in tree.items()))
    return {name, *(f"{name}.{member}" for member in tree)} if isinstance(tree, list) else {name}


def test_every_type_of_the_runtime_that_is_referred_to_is_described(surface: Json) -> None:
    classes = surface["classes"].values()
    used = referred(list(surface["concepts"].values()))
    for one in classes:
        used |= referred([list(one[part].values()) for part in ("attrs", "methods", "ops")])
    for fields in surface["events"].values():
        used |= referred(list(fields.values()))
    known = {*surface["concepts"], *surface["classes"], *defined(surface["defines"]), "builtin"}
    assert len(used) > 400
    assert used - known == set()


def test_every_type_of_the_prototypes_that_is_referred_to_is_described(surface: Json) -> None:
    described = [{"props": one["props"]} for one in surface["proto_classes"].values()]
    described += [{"t": one["t"], "props": one.get("props", {})} for one in surface["proto_types"].values()]
    used = referred(described)
    known = {*surface["proto_types"], *surface["proto_classes"], *defined(surface["defines"]), "builtin"}
    assert len(used) > 400
    assert used - known == set()


def test_the_names_of_the_base_game_hold_what_players_know() -> None:
    names = json.loads((FOLDER / "base-names.json").read_text(encoding="utf-8"))
    assert "frame_action_button" in names["gui_styles"]
    assert "inside_shallow_frame" in names["gui_styles"]
    assert "assembling-machine-2" in names["prototypes"]["assembling-machine"]
    assert "iron-gear-wheel" in names["prototypes"]["recipe"]
    assert "signal-A" in names["prototypes"]["virtual-signal"]
    assert "optimized-particle" not in names["prototypes"]
