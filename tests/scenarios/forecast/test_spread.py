"""When pollution reaches a nest, beside a reckoning of the wiki's own rules that shares nothing with the program.

Wiki «Pollution»: once a second what machines emit is added to their chunk, a chunk that holds 15 or more gives 2 % to
each of its four neighbours, and its ground takes up what it can (grass 0.000018 a tile and second, 1,024 tiles).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.scenarios.forecast.kit import GRASS, cloud, drills, nauvis, nest
from tests.scenarios.kit import LANGUAGES, First, Said, Scenario, unmet

if TYPE_CHECKING:
    from agent.contract import Language

REACH: Final = 9
GRASS_PER_S: Final = 0.000018 * 1024
SIDES: Final = ((1, 0), (-1, 0), (0, 1), (0, -1))
PLACES: Final = [(x, y) for x in range(-REACH, REACH + 1) for y in range(-REACH, REACH + 1)]


def arrival_s(emitted_per_min: float, chunk: tuple[int, int]) -> int:
    """Return after how many seconds a chunk first holds what its own ground does not take up at once."""
    held = dict.fromkeys(PLACES, 0.0)
    for second in range(1, 24 * 3600):
        held[0, 0] += emitted_per_min / 60
        passed = dict.fromkeys(PLACES, 0.0)
        for (x, y), amount in held.items():
            if amount >= 15:
                for dx, dy in SIDES:
                    passed[x, y] -= amount * 0.02
                    if (x + dx, y + dy) in passed:
                        passed[x + dx, y + dy] += amount * 0.02
        held = {place: max(0.0, amount + passed[place] - GRASS_PER_S) for place, amount in held.items()}
        if held[chunk] > 0:
            return second
    raise AssertionError(chunk)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("count", "chunks"), [(10, 3), (10, 4), (10, 5), (20, 5), (40, 6)])
def test_the_cloud_comes_when_the_wikis_rules_say(count: int, chunks: int, language: Language) -> None:
    seconds = arrival_s(10.0 * count, (chunks, 0))
    scenario = Scenario(
        "forecast",
        nauvis(
            drills(count),
            enemies=[nest(chunks * 32 + 16.0, 16.0)],
            pollution=[cloud(x, y, 0.0, tiles=GRASS) for x, y in PLACES],
        ),
        "See above; a drill emits 10/min, all stand in chunk (0, 0). The order within a second is not told: 5 %.",
        says=(Said(float(seconds), "s", (("дойдёт", "reaches"), "biter-spawner"), within=0.05),),
        first=First((("дойдёт", "reaches"), "biter-spawner"), ((chunks * 32 + 16.0, 16.0),)),
    )
    assert unmet(scenario, language) == []
