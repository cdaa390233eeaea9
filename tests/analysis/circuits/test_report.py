"""What is said of circuits: formulas, who writes and reads, memories, conditions that cannot hold, how they move.

Circuits are the wiki's (Circuit network cookbook, Combinator tutorial); what they are follows from its descriptions.
"""

from __future__ import annotations

import pytest

from agent.analysis.circuits import Circuit, circuit_analysis, circuit_of_snapshot, find_loops
from agent.analysis.findings import Finding, Severity
from agent.analysis.wording import sentence
from agent.i18n import LANGUAGES, LanguageCode, catalogue
from tests.analysis.circuits.kit import (
    arithmetic,
    circuit,
    condition,
    constant,
    decider,
    output,
    selector,
    thing,
    virtual,
)
from tests.analysis.kit import DATA, snapshot


def clock(limit: int = 59) -> Circuit:
    return circuit(
        [constant(1, T=1), decider(2, [condition("T", "≤", limit)], [output("T")])], [(1, 1, 2, 1), (2, 3, 2, 1)]
    )


def hysteresis() -> Circuit:
    """A pump's trigger: on below 2,000 of B, off above 18,000 (B stands for the fluid)."""
    rules = [
        condition("B", "<", 2000),
        condition("L", ">", 0, compare_type="or"),
        condition("B", "<", 18000, compare_type="and"),
    ]
    return circuit(
        [decider(1, rules, [output("L", 1)]), thing(2, "steel-chest"), thing(3, "inserter")],
        [(1, 4, 1, 2), (2, 1, 1, 1), (1, 4, 3, 2)],
    )


def said(here: Circuit, language: LanguageCode = "en") -> list[str]:
    found = circuit_analysis(here, "base 2.0.77")
    return [sentence(finding, catalogue(language)) for finding in (*found.findings, *found.facts)]


def complaints(here: Circuit) -> list[Finding]:
    return [finding for finding in circuit_analysis(here, "x").findings if finding.severity is not Severity.INFO]


def test_a_clock_is_told_with_its_period() -> None:
    (loop,) = find_loops(clock())
    assert (loop.kind, loop.period) == ("clock", 60), "it sends 1 … 59, then nothing for one tick"
    assert any("the signal “T” repeats every 60 ticks" in line for line in said(clock()))


def test_a_counter_without_a_limit_is_a_complaint() -> None:
    here = circuit([constant(1, A=3), arithmetic(2, "A", "+", 0, "A")], [(1, 1, 2, 1), (2, 3, 2, 1)])
    (loop,) = find_loops(here)
    assert (loop.kind, loop.step) == ("running-counter", 3)
    assert [finding.key for finding in complaints(here)] == ["finding-circuit-running-counter"]


def test_a_counter_of_pulses() -> None:
    here = circuit([arithmetic(1, "each", "+", 0, "each"), thing(2, "inserter")], [(1, 3, 1, 1), (2, 1, 1, 1)])
    (loop,) = find_loops(here)
    assert loop.kind == "counter"


def test_an_sr_latch() -> None:
    here = circuit([decider(1, [condition("S", ">", "R")], [output("S", 1)]), thing(2, "inserter")], [(1, 4, 1, 2)])
    (loop,) = find_loops(here)
    assert loop.kind == "latch"
    assert loop.signal == ("virtual", "signal-S", "normal")


def test_a_cell_that_adds_up_what_comes_until_it_is_reset() -> None:
    here = circuit([decider(1, [condition("R", "=", 0)], [output("everything")])], [(1, 4, 1, 2)])
    assert [loop.kind for loop in find_loops(here)] == ["counter"]


def test_a_memory_cell_that_is_written_by_a_signal() -> None:
    """Wiki, Circuit network cookbook: one decider lets the number in while S is there, the other keeps it while not."""
    here = circuit(
        [
            decider(1, [condition("S", ">", 0)], [output("M")]),
            decider(2, [condition("S", "=", 0)], [output("M", networks={"red": False, "green": True})]),
            thing(3, "inserter"),
        ],
        [(1, 1, 2, 1), (1, 1, 3, 1), (1, 4, 2, 2), (2, 4, 2, 2)],
    )
    (loop,) = find_loops(here)
    assert (loop.kind, loop.signal) == ("memory", ("virtual", "signal-M", "normal"))


def test_a_trigger_with_two_thresholds() -> None:
    (loop,) = find_loops(hysteresis())
    assert (loop.kind, loop.low, loop.high) == ("hysteresis", 1999, 18000)


def test_combinators_in_a_row_are_no_loop() -> None:
    here = circuit([constant(1, A=1), arithmetic(2, "A", "+", 1, "B")], [(1, 1, 2, 1)])
    assert find_loops(here) == ()


def test_a_combinator_that_does_not_look_at_what_it_sends_is_no_loop() -> None:
    here = circuit([decider(1, [condition("A", ">", 1)], [output("B", 1)])], [(1, 3, 1, 1)])
    assert find_loops(here) == ()


@pytest.mark.parametrize(
    ("language", "formula"),
    [
        ("en", "“arithmetic combinator”: B = A (red) × −2."),
        ("ru", "«arithmetic combinator»: B = A (красный) × −2."),
    ],
)
def test_an_arithmetic_combinator_reads_as_a_formula(language: LanguageCode, formula: str) -> None:
    red = {"first_signal_networks": {"red": True, "green": False}}
    here = circuit([constant(1, A=1), arithmetic(2, "A", "*", -2, "B", **red)], [(1, 1, 2, 1)])
    assert formula in said(here, language)


@pytest.mark.parametrize(
    ("language", "formula"),
    [
        ("en", "A > 5 and B ≠ A or everything < 0 → C = 1, A = input"),
        ("ru", "A > 5 и B ≠ A или все < 0 → C = 1, A = вход"),
    ],
)
def test_a_decider_reads_as_a_rule(language: LanguageCode, formula: str) -> None:
    rules = [
        condition("A", ">", 5),
        condition("B", "≠", "A", compare_type="and"),
        condition("everything", "<", 0, compare_type="or"),
    ]
    here = circuit([constant(1, A=6, B=1), decider(2, rules, [output("C", 1), output("A")])], [(1, 1, 2, 1)])
    assert any(formula in line for line in said(here, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_sentence_is_there_in_both_languages(language: LanguageCode) -> None:
    for here in (clock(), hysteresis()):
        assert all(line for line in said(here, language))
    others = [
        selector(number, operation=operation)
        for number, operation in enumerate(
            ("random", "quality-transfer", "rocket-capacity", "stack-size", "quality-filter", "time", "new-in-3"), 1
        )
    ]
    assert len(said(circuit(others, []), language)) > len(others)


def test_a_condition_on_a_signal_that_nobody_sends() -> None:
    rule = {"circuit_enabled": True, "circuit_condition": condition("B", ">", 0)}
    here = circuit([constant(1, A=1), thing(2, "inserter", **rule)], [(1, 1, 2, 1)])
    (finding,) = complaints(here)
    assert finding.key == "finding-circuit-never-works"
    assert finding.position == (4.0, 0.5)


def test_a_condition_beyond_what_a_constant_sends() -> None:
    rule = {"circuit_enabled": True, "circuit_condition": condition("A", ">", 10)}
    here = circuit([constant(1, A=7), thing(2, "inserter", **rule)], [(1, 1, 2, 1)])
    assert [finding.key for finding in complaints(here)] == ["finding-circuit-never-works"]
    on = {"circuit_enabled": True, "circuit_condition": condition("A", "=", 7)}
    always = circuit([constant(1, A=7), thing(2, "inserter", **on)], [(1, 1, 2, 1)])
    assert complaints(always) == []
    assert any("is always on" in line for line in said(always))


def test_two_conditions_that_exclude_each_other() -> None:
    rules = [condition("A", ">", 5), condition("A", "<", 6, compare_type="and")]
    here = circuit(
        [thing(1, "steel-chest"), decider(2, rules, [output("X", 1)]), thing(3, "small-lamp")],
        [(1, 1, 2, 1), (2, 3, 3, 1)],
    )
    assert [finding.key for finding in complaints(here)] == ["finding-circuit-never-sends"]
    either = [condition("A", ">", 5), condition("A", "<", 6, compare_type="or")]
    fine = circuit(
        [thing(1, "steel-chest"), decider(2, either, [output("X", 1)]), thing(3, "small-lamp")],
        [(1, 1, 2, 1), (2, 3, 3, 1)],
    )
    assert complaints(fine) == []


def test_nothing_is_claimed_of_a_net_that_a_chest_writes_to() -> None:
    rule = {"circuit_enabled": True, "circuit_condition": condition("B", ">", 0)}
    here = circuit([thing(1, "steel-chest"), thing(2, "inserter", **rule)], [(1, 1, 2, 1)])
    assert complaints(here) == []


def test_nothing_is_claimed_of_what_a_mod_adds() -> None:
    rule = {"circuit_enabled": True, "circuit_condition": condition("B", ">", 0)}
    here = circuit([thing(1, "mystery-sensor"), thing(2, "inserter", **rule)], [(1, 1, 2, 1)])
    assert complaints(here) == []


def test_a_signal_on_the_other_colour_is_missing() -> None:
    """The commonest mistake: the constant on green, the combinator's operand read from red."""
    red = {"first_signal_networks": {"red": True, "green": False}}
    rules = [condition("A", ">", 0, **red)]
    here = circuit(
        [constant(1, A=1), decider(2, rules, [output("X", 1)]), thing(3, "small-lamp")], [(1, 2, 2, 2), (2, 3, 3, 1)]
    )
    assert [finding.key for finding in complaints(here)] == ["finding-circuit-never-sends"]


def test_combinators_without_wires() -> None:
    here = circuit([arithmetic(1, "A", "+", 1, "B"), arithmetic(2, "A", "+", 1, "B"), constant(3, A=1)], [(3, 1, 2, 1)])
    assert sorted(finding.key for finding in complaints(here)) == [
        "finding-circuit-no-output-wire",
        "finding-circuit-no-wires",
    ]


def test_who_writes_and_who_reads_a_signal_by_colour() -> None:
    rule = {"circuit_enabled": True, "circuit_condition": condition("B", ">", 0)}
    here = circuit(
        [constant(1, A=1), arithmetic(2, "A", "+", 1, "B"), thing(3, "inserter", **rule), thing(4, "inserter", **rule)],
        [(1, 1, 2, 1), (2, 4, 3, 2), (3, 2, 4, 2)],
    )
    lines = said(here)
    assert any(
        line.startswith("Red network") and "sent by constant combinator — 1; read by arithmetic combinator — 1" in line
        for line in lines
    )
    assert any(
        line.startswith("Green network") and "sent by arithmetic combinator — 1; read by inserter — 2" in line
        for line in lines
    )


def test_a_circuit_that_settles_says_after_how_long() -> None:
    chain = [constant(1, A=1), *(arithmetic(n, "A", "+", 0, "A") for n in range(2, 6))]
    wires = [(1, 1, 2, 1), *((n, 3, n + 1, 1) for n in range(2, 5))]
    assert any("settles after 4 ticks" in line for line in said(circuit(chain, wires)))


def test_a_place_without_circuits_says_so() -> None:
    assert said(circuit([], [])) == ["There are no circuit wires and no combinators in the area."]


def test_russian_numerals_in_periods() -> None:
    for limit, words in ((1, "каждые 2 тика"), (20, "каждые 21 тик"), (24, "каждые 25 тиков")):
        assert any(words in line for line in said(clock(limit), "ru")), words


def test_a_signal_of_a_better_quality_is_another_signal() -> None:
    legendary = {**virtual("A"), "quality": "legendary"}
    rule = {"circuit_enabled": True, "circuit_condition": {**condition("A", ">", 0), "first_signal": legendary}}
    here = circuit([constant(1, A=1), thing(2, "inserter", **rule)], [(1, 1, 2, 1)])
    (finding,) = complaints(here)
    assert "A (legendary) > 0" in sentence(finding, catalogue("en"))


def test_a_network_that_went_while_the_snapshot_was_taken_is_no_fault() -> None:
    """The mod lists networks after entities: what was mined in between leaves wires without a network."""
    lamp = {"circuit_enabled": True, "circuit_condition": {**condition("A", ">", 3), "compare_type": "or"}}
    row = {
        "type": "lamp",
        "name": "small-lamp",
        "x": 1.5,
        "y": 1.5,
        "circuit": {"connectors": {"circuit_red": 9}, "control": lamp},
    }
    here = circuit_of_snapshot(snapshot([row]), DATA)
    assert complaints(here) == [], "anything may be on it"
    assert not here.nets[9].complete


def test_a_cell_for_any_signal_names_none() -> None:
    cell = decider(1, [condition("each", ">", 0)], [output("each")])
    here = circuit([cell, thing(2, "steel-chest")], [(1, 4, 1, 2), (2, 1, 1, 1)])
    texts = [text for text in said(here, "ru") if "сигналом" in text]
    assert texts == ["Счётчик (из 1 комбинатора): складывает всё, что приходит с сигналом «любой»."]


def test_two_inverters_back_to_back_are_a_latch() -> None:
    """From nothing they swing together; whichever is first keeps the other off (Steam guide 102: SR latches)."""
    one, other = (decider(number, [condition("A", "=", 0)], [output("A", 1)]) for number in (1, 2))
    (loop,) = find_loops(circuit([one, other], [(1, 3, 2, 1), (2, 3, 1, 1)]))
    assert (loop.kind, loop.signal) == ("latch", ("virtual", "signal-A", "normal"))


def test_a_pulse_at_every_change() -> None:
    """A minus A of the tick before is nothing at rest (wiki, Circuit network cookbook)."""
    wires = [(1, 1, 2, 1), (1, 1, 3, 1), (2, 4, 3, 2), (3, 3, 4, 1)]
    lamp = thing(4, "small-lamp")
    before = arithmetic(2, "A", "*", -1, "A")
    edge = circuit([constant(1, A=10), before, decider(3, [condition("A", "≠", 0)], [output("P", 1)]), lamp], wires)
    told = [text for text in said(edge, "ru") if "импульс" in text]
    assert told == ["«decider combinator» передаёт импульс в 1 тик при каждом изменении сигнала «A», в покое — ничего."]
    late = decider(3, [condition("A", ">", 0)], [output("P", 1)])
    steady = circuit([constant(1, A=10), before, late, lamp], [(1, 1, 3, 1), (3, 3, 4, 1)])
    assert not [text for text in said(steady, "ru") if "импульс" in text]


def test_what_a_chest_sends_is_never_below_nothing() -> None:
    lamp = thing(2, "small-lamp", circuit_enabled=True, circuit_condition=condition("A", "<", 0))
    here = circuit([thing(1, "steel-chest"), lamp], [(1, 1, 2, 1)])
    assert [finding.key for finding in complaints(here)] == ["finding-circuit-never-works"]
    minus = circuit([thing(1, "steel-chest"), constant(3, A=-5), lamp], [(1, 1, 2, 1), (3, 1, 1, 1)])
    assert complaints(minus) == []


def test_a_chest_is_told_as_who_writes() -> None:
    lamp = thing(2, "small-lamp", circuit_enabled=True, circuit_condition=condition("A", ">", 3))
    here = circuit([thing(1, "steel-chest"), lamp], [(1, 1, 2, 1)])
    assert "Red network 1, signal “A”: sent by steel chest — 1; read by small lamp — 1." in said(here)
