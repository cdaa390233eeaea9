"""Tiny mods written to disk, and games that run them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.game.game import Game

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.game.objects import Value
    from tests.game.save import Save

INFO = {"version": "0.1.0", "title": "Tiny", "author": "tests", "dependencies": ["base"]}


class Tiny:
    """A mod `tiny` in a folder of its own; `files` map paths to contents."""

    def __init__(self, folder: Path, version: str) -> None:
        self.root = folder
        self.version = version
        self.games = 0

    def write(self, files: dict[str, str], name: str = "tiny", **info: Value) -> Path:
        """Writes (or rewrites) files of a mod, info.json included."""
        folder = self.root / "mods" / name
        folder.mkdir(parents=True, exist_ok=True)
        about = INFO | {"name": name, "factorio_version": self.version} | info
        (folder / "info.json").write_text(json.dumps(about), encoding="utf-8")
        for path, text in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return folder

    def game(self, control: str = "", *, save: Save | None = None, **options: Value) -> Game:
        """A game with the mod; `control` is its control.lua, `files` more files."""
        version = options.setdefault("version", self.version)
        files = dict(options.pop("files", {}))
        if control:
            files["control.lua"] = control
        self.write(files, factorio_version=version)
        self.games += 1
        options.setdefault("prefix", "tiny")
        return Game([self.root / "mods"], self.root / f"write-data-{self.games}", save=save, **options)


@pytest.fixture
def version() -> str:
    """Version of the game; a module overrides it to run on both."""
    return "2.0"


@pytest.fixture
def tiny(tmp_path: Path, version: str) -> Tiny:
    return Tiny(tmp_path, version)


@pytest.fixture
def fails(tiny: Tiny) -> Callable[[str], str]:
    """Runs Lua in a handler of a one-player game and gives the error text it ends with."""

    def run(code: str) -> str:
        handler = f"script.on_event(defines.events.on_player_created, function(event) {code} end)"
        with pytest.raises(Exception) as caught:  # noqa: PT011 (the text is asserted by the caller)
            tiny.game(handler)
        return str(caught.value)

    return run
