"""The circuit network tick by tick.

Rules (wiki: Circuit network, Arithmetic combinator, Decider combinator, Selector combinator): every combinator reads
its nets as they are in this tick and its result is on its output nets in the next; all that is sent to a net is summed;
signals are signed 32 bits; a signal of 0 is no signal. An operand is the sum of the red and the green net unless one of
them is switched off for it. Conditions joined by «and» bind before those joined by «or».
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.analysis.circuits.arithmetic import compute
from agent.analysis.circuits.model import ANYTHING, EACH, EVERYTHING, WILDCARDS, Signals, constants, signal_of, wrap
from agent.game.comparing import compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from agent.analysis.circuits.model import Circuit, Colour, Known, Node, Signal
    from agent.contract import (
        ArithmeticConditions,
        Colours,
        Condition,
        Control,
        DeciderConditions,
        DeciderOutput,
        QualityFilter,
    )

SIMULATED = frozenset({None, "select", "count", "stack-size", "rocket-capacity", "quality-filter"})
"""Operations of selectors whose result follows from what they see."""
State = tuple[tuple[int, tuple[tuple["Signal", int], ...]], ...]


@dataclass(slots=True)
class Inputs:
    """What a combinator sees in one tick: each colour, and any choice of them summed once."""

    red: Signals
    green: Signals

    def of(self, colours: Colours) -> Signals:
        """Return the sum of the chosen colours."""
        if not colours.green:
            return self.red if colours.red else {}
        if not colours.red:
            return self.green
        if not self.red or not self.green:
            return self.red or self.green
        return add((self.red, self.green))


def add(parts: Iterable[Mapping[Signal, int]]) -> Signals:
    """Sum signals; those that come to 0 are gone."""
    total: Signals = {}
    for part in parts:
        for key, value in part.items():
            total[key] = total.get(key, 0) + value
    return {key: wrapped for key, value in total.items() if (wrapped := wrap(value))}


class Simulation:
    """A circuit in motion.

    ``given`` are signals by net that come from outside (chests, belts, a player's switch) and stay until changed;
    ``sent`` is what each combinator sent in the last tick, by its number. A selector in a mode that is not simulated
    sends nothing; its number is in ``unknown``.
    """

    def __init__(self, circuit: Circuit, sent: Mapping[int, Signals] | None = None) -> None:
        self.tick = 0
        self.given: dict[int, Signals] = {}
        self.sent: dict[int, Signals] = dict(sent or {})
        self.unknown = {node.number for node in circuit.combinators if not is_simulated(node, circuit.known)}
        self._known = circuit.known
        self._combinators = circuit.combinators
        self._fixed: dict[int, list[Signals]] = {}
        for node in circuit.nodes:
            if node.kind == "constant":
                found = constants(node)
                for net in node.outputs.values():
                    self._fixed.setdefault(net, []).append(found)

    def nets(self) -> dict[int, Signals]:
        """Return what is on every net in this tick."""
        parts: dict[int, list[Signals]] = {net: list(fixed) for net, fixed in self._fixed.items()}
        for net, signals in self.given.items():
            parts.setdefault(net, []).append(signals)
        for node in self._combinators:
            sent = self.sent.get(node.number)
            if sent:
                for net in node.outputs.values():
                    parts.setdefault(net, []).append(sent)
        return {net: add(found) for net, found in parts.items()}

    def step(self, ticks: int = 1) -> None:
        """Let so many ticks pass."""
        for _ in range(ticks):
            nets = self.nets()
            self.sent = {node.number: result(node, _seen(node, nets), self._known) for node in self._combinators}
            self.tick += 1

    def state(self) -> State:
        """Return what every combinator sent, comparable and hashable."""
        return tuple(
            (number, tuple(sorted(signals.items()))) for number, signals in sorted(self.sent.items()) if signals
        )


def _seen(node: Node, nets: Mapping[int, Signals]) -> Inputs:
    def at(colour: Colour) -> Signals:
        net = node.inputs.get(colour)
        return nets.get(net, {}) if net is not None else {}

    return Inputs(at("red"), at("green"))


def is_simulated(node: Node, known: Known) -> bool:
    """Tell whether a combinator's next output follows from what it sees and what is known of the game."""
    if node.kind != "selector":
        return True
    if node.control is None or node.control.operation not in SIMULATED:
        return False
    if node.control.operation == "rocket-capacity":
        return bool(known.capacities)
    wanted = node.control.quality_filter
    return wanted is None or wanted.quality is None or wanted.quality in known.levels


def result(node: Node, seen: Inputs, known: Known) -> Signals:
    """Return what a combinator sends after a tick in which it saw so much."""
    control = node.control
    if control is None:
        return {}
    if node.kind == "arithmetic" and control.arithmetic_conditions is not None:
        return arithmetic(control.arithmetic_conditions, seen)
    if node.kind == "decider" and control.decider_conditions is not None:
        return decide(control.decider_conditions, seen)
    if node.kind == "selector":
        return _select(node, seen, known)
    return {}


def arithmetic(given: ArithmeticConditions, seen: Inputs) -> Signals:
    """Compute one arithmetic combinator; «each» on both sides pairs every signal with itself."""
    output = signal_of(given.output_signal)
    if output is None:
        return {}
    first, second = signal_of(given.first_signal), signal_of(given.second_signal)
    left, right = seen.of(given.first_signal_networks), seen.of(given.second_signal_networks)

    def value(key: Signal | None, constant: int | None, signals: Signals, each: Signal | None) -> int:
        if key is None:
            return constant or 0
        return signals.get(each if key == EACH and each is not None else key, 0)

    if EACH not in (first, second):
        number = compute(
            given.operation,
            value(first, given.first_constant, left, None),
            value(second, given.second_constant, right, None),
        )
        return {output: number} if number else {}
    walked = left if first == EACH else right
    if first == second == EACH:
        walked = {**right, **left}
    results = {
        each: compute(
            given.operation,
            value(first, given.first_constant, left, each),
            value(second, given.second_constant, right, each),
        )
        for each in walked
    }
    if output == EACH:
        return {key: number for key, number in results.items() if number}
    number = wrap(sum(results.values()))
    return {output: number} if number else {}


def decide(given: DeciderConditions, seen: Inputs) -> Signals:
    """Compute one decider combinator."""
    by_each = [nets for condition in given.conditions for nets in _each_from(condition)]
    if not by_each:
        holds, matched = _holds(given.conditions, seen, None)
        return add(_output(output, seen, matched, None) for output in (given.outputs if holds else given.else_outputs))
    walked = {key: None for nets in by_each for key in seen.of(nets)}
    found: list[Signals] = []
    for each in walked:
        holds, matched = _holds(given.conditions, seen, each)
        outputs = given.outputs if holds else given.else_outputs
        found += [_output(output, seen, matched, each) for output in outputs]
    return add(found)


def _each_from(condition: Condition) -> Iterator[Colours]:
    """Yield the nets whose signals a condition on «each» walks through."""
    if signal_of(condition.first_signal) == EACH:
        yield condition.first_signal_networks
    if signal_of(condition.second_signal) == EACH:
        yield condition.second_signal_networks


def _holds(conditions: Iterable[Condition], seen: Inputs, each: Signal | None) -> tuple[bool, Signal | None]:
    """Tell whether the conditions hold («and» before «or»), and which signal the last «anything» matched."""
    whole, part, matched, some = False, True, None, False
    for place, condition in enumerate(conditions):
        some = True
        if place and condition.compare_type == "or":
            whole, part = whole or part, True
        holds, found = _holds_one(condition, seen, each)
        part = part and holds
        matched = found or matched
    return some and (whole or part), matched


def _holds_one(condition: Condition, seen: Inputs, each: Signal | None) -> tuple[bool, Signal | None]:
    first, second = signal_of(condition.first_signal), signal_of(condition.second_signal)
    left, right = seen.of(condition.first_signal_networks), seen.of(condition.second_signal_networks)

    def other(key: Signal) -> int:
        if second is None:
            return condition.constant or 0
        return right.get(key if second == EACH else second, 0)

    if first is None:
        return False, None
    if first == EVERYTHING:
        return all(compare(condition.comparator, value, other(key)) for key, value in left.items()), None
    if first == ANYTHING:
        match = next((key for key, value in left.items() if compare(condition.comparator, value, other(key))), None)
        return match is not None, match
    key = each if first == EACH and each is not None else first
    return compare(condition.comparator, left.get(key, 0), other(each or key)), None


def _output(output: DeciderOutput, seen: Inputs, matched: Signal | None, each: Signal | None) -> Signals:
    key = signal_of(output.signal)
    if key is None:
        return {}
    values = seen.of(output.networks)
    constant = 1 if output.constant is None else output.constant
    if key == EVERYTHING:
        return dict(values) if output.copy_count_from_input else dict.fromkeys(values, constant)
    source = {EACH: each, ANYTHING: matched or next(iter(values), None)}.get(key, key)
    if source is None:
        return {}
    target = source if key in WILDCARDS else key
    # A named output beside «each» sums what the matching signals count to.
    if key not in WILDCARDS and each is not None and output.copy_count_from_input:
        source = each
    number = values.get(source, 0) if output.copy_count_from_input else constant
    return {target: number} if number else {}


def _select(node: Node, seen: Inputs, known: Known) -> Signals:
    """Compute a selector that sorts, counts, filters by quality, or tells stack sizes or what a rocket holds.

    Signals of equal count are taken in the order of their names. A lone signal is passed on whatever the index; stack
    sizes and capacities are told of items alone, whatever their count (wiki: Selector combinator).
    """
    control = node.control
    if control is None:
        return {}
    signals = add((seen.red, seen.green))
    told = {"stack-size": known.stacks, "rocket-capacity": known.capacities}.get(control.operation or "")
    if told is not None:
        return {key: told[key[1]] for key in signals if key[0] == "item" and key[1] in told}
    match control.operation:
        case "count":
            key = signal_of(control.count_signal)
            return {key: len(signals)} if key is not None and signals else {}
        case "quality-filter":
            return _of_quality(signals, control.quality_filter, known)
        case None | "select":
            return _sorted(signals, control)
        case _:
            return {}


def _of_quality(signals: Signals, wanted: QualityFilter | None, known: Known) -> Signals:
    """Pass on the signals whose quality compares as asked; all of them where no quality is named."""
    if wanted is None or wanted.quality is None:
        return signals
    level = known.levels[wanted.quality]
    return {
        key: number
        for key, number in signals.items()
        if key[2] in known.levels and compare(wanted.comparator, known.levels[key[2]], level)
    }


def _sorted(signals: Signals, control: Control) -> Signals:
    index_signal = signal_of(control.index_signal)
    index = signals.get(index_signal, 0) if index_signal else control.index_constant or 0
    rows = sorted((row for row in signals.items() if row[0] != index_signal), key=lambda row: row[0])
    if len(rows) == 1:
        return dict(rows)
    rows.sort(key=lambda row: row[1], reverse=control.select_max)
    return dict([rows[index]]) if 0 <= index < len(rows) else {}
