"""What nobody computed does not reach the player unmarked, and what was computed is never marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.assistant.grounding import ground
from agent.assistant.loop import Talk
from agent.assistant.telling import known_in
from agent.models import Reply
from tests.assistant.grounding.kit import MARK, checked, is_caught, known, planted, replies
from tests.assistant.grounding.test_own_words import brief_of

if TYPE_CHECKING:
    from agent.contract import ElectricNetwork, Language, Snapshot
    from tests.assistant.conftest import Ask

CAUGHT_AT_LEAST = 0.95


@pytest.mark.parametrize("corpus", ["honest", "honest_more"])
def test_honest_replies_are_left_alone(corpus: str) -> None:
    marked = [(text, checked(key, text)) for key, text in replies(corpus)]
    assert len(marked) >= 60
    assert [text for text, grounded in marked if grounded.unproven or grounded.unknown_names] == []


@pytest.mark.parametrize("corpus", ["planted", "planted_more"])
def test_planted_falsehoods_are_caught_and_nothing_beside_them(corpus: str) -> None:
    every = [(key, *planted(text)) for key, text in replies(corpus)]
    assert len(every) >= 60
    missed, beside = [], []
    for key, text, false in every:
        grounded = checked(key, text)
        missed += [text for each in false if not is_caught(each, grounded)]
        flagged = (*grounded.unproven, *grounded.unknown_names)
        beside += [text for each in flagged if not any(each in part or part in each for part in false)]
    assert len(missed) <= (1 - CAUGHT_AT_LEAST) * len(every), missed
    assert beside == []


@pytest.mark.parametrize("language", ["ru", "en"])
def test_replies_about_a_dark_factory_without_localised_names(
    ask: Ask, cables_too_slow: Snapshot, dead_network: ElectricNetwork, language: Language
) -> None:
    dark = cables_too_slow.model_copy(update={"electric_networks": (dead_network,)})
    told = brief_of(ask("", "chat", dark, language), "chat")
    computed = known_in(told, Talk(Reply("", "scripted")))
    for key, reply in replies("honest_dark"):
        if key == language:
            grounded = ground(reply, computed, MARK)
            assert (grounded.unproven, grounded.unknown_names) == ((), ()), reply
    for key, text in replies("planted_dark"):
        reply, false = planted(text)
        if key == language:
            assert all(is_caught(each, ground(reply, computed, MARK)) for each in false), text


@pytest.mark.parametrize(
    ("reply", "marked"),
    [
        ("Кабель делают 365/мин, а нужно 810/мин.", f"Кабель делают 365/мин{MARK}, а нужно 810/мин."),
        ("Смотри на (99; 2,5).", f"Смотри на (99; 2,5){MARK}."),
        ("Берут 1,24 кВт всего.", f"Берут 1,24 кВт{MARK} всего."),
        ("Не хватает copper-rod.", f"Не хватает copper-rod{MARK}."),
    ],
)
def test_the_mark_stands_behind_the_number_with_its_unit(reply: str, marked: str) -> None:
    assert checked("ru", reply).text == marked


@given(st.integers(-(10**6), 10**6))
@settings(max_examples=60, deadline=None)
def test_only_places_of_findings_pass_as_places(x: int) -> None:
    assert (checked("ru", f"Это здесь: ({x}; 3,5).").unproven == ()) == (x in {1, 2})


@given(st.fractions(0, 10_000).map(lambda rate: round(float(rate), 1)))
@settings(max_examples=60, deadline=None)
def test_a_rate_of_cable_passes_only_where_it_was_computed(rate: float) -> None:
    # 360 made, 810 needed, 450 missing, 180 by each machine: the demo's factory (game data: copper-cable).
    true = any(abs(rate - each) <= 0.05 for each in (360, 810, 450, 180, 270, 405))
    if not true:
        assert checked("en", f"Copper cable: {rate}/min.").unproven != () or rate < 1


@given(st.text(max_size=80))
@settings(max_examples=80, deadline=None)
def test_marking_never_changes_the_words(reply: str) -> None:
    assert ground(reply, known("en"), "\x00").text.replace("\x00", "") == reply.replace("\x00", "")


def test_a_long_reply_is_checked_in_a_moment() -> None:
    reply = "Кабель делают 360/мин, а нужно 810/мин; ждут 2 из 3 машин на электросхемах у (5,5; 12,5). " * 40
    assert checked("ru", reply).unproven == ()
