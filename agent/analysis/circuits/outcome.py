"""What is on the wires of a circuit after so many ticks, net by net, as a player sees it on a pole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.analysis.circuits.formula import formula, signal_name
from agent.analysis.circuits.model import COMPUTING, WILDCARDS, components, constants
from agent.analysis.circuits.settings import outputs_of
from agent.analysis.circuits.start import simulation_of
from agent.analysis.findings import Finding, Formula, Name, Severity, Word, count

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from agent.analysis.circuits.model import Circuit, Node, Signal, Signals
    from agent.analysis.circuits.simulate import Simulation, State
    from agent.analysis.findings import Arg, FormulaPart

SHOWN_VALUES = 8
MAX_STEPS = 300_000
"""Combinators times ticks computed for one question; a circuit that comes back to where it was needs no more."""
MAX_GROUPS = 4
Span = tuple[int, int]


def after(circuit: Circuit, ticks: int, wanted: Collection[Signal] = ()) -> Iterator[Finding]:
    """Yield what is on the wires after so many ticks, outside signals staying as they are.

    Args:
        circuit: As it was when the snapshot was taken.
        ticks: From then on.
        wanted: Signals that were asked for; those that are not there are told as 0. All where none is named.
    """
    told = 0
    for group in components(circuit):
        computing = [node for node in group if node.kind in COMPUTING]
        if not computing or (wanted and not concerns(circuit, group, wanted)):
            continue
        if told == MAX_GROUPS:
            return
        told += 1
        simulation = simulation_of(circuit, group)
        if simulation.unknown:
            yield unpredictable(circuit, computing, simulation)
            continue
        reached = advance(simulation, ticks, MAX_STEPS // len(computing))
        key = "fact-circuit-after" if reached == ticks else "fact-circuit-after-less"
        shown = values(circuit, group, _still(simulation.nets()), wanted)
        yield circuit_fact(circuit, computing, key, ticks=reached, asked=ticks, values=shown)


def unpredictable(circuit: Circuit, computing: list[Node], simulation: Simulation) -> Finding:
    """Return the fact that a group cannot be followed, and because of which selector."""
    node = next(node for node in computing if node.number in simulation.unknown)
    rest = [other for other in computing if other is not node]
    return circuit_fact(circuit, [node, *rest], "fact-circuit-unpredictable", mode=formula(node))


def concerns(circuit: Circuit, group: Iterable[Node], wanted: Collection[Signal]) -> bool:
    """Tell whether a wanted signal is, or could be, on a net of a group."""
    nets = {net for node in group for net in (*node.inputs.values(), *node.outputs.values())}
    there = {key for net in nets if net in circuit.nets for key in circuit.nets[net].signals or {}}
    sent = {key for node in group for key in sent_by(node)}
    return bool(set(wanted) & (there | sent))


def sent_by(node: Node) -> set[Signal]:
    """Return the signals that a node's settings say it sends."""
    return set(constants(node)) if node.kind == "constant" else set(outputs_of(node)) - WILDCARDS


def advance(simulation: Simulation, ticks: int, most: int) -> int:
    """Let so many ticks pass, at most ``most`` of them computed; return how many passed.

    A state that was there before comes back, so whole periods are skipped.
    """
    seen: dict[State, int] = {}
    left, computed = ticks, 0
    while left and computed < most:
        state = simulation.state()
        if state in seen:
            left %= simulation.tick - seen[state]
            seen = {}
            if not left:
                break
        elif len(seen) < most:
            seen[state] = simulation.tick
        simulation.step()
        left, computed = left - 1, computed + 1
    return ticks - left


def values(
    circuit: Circuit, group: Iterable[Node], spans: Mapping[int, Mapping[Signal, Span]], wanted: Collection[Signal] = ()
) -> Formula:
    """Return what is on the nets that combinators of a group write to; on those that none of them reads first.

    Args:
        circuit: For the colours of nets.
        group: Nodes that hang together.
        spans: By net and signal the least and the greatest count.
        wanted: Only these, with 0 where they are not.
    """
    rows = list(_rows(circuit, tuple(group), spans, wanted))
    parts: list[FormulaPart] = []
    for place, (key, (low, high), net) in enumerate(rows[:SHOWN_VALUES]):
        parts += [", "] if place else []
        parts += signal_name(key)
        parts += _span(low, high)
        parts += [" (", Word(f"circuit-net-{circuit.nets[net].colour}"), f" {net})"]
    if not rows:
        parts.append(Word("circuit-nothing-on-outputs"))
    if len(rows) > SHOWN_VALUES:
        parts.append(" …")
    return Formula(tuple(parts))


def _span(low: int, high: int) -> list[FormulaPart]:
    if low == high:
        return [" = ", count(low)]
    return [" ", Word("circuit-from"), " ", count(low), " ", Word("circuit-to"), " ", count(high)]


def _rows(
    circuit: Circuit, group: tuple[Node, ...], spans: Mapping[int, Mapping[Signal, Span]], wanted: Collection[Signal]
) -> Iterator[tuple[Signal, Span, int]]:
    computing = [node for node in group if node.kind in COMPUTING]
    read = {net for node in computing for net in node.inputs.values()}
    written = dict.fromkeys(net for node in computing for net in node.outputs.values())
    nets = sorted(written, key=lambda net: net in read)
    if not wanted:
        for net in nets:
            unset = () if net in read else (key for node in circuit.writers.get(net, ()) for key in sent_by(node))
            shown = dict.fromkeys(unset, (0, 0)) | dict(spans.get(net, {}))
            yield from ((key, span, net) for key, span in sorted(shown.items()))
        return
    others = dict.fromkeys(net for node in group for net in (*node.inputs.values(), *node.outputs.values()))
    for key in wanted:
        there = [net for net in nets if key in spans.get(net, {})]
        could = [net for net in nets if any(key in sent_by(node) for node in circuit.writers.get(net, ()))]
        outside = [net for net in others if key in spans.get(net, {})]
        found = there or could[:1] or outside
        yield from ((key, spans.get(net, {}).get(key, (0, 0)), net) for net in found)


def _still(nets: Mapping[int, Signals]) -> dict[int, dict[Signal, Span]]:
    return {net: {key: (value, value) for key, value in signals.items()} for net, signals in nets.items()}


def spans_of(history: Iterable[Mapping[int, Signals]]) -> dict[int, dict[Signal, Span]]:
    """Return by net and signal the least and greatest count over some ticks; absent is 0."""
    every = list(history)
    keys = {(net, key) for nets in every for net, signals in nets.items() for key in signals}
    found: dict[int, dict[Signal, Span]] = {}
    for net, key in keys:
        counts = [nets.get(net, {}).get(key, 0) for nets in every]
        found.setdefault(net, {})[key] = (min(counts), max(counts))
    return found


def circuit_fact(circuit: Circuit, computing: list[Node], key: str, **args: Arg) -> Finding:
    """Return a fact on a group of combinators, at the first of them."""
    first = computing[0]
    return Finding(
        id=key,
        severity=Severity.INFO,
        key=key,
        args={"entity": Name("entity", first.name), "count": count(len(computing)), **args},
        position=(first.x, first.y),
        surface=circuit.surface,
        entity=first.name,
    )
