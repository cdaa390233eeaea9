"""`agent setup` as a new user walks through it, on a real terminal, against a real server on loopback."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent.models import Secret, load_profiles
from agent.setup.keys import SealedFile
from tests.loopback.scripted_server import Said, ScriptedServer

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are Unix's", allow_module_level=True)

from tests.cli.terminal import Terminal

KEY, WRONG = "sk-right-0123456789abcd", "sk-wrong-0123456789wxyz"


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer(lambda _body: Said("ok"), key=KEY, models=("scripted-1", "scripted-2")) as server:
        yield server


def config() -> Path:
    return Path(os.environ["GPTA_CONFIG_DIR"])


def test_a_new_user_comes_through_with_a_wrong_key_and_a_wrong_model_on_the_way(
    server: ScriptedServer, tmp_path: Path
) -> None:
    with Terminal("--language", "ru", "--setup", "--data-dir", str(tmp_path / "data")) as terminal:
        shown = terminal.expect("Продолжить?")
        assert "ничего никуда не уходит" in shown
        assert not config().exists(), "nothing is written before consent"
        terminal.press("да\r".encode())
        terminal.expect("gpt-4.1-mini")
        terminal.answer("Ваш выбор [4]", "6")
        terminal.answer("Адрес", server.url.removeprefix("http://"))
        terminal.expect("https://")
        terminal.answer("Адрес", server.url)
        for name in ("мой", "gpt-4o", "embedded"):
            terminal.answer("Как его назвать [local]", name)
            terminal.expect("недопустимые" if name == "мой" else "уже есть")
        terminal.answer("Как его назвать [local]", "")
        terminal.answer("Название модели", "scripted-9")
        terminal.expect("токенов")
        terminal.answer("Ключ API", WRONG)
        terminal.expect("sk-…wxyz")
        terminal.answer("Организация", "")
        terminal.expect("не принимает ключ")
        terminal.answer("Что делать", "2")
        terminal.answer("Ключ API", KEY)
        terminal.expect("нет модели scripted-9")
        terminal.answer("Номер модели", "1")
        terminal.expect("модель scripted-2 есть")
        assert not config().exists(), "nothing is written before everything is decided"
        terminal.answer("Ваш выбор [1]", "1")
        terminal.answer("Новый пароль", "тайна")
        terminal.answer("Ещё раз", "не та")
        terminal.expect("не совпали")
        terminal.answer("Новый пароль", "тайна")
        terminal.answer("Ещё раз", "тайна")
        terminal.expect("Готово: отвечает local")
        terminal.expect("отвечает и принимает ключ")
        assert terminal.ended() == 0
        assert KEY not in terminal.shown
        assert WRONG not in terminal.shown
        assert "тайна" not in terminal.shown
    assert SealedFile(config()).read("local", Secret("тайна")) == Secret(KEY)
    assert json.loads((config() / "settings.json").read_text("utf-8"))["use_model"] is True
    [entry] = json.loads((config() / "profiles.json").read_text("utf-8"))["profiles"]
    assert (entry["name"], entry["model"], entry["base_url"]) == ("local", "scripted-2", server.url)


@pytest.mark.parametrize("moment", ["Continue?", "Your choice", "API key", "What now", "New passphrase"])
def test_ctrl_c_anywhere_leaves_nothing_behind(moment: str, server: ScriptedServer, tmp_path: Path) -> None:
    said = {
        "Continue?": "y", "Your choice": "6", "Address": server.url, "What to call": "",
        "Name of the model": "scripted-1", "API key": WRONG if moment == "What now" else KEY, "Organisation": "",
        "Where should": "1",
    }  # fmt: skip
    with Terminal("setup", "--language", "en", "--data-dir", str(tmp_path / "data")) as terminal:
        for question, typed in said.items():
            if question == moment or (question == "Where should" and moment == "What now"):
                break
            if question == "Where should":
                terminal.answer("Your choice", typed)
            else:
                terminal.answer(question, typed)
        terminal.expect(moment)
        assert terminal.interrupt() == 130
        assert "Traceback" not in terminal.shown
    assert not config().exists() or list(config().iterdir()) == []


def test_who_declines_changes_nothing(tmp_path: Path) -> None:
    with Terminal("setup", "--language", "en", "--data-dir", str(tmp_path / "data")) as terminal:
        terminal.answer("Continue?", "n")
        terminal.expect("Nothing was changed")
        assert terminal.ended() == 0
    assert not config().exists()


def test_a_passphrase_that_was_mistyped_is_asked_for_again_and_no_log_is_printed(server: ScriptedServer) -> None:
    own = {"kind": "openai", "base_url": server.url, "model": "scripted-1", "context_tokens": 16_000}
    load_profiles().with_profile("mine", own).save(config() / "profiles.json")
    SealedFile(config(), cost=2).write("mine", Secret(KEY), Secret("right"))
    asked = ("--language", "en", "ask", "Hello?", "--model", "mine")
    with Terminal(*asked) as terminal:
        terminal.answer("Passphrase", "wrong")
        terminal.answer("not the passphrase", "right")
        terminal.expect("Answered by")
        assert terminal.ended() == 0
    with Terminal(*asked) as terminal:
        terminal.answer("Passphrase", "wrong")
        for _ in range(2):
            terminal.answer("not the passphrase", "wrong")
        assert terminal.ended() == 0, "the embedded analyst answers"
        assert terminal.shown.count("not the passphrase") == 2
        assert "key-passphrase-wrong" not in terminal.shown
