"""The reload door: answers come in by reading the inbox again, at a decent pace and never while the player types."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from agent.contract.journal import MarkLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.mod.scene import Scene


def marks(here: Scene) -> list[str]:
    found = [line.mark for line in here.journal() if isinstance(line, MarkLine)]
    return [mark for mark in found if not mark.startswith("export")]


def waiting_for_an_answer(scene: Callable[..., Scene], **options: int) -> Scene:
    """Consent, a question, and reloads allowed."""
    here = scene(**options)
    here.consent()
    here.ask("Почему стоит?")
    here.allow_reloads()
    return here


def test_the_answer_is_shown_and_acknowledged(scene: Callable[..., Scene]) -> None:
    here = waiting_for_an_answer(scene)
    (question,) = here.requests()
    here.put_into_inbox(here.delivery(question, here.response(question, "Не хватает пластин.")))
    here.game.run_until(lambda: "Не хватает пластин" in here.said(), limit=120)
    (ack,) = here.acks()
    assert (ack.request_id, ack.request_digest) == (question.id, here.digest(question))
    assert (ack.what, ack.result, ack.door, ack.revision) == ("response", "shown", "reload", 0)
    assert "Ответил: встроенный аналитик · данные: base 2.0.77" in here.said()
    assert here.game.reloads == 1
    assert here.game.problems == []
    here.check_files()


def test_at_most_three_polls_bring_an_answer_that_takes_two_seconds(scene: Callable[..., Scene]) -> None:
    here = waiting_for_an_answer(scene)
    (question,) = here.requests()
    here.game.tick(120)
    here.put_into_inbox(here.delivery(question, here.response(question, "Готово.")))
    here.game.run_until(lambda: "Готово." in here.said(), limit=600)
    assert here.game.reloads <= 3


def test_polls_grow_rarer_up_to_the_setting(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.player.change_setting("gpta-poll-seconds-max", 4)
    here.consent()
    here.ask("?")
    here.allow_reloads()
    here.game.tick(2000)
    begins = [line.tick for line in here.journal() if isinstance(line, MarkLine) and line.mark == "reload-begin"]
    gaps = [later - earlier for earlier, later in pairwise(begins)]
    assert gaps[0] >= 60
    assert gaps == sorted(gaps)
    assert max(gaps) <= 4 * 60 + 1
    assert gaps[-1] >= 4 * 60


def test_nothing_is_reloaded_before_the_player_knows_what_it_does(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    here.ask("?")
    here.game.tick(1200)
    assert here.game.reloads == 0
    assert "запись повтора прекратится" in here.said()
    assert here.player.find("gpta-notice-automatic") is not None
    assert here.game.saves == {}
    here.player.click("gpta-notice-automatic")
    assert len(here.game.saves) == 1
    here.game.tick(70)
    assert here.game.reloads == 1


def test_a_player_who_pastes_is_never_reloaded(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    here.ask("?")
    here.game.run_until(lambda: here.player.find("gpta-notice") is not None, limit=400)
    here.player.click("gpta-notice-paste")
    here.game.tick(2000)
    assert here.game.reloads == 0
    assert "вставьте его ниже" in here.said()
    here.player.click("gpta-check")
    assert here.player.find("gpta-notice") is not None, "he may change his mind"


def test_never_while_the_player_types(scene: Callable[..., Scene]) -> None:
    here = waiting_for_an_answer(scene)
    for at in range(1, 9):
        here.player.type_text("gpta-prompt", "ещё вопрос"[:at])
        here.game.tick(100)
    assert here.game.reloads == 0
    here.game.tick(250)
    assert here.game.reloads == 1
    assert here.player.element("gpta-prompt").text == "ещё вопр"


def test_the_button_looks_at_once(scene: Callable[..., Scene]) -> None:
    here = waiting_for_an_answer(scene)
    (question,) = here.requests()
    here.put_into_inbox(here.delivery(question, here.response(question, "Сейчас.")))
    here.player.click("gpta-check")
    here.game.tick(1)
    assert "Сейчас." in here.said()
    assert marks(here) == ["reload-begin", "reload-end"]


def test_a_button_that_finds_nothing_looks_once_more_and_says_so(scene: Callable[..., Scene]) -> None:
    here = waiting_for_an_answer(scene)
    here.player.click("gpta-check")
    here.game.tick(3)
    assert here.game.reloads == 2
    assert "Ответа пока нет" in here.said()


def test_a_second_pass_helps_where_the_first_saw_the_old_file(scene: Callable[..., Scene]) -> None:
    here = waiting_for_an_answer(scene, stale_passes=1)
    (question,) = here.requests()
    here.put_into_inbox(here.delivery(question, here.response(question, "Со второго раза.")))
    here.player.click("gpta-check")
    here.game.tick(3)
    assert "Со второго раза." in here.said()
    assert here.game.reloads == 2


def test_slow_reloads_leave_the_pace_to_the_button(scene: Callable[..., Scene]) -> None:
    here = waiting_for_an_answer(scene)
    (question,) = here.requests()
    early = here.response(question, "Пока вот что.", final=False)
    here.put_into_inbox(here.delivery(question, early, poll_manual=True))
    here.game.run_until(lambda: "Пока вот что." in here.said(), limit=120)
    reloads = here.game.reloads
    here.game.tick(3000)
    assert here.game.reloads == reloads
    assert "нажмите «Проверить ответ»" in here.said()


def test_early_findings_are_replaced_by_the_final_answer(scene: Callable[..., Scene]) -> None:
    here = waiting_for_an_answer(scene)
    (question,) = here.requests()
    here.put_into_inbox(here.delivery(question, here.response(question, "Сеть без тока!", final=False)))
    here.game.run_until(lambda: "Сеть без тока!" in here.said(), limit=200)
    final = here.response(question, "Сеть без тока, и вот почему.", revision=1)
    here.put_into_inbox(here.delivery(question, final))
    here.game.run_until(lambda: "и вот почему" in here.said(), limit=300)
    assert "«Сеть без тока!»" not in here.said()
    assert [ack.revision for ack in here.acks()] == [0, 1]


def test_a_wrong_nonce_is_dropped(scene: Callable[..., Scene]) -> None:
    here = waiting_for_an_answer(scene)
    (question,) = here.requests()
    here.put_into_inbox(here.delivery(question, here.response(question, "Чужой ответ.", nonce="00000000")))
    here.game.tick(300)
    assert "Чужой ответ." not in here.said()
    assert {ack.result for ack in here.acks()} == {"dropped"}
    assert here.game.eval("gpt-assistant", "return #storage.pending_order") == 1


def test_an_answer_to_other_content_is_dropped(scene: Callable[..., Scene]) -> None:
    here = waiting_for_an_answer(scene)
    (question,) = here.requests()
    other = here.response(question, "Чужой ответ.", request_digest="00000001")
    here.put_into_inbox(here.delivery(question, other))
    here.game.tick(300)
    assert "Чужой ответ." not in here.said()


def test_a_late_answer_to_a_cancelled_question_is_dropped(scene: Callable[..., Scene]) -> None:
    here = waiting_for_an_answer(scene)
    question = here.requests()[0]
    here.player.click("gpta-cancel")
    second = here.ask("Другой вопрос")
    here.put_into_inbox(here.delivery(second, here.response(question, "Поздно."), here.response(second, "Вовремя.")))
    here.game.run_until(lambda: "Вовремя." in here.said(), limit=200)
    assert "Поздно." not in here.said()
    assert [(ack.result, ack.detail.reason) for ack in here.acks()] == [("dropped", "cancelled"), ("shown", None)]


def test_the_same_answer_twice_changes_nothing(scene: Callable[..., Scene]) -> None:
    here = waiting_for_an_answer(scene)
    question = here.requests()[0]
    answer = here.response(question, "Один раз.")
    here.put_into_inbox(here.delivery(question, answer))
    here.game.run_until(lambda: "Один раз." in here.said(), limit=200)
    second = here.ask("?")
    here.put_into_inbox(here.delivery(second, answer))
    here.game.tick(300)
    assert here.said().count("Один раз.") == 1
    assert len(here.acks()) == 1


def test_an_inbox_of_another_save_is_not_read(scene: Callable[..., Scene]) -> None:
    here = waiting_for_an_answer(scene)
    (question,) = here.requests()
    delivery = here.delivery(question, here.response(question, "Не сюда."))
    here.put_into_inbox(delivery | {"session": "00000000"})
    here.game.tick(300)
    assert "Не сюда." not in here.said()
    assert here.acks() == []


def test_a_broken_inbox_does_no_harm(scene: Callable[..., Scene]) -> None:
    here = waiting_for_an_answer(scene)
    (question,) = here.requests()
    (here.mods / "gpt-assistant-inbox" / "inbox.lua").write_text("return { version = 1, seq = ", "utf-8")
    here.game.tick(300)
    assert here.game.reloads > 0
    here.put_into_inbox(here.delivery(question, here.response(question, "Теперь целиком.")))
    here.game.run_until(lambda: "Теперь целиком." in here.said(), limit=600)


def test_garbage_in_the_body_does_no_harm(scene: Callable[..., Scene]) -> None:
    here = waiting_for_an_answer(scene)
    (question,) = here.requests()
    for body in ('{"protocol":"1.0"', '{"protocol":"9.0"}', "[]", '{"protocol":"1.0","session":"x","responses":7}'):
        here.seq += 1
        (here.mods / "gpt-assistant-inbox" / "inbox.lua").write_text(
            f'return {{ version = 1, seq = {here.seq}, id = "x", session = "{question.session}", '
            f"length = {len(body)}, body = [==[{body}]==] }}\n",
            "utf-8",
        )
        here.player.click("gpta-check")
        here.game.tick(3)
    assert here.game.eval("gpt-assistant", "return next(storage.broken) == nil") is True
    assert "обновите мод" in here.said()
    here.put_into_inbox(here.delivery(question, here.response(question, "Цело.")))
    here.player.click("gpta-check")
    here.game.tick(3)
    assert "Цело." in here.said()


def test_a_load_of_a_pending_question_takes_the_answer_that_lies_ready(scene: Callable[..., Scene]) -> None:
    here = waiting_for_an_answer(scene)
    (question,) = here.requests()
    save = here.game.save()
    here.put_into_inbox(here.delivery(question, here.response(question, "Лежал готовый.")))
    here.load(save)
    here.game.run_until(lambda: "Лежал готовый." in here.said(), limit=300)
    assert here.acks()[-1].result == "shown"


def test_the_badge_counts_in_russian(scene: Callable[..., Scene]) -> None:
    here = waiting_for_an_answer(scene)
    question = here.requests()[0]
    words = {1: "сообщение", 3: "сообщения", 5: "сообщений", 11: "сообщений", 21: "сообщение", 112: "сообщений"}
    for number, word in words.items():
        answer = here.response(question, "…", final=False, revision=number)
        here.put_into_inbox(here.delivery(question, answer, requests_remaining=number, reset_text="14:05"))
        here.player.click("gpta-check")
        here.game.tick(2)
        assert f"Осталось {number} {word} (сброс в 14:05)" in here.said()


def test_the_light_is_green_when_the_agent_is_heard_and_red_when_it_never_is(scene: Callable[..., Scene]) -> None:
    here = waiting_for_an_answer(scene)
    question = here.requests()[0]
    assert here.player.element("gpta-light").sprite == "gpta-light-grey"
    here.game.tick(3700)
    assert here.player.element("gpta-light").sprite == "gpta-light-red"
    here.put_into_inbox(here.delivery(question, here.response(question, "Тут.")))
    here.player.click("gpta-check")
    here.game.tick(2)
    assert here.player.element("gpta-light").sprite == "gpta-light-green"


def test_without_the_companion_mod_the_door_is_paste(scene: Callable[..., Scene]) -> None:
    here = scene(inbox=False)
    here.consent()
    assert not here.hello().inbox_mod
    here.ask("?")
    here.game.tick(1000)
    assert here.game.reloads == 0
    assert here.player.find("gpta-notice") is None
    assert "вставьте его ниже" in here.said()


def test_the_setting_forbids_reloads(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.player.change_setting("gpta-door", "paste")
    here.consent()
    here.ask("?")
    here.game.tick(1000)
    assert here.game.reloads == 0
    here.player.click("gpta-check")
    assert "ответ приходит через вставку" in here.said()


def test_a_silent_agent_is_given_up_by_the_clock_but_not_by_the_button(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.player.change_setting("gpta-poll-seconds-max", 600)
    here.consent()
    here.ask("?")
    here.allow_reloads()
    here.game.eval("gpt-assistant", "storage.pending[storage.pending_order[1]].tick = -200000; return 1")
    reloads = here.game.reloads
    here.game.tick(1000)
    assert here.game.reloads == reloads
    here.player.click("gpta-check")
    assert here.game.reloads == reloads + 1


def test_a_message_tells_of_the_answer_when_the_window_is_closed(scene: Callable[..., Scene]) -> None:
    here = waiting_for_an_answer(scene)
    (question,) = here.requests()
    here.player.shortcut("gpta-toggle-chat")
    here.put_into_inbox(here.delivery(question, here.response(question, "Тсс.")))
    here.game.run_until(lambda: len(here.acks()) == 1, limit=200)
    assert here.player.console[-1] == "GPT Assistant has answered: open the chat."
    here.player.shortcut("gpta-toggle-chat")
    assert "Тсс." in here.said()
