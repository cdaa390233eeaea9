"""Forecasts elsewhere and of other rules: planets, platforms, nests out of reach, what the map's settings change.

Rules: wiki «Pollution» and «Enemies»; planets' pollutants from the game's data (Nauvis pollution, Gleba spores, none on
Vulcanus, Fulgora, Aquilo); MapSettings (prototype API).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.scenarios.build import surface
from tests.scenarios.forecast.kit import GRASS, cloud, drills, nauvis, nest, row
from tests.scenarios.kit import LANGUAGES, First, Said, Scenario, unmet

if TYPE_CHECKING:
    from agent.contract import Language
    from tests.scenarios.kit import Word

EVOLUTION: Final[Word] = ("эволюци", "evolution")
EMITS: Final[Word] = ("выброс|выделя|загрязня", "emit")
POLLUTION: Final[Word] = ("загрязнен", "pollution")
WAVE: Final[Word] = (r"волна — до|за раз до", r"wave of up|every .* up to")

SCENARIOS: Final[dict[str, Scenario]] = {
    "Fulgora has no pollution": Scenario(
        "forecast",
        nauvis(drills(10), surface=surface("fulgora"), collected=["enemies"], evolution={"factor": 0.0}),
        "Planet data: no pollutant_type on Fulgora.",
        words=((POLLUTION, ("нет|не бывает|не знает|не ", "no |not|none")),),
        never=((r"[1-9]\d*/мин", r"[1-9]\d*/min"), WAVE),
    ),
    "a platform has no enemies": Scenario(
        "forecast",
        nauvis(
            row(2, "assembling-machine", "assembling-machine-2", 1.5, 1.5, recipe="iron-gear-wheel"),
            surface=surface(None, platform=True),
            collected=[],
            evolution=None,
        ),
        "A space platform is no planet: nothing lives and nothing is polluted there.",
        never=(WAVE, EVOLUTION),
    ),
    "nobody looked": Scenario(
        "forecast",
        nauvis(drills(10), collected=[], evolution=None, rules=None),
        "The mod did not collect enemies or pollution: 100/min are emitted, and nothing can be said of nests.",
        says=(Said(100, "/min", (EMITS,)),),
        words=(
            (
                (
                    "не сказано|нет в снимке|не известно|неизвестно|не вычислен",
                    "not in the snapshot|not told|unknown|not computed",
                ),
            ),
        ),
        never=(WAVE, ("гнёзд нет", "no nest"), ("угрозы не принесёт", "brings no new threat")),
    ),
    "a day of one factory": Scenario(
        "forecast",
        nauvis(
            row(20, "boiler", "boiler", 1.5, 1.5),
            evolution={"factor": 0.0, "time": 0.0, "pollution": 0.0, "spawners": 0.0},
            pollution=[cloud(0, 0, 50.0)],
        ),
        "20 boilers × 30 = 600/min = 36,000/h × 0.0000009 = 0.0324 beside time's 0.0144: 0.0468 an hour, from 1 to"
        " 1.0468 = 4.47 %; ten hours 1.468 = 31.9 %; 0.0324 ÷ 0.0468 = 69.2 % of the growth.",
        says=(
            Said(600, "/min", (EMITS,)),
            Said(4.5, "%", (EVOLUTION,)),
            Said(31.9, "%", (EVOLUTION,)),
            Said(69.2, "%", (EVOLUTION, POLLUTION)),
        ),
    ),
    "ground that takes twice as much": Scenario(
        "forecast",
        nauvis(pollution=[cloud(n, 0, 50.0, tiles=GRASS) for n in range(10)], rules={"pollution": {"ageing": 2.0}}),
        "PollutionSettings.ageing is the absorption modifier of tiles: 2 × 11.06 = 22.1/min.",
        says=(Said(22.1, "/min", (("земл", "ground"),)),),
    ),
    "water under half of it": Scenario(
        "forecast",
        nauvis(pollution=[cloud(n, 0, 50.0, tiles={"grass-1": 2, "water": 2}) for n in range(10)]),
        "Half grass 0.000018, half water 0.000025 a tile (game data): 10 × 1,024 × 0.0000215 × 60 = 13.2/min.",
        says=(Said(13.2, "/min", (("земл", "ground"),)),),
    ),
    "spitters at a quarter": Scenario(
        "forecast",
        nauvis(
            evolution={"factor": 0.4},
            enemies=[nest(20.0, 20.0, "spitter-spawner")],
            pollution=[cloud(x, y, 100.0) for x in range(-2, 3) for y in range(-2, 3)],
        ),
        "Spawn table of the spitter spawner (wiki «Enemies») at 0.4: small biters end at 0.35, medium spitters begin at"
        " 0.4, big ones at 0.5.",
        words=(("small-spitter", WAVE),),
        never=(
            ("волн.*(medium|big) spitter", "wave.*(medium|big) spitter"),
            ("волн.*small biter", "wave.*small biter"),
        ),
    ),
    "the worst chunk is told": Scenario(
        "forecast",
        nauvis(
            [
                *row(2, "boiler", "boiler", 1.5, 1.5),
                *row(6, "boiler", "boiler", 65.5, 1.5),
            ],
            pollution=[cloud(x, y, 0.0) for x in range(-3, 8) for y in range(-3, 4)],
            enemies=[nest(150.0, 5.0)],
        ),
        "8 × 30 = 240/min; 6 of the 8 boilers, 180/min, stand in chunk (2, 0), two chunks from the nest in (4, 0).",
        says=(Said(240, "/min", ("boiler",)),),
        first=First((("дойдёт|поглощ", "reaches|take"),), ((150.0, 5.0),)),
    ),
    "evolution with the older data": Scenario(
        "forecast",
        nauvis(drills(10), pollution=[cloud(0, 0, 400.0)]),
        "The same factors in 2.0.77: 30.96 % in an hour.",
        says=(Said(31, "%", (EVOLUTION,)), Said(100, "/min", (EMITS,))),
        data_set="base-2.0.77",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_forecast_heeds_where_it_is(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
