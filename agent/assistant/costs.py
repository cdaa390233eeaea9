"""What an answer cost, as the player reads it under the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.assistant.question import Answer
    from agent.i18n import Catalogue

_CENT_DIGITS = 4
"""Of a dollar: an answer of a small model costs hundredths of a cent."""


def cost_notes(answer: Answer, words: Catalogue) -> tuple[str, ...]:
    """Return what a model took for an answer; nothing where none was asked or nothing is known."""
    prompt, reply = answer.prompt_tokens, answer.reply_tokens
    if not (prompt or reply):
        return ()
    tokens = words.number((prompt or 0) + (reply or 0), 0)
    if answer.cost_usd is None:
        return (words.text("note-tokens", tokens=tokens),)
    return (words.text("note-cost", tokens=tokens, usd=words.number(answer.cost_usd, _CENT_DIGITS)),)
