"""`agent calculate-requirements` as a player and as a program use it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from agent.cli.main import cli
from agent.resources import bundled


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["calculate-requirements", "--language", "en", *arguments])


def asked(*arguments: str) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def test_the_report_names_recipes_machines_raw_inputs_and_the_data_set() -> None:
    result = run("--item", "automation-science-pack", "--rate", "60", "--data-set", "base-2.0.77")
    assert result.exit_code == 0, result.output
    for part in (
        "Requirements: 60/min automation-science-pack",
        "base 2.0.77",
        "assembling-machine-3",
        "120/min iron-ore",
    ):
        assert part in result.output


def test_the_report_speaks_russian() -> None:
    arguments = ["calculate-requirements", "--language", "ru", "--item", "plastic-bar", "--rate", "90"]
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0
    assert "Сырьё:" in result.output
    assert "МВт" in result.output or "кВт" in result.output


def test_json_gives_exact_fractions_beside_numbers_with_units() -> None:
    found = asked("--item", "copper-cable", "--rate", "100/7", "--supply", "copper-plate")
    step = next(row for row in found["recipes"] if row["recipe"] == "copper-cable")
    assert step["craftsPerSecExact"] == "5/42"
    assert step["machinesExact"] == "1/21"
    assert step["machinesRoundedUp"] == 1
    assert found["rawInputs"] == [
        {"item": "copper-plate", "fluid": False, "ratePerMin": pytest.approx(50 / 7), "ratePerSecExact": "5/42"}
    ]


def test_the_same_question_gives_the_same_bytes() -> None:
    question = ("--item", "chemical-science-pack", "--rate", "45", "--json")
    assert run(*question).stdout_bytes == run(*question).stdout_bytes


def test_a_machine_named_for_a_category_is_used() -> None:
    found = asked("--item", "iron-plate", "--rate", "60", "--machine", "smelting=stone-furnace")
    step = next(row for row in found["recipes"] if row["recipe"] == "iron-plate")
    assert step["machine"] == "stone-furnace"
    assert step["fuel"]["item"] == "coal"


def test_modules_beacons_and_quality_reach_the_machines() -> None:
    found = asked(
        *("--item", "iron-gear-wheel", "--rate", "60"),
        *("--module", "iron-gear-wheel=productivity-module-3@legendary*2+speed-module-3"),
        *("--beacons", "iron-gear-wheel=4*speed-module-3", "--quality", "iron-gear-wheel=rare"),
    )
    step = next(row for row in found["recipes"] if row["recipe"] == "iron-gear-wheel")
    assert [(m["name"], m["quality"], m["count"]) for m in step["modules"]] == [
        ("productivity-module-3", "legendary", 2),
        ("speed-module-3", "normal", 2),
    ]
    assert step["quality"] == "rare"
    assert step["beacons"][0]["count"] == 4
    assert step["productivityBonus"] == 0.5


def test_the_most_of_two_items_is_made_of_what_there_is() -> None:
    found = asked(
        *("--maximize", "--item", "iron-gear-wheel", "--rate", "1", "--item", "pipe", "--rate", "2"),
        *("--limit", "iron-plate=400"),
    )
    assert [target["ratePerMin"] for target in found["targets"]] == [100, 200]


def test_given_machines_tell_their_rates() -> None:
    found = asked("--machines", "electronic-circuit=2", "--machines", "copper-cable=3", "--data-set", "base-2.0.77")
    assert found["powerW"] == 1937500
    assert {name: part["share"] for name, part in found["utilisation"].items()} == {
        "electronic-circuit": 1,
        "copper-cable": 1,
    }


def test_the_plan_is_saved_for_the_composer(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    result = run("--item", "pipe", "--rate", "60", "--output", str(target), "--quiet")
    assert result.exit_code == 0
    assert json.loads(target.read_text("utf-8"))["targets"][0]["item"] == "pipe"
    assert "Saved" not in result.output


@pytest.mark.parametrize(
    ("arguments", "code", "sentence", "step"),
    [
        ((), 1, "no item is named", "--item iron-plate"),
        (("--item", "iron-gear-weel", "--rate", "1"), 1, "iron-gear-weel", "iron-gear-wheel"),
        (("--item", "zzzzzz", "--rate", "1"), 1, "zzzzzz", "internal name"),
        (("--item", "pipe"), 1, "needs its own --rate", "--rate"),
        (("--item", "pipe", "--rate", "-5"), 1, "not a number", "60, 0.5"),
        (("--item", "pipe", "--rate", "nan"), 1, "not a number", "60, 0.5"),
        (("--item", "pipe", "--rate", "1e999"), 1, "not a number", "60, 0.5"),
        (("--item", "pipe", "--rate", "1/0"), 1, "not a number", "60, 0.5"),
        (("--item", "pipe", "--rate", "0"), 1, "zero", "more than 0"),
        (("--item", "pipe", "--rate", "1", "--limit", "iron-plate=5"), 1, "--maximize", "--supply"),
        (("--machines", "pipe=1", "--maximize"), 1, "--maximize", "--limit"),
        (("--item", "pipe", "--maximize"), 1, "Nothing limits", "--limit"),
        (("--item", "pipe", "--rate", "1", "--beacons", "speed-module"), 1, "not a count", "8*speed-module-3"),
        (("--item", "pipe", "--rate", "1", "--module", "spede-module"), 1, "no module", "speed-module"),
        (("--item", "pipe", "--rate", "1", "--quality", "legendry"), 1, "no quality", "legendary"),
        (("--item", "pipe", "--rate", "1", "--planet", "vulkanus"), 1, "no planet", "vulcanus"),
        (("--item", "pipe", "--rate", "1", "--fuel", "cole"), 1, "no fuel", "coal"),
        (("--item", "pipe", "--rate", "1", "--machine", "smelting=no"), 1, "no machine", "internal name"),
        (("--item", "pipe", "--rate", "1", "--belt", "fast-belt"), 1, "no belt", "transport-belt"),
        (("--item", "tungsten-ore", "--rate", "1", "--planet", "nauvis"), 3, "tungsten-ore", "vulcanus"),
        (
            ("--item", "pipe", "--rate", "1", "--disable", "iron-plate", "--planet", "nauvis"),
            3,
            "iron-plate",
            "--supply",
        ),
        (("--item", "pipe", "--rate", "1", "--recipe", "pipe"), 1, "NAME=VALUE", "--recipe"),
    ],
)
def test_bad_input_ends_with_a_reason_a_next_step_and_the_exit_code(
    arguments: tuple[str, ...], code: int, sentence: str, step: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == code, result.output
    assert sentence in result.output
    assert step in result.output
    assert "Traceback" not in result.output


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    result = run("--item", "pipe", "--rate", "60", "--output", str(tmp_path / "no" / "plan.json"))
    assert result.exit_code == 5
    assert "plan.json" in result.output


def test_a_running_games_export_is_a_data_set() -> None:
    example = bundled("state") / "examples" / "prototypes-0a1b2c3d.json"
    gears = ("--item", "iron-gear-wheel", "--rate", "60", "--supply", "iron-plate", "--data-set", str(example))
    found = asked(*gears)
    assert found["dataSet"] == "Factorio 2.0.77 (0a1b2c3d)"
    assert [(step["recipe"], step["machine"]) for step in found["recipes"]] == [
        ("iron-gear-wheel", "assembling-machine-1")
    ]


def test_an_export_with_a_fault_is_refused_with_its_place(tmp_path: Path) -> None:
    broken = tmp_path / "prototypes-0a1b2c3d.json"
    example = bundled("state") / "examples" / "prototypes-0a1b2c3d.json"
    broken.write_text(example.read_text("utf-8").replace('"energy_s": 0.5', '"energy_s": "soon"'), "utf-8")
    result = run("--item", "iron-gear-wheel", "--rate", "60", "--data-set", str(broken))
    assert result.exit_code not in {0, 70}
    assert "recipes.0.energy_s" in result.output
