"""What the analysers say themselves is never marked when a model repeats it, in any mode and language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.assistant.case import open_case
from agent.assistant.grounding import ground
from agent.assistant.loop import Talk
from agent.assistant.modes import MODES
from agent.assistant.pipeline import Assistant
from agent.assistant.telling import Brief, known_in
from agent.contract import ElectricNetwork
from agent.models import Reply
from tests.assistant.grounding.kit import MARK, brief
from tests.assistant.test_any_snapshot import ENTITIES

if TYPE_CHECKING:
    from agent.assistant.question import Question
    from agent.contract import Language, Mode, Snapshot
    from tests.assistant.conftest import Ask, MakeSnapshot


def marked(told: Brief) -> tuple[str, ...]:
    """Return what is marked where a model repeats every line it was given."""
    analyst = told.case.analyst
    reply = "\n".join((told.draft, *(analyst.prompt_line(finding) for finding in told.told)))
    grounded = ground(reply, known_in(told, Talk(Reply("", "scripted"))), MARK)
    return (*grounded.unproven, *grounded.unknown_names)


def brief_of(question: Question, mode: Mode) -> Brief:
    case = open_case(question)
    analyse, snapshot = MODES[mode].analyse, question.snapshot
    assert analyse is not None
    assert snapshot is not None
    analysis = analyse(snapshot, question.snapshots, case.data)
    return Brief(case, question.request.prompt, analysis, Assistant().answer(question).text)


@pytest.mark.parametrize("key", ["ru", "en", "ru-chat", "en-chat", "ru-power", "en-power"])
def test_every_line_about_the_demo_is_borne_out(key: str) -> None:
    assert marked(brief(key)) == ()


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("mode", MODES)
def test_every_line_about_a_dark_factory_is_borne_out(
    ask: Ask, cables_too_slow: Snapshot, dead_network: ElectricNetwork, mode: Mode, language: Language
) -> None:
    dark = cables_too_slow.model_copy(update={"electric_networks": (dead_network,)})
    assert marked(brief_of(ask("", mode, dark, language), mode)) == ()


@given(
    entities=st.lists(ENTITIES, max_size=6).map(tuple),
    demand_w=st.integers(0, 10**9),
    satisfaction=st.integers(0, 100),
    mode=st.sampled_from(["bottleneck", "chat", "power"]),
    language=st.sampled_from(["ru", "en"]),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_line_about_any_factory_is_borne_out(
    ask: Ask,
    make_snapshot: MakeSnapshot,
    entities: tuple[object, ...],
    demand_w: int,
    satisfaction: int,
    mode: Mode,
    language: Language,
) -> None:
    network = ElectricNetwork(
        id=7, satisfaction=satisfaction / 100, demand_w=float(demand_w), supply_w=demand_w * satisfaction / 100
    )
    snapshot = make_snapshot(entities, (network,))  # type: ignore[arg-type]
    assert marked(brief_of(ask("", mode, snapshot, language), mode)) == ()
