"""Questions about the circuits' future: how far, at which signals, and what the answer says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from agent.assistant.ahead import MOST_TICKS, asked_count, asked_ticks
from agent.assistant.pipeline import Assistant
from tests.analysis.circuits.kit import condition, output
from tests.analysis.kit import snapshot

if TYPE_CHECKING:
    from agent.contract import Language
    from tests.assistant.conftest import Ask


@pytest.mark.parametrize(
    ("prompt", "ticks"),
    [
        ("что будет через 60 тиков?", 60),
        ("Чему равно T через 1 тик", 1),
        ("покажи на 1 000 тиков вперёд", 1000),
        ("через 2,5 секунды", 150),
        ("что будет через секунду?", 60),
        ("через минуту сколько будет меди?", 3600),
        ("what will A be after 100 ticks?", 100),
        ("in 5 seconds", 300),
        ("in an hour", 216_000),
        ("через 999999999999 тиков", MOST_TICKS),
        ("что делает эта схема?", None),
        ("почему лампа не горит 5 минут", None),
    ],
)
def test_how_far_a_player_looks(prompt: str, ticks: int | None) -> None:
    assert asked_ticks(prompt) == ticks


@pytest.mark.parametrize(
    ("prompt", "count"),
    [
        ("Через сколько тиков T достигнет 200?", 200),
        ("когда T дойдёт до 1 000?", 1000),
        ("Когда A станет равно -5?", -5),
        ("через сколько секунд сигнал T превысит 40", 40),
        ("In how many ticks does T reach 200?", 200),
        ("How long until T gets to 1000?", 1000),
        ("when will A be 7?", 7),
        ("Чему равно T через 60 тиков?", None),
        ("когда загорится лампа?", None),
        ("T достиг 200", None),
    ],
)
def test_at_which_count_a_player_asks_for_the_time(prompt: str, count: int | None) -> None:
    assert asked_count(prompt) == count


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        # T < 10 → T with T = 1 beside it counts 1, 2 … 10 and begins again (wiki, Tutorial:Combinator tutorial).
        ("In how many ticks does T reach 7?", "reaches 7 in 6 ticks"),
        ("In how many ticks does T reach 40?", "never reaches 40"),
        ("When will T be 1?", "is at 1 already"),
    ],
)
def test_when_a_clock_is_at_a_count(ask: Ask, prompt: str, words: str) -> None:
    assert words in Assistant().answer(ask(prompt, "circuits", snapshot(loop(10)), "en")).text


def loop(limit: int, letter: str = "T", **more: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - JSON
    """A clock: T = 1 from a constant into «T < limit → T» that feeds itself, at rest when the snapshot was taken."""
    ends = {"combinator_input_red": 5, "combinator_output_red": 5}
    signal = {"type": "virtual", "name": f"signal-{letter}"}
    rules = {
        "conditions": [{**condition(letter, "<", limit), "compare_type": "or"}],
        "outputs": [output(letter)],
    }
    return [
        {
            "type": "constant-combinator",
            "name": "constant-combinator",
            "x": 1.5,
            "y": 1.5,
            "unit": 1,
            "circuit": {
                "connectors": {"circuit_red": 5},
                "control": {"sections": {"sections": [{"filters": [{**signal, "count": 1}]}]}},
            },
        },
        {
            "type": "decider-combinator",
            "name": "decider-combinator",
            "x": 3.5,
            "y": 1.5,
            "unit": 2,
            "circuit": {"connectors": ends, "control": {"decider_conditions": rules}, "sent": [], **more},
        },
    ]


@pytest.mark.parametrize(
    ("prompt", "language", "says"),
    [
        # Wiki, Circuit network cookbook: on the wire 1 … 5 and again, as the constant adds its 1.
        ("Чему будет равно T через 3 тика?", "ru", "Через 3 тика, если внешние сигналы не изменятся,"),
        ("Чему будет равно Т через 3 тика?", "ru", "T = 4 (красная сеть 5)"),
        ("What is T after 21 ticks?", "en", "After 21 ticks, if outside signals stay as they are,"),
        ("What is T after 21 ticks?", "en", "T = 2 (red network 5)"),
        ("What is T in 2 hours?", "en", "T = 1 (red network 5)"),
    ],
)
def test_the_answer_says_what_will_be_on_the_wire(ask: Ask, prompt: str, language: Language, says: str) -> None:
    answer = Assistant().answer(ask(prompt, "circuits", snapshot(loop(5)), language))
    (line,) = [line for line in answer.text.splitlines() if line.startswith(("Через", "After"))]
    assert says in line


def test_a_clock_says_between_what_it_runs(ask: Ask) -> None:
    answer = Assistant().answer(ask("", "circuits", snapshot(loop(5))))
    assert "состояние повторяется каждые 5 тиков: T от 1 до 5 (красная сеть 5)." in answer.text


def test_what_cannot_be_predicted_is_said(ask: Ask) -> None:
    rows = loop(5)
    rows[1] |= {"type": "selector-combinator", "name": "selector-combinator"}
    rows[1]["circuit"]["control"] = {"operation": "random"}
    answer = Assistant().answer(ask("что будет через 60 тиков?", "circuits", snapshot(rows)))
    assert "не предсказать" in answer.text
    assert "случайный сигнал входа" in answer.text
