"""Power: day and night on each planet, panels and accumulators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.build import entity, flow, network, snapshot, surface
from tests.scenarios.kit import LANGUAGES, Said, Scenario, unmet
from tests.scenarios.power.parts import accumulators, assemblers, panels, solar_base

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract import Language

RULE = (
    "wiki Time: full light half the day, dark a tenth, a fifth each to fall and to rise, so panels average 70 %. "
    "Through one night a steady load L of panels with peak P lacks L·T·(0.1 + 0.2·L/P), T the length of the day; at L "
    "= 0.7 P that is 0.24·L·T, the wiki's ratio of accumulators to panels (Solar panel, «Optimal ratios»: 0.168·P·T). "
)


def nauvis() -> Scenario:
    return Scenario(
        "power",
        solar_base("nauvis", count=100, peak_w=6e6, load_w=4.2e6, stored=60),
        RULE + "Nauvis: 60 kW, 420 s. 100 panels: 6 MW, on average 4.2 MW. 0.24 × 4.2 MW × 420 s = 423.36 MJ; 60 "
        "accumulators of 5 MJ hold 300 MJ; 123.36 / 5 = 24.7, so 25 more.",
        says=(
            Said(423.36e6, "J", ("7",)),
            Said(300e6, "J", ("7",)),
            Said(25, "", ((r"аккумулятор", r"accumulator"),)),
            Said(6e6, "W", ((r"панел", r"panel"),)),
            Said(4.2e6, "W", ((r"панел", r"panel"),)),
            Said(70, "%", ((r"панел", r"panel"),)),
        ),
    )


def vulcanus() -> Scenario:
    return Scenario(
        "power",
        solar_base("vulcanus", count=10, peak_w=2.4e6, load_w=1.68e6, stored=5),
        RULE + "Vulcanus: solar power 400 % (240 kW a panel), day 90 s (wiki: Vulcanus; planets.vulcanus). 10 panels: "
        "2.4 MW, on average 1.68 MW. 0.24 × 1.68 × 90 = 36.288 MJ; 25 MJ there; 11.288 / 5 = 2.3, so 3 more.",
        says=(
            Said(36.288e6, "J", ("7",)),
            Said(25e6, "J", ("7",)),
            Said(3, "", ((r"аккумулятор", r"accumulator"),)),
            Said(2.4e6, "W", ((r"панел", r"panel"),)),
            Said(168e3, "W", ("solar panel",)),
        ),
    )


def gleba() -> Scenario:
    return Scenario(
        "power",
        solar_base("gleba", count=40, peak_w=1.2e6, load_w=0.84e6, stored=10),
        RULE + "Gleba: solar power 50 % (30 kW a panel), day 600 s (wiki: Gleba; planets.gleba). 40 panels: 1.2 MW, on "
        "average 840 kW. 0.24 × 0.84 × 600 = 120.96 MJ; 50 MJ there; 70.96 / 5 = 14.2, so 15 more.",
        says=(
            Said(120.96e6, "J", ("7",)),
            Said(15, "", ((r"аккумулятор", r"accumulator"),)),
            Said(840e3, "W", ((r"панел", r"panel"),)),
            Said(21e3, "W", ("solar panel",)),
        ),
    )


def fulgora() -> Scenario:
    return Scenario(
        "power",
        solar_base("fulgora", count=100, peak_w=1.2e6, load_w=0.84e6, stored=4),
        RULE + "Fulgora: solar power 20 % (12 kW a panel), day 180 s (wiki: Fulgora; planets.fulgora). 100 panels: "
        "1.2 MW, on average 840 kW. 0.24 × 0.84 × 180 = 36.288 MJ; 20 MJ there; 16.288 / 5 = 3.3, so 4 more.",
        says=(
            Said(36.288e6, "J", ("7",)),
            Said(4, "", ((r"аккумулятор", r"accumulator"),)),
            Said(8.4e3, "W", ("solar panel",)),
        ),
    )


def aquilo() -> Scenario:
    return Scenario(
        "power",
        solar_base("aquilo", count=200, peak_w=120e3, load_w=84e3, stored=3),
        RULE + "Aquilo: solar power 1 % (600 W a panel), day 1200 s (wiki: Aquilo; planets.aquilo). 200 panels: "
        "120 kW, on average 84 kW. 0.24 × 0.084 × 1200 = 24.192 MJ; 15 MJ there; 9.192 / 5 = 1.8, so 2 more.",
        says=(
            Said(24.192e6, "J", ("7",)),
            Said(2, "", ((r"аккумулятор", r"accumulator"),)),
            Said(420, "W", ("solar panel",)),
        ),
    )


def enough_for_the_night() -> Scenario:
    return Scenario(
        "power",
        solar_base("nauvis", count=100, peak_w=6e6, load_w=4.2e6, stored=85),
        RULE + "The same base with 85 accumulators: 425 MJ ≥ 423.36 MJ, nothing is lacking.",
        says=(Said(425e6, "J", ("7",)),),
        quiet=((r".", r"."),),
    )


def no_night_on_a_platform() -> Scenario:
    load = entity("assembling-machine", "crusher", 4.5, 4.5, network=7, status="working", crafting_speed=1.0)
    supply = network(
        demand_w=540e3,
        supply_w=540e3,
        maximum_w=1.8e6,
        flows=[flow("crusher", "use", 540e3), flow("solar-panel", "make", 540e3)],
    )
    place = surface(None, platform=True, always_day=True)
    return Scenario(
        "power",
        snapshot([*panels(10), load], surface=place, electric_networks=[supply]),
        "wiki Space platform: there is no night in space, panels give their full power all the time. Boilers need a "
        "pressure of 10 (surface_conditions) and find 0, so no engine is an offer.",
        says=(Said(540e3, "W", ("7",)),),
        never=((r"за ночь|на ночь|ночью", r"night"), "steam engine"),
        quiet=((r".", r"."),),
    )


def legendary_panels() -> Scenario:
    supply = network(
        demand_w=930e3,
        supply_w=930e3,
        maximum_w=1.5e6,
        stored_j=100e6,
        storage_j=100e6,
        accumulators=20,
        flows=[flow("assembling-machine-2", "use", 930e3), flow("solar-panel", "make", 930e3)],
    )
    return Scenario(
        "power",
        snapshot(
            [*panels(10, quality="legendary"), *accumulators(20, 5e6), *assemblers(6)], electric_networks=[supply]
        ),
        "wiki Solar panel: a legendary one gives 150 kW (+150 %). Ten: 1.5 MW, on average 70 % of it, 1.05 MW.",
        says=(Said(1.5e6, "W", ((r"панел", r"panel"),)), Said(1.05e6, "W", ((r"панел", r"panel"),))),
    )


def charging_is_no_load_of_the_night() -> Scenario:
    flows = [
        flow("solar-panel", "make", 1.13e6, 1.03e6),
        flow("assembling-machine-2", "use", 0.93e6),
        flow("accumulator", "use", 0.2e6, 0.1e6),
    ]
    supply = network(
        demand_w=0.93e6, supply_w=1.13e6, maximum_w=1.44e6, stored_j=10.8e6, storage_j=45e6, accumulators=9, flows=flows
    )
    return Scenario(
        "power",
        snapshot([*panels(24), *accumulators(9, 1.2e6), *assemblers(6)], electric_networks=[supply]),
        RULE + "Accumulators that charge by day do not draw at night (wiki: Accumulator): L = 6 × 155 kW = 930 kW, "
        "P = 24 × 60 kW = 1.44 MW. 0.93 × 420 × (0.1 + 0.2 × 0.93 / 1.44) = 89.5 MJ; 45 MJ of room; 44.5 / 5 = 8.9, "
        "so 9 more.",
        says=(Said(89.5125e6, "J", ("7",)), Said(9, "", ((r"аккумулятор", r"accumulator"),))),
    )


def dead_at_midnight() -> Scenario:
    supply = network(demand_w=155e3, supply_w=0.0, satisfaction=0.0, storage_j=5e6, accumulators=1, no_power=1)
    rows = [*panels(21), *accumulators(1, 0.0), *assemblers(1, "no_power")]
    return Scenario(
        "power",
        snapshot(rows, surface=surface(daytime=0.5), electric_networks=[supply]),
        "wiki Time: at 0.5 of the day it is night and panels give nothing, however many stand there; by day 21 of them "
        "give 882 kW on average, 5.7 times the demand of 155 kW. What lacks is storage.",
        words=(((r"Что делать\? Сейчас темно", r"What to do\? It is dark"), "steam engine"),),
        never=((r"solar panel — \d", r"solar panel — \d"),),
    )


SCENARIOS = (
    dead_at_midnight,
    nauvis,
    vulcanus,
    gleba,
    fulgora,
    aquilo,
    enough_for_the_night,
    no_night_on_a_platform,
    legendary_panels,
    charging_is_no_load_of_the_night,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda build: build.__name__)
def test_day_and_night_are_reckoned_as_on_the_planet(scenario: Callable[[], Scenario], language: Language) -> None:
    assert unmet(scenario(), language) == []
