"""Solar panels and accumulators for a load: on which planet, with how much light, through how long a night."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.findings import Name, amounts, count, duration, watts
from agent.analysis.power.grid import FULL, SOLAR_PROPERTY, day_of, solar_factor
from agent.assistant.asking.phrases import matching, spoken_words
from agent.assistant.asking.view import told
from agent.game.daylight import Day

if TYPE_CHECKING:
    from agent.analysis.findings import Arg, Finding
    from agent.contract import Snapshot
    from agent.game.gamedata import GameData
    from agent.game.machinery import SolarPanel
    from agent.game.prototypes import Entity

HOME, PLATFORM = "nauvis", "space-platform"
_CYCLE_PROPERTY = "day-night-cycle"


@dataclass(frozen=True, slots=True)
class Sun:
    """The light of a place: its name, what panels give there at noon as a part of their own power, its day."""

    place: str
    factor: Fraction
    day: Day


def sun_of(text: str, snapshot: Snapshot | None, data: GameData) -> Sun:
    """Return the light of the planet that a text names, else of the snapshot's, else of Nauvis.

    Power and length of day are the planet's own (PlanetPrototype.surface_properties: solar-power in percent,
    day-night-cycle in ticks); on a platform there is no night and the light is that of its orbit
    (SpaceLocationPrototype.solar_power_in_space; Nauvis unless another is named).
    """
    spoken = spoken_words(text)
    said = matching("planets", spoken) | {each.text for each in spoken if each.text in data.planets}
    planets = sorted(each for each in said if each != PLATFORM and each in data.planets)
    if PLATFORM in said and data.solar_in_space:
        orbit = planets[0] if planets else HOME
        return Sun(PLATFORM, data.solar_in_space.get(orbit, Fraction(FULL)) / FULL, Day(always=True))
    if not planets and snapshot is not None:
        name = snapshot.surface.planet or HOME
        return Sun(name, solar_factor(snapshot.surface, data), day_of(snapshot.surface) or _day(name, data))
    name = planets[0] if planets else HOME
    percent = Fraction(repr(float(data.planets.get(name, {}).get(SOLAR_PROPERTY, FULL))))
    return Sun(name, percent / FULL, _day(name, data))


def _day(planet: str, data: GameData) -> Day:
    ticks = data.planets.get(planet, {}).get(_CYCLE_PROPERTY)
    if ticks is None:
        return Day()
    return Day(int(ticks)) if ticks else Day(always=True)


def store_of(data: GameData) -> Entity | None:
    """Return the smallest accumulator."""
    stores = (each for each in data.entities.values() if each.type == "accumulator" and each.power.buffer_j)
    return min(stores, key=lambda each: (each.power.buffer_j, each.name), default=None)


def stores_per_panel(panel: SolarPanel, store: Entity, sun: Sun) -> Fraction:
    """Return how many accumulators a panel takes so that both carry an even load (wiki: Power production).

    The formula of that page, in which a Vulcanus panel takes 0.72576; with the 420 s that a day of Nauvis has since
    2.0 (its table still counts the 416.7 s of 1.1: 0.84).
    """
    return sun.day.seconds_missing(sun.day.mean) * panel.power.give_w * sun.factor / store.power.buffer_j


def panels_for(power_w: Fraction, panel: SolarPanel, sun: Sun, data: GameData) -> Finding:
    """Say how many panels carry a load day and night, and what holds the night's share (wiki: Power production)."""
    mean = panel.power.give_w * sun.factor * sun.day.mean
    args: dict[str, Arg] = {
        "power": watts(power_w),
        "planet": Name("surface", sun.place),
        "machine": Name("entity", panel.name),
        "count": count(math.ceil(power_w / mean)),
        "each": watts(mean),
    }
    store = store_of(data)
    if store is None or sun.day.always:
        return told("chat-power-panels", **args)
    missing_j = sun.day.seconds_missing(sun.day.mean) * power_w / sun.day.mean
    stores = math.ceil(missing_j / store.power.buffer_j)
    return told("chat-power-panels-stored", stores=count(stores), store=Name("entity", store.name), **args)


def given_by_panels(panels: int, panel: SolarPanel, sun: Sun) -> Finding:
    """Say what so many panels give: at noon at most, on average, and at night nothing (wiki: Solar panel)."""
    most = panels * panel.power.give_w * sun.factor
    return told(
        "chat-sum-given",
        machine=Name("entity", panel.name),
        count=count(panels),
        planet=Name("surface", sun.place),
        most=watts(most),
        mean=watts(most * sun.day.mean),
    )


def stores_for(power_w: Fraction, seconds: Fraction, store: Entity) -> Finding:
    """Say how many full accumulators give a power for a time: by what they hold, and by what they let out at once."""
    held = power_w * seconds / store.power.buffer_j
    at_once = power_w / store.power.output_limit_w if store.power.output_limit_w else Fraction(0)
    return told(
        "chat-sum-hold",
        power=watts(power_w),
        time=duration(seconds),
        list=amounts([(Name("entity", store.name), count(math.ceil(max(held, at_once))))]),
    )
