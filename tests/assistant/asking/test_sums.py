"""Sums that players do in their heads, against published tables, and in wordings that the reader was not made by.

Figures: wiki, Power production (2.0: 1 offshore pump : 200 boilers : 400 steam engines; 2 : 233 : 400 for pumps, heat
exchangers and turbines; Vulcanus: 0.72576 accumulators a panel), Lab («Production requirements», ten labs at +140 % and
30 s: 0.8 packs a second), Inserters («Chest to belt», 2.0), Fluid system (320 × 320 tiles, 6000 a second a socket),
Transport belts (15, 30, 45, 60 items a second), Furnace (48 stone furnaces a yellow belt; 90 kW), Boiler (1.8 MW), Coal
(4 MJ), Electric furnace (186 kW, 6 kW idle), Chests (16, 32 and
48 slots), Cargo wagon (40 slots), Offshore pump (1,200 a second).

Of the first forty wordings 34 were answered as meant at first sight and six not understood (one of them for a wrong
spelling expected here); none was answered wrong. Most of the twenty-five behind them were, or were not understood.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from agent.assistant.asking.reading import read_clauses
from agent.assistant.asking.sums import sums_of
from agent.assistant.wishes import vocabulary_of
from agent.contract.surroundings import Bonuses, Research
from agent.game.inserting import hand_size, items_per_s
from agent.game.prototypes import Belt, Inserter
from tests.assistant.asking.kit import data, everything, told
from tests.factory.verify.test_belt_facts import BELTS, TO_BELT

if TYPE_CHECKING:
    from agent.contract import Snapshot

WORDINGS: Final[list[tuple[str, str]]] = [
    (question, said) for question, said in json.loads((Path(__file__).parent / "sums.json").read_text(encoding="utf-8"))
]
PUBLISHED: Final = [
    ("What is the ratio of offshore pumps to boilers to steam engines?", "boiler — 200, steam engine — 400."),
    ("How many offshore pumps for 500 steam engines?", "offshore pump — 2 (exactly: offshore pump — 1.25)"),
    ("How many pumps for 233 heat exchangers?", "offshore pump — 2."),
    ("How many heat exchangers can one offshore pump feed?", "heat exchanger — 116 (exactly: heat exchanger — 116.4)"),
    ("How many accumulators for 100 solar panels on Vulcanus?", "accumulator — 73 (exactly: accumulator — 72.58;"),
    ("Сколько аккумуляторов на 100 солнечных панелей на Вулкане?", "accumulator — 73 (точно: accumulator — 72,58;"),
    ("How many labs for 0.8 science per second with 140% bonus and 30 second research?", "“lab” — 10 (exactly 10,"),
    ("Сколько печей на жёлтый конвейер железных пластин?", "нужно 48 машин «stone furnace» без модулей (точно 48;"),
    ("How many yellow belts for 45 iron plates per second?", "transport belt — 3 "),
    ("How much power do 100 solar panels give?", "up to 6 MW by day, nothing at night, 4.2 MW on average."),
    ("Сколько воды надо на 200 бойлеров?", "воды уходит 1 200/с, пара выходит 12 000/с."),
    ("Сколько помп на 360 МВт?", "К «steam engine» в количестве 400 подходит: offshore pump — 1."),
    ("How many electric drills for a yellow belt of copper?", "900/min of “copper ore” takes 30 machines"),
    ("Сколько быстрых манипуляторов на жёлтый пояс?", "не меньше 6 без исследований (один кладёт 2,5/с, в захвате 1)"),
]
MISSED: Final = [
    "Сколько здесь помп на 20 бойлеров?",
    "Сколько угля в бойлерах?",
    "Где стоят лаборатории?",
    "Сколько труб нужно на 10 бойлеров?",
    "How many boilers for turbines?",
    "How many offshore pumps for a 2x2 reactor?",
    "сколько труб от насоса до бойлера",
    "how much coal for 100 steel in 10 stone furnaces",
    "Сколько лент железа съест 45 зелёных схем в секунду?",
]


def test_a_wrong_machine_is_not_told_beside_the_right_one() -> None:
    assert "не делают" not in told("сколько плит железа ест 10 сборщиков шестерёнок в минуту", boxed=False).text


def test_a_word_with_a_hyphen_that_is_like_no_name_is_no_name() -> None:
    assert "self-sufficient" not in told("How do I build a self-sufficient coal-powered base?", boxed=False).text


@pytest.mark.parametrize(("question", "said"), PUBLISHED)
def test_published_figures_are_answered(question: str, said: str) -> None:
    assert said in told(question, boxed=False).text


@pytest.mark.parametrize(("question", "said"), WORDINGS)
def test_other_wordings_are_answered_alike(question: str, said: str) -> None:
    assert said in told(question, boxed=False).text


@pytest.mark.parametrize("question", MISSED)
def test_what_asks_for_something_else_is_not_computed(question: str) -> None:
    vocabulary = vocabulary_of(data(), {})
    assert not [found for asked in read_clauses(question, vocabulary) for found in sums_of(asked, data(), None)]


@pytest.mark.parametrize(
    "question",
    ["Сколько лабораторий нужно для автоматизации 2?", "Сколько быстрых манипуляторов, чтобы разгрузить вагон?"],
)
def test_what_is_asked_of_machines_is_not_priced(question: str) -> None:
    assert "iron ore" not in told(question, boxed=False).text


@pytest.mark.parametrize("which", TO_BELT)
def test_what_an_inserter_puts_on_a_belt_follows_the_table(which: tuple[str, int]) -> None:
    arm = data().entity(which[0], Inserter)
    for belt, published in zip(BELTS, TO_BELT[which], strict=True):
        speed = data().entity(belt, Belt).speed
        if which[0] != "burner-inserter":
            rate = items_per_s(arm, hand_size(arm, which[1], which[1]), speed)
            assert float(rate) == pytest.approx(published, rel=0.1)


def _researched(bonus: int, speed: float, unit_s: float) -> Snapshot:
    more = {
        "inserter_stack_bonus": bonus,
        "bulk_inserter_stack_bonus": bonus,
        "bonuses": Bonuses(laboratory_speed=speed),
        "research": Research(current="automation-2", unit_s=unit_s),
    }
    return everything().model_copy(update=more)


def test_the_bonuses_of_the_force_count_where_there_is_a_snapshot() -> None:
    taken = _researched(1, 1.4, 30.0)
    assert (
        "“fast inserter” — at least 8 (one puts 4.8/s, hand of 2)"
        in told("How many fast inserters fill a red belt?", taken=taken).text
    )
    # The wiki's example: 0.8 packs a second take ten labs.
    assert "«lab» — 10 (точно 10, без модулей)" in told("Сколько лабораторий на 48 науки в минуту?", taken=taken).text


def test_the_light_of_the_planet_of_the_snapshot_counts() -> None:
    surface = everything().surface
    here = {"planet": "vulcanus", "name": "vulcanus", "ticks_per_day": 5400}
    taken = everything().model_copy(update={"surface": surface.model_copy(update=here)})
    assert "(planet “vulcanus”) takes “solar panel”: 60" in told("How many solar panels for 10 MW?", taken=taken).text
