"""What a reply reckons beside a number of the facts is true; wrongly reckoned, or in another unit, it is false."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.assistant.grounding import ground
from tests.assistant.blind.kit import known_by_facts

if TYPE_CHECKING:
    from agent.contract import Language, Mode

CASES: list[tuple[str, Mode, Language, str, tuple[str, ...]]] = [
    ("solar_night", "power", "ru", "За ночь нужно 104,31 МДж, аккумуляторы вмещают 45 МДж.", ()),
    ("solar_night", "power", "ru", "За ночь нужно 104,31 кВт, аккумуляторы вмещают 45 кДж.", ("104,31", "45")),
    ("steel", "bottleneck", "en", "Steel could reach 45/min, which is 0.75 per second.", ()),
    (
        "steel",
        "bottleneck",
        "en",
        "All six steel machines wait; with enough iron plate they could reach 45/s.",
        ("45",),
    ),
    (
        "green_science",
        "chat",
        "en",
        "You would have to bring in 600 iron plates and 240 iron gear wheels per minute, i.e. 10 and 4 per second.",
        (),
    ),
    ("solar_night", "power", "ru", "Солнечная панель добавит 42 кВт, паровой двигатель 0,9 МВт, в 21 раз больше.", ()),
    (
        "solar_night",
        "power",
        "ru",
        "Солнечная панель добавит 42 кВт, паровой двигатель 0,9 МВт, в 31 раз больше.",
        ("31 раз",),
    ),
    ("defence", "defence", "ru", "Без патронов — две из семи турелей.", ()),
    ("defence", "defence", "ru", "Эволюция 37 %, до 50 % осталось 13 процентных пунктов.", ()),
    ("defence", "defence", "ru", "Эволюция 37 %, до 50 % осталось 22 процентных пункта.", ("22",)),
    ("trains", "trains", "ru", "Поездов 3, едет из них 0.", ()),
    ("trains", "trains", "ru", "Поездов 3, едут из них 2.", ("2",)),
]


@pytest.mark.parametrize(("factory", "mode", "language", "reply", "false"), CASES)
def test_what_is_reckoned_and_what_is_not(
    factory: str, mode: Mode, language: Language, reply: str, false: tuple[str, ...]
) -> None:
    marked = ground(reply, known_by_facts(factory, mode, language), " (?)").unproven
    assert len(marked) == len(false), marked
    assert all(each in told for each, told in zip(false, marked, strict=True)), marked
