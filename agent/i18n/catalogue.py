"""One catalogue per language: every ``*.ftl`` file of its folder, read once.

Project Fluent (``fluent.runtime``) chooses plural forms by CLDR and writes numbers the language's way: «1,5 машины»,
«1.5 machines».
"""

from __future__ import annotations

from decimal import Context, localcontext
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal, get_args

from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource

from agent.errors import AgentError

if TYPE_CHECKING:
    from collections.abc import Iterator

LanguageCode = Literal["ru", "en"]
_DIGITS = 400
"""Enough for the largest float: mods report energies beyond the 28 digits that decimals have by default."""

LANGUAGES: tuple[LanguageCode, ...] = get_args(LanguageCode)


class Catalogue:
    """The sentences of one language.

    Args:
        language: ``ru`` or ``en``.
        sources: Text of the Fluent files.
    """

    def __init__(self, language: LanguageCode, sources: Iterator[str]) -> None:
        self.language = language
        self._bundle = FluentBundle([language], use_isolating=False)
        self._keys: set[str] = set()
        for source in sources:
            resource = FluentResource(source)
            for entry in resource.body:
                name = getattr(getattr(entry, "id", None), "name", None)
                if name is None:
                    continue
                if name in self._keys:
                    raise AgentError("catalogue-duplicate", key=name)
                self._keys.add(name)
            self._bundle.add_resource(resource)

    @property
    def keys(self) -> frozenset[str]:
        """All message keys."""
        return frozenset(self._keys)

    def has(self, key: str) -> bool:
        """Tell whether there is such a sentence."""
        return self._bundle.has_message(key)

    def text(self, key: str, **args: str | float | Fraction) -> str:
        """Return a sentence with its parameters filled in.

        Raises:
            KeyError: There is no such key, or a parameter the sentence names was not given.
        """
        if not self._bundle.has_message(key):
            raise KeyError(key)
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise KeyError(key)
        values = {name: _plain(value) for name, value in args.items()}
        with localcontext(Context(prec=_DIGITS)):
            text, faults = self._bundle.format_pattern(pattern, values)
        if faults:
            raise KeyError(key) from faults[0]
        return str(text)

    def number(self, value: float | Fraction, digits: int = 2) -> str:
        """Write a number the language's way with at most so many decimals: «1 234,5», "1,234.5"."""
        pattern = "#,##0" + ("." + "#" * digits if digits else "")
        with localcontext(Context(prec=_DIGITS)):
            return str(format_decimal(_plain(value), format=pattern, locale=self.language))

    def error(self, error: AgentError) -> tuple[str, str]:
        """Return an error's sentence and its next step."""
        key = f"error-{error.code}"
        if not self.has(key):
            unknown = {"code": error.code, "details": str(error)}
            return self.text("error-unknown", **unknown), self.text("error-unknown-next", **unknown)
        return self.text(key, **error.params), self.text(f"{key}-next", **error.params)


def _plain(value: str | float | Fraction) -> str | float:
    return float(value) if isinstance(value, Fraction) else value


@cache
def catalogue(language: LanguageCode) -> Catalogue:
    """Return the catalogue of a language; it is read once."""
    folder = resources.files("agent.i18n") / language
    files = sorted((item for item in folder.iterdir() if item.name.endswith(".ftl")), key=lambda item: item.name)
    return Catalogue(language, (item.read_text(encoding="utf-8") for item in files))


def language_of(locale: str | None, default: LanguageCode = "ru") -> LanguageCode:
    """Choose a catalogue for a locale such as ``en``, ``ru_RU.UTF-8`` or the game's ``LuaPlayer.locale``.

    Russian when in doubt, as the product promises; English only for English.
    """
    if not locale:
        return default
    start = locale.lower().replace("-", "_").split("_")[0]
    return next((language for language in LANGUAGES if language == start), default)
