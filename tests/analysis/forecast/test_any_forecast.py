"""Whatever a snapshot tells of pollution, nests and settings, the forecast and the defence end with words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.analysis.defence import defence_analysis, units_to_stop
from agent.analysis.forecast import forecast_analysis
from agent.analysis.wording import sentence
from agent.i18n import catalogue
from tests.analysis.forecast.kit import BASE, land, nest, taken, thing

PLACES = st.floats(-2e6, 2e6) | st.sampled_from([0.0, 40.0, 1e300, -1e300])
SHARES = st.floats(0, 1) | st.sampled_from([-1.0, 0.0, 1.0, 7.5, 1e300])
FACTORS = st.sampled_from([0.0, 1e-7, 0.5, -1.0, 1e12])
CHUNKS = st.fixed_dictionaries(
    {
        "x": st.integers(-9, 9) | st.sampled_from([10**9, -(10**15)]),
        "y": st.integers(-9, 9),
        "amount": st.floats(-5, 1e300),
        "trees": st.integers(-3, 10**12),
        "tiles": st.dictionaries(st.sampled_from(["grass-1", "water", "plastic"]), st.integers(0, 4), max_size=2),
    }
)
NESTS = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["biter-spawner", "spitter-spawner", "hive"]),
        "type": st.just("unit-spawner"),
        "x": PLACES,
        "y": PLACES,
    }
)
MACHINES = st.builds(
    lambda name, x, y: {**thing(name, "mining-drill"), "x": x, "y": y},
    st.sampled_from(["electric-mining-drill", "boiler", "gun-turret", "mega-drill"]),
    PLACES,
    PLACES,
)
RULES = st.fixed_dictionaries(
    {
        "pollution": st.fixed_dictionaries(
            {"diffusion_ratio": SHARES, "min_to_diffuse": SHARES, "ageing": FACTORS, "attack_cost_modifier": FACTORS}
        ),
        "evolution": st.fixed_dictionaries({"time_factor": FACTORS, "pollution_factor": FACTORS}),
    }
)


@given(
    machines=st.lists(MACHINES, max_size=4),
    nests=st.lists(NESTS, max_size=4),
    chunks=st.lists(CHUNKS, max_size=6),
    evolution=SHARES,
    rules=RULES,
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_anything_is_answered(
    machines: list[Any], nests: list[Any], chunks: list[Any], evolution: float, rules: dict[str, Any]
) -> None:
    here = taken(machines, nests, chunks, evolution, rules=rules)
    for analysis in (forecast_analysis(here, (), BASE), defence_analysis(here, (), BASE)):
        assert all(sentence(finding, catalogue("ru")) for finding in (*analysis.findings, *analysis.facts))
    assert all(number >= 0 for number in units_to_stop(here, BASE).values())


@pytest.mark.parametrize("x", [2e6, 1e300])
def test_a_machine_at_the_end_of_the_world_takes_no_memory(x: float) -> None:
    far = {**thing("boiler", "boiler"), "x": x, "y": 0.0}
    here = taken([far], nest((1, 0)), land(2))
    assert forecast_analysis(here, (), BASE).facts
