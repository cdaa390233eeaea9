"""`agent verify-blueprint`: exit codes, JSON, pictures, bad input."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from fractions import Fraction
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from agent.cli.main import cli
from agent.factory.row import RowOrder, build_row
from agent.factory.verify import Verdict, verify
from agent.factory.verify.ground import PARTLY
from agent.game.blueprint import encode, to_document
from agent.i18n import LANGUAGES
from tests.factory.verify.grounds import DATA, Ground, without

if TYPE_CHECKING:
    from pathlib import Path

    from agent.factory.stages import Tell

ROW = build_row(RowOrder("iron-gear-wheel", Fraction(90), "assembling-machine-1"), DATA)
SOUND = encode(to_document(ROW.blueprint, DATA))
ARM = next(entity for entity in ROW.blueprint.entities if "inserter" in entity.name and entity.y == ROW.height - 1.5)
BROKEN = encode(to_document(without(ROW.blueprint, ARM.number), DATA))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["verify-blueprint", "--language", "en", *arguments])


def test_a_sound_blueprint_ends_with_zero() -> None:
    result = run(SOUND, "--expect", "iron-gear-wheel=90")
    assert result.exit_code == 0
    shown = result.output
    assert "Sound" in shown
    assert "promised 90" in shown


def test_a_refused_blueprint_ends_with_six_and_names_place_and_code() -> None:
    result = run(BROKEN, "--expect", "iron-gear-wheel=90")
    assert result.exit_code == 6
    shown = result.output
    assert "Refused" in shown
    assert "[not-emptied, at (1.5, 3.5)]" in shown


def test_json_carries_faults_rates_and_feeds() -> None:
    result = run(BROKEN, "--expect", "iron-gear-wheel=90", "--json")
    assert result.exit_code == 6
    document = json.loads(result.stdout)["blueprints"][0]
    assert document["sound"] is False
    assert document["errors"][0]["position"] == [1.5, 3.5]
    assert document["rates"][0]["promised_per_min"] == 90.0
    assert document["feeds"][0]["item"] == "iron-plate"


def test_the_picture_rings_the_faults(tmp_path: Path) -> None:
    sound, broken = tmp_path / "sound.svg", tmp_path / "broken.svg"
    assert run(SOUND, "--svg", str(sound)).exit_code == 0
    assert run(BROKEN, "--svg", str(broken)).exit_code == 6
    ring = 'r="0.9" fill="none"'
    assert ring not in sound.read_text()
    assert ring in broken.read_text()


@pytest.mark.parametrize("expect", ["iron-gear-wheel", "iron-gear-wheel=", "iron-gear-wheel=-1", "nonsense=5", "=3"])
def test_a_wrong_expectation_is_a_usage_error(expect: str) -> None:
    result = run(SOUND, "--expect", expect)
    assert result.exit_code == 1
    assert result.stderr


def test_an_unreadable_string_ends_with_two() -> None:
    assert run(SOUND[:-30]).exit_code == 2


def test_every_fault_has_its_sentence_in_both_languages() -> None:
    folder = files("agent.factory.verify")
    source = "".join(part.read_text("utf-8") for part in folder.iterdir() if part.name.endswith(".py"))
    codes = set(re.findall(r"[fF]ault\(\s*\"([a-z-]+)\"", source))
    assert len(codes) > 30
    for language in LANGUAGES:
        parts = (files("agent.i18n") / language).iterdir()
        text = "".join(part.read_text("utf-8") for part in parts if part.name.endswith(".ftl"))
        assert codes == set(re.findall(r"^verify-fault-([a-z-]+) =", text, re.MULTILINE))


@pytest.mark.parametrize(
    ("language", "says"),
    [("ru", "Не учтено: lab: длительность исследования"), ("en", "Not modelled: lab: time of research")],
)
def test_what_is_not_modelled_is_told_in_the_players_language_and_by_code_in_json(language: str, says: str) -> None:
    ground = Ground()
    ground.put("lab", 0, 0)
    string = encode(to_document(ground.blueprint(), DATA))
    assert says in CliRunner().invoke(cli, ["verify-blueprint", "--language", language, string]).output
    assert json.loads(run(string, "--json").stdout)["blueprints"][0]["not_modelled"] == ["lab: research-time"]


def test_all_that_is_not_modelled_has_its_words_in_both_languages() -> None:
    source = (files("agent.factory.verify") / "ground.py").read_text("utf-8")
    codes = {*re.findall(r"Unseen\([^)]*\"([a-z-]+)\"\)", source), *PARTLY.values()}
    for language in LANGUAGES:
        text = (files("agent.i18n") / language / "verify.ftl").read_text("utf-8")
        assert codes == set(re.findall(r"^verify-unseen-([a-z-]+) =", text, re.MULTILINE))


def test_drills_mine_what_the_player_says_lies_there() -> None:
    drill = Ground()
    drill.put("electric-mining-drill", 0, 0)
    drill.put("steel-chest", 1, -1)
    drill.put("medium-electric-pole", 3, 0)
    text = encode(to_document(drill.blueprint(), DATA))
    told = run(text, "--expect", "iron-ore=30", "--ore", "iron-ore", "--data-set", "space-age-2.1.20", "--json")
    assert told.exit_code == 0
    assert json.loads(told.stdout)["blueprints"][0]["not_modelled"] == []
    silent = run(text, "--expect", "iron-ore=30", "--data-set", "space-age-2.1.20", "--json")
    assert silent.exit_code == 6
    assert json.loads(silent.stdout)["blueprints"][0]["not_modelled"] == ["electric-mining-drill: ore"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_ore_that_is_none_is_answered_with_those_that_are(language: str) -> None:
    result = CliRunner().invoke(cli, ["verify-blueprint", "--language", language, SOUND, "--ore", "iron-plate"])
    assert result.exit_code == 1
    assert "iron-ore" in result.output


def test_a_blueprint_that_makes_nothing_is_not_called_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ring that has to be started by hand breaks no rule, and yet gives nothing."""

    def standing(*asked: Any, tell: Tell) -> Verdict:  # noqa: ANN401 - whatever the judge is asked
        verdict = verify(*asked, tell=tell)
        return replace(verdict, rates=tuple(replace(rate, simulated_per_min=0.0) for rate in verdict.rates))

    monkeypatch.setattr("agent.cli.commands.verify_blueprint.verify", standing)
    result = run(SOUND)
    assert result.exit_code == 0
    assert "Sound" not in result.output
    assert "nothing was made in the simulation" in result.output


def test_a_blueprint_without_a_name_is_called_so() -> None:
    nameless = encode(to_document(replace(ROW.blueprint, label=""), DATA))
    assert run(nameless).output.startswith("Blueprint 1: no name, entities: ")


def test_russian_places_keep_the_decimal_comma_apart() -> None:
    result = CliRunner().invoke(cli, ["verify-blueprint", "--language", "ru", BROKEN, "--expect", "iron-gear-wheel=90"])
    assert "[not-emptied, в (1,5; 3,5)]" in result.output
