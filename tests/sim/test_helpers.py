"""`helpers`, drawing, and the process of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zlib
from base64 import b64decode
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.game import coverage, process

if TYPE_CHECKING:
    from tests.sim.conftest import Tiny

ROOT = Path(__file__).parents[2]
RUN = "script.on_event(defines.events.on_console_chat, function(event) %s end)"


def test_json_goes_out_and_comes_back(tiny: Tiny) -> None:
    game = tiny.game(RUN % """
      local text = helpers.table_to_json({a = {1, 2.5, "ж"}, b = {}, c = true})
      local back = helpers.json_to_table(text)
      storage.same = back.a[2] == 2.5 and back.a[3] == "ж" and next(back.b) == nil and back.c == true
      storage.bad = helpers.json_to_table("{") == nil
      storage.null = helpers.json_to_table('{"x": null}').x == nil
      helpers.write_file("a.json", text)
    """)  # fmt: skip
    game.players[1].chat("x")
    assert game.eval("tiny", "return storage.same and storage.bad and storage.null") is True
    text = (game.script_output() / "a.json").read_text("utf-8")
    assert json.loads(text) == {"a": [1, 2.5, "ж"], "b": {}, "c": True}


def test_encoded_strings_are_deflate_and_base64(tiny: Tiny) -> None:
    game = tiny.game(RUN % """
      storage.code = helpers.encode_string("текст\\0")
      storage.back = helpers.decode_string(storage.code) == "текст\\0"
      storage.bad = helpers.decode_string("no base64!") == nil
    """)  # fmt: skip
    game.players[1].chat("x")
    assert game.eval("tiny", "return storage.back and storage.bad") is True
    assert zlib.decompress(b64decode(game.eval("tiny", "return storage.code"))) == "текст\0".encode()


def test_files_are_overwritten_appended_and_removed_below_script_output(tiny: Tiny) -> None:
    game = tiny.game(RUN % """
      helpers.write_file("d/x.txt", "one")
      helpers.write_file("d/x.txt", "two")
      helpers.write_file("d/x.txt", "\\255", true)
      helpers.write_file("gone/y.txt", "y") helpers.remove_path("gone")
      helpers.write_file("l.txt", {"", "a", 5})
    """)  # fmt: skip
    game.players[1].chat("x")
    folder = game.script_output()
    assert (folder / "d" / "x.txt").read_bytes() == b"two\xff"
    assert not (folder / "gone").exists()
    assert (folder / "l.txt").read_text() == "a5"


def test_sprite_paths_are_known_or_not(tiny: Tiny) -> None:
    game = tiny.game(RUN % """
      local answers = {}
      for _, path in ipairs({
        "item/iron-plate", "entity/iron-chest", "item/nothing", "utility/close", "nothing", "nonsense/x",
      }) do
        answers[#answers + 1] = helpers.is_valid_sprite_path(path) and "1" or "0"
      end
      storage.answers = table.concat(answers)
    """)  # fmt: skip
    game.players[1].chat("x")
    assert game.eval("tiny", "return storage.answers") == "110100"


def test_drawings_live_as_long_as_they_were_given_and_survive_a_save(tiny: Tiny) -> None:
    control = (
        RUN
        % """
      storage.box = rendering.draw_rectangle{color = {1, 0, 0}, left_top = {0, 0}, right_bottom = {3, 3}, surface = 1}
      rendering.draw_text{text = "x", surface = "nauvis", target = {1, 1}, color = {1, 1, 1}, time_to_live = 5}
    """
    )
    game = tiny.game(control)
    game.players[1].chat("x")
    assert len(game.server.map.drawn) == 2
    game.tick(6)
    again = tiny.game(control, save=game.save())
    assert (
        again.eval("tiny", "return #rendering.get_all_objects() == 1 and storage.box.valid and storage.box.type")
        == "rectangle"
    )
    again.eval("tiny", "storage.box.destroy() return storage.box.valid")
    assert not again.server.map.drawn


def play(mods: Path, write_data: Path, *more: str, commands: str = "") -> subprocess.CompletedProcess[str]:
    """Runs the game as a process to its end."""
    line = [sys.executable, "-m", "tests.game.process", "--write-data", str(write_data), "--mods", str(mods), *more]
    options = ["--version", "2.0", "--max-seconds", "60"]
    return subprocess.run(
        line + options, input=commands, capture_output=True, encoding="utf-8", cwd=ROOT, check=False, timeout=90
    )


def test_the_game_runs_as_a_process_of_its_own(tiny: Tiny, tmp_path: Path) -> None:
    tiny.write({"control.lua": RUN % "helpers.write_file('said.txt', event.message) game.print('heard')"})
    commands = [
        {"do": "chat", "message": "Привет"},
        {"do": "tick", "count": 120},
        {"do": "console"},
        {"do": "click", "path": "nothing"},
        {"do": "save", "path": str(tmp_path / "a.sav")},
        {"do": "load", "path": str(tmp_path / "a.sav")},
        {"do": "quit"},
    ]
    done = play(tiny.root / "mods", tmp_path / "wd", commands="".join(json.dumps(each) + "\n" for each in commands))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    assert [answer["ok"] for answer in answers] == [True, True, True, True, False, True, True, True]
    assert answers[3]["result"][-1] == "heard"
    assert "no element 'nothing'" in answers[4]["error"]
    assert (tmp_path / "wd" / "script-output" / "said.txt").read_text("utf-8") == "Привет"


def test_a_broken_mod_ends_the_process_with_code_one(tiny: Tiny, tmp_path: Path) -> None:
    tiny.write({"control.lua": RUN % "error('broken')"})
    script = tmp_path / "script"
    script.write_text('{"do": "chat", "message": "x"}\n', encoding="utf-8")
    done = play(tiny.root / "mods", tmp_path / "wd", "--script", str(script))
    assert done.returncode == 1
    assert "broken" in json.loads(done.stdout.splitlines()[-1])["error"]


def test_executed_lines_are_counted_and_merged(tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(coverage.FOLDER_VARIABLE, str(tmp_path / "figures"))
    monkeypatch.setattr(coverage, "_executed", {})
    monkeypatch.setattr(coverage, "_sources", {})
    source = "local function never()\n  return 1\nend\nlocal x = 1\n" + RUN % "\n  x = 2\n" + "\n"
    game = tiny.game(source, files={"data.lua": "local y = 1\n"})
    game.players[1].chat("x")
    coverage.collect_all()
    merged = coverage.merge([coverage.write(tmp_path / "figures")])
    executed, executable = merged["__tiny__/control.lua"]
    assert executable - executed == {2}
    assert merged["__tiny__/data.lua"][0] == {1}
    assert "50.0" not in coverage.report({"a": ({1, 2}, {1, 2})})
    assert "50.0 %  2" in coverage.report({"a": ({1}, {1, 2})})


INNER = """local inner = {}
function inner.fails()
  error("on purpose")
end
function inner.gives(value)
  return value
end
function inner.hands_on(value)
  return inner.gives(value)
end
return inner
"""


@pytest.mark.parametrize(
    "call",
    [
        "pcall(inner.fails)",
        "inner.gives(1)",
        "inner.hands_on(1)",
        "game.print('x')",
        "pcall(function() return game.no end)",
    ],
)
def test_a_line_counts_for_the_file_it_stands_in_whatever_was_called_before_it(
    tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    monkeypatch.setenv(coverage.FOLDER_VARIABLE, str(tmp_path / "figures"))
    source = 'local inner = require("inner")' + "\n" * 20 + RUN % f"\n  local x = 1 {call}\n  x = 2\n"
    game = tiny.game(source, files={"inner.lua": INNER})
    state = game.server.states["tiny"]
    state.take_lines()
    game.players[1].chat("x")
    executed = state.take_lines()
    assert executed["__tiny__/control.lua"] == {22, 23, 24}
    called = {"fails": {3}, "gives": {6}, "hands_on": {6, 9}}
    wanted = next((lines for name, lines in called.items() if f"inner.{name}" in call), set())
    assert executed.get("__tiny__/inner.lua", set()) == wanted


@pytest.mark.parametrize(("paused", "moved"), [(False, True), (True, False)])
def test_time_goes_on_by_itself_unless_the_menu_is_open(tiny: Tiny, tmp_path: Path, paused: bool, moved: bool) -> None:
    tiny.write({"control.lua": "local x = 1"})
    options = ["--write-data", str(tmp_path / "wd"), "--mods", str(tiny.root / "mods"), "--version", "2.0"]
    session = process.Session(process.parse(options))
    session.paused = paused
    before = session.game.server.map.tick
    reading, writing = os.pipe()
    with os.fdopen(reading, encoding="utf-8") as source:
        code = process.serve(session, source, io.StringIO(), speed=20, max_seconds=0.3)
        os.close(writing)
    assert code == 0
    assert (session.game.server.map.tick > before) is moved
