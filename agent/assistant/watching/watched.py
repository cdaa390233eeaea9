"""What a decision about a watched game is made from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.analysis.findings import NameKind
    from agent.contract import Language, Observation, Snapshot
    from agent.game.gamedata import GameData

_CALL = re.compile(r"\A\s*@?(?:gpt|гпт|assistant|ассистент)(?=[\s,:;!?.]|\Z)[\s,:;!?.]*", re.IGNORECASE)
"""The names that `scripts/happenings.lua` listens to."""
FRESH_TICKS = 30 * 60 * 60
"""A snapshot that is older says nothing of the factory that is watched now."""


@dataclass(frozen=True, slots=True)
class Watched:
    """An observation, its logs those of all observations since the last decision, with everything it is about.

    ``snapshots`` are the player's latest, oldest first; ``quiet`` are the kinds of offers that were made lately and are
    not to be made again. ``by_rules``: no model is asked, as the game has not fetched what was decided before.
    """

    observation: Observation
    language: Language
    snapshots: tuple[Snapshot, ...] = ()
    data: GameData | None = None
    localised: Mapping[tuple[NameKind, str], str] = field(default_factory=dict)
    quiet: frozenset[str] = frozenset()
    by_rules: bool = False

    @property
    def snapshot(self) -> Snapshot | None:
        """Return the newest snapshot of the watched surface, None where none is fresh enough to act on."""
        seen = self.observation
        fitting = [
            each
            for each in self.snapshots
            if each.surface.name == seen.surface.name and 0 <= seen.tick - each.tick <= FRESH_TICKS
        ]
        return max(fitting, key=lambda each: each.tick, default=None)

    @property
    def words(self) -> tuple[str, ...]:
        """Return what the player said to the assistant in the game's chat."""
        return tuple(each.detail for each in self.observation.event_log if each.event == "chat" and each.detail)

    @property
    def question(self) -> str:
        """Return what he said last, without the name he called the assistant by; empty where he said nothing."""
        return _CALL.sub("", self.words[-1]).strip() if self.words else ""
