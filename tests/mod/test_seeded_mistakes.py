"""Mistakes of the kinds that mods make, planted one at a time: each must be caught by what the other tests look at.

A copy of the mods gets one text replaced (which must be there), then the usual round is played: windows, consent, a
snapshot, a question, an answer, a blueprint, a load, several peers. What is caught is any of: the game refuses to load,
the game ends, peers differ, a feature fails, an API call is refused, a key is missing, or a promise is broken.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.game.errors import SimulationError
from tests.game.world import scenarios
from tests.mod.scene import INBOX, MAIN, Scene, copy_mods
from tests.mod.test_blueprint import offer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True)
class Mistake:
    """One text of one file becomes another; `version` where only one version of the game minds."""

    file: str
    old: str
    new: str
    version: str = "2.1"


MISTAKES = {
    "mistyped member": Mistake("scripts/collect/entity.lua", "entity.crafting_speed", "entity.crafting_sped"),
    "write in on_load": Mistake(
        "scripts/tasks.lua", "function tasks.mark_loaded()\n", "function tasks.mark_loaded()\n  storage.loads = 1\n"
    ),
    "unserialisable value in storage": Mistake(
        "scripts/request.lua", "    revision = -1,\n", "    revision = -1,\n    answer = function() end,\n"
    ),
    "unknown GUI style": Mistake("scripts/gui/chat_window.lua", '"red_button"', '"redish_button"'),
    "style of another widget": Mistake(
        "scripts/gui/chat_window.lua", 'style = "gpta_transcript"', 'style = "gpta_text"'
    ),
    "missing locale key": Mistake("scripts/gui/chat_window.lua", '"gpta-chat.send"', '"gpta-chat.sendd"'),
    "missing parameter of a text": Mistake(
        "scripts/gui/chat_window.lua", "      math.floor((game.tick - header.tick) / 3600),\n", ""
    ),
    "order of pairs in what is written": Mistake("scripts/util/json.lua", "  sort(keys)\n", ""),
    "file-local that changes the state": Mistake(
        "scripts/hello.lua",
        "    written_since_load = true\n",
        "    written_since_load = true\n    storage.greeted = game.tick\n",
    ),
    "tracked writing after a load": Mistake(
        "scripts/request.lua", "json.encode(pending.body), true)", "json.encode(pending.body))"
    ),
    "unknown member of defines": Mistake(
        "scripts/gui/transcript_view.lua", "{ type = defines.controllers.remote", "{ type = defines.controllers.remotes"
    ),
    "wrong field of an event": Mistake("scripts/chat.lua", "event.prototype_name", "event.shortcut_name"),
    "every peer writes": Mistake("scripts/writer.lua", "data, append, for_player)", "data, append)"),
    "tick handler left behind": Mistake("scripts/tasks.lua", "needed and on_tick or nil)", "on_tick)"),
    "require while the game runs": Mistake(
        "scripts/chat.lua",
        "local function toggle(player)\n",
        'local function toggle(player)\n  require("scripts.score")\n',
    ),
    "unknown key of an argument table": Mistake(
        "scripts/gui/transcript_view.lua", "time_to_live = MARK_TICKS", "ttl = MARK_TICKS"
    ),
    "unknown property of a prototype": Mistake("prototypes/selection-tool.lua", "stack_size = 1", "stacksize = 1"),
    "missing picture": Mistake("prototypes/sprite.lua", '-32.png"', '-33.png"'),
    "member that 2.1 took away": Mistake(
        "scripts/collect/entity.lua", "  for i = 1, entity.fluids_count do", "  for i = 1, #entity.fluidbox do"
    ),
    "member that 2.0 has not yet": Mistake(
        "scripts/compat.lua", "  if is_2_1 then\n    local entity", "  if true then\n    local entity", "2.0"
    ),
    "answer with a wrong nonce taken": Mistake("scripts/delivery.lua", "pending.nonce == document.nonce and ", ""),
    "consent that nobody gave": Mistake("scripts/state.lua", "      consent = false,", "      consent = true,"),
    "numbers where the game wants whole ones": Mistake(
        "scripts/gui/chat_window.lua",
        "selected_index = mode_index(own.mode)",
        "selected_index = mode_index(own.mode) + 0.5",
    ),
    "a ghost left behind": Mistake(
        "scripts/placement.lua", "    if #blockers > 0 then\n      return", "    if false then\n      return"
    ),
}


def before_consent(here: Scene) -> list[str]:
    """Everything that a player can touch before he has agreed."""
    broken: list[str] = []
    if tick_handlers(here):
        broken.append("a tick handler while nothing is pending")
    here.player.shortcut("gpta-toggle-chat")
    if here.player.find("gpta-consent") is None:
        broken.append("the shortcut opens nothing")
    here.game.eval(MAIN, "remote.call('gpt-assistant', 'open_chat', 1) return 1")
    here.player.chat("/gpta-selftest")
    if here.state.exists():
        broken.append("written before consent")
    here.player.click("gpta-consent-accept")
    return broken


def question_and_answers(here: Scene) -> list[str]:
    """A snapshot, a question, a foreign answer, and the right one with a blueprint."""
    broken: list[str] = []
    here.player.hotkey("gpta-take-analyzer")
    here.player.select_area((-5.0, -5.0), (60.0, 60.0), mode="alt_select")
    here.game.tick(10)
    question = here.ask("Почему?")
    here.allow_reloads()
    here.put_into_inbox(here.delivery(question, here.response(question, "ЧУЖОЕ", nonce="00000000")))
    here.player.click("gpta-check")
    here.game.tick(5)
    if "ЧУЖОЕ" in here.said():
        broken.append("a foreign answer was taken")
    finding = {"id": "f", "severity": "info", "text": "Там", "position": {"x": 1, "y": 2}, "surface": "nauvis"}
    answer = here.response(question, "Потому.", findings=[finding], has_blueprint=True)
    blocked = offer(here, question, position={"x": 80, "y": 20.5})
    here.put_into_inbox(here.delivery(question, answer, blueprints=[blocked]))
    here.player.click("gpta-check")
    here.game.tick(5)
    if "Потому." not in here.said():
        broken.append("the answer was not shown")
    return broken


def clicks_in_the_answer(here: Scene) -> list[str]:
    """The finding and the blueprint, which something stands in the way of."""
    broken: list[str] = []
    label = next((e for e in here.player.element("gpta-transcript").walk() if e.caption == "• Там"), None)
    if label is not None:
        here.player.click(label)
    if here.player.find("gpta-place"):
        here.player.click("gpta-place")
        here.player.click("gpta-place-here")
    blockers = [blocker.name for ack in here.acks() for blocker in ack.detail.blockers]
    if blockers != ["steel-chest"]:
        broken.append("the blocker was not named")
    if here.game.world.nauvis.count_entities_filtered(type="entity-ghost"):
        broken.append("a ghost was left")
    return broken


def one_player(folder: Path, version: str, mods: Path) -> list[str]:
    """The round of a single player; the broken promises."""
    here = Scene(folder, version, mods=mods, locale="ru")
    here.build(lambda world: scenarios.gear_factory(world, machines=2))
    here.build(lambda world: scenarios.field_with_obstacle(world, (78.5, 21.5)))
    broken = before_consent(here) + question_and_answers(here) + clicks_in_the_answer(here)
    here.game.tick(70)
    if tick_handlers(here):
        broken.append("a tick handler while nothing is pending")
    here.ask("И ещё?")
    here.load(here.game.save())
    here.game.tick(5)
    here.check_files()
    return broken + here.problems


def three_players(folder: Path, version: str, mods: Path) -> list[str]:
    """The round of three peers; lockstep is compared every tick."""
    here = Scene(folder, version, mods=mods, multiplayer=True, players=("anna", "boris", "vera"))
    here.player.change_setting("gpta-host", "anna")
    here.consent()
    boris = here.game.players[2]
    here.consent(boris)
    question = here.ask("?", boris)
    here.game.join("grisha")
    here.game.tick(5)
    here.paste(here.delivery(question, here.response(question, "!")))
    boris.hotkey("gpta-toggle-chat")
    here.ask("??")
    here.load(here.game.save())
    here.game.tick(5)
    here.game.players[1].hotkey("gpta-toggle-chat")
    here.game.tick(5)
    broken = here.problems
    if any((peer.script_output / "state").exists() for peer in here.game.peers[1:]):
        broken.append("a client wrote")
    return broken


def tick_handlers(here: Scene) -> bool:
    return "on_tick" in here.game.server.bootstraps[MAIN].handlers.events


def rounds(tmp_path: Path, version: str, mods: Path) -> list[str]:
    """Both rounds; what the simulated game or the contract refuses is told as well."""
    found: list[str] = []
    for name, play in (("one", one_player), ("three", three_players)):
        found += caught(lambda play=play, name=name: play(tmp_path / name, version, mods))  # type: ignore[misc]
        (mods / INBOX / "inbox.lua").write_text('return { seq = 0, session = "", length = 0, body = "" }\n', "utf-8")
    return found


def caught(play: Callable[[], list[str]]) -> list[str]:
    try:
        return play()
    except (SimulationError, AssertionError) as problem:
        return [f"{type(problem).__name__}: {problem}"]


def test_the_mod_as_it_is_passes_both_rounds(tmp_path: Path, version: str) -> None:
    assert rounds(tmp_path, version, copy_mods(tmp_path / "mods", version)) == []


@pytest.mark.parametrize("name", MISTAKES)
def test_a_planted_mistake_is_caught(tmp_path: Path, name: str) -> None:
    mistake = MISTAKES[name]
    mods = copy_mods(tmp_path / "mods", mistake.version)
    path = mods / MAIN / mistake.file
    text = path.read_text("utf-8")
    assert text.count(mistake.old) == 1, f"{mistake.file} holds {text.count(mistake.old)} of {mistake.old!r}"
    path.write_text(text.replace(mistake.old, mistake.new), "utf-8")
    assert rounds(tmp_path, mistake.version, mods) != []
