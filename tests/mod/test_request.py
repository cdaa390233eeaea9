"""Questions leave as files with their journal line; who may ask, and how often, is a setting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.contract.request import BlueprintRequest, CancelRequest, ChatRequest, ConfigRequest, StatusRequest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.mod.scene import Scene

PROMPT = 'Почему стоит "цех"?\nИ \\ кто виноват… 😀'


def test_a_question_is_one_file_and_one_journal_line(scene: Callable[..., Scene]) -> None:
    here = scene(locale="ru")
    here.consent()
    question = here.ask(PROMPT)
    assert isinstance(question, ChatRequest)
    assert question.prompt == PROMPT
    assert question.locale == "ru"
    assert question.id == f"{question.session}-1"
    assert not question.multiplayer
    here.check_files()
    assert here.journal()[-1].name == f"request-{question.id}.json"  # type: ignore[union-attr]


def test_the_question_stands_in_the_transcript_and_the_field_is_empty(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    here.ask("Сколько шестерёнок?")
    assert "«Сколько шестерёнок?»" in here.said()
    assert here.player.element("gpta-prompt").text == ""


def test_a_mode_is_a_question_without_words(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    here.player.click("gpta-send")
    assert "Напишите вопрос" in here.said()
    here.player.choose("gpta-mode", 4)
    here.player.click("gpta-send")
    question = here.requests()[-1]
    assert isinstance(question, ChatRequest)
    assert question.mode == "bottleneck"
    assert "Вы · Узкие места" in here.said()


def test_all_nine_modes_can_be_asked(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.game.players[1].change_setting("gpta-questions-per-minute", 60)
    here.consent()
    for index in range(1, 10):
        here.player.choose("gpta-mode", index)
        here.ask("?")
    assert [request.mode for request in here.requests() if isinstance(request, ChatRequest)] == [
        "chat", "logistics", "power", "bottleneck", "defence", "trains", "circuits", "starter", "forecast",
    ]  # fmt: skip


def test_a_blueprint_is_asked_for_by_item_and_rate(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    here.player.click("gpta-build")
    assert "Выберите предмет" in here.said()
    here.player.pick("gpta-item", "iron-gear-wheel")
    here.player.type_text("gpta-rate", "0")
    here.player.click("gpta-build")
    assert "больше нуля" in here.said()
    here.player.type_text("gpta-rate", "90.5")
    here.player.click("gpta-build")
    (wish,) = here.requests()
    assert isinstance(wish, BlueprintRequest)
    assert (wish.item, wish.rate_per_min) == ("iron-gear-wheel", 90.5)
    assert here.game.problems == []


def test_cancelling_tells_the_agent_and_forgets(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    question = here.ask("?")
    here.player.click("gpta-cancel")
    cancel = here.requests()[-1]
    assert isinstance(cancel, CancelRequest)
    assert (cancel.target, cancel.target_adler32) == (question.id, here.digest(question))
    assert here.game.eval("gpt-assistant", "return next(storage.pending) == nil") is True
    assert "Вопрос отменён" in here.said()


def test_the_light_asks_for_a_sign_of_life(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    here.player.click("gpta-light")
    assert isinstance(here.requests()[-1], StatusRequest)


def test_the_language_setting_is_told_and_overrides(scene: Callable[..., Scene]) -> None:
    here = scene(locale="en")
    here.consent()
    here.player.change_setting("gpta-language", "ru")
    told = here.requests()[-1]
    assert isinstance(told, ConfigRequest)
    assert told.changes.language == "ru"
    assert here.ask("?").locale == "ru"


def test_the_profile_setting_is_told_and_part_of_the_introduction(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.player.change_setting("gpta-profile", "gpt-4.1-mini")
    assert here.files() == {}, "before consent nothing is told"
    here.consent()
    assert here.hello().settings["gpta-profile"] == "gpt-4.1-mini"
    here.player.change_setting("gpta-profile", "gemma\u202e3:1b" + "я" * 100)
    told = here.requests()[-1]
    assert isinstance(told, ConfigRequest)
    assert told.changes.profile == "gemma3:1b" + "я" * 45
    here.player.change_setting("gpta-profile", "")
    told = here.requests()[-1]
    assert isinstance(told, ConfigRequest)
    assert told.changes.profile == ""
    assert here.game.eval("gpt-assistant", "return next(storage.pending) == nil") is True, "no answer is awaited"


def test_too_many_questions_in_a_minute_are_refused(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.player.change_setting("gpta-questions-per-minute", 2)
    here.consent()
    for _ in range(3):
        here.ask("?")
    assert len(here.requests()) == 2
    assert "Слишком часто" in here.said()
    here.game.tick(3700)
    here.ask("?")
    assert len(here.requests()) == 3


def test_a_very_long_question_is_cut_between_characters(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    question = here.ask("ё" * 5000)
    assert isinstance(question, ChatRequest)
    assert question.prompt == "ё" * 2000


def test_control_and_bidi_characters_do_not_leave(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    question = here.ask("a\u202eb\x07c\u2066d\te\r\nf")
    assert isinstance(question, ChatRequest)
    assert question.prompt == "abcd\te\nf"


def test_a_rotated_journal_goes_on_in_a_new_file(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    first = (here.state / "journal.jsonl").read_bytes()
    here.game.eval("gpt-assistant", "storage.journal.bytes = 1048500; return 1")
    here.ask("?")
    assert (here.state / "journal.jsonl").read_bytes() == first
    here.check_files()
    assert (here.state / "journal-2.jsonl").read_bytes().count(b'"entry":"file"') == 1


def test_pending_questions_are_told_again_after_a_load(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    question = here.ask("Что дальше?")
    name = f"request-{question.id}.json"
    before = here.files()[name]
    save = here.game.save()
    (here.state / name).unlink()
    here.load(save)
    here.game.tick(2)
    assert here.files()[name] == before
    entries = [line.entry for line in here.journal()][-3:]
    assert entries == ["file", "file", "pending"]
    pending = here.journal()[-1].pending[0]  # type: ignore[union-attr]
    assert (pending.id, pending.adler32) == (question.id, here.digest(question))
    here.check_files()


def test_an_older_save_uses_ids_again_with_other_content(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    save = here.game.save()
    first = here.ask("Первый вопрос")
    digest = here.digest(first)
    here.load(save)
    here.game.tick(120)
    here.player.hotkey("gpta-toggle-chat")
    here.player.hotkey("gpta-toggle-chat")
    second = here.ask("Второй вопрос")
    assert second.id == first.id
    assert here.digest(second) != digest
    here.check_files()


def test_names_of_players_are_data(scene: Callable[..., Scene]) -> None:
    here = scene(players=('"[img=item/coin]\\',))
    here.consent()
    assert here.ask("?").player.name == '"[img=item/coin]\\'


def answered(here: Scene, question: ChatRequest) -> dict[str, str]:
    here.put_into_inbox(here.delivery(question, here.response(question, f"Ответ {question.id}")))
    here.game.run_until(lambda: f"Ответ {question.id}" in here.said(), limit=900)
    return {"id": question.id, "adler32": here.digest(question)}


def before(question: object) -> list[dict[str, str]]:
    assert isinstance(question, ChatRequest)
    return [each.model_dump() for each in question.after]


def test_a_question_names_what_was_answered_before_it_in_its_own_save(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    first = here.ask("Раз")
    assert isinstance(first, ChatRequest)
    assert before(first) == []
    here.allow_reloads()
    told = answered(here, first)
    save = here.game.save()
    second = here.ask("Два")
    assert isinstance(second, ChatRequest)
    assert before(second) == [told]
    third = here.ask("Три")
    assert before(third) == [told, {"id": second.id, "adler32": here.digest(second)}]
    assert before(here.ask("Четыре"))[0] == told
    here.load(save)
    here.game.tick(120)
    here.player.hotkey("gpta-toggle-chat")
    here.player.hotkey("gpta-toggle-chat")
    here.ask("Другое")
    (other,) = [each for each in here.requests() if isinstance(each, ChatRequest) and each.prompt == "Другое"]
    assert other.id == second.id
    assert before(other) == [told]
    here.check_files()


def test_a_cancelled_question_comes_before_none_and_a_consent_taken_back_forgets_what_did(
    scene: Callable[..., Scene],
) -> None:
    here = scene()
    here.consent()
    here.ask("Раз")
    here.player.click("gpta-cancel")
    second = here.ask("Два")
    assert isinstance(second, ChatRequest)
    assert before(second) == []
    here.allow_reloads()
    answered(here, second)
    here.player.change_setting("gpta-allow-data", value=False)
    here.player.change_setting("gpta-allow-data", value=True)
    here.consent()
    assert before(here.ask("Снова")) == []
