"""Logistic networks: figures follow from the wiki (Logistic network, Requester chest, Buffer chest, Roboport)."""

from __future__ import annotations

from typing import Any

import pytest

from agent.analysis.findings import Analysis, Finding, Quantity, Severity
from agent.analysis.logistics import logistics_analysis
from agent.analysis.wording import sentence
from agent.contract import Snapshot
from agent.game import bundled
from agent.i18n import LANGUAGES, LanguageCode, catalogue
from tests.analysis.kit import snapshot

BASE = bundled.load("base-2.0.77")
Json = dict[str, Any]
GEAR, PLATE = "iron-gear-wheel", "iron-plate"


def stacks(**counts: int) -> list[Json]:
    return [{"name": name.replace("_", "-"), "count": number} for name, number in counts.items()]


def chest(mode: str, unit: int, holds: list[Json] | None = None, **more: Any) -> Json:  # noqa: ANN401 - JSON
    names = {"passive_provider": "passive-provider-chest", "active_provider": "active-provider-chest"}
    return {
        "network": 7,
        "mode": mode,
        "name": names.get(mode, f"{mode}-chest"),
        "x": float(unit),
        "y": 0.5,
        "unit": unit,
        "slots": 48,
        "free_slots": 40,
        "holds": holds or [],
        **more,
    }


def asks(unit: int, count: int, item: str = GEAR, mode: str = "requester", **more: Any) -> Json:  # noqa: ANN401 - JSON
    request = {"name": item, "count": count, **more.pop("request", {})}
    return chest(mode, unit, requests=[request], **more)


def port(unit: int, x: float = 0.0, y: float = 20.0, **more: Any) -> Json:  # noqa: ANN401 - JSON
    return {
        "network": 7,
        "name": "roboport",
        "x": x,
        "y": y,
        "unit": unit,
        "status": "working",
        "logistic_radius": 25.0,
        "construction_radius": 55.0,
        **more,
    }


def taken(
    *points: Json,
    ports: list[Json] | None = None,
    robots: tuple[int, int] = (20, 10),
    entities: list[Json] | None = None,
    **more: Any,  # noqa: ANN401 - JSON
) -> Snapshot:
    whole = snapshot(entities or [])
    contents: dict[str, int] = {}
    for point in points:
        if point["mode"] != "requester":
            for stack in point["holds"]:
                contents[stack["name"]] = contents.get(stack["name"], 0) + stack["count"]
    network = {
        "id": 7,
        "logistic": {"all": robots[0], "available": robots[1]},
        "construction": {"all": 5, "available": 5},
        "contents": [{"name": name, "count": number} for name, number in contents.items()],
    }
    return Snapshot.model_validate(
        {
            **whole.model_dump(),
            "logistic_networks": [network],
            "roboports": [port(1)] if ports is None else ports,
            "logistic_points": [chest("storage", 900), *points],
            "collected": ["logistic_networks", "production"],
            **more,
        },
        strict=False,
    )


def analysed(here: Snapshot, *earlier: Snapshot) -> Analysis:
    return logistics_analysis(here, earlier, BASE)


def found(here: Snapshot, key: str, *earlier: Snapshot) -> Finding:
    analysis = analysed(here, *earlier)
    return next(finding for finding in (*analysis.findings, *analysis.facts) if finding.key == key)


def keys(here: Snapshot, *earlier: Snapshot) -> list[str]:
    return [finding.key for finding in analysed(here, *earlier).findings]


def value(finding: Finding, name: str) -> float:
    amount = finding.args[name]
    assert isinstance(amount, Quantity)
    return float(amount.value)


def test_a_request_for_what_the_network_does_not_have() -> None:
    missing = found(taken(asks(2, 200, holds=stacks(iron_gear_wheel=40))), "finding-logistics-missing-unmade")
    assert (value(missing, "count"), value(missing, "supply")) == (160, 0)
    assert missing.position == (2.0, 0.5)
    assert missing.severity is Severity.WARNING


def test_what_is_on_its_way_is_not_missing() -> None:
    """The commonest false alarm: the robots carry it already."""
    here = taken(asks(2, 200, holds=stacks(iron_gear_wheel=40), delivering=stacks(iron_gear_wheel=160)))
    assert keys(here) == []
    part = taken(asks(2, 200, holds=stacks(iron_gear_wheel=40), delivering=stacks(iron_gear_wheel=60)))
    assert value(found(part, "finding-logistics-missing-unmade"), "count") == 100


def test_a_request_that_the_circuit_network_switched_off_is_not_missing() -> None:
    here = taken(asks(2, 200, enabled=False))
    assert keys(here) == ["finding-logistics-disabled"]
    entity = {
        "type": "logistic-container",
        "name": "requester-chest",
        "x": 2.0,
        "y": 0.5,
        "unit": 2,
        "circuit": {"disabled": True},
    }
    assert keys(taken(asks(2, 200), entities=[entity])) == ["finding-logistics-disabled"]


def test_a_multiplied_request_counts_as_the_game_sums_it() -> None:
    """The mod tells the sum over all sections with their multipliers; the sections beside it are not added again."""
    section = {"group": "mall", "multiplier": 3, "filters": [{"name": GEAR, "count": 100}]}
    here = taken(asks(2, 300, sections=[section]))
    assert value(found(here, "finding-logistics-missing-unmade"), "count") == 300


def test_a_buffer_chest_gives_only_where_that_is_allowed() -> None:
    buffer = asks(3, 100, mode="buffer", holds=stacks(iron_gear_wheel=100))
    closed = taken(asks(2, 50), buffer)
    assert "finding-logistics-missing-buffered" in keys(closed)
    opened = taken(asks(2, 50, from_buffers=True), buffer)
    assert keys(opened) == ["finding-logistics-waiting"]


def test_a_buffer_chest_takes_from_no_other() -> None:
    here = taken(
        asks(2, 50, mode="buffer", from_buffers=True), asks(3, 100, mode="buffer", holds=stacks(iron_gear_wheel=100))
    )
    assert "finding-logistics-missing-unmade" in keys(here)


def test_what_the_network_has_is_only_waited_for() -> None:
    here = taken(asks(2, 200), chest("passive_provider", 3, stacks(iron_gear_wheel=500)))
    waiting = found(here, "finding-logistics-waiting")
    assert (value(waiting, "count"), value(waiting, "supply")) == (200, 500)
    assert waiting.severity is Severity.INFO


def test_a_requester_is_no_source() -> None:
    here = taken(asks(2, 200), chest("requester", 3, stacks(iron_gear_wheel=500)))
    assert "finding-logistics-missing-unmade" in keys(here)


def test_the_production_behind_a_shortage_is_told() -> None:
    flow = {"name": GEAR, "made_10m": 30.0, "used_10m": 45.0}
    missing = found(taken(asks(2, 200), production=[flow]), "finding-logistics-missing-made")
    assert (value(missing, "made"), value(missing, "used")) == (30, 45)
    silent = taken(asks(2, 200), collected=["logistic_networks"])
    assert keys(silent) == ["finding-logistics-missing"], "nobody looked at production, so nothing is said of it"


def test_quality_is_another_item() -> None:
    rare = asks(2, 10, request={"quality": "rare", "comparator": "="})
    provider = chest("passive_provider", 3, stacks(iron_gear_wheel=500))
    assert "finding-logistics-missing-unmade" in keys(taken(rare, provider))
    of_any = asks(2, 10, request={"quality": None, "comparator": None})
    assert keys(taken(of_any, provider)) == ["finding-logistics-waiting"]


def test_several_chests_are_one_finding_by_item() -> None:
    here = taken(asks(2, 200), asks(3, 100), asks(4, 50, PLATE))
    lines = [finding for finding in analysed(here).findings if finding.key == "finding-logistics-missing-unmade"]
    assert [(value(line, "count"), value(line, "chests")) for line in lines] == [(300, 2), (50, 1)]


def test_roboports_without_power() -> None:
    ports = [port(1), port(2, 40, status="no_power"), port(3, 80, transmitting=False)]
    dark = found(taken(ports=ports), "finding-logistics-dark-ports")
    assert (value(dark, "count"), value(dark, "total")) == (2, 3)
    assert dark.position == (40.0, 20.0)


def test_a_queue_to_charge_and_how_many_roboports_cure_it() -> None:
    """Wiki, Roboport: four robots charge at once; 30 that wait need eight more roboports."""
    ports = [port(1, charging=4, to_charge=10), port(2, 40, charging=4, to_charge=20)]
    charging = found(taken(ports=ports, robots=(100, 5)), "finding-logistics-charging")
    assert (value(charging, "waiting"), value(charging, "worst"), value(charging, "ports")) == (30, 20, 8)
    assert charging.position == (40.0, 20.0)
    assert keys(taken(ports=[port(1, to_charge=30)], robots=(1000, 500))) == [], "30 of a thousand are no queue"


def test_no_robot_at_all_and_all_of_them_busy() -> None:
    provider = chest("passive_provider", 3, stacks(iron_gear_wheel=500))
    assert "finding-logistics-no-robots" in keys(taken(asks(2, 200), provider, robots=(0, 0)))
    busy = found(taken(asks(2, 200), provider, robots=(50, 0)), "finding-logistics-few-robots")
    assert value(busy, "waiting") == 1
    assert "finding-logistics-few-robots" not in keys(taken(asks(2, 200), robots=(50, 0))), "robots would not help"


def test_too_many_robots_only_where_they_always_rest() -> None:
    idle, busy = taken(robots=(500, 490)), taken(robots=(500, 100))
    assert value(found(idle, "finding-logistics-many-robots", idle), "share") == 98
    assert keys(idle, busy) == [], "an earlier snapshot shows them at work"


def test_storage_that_fills_up() -> None:
    full = chest("storage", 3, free_slots=0)
    here = taken(full, logistic_points=[full])
    assert keys(here) == ["finding-logistics-storage-full"]
    low = chest("storage", 3, free_slots=2)
    assert keys(taken(low, logistic_points=[low])) == ["finding-logistics-storage-low"]


def test_no_storage_chest() -> None:
    assert keys(taken(logistic_points=[])) == ["finding-logistics-no-storage"]


def test_a_filtered_storage_chest_with_other_things_in_it() -> None:
    wrong = chest("storage", 3, stacks(iron_plate=50, coal=20), filter=PLATE)
    finding = found(taken(wrong), "finding-logistics-misfiltered")
    assert "coal — 20" in sentence(finding, catalogue("en"))


def test_a_request_larger_than_its_chest() -> None:
    """Wiki, Requester chest: 48 slots; a hundred gears a stack: 4,800 at most."""
    assert "finding-logistics-too-large" in keys(taken(asks(2, 4801)))
    assert "finding-logistics-too-large" not in keys(taken(asks(2, 4800)))


def test_areas_that_only_touch() -> None:
    """Two pairs whose squares of 50 tiles overlap, joined where the edges meet: 50 tiles apart."""
    pairs = [port(1, 0), port(2, 30), port(3, 80), port(4, 110)]
    touching = found(taken(ports=pairs), "finding-logistics-touching")
    assert touching.position in {(30.0, 20.0), (80.0, 20.0)}
    assert keys(taken(ports=[port(1, 0), port(2, 30), port(3, 70), port(4, 100)])) == []


def test_roboports_fifty_tiles_apart_are_one_network_by_design() -> None:
    """Wiki, Roboport: areas of 50 × 50 tiles join where their borders touch; so far apart they are commonly built."""
    row = [port(n, 50.0 * n) for n in range(6)]
    assert "finding-logistics-touching" not in keys(taken(ports=row))
    grid = [port(10 * n + m, 50.0 * n, 50.0 * m) for n in range(4) for m in range(4)]
    assert "finding-logistics-touching" not in keys(taken(ports=grid))


def test_networks_that_miss_each_other_by_a_few_tiles() -> None:
    ports = [port(1, 0), port(2, 52.0, network=8)]
    almost = found(taken(ports=ports), "finding-logistics-almost-joined")
    assert value(almost, "tiles") == 2
    assert (almost.args["network"], almost.args["other"]) == (7, 8)


def test_a_network_is_asked_only_for_what_its_robots_can_build() -> None:
    """Wiki, Roboport: construction areas are squares of 110×110 tiles, 55 to each side of the middle."""
    ghost = {"type": "assembling-machine", "name": "assembling-machine-2", "y": 20.5, "ghost": True}
    assert "finding-logistics-ghosts" in keys(taken(ports=[port(1)], entities=[{**ghost, "x": 54.5}]))
    assert "finding-logistics-ghosts" not in keys(taken(ports=[port(1)], entities=[{**ghost, "x": 57.5}]))


def test_a_ghost_takes_an_item_of_its_own_quality() -> None:
    ghost = {"type": "assembling-machine", "name": "assembling-machine-2", "x": 5.5, "y": 5.5, "ghost": True}
    there = chest("passive_provider", 3, stacks(assembling_machine_2=4))
    assert keys(taken(there, ports=[port(1)], entities=[ghost])).count("finding-logistics-ghosts") == 0
    rare = taken(there, ports=[port(1)], entities=[{**ghost, "quality": "rare"}])
    lacking = found(rare, "finding-logistics-ghosts-quality")
    assert lacking.position == (5.5, 5.5)
    assert "rare" in sentence(lacking, catalogue("en"))


def test_ghosts_and_modules_that_nobody_can_build() -> None:
    ghost = {"type": "assembling-machine", "name": "assembling-machine-2", "x": 5.5, "y": 5.5, "ghost": True}
    module = {"name": "speed-module", "count": 2}
    here = taken(entities=[{**ghost, "requests": [module]}, {**ghost, "x": 9.5}])
    finding = found(here, "finding-logistics-ghosts")
    assert sentence(finding, catalogue("en")).endswith("assembling machine 2 — 2, speed module — 2.")
    stocked = taken(
        chest("passive_provider", 3, stacks(assembling_machine_2=2, speed_module=2)),
        entities=[{**ghost, "requests": [module]}, {**ghost, "x": 9.5}],
    )
    assert keys(stocked) == []


def test_figures_of_a_network() -> None:
    here = taken(asks(2, 10, holds=stacks(iron_gear_wheel=10)), chest("passive_provider", 3, stacks(iron_plate=400)))
    network = found(here, "fact-logistics-network")
    assert (value(network, "logistic"), value(network, "idle"), value(network, "construction")) == (20, 10, 5)
    requests = found(here, "fact-logistics-requests")
    assert (value(requests, "chests"), value(requests, "met")) == (1, 1)
    assert "iron plate — 400" in sentence(found(here, "fact-logistics-contents"), catalogue("en"))


def test_a_place_without_a_network_says_so() -> None:
    here = taken(logistic_networks=[], roboports=[], logistic_points=[])
    assert [fact.key for fact in analysed(here).facts] == ["fact-logistics-none"]


def test_a_roboport_of_a_mod_is_named() -> None:
    assert analysed(taken(ports=[port(1, name="mega-roboport")])).not_modelled == ("mega-roboport",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_there_in_both_languages(language: LanguageCode) -> None:
    provider = chest("passive_provider", 3, stacks(iron_gear_wheel=500))
    wrong = chest("storage", 5, stacks(coal=20), filter=PLATE, free_slots=0)
    scenes = [
        taken(asks(2, 5000), provider, wrong, robots=(0, 0)),
        taken(asks(2, 100), provider, robots=(50, 0), ports=[port(1, to_charge=30, status="no_power")]),
        taken(*(asks(n, 10, name) for n, name in enumerate(sorted(BASE.items)[:20], 2)), production=[]),
        taken(robots=(500, 490), logistic_points=[]),
    ]
    for here in scenes:
        analysis = analysed(here)
        assert all(sentence(finding, catalogue(language)) for finding in (*analysis.findings, *analysis.facts))


@pytest.mark.parametrize(
    ("number", "words"), [(1, "просит 1 сундук"), (2, "просят 2 сундука"), (5, "просят 5 сундуков"), (21, "просит 21")]
)
def test_russian_counts(number: int, words: str) -> None:
    here = taken(*(asks(unit, 10) for unit in range(2, 2 + number)))
    assert words in sentence(found(here, "finding-logistics-missing-unmade"), catalogue("ru"))
