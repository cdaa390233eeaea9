"""Emergencies are seen in the snapshot alone, each from its threshold on, and point at a machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.assistant.emergency import EMERGENCY_RULES, emergencies
from agent.contract import ElectricNetwork, SnapshotEntity

if TYPE_CHECKING:
    from tests.assistant.conftest import MakeSnapshot


@pytest.mark.parametrize(
    ("network", "rule"),
    [
        (ElectricNetwork(id=3, satisfaction=0.0, demand_w=1e6), "network-without-power"),
        (ElectricNetwork(id=3, satisfaction=0.01, demand_w=1e6), "network-without-power"),
        (ElectricNetwork(id=3, demand_w=1e6, supply_w=0.0), "network-without-power"),
        (ElectricNetwork(id=3, consumers=4, no_power=4), "network-without-power"),
        (ElectricNetwork(id=3, satisfaction=0.02, demand_w=1e6), "network-brownout"),
        (ElectricNetwork(id=3, satisfaction=0.79, demand_w=1e6), "network-brownout"),
        (ElectricNetwork(id=3, demand_w=1e6, supply_w=5e5), "network-brownout"),
        (ElectricNetwork(id=3, satisfaction=0.8, demand_w=1e6), None),
        (ElectricNetwork(id=3, satisfaction=1.0, demand_w=1e6), None),
        (ElectricNetwork(id=3, satisfaction=0.0), None),
        (ElectricNetwork(id=3, satisfaction=0.0, demand_w=0.0), None),
        (ElectricNetwork(id=3, consumers=4, no_power=1, low_power=2), None),
        (ElectricNetwork(id=3, consumers=4), None),
    ],
)
def test_a_network_is_urgent_from_its_threshold_on(
    make_snapshot: MakeSnapshot, network: ElectricNetwork, rule: str | None
) -> None:
    found = emergencies(make_snapshot(networks=(network,)))
    assert [finding.id for finding in found] == ([f"{rule}-3"] if rule else [])


def test_an_emergency_points_at_a_machine_that_stands(make_snapshot: MakeSnapshot) -> None:
    entities = tuple(
        SnapshotEntity(type="lab", name="lab", x=float(x), y=5.5, network=net, status=status)
        for x, net, status in ((1, 4, "no_power"), (2, 3, "working"), (3, 3, "no_power"))
    )
    network = ElectricNetwork(id=3, satisfaction=0.0, demand_w=1e5, no_power=1)
    (found,) = emergencies(make_snapshot(entities, (network,)))
    assert found.position == (3.0, 5.5)
    assert found.surface == "nauvis"


def test_the_table_has_one_row_per_rule_and_a_dead_network_is_below_a_dim_one() -> None:
    ids = [rule.id for rule in EMERGENCY_RULES]
    assert len(set(ids)) == len(ids)
    dead, dim = EMERGENCY_RULES[:2]
    assert dead.threshold < dim.threshold


def test_the_largest_snapshot_is_judged_network_by_network(make_snapshot: MakeSnapshot) -> None:
    entities = tuple(
        SnapshotEntity(type="lab", name="lab", x=float(n % 300), y=n / 300, network=n % 5, status="working")
        for n in range(100_000)
    )
    networks = tuple(ElectricNetwork(id=n, satisfaction=0.0, demand_w=1e6) for n in range(5))
    snapshot = make_snapshot(entities, networks)
    assert [finding.id for finding in emergencies(snapshot)] == [f"network-without-power-{n}" for n in range(5)]
