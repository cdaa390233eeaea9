"""Trains: carriages that were set up as one, with the schedule and state a scenario gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.game.errors import ApiError, FaultError
from tests.game.objects import SimObject
from tests.game.world.thing import Key, Thing

if TYPE_CHECKING:
    from collections.abc import Hashable

    from tests.game.world.entity import LuaEntity
    from tests.game.world.entity_logistics import EntityLogistics
    from tests.game.world.geometry import Value
    from tests.game.world.world import World

JOINED = 7.5
"""Carriages stand seven tiles apart."""


class LuaSchedule(SimObject):
    """The schedule of a train, with its interrupts."""

    api_class: ClassVar[str] = "LuaSchedule"

    def __init__(self, train: LuaTrain) -> None:
        self.of = train

    @property
    def object_id(self) -> Hashable:
        return *self.of.key, "schedule"

    @property
    def valid(self) -> bool:  # type: ignore[override]  # follows the train
        return self.of.valid

    @property
    def owner(self) -> LuaTrain:
        return self.of

    @property
    def group(self) -> str:
        return self.of.group

    @property
    def current(self) -> int:
        return int((self.of.schedule_said or {}).get("current", 1))

    def get_records(self, interrupt_index: int | None = None) -> list[Value]:
        if interrupt_index is not None:
            return list(self.of.interrupts_said[interrupt_index - 1].get("targets", ()))
        return list((self.of.schedule_said or {}).get("records", ()))

    def _shared(self) -> list[LuaTrain]:
        """The train, or every train of its group: a group has one schedule (wiki, Train schedule: Train groups)."""
        group = self.of.group
        return [self.of] if not group else [train for train in self.of.world.trains.all() if train.group == group]

    def set_records(self, records: list[Value], interrupt_index: int | None = None) -> None:
        if interrupt_index is not None:
            raise FaultError("records of interrupts are not simulated")
        for record in records:
            if "station" not in record and "rail" not in record:
                raise ApiError("One of station or rail must be given.")
            self._known_signals(record.get("wait_conditions", ()))
        for train in self._shared():
            said = train.schedule_said or {}
            train.schedule = {"current": min(int(said.get("current", 1)), len(records)), "records": list(records)}

    def _known_signals(self, conditions: Value) -> None:
        """A signal that no prototype has is an error of the game."""
        for condition in conditions:
            compared = condition.get("condition") or {}
            for key in ("first_signal", "second_signal"):
                signal = compared.get(key)
                if (
                    signal
                    and signal.get("type", "item") == "item"
                    and signal["name"] not in self.of.world.prototypes.item
                ):
                    raise ApiError(f"Unknown item name: {signal['name']}")

    def clear_records(self, interrupt_index: int | None = None) -> None:
        if interrupt_index is not None:
            raise FaultError("records of interrupts are not simulated")
        for train in self._shared():
            train.schedule = None

    def go_to_station(self, schedule_index: int) -> None:
        """Sends the train there and ends its manual mode; an index without a record is an error."""
        records = self.get_records()
        if not 1 <= schedule_index <= len(records):
            raise ApiError("Invalid schedule index.")
        self.of.schedule = {"current": schedule_index, "records": records}
        self.of.manual_mode = False

    def add_interrupt(self, interrupt: Value) -> None:
        for train in self._shared():
            if all(each.get("name") != interrupt.get("name") for each in train.interrupts_said):
                train.interrupts_said = [*train.interrupts_said, interrupt]

    def get_interrupt(self, index: int) -> Value:
        return self.of.interrupts_said[index - 1] if 1 <= index <= len(self.of.interrupts_said) else None

    def remove_interrupt(self, index: int) -> None:
        if 1 <= index <= len(self.of.interrupts_said):
            name = self.of.interrupts_said[index - 1].get("name")
            for train in self._shared():
                train.interrupts_said = [each for each in train.interrupts_said if each.get("name") != name]

    @property
    def interrupt_count(self) -> int:
        return len(self.of.interrupts_said)

    def get_interrupts(self) -> list[Value]:
        return list(self.of.interrupts_said)

    @property
    def ticks_in_station(self) -> int:
        return self.of.waited


class LuaTrainManager(SimObject):
    """Trains and stations by filters."""

    api_class: ClassVar[str] = "LuaTrainManager"

    def __init__(self, world: World) -> None:
        self.world = world

    @property
    def object_id(self) -> Hashable:
        return self.api_class

    def _on(self, wanted: Value, entity: LuaEntity) -> bool:
        surface, force = wanted.get("surface"), wanted.get("force")
        return (surface is None or entity.surface is self.world.surface_of(surface)) and (
            force is None or entity.force is self.world.force_of(force)
        )

    def get_trains(self, wanted: Value) -> list[LuaTrain]:
        self._only(wanted, {"surface", "force", "is_manual"})
        return [
            train
            for train in self.world.trains.all()
            if train.front_stock is not None
            and self._on(wanted, train.front_stock)
            and wanted.get("is_manual", train.manual_mode) == train.manual_mode
        ]

    def get_train_by_id(self, train_id: int) -> LuaTrain | None:
        return self.world.trains.get(train_id)

    def get_train_stops(self, wanted: Value) -> list[LuaEntity]:
        self._only(wanted, {"surface", "force", "station_name"})
        given = wanted.get("station_name")
        names = [given] if isinstance(given, str) else given
        return [
            stop
            for surface in self.world.surfaces.values()
            for stop in surface.index_entities.of_types(("train-stop",))
            if self._on(wanted, stop) and (names is None or stop.label in names)
        ]

    @staticmethod
    def _only(wanted: Value, known: set[str]) -> None:
        if set(wanted) - known:
            raise FaultError(f"trains by {sorted(set(wanted) - known)} are not simulated")


class LuaTrain(Thing):
    """One train."""

    api_class: ClassVar[str] = "LuaTrain"
    speed = 0.0
    manual_mode = True
    state_said = "manual_control"
    schedule_said: Value = None
    interrupts_said: Value = ()
    group = ""
    stopped_at: int | None = None
    bound_for: int | None = None
    held_by: int | None = None
    waited = 0

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
    def path_end_stop(self) -> LuaEntity | None:
        """The stop its path ends at: said by a scenario, else where it stands."""
        number = self.bound_for if self.bound_for is not None else self.stopped_at
        return self.world.entity(number) if number is not None else None

    @property
    def signal(self) -> LuaEntity | None:
        """The signal it waits at or comes to, as a scenario says."""
        return self.world.entity(self.held_by) if self.held_by is not None else None

    def get_schedule(self) -> LuaSchedule:
        return LuaSchedule(self)

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
