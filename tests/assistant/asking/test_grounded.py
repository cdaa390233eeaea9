"""What free chat answers a model may repeat: each number of an answer is one that is known."""

from __future__ import annotations

import pytest

from agent.assistant.asking import replied
from agent.assistant.case import open_case
from agent.assistant.grounding import ground
from agent.assistant.loop import Talk
from agent.assistant.modes import MODES
from agent.assistant.telling import Brief, known_in
from agent.models import Reply
from tests.assistant.asking.kit import everything, question
from tests.assistant.asking.test_further_questions import OF_THE_AREA, OF_THE_GAME

MARK = "<?>"


def brief(prompt: str) -> tuple[Brief, list[str]]:
    """Return what a model is told of a question, without the draft, and the lines of the answer."""
    snapshot = everything()
    case = open_case(question(prompt, snapshot))
    reply = replied(case, prompt, analysis := MODES["chat"].analyse(snapshot, (snapshot,), case.data))
    assert reply is not None
    return Brief(case, prompt, reply.into(analysis), ""), [case.analyst.line(each) for each in reply.findings]


@pytest.mark.parametrize("asked", [asked for asked, _ in (*OF_THE_AREA, *OF_THE_GAME)])
def test_a_model_that_repeats_an_answer_is_not_contradicted(asked: str) -> None:
    told, lines = brief(asked)
    grounded = ground("\n".join(lines), known_in(told, Talk(Reply("", "scripted"))), MARK)
    assert (grounded.unproven, grounded.unknown_names) == ((), ())


@pytest.mark.parametrize(
    ("asked", "false"),
    [
        ("Сколько угля в сундуках?", "В сундуках лежит 700 угля."),
        ("How much coal is in the chests?", "The chests hold 700 coal."),
        ("Насколько заполнены резервуары?", "Резервуары с водой заполнены на 35 %."),
    ],
)
def test_a_number_that_no_answer_holds_is_marked(asked: str, false: str) -> None:
    told, _ = brief(asked)
    grounded = ground(false, known_in(told, Talk(Reply("", "scripted"))), MARK)
    assert grounded.unproven
