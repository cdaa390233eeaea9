"""Names that players gave (stations, signs, the players themselves), replaced by ids where the player wishes it.

The same snapshot gives the same ids; a model reads and writes ``station-3``, the player reads the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from agent.assistant.sanitise import clean_text, plain_name
from agent.game.names import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from agent.assistant.question import Question
    from agent.contract import Snapshot
    from agent.game.gamedata import GameData

SHORTEST = 3
"""Shorter names tell nothing and would be found inside everything."""
_ID = re.compile(r"(?<![\w-])(player|station|sign|group|name)-(\d+)(?![\w-])", re.IGNORECASE)
_KINDS = {"train-stop": "station", "display-panel": "sign", "programmable-speaker": "sign"}
_FIELDS = {
    "station": "station",
    "backer_name": "station",
    "group": "group",
    "interrupt": "name",
    "custom_name": "name",
    "author": "player",
    "player_name": "player",
}


@dataclass(frozen=True, slots=True)
class NameBook:
    """Names by id. An empty book changes nothing."""

    names: Mapping[str, str] = field(default_factory=dict)

    def hide(self, text: str) -> str:
        """Return a text with every name replaced by its id, the longest first."""
        for spelled, given_id in self._spellings():
            text = re.sub(rf"(?<!\w){re.escape(spelled)}(?!\w)", given_id, text)
        return text

    def hide_in(self, value: Any) -> Any:  # noqa: ANN401 - any JSON value
        """Return a JSON value with the names in its texts replaced."""
        if isinstance(value, str):
            return self.hide(value)
        if isinstance(value, list):
            return [self.hide_in(each) for each in value]
        if isinstance(value, dict):
            return {key: self.hide_in(each) for key, each in value.items()}
        return value

    def reveal(self, text: str) -> str:
        """Return a text with ids turned back into names, harmless to show; an id that is none of ours stays."""
        return _ID.sub(lambda found: plain_name(self.names.get(found.group().lower(), found.group())), text)

    def _spellings(self) -> list[tuple[str, str]]:
        found: dict[str, str] = {}
        for given_id, name in self.names.items():
            for spelled in (name, clean_text(name), plain_name(name), printable(name)):
                if len(spelled.strip()) >= SHORTEST:
                    found.setdefault(spelled.strip(), given_id)
        return sorted(found.items(), key=lambda entry: (-len(entry[0]), entry[0]))


def name_book(question: Question, data: GameData) -> NameBook:
    """Collect the names that players gave in all that a question is about; names of the game itself are none."""
    game = {*data.items, *data.fluids, *data.recipes, *data.entities, *data.technologies}
    game |= {shown.casefold() for shown in question.localised.values()}
    snapshots = [question.snapshot] if question.snapshot is not None else []
    snapshots += [each for each in question.snapshots if each is not question.snapshot]
    names: dict[str, str] = {}
    known: set[str] = set()
    counts: dict[str, int] = {}
    for kind, name in _given(question.request.player.name, snapshots):
        plain = plain_name(name)
        if len(plain) < SHORTEST or plain in known or plain.casefold() in game or plain in game:
            continue
        known.add(plain)
        counts[kind] = counts.get(kind, 0) + 1
        names[f"{kind}-{counts[kind]}"] = name
    return NameBook(names)


def _given(player: str, snapshots: Iterable[Snapshot]) -> Iterator[tuple[str, str]]:
    yield "player", player
    for snapshot in snapshots:
        yield "player", snapshot.player.name
        for entity in snapshot.entities:
            if entity.text:
                yield _KINDS.get(entity.type, "name"), entity.text
        rest = snapshot.model_dump(exclude={"entities", "player", "area", "surface", "researched"})
        yield from _in_fields(rest)


def _in_fields(value: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any JSON value
    """Yield the names in fields that hold names given by players, wherever they stand (trains, stops, chat)."""
    if isinstance(value, dict):
        for key, each in value.items():
            if isinstance(each, str) and key in _FIELDS:
                yield _FIELDS[key], each
            elif key == "interrupts":
                yield from _in_fields([{**part, "interrupt": part.get("name", "")} for part in each])
            else:
                yield from _in_fields(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _in_fields(each)
