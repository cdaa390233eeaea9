"""The mode «circuits» on what the mod takes in the simulated game, with no model, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.assistant.test_snapshots_of_the_game import answered, taken
from tests.game.world.scenarios import starved_chain
from tests.mod.test_networks import wired

if TYPE_CHECKING:
    from pathlib import Path

    from agent.contract import Language
    from tests.assistant.conftest import Ask


@pytest.mark.parametrize(
    ("language", "formulas"),
    [
        ("ru", ("A = 21.", "каждый = каждый (красный) × −2.", "A < 10 и B ≥ A → B = 5.", "работает, если B > 0")),
        ("en", ("A = 21.", "each = each (red) × −2.", "A < 10 and B ≥ A → B = 5.", "works if B > 0")),
    ],
)
def test_every_combinator_is_a_formula_with_its_place(
    ask: Ask, tmp_path: Path, language: Language, formulas: tuple[str, ...]
) -> None:
    answer = answered(ask, taken(tmp_path, wired, 40.0), mode="circuits", language=language)
    for formula in formulas:
        (finding,) = [each for each in answer.findings if formula in each.text]
        assert finding.position is not None
    assert answer.ok


def test_a_place_without_wires_has_nothing_to_say(ask: Ask, tmp_path: Path) -> None:
    answer = answered(ask, taken(tmp_path, starved_chain, 40.0), mode="circuits")
    assert "нет ни проводов логической сети, ни комбинаторов" in answer.text
