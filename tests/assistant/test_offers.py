"""Blueprints on offer: proven, with stock, research and place from the snapshot, or refused with the reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent.assistant.free_space import free_place
from agent.assistant.pipeline import Assistant
from agent.contract import SnapshotEntity
from agent.game.blueprint import decode
from agent.game.bundled import load
from agent.models import Message
from tests.assistant.conftest import assembler

if TYPE_CHECKING:
    from agent.contract import Snapshot
    from tests.assistant.conftest import Ask, AskBlueprint, MakeSnapshot


def test_a_request_for_a_blueprint_is_answered_by_a_proven_row(
    ask_blueprint: AskBlueprint, cables_too_slow: Snapshot
) -> None:
    answer = Assistant().answer(ask_blueprint("iron-gear-wheel", 60.0, cables_too_slow))
    offer = answer.blueprint
    assert offer is not None
    entities = decode(offer.string)["blueprint"]["entities"]
    assert len(entities) == offer.entity_count
    assert offer.promised[0].name == "iron-gear-wheel"
    assert offer.promised[0].rate_per_min >= 60
    assert sum(need.count for need in offer.required) == offer.entity_count
    assert {need.name: need.have for need in offer.required}["transport-belt"] == 40
    assert {need.name: need.have for need in offer.required}["inserter"] == 0
    assert offer.verified_by
    assert answer.text.startswith("Готов чертёж: «iron gear wheel», 102,86/мин — 2 машины «assembling machine 1», ")
    assert "Для него в сундуках участка не хватает: assembling machine 1 — 2, inserter — 6" in answer.text


def test_without_a_snapshot_stock_and_place_are_not_known(ask_blueprint: AskBlueprint) -> None:
    offer = Assistant().answer(ask_blueprint("iron-gear-wheel", 60.0)).blueprint
    assert offer is not None
    assert all(need.have is None for need in offer.required)
    assert (offer.position, offer.surface, offer.missing_research) == (None, None, ())


def test_missing_research_is_named(ask_blueprint: AskBlueprint, make_snapshot: MakeSnapshot) -> None:
    answer = Assistant().answer(ask_blueprint("iron-gear-wheel", 60.0, make_snapshot()))
    assert answer.blueprint is not None
    assert "automation" in answer.blueprint.missing_research
    assert "Сначала нужно исследовать: " in answer.text


@pytest.mark.parametrize(
    ("item", "rate", "reason"),
    [
        ("wood", 60.0, "Чертежа не будет. "),
        ("no-such-thing", 60.0, "нет рецепта «no-such-thing»"),
        ("iron-gear-wheel", 1_000_000.0, "Чертежа не будет. "),
        ("[img=x]\x1b[31m", 60.0, "Чертежа не будет. "),
    ],
)
def test_what_cannot_be_proven_is_refused_with_the_reason(
    ask_blueprint: AskBlueprint, item: str, rate: float, reason: str
) -> None:
    answer = Assistant().answer(ask_blueprint(item, rate))
    assert answer.blueprint is None
    assert not answer.ok
    assert reason in answer.text
    assert "\x1b" not in answer.text
    assert "[img" not in answer.text


@pytest.mark.parametrize(
    ("text", "product", "least"),
    [
        ("[item=iron-gear-wheel] 60", "iron-gear-wheel", 60),
        ("[item=iron-gear-wheel] 1,5/с", "iron-gear-wheel", 90),
        ("[recipe=copper-cable] 30/мин", "copper-cable", 30),
        ("build iron-gear-wheel 2 per second", "iron-gear-wheel", 120),
        ("[item=plastic-bar] 60/мин", "plastic-bar", 60),  # no row: gas comes by pipe, so it is a block
        ("построй полпояса шестерёнок", "iron-gear-wheel", 450),
        ("построй 45 зелёных микросхем в минуту", "electronic-circuit", 45),
        ("build 30 blue science per minute", "chemical-science-pack", 30),
        ("пластик 60/мин", "plastic-bar", 60),
    ],
)
def test_a_wish_in_the_chat_leads_to_a_blueprint(ask: Ask, text: str, product: str, least: int) -> None:
    offer = Assistant().answer(ask(text)).blueprint
    assert offer is not None
    assert offer.promised[0].name == product
    assert offer.promised[0].rate_per_min >= least


def test_a_wish_that_is_not_understood_is_asked_back(ask: Ask) -> None:
    answer = Assistant().answer(ask("построй [item=iron-gear-wheel]"))
    assert answer.blueprint is None
    assert answer.text == ("Сколько «iron gear wheel» нужно? Напишите, например: 60/мин, 1,5/с или «пояс».")


def test_a_deficit_of_machines_comes_with_a_row_that_closes_it(ask: Ask, cables_too_slow: Snapshot) -> None:
    # 810 wanted, 180 made: 630 are missing, more than half a belt carries (450), so two rows of 315 each.
    answer = Assistant().answer(ask("", "bottleneck", cables_too_slow))
    assert answer.blueprint is not None
    assert answer.blueprint.promised[0].name == "copper-cable"
    assert 2 * answer.blueprint.promised[0].rate_per_min >= 630
    assert "Нехватку «copper cable» (630/мин) закроет приложенный чертёж, если поставить его 2 раза." in answer.text


def test_a_free_place_touches_nothing_that_stands(make_snapshot: MakeSnapshot) -> None:
    data = load("base-2.1.20")
    wall = tuple(SnapshotEntity(type="container", name="iron-chest", x=20.5, y=y + 0.5, unit=y) for y in range(30))
    place = free_place(make_snapshot(wall), data, 10, 6, margin=1)
    assert place is not None
    assert abs(place[0] - 20.5) >= 10 / 2 + 1 + 0.5
    assert 5 + 1 <= place[0] <= 40 - 5 - 1


def test_a_full_or_unknown_area_names_no_place(make_snapshot: MakeSnapshot) -> None:
    data = load("base-2.1.20")
    everywhere = tuple(
        SnapshotEntity(type="container", name="iron-chest", x=x + 0.5, y=y + 0.5)
        for x in range(0, 40, 4)
        for y in range(0, 30, 4)
    )
    assert free_place(make_snapshot(everywhere), data, 5, 5) is None
    assert free_place(make_snapshot(), data, 41, 5) is None
    strange = SnapshotEntity(type="container", name="mod-warehouse", x=5.5, y=5.5)
    assert free_place(make_snapshot((strange,)), data, 5, 5) is None


def test_ore_is_no_obstacle(make_snapshot: MakeSnapshot) -> None:
    ore = tuple(SnapshotEntity(type="resource", name="iron-ore", x=x + 0.5, y=15.5, amount=100.0) for x in range(40))
    assert free_place(make_snapshot(ore), load("base-2.1.20"), 20, 20) == (20.0, 15.0)


def test_the_whole_of_a_large_machine_is_taken(make_snapshot: MakeSnapshot) -> None:
    # Oil refineries take 5 × 5 tiles (game data): at every seventh tile they leave strips of two.
    refineries = tuple(
        SnapshotEntity(type="assembling-machine", name="oil-refinery", x=x + 2.5, y=y + 2.5)
        for x in range(0, 40, 7)
        for y in range(0, 30, 7)
    )
    snapshot, data = make_snapshot(refineries), load("base-2.1.20")
    assert free_place(snapshot, data, 2, 20, margin=0) is not None
    assert free_place(snapshot, data, 3, 3, margin=0) is None


@pytest.mark.parametrize("reply", ["60/мин", "90", "1,5 в секунду"])
def test_a_bare_rate_answers_the_question_for_the_rate(ask: Ask, reply: str) -> None:
    wish = "построй [item=iron-gear-wheel]"
    talk = (Message("user", wish), Message("assistant", Assistant().answer(ask(wish)).text))
    offer = Assistant().answer(ask(reply, history=talk)).blueprint
    assert offer is not None
    assert offer.promised[0].name == "iron-gear-wheel"
    assert Assistant().answer(ask(reply)).blueprint is None


def test_other_talk_after_a_question_for_the_rate_is_other_talk(ask: Ask) -> None:
    wish = "построй [item=iron-gear-wheel]"
    talk = (Message("user", wish), Message("assistant", Assistant().answer(ask(wish)).text))
    assert Assistant().answer(ask("спасибо, не надо", history=talk)).text.startswith("Возьмите «GPT Анализатор»")


def test_a_deficit_that_no_row_can_close_is_told_with_the_reason(ask: Ask, make_snapshot: MakeSnapshot) -> None:
    held = (("electronic-circuit", 9), ("copper-cable", 9))
    plant = replace(assembler(2.5, 2.5, "plastic-bar", "working"), name="chemical-plant", crafting_speed=0.1)
    hungry = tuple(
        assembler(6.5 + 4 * place, 2.5, "advanced-circuit", "item_ingredient_shortage", held) for place in range(8)
    )
    answer = Assistant().answer(ask("", "bottleneck", make_snapshot((plant, *hungry))))
    assert answer.blueprint is None
    assert answer.ok
    assert "Чертежа не будет. Ряд бывает только для предметов" in answer.text
