"""Logistics: robots, their charging, roboports and storage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.kit import LANGUAGES, First, Said, Scenario, unmet
from tests.scenarios.logistics.parts import base, chest, roboport, robots, stack, wish

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract import Language

AT = (111.5, -14.5)
ROBOT: tuple[str, str] = (r"робот", r"robot")


def a_roboport_without_power() -> Scenario:
    dark = roboport(150.0, -20.0, transmitting=False, status="no_power", energy_j=0.0)
    points = [chest("storage", 120.5, -30.5)]
    return Scenario(
        "logistics",
        base(points, ports=[roboport(100.0, -20.0), dark]),
        "wiki Roboport: without energy it has no area and charges nobody. One of two is dark.",
        first=First(((r"питан|электр|энерги", r"power"),), ((150.0, -20.0),)),
        says=(Said(1, "", ((r"питан|электр|энерги", r"power"),)),),
    )


def a_queue_to_charge() -> Scenario:
    ports = [
        roboport(100.0, -20.0, charging=4, to_charge=30, logistic=0),
        roboport(150.0, -20.0, charging=4, to_charge=11, logistic=0),
    ]
    return Scenario(
        "logistics",
        base([chest("storage", 120.5, -30.5)], [robots(every=60, idle=0)], ports),
        "wiki Roboport: it charges four robots at a time. Two roboports: 8 charge; 30 + 11 = 41 wait; the longest "
        "queue stands at the first.",
        first=First(((r"заря", r"charg"),), ((100.0, -20.0),)),
        says=(Said(41, "", ((r"заря", r"charg"),)), Said(8, "", ((r"заря", r"charg"),))),
    )


def too_few_robots() -> Scenario:
    points = [
        chest("requester", 105.5 + 2 * place, -14.5, requests=[wish("iron-plate", 2000)], holds=[])
        for place in range(4)
    ]
    points.append(chest("passive_provider", 121.5, -30.5, free=0, holds=[stack("iron-plate", 9600)]))
    net = robots(every=5, idle=0, contents=[stack("iron-plate", 9600)])
    return Scenario(
        "logistics",
        base(points, [net], [roboport(100.0, -20.0, logistic=0)]),
        "Given: 9,600 plates lie in a provider chest, four chests want 2,000 each, all five robots of the network are "
        "busy (LuaLogisticNetwork.available_logistic_robots = 0), none waits for a pad: more robots are wanted.",
        first=First((ROBOT, (r"мало|не хватает|занят|заняты|недостат", r"too few|not enough|busy|short|lack"))),
        says=(Said(5, "", (ROBOT,)), Said(0, "", (ROBOT,))),
    )


def far_more_robots_than_work() -> Scenario:
    ports = [roboport(100.0 + 50 * place, -20.0, logistic=120) for place in range(4)]
    net = robots(every=500, idle=480)
    return Scenario(
        "logistics",
        base([chest("storage", 120.5, -30.5)], [net], ports),
        "Given: 480 of 500 robots stand idle, no request is open, nobody waits to charge: too many.",
        says=(Said(480, "", (ROBOT,)), Said(500, "", (ROBOT,))),
        words=(((r"лишн|слишком много|больше, чем нужно|избыт|проста", r"too many|more than|spare|idle"), ROBOT),),
    )


def storage_is_full() -> Scenario:
    points = [
        chest("storage", 120.5, -30.5, free=0, holds=[stack("wood", 4800)]),
        chest("storage", 123.5, -30.5, free=0, holds=[stack("stone", 2400)]),
    ]
    net = robots(contents=[stack("wood", 4800), stack("stone", 2400)])
    return Scenario(
        "logistics",
        base(points, [net]),
        "wiki Storage chest: 48 slots; wood stacks to 100, stone to 50: 4,800 and 2,400 fill both, 0 of 96 free.",
        first=First(((r"склад|хран", r"storage"),), ((120.5, -30.5), (123.5, -30.5))),
        says=(Said(96, "", ((r"склад|хран", r"storage"),)), Said(4800, "", ("wood",)), Said(2400, "", ("stone",))),
    )


def room_left_in_storage() -> Scenario:
    points = [
        chest("storage", 120.5, -30.5, free=48),
        chest("storage", 123.5, -30.5, free=10, holds=[stack("wood", 3800)]),
        chest("storage", 126.5, -30.5, free=0, filter="stone", holds=[stack("stone", 2400)]),
    ]
    net = robots(contents=[stack("wood", 3800), stack("stone", 2400)])
    return Scenario(
        "logistics",
        base(points, [net]),
        "wiki Storage chest: 3 × 48 = 144 slots; 48 + 10 + 0 = 58 free; one has a filter.",
        says=(
            Said(58, "", ((r"склад|хран", r"storage"),)),
            Said(144, "", ((r"склад|хран", r"storage"),)),
            Said(3800, "", ("wood",)),
        ),
        never=((r"робот\w* (мало|не хватает)", r"too few robots"),),
    )


def foreign_things_in_a_filtered_chest() -> Scenario:
    points = [
        chest("storage", 120.5, -30.5, filter="iron-plate", holds=[stack("copper-plate", 700)]),
        chest("storage", 123.5, -30.5),
    ]
    return Scenario(
        "logistics",
        base(points, [robots(contents=[stack("copper-plate", 700)])]),
        "wiki Storage chest: a filter keeps robots from bringing anything else; what lies there already stays. 700 "
        "copper plates lie in a chest for iron plates.",
        first=First(("copper plate",), ((120.5, -30.5),)),
        says=(Said(700, "", ("copper plate",)),),
        words=(("copper plate", "iron plate"),),
    )


def all_is_well() -> Scenario:
    points = [
        chest("requester", *AT, requests=[wish("iron-plate", 100)], holds=[stack("iron-plate", 120)]),
        chest("storage", 123.5, -30.5),
    ]
    return Scenario(
        "logistics",
        base(points),
        "Given: the one request is met (120 of 100), storage is free, 20 of 50 robots idle, nobody waits to charge.",
        quiet=((r".", r"."),),
        says=(Said(50, "", (ROBOT,)), Said(20, "", (ROBOT,))),
    )


def two_networks_whose_areas_meet() -> Scenario:
    ports = [roboport(100.0, -20.0), roboport(151.0, -20.0, 5)]
    return Scenario(
        "logistics",
        base([chest("storage", 120.5, -30.5)], [robots(3), robots(5)], ports),
        "wiki Roboport: logistic areas of 50×50 tiles that touch join. 51 tiles between the centres leave one tile: 3 "
        "and 5 are two networks still, and one more roboport or a move by a tile joins them.",
        words=((("3"), ("5")),),
    )


def no_storage_without_a_filter() -> Scenario:
    points = [
        chest("storage", 120.5, -30.5, filter="iron-plate"),
        chest("active_provider", 126.5, -30.5, holds=[stack("wood", 50)]),
    ]
    return Scenario(
        "logistics",
        base(points, [robots(contents=[stack("wood", 50)])]),
        "wiki Storage chest: what has no filtered chest goes to one without a filter; there is none, so the wood of "
        "the active provider has nowhere to go.",
        words=(((r"без фильтра", r"unfiltered|without a filter"),),),
        first=First(((r"фильтр", r"filter"),), ()),
    )


SCENARIOS = (
    a_roboport_without_power,
    a_queue_to_charge,
    too_few_robots,
    far_more_robots_than_work,
    storage_is_full,
    room_left_in_storage,
    foreign_things_in_a_filtered_chest,
    all_is_well,
    two_networks_whose_areas_meet,
    no_storage_without_a_filter,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda build: build.__name__)
def test_what_hinders_the_robots_is_named(scenario: Callable[[], Scenario], language: Language) -> None:
    assert unmet(scenario(), language) == []
