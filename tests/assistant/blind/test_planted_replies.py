"""Replies written by someone who knew the facts and not the checker: what is false is caught, what is true is left.

The first figures, before anything was mended for them: 45 of 56 fragments caught in Russian, 47 of 57 in English, 12
and 9 true words marked in the honest replies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.assistant.blind.kit import cases, judged

if TYPE_CHECKING:
    from agent.contract import Language

CAUGHT_AT_LEAST = 0.95


@pytest.mark.parametrize("language", ["ru", "en"])
def test_what_is_planted_is_marked_and_nothing_true_beside_it(language: Language) -> None:
    found = [judged(case) for case in cases("planted", language)]
    assert len(found) == 40
    planted = sum(len(each.case.planted) for each in found)
    missed = [(each.case.name, fragment) for each in found for fragment in each.missed]
    assert len(missed) <= (1 - CAUGHT_AT_LEAST) * planted, missed
    assert [(each.case.name, each.wronged) for each in found if each.wronged] == []


@pytest.mark.parametrize("language", ["ru", "en"])
def test_honest_replies_reach_the_player_without_a_mark(language: Language) -> None:
    found = [judged(case) for case in cases("honest", language)]
    assert len(found) == 20
    assert [(each.case.name, each.wronged) for each in found if each.wronged] == []


@pytest.mark.parametrize("language", ["ru", "en"])
def test_of_replies_written_after_the_mending_nothing_escapes(language: Language) -> None:
    """Of 42 fragments 34 were caught at first sight, and six true numbers marked, before anything was mended again."""
    planted = [judged(case) for case in cases("fresh_planted", language)]
    honest = [judged(case) for case in cases("fresh_honest", language)]
    assert len(planted) == len(honest) == 10
    assert [(each.case.name, each.missed) for each in planted if each.missed] == []
    assert [(each.case.name, each.wronged) for each in (*planted, *honest) if each.wronged] == []
