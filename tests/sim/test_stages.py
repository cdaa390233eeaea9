"""What the game checks before it starts: info.json, dependencies, settings, prototypes, changelog, locale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.game.coverage import executable_lines
from tests.game.errors import LoadError
from tests.game.locale import Locale
from tests.game.mods import Mod, load_order, read_mod

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sim.conftest import Tiny

INPUT = "{type = 'custom-input', name = 'tiny-key', key_sequence = 'G'%s}"
SHORTCUT = (
    "{type = 'shortcut', name = 'tiny-s', action = 'lua', icon = '%s', icon_size = 32,"
    " small_icon = '__base__/graphics/x.png', small_icon_size = 24}"
)


@pytest.mark.parametrize(
    ("info", "message"),
    [
        ({"version": "1.0"}, "no valid version"),
        ({"title": ""}, "'title' is missing"),
        ({"author": None}, "'author' is missing"),
        ({"factorio_version": "2.1"}, "made for 2.1, the game is 2.0"),
        ({"factorio_version": "2.0.77"}, "made for 2.0.77"),
        ({"colour": 1}, r"unknown keys \['colour'\]"),
        ({"dependencies": ["base >= 3.0"]}, "base >= 3.0 needed, is 2.0.77"),
        ({"dependencies": ["nowhere"]}, "nowhere is not installed"),
        ({"dependencies": ["! base"]}, "incompatible with base"),
        ({"dependencies": ["base => 2.0"]}, "invalid dependency"),
    ],
)
def test_a_wrong_info_json_refuses_the_game(tiny: Tiny, info: dict[str, Any], message: str) -> None:
    folder = tiny.write({}, **info)
    with pytest.raises(LoadError, match=message):
        load_order([read_mod(folder, "2.0")], "2.0.77")


def test_a_mod_in_a_folder_of_another_name_is_refused(tiny: Tiny) -> None:
    folder = tiny.write({})
    with pytest.raises(LoadError, match="the folder must be called tiny or"):
        read_mod(folder.rename(folder.with_name("wrong")), "2.0")


def test_mods_load_after_what_they_need_and_then_by_name(tiny: Tiny) -> None:
    for name, needs in {"bbb": [], "aaa": ["? zzz"], "zzz": [], "ccc": ["~ ddd"], "ddd": []}.items():
        tiny.write({}, name=name, dependencies=["base", *needs])
    mods = [read_mod(folder, "2.0") for folder in (tiny.root / "mods").iterdir()]
    assert [mod.name for mod in load_order(mods, "2.0.77")] == ["bbb", "ccc", "ddd", "zzz", "aaa"]


def test_mods_that_need_each_other_are_refused(tiny: Tiny) -> None:
    mods = [
        read_mod(tiny.write({}, name=a, dependencies=[b]), "2.0")
        for a, b in (("one-mod", "two-mod"), ("two-mod", "one-mod"))
    ]
    with pytest.raises(LoadError, match="form a circle"):
        load_order(mods, "2.0.77")


TOOL = """{type = 'selection-tool', name = 't', stack_size = 1, icon = '__base__/x.png',
  select = {border_color = {1, 1, 1}, mode = 'any-entities', cursor_box_type = 'copy'},
  alt_select = {border_color = {1, 1, 1}, mode = 'nothing', cursor_box_type = 'copy'}}"""


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (INPUT % ", keysequence = 'X'", "custom-input tiny-key: unknown property keysequence"),
        ("{type = 'custom-input', name = 'tiny-key'}", "key key_sequence is missing"),
        (INPUT % ", action = 'jump'", "action is none of its types"),
        (INPUT % ", enabled = 1", "enabled must be a boolean"),
        ("{type = 'custom-inputs', name = 'x'}", "Unknown prototype type: custom-inputs"),
        ("{name = 'x'}", "missing name or type"),
        (SHORTCUT % "__tiny__/missing.png", "the file __tiny__/missing.png does not exist"),
        (SHORTCUT % "missing.png", "must start with __mod-name__/"),
        ("{type = 'sprite', name = 's', filename = '__base__/x.png', sise = 3}", "unknown property sise"),
        (
            TOOL,
            "select.mode is none of its types",
        ),
    ],
)
def test_a_wrong_prototype_refuses_the_game(tiny: Tiny, data: str, message: str) -> None:
    with pytest.raises(LoadError, match=message):
        tiny.game("x = 1", files={"data.lua": f"data:extend({{{data}}})"})


def test_data_extend_wants_an_array(tiny: Tiny) -> None:
    with pytest.raises(LoadError, match="expects an array of prototypes"):
        tiny.game("x = 1", files={"data.lua": f"data:extend({INPUT % ''})"})


STYLE = 'data.raw["gui-style"].default["tiny_style"] = {%s}'


@pytest.mark.parametrize(
    ("style", "message"),
    [
        ("type = 'frame_stile'", "unknown style type"),
        ("type = 'frame_style', parent = 'nothing'", "parent style nothing does not exist"),
        ("type = 'frame_style', paddding = 3", "unknown property paddding"),
        ("type = 'label_style', font_color = {1, 'x', 0}", "font_color is none of its types"),
    ],
)
def test_a_wrong_style_refuses_the_game(tiny: Tiny, style: str, message: str) -> None:
    with pytest.raises(LoadError, match=message):
        tiny.game("x = 1", files={"data.lua": STYLE % style})


def test_a_style_of_the_mod_fits_its_widget_only(tiny: Tiny) -> None:
    control = """
      script.on_event(defines.events.on_player_created, function()
        local screen = game.get_player(1).gui.screen
        storage.frame = pcall(screen.add, {type = "frame", style = "tiny_style"})
        storage.button = pcall(screen.add, {type = "button", style = "tiny_style"})
      end)
    """
    game = tiny.game(control, files={"data.lua": STYLE % "type = 'frame_style', parent = 'frame', padding = 3"})
    assert game.eval("tiny", "return storage.frame and not storage.button") is True


SETTING = "{type = '%s-setting', name = 'tiny-x', setting_type = '%s', %s}"


@pytest.mark.parametrize(
    ("kind", "when", "rest", "message"),
    [
        ("bool", "runtime", "default_value = true", "setting_type 'runtime'"),
        ("bool", "startup", "order = 'a'", "default_value is missing"),
        ("bool", "startup", "default_value = 1", "wrong type of value 1"),
        ("int", "startup", "default_value = 9, maximum_value = 5", "outside None..5"),
        ("string", "startup", "default_value = 'x', allowed_values = {'a'}", "is not one of"),
        ("string", "startup", "default_value = ''", "must not be blank"),
        ("int", "startup", "default_value = 1, min_value = 0", "unknown properties"),
        ("colour", "startup", "default_value = 1", "no type of mod setting"),
    ],
)
def test_a_wrong_setting_refuses_the_game(tiny: Tiny, kind: str, when: str, rest: str, message: str) -> None:
    with pytest.raises(LoadError, match=message):
        tiny.game("x = 1", files={"settings.lua": f"data:extend({{{SETTING % (kind, when, rest)}}})"})


def test_settings_change_by_their_rules_and_tell_the_mod(tiny: Tiny) -> None:
    settings = (
        "data:extend({{type = 'int-setting', name = 'tiny-g', setting_type = 'runtime-global', default_value = 3, "
        "minimum_value = 1},"
        "{type = 'bool-setting', name = 'tiny-p', setting_type = 'runtime-per-user', default_value = false},"
        "{type = 'string-setting', name = 'tiny-s', setting_type = 'startup', default_value = 'a'}})"
    )
    control = """
      script.on_event(defines.events.on_runtime_mod_setting_changed, function(e)
        storage.log = (storage.log or "") .. e.setting .. "/" .. e.setting_type .. "/" .. (e.player_index or "-") .. ";"
      end)
      script.on_nth_tick(50, function()
        settings.global["tiny-g"] = {value = 7}
        settings.get_player_settings(2)["tiny-p"] = {value = true}
        storage.low = pcall(function() settings.global["tiny-g"] = {value = 0} end)
        storage.bare = pcall(function() settings.global["tiny-g"] = 5 end)
        storage.startup = pcall(function() settings.startup["tiny-s"] = {value = "b"} end)
        storage.seen = settings.global["tiny-g"].value .. tostring(settings.get_player_settings(1)["tiny-p"].value)
          .. tostring(game.get_player(2).mod_settings["tiny-p"].value) .. settings.startup["tiny-s"].value
        storage.none = settings.global["nothing"] == nil
      end)
    """
    game = tiny.game(control, files={"settings.lua": settings}, players=("a", "b"), startup={"tiny-s": "chosen"})
    game.players[1].change_setting("tiny-g", 5)
    game.tick(60)
    assert game.eval("tiny", "return storage.log") == (
        "tiny-g/runtime-global/1;tiny-g/runtime-global/-;tiny-p/runtime-per-user/2;"
    )
    assert game.eval("tiny", "return storage.seen") == "7falsetruechosen"
    assert game.eval("tiny", "return storage.none and not (storage.low or storage.bare or storage.startup)") is True


DASHES = "-" * 99


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Version: 0.1.0\n", 1),
        (f"{DASHES}\nversion 0.1.0\n", 2),
        (f"{DASHES}\nVersion: 0.1.0\n  Features:\n  - too little\n", 4),
        (f"{DASHES}\nVersion: 0.1.0\n  Features:\n\t- tab\n", 4),
        (f"{DASHES}\nVersion: 0.1.0\n{DASHES}\nVersion: 0.1.0\n", 4),
        (f"{DASHES[1:]}\nVersion: 0.1.0\n", 1),
    ],
)
def test_a_malformed_changelog_refuses_the_game(tiny: Tiny, text: str, line: int) -> None:
    with pytest.raises(LoadError, match=f"changelog.txt:{line}:"):
        tiny.game("x = 1", files={"changelog.txt": text})


def test_a_good_changelog_passes(tiny: Tiny) -> None:
    text = f"{DASHES}\nVersion: 0.1.0\nDate: 2026-11-01\n  Features:\n    - One thing\n      in two lines.\n"
    tiny.game("x = 1", files={"changelog.txt": text})


PRINT = "script.on_event(defines.events.on_console_chat, function() game.print(%s) end)"
LOCALE = {
    "locale/en/tiny.cfg": "[tiny]\nhello=Hello __1__\nn=__plural_for_parameter__1__{1=one thing|rest=__1__ things}__\n",
    "locale/ru/tiny.cfg": "[tiny]\nhello=Привет, __1__\n"
    "n=__plural_for_parameter__1__{ends in 11,12=__1__ вещей|ends in 1=__1__ вещь|"
    "ends in 2,3,4=__1__ вещи|rest=__1__ вещей}__\n",
}


@pytest.mark.parametrize(
    ("message", "problems"),
    [
        ("{'tiny.hello', 'x'}", []),
        ("{'', {'tiny.hello', 1}, 'x', {'gui.cancel'}}", []),
        ("{'tiny.helo', 'x'}", ["locale en: key tiny.helo is missing", "locale ru: key tiny.helo is missing"]),
        (
            "{'', {'tiny.hello'}}",
            [
                "locale en: tiny.hello has 1 parameters, used with 0",
                "locale ru: tiny.hello has 1 parameters, used with 0",
            ],
        ),
    ],
)
def test_texts_are_checked_when_they_are_used(tiny: Tiny, message: str, problems: list[str]) -> None:
    game = tiny.game(PRINT % message, files=LOCALE)
    game.players[1].chat("x")
    assert game.problems == problems


def test_a_key_of_one_language_only_is_a_problem_from_the_start(tiny: Tiny) -> None:
    files = LOCALE | {
        "locale/ru/more.cfg": "[tiny]\nonly=нет\nhello2=__1__\n",
        "locale/en/more.cfg": "[tiny]\nhello2=x\n",
    }
    assert tiny.game("x = 1", files=files).problems == [
        "locale: tiny.hello2 has [0, 1] parameters in different languages",
        "locale en: key tiny.only is missing",
    ]


def test_prototypes_and_settings_without_a_name_are_problems(tiny: Tiny) -> None:
    files = {
        "data.lua": f"data:extend({{{INPUT % ''}}})",
        "settings.lua": f"data:extend({{{SETTING % ('bool', 'startup', 'default_value = true')}}})",
    }
    assert set(tiny.game("x = 1", files=files).problems) == {
        f"locale {language}: {key} is missing"
        for language in ("en", "ru")
        for key in ("controls.tiny-key", "mod-setting-name.tiny-x")
    }


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "1 вещь"), (2, "2 вещи"), (5, "5 вещей"), (11, "11 вещей"), (21, "21 вещь"), (104, "104 вещи")],
)
def test_plural_forms_follow_the_language(tiny: Tiny, number: int, text: str) -> None:
    game = tiny.game(PRINT % f"{{'tiny.n', {number}}}", files=LOCALE, locale="ru")
    game.players[1].chat("x")
    assert game.players[1].console[-1] == text


@pytest.mark.parametrize(
    ("text", "message"), [("[a\nx=1", "section is not closed"), ("x", "no '='"), ("[a]\nx=1\nx=2", "defined twice")]
)
def test_a_broken_locale_file_refuses_the_game(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "locale" / "en" / "x.cfg"
    file.parent.mkdir(parents=True)
    file.write_text(text)
    with pytest.raises(LoadError, match=message):
        Locale([Mod("tiny", "0.1.0", tmp_path)], "tiny")


def test_a_json_migration_must_be_one(tiny: Tiny) -> None:
    save = tiny.game("x = 1").save()
    with pytest.raises(LoadError, match=r"migrations/a\.json"):
        tiny.game("x = 1", save=save, files={"migrations/a.json": "[1]"})


def test_executable_lines_are_those_with_statements() -> None:
    head = "local x = 1\n\n-- comment\nlocal function f()\n  return x\nend\n"
    source = head + "if f() then\n  x = 2\nelse\n  x = 3\nend\nreturn {\n  a = 1,\n}\n"
    assert executable_lines(source) == {1, 5, 7, 8, 10, 12, 13}
