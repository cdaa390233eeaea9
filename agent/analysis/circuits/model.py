"""A circuit as the analysers see it, whether it came from the running game or from a blueprint.

A node is anything with a wire or a combinator's settings; a net is what hangs together by wires of one colour. Numbers
of nets are the game's network ids, or counted from 1 in a blueprint.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.contract import Condition, Control, SignalId
    from agent.game.gamedata import GameData

Colour = Literal["red", "green"]
Kind = Literal["arithmetic", "decider", "selector", "constant", "other"]
Signal = tuple[str, str, str]
"""Type, name and quality."""
Signals = dict[Signal, int]

EACH: Signal = ("virtual", "signal-each", "normal")
EVERYTHING: Signal = ("virtual", "signal-everything", "normal")
ANYTHING: Signal = ("virtual", "signal-anything", "normal")
WILDCARDS = frozenset({EACH, EVERYTHING, ANYTHING})
COMBINATORS: dict[str, Kind] = {
    "arithmetic-combinator": "arithmetic",
    "decider-combinator": "decider",
    "selector-combinator": "selector",
    "constant-combinator": "constant",
}
"""Kinds by prototype type."""
LIFT_G = 1_000_000
"""UtilityConstants.default_rocket_lift_weight."""
COMPUTING = frozenset({"arithmetic", "decider", "selector"})


def signal_of(given: SignalId | None) -> Signal | None:
    """Return a signal of the contract as a key; blank ones are None. The three wildcards have no quality."""
    if given is None or not given.name:
        return None
    key = (given.type, given.name, given.quality)
    bare = (given.type, given.name, "normal")
    return bare if bare in WILDCARDS else key


@dataclass(frozen=True, slots=True)
class Node:
    """One entity of a circuit.

    ``inputs`` and ``outputs`` are the nets at its connectors by colour; what is no combinator has the same in both.
    ``sent`` is what a combinator sent in the last tick, None where the game did not say. ``condition`` is what switches
    or colours it: of things that are no combinators.
    """

    number: int
    name: str
    type: str
    kind: Kind
    x: float
    y: float
    control: Control | None
    inputs: Mapping[Colour, int]
    outputs: Mapping[Colour, int]
    sent: Signals | None = None
    disabled: bool = False
    ghost: bool = False

    @property
    def condition(self) -> Condition | None:
        """Return the condition that switches it, if one does."""
        if self.kind != "other" or self.control is None or not self.obeys:
            return None
        return self.control.circuit_condition

    @property
    def obeys(self) -> bool:
        """Tell whether its condition counts: lamps, switches and speakers always look at theirs."""
        always = self.type in {"lamp", "power-switch", "programmable-speaker"}
        return self.control is not None and (self.control.circuit_enabled or always)


@dataclass(frozen=True, slots=True)
class Net:
    """One network of one colour.

    ``complete``: every connector of it was seen, so nothing else can write to it. ``signals`` is what was on it when
    the snapshot was taken, None in a blueprint.
    """

    id: int
    colour: Colour
    complete: bool
    signals: Signals | None = None


@dataclass(frozen=True)
class Known:
    """What selectors know of the game: stack sizes and what a rocket holds by item, levels by quality.

    An item that is too heavy for a rocket is not in ``capacities``.
    """

    stacks: Mapping[str, int] = field(default_factory=dict)
    capacities: Mapping[str, int] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, data: GameData) -> Known:
        """Return what a data set knows (wiki: Selector combinator; Item Weight: a rocket lifts a tonne)."""
        items = data.items.values()
        return cls(
            {item.name: item.stack for item in items},
            {item.name: int(LIFT_G / item.weight) for item in items if 0 < item.weight <= LIFT_G},
            {quality.name: quality.level for quality in data.qualities.values()},
        )


@dataclass(frozen=True)
class Circuit:
    """All nodes and nets of a place; ``known`` is what its selectors can tell of the game."""

    nodes: tuple[Node, ...]
    nets: Mapping[int, Net]
    surface: str | None = None
    not_modelled: tuple[str, ...] = ()
    running: bool = field(default=False, compare=False)
    known: Known = field(default_factory=Known, compare=False, repr=False)

    @cached_property
    def combinators(self) -> tuple[Node, ...]:
        """Return the nodes that compute: arithmetic, decider and selector combinators."""
        return tuple(node for node in self.nodes if node.kind in COMPUTING)

    @cached_property
    def writers(self) -> Mapping[int, tuple[Node, ...]]:
        """Return by net the nodes whose outputs are on it."""
        return self._by_net(outputs=True)

    @cached_property
    def readers(self) -> Mapping[int, tuple[Node, ...]]:
        """Return by net the nodes that could read it."""
        return self._by_net(outputs=False)

    def _by_net(self, *, outputs: bool) -> Mapping[int, tuple[Node, ...]]:
        found: dict[int, list[Node]] = defaultdict(list)
        for node in self.nodes:
            if outputs and node.kind == "other" and not writes(node):
                continue
            if not outputs and node.kind == "constant":
                continue
            for net in (node.outputs if outputs else node.inputs).values():
                found[net].append(node)
        return {net: tuple(nodes) for net, nodes in found.items()}


def writes(node: Node) -> bool:
    """Tell whether something that is no combinator puts signals on its nets."""
    return node.control is not None and bool(node.control.read)


def could_send(node: Node, key: Signal) -> bool:
    """Tell whether a thing that is no combinator could put a signal on its nets: one that it is set to, or any."""
    read = {} if node.control is None else node.control.read
    return any(signal_of(signal) in {None, key} for signal in read.values())


def constants(node: Node) -> Signals:
    """Return what a constant combinator sends: its active sections, multiplied and summed (wiki: Constant combinator).

    A section's multiplier may be a fraction; each slot is cut to a whole number.
    """
    found: Signals = {}
    control = node.control
    if control is None or not control.is_on or control.sections is None:
        return found
    for section in control.sections.sections:
        if section.active:
            for slot in section.filters:
                key = (slot.type, slot.name, slot.quality or "normal")
                found[key] = wrap(found.get(key, 0) + int(slot.count * section.multiplier))
    return {key: value for key, value in found.items() if value}


def wrap(value: int) -> int:
    """Keep a sum within the signed 32 bits that signals have."""
    return (value + 2**31) % 2**32 - 2**31


def components(circuit: Circuit) -> Iterator[tuple[Node, ...]]:
    """Yield the groups of nodes that hang together by wires, over combinators too; the largest first."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(key: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(key, key) != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for node in circuit.nodes:
        for net in (*node.inputs.values(), *node.outputs.values()):
            parent[root(("net", net))] = root(("node", node.number))
    groups: dict[tuple[str, int], list[Node]] = defaultdict(list)
    for node in circuit.nodes:
        groups[root(("node", node.number))].append(node)
    yield from sorted(
        (tuple(group) for group in groups.values()), key=lambda group: (-len(group), group[0].y, group[0].x)
    )
