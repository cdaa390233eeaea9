"""Findings and facts on the circuits of a place."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain, islice
from typing import TYPE_CHECKING

from agent.analysis.circuits.formula import condition_formula, formula, signal_name
from agent.analysis.circuits.loops import GENERIC, find_loops
from agent.analysis.circuits.model import WILDCARDS, components, constants, could_send, writes
from agent.analysis.circuits.motion import motions
from agent.analysis.circuits.possible import never_holds, possible_signals, verdict
from agent.analysis.circuits.pulses import pulses
from agent.analysis.circuits.settings import operands, outputs_of
from agent.analysis.circuits.simulate import is_simulated
from agent.analysis.findings import Analysis, Finding, Formula, Name, Severity, Word, amounts, count, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.analysis.circuits.loops import Loop
    from agent.analysis.circuits.model import Circuit, Node, Signal
    from agent.analysis.circuits.possible import Possible
    from agent.analysis.circuits.pulses import Pulse
    from agent.analysis.findings import Amounts, Arg

MAX_EQUATIONS = 80
"""Equations that are told; the rest is counted."""
MAX_SIGNALS = 40
MAX_GROUPS = 12
"""Groups of things that hang together by wires whose motion is told, the largest first."""
SHOWN_MEMBERS = 4


def circuit_analysis(circuit: Circuit, data_set: str) -> Analysis:
    """Return what a circuit computes and what is wrong with it; facts are its size and how it moves."""
    nets = possible_signals(circuit)
    loops = find_loops(circuit)
    never = list(_never(circuit, nets))
    told = {finding.position for finding in never}
    found = [
        *(finding for finding in _unwritten(circuit, nets) if finding.position not in told),
        *never,
        *_unconnected(circuit),
        *(_loop(circuit, loop) for loop in loops),
        *(_pulse(circuit, pulse) for pulse in pulses(circuit)),
        *_equations(circuit),
        *_signals(circuit),
    ]
    unknown = {node.name for node in circuit.combinators if not is_simulated(node, circuit.known)}
    return Analysis(numbered(found), tuple(_facts(circuit)), (*circuit.not_modelled, *sorted(unknown)), data_set)


def _finding(circuit: Circuit, node: Node, severity: Severity, key: str, evidence: str = "", **args: Arg) -> Finding:
    return Finding(
        id="",
        severity=severity,
        key=key,
        args={"entity": Name("entity", node.name), **args},
        position=(node.x, node.y),
        surface=circuit.surface,
        entity=node.name,
        evidence=(evidence,) if evidence else (),
    )


def _never(circuit: Circuit, nets: Mapping[int, Possible]) -> Iterator[Finding]:
    """Yield conditions that can never hold, and those of things that always do."""
    for node in circuit.nodes:
        decider = node.control.decider_conditions if node.control is not None else None
        if decider is not None:
            if decider.conditions and node.inputs and never_holds(decider.conditions, node, nets):
                shown = condition_formula(decider.conditions)
                yield _finding(circuit, node, Severity.WARNING, "finding-circuit-never-sends", condition=shown)
            continue
        condition = node.condition
        if condition is None or not node.inputs:
            continue
        shown = condition_formula((condition,))
        holds = verdict(condition, node, nets)
        if holds is False:
            yield _finding(circuit, node, Severity.WARNING, "finding-circuit-never-works", condition=shown)
        elif holds is True:
            yield _finding(circuit, node, Severity.INFO, "finding-circuit-always-works", condition=shown)


def _unconnected(circuit: Circuit) -> Iterator[Finding]:
    for node in circuit.combinators:
        if not node.inputs and not node.outputs:
            yield _finding(circuit, node, Severity.WARNING, "finding-circuit-no-wires")
        elif not node.outputs:
            yield _finding(circuit, node, Severity.WARNING, "finding-circuit-no-output-wire")
        elif not node.inputs and any(True for _ in operands(node)):
            yield _finding(circuit, node, Severity.WARNING, "finding-circuit-no-input-wire")


def _unwritten(circuit: Circuit, nets: Mapping[int, Possible]) -> Iterator[Finding]:
    """Yield signals that somebody looks at and nobody can write."""
    for node in circuit.nodes:
        if not node.inputs or node.kind == "constant":
            continue
        seen = [nets[net] for net in node.inputs.values()]
        if any(found.anything for found in seen):
            continue
        missing = [
            key
            for key in dict.fromkeys(operands(node))
            if key not in WILDCARDS and not any(key in found.signals for found in seen)
        ]
        for key in missing:
            yield _finding(
                circuit, node, Severity.WARNING, "finding-circuit-unwritten", signal=Formula(signal_name(key))
            )


def _loop(circuit: Circuit, loop: Loop) -> Finding:
    first = loop.nodes[0]
    args: dict[str, Arg] = {
        "count": count(len(loop.nodes)),
        "signal": _signal(loop.signal),
        "period": loop.period or 0,
        "step": loop.step or 0,
        "low": loop.low or 0,
        "high": loop.high or 0,
    }
    severity = Severity.WARNING if loop.kind in {"running-counter", "unsteady"} else Severity.INFO
    return _finding(circuit, first, severity, f"finding-circuit-{loop.kind}", f"loop of {len(loop.nodes)}", **args)


def _pulse(circuit: Circuit, pulse: Pulse) -> Finding:
    signal, ticks = Formula(signal_name(pulse.signal)), pulse.ticks
    return _finding(circuit, pulse.node, Severity.INFO, "finding-circuit-pulse", signal=signal, ticks=ticks)


def _signal(key: Signal | None) -> Formula | Word:
    if key is None:
        return Word("circuit-no-signal")
    return Word("circuit-any-signal") if key == GENERIC else Formula(signal_name(key))


def _equations(circuit: Circuit) -> Iterator[Finding]:
    """Yield what every combinator sends, and under which condition things work, alike ones together."""
    told = sorted(
        (node for node in circuit.nodes if node.kind != "other"),
        key=lambda node: (node.kind == "constant", node.y, node.x),
    )
    for node in told[:MAX_EQUATIONS]:
        yield _finding(circuit, node, Severity.INFO, "finding-circuit-equation", formula=formula(node))
    alike: dict[tuple[str, Formula], list[Node]] = defaultdict(list)
    for node in sorted(circuit.nodes, key=lambda node: (node.y, node.x)):
        if node.condition is not None:
            alike[node.name, formula(node)].append(node)
    for (_, condition), nodes in list(alike.items())[:MAX_EQUATIONS]:
        number = count(len(nodes))
        yield _finding(circuit, nodes[0], Severity.INFO, "finding-circuit-works-if", formula=condition, count=number)


def _signals(circuit: Circuit) -> Iterator[Finding]:
    """Yield by net and signal who writes it and who reads it."""
    told = 0
    for net in sorted(circuit.nets.values(), key=lambda net: net.id):
        writers: dict[Signal, list[Node]] = defaultdict(list)
        readers: dict[Signal, list[Node]] = defaultdict(list)
        others = [node for node in circuit.writers.get(net.id, ()) if node.kind == "other"]
        for node in circuit.writers.get(net.id, ()):
            for key in constants(node) if node.kind == "constant" else outputs_of(node):
                writers[key].append(node)
        for node in circuit.readers.get(net.id, ()):
            for key in dict.fromkeys(operands(node)):
                readers[key].append(node)
        now = net.signals or {}
        for key in sorted({*writers, *readers}):
            if told == MAX_SIGNALS:
                return
            told += 1
            writers[key] += [node for node in others if key not in WILDCARDS and could_send(node, key)]
            at = (writers[key] or readers[key])[0]
            yield _finding(
                circuit,
                at,
                Severity.INFO,
                "finding-circuit-signal",
                signal=Formula(signal_name(key)),
                colour=net.colour,
                net=net.id,
                now=Formula((count(now.get(key, 0)),)),
                told="no" if net.signals is None or key in WILDCARDS else "yes",
                writers=_members(writers[key], "circuit-nobody" if net.complete else "circuit-outside"),
                readers=_members(readers[key], "circuit-nobody" if net.complete else "circuit-nobody-here"),
            )


def _members(nodes: list[Node], nobody: str) -> Amounts | Word:
    if not nodes:
        return Word(nobody)
    kinds = Counter(node.name for node in nodes)
    return amounts(((Name("entity", name), count(number)) for name, number in sorted(kinds.items())), SHOWN_MEMBERS)


def _facts(circuit: Circuit) -> Iterator[Finding]:
    if not circuit.nodes:
        yield _fact(circuit, "fact-circuit-none")
        return
    kinds: Counter[str] = Counter(node.kind for node in circuit.nodes)
    colours = Counter(net.colour for net in circuit.nets.values())
    yield _fact(
        circuit,
        "fact-circuit-size",
        combinators=count(len(circuit.combinators)),
        constants=count(kinds["constant"]),
        red=count(colours["red"]),
        green=count(colours["green"]),
        things=count(kinds["other"]),
    )
    sources = Counter(node.name for node in circuit.nodes if node.kind == "other" and writes(node))
    if sources:
        listed = amounts(((Name("entity", name), count(number)) for name, number in sources.most_common()), 6)
        yield _fact(circuit, "fact-circuit-sources", list=listed)
    told = len([node for node in circuit.nodes if node.kind != "other"])
    if told > MAX_EQUATIONS:
        yield _fact(circuit, "fact-circuit-more", shown=MAX_EQUATIONS, all=told)
    groups = islice(components(circuit), MAX_GROUPS)
    yield from chain.from_iterable(motions(circuit, group) for group in groups)


def _fact(circuit: Circuit, key: str, **args: Arg) -> Finding:
    return Finding(id=key, severity=Severity.INFO, key=key, args=args, surface=circuit.surface)
