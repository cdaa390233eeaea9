"""A number that nobody computed does not reach the player unmarked, and a computed one is never marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.assistant.grounding import ground

MARK = " (?)"
FACTS = (
    "Рецепт «iron-gear-wheel»: 12 машин, могут 1 440/мин, делают 937,5/мин (65,1 %).",
    "Сеть 3: удовлетворение 73 %, нужно 4,5 МВт, есть 3,3 МВт.",
    "Дефицит iron-plate: 502,5/мин. Место: (12,5; -40,5)",
    "Запас: 300 с.",
    "English: 1,440/min, 4.5 MW at (12.5, -40.5).",
)


@pytest.mark.parametrize(
    "reply",
    [
        "12 машин дают 937,5 шестерёнки в минуту из 1440 возможных.",
        "12 machines make 937.5 gears per minute of 1,440 possible.",
        "Это 15,625/с, то есть 65 %.",
        "Сеть держит 73% и просит 4500 кВт; есть лишь 3,3 МВт.",
        "The network needs 4,500 kW and has 3.3 MW.",
        "1. Сначала железо: не хватает 502,5/мин.\n2. Потом сеть 3.",
        "Смотри на (12,5; -40,5) и (12, -40).",
        "Хватит на 5 минут.",
        "Ставь assembling-machine-2 вместо assembling-machine-1.",
    ],
)
def test_numbers_that_were_computed_stay_unmarked(reply: str) -> None:
    assert ground(reply, FACTS, MARK).unproven == ()


@pytest.mark.parametrize(
    ("reply", "unproven"),
    [
        ("12 машин дают 940 в минуту.", ("940",)),
        ("13 машин дают 937,5/мин.", ("13",)),
        ("Не хватает 502,5/с.", ("502,5",)),
        ("Нужно 4,5 кВт.", ("4,5",)),
        ("Нужно 4,5 МДж.", ("4,5",)),
        ("Удовлетворение 937,5 %.", ("937,5",)),
        ("Смотри на (12,5; 40,5).", ("(12,5; 40,5)",)),
        ("The row makes 1,441/min at (13, -42).", ("1,441", "(13, -42)")),
        ("Осталось 73 секунды.", ("73",)),
    ],
)
def test_a_false_number_a_swapped_unit_and_an_invented_place_are_marked(reply: str, unproven: tuple[str, ...]) -> None:
    grounded = ground(reply, FACTS, MARK)
    assert grounded.unproven == unproven
    for number in unproven:
        assert number + MARK in grounded.text
    assert grounded.text.replace(MARK, "") == reply


def test_digits_in_a_name_of_the_game_state_nothing() -> None:
    reply = "Поставь Сборочный автомат 2: данные Base 2.1.20."
    assert ground(reply, FACTS, MARK, names=("Сборочный автомат 2", "Base 2.1.20")).unproven == ()
    assert ground(reply, FACTS, MARK).unproven != ()


@given(st.integers(-(10**6), 10**6))
def test_only_the_numbers_of_the_facts_pass_as_positions(x: int) -> None:
    reply = f"Здесь: ({x}, -40)."
    assert (ground(reply, FACTS, MARK).unproven == ()) == (x in {12, 13})


@given(st.text(max_size=80))
def test_marking_never_changes_the_words(reply: str) -> None:
    assert ground(reply, FACTS, "\x00").text.replace("\x00", "") == reply.replace("\x00", "")
