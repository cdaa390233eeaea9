"""Numbers behind `defines.*`: arbitrary and shuffled by a seed, because the game does not publish them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from tests.game.errors import FaultError

if TYPE_CHECKING:
    from tests.game.objects import Value


class Defines:
    """Names ⇄ numbers of every define of one game version."""

    def __init__(self, tree: dict[str, Value], seed: int) -> None:
        self.tree: dict[str, Value] = {}
        self._numbers: dict[str, dict[str, int]] = {}
        self._names: dict[str, dict[int, str]] = {}
        self._random = random.Random(seed)  # noqa: S311 (a shuffle, no secret)
        for name, members in tree.items():
            self.tree[name] = self._number(name, members)

    def _number(self, path: str, members: Value) -> Value:
        if isinstance(members, dict):
            own = {name: self._number(f"{path}.{name}", inner) for name, inner in members.items()}
            if path in self._numbers:
                own = self._numbers[path] | own
            return own
        order = list(members)
        self._random.shuffle(order)
        start = 0 if path == "events" else self._random.randrange(0, 7)
        numbers = {name: start + at for at, name in enumerate(order)}
        self._numbers[path] = numbers
        self._names[path] = {number: name for name, number in numbers.items()}
        return dict(numbers)

    def number(self, path: str, name: str) -> int:
        """Number of a member, `path` without the leading `defines.`."""
        try:
            return self._numbers[path][name]
        except KeyError:
            raise FaultError(f"defines.{path}.{name} does not exist in this version") from None

    def name(self, path: str, number: float) -> str | None:
        """Name of a number, None where no member has it."""
        return self._names.get(path, {}).get(int(number)) if number == int(number) else None

    def has(self, path: str) -> bool:
        """Whether the path is a define with members of its own."""
        return path in self._numbers
