"""Several models as one: the first that can answer does."""

from __future__ import annotations

import dataclasses
import logging
import threading
from typing import TYPE_CHECKING

from agent.errors import ModelError
from agent.models.failure import NoneAnsweredError, consequence
from agent.models.port import Note

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agent.models.port import LanguageModel, Listener, Prompt, Reply

_LOG = logging.getLogger(__name__)


class FallOverModel:
    """A `LanguageModel` that asks others in order: quota, credit, key or network of one do not end the question.

    Args:
        models: Name of each model, and what opens it; opening may fail as asking may. Each is opened when its turn
            comes for the first time.
        context_tokens: The window of the first, before it is opened.
    """

    def __init__(self, models: Sequence[tuple[str, Callable[[], LanguageModel]]], *, context_tokens: int) -> None:
        self._models = tuple(models)
        self._context_tokens = context_tokens
        self._lock = threading.Lock()
        self._open: dict[str, LanguageModel] = {}
        self._failed: dict[str, ModelError] = {}

    def for_question(self) -> FallOverModel:
        """Return these models for one question: whoever could not answer is not asked again at its next step.

        What is open is shared, so this costs nothing; for one thread.
        """
        fresh = FallOverModel(self._models, context_tokens=self._context_tokens)
        fresh._lock, fresh._open = self._lock, self._open
        return fresh

    @property
    def name(self) -> str:
        """Name the first model."""
        return self._models[0][0]

    @property
    def context_tokens(self) -> int:
        """Tell the window of the first model; one with a smaller window has the prompt made anew (`Prompt.refit`)."""
        first = self._open.get(self.name)
        return self._context_tokens if first is None else first.context_tokens

    def complete(self, prompt: Prompt, *, max_tokens: int, listener: Listener | None = None) -> Reply:
        """Answer the prompt by the first model that can; the reply's notes tell which could not.

        Raises:
            ModelError: What the only model said; ``model-none-answered`` (`NoneAnsweredError`) where there were more;
                what is nobody's fault but the question's (a cancelled or refused one) at once.
        """
        causes: list[tuple[str, ModelError]] = []
        for name, opened in self._models:
            if name in self._failed:
                causes.append((name, self._failed[name]))
                continue
            try:
                reply = self._model(name, opened).complete(prompt, max_tokens=max_tokens, listener=listener)
            except ModelError as error:
                _LOG.info("%s did not answer: %s", name, error.code)
                if not consequence(error).falls_over:
                    raise
                self._failed[name] = error
                causes.append((name, error))
                continue
            notes = tuple(_fell_over(failed, name, cause) for failed, cause in causes)
            return dataclasses.replace(reply, notes=(*notes, *reply.notes))
        if len(causes) == 1:
            raise causes[0][1]
        raise NoneAnsweredError(tuple(causes))

    def _model(self, name: str, opened: Callable[[], LanguageModel]) -> LanguageModel:
        with self._lock:
            if name not in self._open:
                self._open[name] = opened()
            return self._open[name]


def _fell_over(failed: str, answered: str, cause: ModelError) -> Note:
    return Note("note-model-fell-over", {"failed": failed, "answered": answered}, cause)
