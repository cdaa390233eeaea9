"""A word that several things go by is answered for each of them, or asked back; none is chosen in silence.

Mining times, speeds and recipes: the wiki's pages of the things named.
"""

from __future__ import annotations

import pytest

from tests.assistant.asking.kit import told


def test_any_ore_is_answered_for_each_ore_and_like_answers_are_said_once() -> None:
    lines = told("Сколько буров на 600 руды в минуту?", boxed=False).text.split("\n")
    assert lines[0] == "Слово «руды» может значить: copper ore, iron ore, uranium ore. Отвечаю о каждом."
    assert "Для «iron ore» — ровно столько же, сколько для «copper ore»." in lines
    # Mining time 1 s for iron and copper, 2 s for uranium; electric drills have speed 0.5 (wiki: Mining drills).
    assert (
        "Для 600/мин «copper ore» нужно 20 машин «electric mining drill» без модулей (точно 20; одна делает 30/мин)."
        in lines
    )
    assert (
        "Для 600/мин «uranium ore» нужно 40 машин «electric mining drill» без модулей (точно 40; одна делает 15/мин)."
        in lines
    )


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many drills for 300 ore per minute?", "“ore” can mean: copper ore, iron ore, uranium ore."),
        (
            "Сколько печей на 300 пластин в минуту?",
            "Слово «пластин» может значить: copper plate, iron plate, steel plate.",
        ),
        (
            "How many assemblers for 60 circuits a minute?",
            "“circuits” can mean: advanced circuit, electronic circuit, proc",
        ),
    ],
)
def test_what_may_be_meant_is_said_first(question: str, said: str) -> None:
    assert told(question, boxed=False).text.startswith(said)


@pytest.mark.parametrize(
    ("question", "asked_back"),
    [
        ("Сколько автоматов нужно на 60 модулей в минуту?", "Назовите, о чём именно речь."),
        ("What do I need for 60 science per minute?", "Say which of them you mean."),
    ],
)
def test_a_word_for_too_many_things_is_asked_back(question: str, asked_back: str) -> None:
    (line,) = told(question, boxed=False).text.split("\n")
    assert line.endswith(asked_back)


def test_any_ore_that_goes_into_a_thing_is_what_is_asked_for() -> None:
    # Wiki: automation science pack is a copper plate and a gear (two iron plates); a plate is one ore.
    lines = told("Сколько нужно руды для 45 красной науки в минуту?", boxed=False).text.split("\n")
    assert lines == [
        "Для 45/мин «automation science pack» нужно 45/мин «copper ore».",
        "Для 45/мин «automation science pack» нужно 90/мин «iron ore».",
    ]


def test_no_burner_drill_is_named_for_uranium() -> None:
    # Wiki, Uranium ore: needs sulfuric acid, which a burner mining drill cannot take.
    text = told("How many drills do I need for 60 uranium ore per minute?", boxed=False).text
    assert "4 machines “electric mining drill”" in text
    assert "burner" not in text


def test_what_a_machine_gives_by_itself_counts() -> None:
    # Wiki, Electromagnetic plant: speed 2, +50 % productivity; a circuit takes 0.5 s: 2 ÷ 0.5 × 1.5 × 60 = 360.
    text = told("How many machines for 360 electronic circuits per minute?", boxed=False).text
    assert "1 machine “electromagnetic plant” without modules (exactly 1; one makes 360/min)" in text
