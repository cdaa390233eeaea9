"""What the windows say, read as a player reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.game.locale import read_locale
from tests.mod.scene import INBOX, MAIN, MODS
from tests.mod.test_blueprint import offered
from tests.mod.test_snapshot import factory, take

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.mod.scene import Scene


def test_an_empty_chat_says_how_to_begin(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    assert "Выделите часть фабрики инструментом «GPT Анализатор»" in here.said()
    here.ask("Почему стоит?")
    assert "Выделите часть фабрики" not in here.said()


def test_the_analyst_has_a_name_in_the_players_language(scene: Callable[..., Scene]) -> None:
    here = offered(scene)
    assert "Ответил: встроенный аналитик · данные: base 2.0.77" in here.said()
    assert "Отвечает: встроенный аналитик" in here.said()
    assert "Answered by: embedded analyst" in here.said(language="en")


COUNTED = (
    (0, "сообщений", "messages"), (1, "сообщение", "message"), (2, "сообщения", "messages"),
    (4, "сообщения", "messages"), (5, "сообщений", "messages"), (11, "сообщений", "messages"),
    (12, "сообщений", "messages"), (21, "сообщение", "messages"), (22, "сообщения", "messages"),
    (111, "сообщений", "messages"), (114, "сообщений", "messages"), (121, "сообщение", "messages"),
    (9999, "сообщений", "messages"),
)  # fmt: skip
"""Forms as in the CLDR's rules for Russian and English."""


def test_the_badge_counts_as_each_language_does(scene: Callable[..., Scene]) -> None:
    here = scene(inbox=False)
    here.consent()
    question = here.ask("Почему?")
    for number, russian, english in COUNTED:
        here.paste(here.delivery(question, requests_remaining=number, reset_text="14:05"))
        assert f"«Осталось {number} {russian} (сброс в 14:05)»" in here.said()
        assert f"«{number} {english} left (reset at 14:05)»" in here.said(language="en")
        here.paste(here.delivery(question, requests_remaining=number))
        assert f"«Осталось {number} {russian}»" in here.said()
        assert f"«{number} {english} left»" in here.said(language="en")
    here.paste(here.delivery(question, engine="gpt-4.1-mini"))
    assert "«Отвечает: gpt-4.1-mini»" in here.said()


def test_a_finding_says_where_it_leads(scene: Callable[..., Scene]) -> None:
    here = scene(inbox=False)
    here.consent()
    question = here.ask("?")
    finding = {"id": "f", "severity": "info", "text": "Там", "position": {"x": 7, "y": -8.5}, "surface": "nauvis"}
    here.paste(here.delivery(question, here.response(question, "Вот.", findings=[finding])))
    assert "Показать на карте: 7.0; -8.5" in here.said()


def test_a_snapshot_is_listed_under_the_planets_name(scene: Callable[..., Scene]) -> None:
    here = factory(scene)
    take(here)
    assert "объектов: 200 · Наувис ·" in here.said()
    assert "entities: 200 · Nauvis ·" in here.said(language="en")


def test_a_planets_name_goes_before_a_name_given_to_its_surface(scene: Callable[..., Scene]) -> None:
    # Runtime API, LuaSurface::localised_name: a planet or platform takes precedence.
    here = factory(scene)
    take(here)
    here.game.change_world(lambda world: setattr(world.nauvis, "localised_name", "Дом"))
    here.player.hotkey("gpta-toggle-chat")
    here.player.hotkey("gpta-toggle-chat")
    assert "объектов: 200 · Наувис ·" in here.said()


def test_consent_tells_on_whose_computer_the_files_lie(scene: Callable[..., Scene]) -> None:
    alone = scene()
    alone.player.hotkey("gpta-toggle-chat")
    assert "файлы на этом компьютере" in alone.said()


def test_consent_in_multiplayer_names_the_hosts_computer(scene: Callable[..., Scene]) -> None:
    here = scene(multiplayer=True, players=("anna", "boris"))
    boris = here.game.players[2]
    boris.hotkey("gpta-toggle-chat")
    assert "на компьютере ведущего игры" in here.said(boris)
    assert "на этом компьютере" not in here.said(boris)


def test_the_shortcut_shows_whether_the_chat_is_open(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    assert here.player.body.is_shortcut_toggled("gpta-toggle-chat")
    here.player.click("gpta-chat/gpta-close")
    assert not here.player.body.is_shortcut_toggled("gpta-toggle-chat")


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("name", [MAIN, INBOX])
def test_both_mods_have_a_name_in_the_list_of_mods(name: str, language: str) -> None:
    text = "\n".join(path.read_text("utf-8") for path in (MODS / name / "locale" / language).glob("*.cfg"))
    found = read_locale(f"{name}.cfg", text)
    assert "GPT" in found[f"mod-name.{name}"]
    assert found[f"mod-description.{name}"]
