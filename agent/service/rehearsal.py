"""Answers for nobody, while nobody waits: the contract's own example once, and each snapshot that came.

What a first question needs besides the answer itself (models of the files, game data, words, the judge of rows) takes
ten times as long to load as an answer takes to make; a player should not be the one who waits for it. And most of an
answer depends on the factory and not on the words: a player cannot ask about a snapshot before it is there, and types
for longer than it takes.
"""

from __future__ import annotations

import gc
import logging
import threading
from functools import cache
from typing import TYPE_CHECKING

from agent.contract import ChatRequest, Snapshot, parse_document, parse_request
from agent.i18n import forget_what_was_said
from agent.resources import bundled
from agent.service.replies import Addressee, addressee, reply_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent.assistant.question import Question
    from agent.contract import BlueprintRequest, Request
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


class Preparation:
    """Answers a snapshot for nobody, one at a time, each in a thread of its own.

    What that leaves (what limits the factory, sentences, proven rows) is kept where answers look for it.
    """

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._unwanted = threading.Event()

    @property
    def busy(self) -> bool:
        """Tell whether one is being answered."""
        return self._thread is not None and self._thread.is_alive()

    def begin(self, make: Callable[[ChatRequest], Question | None]) -> None:
        """Answer what `make` makes of an example's request, aside; None: the snapshot is gone again."""
        self._unwanted.clear()

        def run() -> None:
            try:
                prepare(make)
            except Exception:  # noqa: BLE001 - as in a rehearsal
                _LOG.exception("the preparation ended early")
            if self._unwanted.is_set():
                forget_what_was_said()

        try:
            self._thread = threading.Thread(target=run, name="preparation", daemon=True)
            self._thread.start()
        except RuntimeError as fault:
            _LOG.warning("no preparation: %s", fault)

    def forget(self) -> None:
        """Let nothing remain of what is being prepared: a player took his consent back."""
        self._unwanted.set()


def prepare(make: Callable[[ChatRequest], Question | None]) -> None:
    """Answer what `make` makes of an example's request, in the mode that is about what limits a factory.

    Raises:
        AgentError, OSError: As `rehearse`.
    """
    from agent.assistant.pipeline import Assistant  # noqa: PLC0415 - as above

    example = next(each for each in _requests() if isinstance(each, ChatRequest))
    question = make(example.model_copy(update={"mode": "bottleneck"}))
    if question is not None:
        Assistant().answer(question)


@cache
def _requests() -> tuple[Request, ...]:
    examples = bundled("state") / "examples"
    return tuple(parse_request((examples / name).read_bytes()) for name in _REQUESTS)


def _questions(examples: Path, language: LanguageCode, data: GameData) -> list[Question]:
    from agent.assistant.modes import MODES  # noqa: PLC0415 - as above
    from agent.assistant.question import Question  # noqa: PLC0415 - as above

    snapshot = parse_document(Snapshot, (examples / _SNAPSHOT).read_bytes())
    requests: list[ChatRequest | BlueprintRequest] = []
    for request in _requests():
        if request.request == "chat":
            requests += [request.model_copy(update={"mode": mode}) for mode in MODES]
        elif request.request == "blueprint":
            requests.append(request)
    return [Question(request, language, snapshot, (snapshot,), data) for request in requests]


def _nobody(question: Question) -> Addressee:
    from agent.bridge.ledger import Key  # noqa: PLC0415 - as above

    request = question.request
    return addressee(request, Key(request.session, request.id, "0" * 8))
