"""Factorio's own form of changelog.txt: a file that breaks it is shown to nobody in the game."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.game.errors import LoadError
from tests.game.mods import VERSION

if TYPE_CHECKING:
    from tests.game.mods import Mod

DASHES = "-" * 99
ENTRY = re.compile(r"^(    - |      )\S")


def check_changelog(mod: Mod) -> None:  # noqa: C901 (one branch per kind of line)
    """LoadError with the line when changelog.txt is there and malformed."""
    text = mod.read("changelog.txt")
    if text is None:
        return
    versions: list[str] = []
    category = False
    expect_version = False
    for number, line in enumerate(text.splitlines(), 1):
        where = f"{mod.name}: changelog.txt:{number}"
        if "\t" in line or line != line.rstrip():
            raise LoadError(f"{where}: tabs and trailing spaces are not allowed")
        if line == DASHES:
            expect_version, category = True, False
        elif expect_version:
            version = line.removeprefix("Version: ")
            if line == version or not VERSION.match(version) or version in versions:
                raise LoadError(f"{where}: 'Version: x.y.z', each once, must follow the dashes")
            versions.append(version)
            expect_version = False
        elif line.startswith("Date: "):
            category = False
        elif re.match(r"^  [^ -].*:$", line):
            category = True
        elif line and not (category and ENTRY.match(line)):
            raise LoadError(f"{where}: {line!r} is neither a category nor an entry of one")
    if not versions:
        raise LoadError(f"{mod.name}: changelog.txt: no section starts with 99 dashes")
