"""Fluent's bundle, with whole numbers written and plural forms chosen once. Slow to load: imported for a sentence."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from fluent.runtime import FluentBundle
from fluent.runtime.resolver import CurrentEnvironment, ResolverEnvironment
from fluent.runtime.types import FluentInt
from fluent.runtime.utils import native_to_fluent

if TYPE_CHECKING:
    from collections.abc import Callable

    from babel import Locale
    from fluent.runtime.resolver import Pattern
    from fluent.runtime.types import FluentNone

    from agent.i18n.catalogue import LanguageCode

_NUMBERS_KEPT = 1024


class _Whole(FluentInt):
    """A whole number; most sentences hold one or two, and few are above a hundred."""

    written: Callable[[int], str]

    def format(self, locale: Locale) -> str:
        """Return it as the language writes it."""
        del locale
        return self.written(int(self))


class Bundle(FluentBundle):
    """The sentences of one language as Fluent understands them.

    Args:
        language: ``ru`` or ``en``.
    """

    def __init__(self, language: LanguageCode) -> None:
        super().__init__([language], use_isolating=False)
        locale = self._babel_locale
        self._written = lru_cache(maxsize=_NUMBERS_KEPT)(lambda number: FluentInt(number).format(locale))
        # Fluent asks for the form anew at every variant of a sentence, and there are four in Russian.
        self._plural_form = lru_cache(maxsize=_NUMBERS_KEPT)(self._plural_form)

    def format_pattern(
        self, pattern: Pattern, args: dict[str, Any] | None = None
    ) -> tuple[str | FluentNone, list[Exception]]:
        """Return a sentence and what was wrong with it, as the library does but for whole numbers."""
        given = {name: self._given(value) for name, value in (args or {}).items()}
        errors: list[Exception] = []
        env = ResolverEnvironment(context=self, current=CurrentEnvironment(args=given), errors=errors)
        try:
            return pattern(env), errors
        except ValueError as fault:
            errors.append(fault)
            return "{???}", errors

    def _given(self, value: object) -> object:
        if type(value) is not int:
            return native_to_fluent(value)
        whole = _Whole(value)
        whole.written = self._written
        return whole
