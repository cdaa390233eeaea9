"""What runs out, what is finished, and when: ore, research, rockets, power; and trends over five snapshots.

Rules: wiki «Mining»: drills take mining speed ÷ mining time a second from the patch; what productivity adds is free
(wiki «Mining productivity»). Wiki «Lab»: units × time ÷ (labs × speed × (1 + research bonus)). Wiki «Rocket silo»: 50
parts a rocket in Space Age, 100 without (FactorioLab ``silo.parts``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.scenarios.build import network
from tests.scenarios.forecast.kit import drills, nauvis, ore, row
from tests.scenarios.kit import LANGUAGES, Said, Scenario, unmet

if TYPE_CHECKING:
    from agent.contract import Language, Snapshot
    from tests.scenarios.build import Json
    from tests.scenarios.kit import Word

WHEN_IRON: Final = ("Когда кончится железная руда?", "When will the iron ore run out?")
WHEN_DONE: Final = ("Когда закончится исследование?", "When will the research be done?")
ROCKETS: Final = ("Сколько ракет в час мы запускаем?", "How many rockets do we launch an hour?")
LASTS: Final[Word] = ("хватит|кончится|иссякнет|истощится|исчерп", "lasts?|runs? out|depleted|exhausted|gone")
POWER: Final[Word] = ("энерги|мощност|потреблен|спрос", "power|demand|electric")
RESEARCH: Final[Word] = ("исследован", "research")
TEN_MINUTES: Final = 36_000


def labs(count: int, **more: object) -> list[Json]:
    """Return working labs."""
    return row(count, "lab", "lab", 1.5, 30.5, **more)


def trend(demand_mw: tuple[float, ...], maximum_mw: float) -> tuple[Snapshot, ...]:
    """Return a snapshot every ten minutes with the network's demand, the newest last."""
    return tuple(
        nauvis(
            tick=1_296_000 + n * TEN_MINUTES,
            electric_networks=[network(demand_w=mw * 1e6, supply_w=mw * 1e6, maximum_w=maximum_mw * 1e6)],
        )
        for n, mw in enumerate(demand_mw)
    )


def shrinking(amounts: tuple[float, ...]) -> tuple[Snapshot, ...]:
    """Return a snapshot every ten minutes of one patch of ten tiles with so much in all, the newest last."""
    return tuple(
        nauvis(ore("iron-ore", 10, amount / 10), tick=1_296_000 + n * TEN_MINUTES) for n, amount in enumerate(amounts)
    )


GROWING = trend((10.0, 12.0, 14.0, 16.0, 18.0), 21.6)
STEADY = trend((10.0, 10.0, 10.0, 10.0, 10.0), 21.6)
MINED = shrinking((100_000, 97_000, 94_000, 91_000, 88_000))

SCENARIOS: Final[dict[str, Scenario]] = {
    "an iron patch": Scenario(
        "forecast",
        nauvis([*drills(10), *ore("iron-ore", 180, 500.0)]),
        "10 drills × 0.5/s (speed 0.5, mining time 1) = 5/s; 180 × 500 = 90,000 ÷ 5 = 18,000 s = 5 h.",
        says=(Said(90_000, "", ("iron-ore",)), Said(18_000, "s", ("iron-ore", LASTS))),
        ask=WHEN_IRON,
    ),
    "productivity makes more and takes no more": Scenario(
        "forecast",
        nauvis([*drills(10, productivity_bonus=0.2), *ore("iron-ore", 180, 500.0)], mining_productivity_bonus=0.2),
        "+20 % are free: 6/s = 360/min come out, 5/s are taken; 90,000 ÷ 5 = 5 h as before, not 4.2 h.",
        says=(Said(18_000, "s", ("iron-ore", LASTS)), Said(360, "/min", ("iron-ore",))),
        never=(("4,2 ч", r"4\.2 h"),),
        ask=WHEN_IRON,
    ),
    "big drills take half": Scenario(
        "forecast",
        nauvis([*drills(4, "big-mining-drill"), *ore("iron-ore", 180, 500.0)]),
        "4 × 2.5/s = 10/s = 600/min; resource drain 50 % (wiki «Big mining drill»): 5/s are taken: 90,000 ÷ 5 = 5 h.",
        says=(Said(18_000, "s", ("iron-ore", LASTS)), Said(600, "/min", ("iron-ore",))),
        ask=WHEN_IRON,
    ),
    "legendary drills take a sixth": Scenario(
        "forecast",
        nauvis([*drills(10, quality="legendary"), *ore("iron-ore", 100, 300.0)]),
        "mining_drill_resource_drain_multiplier of legendary is 1/6: 5/s ÷ 6 = 0.8333/s; 30,000 ÷ 0.8333 = 36,000 s ="
        " 10 h.",
        says=(Said(36_000, "s", ("iron-ore", LASTS)),),
        ask=WHEN_IRON,
    ),
    "uranium is harder": Scenario(
        "forecast",
        nauvis([*drills(8), *ore("uranium-ore", 180, 400.0)]),
        "Mining time 2: 8 × 0.25/s = 2/s; 72,000 ÷ 2 = 36,000 s = 10 h.",
        says=(Said(36_000, "s", ("uranium-ore", LASTS)),),
        ask=("Когда кончится урановая руда?", "When will the uranium ore run out?"),
    ),
    "oil never runs out": Scenario(
        "forecast",
        nauvis(
            [
                *row(2, "mining-drill", "pumpjack", 1.5, 1.5),
                {"type": "resource", "name": "crude-oil", "x": 1.5, "y": 1.5, "amount": 300_000.0, "force": "neutral"},
                {"type": "resource", "name": "crude-oil", "x": 5.5, "y": 1.5, "amount": 300_000.0, "force": "neutral"},
            ]
        ),
        "Wiki «Crude oil»: a field is infinite, its yield falls to a floor of 20 % (2/s) and stays there.",
        words=(
            (("crude oil", "crude oil"), ("не кончится|не исчерп|не исся|бесконеч", "never|infinite|does not run out")),
        ),
        ask=("Когда кончится нефть?", "When will the crude oil run out?"),
    ),
    "a patch seen five times": Scenario(
        "forecast",
        MINED[-1],
        "100,000 to 88,000 in 40 min: 300/min; 88,000 ÷ 300 = 293.3 min = 4.89 h.",
        says=(Said(300, "/min", ("iron-ore",)), Said(17_600, "s", ("iron-ore", LASTS))),
        earlier=MINED[:-1],
        ask=WHEN_IRON,
    ),
    "a technology from the start": Scenario(
        "forecast",
        nauvis(labs(5), research={"current": "automation-2", "progress": 0.0}),
        "Wiki «Automation 2»: 40 units × 15 s; 40 × 15 ÷ 5 labs = 120 s = 2 min.",
        says=(Said(120, "s", ("automation-2",)),),
        ask=WHEN_DONE,
    ),
    "a technology half way with faster labs": Scenario(
        "forecast",
        nauvis(
            labs(10),
            research={"current": "mining-productivity-1", "progress": 0.4},
            bonuses={"laboratory_speed": 0.5},
        ),
        "Wiki «Mining productivity»: 250 × 60 s = 15,000 s; 60 % left = 9,000 s; 10 labs × 1.5 = 15: 600 s = 10 min.",
        says=(Said(600, "s", ("mining-productivity-1",)), Said(40, "%", ("mining-productivity-1",))),
        ask=WHEN_DONE,
    ),
    "the wiki's own ten labs": Scenario(
        "forecast",
        nauvis(labs(10), research={"current": "nuclear-power", "progress": 0.0}, bonuses={"laboratory_speed": 1.4}),
        "Wiki «Lab», worked example: nuclear power, 30 s a unit, 10 labs at +140 % take 0.8 of each pack a second ="
        " 48/min; 800 units ÷ 0.8 = 1,000 s = 16.7 min.",
        says=(Said(1000, "s", ("nuclear-power",)),),
        ask=WHEN_DONE,
    ),
    "labs without packs": Scenario(
        "forecast",
        nauvis(labs(5, status="missing_science_packs"), research={"current": "automation-2", "progress": 0.25}),
        "defines.entity_status.missing_science_packs: nothing is researched, so no end can be told.",
        words=((RESEARCH, ("стоит|не идёт|не двига|не хватает|нет", "stands|stopped|not|no |missing|lack")),),
        never=((r"через \d+ мин.*исследов", r"research.*in \d+ min"),),
        ask=WHEN_DONE,
    ),
    "rockets of Space Age": Scenario(
        "forecast",
        nauvis(
            row(1, "rocket-silo", "rocket-silo", 1.5, 1.5, recipe="rocket-part", crafting_speed=1.0),
            production=[{"name": "rocket-part", "kind": "item", "made_1m": 20.0, "made_10m": 20.0, "made_1h": 20.0}],
        ),
        "20 parts a minute × 60 ÷ 50 = 24 rockets an hour.",
        says=(Said(24, "", (("ракет", "rockets?"), ("час|/ч", "hour|/h"))),),
        ask=ROCKETS,
    ),
    "rockets without Space Age": Scenario(
        "forecast",
        nauvis(
            row(1, "rocket-silo", "rocket-silo", 1.5, 1.5, recipe="rocket-part", crafting_speed=1.0),
            production=[{"name": "rocket-part", "kind": "item", "made_1m": 20.0, "made_10m": 20.0, "made_1h": 20.0}],
        ),
        "20 parts a minute × 60 ÷ 100 = 12 rockets an hour.",
        says=(Said(12, "", (("ракет", "rockets?"), ("час|/ч", "hour|/h"))),),
        data_set="base-2.1.20",
        ask=ROCKETS,
    ),
    "power that grows": Scenario(
        "forecast",
        GROWING[-1],
        "10 to 18 MW in 40 min: 0.2 MW a minute = 12 MW an hour; (21.6 − 18) ÷ 0.2 = 18 min until it does not suffice.",
        says=(Said(18e6, "W", ()), Said(1080, "s", (POWER,))),
        earlier=GROWING[:-1],
        ask=("Когда перестанет хватать энергии?", "When will the power no longer suffice?"),
    ),
    "power that does not grow": Scenario(
        "forecast",
        STEADY[-1],
        "10 MW five times, 21.6 MW at most: no growth, so no time at which it runs short.",
        words=(
            (
                ("энерги|мощност|потреблен|спрос", "power|demand|electric"),
                ("не растёт|хватает|хватит", "not grow|suffic|steady|enough"),
            ),
        ),
        earlier=STEADY[:-1],
        ask=("Когда перестанет хватать энергии?", "When will the power no longer suffice?"),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_what_is_left_and_when_it_ends(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
