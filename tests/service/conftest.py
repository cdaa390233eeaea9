from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.service.kit import Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    table = Table(tmp_path)
    yield table
    table.service.close()
