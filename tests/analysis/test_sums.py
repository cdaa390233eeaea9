"""Sums are exact, whatever the denominators; machines that differ in anything that counts are not taken for alike."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.analysis.from_snapshot import factory_of_snapshot
from agent.analysis.rates import factory_rates, machine_rate
from agent.analysis.sums import added, total
from agent.analysis.view import BeaconAt, Machine, ModuleStack
from agent.contract import Snapshot, parse_document
from agent.game import bundled
from tests.benchmarks.material import snapshot

DATA = bundled.load("space-age-2.1.20")
RATES = st.lists(st.fractions(max_denominator=720))


@given(RATES)
def test_a_total_is_the_sum(values: list[Fraction]) -> None:
    assert total(values) == sum(values, Fraction(0))


@given(st.lists(st.dictionaries(st.sampled_from(["gear", "plate", "ore"]), st.fractions(max_denominator=60))))
def test_tables_are_added_by_name(tables: list[dict[str, Fraction]]) -> None:
    names = {name for table in tables for name in table}
    wanted = {name: sum((table.get(name, Fraction(0)) for table in tables), Fraction(0)) for name in names}
    assert added(tables) == wanted


GEARS = Machine(
    part=factory_of_snapshot(parse_document(Snapshot, snapshot(9)), DATA).machines[2].part,
    recipe="iron-gear-wheel",
    modules=(ModuleStack("speed-module", 1),),
)


@pytest.mark.parametrize(
    "other",
    [
        replace(GEARS, part=replace(GEARS.part, name="assembling-machine-3")),
        replace(GEARS, part=replace(GEARS.part, quality="rare")),
        replace(GEARS, recipe="pipe"),
        replace(GEARS, modules=(ModuleStack("speed-module", 2),)),
        replace(GEARS, modules=(ModuleStack("speed-module", 1, "legendary"),)),
        replace(GEARS, beacons=(BeaconAt("beacon", (ModuleStack("speed-module", 2),)),)),
        replace(GEARS, reported_speed=Fraction(2)),
        replace(GEARS, reported_productivity=Fraction(1, 2)),
    ],
)
def test_each_machine_has_the_rates_of_its_own_kind(other: Machine) -> None:
    factory = factory_of_snapshot(parse_document(Snapshot, snapshot(0)), DATA)
    machines = (GEARS, other, GEARS)
    found = factory_rates(replace(factory, machines=machines)).machines
    assert found == tuple(machine_rate(machine, DATA) for machine in machines)
    first, second = found[0], found[1]
    assert (first.makes, first.takes, first.power_w) != (second.makes, second.takes, second.power_w)
