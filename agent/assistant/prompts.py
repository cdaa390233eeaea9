"""A model's prompt, from the text files of ``prompts/`` and the facts, within the model's window.

Everything that comes from the game or a player is quoted as JSON strings inside named blocks, so that it cannot end its
block or pass for an instruction of ours.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, partial
from string import Template
from typing import TYPE_CHECKING

from agent.assistant.sanitise import clean_text, quoted
from agent.errors import ModelError
from agent.models import Message, Note, Prompt, Refitted, prompt_tokens
from agent.resources import bundled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.i18n import LanguageCode
    from agent.models import ToolSpec


@dataclass(frozen=True, slots=True)
class PromptParts:
    """What a prompt is made of. ``facts`` come most important first: the end is cut where room lacks.

    ``additions`` are the profile's own words, set by the owner of the key: they follow the system text. ``summary`` is
    what is remembered of the talk before ``history``.
    """

    mode_file: str
    question: str
    facts: Sequence[str]
    draft: str
    data_set: str
    not_modelled: Sequence[str] = ()
    history: Sequence[Message] = ()
    summary: str = ""
    additions: str = ""
    tools: tuple[ToolSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class BuiltPrompt:
    """A prompt that fits, and what had to stay out of it."""

    prompt: Prompt
    tokens: int
    cut_facts: int = 0
    cut_turns: int = 0
    cut_tools: bool = False


@cache
def prompt_text(language: LanguageCode, name: str) -> str:
    """Return the text of ``prompts/<language>/<name>.txt``."""
    return (bundled("prompts") / language / f"{name}.txt").read_text(encoding="utf-8").strip()


def build_prompt(language: LanguageCode, parts: PromptParts, *, context_tokens: int, reply_tokens: int) -> BuiltPrompt:
    """Build the prompt; where the window is too small the oldest turns go first, then the tools, then the last facts.

    Raises:
        ModelError: ``prompt-too-long`` when not even the question alone fits.
    """
    room = context_tokens - reply_tokens
    turns, facts, tools = list(parts.history), list(parts.facts), parts.tools
    summary = parts.summary
    while True:
        prompt = _assemble(language, replace(parts, history=turns, tools=tools, summary=summary), facts)
        tokens = prompt_tokens(prompt)
        if tokens <= room:
            cut_facts, cut_turns = len(parts.facts) - len(facts), len(parts.history) - len(turns)
            cut_turns += bool(parts.summary) and not summary
            prompt = replace(prompt, refit=partial(_refitted, language, parts, reply_tokens))
            return BuiltPrompt(prompt, tokens, cut_facts, cut_turns, cut_tools=len(tools) < len(parts.tools))
        if turns:
            del turns[0]
        elif summary:
            summary = ""
        elif tools:
            tools = ()
        elif facts:
            # Halving would drop more than needed, one by one would be slow on thousands: an eighth at a time.
            del facts[len(facts) - max(1, len(facts) // 8) :]
        else:
            raise ModelError("prompt-too-long", tokens=tokens, window=context_tokens)


def _refitted(language: LanguageCode, parts: PromptParts, reply_tokens: int, context_tokens: int) -> Refitted:
    """Build the prompt anew for another window."""
    built = build_prompt(language, parts, context_tokens=context_tokens, reply_tokens=reply_tokens)
    return Refitted(built.prompt, cut_notes(built))


def cut_notes(built: BuiltPrompt) -> tuple[Note, ...]:
    """Return what the player should know of what stayed out of a prompt."""
    notes = []
    if built.cut_facts or built.cut_turns:
        notes.append(Note("note-cut", {"facts": built.cut_facts, "turns": built.cut_turns}))
    if built.cut_tools:
        notes.append(Note("note-cut-tools"))
    return tuple(notes)


def _assemble(language: LanguageCode, parts: PromptParts, facts: Sequence[str]) -> Prompt:
    text = Template(prompt_text(language, "frame")).substitute(
        mode=prompt_text(language, parts.mode_file),
        data_set=quoted(parts.data_set),
        facts="\n".join(quoted(fact) for fact in facts),
        not_modelled=", ".join(quoted(name) for name in parts.not_modelled),
        draft=quoted(parts.draft if len(facts) == len(parts.facts) else ""),
        memory=quoted(parts.summary),
        question=quoted(parts.question),
    )
    history = tuple(Message(turn.role, _said(turn)) for turn in parts.history)
    return Prompt(_system(language, parts), (*history, Message("user", text)), parts.draft, parts.tools)


def _said(turn: Message) -> str:
    """Return an earlier turn: a player's quoted, an answer of ours as it stood, but unable to open or end a block."""
    if turn.role == "user":
        return quoted(turn.text)
    return clean_text(turn.text).replace("<", "‹").replace(">", "›")


def _system(language: LanguageCode, parts: PromptParts) -> str:
    sections = [prompt_text(language, "system")]
    if parts.tools:
        sections.append(prompt_text(language, "tools-use"))
    if parts.additions.strip():
        sections.append(parts.additions.strip())
    return "\n\n".join(sections)
