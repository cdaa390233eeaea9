"""Pollution made, taken up and spread. Wiki «Pollution»: a machine's figure × its energy × its pollution modifier, only
while it works; energy never falls below 20 %; a chunk passes 2 % on to each neighbour once it holds 15. Figures per
machine: FactorioLab ``pollution``; modules: FactorioLab ``consumption`` and ``pollution``; ground and trees: the game's
``absorptions_per_second`` (grass 0.000018 a tile, a tree 0.001).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.scenarios.build import stack
from tests.scenarios.forecast.kit import CONCRETE, GRASS, cloud, drills, nauvis, nest, row
from tests.scenarios.kit import LANGUAGES, First, Said, Scenario, unmet

if TYPE_CHECKING:
    from agent.contract import Language
    from tests.scenarios.kit import Word

EMITS: Final[Word] = ("выброс|выделя|загрязня", "emit")
GROUND: Final[Word] = ("земл", "ground")
TREES: Final[Word] = ("дерев", "trees")
REACHES: Final[Word] = ("дойдёт|дойдет|поглощ", "reaches|take up|takes up")

MIXED = [
    *row(2, "boiler", "boiler", 1.5, 1.5),
    *row(12, "furnace", "stone-furnace", 1.5, 9.5, recipe="iron-plate"),
    *row(5, "assembling-machine", "assembling-machine-2", 1.5, 17.5, recipe="iron-gear-wheel"),
]

SCENARIOS: Final[dict[str, Scenario]] = {
    "several kinds of machines": Scenario(
        "forecast",
        nauvis(MIXED, pollution=[cloud(0, 0, 50.0)]),
        "2 boilers × 30 + 12 stone furnaces × 2 + 5 assembling machines 2 × 3 = 60 + 24 + 15 = 99/min.",
        says=(
            Said(99, "/min", (EMITS,)),
            Said(60, "/min", ("boiler",)),
            Said(24, "/min", ("stone-furnace",)),
            Said(15, "/min", ("assembling-machine-2",)),
        ),
    ),
    "who rests does not pollute": Scenario(
        "forecast",
        nauvis(
            [
                *row(4, "furnace", "stone-furnace", 1.5, 9.5, recipe="iron-plate"),
                *row(6, "furnace", "stone-furnace", 40.5, 9.5, recipe="iron-plate", status="no_fuel"),
            ],
            pollution=[cloud(0, 0, 50.0)],
        ),
        "4 of 10 stone furnaces work: 4 × 2 = 8/min now; all ten would make 20/min.",
        says=(Said(8, "/min", (EMITS,)),),
    ),
    "efficiency modules to the floor": Scenario(
        "forecast",
        nauvis(drills(5, modules=[stack("efficiency-module", 3)]), pollution=[cloud(0, 0, 50.0)]),
        "3 × −30 % energy = −90 %, but never below 20 %: 5 × 10 × 0.2 = 10/min.",
        says=(Said(10, "/min", (EMITS,)),),
        never=((r"\b5/мин", r"\b5/min"),),
    ),
    "productivity modules pollute twice over": Scenario(
        "forecast",
        nauvis(drills(2, modules=[stack("productivity-module-3", 3)]), pollution=[cloud(0, 0, 50.0)]),
        "Energy 1 + 3 × 0.8 = 3.4, pollution 1 + 3 × 0.1 = 1.3: 2 × 10 × 3.4 × 1.3 = 88.4/min.",
        says=(Said(88.4, "/min", (EMITS,)),),
    ),
    "big drills": Scenario(
        "forecast",
        nauvis(drills(3, "big-mining-drill"), pollution=[cloud(0, 0, 50.0)]),
        "3 × 40 = 120/min.",
        says=(Said(120, "/min", (EMITS, "big-mining-drill")),),
    ),
    "nothing pollutes": Scenario(
        "forecast",
        nauvis(row(8, "solar-panel", "solar-panel", 1.5, 1.5), pollution=[cloud(0, 0, 0.0)]),
        "Wiki «Solar panel»: no pollution.",
        words=((("ничто|ничего|0", "nothing|0"), EMITS),),
        never=((r"[1-9]\d*/мин", r"[1-9]\d*/min"),),
    ),
    "grass takes up": Scenario(
        "forecast",
        nauvis(pollution=[cloud(n, 0, 50.0, tiles=GRASS) for n in range(10)]),
        "10 chunks × 1,024 tiles × 0.000018/s × 60 = 11.06/min.",
        says=(Said(11.1, "/min", (GROUND,)),),
    ),
    "trees take up": Scenario(
        "forecast",
        nauvis(pollution=[cloud(n, 0, 50.0, trees=200, tiles=CONCRETE) for n in range(10)]),
        "10 chunks × 200 trees × 0.001/s × 60 = 120/min; concrete takes nothing.",
        says=(Said(120, "/min", (TREES,)), Said(0, "/min", (GROUND,))),
    ),
    "a forest that keeps it": Scenario(
        "forecast",
        nauvis(
            row(1, "furnace", "stone-furnace", 1.5, 1.5, recipe="iron-plate"),
            pollution=[cloud(x, y, 0.0, trees=500) for x in range(-4, 6) for y in range(-4, 5)],
            enemies=[nest(112.0, 5.0)],
        ),
        "A stone furnace makes 2/min; 500 trees of its chunk could take 500 × 0.001 × 60 = 30/min, so the chunk never"
        " holds the 15 at which it would pass any on: the nest three chunks away is never reached.",
        words=(
            (
                ("не дойдёт|не достиг|ни до одного|0 из 1", "not reach|reaches none|never|0 of 1"),
                ("гнезд|гнёзд", "nests?"),
            ),
        ),
        never=((r"волна до|за раз до", r"wave of|waves every"),),
    ),
    "a nest within the cloud": Scenario(
        "forecast",
        nauvis(
            drills(10),
            pollution=[cloud(x, 0, 400.0 - 60 * x) for x in range(5)],
            enemies=[nest(112.0, 5.0), nest(190.0, 150.0)],
        ),
        "The chunk of the nest at (112, 5) is (3, 0), which holds 400 − 180 = 220 already; the other one's holds none.",
        words=((REACHES, "biter-spawner"),),
        first=First((REACHES,), ((112.0, 5.0),)),
    ),
    "the nearer of two nests": Scenario(
        "forecast",
        nauvis(
            drills(40),
            pollution=[cloud(x, y, 900.0 if (x, y) == (0, 0) else 0.0) for x in range(-7, 8) for y in range(-7, 8)],
            enemies=[nest(-208.0, 5.0), nest(80.0, 5.0)],
        ),
        "40 drills make 400/min in chunk (0, 0) and nothing takes it up: it spreads evenly, so the nest in chunk (2, 0)"
        " comes before the one in chunk (−7, 0).",
        words=((REACHES, "biter-spawner", ("мин", "min")),),
        first=First((REACHES,), ((80.0, 5.0),)),
    ),
    "what would lower it": Scenario(
        "forecast",
        nauvis(
            [*drills(10), *row(2, "boiler", "boiler", 1.5, 9.5)],
            pollution=[cloud(x, 0, 400.0 - 60 * x) for x in range(5)],
            enemies=[nest(112.0, 5.0)],
        ),
        "10 × 10 + 2 × 30 = 160/min. Efficiency modules in the drills (to the floor of 20 %) save 10 × 10 × 0.8 ="
        " 80/min; boilers take no modules.",
        says=(Said(160, "/min", (EMITS,)), Said(80, "/min", (("эффективн|efficiency", "efficiency"),))),
    ),
    "a wave costs no more than the cloud holds": Scenario(
        "forecast",
        nauvis(
            evolution={"factor": 0.5},
            enemies=[nest(120.0, 5.0), nest(130.0, 5.0)],
            pollution=[
                cloud(x, y, 300.0 if (x, y) in {(3, 0), (4, 0)} else 0.0) for x in range(-2, 9) for y in range(-5, 6)
            ],
        ),
        "Nothing is emitted and 600 units are all there is. A medium biter costs 20, a small one 4 (game data,"
        " absorptions_to_join_attack); at 0.5 they come as 0.225 to 0.05, 17.1 on average: 600 ÷ 17.1 = 35 at the very"
        " most, in whatever time.",
        words=((REACHES, "biter-spawner"),),
        never=(
            (
                r"(волна — до|за раз до) (3[7-9]|[4-9]\d|\d{3,})",
                r"(wave of up to|every .* up to) (3[7-9]|[4-9]\d|\d{3,})",
            ),
        ),
    ),
    "a small cloud and small biters": Scenario(
        "forecast",
        nauvis(
            evolution={"factor": 0.1},
            enemies=[nest(16.0, 16.0)],
            pollution=[cloud(x, y, 120.0 if (x, y) == (0, 0) else 0.0) for x in range(-4, 5) for y in range(-4, 5)],
        ),
        "120 units are all there is; below 0.2 only small biters come, 4 units each: 30 at the very most.",
        words=((REACHES, "biter-spawner"), ("small-biter",)),
        never=((r"(волна — до|раз до) (3[2-9]|[4-9]\d|\d{3})", r"(wave of up|every .* up) to (3[2-9]|[4-9]\d|\d{3})"),),
    ),
    "one nest is one nest": Scenario(
        "forecast",
        nauvis(
            drills(10),
            evolution={"factor": 0.5},
            enemies=[nest(20.0, 20.0)],
            pollution=[cloud(x, y, 0.0) for x in range(-5, 6) for y in range(-5, 6)],
        ),
        "10 drills × 10 = 100/min, 20/min with efficiency modules to the floor. Plural of one: CLDR, en and ru «one».",
        says=(Said(100, "/min", (EMITS,)), Said(20, "/min", (("эффективн|efficiency", "efficiency"),))),
        never=((r"\b1 (гнёзд|гнезда|гнезд)\b", r"\b1 nests\b"),),
    ),
    "clouds are counted": Scenario(
        "forecast",
        nauvis(pollution=[cloud(x, y, 20.0 if x < 3 else 0.0) for x in range(6) for y in range(4)]),
        "Of 24 chunks told 3 × 4 = 12 hold pollution.",
        says=(Said(12, "", (("чанк", "chunks"), ("сейчас", "now"))),),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_pollution_is_reckoned_as_the_game_spreads_it(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
