"""In which numbers the parts of a power plant stand: pumps, boilers, engines, turbines, reactors, panels and more."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.findings import Name, Quantity, Unit, amounts, count
from agent.assistant.asking.sunlight import store_of, stores_per_panel
from agent.assistant.asking.view import told
from agent.game.boiling import WATER, heat_j, steam_per_s, taken_per_s, water_in_steam
from agent.game.machinery import Generator, Reactor, SolarPanel
from agent.game.prototypes import Boiler, OffshorePump

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.analysis.findings import Arg, Finding
    from agent.assistant.asking.sunlight import Sun
    from agent.game.gamedata import GameData
    from agent.game.prototypes import Entity

SUNNY = frozenset({"panels", "accumulators"})
WET = frozenset({"pumps", "boilers", "exchangers", "engines", "turbines", "reactors"})
_ORDER = ("pumps", "reactors", "exchangers", "boilers", "turbines", "engines", "panels", "accumulators")
"""From what gives to what takes: so many of the first feed so many of the others."""
_NUCLEAR = "nuclear"
_EXACT = 100
"""Parts are counted to the hundredth: 233 exchangers take two pumps, not 2.0017."""


class Plant:
    """The parts of power plants that a data set holds, each with what it passes.

    One water is the common measure: a boiler, exchanger, engine or turbine passes on what a pump gives. Figures follow
    from the data; wiki, Power production: one offshore pump feeds 200 boilers and 400 steam engines since 2.0; two
    feed 233 heat exchangers and 400 turbines.
    """

    def __init__(self, data: GameData, sun: Sun) -> None:
        self.data = data
        self.sun = sun
        self.water_each = water_in_steam(data)

    def entity(self, kind: str) -> Entity | None:
        """Return the part that a word means: of several the one that the base game has."""
        entities = self.data.entities.values()
        generators = sorted(
            (e for e in entities if isinstance(e, Generator) and e.type == "generator" and not e.burns_fluid),
            key=lambda e: (e.maximum_temperature, e.name),
        )
        found: dict[str, list[Entity]] = {
            "pumps": [e for e in entities if isinstance(e, OffshorePump)],
            "boilers": [e for e in entities if isinstance(e, Boiler) and e.power.source == "burner"],
            "exchangers": [e for e in entities if isinstance(e, Boiler) and e.power.source == "heat"],
            "engines": list(generators[:1]),
            "turbines": list(generators[-1:]),
            "reactors": [e for e in entities if isinstance(e, Reactor) and _NUCLEAR in e.power.fuel_categories],
            "panels": [e for e in entities if isinstance(e, SolarPanel)],
            "accumulators": [each for each in (store_of(self.data),) if each is not None],
        }
        return min(found[kind], key=lambda each: (len(each.name), each.name), default=None)

    def ratio(self, given: str, number: int, asked: Sequence[str], *, near: bool = False) -> Iterator[Finding]:
        """Yield how many of other parts go with so many of one; nothing where they do not go together.

        What feeds the given part is rounded up, what it feeds down; ``near``: to the nearest.
        """
        base = self.entity(given)
        each = self._weight(given)
        others = [(kind, self.entity(kind), self._weight(kind)) for kind in asked]
        if base is None or each is None or not self._fits([given, *asked]):
            return
        rounded: list[tuple[Name, Quantity]] = []
        exact: list[tuple[Name, Quantity]] = []
        for kind, entity, weight in others:
            if entity is None or weight is None:
                return
            name, value = Name("entity", entity.name), Fraction(round(number * each / weight * _EXACT), _EXACT)
            feeds = _ORDER.index(kind) < _ORDER.index(given) or kind in SUNNY
            whole = round(value) if near else math.ceil(value) if feeds else math.floor(value)
            rounded.append((name, count(max(whole, 1))))
            exact.append((name, count(value)))
        args: dict[str, Arg] = {"machine": Name("entity", base.name), "count": count(number), "list": amounts(rounded)}
        if given in SUNNY:
            yield told("chat-sum-ratio-sun", **args, exact=amounts(exact), planet=Name("surface", self.sun.place))
        elif rounded == exact or not all(value.value for _, value in exact):  # one boiler takes 0.005 pumps
            yield told("chat-sum-ratio", **args)
        else:
            yield told("chat-sum-ratio-exact", **args, exact=amounts(exact))

    def first(self, kinds: Sequence[str]) -> str:
        """Return the part that feeds the others."""
        return min(kinds, key=_ORDER.index)

    def pumps_for(self, power_w: Fraction) -> Iterator[Finding]:
        """Yield the steam engines that a power takes, and the offshore pumps that feed them."""
        engine = self.entity("engines")
        if engine is not None and engine.power.give_w:
            yield from self.ratio("engines", math.ceil(power_w / engine.power.give_w), ["pumps"])

    def drinks(self, kind: str, number: int) -> Iterator[Finding]:
        """Yield the water that so many boilers or exchangers take and the steam that they give, in a second."""
        entity = self.entity(kind)
        steam = steam_per_s(entity, self.data) if isinstance(entity, Boiler) else None
        if entity is not None and steam is not None and self.water_each is not None:
            yield told(
                "chat-sum-water",
                machine=Name("entity", entity.name),
                count=count(number),
                water=Quantity(number * steam * self.water_each, Unit.PER_S),
                steam=Quantity(number * steam, Unit.PER_S),
            )

    def _weight(self, kind: str) -> Fraction | None:
        """Return the water that one passes in a second; of panels the accumulators that go with one."""
        entity = self.entity(kind)
        if kind == "accumulators":
            return Fraction(1)
        if isinstance(entity, SolarPanel):
            store = store_of(self.data)
            return None if store is None else stores_per_panel(entity, store, self.sun) or None
        return self._water_of(entity)

    def _water_of(self, entity: Entity | None) -> Fraction | None:
        if isinstance(entity, OffshorePump):
            return entity.fluid_per_s
        if isinstance(entity, Boiler) and self.water_each is not None:
            steam = steam_per_s(entity, self.data)
            return None if steam is None else steam * self.water_each
        if isinstance(entity, Generator) and self.water_each is not None:
            return taken_per_s(entity) * self.water_each
        return self._of_reactor(entity)

    def _of_reactor(self, entity: Entity | None) -> Fraction | None:
        """Return the water that the exchangers of one reactor without neighbours boil."""
        exchanger = self.entity("exchangers")
        if not isinstance(entity, Reactor) or not isinstance(exchanger, Boiler) or self.water_each is None:
            return None
        power_w = entity.power.use_w * entity.power.effectivity
        return power_w / heat_j(Fraction(exchanger.target_temperature), self.data) * self.water_each

    def _fits(self, kinds: Sequence[str]) -> bool:
        """Tell whether parts go together: steam of one temperature, and panels only with accumulators."""
        cold, hot = {"boilers", "engines"}, {"exchangers", "turbines", "reactors"}
        together = set(kinds)
        if together & SUNNY:
            return together == SUNNY
        return not (together & cold and together & hot) and WATER in self.data.fluids
