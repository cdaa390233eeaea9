"""Mistakes of the kinds that mods make, planted one at a time: each must be caught by what the other tests look at.

A copy of the mods gets one text replaced (which must be there), then the usual round is played: windows, consent, a
snapshot, a question, an answer, a blueprint, a load, several peers. What is caught is any of: the game refuses to load,
the game ends, peers differ, a feature fails, an API call is refused, a key is missing, or a promise is broken.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.game.coverage import FOLDER_VARIABLE
from tests.game.errors import SimulationError
from tests.game.world import scenarios
from tests.mod.scene import INBOX, MAIN, Scene, copy_mods
from tests.mod.test_blueprint import offer
from tests.mod.watching import decision, looked, newest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True)
class Mistake:
    """One text of one file becomes another; `version` where only one version of the game minds."""

    file: str
    old: str
    new: str
    because: str
    """What the report must say: caught for another reason is not caught."""
    version: str = "2.1"


MISTAKES = {
    "mistyped member": Mistake(
        "scripts/collect/entity.lua",
        "entity.crafting_speed",
        "entity.crafting_sped",
        "doesn't contain key crafting_sped",
    ),
    "member of a prototype that 2.1 has no more": Mistake(
        "scripts/compat.lua",
        "    return prototype.categories\n",
        "    return prototype.category\n",
        "doesn't contain key category",
    ),
    "an export that never rests": Mistake(
        "scripts/export.lua",
        '      mark(job, "export-end")\n',
        '      mark(job, "export-end")\n      tasks.move("export", tick + 3600)\n',
        "a tick handler while nothing is pending",
    ),
    "an export's digest that leaves out its end": Mistake(
        "scripts/export.lua", '    stream.put(job, "]}")\n', '    writer.piece(job.file, "]}")\n', "names-"
    ),
    "write in on_load": Mistake(
        "scripts/tasks.lua",
        "function tasks.mark_loaded()\n",
        "function tasks.mark_loaded()\n  storage.loads = 1\n",
        "modifications to the 'storage' table",
    ),
    "unserialisable value in storage": Mistake(
        "scripts/request.lua",
        "    revision = -1,\n",
        "    revision = -1,\n    answer = function() end,\n",
        "Cannot serialise lua function",
    ),
    "unknown GUI style": Mistake(
        "scripts/gui/chat_window.lua", '"red_button"', '"redish_button"', "Unknown style: redish_button"
    ),
    "style of another widget": Mistake(
        "scripts/gui/chat_window.lua",
        'style = "gpta_transcript"',
        'style = "gpta_text"',
        "it cannot be used for a scroll-pane",
    ),
    "missing locale key": Mistake(
        "scripts/gui/chat_window.lua", '"gpta-chat.send"', '"gpta-chat.sendd"', "key gpta-chat.sendd is missing"
    ),
    "missing parameter of a text": Mistake(
        "scripts/gui/chat_window.lua",
        "      math.floor((game.tick - header.tick) / 3600),\n",
        "",
        "has 4 parameters, used with 3",
    ),
    "order of pairs in what is written": Mistake("scripts/util/json.lua", "  sort(keys)\n", "", "DesyncError: tick"),
    "file-local that changes the state": Mistake(
        "scripts/hello.lua",
        "    written_since_load = true\n",
        "    written_since_load = true\n    storage.greeted = game.tick\n",
        "DesyncError: tick",
    ),
    "tracked writing after a load": Mistake(
        "scripts/request.lua", "json.encode(pending.body), true)", "json.encode(pending.body))", "DesyncError: tick"
    ),
    "unknown member of defines": Mistake(
        "scripts/gui/transcript_view.lua",
        "{ type = defines.controllers.remote",
        "{ type = defines.controllers.remotes",
        "set_controller: Key 'type' not found",
    ),
    "wrong field of an event": Mistake(
        "scripts/chat.lua", "event.prototype_name", "event.shortcut_name", "the shortcut opens nothing"
    ),
    "every peer writes": Mistake("scripts/writer.lua", "data, append, for_player)", "data, append)", "a client wrote"),
    "tick handler left behind": Mistake(
        "scripts/tasks.lua", "needed and on_tick or nil)", "on_tick)", "a tick handler while nothing is pending"
    ),
    "require while the game runs": Mistake(
        "scripts/chat.lua",
        "local function toggle(player)\n",
        'local function toggle(player)\n  require("scripts.score")\n',
        "outside of control.lua parsing",
    ),
    "unknown key of an argument table": Mistake(
        "scripts/gui/transcript_view.lua", "time_to_live = MARK_TICKS", "ttl = MARK_TICKS", "Unknown key 'ttl'"
    ),
    "unknown property of a prototype": Mistake(
        "prototypes/selection-tool.lua", "stack_size = 1", "stacksize = 1", "unknown property stacksize"
    ),
    "missing picture": Mistake("prototypes/sprite.lua", '-32.png"', '-33.png"', "-33.png does not exist"),
    "member that 2.1 took away": Mistake(
        "scripts/collect/entity.lua",
        "  for i = 1, entity.fluids_count do",
        "  for i = 1, #entity.fluidbox do",
        "doesn't contain key fluidbox",
    ),
    "member that 2.0 has not yet": Mistake(
        "scripts/compat.lua",
        "  if is_2_1 then\n    local entity",
        "  if true then\n    local entity",
        "doesn't contain key electric_network",
        version="2.0",
    ),
    "answer with a wrong nonce taken": Mistake(
        "scripts/delivery.lua", "pending.nonce == document.nonce and ", "", "a foreign answer was taken"
    ),
    "consent that nobody gave": Mistake(
        "scripts/state.lua", "      consent = false,", "      consent = true,", "written before consent"
    ),
    "numbers where the game wants whole ones": Mistake(
        "scripts/gui/chat_window.lua",
        "selected_index = mode_index(own.mode)",
        "selected_index = mode_index(own.mode) + 0.5",
        "1.5 is not a whole number",
    ),
    "what blocks is not looked for": Mistake(
        "scripts/placement.lua",
        "    if #blockers > 0 then\n      return",
        "    if false then\n      return",
        "the blocker was not named",
    ),
}

ON_WATCH = {
    "what happened is forgotten before it is written": Mistake(
        "scripts/observation.lua",
        "  body.event_log = json.list(happenings.told(player, watched.log))\n",
        "  watched.log = happenings.new_log()\n  body.event_log = json.list(happenings.told(player, watched.log))\n",
        "what happened was not told",
    ),
    "a decision carried out twice": Mistake(
        "scripts/actions.lua", "  record.answered = true\n", "", "a decision was carried out twice"
    ),
    "listening while nobody watches": Mistake(
        "scripts/happenings.lua", "      script.on_event(each.id, nil)\n", "", "somebody listens while nobody watches"
    ),
    "listeners forgotten by a load": Mistake(
        "scripts/happenings.lua", "happenings.on_load = happenings.update\n", "", "what happened after a load"
    ),
}
"""Mistakes that show on watch alone: a round of their own, which costs the others nothing."""


def before_consent(here: Scene, broken: list[str]) -> None:
    """Everything that a player can touch before he has agreed."""
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


def question_and_answers(here: Scene, broken: list[str]) -> None:
    """A snapshot, a question, a foreign answer, and the right one with a blueprint."""
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


def clicks_in_the_answer(here: Scene, broken: list[str]) -> None:
    """The finding and the blueprint, which something stands in the way of."""
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


def on_watch(here: Scene, broken: list[str]) -> None:
    """A look, a decision twice, something that happens, a load, something more."""
    here.consent()
    here.player.change_setting("gpta-watch-seconds", 1)
    here.player.hotkey("gpta-toggle-watch")
    here.game.tick(5)
    seen = newest(here)
    decided = here.delivery(seen, decision(here, seen, {"action": "message", "text": "Решено."}))
    here.paste(decided)
    here.paste(decided)
    if here.said().count("Решено.") != 1:
        broken.append("a decision was carried out twice")
    here.player.chat("gpt, ау")
    if "gpt, ау" not in [each.detail for each in looked(here).event_log]:
        broken.append("what happened was not told")
    here.load(here.game.save())
    here.player.chat("gpt, снова")
    if "gpt, снова" not in [each.detail for each in looked(here).event_log]:
        broken.append("what happened after a load was not told")
    here.player.hotkey("gpta-toggle-watch")
    if "on_console_chat" in here.game.server.bootstraps[MAIN].handlers.events:
        broken.append("somebody listens while nobody watches")


def one_player(here: Scene, broken: list[str]) -> None:
    """The round of a single player; adds the broken promises."""
    here.build(lambda world: scenarios.gear_factory(world, machines=2))
    here.build(lambda world: scenarios.field_with_obstacle(world, (78.5, 21.5)))
    before_consent(here, broken)
    question_and_answers(here, broken)
    clicks_in_the_answer(here, broken)
    here.game.tick(70)
    if tick_handlers(here):
        broken.append("a tick handler while nothing is pending")
    here.ask("И ещё?")
    here.load(here.game.save())
    here.game.tick(5)
    here.check_files()


def three_players(here: Scene, broken: list[str]) -> None:
    """The round of three peers; lockstep is compared every tick."""
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
    if any((peer.script_output / "state").exists() for peer in here.game.peers[1:]):
        broken.append("a client wrote")


def tick_handlers(here: Scene) -> bool:
    return "on_tick" in here.game.server.bootstraps[MAIN].handlers.events


def rounds(folder: Path, version: str, mods: Path) -> list[str]:
    """Both rounds: broken promises, and what the simulated game or the contract refuses."""
    three: dict[str, Any] = {"multiplayer": True, "players": ("anna", "boris", "vera")}
    found = caught(one_player, lambda: Scene(folder / "one", version, mods=mods, locale="ru"))
    (mods / INBOX / "inbox.lua").write_text('return { seq = 0, session = "", length = 0, body = "" }\n', "utf-8")
    return found + caught(three_players, lambda: Scene(folder / "three", version, mods=mods, **three))


def caught(play: Callable[[Scene, list[str]], None], start: Callable[[], Scene]) -> list[str]:
    """What one round brings to light; a round that breaks off tells what had failed by then."""
    found: list[str] = []
    here = None
    try:
        here = start()
        play(here, found)
    except (SimulationError, AssertionError) as problem:
        found.append(f"{type(problem).__name__}: {problem}")
    return found + (here.problems if here else [])


def planted(folder: Path, mistake: Mistake) -> Path:
    """A copy of the mods with one text replaced."""
    mods = copy_mods(folder / "mods", mistake.version)
    path = mods / MAIN / mistake.file
    text = path.read_text("utf-8")
    assert text.count(mistake.old) == 1, f"{mistake.file} holds {text.count(mistake.old)} of {mistake.old!r}"
    path.write_text(text.replace(mistake.old, mistake.new), "utf-8")
    return mods


def test_the_mod_as_it_is_passes_both_rounds(tmp_path: Path, version: str) -> None:
    assert rounds(tmp_path, version, copy_mods(tmp_path / "mods", version)) == []


@pytest.mark.parametrize("name", MISTAKES)
def test_a_planted_mistake_is_caught(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)  # what a mistaken mod runs through is not covered by it
    mistake = MISTAKES[name]
    mods = planted(tmp_path, mistake)
    assert mistake.because in "\n".join(rounds(tmp_path, mistake.version, mods))


def watched(folder: Path, version: str, mods: Path) -> list[str]:
    """The round on watch."""
    return caught(on_watch, lambda: Scene(folder / "watch", version, mods=mods, locale="ru"))


def test_the_mod_as_it_is_passes_the_round_on_watch(tmp_path: Path) -> None:
    assert watched(tmp_path, "2.1", copy_mods(tmp_path / "mods", "2.1")) == []


@pytest.mark.parametrize("name", ON_WATCH)
def test_a_mistake_planted_in_the_watch_is_caught(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    mistake = ON_WATCH[name]
    mods = planted(tmp_path, mistake)
    assert mistake.because in "\n".join(watched(tmp_path, mistake.version, mods))
