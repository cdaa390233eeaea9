"""What a question without a game is made of, the same for `agent ask` and `agent preview`."""

from __future__ import annotations

import functools
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast, get_args

import click

from agent.assistant.question import Question
from agent.cli.data_choice import choose_data
from agent.cli.data_sets import data_set_option, named_data
from agent.cli.source import read_snapshot
from agent.contract import PROTOCOL, ChatRequest, Mode, Player

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.cli.screen import Screen
    from agent.contract import Snapshot

_ASKER: Final = Player(index=1, name="terminal")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed."""

    words: str
    snapshot: Path | None
    mode: Mode
    data_set: str | None

    def question(self, out: Screen) -> tuple[Question, str]:
        """Return the question, and where its game data come from.

        Raises:
            AgentError: The snapshot cannot be read.
        """
        taken = read_snapshot(self.snapshot) if self.snapshot is not None else None
        named = None if self.data_set is None else named_data(self.data_set)
        choice = choose_data(named, taken, self.snapshot, out)
        asked = Question(
            request=_request(self.words, self.mode, taken, out.language),
            language=out.language,
            snapshot=taken,
            snapshots=() if taken is None else (taken,),
            data=choice.data,
            localised=choice.localised,
        )
        return asked, choice.source


def ask_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the question and what it is about; the function gets them as ``asked``."""

    @functools.wraps(function)
    def with_asked(
        *,
        question: str,
        snapshot: Path | None,
        mode: str,
        data_set: str | None,
        **rest: Any,  # noqa: ANN401 - the command's own options
    ) -> Any:  # noqa: ANN401 - what the command returns
        return function(asked=Asked(question, snapshot, cast("Mode", mode), data_set), **rest)

    asking: Callable[..., Any] = with_asked
    options = (
        data_set_option(None, "cli-option-data-set-snapshot"),
        click.option("--mode", type=click.Choice(get_args(Mode)), default="chat", help="cli-option-mode"),
        click.option("--snapshot", type=click.Path(path_type=Path), metavar="FILE", help="cli-option-snapshot"),
        click.argument("question", help="cli-ask-question"),
    )
    for option in options:
        asking = option(asking)
    return asking


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
