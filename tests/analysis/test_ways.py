"""What is blamed on the way of an item, and above all what is not: something still gets through, or is not known.

Rules: wiki, Inserters (reach, far lane), Transport belts (15 items a second on a yellow belt, lanes apart, side-loading
fills the near lane).
"""

from __future__ import annotations

from typing import Any

import pytest

from agent.analysis.bottleneck import bottlenecks
from agent.analysis.from_snapshot import factory_of_snapshot
from agent.analysis.ways import Ways
from tests.analysis.kit import DATA, GEAR, PLATE, crafter, snapshot

Json = dict[str, Any]
STARVED = "item_ingredient_shortage"
WAITS = "waiting_for_source_items"
STEPS = {0: (0, -1), 4: (1, 0), 8: (0, 1), 12: (-1, 0)}


def arm(x: float, y: float, takes_from: int = 0, **more: Any) -> Json:  # noqa: ANN401 - JSON
    """A fast inserter that takes from the side of this direction."""
    dx, dy = STEPS[takes_from]
    ends = {"pickup": [x + dx, y + dy], "drop": [x - 1.2 * dx, y - 1.2 * dy]}
    base = {"type": "inserter", "name": "fast-inserter", "x": x, "y": y, "unit": int(900 + x * 10 + y)}
    return {**base, "status": "working", **ends, **more}


def chest(x: float, y: float, free: int = 30, **has: int) -> Json:
    items = [{"name": name.replace("_", "-"), "count": number} for name, number in has.items()]
    inside = {"inventory": "chest", "slots": 32, "free_slots": free, "items": items}
    return {"type": "container", "name": "iron-chest", "x": x, "y": y, "inventories": [inside]}


def belts(x: float, y: float, length: int, direction: int = 4, name: str = "transport-belt") -> list[Json]:
    dx, dy = STEPS[direction]
    rows = ({"x": x + step * dx, "y": y + step * dy, "direction": direction} for step in range(length))
    return [{"type": name.removeprefix("fast-"), "name": name, **row} for row in rows]


def gear_machine(x: float = 4.0, y: float = 1.5, status: str = STARVED) -> Json:
    return {**crafter(1, GEAR, status), "x": x, "y": y}


def first_cause(rows: list[Json], *, area: float = 50) -> tuple[str, tuple[float, float] | None]:
    taken = snapshot(rows).model_dump()
    taken["area"] = {"left_top": {"x": -area, "y": -area}, "right_bottom": {"x": area, "y": area}}
    taken |= {"inserter_stack_bonus": 0, "bulk_inserter_stack_bonus": 0}
    here = type(snapshot([])).model_validate(taken, strict=False)
    finding = bottlenecks(factory_of_snapshot(here, DATA)).findings[0]
    return finding.key.removeprefix("finding-cause-"), finding.position


def test_an_arm_that_is_switched_off_is_the_cause() -> None:
    off = arm(4.5, -0.5, status="disabled_by_control_behavior")
    assert first_cause([gear_machine(), off, chest(4.5, -1.5, iron_plate=50)]) == ("arm-off", (4.5, -0.5))


def test_it_is_not_where_another_arm_still_brings() -> None:
    off = arm(4.5, -0.5, status="disabled_by_control_behavior")
    rows = [gear_machine(), off, arm(3.5, -0.5), chest(4.5, -1.5, iron_plate=50), chest(3.5, -1.5, iron_plate=50)]
    assert first_cause(rows)[0] != "arm-off"


def test_it_is_not_where_it_brings_something_else() -> None:
    """An arm without power over a chest of copper keeps no iron away."""
    dark = arm(4.5, -0.5, status="no_power")
    rows = [
        gear_machine(),
        dark,
        chest(4.5, -1.5, copper_plate=50),
        arm(3.5, -0.5, status=WAITS),
        *belts(-9.5, -1.5, 20),
    ]
    assert first_cause(rows)[0] != "arm-power"


def test_an_arm_over_nothing_is_the_cause_and_over_rails_is_not() -> None:
    lone = arm(4.5, -0.5, status=WAITS)
    assert first_cause([gear_machine(), lone]) == ("arm-reach", (4.5, -0.5))
    rail = {"type": "straight-rail", "name": "straight-rail", "x": 4.0, "y": -2.0}
    assert first_cause([gear_machine(), lone, rail])[0] == "input"


def test_a_slow_arm_counts_by_what_it_moves() -> None:
    """Wiki, Inserters: a burner inserter moves 0.6 items a second chest to chest, 36/min; gears want 60/min."""
    slow = arm(4.5, -0.5, name="burner-inserter")
    plates = chest(4.5, -1.5, iron_plate=50)
    assert first_cause([gear_machine(), slow, plates]) == ("arms", (4.5, -0.5))
    assert first_cause([gear_machine(), arm(4.5, -0.5), plates])[0] == "input"


@pytest.mark.parametrize(("area", "kind"), [(50.0, "ground"), (3.0, "input")])
def test_a_belt_from_outside_may_bring_what_a_dry_drill_does_not(area: float, kind: str) -> None:
    drill = {"type": "mining-drill", "name": "electric-mining-drill", "x": 0.5, "y": -3.5, "unit": 77}
    drill |= {"status": "no_minable_resources", "drop": [0.5, -1.5]}
    furnace = {**crafter(1, PLATE, "no_ingredients"), "type": "furnace", "name": "stone-furnace", "x": 4.0, "y": 1.0}
    rows = [furnace, arm(4.5, -0.5, status=WAITS), *belts(-3.5, -1.5, 9), drill]
    assert first_cause(rows, area=area)[0] == kind


def trail_of(rows: list[Json], arm_at: tuple[float, float], **more: Any) -> set[str]:  # noqa: ANN401 - lanes
    factory = factory_of_snapshot(snapshot(rows), DATA)
    ways = Ways(factory)
    (start,) = [each for each in ways.arms if (each.x, each.y) == arm_at]
    return {f"{part.name} {part.x} {part.y}" for part in ways.trail(start, **more).parts if part.type == "container"}


def test_a_trail_goes_through_undergrounds_and_side_loads() -> None:
    tunnel = [
        {
            "type": "underground-belt",
            "name": "underground-belt",
            "x": 2.5,
            "y": 0.5,
            "direction": 4,
            "underground": "input",
        },
        {
            "type": "underground-belt",
            "name": "underground-belt",
            "x": 6.5,
            "y": 0.5,
            "direction": 4,
            "underground": "output",
        },
    ]
    side = belts(8.5, -3.5, 4, 8)
    rows = [
        *belts(0.5, 0.5, 2), *tunnel, *belts(7.5, 0.5, 4), *side,
        chest(0.5, 2.5, iron_plate=5), arm(0.5, 1.5, 8),
        chest(10.5, -3.5, iron_plate=5), arm(9.5, -3.5, 4),
        arm(10.5, 1.5, 0),
    ]  # fmt: skip
    both = {"iron-chest 0.5 2.5", "iron-chest 10.5 -3.5"}
    assert trail_of(rows, (10.5, 1.5)) == both
    # From below an arm puts on the far, left lane of a belt to the east; a belt from the north fills its left lane too.
    assert trail_of(rows, (10.5, 1.5), lanes=frozenset({"left"})) == both
    assert trail_of(rows, (10.5, 1.5), lanes=frozenset({"right"})) == set()


def test_a_trail_through_a_splitter_takes_both_of_its_inputs() -> None:
    splitter = {"type": "splitter", "name": "splitter", "x": 4.5, "y": 1.0, "direction": 4}
    rows = [
        *belts(0.5, 0.5, 4), *belts(0.5, 1.5, 4), splitter, *belts(5.5, 0.5, 4),
        chest(0.5, -1.5, iron_plate=5), arm(0.5, -0.5),
        chest(0.5, 3.5, iron_plate=5), arm(0.5, 2.5, 8),
        arm(8.5, 1.5, 0),
    ]  # fmt: skip
    assert trail_of(rows, (8.5, 1.5)) == {"iron-chest 0.5 -1.5", "iron-chest 0.5 3.5"}


def test_a_full_chest_of_something_else_is_the_cause_behind_a_full_machine() -> None:
    maker = {**crafter(2, GEAR, "full_output"), "x": 0.5, "y": 0.5, "unit": 2}
    taker = {**crafter(1, "automation-science-pack", STARVED, has={"copper-plate": 4}), "x": 0.5, "y": 6.5}
    between = [arm(0.5, 2.5), chest(0.5, 3.5, free=0, wood=3200), arm(0.5, 4.5, status=WAITS)]
    assert first_cause([maker, *between, taker]) == ("chest-full", (0.5, 3.5))
    between[1] = chest(0.5, 3.5, free=3, wood=3000)
    assert first_cause([maker, *between, taker])[0] == "transport"


def test_what_nobody_takes_out_is_said() -> None:
    maker = {**crafter(2, GEAR, "full_output"), "x": 0.5, "y": 0.5, "unit": 2}
    taker = {**crafter(1, "automation-science-pack", STARVED, has={"copper-plate": 4}), "x": 20.5, "y": 0.5}
    rows = [maker, taker, arm(20.5, 2.5, 8, status=WAITS), *belts(10.5, 3.5, 20)]
    assert first_cause(rows) == ("no-arm-out", (0.5, 0.5))


def test_a_belt_that_begins_anew_is_a_gap_only_where_something_is_put_on_belts() -> None:
    furnace = {**crafter(3, PLATE, "full_output"), "type": "furnace", "name": "stone-furnace", "x": -8.0, "y": -4.0}
    there = [furnace, arm(-8.5, -2.5, 0), *belts(-9.5, -1.5, 5)]
    waiting = [gear_machine(), arm(4.5, -0.5, status=WAITS)]
    assert first_cause([*there, *waiting, *belts(0.5, -1.5, 9)]) == ("belt-broken", (0.5, -1.5))
    assert first_cause([*there, *waiting, *belts(-4.5, -1.5, 14)])[0] != "belt-broken", "it goes on"
    assert first_cause([*waiting, *belts(0.5, -1.5, 9)])[0] != "belt-broken", "nobody makes any"


def test_no_arm_and_an_arm_the_wrong_way_round() -> None:
    plates = chest(4.5, -1.5, iron_plate=50)
    assert first_cause([gear_machine(), arm(4.5, -0.5, 8), plates]) == ("arm-reversed", (4.5, -0.5))
    assert first_cause([gear_machine(), arm(20.5, -0.5), plates]) == ("no-arm-in", (4.0, 1.5))
    assert first_cause([gear_machine(), arm(20.5, -0.5), plates], area=5.0)[0] != "no-arm-in", "the edge is near"


def test_a_pump_without_power_on_the_pipe() -> None:
    plant = {**crafter(1, "plastic-bar", "fluid_ingredient_shortage", has={"coal": 9}), "name": "chemical-plant"}
    plant |= {"x": 0.5, "y": 0.5}
    pipes = [{"type": "pipe", "name": "pipe", "x": -1.5 - step, "y": 0.5} for step in range(3)]
    pump = {"type": "pump", "name": "pump", "x": -5.0, "y": 0.5, "direction": 4, "status": "no_power"}
    assert first_cause([plant, *pipes, pump]) == ("pump", (-5.0, 0.5))
    assert first_cause([plant, *pipes, {**pump, "status": "working"}])[0] == "input"
    assert first_cause([plant, *pipes[:1], pump])[0] == "input", "it is on no pipe that leads here"
