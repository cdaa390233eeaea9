"""Fluid boxes of entity prototypes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.objects import SimObject

if TYPE_CHECKING:
    from tests.game.world.entity_prototype import LuaEntityPrototype
    from tests.game.world.geometry import Value
    from tests.game.world.prototype_base import LuaFluidPrototype

_SIXTEENTHS = (
    *("north", "northnortheast", "northeast", "eastnortheast", "east", "eastsoutheast", "southeast", "southsoutheast"),
    *("south", "southsouthwest", "southwest", "westsouthwest", "west", "westnorthwest", "northwest", "northnorthwest"),
)


class LuaFluidBoxPrototype(SimObject):
    """One fluid box; `index` counts from 1."""

    api_class = "LuaFluidBoxPrototype"

    def __init__(self, entity: LuaEntityPrototype, index: int, raw: dict[str, Value]) -> None:
        self.entity = entity
        self.index = index
        self._raw = raw

    @property
    def filter(self) -> LuaFluidPrototype | None:
        found: LuaFluidPrototype | None = self.entity.prototypes.fluid.get(self._raw.get("filter", ""))
        return found

    @property
    def production_type(self) -> str:
        return str(self._raw.get("production_type", "none"))

    @property
    def pipe_connections(self) -> list[dict[str, Value]]:
        return [self._connection(given) for given in self._raw["pipe_connections"]]

    def _connection(self, given: dict[str, Value]) -> dict[str, Value]:
        turned = given.get("positions")
        if turned is None:
            x, y = given["position"]
            turned = [(x, y), (-y, x), (-x, -y), (y, -x)]
        connection = {
            "connection_type": given.get("connection_type", "normal"),
            "connection_category": ["default"],
            "direction": _SIXTEENTHS[given.get("direction", 0)],
            "flow_direction": given.get("flow_direction", "input-output"),
            "linked_connection_id": 0,
            "positions": [{"x": a, "y": b} for a, b in turned],
        }
        if "max_underground_distance" in given:
            connection["max_underground_distance"] = given["max_underground_distance"]
        if self.entity.prototypes.version != "2.0":
            connection["hide_connection_info"] = False
        return connection
