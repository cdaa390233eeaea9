"""Power: networks, generators, fuel, consumers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.build import entity, flow, network, snapshot
from tests.scenarios.kit import LANGUAGES, First, Said, Scenario, unmet
from tests.scenarios.power.parts import accumulators, assemblers, boiler, engines, panels

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract import Language, Snapshot

ENGINES_AT = tuple((10.5 + 3 * place, -44.5) for place in range(10))
ASSEMBLERS_AT = tuple((0.5 + 4 * place, 3.5) for place in range(14))
LACKS: tuple[str, str] = (r"не хватает|недостат|нехватк", r"lacks?|short")


def brown_out() -> Scenario:
    flows = [
        flow("steam-engine", "make", 9e6),
        flow("electric-furnace", "use", 5.4e6),
        flow("electric-mining-drill", "use", 2.16e6),
        flow("assembling-machine-2", "use", 1.44e6),
    ]
    supply = network(
        satisfaction=0.72, demand_w=12.5e6, supply_w=9e6, maximum_w=9e6, low_power=14, consumers=58, flows=flows
    )
    return Scenario(
        "power",
        snapshot([*engines(10), *assemblers(14, "low_power")], electric_networks=[supply]),
        "wiki Steam engine: 900 kW, so ten give 9 MW; demand 12.5 MW: 3.5 MW lacking, 9 / 12.5 = 72 %. 3.5 / 0.9 = "
        "3.9, so 4 engines; a panel averages 42 kW on Nauvis (wiki: Solar panel): 3500 / 42 = 83.3, so 84.",
        first=First(("7", LACKS), ENGINES_AT + ASSEMBLERS_AT),
        says=(
            Said(3.5e6, "W", ("7",)),
            Said(72, "%", ("7",)),
            Said(4, "", ("steam engine",)),
            Said(84, "", ("solar panel",)),
            Said(5.4e6, "W", ("electric furnace",)),
            Said(60, "%", ("electric furnace",)),
        ),
    )


def machines_without_a_wire() -> Scenario:
    rows = [*engines(2), *assemblers(2), *assemblers(3, "no_power", None, 60.5)]
    rows += [entity("electric-pole", "medium-electric-pole", 3.5, 6.5, network=7)]
    supply = network(
        demand_w=310e3, supply_w=310e3, maximum_w=1.8e6, flows=[flow("assembling-machine-2", "use", 310e3)]
    )
    return Scenario(
        "power",
        snapshot(rows, electric_networks=[supply]),
        "defines.entity_status: a machine outside every pole's area has no electric network and the status no_power "
        "(wiki: Electric system, supply area). Three of five machines stand so.",
        first=First(
            (("не подключ|без электр|без питан|сет", "connect|without power|unpowered|no power"),),
            ((0.5, 60.5), (4.5, 60.5), (8.5, 60.5)),
        ),
        says=(Said(3, ""),),
    )


def boilers_without_fuel() -> Scenario:
    rows = [boiler(-30.5 + 5 * place, 20.5, 0, status="no_fuel") for place in range(3)]
    rows += [boiler(-15.5 + 5 * place, 20.5, 50, 2e6) for place in range(2)]
    rows += [*engines(4), *[{**row, "x": row["x"] + 30, "status": "no_input_fluid"} for row in engines(6)]]
    rows += assemblers(14, "low_power")
    supply = network(
        satisfaction=0.6,
        demand_w=6e6,
        supply_w=3.6e6,
        maximum_w=3.6e6,
        low_power=14,
        flows=[flow("steam-engine", "make", 3.6e6), flow("electric-furnace", "use", 3.6e6)],
    )
    return Scenario(
        "power",
        snapshot(rows, electric_networks=[supply]),
        "wiki Boiler: 1.8 MW, feeds two steam engines of 900 kW. Ten engines could give 9 MW of the 6 MW wanted; "
        "three of five boilers have no fuel, so six engines have no steam: 3.6 MW. More engines "
        "would not help.",
        says=(
            Said(2.4e6, "W", ("7",)),
            Said(3, "", ((r"котл|котёл|boiler|топлив", r"boiler"),)),
        ),
        words=(
            ((r"топлив", r"fuel"), (r"котл|котёл|boiler", r"boiler")),
            ((r"Что делать\? .*топлив", r"What to do\? .*fuel"),),
        ),
        never=((r"steam engine — 3", r"steam engine — 3"),),
        places=((-30.5, 20.5),),
    )


def engines_without_steam() -> Scenario:
    rows = [*engines(4), *[{**row, "x": row["x"] + 30, "status": "no_input_fluid"} for row in engines(6)]]
    supply = network(satisfaction=0.6, demand_w=6e6, supply_w=3.6e6, maximum_w=3.6e6, low_power=14)
    return Scenario(
        "power",
        snapshot([*rows, *assemblers(14, "low_power")], electric_networks=[supply]),
        "wiki Steam engine: 900 kW. Six of ten have no steam: 5.4 MW would come with it, 2.4 MW are lacking; another "
        "engine would get no steam either.",
        says=(Said(5.4e6, "W", ((r"Сначала верните пар", r"First bring the steam back"),)),),
        never=((r"steam engine — 3", r"steam engine — 3"),),
    )


def coal_for_two_minutes() -> Scenario:
    rows = [boiler(-30.5, 20.5, 50), boiler(-25.5, 20.5, 50), *engines(4), *assemblers(14)]
    supply = network(
        demand_w=3.6e6,
        supply_w=3.6e6,
        maximum_w=3.6e6,
        flows=[flow("steam-engine", "make", 3.6e6), flow("assembling-machine-2", "use", 3.6e6)],
    )
    return Scenario(
        "power",
        snapshot(rows, electric_networks=[supply]),
        "wiki Boiler: 1.8 MW; wiki Coal: 4 MJ. Full load: 50 × 4 MJ / 1.8 MW = 111 s, 1.85 minutes.",
        says=(Said(111.1, "s", ((r"топлив", r"fuel"),), within=0.01),),
        never=((r"от \S+ с до", r"from \S+ s to"), (r"больше всего (даёт|берёт)", r"most (comes|goes)")),
    )


def minutes_left_in_the_accumulators() -> Scenario:
    rows = [*engines(2), *accumulators(50, 1.8e6), *assemblers(14)]
    supply = network(
        demand_w=2.4e6,
        supply_w=1.8e6,
        maximum_w=1.8e6,
        stored_j=90e6,
        storage_j=250e6,
        accumulators=50,
        flows=[
            flow("steam-engine", "make", 1.8e6),
            flow("accumulator", "make", 0.6e6),
            flow("assembling-machine-2", "use", 2.4e6),
        ],
    )
    return Scenario(
        "power",
        snapshot(rows, electric_networks=[supply]),
        "wiki Accumulator: what generators do not give comes out of them. 2.4 − 1.8 = 0.6 MW; 90 MJ / 0.6 MW = 150 s, "
        "2.5 minutes; 90 of 250 MJ are 36 %. That it ends soon matters most; 133 % of a limit "
        "is not close to it.",
        first=First(((r"аккумулятор", r"accumulator"),)),
        never=((r"почти на пределе", r"close to its limit"),),
        says=(Said(150, "s", ((r"аккумулятор", r"accumulator"),)), Said(36, "%", ((r"аккумулятор", r"accumulator"),))),
    )


def each_class_of_producer() -> Scenario:
    rows = [*engines(4), *panels(20), entity("generator", "steam-turbine", 60.5, -80.5, network=7, status="working")]
    supply = network(
        demand_w=9.72e6,
        supply_w=9.72e6,
        maximum_w=10.62e6,
        flows=[
            flow("solar-panel", "make", 1.2e6),
            flow("steam-engine", "make", 2.7e6),
            flow("steam-turbine", "make", 5.82e6),
            flow("electric-furnace", "use", 9.72e6),
        ],
    )
    return Scenario(
        "power",
        snapshot(rows, electric_networks=[supply]),
        "wiki: 20 panels of 60 kW give 1.2 MW, four engines at three quarters 2.7 MW, a turbine 5.82 MW; "
        "5.82 / 9.72 = 59.9 %. One more turbine adds 5.82 MW, an engine 0.9 MW.",
        says=(
            Said(1.2e6, "W", ("solar panel",)),
            Said(2.7e6, "W", ("steam engine",)),
            Said(5.82e6, "W", ("steam turbine",)),
            Said(59.9, "%", ("steam turbine",)),
            Said(900e3, "W", ("steam engine",)),
            Said(10.62e6, "W", ("7",)),
        ),
    )


def peak_and_average() -> Scenario:
    def taken(tick: int, demand: float, hour: float) -> Snapshot:
        flows = [flow("laser-turret", "use", demand, 4.2e6, hour), flow("steam-engine", "make", demand, 4.2e6, hour)]
        supply = network(demand_w=demand, supply_w=demand, maximum_w=9e6, flows=flows)
        return snapshot(rows, tick=tick, electric_networks=[supply])

    rows = [*engines(10), *assemblers(14)]
    return Scenario(
        "power",
        taken(1_296_000, 5e6, 3e6),
        "Given: demand 8.7 MW ten minutes ago, 5 MW now, 4.2 MW on average over ten minutes, 3 MW over an hour (the "
        "game's own statistics). The highest is 8.7 MW, which ten engines of 900 kW (9 MW) still cover.",
        earlier=(taken(1_260_000, 8.7e6, 3.1e6), taken(1_278_000, 4e6, 3e6)),
        says=(
            Said(8.7e6, "W", ("7", (r"наибольш|пик|максим", r"highest|peak|maximum"))),
            Said(4.2e6, "W", ("7", (r"средн", r"average"))),
            Said(3e6, "W", ("7", (r"средн", r"average"))),
        ),
        quiet=((r".", r"."),),
    )


SCENARIOS = (
    brown_out,
    machines_without_a_wire,
    boilers_without_fuel,
    engines_without_steam,
    coal_for_two_minutes,
    minutes_left_in_the_accumulators,
    each_class_of_producer,
    peak_and_average,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda build: build.__name__)
def test_each_network_is_told_as_it_is(scenario: Callable[[], Scenario], language: Language) -> None:
    assert unmet(scenario(), language) == []
