"""Whatever a mode computes, a model's words about it can be held against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.assistant.pipeline import Assistant
from tests.assistant.blind.kit import question
from tests.assistant.scripted import Script, saying

if TYPE_CHECKING:
    from agent.contract import Language, Mode

ASKED: tuple[tuple[str, Mode], ...] = (
    ("green_science", "chat"),
    ("green_science", "bottleneck"),
    ("steel", "bottleneck"),
    ("brown_out", "power"),
    ("solar_night", "power"),
    ("robots", "logistics"),
    ("trains", "trains"),
    ("defence", "defence"),
    ("circuits", "circuits"),
)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(("factory", "mode"), ASKED)
def test_words_without_a_number_reach_the_player_as_they_are(factory: str, mode: Mode, language: Language) -> None:
    words = "Всё видно в списке ниже." if language == "ru" else "See the list below."
    answer = Assistant(Script([saying(words)])).answer(question(factory, mode, language))
    assert answer.engine == "scripted"
    assert answer.text.endswith(words)
