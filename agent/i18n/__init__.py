"""Sentences for players, in Russian and English, from Fluent catalogues with real plural rules."""

from agent.i18n.catalogue import LANGUAGES, Catalogue, LanguageCode, catalogue, forget_what_was_said, language_of

__all__ = ["LANGUAGES", "Catalogue", "LanguageCode", "catalogue", "forget_what_was_said", "language_of"]
