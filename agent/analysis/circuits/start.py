"""A circuit set up for simulation as it was when its snapshot was taken; one of a blueprint from nothing.

What is on a net beyond what its constants and combinators sent comes from outside, and is kept there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent.analysis.circuits.simulate import Simulation, add

if TYPE_CHECKING:
    from agent.analysis.circuits.model import Circuit, Node, Signals


def simulation_of(circuit: Circuit, group: tuple[Node, ...] | None = None) -> Simulation:
    """Return a simulation of a circuit, or of one group of it.

    Of nets that a combinator writes to which did not say what it sent, what comes from outside is not known: nothing.
    """
    part = circuit if group is None else replace(circuit, nodes=group)
    sent = {node.number: node.sent for node in part.combinators if node.sent is not None}
    simulation = Simulation(part, sent)
    unsaid = {net for node in part.combinators if node.sent is None for net in node.outputs.values()}
    computed = simulation.nets()
    for number in _nets(part) - unsaid:
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
