"""Not a byte before consent; taking it back clears what was kept and closes the bridge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.game.errors import FaultError
from tests.game.world import scenarios
from tests.mod.test_blueprint import offered

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.mod.scene import Scene


@pytest.fixture
def used_before() -> bool:
    return False


def test_nothing_is_written_before_consent(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.player.hotkey("gpta-toggle-chat")
    here.player.shortcut("gpta-toggle-chat")
    here.player.chat("/gpta-selftest")
    here.game.tick(300)
    assert not here.state.exists()
    assert here.game.problems == []


def test_the_modal_stands_before_everything_else(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.player.hotkey("gpta-toggle-chat")
    shown = here.said()
    assert "«Продолжить?»" in shown
    assert "содержимое сундуков" in shown
    assert here.player.find("gpta-chat") is None
    assert "«Continue?»" in here.said(language="en")


def test_declining_leaves_everything_locked(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.player.hotkey("gpta-toggle-chat")
    here.player.click("gpta-consent-decline")
    assert here.player.find("gpta-consent") is None
    here.player.hotkey("gpta-toggle-chat")
    assert here.player.find("gpta-consent") is not None
    assert not here.state.exists()


def test_escape_closes_the_modal_without_consent(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.player.hotkey("gpta-toggle-chat")
    here.player.close()
    assert here.player.find("gpta-consent") is None
    assert not here.state.exists()


def test_consent_opens_the_bridge_with_hello(scene: Callable[..., Scene], version: str) -> None:
    here = scene()
    here.consent()
    hello = here.hello()
    assert hello.game_version.startswith(version)
    assert hello.writer.role == "single"
    assert hello.inbox_mod
    assert hello.mods["gpt-assistant"] == hello.mod_version
    assert here.player.find("gpta-chat") is not None
    here.check_files()


def test_revoking_clears_and_stops(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    here.ask("Что с железом?")
    here.player.change_setting("gpta-allow-data", value=False)
    assert here.files() == {}
    last = here.journal()[-1]
    assert (last.entry, getattr(last, "mark", None)) == ("mark", "revoked")
    assert here.player.find("gpta-chat") is None
    assert here.game.eval("gpt-assistant", "return #storage.players[1].transcript + #storage.pending_order") == 0
    lines = len(here.journal())
    here.player.change_setting("gpta-allow-data", value=True)
    here.player.hotkey("gpta-toggle-chat")
    here.game.tick(600)
    assert here.player.find("gpta-consent") is not None
    assert len(here.journal()) == lines
    assert "Согласие отозвано" in here.game.server.render(here.game.server.map.players[1].console[-1], "ru")


def test_consent_is_given_again_after_revoking(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    here.player.change_setting("gpta-allow-data", value=False)
    here.player.hotkey("gpta-toggle-chat")
    here.player.click("gpta-consent-accept")
    assert here.files() == {}, "the setting still forbids it"
    here.player.change_setting("gpta-allow-data", value=True)
    here.consent()
    assert "hello.json" in here.files()


def test_consent_is_kept_in_the_save(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    here.load(here.game.save())
    here.player.hotkey("gpta-toggle-chat")
    assert here.player.find("gpta-consent") is None


def test_a_closed_modal_cannot_be_accepted(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.player.hotkey("gpta-toggle-chat")
    here.player.click("gpta-consent/gpta-close")
    with pytest.raises(FaultError):
        here.player.click("gpta-consent-accept")


def test_revoking_forgets_offers_and_closes_every_window(scene: Callable[..., Scene]) -> None:
    here = offered(scene)
    here.player.click("gpta-place")
    here.player.change_setting("gpta-allow-data", value=False)
    assert here.player.find("gpta-blueprint") is None
    assert here.game.eval("gpt-assistant", "return #storage.players[1].offers") == 0


def test_a_selection_still_asked_about_is_not_taken_after_revoking(scene: Callable[..., Scene]) -> None:
    here = scene(multiplayer=True, players=("anna", "boris"))
    here.build(scenarios.gear_factory)
    here.player.change_setting("gpta-host", "anna")
    here.player.change_setting("gpta-score-warn", 1)
    here.consent()
    boris = here.game.players[2]
    here.consent(boris)
    boris.hotkey("gpta-take-analyzer")
    boris.select_area((-10.0, -10.0), (80.0, 80.0))
    assert boris.find("gpta-score") is not None
    boris.change_setting("gpta-allow-data", value=False)
    assert boris.find("gpta-score") is None
    assert here.game.eval("gpt-assistant", "return storage.players[2].asked_about == nil") is True
    here.game.tick(60)
    assert not any(name.startswith("snapshot-") for name in here.files())
