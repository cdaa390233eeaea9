"""Where there is nothing that could be well or ill, nobody is told that all is well."""

from __future__ import annotations

import pytest

from tests.scenarios.build import entity, snapshot
from tests.scenarios.kit import LANGUAGES, Scenario, answered

CHEST = snapshot([entity("container", "wooden-chest", 0.5, 0.5)])
CALM = {"ru": ("не видно", "не принесёт"), "en": ("in sight", "is seen", "visible", "no new threat")}
ABSENT = {
    "power": ("электросеть", "electric network"),
    "logistics": ("логистическая сеть", "logistic network"),
    "defence": ("турел", "turret"),
    "trains": ("поезд", "train"),
    "circuits": ("комбинатор", "combinator"),
    "forecast": ("загрязнен", "pollution"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mode", ABSENT)
def test_nothing_is_well_where_there_is_nothing(mode: str, language: str) -> None:
    text = answered(Scenario(mode, CHEST, "a chest alone"), language).text  # type: ignore[arg-type]
    first = text.splitlines()[0]
    assert ABSENT[mode][language == "en"] in first.lower()
    assert not any(word in text for word in CALM[language])
    assert text.count(first) == 1, "said once"


@pytest.mark.parametrize("language", LANGUAGES)
def test_enemies_that_nobody_looked_for_are_not_said_to_be_absent(language: str) -> None:
    text = answered(Scenario("defence", CHEST, "enemies are not among what was collected"), language).text  # type: ignore[arg-type]
    assert not any(claim in text for claim in ("врагов нет", "no enemies in reach"))
    looked = snapshot([entity("container", "wooden-chest", 0.5, 0.5)], collected=["enemies"])
    text = answered(Scenario("defence", looked, "enemies were looked for"), language).text  # type: ignore[arg-type]
    assert any(claim in text for claim in ("врагов нет", "no enemies in reach"))
