"""A number of a fact that is told in another role is marked; the same words with the right one are left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.assistant.blind.kit import Case, judged

if TYPE_CHECKING:
    from agent.contract import Language, Mode

TOLD: list[tuple[str, Mode, Language, str, str, str]] = [
    ("robots", "logistics", "ru", "На зарядке {} дронов.", "8", "18"),
    ("robots", "logistics", "ru", "В очереди на зарядку {} дронов.", "18", "8"),
    ("robots", "logistics", "ru", "Без дела {} логистических дронов из 85.", "1", "18"),
    ("robots", "logistics", "ru", "У вас {} строительных дронов.", "20", "85"),
    ("robots", "logistics", "en", "{} robots are charging right now.", "8", "18"),
    ("robots", "logistics", "en", "Queueing for a charge: {} robots.", "18", "8"),
    ("robots", "logistics", "en", "The network has {} construction robots.", "20", "85"),
    ("trains", "trains", "ru", "У станции «Smelter In» лимит {}, а едут к ней 3 поезда.", "1", "3"),
    ("trains", "trains", "ru", "Лимит станции «Iron Mine 2» — {} поезда.", "2", "3"),
    ("trains", "trains", "en", 'The limit of "Smelter In" is {} and 3 trains go there.', "1", "3"),
    ("trains", "trains", "en", "{} trains are in manual mode.", "0", "3"),
    ("steel", "bottleneck", "ru", "Топлива нет у печей, их {}.", "8", "8 888"),
    ("steel", "bottleneck", "ru", "Без топлива {} каменных печей.", "8", "12"),
    ("steel", "bottleneck", "en", "{} stone furnaces at (60, -88) are out of fuel.", "Eight", "Twelve"),
    ("defence", "defence", "ru", "Патронов нет: {} пулемётные турели из семи без патронов.", "две", "три"),
    ("defence", "defence", "ru", "Готовы стрелять {} турелей.", "5", "3"),
    ("defence", "defence", "en", "{} of the seven gun turrets have no ammo.", "Two", "Three"),
    ("defence", "defence", "en", "{} turrets are ready to shoot.", "5", "3"),
    ("brown_out", "power", "ru", "Потребители хотят {} МВт.", "12,5", "9"),
    ("brown_out", "power", "ru", "В среднем сеть брала {} МВт за десять минут.", "8,5", "9"),
    ("brown_out", "power", "en", "The network demands {} MW.", "12.5", "9"),
    ("brown_out", "power", "en", "The engines produce {} MW.", "9", "8.5"),
    ("solar_night", "power", "ru", "Ёмкость аккумуляторов {} МДж.", "45", "10,8"),
    ("solar_night", "power", "en", "The accumulators have a capacity of {} MJ.", "45", "10.8"),
    ("robots", "logistics", "ru", "Свободны {} строительных дронов.", "20", "1"),
    ("robots", "logistics", "en", "{} construction robots are idle.", "Twenty", "Eighty"),
    ("robots", "logistics", "en", "There are 85 logistic robots, {} idle.", "1", "20"),
    ("trains", "trains", "ru", "Поезд {} не найдёт своей станции [f1].", "17", "42"),
    ("trains", "trains", "en", "Fuel is missing in train {} [f2].", "42", "23"),
    ("circuits", "circuits", "ru", "В зелёной сети {} сигнал red никто не передаёт [f9].", "63", "62"),
    ("brown_out", "power", "en", "{} MW was the mean of the last hour.", "7.1", "8.5"),
    ("brown_out", "power", "ru", "Замедлено {} потребителей.", "четырнадцать", "сорок"),
    ("solar_night", "power", "ru", "Постройте {} аккумуляторов.", "12", "24"),
    ("brown_out", "power", "en", "It makes {} of the 12.5 MW they need.", "9", "8.5"),
    ("brown_out", "power", "ru", "Нужно 12,5 МВт, а даётся 9 МВт: {}% не обеспечено.", "28", "38"),
    ("brown_out", "power", "en", "900 kW of an engine is equivalent to {} panels of 60 kW.", "15", "16"),
    ("robots", "logistics", "en", "{} robots are after power: 18 wait, 8 charge.", "26", "28"),
    ("green_science", "bottleneck", "en", "Copper cable needs {} machines, there is only one.", "6", "7"),
    ("steel", "bottleneck", "en", "Lack of fuel costs {} plates a minute: 75 against 225.", "150", "140"),
    ("robots", "logistics", "en", "{} robots in total, 21 idle.", "105", "115"),
    ("robots", "logistics", "ru", "Всего 105 роботов, {} свободен.", "21", "26"),
    ("steel", "bottleneck", "en", "Twelve furnaces, eight without fuel, {} burning.", "four", "five"),
    ("brown_out", "power", "en", "{} steam engines of 900 kW: 9 MW.", "10", "12"),
    ("trains", "trains", "ru", "Поезд {} без станции [f1], а поезд 42 без топлива [f2].", "17", "23"),
    ("green_science", "chat", "ru", "Медного кабеля сейчас выходит {} в минуту.", "180", "1080"),
    ("green_science", "chat", "en", "Copper cable: right now {}/min come out.", "180", "1,080"),
    ("steel", "bottleneck", "en", "The furnaces have run dry (near 60, {}) [f1].", "-88", "-98"),
    ("steel", "bottleneck", "ru", "Печам нечего жечь [f1] (возле 60; {}).", "−88", "−98"),
    ("steel", "bottleneck", "ru", "Печи встали [f1]. Подвезите топливо в (60; {}), пойдёт и сталь [f2].", "-88", "-98"),
    (
        "steel",
        "bottleneck",
        "en",
        "Furnaces went out [f1]. Bring fuel to (60, {}) and steel follows [f2].",
        "-88",
        "-98",
    ),
    ("solar_night", "power", "en", "By day there is enough power: {} solar panels make 1.44 MW.", "24", "42"),
    ("solar_night", "power", "ru", "Днём энергии хватит: {} солнечные панели дают 1,44 МВт.", "24", "42"),
    ("solar_night", "power", "en", "For a night {} more accumulators are enough.", "12", "24"),
    ("steel", "bottleneck", "en", "Told in seconds, {} iron plates come out of 3.75 possible.", "1.25", "2.25"),
    ("steel", "bottleneck", "ru", "В пересчёте на секунду железных плит выходит {}.", "1,25", "2,25"),
    ("steel", "bottleneck", "ru", "В секундах железных плит выходит {} из 3,75 возможных.", "1,25", "75"),
    ("who_stands_still", "chat", "ru", "Электросхем выходит лишь {}/мин.", "60", "90"),
    ("who_stands_still", "chat", "ru", "Медного кабеля выходит {}/мин.", "180", "60"),
    ("who_stands_still", "chat", "ru", "Электросхем прямо сейчас {}/мин.", "0", "60"),
    ("who_stands_still", "chat", "en", "Electronic circuits: about {}/min come out.", "60", "90"),
]


def _judged(told: tuple[str, Mode, Language, str, str, str], number: str, *, false: bool) -> tuple[int, int]:
    factory, mode, language, sentence, *_ = told
    start = sentence.index("{}")
    planted = ((start, start + len(number)),) if false else ()
    found = judged(Case(sentence, language, factory, mode, "", sentence.format(number), planted))
    return len(found.missed), len(found.wronged)


@pytest.mark.parametrize("told", TOLD, ids=lambda told: f"{told[2]} {told[3]}")
def test_only_the_number_of_the_role_is_left_alone(told: tuple[str, Mode, Language, str, str, str]) -> None:
    *_, true, false = told
    assert _judged(told, true, false=False) == (0, 0)
    assert _judged(told, false, false=True) == (0, 0)


@pytest.mark.parametrize(
    ("factory", "mode", "language", "reply"),
    [
        ("robots", "logistics", "ru", "18 дронов ждут на 2 дронстанциях."),
        ("robots", "logistics", "en", "With 2 roboports you can charge 8 robots at once, the other 18 wait."),
        ("trains", "trains", "ru", "К «Smelter In» едут 3 поезда при лимите 1."),
        ("robots", "logistics", "en", "18 robots wait at 2 roboports, and 1 of 85 logistic robots is idle."),
        ("steel", "bottleneck", "ru", "Из 12 печей 8 без топлива, поэтому ждут 6 машин на стали."),
        ("steel", "bottleneck", "en", "Of 12 furnaces 8 have no fuel; bring fuel to all 12 furnaces' neighbours."),
        ("brown_out", "power", "ru", "Спрос больше выработки на 3,5 МВт, нужно ещё 3,5 МВт."),
        ("brown_out", "power", "en", "Demand exceeds supply by 3.5 MW; each steam engine gives 900 kW."),
        ("trains", "trains", "en", "Train 23 is waiting for room; 3 trains in all."),
        ("green_science", "bottleneck", "ru", "Ждут все машины: 4 на электросхемах, 2 на манипуляторах, 5 на пакетах."),
        ("green_science", "bottleneck", "en", "Of the 1,080 cables needed a minute 180 come out now."),
    ],
)
def test_what_is_no_number_of_the_role_that_is_named_beside_it_is_left_alone(
    factory: str, mode: Mode, language: Language, reply: str
) -> None:
    assert judged(Case("", language, factory, mode, "", reply, ())).wronged == ()
