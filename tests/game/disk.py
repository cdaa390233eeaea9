"""Real files of one peer's script-output, written whole or in steps that a reader can catch in half."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Disk:
    """Writes of one peer; `torn` splits each into steps with `between` called after every flush."""

    def __init__(self, *, torn: bool = False, between: Callable[[Path, int, int], None] | None = None) -> None:
        self.torn = torn
        self.between = between
        self.written: list[tuple[str, int]] = []

    def write(self, path: Path, data: bytes, *, append: bool) -> None:
        """Writes `data`, creating folders; overwrites unless `append`."""
        path.parent.mkdir(parents=True, exist_ok=True)
        pieces = _pieces(data) if self.torn else [data]
        with path.open("ab" if append else "wb") as file:
            done = 0
            if self.torn and self.between is not None:
                file.flush()
                self.between(path, 0, len(data))
            for piece in pieces:
                file.write(piece)
                file.flush()
                done += len(piece)
                if self.torn and self.between is not None:
                    self.between(path, done, len(data))
        self.written.append((path.name, len(data)))


def _pieces(data: bytes) -> list[bytes]:
    """Three parts that fall inside the content (also inside UTF-8 characters)."""
    third = max(1, len(data) // 3)
    return [piece for piece in (data[:third], data[third : 2 * third + 1], data[2 * third + 1 :]) if piece]
