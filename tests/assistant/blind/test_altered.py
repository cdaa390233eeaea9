"""Honest replies of all writers with one number made false: a digit, ten times as much, another unit.

What is changed is told by a seed and not by anyone who knows the checker. A changed number may be true by chance or of
another thing, so that not all of them are caught: of those up to the fifty-second set 2943 of 3090 were in Russian,
2945 of 3228 in English, when they were all there were.
"""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, Final

import pytest

from agent.assistant.citations import cite
from agent.assistant.grounding import ground
from agent.assistant.modes import MODES
from tests.assistant.blind.frozen import facts
from tests.assistant.blind.kit import cases, known_of_case
from tests.assistant.blind.test_sets import HONEST, SETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.contract import Language
    from tests.assistant.blind.kit import Case

CAUGHT: Final = 0.8
EVERY: Final = 20
WHOLE_S: Final = 1200
"""All replies take several minutes of a slow machine, which is more than a test may take by itself."""
SEED: Final = 4
PARTS: Final = [pytest.param(1, marks=[pytest.mark.slow, pytest.mark.timeout(WHOLE_S)]), EVERY]
"""All replies, or each twentieth in every run."""
_FLOW: Final = re.compile(
    r"(?<![\w.,\[(−-])(?P<number>\d+(?:[.,]\d+)?)\s?(?P<unit>МВт|кВт|МДж|MW|kW|MJ|/мин|/min|/с|/s)(?!\w)"
)
_OTHER: Final = {
    "МВт": "кВт",
    "кВт": "МВт",
    "МДж": "МВт",
    "MW": "kW",
    "kW": "MW",
    "MJ": "MW",
    "/мин": "/с",
    "/с": "/мин",
    "/min": "/s",
    "/s": "/min",
}


def _altered(case: Case, choose: random.Random) -> Iterator[str]:
    """Yield the reply with one of its measured numbers changed: a digit of it, ten times it, its unit."""
    found = [each for each in _FLOW.finditer(case.text) if each["number"].strip("0.,")]
    for each in choose.sample(found, min(2, len(found))):
        number = each["number"]
        at = choose.choice([place for place, letter in enumerate(number) if letter.isdigit()][:2])
        digit = choose.choice([new for new in "123456789" if new != number[at]])
        start, end = each.span("number")
        for changed, stop in (
            (number[:at] + digit + number[at + 1 :], end),
            (f"{number}0" if number.isdecimal() else re.sub("[.,]", "", number.lstrip("0")), end),
            (f"{number} {_OTHER[each['unit']]}", each.end()),
        ):
            yield case.text[:start] + changed + case.text[stop:]


def _is_caught(case: Case, text: str) -> bool:
    words = cite(text, list(facts(case.factory, case.mode, case.language).shown)).text
    for rule in MODES[case.mode].rules:
        words = rule(words)
    return bool(ground(words, known_of_case(case), " (?)").unproven)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_number_made_false_is_marked(language: Language, part: int) -> None:
    choose = random.Random(SEED)  # noqa: S311 - no secret
    honest = [case for folder in (*SETS, *HONEST) for case in cases(f"../{folder}/honest", language)]
    caught = [_is_caught(case, text) for case in honest[::part] for text in _altered(case, choose)]
    assert len(caught) > len(honest) / part / 2
    assert sum(caught) >= CAUGHT * len(caught)
