"""Circuits that send a pulse when a signal changes: nothing at rest, something for a few ticks after a change.

Tried out, not guessed from the wiring: a signal from outside or of a constant is changed, and who sends something only
until all is at rest again is the end of an edge detector (wiki: Circuit network cookbook, pulse generators).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.analysis.circuits.model import COMPUTING, components, constants
from agent.analysis.circuits.start import simulation_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.analysis.circuits.model import Circuit, Node, Signal

LARGEST = 12
MOST_GROUPS = 20
MOST_INPUTS = 4
REST_TICKS = 30
CHANGES = (1, 5, -2)


@dataclass(frozen=True, slots=True)
class Pulse:
    """A combinator that sends for so many ticks when a signal changes."""

    node: Node
    signal: Signal
    ticks: int


def pulses(circuit: Circuit) -> Iterator[Pulse]:
    """Yield the pulses of small groups of combinators, one for each combinator at an end."""
    small = [group for group in components(circuit) if 1 < sum(node.kind in COMPUTING for node in group) <= LARGEST]
    for group in small[:MOST_GROUPS]:
        found: dict[int, Pulse] = {}
        for net, key in _inputs(circuit, group)[:MOST_INPUTS]:
            for pulse in _tried(circuit, group, net, key):
                found.setdefault(pulse.node.number, pulse)
        yield from found.values()


def _inputs(circuit: Circuit, group: tuple[Node, ...]) -> list[tuple[int, Signal]]:
    """Return what could change: signals of constants, and what comes from outside."""
    found = [
        (net, key)
        for node in group
        if node.kind == "constant"
        for net in node.outputs.values()
        for key in constants(node)
    ]
    given = simulation_of(circuit, group).given
    found += [(net, key) for net, signals in sorted(given.items()) for key in sorted(signals)]
    return list(dict.fromkeys(found))


def _tried(circuit: Circuit, group: tuple[Node, ...], net: int, key: Signal) -> Iterator[Pulse]:
    lasting: dict[int, list[int]] = {}
    for change in CHANGES:
        simulation = simulation_of(circuit, group)
        if simulation.unknown:
            return
        simulation.step(REST_TICKS)
        before = {number: dict(sent) for number, sent in simulation.sent.items()}
        outside = dict(simulation.given.get(net, {}))
        simulation.given[net] = {**outside, key: outside.get(key, 0) + change}
        sent: dict[int, int] = {}
        for _ in range(REST_TICKS):
            simulation.step()
            for number, signals in simulation.sent.items():
                sent[number] = sent.get(number, 0) + bool(signals)
        for number, signals in simulation.sent.items():
            if not before.get(number) and not signals and 0 < sent[number] < REST_TICKS // 2:
                lasting.setdefault(number, []).append(sent[number])
    read = {at for node in group if node.kind in COMPUTING for at in node.inputs.values()}
    for node in group:
        ticks = lasting.get(node.number, [])
        at_end = not read & set(node.outputs.values())
        if node.outputs and at_end and len(ticks) == len(CHANGES) and len(set(ticks)) == 1:
            yield Pulse(node, key, ticks[0])
