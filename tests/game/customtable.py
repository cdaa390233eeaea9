"""LuaCustomTable: a view on a mapping of the game, by name or by index."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.game.objects import SimObject, Value

if TYPE_CHECKING:
    from collections.abc import Mapping


class CustomTable(SimObject):
    """`entries` is a mapping from key to backing value; `key` and `value` are types of the surface.

    Where the key type allows both, a mapping by index also answers to the value's `name` and the reverse to `index`.
    """

    api_class: ClassVar[str] = "LuaCustomTable"

    def __init__(self, entries: Mapping[Value, Value], key: Value, value: Value) -> None:
        self.entries = entries
        self.key = key
        self.value = value

    def find(self, key: Value) -> Value:
        """Value behind a key, None where there is none."""
        if key in self.entries:
            return self.entries[key]
        both = isinstance(self.key, dict) and "union" in self.key
        other = "name" if isinstance(key, str) else "index"
        if both:
            return next((each for each in self.entries.values() if getattr(each, other, None) == key), None)
        return None
