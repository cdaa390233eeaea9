"""A factory with a little of everything, and questions put to it in free chat."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from agent.assistant.pipeline import Assistant
from agent.assistant.question import Question
from agent.contract import PROTOCOL, ChatRequest, Player
from agent.game.bundled import load
from agent.models import EmbeddedModel, Message
from tests.scenarios.build import entity, flow, inventory, network, stack
from tests.scenarios.chat.kit import chest, factory, maker
from tests.scenarios.forecast.kit import nest, ore

if TYPE_CHECKING:
    from agent.assistant.question import Answer
    from agent.contract import Language, Snapshot
    from agent.game.gamedata import GameData
    from tests.scenarios.build import Json

SHORT: Final = "item_ingredient_shortage"


def _furnace(n: int, coal: int) -> Json:
    fuel = inventory("fuel", *([stack("coal", coal)] if coal else []))
    return entity(
        "furnace",
        "stone-furnace",
        3.0 * n,
        30.0,
        recipe="iron-plate",
        status="working" if coal else "no_fuel",
        crafting_speed=1.0,
        productivity_bonus=0.0,
        inventories=[fuel, inventory("crafter_input", stack("iron-ore", 25))],
    )


def _tank(x: float, fluid: str, amount: float) -> Json:
    held = [{"name": fluid, "amount": amount, "temperature": 25.0}]
    return entity("storage-tank", "storage-tank", x, 40.5, fluids=held)


@cache
def everything() -> Snapshot:
    """Return the factory: makers, furnaces, ore and oil, chests, tanks, turrets, a train, nests, research."""
    return factory(
        maker("copper-cable", "working", -41.5, 12.5, copper_plate=8),
        *(maker("electronic-circuit", SHORT, -35.5 + 4 * n, 12.5, iron_plate=12) for n in range(4)),
        *(_furnace(n, 0 if n < 2 else 10) for n in range(4)),
        *ore("iron-ore", 50, 500.0),
        *({**ore("crude-oil", 1, 600_000.0)[0], "x": 100.5 + 5 * n} for n in range(3)),
        chest(1.5, 1.5, stack("iron-plate", 1200), stack("copper-cable", 300), stack("speed-module", 5)),
        chest(5.5, 1.5, stack("coal", 500), stack("steel-plate", 20), name="iron-chest"),
        _tank(10.5, "petroleum-gas", 12_500.0),
        _tank(14.5, "water", 25_000.0),
        entity("ammo-turret", "gun-turret", 50.5, 50.5, status="no_ammo"),
        entity("ammo-turret", "gun-turret", 54.5, 50.5, status="working"),
        *(entity("transport-belt", "transport-belt", 0.5 + n, 60.5) for n in range(20)),
        electric_networks=[
            network(
                demand_w=5e6,
                supply_w=4e6,
                satisfaction=0.8,
                flows=[flow("assembling-machine-2", "use", 3e6), flow("roboport", "use", 1e6)],
            )
        ],
        trains=[
            {
                "id": 17,
                "state": "no_path",
                "x": 40.0,
                "y": 60.0,
                "inside": True,
                "current": 1,
                "locomotives": 1,
                "stops": [{"station": "Copper Mine", "wait": [{"type": "full"}]}],
                "fuel": [stack("coal", 40)],
                "burning_j": 1e6,
                "cargo": [{"name": "iron-ore", "count": 2600}],
            }
        ],
        train_stops=[{"unit": 1, "station": "Iron Mine", "x": 0.0, "y": 0.0}],
        enemies=[nest(120.0 + 6 * n, 0.0) for n in range(3)],
        collected=["trains", "train_stops", "enemies"],
        research={"current": "sulfur-processing", "progress": 0.4, "queue": ["sulfur-processing", "automation-2"]},
        researched=["automation", "logistics"],
        character={"x": 12.0, "y": 3.5, "surface": "nauvis", "health_ratio": 0.8},
    )


def language_of(question: str) -> Language:
    """Return the language that a question is written in."""
    return "ru" if any("а" <= letter <= "я" for letter in question.lower()) else "en"


def question(prompt: str, taken: Snapshot | None = None, before: str = "") -> Question:
    """Return a question in the language it is written in.

    ``taken`` is the snapshot that goes with it, ``before`` what the player said before it.
    """
    snapshot, language = taken, language_of(prompt)
    request = ChatRequest(
        protocol=PROTOCOL,
        session="5a3f19c2",
        tick=1_296_000,
        kind="request",
        id="5a3f19c2-1",
        player=Player(index=1, name="Vera"),
        locale=language,
        nonce="0badcafe",
        multiplayer=False,
        request="chat",
        mode="chat",
        prompt=prompt,
        snapshot=None if snapshot is None else snapshot.id,
    )
    history = (Message("user", before), Message("assistant", "…")) if before else ()
    known = () if snapshot is None else (snapshot,)
    return Question(request, language, snapshot, snapshots=known, data=data(), history=history)


@cache
def data() -> GameData:
    """Return the data of the game that these questions are asked in."""
    return load("space-age-2.1.20")


@cache
def without_trains() -> Snapshot:
    """Return the factory without its train and its stop."""
    return everything().model_copy(update={"trains": [], "train_stops": []})


def told(prompt: str, *, boxed: bool = True, before: str = "", taken: Snapshot | None = None) -> Answer:
    """Put a question; ``boxed``: a snapshot goes with it. All spaces of the answer are plain."""
    seen = taken or (everything() if boxed else None)
    answer = Assistant(EmbeddedModel()).answer(question(prompt, seen, before))
    return replace(answer, text=re.sub("[\u00a0\u202f]", " ", answer.text))
