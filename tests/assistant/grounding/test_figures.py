"""Numbers with their units in both languages' ways of writing them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from agent.assistant.grounding.figures import figures


@pytest.mark.parametrize(
    ("text", "dimension", "value"),
    [
        ("360/мин", "rate", 360),
        ("360 кабелей в минуту", "rate", 360),
        ("6 per second", "rate", 360),
        ("6 items/s", "rate", 360),
        ("21,600 per hour", "rate", 360),
        ("1.4k/min", "rate", 1400),
        ("1,4 тыс. в минуту", "rate", 1400),
        ("за минуту выходит 360", "rate", 360),
        ("1 440/мин", "rate", 1440),
        ("4,5 МВт", "power", 4_500_000),
        ("4.5 megawatts", "power", 4_500_000),
        ("614 kW", "power", 614_000),
        ("5 МДж", "energy", 5_000_000),
        ("44 %", "share", Fraction(44, 100)),
        ("44 процента", "share", Fraction(44, 100)),
        ("10 минут", "time", 600),
        ("два автомата", "count", 2),
        ("three furnaces", "count", 3),
        ("пятью машинами", "count", 5),
        ("−40", "count", -40),
        ("вдвое", "ratio", 2),
        ("в 2,25 раза", "ratio", Fraction(9, 4)),
        ("three times", "ratio", 3),
        ("1/2", "fraction", Fraction(1, 2)),
    ],
)
def test_a_number_is_read_in_the_base_unit_of_its_kind(text: str, dimension: str, value: Fraction) -> None:
    (figure,) = figures(text)
    assert (figure.dimension, figure.value) == (dimension, value)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("(12,5; -40)", [(Fraction(25, 2), -40)]),
        ("at (12.5, -40.5)", [(Fraction(25, 2), Fraction(-81, 2))]),
        ("x=12, y=-40", [(12, -40)]),
        ("x: 12 и y: 5", [(12, 5)]),
        ("координаты 12,5; −40", [(Fraction(25, 2), -40)]),
        ("[12, 5]", [(12, 5)]),
    ],
)
def test_a_place_is_one_figure(text: str, places: list[tuple[Fraction, Fraction]]) -> None:
    assert [(figure.value, figure.other) for figure in figures(text) if figure.dimension == "position"] == places


def test_a_range_has_both_ends_and_one_unit() -> None:
    (figure,) = figures("10–15/мин")
    assert figure.dimension == "rate"
    assert (figure.value, figure.other) == (Fraction(10), Fraction(15))


def test_a_bare_number_takes_the_unit_of_the_one_it_is_joined_to() -> None:
    bare, whole = figures("180 из 810/мин")
    assert whole.dimension == "rate"
    assert [each.dimension for each in bare.readings] == ["count", "rate"]
    assert {each.value for each in bare.readings} == {Fraction(180)}


def test_what_can_be_read_in_two_ways_has_both_readings() -> None:
    (figure,) = figures("1,500 плит")
    assert {each.value for each in figure.readings} == {1500, Fraction(3, 2)}
    (english,) = figures("1,500 plates")
    assert {each.value for each in english.readings} == {1500}


@pytest.mark.parametrize(
    "text",
    [
        "1. Сначала",
        "2) then",
        "Factorio 2.0",
        "2.1.20",
        "assembling-machine-2",
        "3-й автомат",
        "the 2nd row",
        "один ряд",
    ],
)
def test_numerals_of_lists_versions_and_ordinals_state_nothing(text: str) -> None:
    assert figures(text) == []
