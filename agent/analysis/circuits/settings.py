"""Which signals the settings of a node name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.analysis.circuits.model import EACH, WILDCARDS, signal_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agent.analysis.circuits.model import Node, Signal
    from agent.contract import Control, SignalId


def operands(node: Node) -> Iterator[Signal]:
    """Yield the signals that a node's settings look at."""
    if node.control is not None:
        yield from _keys(_looked_at(node, node.control))


def _looked_at(node: Node, control: Control) -> Iterator[SignalId | None]:
    if control.arithmetic_conditions is not None:
        yield from (control.arithmetic_conditions.first_signal, control.arithmetic_conditions.second_signal)
    elif control.decider_conditions is not None:
        for condition in control.decider_conditions.conditions:
            yield from (condition.first_signal, condition.second_signal)
        outputs = control.decider_conditions.outputs
        yield from (output.signal for output in outputs if output.copy_count_from_input)
    elif node.kind == "selector":
        yield control.index_signal
    else:
        condition_of = node.condition
        if condition_of is not None:
            yield from (condition_of.first_signal, condition_of.second_signal)
        yield from control.set.values()


def outputs_of(node: Node) -> Iterator[Signal]:
    """Yield the signals that a combinator's settings name as its outputs; a selector that sorts has «each»."""
    control = node.control
    if control is None:
        return
    if control.arithmetic_conditions is not None:
        yield from _keys([control.arithmetic_conditions.output_signal])
    elif control.decider_conditions is not None:
        given = control.decider_conditions
        yield from _keys(output.signal for output in (*given.outputs, *given.else_outputs))
    elif node.kind == "selector":
        yield from _keys([control.count_signal]) if control.operation == "count" else [EACH]


def _keys(given: Iterable[SignalId | None]) -> Iterator[Signal]:
    for signal in given:
        key = signal_of(signal)
        if key is not None:
            yield key


def hears(reader: Node, writer: Node) -> bool:
    """Tell whether what one node sends is among what another looks at."""
    sent, looked_at = set(outputs_of(writer)), set(operands(reader))
    return bool(sent & looked_at or sent & WILDCARDS or looked_at & WILDCARDS)
