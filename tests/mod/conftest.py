"""A scene for every version of the game that the mod serves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.mod.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(params=["2.0", "2.1"])
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def used_before() -> bool:
    """Whether what the mods are made of was written before; a module that is about that writing says no."""
    return True


@pytest.fixture
def latest(tmp_path: Path, used_before: bool) -> Callable[..., Scene]:
    """The newest version alone, for what no version does in its own way."""
    return _starting(tmp_path, "2.1", used_before=used_before)


@pytest.fixture
def scene(version: str, tmp_path: Path, used_before: bool) -> Callable[..., Scene]:
    return _starting(tmp_path, version, used_before=used_before)


def _starting(folder: Path, version: str, *, used_before: bool) -> Callable[..., Scene]:
    def start(**options: Any) -> Scene:  # noqa: ANN401 - passed on to Game
        here = Scene(folder, version, **options)
        if used_before and "save" not in options:
            here.exported_before()
        return here

    return start
