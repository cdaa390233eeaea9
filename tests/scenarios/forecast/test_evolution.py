"""Evolution: wiki «Enemies», and EnemyEvolutionSettings (prototype API 2.0.77): each cause adds its factor × (1 − e)²:
0.000004 a second, 0.0000009 a unit of pollution made, 0.002 a nest destroyed. So 1 ÷ (1 − e) grows evenly by the sum.
Spawn tables: wiki «Enemies» (biter spawner), as the game's data has them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.scenarios.build import surface
from tests.scenarios.forecast.kit import cloud, drills, nauvis, nest, row
from tests.scenarios.kit import LANGUAGES, Said, Scenario, unmet

if TYPE_CHECKING:
    from agent.contract import Language
    from tests.scenarios.kit import Word

EVOLUTION: Final[Word] = ("эволюци", "evolution")
HOUR: Final[Word] = ("час", "hour")
WAVE: Final[Word] = (r"волна|волны (до|по|каждые)", r"waves? (of|every)")

SCENARIOS: Final[dict[str, Scenario]] = {
    "by time alone": Scenario(
        "forecast",
        nauvis(),
        "1 ÷ 0.7 = 1.42857; + 3,600 s × 0.000004 = 0.0144 an hour: 1.44297 → 30.70 %; 4 h 1.48617 → 32.71 %; 10 h"
        " 1.57257 → 36.41 %.",
        says=(
            Said(30, "%", (EVOLUTION,)),
            Said(30.7, "%", (EVOLUTION, HOUR)),
            Said(32.7, "%", (EVOLUTION, HOUR)),
            Said(36.4, "%", (EVOLUTION, HOUR)),
        ),
    ),
    "by time and a hundred pollution a minute": Scenario(
        "forecast",
        nauvis(
            drills(10),
            production=[{"name": "electric-mining-drill", "kind": "pollution", "made_1m": 100.0, "made_10m": 100.0}],
            pollution=[cloud(0, 0, 400.0)],
        ),
        "10 electric mining drills × 10/min (wiki «Pollution») = 100/min = 6,000/h × 0.0000009 = 0.0054/h beside time's"
        " 0.0144/h: 1.42857 + 0.0198 = 1.44837 → 30.96 %; 0.0054 ÷ 0.0198 = 27 % of the growth.",
        says=(
            Said(100, "/min", (("загрязнен", "pollution"),)),
            Said(31, "%", (EVOLUTION, HOUR), within=0.002),
            Said(27, "%", (EVOLUTION, ("загрязнен", "pollution")), within=0.02),
        ),
    ),
    "rules of the map twice as hard": Scenario(
        "forecast",
        nauvis(rules={"evolution": {"time_factor": 0.000008, "destroy_factor": 0.004, "pollution_factor": 0.0000018}}),
        "0.0288 an hour: 1.42857 + 0.0288 = 1.45737 → 31.38 %; 10 h: 1.71657 → 41.74 %.",
        says=(Said(31.4, "%", (EVOLUTION, HOUR)), Said(41.7, "%", (EVOLUTION, HOUR))),
        never=(("36,4", r"36\.4"),),
    ),
    "evolution switched off": Scenario(
        "forecast",
        nauvis(rules={"evolution": {"enabled": False}}),
        "EnemyEvolutionSettings.enabled false: it stays at 30 %.",
        says=(Said(30, "%", (EVOLUTION,)),),
        never=(("30,7", r"30\.7"), ("36,4", r"36\.4")),
    ),
    "nests destroyed": Scenario(
        "forecast",
        nauvis(
            evolution={"factor": 0.5, "time": 0.2, "pollution": 0.2, "spawners": 0.1},
            enemies=[nest(120.0 + 6 * n, 5.0) for n in range(10)],
            pollution=[cloud(3, 0, 200.0), cloud(4, 0, 200.0), cloud(5, 0, 200.0)],
        ),
        "10 × 0.002 × (1 − 0.5)² = 0.005: from 50 % to 50.5 %.",
        says=(Said(50.5, "%", (EVOLUTION, "10")),),
    ),
    "big biters are near": Scenario(
        "forecast",
        nauvis(
            evolution={"factor": 0.45, "time": 0.2, "pollution": 0.2, "spawners": 0.05},
            enemies=[nest(120.0, 5.0)],
            pollution=[cloud(3, 0, 200.0)],
        ),
        "Big biters come from 0.5 on (wiki «Enemies»). 1 ÷ 0.55 = 1.81818 to 1 ÷ 0.5 = 2: 0.18182 ÷ 0.000004 = 45,455 s"
        " = 12.6 h by time alone.",
        says=(Said(45_455, "s", ("big-biter",)), Said(50, "%", ("big-biter",))),
        never=("behemoth-biter",),
    ),
    "behemoths are days away": Scenario(
        "forecast",
        nauvis(
            evolution={"factor": 0.88, "time": 0.3, "pollution": 0.5, "spawners": 0.08},
            enemies=[nest(120.0, 5.0)],
            pollution=[cloud(3, 0, 200.0)],
        ),
        "Behemoths come from 0.9 on. 1 ÷ 0.12 = 8.33333 to 1 ÷ 0.1 = 10: 1.66667 ÷ 0.000004 = 416,667 s = 115.7 h.",
        says=(Said(90, "%", ("behemoth-biter",)),),
        words=((("behemoth biter", "behemoth biter"), (r"11[56]", r"11[56]")),),
    ),
    "what a nest sends at one half": Scenario(
        "forecast",
        nauvis(
            evolution={"factor": 0.5, "time": 0.2, "pollution": 0.25, "spawners": 0.05},
            enemies=[nest(120.0, 5.0), nest(130.0, 5.0)],
            pollution=[cloud(3, 0, 300.0), cloud(4, 0, 300.0)],
        ),
        "Spawn table at 0.5: small 0.3 × (0.6 − 0.5) ÷ 0.6 = 0.05, medium 0.3 × (0.5 − 0.2) ÷ 0.4 = 0.225, big 0.",
        words=(("medium-biter", "small-biter"),),
        never=(("волн.*(big|behemoth) biter", "wave.*(big|behemoth) biter"),),
    ),
    "only small ones at a tenth": Scenario(
        "forecast",
        nauvis(
            evolution={"factor": 0.1, "time": 0.05, "pollution": 0.05, "spawners": 0.0},
            enemies=[nest(120.0, 5.0)],
            pollution=[cloud(3, 0, 300.0)],
        ),
        "Medium biters come from 0.2 on: below it a biter spawner sends small ones only.",
        words=((WAVE, "small-biter"),),
        never=((r"волн.*medium", r"waves? .*medium"),),
    ),
    "no nest in sight": Scenario(
        "forecast",
        nauvis(drills(10), pollution=[cloud(0, 0, 400.0)], enemies=[]),
        "No nest was found in reach: nothing can be said of waves.",
        words=((("гнёзд|гнезд", "nests?"), ("не видно|нет|не найдено|неизвестн|0", "no|none|not|0")),),
        never=(WAVE,),
    ),
    "peaceful enemies": Scenario(
        "forecast",
        nauvis(
            drills(10),
            rules={"peaceful": True},
            enemies=[nest(120.0, 5.0)],
            pollution=[cloud(0, 0, 400.0), cloud(3, 0, 200.0)],
        ),
        "Wiki «Enemies»: in peaceful mode they do not attack before they are attacked.",
        words=((("мирн", "peaceful"),),),
        never=(WAVE,),
    ),
    "Vulcanus has no pollution": Scenario(
        "forecast",
        nauvis(
            drills(10),
            surface=surface("vulcanus"),
            collected=["enemies"],
            evolution={"factor": 0.0},
        ),
        "Planet data: Vulcanus has no pollutant_type, so nothing spreads there and no nest takes it up.",
        words=((("загрязнен", "pollution"), ("не бывает|нет|не распространя|не копит", "no |not|none|does not")),),
        never=((r"\d/мин загрязнения", r"\d/min of pollution"), WAVE),
    ),
    "pollution switched off": Scenario(
        "forecast",
        nauvis(
            drills(10),
            rules={"pollution": {"enabled": False}},
            enemies=[nest(120.0, 5.0)],
            pollution=[cloud(0, 0, 0.0)],
        ),
        "MapSettings.pollution.enabled false: nothing is emitted, so no nest is reached and no wave set off.",
        words=((("загрязнен", "pollution"), ("выключ|отключ", "off|disabled")),),
        never=(WAVE,),
    ),
    "spores on Gleba": Scenario(
        "forecast",
        nauvis(
            row(5, "agricultural-tower", "agricultural-tower", 1.5, 1.5),
            surface=surface("gleba", pollutant="spores"),
            enemies=[nest(120.0, 5.0, "gleba-spawner")],
            pollution=[cloud(0, 0, 100.0), cloud(3, 0, 60.0)],
            production=[{"name": "agricultural-tower", "kind": "pollution", "made_1m": 20.0, "made_10m": 20.0}],
        ),
        "Agricultural tower: 4 spores a minute (game data, energy_source.emissions_per_minute); 5 × 4 = 20. Gleba's"
        " spawners send pentapods.",
        says=(Said(20, "/min", (("спор", "spores"),)),),
        words=((("pentapod", "pentapod"),),),
        never=("biter",),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_evolution_and_waves_follow_the_rules_of_the_map(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
