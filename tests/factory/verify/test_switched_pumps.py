"""Pumps that a tank switches over a wire: they wait for what their condition says; what else is wired is not followed.

Sources: runtime API, ``PumpBlueprintControlBehavior`` and ``CircuitCondition`` (comparator ``<`` and constant 0 where
none is said); wiki: Storage tank (25,000 units), Pump (1200 a second).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from agent.factory.verify import Expectation
from agent.game.blueprint import Wire
from agent.game.blueprint.model import CIRCUIT_GREEN, CIRCUIT_RED, POLE_COPPER
from tests.factory.verify.grounds import E, Ground

if TYPE_CHECKING:
    from agent.factory.verify import Verdict

FULL = 1200 * 60
TANK, PUMP = 3, 4
"""Numbers of the wired ones."""


def filling(condition: dict[str, object] | None, *, colour: int | None = CIRCUIT_RED, reads: bool = True) -> Ground:
    """Put an offshore pump that fills a tank, and a switched pump that empties it to the right."""
    ground = Ground()
    ground.put("offshore-pump", -1, -1)
    ground.put("pipe", -1, 0)
    tank = ground.put("storage-tank", 0, 0, settings={} if reads else {"control_behavior": {"read_contents": False}})
    settings = {"control_behavior": {"circuit_enabled": True, "circuit_condition": condition}} if condition else {}
    pump = ground.put("pump", 3, 2, E, settings=settings)
    for x in range(5, 8):
        ground.put("pipe", x, 2)
    ground.put("small-electric-pole", 3, 1)
    if colour is not None:
        ground.wires.append(Wire(tank, colour, pump, colour))
    return ground


def more(amount: int, comparator: str = ">", fluid: str = "water") -> dict[str, object]:
    return {"first_signal": {"type": "fluid", "name": fluid}, "comparator": comparator, "constant": amount}


def judged(ground: Ground) -> Verdict:
    return ground.judge(Expectation({"water": Fraction(1)}, outlets=((7, 2),)))


@pytest.mark.parametrize(
    ("condition", "passes"),
    [
        (more(2_500), True),
        (more(24_900), True),
        (more(25_000), False),
        (more(100, "<"), False),
        (more(2_500, ">="), True),
        (more(2_500, fluid="crude-oil"), False),
        (more(0, "=", fluid="crude-oil"), True),
        ({"first_signal": {"type": "fluid", "name": "water"}}, False),
    ],
)
def test_a_pump_works_while_its_condition_holds(condition: dict[str, object], *, passes: bool) -> None:
    verdict = judged(filling(condition, colour=CIRCUIT_GREEN))
    (rate,) = verdict.rates
    assert verdict.not_modelled == ()
    assert rate.bound_per_min == pytest.approx(FULL)
    if passes:
        assert rate.simulated_per_min == pytest.approx(FULL, rel=0.02)
    else:
        assert rate.simulated_per_min < FULL / 10
        assert (rate.simulated_per_min == 0) == ("rate-missed" in {fault.code for fault in verdict.errors})


@pytest.mark.parametrize("both", [True, False])
def test_tanks_that_are_wired_count_together_each_with_its_own_part(*, both: bool) -> None:
    """Two full tanks of one pipeline hold 50,000 units, one of them never more than 25,000."""
    ground = filling(more(30_000))
    other = ground.put("storage-tank", -5, 0)
    ground.put("pipe", -2, 2)
    ground.put("pipe", -1, 2)
    ground.put("pipe", -1, 1)
    if both:
        ground.wires.append(Wire(other, CIRCUIT_RED, TANK, CIRCUIT_RED))
    assert (judged(ground).rates[0].simulated_per_min > 0) is both


@pytest.mark.parametrize(
    "ground",
    [
        filling(more(30_000), colour=None),
        filling(more(30_000), colour=POLE_COPPER),
        filling(more(30_000), reads=False),
        filling({**more(0), "second_signal": {"type": "fluid", "name": "steam"}}),
        filling(more(0, "~")),
        filling({"first_signal": {"type": "virtual", "name": "signal-A"}}),
        filling({"first_signal": None}),
    ],
    ids=["no wire", "copper", "silent tank", "two signals", "no comparator", "no fluid", "no signal"],
)
def test_what_cannot_be_followed_is_told(ground: Ground) -> None:
    verdict = judged(ground)
    assert ("pump", "circuit") in {(one.name, one.part) for one in verdict.not_modelled}
    assert verdict.rates[0].simulated_per_min == pytest.approx(FULL, rel=0.02)


def test_a_combinator_on_the_wire_is_not_followed() -> None:
    ground = filling(more(30_000))
    combinator = ground.put("constant-combinator", 6, 4)
    ground.wires.append(Wire(PUMP, CIRCUIT_RED, combinator, CIRCUIT_RED))
    assert ("pump", "circuit") in {(one.name, one.part) for one in judged(ground).not_modelled}
