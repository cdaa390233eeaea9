"""Sets of replies by people who have not read the checker: what is false is marked, what is true is not.

Each set was measured before anything was mended by it; `figures.py` tells what came out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.assistant.blind.kit import cases, judged

if TYPE_CHECKING:
    from agent.contract import Language

# Issue 4: at least 95 % of what is false is caught, and nothing that is true is marked in an honest reply.
CAUGHT: Final = 0.95
REPLIES: Final = 20
EVERY: Final = 7
SETS: Final = (
    *("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth"),
    *("nineteenth", "twentieth", "twenty_first", "twenty_second", "twenty_third", "twenty_fourth"),
    *("twenty_fifth", "twenty_sixth", "twenty_ninth", "thirtieth", "thirty_fourth", "thirty_sixth"),
    *("thirty_seventh", "thirty_eighth", "thirty_ninth", "fortieth", "forty_first"),
    *("forty_second", "forty_third", "forty_fourth", "forty_fifth", "forty_sixth", "forty_seventh", "forty_eighth"),
    *("forty_ninth", "fiftieth", "fifty_first", "fifty_second"),
    *("fifty_third", "fifty_fourth", "fifty_fifth"),
)
ALONE: Final = ("twenty_seventh", "twenty_eighth", "thirty_first", "thirty_second", "thirty_third", "thirty_fifth")
HONEST: Final = {"tenth": 60, **dict.fromkeys(ALONE, 40)}
"""Sets of honest replies alone, with how many there are in either language."""
PARTS: Final = [pytest.param(1, marks=pytest.mark.slow), EVERY]
"""The whole set, or each seventh reply of it in every run."""


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("folder", SETS)
def test_what_is_false_is_marked(folder: str, language: Language, part: int) -> None:
    every = cases(f"../{folder}/planted", language)
    assert len(every) == REPLIES
    missed = [(case.name, fragment) for case in every[::part] for fragment in judged(case).missed]
    assert len(missed) <= (1 - CAUGHT) * sum(len(case.planted) for case in every), missed


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("folder", [*SETS, *HONEST])
def test_what_is_true_is_not_marked(folder: str, language: Language, part: int) -> None:
    every = cases(f"../{folder}/honest", language)
    assert len(every) == HONEST.get(folder, REPLIES)
    assert [(case.name, words) for case in every[::part] for words in judged(case).wronged] == []
