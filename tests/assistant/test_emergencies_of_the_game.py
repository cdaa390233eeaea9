"""Every emergency at once in the simulated game: the mod writes what each rule looks at, the game shows them all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from agent.assistant.emergency import EMERGENCY_RULES, emergencies
from agent.assistant.pipeline import Assistant
from agent.game.bundled import load
from tests.mod.disaster import BOX, disaster
from tests.mod.scene import Scene
from tests.mod.test_snapshot import finished

if TYPE_CHECKING:
    from pathlib import Path

    from tests.assistant.conftest import Ask


@pytest.mark.parametrize("version", ["2.0", "2.1"])
def test_every_rule_of_the_table_is_raised_and_shown(ask: Ask, tmp_path: Path, version: str) -> None:
    here = Scene(tmp_path, version, locale="ru")
    here.build(disaster)
    here.consent()
    here.player.hotkey("gpta-take-analyzer")
    here.player.select_area(*BOX)
    here.game.run_until(lambda: finished(here) > 0, limit=3000)
    (snapshot,) = here.snapshots()
    raised = {finding.id for finding in emergencies(snapshot)}
    missing = [rule.id for rule in EMERGENCY_RULES if not any(each.startswith(rule.id) for each in raised)]
    assert missing == []
    question = here.ask("Что происходит?")
    data = load("base-2.0.77" if version == "2.0" else "base-2.1.20")
    urgent = Assistant().urgent_answer(replace(ask("Что происходит?", "chat", snapshot), data=data))
    assert urgent is not None
    assert not urgent.final
    shown: list[Any] = [finding.model_dump() for finding in urgent.findings]
    here.paste(here.delivery(question, here.response(question, urgent.text, findings=shown, final=False)))
    screen = here.said().replace("\n", " ")
    assert [finding.text for finding in urgent.findings if finding.text not in screen] == []
    elements = here.player.peer.map.players[1].gui.elements.values()
    here.player.click(next(each for each in elements if each.valid and "здоровья" in str(each.caption) and each.tags))
    assert here.game.eval("gpt-assistant", "return next(storage.pending) ~= nil"), "the model's answer is still awaited"
    assert here.problems == []
