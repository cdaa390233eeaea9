"""`agent compose-factory` as a player and as a program use it: report, files, pipes, every exit code."""

import io
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from agent.cli.main import cli
from agent.factory.compose import compose
from agent.factory.compose.report import report
from agent.factory.compose.wanted import read_wanted
from agent.game.blueprint import decode, encode, leaves, normalise, to_document
from agent.game.bundled import load
from agent.i18n import catalogue
from tests.factory.compose.own import gears as gears_blueprint

BASE = ("--data-set", "base-2.0.77")


def plan(*arguments: str) -> str:
    """Calculate a requirement as JSON."""
    result = CliRunner().invoke(cli, ["--language", "en", "calculate-requirements", *arguments, *BASE, "--json"])
    assert result.exit_code == 0, result.output
    return result.stdout


def run(*arguments: str, stdin: str = "") -> Result:
    """Run the command in English."""
    return CliRunner().invoke(
        cli, ["--language", "en", "compose-factory", *arguments], input=io.BytesIO(stdin.encode())
    )


@pytest.fixture(scope="module")
def gears() -> str:
    """A small requirement."""
    return plan("--item", "iron-gear-wheel", "--rate", "16")


def test_the_report_has_the_layout_of_the_contract(gears: str, tmp_path: Path) -> None:
    saved = tmp_path / "block.json"
    result = run("--requirements", "-", "--name", "Gears 16/min", "--output", str(saved), stdin=gears)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[:3] == ["Factory Block: Gears 16/min", "===========================", "Target: 16/min iron-gear-wheel"]
    assert lines[3].startswith("Dimensions: ")
    assert lines[4:6] == ["Modules: 2", "Alignment Score: 1.00 (1 of 1)"]
    for part in (
        "Modules:",
        "\nModules:\n  1. iron-plate-1 at (0, 0)",
        "External Inputs:",
        "/min iron-ore at (",
        "External Outputs:",
    ):
        assert part in result.stdout
    assert "Internal Connections: 1\n  iron-plate: iron-plate-1 -> iron-gear-wheel-2\n" in result.stdout
    assert "Efficiency: 0." in result.stdout
    assert "Computed on base 2.0.77." in result.stdout
    assert f"Saved to: {saved}" in result.stdout
    assert json.loads(saved.read_text("utf-8"))["name"] == "Gears 16/min"


def test_json_is_a_factory_block_with_an_importable_string(gears: str) -> None:
    result = run("--requirements", "/dev/stdin", "--json", stdin=gears)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    assert {"externalInputs", "externalOutputs", "internalConnections", "modules", "dimensions"} <= set(found)
    assert found["verification"]["sound"] is True
    (leaf,) = leaves(decode(found["blueprint"]))
    assert len(normalise(leaf.body).entities) == sum(found["materials"].values())


def test_the_picture_has_boxes_arrows_and_axes(gears: str) -> None:
    result = run("--requirements", "-", "--visualize", "--blueprint", stdin=gears)
    assert result.exit_code == 0, result.output
    for sign in ("Factory Block ASCII Visualization:", "┌", "iron-plate", "10", "\n0e"):
        assert sign in result.stdout


def test_machines_beyond_what_the_target_takes_are_told(gears: str) -> None:
    # 16 gears a minute of half a second each at speed 1.25 take 8 ÷ 75 of a machine (wiki: Iron gear wheel).
    result = run("--requirements", "-", stdin=gears)
    assert "1 × assembling-machine-3 (exactly 0.11 needed)" in result.stdout
    more = plan("--item", "automation-science-pack", "--rate", "60", "--supply", "iron-plate,copper-plate")
    result = run("--requirements", "-", stdin=more)
    # 60 a minute of five seconds each at speed 1.25 (wiki: Automation science pack).
    assert "5 × assembling-machine-3 (exactly 4 needed)" in result.stdout
    assert "More machines stand there than the target takes" in result.stdout
    found = json.loads(run("--requirements", "-", "--json", stdin=more).stdout)
    assert [(one["machines"], one["machinesNeeded"]) for one in found["modules"]] == [(1, 0.4), (5, 4.0)]


def test_quiet_prints_the_string_alone_and_other_commands_read_it(gears: str) -> None:
    string = run("--requirements", "-", "--blueprint", "--quiet", stdin=gears).stdout
    assert string.startswith("0e")
    assert len(string.splitlines()) == 1
    judged = CliRunner().invoke(cli, ["--language", "en", "verify-blueprint", "-", *BASE], input=string)
    assert judged.exit_code == 0, judged.output


def test_svg_and_png_are_written(gears: str, tmp_path: Path) -> None:
    svg, png = tmp_path / "b.svg", tmp_path / "b.png"
    result = run("--requirements", "-", "--svg", str(svg), "--png", str(png), "--quiet", stdin=gears)
    assert result.exit_code == 0, result.output
    drawn = svg.read_text("utf-8")
    assert drawn.startswith("<svg")
    for words in ("→ iron-ore 32/min", "iron-gear-wheel 16/min →", "electric-furnace (iron-plate)"):
        assert words in drawn
    assert png.read_bytes().startswith(b"\x89PNG")


def test_wrong_arguments_end_with_one(gears: str) -> None:
    assert run("--requirements", "-", "--max-width", "0", stdin=gears).exit_code == 1
    assert run().exit_code == 1
    assert run("--requirements", "-", "--technology", "no-such-thing", stdin=gears).exit_code == 1


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"kind": "production-requirement"}', "\udcff"])
def test_what_is_no_requirement_ends_with_two(text: str, tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    result = run("--requirements", str(path))
    assert result.exit_code == 2, result.output
    assert "calculate-requirements" in result.stderr


def test_a_missing_file_ends_with_two(tmp_path: Path) -> None:
    result = run("--requirements", str(tmp_path / "none.json"))
    assert result.exit_code == 2
    assert "none.json" in result.stderr


def test_what_no_module_can_make_ends_with_three(gears: str) -> None:
    result = run("--requirements", "-", "--technology", "logistics,automation,electronics", stdin=gears)
    assert result.exit_code == 3, result.output
    assert "--technology" in result.stderr
    ore = plan("--item", "iron-ore", "--rate", "16", "--supply", "iron-ore")
    result = run("--requirements", "-", stdin=ore)
    assert result.exit_code == 3
    assert "No blueprint found producing “iron-ore”" in result.stderr


def test_what_does_not_fit_ends_with_four_and_the_size_it_needs(gears: str) -> None:
    result = run("--requirements", "-", "--max-width", "12", "--max-height", "20", stdin=gears)
    assert result.exit_code == 4, result.output
    assert "Cannot fit 2 modules within max dimensions 12x20. Current layout requires" in result.stderr
    assert "--max-width" in result.stderr


def test_what_is_too_wide_is_turned_and_says_so_and_its_picture_runs_down(gears: str) -> None:
    result = run("--requirements", "-", "--max-width", "12", "--visualize", stdin=gears)
    assert result.exit_code == 0, result.output
    assert "Turned by a quarter to fit: it runs from north to south." in result.stdout
    assert int(result.stdout.split("Dimensions: ")[1].split(" ")[0]) <= 12
    drawn = result.stdout.split("Visualization:")[1].splitlines()
    first, second = (next(row for row, line in enumerate(drawn) if name in line) for name in ("1. 2x", "2. 1x"))
    between = drawn[first:second]
    assert [line.strip() for line in between if line.strip().endswith("v")] != []
    numbers = [int(line.split()[0]) for line in drawn[:second] if line[:4].strip().lstrip("-").isdigit()]
    assert all(number % 5 == 0 for number in numbers)


def test_a_blueprint_of_the_catalog_becomes_a_module(tmp_path: Path) -> None:
    requirement = plan("--item", "iron-gear-wheel", "--rate", "100", "--supply", "iron-plate")
    string = encode(to_document(gears_blueprint(), load("base-2.0.77")))
    added = CliRunner().invoke(cli, ["catalog-blueprint", "add", string, "--data-dir", str(tmp_path), *BASE, "--json"])
    assert added.exit_code == 0, added.output
    name = json.loads(added.stdout)["added"][0]["id"]
    result = run("--requirements", "-", "--data-dir", str(tmp_path), stdin=requirement)
    assert result.exit_code == 0, result.output
    assert f"from the catalog: {name}" in result.stdout
    without = run("--requirements", "-", "--data-dir", str(tmp_path), "--no-catalog", "--json", stdin=requirement)
    assert [module["catalogId"] for module in json.loads(without.stdout)["modules"]] == [None]


def test_what_cannot_be_written_ends_with_five(gears: str, tmp_path: Path) -> None:
    result = run("--requirements", "-", "--output", str(tmp_path / "no" / "block.json"), stdin=gears)
    assert result.exit_code == 5, result.output


def refused(*arguments: str) -> Result:
    """Compose with a furnace said to be four times as fast as it is: composed as told, and refused by the judge."""
    document = json.loads(plan("--item", "iron-gear-wheel", "--rate", "90"))
    for step in document["recipes"]:
        if step["recipe"] == "iron-plate":
            step["machinesExact"] = str(Fraction(step["machinesExact"]) / 4)
    return run("--requirements", "-", *arguments, stdin=json.dumps(document))


def test_the_string_of_what_is_refused_is_in_no_json_unless_it_is_asked_for(tmp_path: Path) -> None:
    saved = tmp_path / "block.json"
    plainly = refused("--json", "--output", str(saved))
    assert plainly.exit_code == 6, plainly.output
    found = json.loads(plainly.stdout)
    assert found["verification"]["sound"] is False
    assert json.loads(saved.read_text("utf-8")) == found
    assert not {"blueprint", "unprovenBlueprint"} & set(found)
    assert '"0e' not in plainly.stdout
    asked = refused("--json", "--unproven")
    assert asked.exit_code == 6, asked.output
    shown = json.loads(asked.stdout)
    assert "blueprint" not in shown
    assert list(leaves(decode(shown["unprovenBlueprint"])))


def test_what_the_judge_refuses_ends_with_six() -> None:
    result = refused("--blueprint", "--quiet")
    assert result.exit_code == 6, result.output
    assert "rate-impossible" not in result.stdout
    assert "Refused" in result.stdout
    assert "\n0e" not in result.stdout, "what is refused is not offered"
    assert "No blueprint string: verification refused it." in result.stdout


def test_the_report_speaks_russian(gears: str) -> None:
    arguments = ["--language", "ru", "compose-factory", "--requirements", "-"]
    result = CliRunner().invoke(cli, arguments, input=io.BytesIO(gears.encode()))
    assert result.exit_code == 0, result.output
    assert "Внешние входы:" in result.stdout


def test_the_russian_report_writes_numbers_as_russians_do(gears: str) -> None:
    result = CliRunner().invoke(cli, ["--language", "ru", "compose-factory", "--requirements", "-"], input=gears)
    assert result.exit_code == 0, result.output
    assert "Выравнивание: 1,00 (1 из 1)" in result.stdout
    assert "Доказанный предел выравнивания: 1,00" in result.stdout
    assert "Эффективность: 0,0" in result.stdout
    size = next(line for line in result.stdout.splitlines() if line.startswith("Размеры: "))
    height, word = int(size.split()[3]), size.split()[4]
    last = 0 if height % 100 in range(11, 15) else height % 10
    assert word == ("тайл" if last == 1 else "тайла" if last in (2, 3, 4) else "тайлов")


def test_a_slow_block_is_not_said_to_make_nothing_of_its_tiles() -> None:
    """One gear in ten thousand minutes leaves nothing of four decimals."""
    slow = plan("--item", "iron-gear-wheel", "--rate", "0.0001", "--supply", "iron-plate")
    wanted = read_wanted(slow)
    lines = list(report(compose(wanted, load("base-2.0.77"), "slow"), catalogue("en")))
    said = next(line for line in lines if line.startswith("Efficiency: "))
    assert float(said.split()[1]) > 0
