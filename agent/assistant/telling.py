"""The words of an answer: a model's where it gives good ones, the embedded analyst's where it does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.assistant.cache import ReplyCache, prompt_key
from agent.assistant.grounding import ground
from agent.assistant.modes import MODES
from agent.assistant.postprocess import is_in_language
from agent.assistant.prompts import PromptParts, build_prompt
from agent.assistant.sanitise import plain_name
from agent.errors import ModelError
from agent.models import EMBEDDED

if TYPE_CHECKING:
    from agent.analysis.findings import Analysis
    from agent.assistant.case import Case
    from agent.assistant.prompts import BuiltPrompt
    from agent.models import LanguageModel, Reply


@dataclass(frozen=True, slots=True)
class Told:
    """The answer's text, the engine that wrote it, and what is to be said about both."""

    text: str
    engine: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Teller:
    """A model with its cache, and how long its replies may be."""

    model: LanguageModel
    cache: ReplyCache
    reply_tokens: int

    def tell(self, case: Case, question: str, analysis: Analysis, draft: str) -> Told:
        """Let the model tell the facts; whatever goes wrong, the draft is the answer and a note says why."""
        text = case.analyst.catalogue.text
        told = (*case.urgent, *analysis.findings, *analysis.facts)
        facts = [case.analyst.prompt_line(finding) for finding in told]
        parts = PromptParts(
            mode_file=MODES[case.mode_id].prompt_file,
            question=question,
            facts=facts,
            draft=draft,
            data_set=case.data_set,
            not_modelled=[plain_name(name) for name in analysis.not_modelled],
            history=case.question.history,
        )
        try:
            built, reply = self._ask(case, parts)
        except ModelError as error:
            reason = " ".join(case.analyst.reason(error))
            return Told(draft, EMBEDDED, (text("note-model-failed", model=self.model.name, reason=reason),))
        if reply.text == draft:
            return Told(draft, reply.model)
        words = reply.text
        for rule in MODES[case.mode_id].rules:
            words = rule(words)
        if not words or not is_in_language(words, case.analyst.catalogue.language):
            return Told(draft, EMBEDDED, (text("note-model-useless", model=reply.model),))
        self.cache.put(prompt_key(self.model.name, built.prompt), reply)
        names = (*case.analyst.names(told), case.data_set)
        grounded = ground(words, (*facts, draft), f" {text('unproven-mark')}", names)
        lines = [*case.analyst.urgent(case.urgent), grounded.text]  # No model decides whether an emergency is told.
        return Told("\n".join(lines), reply.model, _notes(case, built, grounded.unproven))

    def _ask(self, case: Case, parts: PromptParts) -> tuple[BuiltPrompt, Reply]:
        built = build_prompt(
            case.analyst.catalogue.language,
            parts,
            context_tokens=self.model.context_tokens,
            reply_tokens=self.reply_tokens,
        )
        known = self.cache.get(prompt_key(self.model.name, built.prompt))
        return built, known or self.model.complete(built.prompt, max_tokens=self.reply_tokens)


def _notes(case: Case, built: BuiltPrompt, unproven: tuple[str, ...]) -> tuple[str, ...]:
    text = case.analyst.catalogue.text
    notes = []
    if unproven:
        notes.append(text("note-unproven", count=len(unproven), numbers="; ".join(unproven)))
    if built.cut_facts or built.cut_turns:
        notes.append(text("note-cut", facts=built.cut_facts, turns=built.cut_turns))
    return tuple(notes)
