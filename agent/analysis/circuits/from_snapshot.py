"""The circuit of a snapshot."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from agent.analysis.circuits.model import COMBINATORS, Circuit, Known, Net, Node

if TYPE_CHECKING:
    from agent.analysis.circuits.model import Colour, Signals
    from agent.contract import Snapshot, SnapshotEntity
    from agent.game.gamedata import GameData


def circuit_of_snapshot(snapshot: Snapshot, data: GameData) -> Circuit:
    """View the wired entities of a snapshot, and combinators whether wired or not."""
    nodes = tuple(
        _node(number, entity) for number, entity in enumerate(snapshot.entities, 1) if entity.circuit is not None
    )
    seen = Counter(net for entity in snapshot.entities if entity.circuit for net in entity.circuit.connectors.values())
    nets = {
        network.id: Net(
            network.id,
            network.colour,
            complete=network.connectors <= seen[network.id],
            signals={(s.type, s.name, s.quality): s.count for s in network.signals},
        )
        for network in snapshot.circuit_networks
    }
    for node in nodes:
        for colour, net in (*node.inputs.items(), *node.outputs.items()):
            # What a network is part of may have been taken down while the snapshot was being taken.
            nets.setdefault(net, Net(net, colour, complete=False))
    return Circuit(nodes, nets, snapshot.surface.name, running=True, known=Known.of(data))


def _node(number: int, entity: SnapshotEntity) -> Node:
    circuit = entity.circuit
    connectors = {} if circuit is None else circuit.connectors
    kind = COMBINATORS.get(entity.type, "other")
    computing = kind in {"arithmetic", "decider", "selector"}

    def at(side: str) -> dict[Colour, int]:
        found: dict[Colour, int] = {}
        for colour in ("red", "green"):
            net = connectors.get(f"{side}_{colour}")
            if net is not None:
                found["red" if colour == "red" else "green"] = net
        return found

    sent: Signals | None = None
    if computing and circuit is not None and circuit.sent is not None:
        sent = {(s.type, s.name, s.quality): s.count for s in circuit.sent}
    return Node(
        number=entity.unit or -number,
        name=entity.name,
        type=entity.type,
        kind=kind,
        x=entity.x,
        y=entity.y,
        control=None if circuit is None else circuit.control,
        inputs=at("combinator_input" if computing else "circuit"),
        outputs=at("combinator_output" if computing else "circuit"),
        sent=sent,
        disabled=circuit is not None and circuit.disabled,
        ghost=entity.ghost,
    )
