"""Trains: carriages that were set up as one, with the schedule and state a scenario gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.game.world.thing import Key, Thing

if TYPE_CHECKING:
    from tests.game.world.entity import LuaEntity
    from tests.game.world.entity_logistics import EntityLogistics
    from tests.game.world.geometry import Value
    from tests.game.world.world import World

JOINED = 7.5
"""Carriages stand seven tiles apart."""


class LuaTrain(Thing):
    """One train."""

    api_class: ClassVar[str] = "LuaTrain"
    speed = 0.0
    manual_mode = True
    state_said = "manual_control"
    schedule_said: Value = None
    group = ""
    stopped_at: int | None = None

    def __init__(self, world: World, number: int) -> None:
        self.id = number
        self.members: list[int] = []
        self.world = world

    @property
    def key(self) -> Key:
        return "train", self.id

    @property
    def carriages(self) -> list[LuaEntity]:
        return [entity for number in self.members if (entity := self.world.entity(number)) is not None]

    def _of(self, kind: str) -> list[LuaEntity]:
        return [entity for entity in self.carriages if entity.type == kind]

    @property
    def locomotives(self) -> Value:
        return {"front_movers": self._of("locomotive"), "back_movers": []}

    @property
    def cargo_wagons(self) -> list[LuaEntity]:
        return self._of("cargo-wagon")

    @property
    def fluid_wagons(self) -> list[LuaEntity]:
        return self._of("fluid-wagon")

    @property
    def front_stock(self) -> LuaEntity | None:
        return self.carriages[0] if self.carriages else None

    @property
    def back_stock(self) -> LuaEntity | None:
        return self.carriages[-1] if self.carriages else None

    @property
    def state(self) -> str:
        return self.state_said

    @state.setter
    def state(self, state: str) -> None:
        old, self.state_said = self.state_said, state
        if old != state:
            self.world.raise_event("on_train_changed_state", train=self, old_state=old)

    @property
    def schedule(self) -> Value:
        return self.schedule_said

    @schedule.setter
    def schedule(self, schedule: Value) -> None:
        self.schedule_said = schedule

    @property
    def stations(self) -> list[str]:
        """Names in the schedule."""
        return [record["station"] for record in (self.schedule_said or {}).get("records", ()) if "station" in record]

    @property
    def going_to(self) -> str | None:
        """The station it is bound for or standing at, when it runs by itself."""
        if self.manual_mode or not self.stations:
            return None
        return self.stations[int(self.schedule_said["current"]) - 1]

    @property
    def station(self) -> LuaEntity | None:
        return self.world.entity(self.stopped_at) if self.stopped_at is not None else None

    @property
    def has_path(self) -> bool:
        return self.state_said in {"on_the_path", "arrive_signal", "wait_signal", "arrive_station"}

    @property
    def weight(self) -> float:
        return sum(float(entity.prototype.raw.get("weight", 1000)) for entity in self.carriages)

    def get_contents(self) -> list[Value]:
        counts: dict[tuple[str, str], int] = {}
        for wagon in self.cargo_wagons:
            inventory = wagon.get_inventory("cargo_wagon")
            for one in inventory.get_contents() if inventory else ():
                pair = (one["name"], one["quality"])
                counts[pair] = counts.get(pair, 0) + one["count"]
        return [{"name": name, "quality": quality, "count": count} for (name, quality), count in counts.items()]

    def get_fluid_contents(self) -> dict[str, float]:
        counts: dict[str, float] = {}
        for wagon in self.fluid_wagons:
            for name, amount in wagon.get_fluid_contents().items():
                counts[name] = counts.get(name, 0.0) + amount
        return counts

    def get_item_count(self, item: Value = None) -> int:
        return sum(wagon.get_item_count(item) for wagon in self.cargo_wagons)


class Trains:
    """The trains of a world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.by_id: dict[int, LuaTrain] = {}

    def get(self, number: int | None) -> LuaTrain | None:
        """A train by id."""
        return None if number is None else self.by_id.get(number)

    def all(self) -> list[LuaTrain]:
        """Every train."""
        return [self.by_id[number] for number in sorted(self.by_id)]

    def joined(self, carriage: EntityLogistics) -> None:
        """A new carriage: it joins the train of a carriage seven tiles away, else it is a train of its own."""
        reach = JOINED
        area = (carriage.x - reach, carriage.y - reach, carriage.x + reach, carriage.y + reach)
        near = [
            one
            for one in carriage.surface.index_entities.near(area)
            if one.train_number is not None
            and one is not carriage
            and abs(one.x - carriage.x) + abs(one.y - carriage.y) <= reach
        ]
        train = self.get(near[0].train_number) if near else None
        if train is None:
            number = self.world.next_number()
            train = self.by_id[number] = LuaTrain(self.world, number)
        train.members = [*train.members, carriage.number]
        carriage.train_number = train.id

    def left(self, carriage: EntityLogistics) -> None:
        """A carriage is gone; a train without any is gone too."""
        train = self.get(carriage.train_number)
        if train is not None:
            train.members = [number for number in train.members if number != carriage.number]
            if not train.members:
                train.valid = False
                del self.by_id[train.id]
