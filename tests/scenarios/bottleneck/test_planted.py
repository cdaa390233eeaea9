"""Bottleneck: factories with one planted cause each; it must be named first, with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.bottleneck import (
    planted_again,
    planted_boosts,
    planted_flows,
    planted_inputs,
    planted_machines,
    planted_supply,
    planted_transport,
    planted_ways,
)
from tests.scenarios.kit import LANGUAGES, Scenario, unmet

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract import Language

SCENARIOS = (
    *planted_inputs.SCENARIOS,
    *planted_supply.SCENARIOS,
    *planted_flows.SCENARIOS,
    *planted_transport.SCENARIOS,
    *planted_machines.SCENARIOS,
    *planted_boosts.SCENARIOS,
    *planted_again.SCENARIOS,
    *planted_ways.SCENARIOS,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda build: build.__name__)
def test_the_planted_cause_comes_first(scenario: Callable[[], Scenario], language: Language) -> None:
    assert unmet(scenario(), language) == []
