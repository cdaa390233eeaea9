"""Power: how long fuel lasts, and parts of a network between switches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.build import entity, flow, inventory, network, snapshot, stack
from tests.scenarios.kit import LANGUAGES, First, Said, Scenario, unmet
from tests.scenarios.power.parts import assemblers, boiler, engines

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract import Language

FUEL: tuple[str, str] = (r"топлив", r"fuel")


def two_kinds_of_fuel() -> Scenario:
    mixed = inventory("fuel", stack("solid-fuel", 10), stack("coal", 5), slots=2)
    burning = {"burning": "solid-fuel", "left_j": 4e6}
    rows = [entity("boiler", "boiler", -30.5, 20.5, status="working", burner=burning, inventories=[mixed])]
    rows += [*engines(2), *assemblers(12)]
    supply = network(
        demand_w=1.8e6,
        supply_w=1.8e6,
        maximum_w=1.8e6,
        flows=[flow("steam-engine", "make", 1.8e6), flow("assembling-machine-2", "use", 1.8e6)],
    )
    return Scenario(
        "power",
        snapshot(rows, electric_networks=[supply]),
        "wiki Solid fuel 12 MJ, Coal 4 MJ, Boiler 1.8 MW: (10 × 12 + 5 × 4 + 4) MJ / 1.8 MW = 80 s.",
        says=(Said(80, "s", (FUEL,), within=0.01),),
        places=((-30.5, 20.5),),
    )


def the_first_boiler_to_run_dry() -> Scenario:
    rows = [boiler(-30.5, 20.5, 50), boiler(-25.5, 20.5, 2), *engines(4), *assemblers(14)]
    supply = network(
        demand_w=3.6e6,
        supply_w=3.6e6,
        maximum_w=3.6e6,
        flows=[flow("steam-engine", "make", 3.6e6), flow("assembling-machine-2", "use", 3.6e6)],
    )
    return Scenario(
        "power",
        snapshot(rows, electric_networks=[supply]),
        "wiki Boiler 1.8 MW, Coal 4 MJ: the second boiler has 2 × 4 / 1.8 = 4.4 s left, the first 111 s.",
        says=(Said(4.44, "s", (FUEL,), within=0.02),),
        places=((-25.5, 20.5),),
    )


def a_reactor_without_cells() -> Scenario:
    rows = [
        entity(
            "reactor",
            "nuclear-reactor",
            -40.5,
            20.5,
            status="no_fuel",
            temperature=520.0,
            burner={"burning": None, "left_j": 0.0},
            inventories=[inventory("fuel"), inventory("burnt_result")],
        ),
        *(entity("generator", "steam-turbine", -20.5 + 4 * n, 20.5, network=7, status="working") for n in range(2)),
        *assemblers(14, "low_power"),
    ]
    supply = network(
        satisfaction=0.5,
        demand_w=11.64e6,
        supply_w=5.82e6,
        maximum_w=5.82e6,
        low_power=14,
        flows=[flow("steam-turbine", "make", 5.82e6), flow("electric-furnace", "use", 5.82e6)],
    )
    return Scenario(
        "power",
        snapshot(rows, electric_networks=[supply]),
        "wiki Nuclear reactor: 40 MW of fuel cells; two turbines of 5.82 MW could give 11.64 MW, half of it comes. The "
        "reactor has no fuel.",
        never=((r"до 0 Вт", r"up to 0 W"),),
        says=(Said(5.82e6, "W", ("7",)), Said(50, "%", ("7",))),
        words=(((r"реактор|nuclear reactor|топлив", r"reactor|fuel"), FUEL),),
        places=((-40.5, 20.5),),
    )


def an_open_switch() -> Scenario:
    rows = [*engines(4), *assemblers(4), *assemblers(6, "no_power", 8, y=40.5)]
    rows += [entity("power-switch", "power-switch", 0.5, 20.5, switched_on=False)]
    near = network(
        7,
        whole=7,
        demand_w=620e3,
        supply_w=620e3,
        maximum_w=3.6e6,
        flows=[flow("steam-engine", "make", 620e3), flow("assembling-machine-2", "use", 620e3)],
    )
    far = network(8, whole=8, satisfaction=0.0, demand_w=930e3, supply_w=0.0, maximum_w=0.0, no_power=6, flows=[])
    return Scenario(
        "power",
        snapshot(rows, electric_networks=[near, far]),
        "wiki Power switch: open, it parts two networks. 8 wants 6 × 155 = 930 kW and gets nothing, 7 has 2.98 MW to "
        "spare.",
        first=First(("8",), tuple((0.5 + 4 * n, 40.5) for n in range(6))),
        says=(Said(930e3, "W", ("8",)), Said(620e3, "W", ("7",))),
    )


def parts_joined_by_a_closed_switch() -> Scenario:
    rows = [*engines(4), *assemblers(4), *assemblers(6, number=8, y=40.5)]
    rows += [entity("power-switch", "power-switch", 0.5, 20.5, switched_on=True)]
    flows = [flow("steam-engine", "make", 1.55e6), flow("assembling-machine-2", "use", 1.55e6)]
    joined = [
        network(number, whole=7, demand_w=1.55e6, supply_w=1.55e6, maximum_w=3.6e6, flows=flows) for number in (7, 8)
    ]
    return Scenario(
        "power",
        snapshot(rows, electric_networks=joined),
        "wiki Power switch: closed, it joins both parts to one network (contract: `whole`): ten machines of 155 kW, "
        "1.55 MW once, not twice.",
        says=(Said(1.55e6, "W", ("7",)),),
        never=((r"3,1 МВт|сет\w+ 8: нужно", r"3\.1 MW|network 8: needs"),),
        quiet=((r".", r"."),),
    )


SCENARIOS = (
    two_kinds_of_fuel,
    the_first_boiler_to_run_dry,
    a_reactor_without_cells,
    an_open_switch,
    parts_joined_by_a_closed_switch,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda build: build.__name__)
def test_fuel_and_switches_are_heeded(scenario: Callable[[], Scenario], language: Language) -> None:
    assert unmet(scenario(), language) == []
