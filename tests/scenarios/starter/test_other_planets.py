"""Starter: on other planets there is a reason instead of a blueprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.build import entity, surface
from tests.scenarios.kit import LANGUAGES, Scenario, unmet
from tests.scenarios.starter.parts import young

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract import Language
    from tests.scenarios.build import Json

RULE = "The first packs take iron ore, copper ore, coal and water. "


def _patch(name: str) -> list[Json]:
    return [entity("resource", name, 0.5 + x, 0.5 + y, amount=500) for x in range(8) for y in range(8)]


def gleba() -> Scenario:
    return Scenario(
        "starter",
        young(_patch("stone"), surface=surface("gleba")),
        RULE + "wiki Gleba: stone and water, no ore of iron or copper, no coal (sources.gleba).",
        words=(((r"планете не бывает", r"planet never has"), "iron ore"),),
        never=((r"Выделите участок побольше", r"Select a larger area"), (r"изучено", r"studied|researched here")),
        refused=True,
    )


def fulgora() -> Scenario:
    return Scenario(
        "starter",
        young(_patch("scrap"), water=[], surface=surface("fulgora")),
        RULE + "wiki Fulgora: scrap and heavy oil (sources.fulgora).",
        words=(((r"планете не бывает", r"planet never has"), "iron ore"),),
        never=((r"Выделите участок побольше", r"Select a larger area"), (r"изучено", r"studied|researched here")),
        refused=True,
    )


def aquilo() -> Scenario:
    return Scenario(
        "starter",
        young([], water=[], surface=surface("aquilo")),
        RULE + "wiki Aquilo: no solid ore at all (sources.aquilo), everything freezes.",
        refused=True,
        words=(((r"Aquilo|Аквило|iron ore|планет", r"Aquilo|iron ore|planet"),),),
    )


SCENARIOS = (gleba, fulgora, aquilo)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda build: build.__name__)
def test_what_a_planet_lacks_is_named(scenario: Callable[[], Scenario], language: Language) -> None:
    assert unmet(scenario(), language) == []
