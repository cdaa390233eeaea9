"""What was cut or never asked for is not taken for absent (contract: collected, cut)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.scenarios.forecast.kit import cloud, drills, nauvis, nest
from tests.scenarios.kit import LANGUAGES, Said, Scenario, unmet

if TYPE_CHECKING:
    from agent.contract import Language
    from tests.scenarios.kit import Word

EMITS: Final[Word] = ("выброс|выделя|загрязня", "emit")
NO_NEST: Final[Word] = ("гн[её]зд нет|нет гн[её]зд", "no nest|none of the known nests")
NO_THREAT: Final[Word] = ("угрозы не принесёт", "brings no new threat")

SCENARIOS: Final[dict[str, Scenario]] = {
    "enemies that were cut": Scenario(
        "forecast",
        nauvis(drills(10), enemies=[], cut=["enemies"], pollution=[cloud(0, 0, 400.0)]),
        "The list of enemies is longer than what is told: nests may be among the rest.",
        says=(Said(100, "/min", (EMITS,)),),
        never=(NO_NEST, NO_THREAT),
    ),
    "enemies that nobody asked for": Scenario(
        "forecast",
        nauvis(drills(10), collected=["pollution"], pollution=[cloud(0, 0, 400.0)]),
        "No enemies were collected: nothing can be said of nests.",
        says=(Said(100, "/min", (EMITS,)),),
        never=(NO_NEST, NO_THREAT),
    ),
    "pollution that nobody asked for": Scenario(
        "forecast",
        nauvis(drills(10), collected=["enemies"], enemies=[nest(40.0, 20.0)]),
        "How much the chunks hold is not told: when the nest is reached cannot be computed, let alone that it is not.",
        says=(Said(100, "/min", (EMITS,)),),
        words=((("не сказано|неизвестно|не вычислен", "not in the snapshot|unknown|not computed"),),),
        never=(NO_THREAT, NO_NEST),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_what_was_not_looked_at_is_not_taken_for_absent(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
