"""Planets; the base game has one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.game.objects import SimObject

if TYPE_CHECKING:
    from collections.abc import Hashable

    from tests.game.world.prototype_base import LuaSpaceLocationPrototype
    from tests.game.world.surface import LuaSurface
    from tests.game.world.world import World


class LuaPlanet(SimObject):
    """A planet and its surface."""

    api_class: ClassVar[str] = "LuaPlanet"

    def __init__(self, world: World, name: str) -> None:
        self.world = world
        self.name = name

    @property
    def object_id(self) -> Hashable:
        return "planet", self.name

    @property
    def prototype(self) -> LuaSpaceLocationPrototype:
        return self.world.prototypes.space_location[self.name]

    @property
    def surface(self) -> LuaSurface | None:
        return self.world.surfaces.get(self.name)
