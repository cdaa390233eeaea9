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
def latest(tmp_path: Path) -> Callable[..., Scene]:
    """The newest version alone, for what no version does in its own way."""

    def start(**options: Any) -> Scene:  # noqa: ANN401 - passed on to Game
        return Scene(tmp_path, "2.1", **options)

    return start


@pytest.fixture
def scene(version: str, tmp_path: Path) -> Callable[..., Scene]:
    def start(**options: Any) -> Scene:  # noqa: ANN401 - passed on to Game
        return Scene(tmp_path, version, **options)

    return start
