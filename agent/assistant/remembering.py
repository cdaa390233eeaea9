"""The player's memory after an answer: one exchange longer, its oldest turns summed up when it is long."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent.assistant.postprocess import is_in_language, plain_words
from agent.assistant.prompts import prompt_text
from agent.assistant.sanitise import quoted
from agent.errors import ModelError
from agent.models import EmbeddedModel, Message, Prompt, prompt_tokens

if TYPE_CHECKING:
    from agent.assistant.case import Case
    from agent.assistant.given_names import NameBook
    from agent.assistant.memory import Memory
    from agent.assistant.question import Answer
    from agent.models import LanguageModel, Listener

SUMMARY_TOKENS = 400


def remembered(
    case: Case, answer: Answer, model: LanguageModel, book: NameBook, listener: Listener | None = None
) -> Answer:
    """Return the answer with the memory to be kept; without one in the question nothing is remembered.

    ``book`` holds the names that a model is not to see: the memory keeps them as they are.
    """
    memory, prompt = case.question.memory, case.question.request.prompt
    if memory is None:
        return answer
    before = memory.without_repetition(prompt, case.mode_id)
    after = before.with_exchange(prompt, answer.text, case.mode_id)
    if not after.is_long:
        return replace(answer, memory=after)
    return replace(answer, memory=_summed_up(case, after, model, book, listener))


@dataclass(frozen=True, slots=True)
class _Unheard:
    """Waits for a summary as the player waits for his answer, and shows him nothing of it."""

    waiting: Listener

    def heard(self, piece: str) -> None:
        """Pass over it."""

    def restarted(self) -> None:
        """Pass over it."""

    def cancelled(self) -> bool:
        """Tell whether the answer is no longer wanted."""
        return self.waiting.cancelled()


def _summed_up(case: Case, memory: Memory, model: LanguageModel, book: NameBook, listener: Listener | None) -> Memory:
    """Let a model sum up the oldest turns; by rule where there is none, or it fails, or talks nonsense."""
    if isinstance(model, EmbeddedModel) or (listener is not None and listener.cancelled()):
        return memory.summarised_by_rule()
    language = case.analyst.catalogue.language
    lines = [memory.summary] if memory.summary else []
    lines += [f"{turn.role}: {turn.text}" for turn in memory.oldest]
    asked = "\n".join(quoted(book.hide(line)) for line in lines)
    by_rule = memory.summarised_by_rule()
    prompt = Prompt(prompt_text(language, "summary"), (Message("user", asked),), draft=by_rule.summary)
    if prompt_tokens(prompt) + SUMMARY_TOKENS > model.context_tokens:
        return by_rule
    unheard = _Unheard(listener) if listener is not None else None
    try:
        reply = model.complete(prompt, max_tokens=SUMMARY_TOKENS, listener=unheard)
    except ModelError:
        return by_rule
    words = plain_words(book.reveal(reply.text))
    return memory.summarised(words) if words and is_in_language(words, language) else by_rule
