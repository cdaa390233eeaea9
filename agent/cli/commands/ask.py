"""`agent ask`: one question answered without a game, about a snapshot file or about nothing."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast, get_args

import click

from agent.assistant.pipeline import Assistant
from agent.assistant.question import Question
from agent.cli.answer_view import answer_data, say_answer
from agent.cli.data_choice import choose_data
from agent.cli.frame import Command, common
from agent.cli.picture import offered, write_svg
from agent.cli.screen import screen
from agent.cli.source import read_snapshot
from agent.contract import PROTOCOL, ChatRequest, Mode, Player
from agent.errors import RefusedError
from agent.game.bundled import SETS

if TYPE_CHECKING:
    from agent.contract import Snapshot

_ASKER: Final = Player(index=1, name="terminal")


@click.command("ask", cls=Command, help="cli-ask-help")
@click.argument("question", help="cli-ask-question")
@click.option("--snapshot", type=click.Path(path_type=Path), metavar="FILE", help="cli-option-snapshot")
@click.option("--mode", type=click.Choice(get_args(Mode)), default="chat", help="cli-option-mode")
@click.option("--data-set", type=click.Choice(SETS), help="cli-option-data-set-snapshot")
@click.option("--svg", type=click.Path(path_type=Path), metavar="FILE", help="cli-option-svg")
@common
def command(question: str, snapshot: Path | None, mode: str, data_set: str | None, svg: Path | None) -> None:
    """Answer, and draw the blueprint if one is offered."""
    out = screen()
    taken = read_snapshot(snapshot) if snapshot is not None else None
    choice = choose_data(data_set, taken, snapshot, out)
    request = _request(question, cast("Mode", mode), taken, out.language)
    asked = Question(
        request=request,
        language=out.language,
        snapshot=taken,
        snapshots=() if taken is None else (taken,),
        data=choice.data,
        localised=choice.localised,
    )
    answer = Assistant().answer(asked)
    say_answer(answer, answer.blueprint, out)
    out.data({**answer_data(answer, answer.blueprint), "data_set_source": choice.source})
    if svg is not None and answer.blueprint is not None:
        write_svg(svg, *offered(answer.blueprint.string))
        out.note("cli-picture-written", path=str(svg))
    if not answer.ok:
        click.get_current_context().exit(RefusedError.exit_code)


def _request(prompt: str, mode: Mode, snapshot: Snapshot | None, language: str) -> ChatRequest:
    session = snapshot.session if snapshot else secrets.token_hex(4)
    return ChatRequest(
        protocol=PROTOCOL,
        kind="request",
        id=f"{session}-terminal",
        session=session,
        tick=snapshot.tick if snapshot else 0,
        request="chat",
        player=snapshot.player if snapshot else _ASKER,
        locale=language,
        nonce=secrets.token_hex(4),
        multiplayer=False,
        mode=mode,
        prompt=prompt,
        snapshot=snapshot.id if snapshot else None,
    )
