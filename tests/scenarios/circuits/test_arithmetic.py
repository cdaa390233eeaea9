"""What combinators make of their inputs, worked out by hand from the wiki's rules.

Wiki «Arithmetic combinator»: inputs of both wires are summed first; integers are signed 32-bit and wrap; division and
modulo truncate towards zero (−21 / 10 = −2, −21 % 10 = −1). Wiki «Decider combinator»: each is judged signal by signal,
everything is true and anything false where nothing comes in; AND binds before OR (Factorio 2.0, FFF-384). Wiki
«Selector combinator»: sorted by value, index from 0. A combinator's output is on the network one tick after its input.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.scenarios.circuits.kit import (
    RED_ONLY,
    arithmetic,
    circuit,
    condition,
    constant,
    decider,
    equals,
    net,
    output,
    selector,
    signal,
    wires,
)
from tests.scenarios.kit import LANGUAGES, Scenario, unmet

if TYPE_CHECKING:
    from agent.contract import Language, Snapshot
    from tests.scenarios.build import Json

OUT: Final = ("Что выдаёт комбинатор?", "What does the combinator put out?")
IO: Final = ({"red": 61}, {"red": 62})


def fed(computer: Json, **values: int) -> Snapshot:
    """Return a constant combinator that feeds a combinator over a red wire; nothing has come out of it yet."""
    return circuit(
        [constant(5.5, 7.5, wires(red=61), **values), computer],
        [net(61, "red", **values), net(62, "red", 1)],
    )


SCENARIOS: Final[dict[str, Scenario]] = {
    "sections are summed, multiplied and switched": Scenario(
        "circuits",
        circuit(
            [
                {
                    **constant(5.5, 7.5, wires(red=61)),
                    "circuit": {
                        "connectors": wires(red=61),
                        "control": {
                            "sections": {
                                "sections": [
                                    {"filters": [{**signal("A"), "count": 7}], "multiplier": 3.0},
                                    {"filters": [{**signal("A"), "count": 1}, {**signal("B"), "count": 2}]},
                                    {"filters": [{**signal("C"), "count": 9}], "active": False},
                                ]
                            }
                        },
                    },
                }
            ],
            [net(61, "red", 1, A=22, B=2)],
        ),
        "Wiki «Constant combinator»: A = 7 × 3 + 1 = 22, B = 2; a section that is off gives nothing.",
        words=((equals("A", 22),), (equals("B", 2),)),
        never=(equals("C", 9),),
    ),
    "anything fails where nothing comes": Scenario(
        "circuits",
        circuit(
            [
                constant(5.5, 7.5, wires(red=61)),
                decider(9.5, 7.0, IO, [condition("anything", "<", 5)], [output("S", 1)]),
            ],
            [net(61, "red"), net(62, "red", 1)],
        ),
        "Wiki «Decider combinator»: anything is false where there are no inputs, even for < 5.",
        words=((("никогда|не может", "never|cannot"), ("любой|что угодно|anything", "any")),),
        ask=OUT,
    ),
    "red and green are summed": Scenario(
        "circuits",
        circuit(
            [
                constant(5.5, 7.5, wires(red=61), A=7),
                constant(5.5, 9.5, wires(green=71), A=5),
                arithmetic(9.5, 7.0, ({"red": 61, "green": 71}, {"red": 62}), ("A", "*", 10, "B")),
            ],
            [net(61, "red", A=7), net(71, "green", A=5), net(62, "red", 1)],
        ),
        "(7 + 5) × 10 = 120.",
        words=((equals("B", 120),),),
        ask=OUT,
    ),
    "only the red wire is read": Scenario(
        "circuits",
        circuit(
            [
                constant(5.5, 7.5, wires(red=61), A=7),
                constant(5.5, 9.5, wires(green=71), A=5),
                arithmetic(9.5, 7.0, ({"red": 61, "green": 71}, {"red": 62}), ("A", "*", 10, "B"), RED_ONLY),
            ],
            [net(61, "red", A=7), net(71, "green", A=5), net(62, "red", 1)],
        ),
        "CircuitNetworkSelection red: 7 × 10 = 70; the 5 of the green wire does not count.",
        words=((equals("B", 70),),),
        never=(equals("B", 120),),
        ask=OUT,
    ),
    "32 bits overflow": Scenario(
        "circuits",
        fed(arithmetic(9.5, 7.0, IO, ("A", "+", 1, "B")), A=2_147_483_647),
        "2,147,483,647 + 1 wraps to −2,147,483,648.",
        words=((equals("B", -2_147_483_648),),),
        never=(equals("B", 2_147_483_648),),
        ask=OUT,
    ),
    "a product overflows": Scenario(
        "circuits",
        fed(arithmetic(9.5, 7.0, IO, ("A", "*", 65_536, "B")), A=65_537),
        "65,537 × 65,536 = 2³² + 65,536, of which 32 bits are left: 65,536.",
        words=((equals("B", 65_536),),),
        ask=OUT,
    ),
    "the sign bit by a shift": Scenario(
        "circuits",
        fed(arithmetic(9.5, 7.0, IO, ("A", "<<", 31, "B")), A=1),
        "1 << 31 sets the sign bit: −2,147,483,648.",
        words=((equals("B", -2_147_483_648),),),
        ask=OUT,
    ),
    "division truncates": Scenario(
        "circuits",
        fed(arithmetic(9.5, 7.0, IO, ("A", "/", 10, "B")), A=-21),
        "Wiki's own example: −21 / 10 = −2.",
        words=((equals("B", -2),),),
        never=(equals("B", -3),),
        ask=OUT,
    ),
    "modulo keeps the sign": Scenario(
        "circuits",
        fed(arithmetic(9.5, 7.0, IO, ("A", "%", 10, "B")), A=-21),
        "−21 = −2 × 10 − 1, so −21 % 10 = −1.",
        words=((equals("B", -1),),),
        never=(equals("B", 9),),
        ask=OUT,
    ),
    "each into one signal": Scenario(
        "circuits",
        fed(arithmetic(9.5, 7.0, IO, ("each", "*", 2, "S")), iron_plate=100, copper_plate=50, coal=-10),
        "Results of each are summed on one output signal: (100 + 50 − 10) × 2 = 280.",
        words=((equals("S", 280),),),
        ask=OUT,
    ),
    "each into each": Scenario(
        "circuits",
        fed(arithmetic(9.5, 7.0, IO, ("each", "*", 2, "each")), iron_plate=100, copper_plate=50),
        "Signal by signal: 200 iron plates, 100 copper plates.",
        words=((equals("iron-plate", 200), equals("copper-plate", 100)),),
        ask=OUT,
    ),
    "a decider passes each that holds": Scenario(
        "circuits",
        fed(decider(9.5, 7.0, IO, [condition("each", ">", 60)], [output("each")]), iron_plate=100, copper_plate=50),
        "Only 100 > 60; 50 > 60 does not hold.",
        words=((equals("iron-plate", 100), ("тик", "tick")),),
        ask=("Что выдаёт комбинатор, когда всё установилось?", "What does the combinator put out once settled?"),
    ),
    "and binds before or": Scenario(
        "circuits",
        fed(
            decider(
                9.5,
                7.0,
                IO,
                [condition("C", ">", 5), condition("A", ">", 5, "or"), condition("B", ">", 5, "and")],
                [output("D", 1), output("C")],
            ),
            C=9,
        ),
        "C > 5 or (A > 5 and B > 5): the first part holds, so D = 1 and C = 9. Read from the left it would be false.",
        words=((equals("D", 1), equals("C", 9), ("тик", "tick")),),
        ask=OUT,
    ),
    "everything holds where nothing comes": Scenario(
        "circuits",
        circuit(
            [
                constant(5.5, 7.5, wires(red=61)),
                decider(9.5, 7.0, IO, [condition("everything", "≠", 0)], [output("S", 1)]),
            ],
            [net(61, "red"), net(62, "red", 1)],
        ),
        "Wiki «Decider combinator»: everything is true where there are no inputs.",
        words=((equals("S", 1), ("тик", "tick")),),
        never=(("никогда", "never"),),
        ask=OUT,
    ),
    "the second largest": Scenario(
        "circuits",
        fed(
            selector(9.5, 7.0, IO, "select", select_max=True, index_constant=1),
            iron_plate=100,
            copper_plate=250,
            coal=30,
        ),
        "Descending 250, 100, 30; index 1 (from 0) is the second: 100 iron plates.",
        words=((equals("iron-plate", 100), ("тик", "tick")),),
        ask=OUT,
    ),
    "how many signals": Scenario(
        "circuits",
        fed(selector(9.5, 7.0, IO, "count", count_signal=signal("N")), iron_plate=100, copper_plate=250, coal=-30),
        "Count inputs counts signals and not values: 3.",
        words=((equals("N", 3),),),
        ask=OUT,
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_combinator_computes_as_in_the_game(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
