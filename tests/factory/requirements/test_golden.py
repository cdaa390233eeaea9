"""One golden file per science pack: the plan as JSON, and the report a player reads in both languages.

`AGENT_WRITE_GOLDEN=1 uv run pytest tests/factory/requirements/test_golden.py` writes them again.
"""

import json
import os
from fractions import Fraction
from pathlib import Path

import pytest

from agent.factory.requirements import Options, Question, Target, requirements
from agent.factory.requirements.document import document
from agent.factory.requirements.report import report
from agent.game.bundled import load
from agent.i18n import catalogue

GOLDEN = Path(__file__).parents[2] / "golden" / "requirements"
BASE_PACKS = ("automation", "logistic", "military", "chemical", "production", "utility", "space")
SPACE_AGE_PACKS = ("space", "metallurgic", "agricultural", "electromagnetic", "cryogenic", "promethium")
CASES = [("base-2.1.20", pack) for pack in BASE_PACKS] + [("space-age-2.1.20", pack) for pack in SPACE_AGE_PACKS]


def check(path: Path, text: str) -> None:
    if os.environ.get("AGENT_WRITE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(("data_set", "pack"), CASES)
def test_sixty_packs_a_minute_need_what_they_needed_before(data_set: str, pack: str) -> None:
    name = f"{pack}-science-pack"
    plan = requirements(Question((Target(name, Fraction(1)),), Options()), load(data_set))
    text = json.dumps(document(plan), ensure_ascii=False, indent=1, allow_nan=False)
    check(GOLDEN / data_set / f"{name}.json", text + "\n")
    for language in ("en", "ru"):
        words = catalogue("en" if language == "en" else "ru")
        check(GOLDEN / data_set / f"{name}.{language}.txt", "\n".join(report(plan, words)) + "\n")


def test_on_a_narrow_terminal_each_recipe_has_its_own_lines() -> None:
    plan = requirements(Question((Target("automation-science-pack", Fraction(1)),), Options()), load("base-2.1.20"))
    lines = report(plan, catalogue("en"), width=60)
    # Wiki, Iron gear wheel: half a second; assembling machine 3 has speed 1.25.
    at = lines.index("  iron-gear-wheel")
    assert lines[at + 1] == "    assembling-machine-3 × 1 (exactly 0.4)"
    assert lines[at + 2].startswith("    60 crafts/min, ")
    assert max(map(len, lines)) <= 60
    assert report(plan, catalogue("en"), width=200) == report(plan, catalogue("en"))
