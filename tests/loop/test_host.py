"""`agent host`: two processes, real pipes, real files; an answer reaches the asker's window through the console."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.loop.agent_process import wait_until
from tests.loop.host_process import HostProcess

if TYPE_CHECKING:
    from pathlib import Path

QUESTION = "Построй [item=iron-gear-wheel] 60 в минуту"


def set_up(host: HostProcess, *players: int) -> None:
    """The admin names the server as the writer; everyone agrees to what leaves the game."""
    host.play("change_setting", name="gpta-host", value="headless")
    for player in players or (1,):
        host.consent(player)


@pytest.mark.parametrize("version", ["2.0", "2.1"])
def test_an_answer_reaches_its_asker_through_the_servers_console(version: str, tmp_path: Path) -> None:
    with HostProcess(tmp_path, version, players=("anna", "boris")) as host:
        set_up(host, 1, 2)
        host.ask(QUESTION, player=2)
        wait_until(lambda: bool(host.play("exists", 2, path="gpta-place")), "the answer in the window")
        wait_until(lambda: set(host.states().values()) == {"applied"}, "the ledger to say applied")
        assert not host.play("exists", 1, path="gpta-place")
        assert "«console»" in host.told()
