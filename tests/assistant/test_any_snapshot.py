"""Whatever a snapshot or a player holds, every mode answers, and nothing that acts gets through."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.assistant.modes import MODES
from agent.assistant.pipeline import Assistant
from agent.contract import ElectricNetwork, SnapshotEntity, SnapshotInventory, SnapshotStack

if TYPE_CHECKING:
    from agent.contract import Language, Mode
    from tests.assistant.conftest import Ask, MakeSnapshot

NAMES = st.sampled_from(
    ["assembling-machine-2", "stone-furnace", "inserter", "iron-chest", "electric-mining-drill", "iron-ore", "lab"]
) | st.text(max_size=20)
RECIPES = st.none() | st.sampled_from(["copper-cable", "electronic-circuit", "plastic-bar"]) | st.text(max_size=20)
STATUSES = st.none() | st.sampled_from(["working", "no_power", "full_output", "item_ingredient_shortage", "weird"])
TYPES = st.sampled_from(["assembling-machine", "furnace", "container", "mining-drill", "resource", "lab", "inserter"])
NUMBERS = st.floats(-2e6, 2e6) | st.sampled_from([0.0, 1e300, -1e300, 5e-324])
AMOUNTS = st.floats(0, 1e300)
STACKS = st.builds(SnapshotStack, name=NAMES, count=st.integers(0, 10**9))
ENTITIES = st.builds(
    SnapshotEntity,
    type=TYPES,
    name=NAMES,
    x=NUMBERS,
    y=NUMBERS,
    direction=st.integers(0, 15),
    status=STATUSES,
    recipe=RECIPES,
    crafting_speed=st.none() | AMOUNTS,
    productivity_bonus=st.none() | st.floats(-1, 1e6),
    products_finished=st.none() | st.integers(0, 10**12),
    network=st.none() | st.integers(0, 3),
    ghost=st.booleans(),
    deconstruct=st.booleans(),
    modules=st.lists(STACKS, max_size=2).map(tuple),
    inventories=st.lists(
        st.builds(SnapshotInventory, inventory=NAMES, slots=st.just(1), free_slots=st.just(0), items=st.tuples(STACKS)),
        max_size=1,
    ).map(tuple),
)
NETWORKS = st.builds(
    ElectricNetwork,
    id=st.integers(0, 3),
    satisfaction=st.none() | st.floats(0, 1),
    demand_w=st.none() | AMOUNTS,
    supply_w=st.none() | AMOUNTS,
    no_power=st.integers(0, 5),
    estimated=st.booleans(),
)


@given(
    entities=st.lists(ENTITIES, max_size=6).map(tuple),
    networks=st.lists(NETWORKS, max_size=2).map(tuple),
    prompt=st.text(max_size=40),
    mode=st.sampled_from(sorted(MODES)),
    language=st.sampled_from(["ru", "en"]),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_mode_answers_on_any_snapshot(
    make_snapshot: MakeSnapshot,
    ask: Ask,
    entities: tuple[SnapshotEntity, ...],
    networks: tuple[ElectricNetwork, ...],
    prompt: str,
    mode: Mode,
    language: Language,
) -> None:
    answer = Assistant().answer(ask(prompt, mode, make_snapshot(entities, networks), language))
    assert answer.text
    for text in (answer.text, *answer.notes, *(finding.text for finding in answer.findings)):
        acting = {c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Cs"}}
        assert not acting
        assert "[img" not in text
