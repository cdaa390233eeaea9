"""The nine modes as data: what each computes, which prompt it uses, how a model's words are treated, what it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.analysis.bottleneck import Past, bottlenecks, causes_seen
from agent.analysis.circuits import circuit_analysis, circuit_of_snapshot
from agent.analysis.defence import defence_analysis
from agent.analysis.findings import Analysis
from agent.analysis.forecast import forecast_analysis
from agent.analysis.from_snapshot import factory_of_snapshot
from agent.analysis.logistics import logistics_analysis
from agent.analysis.measured import earlier_of
from agent.analysis.power import power_analysis
from agent.analysis.trains import train_analysis
from agent.assistant.ahead import circuits_ahead
from agent.assistant.emergency import emergencies
from agent.assistant.overview import networks, overview
from agent.assistant.per_snapshot import PerSnapshot
from agent.assistant.postprocess import bounded, no_blueprint_strings, no_repetition, plain_words
from agent.assistant.starter.analysis import starter_mode_analysis

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agent.analysis.bottleneck import Causes
    from agent.analysis.findings import Finding
    from agent.analysis.measured import Earlier
    from agent.assistant.ahead import NameOf
    from agent.contract import Mode as ModeId
    from agent.contract import Snapshot
    from agent.game.gamedata import GameData

    Analyser = Callable[[Snapshot, Sequence[Snapshot], GameData], Analysis]
    Asked = Callable[[Snapshot, GameData, str, NameOf], tuple[Finding, ...]]
    Rule = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Mode:
    """One mode.

    ``analyse`` takes the snapshot, the latest ones of that player and the game data.
    ``asked`` computes what the player's words ask for beyond it.
    ``calm_key`` is the catalogue's sentence for nothing found, ``rules`` run over a model's words in order.
    """

    id: ModeId
    analyse: Analyser
    calm_key: str
    prompt_file: str
    rules: tuple[Rule, ...]
    needs_snapshot: bool = True
    reads_wishes: bool = False
    offers_blueprint: bool = False
    asked: Asked | None = None


_CAUSES: PerSnapshot[Causes] = PerSnapshot()
_EARLIER: PerSnapshot[Earlier] = PerSnapshot()
"""The last snapshots go with every question; what is needed of each as an older one is found once."""
_BOTTLENECKS: PerSnapshot[Analysis] = PerSnapshot()
"""Depends on nothing that a player types: computed when a snapshot comes, it is there before he has typed."""


def _bottleneck(snapshot: Snapshot, earlier: Sequence[Snapshot], data: GameData) -> Analysis:
    before = [each for each in earlier if each.tick < snapshot.tick]
    return _BOTTLENECKS.of(snapshot, data, lambda: _bottlenecks(snapshot, before, data), before)


def _bottlenecks(snapshot: Snapshot, before: Sequence[Snapshot], data: GameData) -> Analysis:
    factory = factory_of_snapshot(snapshot, data)
    past = [_past(each, data) for each in before]

    def keep(causes: Causes) -> None:
        _CAUSES.of(snapshot, data, lambda: causes)

    _EARLIER.of(snapshot, data, lambda: earlier_of(factory))
    return bottlenecks(factory, past, snapshot.plan, keep=keep)


def _past(snapshot: Snapshot, data: GameData) -> Past:
    """Return an older snapshot, viewed only where nothing is known of it yet."""
    return Past(
        _EARLIER.of(snapshot, data, lambda: earlier_of(factory_of_snapshot(snapshot, data))),
        lambda: _CAUSES.of(snapshot, data, lambda: causes_seen(factory_of_snapshot(snapshot, data))),
    )


def _power(snapshot: Snapshot, earlier: Sequence[Snapshot], data: GameData) -> Analysis:
    found = power_analysis(snapshot, earlier, data)
    facts = found.facts or networks(snapshot)
    return Analysis((*emergencies(snapshot), *found.findings), facts, found.not_modelled, found.data_set)


def _circuits(snapshot: Snapshot, earlier: Sequence[Snapshot], data: GameData) -> Analysis:  # noqa: ARG001 - one shape
    return circuit_analysis(circuit_of_snapshot(snapshot, data), data.label)


def _chat(snapshot: Snapshot, earlier: Sequence[Snapshot], data: GameData) -> Analysis:
    found = _bottleneck(snapshot, earlier, data)
    return Analysis(found.findings, (*overview(snapshot), *found.facts), found.not_modelled, found.data_set)


_RULES: tuple[Rule, ...] = (plain_words, no_blueprint_strings, no_repetition, bounded)


MODES: dict[ModeId, Mode] = {
    mode.id: mode
    for mode in (
        Mode("chat", _chat, "answer-calm-chat", "chat", _RULES, needs_snapshot=False, reads_wishes=True),
        Mode("bottleneck", _bottleneck, "answer-calm-bottleneck", "bottleneck", _RULES, offers_blueprint=True),
        Mode("power", _power, "answer-calm-power", "power", _RULES),
        Mode("logistics", logistics_analysis, "answer-calm-logistics", "logistics", _RULES),
        Mode("defence", defence_analysis, "answer-calm-defence", "defence", _RULES, offers_blueprint=True),
        Mode("trains", train_analysis, "answer-calm-trains", "trains", _RULES),
        Mode("circuits", _circuits, "answer-calm-circuits", "circuits", _RULES, asked=circuits_ahead),
        Mode("starter", starter_mode_analysis, "answer-calm-starter", "starter", _RULES, offers_blueprint=True),
        Mode("forecast", forecast_analysis, "answer-calm-forecast", "forecast", _RULES),
    )
}
