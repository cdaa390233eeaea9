"""Logistics: what lies in buffer chests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.kit import LANGUAGES, First, Said, Scenario, unmet
from tests.scenarios.logistics.parts import base, chest, robots, stack, wish

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract import Language

AT = (111.5, -14.5)
ANYTHING = ((r".", r"."),)


def a_buffer_that_is_open_to_it() -> Scenario:
    points = [
        chest("requester", *AT, from_buffers=True, requests=[wish("rail", 200)]),
        chest("buffer", 125.5, -10.5, requests=[wish("rail", 500)], holds=[stack("rail", 500)]),
    ]
    net = robots(contents=[stack("rail", 500)])
    return Scenario(
        "logistics",
        base(points, [net]),
        "wiki Buffer chest: with «Request from buffer chests» the 500 rails there may go to the chest that wants 200.",
        quiet=ANYTHING,
    )


def only_in_a_buffer_that_is_closed_to_it() -> Scenario:
    points = [
        chest("requester", *AT, requests=[wish("rail", 200)]),
        chest("buffer", 125.5, -10.5, requests=[wish("rail", 500)], holds=[stack("rail", 500)]),
    ]
    net = robots(contents=[stack("rail", 500)])
    return Scenario(
        "logistics",
        base(points, [net]),
        "wiki Buffer chest: requester chests take from it only where «Request from buffer chests» is on. It is off "
        "here: 200 asked for, none that robots may bring, though 500 lie in the network.",
        first=First(("rail",), (AT,)),
        says=(Said(200, "", ("rail",)), Said(0, "", ("rail",))),
        words=(((r"буфер", r"buffer"),),),
    )


SCENARIOS = (
    a_buffer_that_is_open_to_it,
    only_in_a_buffer_that_is_closed_to_it,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda build: build.__name__)
def test_buffers_serve_those_they_are_open_to(scenario: Callable[[], Scenario], language: Language) -> None:
    assert unmet(scenario(), language) == []
