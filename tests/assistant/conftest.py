"""Snapshots and questions as the mod writes them, small enough to follow by eye."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from agent.assistant.question import Question
from agent.contract import (
    PROTOCOL,
    Area,
    BlueprintRequest,
    ChatRequest,
    ElectricNetwork,
    Player,
    Position,
    Snapshot,
    SnapshotEntity,
    SnapshotInventory,
    SnapshotStack,
    Surface,
)
from agent.game.bundled import load

if TYPE_CHECKING:
    from agent.contract import Language, Mode
    from agent.models import Message

PLAYER = Player(index=1, name="Анна")
SESSION = "5a3f19c2"
TICK = 36_000


class MakeSnapshot(Protocol):
    """Build a snapshot of 40 × 30 tiles from entities and networks."""

    def __call__(
        self,
        entities: tuple[SnapshotEntity, ...] = ...,
        networks: tuple[ElectricNetwork, ...] = ...,
        researched: tuple[str, ...] = ...,
    ) -> Snapshot: ...


class Ask(Protocol):
    """Build a question as a player asks it in the chat window."""

    def __call__(
        self,
        prompt: str = ...,
        mode: Mode = ...,
        snapshot: Snapshot | None = ...,
        language: Language = ...,
        history: tuple[Message, ...] = ...,
    ) -> Question: ...


class AskBlueprint(Protocol):
    """Build a request for a blueprint."""

    def __call__(
        self, item: str, rate_per_min: float, snapshot: Snapshot | None = ..., language: Language = ...
    ) -> Question: ...


def assembler(
    x: float, y: float, recipe: str | None, status: str, held: tuple[tuple[str, int], ...] = ()
) -> SnapshotEntity:
    """Return an assembling machine 2 (crafting speed 0.75)."""
    items = tuple(SnapshotStack(name, count) for name, count in held)
    return SnapshotEntity(
        type="assembling-machine",
        name="assembling-machine-2",
        x=x,
        y=y,
        unit=int(x * 1000 + y),
        force="player",
        status=status,
        recipe=recipe,
        crafting_speed=0.75,
        productivity_bonus=0.0,
        network=3,
        inventories=(SnapshotInventory("crafter_input", 2, 1, items),),
    )


@pytest.fixture(scope="session")
def make_snapshot() -> MakeSnapshot:
    def build(
        entities: tuple[SnapshotEntity, ...] = (),
        networks: tuple[ElectricNetwork, ...] = (),
        researched: tuple[str, ...] = (),
    ) -> Snapshot:
        return Snapshot(
            protocol=PROTOCOL,
            session=SESSION,
            tick=TICK,
            kind="snapshot",
            id="5a3f19c2-s1",
            player=PLAYER,
            surface=Surface(name="nauvis", index=1, planet="nauvis"),
            area=Area(left_top=Position(x=0.0, y=0.0), right_bottom=Position(x=40.0, y=30.0)),
            selection="entities",
            load_score=float(len(entities)),
            entity_count=len(entities),
            researched=researched,
            electric_networks=networks,
            entities=entities,
        )

    return build


@pytest.fixture(scope="session")
def good_network() -> ElectricNetwork:
    return ElectricNetwork(id=3, satisfaction=1.0, demand_w=1_500_000.0, supply_w=1_500_000.0, poles=4, consumers=8)


@pytest.fixture(scope="session")
def dead_network() -> ElectricNetwork:
    return ElectricNetwork(id=3, satisfaction=0.0, demand_w=1_500_000.0, supply_w=0.0, consumers=8, no_power=8)


@pytest.fixture(scope="session")
def cables_too_slow(make_snapshot: MakeSnapshot, good_network: ElectricNetwork) -> Snapshot:
    """Three circuit assemblers that starve for cable behind one cable assembler which never rests.

    Electronic circuits take 0.5 s and 3 cables, a craft of cable takes 0.5 s and gives 2 (game data: base recipes), so
    three machines ask for 3 × 90 × 3 = 810 cables a minute and one cable machine makes 180.
    """
    plates = (("iron-plate", 20),)
    chest = SnapshotEntity(
        type="container",
        name="iron-chest",
        x=20.5,
        y=20.5,
        inventories=(SnapshotInventory("chest", 32, 30, (SnapshotStack("transport-belt", 40),)),),
    )
    return make_snapshot(
        (
            assembler(2.5, 2.5, "copper-cable", "working", (("copper-plate", 10),)),
            assembler(6.5, 2.5, "electronic-circuit", "item_ingredient_shortage", plates),
            assembler(10.5, 2.5, "electronic-circuit", "item_ingredient_shortage", plates),
            assembler(14.5, 2.5, "electronic-circuit", "item_ingredient_shortage", plates),
            chest,
        ),
        (good_network,),
        ("automation", "automation-2", "electronics", "logistics"),
    )


@pytest.fixture(scope="session")
def ask() -> Ask:
    def question(
        prompt: str = "",
        mode: Mode = "chat",
        snapshot: Snapshot | None = None,
        language: Language = "ru",
        history: tuple[Message, ...] = (),
    ) -> Question:
        request = ChatRequest(
            protocol=PROTOCOL,
            session=SESSION,
            tick=TICK,
            kind="request",
            id="5a3f19c2-1",
            player=PLAYER,
            locale=language,
            nonce="0badcafe",
            multiplayer=False,
            request="chat",
            mode=mode,
            prompt=prompt,
            snapshot=snapshot.id if snapshot else None,
        )
        return Question(request, language, snapshot, data=load("base-2.1.20"), history=history)

    return question


@pytest.fixture(scope="session")
def ask_blueprint() -> AskBlueprint:
    def question(
        item: str, rate_per_min: float, snapshot: Snapshot | None = None, language: Language = "ru"
    ) -> Question:
        request = BlueprintRequest(
            protocol=PROTOCOL,
            session=SESSION,
            tick=TICK,
            kind="request",
            id="5a3f19c2-2",
            player=PLAYER,
            locale=language,
            nonce="0badcafe",
            multiplayer=False,
            request="blueprint",
            item=item,
            rate_per_min=rate_per_min,
            snapshot=snapshot.id if snapshot else None,
        )
        return Question(request, language, snapshot, data=load("base-2.1.20"))

    return question
