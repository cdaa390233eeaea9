"""Golden files for every science pack of the base game: its requirement, its FactoryBlock and its picture.

`AGENT_WRITE_GOLDEN=1 uv run pytest tests/factory/compose/test_golden.py` writes them again; look at what changed before
it is committed. The blueprint string is left out of the block: what it holds is counted under ``materials``.
"""

from __future__ import annotations

import json
import os
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from agent.factory.compose import compose
from agent.factory.compose.document import document as block_document
from agent.factory.compose.picture import picture
from agent.factory.compose.wanted import read_wanted
from agent.factory.requirements import Options, Question, Target, requirements
from agent.factory.requirements.document import document
from agent.game.bundled import load

GOLDEN = Path(__file__).parents[2] / "golden" / "compose"
DATA_SET, PER_MIN = "base-2.1.20", 15
SUPPLIED = frozenset({
    "iron-plate", "copper-plate", "steel-plate", "stone-brick", "stone", "coal", "plastic-bar", "sulfur",
    "petroleum-gas", "lubricant", "sulfuric-acid", "water",
})  # fmt: skip
PACKS = ("automation", "logistic", "military", "chemical", "production", "utility", "space")
ROCKETS = frozenset({"satellite", "processing-unit", "low-density-structure", "rocket-fuel"})


def check(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("AGENT_WRITE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def written(found: dict[str, Any]) -> str:
    """Write JSON with a line for each member of a list, so that a change is seen where it is."""
    rows = []
    for key, value in found.items():
        if isinstance(value, list) and value:
            lines = ",\n  ".join(json.dumps(one, ensure_ascii=False, allow_nan=False) for one in value)
            rows.append(f"{json.dumps(key)}: [\n  {lines}\n ]")
        else:
            rows.append(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False, allow_nan=False)}")
    return "{\n " + ",\n ".join(rows) + "\n}\n"


@pytest.mark.parametrize("pack", PACKS)
def test_a_science_pack_is_composed_as_before(pack: str) -> None:
    data, item = load(DATA_SET), f"{pack}-science-pack"
    supplied = SUPPLIED | ROCKETS if pack == "space" else SUPPLIED
    plan = document(requirements(Question((Target(item, Fraction(PER_MIN, 60)),), Options(supplied=supplied)), data))
    check(f"{item}.requirements.json", written(plan))
    block = compose(read_wanted(json.dumps(plan)), data, item)
    found = block_document(block, data)
    check(f"{item}.block.json", written(found))
    check(f"{item}.txt", picture(block) + "\n")
