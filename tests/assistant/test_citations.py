"""References of a model lead to the list below the answer, and those that lead nowhere are taken out and said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.assistant.citations import cite, numbered
from agent.assistant.pipeline import Assistant
from tests.assistant.scripted import Script, saying

if TYPE_CHECKING:
    from agent.contract import Snapshot
    from tests.assistant.conftest import Ask

KNOWN = ("f1", "f2", "network-brownout-3")


@pytest.mark.parametrize(
    ("reply", "shown", "ids", "unknown"),
    [
        ("Кабель [f1].", "Кабель [1].", ("f1",), ()),
        ("Схемы [f2], кабель [f1], снова схемы [f2].", "Схемы [1], кабель [2], снова схемы [1].", ("f2", "f1"), ()),
        ("Оба [f1, f2].", "Оба [1, 2].", ("f1", "f2"), ()),
        ("Кабель (f1) и 【f2】.", "Кабель [1] и [2].", ("f1", "f2"), ()),
        ("Сеть [network-brownout-3].", "Сеть [1].", ("network-brownout-3",), ()),
        ("Кабель [f9].", "Кабель.", (), ("f9",)),
        ("Кабель [f1, f9].", "Кабель [1].", ("f1",), ("f9",)),
        ("Место (пояс) и [iron-plate].", "Место (пояс) и [iron-plate].", (), ()),
    ],
)
def test_references_become_places_in_the_list(
    reply: str, shown: str, ids: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    cited = cite(reply, KNOWN)
    assert (cited.ids, cited.unknown) == (ids, unknown)
    assert numbered(cited.text, cited.ids) == shown


def test_cited_findings_come_first_numbered_as_the_text_names_them(ask: Ask, cables_too_slow: Snapshot) -> None:
    question = ask("Почему?", "bottleneck", cables_too_slow)
    usual = Assistant().answer(question).findings
    answer = Assistant(Script([saying("Ждут схемы [f2] из-за кабеля [f1] и ещё чего-то [f7].")])).answer(question)
    assert answer.text == "Ждут схемы [1] из-за кабеля [2] и ещё чего-то."
    assert [finding.id for finding in answer.findings[:2]] == ["f2", "f1"]
    assert [finding.text[:4] for finding in answer.findings[:2]] == ["[1] ", "[2] "]
    assert all(finding.position is not None for finding in answer.findings[:2])
    assert {finding.id for finding in answer.findings} == {finding.id for finding in usual}
    assert any("f7" in note for note in answer.notes)


def test_what_is_cited_after_a_marked_number_still_leads_to_its_finding(ask: Ask, cables_too_slow: Snapshot) -> None:
    model = Script([saying("Кабеля 999/мин [f1].")])
    answer = Assistant(model).answer(ask("Почему?", "bottleneck", cables_too_slow))
    assert answer.text == "Кабеля 999/мин (не подтверждено) [1]."
