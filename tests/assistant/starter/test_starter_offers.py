"""The starter mode on young saves. Numbers are the wiki's, for the base game:

Stone furnace: 3.2 s a plate at speed 1, 18.75 a minute. Electric mining drill: 30 ore a minute. Assembling machine 1:
speed 0.5, so that five make 30 automation packs a minute and six make 30 logistic ones. Raw materials: automation pack
1 copper and 2 iron plates, logistic pack 1.5 copper and 5.5 iron plates. Boiler: 1.8 MW; coal: 4 MJ. Steam engine:
900 kW. Electric mining drill: 3×3, mines 5×5.
"""

from __future__ import annotations

from collections import Counter

import pytest

from agent.game import bundled
from tests.assistant.starter.kit import (
    ALL,
    COAL,
    IRON,
    LAKE,
    LATER,
    POWERED,
    SIZE,
    ask,
    engines,
    flow,
    ghosts,
    patch,
    save,
)

DRILL, FURNACE = "electric-mining-drill", "stone-furnace"
FIRST_STEPS = [flow("coal", 500), flow("iron-plate", 500), flow("copper-plate", 500)]


def ore(name: str) -> set[tuple[int, int]]:
    return {(int(tile["x"]), int(tile["y"])) for tile in ALL if tile["name"] == name}


def test_with_nothing_researched_it_says_what_comes_first_and_offers_nothing() -> None:
    answer = ask(save(researched=(), entities=ALL))
    assert answer.blueprint is None
    assert answer.text.startswith(
        "Next in order is electricity, but first you need to research: electronics, steam power."
    )
    assert "burner mining drills" in answer.text


def test_power_comes_first_and_its_pump_stands_at_the_shore() -> None:
    """Two boilers, four engines, 3.6 MW for the 2.49 MW that are needed: 54 coal a minute."""
    answer = ask(save(researched=POWERED, entities=ALL))
    counts = Counter(ghost.name for ghost in ghosts(answer.blueprint))
    assert (counts["offshore-pump"], counts["boiler"], counts["steam-engine"]) == (1, 2, 4)
    assert "up to 3.6 MW" in answer.text
    assert "coal 54/min to" in answer.text
    (pump,) = (ghost for ghost in ghosts(answer.blueprint) if ghost.name == "offshore-pump")
    lake = {
        (x, y) for left, top, width, height in LAKE for x in range(left, left + width) for y in range(top, top + height)
    }
    assert not pump.tiles & lake
    assert {(pump.left - 1, pump.top), (pump.left - 2, pump.top)} <= lake, "water lies before the pump"
    assert not any(ghost.tiles & lake for ghost in ghosts(answer.blueprint))


def test_power_that_is_there_is_not_offered_again() -> None:
    answer = ask(save())
    assert answer.blueprint is not None
    assert answer.blueprint.label.startswith("coal")


def test_steps_say_rates_and_machines() -> None:
    """At 30 packs a minute of both kinds: 30 × (2 + 5.5) iron plates, 30 × (1 + 1.5) copper plates."""
    text = ask(save()).text
    assert (
        "iron plate: 225/min needed, 0/min there — missing. Machines: electric mining drill — 8, stone furnace — 12."
        in text
    )
    assert (
        "copper plate: 75/min needed, 0/min there — missing. Machines: electric mining drill — 3, stone furnace — 4."
        in text
    )
    assert "automation science pack: 30/min needed, 0/min there — missing. Machines: assembling machine 1 — 6." in text
    assert "logistic science pack: 30/min needed, 0/min there. Machines: assembling machine 1 — 11." in text


@pytest.mark.parametrize(
    ("item", "per_min", "name"), [("iron-plate", 225, "iron-ore"), ("copper-plate", 75, "copper-ore")]
)
def test_drills_stand_on_the_ore_and_furnaces_follow(item: str, per_min: int, name: str) -> None:
    answer = ask(save(), f"[item={item}]")
    offer = answer.blueprint
    placed = ghosts(offer)
    counts = Counter(ghost.name for ghost in placed)
    assert offer is not None
    assert {rate.name: rate.rate_per_min for rate in offer.promised} == {item: per_min}
    assert counts[DRILL] * 30 >= per_min
    assert counts[FURNACE] * 18.75 >= per_min
    other = set().union(*(ore(one) for one in ("iron-ore", "copper-ore", "coal", "stone") if one != name))
    for drill in (ghost for ghost in placed if ghost.name == DRILL):
        assert len(drill.around(1) & ore(name)) * 3 >= 25, "a third of the 5×5 that it mines"
        assert not drill.around(1) & other
    assert all(0 <= x < SIZE and 0 <= y < SIZE for ghost in placed for x, y in ghost.tiles)
    assert sum(len(ghost.tiles) for ghost in placed) == len(set().union(*(ghost.tiles for ghost in placed)))


def test_ore_under_the_drills_lasts_as_long_as_it_says() -> None:
    answer = ask(save(), "[item=coal]")
    reached = set().union(*(ghost.around(1) for ghost in ghosts(answer.blueprint) if ghost.name == DRILL)) & ore("coal")
    assert f"Under the drills lie {len(reached) * 800:,}" in answer.text


def test_no_drill_mixes_ores() -> None:
    """Copper lies in the middle of the iron: a belt with both would stop the furnaces."""
    mixed = [tile for tile in IRON if abs(tile["x"] - 30) > 3] + patch("copper-ore", 30, 30, 2)
    answer = ask(save(entities=[*mixed, *COAL, *engines()]), "[item=iron-plate]")
    copper = {(int(tile["x"]), int(tile["y"])) for tile in mixed if tile["name"] == "copper-ore"}
    drills = [ghost for ghost in ghosts(answer.blueprint) if ghost.name == DRILL]
    assert len(drills) >= 8
    assert not any(drill.around(1) & copper for drill in drills)


@pytest.mark.parametrize("corner", [(14, 116), (116, 14), (116, 116), (14, 14)])
def test_it_turns_to_where_there_is_room(corner: tuple[int, int]) -> None:
    answer = ask(save(entities=[*patch("iron-ore", *corner, 12), *engines(4)], water=[]), "[item=iron-plate]")
    placed = ghosts(answer.blueprint)
    assert all(0 <= x < SIZE and 0 <= y < SIZE for ghost in placed for x, y in ghost.tiles)


def test_ore_that_is_not_there_is_the_reason() -> None:
    answer = ask(save(entities=[*COAL, *engines()]), "[item=iron-plate]")
    assert answer.blueprint is None
    assert "iron plate: no blueprint. There is no iron-ore in the area." in answer.text


def test_poor_ore_is_refused_with_its_amount() -> None:
    poor = patch("iron-ore", 30, 30, 12, amount=10)
    answer = ask(save(entities=[*poor, *engines()]), "[item=iron-plate]")
    assert answer.blueprint is None
    assert "lasts less than 60 minutes" in answer.text


def test_no_room_is_refused_with_the_size_it_needs() -> None:
    """The patch fills the area: nowhere can furnaces follow the drills."""
    answer = ask(save(entities=patch("iron-ore", 10, 10, 9), size=20, water=[]), "[item=iron-plate]")
    assert answer.blueprint is None
    assert "no place for" in answer.text


def test_cliffs_and_buildings_are_kept_clear_of() -> None:
    cliffs = [[float(x), 44.0] for x in range(0, SIZE, 4)]
    wall = [{"type": "wall", "name": "stone-wall", "x": 45.5, "y": y + 0.5, "unit": y} for y in range(44)]
    answer = ask(save(entities=[*IRON, *wall, *engines()], cliffs=cliffs), "[item=iron-plate]")
    taken = {(45, y) for y in range(44)} | {(x, y) for x in range(SIZE) for y in range(42, 46)}
    if answer.blueprint is None:
        assert "no place for" in answer.text
    else:
        assert not any(ghost.tiles & taken for ghost in ghosts(answer.blueprint))


def test_what_is_made_already_is_passed_over() -> None:
    answer = ask(save(production=[flow("coal", 100), flow("iron-plate", 300)]))
    assert answer.blueprint is not None
    assert answer.blueprint.label == "copper plate 75/min"


def test_ghosts_count_as_built() -> None:
    """The player placed the offered coal mine and smelter: the next answer goes on with copper."""
    here = save(production=[flow("coal", 100)])
    placed = ghosts(ask(here).blueprint)
    planned = [
        {
            "type": {"electric-mining-drill": "mining-drill", "stone-furnace": "furnace"}.get(
                ghost.name, "transport-belt"
            ),
            "name": ghost.name,
            "x": ghost.left + ghost.width / 2,
            "y": ghost.top + ghost.height / 2,
            "ghost": True,
        }
        for ghost in placed
    ]
    answer = ask(save(entities=[*ALL, *engines(), *planned], production=[flow("coal", 100)]))
    assert answer.blueprint is not None
    assert answer.blueprint.label == "copper plate 75/min"


def test_red_science_from_plates_takes_no_splitters() -> None:
    answer = ask(save(production=FIRST_STEPS))
    counts = Counter(ghost.name for ghost in ghosts(answer.blueprint))
    assert counts["assembling-machine-1"] >= 6
    assert not set(counts) & {"splitter", "underground-belt", "assembling-machine-2", "fast-inserter"}
    assert "iron plate 60/min to" in answer.text
    assert "copper plate 30/min to" in answer.text


def test_green_science_waits_for_splitters() -> None:
    """Its block holds splitters, which are researched with logistics."""
    without = tuple(name for name in LATER if name != "logistics")
    flows = [*FIRST_STEPS, flow("automation-science-pack", 60)]
    refused = ask(save(researched=without, production=flows))
    assert "Not researched yet for this blueprint: logistics." in refused.text
    offered = ask(save(researched=LATER, production=flows), "green science").blueprint
    assert offered is not None
    assert {rate.name: rate.rate_per_min for rate in offered.promised} == {"logistic-science-pack": 30}


def test_steel_is_smelted_from_plates() -> None:
    """Military packs take 7.5 steel a minute: a plate in 16 s at speed 1, two furnaces, 37.5 iron plates a minute."""
    text = ask(save(researched=LATER), "сталь").text
    assert "A blueprint is ready: steel plate, 7.5/min" in text
    assert "iron plate 37.5/min to" in text


def test_materials_are_held_against_the_chests() -> None:
    chest = {
        "type": "container", "name": "steel-chest", "x": 60.5, "y": 100.5, "unit": 7,
        "inventories": [{"inventory": "chest", "slots": 48, "free_slots": 40,
                         "items": [{"name": DRILL, "count": 2}]}],
    }  # fmt: skip
    offer = ask(save(entities=[*ALL, *engines(), chest]), "coal").blueprint
    assert offer is not None
    assert {need.name: need.have for need in offer.required}[DRILL] == 2


def test_what_is_asked_for_and_locked_is_refused_by_name() -> None:
    answer = ask(save(researched=POWERED), "меди бы", language="ru")
    assert answer.blueprint is None
    assert answer.text.startswith(
        "«copper plate»: чертежа не будет, сначала нужно исследовать: automation, electric mining drill."
    )


def test_something_of_unknown_size_is_a_reason() -> None:
    odd = {"type": "container", "name": "mystery-box", "x": 64.5, "y": 64.5, "unit": 1}
    answer = ask(save(entities=[*ALL, *engines(), odd]))
    assert answer.blueprint is None
    assert "whose size is not known" in answer.text


def test_when_all_is_there_it_says_so() -> None:
    flows = [*FIRST_STEPS, flow("automation-science-pack", 60), flow("logistic-science-pack", 60)]
    answer = ask(save(production=flows))
    assert answer.blueprint is None
    assert "All that the first science packs take is there." in answer.text


@pytest.mark.parametrize(
    "prompt", ["с чего начать?", "Что строить сначала?", "what do I build first?", "Where do I start?"]
)
def test_chat_hears_where_to_start(prompt: str) -> None:
    answer = ask(save(), prompt, mode="chat")
    assert answer.mode == "starter"
    assert answer.blueprint is not None


def test_chat_without_a_selection_asks_for_one() -> None:
    answer = ask(None, "what do I build first?", mode="chat")
    assert answer.blueprint is None
    assert "needs a selected area" in answer.text


@pytest.mark.parametrize("prompt", ["почему начало стоять?", "what is first in the queue?", "start the train"])
def test_chat_does_not_hear_it_elsewhere(prompt: str) -> None:
    assert ask(save(), prompt, mode="chat").mode == "chat"


def test_space_age_begins_the_same() -> None:
    answer = ask(save(), data=bundled.load("space-age-2.1.20"))
    assert "iron plate: 225/min needed" in answer.text
    assert "foundry" not in answer.text
    assert answer.blueprint is not None


def test_the_same_question_gives_the_same_bytes() -> None:
    first, second = (ask(save(), "[item=coal]").blueprint for _ in range(2))
    assert first == second


def test_russian_reads_like_russian() -> None:
    text = ask(save(), "железо", language="ru").text
    assert "9 буров на месторождении «iron ore» и 15 печей за ними" in text
    assert "Подведите по конвейеру: coal 20,25/мин" in text
