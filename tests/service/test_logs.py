from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from agent.service.logs import LOG_NAME, open_log

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    handler = open_log(tmp_path, secrets=lambda: ["geheim-wort"])
    yield tmp_path / LOG_NAME
    logging.getLogger("agent").removeHandler(handler)
    handler.close()


@pytest.mark.parametrize(
    ("message", "args", "hidden"),
    [
        ("key %s used", ("sk-proj-abcdefgh12345678",), "abcdefgh12345678"),
        ("headers: {'Authorization': 'Bearer abc.def.ghi'}", (), "abc.def.ghi"),
        ("api_key=0123456789abcdef", (), "0123456789abcdef"),
        ("the word is geheim-wort here", (), "geheim-wort"),
    ],
)
def test_secrets_never_reach_the_log(message: str, args: tuple[str, ...], hidden: str, log: Path) -> None:
    logging.getLogger("agent.test").warning(message, *args)
    text = log.read_text()
    assert hidden not in text
    assert "[hidden]" in text


def test_secrets_in_a_traceback_are_hidden_too(log: Path) -> None:
    try:
        int("refused sk-live-abcdefgh12345678")
    except ValueError:
        logging.getLogger("agent.test").exception("no answer")
    text = log.read_text()
    assert "ValueError" in text
    assert "abcdefgh12345678" not in text
