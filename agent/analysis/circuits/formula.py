"""What a node computes, as a formula that a player can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.analysis.circuits.model import constants, signal_of
from agent.analysis.findings import Formula, Name, Word, count
from agent.game.comparing import ALIASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agent.analysis.circuits.model import Node, Signal
    from agent.analysis.findings import FormulaPart
    from agent.contract import (
        ArithmeticConditions,
        Colours,
        Condition,
        Control,
        DeciderConditions,
        DeciderOutput,
        SignalId,
    )

SHOWN_CONSTANTS = 8
SIGNS = {"*": " × ", "/": " ÷ ", "-": " − "}


def formula(node: Node) -> Formula:
    """Return what a combinator sends, or when a thing works."""
    control = node.control
    if control is None:
        return Formula((Word("circuit-not-decoded"),))
    if node.kind == "constant":
        return Formula(tuple(_constant(node)))
    if control.arithmetic_conditions is not None:
        return Formula(tuple(_arithmetic(control.arithmetic_conditions)))
    if control.decider_conditions is not None:
        return Formula(tuple(_decider(control.decider_conditions)))
    if node.kind == "selector":
        return Formula(tuple(_selector(control)))
    return condition_formula((node.condition,) if node.condition is not None else ())


def condition_formula(conditions: Iterable[Condition]) -> Formula:
    """Return conditions joined as they are."""
    return Formula(tuple(_conditions(tuple(conditions))))


def signal_name(key: Signal) -> tuple[FormulaPart, ...]:
    """Return a signal's name with its quality, if that is not normal."""
    kind, name, quality = key
    known = Name("virtual", name) if kind == "virtual" else Name("item", name)
    if kind in {"fluid", "recipe", "entity"}:
        known = Name("fluid" if kind == "fluid" else "recipe" if kind == "recipe" else "entity", name)
    return (known,) if quality == "normal" else (known, " (", Name("quality", quality), ")")


def _signal(given: SignalId | None, constant: int | None, colours: Colours | None = None) -> Iterator[FormulaPart]:
    key = signal_of(given)
    if key is None:
        yield count(constant or 0)
        return
    yield from signal_name(key)
    if colours is not None and not (colours.red and colours.green):
        colour = "red" if colours.red else "green" if colours.green else "none"
        yield " "
        yield Word(f"circuit-on-{colour}")


def _arithmetic(given: ArithmeticConditions) -> Iterator[FormulaPart]:
    output = signal_of(given.output_signal)
    if output is None:
        yield Word("circuit-no-output")
        return
    yield from signal_name(output)
    yield " = "
    yield from _signal(given.first_signal, given.first_constant, given.first_signal_networks)
    yield SIGNS.get(given.operation, f" {given.operation} ")
    yield from _signal(given.second_signal, given.second_constant, given.second_signal_networks)


def _conditions(conditions: tuple[Condition, ...]) -> Iterator[FormulaPart]:
    if not conditions:
        yield Word("circuit-no-condition")
    for place, condition in enumerate(conditions):
        if place:
            yield " "
            yield Word(f"circuit-{condition.compare_type}")
            yield " "
        if signal_of(condition.first_signal) is None:
            yield Word("circuit-blank")
            continue
        yield from _signal(condition.first_signal, None, condition.first_signal_networks)
        yield f" {ALIASES.get(condition.comparator, condition.comparator)} "
        yield from _signal(condition.second_signal, condition.constant, condition.second_signal_networks)


def _decider(given: DeciderConditions) -> Iterator[FormulaPart]:
    yield from _conditions(given.conditions)
    yield " → "
    yield from _outputs(given.outputs)
    if given.else_outputs:
        yield "; "
        yield Word("circuit-else")
        yield " → "
        yield from _outputs(given.else_outputs)


def _outputs(outputs: tuple[DeciderOutput, ...]) -> Iterator[FormulaPart]:
    named = [(key, output) for output in outputs if (key := signal_of(output.signal)) is not None]
    if not named:
        yield Word("circuit-no-output")
    for place, (key, output) in enumerate(named):
        if place:
            yield ", "
        yield from signal_name(key)
        if not output.copy_count_from_input:
            yield " = "
            yield count(1 if output.constant is None else output.constant)
            continue
        yield " = "
        yield Word("circuit-input")
        if not (output.networks.red and output.networks.green):
            yield " "
            yield Word("circuit-on-red" if output.networks.red else "circuit-on-green")


def _selector(control: Control) -> Iterator[FormulaPart]:
    operation = control.operation or "select"
    if operation == "count":
        yield from _signal(control.count_signal, 0)
        yield " = "
        yield Word("circuit-selector-count")
    elif operation == "select":
        yield Word("circuit-selector-largest" if control.select_max else "circuit-selector-smallest")
        yield " "
        yield from _signal(control.index_signal, control.index_constant)
    elif operation == "quality-filter" and control.quality_filter is not None and control.quality_filter.quality:
        wanted = control.quality_filter
        yield Word("circuit-selector-of-quality")
        yield f" {ALIASES.get(wanted.comparator, wanted.comparator)} "
        yield Name("quality", wanted.quality or "")
    else:
        yield Word(f"circuit-selector-{operation}" if operation in OTHER_SELECTORS else "circuit-selector-other")


OTHER_SELECTORS = frozenset({"random", "quality-transfer", "rocket-capacity", "stack-size", "quality-filter", "time"})


def _constant(node: Node) -> Iterator[FormulaPart]:
    control = node.control
    if control is not None and not control.is_on:
        yield Word("circuit-switched-off")
        return
    sent = constants(node)
    if not sent:
        yield Word("circuit-sends-nothing")
    for place, (key, value) in enumerate(list(sent.items())[:SHOWN_CONSTANTS]):
        if place:
            yield ", "
        yield from signal_name(key)
        yield " = "
        yield count(value)
    if len(sent) > SHOWN_CONSTANTS:
        yield " …"
