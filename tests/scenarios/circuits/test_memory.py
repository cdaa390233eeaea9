"""Clocks, counters, cells and latches: recognised, and followed tick by tick.

Wiki «Tutorial:Combinator tutorial»: a combinator whose output returns to its input counts, holds or toggles; each adds
one tick of delay. The values are followed by hand: input of tick t = outside signals + output of tick t − 1.
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
    equals,
    net,
    output,
    wires,
)
from tests.scenarios.kit import LANGUAGES, Said, Scenario, unmet

if TYPE_CHECKING:
    from agent.contract import Language
    from tests.scenarios.kit import Word

CLOCK: Final[Word] = ("часы|таймер|тактов|период|повторя", "clock|timer|period|repeats")
LATCH: Final[Word] = ("защёлк|триггер", "latch|flip-flop")
CELL: Final[Word] = ("ячейк|память|памят|хранит|помнит", "memory|cell|holds|keeps|stores")
COUNTER: Final[Word] = ("счётчик|считает", "counter|counts")
TICK: Final[Word] = (r"тик", r"tick")
AFTER_100: Final = ("Чему будет равно T через 100 тиков?", "What will T be after 100 ticks?")
AFTER_10: Final = ("Чему будет равно S через 10 тиков?", "What will S be after 10 ticks?")
LOOP: Final = ({"red": 61}, {"red": 61})

SCENARIOS: Final[dict[str, Scenario]] = {
    "a counter that runs away": Scenario(
        "circuits",
        circuit(
            [arithmetic(9.5, 7.0, LOOP, ("T", "+", 1, "T"), sent=counts(T=40))],
            [net(61, "red", 2, T=40)],
        ),
        "Each tick adds 1 and nothing resets it: 40 + 100 = 140 after 100 ticks.",
        words=((equals("T", 140), TICK), (COUNTER,)),
        ask=AFTER_100,
    ),
    "a counter over the edge": Scenario(
        "circuits",
        circuit(
            [arithmetic(9.5, 7.0, LOOP, ("T", "+", 1, "T"), sent=counts(T=2_147_483_600))],
            [net(61, "red", 2, T=2_147_483_600)],
        ),
        "2,147,483,600 + 47 = 2,147,483,647; the 48th tick wraps to −2,147,483,648, 52 more give −2,147,483,596.",
        words=((equals("T", -2_147_483_596), TICK),),
        ask=AFTER_100,
    ),
    "a cell that holds": Scenario(
        "circuits",
        circuit(
            [decider(9.5, 7.0, LOOP, [condition("T", ">", 0)], [output("T")], sent=counts(T=42))],
            [net(61, "red", 2, T=42)],
        ),
        "Wiki «Combinator tutorial», memory: with no other input it holds what it has: 42 after 100 ticks as well.",
        words=((equals("T", 42), TICK),),
        ask=AFTER_100,
    ),
    "a cell that is written by a pulse": Scenario(
        "circuits",
        circuit(
            [
                constant(5.5, 7.5, wires(green=71), A=7),
                chest(5.5, 9.5, wires(red=61, green=72)),
                decider(9.5, 7.0, ({"red": 61, "green": 71}, {"red": 62}), [condition("coal", ">", 0)], [output("A")]),
                decider(
                    13.5,
                    7.0,
                    ({"red": 62, "green": 72}, {"red": 62}),
                    [condition("coal", "=", 0)],
                    [output("A")],
                    sent=counts(A=42),
                ),
            ],
            [net(71, "green", A=7), net(61, "red"), net(62, "red", 3, A=42), net(72, "green")],
        ),
        "Wiki «Combinator tutorial», memory cells: while there is no coal the second decider feeds itself; A stays 42"
        " although 7 waits on the data wire.",
        words=((equals("A", 42), TICK), (CELL,)),
        ask=("Чему будет равно A через 100 тиков?", "What will A be after 100 ticks?"),
    ),
    "a cell that is fed all the time": Scenario(
        "circuits",
        circuit(
            [
                constant(5.5, 7.5, wires(red=61), T=3),
                decider(9.5, 7.0, LOOP, [condition("T", ">", 0)], [output("T")], sent=counts(T=42)),
            ],
            [net(61, "red", 3, T=45)],
        ),
        "Wiki «Combinator tutorial»: a steady input adds itself each tick. The cell sends 42 + 100 × 3 = 342 after 100"
        " ticks, and with the 3 of the constant 345 are on the wire.",
        words=((("342|345", "342|345"), TICK),),
        ask=AFTER_100,
    ),
    "a latch that was set": Scenario(
        "circuits",
        circuit(
            [decider(9.5, 7.0, LOOP, [condition("S", ">", "R")], [output("S", 1)], sent=counts(S=1))],
            [net(61, "red", 2, S=1)],
        ),
        "Wiki «Combinator tutorial», S > R → S = 1: 1 > 0 holds it on without any input.",
        words=((equals("S", 1), TICK), (LATCH,)),
        ask=AFTER_10,
    ),
    "a latch under reset": Scenario(
        "circuits",
        circuit(
            [
                constant(5.5, 7.5, wires(red=61), R=1),
                decider(9.5, 7.0, LOOP, [condition("S", ">", "R")], [output("S", 1)], sent=counts(S=1)),
            ],
            [net(61, "red", 3, S=1, R=1)],
        ),
        "1 > 1 fails: it lets go after 1 tick and stays off.",
        words=((equals("S", 0), TICK), (LATCH,)),
        ask=AFTER_10,
    ),
    "set and reset at once while on": Scenario(
        "circuits",
        circuit(
            [
                constant(5.5, 7.5, wires(red=61), S=1, R=1),
                decider(9.5, 7.0, LOOP, [condition("S", ">", "R")], [output("S", 1)], sent=counts(S=1)),
            ],
            [net(61, "red", 3, S=2, R=1)],
        ),
        "The set signal adds to the loop's own: 2 > 1 holds, it stays on; 1 + 1 = 2 is on the wire.",
        words=((("(?<![a-zа-я])S\\W*(=|—|:)\\s*[12]", "\\bS\\W*(=|—|:)\\s*[12]"), TICK), (LATCH,)),
        ask=AFTER_10,
    ),
    "hysteresis in one decider holds": Scenario(
        "circuits",
        circuit(
            [
                constant(5.5, 7.5, wires(green=71), A=50),
                decider(
                    9.5,
                    7.0,
                    ({"red": 61, "green": 71}, {"red": 61}),
                    [condition("A", "<", 20), condition("L", ">", 0, "or"), condition("A", "<", 80, "and")],
                    [output("L", 1)],
                    sent=counts(L=1),
                ),
            ],
            [net(61, "red", 2, L=1), net(71, "green", A=50)],
        ),
        "A < 20 or (L > 0 and A < 80): with A = 50 and L = 1 it stays on.",
        words=((equals("L", 1), TICK), (LATCH,)),
        ask=("Чему будет равно L через 10 тиков?", "What will L be after 10 ticks?"),
    ),
    "three in a row take three ticks": Scenario(
        "circuits",
        circuit(
            [
                constant(5.5, 7.5, wires(red=61), A=8),
                arithmetic(9.5, 7.0, ({"red": 61}, {"red": 62}), ("A", "*", 2, "B"), sent=[]),
                arithmetic(13.5, 7.0, ({"red": 62}, {"red": 63}), ("B", "+", 1, "C"), sent=[]),
                arithmetic(17.5, 7.0, ({"red": 63}, {"red": 64}), ("C", "*", "C", "D"), sent=[]),
            ],
            [net(61, "red", A=8), net(62, "red"), net(63, "red"), net(64, "red", 1)],
        ),
        "One tick each: after 3 ticks D = (8 × 2 + 1)² = 289.",
        says=(Said(3, "", (TICK,)),),
        words=((equals("D", 289), TICK),),
    ),
    "an edge detector at rest": Scenario(
        "circuits",
        circuit(
            [
                constant(5.5, 7.5, wires(red=61), A=10),
                arithmetic(9.5, 7.0, ({"red": 61}, {"green": 71}), ("A", "*", -1, "A"), sent=counts(A=-10)),
                decider(
                    13.5,
                    7.0,
                    ({"red": 61, "green": 71}, {"red": 62}),
                    [condition("A", "≠", 0)],
                    [output("P", 1)],
                    sent=[],
                ),
            ],
            [net(61, "red", 3, A=10), net(71, "green", A=-10), net(62, "red", 1)],
        ),
        "A minus A of the tick before: 10 − 10 = 0 at rest, for one tick another value when A changes. A pulse circuit;"
        " its condition holds whenever the constant is changed.",
        words=((("импульс|фронт|изменени", "pulse|edge|change"),),),
        never=(("никогда", "never"),),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_what_a_circuit_remembers_is_followed_tick_by_tick(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
