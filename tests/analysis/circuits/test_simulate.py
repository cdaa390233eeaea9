"""Circuits tick by tick, against worked examples.

Sources: wiki, Circuit network cookbook and Combinator tutorial (clocks, counters, RS latches, memory cells); wiki,
Arithmetic combinator and Decider combinator (operations, wildcards); runtime API 2.0 (conditions and outputs).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.analysis.circuits import Simulation
from agent.analysis.circuits.arithmetic import compute
from agent.game import bundled
from tests.analysis.circuits.kit import arithmetic, circuit, condition, constant, decider, output, selector

if TYPE_CHECKING:
    from agent.analysis.circuits import Circuit
    from tests.analysis.circuits.kit import Json

SPACE = bundled.load("space-age-2.1.20")

INT32 = st.integers(-(2**31), 2**31 - 1)


def sent(simulation: Simulation, number: int, letter: str) -> int:
    return simulation.sent.get(number, {}).get(("virtual", f"signal-{letter}", "normal"), 0)


def run(here: Circuit, number: int, letter: str, ticks: int) -> list[int]:
    simulation = Simulation(here)
    found = []
    for _ in range(ticks):
        simulation.step()
        found.append(sent(simulation, number, letter))
    return found


@pytest.mark.parametrize(
    ("left", "operation", "right", "result"),
    [
        # Wiki, Arithmetic combinator, Notes on operations: quotients are cut, remainders follow the dividend.
        (21, "/", 10, 2),
        (19, "/", 10, 1),
        (-21, "/", 10, -2),
        (-19, "/", 10, -1),
        (5, "/", 0, 0),
        (13, "%", 4, 1),
        (-13, "%", 4, -1),
        (13, "%", -4, 1),
        (5, "%", 0, 0),
        # Two's complement of 32 bits.
        (2147483647, "+", 1, -2147483648),
        (65536, "*", 65536, 0),
        (1, "<<", 31, -2147483648),
        (-8, ">>", 1, -4),
        (2, "^", 10, 1024),
        (7, "^", 0, 1),
        # Wiki: 1100 OR 1010 = 1110 and so on.
        (0b1100, "AND", 0b1010, 0b1000),
        (0b1100, "OR", 0b1010, 0b1110),
        (0b1100, "XOR", 0b1010, 0b0110),
    ],
)
def test_operations(left: int, operation: str, right: int, result: int) -> None:
    assert compute(operation, left, right) == result


@given(INT32, INT32)
def test_quotient_and_remainder_give_the_dividend_back(left: int, right: int) -> None:
    if right:
        assert compute("+", compute("*", compute("/", left, right), right), compute("%", left, right)) == left


def test_a_result_is_seen_one_tick_later() -> None:
    here = circuit(
        [constant(1, A=3), arithmetic(2, "A", "*", 2, "B"), arithmetic(3, "B", "+", 1, "C")],
        [(1, 1, 2, 1), (2, 3, 3, 1)],
    )
    assert run(here, 2, "B", 3) == [6, 6, 6]
    assert run(here, 3, "C", 3) == [1, 7, 7], "its input was 0 in the first tick"


def test_a_counter_adds_its_input_every_tick() -> None:
    """Wiki, Combinator tutorial: a combinator whose output feeds its input counts what comes in."""
    here = circuit([constant(1, A=5), arithmetic(2, "A", "+", 0, "A")], [(1, 1, 2, 1), (2, 3, 2, 1)])
    assert run(here, 2, "A", 5) == [5, 10, 15, 20, 25]


def test_a_clock_runs_to_its_limit_and_starts_again() -> None:
    """Wiki, Circuit network cookbook: T = 1 into «T < 5 → T»; on the wire 1 … 5, as the constant adds its 1."""
    here = circuit(
        [constant(1, T=1), decider(2, [condition("T", "<", 5)], [output("T")])], [(1, 1, 2, 1), (2, 3, 2, 1)]
    )
    assert run(here, 2, "T", 12) == [1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2]


def latch() -> Circuit:
    """S > R → S = 1, fed back over green; reset wins."""
    probe = arithmetic(2, "S", "+", 0, "X")
    return circuit([decider(1, [condition("S", ">", "R")], [output("S", 1)]), probe], [(1, 4, 1, 2), (1, 1, 2, 1)])


def test_an_sr_latch_keeps_what_was_set_until_it_is_reset() -> None:
    here = latch()
    (red,) = {here.nodes[0].inputs["red"]}
    simulation = Simulation(here)
    s, r = ("virtual", "signal-S", "normal"), ("virtual", "signal-R", "normal")
    history = []
    for outside in ({}, {s: 1}, {}, {}, {r: 2}, {}, {}, {s: 1, r: 5}, {}):
        simulation.given = {red: outside}
        simulation.step()
        history.append(sent(simulation, 1, "S"))
    assert history == [0, 1, 1, 1, 0, 0, 0, 0, 0]


def test_two_crossed_deciders_are_a_latch_too() -> None:
    """The RS NOR latch: each sends its letter while the other's input is nothing."""
    here = circuit(
        [
            decider(1, [condition("R", "=", 0)], [output("Q", 1)]),
            decider(2, [condition("Q", "=", 0)], [output("R", 1)]),
        ],
        [(1, 3, 2, 1), (2, 3, 1, 1)],
    )
    assert run(here, 1, "Q", 4) == [1, 0, 1, 0], "both start and swing: nothing breaks the tie"


def memory_cell() -> Circuit:
    """Wiki, Circuit network cookbook: a cell that keeps a positive number while no reset comes."""
    return circuit(
        [decider(1, [condition("R", "=", 0)], [output("A")]), constant(2), arithmetic(3, "A", "+", 0, "Z")],
        [(1, 4, 1, 2), (1, 1, 2, 1), (1, 1, 3, 1)],
    )


def test_a_memory_cell_keeps_the_number_of_a_pulse() -> None:
    here = memory_cell()
    red = here.nodes[0].inputs["red"]
    a, r = ("virtual", "signal-A", "normal"), ("virtual", "signal-R", "normal")
    simulation = Simulation(here)
    history = []
    for outside in ({}, {a: 42}, {}, {}, {}, {r: 1}, {}, {a: 7}, {}):
        simulation.given = {red: outside}
        simulation.step()
        history.append(sent(simulation, 1, "A"))
    assert history == [0, 42, 42, 42, 42, 0, 0, 7, 7]


def test_a_pulse_is_as_long_as_one_tick() -> None:
    """A rising edge: the signal minus itself one tick later."""
    here = circuit(
        [constant(1, A=1), arithmetic(2, "A", "*", -1, "A"), arithmetic(3, "A", "+", 0, "B")],
        [(1, 1, 2, 1), (1, 1, 3, 1), (2, 4, 3, 2)],
    )
    assert run(here, 3, "B", 5) == [1, 0, 0, 0, 0]


def test_each_into_each_and_each_into_one_signal() -> None:
    here = circuit(
        [constant(1, A=3, B=-4), arithmetic(2, "each", "*", 2, "each"), arithmetic(3, "each", "+", 10, "C")],
        [(1, 1, 2, 1), (1, 1, 3, 1)],
    )
    assert run(here, 2, "B", 1) == [-8]
    assert run(here, 3, "C", 1) == [19], "(3 + 10) + (-4 + 10)"


def test_each_on_both_sides_pairs_a_signal_with_itself_on_the_other_wire() -> None:
    colours = {
        "first_signal_networks": {"red": True, "green": False},
        "second_signal_networks": {"red": False, "green": True},
    }
    here = circuit(
        [constant(1, A=6, B=1), constant(2, A=4, C=9), arithmetic(3, "each", "-", "each", "each", **colours)],
        [(1, 1, 3, 1), (2, 2, 3, 2)],
    )
    simulation = Simulation(here)
    simulation.step()
    assert [sent(simulation, 3, letter) for letter in "ABC"] == [2, 1, -9]


def test_red_and_green_are_summed_unless_one_is_left_out() -> None:
    only_green = {"first_signal_networks": {"red": False, "green": True}}
    here = circuit(
        [
            constant(1, A=1),
            constant(2, A=10),
            arithmetic(3, "A", "+", 0, "X"),
            arithmetic(4, "A", "+", 0, "Y", **only_green),
        ],
        [(1, 1, 3, 1), (2, 2, 3, 2), (1, 1, 4, 1), (2, 2, 4, 2)],
    )
    assert run(here, 3, "X", 1) == [11]
    assert run(here, 4, "Y", 1) == [10]


@pytest.mark.parametrize(
    ("wildcard", "signals", "holds"),
    [
        ("everything", {"A": 5, "B": 6}, True),
        ("everything", {"A": 5, "B": 1}, False),
        ("everything", {}, True),
        ("anything", {"A": 5, "B": 1}, True),
        ("anything", {"A": 1, "B": 1}, False),
        ("anything", {}, False),
    ],
)
def test_everything_and_anything(wildcard: str, signals: dict[str, int], *, holds: bool) -> None:
    """Wiki, Decider combinator: «everything» holds over no signals, «anything» does not."""
    here = circuit(
        [constant(1, on=True, **signals), decider(2, [condition(wildcard, ">", 3)], [output("X", 1)])], [(1, 1, 2, 1)]
    )
    assert run(here, 2, "X", 1) == [int(holds)]


def test_each_in_a_decider_passes_every_signal_that_fulfils_it() -> None:
    here = circuit(
        [constant(1, A=5, B=1, C=9), decider(2, [condition("each", ">", 3)], [output("each")])], [(1, 1, 2, 1)]
    )
    simulation = Simulation(here)
    simulation.step()
    assert [sent(simulation, 2, letter) for letter in "ABC"] == [5, 0, 9]


@pytest.mark.parametrize(("a", "b", "c", "holds"), [(1, 0, 0, 0), (1, 1, 0, 1), (0, 0, 1, 1), (0, 1, 0, 0)])
def test_and_binds_before_or(a: int, b: int, c: int, holds: int) -> None:
    """2.0: A > 0 and B > 0 or C > 0."""
    rules = [
        condition("A", ">", 0),
        condition("B", ">", 0, compare_type="and"),
        condition("C", ">", 0, compare_type="or"),
    ]
    here = circuit([constant(1, A=a, B=b, C=c), decider(2, rules, [output("X", 1)])], [(1, 1, 2, 1)])
    assert run(here, 2, "X", 1) == [holds]


def test_several_outputs_each_with_its_own_value() -> None:
    outputs = [output("X", 7), output("A"), output("A", 100)]
    here = circuit([constant(1, A=3), decider(2, [condition("A", "≥", 3)], outputs)], [(1, 1, 2, 1)])
    assert run(here, 2, "X", 1) == [7]
    assert run(here, 2, "A", 1) == [103], "two outputs on one signal are summed"


def test_sections_are_multiplied_and_switched() -> None:
    here = circuit([constant(1, multiplier=2.5, A=3), arithmetic(2, "A", "+", 0, "X")], [(1, 1, 2, 1)])
    assert run(here, 2, "X", 1) == [7], "3 times 2.5, cut to a whole number"
    off = circuit([constant(1, on=False, A=3), arithmetic(2, "A", "+", 1, "X")], [(1, 1, 2, 1)])
    assert run(off, 2, "X", 1) == [1]


@pytest.mark.parametrize(
    ("settings", "letter", "value"),
    [
        ({"operation": "select", "select_max": True, "index_constant": 0}, "C", 9),
        ({"operation": "select", "select_max": True, "index_constant": 1}, "A", 5),
        ({"operation": "select", "select_max": False}, "B", 1),
        ({"operation": "select", "index_constant": 3}, "A", 0),
        ({"operation": "count", "count_signal": {"type": "virtual", "name": "signal-N"}}, "N", 3),
    ],
)
def test_selectors_that_sort_and_count(settings: dict[str, object], letter: str, value: int) -> None:
    here = circuit([constant(1, A=5, B=1, C=9), selector(2, **settings)], [(1, 1, 2, 1)])
    assert run(here, 2, letter, 1) == [value]


@pytest.mark.parametrize("index", [0, 3])
def test_a_lone_signal_is_selected_whatever_the_index(index: int) -> None:
    """Wiki, Selector combinator: a single input signal is always passed through, even if the index is out of bounds."""
    here = circuit([constant(1, A=5), selector(2, operation="select", index_constant=index)], [(1, 1, 2, 1)])
    assert run(here, 2, "A", 1) == [5]


def test_a_selector_of_stack_sizes_tells_them_of_items_alone() -> None:
    """Wiki: iron plates stack to 100, whatever their count."""
    plates = constant(1, A=7)
    plates["control_behavior"]["sections"]["sections"][0]["filters"].append(
        {"index": 2, "type": "item", "name": "iron-plate", "quality": "normal", "comparator": "=", "count": -3}
    )
    here = circuit([plates, selector(2, operation="stack-size")], [(1, 1, 2, 1)])
    simulation = Simulation(here)
    simulation.step()
    assert simulation.unknown == set()
    assert simulation.sent[2] == {("item", "iron-plate", "normal"): 100}


def things(*filters: tuple[str, str, str, int]) -> Json:
    """A constant combinator of any signals: type, name, quality and count."""
    made = constant(1)
    made["control_behavior"]["sections"]["sections"][0]["filters"] = [
        {"index": n, "type": kind, "name": name, "quality": quality, "comparator": "=", "count": count}
        for n, (kind, name, quality, count) in enumerate(filters, 1)
    ]
    return made


def test_a_selector_of_rocket_capacity_tells_what_a_rocket_holds() -> None:
    """FactorioLab, rocketCapacity: 1,000 iron plates, 5 locomotives, no rocket silo; a letter is no item."""
    names = ("iron-plate", "locomotive", "rocket-silo")
    given_out = things(*(("item", name, "normal", 3) for name in names), ("virtual", "signal-A", "normal", 1))
    simulation = Simulation(circuit([given_out, selector(2, operation="rocket-capacity")], [(1, 1, 2, 1)]))
    simulation.step()
    assert simulation.unknown == set()
    assert simulation.sent[2] == {("item", "iron-plate", "normal"): 1000, ("item", "locomotive", "normal"): 5}


@pytest.mark.parametrize(
    ("wanted", "passed"),
    [
        ({"quality": "rare", "comparator": "="}, ["rare"]),
        ({"quality": "rare", "comparator": "≥"}, ["epic", "rare"]),
        ({"quality": "rare", "comparator": "<"}, ["normal"]),
        ({"quality": "rare", "comparator": "≠"}, ["epic", "normal"]),
        ({}, ["epic", "normal", "rare"]),
        (None, ["epic", "normal", "rare"]),
    ],
)
def test_a_selector_of_quality_passes_signals_as_they_are(wanted: Json | None, passed: list[str]) -> None:
    """Levels of quality (game data): normal 0, rare 2, epic 3."""
    given_out = things(*(("item", "iron-plate", quality, 7) for quality in ("normal", "rare", "epic")))
    settings = {} if wanted is None else {"quality_filter": wanted}
    picking = selector(2, operation="quality-filter", **settings)
    simulation = Simulation(circuit([given_out, picking], [(1, 1, 2, 1)], data=SPACE))
    simulation.step()
    assert simulation.unknown == set()
    assert sorted(key[2] for key in simulation.sent[2]) == passed
    assert set(simulation.sent[2].values()) == {7}


def test_a_quality_that_nobody_knows_cannot_be_compared() -> None:
    picking = selector(2, operation="quality-filter", quality_filter={"quality": "mythic", "comparator": "="})
    assert Simulation(circuit([constant(1, A=5), picking], [(1, 1, 2, 1)])).unknown == {2}


def test_a_counter_runs_over_the_edge_of_32_bits() -> None:
    here = circuit([constant(1, A=2**30), arithmetic(2, "A", "+", 0, "A")], [(1, 1, 2, 1), (2, 3, 2, 1)])
    assert run(here, 2, "A", 4) == [2**30, -(2**31), -(2**30), 0], "a sum of 0 is no signal"


def test_a_selector_that_rolls_dice_is_named_and_sends_nothing() -> None:
    here = circuit([constant(1, A=5), selector(2, operation="random")], [(1, 1, 2, 1)])
    simulation = Simulation(here)
    simulation.step(5)
    assert simulation.unknown == {2}
    assert simulation.sent[2] == {}


def test_the_string_of_an_old_game_computes_alike() -> None:
    """0.17: one condition, one output, flat filters, wires inside the entities."""
    old = 281474976710656 + 8
    entities = [
        {
            "entity_number": 1,
            "name": "constant-combinator",
            "position": {"x": 0.5, "y": 0.5},
            "control_behavior": {
                "filters": [{"signal": {"type": "virtual", "name": "signal-T"}, "count": 1, "index": 1}]
            },
            "connections": {"1": {"red": [{"entity_id": 2, "circuit_id": 1}]}},
        },
        {
            "entity_number": 2,
            "name": "decider-combinator",
            "position": {"x": 3, "y": 0.5},
            "control_behavior": {
                "decider_conditions": {
                    "first_signal": {"type": "virtual", "name": "signal-T"},
                    "constant": 5,
                    "comparator": "<",
                    "output_signal": {"type": "virtual", "name": "signal-T"},
                    "copy_count_from_input": True,
                }
            },
            "connections": {
                "1": {"red": [{"entity_id": 1}, {"entity_id": 2, "circuit_id": 2}]},
                "2": {"red": [{"entity_id": 2, "circuit_id": 1}]},
            },
        },
    ]
    assert run(circuit(entities, [], version=old), 2, "T", 6) == [1, 2, 3, 4, 0, 1]
