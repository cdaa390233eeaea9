"""How many generators a power takes, and in which ratio machines stand.

Figures: the wiki's pages Boiler and Power production (1 boiler : 2 steam engines; 900 kW an engine, 1.8 MW a boiler),
Solar panel (42 kW on average), Steam turbine (5.82 MW), Heat exchanger and Nuclear reactor (10 MW and 40 MW of heat).
Accumulators: the formula of Power production, 0.002016 a second of the day, with the 420 s of a day of Nauvis in the
game's own data (25,200 ticks): 0.84672 a panel; that page's 0.84 is for the 25,000 ticks of 1.1.
"""

from __future__ import annotations

import pytest

from tests.assistant.asking.kit import told

ANSWERS = [
    (
        "Сколько нужно паровых двигателей на 10 МВт?",
        "нужно 12 машин «steam engine» (точно 11,11; одна даёт до 900 кВт)",
    ),
    ("Сколько нужно паровых двигателей на 10 МВт?", "Пар для них дадут «boiler»: 6 (точно 5,56;"),
    ("How many boilers for 40 steam engines?", "36 MW takes 20 machines “boiler” (exactly 20;"),
    ("Сколько паровых двигателей на 10 бойлеров?", "нужно 20 машин «steam engine» (точно 20;"),
    ("How many steam turbines for 100 MW?", "takes 18 machines “steam turbine” (exactly 17.18;"),
    ("How many steam turbines for 100 MW?", "Their steam comes from “heat exchanger”: 10 (exactly 10;"),
    ("Сколько теплообменников на 4 реактора?", "160 МВт тепла без надбавки за соседей."),
    ("Сколько теплообменников на 4 реактора?", "нужно 16 машин «heat exchanger» (точно 16;"),
    ("Сколько солнечных панелей нужно на 4,2 МВт?", "«solar panel»: 100 (одна даёт в среднем 42 кВт), а на ночь"),
    ("Сколько солнечных панелей нужно на 4,2 МВт?", "а на ночь — «accumulator»: 85."),
    # Wiki, Electronic circuit: three machines of copper cable for two of circuits; one of gears for ten of red packs.
    (
        "Какое соотношение медного кабеля и зелёных схем?",
        "На каждые 2 машины «electronic circuit» — 3 машины «copper cable»",
    ),
    (
        "What is the ratio of electronic circuits to copper cable?",
        "2 machines of “electronic circuit” 3 of “copper cable”",
    ),
    ("What is the ratio of gears to red science?", "10 machines of “automation science pack” 1 of “iron gear wheel”"),
]


@pytest.mark.parametrize(("question", "said"), ANSWERS)
def test_what_a_power_takes_is_computed(question: str, said: str) -> None:
    assert said in told(question, boxed=False).text


def test_what_stands_here_is_counted_and_not_planned() -> None:
    assert "МВт" not in told("Сколько здесь бойлеров на 20 паровых двигателей?").text
