"""How a whole circuit moves from where it is: it settles, comes back to where it was, or goes on changing.

What chests, belts and other things put on the wires is held as it was when the snapshot was taken; in a blueprint
nothing comes from outside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.analysis.circuits.model import COMPUTING
from agent.analysis.circuits.outcome import circuit_fact, spans_of, unpredictable, values
from agent.analysis.circuits.start import simulation_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.analysis.circuits.model import Circuit, Node
    from agent.analysis.circuits.simulate import State
    from agent.analysis.findings import Finding

TICKS = 600
"""Ten seconds of the game."""
MAX_STEPS = 120_000
"""Combinators times ticks for one group; larger ones are watched for a shorter time."""


def motions(circuit: Circuit, group: tuple[Node, ...]) -> Iterator[Finding]:
    """Yield the fact on how one group of wired things moves, with what is on its wires; nothing where none computes."""
    computing = [node for node in group if node.kind in COMPUTING]
    if not computing:
        return
    simulation = simulation_of(circuit, group)
    if simulation.unknown:
        yield unpredictable(circuit, computing, simulation)
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
    settled = simulation.tick - period
    history = [simulation.nets()]
    for _ in range(period - 1):
        simulation.step()
        history.append(simulation.nets())
    shown = values(circuit, group, spans_of(history))
    yield circuit_fact(circuit, computing, key, ticks=settled, period=period, watched=ticks, values=shown)
