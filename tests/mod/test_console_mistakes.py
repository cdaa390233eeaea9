"""The guards of the console door, each taken away once: the test that is about it must notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.game.errors import SimulationError
from tests.mod import test_console_door as tried
from tests.mod.scene import MAIN, Scene, copy_mods

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Starting = Callable[..., Scene]

MISTAKES: dict[str, tuple[str, str, Callable[[Starting], None]]] = {
    "players are listened to": (
        "if event.player_index then",
        "if event.player_index == 0 then",
        lambda start: tried.test_what_a_player_types_is_refused_an_admin_too(start, "ru"),
    ),
    "no checksum is compared": (
        ' or adler32.of(head .. " " .. part) ~= digest',
        "",
        lambda start: tried.test_garbage_counts_as_a_missing_piece(start, lambda line: line[:-1]),
    ),
    "there is no most of pieces": (
        " or count > constants.PIECES_CAP",
        "",
        tried.test_an_endless_transfer_cannot_grow_the_save,
    ),
    "what came in part is kept for ever": (
        "    elseif transfer.told then\n      storage.console.transfer = nil\n",
        "    elseif transfer.told then\n      return\n",
        tried.test_a_partial_transfer_is_dropped_after_a_minute_and_may_come_again,
    ),
    "a silent end is not noticed": (
        '    tasks.move("console", game.tick + constants.TRANSFER_QUIET)\n',
        "",
        tried.test_without_the_last_piece_what_is_missing_is_told_once_nothing_comes,
    ),
    "what is done is forgotten": (
        "  if done and done.id == id then\n",
        "  if false then\n",
        tried.test_the_same_delivery_again_is_told_whole_and_changes_nothing,
    ),
    "each peer keeps the pieces for itself": (
        "local function read(parameter)",
        "local own = {}\nlocal function read(parameter)",
        tried.test_a_client_who_joins_amid_a_transfer_gets_the_rest_like_everybody,
    ),
    "any game's console is listened to": (
        '  if writer.role() ~= "headless" then\n',
        "  if false then\n",
        tried.test_the_console_of_a_game_that_a_player_hosts_is_not_listened_to,
    ),
    "another save's pieces are taken": (
        'elseif string.sub(id, 1, #storage.session + 1) ~= storage.session .. "-" then',
        "elseif false then",
        tried.test_pieces_for_another_save_are_refused,
    ),
    "pieces outlive the consent": (
        "  if not writer.open() then\n    storage.console.transfer = nil\n",
        "  if not writer.open() then\n",
        tried.test_with_the_consent_gone_nothing_is_taken_and_nothing_kept,
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_planted_mistake_is_noticed(name: str, tmp_path: Path) -> None:
    old, new, notices = MISTAKES[name]
    mods = copy_mods(tmp_path / "mods", "2.1")
    path = mods / MAIN / "scripts" / "console.lua"
    text = path.read_text("utf-8")
    assert text.count(old) == 1, "the text to replace is not there"
    text = text.replace(old, new)
    if name == "each peer keeps the pieces for itself":
        text = text.replace("storage.console.transfer", "own.transfer")
    path.write_text(text, "utf-8")

    def start(**options: Any) -> Scene:  # noqa: ANN401 - passed on to Game
        here = Scene(tmp_path, "2.1", mods=mods, **options)
        here.exported_before()
        return here

    with pytest.raises(
        (AssertionError, SimulationError, ValueError, LookupError)
    ):  # or nothing where something was told
        notices(start)


def test_a_delivery_whose_taking_fails_leaves_no_pieces_in_the_save(tmp_path: Path) -> None:
    mods = copy_mods(tmp_path / "mods", "2.1")
    path = mods / MAIN / "scripts" / "packed.lua"
    text = path.read_text("utf-8")
    begin = "function packed.apply(text, door)\n"
    assert text.count(begin) == 1
    path.write_text(text.replace(begin, begin + '  error("planted")\n'), "utf-8")

    def start(**options: Any) -> Scene:  # noqa: ANN401 - passed on to Game
        here = Scene(tmp_path, "2.1", mods=mods, **options)
        here.exported_before()
        return here

    here, lines = tried.asked(start)
    tried.type_all(here, lines)
    assert tried.kept(here) == {}
