"""Locale files of the mods: reading, rendering of LocalisedStrings, and what is wrong with a used key."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tests.game.errors import LoadError

if TYPE_CHECKING:
    from tests.game.mods import Mod
    from tests.game.objects import Value

LANGUAGES = ("en", "ru")
PARAMETER = re.compile(r"__(\d+)__")
PLURAL_START = re.compile(r"__plural_for_parameter__(\d+)__\{")
BUILTIN = re.compile(r"__(ITEM|ENTITY|FLUID|TILE|RECIPE|CONTROL|ALT_CONTROL)__(?:\d+__)?(.+?)__")
NAMED_BY_THE_GAME = frozenset(
    [
        "item-name",
        "item-description",
        "entity-name",
        "entity-description",
        "fluid-name",
        "recipe-name",
        "technology-name",
        "tile-name",
        "shortcut-name",
        "shortcut-description",
        "controls",
        "mod-setting-name",
        "mod-setting-description",
        "string-mod-setting",
        "mod-name",
        "mod-description",
        "virtual-signal-name",
        "quality-name",
        "gui",
        "command-help",
    ]
)
SECTION_OF = {
    "bool-setting": "mod-setting-name",
    "int-setting": "mod-setting-name",
    "double-setting": "mod-setting-name",
    "string-setting": "mod-setting-name",
    "color-setting": "mod-setting-name",
    "shortcut": "shortcut-name",
    "custom-input": "controls",
    "selection-tool": "item-name",
    "item": "item-name",
}


def read_locale(name: str, text: str) -> dict[str, str]:
    """Texts of one file by section and key."""
    found: dict[str, str] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if not bare or bare[0] in ";#":
            continue
        if bare.startswith("["):
            if not bare.endswith("]"):
                raise LoadError(f"{name}:{number}: section is not closed")
            section = bare[1:-1]
            continue
        key, equals, value = line.partition("=")
        if not equals or not key.strip():
            raise LoadError(f"{name}:{number}: no '=' in {bare!r}")
        full = f"{section}.{key.strip()}" if section else key.strip()
        if full in found:
            raise LoadError(f"{name}:{number}: {full} is defined twice")
        found[full] = value.replace("\\n", "\n")
    return found


@cache
def base_texts(language: str) -> dict[str, str]:
    """What the base game itself names, as far as the simulated world's things are named in `base_locale`."""
    path = Path(__file__).parent / "base_locale" / f"{language}.cfg"
    return read_locale(path.name, path.read_text("utf-8"))


class Locale:
    """Texts of every language; `prefix` marks the keys that must be the mods' own."""

    def __init__(self, mods: list[Mod], prefix: str) -> None:
        self.prefix = prefix
        self.texts: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
        for mod in mods:
            for language in LANGUAGES:
                for file in sorted((mod.folder / "locale" / language).glob("*.cfg")):
                    name = f"__{mod.name}__/locale/{language}/{file.name}"
                    self.texts[language].update(read_locale(name, file.read_text("utf-8")))
        own = {key.partition(".")[0] for texts in self.texts.values() for key in texts if "." in key}
        self.own_sections = own - NAMED_BY_THE_GAME

    # --- checks ----------------------------------------------------------------------------------------------

    def _is_own(self, key: str) -> bool:
        section, dot, name = key.partition(".")
        if not dot:
            return key.startswith(self.prefix)
        return section in self.own_sections or section.startswith(self.prefix) or name.startswith(self.prefix)

    def problems_of(self, message: Value) -> list[str]:
        """What is wrong with the keys of a LocalisedString: missing in a language, other parameters."""
        if not isinstance(message, list):
            return []
        found = [problem for part in message[1:] for problem in self.problems_of(part)]
        key = message[0]
        if key in {"", "?"} or not self._is_own(key):
            return found
        for language in LANGUAGES:
            text = self.texts[language].get(key)
            if text is None:
                found.append(f"locale {language}: key {key} is missing")
            elif parameters(text) != len(message) - 1:
                found.append(
                    f"locale {language}: {key} has {parameters(text)} parameters, used with {len(message) - 1}"
                )
        return found

    def differences(self) -> list[str]:
        """Keys which one language has and another lacks, or which take other parameters there."""
        found = []
        for key in sorted(set().union(*self.texts.values())):
            having = [language for language in LANGUAGES if key in self.texts[language]]
            found += [f"locale {language}: key {key} is missing" for language in LANGUAGES if language not in having]
            counts = {parameters(self.texts[language][key]) for language in having}
            if len(counts) > 1:
                found.append(f"locale: {key} has {sorted(counts)} parameters in different languages")
        return found

    def unnamed(self, data_raw: dict[str, dict[str, dict[str, Value]]]) -> list[str]:
        """Prototypes of the mods which a language has no name for."""
        missing = []
        for kind, section in SECTION_OF.items():
            for name, spec in data_raw.get(kind, {}).items():
                if "localised_name" not in spec and name.startswith(self.prefix):
                    missing += [
                        f"locale {language}: {section}.{name} is missing"
                        for language in LANGUAGES
                        if f"{section}.{name}" not in self.texts[language]
                    ]
        return missing

    # --- rendering -------------------------------------------------------------------------------------------

    def render(self, message: Value, language: str) -> str:  # noqa: PLR0911 (one return per kind of LocalisedString)
        """Text of a LocalisedString as the game shows it in a language."""
        if message is None:
            return ""
        if isinstance(message, bool):
            return "true" if message else "false"
        if isinstance(message, float) and message == int(message):
            message = int(message)
        if not isinstance(message, list):
            return str(message)
        key, parts = message[0], [self.render(part, language) for part in message[1:]]
        if key == "":
            return "".join(parts)
        if key == "?":
            return next((part for part in parts if not part.startswith("Unknown key:")), parts[-1] if parts else "")
        spoken = language if language in LANGUAGES else "en"
        places = (self.texts[spoken], base_texts(spoken), self.texts["en"], base_texts("en"))
        text = next((texts[key] for texts in places if key in texts), None)
        if text is None:
            return f'Unknown key: "{key}"'
        return self.expand(text, parts, language)

    def expand(self, text: str, parts: list[str], language: str) -> str:
        """Fills in plural forms, parameters and names."""
        text = _plurals(text, parts)
        text = PARAMETER.sub(lambda m: parts[int(m[1]) - 1] if int(m[1]) <= len(parts) else m[0], text)

        def name(match: re.Match[str]) -> str:
            sections = {"ITEM": "item-name", "CONTROL": "controls", "ALT_CONTROL": "controls"}
            key = f"{sections.get(match[1], match[1].lower() + '-name')}.{match[2]}"
            return self.texts.get(language, {}).get(key, match[2])

        return BUILTIN.sub(name, text)


def parameters(text: str) -> int:
    """Highest parameter number a text refers to."""
    numbers = [int(n) for n in PARAMETER.findall(text)] + [int(n) for n in PLURAL_START.findall(text)]
    return max(numbers, default=0)


def _plurals(text: str, parts: list[str]) -> str:
    while match := PLURAL_START.search(text):
        end = text.index("}__", match.end())
        forms = text[match.end() : end].split("|")
        value = parts[int(match[1]) - 1] if int(match[1]) <= len(parts) else ""
        text = text[: match.start()] + _form(forms, value) + text[end + 3 :]
    return text


def _form(forms: list[str], value: str) -> str:
    """First form whose pattern fits: `1=`, `2,3=`, `5-20=`, `ends in 1=`, `rest=`."""
    for form in forms:
        pattern, _, text = form.partition("=")
        pattern = pattern.strip()
        if pattern == "rest":
            return text
        ending = pattern.startswith("ends in ")
        for each in pattern.removeprefix("ends in ").split(","):
            low, dash, high = each.strip().partition("-")
            if dash and not ending and value.isdigit() and int(low) <= int(value) <= int(high):
                return text
            if not dash and (value.endswith(low) if ending else value == low):
                return text
    return ""
