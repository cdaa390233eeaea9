"""The standards given to luacheck are a Lua table, with the names of both versions of the game and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from lupa import lua52

from tests.game.surface import luacheck_std

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def standards(tmp_path_factory: pytest.TempPathFactory) -> Any:
    output: Path = tmp_path_factory.mktemp("lint") / "std.lua"
    assert luacheck_std.main([str(output)]) == 0
    return lua52.LuaRuntime().execute(output.read_text(encoding="utf-8"))


def test_storage_alone_may_be_written_by_the_control_stage(standards: Any) -> None:
    assert list(standards.control.globals) == ["storage"]


def test_global_objects_have_their_members_and_no_others(standards: Any) -> None:
    game = standards.control.read_globals.game.fields
    assert game.players is not None
    assert game.tick_paused.read_only is False
    assert game.plyers is None


def test_members_of_either_version_pass(standards: Any) -> None:
    inventory = standards.control.read_globals.defines.fields.inventory.fields
    assert inventory.crafter_input is not None
    assert inventory.crafter_inputs is None


def test_each_stage_has_its_own_globals(standards: Any) -> None:
    assert standards.control.read_globals.data is None
    assert standards.data.read_globals.data is not None
    assert standards.data.read_globals.game is None
    assert standards.settings.read_globals.settings is None


@pytest.mark.parametrize("name", ["io", "os", "coroutine", "loadfile", "dofile", "rcon", "global"])
def test_what_the_game_does_not_give_a_mod_is_no_global(standards: Any, name: str) -> None:
    assert standards.control.read_globals[name] is None
