"""Longer circuits and questions in a player's words: pulses that are counted, times in seconds, priorities of a latch.

Rules: wiki «Tutorial:Combinator tutorial» (one tick of delay a combinator), «Decider combinator» (a constant on one
signal is given once for each signal that holds), «Selector combinator» (a lone input always passes; ascending begins at
the lowest value), «Arithmetic combinator» (bitwise operations and powers). Sixty ticks are a second (wiki «Time»).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.scenarios.circuits.kit import (
    GREEN_ONLY,
    RED_ONLY,
    arithmetic,
    circuit,
    condition,
    constant,
    counts,
    decider,
    equals,
    net,
    output,
    selector,
    wires,
)
from tests.scenarios.kit import LANGUAGES, Said, Scenario, unmet

if TYPE_CHECKING:
    from agent.contract import Language, Snapshot
    from tests.scenarios.build import Json
    from tests.scenarios.kit import Word

TICK: Final[Word] = ("тик", "tick")
LATCH: Final[Word] = ("защёлк|триггер", "latch|flip-flop")
OUT: Final = ("Что выдаёт комбинатор?", "What does the combinator put out?")
IO: Final = ({"red": 61}, {"red": 62})
LOOP: Final = ({"red": 61}, {"red": 61})


def fed(computer: Json, **values: int) -> Snapshot:
    """Return a constant combinator that feeds a combinator over a red wire; nothing has come out of it yet."""
    return circuit(
        [constant(5.5, 7.5, wires(red=61), **values), computer],
        [net(61, "red", **values), net(62, "red", 1)],
    )


def pulses() -> Snapshot:
    """Return a clock of ten ticks, a decider that tells its tenth, and a combinator that adds those up."""
    return circuit(
        [
            constant(5.5, 7.5, wires(red=61), T=1),
            decider(9.5, 7.0, LOOP, [condition("T", "<", 10)], [output("T")], sent=[]),
            decider(13.5, 7.0, IO, [condition("T", "=", 10)], [output("P", 1)], sent=[]),
            arithmetic(17.5, 7.0, ({"red": 62}, {"red": 62}), ("P", "+", 0, "P"), sent=[]),
        ],
        [net(61, "red", 4, T=1), net(62, "red", 3)],
    )


def running(start: int, step: int) -> Snapshot:
    """Return a combinator that adds so much each tick."""
    return circuit(
        [arithmetic(9.5, 7.0, LOOP, ("T", "+", step, "T"), sent=counts(T=start))],
        [net(61, "red", 2, T=start)],
    )


def guarded_latch(**now: int) -> Snapshot:
    """Return a latch whose reset beats its set: (S > 0 and R = 0) or (L > 0 and R = 0) → L = 1; it is on."""
    return circuit(
        [
            constant(5.5, 7.5, wires(green=71), **now),
            decider(
                9.5,
                7.0,
                ({"red": 61, "green": 71}, {"red": 61}),
                [
                    condition("S", ">", 0),
                    condition("R", "=", 0, "and"),
                    condition("L", ">", 0, "or"),
                    condition("R", "=", 0, "and"),
                ],
                [output("L", 1)],
                sent=counts(L=1),
            ),
        ],
        [net(61, "red", 2, L=1), net(71, "green", **now)],
    )


SCENARIOS: Final[dict[str, Scenario]] = {
    "pulses are counted": Scenario(
        "circuits",
        pulses(),
        "The wire carries T = (n mod 10) + 1 after n ticks; the pulse comes a tick after T = 10, at n = 10, 20 … 90,"
        " and is on the wire with the sum so far: after 95 ticks P = 9.",
        words=((equals("P", 9), TICK),),
        ask=("Чему будет равно P через 95 тиков?", "What will P be after 95 ticks?"),
    ),
    "a hundredth tick with a pulse": Scenario(
        "circuits",
        pulses(),
        "n = 100 is a tick with a pulse: P = 10; T = (100 mod 10) + 1 = 1.",
        words=((equals("P", 10), TICK),),
        ask=("Чему будет равно P через 100 тиков?", "What will P be after 100 ticks?"),
    ),
    "asked in seconds": Scenario(
        "circuits",
        running(40, 1),
        "5 s = 300 ticks: 40 + 300 = 340.",
        words=((equals("T", 340),),),
        ask=("Чему будет равно T через 5 секунд?", "What will T be in 5 seconds?"),
    ),
    "asked in minutes": Scenario(
        "circuits",
        running(0, 2),
        "1 min = 3,600 ticks: 2 × 3,600 = 7,200.",
        words=((equals("T", 7200),),),
        ask=("Чему будет равно T через минуту?", "What will T be in one minute?"),
    ),
    "backwards": Scenario(
        "circuits",
        running(10, -3),
        "10 − 3 × 50 = −140.",
        words=((equals("T", -140),),),
        ask=("Чему будет равно T через 50 тиков?", "What will T be after 50 ticks?"),
    ),
    "reset beats set": Scenario(
        "circuits",
        guarded_latch(S=1, R=1),
        "R = 0 fails in both parts: it goes off after a tick though S is on.",
        words=((equals("L", 0), TICK), (LATCH,)),
        ask=("Чему будет равно L через 10 тиков?", "What will L be after 10 ticks?"),
    ),
    "no reset, no set": Scenario(
        "circuits",
        guarded_latch(A=1),
        "L > 0 and R = 0: it stays on.",
        words=((equals("L", 1), TICK), (LATCH,)),
        ask=("Чему будет равно L через 10 тиков?", "What will L be after 10 ticks?"),
    ),
    "red minus green": Scenario(
        "circuits",
        circuit(
            [
                constant(5.5, 7.5, wires(red=61), A=100),
                constant(5.5, 9.5, wires(green=71), A=30),
                arithmetic(
                    9.5, 7.0, ({"red": 61, "green": 71}, {"red": 62}), ("A", "-", "A", "B"), RED_ONLY, GREEN_ONLY
                ),
            ],
            [net(61, "red", A=100), net(71, "green", A=30), net(62, "red", 1)],
        ),
        "100 of red minus 30 of green = 70.",
        words=((equals("B", 70),),),
        ask=OUT,
    ),
    "exclusive or": Scenario(
        "circuits",
        fed(arithmetic(9.5, 7.0, IO, ("A", "XOR", 10, "B")), A=12),
        "1100 XOR 1010 = 0110 = 6.",
        words=((equals("B", 6),),),
        ask=OUT,
    ),
    "a power": Scenario(
        "circuits",
        fed(arithmetic(9.5, 7.0, IO, ("A", "^", 4, "B")), A=3),
        "3⁴ = 81.",
        words=((equals("B", 81),),),
        ask=OUT,
    ),
    "one for each that holds": Scenario(
        "circuits",
        fed(
            decider(9.5, 7.0, IO, [condition("each", ">", 60)], [output("N", 1)]),
            iron_plate=100,
            copper_plate=70,
            coal=5,
        ),
        "100 and 70 are above 60, 5 is not: 1 + 1 = 2 on N.",
        words=((equals("N", 2), TICK),),
        ask=OUT,
    ),
    "everything is passed on": Scenario(
        "circuits",
        fed(decider(9.5, 7.0, IO, [condition("everything", ">", 0)], [output("everything")]), iron_plate=100, coal=5),
        "Both are above 0, so both pass.",
        words=((equals("iron-plate", 100), equals("coal", 5), TICK),),
        ask=OUT,
    ),
    "everything fails by one": Scenario(
        "circuits",
        fed(decider(9.5, 7.0, IO, [condition("everything", ">", 10)], [output("N", 1)]), iron_plate=100, coal=5),
        "Coal 5 > 10 fails, so everything fails: nothing is put out, and with these constants nothing ever will be.",
        never=((r"после.*(?<!\w)N = 1", r"after.*(?<!\w)N = 1"),),
        words=((("никогда|N = 0|ничего", "never|N = 0|nothing"),),),
        ask=OUT,
    ),
    "the smallest": Scenario(
        "circuits",
        fed(
            selector(9.5, 7.0, IO, "select", select_max=False, index_constant=0),
            iron_plate=100,
            copper_plate=7,
            coal=30,
        ),
        "Ascending 7, 30, 100: the first is 7 copper plates.",
        words=((equals("copper-plate", 7), TICK),),
        ask=OUT,
    ),
    "a lone input passes at any index": Scenario(
        "circuits",
        fed(selector(9.5, 7.0, IO, "select", select_max=True, index_constant=3), coal=30),
        "Wiki «Selector combinator»: a single input is passed on even if the index is out of bounds.",
        words=((equals("coal", 30), TICK),),
        ask=OUT,
    ),
    "three times as much each tick is no memory": Scenario(
        "circuits",
        circuit(
            [arithmetic(9.5, 7.0, LOOP, ("T", "*", 3, "T"), sent=counts(T=1))],
            [net(61, "red", 2, T=1)],
        ),
        "It triples: 3²⁵ = 847,288,609,443, less 197 × 2³² = 1,180,052,131. Nothing is kept.",
        words=((equals("T", 1_180_052_131), TICK),),
        never=(("ячейка памяти|хранит число", "memory cell|keeps the number"),),
        ask=("Чему будет равно T через 25 тиков?", "What will T be after 25 ticks?"),
    ),
    "how long until it gets there": Scenario(
        "circuits",
        running(40, 1),
        "200 − 40 = 160 ticks = 2.7 s.",
        says=(Said(160, "", (TICK, "200")),),
        ask=("Через сколько тиков T достигнет 200?", "In how many ticks does T reach 200?"),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_longer_circuit_is_followed_as_asked(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
