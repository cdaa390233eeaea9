"""Why a block is not built, told in the game: in its names, with steps that a player can take there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent.assistant.analyst import Analyst
from agent.errors import GameDataError, NoRoomError, RefusedError
from agent.i18n import catalogue

if TYPE_CHECKING:
    from agent.i18n import LanguageCode

FACTORY = Path(__file__).parents[2] / "agent" / "factory"
RAISED = re.compile(r'(?:GameDataError|RefusedError|NoRoomError)\(\s*"((?:compose|requirements|row)-[a-z-]+)"')
COMMAND_LINE = re.compile(r"--[a-z]|calculate-requirements|catalog-blueprint|каталог|catalog")
LANGUAGES: tuple[LanguageCode, ...] = ("en", "ru")


def codes() -> set[str]:
    """Return the errors that composition and planning raise."""
    return {code for path in FACTORY.rglob("*.py") for code in RAISED.findall(path.read_text("utf-8"))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_refusal_of_a_block_names_the_command_line_in_the_game(language: LanguageCode) -> None:
    words = catalogue(language)
    found = codes()
    assert len(found) > 20
    for code in found:
        for part in ("", "-next"):
            key = f"refusal-{code}{part}"
            source = sentence(key if words.has(key) else f"error-{code}{part}", language)
            assert not COMMAND_LINE.search(source), f"{code}{part}: {source}"


def sentence(key: str, language: LanguageCode) -> str:
    """Return a message as its file has it."""
    folder = Path(__file__).parents[2] / "agent" / "i18n" / language
    for path in sorted(folder.glob("*.ftl")):
        match = re.search(rf"^{re.escape(key)} = (.*(?:\n .*)*)", path.read_text("utf-8"), re.MULTILINE)
        if match:
            return match.group(1)
    raise AssertionError(key)


def test_names_are_those_the_game_shows() -> None:
    analyst = Analyst(catalogue("ru"), {("technology", "logistics-2"): "Логистика 2"})
    reason, step = analyst.reason(GameDataError("compose-locked", thing="fast-inserter", technology="logistics-2"))
    assert reason == "Ещё не изучено: fast inserter."
    assert step == "Изучите «Логистика 2» или попросите другую машину."


def test_what_is_too_large_says_the_size_to_allow() -> None:
    error = NoRoomError("compose-too-large", modules=4, room="50x∞", width=63, height=17)
    reason, step = Analyst(catalogue("en"), {}).reason(error)
    assert reason == "The block needs 63×17 tiles; you allowed 50x∞."
    assert step == "Allow 63 by 17 tiles, or ask for less a minute."


def test_other_refusals_keep_their_words() -> None:
    analyst = Analyst(catalogue("en"), {})
    error = RefusedError("block-too-large", machines=200, most=120)
    assert analyst.reason(error) == catalogue("en").error(error)
