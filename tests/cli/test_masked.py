"""A key that is typed or pasted shows as stars, in a real terminal, and comes out as it was meant."""

from __future__ import annotations

import os
import re
import sys

import pytest

from agent.cli.masked import MaskedLine

KEY = "sk-" + "0123456789abcdef" * 20


def typed(text: str) -> tuple[str, str]:
    screen: list[str] = []
    line = MaskedLine(screen.append)
    assert [place for place, character in enumerate(text) if line.take(character)] == [len(text) - 1]
    return line.text, "".join(screen)


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("abc\r", "abc"),
        ("ab\x7fc\n", "ac"),
        ("\x7f\x7fa\r", "a"),
        ("wrong\x15right\r", "right"),
        ("a\x1b[D\x1b[3~\x1bOAb\r", "ab"),
        ("\x1b[200~pasted\x1b[201~\r", "pasted"),
        ("a\x00\tb\r", "ab"),
        ("\r", ""),
    ],
)
def test_the_line_is_what_was_meant(keys: str, text: str) -> None:
    assert typed(keys)[0] == text


def test_only_stars_are_seen_as_many_as_there_are_characters() -> None:
    text, screen = typed("secret\x7f\x7f\r")
    assert text == "secr"
    assert screen == "******" + "\b \b" * 2


def test_leaving_is_leaving() -> None:
    with pytest.raises(KeyboardInterrupt):
        MaskedLine(print).take("\x03")
    with pytest.raises(EOFError):
        MaskedLine(print).take("\x04")


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
def test_a_long_key_that_is_pasted_at_once_is_whole_and_the_terminal_is_as_before() -> None:
    import pty  # noqa: PLC0415 - POSIX only

    code = (
        "import sys, termios\n"
        "from agent.cli.masked import read_masked\n"
        "before = termios.tcgetattr(0)[3]\n"
        "text = read_masked('key: ')\n"
        "print('LENGTH', len(text), text == sys.argv[1], termios.tcgetattr(0)[3] == before)\n"
    )
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-c", code, KEY])  # noqa: S606 - ourselves
    seen = b""
    try:
        while b"key: " not in seen:
            seen += os.read(terminal, 4096)
        os.write(terminal, f"{KEY}\r".encode())
        while not re.search(rb"LENGTH \d+ (True|False) (True|False)", seen):  # a terminal hands a line on in pieces
            seen += os.read(terminal, 4096)
    finally:
        os.waitpid(child, 0)
        os.close(terminal)
    shown = seen.decode()
    assert f"LENGTH {len(KEY)} True True" in shown
    assert KEY not in shown
    assert "*" * len(KEY) in shown
