"""A cause planted in a factory is what the answer names first, with its place, in both languages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest

from agent.assistant.pipeline import Assistant
from agent.contract import ElectricNetwork
from tests.analysis.kit import DATA, GEAR, PACK, PLATE, crafter, drill, furnace, ore, snapshot

if TYPE_CHECKING:
    from agent.assistant.question import Answer
    from agent.contract import Language, Snapshot
    from tests.assistant.conftest import Ask

COPPER, SULFUR = "copper-plate", "sulfur"
SHORT = "item_ingredient_shortage"
Entity = dict[str, Any]


def pack(unit: int, status: str = SHORT, **has: int) -> Entity:
    """One machine on red science: a gear and a copper plate each."""
    return crafter(unit, PACK, status, has={name.replace("_", "-"): count for name, count in has.items()})


def plant(status: str, **more: Any) -> Entity:  # noqa: ANN401 - JSON
    """A chemical plant on sulfur: 30 petroleum gas and 30 water a craft (game data)."""
    return {**crafter(1, SULFUR, status, **more), "name": "chemical-plant"}


def centrifuge() -> Entity:
    return {**crafter(1, "uranium-processing", "full_output"), "name": "centrifuge"}


WAITS_FOR_GEARS = pack(3, copper_plate=4)
FED = pack(3, "working", copper_plate=4, iron_gear_wheel=4)


@dataclass(frozen=True)
class Planted:
    """A factory, the words of the verdict in both languages, and where the first finding points."""

    entities: tuple[Entity, ...]
    russian: str
    english: str
    place: tuple[float, float]


CASES = {
    "missing input": Planted(
        (crafter(1, GEAR, "working"), pack(2, iron_gear_wheel=4)),
        "Узкое место — «copper plate»: на участке это никто не делает, а извне не поступает. Нужно 6/мин.",
        "The bottleneck is “copper plate”: nothing in the area makes it, and none comes from outside. Needed: 6/min.",
        (8.0, 1.5),
    ),
    "input for some": Planted(
        (*(crafter(n, GEAR, "working") for n in (1, 2, 3)), crafter(4, GEAR, SHORT)),
        "Узкое место — «iron plate»: поступает извне, но хватает не всем. Нужно 480/мин.",
        "The bottleneck is “iron plate”: it comes from outside, but not enough for every machine. Needed: 480/min.",
        (16.0, 1.5),
    ),
    "full output that nobody takes": Planted(
        (crafter(2, GEAR, "full_output"),),
        "Явных узких мест на участке не видно. Машины на «iron gear wheel» стоят с полным выходом: "
        "на участке продукцию никто не берёт.",
        "No obvious bottleneck is in sight in the area. The machines for “iron gear wheel” stand still with full "
        "output: nobody in the area takes it.",
        (8.0, 1.5),
    ),
    "full output beside hunger": Planted(
        (crafter(2, GEAR, "full_output"), WAITS_FOR_GEARS),
        "Узкое место — «iron gear wheel»: это делают, но до ждущих машин не доходит. "
        "Сейчас не выходит ничего, а нужно 6/мин.",
        "The bottleneck is “iron gear wheel”: it is made but does not reach the machines that wait. "
        "Nothing comes out now while 6/min is needed.",
        (8.0, 1.5),
    ),
    "no power": Planted(
        (furnace(1, "working"), crafter(2, GEAR, "no_power"), WAITS_FOR_GEARS),
        "Узкое место — «iron gear wheel»: машины, которые это делают, без электричества. "
        "Сейчас не выходит ничего, а нужно 6/мин.",
        "The bottleneck is “iron gear wheel”: the machines that make it have no power. "
        "Nothing comes out now while 6/min is needed.",
        (8.0, 1.5),
    ),
    "low power": Planted(
        (crafter(2, GEAR, "low_power"), WAITS_FOR_GEARS),
        "Узкое место — «iron gear wheel»: машинам, которые это делают, не хватает электричества. Нужно 6/мин.",
        "The bottleneck is “iron gear wheel”: the machines that make it get too little power. Needed: 6/min.",
        (8.0, 1.5),
    ),
    "no pole": Planted(
        (crafter(2, GEAR, "not_plugged_in_electric_network"), WAITS_FOR_GEARS),
        "Узкое место — «iron gear wheel»: машины, которые это делают, не подключены к электросети. "
        "Сейчас не выходит ничего, а нужно 6/мин.",
        "The bottleneck is “iron gear wheel”: the machines that make it are not connected to power. "
        "Nothing comes out now while 6/min is needed.",
        (8.0, 1.5),
    ),
    "no fuel two steps up": Planted(
        (furnace(1, "no_fuel"), crafter(2, GEAR, SHORT), WAITS_FOR_GEARS),
        # a gear takes two plates, and the machine wants 60 gears a minute
        "Узкое место — «iron plate»: машины, которые это делают, без топлива. "
        "Сейчас не выходит ничего, а нужно 120/мин.",
        "The bottleneck is “iron plate”: the machines that make it have no fuel. "
        "Nothing comes out now while 120/min is needed.",
        (4.0, 1.5),
    ),
    "too few machines": Planted(
        # wiki: assembling machine 1 makes 60 gears and 6 packs a minute
        (crafter(1, GEAR, "working"), *(pack(n, copper_plate=4) for n in range(2, 13))),
        "Узкое место — «iron gear wheel»: машины могут делать 60/мин, а нужно 66/мин.",
        "The bottleneck is “iron gear wheel”: the machines can make 60/min while 66/min is needed.",
        (4.0, 1.5),
    ),
    "switched off by a circuit": Planted(
        (crafter(2, GEAR, "disabled_by_control_behavior"), WAITS_FOR_GEARS),
        "Узкое место — «iron gear wheel»: машины, которые это делают, выключены логической сетью или скриптом. "
        "Сейчас не выходит ничего, а нужно 6/мин.",
        "The bottleneck is “iron gear wheel”: the machines that make it are switched off by the circuit network or a "
        "script. Nothing comes out now while 6/min is needed.",
        (8.0, 1.5),
    ),
    "no recipe": Planted(
        (crafter(2, None, "no_recipe"), FED),
        "1 машина «assembling machine 1» без рецепта.",
        "1 machine “assembling machine 1” without a recipe.",
        (8.0, 1.5),
    ),
    "missing fluid": Planted(
        (plant("fluid_ingredient_shortage", fluids=[{"name": "water", "amount": 100.0}]),),
        # one craft a second: 30 × 60
        "Узкое место — «petroleum gas»: на участке это никто не делает, а извне не поступает. Нужно 1 800/мин.",
        "The bottleneck is “petroleum gas”: nothing in the area makes it, and none comes from outside. "
        "Needed: 1,800/min.",
        (4.0, 1.5),
    ),
    "blocked, not starved": Planted(
        (crafter(1, GEAR, "full_output"), pack(2, iron_gear_wheel=4)),
        "Узкое место — «copper plate»: на участке это никто не делает, а извне не поступает. Нужно 6/мин.",
        "The bottleneck is “copper plate”: nothing in the area makes it, and none comes from outside. Needed: 6/min.",
        (8.0, 1.5),
    ),
    "a by-product in the way": Planted(
        (centrifuge(), crafter(2, "uranium-fuel-cell", SHORT, has={PLATE: 20, "uranium-238": 40})),
        # uranium fuel cell: ten seconds, one U-235, at speed 0.5
        "Узкое место — «uranium 235»: машины, которые это делают, стоят, потому что у них не забирают «uranium 238». "
        "Сейчас не выходит ничего, а нужно 3/мин.",
        "The bottleneck is “uranium 235”: the machines that make it stand still because “uranium 238” is not taken "
        "away from them. Nothing comes out now while 3/min is needed.",
        (4.0, 1.5),
    ),
    "exhausted ore": Planted(
        (ore(8.5), drill(2, "no_minable_resources"), furnace(1, "no_ingredients")),
        # wiki: a stone furnace smelts 18.75 plates a minute
        "Узкое место — «iron ore»: под бурами кончилась руда. Сейчас не выходит ничего, а нужно 18,75/мин.",
        "The bottleneck is “iron ore”: the ore under the drills has run out. "
        "Nothing comes out now while 18.75/min is needed.",
        (8.0, 1.5),
    ),
    "furnaces that forgot their recipe": Planted(
        ({**furnace(1, "no_ingredients"), "recipe": None}, crafter(2, GEAR, SHORT)),
        "Узкое место — «iron plate»: машины, которые могли бы это делать, стоят пустыми. Нужно 120/мин.",
        "The bottleneck is “iron plate”: the machines that could make it stand empty. Needed: 120/min.",
        (4.0, 1.5),
    ),
    "enough is made but does not arrive": Planted(
        (crafter(1, GEAR, "working"), WAITS_FOR_GEARS),
        "Узкое место — «iron gear wheel»: машин достаточно, но до ждущих доходит не всё.",
        "The bottleneck is “iron gear wheel”: there are enough machines, but not all of it reaches those that wait.",
        (4.0, 1.5),
    ),
    "labs without packs": Planted(
        ({"type": "lab", "name": "lab", "x": 1.5, "y": 1.5, "unit": 1, "status": "missing_science_packs"},),
        "1 машина «lab» ждёт материалов.",
        "1 machine “lab” waits for materials.",
        (1.5, 1.5),
    ),
}


def answered(ask: Ask, taken: Snapshot, language: Language = "ru", *earlier: Snapshot) -> Answer:
    question = replace(ask("", "bottleneck", taken, language), data=DATA, snapshots=(*earlier, taken))
    return Assistant().answer(question)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_planted_cause_is_named_first_with_its_place(ask: Ask, name: str, language: Language) -> None:
    case = CASES[name]
    answer = answered(ask, snapshot(case.entities), language)
    assert answer.text.split("\n")[0] == (case.russian if language == "ru" else case.english)
    assert answer.findings[0].position is not None
    assert (answer.findings[0].position.x, answer.findings[0].position.y) == case.place


@pytest.mark.parametrize("name", CASES)
def test_no_sentence_is_said_twice(ask: Ask, name: str) -> None:
    answer = answered(ask, snapshot(CASES[name].entities))
    listed = [finding.text for finding in answer.findings]
    said = [*answer.text.split("\n"), *answer.notes]
    assert len(set(listed)) == len(listed)
    assert len(set(said)) == len(said)
    # What has no sentence of its own for the text is short enough to stand in both.
    assert len(set(said) & set(listed)) <= 1


def test_every_machine_is_counted_with_what_it_lacks_itself(ask: Ask) -> None:
    answer = answered(ask, snapshot([*(pack(n, iron_gear_wheel=4) for n in (1, 2)), pack(3, copper_plate=4), pack(4)]))
    starved = [
        finding.text for finding in answer.findings if "машин ж" in finding.text and "Первопричина" not in finding.text
    ]
    assert starved == [
        "«automation science pack»: 3 из 4 машин ждут «copper plate».",
        "«automation science pack»: 1 из 4 машин ждёт «iron gear wheel».",
    ]


def test_of_two_causes_the_one_that_holds_up_more_comes_first(ask: Ask) -> None:
    hungry = [pack(n, copper_plate=4) for n in (2, 3, 4)]
    answer = answered(ask, snapshot([crafter(1, GEAR, "no_power"), *hungry, crafter(6, "copper-cable", SHORT)]))
    verdicts = [line for line in answer.text.split("\n") if line.startswith("Узкое место")]
    assert [verdict.split("«")[1].split("»")[0] for verdict in verdicts] == ["iron gear wheel", "copper plate"]


def test_a_machine_that_stands_beside_enough_working_ones_explains_nothing(ask: Ask) -> None:
    working = [crafter(n, GEAR, "working") for n in (1, 2, 4)]
    answer = answered(ask, snapshot([*working, crafter(5, GEAR, "no_power"), WAITS_FOR_GEARS]))
    assert answer.text.startswith("Узкое место — «iron gear wheel»: машин достаточно, но до ждущих доходит не всё.")


def test_what_the_snapshot_does_not_show_is_not_claimed(ask: Ask) -> None:
    blind = {**crafter(1, PACK, SHORT), "inventories": []}
    answer = answered(ask, snapshot([blind]))
    assert answer.text.startswith(
        "«automation science pack»: 1 из 1 машины ждёт ингредиентов; каких, по снимку не видно."
    )


def test_slowed_machines_are_counted_by_what_their_network_gives(ask: Ask) -> None:
    # half of the power: half of the 60 gears a minute (wiki: Electric system, machines slow down in proportion)
    slow = snapshot([crafter(1, GEAR, "low_power", network=7)])
    network = ElectricNetwork(id=7, satisfaction=0.5, demand_w=1000.0, supply_w=500.0, consumers=1, low_power=1)
    answer = answered(ask, slow.model_copy(update={"electric_networks": (network,)}))
    assert "сейчас 30/мин (50 %)" in answer.notes[0]
    assert answer.text.count("\n") == 0, "the emergency has said it all"


def test_the_answer_tells_since_when_the_cause_is_known(ask: Ask) -> None:
    entities = (crafter(2, GEAR, "no_power"), WAITS_FOR_GEARS)
    # a minute is 3600 ticks
    series = [snapshot(entities, tick=tick) for tick in (3_600, 25_200, 36_000)]
    well = snapshot([crafter(2, GEAR, "working"), FED], tick=14_400)
    now = series.pop()
    assert (
        "Та же причина видна уже 9 мин («iron gear wheel», снимков подряд: 3)."
        in answered(ask, now, "ru", *series).text
    )
    assert "видна уже 3 мин («iron gear wheel», снимков подряд: 2)." in answered(ask, now, "ru", *series, well).text
    assert "видна уже" not in answered(ask, now).text
    elsewhere = [snapshot([{**entity, "unit": 90 + n} for n, entity in enumerate(entities)], tick=25_200)]
    assert "видна уже" not in answered(ask, now, "ru", *elsewhere).text


def test_the_game_says_that_it_is_a_fluid_that_lacks(ask: Ask) -> None:
    # plastic bar: one coal and 20 petroleum gas (game data)
    dry = {**crafter(1, "plastic-bar", "fluid_ingredient_shortage"), "name": "chemical-plant"}
    assert "ждёт «petroleum gas»" in answered(ask, snapshot([dry])).findings[1].text


def test_what_lies_in_the_output_feeds_nobody(ask: Ask) -> None:
    machine = WAITS_FOR_GEARS | {
        "inventories": [
            {"inventory": "crafter_input", "slots": 2, "free_slots": 1, "items": [{"name": COPPER, "count": 4}]},
            {"inventory": "crafter_output", "slots": 1, "free_slots": 0, "items": [{"name": GEAR, "count": 4}]},
        ]
    }
    assert "ждёт «iron gear wheel»" in answered(ask, snapshot([machine])).findings[1].text


@pytest.mark.parametrize("name", ["furnaces that forgot their recipe", "full output beside hunger", "no power"])
def test_the_machines_of_the_cause_are_listed_once(ask: Ask, name: str) -> None:
    answer = answered(ask, snapshot(CASES[name].entities))
    assert len(answer.findings) == 2
    assert "замечани" not in answer.text


def test_a_sound_factory_is_one_sentence_and_no_list(ask: Ask) -> None:
    answer = answered(ask, snapshot([crafter(1, GEAR, "working"), FED]))
    assert answer.text == "На участке 2 машины, ни одной не на что жаловаться."
    assert answer.findings == ()


def test_what_is_only_planned_makes_nothing_yet(ask: Ask) -> None:
    entities = [*CASES["too few machines"].entities, {**crafter(20, GEAR, "working"), "ghost": True}]
    answer = answered(ask, snapshot(entities))
    assert answer.text.startswith(CASES["too few machines"].russian)
    assert any("2 машины, из них запланировано 1, не больше 120/мин" in note for note in answer.notes)


def test_who_asks_why_is_not_told_what_stands_there(ask: Ask) -> None:
    taken = snapshot(CASES["no power"].entities)
    why, what = (Assistant().answer(replace(ask(p, "chat", taken), data=DATA)) for p in ("Почему стоит?", "Что тут?"))
    assert why.text.startswith(CASES["no power"].russian)
    assert "Больше всего" not in why.text
    assert not any("Больше всего" in note for note in why.notes)
    assert any("не больше 60/мин" in note for note in why.notes)
    assert "Больше всего: assembling machine 1 — 2, stone furnace — 1." in what.text
    assert not any("не больше" in note for note in what.notes)
