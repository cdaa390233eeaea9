"""The console door: pieces typed at the server's console, by nobody else; whole, alike on every peer, and once."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from agent.bridge.doors.console_lines import encode_lines
from agent.contract import TransferLine
from tests.mod.scene import paste_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract import Request
    from tests.mod.scene import Scene

PLAYERS = ("anna", "boris", "vera", "grisha", "daria")


def headless(scene: Callable[..., Scene], **options: Any) -> Scene:  # noqa: ANN401 - passed on to Game
    """A server of its own and five players' machines."""
    here = scene(**{"multiplayer": True, "players": PLAYERS, "headless": True} | options)
    here.player.change_setting("gpta-host", "headless")
    here.consent()
    return here


def lines_of(here: Scene, question: Request, text: str, **changes: Any) -> list[str]:  # noqa: ANN401 - JSON
    delivery = here.delivery(question, here.response(question, text, **changes), door="console")
    return [line.decode().rstrip("\n") for line in encode_lines(delivery["id"], json.dumps(delivery).encode())]


def long_text(chars: int = 9000) -> str:
    """Text that deflate makes little of: several pieces."""
    words = [f"{(number * 2654435761) % 4294967296:08x}" for number in range(chars // 9 + 1)]
    return " ".join(words)[:chars]


def type_all(here: Scene, lines: list[str]) -> None:
    for line in lines:
        assert here.game.console(line)


def transfers(here: Scene) -> list[TransferLine]:
    return [line for line in here.journal() if isinstance(line, TransferLine)]


def missing(line: TransferLine) -> list[int]:
    return [number for span in line.missing for number in range(span.first, span.last + 1)]


def test_what_the_servers_console_brings_is_shown_to_the_asker_alone(scene: Callable[..., Scene]) -> None:
    here = headless(scene)
    boris = here.game.players[2]
    here.consent(boris)
    question = here.ask("Почему стоит?", boris)
    lines = lines_of(here, question, "Из консоли. " + long_text())
    assert len(lines) > 3
    type_all(here, lines)
    assert "Из консоли." in here.said(boris)
    assert "Из консоли." not in here.said()
    (ack,) = here.acks()
    assert (ack.result, ack.door) == ("shown", "console")
    assert [(line.result, line.transfer) for line in transfers(here)] == [("whole", lines[0].split()[1])]
    assert [(peer.script_output / "state").exists() for peer in here.game.peers] == [True] + [False] * 5
    assert here.problems == []


def asked(scene: Callable[..., Scene], **options: Any) -> tuple[Scene, list[str]]:  # noqa: ANN401 - as above
    """A question of Anna's on a headless server, and the lines of a long answer to it."""
    here = headless(scene, **{"players": ("anna",)} | options)
    question = here.ask("Почему стоит?")
    lines = lines_of(here, question, "Из консоли. " + long_text())
    assert len(lines) > 5
    return here, lines


def test_a_lost_piece_is_told_after_the_last_and_only_it_is_needed(latest: Callable[..., Scene]) -> None:
    here, lines = asked(latest)
    type_all(here, [*lines[:2], *lines[3:]])
    (told,) = transfers(here)
    assert (told.result, missing(told)) == ("missing", [3])
    assert "Из консоли." not in here.said()
    type_all(here, [lines[2]])
    assert [line.result for line in transfers(here)] == ["missing", "whole"]
    assert "Из консоли." in here.said()


def test_without_the_last_piece_what_is_missing_is_told_once_nothing_comes(latest: Callable[..., Scene]) -> None:
    here, lines = asked(latest)
    type_all(here, lines[:-1])
    assert transfers(here) == []
    here.game.tick(31)
    (told,) = transfers(here)
    assert missing(told) == [len(lines)]
    here.game.tick(600)
    assert len(transfers(here)) == 1, "said once"
    type_all(here, lines[-1:])
    assert "Из консоли." in here.said()


def test_doubled_and_swapped_pieces_do_no_harm(latest: Callable[..., Scene]) -> None:
    here, lines = asked(latest, players=PLAYERS)
    type_all(here, [lines[1], lines[0], lines[1], *lines[3:], lines[2], *lines])
    assert here.said().count("Из консоли.") == 1
    assert len(here.acks()) == 1
    assert {line.result for line in transfers(here)} == {"missing", "whole"}
    assert here.problems == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda line: line[:-1],
        lambda line: line[:-5] + ("A" if line[-5] != "A" else "B") + line[-4:],
        lambda line: line.replace(" 2 ", " 3 ", 1),
        lambda line: line + "A" * 200,
        lambda line: line.rpartition(" ")[0],
        lambda line: line.replace("-d1 ", "-e1 ", 1),
        lambda _: "/gpta-deliver",
        lambda _: "/gpta-deliver привет",
        lambda _: "/gpta-deliver 0badcafe-d1 2 99999999999999999999 00000000 gpta1:AAAA:00000000",
    ],
    ids=["cut", "other letter", "other number", "too long", "no text", "other name", "bare", "words", "too many"],
)
def test_garbage_counts_as_a_missing_piece(latest: Callable[..., Scene], spoil: Callable[[str], str]) -> None:
    here, lines = asked(latest)
    type_all(here, [lines[0], spoil(lines[1]), *lines[2:]])
    (told,) = transfers(here)
    assert missing(told) == [2]
    type_all(here, [lines[1]])
    assert "Из консоли." in here.said()
    assert here.problems == []


def kept(here: Scene) -> Any:  # noqa: ANN401 - JSON
    """Everything that the mod keeps of the console."""
    return json.loads(here.game.eval("gpt-assistant", "return helpers.table_to_json(storage.console)"))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_what_a_player_types_is_refused_an_admin_too(latest: Callable[..., Scene], language: str) -> None:
    here = headless(latest, locale=language, players=("anna", "boris"))
    question = here.ask("Почему стоит?")
    lines = lines_of(here, question, "Подброшено. " + long_text())
    type_all(here, lines[:2])
    before = kept(here)
    written = here.files().keys(), len(here.journal())
    boris = here.game.players[2]
    assert here.player.body.admin
    for line in lines:
        here.player.chat(line)
        boris.chat(line)
    refusal = "только для консоли сервера" if language == "ru" else "server console's alone"
    assert refusal in here.player.console[-1]
    assert refusal in boris.console[-1]
    assert kept(here) == before
    assert (here.files().keys(), len(here.journal())) == written
    type_all(here, lines[2:])
    assert len(here.acks()) == 1


def test_a_forged_answer_needs_the_questions_nonce_even_from_the_console(latest: Callable[..., Scene]) -> None:
    here = headless(latest, players=("anna",))
    question = here.ask("Почему стоит?")
    type_all(here, lines_of(here, question, "Подброшено.", nonce="00000000"))
    assert "Подброшено." not in here.said()
    type_all(here, lines_of(here, question, "Настоящий."))
    assert "Настоящий." in here.said()


def test_a_late_answer_to_a_cancelled_question_is_dropped(latest: Callable[..., Scene]) -> None:
    here, lines = asked(latest)
    type_all(here, lines[:3])
    here.player.click("gpta-cancel")
    type_all(here, lines[3:])
    assert "Из консоли." not in here.said()
    assert [(ack.result, ack.detail.reason) for ack in here.acks()] == [("dropped", "cancelled")]
    assert transfers(here)[-1].result == "whole"


def test_the_same_delivery_again_is_told_whole_and_changes_nothing(latest: Callable[..., Scene]) -> None:
    here, lines = asked(latest)
    type_all(here, lines)
    type_all(here, [lines[-1], *lines[:2]])
    assert [line.result for line in transfers(here)] == ["whole"] * 4
    assert len(here.acks()) == 1


def test_a_partial_transfer_is_dropped_when_another_begins(latest: Callable[..., Scene]) -> None:
    here = headless(latest, players=("anna",))
    question = here.ask("Почему стоит?")
    first = lines_of(here, question, "Первый. " + long_text())
    second = lines_of(here, question, "Второй.")
    type_all(here, first[:3])
    type_all(here, second)
    assert "Второй." in here.said()
    assert here.game.eval("gpt-assistant", "return storage.console.transfer == nil")


def test_a_partial_transfer_is_dropped_after_a_minute_and_may_come_again(latest: Callable[..., Scene]) -> None:
    here, lines = asked(latest)
    type_all(here, lines[:3])
    here.game.tick(31 + 3600)
    assert here.game.eval("gpt-assistant", "return storage.console.transfer == nil")
    type_all(here, lines[-1:])
    assert missing(transfers(here)[-1]) == list(range(1, len(lines)))
    type_all(here, lines[:-1])
    assert "Из консоли." in here.said()


def test_an_endless_transfer_cannot_grow_the_save(latest: Callable[..., Scene]) -> None:
    """5000 pieces of 1000 bytes are the most there can be; with one piece more nothing is taken."""
    here, _ = asked(latest)
    session = here.hello().session
    piece = "A" * 900
    for count in (5001, 10**6):
        here.game.console(sealed(f"{session}-d9 1 {count}", piece))
    assert here.game.eval("gpt-assistant", "return storage.console.transfer == nil")
    here.game.console(sealed(f"{session}-d9 5000 5000", piece))
    told = transfers(here)[-1]
    assert (told.missing[0].first, told.missing[0].last) == (1, 4999)
    for number in (1, 1, 2, 2):
        here.game.console(sealed(f"{session}-d9 {number} 5000", piece))
    assert here.game.eval("gpt-assistant", "return storage.console.transfer.got") == 3


def sealed(head: str, piece: str) -> str:
    """A line whose checksum is right, whatever it says."""
    return f"/gpta-deliver {head} {zlib.adler32(f'{head} {piece}'.encode()):08x} {piece}"


def test_more_gaps_than_one_line_tells_are_told_one_after_the_other(latest: Callable[..., Scene]) -> None:
    here = headless(latest, players=("anna",))
    question = here.ask("Почему стоит?")
    lines = short_lines(here.delivery(question, here.response(question, "Дырявый. " + long_text())), 40)
    type_all(here, [line for number, line in enumerate(lines, start=1) if number % 2 == 0 or number == len(lines)])
    rounds = 0
    while transfers(here)[-1].result == "missing":
        rounds += 1
        gaps = missing(transfers(here)[-1])
        assert len(gaps) <= 60
        type_all(here, [lines[number - 1] for number in gaps])
    assert rounds > 1
    assert "Дырявый." in here.said()


def short_lines(delivery: dict[str, Any], room: int) -> list[str]:
    """The same text in shorter pieces, as another agent might cut it."""
    text = paste_text(delivery)
    parts = [text[at : at + room] for at in range(0, len(text), room)]
    return [sealed(f"{delivery['id']} {number} {len(parts)}", part) for number, part in enumerate(parts, start=1)]


def test_a_text_that_is_damaged_as_a_whole_is_refused_with_the_reason(latest: Callable[..., Scene]) -> None:
    here = headless(latest, players=("anna",))
    question = here.ask("Почему стоит?")
    delivery = here.delivery(question, here.response(question, "Испорчено."))
    text = paste_text(delivery)[:-8] + "00000000"
    head = f"{delivery['id']} 1 1"
    here.game.console(sealed(head, text))
    assert (transfers(here)[-1].result, transfers(here)[-1].reason) == ("refused", "gpta-refusal.damaged")
    assert "Испорчено." not in here.said()


@pytest.mark.parametrize(("protocol", "sentence"), [("2.0", "обновите мод"), ("0.9", "обновите программу")])
def test_another_protocol_says_what_to_update_to_who_waits(
    latest: Callable[..., Scene], protocol: str, sentence: str
) -> None:
    here = headless(latest, players=("anna",))
    question = here.ask("Почему стоит?")
    delivery = here.delivery(question, here.response(question, "?")) | {"protocol": protocol}
    type_all(here, short_lines(delivery, 800))
    assert sentence in here.said()
    assert transfers(here)[-1].result == "refused"


def test_pieces_for_another_save_are_refused(latest: Callable[..., Scene]) -> None:
    here, lines = asked(latest)
    session = here.hello().session
    _, head, number, count, _, part = lines[0].replace(session, "0badcafe").split()
    here.game.console(sealed(f"{head} {number} {count}", part))
    assert (transfers(here)[-1].result, transfers(here)[-1].reason) == ("refused", "gpta-refusal.other-save")
    assert here.game.eval("gpt-assistant", "return storage.console.transfer == nil")


def test_the_console_of_a_game_that_a_player_hosts_is_not_listened_to(latest: Callable[..., Scene]) -> None:
    here = latest(multiplayer=True, players=PLAYERS)
    here.player.change_setting("gpta-host", "anna")
    here.consent()
    question = here.ask("?")
    type_all(here, lines_of(here, question, "Мимо."))
    assert "Мимо." not in here.said()
    assert transfers(here) == []


def test_with_the_consent_gone_nothing_is_taken_and_nothing_kept(latest: Callable[..., Scene]) -> None:
    here, lines = asked(latest)
    type_all(here, lines[:3])
    here.player.change_setting("gpta-allow-data", value=False)
    written = len(here.journal())
    type_all(here, lines)
    assert here.game.eval("gpt-assistant", "return storage.console.transfer == nil")
    assert len(here.journal()) == written


def test_a_client_who_joins_amid_a_transfer_gets_the_rest_like_everybody(scene: Callable[..., Scene]) -> None:
    here, lines = asked(scene, players=PLAYERS)
    type_all(here, lines[:3])
    fedor = here.game.join("fedor")
    type_all(here, [lines[4], *lines[5:]])
    here.game.tick(40)
    assert missing(transfers(here)[-1]) == [4]
    egor = here.game.join("egor")
    type_all(here, [lines[3]])
    here.game.tick(100)
    assert "Из консоли." in here.said()
    assert len(here.acks()) == 1
    assert {peer.player_index for peer in here.game.peers} >= {fedor.index, egor.index}
    assert [(peer.script_output / "state").exists() for peer in here.game.peers] == [True] + [False] * 7


def test_a_save_amid_a_transfer_goes_on_with_it(latest: Callable[..., Scene]) -> None:
    here, lines = asked(latest)
    type_all(here, lines[:3])
    here.load(here.game.save())
    type_all(here, lines[3:])
    here.player.hotkey("gpta-toggle-chat")
    if here.player.find("gpta-prompt") is None:
        here.player.hotkey("gpta-toggle-chat")
    assert "Из консоли." in here.said()
    assert len(here.acks()) == 1


def test_the_door_is_told_in_the_window(latest: Callable[..., Scene]) -> None:
    here = headless(latest, players=("anna",))
    question = here.ask("?")
    here.game.tick(60)
    assert "вставьте его ниже" in here.said()
    type_all(here, lines_of(here, question, "Вот."))
    here.ask("А ещё?")
    here.game.tick(60)
    assert "вставьте его ниже" not in here.said()
    assert "через консоль сервера" in here.said()
    here.player.click("gpta-check")
    assert "программа набирает их в консоли сервера" in here.said()
    here.game.tick(3700)
    assert "вставьте его ниже" in here.said(), "who waits a minute in vain had better paste"
    here.player.change_setting("gpta-door", "paste")
    here.game.tick(60)
    assert "через консоль сервера" not in here.said()
