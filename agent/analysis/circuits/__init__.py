"""Circuit networks: what every combinator computes, who says and hears what, and what the whole does over time."""

from agent.analysis.circuits.from_blueprint import circuit_of_blueprint
from agent.analysis.circuits.from_snapshot import circuit_of_snapshot
from agent.analysis.circuits.loops import Loop, find_loops
from agent.analysis.circuits.model import Circuit, Net, Node, Signal, Signals
from agent.analysis.circuits.report import circuit_analysis
from agent.analysis.circuits.simulate import Simulation

__all__ = [
    "Circuit",
    "Loop",
    "Net",
    "Node",
    "Signal",
    "Signals",
    "Simulation",
    "circuit_analysis",
    "circuit_of_blueprint",
    "circuit_of_snapshot",
    "find_loops",
]
