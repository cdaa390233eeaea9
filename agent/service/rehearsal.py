"""The contract's own example answered once, for nobody, while nobody waits.

What a first question needs besides the answer itself (models of the files, game data, words, the judge of rows) takes
ten times as long to load as an answer takes to make; a player should not be the one who waits for it.
"""

from __future__ import annotations

import gc
import logging
import threading
from typing import TYPE_CHECKING

from agent.contract import Snapshot, parse_document, parse_request
from agent.resources import bundled
from agent.service.replies import Addressee, addressee, reply_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent.assistant.question import Question
    from agent.contract import BlueprintRequest, ChatRequest
    from agent.game.gamedata import GameData
    from agent.i18n import LanguageCode

_LOG = logging.getLogger(__name__)
_SNAPSHOT = "snapshot-5a3f19c2-s1.json"
_REQUESTS = ("request-5a3f19c2-1.json", "request-5a3f19c2-2.json")


def rehearse(language: LanguageCode, data: GameData) -> int:
    """Answer the examples in every mode with the analyst that needs no model; return how many answers that were.

    Raises:
        AgentError: The game data are of no use; the player will be told when he asks.
        OSError: The installation is damaged.
    """
    from agent.assistant.pipeline import Assistant  # noqa: PLC0415 - loading it is what this is about

    examples = bundled("state") / "examples"
    assistant, answered = Assistant(), 0
    for question in _questions(examples, language, data):
        assistant.urgent_answer(question)
        reply = reply_of(assistant.answer(question), _nobody(question), revision=1)
        answered += len(reply.response_bytes) > 0
    return answered


def rehearse_aside(language: LanguageCode, data: Callable[[], GameData]) -> None:
    """Rehearse in a thread of its own, and then keep what was loaded out of the way of the garbage collector.

    Else the collector goes over all of it again and again in the middle of answers.
    """

    def run() -> None:
        try:
            rehearse(language, data())
        except Exception:  # noqa: BLE001 - it goes wrong again when somebody asks, and is told then
            _LOG.exception("the rehearsal ended early")
        gc.collect()
        gc.freeze()

    try:
        threading.Thread(target=run, name="rehearsal", daemon=True).start()
    except RuntimeError as fault:
        _LOG.warning("no rehearsal: %s", fault)


def _questions(examples: Path, language: LanguageCode, data: GameData) -> list[Question]:
    from agent.assistant.modes import MODES  # noqa: PLC0415 - as above
    from agent.assistant.question import Question  # noqa: PLC0415 - as above

    snapshot = parse_document(Snapshot, (examples / _SNAPSHOT).read_bytes())
    requests: list[ChatRequest | BlueprintRequest] = []
    for name in _REQUESTS:
        request = parse_request((examples / name).read_bytes())
        if request.request == "chat":
            requests += [request.model_copy(update={"mode": mode}) for mode in MODES]
        elif request.request == "blueprint":
            requests.append(request)
    return [Question(request, language, snapshot, (snapshot,), data) for request in requests]


def _nobody(question: Question) -> Addressee:
    from agent.bridge.ledger import Key  # noqa: PLC0415 - as above

    request = question.request
    return addressee(request, Key(request.session, request.id, "0" * 8))
