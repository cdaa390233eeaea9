"""Generators, robots, trains and the like of the bundled tables. Sources are named beside each expectation."""

from __future__ import annotations

from fractions import Fraction

import pytest

from agent.game import bundled
from agent.game.machinery import (
    AgriculturalTower,
    AsteroidCollector,
    FusionReactor,
    Generator,
    LightningAttractor,
    LogisticContainer,
    Pump,
    Reactor,
    Roboport,
    Robot,
    RollingStock,
    SolarPanel,
    Thruster,
)
from tests.game_data.kit import exact

BASE_SETS = ("base-2.0.77", "base-2.1.20")


@pytest.mark.parametrize("name", BASE_SETS)
def test_steam_engines_and_turbines_give_what_the_wiki_says(name: str) -> None:
    # wiki: Steam engine: 900 kW from 30 steam of 165 °C a second; Steam turbine: 5.82 MW from 60 of 500 °C
    data = bundled.load(name)
    engine, turbine = data.entity("steam-engine", Generator), data.entity("steam-turbine", Generator)
    assert exact(engine.power.give_w, engine.fluid_usage_per_tick * 60, engine.maximum_temperature) == exact(
        900_000, 30, 165
    )
    assert exact(turbine.power.give_w, turbine.fluid_usage_per_tick * 60, turbine.maximum_temperature) == exact(
        5820000, 60, 500
    )


@pytest.mark.parametrize("name", BASE_SETS)
def test_sun_and_accumulators_are_those_of_the_wiki(name: str) -> None:
    # wiki: Solar panel 60 kW at its peak; Accumulator 5 MJ, 300 kW in and out
    data = bundled.load(name)
    panel, store = data.entity("solar-panel", SolarPanel), data.entities["accumulator"].power
    assert exact(panel.power.give_w, panel.performance_at_day, panel.performance_at_night) == exact(60_000, 1, 0)
    assert exact(store.buffer_j, store.input_limit_w, store.output_limit_w) == exact(5_000_000, 300_000, 300_000)


def test_each_planet_has_its_sun_and_day() -> None:
    # wiki: Nauvis 100 % and 7 min; Vulcanus 400 %, 1.5 min; Fulgora 20 %, 3 min; Gleba 50 %, 10 min; Aquilo 1 %, 20 min
    planets = bundled.load("space-age-2.1.20").planets
    assert {
        name: (p["solar-power"], p["day-night-cycle"] / 3600) for name, p in planets.items() if name != "space-platform"
    } == {
        "nauvis": (100, 7),
        "vulcanus": (400, 1.5),
        "fulgora": (20, 3),
        "gleba": (50, 10),
        "aquilo": (1, 20),
    }
    # wiki: Solar panel, «Space»: Nauvis 300 %, Vulcanus 600 %, Gleba 200 %, Fulgora 120 %, Aquilo 60 %
    in_space = bundled.load("space-age-2.1.20").solar_in_space
    assert {name: int(in_space[name]) for name in ("nauvis", "vulcanus", "gleba", "fulgora", "aquilo")} == {
        "nauvis": 300,
        "vulcanus": 600,
        "gleba": 200,
        "fulgora": 120,
        "aquilo": 60,
    }


@pytest.mark.parametrize("name", BASE_SETS)
def test_reactors_and_heat_pipes_hold_heat_as_the_wiki_says(name: str) -> None:
    # wiki: Nuclear reactor: 40 MW, +100 % a neighbour, 10 MJ a degree; Heat pipe: 1 MJ a degree, 1000 °C
    data = bundled.load(name)
    reactor, pipe = data.entity("nuclear-reactor", Reactor), data.entities["heat-pipe"].heat
    assert exact(reactor.power.use_w, reactor.neighbour_bonus) == exact(40_000_000, 1)
    assert reactor.power.fuel_categories == ("nuclear",)
    assert reactor.heat is not None
    assert exact(reactor.heat.specific_heat_j, reactor.heat.max_temperature) == exact(10_000_000, 1000)
    assert pipe is not None
    assert exact(pipe.specific_heat_j, pipe.max_temperature) == exact(1_000_000, 1000)
    exchanger = data.entities["heat-exchanger"].heat
    assert exchanger is not None
    assert exchanger.min_working_temperature == 500  # wiki: Heat exchanger


def test_fusion_is_that_of_the_wiki() -> None:
    # wiki: Fusion reactor: 10 MW electric to run, 4 plasma a second, +100 % a neighbour; Fusion generator: 50 MW
    data = bundled.load("space-age-2.1.20")
    reactor, generator = data.entity("fusion-reactor", FusionReactor), data.entity("fusion-generator", Generator)
    assert exact(reactor.power.use_w, reactor.fluid_usage_per_tick * 60, reactor.neighbour_bonus) == exact(
        10_000_000, 4, 1
    )
    assert reactor.power.fuel_categories == ("fusion",)
    assert exact(generator.power.give_w, generator.fluid_usage_per_tick * 60) == exact(50_000_000, 2)


@pytest.mark.parametrize("name", BASE_SETS)
def test_robots_and_roboports_are_those_of_the_wiki(name: str) -> None:
    # wiki: Logistic robot: 1.5 MJ, 5 kJ a tile, 3 kW hovering, 3 tiles/s; Roboport: 50 × 50, 110 × 110, 4 × 500 kW
    data = bundled.load(name)
    robot, port = data.entity("logistic-robot", Robot), data.entity("roboport", Roboport)
    assert exact(robot.max_energy_j, robot.energy_per_move_j, robot.energy_per_tick_j * 60) == exact(
        1_500_000, 5_000, 3_000
    )
    assert exact(robot.speed * 60, robot.max_payload_size) == exact(3, 1)
    assert exact(port.logistics_radius * 2, port.construction_radius * 2) == exact(50, 110)
    assert exact(port.charging_stations, port.charging_w) == exact(4, 500_000)
    assert exact(port.robot_slots, port.material_slots) == exact(7, 7)


@pytest.mark.parametrize("name", BASE_SETS)
def test_chests_tanks_and_pumps_are_those_of_the_wiki(name: str) -> None:
    # wiki: Requester chest 48 slots; Storage tank 25,000; Pipe 100; Pump 1,200 a second; Fluid wagon 50,000
    data = bundled.load(name)
    chest = data.entity("requester-chest", LogisticContainer)
    assert (chest.mode, chest.stacks) == ("requester", 48)
    assert data.entity("passive-provider-chest", LogisticContainer).mode == "passive-provider"
    capacities = {n: int(data.entities[n].fluid_capacity) for n in ("storage-tank", "pipe", "fluid-wagon")}
    assert capacities == {"storage-tank": 25_000, "pipe": 100, "fluid-wagon": 50_000}
    assert data.entity("pump", Pump).fluid_per_s == 1200


@pytest.mark.parametrize("name", BASE_SETS)
def test_trains_are_those_of_the_wiki(name: str) -> None:
    # wiki: Locomotive: 600 kW, weight 2000, 1.2 tiles a tick (259.2 km/h); Cargo wagon: 40 slots, weight 1000
    data = bundled.load(name)
    engine, wagon = data.entity("locomotive", RollingStock), data.entity("cargo-wagon", RollingStock)
    assert exact(engine.power.use_w, engine.weight, engine.max_speed) == exact(600_000, 2000, Fraction(6, 5))
    assert exact(wagon.stacks, wagon.weight) == exact(40, 1000)


def test_circuit_wires_reach_what_the_wiki_says() -> None:
    # wiki: Circuit network: nine tiles for what is no pole, a pole's own reach for poles
    entities = bundled.load("base-2.0.77").entities
    reach = {n: entities[n].circuit_reach for n in ("decider-combinator", "inserter", "small-electric-pole", "pipe")}
    assert reach == {"decider-combinator": 9, "inserter": 9, "small-electric-pole": 7.5, "pipe": 0}


def test_what_grows_drifts_and_pushes_is_there_with_space_age() -> None:
    # wiki: Agricultural tower: 7 × 7 plots of 3 × 3; Yumako tree: 5 min, 50 yumako, 15 spores; Lightning collector 40 %
    # Thruster (the game's data): 2 of fluid a tick when full, at 51 %
    data = bundled.load("space-age-2.1.20")
    tower = data.entity("agricultural-tower", AgriculturalTower)
    assert exact(tower.radius * 2 + 1, tower.growth_grid_tile_size) == exact(7, 3)
    yumako = data.plants["yumako-tree"]
    assert (yumako.growth_ticks, yumako.seed) == (5 * 3600, "yumako-seed")
    assert yumako.harvest_emissions == {"spores": Fraction(15)}
    assert [(p.name, p.amount) for p in yumako.products] == [("yumako", Fraction(50))]
    assert data.entity("lightning-collector", LightningAttractor).efficiency == Fraction(2, 5)
    full = data.entity("thruster", Thruster).max_performance
    assert exact(full.fluid_usage, full.effectivity) == exact(2, Fraction(51, 100))
    assert data.entity("asteroid-collector", AsteroidCollector).arm_count == 1
    assert data.items["yumako-seed"].plants == "yumako-tree"
    assert data.items["yumako"].spoil_ticks == 3600 * 60  # wiki: Spoilage: yumako 1 h


def test_trees_and_ground_take_pollution_as_the_wiki_says() -> None:
    # wiki: Pollution: a tree takes 0.001 a second
    data = bundled.load("base-2.0.77")
    assert data.plants["tree-01"].absorptions_per_second == {"pollution": Fraction(1, 1000)}
    assert data.tiles["concrete"].walking_speed_modifier == Fraction(7, 5)  # wiki: Concrete: 140 %
    assert (data.tiles["water"].fluid, data.tiles["stone-path"].item) == ("water", "stone-brick")


@pytest.mark.parametrize("name", [n for n in bundled.SETS if n.startswith("space-age")])
def test_quality_climbs_from_level_to_level(name: str) -> None:
    # wiki: Quality: uncommon 1, rare 2, epic 3, legendary 5; a tenth of a rise goes one level further
    qualities = bundled.load(name).qualities
    chain, at = [], qualities["normal"]
    while at.next:
        chain.append((at.next, qualities[at.next].level))
        at = qualities[at.next]
    assert chain == [("uncommon", 1), ("rare", 2), ("epic", 3), ("legendary", 5)]
    # One level up by the machine's effect × this; on from there by a tenth each (2.0 counts effects ten times larger).
    module = bundled.load(name).items["quality-module"].effect
    assert module is not None
    assert module["quality"] * qualities["normal"].next_probability == Fraction(1, 100)  # wiki: Quality module: 1 %
    assert qualities["uncommon"].chain_probability == Fraction(1, 10)
