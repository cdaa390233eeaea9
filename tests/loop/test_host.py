"""`agent host`: two processes, real pipes, real files; an answer reaches the asker's window through the console."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from agent.contract import Ack, Hello, Status, parse_document
from tests.loop.agent_process import wait_until
from tests.loop.host_process import HostProcess

if TYPE_CHECKING:
    from pathlib import Path

QUESTION = {"ru": "Построй [item=iron-gear-wheel] 60 в минуту", "en": "Build [item=iron-gear-wheel] 60 per minute"}


def set_up(host: HostProcess, *players: int) -> None:
    """The admin names the server as the writer; everyone agrees to what leaves the game."""
    host.play("change_setting", name="gpta-host", value="headless")
    for player in players or (1,):
        host.consent(player)


def answered(host: HostProcess, player: int = 1) -> None:
    """The answer, with its blueprint, stands in the asker's window, and the ledger knows."""
    wait_until(lambda: bool(host.play("exists", player, path="gpta-place")), "the answer in the window")
    wait_until(lambda: set(host.states().values()) == {"applied"}, "the ledger to say applied")


def acks(host: HostProcess) -> list[tuple[str, str, str | None]]:
    found = [parse_document(Ack, path.read_bytes()) for path in sorted(host.bridge.glob("ack-*.json"))]
    return [(ack.request_id, ack.result, ack.door) for ack in found]


@pytest.mark.parametrize(
    ("version", "language", "faults"), [("2.0", "en", ""), ("2.1", "ru", "lose:2,double:4,garble:5,swap:7")]
)
def test_an_answer_reaches_its_asker_through_the_servers_console(
    version: str, language: str, faults: str, tmp_path: Path
) -> None:
    """The first piece greets the game, the answer has two, and the status follows; whatever goes wrong comes again."""
    players = ("anna", "boris")
    with HostProcess(tmp_path, version, players=players, faults=faults, options=("--locale", language)) as host:
        set_up(host, 1, 2)
        host.ask(QUESTION[language], player=2)
        answered(host, 2)
        assert not host.play("exists", 1, path="gpta-place")
        shown = host.screen(2, language)
        assert ("per minute" if language == "en" else "в минуту") in shown
        assert ("through the server's console" if language == "en" else "через консоль сервера") in shown
        status = parse_document(Status, (host.bridge / "status.json").read_bytes())
        hello = parse_document(Hello, (host.bridge / "hello.json").read_bytes())
        assert (status.door, hello.writer.role) == ("console", "headless")
        assert [ack[1:] for ack in acks(host)] == [("shown", "console")]
        assert host.play("problems") == []
        assert host.answers_begun() == 1
    assert len([*host.write_data.glob("peer-*")]) == 2
    assert [*host.write_data.glob("peer-*/script-output/**/*.json*")] == [], "clients write nothing"
    assert not (host.bridge / "status.json").exists()


def test_whoever_dies_amid_a_transfer_the_question_is_answered_once(tmp_path: Path) -> None:
    """First the server, whose save knows the question; then the agent, whose server plays on without a console."""
    with HostProcess(tmp_path, "2.1", faults="die:3") as host:
        set_up(host)
        host.ask(QUESTION["ru"])
        host.play("save", path=str(host.save))
        assert host.wait() == 9
    assert "с кодом 9" in host.told()
    assert "1 ответ ещё не показан и ждёт следующего запуска" in host.told()
    with HostProcess(tmp_path, "2.1", faults="hang:2") as host:
        wait_until(lambda: host.told().count("<server> /gpta-deliver") >= 2, "the pieces to be typed")
        host.kill()
        host.end_orphan()
    assert acks(host) == []
    with HostProcess(tmp_path, "2.1") as host:
        host.open_chat()
        answered(host)
        assert len(acks(host)) == 1
        assert host.answers_begun() == 1
        host.type("привет всем")
        wait_until(lambda: "<server> привет всем" in host.told(), "the server to read the line")
        host.signal(signal.SIGINT)
        assert host.wait() == 0
    told = host.told()
    assert told.index("Прошу сервер сохраниться") < told.index("Goodbye") < told.index("Сервер закончил работу")
    assert not (host.bridge / "status.json").exists()
