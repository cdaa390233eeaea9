"""The paste door: one text through the clipboard, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.mod.scene import paste_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.mod.scene import Scene


def asked(scene: Callable[..., Scene]) -> Scene:
    here = scene(inbox=False)
    here.consent()
    here.ask("Почему стоит?")
    return here


def test_a_pasted_answer_is_shown(scene: Callable[..., Scene]) -> None:
    here = asked(scene)
    (question,) = here.requests()
    here.paste(here.delivery(question, here.response(question, "Вставлено.")))
    assert "Вставлено." in here.said()
    assert here.player.element("gpta-paste").text == ""
    (ack,) = here.acks()
    assert (ack.result, ack.door) == ("shown", "paste")


def test_line_breaks_within_the_text_do_no_harm(scene: Callable[..., Scene]) -> None:
    here = asked(scene)
    (question,) = here.requests()
    text = paste_text(here.delivery(question, here.response(question, "Вставлено.")))
    here.player.type_text("gpta-paste", f" {text[:40]}\n{text[40:]}\n")
    here.player.click("gpta-apply")
    assert "Вставлено." in here.said()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda text: text[:30] + ("A" if text[30] != "A" else "B") + text[31:], "повреждён"),
        (lambda text: text[:-12], "не похоже на ответ"),
        (lambda _: "привет", "не похоже на ответ"),
        (lambda _: "", "не похоже на ответ"),
        (lambda _: "gpta1:AAAA:" + "0" * 8, "повреждён"),
    ],
)
def test_a_damaged_text_is_refused_with_the_reason(
    scene: Callable[..., Scene], spoil: Callable[[str], str], sentence: str
) -> None:
    here = asked(scene)
    (question,) = here.requests()
    text = paste_text(here.delivery(question, here.response(question, "Вставлено.")))
    here.player.type_text("gpta-paste", spoil(text))
    here.player.click("gpta-apply")
    assert "Вставлено." not in here.said()
    assert sentence in here.said()
    assert here.acks() == []


def test_a_text_of_another_save_is_refused(scene: Callable[..., Scene]) -> None:
    here = asked(scene)
    (question,) = here.requests()
    here.paste(here.delivery(question, here.response(question, "Вставлено.")) | {"session": "0badcafe"})
    assert "для другой партии" in here.said()


@pytest.mark.parametrize(("protocol", "sentence"), [("2.0", "обновите мод"), ("0.9", "обновите программу")])
def test_another_protocol_says_what_to_update(scene: Callable[..., Scene], protocol: str, sentence: str) -> None:
    here = asked(scene)
    (question,) = here.requests()
    here.paste(here.delivery(question, here.response(question, "Вставлено.")) | {"protocol": protocol})
    assert sentence in here.said()


def test_a_newer_minor_protocol_with_unknown_fields_is_read(scene: Callable[..., Scene]) -> None:
    here = asked(scene)
    (question,) = here.requests()
    answer = here.response(question, "Вставлено.") | {"mood": {"level": 3}}
    here.paste(here.delivery(question, answer) | {"protocol": "1.7", "weather": ["rain"]})
    assert "Вставлено." in here.said()


def test_markup_and_control_characters_stay_text(scene: Callable[..., Scene]) -> None:
    here = asked(scene)
    (question,) = here.requests()
    finding = {"id": "f", "severity": "warning", "text": "[gps=1,2] \u202eобман\u0007"}
    here.paste(here.delivery(question, here.response(question, "[color=red]Красное[/color]", findings=[finding])))
    styles = here.game.eval(
        "gpt-assistant",
        """
        local found = ""
        local function walk(element)
          if element.type == "label" and type(element.caption) == "string" and string.find(element.caption, "%[") then
            found = found .. element.style.name .. "=" .. element.caption .. ";"
          end
          for _, child in ipairs(element.children) do walk(child) end
        end
        walk(game.get_player(1).gui.screen["gpta-chat"])
        return found
        """,
    )
    styles = styles.encode("latin-1").decode()
    assert styles == "gpta_text=[color=red]Красное[/color];gpta_finding_warning=• [gps=1,2] обман;"
    for name in ("gpta_text", "gpta_own_text", "gpta_note_text", "gpta_finding_warning", "gpta_prompt", "gpta_paste"):
        style = here.game.rules.data_raw["gui-style"]["default"][name]
        while "rich_text_setting" not in style:
            style = here.game.rules.data_raw["gui-style"]["default"][style["parent"]]
        assert style["rich_text_setting"] == "disabled"
