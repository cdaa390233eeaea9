"""Defence: who comes at which evolution, and whether the turrets are ready for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.build import entity, surface
from tests.scenarios.defence.parts import front, gun_turrets, laser_turrets, nests
from tests.scenarios.kit import LANGUAGES, First, Said, Scenario, unmet

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract import Language

SPAWN = "wiki Enemies, «Spawn chances by evolution factor» (enemies.biter-spawner.results: weights on straight lines). "
COST = (
    "wiki Pollution: a small biter takes 4, a medium one 20, a big one 80 of the pollution that nests absorb; groups "
    "gather up to ten minutes and 200 heads (map settings). The statistics tell 80/min absorbed, 800 in ten minutes: "
)
ABSORBED = [{"name": "biter-spawner", "kind": "pollution", "used_1m": 80.0, "used_10m": 80.0, "used_1h": 80.0}]
WAVE: tuple[str, str] = (r"волн", r"wave")


def evolution_20() -> Scenario:
    return Scenario(
        "defence",
        front(gun_turrets(7), 0.2),
        SPAWN + "0.2: small 0.2, medium 0: small biters only. 15 health, no resistance: 5 a shot.",
        says=(Said(20, "%", ((r"эволюци", r"evolution"),)), Said(5, "", ("small biter",))),
        quiet=("medium biter", "big biter"),
    )


def evolution_50() -> Scenario:
    return Scenario(
        "defence",
        front(gun_turrets(7), 0.2),
        SPAWN + "0.5: small 0.05, medium 0.225, big 0: 18.2 % and 81.8 %.",
        says=(Said(18.2, "%", ("small biter",)), Said(81.8, "%", ("medium biter",))),
    )


def evolution_90() -> Scenario:
    return Scenario(
        "defence",
        front(gun_turrets(7), 0.2),
        SPAWN + "0.9: medium 0.1, big 0.32, behemoth 0: 23.8 % and 76.2 %.",
        says=(Said(23.8, "%", ("medium biter",)), Said(76.2, "%", ("big biter",))),
        never=("behemoth biter",),
    )


def spitters_at_50() -> Scenario:
    return Scenario(
        "defence",
        front(gun_turrets(7), 0.2, nests(5, "spitter-spawner")),
        "enemies.spitter-spawner.results at 0.5: small spitter 0.3, medium spitter 0.1, small biter 0 since 0.35: 75 % "
        "and 25 %.",
        says=(Said(75, "%", ("small spitter",)), Said(25, "%", ("medium spitter",))),
    )


def wave_of_what_was_absorbed_20() -> Scenario:
    return Scenario(
        "defence",
        front(gun_turrets(7), 0.2, production=ABSORBED),
        COST + "800 / 4 = 200 small biters. 3 shots each, ten in a magazine (wiki: Firearm magazine): 60 magazines.",
        says=(Said(200, "", ("small biter",)), Said(60, "", ("firearm magazine",))),
    )


def turrets_without_ammunition() -> Scenario:
    rows = [*gun_turrets(2, None), *gun_turrets(5, x=-36.0)]
    return Scenario(
        "defence",
        front(rows, 0.3),
        "Given: two of seven gun turrets hold no magazine while five nests are in reach.",
        first=First(("gun turret",), ((-60.0, -70.0), (-48.0, -70.0))),
        says=(Said(2, "", ("gun turret", (r"патрон|боеприпас", r"ammunition|ammo"))), Said(7, "", ("gun turret",))),
    )


def lasers_without_power() -> Scenario:
    rows = [*laser_turrets(3, "no_power"), *laser_turrets(4, x=-24.0)]
    return Scenario(
        "defence",
        front(rows, 0.3),
        "entity_status no_power: three of seven laser turrets cannot shoot (wiki: Laser turret).",
        first=First(
            ("laser turret", (r"энерги|питан|электр", r"power")), ((-60.0, -70.0), (-48.0, -70.0), (-36.0, -70.0))
        ),
        says=(Said(3, "", ("laser turret",)),),
    )


def enemies_by_kind() -> Scenario:
    enemies = [
        *nests(4),
        *nests(3, "spitter-spawner", 40.0),
        {"name": "big-worm-turret", "type": "turret", "x": -10.0, "y": -140.0},
        {"name": "big-worm-turret", "type": "turret", "x": 10.0, "y": -140.0},
        {"name": "medium-biter", "type": "unit", "x": -5.0, "y": -120.0, "count": 12},
    ]
    return Scenario(
        "defence",
        front(gun_turrets(7), 0.4, enemies),
        "Given: 4 biter nests, 3 spitter nests, 2 big worms, 12 medium biters.",
        says=(
            Said(4, "", ("biter spawner",)),
            Said(3, "", ("spitter spawner",)),
            Said(2, "", ("big worm turret",)),
            Said(12, "", ("medium biter",)),
        ),
    )


def nobody_there() -> Scenario:
    return Scenario(
        "defence",
        front(laser_turrets(2), 0.0, [], surface=surface("fulgora"), pollution=[]),
        "wiki Fulgora: there are no enemies. Nothing is in reach, nothing can come.",
        quiet=((r".", r"."),),
        never=((r"волна (будет|из)", r"wave (has|of)"),),
    )


def no_turret_at_all() -> Scenario:
    return Scenario(
        "defence",
        front([], 0.5),
        "Given: five nests in reach, pollution over them, no turret in the area.",
        says=(Said(5, "", ("biter spawner",)),),
        words=(((r"турел", r"turret"), (r"нет", r"no |none")),),
    )


def a_hole_towards_the_nests() -> Scenario:
    rows = [*gun_turrets(4, x=-180.0), *gun_turrets(4, x=90.0)]
    rows += [
        entity("assembling-machine", "assembling-machine-2", -10.5 + 4 * n, -44.5, status="working") for n in range(4)
    ]
    return Scenario(
        "defence",
        front(rows, 0.3),
        "wiki Gun turret: range 18. The turrets end at x = −144 and begin again at 90; between them, where the nests "
        "are, 216 − 18 = 198 tiles are covered by nobody.",
        words=(
            (
                (
                    r"дыр|брешь|бреши|не прикры|не защищ|без прикрыт",
                    r"hole|gap|not covered|uncovered|unprotected|no loaded turret covers",
                ),
            ),
        ),
    )


def wave_of_what_was_absorbed_50() -> Scenario:
    return Scenario(
        "defence",
        front(gun_turrets(7, "piercing-rounds-magazine"), 0.5, production=ABSORBED),
        COST + "0.182 × 4 + 0.818 × 20 = 17.1 each: 46 to 47 biters, 8 or 9 small and 38 medium.",
        says=(Said(46.8, "", (WAVE,), within=0.02), Said(38.3, "", ("medium biter",), within=0.03)),
    )


def wave_of_what_was_absorbed_90() -> Scenario:
    return Scenario(
        "defence",
        front(gun_turrets(7, "piercing-rounds-magazine"), 0.9, production=ABSORBED),
        COST + "0.238 × 20 + 0.762 × 80 = 65.7 each: 12 biters, 9 of them big.",
        says=(Said(12.2, "", (WAVE,), within=0.02), Said(9.3, "", ("big biter",), within=0.08)),
    )


def the_parts_of_a_wave_make_the_whole() -> Scenario:
    return Scenario(
        "defence",
        front(gun_turrets(7, "piercing-rounds-magazine"), 0.5, nests(40, x=-180.0)),
        SPAWN
        + "A group has 200 heads at most (map settings): of 200 at 0.5 81.8 % are 163.6 and 18.2 % are 36.4, so 164 "
        "medium and 36 small ones; 164 and 37 would be 201.",
        says=(Said(200, "", (WAVE,)), Said(164, "", ("medium biter",)), Said(36, "", ("small biter",))),
    )


def peaceful_map() -> Scenario:
    return Scenario(
        "defence",
        front(gun_turrets(2), 0.3, rules={"peaceful": True}),
        "wiki Map generator, «Peaceful mode»: enemies do not attack first; pollution sends no waves.",
        never=((r"волна (будет|из)", r"wave (has|of)"),),
        words=(((r"мирн", r"peaceful"),),),
    )


SCENARIOS = (
    evolution_20,
    evolution_50,
    evolution_90,
    spitters_at_50,
    wave_of_what_was_absorbed_20,
    turrets_without_ammunition,
    lasers_without_power,
    enemies_by_kind,
    nobody_there,
    no_turret_at_all,
    a_hole_towards_the_nests,
    wave_of_what_was_absorbed_50,
    wave_of_what_was_absorbed_90,
    the_parts_of_a_wave_make_the_whole,
    peaceful_map,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda build: build.__name__)
def test_who_comes_and_who_stands_ready(scenario: Callable[[], Scenario], language: Language) -> None:
    assert unmet(scenario(), language) == []
