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
    circuit,
    condition,
    constant,
    decider,
    equals,
    net,
    output,
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
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_combinator_computes_as_in_the_game(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
