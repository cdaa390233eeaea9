"""A model's prompt, from the text files of ``prompts/`` and the facts, within the model's window.

Everything that comes from the game or a player is quoted as JSON strings inside named blocks, so that it cannot end its
block or pass for an instruction of ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from string import Template
from typing import TYPE_CHECKING

from agent.assistant.sanitise import quoted
from agent.errors import ModelError
from agent.models import Message, Prompt, estimate_tokens
from agent.resources import bundled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.i18n import LanguageCode

TOKENS_PER_MESSAGE = 8
"""What providers add around each message for its role; four to seven in the formats that are published."""


@dataclass(frozen=True, slots=True)
class PromptParts:
    """What a prompt is made of. ``facts`` come most important first: the end is cut where room lacks."""

    mode_file: str
    question: str
    facts: Sequence[str]
    draft: str
    data_set: str
    not_modelled: Sequence[str] = ()
    history: Sequence[Message] = ()


@dataclass(frozen=True, slots=True)
class BuiltPrompt:
    """A prompt that fits, and what had to stay out of it."""

    prompt: Prompt
    tokens: int
    cut_facts: int = 0
    cut_turns: int = 0


@cache
def prompt_text(language: LanguageCode, name: str) -> str:
    """Return the text of ``prompts/<language>/<name>.txt``."""
    return (bundled("prompts") / language / f"{name}.txt").read_text(encoding="utf-8").strip()


def build_prompt(language: LanguageCode, parts: PromptParts, *, context_tokens: int, reply_tokens: int) -> BuiltPrompt:
    """Build the prompt; where the window is too small the oldest turns go first, then the least important facts.

    Raises:
        ModelError: ``prompt-too-long`` when not even the question alone fits.
    """
    room = context_tokens - reply_tokens
    turns, facts = list(parts.history), list(parts.facts)
    while True:
        prompt = _assemble(language, parts, facts, turns)
        tokens = prompt_tokens(prompt)
        if tokens <= room:
            return BuiltPrompt(prompt, tokens, len(parts.facts) - len(facts), len(parts.history) - len(turns))
        if turns:
            del turns[0]
        elif facts:
            # Halving would drop more than needed, one by one would be slow on thousands: an eighth at a time.
            del facts[len(facts) - max(1, len(facts) // 8) :]
        else:
            raise ModelError("prompt-too-long", tokens=tokens, window=context_tokens)


def prompt_tokens(prompt: Prompt) -> int:
    """Return an upper estimate of what a prompt takes of the model's window."""
    messages = sum(estimate_tokens(message.text) + TOKENS_PER_MESSAGE for message in prompt.messages)
    return estimate_tokens(prompt.system) + TOKENS_PER_MESSAGE + messages


def _assemble(language: LanguageCode, parts: PromptParts, facts: Sequence[str], turns: Sequence[Message]) -> Prompt:
    text = Template(prompt_text(language, "frame")).substitute(
        mode=prompt_text(language, parts.mode_file),
        data_set=quoted(parts.data_set),
        facts="\n".join(quoted(fact) for fact in facts),
        not_modelled=", ".join(quoted(name) for name in parts.not_modelled),
        draft=quoted(parts.draft if len(facts) == len(parts.facts) else ""),
        question=quoted(parts.question),
    )
    history = tuple(Message(turn.role, quoted(turn.text) if turn.role == "user" else turn.text) for turn in turns)
    return Prompt(prompt_text(language, "system"), (*history, Message("user", text)), parts.draft)
