"""Fluent's bundle, with plural forms chosen once per number. Slow to load: imported when a sentence is asked for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from fluent.runtime import FluentBundle

if TYPE_CHECKING:
    from agent.i18n.catalogue import LanguageCode

_NUMBERS_KEPT = 1024


class Bundle(FluentBundle):
    """The sentences of one language as Fluent understands them.

    Args:
        language: ``ru`` or ``en``.
    """

    def __init__(self, language: LanguageCode) -> None:
        super().__init__([language], use_isolating=False)
        # Fluent asks for the form anew at every variant of a sentence, and there are four in Russian.
        self._plural_form = lru_cache(maxsize=_NUMBERS_KEPT)(self._plural_form)
