"""Whatever words stand together in a question, it is answered or left alone, with and without a snapshot."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.assistant.asking import replied
from agent.assistant.case import open_case
from agent.assistant.modes import MODES
from tests.assistant.asking.kit import data, everything, question
from tests.scenarios.build import snapshot

if TYPE_CHECKING:
    from agent.contract import Snapshot

NAMES: Final = (
    "iron plate",
    "железная пластина",
    "шестерёнок",
    "coal",
    "crude oil",
    "steel chest",
    "assembling machine 2",
    "fast inserter",
    "solar panel",
    "rocket silo",
    "beacon",
    "поезд 17",
    "60/мин",
    "3",
    "unobtainium",
    "[item=iron-gear-wheel]",
    "[recipe=zzz]",
    "[virtual-signal=signal-A]",
)


def _phrases() -> list[str]:
    table = json.loads((resources.files("agent.assistant.asking") / "words.json").read_text(encoding="utf-8"))
    groups = (each for group in table.values() for each in (group.values() if isinstance(group, dict) else [group]))
    return [phrase.replace("*", "").replace(" & ", " ") for each in groups for phrase in each]


WORDS: Final = st.one_of(st.sampled_from(_phrases()), st.sampled_from(NAMES))
PROMPTS: Final = st.tuples(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), st.sampled_from("?.!")).map("".join)


@pytest.mark.parametrize("taken", [everything(), snapshot(), None], ids=["everything", "nothing", "no snapshot"])
@given(prompt=PROMPTS)
@settings(max_examples=40, deadline=None)
def test_any_words_are_answered_or_left_alone(taken: Snapshot | None, prompt: str) -> None:
    case = open_case(question(prompt, taken=taken))
    analysis = None if taken is None else MODES["chat"].analyse(taken, (taken,), data())
    reply = replied(case, prompt, analysis)
    assert reply is None or all(reply.lines)
    if reply is not None and analysis is not None:
        told = reply.into(analysis)
        assert {each.id for each in reply.findings} <= {each.id for each in (*told.findings, *told.facts)}
