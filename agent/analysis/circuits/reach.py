"""In how many ticks a signal gets to a count, as a player sees it on a pole."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.circuits.formula import signal_name
from agent.analysis.circuits.model import COMPUTING, components
from agent.analysis.circuits.outcome import MAX_GROUPS, MAX_STEPS, circuit_fact, concerns, sent_by, unpredictable
from agent.analysis.circuits.start import simulation_of
from agent.analysis.findings import Formula, count, duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.analysis.circuits.model import Circuit, Node, Signal
    from agent.analysis.circuits.simulate import Simulation, State
    from agent.analysis.findings import Finding

TICKS_PER_S = 60


def reaching(circuit: Circuit, wanted: Signal, target: int) -> Iterator[Finding]:
    """Yield for each group that has a signal when it first is at a count or goes past it, if outside signals stay.

    Args:
        circuit: As it was when the snapshot was taken.
        wanted: The signal.
        target: The count.
    """
    told = 0
    for group in components(circuit):
        computing = [node for node in group if node.kind in COMPUTING]
        if not computing or told == MAX_GROUPS or not concerns(circuit, group, (wanted,)):
            continue
        told += 1
        simulation = simulation_of(circuit, group)
        if simulation.unknown:
            yield unpredictable(circuit, computing, simulation)
        else:
            yield _followed(circuit, computing, simulation, wanted, target)


def _followed(circuit: Circuit, computing: list[Node], simulation: Simulation, wanted: Signal, target: int) -> Finding:
    """Let ticks pass until the count is met, the circuit is back where it was, or too much was computed."""
    watched = _watched(computing, simulation, wanted)

    def counts() -> list[int]:
        nets = simulation.nets()
        return [nets.get(net, {}).get(wanted, 0) for net in watched]

    first = last = counts()
    low, high = min(first), max(first)
    seen: set[State] = set()
    key = "far"
    while simulation.tick <= MAX_STEPS // len(computing):
        if any(_is_met(start, now, target) for start, now in zip(first, last, strict=True)):
            key = "reach" if simulation.tick else "reach-now"
            break
        state = simulation.state()
        if state in seen:
            key = "never"
            break
        seen.add(state)
        simulation.step()
        last = counts()
        low, high = min(low, *last), max(high, *last)
    met = [now for start, now in zip(first, last, strict=True) if _is_met(start, now, target)]
    now = met[0] if met else last[0]
    return circuit_fact(
        circuit,
        computing,
        f"fact-circuit-{key if key.startswith('reach') else f'reach-{key}'}",
        signal=Formula(tuple(signal_name(wanted))),
        target=count(target),
        ticks=simulation.tick,
        time=duration(Fraction(simulation.tick, TICKS_PER_S)),
        now=count(now),
        past="no" if now == target else "yes",
        low=count(low),
        high=count(high),
    )


def _is_met(start: int, now: int, target: int) -> bool:
    return now == target or start < target < now or start > target > now


def _watched(computing: list[Node], simulation: Simulation, wanted: Signal) -> list[int]:
    """Return the nets to look at: those that combinators send the signal to, else those that it is on."""
    sent = [net for node in computing if wanted in sent_by(node) for net in node.outputs.values()]
    there = [net for net, signals in simulation.nets().items() if wanted in signals]
    written = [net for node in computing for net in node.outputs.values()]
    return list(dict.fromkeys(sent or there or written))
