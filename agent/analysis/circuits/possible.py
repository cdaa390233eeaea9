"""Which signals can be on a net at all, and which conditions therefore never (or always) hold.

Nothing is guessed: where something that is not modelled writes to a net, every signal is possible there.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.analysis.circuits.model import ANYTHING, EACH, EVERYTHING, WILDCARDS, constants, signal_of
from agent.analysis.circuits.settings import outputs_of
from agent.game.comparing import ALIASES, compare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.analysis.circuits.model import Circuit, Node, Signal
    from agent.contract import Colours, Condition

LOW, HIGH = -(2**31), 2**31 - 1
COUNTED = frozenset({"contents", "hand_contents", "ingredients", "train_contents", "fuel", "ammo", "resources"})
"""What things put on a wire that is a number of pieces: never below 0."""


@dataclass(slots=True)
class Possible:
    """Signals that may be on a net; ``anything``: also others.

    ``fixed`` are those that only constants write, with their sum. ``least`` is the least count of a signal that is
    neither among ``signals`` nor fixed: 0 where all who could send it count pieces.
    """

    signals: set[Signal] = field(default_factory=set)
    anything: bool = False
    fixed: dict[Signal, int] = field(default_factory=dict)
    least: int = 0


def possible_signals(circuit: Circuit) -> Mapping[int, Possible]:
    """Return by net what may be on it: the least solution over what every node can send."""
    nets: dict[int, Possible] = {
        net.id: Possible(anything=not net.complete, least=0 if net.complete else LOW) for net in circuit.nets.values()
    }
    moving: dict[int, set[Signal]] = defaultdict(set)
    for node in circuit.nodes:
        if node.kind == "constant":
            _constant(node, nets)
        elif node.kind == "other":
            _other(node, nets, moving)
    news = True
    while news:
        news = sum(_spread(node, nets, moving) for node in circuit.combinators) > 0
    for net_id, found in nets.items():
        found.fixed = {
            key: value for key, value in found.fixed.items() if not found.anything and key not in moving[net_id]
        }
    return nets


def _constant(node: Node, nets: Mapping[int, Possible]) -> None:
    for net in node.outputs.values():
        for key, value in constants(node).items():
            nets[net].signals.add(key)
            nets[net].fixed[key] = nets[net].fixed.get(key, 0) + value


def _spread(node: Node, nets: Mapping[int, Possible], moving: Mapping[int, set[Signal]]) -> bool:
    """Let a combinator's possible outputs reach its nets; tell whether that was news."""
    sent, anything = _sent(node, nets)
    news = False
    for net in node.outputs.values():
        found = nets[net]
        moving[net].update(sent)
        if not sent <= found.signals or (anything and not found.anything):
            found.signals |= sent
            found.anything = found.anything or anything
            found.least = LOW if anything else found.least
            news = True
    return news


def _other(node: Node, nets: Mapping[int, Possible], moving: Mapping[int, set[Signal]]) -> None:
    control = node.control
    if control is None:
        return
    for read, signal in control.read.items():
        key = signal_of(signal)
        for net in node.outputs.values():
            if key is None:
                nets[net].anything = True
                if read.removeprefix("circuit_").removeprefix("read_") not in COUNTED:
                    nets[net].least = LOW
            else:
                nets[net].signals.add(key)
                moving[net].add(key)


def _seen(node: Node, colours: Colours, nets: Mapping[int, Possible]) -> Iterator[Possible]:
    for colour, wanted in (("red", colours.red), ("green", colours.green)):
        net = node.inputs.get("red" if colour == "red" else "green")
        if wanted and net is not None:
            yield nets[net]


def _sent(node: Node, nets: Mapping[int, Possible]) -> tuple[set[Signal], bool]:
    """Return the signals a combinator can send as far as its inputs are known, and whether others too.

    Wildcards of its outputs stand for whatever may come in.
    """
    if node.control is None:
        return set(), True
    keys = set(outputs_of(node))
    named = keys - WILDCARDS
    if keys == named:
        return named, False
    inputs = [nets[net] for net in node.inputs.values()]
    return named.union(*(found.signals for found in inputs)), any(found.anything for found in inputs)


def verdict(condition: Condition, node: Node, nets: Mapping[int, Possible]) -> bool | None:
    """Tell whether a condition can hold: False never, True always, None it depends.

    A wildcard condition depends unless no signal can come at all.
    """
    first, second = signal_of(condition.first_signal), signal_of(condition.second_signal)
    if first is None:
        return False
    left = list(_seen(node, condition.first_signal_networks, nets))
    if first in WILDCARDS:
        some = any(found.anything or found.signals for found in left)
        return None if some else {EVERYTHING: True, ANYTHING: False, EACH: False}[first]
    if second in WILDCARDS:
        return None
    if second == first and condition.first_signal_networks == condition.second_signal_networks:
        return compare(condition.comparator, 0, 0)
    right = (condition.constant or 0,) * 2
    if second is not None:
        right = _span(second, list(_seen(node, condition.second_signal_networks, nets)))
    return _decide(condition.comparator, _span(first, left), right)


def _span(key: Signal, nets: list[Possible]) -> tuple[int, int]:
    """Return the least and greatest value a signal can have."""
    low = high = 0
    for found in nets:
        if key in found.fixed:
            low, high = low + found.fixed[key], high + found.fixed[key]
        elif key in found.signals:
            return LOW, HIGH
        elif found.anything:
            low, high = low + found.least, HIGH
    return max(low, LOW), min(high, HIGH)


def _decide(comparator: str, left: tuple[int, int], right: tuple[int, int]) -> bool | None:
    sign = ALIASES.get(comparator, comparator)
    corners = {compare(sign, one, other) for one in left for other in right}
    if sign in {"=", "≠"}:
        overlap = left[0] <= right[1] and right[0] <= left[1]
        if not overlap:
            return sign == "≠"
        return sign == "=" if left[0] == left[1] == right[0] == right[1] else None
    return corners.pop() if len(corners) == 1 else None


def contradiction(conditions: tuple[Condition, ...]) -> bool:
    """Tell whether conditions that are all joined by «and» exclude each other over one signal and its constants."""
    spans: dict[tuple[Signal, bool, bool], list[int]] = {}
    for condition in conditions:
        key = signal_of(condition.first_signal)
        if key is None or key in WILDCARDS or condition.second_signal is not None:
            continue
        colours = condition.first_signal_networks
        span = spans.setdefault((key, colours.red, colours.green), [LOW, HIGH])
        constant = condition.constant or 0
        sign = ALIASES.get(condition.comparator, condition.comparator)
        if sign in {">", "≥", "="}:
            span[0] = max(span[0], constant + (sign == ">"))
        if sign in {"<", "≤", "="}:
            span[1] = min(span[1], constant - (sign == "<"))
    return any(low > high for low, high in spans.values())


def groups(conditions: tuple[Condition, ...]) -> Iterator[tuple[Condition, ...]]:
    """Yield the groups joined by «and» that «or» joins to the whole."""
    group: list[Condition] = []
    for place, condition in enumerate(conditions):
        if place and condition.compare_type == "or":
            yield tuple(group)
            group = []
        group.append(condition)
    if group:
        yield tuple(group)


def never_holds(conditions: tuple[Condition, ...], node: Node, nets: Mapping[int, Possible]) -> bool:
    """Tell whether a list of conditions can never hold: every group has one that cannot, or excludes itself."""
    return bool(conditions) and all(
        any(verdict(condition, node, nets) is False for condition in group) or contradiction(group)
        for group in groups(conditions)
    )
