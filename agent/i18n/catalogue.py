"""One catalogue per language: every ``*.ftl`` file of its folder, read once, each sentence understood when it is asked.

Understanding all of them takes longer than most commands do, and a command needs a handful.

Project Fluent (``fluent.runtime``) chooses plural forms by CLDR and writes numbers the language's way: «1,5 машины»,
«1.5 machines».
"""

from __future__ import annotations

import re
import threading
from decimal import Context, localcontext
from fractions import Fraction
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from agent.errors import AgentError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel import Locale
    from babel.numbers import NumberPattern

    from agent.i18n.bundle import Bundle

LanguageCode = Literal["ru", "en"]
_PRECISE = Context(prec=400)
"""Enough digits for the largest float: mods report energies beyond the 28 digits that decimals have by default."""

_ENTRY = re.compile(r"^(-?[a-zA-Z][\w-]*)[ ]*=", re.MULTILINE)
"""What begins an entry of a Fluent file; whatever belongs to it is indented."""
_WORDS = r"[^\s{}](?:[^{}\n\r]*[^\s{}])?"
_BARE = re.compile(rf"[^=]*=[ ]*({_WORDS}(?:\n[ ]{{4}}(?![\[*.]){_WORDS})*)\s*?\n(?:[ ]*\n|\#[^\n]*\n)*[ ]*\Z")
"""An entry without a placeable, perhaps comments below it: what it says stands there, further lines four columns in."""
_MENTION = re.compile(r"\{\s*(-?[a-z][\w-]*)")
"""A message or term inside a placeable, perhaps; what is none is no key either."""

MINUS = "−"
SENTENCE_DIGITS = 3
"""As many decimals as Fluent writes by itself."""
LANGUAGES: tuple[LanguageCode, ...] = get_args(LanguageCode)
_FILLED_KEPT = 1024
"""Sentences kept as they were last said: an answer has some dozens, most of them twice, and the next one most again."""
_READ: list[Catalogue] = []


class Catalogue:
    """The sentences of one language.

    Args:
        language: ``ru`` or ``en``.
        sources: Text of the Fluent files.
    """

    def __init__(self, language: LanguageCode, sources: Iterator[str]) -> None:
        self.language = language
        self._entries: dict[str, str] = {}
        self._said: dict[str, str | None] = {}
        self._understood: set[str] = set()
        self._lock = threading.Lock()
        # By the kind of a number as well: 1 and 1.0 have other plural forms.
        self._filled = lru_cache(maxsize=_FILLED_KEPT, typed=True)(self._fill)
        for source in sources:
            starts = list(_ENTRY.finditer(source))
            ends = [*(start.start() for start in starts[1:]), len(source)]
            for start, end in zip(starts, ends, strict=True):
                if start[1] in self._entries:
                    raise AgentError("catalogue-duplicate", key=start[1])
                self._entries[start[1]] = source[start.start() : end]

    @cached_property
    def _bundle(self) -> Bundle:
        from agent.i18n.bundle import Bundle  # noqa: PLC0415 - slow to load, and not every command says something

        return Bundle(self.language)

    @property
    def keys(self) -> frozenset[str]:
        """All message keys."""
        return frozenset(self._entries)

    def has(self, key: str) -> bool:
        """Tell whether there is such a sentence."""
        return self._bare(key) is not None or (key in self._entries and self._understand(key).has_message(key))

    def _bare(self, key: str) -> str | None:
        """Return a sentence that says the same whatever it is given; None for any other. Needs no Fluent: help does."""
        if key in self._entries and key not in self._said:
            match = None if key.startswith("-") else _BARE.match(self._entries[key])
            self._said[key] = None if match is None else match[1].replace("\n    ", "\n")
        return self._said.get(key)

    def _understand(self, key: str) -> Bundle:
        """Return the bundle with an entry and all that it mentions in it. Safe between threads."""
        if key in self._understood:
            return self._bundle
        from fluent.runtime import FluentResource  # noqa: PLC0415 - as above

        with self._lock:
            wanted = [key]
            met: set[str] = set()
            while wanted:
                name = wanted.pop()
                if name in met or name in self._understood or name not in self._entries:
                    continue
                met.add(name)
                source = self._entries[name]
                self._bundle.add_resource(FluentResource(source))
                wanted += _MENTION.findall(source)
            self._understood |= met
        return self._bundle

    def text(self, key: str, **args: str | float | Fraction) -> str:
        """Return a sentence with its parameters filled in.

        Raises:
            KeyError: There is no such key, or a parameter the sentence names was not given.
        """
        bare = self._bare(key)
        return bare if bare is not None else self._filled(key, **args)

    def forget(self) -> None:
        """Forget what was said."""
        self._filled.cache_clear()

    def _fill(self, key: str, **args: str | float | Fraction) -> str:
        if not self.has(key):
            raise KeyError(key)
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise KeyError(key)
        values = {name: self._given(value) for name, value in args.items()}
        with localcontext(_PRECISE):
            text, faults = self._bundle.format_pattern(pattern, values)
        if faults:
            raise KeyError(key) from faults[0]
        return str(text)

    def number(self, value: float | Fraction, digits: int = 2) -> str:
        """Write a number the language's way with at most so many decimals: «1 234,5», "1,234.5", «−5».

        What is below zero has a minus sign, not a hyphen, everywhere: sentences write their numbers by this, too.
        """
        pattern = _pattern(digits)
        with localcontext(_PRECISE):
            return str(pattern.apply(_plain(value), self._locale)).replace("-", MINUS)

    def _given(self, value: str | float | Fraction) -> str | float:
        """Return what Fluent gets: it would write a hyphen before a number below zero, and no plural asks for one."""
        plain = _plain(value)
        return plain if isinstance(plain, str) or plain >= 0 else self.number(plain, SENTENCE_DIGITS)

    @cached_property
    def _locale(self) -> Locale:
        from babel import Locale  # noqa: PLC0415 - as below

        return Locale.parse(self.language)

    def error(self, error: AgentError) -> tuple[str, str]:
        """Return an error's sentence and its next step."""
        key = f"error-{error.code}"
        if not self.has(key):
            unknown = {"code": error.code, "details": str(error)}
            return self.text("error-unknown", **unknown), self.text("error-unknown-next", **unknown)
        return self.text(key, **error.params), self.text(f"{key}-next", **error.params)


@cache
def _pattern(digits: int) -> NumberPattern:
    from babel.numbers import parse_pattern  # noqa: PLC0415 - slow to load, and not every command counts

    return parse_pattern("#,##0" + ("." + "#" * digits if digits else ""))


def _plain(value: str | float | Fraction) -> str | float:
    if isinstance(value, str):
        return value
    # Less than nothing is nothing: among the sentences that are kept both are the same.
    return float(value) if isinstance(value, Fraction) else value + 0


@cache
def catalogue(language: LanguageCode) -> Catalogue:
    """Return the catalogue of a language; it is read once."""
    # Beside this module and nowhere else: looking for it as a resource loads archives and compression.
    files = sorted((Path(__file__).parent / language).glob("*.ftl"))
    read = Catalogue(language, (item.read_text(encoding="utf-8") for item in files))
    _READ.append(read)
    return read


def forget_what_was_said() -> None:
    """Forget the sentences that are kept: names that players gave stand in them."""
    for each in _READ:
        each.forget()


def language_of(locale: str | None, default: LanguageCode = "ru") -> LanguageCode:
    """Choose a catalogue for a locale such as ``en``, ``ru_RU.UTF-8`` or the game's ``LuaPlayer.locale``.

    Russian when in doubt, as the product promises; English only for English.
    """
    if not locale:
        return default
    start = locale.lower().replace("-", "_").split("_")[0]
    return next((language for language in LANGUAGES if language == start), default)
