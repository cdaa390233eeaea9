"""A young save: patches of ore, a lake at the western edge, free ground between; and questions about it."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING, Any

from agent.assistant.pipeline import Assistant
from agent.assistant.question import Question
from agent.contract import ChatRequest, Snapshot
from agent.game import bundled
from agent.game.blueprint import decode, normalise
from agent.game.geometry import tile_box
from tests.analysis.kit import snapshot

if TYPE_CHECKING:
    from agent.assistant.question import Answer, BlueprintOffer
    from agent.contract import Language
    from agent.game.gamedata import GameData

Json = dict[str, Any]
SIZE = 130
POWERED = ("steam-power", "electronics", "automation-science-pack")
FIRST = (*POWERED, "automation", "electric-mining-drill")
"""What is researched when the first drills run; belts are from the start, splitters are not."""
LATER = (*FIRST, "logistics", "logistic-science-pack", "steel-processing")
LAKE = [[0, 60, 12, 30]]


def patch(name: str, x: int, y: int, radius: int, amount: int = 800) -> list[Json]:
    """Return a round patch of ore."""
    return [
        {"type": "resource", "name": name, "x": x + dx + 0.5, "y": y + dy + 0.5, "amount": amount}
        for dx in range(-radius, radius + 1)
        for dy in range(-radius, radius + 1)
        if dx * dx + dy * dy <= radius * radius
    ]


IRON, COPPER = patch("iron-ore", 30, 30, 12), patch("copper-ore", 90, 30, 10)
COAL, STONE = patch("coal", 30, 105, 9), patch("stone", 110, 110, 6)
ALL = [*IRON, *COPPER, *COAL, *STONE]


def engines(count: int = 8) -> list[Json]:
    """Return steam engines in a corner: 900 kW each."""
    return [
        {"type": "generator", "name": "steam-engine", "x": 4.5 + 3 * place, "y": 3.5, "unit": 900 + place}
        for place in range(count)
    ]


def save(
    researched: tuple[str, ...] = FIRST,
    entities: list[Json] | None = None,
    size: int = SIZE,
    **more: Any,  # noqa: ANN401 - JSON
) -> Snapshot:
    """Return a snapshot of a young save."""
    return Snapshot.model_validate(
        {
            **snapshot([*ALL, *engines()] if entities is None else entities).model_dump(),
            "surface": {"name": "nauvis", "index": 1, "planet": "nauvis"},
            "area": {"left_top": {"x": 0.0, "y": 0.0}, "right_bottom": {"x": float(size), "y": float(size)}},
            "collected": ["water", "cliffs"],
            "water": LAKE,
            "researched": list(researched),
            **more,
        },
        strict=False,
    )


def flow(name: str, per_min: float) -> Json:
    return {"name": name, "kind": "item", "made_1m": per_min, "made_10m": per_min}


def ask(
    here: Snapshot | None,
    prompt: str = "?",
    language: Language = "en",
    mode: str = "starter",
    data: GameData | None = None,
) -> Answer:
    """Ask as a player does."""
    request = ChatRequest.model_validate(
        {
            "protocol": "1.0", "kind": "request", "request": "chat", "id": "5a3f19c2-r1", "session": "5a3f19c2",
            "tick": 1, "nonce": "abcdef01", "player": {"index": 1, "name": "Anna"}, "locale": language,
            "multiplayer": False, "mode": mode, "prompt": prompt, "snapshot": here.id if here else None,
        },
        strict=False,
    )  # fmt: skip
    return Assistant().answer(
        Question(
            request=request,
            language=language,
            snapshot=here,
            snapshots=(here,) if here else (),
            data=data or bundled.load("base-2.0.77"),
        )
    )


@dataclass(frozen=True)
class Ghost:
    """An entity of an offered blueprint as it will lie on the map, by its tiles."""

    name: str
    left: int
    top: int
    width: int
    height: int
    direction: int

    @property
    def tiles(self) -> set[tuple[int, int]]:
        return {(self.left + x, self.top + y) for x in range(self.width) for y in range(self.height)}

    def around(self, tiles: int) -> set[tuple[int, int]]:
        return Ghost("", self.left - tiles, self.top - tiles, self.width + 2 * tiles, self.height + 2 * tiles, 0).tiles


def ghosts(offer: BlueprintOffer | None) -> list[Ghost]:
    """Lay an offered string out at its position by the mod's rule: the middle of its tiles goes there."""
    assert offer is not None
    assert offer.position is not None
    data = bundled.load("base-2.0.77")
    entities = normalise(decode(offer.string)["blueprint"]).entities
    boxes = [tile_box(data.entities[each.name], each.x, each.y, each.direction) for each in entities]
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    dx = floor(offer.position.x - (right - left) / 2 + 0.5) - left
    dy = floor(offer.position.y - (bottom - top) / 2 + 0.5) - top
    return [
        Ghost(
            each.name,
            int(box[0] + dx),
            int(box[1] + dy),
            int(box[2] - box[0]),
            int(box[3] - box[1]),
            each.direction,
        )
        for each, box in zip(entities, boxes, strict=True)
    ]
