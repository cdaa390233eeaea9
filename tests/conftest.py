"""What every test shares: coverage of the mods' Lua, measured when GPTA_LUA_COVERAGE names a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.game import coverage

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _lua_coverage() -> Iterator[None]:
    """Takes over each test's executed Lua lines before its games are gone."""
    yield
    coverage.collect_all()


def pytest_sessionfinish() -> None:
    """Writes the figures of this process (each xdist worker has its own file)."""
    folder = coverage.folder()
    if folder is not None:
        coverage.write(folder)
