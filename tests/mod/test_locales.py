"""Both languages have the same keys with the same parameters, and every key that the mod uses is there."""

from __future__ import annotations

import re

import pytest

from tests.mod.scene import MAIN, MODS

LOCALE = MODS / MAIN / "locale"
KEY = re.compile(r'"((?:gpta-[a-z]+)\.[a-z0-9-]*)"( \.\.)?')


def catalogue(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    section = ""
    for line in (LOCALE / language / "gpta.cfg").read_text("utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line:
            key, _, text = line.partition("=")
            assert f"{section}.{key}" not in found, f"{section}.{key} twice"
            found[f"{section}.{key}"] = text
    return found


def test_same_keys_and_parameters() -> None:
    russian, english = catalogue("ru"), catalogue("en")
    assert list(russian) == list(english)
    for key, text in russian.items():
        assert set(re.findall(r"__\d__", text)) == set(re.findall(r"__\d__", english[key])), key


def test_every_key_that_is_used_exists() -> None:
    known = catalogue("ru")
    for path in (MODS / MAIN / "scripts").rglob("*.lua"):
        for key, prefix in KEY.findall(path.read_text("utf-8")):
            if prefix:
                assert any(each.startswith(key) for each in known), f"{path.name}: {key}"
            else:
                assert key in known, f"{path.name}: {key}"


def test_every_key_of_ours_is_used() -> None:
    used: set[str] = set()
    for path in (MODS / MAIN / "scripts").rglob("*.lua"):
        used |= {key for key, _ in KEY.findall(path.read_text("utf-8"))}
    named = {
        f"gpta-consent.data-{name}" for name in ("question", "entities", "stocks", "power", "research", "names", "mods")
    }
    for key in catalogue("ru"):
        if key.startswith("gpta-"):
            assert key in used | named or any(key.startswith(each) and each[-1] in ".-" for each in used), key


@pytest.mark.parametrize("language", ["ru", "en"])
def test_no_text_is_left_empty_or_in_the_other_language(language: str) -> None:
    for key, text in catalogue(language).items():
        assert text.strip(), key
        cyrillic = bool(re.search("[а-яё]", text, re.IGNORECASE))
        if language == "en":
            assert not cyrillic, key
        else:
            assert cyrillic or not re.search("[a-z]{3}", re.sub("GPT|agent", "", text)), key


def test_features_have_names() -> None:
    known = catalogue("ru")
    for path in (MODS / MAIN / "scripts").rglob("*.lua"):
        text = path.read_text("utf-8")
        names = re.findall(r'^local \w+ = \{ name = "([a-z-]+)" \}', text, re.MULTILINE)
        names += re.findall(r'dispatch\.on\("([a-z-]+)"', text)
        for name in names:
            assert f"gpta-feature.{name}" in known, name
