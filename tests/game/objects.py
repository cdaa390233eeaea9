"""Base of every backing object: what stands behind a LuaObject."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Hashable


Value: TypeAlias = Any
"""What crosses the boundary to Lua: its type is only known to the API surface, which checks it at run time."""


class SimObject:
    """A simulated object of the game.

    `api_class` names the class of the API surface. Attributes and methods of a subclass carry exactly the names
    of that class's members; what is left out raises `not simulated` in Lua.
    """

    api_class: ClassVar[str] = ""
    valid: bool = True

    @property
    def object_id(self) -> Hashable:
        """Identity for `==` in Lua. Objects made anew for each access override it."""
        return id(self)

    @property
    def subclasses(self) -> frozenset[str]:
        """Names from the surface's `sub` lists which this object fulfils."""
        return frozenset()
