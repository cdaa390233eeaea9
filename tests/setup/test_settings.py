"""Settings come back as written; a bad file is named with line and field and never taken for the defaults."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from agent.errors import UsageError
from agent.i18n import LANGUAGES, catalogue
from agent.setup.settings import CONSENT_VERSION, FILE, Settings, config_folder, read_settings, write_settings

if TYPE_CHECKING:
    from pathlib import Path


def test_settings_come_back_as_written(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "config"
    assert read_settings(folder) == Settings()
    assert not folder.exists(), "reading makes nothing"
    settings = Settings(language="en", use_model=True, names_as_ids=True, consent=CONSENT_VERSION)
    write_settings(folder, settings)
    assert read_settings(folder) == settings
    assert [path.name for path in folder.iterdir()] == [FILE]
    if os.name != "nt":
        assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600


def test_before_anything_is_decided_no_model_is_asked() -> None:
    assert not Settings().use_model
    assert not Settings().consented
    assert not Settings(consent=CONSENT_VERSION - 1).consented


@pytest.mark.parametrize(
    ("text", "code", "line", "field"),
    [
        ('{\n  "version": 1,\n  "language": "de"\n}', "settings-invalid", 3, "language"),
        ('{\n\n\n  "use_model": "yes"\n}', "settings-invalid", 4, "use_model"),
        ('{"version": 2}', "settings-invalid", 1, "version"),
        ('{\n"usemodel": true}', "settings-invalid", 2, "usemodel"),
        ('{\n  "version": 1,\n}', "settings-not-json", 3, None),
        ("", "settings-not-json", 1, None),
        ("[" * 5000, "settings-not-json", 1, None),
        ("[]", "settings-not-json", 1, None),
    ],
)
def test_a_bad_file_is_named_and_left_as_it_is(
    text: str, code: str, line: int, field: str | None, tmp_path: Path
) -> None:
    path = tmp_path / FILE
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError) as caught:
        read_settings(tmp_path)
    assert (caught.value.code, caught.value.params["line"]) == (code, line)
    assert caught.value.params.get("field") == field
    assert path.read_text("utf-8") == text
    for language in LANGUAGES:
        sentence, step = catalogue(language).error(caught.value)
        assert str(path) in sentence
        assert step


def test_a_file_that_cannot_be_read_is_not_taken_for_none(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(UsageError, match="settings-unreadable"):
        read_settings(tmp_path)


def test_the_folder_is_the_one_named_then_the_variable_then_the_systems(tmp_path: Path) -> None:
    variable = {"GPTA_CONFIG_DIR": str(tmp_path / "variable")}
    assert config_folder(tmp_path, variable) == tmp_path
    assert config_folder(None, variable) == tmp_path / "variable"
    assert config_folder(None, {}).name == "factorio-gpt-assistant"
