"""Starter: which step comes next, the blueprint for it, and the reason where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.build import surface
from tests.scenarios.kit import LANGUAGES, Scenario, answered, unmet
from tests.scenarios.starter.parts import KNOWN, ORES, all_ores, furnaces, mine, patch, plant, power, young

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.assistant.question import BlueprintOffer
    from agent.contract import Language, Snapshot

FIRST_STEP = (
    "SPEC, table of modes, starter; the order electricity, coal, plates, packs is the wiki's Tutorial: Quick start. "
)
ELECTRICITY: tuple[str, str] = (r"электр", r"electric|power")


def electricity_first() -> Scenario:
    return Scenario(
        "starter",
        young(all_ores()),
        FIRST_STEP + "Nothing stands; water, coal and all technologies are there.",
        words=((ELECTRICITY,),),
        drawn=True,
    )


def then_coal() -> Scenario:
    return Scenario(
        "starter",
        young([*all_ores(), *plant()], electric_networks=[power()]),
        FIRST_STEP + "3.6 MW stand. 16 furnaces of 90 kW (12 for iron, 4 for copper) burn 1.44 MW / 4 MJ = 21.6 "
        "coal/min, besides the boilers.",
        offer=("coal", 21.6),
    )


def then_iron() -> Scenario:
    return Scenario(
        "starter",
        young([*all_ores(), *plant(), *mine("coal", 2)], electric_networks=[power()]),
        FIRST_STEP + "Coal is dug (2 × 30/min); 225 iron plates/min are wanted for both packs.",
        offer=("iron-plate", 225),
    )


def then_copper() -> Scenario:
    rows = [*all_ores(), *plant(), *mine("coal", 2), *mine("iron-ore", 8), *furnaces("iron", 12)]
    return Scenario(
        "starter",
        young(rows, electric_networks=[power()]),
        FIRST_STEP + "Twelve stone furnaces make the 225 iron plates/min; copper: 75/min.",
        offer=("copper-plate", 75),
    )


def then_packs() -> Scenario:
    rows = [*all_ores(), *plant(), *mine("coal", 2), *mine("iron-ore", 8), *furnaces("iron", 12)]
    rows += [*mine("copper-ore", 3), *furnaces("copper", 4)]
    return Scenario(
        "starter",
        young(rows, electric_networks=[power()]),
        FIRST_STEP + "Plates are there (225 of iron, 75 of copper): 30 packs/min.",
        offer=("automation-science-pack", 30),
    )


def nothing_is_researched() -> Scenario:
    return Scenario(
        "starter",
        young(all_ores(), researched=[]),
        "technologies steam-power, electronics, electric-mining-drill: none is known, so no machine of a plant can be "
        "made.",
        words=(("steam power",), ("automation",)),
        refused=True,
    )


def steam_is_not_researched() -> Scenario:
    known = [name for name in KNOWN if name != "steam-power"]
    return Scenario(
        "starter",
        young(all_ores(), researched=known),
        "technologies.steam-power unlocks pump, boiler and steam engine.",
        words=(("steam power",),),
        never=((r"готов чертёж: «?(электр|steam)", r"blueprint is ready: “?(electric|steam)"),),
    )


def automation_is_not_researched() -> Scenario:
    known = [name for name in KNOWN if name != "automation"]
    rows = [*all_ores(), *plant(), *mine("coal", 2), *mine("iron-ore", 8), *furnaces("iron", 12)]
    rows += [*mine("copper-ore", 3), *furnaces("copper", 4)]
    return Scenario(
        "starter",
        young(rows, researched=known, electric_networks=[power()]),
        "technologies.automation unlocks assembling machine 1; without it packs are made by hand.",
        words=(("automation",),),
        refused=True,
    )


def no_water() -> Scenario:
    return Scenario(
        "starter",
        young(all_ores(), water=[]),
        "wiki Offshore pump: it stands at water; there is none in the area, so no steam here.",
        words=(((r"вод", r"water"),),),
        never=((r"готов чертёж: «?(электр|steam)", r"blueprint is ready: “?(electric|steam)"),),
    )


def no_iron_ore() -> Scenario:
    rows = [row for name in ("coal", "copper-ore", "stone") for row in patch(name)]
    return Scenario(
        "starter",
        young([*rows, *plant(), *mine("coal", 2)], electric_networks=[power()]),
        "Given: coal, copper ore and stone lie in the area, iron ore does not.",
        words=(("iron ore", (r"нет", r"lacks|no ")),),
        never=(("копает железо", "digs iron"),),
    )


def no_room() -> Scenario:
    flood = [(-100, -100, 200, 40), (-100, -60, 200, 160)]
    return Scenario(
        "starter",
        young([], water=flood),
        "Given: the whole area lies under water; nothing but a pump can stand there.",
        words=(((r"мест", r"room|space"),),),
        refused=True,
    )


def on_a_platform() -> Scenario:
    return Scenario(
        "starter",
        young([], water=[], surface=surface(None, platform=True)),
        "wiki Space platform: no ore, no water, no ground for boilers (boiler: pressure ≥ 10).",
        refused=True,
        never=((r"готов чертёж", r"blueprint is ready"),),
    )


def on_vulcanus() -> Scenario:
    return Scenario(
        "starter",
        young(patch("coal"), water=[], surface=surface("vulcanus")),
        "wiki Vulcanus: no iron ore, no copper ore and no water there (sources.vulcanus); the steps of Nauvis do not "
        "work.",
        refused=True,
        words=(((r"Vulcanus|Вулкан|планет|вод", r"Vulcanus|planet|water"),),),
    )


SCENARIOS = (
    electricity_first,
    then_coal,
    then_iron,
    then_copper,
    then_packs,
    nothing_is_researched,
    steam_is_not_researched,
    automation_is_not_researched,
    no_water,
    no_iron_ore,
    no_room,
    on_a_platform,
    on_vulcanus,
)


#: Where the middle of a blueprint must be: its ore's patch (13×13 tiles), the lake; each is as wide as itself there.
GOES_TO = {
    electricity_first: (-80.0, -87.5, 20.0, 12.5),
    then_coal: (*ORES["coal"], 6.5, 6.5),
    then_iron: (*ORES["iron-ore"], 6.5, 6.5),
    then_copper: (*ORES["copper-ore"], 6.5, 6.5),
}


def misplaced(build: Callable[[], Scenario], offer: BlueprintOffer, snapshot: Snapshot) -> list[str]:
    """Return what stands inside the rectangle where a blueprint goes (entities that are no ore), and a wrong place."""
    assert offer.position is not None
    x, y, wide, high = offer.position.x, offer.position.y, offer.size.width / 2, offer.size.height / 2
    built = [row for row in snapshot.entities if row.type != "resource"]
    found = [f"on {row.name}" for row in built if abs(row.x - x) < wide and abs(row.y - y) < high]
    if build in GOES_TO:
        to_x, to_y, reach_x, reach_y = GOES_TO[build]
        if abs(x - to_x) > reach_x + wide or abs(y - to_y) > reach_y + high:
            found.append(f"at {x}, {y}")
    return found


@pytest.mark.parametrize(
    ("scenario", "language"),
    [(build, LANGUAGES[place % 2]) for place, build in enumerate(SCENARIOS)],
    ids=[build.__name__ for build in SCENARIOS],
)
def test_the_next_step_is_offered_or_refused_with_a_reason(
    scenario: Callable[[], Scenario], language: Language
) -> None:
    asked = scenario()
    answer = answered(asked, language)
    assert unmet(asked, language, answer) == []
    if answer.blueprint is not None:
        assert asked.snapshot is not None
        assert misplaced(scenario, answer.blueprint, asked.snapshot) == []
