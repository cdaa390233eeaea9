"""What happened in a watched game, as findings: the embedded analyst tells them, a model gets them as facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from agent.analysis.findings import Finding, Name, Severity, Word, count
from agent.assistant.sanitise import plain_name
from agent.contract import AlertKind, TrainState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.analysis.findings import Arg
    from agent.contract import Event, Observation

_ALERTS: Final = frozenset(get_args(AlertKind))
_STATES: Final = frozenset(get_args(TrainState))
GRAVE: Final = frozenset({"entity_destroyed", "entity_under_attack", "turret_out_of_ammo", "train_no_path"})
STUCK: Final = frozenset({"no_path", "no_schedule", "destination_full"})


def events_of(observation: Observation) -> tuple[Finding, ...]:
    """Return what happened, what was lost first; words of the chat are no finding but a question."""
    found = [
        finding
        for place, event in enumerate(observation.event_log, 1)
        for finding in _finding(place, event, observation.surface.name)
    ]
    if observation.dropped_events:
        dropped: dict[str, Arg] = {"count": count(observation.dropped_events)}
        found.append(Finding(id="dropped", severity=Severity.INFO, key="event-dropped", args=dropped))
    return tuple(sorted(found, key=lambda finding: -finding.severity.rank))


def is_loss(finding: Finding) -> bool:
    """Tell whether a finding is something that died."""
    return finding.key == "event-entity-died"


def _finding(place: int, event: Event, surface: str) -> Iterator[Finding]:
    args: dict[str, Arg] = {"count": count(event.count)}
    severity, key = Severity.INFO, f"event-{event.event}"
    match event.event:
        case "entity-died":
            severity = Severity.WARNING
            args["entity"] = Name("entity", event.name or "")
        case "player-died":
            severity = Severity.WARNING
            if event.name:
                key = "event-player-died-by"
                args["entity"] = Name("entity", event.name)
        case "research-finished":
            args["technology"] = Name("technology", event.name or "")
        case "rocket-launched":
            args["entity"] = Name("entity", event.name or "rocket-silo")
        case "train-state":
            args["state"] = _word("train-state", event.name or "", _STATES)
            if event.detail is not None and event.name in STUCK:
                severity, key = Severity.WARNING, "event-train-stuck"
                args["train"] = plain_name(event.detail)
        case "alert":
            severity = Severity.WARNING if event.name in GRAVE else Severity.INFO
            args["alert"] = _word("alert", event.name or "", _ALERTS)
            if event.detail:
                key = "event-alert-about"
                args["entity"] = Name("entity", event.detail)
        case _:
            return
    yield Finding(
        id=f"e{place}",
        severity=severity,
        key=key,
        args=args,
        position=None if event.position is None else (event.position.x, event.position.y),
        surface=event.surface or surface,
        evidence=(f"{event.event} at tick {event.tick}",),
    )


def _word(kind: str, name: str, known: frozenset[str]) -> Word | str:
    """Return the catalogue's word for a name of `defines`; one that a newer game has is shown as it is."""
    return Word(f"{kind}-{name.replace('_', '-')}") if name in known else plain_name(name)
