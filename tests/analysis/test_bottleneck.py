"""The bottleneck mode names what stands still and the first cause of it, and is silent in a sound factory."""

from dataclasses import replace
from typing import Any

import pytest

from agent.analysis.bottleneck import bottlenecks, past_of
from agent.analysis.findings import Analysis, Finding, Name, Quantity, Severity
from agent.analysis.from_snapshot import factory_of_snapshot
from agent.analysis.wording import sentence
from agent.i18n import LANGUAGES, catalogue
from tests.analysis.kit import DATA, GEAR, PACK, PLATE, crafter, drill, furnace, ore, snapshot


def analysed(*entities: dict[str, Any]) -> Analysis:
    return bottlenecks(factory_of_snapshot(snapshot(entities), DATA))


def keys(analysis: Analysis) -> list[str]:
    return [finding.key for finding in analysis.findings]


def cause(analysis: Analysis) -> Finding:
    (found,) = [finding for finding in analysis.findings if finding.key.startswith("finding-cause-")]
    return found


def fact(analysis: Analysis, recipe: str) -> Finding:
    return next(f for f in analysis.facts if f.args.get("recipe") == Name("recipe", recipe))


def value(finding: Finding, name: str) -> float:
    arg = finding.args[name]
    assert isinstance(arg, Quantity)
    return float(arg.value)


def test_a_sound_factory_has_nothing_to_complain_of() -> None:
    analysis = analysed(crafter(1, GEAR, "working"), *[crafter(n, PACK, "working") for n in range(2, 6)])
    assert keys(analysis) == ["finding-nothing-wrong"]
    assert analysis.findings[0].severity is Severity.INFO


def test_power_is_named_before_everything_that_waits_for_it() -> None:
    analysis = analysed(
        furnace(1, "working"), crafter(2, GEAR, "no_power"), crafter(3, PACK, "no_ingredients", has={"copper-plate": 4})
    )
    assert cause(analysis).key == "finding-cause-power"
    assert cause(analysis).position == (8.0, 1.5)
    assert analysis.findings[0].severity is Severity.CRITICAL
    assert keys(analysis) == ["finding-cause-power", "finding-starved"], "the machines without power are told once"
    assert analysis.findings[1].because == analysis.findings[0].id


def test_the_walk_goes_up_to_the_first_cause() -> None:
    """Packs wait for gears, gears wait for plates, the furnaces have no fuel: that is the cause, two steps up."""
    analysis = analysed(
        furnace(1, "no_fuel"),
        crafter(2, GEAR, "no_ingredients"),
        crafter(3, PACK, "no_ingredients", has={"copper-plate": 4}),
    )
    found = cause(analysis)
    assert found.key == "finding-cause-fuel"
    assert found.args["item"] == Name("item", PLATE)
    assert found.position == (4.0, 1.5)


def test_what_nobody_here_makes_comes_from_outside() -> None:
    analysis = analysed(crafter(1, GEAR, "no_ingredients"))
    assert cause(analysis).key == "finding-cause-input"
    assert cause(analysis).args["item"] == Name("item", PLATE)


def test_too_few_machines_are_counted_exactly() -> None:
    # wiki: AM1 makes 60 gears a minute and 6 packs, each of one gear: eleven pack machines want 66
    packs = [crafter(n, PACK, "no_ingredients", has={"copper-plate": 4}) for n in range(2, 13)]
    analysis = analysed(crafter(1, GEAR, "working"), *packs)
    found = cause(analysis)
    assert found.key == "finding-cause-capacity"
    assert (value(found, "made"), value(found, "needed"), value(found, "add")) == (60, 66, 1)
    assert keys(analysis) == ["finding-cause-capacity", "finding-starved"], "no deficit beside the cause that says it"


def test_a_deficit_that_starves_nobody_is_no_warning() -> None:
    packs = [crafter(n, PACK, "working") for n in range(2, 13)]
    (deficit,) = [f for f in analysed(crafter(1, GEAR, "working"), *packs).findings if f.key == "finding-deficit"]
    assert deficit.severity is Severity.INFO


def test_starved_beside_a_full_output_is_a_matter_of_transport() -> None:
    analysis = analysed(crafter(1, GEAR, "full_output"), crafter(2, PACK, "no_ingredients", has={"copper-plate": 4}))
    assert cause(analysis).key == "finding-cause-transport"
    assert cause(analysis).position == (4.0, 1.5)


def test_starved_because_a_byproduct_blocks_is_no_shortage() -> None:
    """Kovarex and its like aside, two products of one machine: the one nobody takes stops the other."""
    centrifuge = {**crafter(1, "uranium-processing", "full_output"), "name": "centrifuge"}
    eater = {**crafter(2, "uranium-fuel-cell", "no_ingredients", has={PLATE: 20, "uranium-238": 40})}
    found = cause(analysed(centrifuge, eater))
    assert found.key == "finding-cause-byproduct"
    assert found.args["other"] == Name("item", "uranium-238")


def test_full_output_whose_consumers_stand_is_a_symptom() -> None:
    analysis = analysed(crafter(1, GEAR, "full_output"), crafter(2, PACK, "no_ingredients", has={GEAR: 4}))
    assert "finding-blocked-consumers" in keys(analysis)
    assert "finding-blocked" not in keys(analysis)
    assert cause(analysis).args["item"] == Name("item", "copper-plate")


def test_full_output_that_nobody_takes_is_said_calmly() -> None:
    analysis = analysed(crafter(1, PACK, "full_output"))
    assert [(f.key, f.severity) for f in analysis.findings] == [("finding-blocked-nobody", Severity.INFO)]


@pytest.mark.parametrize(
    ("status", "key"),
    [
        ("not_plugged_in_electric_network", "finding-unplugged"),
        ("low_power", "finding-low-power"),
        ("disabled_by_control_behavior", "finding-disabled"),
        ("no_recipe", "finding-no-recipe"),
        ("frozen", "finding-other"),
    ],
)
def test_machines_that_stand_for_a_reason_of_their_own_are_grouped(status: str, key: str) -> None:
    recipe = None if status == "no_recipe" else GEAR
    analysis = analysed(*[crafter(n, recipe, status) for n in (3, 1, 2)])
    found = next(finding for finding in analysis.findings if finding.key == key)
    assert (value(found, "count"), found.position) == (3, (4.0, 1.5))
    assert found.evidence == (f"status {status}",)


def test_exhausted_ore_is_the_cause_behind_furnaces_that_wait() -> None:
    analysis = analysed(ore(8.5), drill(2, "no_minable_resources"), furnace(1, "no_ingredients"))
    assert cause(analysis).key == "finding-cause-ground"


def test_machines_that_starve_want_more_than_their_users_here_explain() -> None:
    """Two cable machines make 240 a minute, two circuit machines want 360: their circuits may go anywhere."""
    cables = [crafter(n, "copper-cable", "working") for n in (1, 2)]
    circuits = [{**crafter(n, "electronic-circuit", "no_ingredients"), "inventories": []} for n in (3, 4)]
    analysis = analysed(*cables, *circuits, crafter(5, "inserter", "working"))
    found = cause(analysis)
    assert (found.key, found.args["item"]) == ("finding-cause-capacity", Name("item", "copper-cable"))
    assert (value(found, "made"), value(found, "needed")) == (240, 360)


def test_machines_that_stand_full_want_no_more_than_is_taken_of_them() -> None:
    cables = [crafter(n, "copper-cable", "working") for n in (1, 2)]
    circuits = [crafter(n, "electronic-circuit", "full_output") for n in (3, 4)]
    analysis = analysed(*cables, *circuits, crafter(5, "inserter", "working"))
    assert keys(analysis) == ["finding-blocked-consumers"]


def test_drills_make_what_lies_under_them() -> None:
    # wiki: Electric mining drill: 0.5 iron ore a second
    analysis = analysed(ore(8.5), ore(9.5), drill(2))
    (mined,) = [f for f in analysis.facts if f.key == "fact-recipe-estimated"]
    assert mined.args["item"] == Name("item", "iron-ore")
    assert value(mined, "rate") == 30


def test_actual_rates_come_from_the_products_the_game_counted() -> None:
    # two AM1 on gears could make 120 in a minute
    before = factory_of_snapshot(
        snapshot([crafter(n, GEAR, "working", products_finished=100) for n in (1, 2)], tick=36000), DATA
    )
    now = factory_of_snapshot(
        snapshot([crafter(n, GEAR, "working", products_finished=145) for n in (1, 2)], tick=39600), DATA
    )
    found = fact(bottlenecks(now, [past_of(before)]), GEAR)
    assert found.key == "fact-recipe-measured"
    assert (value(found, "rate"), value(found, "actual"), value(found, "share")) == (120, 90, 75)


def test_actual_rates_are_guessed_from_statuses_without_an_earlier_snapshot() -> None:
    found = fact(analysed(crafter(1, GEAR, "working"), crafter(2, GEAR, "no_power")), GEAR)
    assert found.key == "fact-recipe-estimated"
    assert value(found, "share") == 50


@pytest.mark.parametrize("change", [{"recipe": "copper-cable"}, {"unit": 9}, {"products_finished": None}])
def test_a_machine_that_changed_is_not_measured(change: dict[str, Any]) -> None:
    row = crafter(1, GEAR, "working", products_finished=100)
    before = factory_of_snapshot(snapshot([{**row, **change}], tick=36000), DATA)
    now = factory_of_snapshot(snapshot([{**row, "products_finished": 130}], tick=39600), DATA)
    assert fact(bottlenecks(now, [past_of(before)]), GEAR).key == "fact-recipe-estimated"


def test_a_snapshot_of_another_surface_is_not_compared() -> None:
    row = crafter(1, GEAR, "working", products_finished=100)
    before = replace(factory_of_snapshot(snapshot([row], tick=36000), DATA), surface="vulcanus")
    now = factory_of_snapshot(snapshot([{**row, "products_finished": 130}], tick=39600), DATA)
    assert fact(bottlenecks(now, [past_of(before)]), GEAR).key == "fact-recipe-estimated"


def test_the_games_own_speed_and_productivity_win() -> None:
    row = crafter(1, GEAR, "working", crafting_speed=1.25, productivity_bonus=0.4)
    assert value(fact(analysed(row), GEAR), "rate") == pytest.approx(1.25 * 120 * 1.4)


def test_ghosts_are_counted_with_the_modules_they_ask_for() -> None:
    ghost = {
        **crafter(1, GEAR, "working", requests=[{"name": "speed-module", "count": 2}]),
        "name": "assembling-machine-2",
        "ghost": True,
    }
    found = fact(analysed(ghost), GEAR)
    # wiki: Speed module +20 % each
    assert value(found, "rate") == pytest.approx(90 * 1.4)


def test_unknown_things_are_listed() -> None:
    foreign = {**crafter(1, GEAR, "working"), "name": "se-space-assembler"}
    assert analysed(foreign, crafter(2, "se-thing", "working")).not_modelled == ("se-space-assembler", "se-thing")


def test_a_foreign_machine_counts_at_the_speed_the_game_reports() -> None:
    foreign = {**crafter(1, GEAR, "working", crafting_speed=4.0), "name": "se-space-assembler"}
    analysis = analysed(foreign)
    assert value(fact(analysis, GEAR), "rate") == 480
    assert analysis.not_modelled == ("se-space-assembler",)


def test_a_selection_without_machines_says_so() -> None:
    belt = {"type": "transport-belt", "name": "transport-belt", "x": 0.5, "y": 0.5}
    assert keys(analysed(belt)) == ["finding-no-machines"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_and_fact_has_its_sentence(language: Any) -> None:  # noqa: ANN401 - a literal type
    texts = catalogue(language)
    analysis = analysed(
        furnace(1, "no_fuel"),
        crafter(2, GEAR, "no_ingredients"),
        crafter(3, PACK, "no_ingredients", has={"copper-plate": 4}),
        crafter(4, None, "no_recipe"),
        crafter(5, "copper-cable", "full_output"),
    )
    for finding in (*analysis.findings, *analysis.facts):
        words = sentence(finding, texts, {("item", GEAR): "Шестерёнка"})
        assert "{" not in words
    assert any("Шестерёнка" in sentence(f, texts, {("item", GEAR): "Шестерёнка"}) for f in analysis.findings)
    numbers = [finding.id for finding in analysis.findings]
    assert numbers == [f"f{place}" for place in range(1, len(numbers) + 1)]
