"""Bare numbers of a table have the units of their columns' headings."""

from __future__ import annotations

from fractions import Fraction

import pytest

from agent.assistant.grounding.figures import figures
from agent.assistant.grounding.units import unit_of_heading


@pytest.mark.parametrize(
    ("heading", "dimension", "factor"),
    [
        ("Мощность, кВт", "power", 1000),
        ("Power (kW)", "power", 1000),
        ("Max/min", "rate", 1),
        ("в секунду", "rate", 60),
        ("Limit per minute", "rate", 1),
        ("Medium biter, %", "share", Fraction(1, 100)),
    ],
)
def test_a_heading_ends_in_a_unit(heading: str, dimension: str, factor: Fraction) -> None:
    found = unit_of_heading(heading)
    assert found is not None
    assert (found.dimension, found.factor) == (dimension, factor)


@pytest.mark.parametrize("heading", ["Machines", "Position (x; y)", "Волна, до", "Сейчас"])
def test_a_heading_without_a_unit_gives_none(heading: str) -> None:
    assert unit_of_heading(heading) is None


def test_numbers_are_read_in_the_units_of_their_columns() -> None:
    text = "Item — per minute — per second — Machines\niron plate — 600 — 10 — 4\ncopper plate — 90 — 1.5 — 2"
    found = figures(text)
    assert [each.dimension for each in found] == ["rate", "rate", "count", "rate", "rate", "count"]
    assert [int(each.value) for each in found] == [600, 600, 4, 90, 90, 2]


def test_a_cell_of_two_coordinates_is_a_place() -> None:
    (place,) = figures("Lamp — -35.5; 12.5")
    assert (place.dimension, place.value, place.other) == ("position", Fraction("-35.5"), Fraction("12.5"))
