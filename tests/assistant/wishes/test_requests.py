"""A table of requests as players of both languages write them: understood as meant, asked back, or left alone.

What a belt carries is the game data's (15, 30 and 45 items a second; wiki: Transport belts).
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from agent.assistant.wishes import AskBack, BuildRequest, Manner, read_wish, split_prompt, vocabulary_of
from agent.game.bundled import load
from agent.game.prototypes import Lab

UNDERSTOOD: list[tuple[str, str, float | Fraction]] = [
    # Russian: names, cases and the players' words
    ("построй 60 шестерёнок в минуту", "iron-gear-wheel", 60),
    ("Сделай мне завод железных шестерен на 90 в минуту, пожалуйста", "iron-gear-wheel", 90),
    ("нужны шестеренки, 1,5 в секунду", "iron-gear-wheel", 90),
    ("хочу 45 зелёных микросхем в минуту", "electronic-circuit", 45),
    ("Построй производство электросхем 120/мин", "electronic-circuit", 120),
    ("красные схемы 30/мин", "advanced-circuit", 30),
    ("замути 0,5 красных плат в секунду", "advanced-circuit", 30),
    ("сделай 20 процессоров в минуту", "processing-unit", 20),
    ("синие микросхемы, 15 в минуту", "processing-unit", 15),
    ("45 красной науки в минуту", "automation-science-pack", 45),
    ("Построй красные банки 45 в минуту", "automation-science-pack", 45),
    ("мне бы зелёных колб 30 в минуту", "logistic-science-pack", 30),
    ("организуй сорок пять синей науки в минуту", "chemical-science-pack", 45),
    ("нужна военная наука, 20 в мин", "military-science-pack", 20),
    ("фиолетовую науку 60/мин построй", "production-science-pack", 60),
    ("собери жёлтую науку на 30 в минуту", "utility-science-pack", 30),
    ("банки зелёной науки 45/мин", "logistic-science-pack", 45),
    ("построй лёгкие конструкции 10 в минуту", "low-density-structure", 10),
    ("ЛДС 12/мин", "low-density-structure", 12),
    ("поставь сталь 60 в минуту", "steel-plate", 60),
    ("сделай пластик 100 в минуту", "plastic-bar", 100),
    ("построй серу 30/мин", "sulfur", 30),
    ("двадцать двигателей в минуту построй", "engine-unit", 20),
    ("построй полпояса шестерёнок", "iron-gear-wheel", 450),
    ("пояс железа", "iron-plate", 900),
    ("два жёлтых пояса меди", "copper-plate", 1800),
    ("сделай пол красного пояса зелёных микросхем", "electronic-circuit", 900),
    ("полную синюю ленту железных плит", "iron-plate", 2700),
    ("тысячу зелёных микросхем в минуту", "electronic-circuit", 1000),
    ("2 тысячи медного кабеля в час", "copper-cable", Fraction(2000, 60)),
    ("полтора в секунду красных микросхем", "advanced-circuit", 90),
    ("одну трубу в секунду, построй", "pipe", 60),
    ("стены 30 в минуту", "stone-wall", 30),
    ("построй бронебойные патроны 20/мин", "piercing-rounds-magazine", 20),
    ("накидай чертёж на красные патроны, 30/мин", "piercing-rounds-magazine", 30),
    ("построй быстрые манипуляторы 10/мин", "fast-inserter", 10),
    ("хочу красные конвейеры 30 в минуту", "fast-transport-belt", 30),
    ("построй рельсы 60/мин", "rail", 60),
    ("можешь построить 60 труб в минуту?", "pipe", 60),
    ("каркасы дронов 5 в минуту построй", "flying-robot-frame", 5),
    ("построй серную кислоту 250/мин", "sulfuric-acid", 250),
    # English
    ("build 60 gears per minute", "iron-gear-wheel", 60),
    ("green circuits 45/min", "electronic-circuit", 45),
    ("I want 1.5 red circuits per second", "advanced-circuit", 90),
    ("make me blue chips at 20 a minute", "processing-unit", 20),
    ("can you build 75 spm of red science?", "automation-science-pack", 75),
    ("45 SPM green science please", "logistic-science-pack", 45),
    ("blue science packs, 30 per minute", "chemical-science-pack", 30),
    ("military science 20/min", "military-science-pack", 20),
    ("I need purple science at 45 per minute", "production-science-pack", 45),
    ("set up yellow science bottles 15/m", "utility-science-pack", 15),
    ("LDS 10/min", "low-density-structure", 10),
    ("build me half a belt of green circuits", "electronic-circuit", 450),
    ("a full red belt of gears", "iron-gear-wheel", 1800),
    ("two blue belts of iron plates", "iron-plate", 5400),
    ("one lane of copper cable", "copper-cable", 450),
    ("1k/h red circuits", "advanced-circuit", Fraction(1000, 60)),
    ("build steel 0.75/s", "steel-plate", 45),
    ("forty-five engine units a minute please", "engine-unit", 45),
    ("produce one thousand copper wire per minute", "copper-cable", 1000),
    ("batteries 30/min", "battery", 30),
    ("build plastic, 2 per second", "plastic-bar", 120),
    ("gimme 20 piercing ammo per minute", "piercing-rounds-magazine", 20),
    ("blueprint for 12 solar panels per minute", "solar-panel", 12),
    ("please craft stone walls 30/min", "stone-wall", 30),
    ("one engine every 2 seconds, build it", "engine-unit", 30),
    ("hey, could you make 60 pipes/min?", "pipe", 60),
    ("rocket fuel 10/min", "rocket-fuel", 10),
    ("how do I build 60 inserters per minute", "inserter", 60),
]

WITH_A_MANNER: list[tuple[str, str, float, Manner]] = [
    ("ряд автоматов для шестерёнок 60 в минуту", "iron-gear-wheel", 60, Manner(row=True)),
    ("60 gears/min in foundries", "iron-gear-wheel", 60, Manner(machines=("foundry",))),
    (
        "шестерёнки из железа в литейке 60/мин",
        "iron-gear-wheel",
        60,
        Manner("plates", ("iron-plate",), machines=("foundry",)),
    ),
    ("красная наука из руды, 30 в минуту", "automation-science-pack", 30, Manner("raw")),
    ("build 45 green circuits per minute from scratch", "electronic-circuit", 45, Manner("raw")),
    (
        "45 green circuits per minute, fit in 20x30",
        "electronic-circuit",
        45,
        Manner(max_width_tiles=20, max_height_tiles=30),
    ),
    ("красные микросхемы 20/мин за 40 тайлов в ширину", "advanced-circuit", 20, Manner(max_width_tiles=40)),
    ("красные микросхемы 20/мин не шире 40", "advanced-circuit", 20, Manner(max_width_tiles=40)),
    ("60 gears per minute, belts only yellow", "iron-gear-wheel", 60, Manner(belt="transport-belt")),
    (
        "синяя наука 30/мин, только на красных конвейерах",
        "chemical-science-pack",
        30,
        Manner(belt="fast-transport-belt"),
    ),
    ("красные микросхемы 20/мин без модулей", "advanced-circuit", 20, Manner()),
    ("30 red circuits/min with productivity modules", "advanced-circuit", 30, Manner(modules="productivity-module")),
    ("30 red circuits/min с модулями скорости 3", "advanced-circuit", 30, Manner(modules="speed-module-3")),
    ("сталь 60/мин в электропечах", "steel-plate", 60, Manner(machines=("electric-furnace",))),
    (
        "зелёные микросхемы 60/мин из медного кабеля и железных плит",
        "electronic-circuit",
        60,
        Manner("plates", ("copper-cable", "iron-plate")),
    ),
]

WITH_A_MANNER += [
    (
        "engines 12/min. steel, gears and pipes come in on belts",
        "engine-unit",
        12,
        Manner("plates", ("steel-plate", "iron-gear-wheel", "pipe")),
    ),
    (
        "двигателей 12 в минуту, сталь, шестерни и трубы подвожу сам",
        "engine-unit",
        12,
        Manner("plates", ("steel-plate", "iron-gear-wheel", "pipe")),
    ),
    (
        "piercing ammo 40 per minute, needs to fit in 20x20",
        "piercing-rounds-magazine",
        40,
        Manner(max_width_tiles=20, max_height_tiles=20),
    ),
    (
        "фиолетовая наука 6 в минуту, но чтоб влезло в 60 на 50 клеток",
        "production-science-pack",
        6,
        Manner(max_width_tiles=60, max_height_tiles=50),
    ),
    (
        "построй 250 серной кислоты в минуту, влезть должно в 60 на 40 клеток",
        "sulfuric-acid",
        250,
        Manner(max_width_tiles=60, max_height_tiles=40),
    ),
    # Six at speed 0.75, 0.5 s each (game data): 540 a minute.
    ("6 assembling machine 2 of gears", "iron-gear-wheel", 540, Manner(machines=("assembling-machine-2",))),
]

ASKED: list[tuple[str, str]] = [
    ("микросхемы 60 в минуту", "ask-which-of"),
    ("построй науку 45 в минуту", "ask-which-of"),
    ("зелёнки 100/мин", "ask-which-of"),
    ("build 60 circuits per minute", "ask-which-of"),
    ("ammo 30/min", "ask-which-of"),
    ("построй аккумуляторы 10/мин", "ask-which-of"),
    ("построй шестерёнки", "ask-rate"),
    ("build a factory for blue science", "ask-rate"),
    ("build 500 gears", "ask-per-what"),
    ("построй 5 сборочных автоматов 2", "ask-per-what"),
    ("построй 60 шестерёнок и 30 труб в минуту", "ask-which-item"),
    ("красная и зелёная наука 45/мин", "ask-which-item"),
    ("red and green science, 45 spm each", "ask-which-item"),
    ("трубы из железа и шестерёнки 60/мин", "ask-which-item"),
    ("gears for 45 red science per minute, build them", "ask-which-item"),
    ("построй легендарные шестерёнки 60/мин", "ask-quality"),
    ("rare inserters 5/min", "ask-quality"),
    ("построй шестерёнки 30-45 в минуту", "ask-unclear-rate"),
    ("build gears on 10 machines", "ask-machines"),
    ("поставь 6 сборщиков на зелёные платы", "ask-machines"),
    ("60 spm please", "ask-which-of"),
    ("два пояса шестерёнок 60/мин", "ask-unclear-rate"),
    ("построй 60 шестиринок в минуту", "ask-did-you-mean"),
    ("build 60 flurbinators per minute", "ask-did-you-mean"),
    ("построй 60 абырвалгов в минуту", "ask-no-such-thing"),
    ("построй что-нибудь полезное", "ask-no-such-thing"),
    ("построй не больше 45 шестерёнок в минуту", "ask-words"),
    ("хочу 60 шестерёнок в минуту, как в прошлый раз", "ask-words"),
    ("не строй трубы, построй 60 шестерёнок в минуту", "ask-which-item"),
    ("60 gears per minute for my mall, build", "ask-words"),
    ("построй", "ask-what-to-build"),
]

LEFT_ALONE = [
    "не строй шестерёнки",
    "не надо строить 60 шестерёнок в минуту",
    "don't build 60 gears per minute",
    "сколько шестерёнок нужно на 45 красной науки в минуту?",
    "how many gears do I need for 45 red science per minute?",
    "What do I need to build 45 blue science per minute?",
    "что нужно, чтобы построить 45 синей науки в минуту",
    "хватит ли железа на 60 шестерёнок в минуту?",
    "а стоит вообще строить синие платы до поездов?",
    "стоит ли строить ещё 60 шестерёнок в минуту?",
    "у меня 60 шестерёнок в минуту",
    "мой завод делает 60 шестерёнок в минуту",
    "we make 60 gears per minute already",
    "не хватает 60 шестерёнок в минуту",
    "шестерёнки опять кончились",
    "I built 60 gears per minute yesterday",
    "why are my green circuits at 12 per second",
    "привет",
]


def _read(text: str) -> BuildRequest | AskBack | None:
    vocabulary = vocabulary_of(load(), {})
    return read_wish(split_prompt(text, vocabulary)[1], vocabulary)


@pytest.mark.parametrize(("text", "item", "rate"), UNDERSTOOD)
def test_a_request_is_understood(text: str, item: str, rate: float | Fraction) -> None:
    read = _read(text)
    assert isinstance(read, BuildRequest), read
    assert (read.item, read.rate_per_min) == (item, Fraction(rate))
    assert read.manner == Manner()


@pytest.mark.parametrize(("text", "item", "rate", "manner"), WITH_A_MANNER)
def test_how_it_is_to_be_built_is_understood(text: str, item: str, rate: float, manner: Manner) -> None:
    read = _read(text)
    assert isinstance(read, BuildRequest), read
    assert (read.item, read.rate_per_min, read.manner) == (item, Fraction(rate), manner)


@pytest.mark.parametrize(("text", "key"), ASKED)
def test_what_could_mean_something_else_is_asked_back(text: str, key: str) -> None:
    read = _read(text)
    assert isinstance(read, AskBack), read
    assert read.key == key


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_no_request_is_left_alone(text: str) -> None:
    assert _read(text) is None


@pytest.mark.parametrize("text", ["60 spm please", "построй науку 60 в минуту", "build 60 science per minute"])
def test_science_without_a_name_is_asked_back_with_every_pack_that_labs_take(text: str) -> None:
    read = _read(text)
    assert isinstance(read, AskBack)
    packs = {pack for lab in load().entities.values() if isinstance(lab, Lab) for pack in lab.inputs}
    assert len(packs) == 12  # wiki: Science pack, those of the base game and of Space Age
    assert set(dict(read.things)["items"]) == set(read.choices) == packs
