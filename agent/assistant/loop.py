"""Asking a model, running the tools it calls, and asking again, within bounds.

Whatever a model does with its tools (names that do not exist, arguments that are no JSON, the same call for ever, calls
where none were offered) is told to it as a result; when the bounds are reached it is asked once more without tools.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from agent.assistant.prompts import prompt_text
from agent.assistant.sanitise import plain_name, quoted
from agent.errors import GameDataError, ModelError
from agent.models import Message, Prompt, estimate_tokens, prompt_tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.assistant.question import BlueprintOffer
    from agent.assistant.tools import Toolbox, ToolResult
    from agent.i18n import LanguageCode
    from agent.models import LanguageModel, Listener, Refitted, Reply, ToolCall

MOST_REPEATED = 2
"""A model that asks for what it has been told so often will not stop by itself."""


@dataclass(frozen=True, slots=True)
class LoopLimits:
    """How far a model may go for one question. ``tokens`` are of all its prompts and replies together, estimated."""

    steps: int = 6
    calls_per_step: int = 4
    tokens: int = 60_000
    seconds: float = 240.0


@dataclass(frozen=True, slots=True)
class Talk:
    """What came of it: the last reply, what the tools said, and what the player should know.

    ``notes`` are keys of the catalogue. ``offer`` is a blueprint that a tool composed.
    """

    reply: Reply
    results: tuple[ToolResult, ...] = ()
    notes: tuple[str, ...] = ()
    offer: BlueprintOffer | None = None


@dataclass(slots=True)
class Conversation:
    """One question's calls to a model.

    ``reply_tokens`` are kept free for each reply in its window; where there is room it may take ``most_tokens``.
    """

    model: LanguageModel
    toolbox: Toolbox
    reply_tokens: int
    most_tokens: int
    language: LanguageCode
    limits: LoopLimits = field(default_factory=LoopLimits)
    listener: Listener | None = None
    clock: Callable[[], float] = time.monotonic
    _replies: list[Reply] = field(default_factory=list)
    _results: list[ToolResult] = field(default_factory=list)
    _notes: list[str] = field(default_factory=list)
    _seen: set[tuple[str, str]] = field(default_factory=set)
    _repeated: int = 0

    def hold(self, prompt: Prompt) -> Talk:
        """Ask until there are words.

        Raises:
            ModelError: As the model raises it; ``model-cancelled`` when the player no longer waits.
        """
        ends_s = self.clock() + self.limits.seconds
        running = prompt
        for _ in range(self.limits.steps):
            reply = self._ask(running)
            if not reply.calls and reply.text.strip():
                return self._talk(reply)
            if not reply.calls:
                break
            if not prompt.tools:
                self._note("note-tools-not-offered")
                break
            running = self._after(running, reply)
            if self._is_over(running, ends_s):
                self._note("note-tools-bounded")
                break
        else:
            self._note("note-tools-bounded")
        if not self._results and not self._notes:
            return self._talk(self._replies[-1])  # Empty at once: asking for the same again would bring the same.
        return self._talk(self._ask(self._last_prompt(prompt)))

    def _ask(self, prompt: Prompt) -> Reply:
        self._check_wanted()
        reply = self.model.complete(prompt, max_tokens=self.most_tokens, listener=self.listener)
        self._replies.append(reply)
        return reply

    def _check_wanted(self) -> None:
        if self.listener is not None and self.listener.cancelled():
            raise ModelError("model-cancelled")

    def _after(self, prompt: Prompt, reply: Reply) -> Prompt:
        """Return the prompt with the calls and their results added."""
        results = [self._result(call, place) for place, call in enumerate(reply.calls)]
        self._results += results
        told = [Message("tool", result.text, call_id=result.call.id) for result in results]
        tail = (Message("assistant", reply.text, calls=reply.calls), *told)

        def longer(shorter: Prompt) -> Prompt:
            return replace(shorter, messages=(*shorter.messages, *tail))

        return _refitting(longer(prompt), prompt.refit, longer, prompt_tokens(Prompt("", tail, "")))

    def _result(self, call: ToolCall, place: int) -> ToolResult:
        if place >= self.limits.calls_per_step:
            return self.toolbox.refusal(call, GameDataError("tool-too-many", most=self.limits.calls_per_step))
        key = (call.name, _canonical(call.arguments))
        if key in self._seen:
            self._repeated += 1
            return self.toolbox.refusal(call, GameDataError("tool-repeated", name=plain_name(call.name)))
        self._seen.add(key)
        self._check_wanted()  # A block takes the composer seconds.
        return self.toolbox.run(call)

    def _is_over(self, prompt: Prompt, ends_s: float) -> bool:
        if self._repeated >= MOST_REPEATED or self.clock() >= ends_s:
            return True
        tokens = prompt_tokens(prompt)
        spent = sum((reply.prompt_tokens or 0) + (reply.reply_tokens or 0) for reply in self._replies)
        return tokens + self.reply_tokens > self.model.context_tokens or spent + tokens > self.limits.tokens

    def _last_prompt(self, prompt: Prompt) -> Prompt:
        """Return the first prompt without tools, what they said added to it as data, as much as fits."""
        said = [result.text for result in self._results if result.ok]
        while True:
            block = "\n".join(quoted(text) for text in said)
            ending = prompt_text(self.language, "final").replace("$results", block)

            def ended(prompt: Prompt, ending: str = ending) -> Prompt:
                *before, last = prompt.messages
                return replace(prompt, messages=(*before, replace(last, text=f"{last.text}\n\n{ending}")), tools=())

            whole = ended(prompt)
            if not said or prompt_tokens(whole) + self.reply_tokens <= self.model.context_tokens:
                return _refitting(whole, prompt.refit, ended, estimate_tokens(ending))
            del said[0]

    def _note(self, key: str) -> None:
        if key not in self._notes:
            self._notes.append(key)

    def _talk(self, reply: Reply) -> Talk:
        words = replace(reply, calls=())
        return Talk(
            reply=words,
            results=tuple(self._results),
            notes=tuple(self._notes),
            offer=self.toolbox.offer,
        )


def _refitting(
    prompt: Prompt, refit: Callable[[int], Refitted] | None, added: Callable[[Prompt], Prompt], added_tokens: int
) -> Prompt:
    """Let a prompt to which something was added be made anew for another window with the same added to it."""
    if refit is None:
        return prompt

    def again(window_tokens: int) -> Refitted:
        shorter = refit(window_tokens - added_tokens)
        return replace(shorter, prompt=added(shorter.prompt))

    return replace(prompt, refit=again)


def _canonical(arguments: str) -> str:
    """Return arguments in one spelling, so that another order of fields is no other call."""
    try:
        return json.dumps(json.loads(arguments), sort_keys=True)
    except (ValueError, RecursionError):
        return arguments
