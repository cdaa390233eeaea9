"""Base of what belongs to a world: it has a stable key, a plain state, and says when it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from tests.game.objects import SimObject

if TYPE_CHECKING:
    from collections.abc import Hashable

    from tests.game.world.geometry import Value
    from tests.game.world.world import World

Key: TypeAlias = tuple[str | int | float, ...]


class Thing(SimObject):
    """An object of the game that belongs to a world.

    Every assignment of an attribute marks the thing as changed, so that the world's digest stays cheap. Who changes a
    list or a table in place calls `changed()`.
    """

    hidden: ClassVar[frozenset[str]] = frozenset({"world"})
    """Attributes that are no part of the state."""

    world: World

    def __setattr__(self, name: str, value: Value) -> None:
        object.__setattr__(self, name, value)
        if "world" in self.__dict__:
            self.changed()

    if TYPE_CHECKING:

        @property
        def key(self) -> Key:
            """What names this thing in every peer and after every load."""

    @property
    def object_id(self) -> Hashable:
        return self.key

    @property
    def blank(self) -> bool:
        """Whether nothing is known of it yet: made by a mere look, it is no part of the state."""
        return False

    def changed(self) -> None:
        """Notes a change for the next digest."""
        self.world.changes.mark(self)

    def facts(self) -> Value:
        """Everything about this thing as plain data in a fixed order."""
        attributes = vars(self)
        return {
            name: plain(attributes[name])
            for name in sorted(attributes)
            if name not in self.hidden and attributes[name] is not None
        }


def plain(value: Value) -> Value:
    """Plain data for any value: references to things become their keys, tables are sorted."""
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, Thing):
        return list(value.key)
    if isinstance(value, SimObject):
        return value.facts() if hasattr(value, "facts") else type(value).__name__
    if isinstance(value, dict):
        return [[plain(key), plain(value[key])] for key in sorted(value, key=repr)]
    if isinstance(value, (set, frozenset)):
        return sorted((plain(item) for item in value), key=repr)
    return [plain(item) for item in value]
