"""One decision about a watched game: the rules propose, a model confirms, explains or overrides, the game is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent.assistant.given_names import NameBook, name_book
from agent.assistant.telling import failure_notes, note_text
from agent.assistant.watching.model import Asking, asked
from agent.assistant.watching.offering import ASKED, composed_post, offers_of
from agent.assistant.watching.plan import bounded, ruled
from agent.assistant.watching.scene import scene_of
from agent.contract import (
    AlertAction,
    HighlightAction,
    MessageAction,
    OfferBlueprintAction,
    Position,
    ProposeScheduleAction,
    TagAction,
)
from agent.errors import ModelError
from agent.models import EMBEDDED, EmbeddedModel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from agent.assistant.case import Case
    from agent.assistant.question import Answer, BlueprintOffer, Question
    from agent.assistant.watching.model import Decided
    from agent.assistant.watching.offering import Offers
    from agent.assistant.watching.plan import Step
    from agent.assistant.watching.scene import Scene
    from agent.assistant.watching.watched import Watched
    from agent.contract import Action, ScheduleOffer
    from agent.models import LanguageModel, Listener


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides, and how far he may go; see `agent.assistant.pipeline.Assistant`.

    ``embedded`` answers what the player says in the game's chat, without any model.
    """

    model: LanguageModel
    reply_tokens: int
    most_tokens: int
    additions: str = ""
    hide_names: bool = False
    embedded: Callable[[Question], Answer] | None = None


def decide(watched: Watched, who: Decider, listener: Listener | None = None) -> Answer:
    """Return what to do about a watched game, as an answer whose words are its actions.

    Raises:
        GameDataError: The bundled game data are damaged.
        ModelError: ``model-cancelled`` only: nobody waits for it. Whatever else goes wrong, the rules decide.
    """
    scene = scene_of(watched)
    reply = who.embedded(scene.case.question) if who.embedded is not None and watched.question else None
    offers = offers_of(scene, None if reply is None else reply.blueprint)
    steps = ruled(scene, offers, "" if reply is None else reply.text)
    if isinstance(who.model, EmbeddedModel):
        return _answer(scene, offers, steps, EMBEDDED)
    if watched.by_rules:
        unread = scene.analyst.catalogue.text("note-watch-unread")
        return replace(_answer(scene, offers, steps, EMBEDDED), notes=(unread,))
    book = name_book(scene.case.question, scene.case.data) if who.hide_names else NameBook()
    how = Asking(who.model, who.reply_tokens, who.most_tokens, who.additions, book)
    try:
        decided = asked(scene, offers, steps, how, listener)
    except ModelError as error:
        if error.code == "model-cancelled":
            raise
        why = failure_notes(scene.case, who.model.name, error)
        return replace(_answer(scene, offers, steps, EMBEDDED), notes=why)
    notes = [note_text(scene.case, note) for note in decided.reply.notes]
    if decided.dropped:
        notes.append(scene.analyst.catalogue.text("note-watch-dropped", count=decided.dropped))
    return replace(_answer(scene, offers, joint(steps, decided), decided.reply.model), notes=tuple(notes))


def joint(rules: Iterable[Step], decided: Decided) -> tuple[Step, ...]:
    """Join the rules' steps with a model's.

    Confirmed they stand and its own are added; explained its words take the place of theirs; overridden its steps alone
    are left, but where nothing of them was of use.
    """
    if decided.verdict == "override" and (decided.steps or not decided.dropped):
        return decided.steps
    own_words = any(step.kind == "message" for step in decided.steps)
    if decided.verdict == "explain" and own_words:
        rules = [step for step in rules if step.kind != "message"]
    first, then = (rules, decided.steps) if decided.verdict == "confirm" else (decided.steps, rules)
    return bounded((*first, *then))


def _answer(scene: Scene, offers: Offers, steps: Iterable[Step], engine: str) -> Answer:
    blueprint: BlueprintOffer | None = None
    schedules: list[ScheduleOffer] = []
    actions: list[Action] = []
    for step in steps:
        if step.kind == "offer-blueprint":
            blueprint = offers.asked if step.target == ASKED else composed_post(scene)
            if blueprint is None:
                continue  # What cannot be proven is not offered.
        elif step.kind == "propose-schedule":
            schedules += [each for each in offers.schedules if f"S{each.number}" == step.target]
        actions.append(_action(scene, step))
    return replace(_silent(scene.case, engine), actions=tuple(actions), blueprint=blueprint, schedules=tuple(schedules))


def _silent(case: Case, engine: str) -> Answer:
    return replace(case.answer([], engine), findings=())


def _action(scene: Scene, step: Step) -> Action:
    if step.kind == "message":
        return MessageAction(action="message", text=step.text)
    if step.kind == "offer-blueprint":
        return OfferBlueprintAction(action="offer-blueprint", text=step.text)
    if step.kind == "propose-schedule":
        return ProposeScheduleAction(action="propose-schedule", text=step.text, number=int(step.target[1:]))
    x, y, surface = scene.places[step.target]
    at = Position(x=x, y=y)
    if step.kind == "alert":
        return AlertAction(action="alert", text=step.text, position=at, surface=surface)
    if step.kind == "tag":
        return TagAction(action="tag", text=step.text, position=at, surface=surface)
    return HighlightAction(action="highlight", position=at, surface=surface)
