"""Feedback in a circuit: clocks, counters, latches and memory cells, told by what they do.

A group of combinators that feed one another is taken out of its circuit with the constants it has and run:

- it repeats with a period of two ticks or more: a clock;
- it grows by itself: a running counter;
- its output depends on whether a signal is raised or lowered through its thresholds: a hysteresis;
- it stands still: signals are put on its inputs for one tick and taken away. What stays afterwards is a memory: of
  two states whatever the pulse was (a latch), of the pulse's count (a memory cell), of the sum of pulses (a counter).
  What goes on changing and does not come back keeps nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from agent.analysis.circuits.cycles import strong_groups
from agent.analysis.circuits.model import WILDCARDS, signal_of, writes
from agent.analysis.circuits.settings import hears, operands, outputs_of
from agent.analysis.circuits.simulate import Simulation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from agent.analysis.circuits.model import Circuit, Colour, Node, Signal, Signals
    from agent.analysis.circuits.simulate import State

LoopKind = Literal["clock", "running-counter", "hysteresis", "latch", "memory", "counter", "unsteady", "feedback"]
LARGEST = 12
"""Combinators in a group that is still tried out; larger ones are only named."""
LONGEST_TICKS = 4000
KEPT: tuple[LoopKind, ...] = ("counter", "memory", "latch", "unsteady")
PAUSE_TICKS = 50
ROUNDS = 4
PROBES = 4
LEVELS = 24
SMALL, LARGE = 3, 7
GENERIC: Signal = ("virtual", "any-signal", "normal")
"""What is put on an input that takes any signal; no signal of the game is called so."""


@dataclass(frozen=True, slots=True)
class Loop:
    """A group of combinators that feed one another and what it is.

    ``signal`` is the one that tells most: the clock's, the counter's, the stored one. ``period`` of a clock in ticks;
    ``step`` by which a running counter grows a tick. ``low`` and ``high``: a hysteresis changes when its signal falls
    to the one and when it rises to the other.
    """

    nodes: tuple[Node, ...]
    kind: LoopKind
    signal: Signal | None = None
    period: int | None = None
    step: int | None = None
    low: int | None = None
    high: int | None = None


def find_loops(circuit: Circuit) -> tuple[Loop, ...]:
    """Return every group of combinators that feed one another, in the order of their places."""
    known: dict[str, Loop] = {}
    found = [_known(circuit, group, known) for group in _cycles(circuit)]
    return tuple(sorted(found, key=lambda loop: (loop.nodes[0].y, loop.nodes[0].x)))


def _cycles(circuit: Circuit) -> Iterator[tuple[Node, ...]]:
    """Yield the strongly connected groups of combinators of more than one, or that feed themselves."""
    nodes = {node.number: node for node in circuit.combinators}
    follows = {
        node.number: sorted(
            {
                reader.number
                for net in node.outputs.values()
                for reader in circuit.readers.get(net, ())
                if reader.number in nodes and hears(reader, node)
            }
        )
        for node in circuit.combinators
    }
    for group in strong_groups(follows):
        if len(group) > 1 or group[0] in follows[group[0]]:
            members = sorted((nodes[number] for number in group), key=lambda node: (node.y, node.x, node.number))
            yield tuple(members)


def _known(circuit: Circuit, group: tuple[Node, ...], known: dict[str, Loop]) -> Loop:
    """Try a group out unless one that is built alike was tried already: big factories repeat their circuits."""
    part = _cut_out(circuit, group)
    nets: dict[int, int] = {}

    def ends(of: Mapping[Colour, int]) -> list[tuple[Colour, int]]:
        return [(colour, nets.setdefault(net, len(nets))) for colour, net in sorted(of.items())]

    built = repr([(node.kind, node.control, ends(node.inputs), ends(node.outputs)) for node in part.nodes])
    if built not in known:
        known[built] = _classify(part, group)
    return replace(known[built], nodes=group)


def _classify(part: Circuit, group: tuple[Node, ...]) -> Loop:
    if len(part.combinators) > LARGEST or Simulation(part).unknown:
        return Loop(group, "feedback")
    moving = _moves(part, group)
    if moving is not None:
        kept = _bistable(part, group) if moving.kind == "clock" else None
        return kept or moving
    # A constant may hold it in one state: what it is shows without.
    free = replace(part, nodes=tuple(node for node in part.nodes if node.kind != "constant"))
    found = _hysteresis(part, group) or _hysteresis(free, group) or _probed(part, group)
    return _probed(free, group) if found.kind == "feedback" else found


def _bistable(part: Circuit, group: tuple[Node, ...]) -> Loop | None:
    """Start it from each combinator alone being on: two states in which it stays make a latch.

    From nothing two inverters back to back swing together for ever; in the game one of them is always first.
    """
    resting: dict[State, Signal] = {}
    for node in group:
        keys = [key for key in outputs_of(node) if key not in WILDCARDS]
        simulation = Simulation(part, {node.number: dict.fromkeys(keys, 1)})
        simulation.step(PAUSE_TICKS)
        state = simulation.state()
        simulation.step()
        if keys and simulation.state() == state:
            resting.setdefault(state, keys[0])
    return Loop(group, "latch", next(iter(resting.values()))) if len(resting) > 1 else None


def _cut_out(circuit: Circuit, group: tuple[Node, ...]) -> Circuit:
    """Return the group with what writes to its nets: constant combinators, and others if they are not too many."""
    nets = {net for node in group for net in (*node.inputs.values(), *node.outputs.values())}
    feeding = [node for node in circuit.combinators if node not in group and nets & set(node.outputs.values())]
    if len(group) + len(feeding) > LARGEST:
        feeding = []
    nets |= {net for node in feeding for net in node.inputs.values()}
    constant = [node for node in circuit.nodes if node.kind == "constant" and nets & set(node.outputs.values())]
    outside = {
        frozenset(found): node
        for node in circuit.nodes
        if node.kind == "other" and writes(node) and (found := nets & set(node.outputs.values()))
    }
    return replace(circuit, nodes=(*group, *feeding, *constant, *outside.values()))


def _moves(part: Circuit, group: tuple[Node, ...]) -> Loop | None:
    """Run it from nothing: a clock comes back to a state it had, a counter goes on and on."""
    simulation = Simulation(part)
    seen: dict[State, int] = {simulation.state(): 0}
    history: list[Signals] = [{}]
    for _ in range(LONGEST_TICKS):
        simulation.step()
        history.append({key: value for sent in simulation.sent.values() for key, value in sent.items()})
        state = simulation.state()
        if state in seen:
            period = simulation.tick - seen[state]
            if period == 1:
                return None
            return Loop(group, "clock", _changing(history[-period:]), period=period)
        seen[state] = simulation.tick
    key = _changing(history[-2:])
    step = history[-1].get(key, 0) - history[-2].get(key, 0) if key is not None else None
    return Loop(group, "running-counter", key, step=step)


def _changing(history: list[Signals]) -> Signal | None:
    """Return the signal that takes the most different counts."""
    keys = sorted({key for signals in history for key in signals})
    return max(keys, key=lambda key: len({signals.get(key, 0) for signals in history}), default=None)


def _hysteresis(part: Circuit, group: tuple[Node, ...]) -> Loop | None:
    """Raise and lower each signal from outside through the constants that it is compared with."""
    made = {signal for node in group for signal in outputs_of(node)}
    thresholds: dict[Signal, set[int]] = defaultdict(set)
    for node in group:
        decider = node.control.decider_conditions if node.control is not None else None
        for condition in decider.conditions if decider is not None else ():
            key = signal_of(condition.first_signal)
            if key is not None and key not in made | WILDCARDS and condition.second_signal is None:
                constant = condition.constant or 0
                thresholds[key] |= {constant - 1, constant, constant + 1}
    for key, found in sorted(thresholds.items()):
        levels = sorted(found)
        if len(levels) > LEVELS:
            continue
        nets = [net for node in group for net in node.inputs.values()]
        for net in dict.fromkeys(nets):
            edges = _sweep(part, net, key, levels)
            if edges is not None:
                return Loop(group, "hysteresis", key, low=edges[0], high=edges[1])
    return None


def _sweep(part: Circuit, net: int, key: Signal, levels: list[int]) -> tuple[int, int] | None:
    """Return where the output changes on the way down and on the way up, None where the way makes no difference."""
    simulation = Simulation(part)
    wait = 2 * len(part.combinators) + 2

    def walk(way: list[int]) -> list[State]:
        states = []
        for level in way:
            simulation.given = {net: {key: level}}
            simulation.step(wait)
            states.append(simulation.state())
        return states

    walk(levels)
    down = walk(levels[::-1])[::-1]
    up = walk(levels)
    if down == up or down[0] != up[0] or down[-1] != up[-1]:
        return None
    falls = max((level for level, state in zip(levels, down, strict=True) if state == down[0]), default=levels[0])
    rises = min((level for level, state in zip(levels, up, strict=True) if state == up[-1]), default=levels[-1])
    return falls, rises


def _probed(part: Circuit, group: tuple[Node, ...]) -> Loop:
    """Put signals on its inputs for a tick and see what stays: all of a net at once, then one by one.

    Nets that something outside writes to come first: that is where it is meant to be written; then those that nothing
    of the group writes to.
    """
    inputs = _inputs(part)
    by_net: dict[int, list[Signal]] = defaultdict(list)
    for net, key in inputs:
        by_net[net].append(key)
    tries = [(net, tuple(keys)) for net, keys in by_net.items() if len(keys) > 1]
    tries += [(net, (key,)) for net, key in inputs[:PROBES]]
    own = {net for node in part.combinators for net in node.outputs.values()}
    base = _left_after(part, [])
    outside = {net for node in part.nodes if node.kind == "other" for net in node.outputs.values()} - own
    turns = (outside, set(by_net) - own - outside, own)
    for some in ([each for each in tries if each[0] in nets] for nets in turns):
        kinds = _kinds(part, base, some)
        for kind in KEPT:
            if kind in kinds:
                return Loop(group, kind, kinds[kind])
    return Loop(group, "feedback")


def _kinds(part: Circuit, base: State | None, tries: list[tuple[int, tuple[Signal, ...]]]) -> dict[str, Signal]:
    """Return what pulses on some nets show the group to be, with the signal that was kept."""
    kinds: dict[str, Signal] = {}
    for net, keys in tries:
        small, large = [(net, keys, SMALL)], [(net, keys, LARGE)]
        after, other = _left_after(part, small), _left_after(part, large)
        if after == base and other == base:
            continue
        twice = _left_after(part, [*small, *small])
        if base is None or after is None or other is None or twice is None:
            kinds.setdefault("unsteady", keys[0])
            continue
        stored = next((key for _, signals in other for key, _ in signals if key in keys), keys[0])
        kinds.setdefault(_told(base, after, other, twice), stored)
    return kinds


_Pulse = tuple[int, tuple["Signal", ...], int]
"""Net, signals and their count."""


def _told(base: State, small: State, large: State, twice: State) -> str:
    if small == large:
        return "latch"
    counts = [sum(value for _, signals in state for _, value in signals) for state in (base, small, large, twice)]
    return "counter" if counts[3] - counts[0] == 2 * (counts[1] - counts[0]) else "memory"


def _left_after(part: Circuit, pulses: Iterable[_Pulse]) -> State | None:
    """Return what is sent long after some pulses of one tick each, with pauses between them.

    None where that goes on changing: it is not there again after a few rounds of its combinators.
    """
    simulation = Simulation(part)
    simulation.step(PAUSE_TICKS)
    for net, keys, count in pulses:
        # One thing that sends on both its wires reaches both nets at once.
        joined = [set(node.outputs.values()) for node in part.nodes if node.kind == "other"]
        reached = {net}.union(*(nets for nets in joined if net in nets))
        simulation.given = {each: dict.fromkeys(keys, count) for each in reached}
        simulation.step()
        simulation.given = {}
        simulation.step(PAUSE_TICKS)
    state = simulation.state()
    for _ in range(ROUNDS * len(part.combinators)):
        simulation.step()
        if simulation.state() == state:
            return state
    return None


def _inputs(part: Circuit) -> list[tuple[int, Signal]]:
    """Return what could be put on which net of the group from outside; what it makes itself comes last."""
    made = {signal for node in part.combinators for signal in outputs_of(node)}
    found: dict[tuple[int, Signal], bool] = {}
    for node in part.nodes:
        for key in operands(node):
            for net in node.inputs.values():
                wanted = GENERIC if key in WILDCARDS else key
                found[net, wanted] = wanted in made
    return sorted(found, key=lambda item: (found[item], item))
