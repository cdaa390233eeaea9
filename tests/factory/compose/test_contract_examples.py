"""Every example of the command lines that this command promises, in our spelling, run as a player would.

The lines, sections of the report, errors with their suggestions and exit codes are those of the contract for
compose-factory; its numbers were never meant to be true.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from agent.cli.main import cli
from agent.factory.compose.document import KIND

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AGENT = f'"{sys.executable}" -m agent --language en'
PATIENCE_S = 240
DOCUMENT = {
    "kind", "name", "dataSet", "algorithm", "targets", "dimensions", "modules", "alignmentScore", "externalInputs",
    "externalOutputs", "internalConnections", "efficiencyItemsPerMinPerTile", "materials", "blueprint", "verification",
}  # fmt: skip


def shell(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run lines in a shell that stops at the first failure, in a folder of its own."""
    return subprocess.run(
        ["/bin/sh", "-ec", script.replace("agent ", AGENT + " ")],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE_S,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def run(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
    found = CliRunner().invoke(cli, ["--language", "en", *arguments], input=stdin.encode())
    return found.exit_code, found.stdout, found.stderr


@pytest.fixture(scope="module")
def requirement() -> str:
    code, found, error = run("calculate-requirements", "--item", "automation-science-pack", "--rate", "60", "--json")
    assert code == 0, error
    return found


def test_basic_composition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """«Basic Composition», word for word but for the program's name."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "factory-designs").mkdir()
    code, printed, error = run(
        *("calculate-requirements", "--item", "automation-science-pack", "--rate", "60"),
        *("--output", "requirements.json", "--json"),
    )
    assert code == 0, error
    assert json.loads(printed) == json.loads((tmp_path / "requirements.json").read_text("utf-8"))
    code, found, error = run(
        *("compose-factory", "--requirements", "requirements.json", "--name", "Automation Science 60/min"),
        *("--output", "factory-designs/automation-60pm.json", "--visualize"),
    )
    assert code == 0, error
    lines = found.splitlines()
    assert lines[:3] == ["Factory Block: Automation Science 60/min", "=" * 40, "Target: 60/min automation-science-pack"]
    for line in (
        "Modules: 4",
        "Modules:",
        "External Inputs:",
        "External Outputs:",
        "Internal Connections: 3",
        "Saved to: factory-designs/automation-60pm.json",
        "Factory Block ASCII Visualization:",
    ):
        assert line in lines
    saved = json.loads((tmp_path / "factory-designs" / "automation-60pm.json").read_text("utf-8"))
    assert saved["name"] == "Automation Science 60/min"
    assert saved["kind"] == KIND


def test_a_pipeline_of_pure_json(tmp_path: Path) -> None:
    """«JSON Pipeline», in a real shell with real pipes."""
    script = """
        agent calculate-requirements --item automation-science-pack --rate 60 --json | \
            agent compose-factory --requirements /dev/stdin --json > factory.json
    """
    done = shell(script, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    found = json.loads((tmp_path / "factory.json").read_text("utf-8"))
    assert set(found) >= DOCUMENT
    assert found["kind"] == KIND
    assert found["verification"]["sound"] is True


@pytest.mark.slow
def test_the_pipeline_of_the_contract_composes_chemical_science_from_raw_things(tmp_path: Path) -> None:
    script = """
        agent calculate-requirements --item chemical-science-pack --rate 45 --json | \
            agent compose-factory --requirements /dev/stdin --json > factory.json
    """
    done = shell(script, tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "factory.json").read_text("utf-8"))["verification"]["sound"] is True


def test_constraints_are_kept(requirement: str, tmp_path: Path) -> None:
    """«With Constraints»."""
    path = tmp_path / "factory-compact.json"
    code, _, error = run(
        *("compose-factory", "--requirements", "-", "--max-width", "100", "--max-height", "50"),
        *("--algorithm", "greedy", "--output", str(path), "--quiet"),
        stdin=requirement,
    )
    assert code == 0, error
    found = json.loads(path.read_text("utf-8"))
    assert found["dimensions"]["width"] <= 100
    assert found["dimensions"]["height"] <= 50
    assert found["algorithm"] == "greedy"


def test_the_size_that_a_refusal_names_is_the_size_that_fits(requirement: str) -> None:
    """Error example 2: the layout that is too large is named, and with that much room it is composed."""
    room = ("--max-width", "50", "--max-height", "50")
    code, _, error = run("compose-factory", "--requirements", "-", *room, stdin=requirement)
    assert code == 4
    assert error.startswith("Error: Cannot fit 4 modules within max dimensions 50x50. Current layout requires ")
    assert "Suggestion: Increase --max-width or --max-height to " in error
    size = error.split("layout requires ")[1].split(" ")[0]
    width, height = size.split("x")
    limits = ("--max-width", width, "--max-height", height)
    code, found, error = run("compose-factory", "--requirements", "-", *limits, "--json", stdin=requirement)
    assert code == 0, error
    dimensions = json.loads(found)["dimensions"]
    assert dimensions["width"] <= int(width)
    assert dimensions["height"] <= int(height)


def without_recipe(requirement: str) -> str:
    """Return a requirement whose gears nobody makes, as another program may write it."""
    found: dict[str, Any] = json.loads(requirement)
    found["recipes"] = [step for step in found["recipes"] if step["recipe"] != "automation-science-pack"]
    return json.dumps(found)


def four_times_too_fast(requirement: str) -> str:
    """Return a requirement in which furnaces are said to be four times as fast as they are."""
    found: dict[str, Any] = json.loads(requirement)
    for step in found["recipes"]:
        if step["recipe"] == "iron-plate":
            step["machinesExact"] = str(Fraction(step["machinesExact"]) / 4)
    return json.dumps(found)


def test_a_recipe_that_needs_its_own_product_is_named_as_a_circle() -> None:
    """Error example 3, with an egg that needs an egg and water: what goes round is said, and how to break it."""
    code, plan, error = run(
        *("calculate-requirements", "--item", "pentapod-egg", "--rate", "2", "--supply", "nutrients,water"),
        *("--data-set", "space-age-2.1.20", "--json"),
    )
    assert code == 0, error
    code, _, error = run("compose-factory", "--requirements", "-", stdin=plan)
    assert code == 3
    assert error.splitlines() == [
        "Error: Circular dependency detected: pentapod-egg -> pentapod-egg -> pentapod-egg",
        "Suggestion: Check the requirement, or break the cycle with --supply pentapod-egg.",
    ]


@pytest.mark.parametrize(
    ("code", "arguments", "change", "told"),
    [
        (1, ("--algorithm", "best"), None, "--algorithm"),
        (1, ("--max-height", "0"), None, "--max-height"),
        (2, (), lambda _: "{}", "This is no production requirement"),
        (2, ("--requirements", "nowhere.json"), None, "Requirement “nowhere.json” cannot be read"),
        (3, (), without_recipe, "No blueprint found producing “automation-science-pack”"),
        (4, ("--max-height", "9"), None, "Cannot fit 4 modules within max dimensions ∞x9"),
        (5, ("--output", "nowhere/block.json"), None, "nowhere"),
        (6, (), four_times_too_fast, ""),
    ],
)  # fmt: skip
def test_each_exit_code_comes_with_what_is_wrong_and_what_to_do(
    code: int, arguments: tuple[str, ...], change: Callable[[str], str] | None, told: str, requirement: str
) -> None:
    stdin = change(requirement) if change else requirement
    found, _, error = run("compose-factory", "--requirements", "-", *arguments, stdin=stdin)
    assert found == code
    assert told in error
    if code not in (1, 6):
        assert "Suggestion: " in error
