"""What a question to the forecast is about, in a player's words."""

from __future__ import annotations

import pytest

from agent.assistant.topics import forecast_topic


@pytest.mark.parametrize(
    ("prompt", "topic"),
    [
        ("Когда кончится железная руда?", "ore"),
        ("на сколько хватит месторождения", "ore"),
        ("Не иссякнет ли уголь?", "ore"),
        ("When will the iron ore run out?", "ore"),
        ("how long does this patch last", "ore"),
        ("Когда закончится исследование?", "research"),
        ("Скоро лаборатории закончат технологию?", "research"),
        ("When will the research be done?", "research"),
        ("Сколько ракет в час мы запускаем?", "rockets"),
        ("How many rockets do we launch an hour?", "rockets"),
        ("Когда перестанет хватать энергии?", "power"),
        ("When will the power run out?", "power"),
        ("Что здесь не так?", None),
        ("Когда нападут кусаки?", None),
        ("Сколько загрязнения дойдёт до гнёзд?", None),
        ("What will the pollution do in two hours?", None),
        ("Store more?", None),
    ],
)
def test_a_question_has_its_topic(prompt: str, topic: str | None) -> None:
    assert forecast_topic(prompt) == topic
