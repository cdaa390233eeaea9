"""What entities emit, by the tables of the wiki (Pollution: Polluters, Modules, Spores; Modules)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from agent.analysis.forecast.emission import emitters, pollutant_of, surface_per_min
from agent.analysis.from_snapshot import factory_of_snapshot
from agent.analysis.rates import factory_rates
from tests.analysis.forecast.kit import BASE, SPACE, drills, many, taken, thing
from tests.analysis.kit import crafter

if TYPE_CHECKING:
    from agent.contract import Snapshot
    from agent.game.gamedata import GameData


def emitted(here: Snapshot, *earlier: Snapshot, data: GameData = BASE, pollutant: str = "pollution") -> float:
    factory = factory_of_snapshot(here, data)
    found = emitters(here, earlier, factory, factory_rates(factory), pollutant)
    return float(sum((emitter.now_per_min for emitter in found), Fraction(0)))


@pytest.mark.parametrize(
    ("name", "kind", "per_min"),
    [
        ("stone-furnace", "furnace", 2),
        ("steel-furnace", "furnace", 4),
        ("electric-furnace", "furnace", 1),
        ("burner-mining-drill", "mining-drill", 12),
        ("electric-mining-drill", "mining-drill", 10),
        ("pumpjack", "mining-drill", 10),
        ("assembling-machine-1", "assembling-machine", 4),
        ("assembling-machine-2", "assembling-machine", 3),
        ("assembling-machine-3", "assembling-machine", 2),
        ("oil-refinery", "assembling-machine", 6),
        ("chemical-plant", "assembling-machine", 4),
        ("centrifuge", "assembling-machine", 4),
        ("boiler", "boiler", 30),
        ("lab", "lab", 0),
        ("steam-engine", "generator", 0),
    ],
)
def test_the_wikis_polluters_at_full_work(name: str, kind: str, per_min: float) -> None:
    assert emitted(taken([thing(name, kind)])) == per_min


@pytest.mark.parametrize(
    ("name", "per_min"), [("foundry", 6), ("recycler", 2), ("big-mining-drill", 40), ("heating-tower", 100)]
)
def test_the_wikis_polluters_of_space_age(name: str, per_min: float) -> None:
    kind = SPACE.entities[name].type
    assert emitted(taken([thing(name, kind)]), data=SPACE) == per_min


def test_a_biochamber_takes_pollution_out() -> None:
    assert emitted(taken([thing("biochamber", "assembling-machine")]), data=SPACE) == -1


@pytest.mark.parametrize("status", ["full_output", "item_ingredient_shortage", "no_power", "no_fuel", "disabled"])
def test_what_waits_emits_nothing(status: str) -> None:
    here = taken(drills(2, status=status))
    factory = factory_of_snapshot(here, BASE)
    found = emitters(here, (), factory, factory_rates(factory), "pollution")
    assert [(float(emitter.full_per_min), float(emitter.now_per_min)) for emitter in found] == [(10.0, 0.0)] * 2


def test_ghosts_emit_nothing() -> None:
    assert emitted(taken(drills(3, ghost=True))) == 0


def test_half_the_power_is_half_the_pollution() -> None:
    network = {"id": 3, "satisfaction": 0.5, "demand_w": 2e5, "supply_w": 1e5}
    assert emitted(taken(drills(1, status="low_power", network=3), electric_networks=[network])) == 5


@pytest.mark.parametrize(
    ("module", "number", "per_min"),
    [
        # Wiki, Modules: efficiency −30 % energy each, never below 20 %; productivity +40 % energy and +5 % pollution.
        ("efficiency-module", 1, 10 * 0.7),
        ("efficiency-module", 3, 10 * 0.2),
        ("productivity-module", 3, 10 * 2.2 * 1.15),
        ("speed-module-3", 2, 10 * 2.4),
    ],
)
def test_modules_act_on_energy_and_pollution(module: str, number: int, per_min: float) -> None:
    modules = [{"name": module, "count": number}]
    assert emitted(taken(drills(1, modules=modules))) == pytest.approx(per_min)


def test_what_the_game_says_of_effects_goes_before_the_modules() -> None:
    """Effects of a script or a mod's building are in the game's own sum."""
    sums = {"consumption": 0.8, "pollution": 0.2, "speed": -0.3}
    modules = [{"name": "efficiency-module", "count": 3}]
    assert emitted(taken(drills(1, modules=modules, effect=sums))) == pytest.approx(10 * 1.8 * 1.2)
    assert emitted(taken(drills(1, effect={"consumption": -0.95}))) == pytest.approx(2), "never below a fifth"


def test_boilers_emit_by_what_the_engines_give() -> None:
    """Five boilers could heat 9 MW; the engines give 4.5: half of 5 × 30."""
    flow = {"name": "steam-engine", "side": "make", "now_w": 4.5e6}
    network = {"id": 3, "satisfaction": 1.0, "demand_w": 4.5e6, "supply_w": 4.5e6, "flows": [flow]}
    assert emitted(taken(many("boiler", "boiler", 5), electric_networks=[network])) == 75
    assert emitted(taken(many("boiler", "boiler", 5), electric_networks=[{**network, "flows": []}])) == 150
    cold = [*many("boiler", "boiler", 3), *[thing("boiler", "boiler", unit, "no_fuel") for unit in (8, 9)]]
    assert emitted(taken(cold, electric_networks=[network])) == pytest.approx(75), "the others do more"


def test_crafts_between_two_snapshots_tell_the_work() -> None:
    """An assembling machine 1 (speed 0.5) makes at most 60 gears a minute; 30 were made."""

    def gears(finished: int) -> list[dict[str, Any]]:
        return [crafter(7, "iron-gear-wheel", "working", products_finished=finished)]

    assert emitted(taken(gears(130), tick=39_600), taken(gears(100))) == pytest.approx(2)


def test_towers_on_gleba_emit_spores() -> None:
    """Wiki, Spores: a tower 4 a minute, a harvested tree 15; the game tells harvests for the whole surface."""
    towers = many("agricultural-tower", "agricultural-tower", 2)
    harvest = [{"name": "yumako-tree", "kind": "pollution", "made_10m": 90.0}]
    gleba = {"name": "gleba", "planet": "gleba", "pollutant": "spores"}
    assert emitted(taken(towers, surface=gleba), data=SPACE, pollutant="spores") == 8
    assert emitted(taken(towers, surface=gleba, production=harvest), data=SPACE, pollutant="spores") == 98
    assert emitted(taken(drills(3), surface=gleba), data=SPACE, pollutant="spores") == 0, "machines emit no spores"


@pytest.mark.parametrize(
    ("surface", "pollutant"),
    [
        ({}, "pollution"),
        ({"planet": "gleba", "pollutant": "spores"}, "spores"),
        ({"planet": "vulcanus", "pollutant": None}, None),
        ({"planet": "fulgora", "pollutant": None}, None),
        ({"planet": "aquilo", "pollutant": None}, None),
        ({"planet": None, "platform": True, "pollutant": None}, None),
        ({"planet": None, "name": "somewhere", "pollutant": None}, "pollution"),
    ],
)
def test_the_air_of_each_place(surface: dict[str, Any], pollutant: str | None) -> None:
    assert pollutant_of(taken(surface=surface), SPACE) == pollutant


def test_statistics_of_the_surface_are_summed() -> None:
    flows = [
        {"name": "boiler", "kind": "pollution", "made_10m": 120.0},
        {"name": "stone-furnace", "kind": "pollution", "made_1m": 8.5},
        {"name": "grass-1", "kind": "pollution", "used_10m": 30.0},
        {"name": "coal", "made_10m": 900.0},
    ]
    assert surface_per_min(taken(production=flows)) == Fraction("128.5")
    assert surface_per_min(taken()) is None
