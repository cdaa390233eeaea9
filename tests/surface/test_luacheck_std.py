"""The standards given to luacheck are a Lua table, with the names of both versions of the game and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from lupa import lua52

from tests.game.surface import luacheck_std

if TYPE_CHECKING:
    from pathlib import Path


Json = dict[str, Any]


def plain(table: object) -> object:
    return {key: plain(value) for key, value in table.items()} if hasattr(table, "items") else table


@pytest.fixture(scope="module")
def standards(tmp_path_factory: pytest.TempPathFactory) -> Json:
    output: Path = tmp_path_factory.mktemp("lint") / "std.lua"
    assert luacheck_std.main([str(output)]) == 0
    loaded = plain(lua52.LuaRuntime().execute(output.read_text(encoding="utf-8")))
    assert isinstance(loaded, dict)
    return loaded


def test_storage_alone_may_be_written_by_the_control_stage(standards: Json) -> None:
    assert list(standards["control"]["globals"]) == ["storage"]


def test_global_objects_have_their_members_and_no_others(standards: Json) -> None:
    game = standards["control"]["read_globals"]["game"]["fields"]
    assert "players" in game
    assert game["tick_paused"]["read_only"] is False
    assert "plyers" not in game


def test_members_of_either_version_pass(standards: Json) -> None:
    fields = standards["control"]["read_globals"]["defines"]["fields"]
    assert "crafter_input" in fields["inventory"]["fields"]
    assert "crafter_inputs" not in fields["inventory"]["fields"]


def test_each_stage_has_its_own_globals(standards: Json) -> None:
    stages = {stage: set(standard["read_globals"]) for stage, standard in standards.items()}
    assert {stage for stage, names in stages.items() if "data" in names} == {"data", "settings"}
    assert {stage for stage, names in stages.items() if "game" in names} == {"control"}
    assert {stage for stage, names in stages.items() if "settings" in names} == {"control", "data"}


@pytest.mark.parametrize("name", ["io", "os", "coroutine", "loadfile", "dofile", "rcon", "global"])
def test_what_the_game_does_not_give_a_mod_is_no_global(standards: Json, name: str) -> None:
    assert all(name not in standard["read_globals"] for standard in standards.values())
