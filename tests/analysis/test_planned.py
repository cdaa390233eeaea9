"""A plan beside what is built: rates follow from the wiki's formula (speed ÷ time), machines from the game's data.

A gear takes half a second, a science pack five; assembling machine 1 works at half speed, 2 at three quarters (wiki:
Iron gear wheel, Automation science pack, Assembling machine).
"""

from __future__ import annotations

from typing import Any, Literal

import pytest

from agent.analysis.bottleneck import bottlenecks
from agent.analysis.findings import Finding, Quantity, Severity
from agent.analysis.from_snapshot import factory_of_snapshot
from agent.analysis.wording import sentence
from agent.assistant.modes import MODES
from agent.contract import Plan, PlannedItem, PlannedLine
from agent.i18n import LANGUAGES, catalogue
from tests.analysis.kit import DATA, GEAR, PACK, crafter, drill, ore, snapshot


def line(recipe: str, count: float | None, per_s: float | None, product: str = "") -> PlannedLine:
    products = () if per_s is None else (PlannedItem(product or recipe, per_s),)
    return PlannedLine(recipe, "assembling-machine-1", count=count, products=products)


def plan(*lines: PlannedLine, targets: tuple[PlannedItem, ...] = ()) -> Plan:
    return Plan("factoryplanner", "Красная", targets, lines)


def compared(wanted: Plan, *entities: dict[str, Any]) -> tuple[list[Finding], list[Finding]]:
    found = bottlenecks(factory_of_snapshot(snapshot(entities), DATA), (), wanted)
    of_plan = [finding for finding in found.findings if finding.key.startswith("finding-plan")]
    assert {finding.severity for finding in of_plan} <= {Severity.INFO}, "a plan is a wish, not a fault"
    return of_plan, [fact for fact in found.facts if fact.key.startswith("fact-plan")]


def value(finding: Finding, name: str) -> float:
    amount = finding.args[name]
    assert isinstance(amount, Quantity)
    return float(amount.value)


def test_a_recipe_that_nothing_here_makes_is_missing_with_its_machines() -> None:
    (missing,), _ = compared(plan(line(GEAR, 1, 1), line(PACK, 5.2, 0.5)), crafter(1, GEAR, "working"))
    assert missing.key == "finding-plan-missing"
    assert value(missing, "count") == 6, "machines are whole"
    assert "«automation science pack» — assembling machine 1 × 6." in sentence(missing, catalogue("ru"))


def test_ghosts_are_told_and_do_not_count_as_built() -> None:
    ghost = crafter(2, PACK, "working") | {"ghost": True}
    (missing,), _ = compared(plan(line(GEAR, 1, 1), line(PACK, 5, 0.5)), crafter(1, GEAR, "working"), ghost)
    assert value(missing, "ghosts") == 1
    assert missing.position == (8.0, 1.5)


@pytest.mark.parametrize(("machines", "short"), [(1, True), (2, True), (3, False), (4, False)])
def test_too_few_machines_are_told_by_the_rate_they_lack(machines: int, *, short: bool) -> None:
    """Gears at 3 a second take three machines that make one a second each (0.5 ÷ 0.5 s)."""
    built = [crafter(number, GEAR, "working") for number in range(1, machines + 1)]
    found, facts = compared(plan(line(GEAR, 3, 3)), *built)
    assert [finding.key for finding in found] == (["finding-plan-short"] if short else [])
    assert [fact.key for fact in facts] == ([] if short else ["fact-plan-done"])
    if short:
        assert (value(found[0], "wanted"), value(found[0], "full")) == (180, 60 * machines)
        assert found[0].position == (4.0, 1.5)


def test_faster_machines_fulfil_a_plan_as_well() -> None:
    """Two of level 2 make 3 gears a second: 0.75 ÷ 0.5 s each."""
    built = [crafter(number, GEAR, "working", name="assembling-machine-2") for number in (1, 2)]
    found, _ = compared(plan(line(GEAR, 3, 3)), *built)
    assert found == []


def test_lines_of_one_recipe_count_together() -> None:
    found, _ = compared(plan(line(GEAR, 1, 1), line(GEAR, 1, 1)), crafter(1, GEAR, "working"))
    assert value(found[0], "wanted") == 120


def test_an_export_without_amounts_tells_what_is_missing_only() -> None:
    """Release 2.1.3 leaves the solver's results of the lines out."""
    found, _ = compared(plan(line(GEAR, None, None), line(PACK, None, None)), crafter(1, GEAR, "working"))
    assert [finding.key for finding in found] == ["finding-plan-missing"]
    assert "“automation science pack”." in sentence(found[0], catalogue("en"))


def test_mining_is_compared_and_what_the_game_has_no_recipe_for_is_counted() -> None:
    wanted = plan(
        line("impostor-iron-ore", 1, 0.5, "iron-ore"), line("impostor-steam-165", 1, 60, "steam-165"), line(GEAR, 1, 1)
    )
    found, facts = compared(wanted, drill(1), ore(4), crafter(2, GEAR, "working"))
    assert found == []
    assert [fact.key for fact in facts] == ["fact-plan-done", "fact-plan-skipped"]


def test_targets_stand_beside_what_is_made_now() -> None:
    wanted = plan(line(GEAR, 2, 2), targets=(PlannedItem(GEAR, 2),))
    _, facts = compared(wanted, crafter(1, GEAR, "working"), crafter(2, GEAR, "no_ingredients"))
    target = next(fact for fact in facts if fact.key == "fact-plan-target")
    assert [value(target, name) for name in ("wanted", "full", "now")] == [120, 120, 60]


def test_what_is_built_beyond_the_plan_is_named() -> None:
    _, facts = compared(plan(line(GEAR, 1, 1)), crafter(1, GEAR, "working"), crafter(2, PACK, "working"))
    assert "fact-plan-unplanned" in [fact.key for fact in facts]


def test_without_a_plan_nothing_is_said_of_one() -> None:
    found = bottlenecks(factory_of_snapshot(snapshot([crafter(1, GEAR, "working")]), DATA))
    assert not [each for each in (*found.findings, *found.facts) if "plan" in each.key]


@pytest.mark.parametrize("mode", ["bottleneck", "chat"])
def test_the_modes_on_production_take_the_plan_from_the_snapshot(mode: Literal["bottleneck", "chat"]) -> None:
    taken = snapshot([crafter(1, GEAR, "working")])
    planning = taken.model_copy(update={"plan": plan(line(GEAR, 3, 3))})
    assert "finding-plan-short" in [each.key for each in MODES[mode].analyse(planning, (), DATA).findings]
    assert "finding-plan-short" not in [each.key for each in MODES[mode].analyse(taken, (), DATA).findings]


def test_every_sentence_is_there_in_both_languages() -> None:
    wanted = plan(line(GEAR, 3, 3), line(PACK, 1, 1), line("impostor-x", 1, 1), targets=(PlannedItem(GEAR, 2),))
    found, facts = compared(wanted, crafter(1, GEAR, "working"), crafter(2, "copper-cable", "working"))
    done, _ = compared(plan(line(GEAR, 1, 1)), crafter(1, GEAR, "working"))
    for language in LANGUAGES:
        for finding in (*found, *facts, *done):
            assert "{" not in sentence(finding, catalogue(language))
