"""One request and its answer: leave from the limits, send, read piece by piece, count, and look whether it is one."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Final

from agent.models.failure import EndpointError, Told, fault
from agent.models.port import Note, Reply, ToolCall
from agent.models.rate_headers import rate_windows, retry_after_s
from agent.models.retrying import LONGEST_WAIT_S, check_wanted
from agent.models.secret import StreamScrubber
from agent.models.spending import Usage
from agent.models.tokens import estimate_tokens
from agent.models.wire import Draft, prompt_tokens

if TYPE_CHECKING:
    from agent.models.clock import Clock
    from agent.models.limits import Limits
    from agent.models.port import Listener
    from agent.models.profile import Profile
    from agent.models.transport import Deadline, Response, Transport
    from agent.models.wire import Ask, Dialect

_LOG = logging.getLogger(__name__)
_SUCCESS: Final = 200
_BYTES_PER_TOKEN: Final = 2048
"""A streamed token comes as an object of some 300 bytes; thinking that is not shown comes on top."""
_BYTES_AT_LEAST: Final = 1 << 20
_CHARACTERS_PER_TOKEN: Final = 16


class Exchange:
    """Sends one request at a time to an endpoint.

    Args:
        transport: The way there.
        dialect: How it is spoken to.
        limits: Quotas, caps and counts.
        clock: Time.
    """

    def __init__(self, transport: Transport, dialect: Dialect, limits: Limits, clock: Clock) -> None:
        self._transport = transport
        self._dialect = dialect
        self._limits = limits
        self._clock = clock
        self._profile: Profile = transport.profile

    def send(self, ask: Ask, deadline: Deadline, listener: Listener | None) -> Reply:
        """Send a request and return its answer.

        Raises:
            ModelError: One of `agent.models.failure.CAUSES`; nothing is tried again here.
        """
        check_wanted(listener)
        sent = prompt_tokens(ask.prompt)
        ticket = self._limits.admit(self._profile, prompt_tokens=sent, reply_tokens=ask.max_tokens)
        heard = _Heard(listener if ask.step is None else None, StreamScrubber(self._transport.scrubber))
        usage = Usage()
        try:
            draft = self._draft(ask, deadline, heard, listener)
            usage = self._usage(draft, sent)
            self._check(ask, draft)
            heard.end()
        except BaseException:
            if heard.answered and not usage.tokens:
                usage = self._usage(Draft(heard.text), sent)
            heard.void()
            raise
        finally:
            self._limits.settle(ticket, usage)
        return self._reply(ask, draft, usage)

    def _draft(self, ask: Ask, deadline: Deadline, heard: _Heard, listener: Listener | None) -> Draft:
        body = self._dialect.body(self._profile, ask)
        read_s = None if ask.stream else deadline.left_s
        with self._transport.send(
            "POST", self._dialect.path, body, deadline=deadline, read_s=read_s, check=partial(check_wanted, listener)
        ) as response:
            self._limits.heard(self._profile, response.headers)
            if response.status != _SUCCESS:
                raise self._failure(response)
            heard.answered = True
            return self._streamed(ask, response, heard, listener) if ask.stream else self._whole(ask, response)

    def _whole(self, ask: Ask, response: Response) -> Draft:
        body = response.read(_most_bytes(ask))
        if body is None:
            raise fault(self._profile, "model-endless")
        return self._dialect.read(self._profile, body)

    def _streamed(self, ask: Ask, response: Response, heard: _Heard, listener: Listener | None) -> Draft:
        assembler = self._dialect.assembler(self._profile)
        bytes_left = _most_bytes(ask)
        for chunk in response.chunks:
            check_wanted(listener)
            bytes_left -= len(chunk)
            for piece in assembler.feed(chunk):
                check_wanted(listener)
                heard.take(piece)
            if bytes_left < 0 or heard.characters > ask.max_tokens * _CHARACTERS_PER_TOKEN:
                raise fault(self._profile, "model-endless")
        return assembler.end()

    def _check(self, ask: Ask, draft: Draft) -> None:
        """Refuse what looks like an answer and is none."""
        cut = self._dialect.cut(self._profile, ask, draft)
        if cut is not None:
            raise cut
        if not draft.text.strip() and not draft.calls:
            code = "model-truncated" if draft.finish == "length" else "model-empty"
            raise fault(self._profile, code, max_tokens=ask.max_tokens)

    def _failure(self, response: Response) -> EndpointError:
        """Name the cause, with how long the endpoint wants to be left alone; too long a wait is one of its own."""
        error = self._dialect.failure(self._transport, response)
        _LOG.info("%s: %s, status %s, request %s", self._profile.name, error.code, error.status, error.request_id)
        if error.code not in {"model-busy", "model-server-failed"}:
            return error
        wait_s = retry_after_s(response.headers, self._clock.wall())
        wait_s = error.retry_after_s if wait_s is None else wait_s
        if wait_s is None and error.code == "model-busy":
            wait_s = self._empty_window_s(response)
        told = Told(error.status, error.request_id, wait_s)
        if wait_s is not None and wait_s > LONGEST_WAIT_S:
            return fault(self._profile, "model-wait", told, until=self._clock.time_of_day(wait_s))
        return EndpointError(error.code, told, **error.params)

    def _empty_window_s(self, response: Response) -> float | None:
        """Return when the quota that is used up comes back, where the answer tells only that."""
        windows = rate_windows(response.headers, self._clock.wall()).values()
        waits = [window.resets_in_s for window in windows if window.remaining == 0 and window.resets_in_s is not None]
        return max(waits, default=None)

    def _usage(self, draft: Draft, sent: int) -> Usage:
        """Return what the server counted, or our upper estimate; a stream that broke was paid for as well."""
        counted = draft.prompt_tokens is not None and draft.reply_tokens is not None
        calls = "".join(call.name + call.arguments for call in draft.calls)
        prompt = sent if draft.prompt_tokens is None else draft.prompt_tokens
        reply = estimate_tokens(draft.text + calls) if draft.reply_tokens is None else draft.reply_tokens
        price = self._profile.price
        return Usage(prompt, reply, price.cost_usd(prompt, reply) if price else None, estimated=not counted)

    def _reply(self, ask: Ask, draft: Draft, usage: Usage) -> Reply:
        clean = self._transport.scrubber.clean
        notes = []
        if usage.estimated and usage.usd:
            notes.append(Note("note-model-estimated"))
        if ask.prompt.tools and not ask.abilities.tools:
            notes.append(Note("note-model-no-tools", {"model": self._profile.name}))
        return Reply(
            text=clean(draft.text),
            model=self._profile.name,
            prompt_tokens=usage.prompt_tokens,
            reply_tokens=usage.reply_tokens,
            cost=usage.usd,
            calls=tuple(ToolCall(call.id, clean(call.name), clean(call.arguments)) for call in draft.calls),
            finish=draft.finish or "stop",
            estimated=usage.estimated,
            notes=tuple(notes),
        )


class _Heard:
    """The pieces of one request's reply, passed on to the listener."""

    def __init__(self, listener: Listener | None, scrubber: StreamScrubber) -> None:
        self._listener = listener
        self._scrubber = scrubber
        self._pieces: list[str] = []
        self.characters = 0
        self.answered = False

    @property
    def text(self) -> str:
        """All of them."""
        return "".join(self._pieces)

    def take(self, piece: str) -> None:
        """Take one and pass it on."""
        self._pieces.append(piece)
        self.characters += len(piece)
        self._pass_on(self._scrubber.feed(piece))

    def end(self) -> None:
        """Pass on what was held back."""
        self._pass_on(self._scrubber.end())

    def void(self) -> None:
        """Take back what was passed on: the reply will not be what it began as."""
        if self._pieces and self._listener is not None:
            self._listener.restarted()

    def _pass_on(self, piece: str) -> None:
        if piece and self._listener is not None:
            self._listener.heard(piece)


def _most_bytes(ask: Ask) -> int:
    return _BYTES_AT_LEAST + ask.max_tokens * _BYTES_PER_TOKEN
