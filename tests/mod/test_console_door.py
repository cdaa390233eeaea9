"""The console door: pieces typed at the server's console, by nobody else; whole, alike on every peer, and once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from agent.bridge.doors.console_lines import encode_lines
from agent.contract import TransferLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract import Request
    from tests.mod.scene import Scene

PLAYERS = ("anna", "boris", "vera", "grisha", "daria")


def headless(scene: Callable[..., Scene], **options: Any) -> Scene:  # noqa: ANN401 - passed on to Game
    """A server of its own and five players' machines."""
    here = scene(multiplayer=True, players=PLAYERS, headless=True, **options)
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
