"""Names of the game as a model writes them, and as the player reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent.errors import GameDataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agent.analysis.findings import NameKind
    from agent.assistant.analyst import Analyst
    from agent.game.gamedata import GameData


@dataclass(frozen=True, slots=True)
class Naming:
    """The names of a data set with their wording in the player's language."""

    data: GameData
    analyst: Analyst

    def find(self, text: str, *kinds: NameKind) -> str:
        """Return the internal name that a text means: as it is, with spaces, or as the player's game calls it.

        Raises:
            GameDataError: ``tool-unknown-name``, with the names most like it.
        """
        known = {name: kind for kind in reversed(kinds) for name in self._names(kind)}
        plain = text.strip()
        for spelled in (plain, plain.lower().replace(" ", "-").replace("_", "-")):
            if spelled in known:
                return spelled
        wanted = plain.casefold()
        for (kind, name), shown in self.analyst.localised.items():
            if kind in kinds and name in known and shown.casefold() == wanted:
                return name
        like = self._like(wanted, known)
        raise GameDataError("tool-unknown-name", name=plain[:80], data_set=self.data.label, like=like)

    def row(self, kind: NameKind, name: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON values
        """Return a row about a thing, with its internal name and the one that the player knows."""
        key = "recipe" if kind == "recipe" else "item" if kind in {"item", "fluid"} else "entity"
        return {key: name, "name": self.analyst.name(kind, name), **fields}

    def items(self, amounts: Mapping[str, Any], unit: str) -> list[dict[str, Any]]:
        """Return rows of items with one figure each, under the name of its unit."""
        return [self.row("item", name, **{unit: number(value)}) for name, value in amounts.items()]

    def _names(self, kind: NameKind) -> Iterable[str]:
        data = self.data
        tables: dict[str, Iterable[str]] = {
            "item": data.items,
            "fluid": data.fluids,
            "recipe": data.recipes,
            "entity": data.entities,
            "technology": data.technologies,
        }
        return tables.get(kind, ())

    def _like(self, wanted: str, known: Iterable[str]) -> str:
        words = set(wanted.replace("-", " ").split())
        close = sorted(known, key=lambda name: (-len(words & set(name.split("-"))), len(name), name))
        return ", ".join(name for name in close[:5] if words & set(name.split("-"))) or "—"


def number(value: Any) -> float | int:  # noqa: ANN401 - Fraction, int or float
    """Return a JSON number of at most four decimals, whole ones as integers."""
    rounded = round(float(value), 4)
    return int(rounded) if rounded.is_integer() else rounded
