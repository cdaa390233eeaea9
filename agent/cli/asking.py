"""Questions to whoever sits at the terminal; where nobody does, a flag has to answer."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import click

from agent.cli.masked import read_masked
from agent.cli.screen import one_line
from agent.errors import UsageError
from agent.models import Secret

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.cli.screen import Screen

_YES: Final = frozenset({"y", "yes", "д", "да"})
_NO: Final = frozenset({"n", "no", "н", "нет"})


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks, in the player's language.

    Attributes:
        screen: Where the questions stand.
        interactive: Whether somebody is there; else every question without a default names the flag that answers it.
    """

    screen: Screen
    interactive: bool

    def text(self, key: str, flag: str, default: str | None = None, **args: str | float) -> str:
        """Ask for a line of text; an empty one is the default.

        Raises:
            UsageError: ``setup-flag-needed``: nobody is there to answer.
        """
        if not self.interactive:
            return self._default(default, flag)
        shown = f" [{default}]" if default else ""
        while True:
            typed = self._line(self.screen.text(key, **args) + shown)
            if typed:
                return typed
            if default is not None:
                return default

    def confirm(self, key: str, flag: str, *, default: bool | None, **args: str | float) -> bool:
        """Ask yes or no; both languages' letters are understood.

        Raises:
            UsageError: ``setup-flag-needed``: nobody is there to answer.
        """
        if not self.interactive:
            if default is None:
                raise UsageError("setup-flag-needed", flag=flag)
            return default
        choices = {None: "asking-yes-no", True: "asking-yes", False: "asking-no"}[default]
        while True:
            typed = self._line(f"{self.screen.text(key, **args)} {self.screen.text(choices)}").lower()
            if typed in _YES or (not typed and default is True):
                return True
            if typed in _NO or (not typed and default is False):
                return False

    def pick(self, key: str, flag: str, options: Sequence[str], default: int | None = 0) -> int:
        """Ask for one of some options by its number; returns its place, from 0.

        Raises:
            UsageError: ``setup-flag-needed``: nobody is there to answer.
        """
        if not self.interactive:
            if default is None:
                raise UsageError("setup-flag-needed", flag=flag)
            return default
        for number, option in enumerate(options, 1):
            self.screen.say(f"  {number}  {one_line(option)}")
        return self.number(key, len(options), default)

    def number(self, key: str, most: int, default: int | None) -> int:
        """Ask for the number of one of the options that stand above; returns its place, from 0."""
        shown = f" [{default + 1}]" if default is not None else ""
        while True:
            typed = self._line(self.screen.text(key) + shown)
            if not typed and default is not None:
                return default
            if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= most:
                return int(typed) - 1
            self.screen.say(self.screen.text("asking-number", most=most), style="yellow")

    def secret(self, key: str, flag: str, **args: str | float) -> Secret | None:
        """Ask for what must not be seen; None where nothing was typed.

        Raises:
            UsageError: ``setup-flag-needed``: nobody is there to answer.
        """
        if not self.interactive:
            raise UsageError("setup-flag-needed", flag=flag)
        return Secret(_typed_unseen(self.screen.text(key, **args)).strip()) or None

    def _default(self, default: str | None, flag: str) -> str:
        if default is None:
            raise UsageError("setup-flag-needed", flag=flag)
        return default

    def _line(self, text: str) -> str:
        return str(click.prompt(text, default="", show_default=False, prompt_suffix=": ", err=True)).strip()


def _typed_unseen(text: str) -> str:
    """Have a line typed behind stars, behind nothing where the terminal cannot do that."""
    if sys.stdin.isatty():
        try:
            return read_masked(f"{text}: ")
        except (KeyboardInterrupt, EOFError):
            raise click.Abort from None
        except OSError:  # no terminal after all
            pass
    return str(click.prompt(text, hide_input=True, default="", show_default=False, prompt_suffix=": ", err=True))


def somebody_is_there() -> bool:
    """Tell whether a person can be asked: the keyboard and the screen are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()
