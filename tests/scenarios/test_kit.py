"""The scenarios' own judge: what is right passes, and each fault that is put into an expectation is found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from tests.scenarios.kit import LANGUAGES, First, Said, Scenario, unmet
from tests.scenarios.reading import quantities
from tests.scenarios.trains.kit import FULL, railway, record, stop, train

if TYPE_CHECKING:
    from agent.contract import Language

RIGHT: Final = Scenario(
    "trains",
    railway(
        [train(16, "wait_station", -100.0, 44.0, record("Iron Mine", FULL), station=1, wait_ticks=108_000)],
        [stop(1, "Iron Mine", -100.0, 40.0, trains=1)],
    ),
    "108,000 ticks ÷ 60 ÷ 60 = 30 min.",
    says=(Said(1800, "s", ("16", "Iron Mine")),),
    words=(("16", "Iron Mine"),),
    first=First(("16",), ((-100.0, 44.0),)),
    places=((-100.0, 44.0),),
    never=("Smelter",),
    quiet=("17",),
)
WRONG: Final[dict[str, Scenario]] = {
    "another number": replace(RIGHT, says=(Said(1860, "s", ("16", "Iron Mine")),)),
    "another unit": replace(RIGHT, says=(Said(30, "%", ("16", "Iron Mine")),)),
    "another subject": replace(RIGHT, says=(Said(1800, "s", ("17", "Iron Mine")),)),
    "a part of a name": replace(RIGHT, words=(("Iron Min",),)),
    "words of two lines": replace(RIGHT, words=((("расписание", "schedule"), "16"),)),
    "another first": replace(RIGHT, first=First(("17",), ((-100.0, 44.0),))),
    "another place": replace(RIGHT, first=First(("16",), ((-100.0, 45.0),))),
    "no such place": replace(RIGHT, places=((1.0, 1.0),)),
    "what must not be said": replace(RIGHT, never=("Iron Mine",)),
    "a warning where there should be none": replace(RIGHT, quiet=("16",)),
    "another beginning": replace(RIGHT, begins=(("^Расписание", "^Schedule"),)),
    "no blueprint": replace(RIGHT, offer=("electronic-circuit", 60.0)),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_right_answer_has_no_fault(language: Language) -> None:
    assert unmet(RIGHT, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fault", WRONG)
def test_a_fault_is_found(fault: str, language: Language) -> None:
    assert unmet(WRONG[fault], language) != []


@pytest.mark.parametrize(
    ("language", "shown", "value", "unit"),
    [
        ("en", "needs 1,080.5 kW now", 1_080_500, "W"),
        ("ru", "нужно 1\u202f080,5 кВт", 1_080_500, "W"),
        ("en", "in 18 min.", 1080, "s"),
        ("ru", "через 12,6 ч", 45_360, "s"),
        ("ru", "растёт до 37 %;", 37, "%"),
        ("en", "270/min of gears", 270, "/min"),
        ("ru", "2\u00a0000 на борту", 2000, ""),
        ("en", "the limit is 0.", 0, ""),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(language: Language, shown: str, value: float, unit: str) -> None:
    (read,) = quantities(shown, language)
    assert read.value == pytest.approx(value)
    assert read.unit == unit


@pytest.mark.parametrize(("language", "shown"), [("ru", "1,080.5 кВт"), ("en", "1080,5 kW")])
def test_a_number_of_the_other_language_is_none_of_this_one(language: Language, shown: str) -> None:
    assert 1_080_500 not in [round(each.value) for each in quantities(shown, language)]
