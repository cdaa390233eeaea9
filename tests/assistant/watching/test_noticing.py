"""What makes an observation news, and what does not: ticks, steps, small movements, what was seen a moment ago."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.assistant.watching import noticed
from agent.assistant.watching.noticing import PART, QUIET_TICKS, SHARE
from tests.assistant.test_observing import attack, network, observation

if TYPE_CHECKING:
    from agent.assistant.watching import Noticed

POWERED = {"electric_networks": [network(stored_j=5e7, storage_j=1e8)]}
DIED = {"event": "entity-died", "tick": 9500, "name": "stone-wall", "surface": "nauvis"}
STUCK = {"event": "train-state", "tick": 9500, "name": "no_path", "detail": "7", "surface": "nauvis"}
ALERT = {"event": "alert", "tick": 9500, "name": "turret_fire", "detail": "gun-turret", "surface": "nauvis"}


def seen(before: Noticed | None = None, *, tick: int = 9600, **more: Any) -> Noticed:  # noqa: ANN401 - JSON
    return noticed(observation(tick=tick, **{**POWERED, **more}), before)


def test_the_first_look_is_news_and_the_same_again_is_not() -> None:
    first = seen()
    assert first.is_new
    again = seen(
        first,
        tick=10_200,
        position={"x": 50.0, "y": 9.0},
        surface={"name": "nauvis", "index": 1, "daytime": 0.9},
        action_log=[{"action": "message", "result": "done"}],
    )
    assert not again.is_new
    assert again.digest == first.digest


NEWS: dict[str, dict[str, Any]] = {
    "less power": {"electric_networks": [network(satisfaction=0.84, stored_j=5e7, storage_j=1e8)]},
    "charge fell": {"electric_networks": [network(stored_j=3.4e7, storage_j=1e8)]},
    "demand grew": {"electric_networks": [network(demand_w=1.5e6, supply_w=1.5e6, stored_j=5e7, storage_j=1e8)]},
    "a network is gone": {"electric_networks": []},
    "hurt": {"health_ratio": 0.8},
    "enemies": attack(3),
    "trains locked": {"locked_trains": [{"trains": 2, "position": {"x": 0.0, "y": 0.0}}]},
    "another place is watched": {"surface": {"name": "vulcanus", "index": 2}},
    "a loss": {"event_log": [DIED]},
    "a train is stuck": {"event_log": [STUCK]},
    "an alert": {"event_log": [ALERT]},
    "words": {"event_log": [{"event": "chat", "tick": 9500, "detail": "gpt, ау"}]},
    "research": {"event_log": [{"event": "research-finished", "tick": 9500, "name": "automation"}]},
    "a rocket": {"event_log": [{"event": "rocket-launched", "tick": 9500, "name": "rocket-silo"}]},
}


@pytest.mark.parametrize("change", sorted(NEWS))
def test_what_matters_is_news(change: str) -> None:
    first = seen(health_ratio=1.0)
    assert seen(first, tick=10_200, **{"health_ratio": 1.0, **NEWS[change]}).is_new


def test_trains_that_run_are_no_news() -> None:
    first = seen()
    running = {"event": "train-state", "tick": 9700, "name": "arrive_station", "count": 12}
    assert not seen(first, tick=10_200, event_log=[running]).is_new


def test_what_happened_once_is_not_news_again_when_it_is_over() -> None:
    first = seen()
    second = seen(first, tick=10_200, event_log=[DIED])
    assert second.is_new
    assert not seen(second, tick=10_800).is_new


@pytest.mark.parametrize("event", [ALERT, STUCK], ids=["alert", "train"])
def test_what_recurs_is_news_once_in_five_minutes(event: dict[str, Any]) -> None:
    known = seen()
    news = []
    for tick in (10_000, 10_600, 11_200, 11_200 + QUIET_TICKS - 1, 11_200 + 2 * QUIET_TICKS):
        known = seen(known, tick=tick, event_log=[event])
        news.append(known.is_new)
    assert news == [True, False, False, False, True]


def test_in_an_older_save_what_recurs_is_news() -> None:
    known = seen(seen(), tick=10_000, event_log=[ALERT])
    assert seen(known, tick=5_000, event_log=[ALERT]).is_new


@given(st.lists(st.floats(0.0, SHARE * 0.99), min_size=1, max_size=20))
def test_a_share_that_trembles_within_the_bound_is_the_same_wherever_it_stands(steps: list[float]) -> None:
    """No rounding limit lies anywhere: the value it was hashed with is what it is held against."""
    known = seen(health_ratio=0.5)
    for step in steps:
        known = seen(known, tick=9_600, health_ratio=0.5 + step)
        assert not known.is_new


@given(st.floats(1e3, 1e9), st.floats(0.0, PART * 0.99))
def test_a_sum_that_moves_by_a_small_part_of_itself_is_the_same(demand_w: float, part: float) -> None:
    known = seen(electric_networks=[network(demand_w=demand_w)])
    moved = demand_w * (1 - part)
    assert not seen(known, electric_networks=[network(demand_w=moved)]).is_new


def test_a_sum_that_creeps_is_news_in_the_end() -> None:
    known, news = seen(health_ratio=1.0), 0
    for step in range(1, 11):
        known = seen(known, tick=9_600, health_ratio=1.0 - 0.05 * step)
        news += known.is_new
    assert 2 <= news <= 4
