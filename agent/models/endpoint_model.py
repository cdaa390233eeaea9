"""A model at an endpoint: from a prompt to a reply, with everything that may have to be tried on the way.

`EndpointModel.complete` makes the prompt fit the window and, where a shape is wanted, goes down the ladder to JSON.
Each way of asking is repeated while its failure is worth it (`agent.models.retrying`), and once more where the endpoint
refuses a field by name (`agent.models.learned`). One request and its answer are `agent.models.exchange`.
"""

from __future__ import annotations

import dataclasses
import logging
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from agent.errors import ModelError
from agent.models.clock import SYSTEM_CLOCK, Clock
from agent.models.exchange import Exchange
from agent.models.failure import EndpointError, Told, fault
from agent.models.json_step import asked_again, shaped
from agent.models.learned import LADDER, LEARNED, Learned
from agent.models.listing import fetch_names, look_up
from agent.models.port import Note, Refitted, Reply
from agent.models.retrying import MOST_ATTEMPTS, check_wanted, retrying
from agent.models.transport import Deadline
from agent.models.wire import Ask, prompt_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.models.limits import Limits
    from agent.models.port import JsonShape, Listener, Prompt
    from agent.models.profile import JsonStep, Profile
    from agent.models.transport import Transport
    from agent.models.wire import Dialect

_LOG = logging.getLogger(__name__)
_FEWEST_REPLY_TOKENS: Final = 256
"""Less room than this is none."""
_LARGEST_DESCRIPTION_BYTES: Final = 8 << 20
"""Ollama describes a model with its template, licence and vocabulary."""
_ATTEMPTS_AT_A_STEP: Final = 2
"""Servers answer 500 to a schema they cannot use: once more, then a step down."""
#: Failures at a step of the ladder that the step itself may be to blame for.
_STEP_FAILED: Final = frozenset(
    {"model-request-refused", "model-server-failed", "model-no-json", "model-empty", "model-wrong-shape"}
)
_REFUSALS: Final = frozenset({"model-request-refused", "model-server-failed"})


class EndpointModel:
    """A `LanguageModel` at an endpoint.

    Args:
        transport: The way there; its profile says which model.
        dialect: How it is spoken to.
        limits: Quotas, caps and counts.
        learned: What endpoints turned out not to take.
        clock: Time.
    """

    def __init__(
        self,
        transport: Transport,
        dialect: Dialect,
        *,
        limits: Limits,
        learned: Learned = LEARNED,
        clock: Clock = SYSTEM_CLOCK,
    ) -> None:
        self._transport = transport
        self._dialect = dialect
        self._limits = limits
        self._exchange = Exchange(transport, dialect, limits, clock)
        self._learned = learned
        self._clock = clock

    @property
    def profile(self) -> Profile:
        """The profile it was made from."""
        return self._transport.profile

    @property
    def name(self) -> str:
        """Name the model as it is shown to the player."""
        return self.profile.name

    @property
    def context_tokens(self) -> int:
        """Tell how many tokens prompt and reply may have together."""
        own = self._learned.window(self.profile)
        return self.profile.context_tokens if own is None else min(own, self.profile.context_tokens)

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def complete(self, prompt: Prompt, *, max_tokens: int, listener: Listener | None = None) -> Reply:
        """Answer the prompt.

        Raises:
            ModelError: One of `agent.models.failure.CAUSES`.
        """
        check_wanted(listener)
        deadline = Deadline(self._clock, self.profile.timeouts.total_s)
        self._learn_window(deadline, listener)
        wanted = min(max_tokens, self.profile.max_tokens)
        fitted = self._fitted(prompt, wanted)
        prompt, room = fitted.prompt, self._room(fitted.prompt, wanted)
        if prompt.shape is not None:
            reply = self._climb_down(prompt, prompt.shape, room, deadline, listener)
        else:
            reply = self._ask(prompt, room, None, deadline, listener)
            if reply.finish == "length":
                truncated = Note("note-model-truncated", {"max_tokens": room})
                reply = dataclasses.replace(reply, notes=(*reply.notes, truncated))
        return dataclasses.replace(reply, notes=(*fitted.notes, *reply.notes)) if fitted.notes else reply

    def _fitted(self, prompt: Prompt, wanted: int) -> Refitted:
        """Have a prompt that was built for a larger window built anew for this one."""
        if prompt.refit is None or self.context_tokens - prompt_tokens(prompt) >= min(wanted, _FEWEST_REPLY_TOKENS):
            return Refitted(prompt)
        try:
            return prompt.refit(self.context_tokens)
        except ModelError:
            raise fault(self.profile, "model-prompt-too-long") from None

    def _room(self, prompt: Prompt, wanted: int) -> int:
        """Return how long the reply may be, so that it fits the window with the prompt."""
        room = min(wanted, self.context_tokens - prompt_tokens(prompt))
        if room < min(wanted, _FEWEST_REPLY_TOKENS):
            raise fault(self.profile, "model-prompt-too-long")
        return room

    def _learn_window(self, deadline: Deadline, listener: Listener | None) -> None:
        """Ask a server that tells it for the model's own window, once; a way there that fails is tried again."""
        asked = self._dialect.window_request(self.profile)
        if asked is None or self._learned.window(self.profile) is not None:
            return
        with self._named_near():
            shown = retrying(self._clock, deadline, listener)(self._shown, *asked, deadline, listener)
        if shown is not None:
            window, tools = self._dialect.read_window(self.profile, shown)
            self._learned.shown(self.profile, window or self.profile.context_tokens, tools=tools)

    def _shown(self, path: str, body: Mapping[str, Any], deadline: Deadline, listener: Listener | None) -> bytes | None:
        """Return how a server describes the model; None where it does not."""
        check = partial(check_wanted, listener)
        with self._transport.send("POST", path, body, deadline=deadline, check=check) as response:
            if response.status == 200:  # noqa: PLR2004 - the one success
                return response.read(_LARGEST_DESCRIPTION_BYTES) or b""
            error = self._dialect.failure(self._transport, response)
            if error.code == "model-not-pulled":
                raise error
            return None

    @contextmanager
    def _named_near(self) -> Iterator[None]:
        """Add to the error of a missing model the names that are most like it."""
        try:
            yield
        except EndpointError as error:
            if error.code not in {"model-not-found", "model-not-pulled"}:
                raise
            near: tuple[str, ...] = ()
            with suppress(ModelError):
                near = look_up(self.profile.model, fetch_names(self._transport, self._dialect, self._clock)).near
            told = Told(error.status, error.request_id)
            raise fault(self.profile, error.code, told, near=", ".join(near) or "none") from None

    def _climb_down(
        self, prompt: Prompt, shape: JsonShape, room: int, deadline: Deadline, listener: Listener | None
    ) -> Reply:
        abilities = self._learned.abilities(self.profile)
        for step in LADDER[LADDER.index(abilities.json) :]:
            if step == "tool" and not abilities.tools:
                continue
            try:
                return self._at_step(prompt, shape, step, room, deadline, listener)
            except ModelError as error:
                if error.code not in _STEP_FAILED or (step == "text" and error.code in _REFUSALS):
                    raise
                _LOG.info("%s: no JSON by %s (%s)", self.name, step, error.code)
            self._learned.step_down(self.profile, step)
        raise fault(self.profile, "model-no-json")

    def _at_step(
        self,
        prompt: Prompt,
        shape: JsonShape,
        step: JsonStep,
        room: int,
        deadline: Deadline,
        listener: Listener | None,
    ) -> Reply:
        asks = 2 if step == "text" else 1
        for _ in range(asks):
            reply = self._ask(prompt, room, step, deadline, listener)
            if any(call.name != shape.name for call in reply.calls):
                return reply
            text, wrong = shaped(shape, reply)
            if text is not None:
                return dataclasses.replace(reply, text=text, calls=(), finish="stop")
            if reply.finish == "length":
                raise fault(self.profile, "model-truncated", max_tokens=room)
            prompt = asked_again(prompt, reply.text, wrong)
        raise fault(self.profile, "model-no-json")

    def _ask(
        self, prompt: Prompt, room: int, step: JsonStep | None, deadline: Deadline, listener: Listener | None
    ) -> Reply:
        """Ask one way, until it is answered or not worth another try."""
        most = MOST_ATTEMPTS if step in {None, "text"} else _ATTEMPTS_AT_A_STEP
        while True:
            ask = Ask(prompt, room, self.context_tokens, self._learned.abilities(self.profile), stream=False, step=step)
            ask = dataclasses.replace(ask, stream=ask.abilities.streaming and listener is not None)
            try:
                with self._named_near():
                    again = retrying(self._clock, deadline, listener, most=most)
                    return again(self._exchange.send, ask, deadline, listener)
            except EndpointError as error:
                self._leave_alone(error)
                refused = error.code == "model-request-refused" and str(error.params.get("detail", ""))
                if not (refused and self._learned.refused(self.profile, refused)):
                    raise
                if step == "tool" and not self._learned.abilities(self.profile).tools:
                    raise

    def _leave_alone(self, error: EndpointError) -> None:
        if error.code == "model-wait" and error.retry_after_s is not None:
            self._limits.block(self.profile, error.retry_after_s)
