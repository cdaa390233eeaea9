"""Entities in logistic networks and trains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.errors import ApiError
from tests.game.world.entity_parts import EntityParts

if TYPE_CHECKING:
    from tests.game.world.control import LuaLogisticSection
    from tests.game.world.geometry import Value
    from tests.game.world.logistics import LuaLogisticCell, LuaLogisticNetwork, LuaLogisticPoint
    from tests.game.world.trains import LuaTrain

MODES = {
    "active-provider": "active_provider",
    "passive-provider": "passive_provider",
    "storage": "storage",
    "requester": "requester",
    "buffer": "buffer",
}


class EntityLogistics(EntityParts):
    """Chests, roboports, rolling stock and stations."""

    train_number: int | None = None
    stop_limit: int = 4294967295
    stop_priority = 50
    request_from_buffers_said = False
    delivering: Value = None
    fetching: Value = None

    # Logistics

    @property
    def logistic_network(self) -> LuaLogisticNetwork | None:
        return self.world.logistics.of(self) if self.inner is None else None

    @property
    def logistic_cell(self) -> LuaLogisticCell:
        from tests.game.world.logistics import LuaLogisticCell  # noqa: PLC0415 the two need each other

        if self.type != "roboport" or self.inner is not None:
            raise ApiError("Entity has no logistic cell.")
        return LuaLogisticCell(self)

    def get_logistic_point(self, index: str | None = None) -> LuaLogisticPoint | list[LuaLogisticPoint] | None:
        from tests.game.world.logistics import LuaLogisticPoint  # noqa: PLC0415 the two need each other

        if self.type != "logistic-container" or self.inner is not None:
            return None
        one = LuaLogisticPoint(self)
        if index is None:
            return [one]
        return one if index == "logistic_container" else None

    def get_requester_point(self) -> LuaLogisticPoint | None:
        wanted = self.body.raw.get("logistic_mode") in {"requester", "buffer"}
        found = self.get_logistic_point("logistic_container") if wanted else None
        return found if not isinstance(found, list) else None

    def get_logistic_sections(self) -> Value:
        from tests.game.world.logistics import LuaLogisticSections  # noqa: PLC0415 the two need each other

        wanted = self.body.raw.get("logistic_mode") in {"requester", "buffer"}
        return LuaLogisticSections(self) if wanted else None

    @property
    def sections(self) -> list[LuaLogisticSection]:
        """Sections of requests or of a constant combinator."""
        from tests.game.world.control import LuaLogisticSection, sections  # noqa: PLC0415 the two need each other

        return [LuaLogisticSection(self, number) for number in range(1, len(sections(self)) + 1)]

    @property
    def request_from_buffers(self) -> bool:
        return self.request_from_buffers_said

    @request_from_buffers.setter
    def request_from_buffers(self, wanted: bool) -> None:
        self.request_from_buffers_said = wanted

    @property
    def storage_filter(self) -> Value:
        found = self.filters.get(1)
        if found is None or self.body.raw.get("logistic_mode") != "storage":
            return None
        known = self.world.prototypes
        return {"name": known.item[found["name"]], "quality": known.quality[found.get("quality", "normal")]}

    @storage_filter.setter
    def storage_filter(self, item: Value) -> None:
        self.set_filter(1, item)

    # Trains

    @property
    def train(self) -> LuaTrain | None:
        return self.world.trains.get(self.train_number)

    @property
    def speed(self) -> float | None:
        train = self.train
        return train.speed if train else None

    @property
    def trains_limit(self) -> int:
        return self.stop_limit

    @trains_limit.setter
    def trains_limit(self, limit: int) -> None:
        self.stop_limit = limit

    @property
    def train_stop_priority(self) -> int:
        return self.stop_priority

    @train_stop_priority.setter
    def train_stop_priority(self, priority: int) -> None:
        self.stop_priority = priority

    @property
    def trains_count(self) -> int:
        return sum(1 for train in self.world.trains.all() if train.going_to == self.label)

    def get_train_stop_trains(self) -> list[LuaTrain]:
        return [train for train in self.world.trains.all() if self.label in train.stations]

    def get_stopped_train(self) -> LuaTrain | None:
        return next((train for train in self.world.trains.all() if train.stopped_at == self.number), None)

    @property
    def signal_state(self) -> str:
        return str(self.label or "open")

    @property
    def connected_rail(self) -> Value:
        for one in self.surface.index_entities.near((self.x - 3, self.y - 3, self.x + 3, self.y + 3)):
            if one.type == "straight-rail" and abs(one.x - self.x) <= 2 and abs(one.y - self.y) <= 2:
                return one
        return None

    def remove(self) -> None:
        self.world.trains.left(self)
        super().remove()
