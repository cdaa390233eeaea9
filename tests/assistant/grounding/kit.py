"""What is known of the demo's factory, and replies that a model might give about it, true ones and planted ones.

In a planted reply every false part stands between ‹ and ›.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from agent.assistant.case import open_case
from agent.assistant.citations import cite
from agent.assistant.grounding import ground
from agent.assistant.loop import Talk
from agent.assistant.modes import MODES
from agent.assistant.pipeline import Assistant
from agent.assistant.question import Question
from agent.assistant.telling import Brief, known_in
from agent.contract import PROTOCOL, ChatRequest, Player
from agent.game.bundled import load
from agent.models import Reply
from agent.setup.demo_factory import factory
from agent.setup.demo_names import localised

if TYPE_CHECKING:
    from agent.assistant.grounding import Grounded, Known
    from agent.contract import Language, Mode

MARK = " (?)"
PLAYER = Player(index=1, name="Анна")
_PLANTED = re.compile("‹([^›]*)›")


def replies(name: str) -> list[tuple[str, str]]:
    """Return the replies of a corpus, each with its language and mode: «ru», «en-chat»."""
    listed = json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))
    return [(key, text) for key, texts in listed.items() for text in texts]


@cache
def brief(key: str) -> Brief:
    """Return what a model would be told of the demo's factory."""
    language, _, mode = key.partition("-")
    snapshot = factory("5a3f19c2", "5a3f19c2-s1", 36_000, PLAYER)
    request = ChatRequest(
        protocol=PROTOCOL,
        session=snapshot.session,
        tick=snapshot.tick,
        kind="request",
        id="5a3f19c2-1",
        player=PLAYER,
        locale=language,
        nonce="0badcafe",
        multiplayer=False,
        request="chat",
        mode=cast("Mode", mode or "bottleneck"),
        prompt="Почему?" if language == "ru" else "Why?",
        snapshot=snapshot.id,
    )
    spoken = cast("Language", language)
    question = Question(request, spoken, snapshot, data=load("base-2.1.20"), localised=localised(spoken))
    case = open_case(question)
    analyse = MODES[request.mode].analyse
    assert analyse is not None
    return Brief(case, request.prompt, analyse(snapshot, (), case.data), Assistant().answer(question).text)


@cache
def known(key: str) -> Known:
    return known_in(brief(key), Talk(Reply("", "scripted")))


def checked(key: str, reply: str) -> Grounded:
    """Return a reply as the checker marks it, its references resolved as in the pipeline."""
    plain = cite(reply, [finding.id for finding in brief(key).shown]).text
    return ground(plain, known(key), MARK)


def planted(text: str) -> tuple[str, list[str]]:
    """Return a planted reply as the model gives it, and its false parts."""
    return text.replace("‹", "").replace("›", ""), _PLANTED.findall(text)


def is_caught(false: str, grounded: Grounded) -> bool:
    flagged = (*grounded.unproven, *grounded.unknown_names)
    return any(false in each or each in false for each in flagged)
