"""Rates are read as players of both languages type them, and never guessed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.assistant.wishes.rates import parse_number, parse_rate

UNITS: dict[str, int | Fraction] = {
    "": 1,
    "/мин": 1,
    " /min": 1,
    " в минуту": 1,
    " шт/мин": 1,
    " штук в минуту": 1,
    " per minute": 1,
    " a minute": 1,
    " items/min": 1,
    "/с": 60,
    "/s": 60,
    "/сек": 60,
    " в секунду": 60,
    " per second": 60,
    " items per second": 60,
    " шт./с": 60,
    "/ч": Fraction(1, 60),
    " в час": Fraction(1, 60),
    " per hour": Fraction(1, 60),
}


@pytest.mark.parametrize("unit", UNITS)
def test_every_spelling_of_a_unit_is_read(unit: str) -> None:
    assert parse_rate(f"60{unit}").rate_per_min == 60 * Fraction(UNITS[unit])
    assert parse_rate(f"хочу 60{unit}, пожалуйста").rate_per_min == 60 * Fraction(UNITS[unit])


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("1,5/с", Fraction(90)),
        ("2.5 per second", Fraction(150)),
        ("0,5", Fraction(1, 2)),
        ("0,125/с", Fraction(15, 2)),
        ("1 000 в минуту", Fraction(1000)),
        ("1\u00a0000\u00a0000/мин", Fraction(1_000_000)),
        ("7,25/min", Fraction(29, 4)),
    ],
)
def test_numbers_of_both_languages_are_read_exactly(text: str, rate: Fraction) -> None:
    assert parse_rate(text).rate_per_min == rate


@pytest.mark.parametrize(
    "text",
    [
        "1,500",
        "1.500/мин",
        "5 машин",
        "5 assemblers",
        "60%",
        "60/day",
        "-5/min",
        "10-20",
        "10 или 20",
        "60/мин/с",
        "2x",
        "2k",
        "60 в минуту или в секунду",
        "1,2,3",
        "~60",
        "60 в",
    ],
)
def test_what_can_be_read_in_two_ways_is_not_read(text: str) -> None:
    rate = parse_rate(text)
    assert rate.rate_per_min is None
    assert rate.unclear


def test_a_text_without_a_number_has_no_rate_and_nothing_unclear() -> None:
    rate = parse_rate("построй ряд")
    assert (rate.rate_per_min, rate.unclear) == (None, None)


@given(st.integers(0, 10**7), st.integers(0, 99), st.sampled_from([",", "."]), st.sampled_from(sorted(UNITS)))
def test_any_number_with_two_decimals_is_read_exactly(whole: int, hundredths: int, point: str, unit: str) -> None:
    expected = (whole + Fraction(hundredths, 100)) * Fraction(UNITS[unit])
    assert parse_rate(f"{whole}{point}{hundredths:02d}{unit}").rate_per_min == expected


@given(st.text(alphabet="0123456789 .,/-+смsminперв%хx", max_size=20))
def test_any_text_is_read_or_refused_without_a_crash(text: str) -> None:
    rate = parse_rate(text)
    assert rate.rate_per_min is None or rate.unclear is None
    if any(character.isdigit() for character in text):
        assert rate.rate_per_min is not None or rate.unclear


@given(st.integers(1, 999), st.integers(0, 999))
def test_thousands_or_decimals_is_never_decided(whole: int, rest: int) -> None:
    assert parse_number(f"{whole},{rest:03d}") is None
    assert parse_number(f"{whole}.{rest:03d}") is None
