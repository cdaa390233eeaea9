"""Electric networks against the wiki's figures: engine 900 kW, panel 42 kW on average, boiler 1.8 MW, coal 4 MJ."""

from __future__ import annotations

from typing import Any

import pytest

from agent.analysis.findings import Finding, Quantity, Severity
from agent.analysis.power import power_analysis
from agent.analysis.wording import sentence
from agent.contract import Snapshot
from agent.game import bundled
from agent.i18n import LANGUAGES, LanguageCode, catalogue
from tests.analysis.kit import snapshot

BASE = bundled.load("base-2.0.77")
SPACE = bundled.load("space-age-2.0.77")
Json = dict[str, Any]
NAUVIS: Json = {
    "name": "nauvis",
    "index": 1,
    "planet": "nauvis",
    "ticks_per_day": 25000,
    "dusk": 0.25,
    "evening": 0.45,
    "morning": 0.55,
    "dawn": 0.75,
    "solar_multiplier": 1.0,
    "daytime": 0.0,
}


def network(**more: Any) -> Json:  # noqa: ANN401 - JSON
    return {"id": 3, "satisfaction": 1.0, "demand_w": 1e6, "supply_w": 1e6, "poles": 4, "consumers": 8, **more}


def flow(name: str, side: str, now_w: float, ten: float | None = None) -> Json:
    return {
        "name": name,
        "side": side,
        "now_w": now_w,
        "ten_minutes_w": now_w if ten is None else ten,
        "hour_w": now_w if ten is None else ten,
    }


def thing(name: str, kind: str, unit: int = 1, **more: Any) -> Json:  # noqa: ANN401 - JSON
    return {"type": kind, "name": name, "x": unit * 4.0, "y": 1.5, "unit": unit, "network": 3, **more}


def many(name: str, kind: str, number: int, **more: Any) -> list[Json]:  # noqa: ANN401 - JSON
    return [thing(name, kind, unit, **more) for unit in range(1, number + 1)]


def taken(entities: list[Json], *networks: Json, surface: Json | None = None, tick: int = 36000) -> Snapshot:
    whole = snapshot(entities, tick)
    return Snapshot.model_validate(
        {
            **whole.model_dump(),
            "surface": {**NAUVIS, **(surface or {})},
            "electric_networks": list(networks or [network()]),
        },
        strict=False,
    )


def found(here: Snapshot, key: str, *, data: Any = BASE, earlier: tuple[Snapshot, ...] = ()) -> Finding:  # noqa: ANN401 - game data
    analysis = power_analysis(here, earlier, data)
    return next(finding for finding in (*analysis.findings, *analysis.facts) if finding.key == key)


def keys(here: Snapshot, data: Any = BASE) -> list[str]:  # noqa: ANN401 - game data
    return [finding.key for finding in power_analysis(here, (), data).findings]


def value(finding: Finding, name: str) -> float:
    amount = finding.args[name]
    assert isinstance(amount, Quantity)
    return float(amount.value)


def counts(finding: Finding, name: str) -> dict[str, float]:
    return {each.name: float(amount.value) for each, amount in finding.args[name].amounts}  # type: ignore[union-attr]


def test_a_shortage_says_how_much_lacks_and_what_would_cure_it() -> None:
    short = found(taken([], network(satisfaction=0.5, demand_w=2e6, supply_w=1e6)), "finding-power-short")
    assert value(short, "lacking") == 1e6
    assert counts(short, "cure") == {"steam-engine": 2, "solar-panel": 24}, "1 MW: 900 kW each, 42 kW each on average"
    assert short.severity is Severity.CRITICAL


def test_full_satisfaction_is_no_shortage() -> None:
    assert keys(taken([])) == []


def test_an_estimate_is_called_one() -> None:
    short = found(taken([], network(satisfaction=0.8, estimated=True)), "finding-power-short")
    assert "(estimated)" in sentence(short, catalogue("en"))
    assert "(оценка)" in sentence(short, catalogue("ru"))


def test_little_reserve_is_told_before_it_lacks() -> None:
    tight = found(taken([], network(demand_w=950e3, supply_w=950e3, maximum_w=1e6)), "finding-power-tight")
    assert value(tight, "share") == 95
    assert keys(taken([], network(demand_w=850e3, maximum_w=1e6))) == []


def test_accumulators_that_run_dry() -> None:
    """100 MJ at 500 kW last 200 s."""
    draining = network(demand_w=1.5e6, supply_w=1e6, stored_j=100e6, storage_j=500e6, accumulators=100)
    dry = found(taken(many("accumulator", "accumulator", 2), draining), "finding-power-running-dry")
    assert value(dry, "left") == pytest.approx(200 / 60)
    assert dry.severity is Severity.WARNING
    soon = found(taken([], {**draining, "stored_j": 10e6}), "finding-power-running-dry")
    assert soon.severity is Severity.CRITICAL
    assert value(soon, "left") == 20
    assert "finding-power-running-dry" not in keys(taken([], {**draining, "supply_w": 1.5e6}))


def test_a_night_that_the_accumulators_cannot_carry() -> None:
    """Wiki, Solar panel: 25 panels carry 1.05 MW with 21 accumulators; with 10 the night lacks 55 MJ, 11 more."""
    panels = many("solar-panel", "solar-panel", 25)
    load = network(demand_w=1.05e6, supply_w=1.5e6, storage_j=50e6, flows=[flow("lab", "use", 1.05e6)])
    night = found(taken(panels, load), "finding-power-night")
    assert value(night, "missing") == pytest.approx(105e6)
    assert value(night, "accumulators") == 11
    assert value(night, "panels") == 0
    enough = {**load, "storage_j": 105e6}
    assert "finding-power-night" not in keys(taken(panels, enough))


def test_a_night_needs_panels_too_where_the_day_does_not_refill_it() -> None:
    """1.26 MW on 25 panels of 42 kW on average lack 210 kW: 5 more panels."""
    load = network(demand_w=1.26e6, supply_w=1.5e6, storage_j=50e6, flows=[flow("lab", "use", 1.26e6)])
    assert value(found(taken(many("solar-panel", "solar-panel", 25), load), "finding-power-night"), "panels") == 5


def test_a_night_on_steam_needs_no_accumulators() -> None:
    entities = [*many("solar-panel", "solar-panel", 25), *_engines(2)]
    load = network(demand_w=1.05e6, supply_w=1.5e6, flows=[flow("lab", "use", 1.05e6)])
    assert "finding-power-night" not in keys(taken(entities, load)), "two engines give 1.8 MW"


def _engines(number: int, **more: Any) -> list[Json]:  # noqa: ANN401 - JSON
    return many("steam-engine", "generator", number, **more)


@pytest.mark.parametrize(
    ("planet", "watts", "mean"),
    [("nauvis", 60e3, 42e3), ("vulcanus", 240e3, 168e3), ("gleba", 30e3, 21e3), ("fulgora", 12e3, 8.4e3)],
)
def test_panels_by_planet(planet: str, watts: float, mean: float) -> None:
    """Wiki, Solar panel: Vulcanus 400 %, Gleba 50 %, Fulgora 20 % of Nauvis' power."""
    here = taken(many("solar-panel", "solar-panel", 1), surface={"name": planet, "planet": planet})
    solar = found(here, "fact-power-solar", data=SPACE)
    assert value(solar, "full") == pytest.approx(watts)
    assert value(solar, "mean") == pytest.approx(mean)


def test_a_legendary_panel_gives_two_and_a_half_times_as_much() -> None:
    """Wiki, Solar panel: 150 kW at legendary quality."""
    here = taken(many("solar-panel", "solar-panel", 1, quality="legendary"))
    assert value(found(here, "fact-power-solar", data=SPACE), "full") == 150e3


def test_a_day_of_another_length_needs_another_store() -> None:
    """Wiki, Vulcanus: 90 s a day. At 168 kW of load a panel lacks 240 kW for 0.168 of it: 3.63 MJ."""
    load = network(demand_w=168e3, supply_w=240e3, flows=[flow("lab", "use", 168e3)])
    here = taken(
        many("solar-panel", "solar-panel", 1),
        load,
        surface={"name": "vulcanus", "planet": "vulcanus", "ticks_per_day": 5400},
    )
    assert value(found(here, "finding-power-night", data=SPACE), "missing") == pytest.approx(0.168 * 90 * 240e3)


def test_engines_without_steam() -> None:
    engines = [*_engines(3, status="working"), thing("steam-engine", "generator", 9, status="no_input_fluid")]
    dry = found(taken(engines), "finding-power-no-steam")
    assert (value(dry, "count"), value(dry, "total")) == (1, 4)
    assert dry.position == (36.0, 1.5)


def test_engines_and_turbines_without_steam_are_told_apart() -> None:
    dry = [
        *many("steam-engine", "generator", 3, status="no_input_fluid"),
        *(thing("steam-turbine", "generator", unit, status="no_input_fluid") for unit in (7, 8)),
    ]
    told = [f for f in power_analysis(taken(dry), (), BASE).findings if f.key == "finding-power-no-steam"]
    assert [(value(f, "count"), value(f, "total"), f.entity) for f in told] == [
        (3, 3, "steam-engine"),
        (2, 2, "steam-turbine"),
    ]


def coal(number: int) -> list[Json]:
    items = [{"name": "coal", "count": number}] if number else []
    return [{"inventory": "fuel", "slots": 1, "free_slots": 1 - len(items), "items": items}]


def test_a_boiler_out_of_fuel() -> None:
    boiler = thing("boiler", "boiler", status="no_fuel", network=None, inventories=coal(0))
    assert "finding-power-no-fuel" in keys(taken([boiler]))


def test_fuel_left_in_a_boiler() -> None:
    """Wiki, Boiler and Coal: 1.8 MW burn 4 MJ in 2.2 s; ten pieces and half a one burning last 23.3 s."""
    boiler = thing(
        "boiler",
        "boiler",
        status="working",
        network=None,
        inventories=coal(10),
        burner={"burning": "coal", "left_j": 2e6},
    )
    low = found(taken([boiler]), "finding-power-fuel-low")
    assert value(low, "left") == pytest.approx(42 / 1.8)
    full = {**boiler, "inventories": coal(500)}
    assert keys(taken([full])) == []
    assert value(found(taken([full]), "fact-power-fuel"), "least") == pytest.approx(2002 / 1.8 / 60)


def test_a_reactor_burns_a_cell_in_two_hundred_seconds() -> None:
    """Wiki, Nuclear reactor: 40 MW, 8 GJ a fuel cell."""
    cells = [
        {"inventory": "fuel", "slots": 1, "free_slots": 0, "items": [{"name": "uranium-fuel-cell", "count": 3}]},
    ]
    reactor = thing("nuclear-reactor", "reactor", network=None, status="working", inventories=cells)
    assert value(found(taken([reactor]), "fact-power-fuel"), "least") == pytest.approx(600 / 60)


def test_machines_without_a_pole() -> None:
    lonely = [
        thing("assembling-machine-1", "assembling-machine", 1, network=None, status="not_plugged_in_electric_network"),
        thing("lab", "lab", 2, network=None, status="not_plugged_in_electric_network"),
        thing("burner-inserter", "inserter", 3, network=None, status="working"),
        thing("transport-belt", "transport-belt", 4, network=None),
    ]
    unplugged = found(taken(lonely), "finding-power-unplugged")
    assert counts(unplugged, "list") == {"assembling-machine-1": 1, "lab": 1}


def test_networks_are_told_apart() -> None:
    here = taken([], network(id=3, satisfaction=0.5), network(id=9, satisfaction=1.0, demand_w=5e5))
    analysis = power_analysis(here, (), BASE)
    assert [finding.args["network"] for finding in analysis.findings] == [3]
    assert [fact.args["id"] for fact in analysis.facts if fact.key == "overview-network"] == [3, 9]


def test_top_consumers_and_production_by_class() -> None:
    flows = [
        flow("electric-furnace", "use", 600e3),
        flow("inserter", "use", 100e3),
        flow("beacon", "use", 300e3),
        flow("steam-engine", "make", 900e3),
        flow("solar-panel", "make", 100e3),
    ]
    here = taken([], network(flows=flows))
    used, made = found(here, "fact-power-used"), found(here, "fact-power-made")
    assert list(counts(used, "list")) == ["electric-furnace", "beacon", "inserter"]
    assert value(used, "share") == 60
    assert value(made, "share") == 90


def test_peak_and_average() -> None:
    flows = [flow("lab", "use", 1e6, ten=600e3)]
    earlier = taken([], network(demand_w=2.5e6), tick=1000)
    average = found(taken([], network(flows=flows)), "fact-power-average", earlier=(earlier,))
    assert (value(average, "ten"), value(average, "peak")) == (600e3, 2.5e6)


def test_what_one_more_would_add() -> None:
    maximum = found(taken(_engines(2, status="working")), "fact-power-maximum-area")
    assert value(maximum, "maximum") == 1.8e6
    assert counts(maximum, "add") == {"steam-engine": 900e3, "solar-panel": 42e3}


def test_accumulators_tell_their_charge() -> None:
    stored = found(taken([], network(stored_j=125e6, storage_j=500e6)), "fact-power-stored")
    assert value(stored, "share") == 25


def test_a_generator_of_a_mod_is_named_and_no_night_is_claimed() -> None:
    entities = [*many("solar-panel", "solar-panel", 25), thing("mystery-engine", "generator", 50)]
    load = network(demand_w=1.05e6, supply_w=1.5e6, flows=[flow("lab", "use", 1.05e6)])
    analysis = power_analysis(taken(entities, load), (), BASE)
    assert analysis.not_modelled == ("mystery-engine",)
    assert "finding-power-night" not in {finding.key for finding in analysis.findings}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_there_in_both_languages(language: LanguageCode) -> None:
    panels = many("solar-panel", "solar-panel", 25)
    flows = [flow("lab", "use", 1.26e6), flow("solar-panel", "make", 1e6)]
    here = taken(
        [
            *panels,
            thing("steam-engine", "generator", 60, status="no_input_fluid"),
            thing("boiler", "boiler", 70, status="no_fuel"),
        ],
        network(satisfaction=0.9, demand_w=2e6, supply_w=1e6, stored_j=1e7, storage_j=5e7, flows=flows),
    )
    analysis = power_analysis(here, (), BASE)
    for finding in (*analysis.findings, *analysis.facts):
        assert sentence(finding, catalogue(language))
        if catalogue(language).has(f"{finding.key}-next"):
            catalogue(language).text(f"{finding.key}-next", **_plain(finding))


def _plain(finding: Finding) -> dict[str, str | float]:
    return {
        name: arg if isinstance(arg, (str, int)) else float(arg.value) if isinstance(arg, Quantity) else "x"
        for name, arg in finding.args.items()
    }


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1 объект не подключён"), (2, "2 объекта не подключены"), (5, "5 объектов не"), (21, "21 объект не")],
)
def test_russian_counts(number: int, words: str) -> None:
    lonely = many("lab", "lab", number, status="not_plugged_in_electric_network")
    here = taken([{**entity, "network": None} for entity in lonely])
    assert words in sentence(found(here, "finding-power-unplugged"), catalogue("ru"))


def plant(reactors: list[tuple[float, float]], exchangers: int, turbines: int, **more: Any) -> list[Json]:  # noqa: ANN401 - JSON
    """Reactors side by side, with exchangers at 500 degrees and turbines."""
    return [
        *(thing("nuclear-reactor", "reactor", 1, network=None) | {"x": x, "y": y} for x, y in reactors),
        *many("heat-exchanger", "boiler", exchangers, network=None, **{"temperature": 500.0, **more}),
        *many("steam-turbine", "generator", turbines, status="working"),
    ]


def test_four_reactors_in_a_square_give_480_megawatts() -> None:
    """Wiki, Nuclear reactor, neighbour bonus: 2×2 reactors of 40 MW with two neighbours each: 4 × 120 = 480 MW."""
    square = [(0.5, 0.5), (5.5, 0.5), (0.5, 5.5), (5.5, 5.5)]
    heat = found(taken(plant(square, 48, 83)), "fact-power-heat")
    assert (value(heat, "given"), value(heat, "bonus")) == (480e6, 320e6)
    assert value(heat, "reached") == 480e6, "wiki: 48 exchangers and 83 turbines use it up"
    assert "finding-power-heat-lost" not in keys(taken(plant(square, 48, 83)))


def test_reactors_that_are_not_aligned_are_no_neighbours() -> None:
    assert value(found(taken(plant([(0.5, 0.5), (5.5, 1.5)], 8, 14)), "fact-power-heat"), "given") == 80e6


def test_too_few_turbines_waste_heat() -> None:
    """Two neighbours: 160 MW; 16 exchangers pass it, 20 turbines of 5.82 MW make 116.4 MW of it: 8 more."""
    lost = found(taken(plant([(0.5, 0.5), (5.5, 0.5)], 16, 20)), "finding-power-heat-lost")
    assert (value(lost, "passes"), value(lost, "given"), value(lost, "add")) == (116.4e6, 160e6, 8)


def test_cold_exchangers_are_said() -> None:
    cold = found(taken(plant([(0.5, 0.5)], 4, 7, temperature=480.0)), "finding-power-cold")
    assert (value(cold, "count"), value(cold, "total")) == (4, 4)


def fusion(reactors: int, generators: int, temperature: float | None = None, **more: Any) -> list[Json]:  # noqa: ANN401 - JSON
    plasma = [{"name": "fusion-plasma", "amount": 10.0, "temperature": temperature}] if temperature else []
    standing = many("fusion-reactor", "fusion-reactor", reactors, fluids=plasma, **more)
    return [*standing, *many("fusion-generator", "fusion-generator", generators, **more)]


def test_a_fusion_reactor_feeds_two_generators() -> None:
    """wiki, Fusion reactor: 100 MW of plasma, 10 MW drawn; Fusion generator: 50 MW."""
    told = found(taken(fusion(3, 6)), "fact-power-fusion", data=SPACE)
    assert [value(told, name) for name in ("given", "made", "reached", "drawn")] == [300e6, 300e6, 300e6, 30e6]
    assert told.args["told"] == "no"
    assert "finding-power-fusion-lost" not in keys(taken(fusion(3, 6)), data=SPACE)


def test_hotter_plasma_holds_more_and_wants_more_generators() -> None:
    """Two reactors side by side: +100 % each, plasma of 2,000,000 degrees, 400 MW, eight generators (wiki)."""
    hot = taken(fusion(2, 4, 2_000_000.0))
    told = found(hot, "fact-power-fusion", data=SPACE)
    assert [value(told, name) for name in ("given", "hotter", "reached")] == [400e6, 2, 200e6]
    assert value(found(hot, "finding-power-fusion-lost", data=SPACE), "add") == 4


def test_legendary_fusion_gives_two_and_a_half_times_as_much() -> None:
    """wiki, Quality: +150 %."""
    told = found(taken(fusion(1, 2, quality="legendary")), "fact-power-fusion", data=SPACE)
    assert (value(told, "given"), value(told, "made")) == (250e6, 250e6)


@pytest.mark.parametrize("language", LANGUAGES)
def test_fusion_is_told_in_both_languages(language: LanguageCode) -> None:
    for here in (taken(fusion(1, 1)), taken(fusion(2, 1, 2_000_000.0))):
        for key in ("fact-power-fusion", "finding-power-fusion-lost"):
            assert sentence(found(here, key, data=SPACE), catalogue(language))
