"""A second set of replies by someone who has not read the checker: what is false is marked, what is true is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.assistant.blind.kit import cases, judged

if TYPE_CHECKING:
    from agent.contract import Language

# Issue 4: at least 95 % of what is false is caught, and nothing that is true is marked in an honest reply.
CAUGHT: Final = 0.95
REPLIES: Final = 20


@pytest.mark.parametrize("language", ["ru", "en"])
def test_what_is_false_in_the_second_set_is_marked(language: Language) -> None:
    told = cases("../second/planted", language)
    assert len(told) == REPLIES
    planted = sum(len(case.planted) for case in told)
    missed = [(case.name, fragment) for case in told for fragment in judged(case).missed]
    assert planted - len(missed) >= CAUGHT * planted, f"{len(missed)} of {planted} escaped: {missed}"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_what_is_true_in_the_second_set_is_not_marked(language: Language) -> None:
    told = cases("../second/honest", language)
    assert len(told) == REPLIES
    assert not [(case.name, words) for case in told for words in judged(case).wronged]
