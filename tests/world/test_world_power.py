"""Electric networks reach as far as the game's poles do."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.game.world.entity_power import EntityPower
from tests.game.world.power import reaches
from tests.game.world.scenarios import blackout, brown_out, place, rows, supply
from tests.game.world.world import World

if TYPE_CHECKING:
    from tests.game.world.entity import LuaEntity

# Wire reach and side of the supply square in tiles (wiki, Electric system: Power poles; base game data 2.0.77).
POLES = {
    "small-electric-pole": (7.5, 5),
    "medium-electric-pole": (9, 7),
    "big-electric-pole": (32, 4),
    "substation": (18, 18),
}


@pytest.mark.parametrize(("name", "reach"), [(name, reach) for name, (reach, _) in POLES.items()])
def test_poles_join_as_far_as_their_wires_reach(name: str, reach: float) -> None:
    grid = 0.0 if name in {"big-electric-pole", "substation"} else 0.5
    near, far = math.floor(reach), math.floor(reach) + 1
    for distance, joined in ((near, True), (far, False)):
        world = World()
        one = place(world.nauvis, name, grid, grid)
        other = place(world.nauvis, name, grid + distance, grid)
        assert (one.electric_network_id == other.electric_network_id) is joined
        assert len(world.nauvis.grids.networks()) == (1 if joined else 2)


@pytest.mark.parametrize(("name", "side"), [(name, side) for name, (_, side) in POLES.items()])
def test_a_pole_serves_its_square_and_nothing_beyond(name: str, side: int) -> None:
    world = World()
    grid = 0.0 if name in {"big-electric-pole", "substation"} else 0.5
    pole = place(world.nauvis, name, grid, grid)
    # A lamp is 0.3 wide: on the last tile of the square it is served, on the next it is not.
    inside = place(world.nauvis, "small-lamp", grid + side / 2 - 0.5, grid + side / 2 - 0.5)
    outside = place(world.nauvis, "small-lamp", grid + side / 2 + 0.5, grid - side / 2 + 0.5)
    assert inside.electric_network_id == pole.electric_network_id
    assert outside.electric_network_id is None
    assert outside.status == "not_plugged_in_electric_network"
    assert not outside.is_connected_to_electric_network()


def test_the_shorter_reach_of_two_poles_counts() -> None:
    world = World()
    small = place(world.nauvis, "small-electric-pole", 0.5, 0.5)
    big = place(world.nauvis, "big-electric-pole", 9, 1)
    assert not reaches(small, big)
    assert small.electric_network_id != big.electric_network_id


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(-20, 20), st.integers(-20, 20)), min_size=1, max_size=12, unique=True))
def test_networks_are_the_groups_of_poles_in_reach_of_each_other(places: list[tuple[int, int]]) -> None:
    world = World()
    poles = [place(world.nauvis, "medium-electric-pole", x + 0.5, y + 0.5) for x, y in places]
    group = {pole.number: pole.number for pole in poles}
    for one in poles:
        for other in poles:
            if math.dist((one.x, one.y), (other.x, other.y)) <= 9:
                old, new = group[other.number], group[one.number]
                group = {number: new if root == old else root for number, root in group.items()}
    for one in poles:
        for other in poles:
            together = group[one.number] == group[other.number]
            assert (one.electric_network_id == other.electric_network_id) is together


def test_cutting_the_only_wire_splits_a_network() -> None:
    world = World()
    first, second, third = (place(world.nauvis, "medium-electric-pole", x + 0.5, 0.5) for x in (0, 8, 16))
    assert first.electric_network_id == third.electric_network_id
    second.destroy()
    assert first.electric_network_id != third.electric_network_id


def test_a_brown_out_shows_in_statuses_buffers_and_figures() -> None:
    world = World()
    built = brown_out(world, machines=4, satisfaction=0.5)
    machine = built.machines[0]
    assert [one.status for one in built.machines] == ["low_power"] * 4
    assert machine.energy == pytest.approx((machine.electric_buffer_size or 0) * 0.5)
    network = machine.electric_network
    assert network is not None
    assert network.flow_last_tick["consumption_satisfaction"] == 0.5
    # Joules per tick: four machines of 150 kW and a thirtieth of it as drain, at half (wiki, Assembling machine 2).
    rate = built.poles[0].electric_network_statistics.get_flow_count(
        name="assembling-machine-2", category="input", precision_index="five_seconds"
    )
    assert rate == pytest.approx(4 * 155_000 / 60 / 2)


def test_without_supply_everything_stands_still() -> None:
    built = blackout(World(), machines=2)
    assert [one.status for one in built.machines] == ["no_power"] * 2
    assert built.machines[0].energy == 0


def test_steam_engines_give_900_kw_and_panels_60_kw_by_day() -> None:
    # Wiki, Steam engine and Solar panel.
    world = World()
    built = rows(world.nauvis, (0, 0), 2, 2)
    place(world.nauvis, "medium-electric-pole", 6.5, 1.5)
    engine = place(world.nauvis, "steam-engine", 8.5, 4.5)
    assert engine.electric_network_id == built.poles[0].electric_network_id
    assert built.poles[0].networks[0].capacity_w == pytest.approx(900_000)
    assert built.machines[0].status == "working"
    panel = place(world.nauvis, "solar-panel", 8.5, -0.5)
    assert panel.electric_network_id == engine.electric_network_id
    assert panel.offered_w == 60_000
    world.nauvis.daytime = 0.5
    assert panel.offered_w == 0
    assert world.nauvis.darkness == pytest.approx(0.85)


def test_what_a_scenario_says_wins_over_the_machines() -> None:
    built = rows(World().nauvis, (0, 0), 2, 2)
    supply(built, 1_000.0, 4_000.0)
    network = built.poles[0].networks[0]
    assert (network.satisfaction, network.demand_w) == (0.25, 4_000.0)


def test_accumulators_help_while_they_hold_energy() -> None:
    world = World()
    built = rows(world.nauvis, (0, 0), 2, 2)
    place(world.nauvis, "medium-electric-pole", 6.5, 1.5)
    store = place(world.nauvis, "accumulator", 8, 3)
    assert store.electric_buffer_size == 5_000_000
    assert built.poles[0].networks[0].satisfaction == 0
    store.energy = 2_500_000
    assert built.poles[0].networks[0].satisfaction > 0.9
    network = store.electric_network
    assert network is not None
    assert network.get_accumulators_energy() == {"energy": 2_500_000, "capacity": 5_000_000}


def test_figures_follow_every_change_and_are_worked_out_once_between_them(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    built = rows(world.nauvis, (0, 0), 4, 4)
    asked: list[str] = []
    wanted = vars(EntityPower)["wanted_w"].fget

    def counted(machine: LuaEntity) -> float:
        asked.append(machine.name)
        return float(wanted(machine))

    monkeypatch.setattr(EntityPower, "wanted_w", property(counted))
    network = built.poles[0].networks[0]
    before = network.demand_w  # the first look makes the inventories that it looks into
    assert before == network.demand_w
    once = len(asked)
    assert [machine.status for machine in built.machines] == ["no_power"] * 4
    assert len(asked) == once, "nothing changed: nothing is worked out again"
    built.machines[0].status = "item_ingredient_shortage"
    # An idle machine keeps its drain, a thirtieth of its 150 kW (wiki, Assembling machine 2).
    assert before - network.demand_w == pytest.approx(150_000)
    assert len(asked) > once


def test_panels_follow_the_daylight_without_any_other_change() -> None:
    world = World()
    built = rows(world.nauvis, (0, 0), 2, 2)
    place(world.nauvis, "medium-electric-pole", 6.5, 1.5)
    place(world.nauvis, "solar-panel", 8.5, -0.5)
    network = built.poles[0].networks[0]
    assert network.capacity_w == 60_000
    # Half a day of 25,000 ticks later it is midnight (wiki, Solar panel).
    for _ in range(12_500):
        world.advance()
    assert network.capacity_w == 0
