"""What an administrator lets players do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.game.objects import SimObject

if TYPE_CHECKING:
    from collections.abc import Hashable

    from tests.game.world.player import LuaPlayer


class LuaPermissionGroup(SimObject):
    """The group of one player: everything is allowed but what a scenario says (`LuaPlayer.forbidden`)."""

    api_class: ClassVar[str] = "LuaPermissionGroup"

    def __init__(self, player: LuaPlayer) -> None:
        self.player = player

    @property
    def object_id(self) -> Hashable:
        return self.api_class, self.player.index

    def allows_action(self, action: str) -> bool:
        return action not in self.player.forbidden
