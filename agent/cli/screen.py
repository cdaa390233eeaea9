"""What a command prints, and how: in the player's language, as plain text or as JSON, with colour or without."""

from __future__ import annotations

import json
import os
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import click

from agent.assistant.sanitise import clean_text
from agent.cli import plain_signs
from agent.i18n import Catalogue, LanguageCode, catalogue, language_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console

_CYRILLIC_PROBE: Final = "я"


@dataclass(slots=True)
class Screen:
    """The one way from a command to the terminal.

    Attributes:
        language: ``ru`` or ``en``.
        as_json: Whether a program reads; then nothing but one JSON document goes to standard output.
        quiet: Whether only results and errors are printed.
        told_by: What says that the language is this one; ``nothing``: it is in doubt.
    """

    language: LanguageCode
    as_json: bool = False
    quiet: bool = False
    told_by: Literal["option", "system", "nothing"] = "nothing"

    @property
    def catalogue(self) -> Catalogue:
        """The player's catalogue, for those who render with it."""
        return catalogue(self.language)

    @property
    def width(self) -> int | None:
        """Return the columns of the terminal; None where none is there: files and programs take lines of any length."""
        console = self.console()
        return console.width if console.is_terminal else None

    def text(self, key: str, **args: str | float) -> str:
        """Return the catalogue's sentence."""
        return self.catalogue.text(key, **args)

    def label(self, text: str) -> str:
        """Return what a player called a blueprint, on one line; words for it where he called it nothing."""
        return one_line(text).strip() or self.text("cli-unnamed")

    def say(self, text: str = "", style: str = "", *, error: bool = False) -> None:
        """Print a result for people, or an error; nothing when a program reads."""
        if not self.as_json:
            from rich.text import Text  # noqa: PLC0415 - as below

            self.console(error=error).print(Text(clean_text(text), style=style), soft_wrap=True, highlight=False)

    def paragraph(self, text: str, style: str = "", *, hang: int = 0, error: bool = False) -> None:
        """Print a text broken between words on a terminal, further lines ``hang`` columns in; whole elsewhere."""
        console = self.console(error=error)
        if not console.is_terminal:
            self.say(text, style, error=error)
            return
        # A path is broken nowhere: it is there to be copied.
        wrapper = textwrap.TextWrapper(
            max(20, console.width - 1), subsequent_indent=" " * hang, break_on_hyphens=False, break_long_words=False
        )
        for whole in text.split("\n"):
            for line in wrapper.wrap(whole) or [""]:
                self.say(line, style, error=error)

    def note(self, key: str, **args: str | float) -> None:
        """Print what is good to know; nothing when a program reads or the player wants quiet."""
        if not self.quiet:
            self.paragraph(self.text(key, **args), style="dim")

    def heading(self, key: str, **args: str | float) -> None:
        """Print a heading."""
        self.say(self.text(key, **args), style="bold")

    def data(self, document: Mapping[str, Any] | Sequence[Any]) -> None:
        """Print the JSON document, when a program reads."""
        if self.as_json:
            click.echo(_json(document, indent=2))

    def line(self, document: Mapping[str, Any]) -> None:
        """Print one JSON document on one line, for a stream that a program follows."""
        click.echo(_json(document))
        sys.stdout.flush()

    def console(self, *, error: bool = False) -> Console:
        """Return a console on today's standard streams (they change under tests and pipes)."""
        from agent.cli.console import PipedConsole  # noqa: PLC0415 - slow to load, and programs and shells need none

        return PipedConsole(stderr=error, markup=False, emoji=False, highlight=False)


def screen() -> Screen:
    """Return the screen of the running command."""
    found = click.get_current_context().find_root().obj
    assert isinstance(found, Screen)  # noqa: S101 - the root command sets it before any command runs
    return found


def one_line(text: str) -> str:
    """Make text from outside safe for a terminal and keep it on one line."""
    return clean_text(text).replace("\n", " ")


def language_from_environment(environment: Mapping[str, str]) -> LanguageCode | None:
    """Choose a language: ``LC_ALL``, ``LC_MESSAGES``, ``LANG``; None where they leave it open."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        locale = environment.get(name, "").split(".")[0]
        if locale and locale not in {"C", "POSIX"}:
            return language_of(locale)
    return None


def language_in_doubt() -> LanguageCode:
    """Return Russian; a terminal that cannot show Cyrillic and did not ask for it gets English."""
    return "ru" if _shows_cyrillic() else "en"


def prepare_streams() -> None:
    """Make sure that no stream can end a command.

    What one cannot show becomes a plainer sign, at worst a question mark; one that was closed before the start holds
    nothing and swallows all.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - it lives as long as the process
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=plain_signs.register())


def silence_output() -> None:
    """Let a command whose output nobody takes (`| head`, a full disk) end without a second complaint at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _shows_cyrillic() -> bool:
    try:
        _CYRILLIC_PROBE.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _json(document: Mapping[str, Any] | Sequence[Any], indent: int | None = None) -> str:
    """Escape everything where the stream is not UTF-8 (a pipe on Windows): JSON readers expect nothing else."""
    plain = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "").replace("_", "") == "utf8"
    return json.dumps(document, ensure_ascii=not plain, indent=indent, allow_nan=False)
