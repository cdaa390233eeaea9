"""What an answer is computed from, and how it is written down."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from agent.analysis.findings import Finding, Severity
from agent.assistant.asking.stock import lots

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agent.analysis.findings import Analysis, Arg, NameKind, Position
    from agent.assistant.asking.stock import Lot
    from agent.contract import Snapshot
    from agent.game.gamedata import GameData


@dataclass(slots=True)
class View:
    """A snapshot with the game data, what the analyser of the mode found in it, and earlier snapshots.

    ``localised`` are names in the player's language, as the game exported them.
    """

    snapshot: Snapshot
    data: GameData
    analysis: Analysis
    earlier: Sequence[Snapshot] = field(default=())
    localised: Mapping[tuple[NameKind, str], str] = field(default_factory=dict)
    _lots: list[Lot] | None = None

    @property
    def lots(self) -> list[Lot]:
        """Return everything that lies anywhere; gathered when it is first asked for."""
        if self._lots is None:
            self._lots = list(lots(self.snapshot))
        return self._lots

    def looked_at(self, part: str) -> bool:
        """Tell whether a list of the snapshot was gathered: what is not in it is not there.

        Snapshots that name no list at all come from mods that gathered all of them; an empty one is not believed then.
        """
        return part in self.snapshot.collected or bool(getattr(self.snapshot, part))

    def is_whole(self, part: str) -> bool:
        """Tell whether such a list is told in full."""
        return self.looked_at(part) and part not in self.snapshot.cut


def told(key: str, /, **args: Arg) -> Finding:
    """Return one sentence of an answer; its id is given where all are numbered."""
    return Finding("", Severity.INFO, key, args)


def told_at(view: View, position: Position, key: str, /, **args: Arg) -> Finding:
    """Return one sentence on something that has a place to click."""
    return replace(told(key, **args), position=position, surface=view.snapshot.surface.name)
