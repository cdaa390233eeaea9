"""Flow statistics: what was made and used, summed and by time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.game.world.thing import Key, Thing

if TYPE_CHECKING:
    from tests.game.world.force import LuaForce
    from tests.game.world.geometry import Value

_SIDES = ("input", "output", "storage")


class LuaFlowStatistics(Thing):
    """Counts by name. `input` is what was produced, `output` what was used (for electric networks the other way round:
    `input` is the consumption, as on the left side of the game's window).

    Rates are what a scenario said they are (`set_rate`), the same for every time frame: per minute, for electric
    networks per tick.
    """

    api_class: ClassVar[str] = "LuaFlowStatistics"
    hidden: ClassVar[frozenset[str]] = frozenset({"world", "owner"})

    def __init__(self, owner: Thing, name: str, force: LuaForce | None = None) -> None:
        self.owner = owner
        self.name = name
        self.counts: dict[str, dict[str, float]] = {side: {} for side in _SIDES}
        self.rates: dict[str, dict[str, float]] = {side: {} for side in _SIDES}
        self.belongs = force
        self.world = owner.world

    @property
    def key(self) -> Key:
        return *self.owner.key, "statistics", self.name

    @property
    def blank(self) -> bool:
        return not any(self.counts.values()) and not any(self.rates.values())

    @property
    def force(self) -> LuaForce | None:
        return self.belongs

    @property
    def input_counts(self) -> dict[str, float]:
        return dict(self.counts["input"])

    @property
    def output_counts(self) -> dict[str, float]:
        return dict(self.counts["output"])

    @property
    def storage_counts(self) -> dict[str, float]:
        return dict(self.counts["storage"])

    def get_input_count(self, name: Value) -> float:
        return self.counts["input"].get(flow_name(name), 0)

    def get_output_count(self, name: Value) -> float:
        return self.counts["output"].get(flow_name(name), 0)

    def get_storage_count(self, name: Value) -> float:
        return self.counts["storage"].get(flow_name(name), 0)

    def set_input_count(self, name: Value, count: float) -> None:
        self._set("input", name, count)

    def set_output_count(self, name: Value, count: float) -> None:
        self._set("output", name, count)

    def set_storage_count(self, name: Value, count: float) -> None:
        self._set("storage", name, count)

    def on_flow(self, name: Value, count: float) -> None:
        """Counts something made (more than nothing) or used (less)."""
        side = "input" if count > 0 else "output"
        self._set(side, name, self.counts[side].get(flow_name(name), 0) + abs(count))

    def _set(self, side: str, name: Value, count: float) -> None:
        self.counts[side][flow_name(name)] = count
        self.changed()

    def get_flow_count(self, **given: Value) -> float:
        rate = self.rates[given["category"]].get(flow_name(given["name"]), 0.0)
        if not given.get("count"):
            return rate
        frames = {"five_seconds": 5, "one_minute": 60, "ten_minutes": 600, "one_hour": 3600, "ten_hours": 36000}
        frames |= {"fifty_hours": 180000, "two_hundred_fifty_hours": 900000, "one_thousand_hours": 3600000}
        return rate * frames[given["precision_index"]] / 60

    def set_rate(self, side: str, name: str, rate: float) -> None:
        """What a scenario says flows: per minute, for electric networks joules per tick."""
        self.rates[side][name] = rate
        self.changed()

    def clear(self) -> None:
        for side in _SIDES:
            self.counts[side].clear()
            self.rates[side].clear()
        self.changed()


class ElectricStatistics(LuaFlowStatistics):
    """Those of an electric network. The rates follow from its machines, so they are no part of the state."""

    hidden: ClassVar[frozenset[str]] = frozenset({"world", "owner", "rates"})

    @property
    def blank(self) -> bool:
        return not any(self.counts.values())

    def show(self, rates: dict[str, dict[str, float]]) -> None:
        """Rates as of now, in joules per tick."""
        self.__dict__["rates"] = rates


def flow_name(given: Value) -> str:
    """The name by which a flow is counted; other qualities than normal have their own."""
    if isinstance(given, dict):
        name = given["name"] if isinstance(given["name"], str) else given["name"].name
        quality = given.get("quality", "normal")
        return name if quality == "normal" else f"{name}/{quality}"
    return given if isinstance(given, str) else str(given.name)
