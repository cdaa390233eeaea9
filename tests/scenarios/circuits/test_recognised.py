"""What a circuit is taken for: counters, latches of one and of two deciders, clocks.

Wiki «Tutorial:Combinator tutorial»: a combinator whose output returns to its input counts, holds or toggles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.scenarios.circuits.kit import (
    arithmetic,
    chest,
    circuit,
    condition,
    constant,
    counts,
    decider,
    inserter,
    lamp,
    net,
    output,
    wires,
)
from tests.scenarios.kit import LANGUAGES, Said, Scenario, unmet

if TYPE_CHECKING:
    from agent.contract import Language
    from tests.scenarios.kit import Word

NEVER: Final[Word] = ("никогда|не может", "never|cannot")
LATCH: Final[Word] = ("защёлк|триггер", "latch|flip-flop")
COUNTER: Final[Word] = ("счётчик", "counter")
CLOCK: Final[Word] = ("часы|таймер|тактов|период|повторя", "clock|timer|period|repeats")
TICK: Final[Word] = ("тик", "tick")
LOOP: Final = ({"red": 61}, {"red": 61})

SCENARIOS: Final[dict[str, Scenario]] = {
    "a clock of sixty ticks": Scenario(
        "circuits",
        circuit(
            [
                constant(5.5, 7.5, wires(red=61), T=1),
                decider(9.5, 7.0, LOOP, [condition("T", "<", 60)], [output("T")], sent=[]),
            ],
            [net(61, "red", 3, T=1)],
        ),
        "The input runs 1, 2 … 60; at 60 the condition T < 60 fails and it begins at 1 again: a period of 60 ticks.",
        words=((CLOCK, TICK),),
        says=(Said(60, "", (CLOCK, TICK)),),
    ),
    "a clock up to and with thirty": Scenario(
        "circuits",
        circuit(
            [
                constant(5.5, 7.5, wires(red=61), T=1),
                decider(9.5, 7.0, LOOP, [condition("T", "≤", 30)], [output("T")], sent=[]),
            ],
            [net(61, "red", 3, T=1)],
        ),
        "T ≤ 30 still passes 30, so the input reaches 31: a period of 31 ticks, not 30.",
        says=(Said(31, "", (CLOCK, TICK)),),
    ),
    "a clock by steps of five": Scenario(
        "circuits",
        circuit(
            [
                constant(5.5, 7.5, wires(red=61), T=5),
                decider(9.5, 7.0, LOOP, [condition("T", "<", 60)], [output("T")], sent=[]),
            ],
            [net(61, "red", 3, T=5)],
        ),
        "The input runs 5, 10 … 60: 60 ÷ 5 = 12 ticks.",
        says=(Said(12, "", (CLOCK, TICK)),),
    ),
    "a clock by modulo": Scenario(
        "circuits",
        circuit(
            [
                constant(5.5, 7.5, wires(red=61), T=1),
                arithmetic(9.5, 7.0, LOOP, ("T", "%", 45, "T"), sent=[]),
            ],
            [net(61, "red", 3, T=1)],
        ),
        "Input 1 … 45; 45 % 45 = 0, so it begins at 1 again: 45 ticks.",
        says=(Said(45, "", (CLOCK, TICK)),),
    ),
    "set and reset at once while off": Scenario(
        "circuits",
        circuit(
            [
                constant(5.5, 7.5, wires(red=61), S=1, R=1),
                decider(9.5, 7.0, ({"red": 61}, {"red": 62}), [condition("S", ">", "R")], [output("L", 1)], sent=[]),
            ],
            [net(61, "red", S=1, R=1), net(62, "red", 1)],
        ),
        "1 > 1 fails. Its output does not return to its input, so it is no latch, whatever the signals are called.",
        never=(LATCH,),
    ),
    "a counter is recognised": Scenario(
        "circuits",
        circuit(
            [arithmetic(9.5, 7.0, LOOP, ("T", "+", 3, "T"), sent=counts(T=40))],
            [net(61, "red", 2, T=40)],
        ),
        "Its output returns to its input: 3 more each tick, and nothing takes it back.",
        says=(Said(3, "", (COUNTER, "T", ("тик", "tick"))),),
    ),
    "a set-reset latch is recognised": Scenario(
        "circuits",
        circuit(
            [
                chest(5.5, 9.5, wires(red=61)),
                decider(9.5, 7.0, LOOP, [condition("S", ">", "R")], [output("S", 1)], sent=counts(S=1)),
            ],
            [net(61, "red", 3, S=1)],
        ),
        "Wiki «Combinator tutorial», S > R → S = 1 with the output on the input.",
        words=((LATCH, "S"),),
    ),
    "a latch of two thresholds is recognised": Scenario(
        "circuits",
        circuit(
            [
                chest(5.5, 9.5, wires(green=71)),
                decider(
                    9.5,
                    7.0,
                    ({"red": 61, "green": 71}, {"red": 61}),
                    [condition("coal", "<", 20), condition("L", ">", 0, "or"), condition("coal", "<", 80, "and")],
                    [output("L", 1)],
                    sent=counts(L=1),
                ),
                inserter(12.5, 7.5, wires(red=61), condition("L", ">", 0)),
            ],
            [net(61, "red", 3, L=1), net(71, "green", coal=50)],
        ),
        "Hysteresis: on below 20, off from 80 on, in between as it was.",
        words=((LATCH, ("coal", "coal"), ("(19|20).*80", "(19|20).*80")),),
        never=(NEVER,),
        quiet=("inserter",),
    ),
    "two inverters back to back": Scenario(
        "circuits",
        circuit(
            [
                decider(
                    9.5, 7.0, ({"red": 61}, {"red": 62}), [condition("A", "=", 0)], [output("A", 1)], sent=counts(A=1)
                ),
                decider(13.5, 7.0, ({"red": 62}, {"red": 61}), [condition("A", "=", 0)], [output("A", 1)], sent=[]),
            ],
            [net(61, "red"), net(62, "red", A=1)],
        ),
        "Steam guide «Combinators & Circuit Logic 102: SR latches»: two deciders A = 0 → A = 1 into one another hold.",
        words=((LATCH,),),
    ),
    "the numbers of everything": Scenario(
        "circuits",
        circuit(
            [
                constant(5.5, 7.5, wires(red=61), A=250),
                constant(5.5, 9.5, wires(green=71), B=2),
                arithmetic(9.5, 7.0, ({"red": 61, "green": 71}, {"red": 62}), ("A", "*", "B", "C")),
                decider(13.5, 7.0, ({"red": 62}, {"red": 63}), [condition("C", "≥", 500)], [output("D", 1)]),
                lamp(15.5, 7.5, wires(red=63), condition("D", "=", 1)),
            ],
            [net(61, "red", A=250), net(71, "green", B=2), net(62, "red", C=500), net(63, "red", D=1)],
        ),
        "Counted: 2 combinators compute, 2 are constants, 1 lamp; networks 61, 62, 63 red and 71 green. 250 × 2 = 500.",
        says=(
            Said(2, "", (("вычисл", "comput"),)),
            Said(3, "", (("красн", "red"), ("сет", "networks?"))),
            Said(1, "", (("зелён", "green"), ("сет", "networks?"))),
        ),
        never=(NEVER,),
        quiet=("small-lamp", "decider-combinator"),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_circuit_is_taken_for_what_it_is(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
