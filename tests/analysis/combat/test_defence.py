"""Defence: damage, resistances and bonuses from the game's data and the wiki (Damage, Gun turret, Laser turret)."""

from __future__ import annotations

from typing import Any

import pytest

from agent.analysis.combat.firepower import guns, rounds_for, seconds_for
from agent.analysis.defence import defence_analysis
from agent.analysis.findings import Analysis, Finding, Quantity, Severity
from agent.analysis.wording import sentence
from agent.contract import Snapshot
from agent.game import bundled
from agent.i18n import LANGUAGES, LanguageCode, catalogue
from tests.analysis.kit import snapshot

DATA = bundled.load("base-2.0.77")
Json = dict[str, Any]


def gun(unit: int = 1, rounds: int = 10, ammo: str = "firearm-magazine", **more: Any) -> Json:  # noqa: ANN401 - JSON
    items = [{"name": ammo, "count": rounds}] if rounds else []
    return {
        "type": "ammo-turret",
        "name": "gun-turret",
        "x": unit * 2.0,
        "y": 1.0,
        "unit": unit,
        "status": "working" if rounds else "no_ammo",
        "health": 400.0,
        "max_health": 400.0,
        "inventories": [{"inventory": "turret_ammo", "slots": 1, "free_slots": 0 if rounds else 1, "items": items}],
        **more,
    }


def laser(unit: int = 1, energy: float = 801e3, **more: Any) -> Json:  # noqa: ANN401 - JSON
    return {
        "type": "electric-turret",
        "name": "laser-turret",
        "x": unit * 2.0,
        "y": 1.0,
        "unit": unit,
        "status": "working",
        "energy_j": energy,
        "energy_max_j": 801e3,
        **more,
    }


def machine(x: float, y: float, unit: int = 90) -> Json:
    return {"type": "assembling-machine", "name": "assembling-machine-1", "x": x, "y": y, "unit": unit}


def nest(x: float, y: float, name: str = "biter-spawner") -> Json:
    return {"name": name, "type": "unit-spawner", "x": x, "y": y}


def taken(entities: list[Json], enemies: list[Json] | None = None, evolution: float = 0.0, **more: Any) -> Snapshot:  # noqa: ANN401 - JSON
    return Snapshot.model_validate(
        {
            **snapshot(entities).model_dump(),
            "enemies": enemies or [],
            "evolution": {"factor": evolution},
            "collected": ["enemies"],
            **more,
        },
        strict=False,
    )


def analysed(here: Snapshot) -> Analysis:
    return defence_analysis(here, (), DATA)


def keys(here: Snapshot) -> list[str]:
    return [finding.key for finding in analysed(here).findings]


def found(here: Snapshot, key: str) -> Finding:
    analysis = analysed(here)
    return next(finding for finding in (*analysis.findings, *analysis.facts) if finding.key == key)


def value(finding: Finding, name: str) -> float:
    amount = finding.args[name]
    assert isinstance(amount, Quantity)
    return float(amount.value)


def hit(entity: Json, enemy: str, **bonuses: Any) -> float:  # noqa: ANN401 - JSON
    (one,) = guns(taken([entity], bonuses=bonuses), DATA)
    return float(one.against(DATA.enemies[enemy]))


@pytest.mark.parametrize(
    ("ammo", "enemy", "damage"),
    [
        # Wiki, Damage: the fixed part first, then the percentage; damages 5, 8, 24 of the three magazines (2.0).
        ("firearm-magazine", "small-biter", 5),
        ("piercing-rounds-magazine", "medium-biter", (8 - 4) * 0.9),
        ("uranium-rounds-magazine", "big-biter", (24 - 8) * 0.9),
        ("uranium-rounds-magazine", "behemoth-biter", (24 - 12) * 0.9),
        # Wiki, Damage: at or below the fixed part 1 / (decrease - damage + 2) is left.
        ("firearm-magazine", "medium-biter", 1 / (4 - 5 + 2) * 0.9),
        ("firearm-magazine", "big-biter", 1 / (8 - 5 + 2) * 0.9),
    ],
)
def test_bullets_against_resistances(ammo: str, enemy: str, damage: float) -> None:
    assert hit(gun(ammo=ammo), enemy) == pytest.approx(damage)


def test_researched_bonuses_multiply() -> None:
    """Wiki, Physical projectile damage: the bullets' and the turret's bonus multiply: 5 × 1.4 × 1.4."""
    bonuses = {"ammo_damage": {"bullet": 0.4}, "turret_attack": {"gun-turret": 0.4}}
    assert hit(gun(), "small-biter", **bonuses) == pytest.approx(9.8)
    assert hit(gun(), "medium-biter", **bonuses) == pytest.approx((9.8 - 4) * 0.9)


def test_a_laser_does_twenty_damage_twice_and_biters_do_not_resist() -> None:
    """Game data: beam 20, damage modifier of the laser turret 2, every 40 ticks."""
    (one,) = guns(taken([laser()]), DATA)
    assert float(one.against(DATA.enemies["behemoth-biter"])) == 40
    assert float(one.per_s(DATA.enemies["behemoth-biter"])) == 60
    assert float(one.against(DATA.enemies["big-worm-turret"])) == 20, "half is resisted"


def test_shooting_speed_adds_shots() -> None:
    (plain,) = guns(taken([gun()]), DATA)
    (fast,) = guns(taken([gun()], bonuses={"shooting_speed": {"bullet": 0.5}}), DATA)
    assert (float(plain.shots_per_s), float(fast.shots_per_s)) == (10, 15), "wiki, Gun turret: ten shots a second"


def test_how_long_a_wave_lasts_and_what_it_takes() -> None:
    """Ten medium biters of 75 health, 3.6 a shot of piercing rounds: 21 shots each, 10 a second and turret."""
    turrets = guns(taken([gun(1, ammo="piercing-rounds-magazine"), gun(2, ammo="piercing-rounds-magazine")]), DATA)
    wave = {"medium-biter": 10}
    healing = 0.01 * 60
    seconds = seconds_for(wave, turrets, DATA)  # type: ignore[arg-type]
    assert seconds is not None
    assert float(seconds) == pytest.approx(750 / (2 * 36 - healing))
    rounds = rounds_for(wave, turrets[0], DATA)  # type: ignore[arg-type]
    assert rounds == 21, "210 shots of ten each"


def test_turrets_without_ammunition() -> None:
    empty = found(taken([gun(1, 0), gun(2)], [nest(150, 0)]), "finding-defence-no-ammo")
    assert (value(empty, "count"), value(empty, "total")) == (1, 2)
    assert (empty.severity, empty.position) == (Severity.CRITICAL, (2.0, 1.0))
    assert found(taken([gun(1, 0)]), "finding-defence-no-ammo").severity is Severity.WARNING, "nobody is near"


def test_lasers_without_power() -> None:
    assert "finding-defence-no-power" in keys(taken([laser(energy=0.0)]))
    assert "finding-defence-no-power" in keys(taken([laser(status="no_power")]))
    assert keys(taken([laser()])) == []


def test_flamethrowers_without_oil() -> None:
    flame = {"type": "fluid-turret", "name": "flamethrower-turret", "x": 2.0, "y": 1.0, "unit": 1, "status": "working"}
    assert keys(taken([flame])) == ["finding-defence-no-fluid"]
    assert keys(taken([{**flame, "fluids": [{"name": "crude-oil", "amount": 80.0}]}])) == []


def test_little_ammunition() -> None:
    low = found(taken([gun(1, 3), gun(2, 20)]), "finding-defence-low-ammo")
    assert value(low, "rounds") == 3


def test_a_side_that_no_turret_covers() -> None:
    """Turrets in the west reach 18 tiles; the machine at 90 looks towards a nest in the east."""
    here = taken([gun(1), machine(4, 4, 90), machine(90, 4, 91)], [nest(180, 5), nest(-150, 5)])
    hole = found(here, "finding-defence-hole")
    assert (hole.position, hole.args["side"]) == ((90.0, 4.0), "east")
    assert value(hole, "distance") == 90
    assert keys(here).count("finding-defence-hole") == 1
    covered = taken([gun(1), gun(44), machine(4, 4, 90), machine(90, 4, 91)], [nest(180, 5), nest(-150, 5)])
    assert "finding-defence-hole" not in keys(covered)
    empty = taken([gun(1), gun(44, 0), machine(4, 4, 90), machine(90, 4, 91)], [nest(180, 5)])
    assert "finding-defence-hole" in keys(empty), "an empty turret covers nothing"


def test_shots_that_do_not_get_through() -> None:
    here = taken([gun()], [nest(150, 0)], evolution=0.55)
    left = [value(f, "left") for f in analysed(here).findings if f.key == "finding-defence-weak-shot"]
    assert left == [0.18, 0.9], "of 5 against big and medium biters"
    strong = taken([gun(ammo="uranium-rounds-magazine")], [nest(150, 0)], evolution=0.55)
    assert "finding-defence-weak-shot" not in keys(strong)


def polluted(amount: float) -> list[Json]:
    return [{"x": x, "y": y, "amount": amount} for x in range(3, 7) for y in range(-1, 2)]


def test_a_wave_too_large_for_its_turrets() -> None:
    here = taken([gun(1)], [nest(150, 0)], evolution=0.5, pollution=polluted(500.0))
    slow = found(here, "finding-defence-slow")
    assert value(slow, "size") == 141, "wiki, Enemies: one every 255 ticks at 0.5, ten minutes long: 141.2"
    assert value(slow, "more") >= 1
    calm = taken([gun(1)], [nest(150, 0)], evolution=0.5)
    assert "finding-defence-slow" not in keys(calm), "no pollution reaches the nest"


def test_damaged_buildings() -> None:
    wall = {"type": "wall", "name": "stone-wall", "x": 1.5, "y": 1.5, "unit": 5, "health": 70.0, "max_health": 350.0}
    assert value(found(taken([wall]), "finding-defence-damaged"), "share") == 20
    assert keys(taken([{**wall, "health": 300.0}])) == []


def test_enemies_and_evolution_are_told() -> None:
    here = taken([gun()], [nest(150, 0), {"name": "small-biter", "type": "unit", "x": 150, "y": 4, "count": 7}], 0.42)
    assert "small biter — 7, biter spawner — 1" in sentence(found(here, "fact-defence-enemies"), catalogue("en"))
    assert value(found(here, "fact-defence-evolution"), "evolution") == 42
    later = [f for f in analysed(here).facts if f.key == "fact-defence-later"]
    assert [value(fact, "evolution") for fact in later] == [50, 90]


@pytest.mark.parametrize(
    ("evolution", "size"),
    [
        # Wiki, Enemies: a nest spawns every 360 − 210 × evolution ticks, after a big one three times as long; ten
        # minutes of that are 36,000 ticks. Wiki, Pollution: small 4, medium 20, big 80.
        (0.2, 36_000 / 318),
        (0.5, 36_000 / 255),
        (0.9, 36_000 / (171 * (5 + 3 * 16) / 21)),
    ],
)
def test_waves_to_come_have_their_size(evolution: float, size: float) -> None:
    here = taken([gun()], [nest(150, 0)], 0.1, pollution=polluted(50_000.0))
    later = {value(f, "evolution"): value(f, "size") for f in analysed(here).facts if f.key == "fact-defence-later"}
    assert later[evolution * 100] == round(size)
    calm = taken([gun()], [nest(150, 0)], 0.1)
    assert {value(f, "size") for f in analysed(calm).facts if f.key == "fact-defence-later"} == {0}


def test_a_turret_or_enemy_of_a_mod_is_named() -> None:
    odd = {**gun(), "name": "plasma-turret"}
    here = taken([odd], [{"name": "mega-biter", "type": "unit", "x": 0, "y": 0}])
    assert analysed(here).not_modelled == ("mega-biter", "plasma-turret")


def test_a_peaceful_place_has_no_complaint() -> None:
    assert keys(taken([machine(4, 4)])) == []
    assert [fact.key for fact in analysed(taken([])).facts][1:3] == ["fact-defence-calm", "fact-defence-no-turrets"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_there_in_both_languages(language: LanguageCode) -> None:
    wall = {"type": "wall", "name": "stone-wall", "x": 1.5, "y": 1.5, "unit": 5, "health": 70.0, "max_health": 350.0}
    here = taken(
        [gun(1, 0), gun(2, 3), laser(5, energy=0.0), wall, machine(90, 4)],
        [nest(180, 5), nest(0, -200, "spitter-spawner")],
        evolution=0.55,
        pollution=polluted(500.0),
    )
    analysis = analysed(here)
    assert all(sentence(finding, catalogue(language)) for finding in (*analysis.findings, *analysis.facts))
