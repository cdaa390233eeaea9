"""Networks that reach out of the area: what others may send there is not denied (contract: connectors, collected)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.scenarios.build import network, snapshot
from tests.scenarios.circuits.kit import arithmetic, circuit, condition, constant, decider, lamp, net, output, wires
from tests.scenarios.kit import LANGUAGES, Scenario, unmet

if TYPE_CHECKING:
    from agent.contract import Language
    from tests.scenarios.kit import Word

NEVER: Final[Word] = ("никогда|не может", "never|cannot")
NOBODY: Final[Word] = ("никто|никем", "nobody|no one")

SCENARIOS: Final[dict[str, Scenario]] = {
    "a constant beside senders beyond the box": Scenario(
        "circuits",
        circuit(
            [constant(5.5, 7.5, wires(red=61), A=250), lamp(15.5, 7.5, wires(red=61), condition("A", ">", 1000))],
            [net(61, "red", 4, A=250)],
        ),
        "The constant sends 250, but 2 of the 4 connectors are outside: they may add to it.",
        never=(NEVER,),
    ),
    "all of it is in the box": Scenario(
        "circuits",
        circuit(
            [constant(5.5, 7.5, wires(red=61), A=250), lamp(15.5, 7.5, wires(red=61), condition("A", ">", 1000))],
            [net(61, "red", 2, A=250)],
        ),
        "2 of 2 connectors are told: nobody else can send, A stays 250.",
        words=((NEVER,),),
    ),
    "networks that nobody asked for": Scenario(
        "circuits",
        snapshot(
            [
                decider(9.5, 7.0, ({"red": 61}, {"red": 62}), [condition("A", ">", 5)], [output("S", 1)]),
            ],
            electric_networks=[network()],
            collected=[],
        ),
        "No network was collected, so nothing is known of what they carry; the formula can be read all the same.",
        words=(("A > 5", "S"),),
        never=(NEVER,),
    ),
    "senders beyond the box": Scenario(
        "circuits",
        circuit([lamp(15.5, 7.5, wires(red=61), condition("A", ">", 1000))], [net(61, "red", 6, A=250)]),
        "The network has 6 connectors and only the lamp's stands in the box: others send the 250 and may send more.",
        never=(NEVER, ("передают — никто", "sent by nobody")),
        quiet=("small-lamp",),
    ),
    "read from beyond the box": Scenario(
        "circuits",
        circuit(
            [arithmetic(9.5, 7.0, ({"red": 61}, {"red": 62}), ("B", "*", 10, "C"))],
            [net(61, "red", 9, B=3), net(62, "red", 1)],
        ),
        "B = 3 is on the wire now, sent from outside: C = 30 follows.",
        never=(NEVER, ("«B».*передают — никто", "“B”.*sent by nobody")),
        quiet=("arithmetic-combinator",),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_what_may_come_from_outside_is_not_denied(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
