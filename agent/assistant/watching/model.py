"""A model's decision about a watched game: asked in a fixed shape, checked, held against what was computed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from string import Template
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from agent.assistant.grounding import ground, known_of
from agent.assistant.postprocess import is_in_language, no_blueprint_strings, plain_words
from agent.assistant.prompts import prompt_text
from agent.assistant.sanitise import clean_text, quoted
from agent.assistant.watching.plan import AT_A_PLACE, KINDS, MOST_IN_ALL, Kind, Step, bounded
from agent.errors import ModelError
from agent.models import JsonShape, Message, Note, Prompt, Refitted, prompt_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent.assistant.given_names import NameBook
    from agent.assistant.grounding import Known
    from agent.assistant.watching.offering import Offers
    from agent.assistant.watching.scene import Scene
    from agent.contract import ActionOutcome
    from agent.models import LanguageModel, Listener, Reply

Verdict = Literal["confirm", "explain", "override"]
NOWHERE = "-"
"""The target of a message."""
MOST_OUTCOMES = 20


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ProposedStep(_Part):
    """One action as a model writes it; ``target`` is a label of the prompt or `NOWHERE`."""

    action: Kind
    target: str
    text: str


class Proposal(_Part):
    """A model's whole reply."""

    verdict: Verdict
    actions: tuple[ProposedStep, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """What a model decided: its verdict on the rules, its own steps, and what of it was of no use."""

    verdict: Verdict
    steps: tuple[Step, ...]
    dropped: int
    reply: Reply


@dataclass(frozen=True, slots=True)
class Asking:
    """How a model is asked.

    ``additions`` are the profile's own words; ``book`` hides the names that players gave.
    """

    model: LanguageModel
    reply_tokens: int
    most_tokens: int
    additions: str
    book: NameBook


def asked(scene: Scene, offers: Offers, steps: Sequence[Step], how: Asking, listener: Listener | None) -> Decided:
    """Let a model decide.

    Raises:
        ModelError: It gave nothing of use; ``model-cancelled``: nobody waits any more.
    """
    prompt, _ = prompt_of(scene, offers, steps, how, how.model.context_tokens)
    reply = how.model.complete(prompt, max_tokens=how.most_tokens, listener=listener)
    try:
        proposal = Proposal.model_validate_json(reply.text)
    except ValidationError:
        raise ModelError("model-no-json", id=reply.model) from None
    known = known_in(scene, offers, steps)
    own = [_checked(each, scene, offers, how, known) for each in proposal.actions[:MOST_IN_ALL]]
    kept = [step for step in own if step is not None]
    return Decided(proposal.verdict, bounded(kept), len(proposal.actions) - len(kept), reply)


def prompt_of(scene: Scene, offers: Offers, steps: Sequence[Step], how: Asking, window: int) -> tuple[Prompt, int]:
    """Return the prompt for a window, and how many facts, the least important, had to stay out of it.

    Raises:
        ModelError: ``prompt-too-long``.
    """
    facts = [scene.line(finding) for finding in scene.findings]
    while True:
        prompt = _assemble(scene, offers, steps, how, facts)
        tokens = prompt_tokens(prompt)
        if tokens + how.reply_tokens <= window:
            cut = len(scene.findings) - len(facts)
            return replace(prompt, refit=partial(_refitted, scene, offers, steps, how)), cut
        if not facts:
            raise ModelError("prompt-too-long", tokens=tokens, window=window)
        del facts[len(facts) - max(1, len(facts) // 8) :]


def shape_of(scene: Scene, offers: Offers) -> JsonShape:
    """Return the form of a reply: the closed list of actions, and the labels that there are."""
    step = {
        "type": "object",
        "properties": {
            "action": {"type": "string", "enum": list(KINDS)},
            "target": {"type": "string", "enum": [NOWHERE, *scene.places, *offers.lines]},
            "text": {"type": "string"},
        },
        "required": ["action", "target", "text"],
        "additionalProperties": False,
    }
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {
            "verdict": {"type": "string", "enum": ["confirm", "explain", "override"]},
            "actions": {"type": "array", "items": step},
        },
        "required": ["verdict", "actions"],
        "additionalProperties": False,
    }
    return JsonShape("decision", schema)


def _refitted(scene: Scene, offers: Offers, steps: Sequence[Step], how: Asking, window: int) -> Refitted:
    prompt, cut = prompt_of(scene, offers, steps, how, window)
    return Refitted(prompt, (Note("note-cut", {"facts": cut, "turns": 0}),) if cut else ())


def _assemble(scene: Scene, offers: Offers, steps: Sequence[Step], how: Asking, facts: Sequence[str]) -> Prompt:
    language, hide = scene.watched.language, how.book.hide
    draft = "\n".join(filter(None, (step.text for step in steps)))
    outcomes = (" ".join(filter(None, (each.action, each.result, each.reason))) for each in _outcomes(scene))
    text = Template(prompt_text(language, "watch-frame")).substitute(
        facts=_block(map(hide, facts)),
        offers=_block(hide(f"[{label}] {line}") for label, line in offers.lines.items()),
        rules=_block(_told(step, hide(step.text)) for step in steps),
        outcomes=_block(outcomes),
        words=_block(map(hide, scene.watched.words)),
    )
    system = "\n\n".join(filter(None, (prompt_text(language, "watch"), how.additions.strip())))
    return Prompt(system, (Message("user", text),), draft=draft, shape=shape_of(scene, offers))


def _outcomes(scene: Scene) -> Sequence[ActionOutcome]:
    return scene.watched.observation.action_log[-MOST_OUTCOMES:]


def _told(step: Step, text: str) -> str:
    return " ".join(filter(None, (step.kind, f"[{step.target}]" if step.target else "", text)))


def _block(lines: Iterable[str]) -> str:
    return "\n".join(quoted(line) for line in lines)


def _checked(proposed: ProposedStep, scene: Scene, offers: Offers, how: Asking, known: Known) -> Step | None:
    """Return an action that may be done: its label is there, its words are of use; None otherwise."""
    kind, target = proposed.action, proposed.target if proposed.target != NOWHERE else ""
    if kind in AT_A_PLACE:
        fits = target in scene.places
    elif kind == "message":
        fits, target = True, ""
    else:
        fits = target in offers.lines and target[0] == ("B" if kind == "offer-blueprint" else "S")
    if not fits:
        return None
    if kind == "highlight":
        return Step(kind, target=target)
    words = no_blueprint_strings(plain_words(how.book.reveal(proposed.text)))
    words = words if kind == "message" else " ".join(words.split())
    if not words or not is_in_language(words, scene.watched.language):
        return None
    mark = f" {scene.analyst.catalogue.text('unproven-mark')}"
    grounded = ground(words, known, mark)
    # A message can say that a number is not borne out; a tag has no room for it.
    if grounded.text != words and kind != "message":
        return None
    return Step(kind, grounded.text, target)


def known_in(scene: Scene, offers: Offers, steps: Iterable[Step]) -> Known:
    """Gather what a decision may state: the findings, the offers, what the rules say, and what the player said."""
    case, analyst = scene.case, scene.analyst
    said = (step.text for step in steps if step.text)
    texts = (*map(scene.line, scene.findings), *offers.lines.values(), *said, *map(clean_text, scene.watched.words))
    return known_of(
        case.data,
        analyst.localised,
        [(finding, analyst.line(finding)) for finding in scene.findings],
        texts=texts,
        shown_names=(*analyst.names(scene.findings), *scene.places, *offers.lines, case.data_set),
    )
