"""Energy sources of entity prototypes; figures of the API are joules per tick, those of the data stage watts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from tests.game.objects import SimObject
from tests.game.world.basedata import joules
from tests.game.world.prototype_base import SECOND

if TYPE_CHECKING:
    from tests.game.world.entity_prototype import LuaEntityPrototype
    from tests.game.world.geometry import Value


class EnergySource(SimObject):
    """What all sources have."""

    kind: ClassVar[str] = ""

    def __init__(self, prototype: LuaEntityPrototype, raw: dict[str, Value] | None = None) -> None:
        self._prototype = prototype
        self._raw = prototype.source if raw is None else raw

    @property
    def emissions_per_joule(self) -> dict[str, float]:
        """What is emitted in a minute of full work, by the joule."""
        used = (self._prototype.usage_w or self._burnt_w) * 60
        given = self._raw.get("emissions_per_minute") or {}
        return {name: amount / used for name, amount in given.items()} if used else {}

    @property
    def _burnt_w(self) -> float:
        """Watts of fuel of what gives power."""
        given = self._prototype.get_max_energy_production() * SECOND
        return given / float(self._raw.get("effectivity", 1))


S = TypeVar("S", bound=EnergySource)


def source_of(prototype: LuaEntityPrototype, kind: type[S]) -> S | None:
    """The prototype's energy source if it is of this kind."""
    if prototype.source.get("type") == kind.kind:
        return kind(prototype)
    beside = prototype.raw.get("burner")
    return kind(prototype, beside) if beside and kind.kind == "burner" else None


class LuaElectricEnergySourcePrototype(EnergySource):
    """Draws from or gives to the electric network."""

    api_class = "LuaElectricEnergySourcePrototype"
    kind = "electric"

    @property
    def drain(self) -> float:
        return self._prototype.drain_w / SECOND

    @property
    def buffer_capacity(self) -> float:
        return joules(self._raw.get("buffer_capacity"))

    @property
    def usage_priority(self) -> str:
        return str(self._raw["usage_priority"])

    def get_input_flow_limit(self, quality: Value = None) -> float:
        """Joules per tick; without a limit the largest number."""
        self._prototype.prototypes.quality_of(quality)
        return self._limit("input_flow_limit")

    def get_output_flow_limit(self, quality: Value = None) -> float:
        """Joules per tick; without a limit the largest number."""
        self._prototype.prototypes.quality_of(quality)
        return self._limit("output_flow_limit")

    def _limit(self, key: str) -> float:
        return joules(self._raw[key]) / SECOND if key in self._raw else 1.7976931348623157e308


class LuaBurnerPrototype(EnergySource):
    """Burns items."""

    api_class = "LuaBurnerPrototype"
    kind = "burner"

    @property
    def effectivity(self) -> float:
        return float(self._raw.get("effectivity", 1))

    @property
    def fuel_categories(self) -> dict[str, bool]:
        return dict.fromkeys(self._raw["fuel_categories"], True)

    @property
    def fuel_inventory_size(self) -> int:
        return int(self._raw.get("fuel_inventory_size", 1))

    @property
    def burnt_inventory_size(self) -> int:
        return int(self._raw.get("burnt_inventory_size", 0))


class LuaHeatEnergySourcePrototype(EnergySource):
    """Takes heat."""

    api_class = "LuaHeatEnergySourcePrototype"
    kind = "heat"

    @property
    def max_temperature(self) -> float:
        return float(self._raw["max_temperature"])

    @property
    def specific_heat(self) -> float:
        return joules(self._raw["specific_heat"])

    @property
    def max_transfer(self) -> float:
        """Joules per tick."""
        return joules(self._raw["max_transfer"]) / SECOND

    @property
    def min_working_temperature(self) -> float:
        return float(self._raw.get("min_working_temperature", 15))


class LuaFluidEnergySourcePrototype(EnergySource):
    """Takes a fluid."""

    api_class = "LuaFluidEnergySourcePrototype"
    kind = "fluid"

    @property
    def effectivity(self) -> float:
        return float(self._raw.get("effectivity", 1))


class LuaVoidEnergySourcePrototype(EnergySource):
    """Needs nothing."""

    api_class = "LuaVoidEnergySourcePrototype"
    kind = "void"
