"""Questions beside those of the scenarios, each with the line that must stand first and nothing else before it.

Sums are of the factory's own entries (`kit.everything`); recipes, speeds and stacks: FactorioLab and the wiki's pages
of the things named.
"""

from __future__ import annotations

import pytest

from tests.assistant.asking.kit import told, without_trains

#: Question, first line.
OF_THE_AREA = [
    ("Где лежит сталь?", "«steel plate» — 20: лежит в «iron chest», место (5,5; 1,5)."),
    ("Where is the steel?", "“steel plate” — 20: in “iron chest” at (5.5; 1.5)."),
    ("Сколько руды осталось в земле?", "В земле: iron ore — 25 000."),
    (
        "How much crude oil is in the area?",
        "“crude oil”: 3 fields in the area, together 600% yield",
    ),
    ("Насколько заполнены резервуары?", "Резервуары с «water» заполнены на 100 %: 25 000 из 25 000."),
    ("Сколько свободного места в сундуках?", "Сундуки (2) заполнены на 5,2 %: свободно 91 ячейка из 96."),
    ("What is in the tanks?", "In the tanks: water — 25,000, petroleum gas — 12,500."),
    ("Что везут поезда?", "В поездах: iron ore — 2 600, coal — 40."),
    ("Сколько угля в поезде 17?", "В поездах: coal — 40."),
    ("Где поезд 17?", "Поезд 17 — в месте (40; 60), направляется на станцию «Copper Mine»."),
    ("How many turrets are out of ammo?", "Without ammunition: 1 of 2 (gun turret)."),
    ("Сколько печей без топлива и где они?", "Без топлива: 2 из 4 (stone furnace)."),
    ("Какие модули стоят в машинах?", "В модульных слотах нет: "),
    ("What is being researched?", "“sulfur processing” is researched now: 40% done."),
    ("Is automation 2 researched?", "“automation 2” is not researched yet."),
    ("Сколько машин простаивает?", "Простаивает 6 из 9."),
    ("Сколько зелёных схем можно сделать?", "Из того, что лежит в сундуках участка, выйдет: electronic circuit — 100;"),
    ("How many gears can I make?", "What lies in the chests of the area is enough for: iron gear wheel — 600;"),
    ("Сколько железа лежит на конвейерах?", "Что лежит на конвейерах, в снимке не сказано: этого я не знаю."),
    ("How many rockets have I launched?", "The snapshot does not tell how many rockets were launched: I do not know."),
    ("Where am I?", "You stand at (12; 3.5)."),
    ("Сколько у меня здоровья?", "Здоровья у вас 80 %."),
    ("Чем заняты печи?", "«iron plate»: 4 машины, не больше 75/мин"),
    ("Do I have any speed modules?", "In the chests: speed module — 5."),
    ("Сколько дерева?", "На участке не видно: wood; что лежит на конвейерах, снимок не хранит."),
    ("Почему стоит поезд?", "Поезд 17 едет на станцию «Copper Mine», а её нет."),
    ("How many robots are there?", "How many robots there are is unknown: logistic networks are not in the snapshot."),
    ("Какой сегодня курс доллара?", "Ответа на это в снимке нет, или я не понял вопроса."),
    ("Какой статус у турелей?", "Работает 1 из 2."),
    ("Сколько вагонов?", "Поездов: 1; едут 0"),
    ("Почему не работают печи?", "Простаивает 2 из 4."),
    ("Хватит ли железных пластин на 100 шестерёнок?", "На 100 шт. «iron gear wheel» нужно: iron plate — 200."),
    ("Сколько унобтаниума в сундуках?", "Не найдено в данных игры (space-age 2.1.20): «унобтаниума»."),
    ("Как дела?", "Привет! Спросите об участке"),
]
OF_THE_GAME = [
    ("Сколько печей нужно на жёлтый конвейер железных пластин?", "«stone furnace» без модулей (точно 48; одна делает"),
    ("How many green circuits do I need for 30 blue science per minute?", "takes 90/min of “electronic circuit”"),
    ("Где используется сера?", "chemical science pack, coal synthesis, explosives, sulfuric acid"),
    ("What can I craft from plastic?", "low density structure"),
    ("Какая технология открывает маяк?", "открывает технология «effect transmission»"),
    ("Сколько энергии потребляет электропечь?", "при работе берёт 186 кВт, в простое 6 кВт"),
    ("Сколько влезает в стальной сундук?", "вмещает стопок: 48"),
    ("How many steel plates are in a stack?", "a stack holds 100"),
    ("Сколько буров нужно для 600 железной руды в минуту?", "нужно 20 машин «electric mining drill»"),
    ("Какая скорость у красного конвейера?", "везёт 1 800/мин (30/с)"),
    ("How much coal does a boiler burn per minute?", "burns at full work: coal 27/min"),
    ("Сколько шестерёнок в минуту делают 3 сборочных автомата 2?", "делают 270/мин «iron gear wheel»"),
    (
        "How many iron plates do I need for 5 assembling machines 1?",
        "takes: iron plate — 110",
    ),
    ("Из чего сделать аккумулятор?", "battery — 5 → accumulator — 1"),
    ("Сколько меди на красную схему?", "На 1 шт. «advanced circuit» нужно: copper plate — 5."),
    ("Сколько стоит жёлтый конвейер?", "iron plate — 1, iron gear wheel — 1 → transport belt — 2 за 0,5 с"),
]


FOLLOWING = [
    ("Сколько железных пластин в сундуках?", "А стали?", "В сундуках: steel plate — 20."),
    ("How many steel plates are in the chests?", "And coal?", "In the chests: coal — 500."),
    ("Где лежит сталь?", "А уголь?", "«coal» — 500: лежит в «iron chest»"),
]


@pytest.mark.parametrize(("question", "first"), OF_THE_AREA)
def test_what_is_asked_of_the_area_stands_first(question: str, first: str) -> None:
    assert told(question).text.split("\n")[0].startswith(first)


@pytest.mark.parametrize(("question", "said"), OF_THE_GAME)
def test_what_is_asked_of_the_game_needs_no_snapshot(question: str, said: str) -> None:
    assert said in told(question, boxed=False).text


def test_trouble_that_nobody_asked_about_is_one_sentence_at_the_end() -> None:
    lines = told("How much coal is in the chests?").text.split("\n")
    assert lines[0] == "In the chests: coal — 500."
    assert lines[1].startswith("Urgent! ") or lines[1].startswith("Besides: ")
    assert len(lines) == 2


def test_why_is_answered_by_the_verdict_after_what_is_counted() -> None:
    text = told("Сколько машин простаивает и почему?").text
    assert text.index("Простаивает 6 из 9.") < text.index("Узкое место — «copper cable»")


def test_what_they_are_is_taken_from_the_clause_before() -> None:
    text = told("Какой рецепт у стали и сколько её в сундуках?").text
    assert "В сундуках: steel plate — 20." in text
    assert "iron plate — 1" not in text.partition("В сундуках")[2].partition("\n")[0]


@pytest.mark.parametrize(("before", "question", "said"), FOLLOWING)
def test_a_short_question_asks_the_same_of_another_thing(before: str, question: str, said: str) -> None:
    assert told(question, before=before).text.startswith(said)


def test_of_the_factory_nothing_is_told_without_a_snapshot() -> None:
    assert told("Сколько угля в печах?", boxed=False).text.startswith(
        "Чтобы ответить на вопрос, нужен выделенный участок"
    )
    assert told("How many trains do I need for a mine?", boxed=False).text.startswith("I cannot compute this")


@pytest.mark.parametrize("question", ["Что здесь не так?", "Что тут есть?", "What is here?", "Почему стоят машины?"])
def test_an_account_of_the_whole_is_no_single_answer(question: str) -> None:
    text = told(question).text
    assert "copper cable" in text
    assert not text.startswith(("Ответа на это", "The answer to this"))


@pytest.mark.parametrize("question", ["Есть застрявшие поезда?", "Есть ли поезда без топлива?"])
def test_where_no_train_is_none_is_called_sound(question: str) -> None:
    text = told(question, taken=without_trains()).text
    assert text.startswith("На этой поверхности нет ни поездов, ни станций.")
    assert "не видно" not in text
