"""A model may use its tools, and whatever it does with them ends in words or in the analyst's answer."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from agent.assistant.loop import LoopLimits
from agent.assistant.pipeline import Assistant
from agent.assistant.tools import Toolbox
from agent.errors import ModelError
from agent.game.blueprint import decode
from agent.models import Note
from tests.assistant.scripted import Script, call, calling, saying

if TYPE_CHECKING:
    from agent.assistant.tools import ToolResult
    from agent.contract import Snapshot
    from agent.models import Reply, ToolCall
    from tests.assistant.conftest import Ask

WORDS = saying("Кабеля мало.")
NETWORKS = call("query_snapshot", {"what": "networks"})


@dataclass
class Waiting:
    """Hears what is said, and no longer wants it after so many pieces."""

    patience: int = 1000
    pieces: list[str] = field(default_factory=list)

    def heard(self, piece: str) -> None:
        self.pieces.append(piece)

    def restarted(self) -> None:
        self.pieces.clear()

    def cancelled(self) -> bool:
        return len(self.pieces) >= self.patience


def test_what_is_cancelled_while_a_tool_runs_runs_no_other(
    ask: Ask, cables_too_slow: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ear, run = Waiting(patience=2), Toolbox.run
    ran: list[str] = []

    def running(toolbox: Toolbox, asked: ToolCall) -> ToolResult:
        ran.append(asked.name)
        ear.heard("The player pressed Cancel.")
        return run(toolbox, asked)

    monkeypatch.setattr(Toolbox, "run", running)
    model = Script([calling(NETWORKS, call("look_up_recipe", {"name": "iron-plate"})), WORDS])
    with pytest.raises(ModelError, match="model-cancelled"):
        Assistant(model).answer(ask("Почему?", "bottleneck", cables_too_slow), ear)
    assert ran == ["query_snapshot"]


def test_the_result_of_a_tool_comes_back_to_the_model_and_its_numbers_are_proven(
    ask: Ask, cables_too_slow: Snapshot
) -> None:
    model = Script(
        [
            calling(call("look_up_recipe", {"name": "electronic-circuit"})),
            saying("Электросхема требует 3 кабеля, крафт длится 0,5 с."),
        ]
    )
    answer = Assistant(model).answer(ask("Почему?", "bottleneck", cables_too_slow))
    assert answer.text == "Электросхема требует 3 кабеля, крафт длится 0,5 с."
    asked, told = model.asked[1].messages[-2:]
    assert asked.role == "assistant"
    assert asked.calls == model.replies[0].calls
    assert (told.role, told.call_id) == ("tool", "c1")
    recipe = json.loads(told.text)["recipes"][0]
    assert recipe["craft_time_s"] == 0.5
    assert {row["item"]: row["amount_per_craft"] for row in recipe["ingredients"]} == {
        "copper-cable": 3,
        "iron-plate": 1,
    }  # Game data: recipe electronic-circuit.


@pytest.mark.parametrize(
    ("name", "arguments", "error"),
    [
        ("launch_rocket", "{}", "tool-unknown"),
        ("look_up_recipe", "{broken", "tool-arguments"),
        ("look_up_recipe", "[]", "tool-arguments"),
        ("look_up_recipe", "", "tool-arguments"),
        ("look_up_recipe", '{"name": 7}', "tool-arguments"),
        ("look_up_recipe", '{"name": "x", "extra": 1}', "tool-arguments"),
        ("look_up_recipe", '{"name": "unobtainium-plate"}', "tool-unknown-name"),
        ("look_up_recipe", "[" * 5000, "tool-arguments"),
        ("compose_factory", '{"item": "iron-plate", "rate_per_min": -5}', "tool-arguments"),
        ("compose_factory", '{"item": "iron-plate", "rate_per_min": 1e999}', "tool-arguments"),
        ("compare_snapshots", "{}", "tool-no-earlier"),
        ("verify_blueprint", '{"blueprint": "offered"}', "tool-no-blueprint"),
        ("query_snapshot", '{"what": "secrets"}', "tool-arguments"),
    ],
)
def test_a_wrong_call_is_answered_with_our_sentence(
    ask: Ask, cables_too_slow: Snapshot, name: str, arguments: str, error: str
) -> None:
    model = Script([calling(call(name, arguments)), WORDS])
    answer = Assistant(model).answer(ask("Почему?", "bottleneck", cables_too_slow))
    told = json.loads(model.asked[1].messages[-1].text)
    assert told["error"] == error
    assert told["reason"]
    assert told["next"]
    assert answer.text == "Кабеля мало."


@pytest.mark.parametrize(
    ("replies", "asks", "noted"),
    [
        ([calling(NETWORKS)], 4, True),
        ([calling(call("query_snapshot", {"limit": number})) for number in range(1, 20)], 7, True),
        ([calling(NETWORKS), saying("")], 3, False),
        ([saying("")], 1, False),
    ],
    ids=["the same call for ever", "another call for ever", "empty after a tool", "empty at once"],
)
def test_a_model_that_never_comes_to_words_is_asked_once_more_without_tools(
    ask: Ask, cables_too_slow: Snapshot, replies: list[Reply], asks: int, *, noted: bool
) -> None:
    model = Script(replies)
    question = ask("Почему?", "bottleneck", cables_too_slow)
    answer = Assistant(model).answer(question)
    assert len(model.asked) == asks
    assert answer.text == Assistant().answer(question).text
    assert answer.engine == "embedded"
    assert any("не годится" in note for note in answer.notes)
    assert any("слишком долго" in note for note in answer.notes) == noted
    if asks > 1:
        last = model.asked[-1]
        assert last.tools == ()
        assert all(message.role != "tool" for message in last.messages)
        assert "<tool_results>" in last.messages[-1].text


def test_the_last_ask_brings_what_the_tools_said(ask: Ask, cables_too_slow: Snapshot) -> None:
    model = Script([calling(NETWORKS), saying(""), saying("Сеть 3 берёт 1,5 МВт.")])
    answer = Assistant(model).answer(ask("Почему?", "bottleneck", cables_too_slow))
    assert answer.text == "Сеть 3 берёт 1,5 МВт."
    block = model.asked[-1].messages[-1].text.split("<tool_results>\n")[1].split("\n</tool_results>")[0]
    assert json.loads(json.loads(block))["networks"][0]["demand_w"] == 1_500_000


def test_calls_beyond_the_bound_of_a_step_are_refused_and_the_others_run(ask: Ask, cables_too_slow: Snapshot) -> None:
    calls = [call("query_snapshot", {"limit": number}, f"c{number}") for number in range(1, 7)]
    model = Script([calling(*calls), WORDS])
    Assistant(model).answer(ask("Почему?", "bottleneck", cables_too_slow))
    told = [json.loads(message.text) for message in model.asked[1].messages[-6:]]
    assert [row.get("error") for row in told] == [None] * 4 + ["tool-too-many"] * 2


def test_time_and_tokens_are_bounded_too(ask: Ask, cables_too_slow: Snapshot) -> None:
    question = ask("Почему?", "bottleneck", cables_too_slow)
    for limits in (LoopLimits(seconds=0), LoopLimits(tokens=10)):
        model = Script([calling(NETWORKS), WORDS])
        answer = Assistant(model, limits=limits).answer(question)
        assert model.asked[1].tools == ()
        assert answer.text == "Кабеля мало."


def test_calls_where_no_tools_were_offered_are_not_run(ask: Ask, cables_too_slow: Snapshot) -> None:
    model = Script([calling(NETWORKS), WORDS], context_tokens=5000)
    answer = Assistant(model).answer(ask("Почему?", "bottleneck", cables_too_slow))
    assert model.asked[0].tools == ()
    assert answer.text == "Кабеля мало."
    assert any("инструменты ей не предложены" in note for note in answer.notes)
    assert any("не давали" in note for note in answer.notes)


def test_a_model_without_tools_gets_the_facts_alone(ask: Ask, cables_too_slow: Snapshot) -> None:
    model = Script([WORDS])
    Assistant(model, use_tools=False).answer(ask("Почему?", "bottleneck", cables_too_slow))
    assert model.asked[0].tools == ()
    assert "compose_factory" not in model.asked[0].system
    assert "<facts>" in model.asked[0].messages[-1].text


def test_what_the_player_should_know_of_a_reply_stands_in_the_notes(ask: Ask, cables_too_slow: Snapshot) -> None:
    cause = ModelError("model-key-missing", model="large", host="api.example.com")
    told = replace(WORDS, notes=(Note("note-model-fell-over", {"failed": "large", "answered": "small"}, cause),))
    answer = Assistant(Script([told])).answer(ask("Почему?", "bottleneck", cables_too_slow))
    assert any("large" in note and "small" in note and "api.example.com" in note for note in answer.notes)


def test_the_listener_hears_the_words_and_can_end_it(ask: Ask, cables_too_slow: Snapshot) -> None:
    question = ask("Почему?", "bottleneck", cables_too_slow)
    waiting = Waiting()
    Assistant(Script([WORDS])).answer(question, waiting)
    assert waiting.pieces == ["Кабеля мало."]
    with pytest.raises(ModelError, match="model-cancelled"):
        Assistant(Script([calling(NETWORKS), WORDS])).answer(question, Waiting(patience=1))


def test_a_blueprint_that_a_tool_composed_goes_with_the_answer(ask: Ask) -> None:
    model = Script(
        [
            calling(call("compose_factory", {"item": "iron-gear-wheel", "rate_per_min": 60})),
            calling(call("verify_blueprint", {"blueprint": "offered"}, "c2")),
            saying("Чертёж готов: шестерёнки, 60/мин."),
        ]
    )
    answer = Assistant(model).answer(ask("хочу шестерёнки, минимум штуку в секунду, помоги"))
    assert answer.blueprint is not None
    assert answer.blueprint.promised[0].name == "iron-gear-wheel"
    assert json.loads(model.asked[1].messages[-1].text)["offered_to_player"] is True
    assert json.loads(model.asked[2].messages[-1].text)["works"] is True
    assert "не подтверждено" not in answer.text


@pytest.mark.parametrize(
    ("item", "made_from", "brings"),
    [
        ("plastic-bar", "ingredients", {"coal", "petroleum-gas"}),
        ("electronic-circuit", "raw", {"iron-ore", "copper-ore"}),
    ],
)
def test_what_a_row_cannot_do_the_composer_does(ask: Ask, item: str, made_from: str, brings: set[str]) -> None:
    order = call("compose_factory", {"item": item, "rate_per_min": 60, "made_from": made_from})
    judged = call("verify_blueprint", {"blueprint": "offered"}, "c2")
    model = Script([calling(order), calling(judged), saying("Чертёж готов, он приложен к ответу.")])
    answer = Assistant(model).answer(ask("собери мне завод под ключ"))
    assert answer.blueprint is not None
    assert decode(answer.blueprint.string)["blueprint"]["entities"]
    told = json.loads(model.asked[1].messages[-1].text)
    assert (told["item"], told["rate_per_min"]) == (item, 60)
    assert all(name.replace("-", " ") in told["described"][1] for name in brings)
    verdict = json.loads(model.asked[2].messages[-1].text)
    assert verdict["works"] is True
    assert next(row for row in verdict["rates"] if row["item"] == item)["simulated_per_min"] >= 58


def test_a_block_that_would_take_too_long_is_refused_at_once(ask: Ask) -> None:
    order = call("compose_factory", {"item": "electronic-circuit", "rate_per_min": 1_000_000, "made_from": "raw"})
    model = Script([calling(order), saying("Столько за раз не построить.")])
    answer = Assistant(model).answer(ask("собери мне завод под ключ"))
    assert json.loads(model.asked[1].messages[-1].text)["error"] == "block-too-large"
    assert answer.blueprint is None


def test_a_refused_blueprint_is_told_with_its_reason(ask: Ask) -> None:
    model = Script([calling(call("compose_factory", {"item": "wood", "rate_per_min": 60})), saying("Не выходит.")])
    answer = Assistant(model).answer(ask("хочу дерево, помоги"))
    told = json.loads(model.asked[1].messages[-1].text)
    assert told["error"]
    assert told["reason"]
    assert answer.blueprint is None
