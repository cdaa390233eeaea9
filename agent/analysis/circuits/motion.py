"""How a whole circuit moves from where it is: it settles, comes back to where it was, or goes on changing.

What chests, belts and other things put on the wires is held as it was when the snapshot was taken; in a blueprint
nothing comes from outside.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent.analysis.circuits.model import COMPUTING
from agent.analysis.circuits.simulate import Simulation, add
from agent.analysis.findings import Finding, Name, Severity, count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.analysis.circuits.model import Circuit, Node, Signals
    from agent.analysis.circuits.simulate import State

TICKS = 600
"""Ten seconds of the game."""
MAX_STEPS = 120_000
"""Combinators times ticks for one group; larger ones are watched for a shorter time."""


def motions(circuit: Circuit, group: tuple[Node, ...]) -> Iterator[Finding]:
    """Yield the fact on how one group of wired things moves; nothing where none computes or one is not simulated."""
    computing = [node for node in group if node.kind in COMPUTING]
    simulation = simulation_of(circuit, group)
    if not computing or simulation.unknown:
        return
    ticks = max(1, min(TICKS, MAX_STEPS // len(computing)))
    seen: dict[State, int] = {simulation.state(): 0}
    key, period = "fact-circuit-changes", 0
    while simulation.tick < ticks:
        simulation.step()
        state = simulation.state()
        if state in seen:
            period = simulation.tick - seen[state]
            key = "fact-circuit-settles" if period == 1 else "fact-circuit-repeats"
            break
        seen[state] = simulation.tick
    first = computing[0]
    yield Finding(
        id=key,
        severity=Severity.INFO,
        key=key,
        args={
            "entity": Name("entity", first.name),
            "count": count(len(computing)),
            "ticks": simulation.tick - period,
            "period": period,
            "watched": ticks,
        },
        position=(first.x, first.y),
        surface=circuit.surface,
        entity=first.name,
    )


def simulation_of(circuit: Circuit, group: tuple[Node, ...] | None = None) -> Simulation:
    """Set up a circuit as it was when the snapshot was taken; a blueprint from nothing.

    What is on a net beyond what its constants and combinators sent comes from outside, and is kept there.
    """
    part = circuit if group is None else replace(circuit, nodes=group)
    sent = {node.number: node.sent for node in part.combinators if node.sent is not None}
    simulation = Simulation(part, sent)
    if len(sent) == len(part.combinators):
        computed = simulation.nets()
        for number in _nets(part):
            net = circuit.nets.get(number)
            if net is not None and net.signals is not None:
                outside = add((net.signals, _negative(computed.get(number, {}))))
                if outside:
                    simulation.given[number] = outside
    return simulation


def _negative(signals: Signals) -> Signals:
    return {key: -value for key, value in signals.items()}


def _nets(circuit: Circuit) -> set[int]:
    return {net for node in circuit.nodes for net in (*node.inputs.values(), *node.outputs.values())}
