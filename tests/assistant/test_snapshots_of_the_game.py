"""Answers on snapshots that the mod took of factories in the simulated game."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent.assistant.pipeline import Assistant
from agent.game.bundled import load
from tests.game.world.scenarios import blackout, brown_out, fill, gear_factory, starved_chain
from tests.mod.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent.assistant.question import Answer
    from agent.contract import Language, Mode, Snapshot
    from tests.assistant.conftest import Ask
    from tests.game.world.world import World

GEARS = 200


def starved_gears(world: World) -> None:
    """Two hundred gear machines in two rows, none of which has a plate."""
    for machine in gear_factory(world, GEARS).machines:
        machine.status = "item_ingredient_shortage"
        fill(machine, {"crafter_input": [], "crafter_output": []})


def taken(folder: Path, furnish: Callable[[World], object], right: float = 330.0) -> Snapshot:
    """Let the player select everything; the snapshot as it lies on disk."""
    scene = Scene(folder, "2.1", locale="ru", world=furnish)
    scene.consent()
    scene.player.hotkey("gpta-take-analyzer")
    scene.player.select_area((-5.0, -5.0), (right, 30.0))

    def written() -> bool:
        return any(getattr(line, "name", "").startswith("snapshot-") for line in scene.journal())

    scene.game.run_until(written, limit=2000)
    return scene.snapshots()[-1]


def answered(
    ask: Ask, snapshot: Snapshot, prompt: str = "", mode: Mode = "bottleneck", language: Language = "ru"
) -> Answer:
    return Assistant().answer(replace(ask(prompt, mode, snapshot, language), data=load("base-2.1.20")))


def test_two_hundred_starved_gear_machines_have_one_cause(ask: Ask, tmp_path: Path) -> None:
    snapshot = taken(tmp_path, starved_gears)
    assert sum(entity.recipe == "iron-gear-wheel" for entity in snapshot.entities) == GEARS
    russian = answered(ask, snapshot)
    assert russian.text.startswith("Узкое место — «iron plate»: на участке это никто не делает, а извне не поступает.")
    assert "Из-за этого ждут машины: «iron gear wheel» (200 из 200)." in russian.text
    assert [finding.text for finding in russian.findings] == [
        "Первопричина («iron plate»): 200 машин «assembling machine 2» ждут поставок извне.",
        "«iron gear wheel»: 200 из 200 машин ждут «iron plate».",
    ]
    english = answered(ask, snapshot, language="en")
    assert "Machines that wait because of it: “iron gear wheel” (200 of 200)." in english.text


def test_the_chain_is_told_from_its_root(ask: Ask, tmp_path: Path) -> None:
    answer = answered(ask, taken(tmp_path, starved_chain, 40.0))
    assert answer.text.split("\n")[:2] == [
        # two cable machines at speed 0.75 take 90 plates a minute each
        "Узкое место — «copper plate»: на участке это никто не делает, а извне не поступает. Нужно 180/мин.",
        "Из-за этого ждут машины: «copper cable» (2 из 2), «electronic circuit» (2 из 2).",
    ]


@pytest.mark.parametrize(
    ("furnish", "word", "rate"),
    [(brown_out, "не хватает энергии", "сейчас 270/мин (50 %)"), (blackout, "обесточена", "сейчас 0/мин (0 %)")],
)
def test_power_is_told_once(ask: Ask, tmp_path: Path, furnish: Callable[[World], object], word: str, rate: str) -> None:
    answer = answered(ask, taken(tmp_path, furnish, 40.0))
    (line,) = answer.text.split("\n")
    assert line.startswith("Срочно! Электросет")
    assert word in line
    assert rate in answer.notes[0]


def test_starved_machines_beside_working_ones_are_no_missing_supply(ask: Ask, tmp_path: Path) -> None:
    """Two of sixteen starve and one is full: plates do come, so nothing may say that they do not."""
    answer = answered(ask, taken(tmp_path, gear_factory, 60.0))
    assert answer.text.startswith("Узкое место — «iron plate»: поступает извне, но хватает не всем.")
    assert "«iron gear wheel»: 2 из 16 машин ждут «iron plate»." in [finding.text for finding in answer.findings]
    assert answer.findings[0].severity == "warning"


def test_a_question_and_a_wish_are_both_answered(ask: Ask, tmp_path: Path) -> None:
    snapshot = taken(tmp_path, starved_chain, 40.0)
    wish = "Почему машины стоят? Построй [item=iron-gear-wheel] 60 в минуту"
    answer = answered(ask, snapshot, wish, "chat")
    assert answer.text.startswith("Узкое место — «copper plate»")
    assert "Готов чертёж: «iron gear wheel»" in answer.text
    assert answer.blueprint is not None
    assert answer.findings
