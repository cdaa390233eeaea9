"""Whatever stands in a blueprint, every mode answers on it and claims nothing that is not there."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from agent.analysis.findings import Analysis, Finding, Name, Severity, count
from agent.assistant.modes import MODES
from agent.assistant.pipeline import Assistant
from agent.contract import Position, ShownFinding
from agent.game.blueprint import normalise
from agent.game.bundled import load
from tests.analysis.circuits.kit import GAME_2_0, condition, constant, decider, output
from tests.assistant.blueprints.kit import Present, false_claims, false_words, snapshot_of

if TYPE_CHECKING:
    from agent.assistant.question import Answer
    from agent.contract import Language, Snapshot
    from tests.assistant.conftest import Ask

DATA = load("space-age-2.1.20")
MODULE = {"id": {"name": "speed-module"}, "items": {"in_inventory": [{"inventory": 4, "stack": 0}]}}
PLACED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("assembling-machine-2", {"recipe": "electronic-circuit", "items": [MODULE]}),
    ("assembling-machine-2", {"recipe": "copper-cable"}),
    ("assembling-machine-1", {}),
    ("beacon", {"items": [MODULE]}),
    ("stone-furnace", {"recipe": "iron-plate"}),
    ("electric-mining-drill", {}),
    ("lab", {}),
    ("boiler", {}),
    ("steam-engine", {}),
    ("steam-turbine", {}),
    ("nuclear-reactor", {}),
    ("heat-exchanger", {}),
    ("solar-panel", {}),
    ("accumulator", {}),
    ("medium-electric-pole", {}),
    ("gun-turret", {}),
    ("laser-turret", {}),
    ("roboport", {}),
    ("requester-chest", {}),
    ("storage-chest", {}),
    ("train-stop", {"station": "Ore North"}),
    ("straight-rail", {}),
    ("inserter", {}),
    ("transport-belt", {}),
    ("somebody-elses-machine", {"recipe": "somebody-elses-recipe"}),
)
"""Kinds of things that the modes look at, ten tiles apart, and one of a mod that is not there."""


def blueprint_body() -> dict[str, Any]:
    """All of them twice, and a clock of combinators."""
    clock = [constant(1, T=1), decider(2, [condition("T", "<", 60)], [output("T")])]
    rows: list[dict[str, Any]] = [
        {"name": name, "position": {"x": 10.0 * (place % 10), "y": 20.0 + 10.0 * (place // 10)}, **settings}
        for place, (name, settings) in enumerate((*PLACED, *PLACED))
    ]
    entities = [*clock, *({"entity_number": number, **row} for number, row in enumerate(rows, 3))]
    return {"version": GAME_2_0, "entities": entities, "wires": [[1, 1, 2, 1], [2, 3, 2, 1]]}


@pytest.fixture(scope="module")
def built() -> Snapshot:
    return snapshot_of(normalise(blueprint_body()), DATA)


@pytest.mark.parametrize("ghosts", [True, False], ids=["planned", "built"])
@pytest.mark.parametrize("mode", [mode for mode in MODES.values() if mode.id != "starter"], ids=lambda mode: mode.id)
def test_a_mode_claims_nothing_that_is_not_there(ask: Ask, mode: Any, *, ghosts: bool) -> None:  # noqa: ANN401 - a Mode
    snapshot = snapshot_of(normalise(blueprint_body()), DATA, ghosts=ghosts)
    present = Present.of(snapshot, DATA)
    assert list(false_claims(mode.analyse(snapshot, (), DATA), present)) == []
    languages: tuple[Language, ...] = ("ru", "en")
    for language in languages:
        question = replace(ask("", mode.id, snapshot, language), data=DATA)
        assert list(false_words(Assistant().answer(question), snapshot, DATA, present)) == []


def said(finding: Finding) -> Analysis:
    return Analysis((finding,), (), (), "")


@pytest.mark.parametrize(
    ("finding", "fault"),
    [
        (
            Finding("f1", Severity.INFO, "finding-no-power", {"entity": Name("entity", "centrifuge")}),
            "finding-no-power: no centrifuge",
        ),
        (
            Finding("f1", Severity.INFO, "finding-waiting", {"item": Name("item", "uranium-235")}),
            "finding-waiting: no uranium-235",
        ),
        (
            Finding("f1", Severity.INFO, "finding-no-power", {"count": count(3), "entity": Name("entity", "lab")}),
            "finding-no-power: count 3 of at most 2",
        ),
        (
            Finding("f1", Severity.INFO, "finding-no-power", {"entity": Name("entity", "lab")}, position=(1.5, 1.5)),
            "finding-no-power: nothing stands at (1.5, 1.5)",
        ),
    ],
    ids=["machine", "item", "number", "place"],
)
def test_a_planted_claim_is_found(built: Snapshot, finding: Finding, fault: str) -> None:
    assert list(false_claims(said(finding), Present.of(built, DATA))) == [fault]


def test_a_planted_word_is_found(ask: Ask, built: Snapshot) -> None:
    answer: Answer = Assistant().answer(replace(ask("", "power", built, "en"), data=DATA))
    present = Present.of(built, DATA)
    wrong = replace(
        answer,
        text="The “centrifuge” stands still.",
        findings=(ShownFinding(id="f1", severity="info", text="x", position=Position(x=1.5, y=1.5), surface="nauvis"),),
    )
    faults = list(false_words(wrong, built, DATA, present))
    assert [fault.split(" in: ")[0] for fault in faults] == ["nothing stands at x=1.5 y=1.5", "«centrifuge»"]


def test_the_check_knows_what_recipes_take(built: Snapshot) -> None:
    present = Present.of(built, DATA)
    assert {"copper-cable", "iron-plate", "copper-plate", "speed-module", "Ore North"} <= present.names
    assert present.counts["lab"] == Fraction(2)
