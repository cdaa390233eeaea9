"""What was said of an emergency is not said again for five minutes of the game, as the watch in the game does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.assistant.observing import observed

if TYPE_CHECKING:
    from agent.analysis.findings import Finding
    from agent.contract import Observation

QUIET_TICKS = 5 * 60 * 60
MOST = 1000
"""Alarms that are remembered; more are no longer news but a base that is lost."""


class Watchman:
    """Remembers what was said of which save's player."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, int, str], int] = {}

    def fresh(self, observation: Observation) -> tuple[Finding, ...]:
        """Return the emergencies of an observation that are to be said now.

        A tick before the one remembered is an older save's: there everything is new.
        """
        found = []
        for finding in observed(observation):
            mark = (observation.session, observation.player.index, finding.id)
            last = self._told.get(mark)
            if last is None or not last <= observation.tick < last + QUIET_TICKS:
                self._told.pop(mark, None)
                self._told[mark] = observation.tick
                found.append(finding)
        while len(self._told) > MOST:
            self._told.pop(next(iter(self._told)))
        return tuple(found)

    def forget(self, session: str) -> None:
        """Forget a save's: a player took his consent back."""
        self._told = {mark: tick for mark, tick in self._told.items() if mark[0] != session}
