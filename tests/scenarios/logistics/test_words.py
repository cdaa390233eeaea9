"""Logistics: one of each is told as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.kit import LANGUAGES, Scenario, unmet
from tests.scenarios.logistics.parts import base, chest, roboport, robots, stack, wish

if TYPE_CHECKING:
    from agent.contract import Language

PLURALS_OF_ONE = (r"\b1 (станций|сундуков|видов|роботов)", r"\b1 (roboports|chests|kinds|robots)")


def words_agree_with_one() -> Scenario:
    points = [chest("requester", 111.5, -14.5, requests=[wish("rail", 20)], holds=[stack("rail", 5)])]
    return Scenario(
        "logistics",
        base(points, [robots(every=1, idle=1)], [roboport(100.0, -20.0, transmitting=False, status="no_power")]),
        "Unicode plural rules: English uses the singular for 1; Russian for 1, 21, 31 …",
        never=(PLURALS_OF_ONE,),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_of_each_is_told_as_one(language: Language) -> None:
    assert unmet(words_agree_with_one(), language) == []
