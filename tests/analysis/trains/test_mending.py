"""Schedules that are offered: only where names of stations or the other trains' schedules found them.

Rules: wiki, Train schedule (interrupts, «Destination full or no path») and Train stop (a name has to be the same to the
letter, stops of one name share trains).
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.analysis.trains.mending import Kept, Mending, alike, mendings
from agent.contract import ScheduleStop, Snapshot
from tests.analysis.trains.test_trains import FULL, said, stop, taken, train

Json = dict[str, Any]
IRON, SMELTER = stop(1, "Iron mine"), stop(2, "Smelter")
DEPOT = stop(3, "Depot", limit=4, trains=1)
AWAY: Json = {
    "name": "Wait",
    "conditions": [{"type": "destination_full_or_no_path"}],
    "targets": [{"station": "Depot", "wait": [{"type": "inactivity", "ticks": 300}]}],
}


def offers(snapshot: Snapshot) -> list[Mending]:
    return list(mendings(snapshot, ()))


def only(snapshot: Snapshot) -> Mending:
    (found,) = offers(snapshot)
    return found


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        ("smelter", "Smelter"),
        ("Iron  mine", "Iron mine"),
        ("Smeltre", "Smelter"),
        ("Smeltr", "Smelter"),
        ("Smellter", "Smelter"),
        ("Плавильна", "Плавильня"),
        ("Медь_погрузка", "Медь погрузка"),
    ],
)
def test_a_misspelled_station_takes_the_name_that_exists(wanted: str, there: str) -> None:
    here = taken(train(5, "no_path", wanted, "Coal"), stops=[stop(1, there), stop(2, "Coal")])
    found = only(here)
    assert (found.change, found.station, found.other) == ("rename", wanted, there)
    assert (found.stops, found.current) == ((Kept(1, there), Kept(2)), 1)


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        ("Iron 1", "Iron 2"),
        ("Iron A", "Iron B"),
        ("Load west", "Load east"),
        ("Load", "Unload"),
        ("Import", "Export"),
        ("Загрузка", "Разгрузка"),
        ("Ore +", "Ore -"),
        ("[item=iron-ore]", "[item=iron-orz]"),
    ],
)
def test_a_name_that_differs_on_purpose_is_no_misspelling(wanted: str, there: str) -> None:
    assert not alike(wanted, there)
    assert offers(taken(train(5, "no_path", wanted, "Coal"), stops=[stop(1, there), stop(2, "Coal")])) == []


def test_two_names_as_near_are_a_guess_and_not_offered() -> None:
    stops = [stop(1, "Smelter"), stop(2, "smelter"), stop(3, "Coal")]
    assert offers(taken(train(5, "no_path", "SMELTER", "Coal"), stops=stops)) == []


@pytest.mark.parametrize("broken", [{"connected": False}, {"disabled": True}])
def test_a_station_that_nobody_can_reach_is_no_remedy(broken: Json) -> None:
    stops = [stop(1, "Smelter", **broken), stop(2, "Coal")]
    assert offers(taken(train(5, "no_path", "Smeltre", "Coal"), stops=stops)) == []


def test_a_stop_whose_station_is_gone_is_left_out_where_two_remain() -> None:
    here = taken(train(5, "no_path", "Iron mine", "Gone", "Smelter", current=2), stops=[IRON, SMELTER])
    found = only(here)
    assert (found.change, found.stops, found.current) == ("drop", (Kept(1), Kept(3)), 2)
    assert found.station == "Gone"


def test_after_the_last_stop_the_schedule_begins_again() -> None:
    found = only(taken(train(5, "no_path", "Iron mine", "Smelter", "Gone", current=3), stops=[IRON, SMELTER]))
    assert (found.stops, found.current) == ((Kept(1), Kept(2)), 1)


def test_one_station_alone_is_no_schedule() -> None:
    assert offers(taken(train(5, "no_path", "Iron mine", "Gone", current=2), stops=[IRON, SMELTER])) == []


def test_a_train_without_a_schedule_takes_that_of_its_kind() -> None:
    peers = [train(number, "on_the_path", "Iron mine", "Smelter", cargo_wagons=2) for number in (1, 2)]
    other = train(3, "on_the_path", "Depot", "Smelter", cargo_wagons=4)
    idle = train(9, "no_schedule", cargo_wagons=2) | {"stops": [], "current": 0}
    found = only(taken(*peers, other, idle, stops=[IRON, SMELTER, DEPOT]))
    assert (found.train.id, found.change, found.like, found.current) == (9, "borrow", 1, 1)
    first, second = found.stops
    assert isinstance(first, ScheduleStop)
    assert isinstance(second, ScheduleStop)
    assert (first.station, second.station, first.wait[0].type) == ("Iron mine", "Smelter", FULL["type"])


@pytest.mark.parametrize(
    "spoilt",
    [
        {"stops": [{"station": "Smelter"}, {"station": "Depot"}]},
        {"stops": [{"station": "Iron mine"}, {"station": "Gone"}]},
        {"stops": [{"station": "Iron mine"}, {"station": None}]},
        {"stops": [{"station": "Iron mine"}, {"station": "Smelter", "wait": [{"type": "damage_taken"}]}]},
        {"cargo_wagons": 3},
    ],
    ids=["they differ", "a station is gone", "a place on a rail", "no offer can say it", "another kind"],
)
def test_where_its_kind_does_not_agree_nothing_is_offered(spoilt: Json) -> None:
    alone = "station" in str(spoilt) and spoilt["stops"][0]["station"] == "Iron mine"
    peers = [train(1, "on_the_path", "Iron mine", "Smelter", cargo_wagons=2) | (spoilt if alone else {})]
    if not alone:
        peers = [peers[0] | spoilt] if "cargo_wagons" in spoilt else [*peers, train(2, cargo_wagons=2) | spoilt]
    idle = train(9, "no_schedule", cargo_wagons=2) | {"stops": [], "current": 0}
    assert offers(taken(*peers, idle, stops=[IRON, SMELTER, DEPOT])) == []


def test_a_loaded_train_takes_no_schedule_of_trains_that_carry_something_else() -> None:
    peer = train(1, "on_the_path", "Iron mine", "Smelter", cargo=[{"name": "iron-ore", "count": 50}])
    idle = train(9, "no_schedule", cargo=[{"name": "coal", "count": 50}]) | {"stops": [], "current": 0}
    assert offers(taken(peer, idle, stops=[IRON, SMELTER])) == []


@pytest.mark.parametrize("state", ["destination_full", "no_path"])
def test_before_a_full_or_unreachable_station_it_takes_the_interrupt_of_the_others(state: str) -> None:
    other = train(1, "on_the_path", "Iron mine", "Smelter", interrupts=[AWAY])
    stuck = train(5, state, "Iron mine", "Smelter")
    found = only(taken(other, stuck, stops=[IRON, SMELTER, DEPOT]))
    assert (found.train.id, found.change, found.like, found.other) == (5, "interrupt", 1, "Depot")
    assert (found.stops, found.current) == ((Kept(1), Kept(2)), 1)
    assert [each.name for each in found.interrupts] == ["Wait"]


@pytest.mark.parametrize(
    "depot", [{"limit": 1, "trains": 1}, {"disabled": True}, {"connected": False}], ids=["full", "off", "no rail"]
)
def test_an_interrupt_that_leads_nowhere_is_not_offered(depot: Json) -> None:
    other = train(1, "on_the_path", "Iron mine", "Smelter", interrupts=[AWAY])
    stops = [IRON, SMELTER, stop(3, "Depot") | depot]
    assert offers(taken(other, train(5, "destination_full", "Iron mine", "Smelter"), stops=stops)) == []


def test_who_has_such_an_interrupt_already_gets_none() -> None:
    stuck = train(5, "destination_full", "Iron mine", "Smelter", interrupts=[AWAY | {"name": "Own"}])
    other = train(1, "on_the_path", "Iron mine", "Smelter", interrupts=[AWAY])
    assert offers(taken(other, stuck, stops=[IRON, SMELTER, DEPOT])) == []


def test_a_group_gets_one_offer_that_names_how_many_trains_it_has() -> None:
    stuck = [train(number, "no_path", "Smeltre", "Coal", group="Ore") for number in (4, 5)]
    here = taken(*stuck, stops=[SMELTER, stop(2, "Coal")])
    assert [(each.train.id, each.members) for each in offers(here)] == [(4, 2)]
    assert any(
        "It is in the group “Ore”: the schedule changes for all trains of it (2)." in line for line in said(here)
    )
    assert any("Он в группе «Ore»: расписание сменится у всех её поездов (2)." in line for line in said(here, "ru"))


@pytest.mark.parametrize("state", ["on_the_path", "wait_signal", "wait_station", "manual_control"])
def test_other_trains_get_no_offer(state: str) -> None:
    here = taken(train(5, state, "Smeltre", "Coal", manual=state == "manual_control"), stops=[SMELTER, stop(2, "Coal")])
    assert offers(here) == []


@given(st.text(max_size=12), st.text(max_size=12))
def test_likeness_is_mutual(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
