"""Logistics: what is asked for, what is there, what is on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.build import entity, inventory
from tests.scenarios.kit import LANGUAGES, First, Said, Scenario, unmet
from tests.scenarios.logistics.parts import base, chest, roboport, robots, stack, wish

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract import Language

AT = (111.5, -14.5)
EACH = "wiki Logistic network: robots fill a request up to its number; what lies there and what is on its way count. "
ANYTHING = ((r".", r"."),)


def nothing_of_it_anywhere() -> Scenario:
    points = [chest("requester", *AT, requests=[wish("processing-unit", 400)], holds=[stack("processing-unit", 30)])]
    return Scenario(
        "logistics",
        base(points),
        EACH + "400 − 30 = 370, none in the network, none on the way.",
        first=First(("processing unit",), (AT,)),
        says=(Said(370, "", ("processing unit", "3")), Said(0, "", ("processing unit",))),
    )


def all_of_it_on_the_way() -> Scenario:
    points = [
        chest(
            "requester",
            *AT,
            requests=[wish("processing-unit", 400)],
            holds=[stack("processing-unit", 30)],
            delivering=[stack("processing-unit", 370)],
        )
    ]
    return Scenario("logistics", base(points), EACH + "400 = 30 + 370: met.", quiet=ANYTHING)


def a_part_of_it_on_the_way() -> Scenario:
    points = [
        chest(
            "requester",
            *AT,
            requests=[wish("processing-unit", 400)],
            holds=[stack("processing-unit", 30)],
            delivering=[stack("processing-unit", 200)],
        )
    ]
    return Scenario(
        "logistics",
        base(points),
        EACH + "400 − 30 − 200 = 170.",
        first=First(("processing unit",), (AT,)),
        says=(Said(170, "", ("processing unit",)), Said(200, "", ("processing unit", (r"в пути", r"on the way")))),
    )


def switched_off_by_a_circuit() -> Scenario:
    points = [
        chest("requester", *AT, enabled=False, requests=[wish("processing-unit", 400)]),
        chest("requester", 115.5, -14.5, requests=[wish("iron-plate", 100)], holds=[stack("iron-plate", 100)]),
    ]
    return Scenario(
        "logistics",
        base(points),
        "wiki Circuit network, Requester chest: a chest whose condition is not met asks for nothing.",
        quiet=ANYTHING,
        says=(Said(1, "", ((r"выключен|отключен", r"switched off|disabled"),)),),
    )


def the_multiplier_counts_once() -> Scenario:
    parts = [
        {"filters": [{"name": "iron-gear-wheel", "count": 50}], "multiplier": 4.0, "group": "Mall", "index": 1},
        {"filters": [{"name": "iron-gear-wheel", "count": 100}], "active": False, "index": 2},
    ]
    points = [
        chest(
            "requester",
            *AT,
            requests=[wish("iron-gear-wheel", 200)],
            sections=parts,
            holds=[stack("iron-gear-wheel", 20)],
        )
    ]
    return Scenario(
        "logistics",
        base(points),
        "wiki Logistic network, «Logistic groups»: the multiplier applies to each count of the group, a section that "
        "is off asks nothing. 50 × 4 = 200 (LuaLogisticPoint.filters holds it so); 200 − 20 = 180, not 4 × 200 − 20.",
        first=First(("iron gear wheel",), (AT,)),
        says=(Said(180, "", ("iron gear wheel",)),),
        never=((r"\b(780|280|30)\b", r"\b(780|280|30)\b"),),
    )


def two_chests_of_one_item() -> Scenario:
    points = [
        chest("requester", *AT, requests=[wish("steel-plate", 100)], holds=[stack("steel-plate", 20)]),
        chest(
            "requester",
            131.5,
            -26.5,
            requests=[wish("steel-plate", 250)],
            holds=[stack("steel-plate", 50)],
            delivering=[stack("steel-plate", 30)],
        ),
        chest("passive_provider", 121.5, -30.5, holds=[stack("steel-plate", 60)]),
    ]
    net = robots(contents=[stack("steel-plate", 60)])
    return Scenario(
        "logistics",
        base(points, [net]),
        EACH + "(100 − 20) + (250 − 50 − 30) = 250 asked for by two chests, 60 to be had, 30 on the way.",
        first=First(("steel plate",), (AT, (131.5, -26.5))),
        says=tuple(Said(count, "", ("steel plate",)) for count in (250, 60, 30, 2)),
    )


def enough_lies_in_the_network() -> Scenario:
    points = [
        chest("requester", *AT, requests=[wish("steel-plate", 100)], holds=[stack("steel-plate", 20)]),
        chest("passive_provider", 121.5, -30.5, holds=[stack("steel-plate", 4000)]),
    ]
    net = robots(contents=[stack("steel-plate", 4000)])
    return Scenario(
        "logistics",
        base(points, [net]),
        EACH + "80 wanted, 4,000 in a provider chest, 20 robots idle: they only have to carry it; nothing is lacking.",
        quiet=(("steel plate"),),
    )


def another_quality_does_not_count() -> Scenario:
    points = [
        chest("requester", *AT, requests=[wish("speed-module", 50, quality="legendary")]),
        chest("passive_provider", 121.5, -30.5, holds=[stack("speed-module", 80)]),
    ]
    net = robots(contents=[stack("speed-module", 80)])
    return Scenario(
        "logistics",
        base(points, [net]),
        "wiki Quality: items of different quality are different things to a request with «=». 50 legendary ones "
        "wanted, the 80 normal ones do not serve.",
        first=First(("speed module (legendary)",), (AT,)),
        says=(Said(50, "", ("speed module (legendary)",)), Said(0, "", ("speed module (legendary)",))),
    )


def each_network_has_its_own_stock() -> Scenario:
    points = [
        chest("requester", *AT, requests=[wish("electric-furnace", 20)]),
        chest("passive_provider", -121.5, -30.5, 5, holds=[stack("electric-furnace", 300)]),
    ]
    nets = [robots(3), robots(5, contents=[stack("electric-furnace", 300)])]
    ports = [roboport(100.0, -20.0), roboport(-100.0, -20.0, 5)]
    return Scenario(
        "logistics",
        base(points, nets, ports),
        "wiki Logistic network: robots never leave their network. 200 tiles lie between the roboports, logistic areas "
        "reach 25: network 3 lacks 20 although network 5 holds 300.",
        first=First(("electric furnace", "3"), (AT,)),
        says=(
            Said(20, "", ("electric furnace", "3")),
            Said(0, "", ("electric furnace", "3")),
            Said(300, "", ("electric furnace", "5")),
            Said(300, "", ("5", (r"её роботы сюда не летают", r"its robots never come here"))),
        ),
    )


def nobody_makes_enough_of_it() -> Scenario:
    points = [
        chest("requester", *AT, requests=[wish("electronic-circuit", 500)], holds=[stack("electronic-circuit", 40)])
    ]
    maker = entity(
        "assembling-machine",
        "assembling-machine-2",
        140.5,
        30.5,
        recipe="electronic-circuit",
        crafting_speed=0.75,
        status="working",
        network=7,
        inventories=[inventory("crafter_input", stack("iron-plate", 4), stack("copper-cable", 9), slots=2)],
    )
    flows = [{"name": "electronic-circuit", "made_1m": 90.0, "made_10m": 90.0, "used_1m": 120.0, "used_10m": 120.0}]
    return Scenario(
        "logistics",
        base(points, entities=[maker], production=flows),
        "recipe electronic-circuit: 0.5 s, speed 0.75 → 90/min; the surface's statistics tell 90/min made, 120/min "
        "used: 30/min too few. 500 − 40 = 460 lacking.",
        first=First(("electronic circuit",), (AT,)),
        says=(
            Said(460, "", ("electronic circuit",)),
            Said(90, "/min", ("electronic circuit",)),
            Said(120, "/min", ("electronic circuit",)),
        ),
    )


SCENARIOS = (
    nothing_of_it_anywhere,
    all_of_it_on_the_way,
    a_part_of_it_on_the_way,
    switched_off_by_a_circuit,
    the_multiplier_counts_once,
    two_chests_of_one_item,
    enough_lies_in_the_network,
    another_quality_does_not_count,
    each_network_has_its_own_stock,
    nobody_makes_enough_of_it,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda build: build.__name__)
def test_what_is_lacking_is_counted_as_the_robots_see_it(scenario: Callable[[], Scenario], language: Language) -> None:
    assert unmet(scenario(), language) == []
