"""A FactorioLab table becomes game data; the little table here has the shapes of the real ones."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from agent.cli.main import cli
from agent.errors import ContractError
from agent.factory.requirements import Question, Target, requirements
from agent.game.factoriolab import read_factoriolab

TABLE: dict[str, Any] = {
    "version": {"base": "1.1.109", "space-exploration": "0.6.138"},
    "items": [
        {"id": "ore", "stack": 50},
        {"id": "plate", "stack": 100},
        {"id": "sludge"},
        {"id": "water"},
        {"id": "coal", "stack": 50, "fuel": {"category": "chemical", "value": 4}},
        {"id": "quick", "stack": 50, "module": {"speed": 0.5, "consumption": 0.7, "limitation": "quick"}},
        {"id": "drill", "stack": 50, "machine": {"speed": 0.5, "usage": 90, "type": "electric", "size": [3, 3]}},
        {"id": "pump", "stack": 20, "machine": {"speed": 1, "size": [1, 2]}},
        {
            "id": "works",
            "stack": 50,
            "machine": {"speed": 2, "modules": 2, "usage": 150, "drain": 5, "type": "electric", "size": [3, 3]},
        },
        {
            "id": "oven",
            "stack": 50,
            "machine": {"speed": 1, "usage": 90, "type": "burner", "fuelCategories": ["chemical"], "size": [2, 2]},
        },
        {"id": "transport-belt", "stack": 100, "belt": {"speed": 15}},
        {"id": "study", "technology": {}, "stack": 200},
    ],
    "recipes": [
        {"id": "ore", "time": 1, "producers": ["drill"], "in": {"sludge": 0.1}, "out": {"ore": 1}, "flags": ["mining"]},
        {"id": "coal", "time": 1, "producers": ["drill"], "in": {}, "out": {"coal": 1}, "flags": ["mining"]},
        {"id": "water", "time": 1, "producers": ["pump"], "in": {}, "out": {"water": 1200}},
        {"id": "sludge", "time": 1, "producers": ["works"], "in": {"water": 10}, "out": {"sludge": 10}},
        {"id": "plate", "time": 3.2, "producers": ["oven", "works"], "in": {"ore": 2}, "out": {"plate": 1}},
        {"id": "free", "time": 1, "producers": ["works"], "in": {}, "out": {"plate": 1}, "flags": ["locked"]},
        {
            "id": "study",
            "time": 1,
            "producers": ["works"],
            "in": {"plate": 1},
            "out": {"study": 1},
            "flags": ["technology"],
        },
    ],
    "limitations": {"productivity-module": []},
}


def test_a_plan_on_such_a_table_is_exact_and_names_it() -> None:
    plan = requirements(Question((Target("plate", Fraction(1)),)), read_factoriolab(json.dumps(TABLE)))
    steps = {step.process.name: step for step in plan.steps}
    assert plan.data_set == "FactorioLab space-exploration 0.6.138 1.1.109"
    assert steps["plate"].process.setup is not None
    assert steps["plate"].process.setup.machine == "works"
    assert steps["plate"].machines == Fraction(8, 5)
    assert steps["ore"].machines == 4
    assert steps["sludge"].crafts_per_s == Fraction(1, 50)
    assert plan.raw == {"ore": 2, "water": Fraction(1, 5)}
    assert steps["water"].machines == Fraction(1, 6000)


def test_what_makes_something_of_nothing_is_no_recipe() -> None:
    """The table leaves out what its fuel recipes burn; taken at their word they would be a source without end."""
    assert "free" not in read_factoriolab(json.dumps(TABLE)).recipes


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": {}, "items": [{"id": 1}], "recipes": []}', "\x00"])
def test_what_is_no_table_is_refused_with_the_place(text: str) -> None:
    with pytest.raises(ContractError) as caught:
        read_factoriolab(text)
    assert caught.value.code == "factoriolab-invalid"


def test_the_command_computes_on_a_table_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    path.write_text(json.dumps(TABLE), encoding="utf-8")
    arguments = ["calculate-requirements", "--language", "en", "--item", "plate", "--rate", "60"]
    result = CliRunner().invoke(cli, [*arguments, "--data-set", str(path)])
    assert result.exit_code == 0, result.output
    assert "space-exploration 0.6.138" in result.output


def test_a_broken_table_or_none_ends_with_its_exit_code(tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    path.write_text("{", encoding="utf-8")
    arguments = ["calculate-requirements", "--language", "en", "--item", "plate", "--rate", "60", "--data-set"]
    broken = CliRunner().invoke(cli, [*arguments, str(path)])
    assert (broken.exit_code, "no FactorioLab table" in broken.output) == (2, True)
    missing = CliRunner().invoke(cli, [*arguments, "base-3.0"])
    assert missing.exit_code == 1
    assert "base-2.1.20" in missing.output
