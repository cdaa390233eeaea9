"""A watched game laid out for a decision: what is known of it, the places it names, and what could be offered.

Whoever decides names places and offers by their labels alone, so nobody can invent a coordinate, a blueprint or a
schedule: coordinates are those of findings, blueprints the composer's, schedules the trains analyser's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from agent.assistant.analyst import Analyst
from agent.assistant.case import Case
from agent.assistant.observing import observed
from agent.assistant.question import Question
from agent.assistant.watching.events import STUCK, events_of
from agent.contract import ChatRequest
from agent.game.bundled import load
from agent.i18n import catalogue

if TYPE_CHECKING:
    from agent.analysis.findings import Finding
    from agent.assistant.watching.watched import Watched
    from agent.contract import Mode, Observation

MOST_PLACES: Final = 12
Place = tuple[float, float, str]
"""x and y in tiles, and the surface."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a decision is about.

    Attributes:
        watched: The observation and its surroundings.
        case: The same as a question of the chat, for those who answer such.
        findings: Emergencies, gravest first, then what happened.
        places: By label, ``P1`` and so on, in the order of the findings.
    """

    watched: Watched
    case: Case
    findings: tuple[Finding, ...]
    places: dict[str, Place]

    @property
    def analyst(self) -> Analyst:
        """Return who puts findings into words."""
        return self.case.analyst

    @property
    def urgent(self) -> tuple[Finding, ...]:
        """Return the emergencies."""
        return self.case.urgent

    @property
    def trains_stuck(self) -> bool:
        """Tell whether trains are what is wrong."""
        seen = self.watched.observation
        return any(finding.id.startswith("train-deadlock") for finding in self.urgent) or any(
            (each.event == "train-state" and each.name in STUCK)
            or (each.event == "alert" and each.name == "train_no_path")
            for each in seen.event_log
        )

    @property
    def attacked(self) -> bool:
        """Tell whether enemies are what is wrong."""
        urgent = any(finding.id in {"turrets-empty", "enemies-close"} for finding in self.urgent)
        return urgent or any(each.event == "entity-died" for each in self.watched.observation.event_log)

    def label(self, finding: Finding) -> str | None:
        """Return the label of a finding's place."""
        place = _place(finding)
        return next((label for label, each in self.places.items() if each == place), None)

    def line(self, finding: Finding) -> str:
        """Return a finding as a model is told it: the label of its place, its severity, and what to do about it."""
        label = self.label(finding)
        parts = [f"[{label}]" if label else "", f"({finding.severity.value})", self.analyst.line(finding)]
        return " ".join(filter(None, (*parts, self.analyst.advice(finding))))

    def in_mode(self, mode: Mode) -> Case:
        """Return the case as a question of another mode."""
        request = self.case.question.request.model_copy(update={"mode": mode})
        return replace(self.case, question=replace(self.case.question, request=request))


def scene_of(watched: Watched) -> Scene:
    """Lay a watched game out."""
    seen = watched.observation
    urgent = observed(seen)
    findings = (*urgent, *events_of(seen))
    places: dict[str, Place] = {}
    for finding in findings:
        place = _place(finding)
        if place is not None and place not in places.values() and len(places) < MOST_PLACES:
            places[f"P{len(places) + 1}"] = place
    question = Question(
        request=_request(seen, watched.question),
        language=watched.language,
        snapshot=watched.snapshot,
        snapshots=watched.snapshots,
        data=watched.data,
        localised=watched.localised,
    )
    analyst = Analyst(catalogue(watched.language), watched.localised)
    return Scene(watched, Case(question, analyst, watched.data or load(), urgent), findings, places)


def _place(finding: Finding) -> Place | None:
    if finding.position is None or finding.surface is None:
        return None
    return (*finding.position, finding.surface)


def _request(seen: Observation, words: str) -> ChatRequest:
    return ChatRequest(
        protocol=seen.protocol,
        kind="request",
        id=seen.id,
        session=seen.session,
        tick=seen.tick,
        request="chat",
        player=seen.player,
        locale=seen.locale,
        nonce=seen.nonce,
        multiplayer=False,
        mode="chat",
        prompt=words,
    )
