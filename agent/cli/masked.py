"""Typing what must not be seen: each character shows as a star, so that whoever types or pastes sees that it arrives.

The standard library can do that from Python 3.14 on (`getpass`, ``echo_char``); until then the terminal is read here.
"""

from __future__ import annotations

import sys
from codecs import getincrementaldecoder
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_STAR: Final = "*"
_ENDS: Final = frozenset("\r\n")
_DELETES: Final = frozenset("\x7f\b")
_CLEARS: Final = "\x15"
_LEAVES: Final = "\x03"
_CLOSES: Final = "\x04"
_ESCAPE: Final = "\x1b"


class MaskedLine:
    """A line as it is typed: characters come in, stars go out.

    Args:
        show: Writes to the screen.
    """

    def __init__(self, show: Callable[[str], None]) -> None:
        self._show = show
        self._escape = ""
        self.text = ""

    def take(self, character: str) -> bool:
        """Take a character; True when the line is ended.

        Raises:
            KeyboardInterrupt: Ctrl-C.
            EOFError: Ctrl-D on an empty line.
        """
        if self._in_escape(character):
            return False
        if character == _LEAVES:
            raise KeyboardInterrupt
        if character == _CLOSES and not self.text:
            raise EOFError
        if character in _ENDS:
            return True
        if character in _DELETES:
            self._drop(1)
        elif character == _CLEARS:
            self._drop(len(self.text))
        elif character.isprintable():
            self.text += character
            self._show(_STAR)
        return False

    def _in_escape(self, character: str) -> bool:
        """Pass over what arrow keys and pasting terminals send: ESC [ … letter or ~, ESC O letter."""
        if not self._escape:
            self._escape = character if character == _ESCAPE else ""
            return bool(self._escape)
        self._escape += character
        introduces = len(self._escape) == 2 and character in "[O"  # noqa: PLR2004 - ESC and this one
        if not introduces and (character.isalpha() or character == "~" or len(self._escape) == 2):  # noqa: PLR2004
            self._escape = ""
        return True

    def _drop(self, count: int) -> None:
        count = min(count, len(self.text))
        self.text = self.text[: len(self.text) - count]
        self._show("\b \b" * count)


def read_masked(prompt: str) -> str:
    """Ask for a line in the terminal.

    Raises:
        KeyboardInterrupt, EOFError: It was left.
        OSError: The terminal cannot be read this way.
    """

    def show(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()

    line = MaskedLine(show)
    with _characters() as next_character:
        show(prompt)  # only now: what is typed into the prompt must find nothing that shows it
        try:
            while not line.take(next_character()):
                pass
        finally:
            show("\n")
    return line.text


if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def _characters() -> Iterator[Callable[[], str]]:
        yield msvcrt.getwch

else:
    import os
    import termios

    @contextmanager
    def _characters() -> Iterator[Callable[[], str]]:
        """Read the terminal character by character and unseen; nothing that was pasted meanwhile is thrown away."""
        fd = sys.stdin.fileno()
        try:
            before = termios.tcgetattr(fd)
        except termios.error as fault:
            raise OSError(str(fault)) from fault
        unseen = termios.tcgetattr(fd)
        unseen[3] &= ~(termios.ECHO | termios.ICANON)
        decoder = getincrementaldecoder("utf-8")("replace")
        waiting: list[str] = []

        def next_character() -> str:
            while not waiting:
                data = os.read(fd, 1024)
                if not data:
                    raise EOFError
                waiting.extend(decoder.decode(data))
            return waiting.pop(0)

        termios.tcsetattr(fd, termios.TCSADRAIN, unseen)
        try:
            yield next_character
        finally:
            termios.tcsetattr(fd, termios.TCSADRAIN, before)
