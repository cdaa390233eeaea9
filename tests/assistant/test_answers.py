"""What the embedded analyst says, word for word, in both languages."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from agent.analysis.findings import Analysis, Finding, Severity
from agent.assistant.case import SHOWN_FACTS, open_case, prose
from agent.assistant.modes import MODES
from agent.assistant.pipeline import Assistant
from agent.i18n import catalogue
from tests.assistant.conftest import assembler

if TYPE_CHECKING:
    from agent.contract import ElectricNetwork, Language, Mode, Snapshot
    from tests.assistant.conftest import Ask, MakeSnapshot


@pytest.fixture
def assistant() -> Assistant:
    return Assistant()


def test_a_bottleneck_is_told_with_its_numbers_and_what_to_do_in_russian(
    assistant: Assistant, ask: Ask, cables_too_slow: Snapshot
) -> None:
    answer = assistant.answer(ask("Что не так?", "bottleneck", cables_too_slow))
    lines = answer.text.split("\n")
    assert lines[:4] == [
        "Узкое место — «copper cable»: машины могут делать 180/мин, а нужно 810/мин.",
        "Из-за этого ждут машины: «electronic circuit» (3 из 3).",
        # 180 of 810 cables for 270 circuits a minute
        "Поэтому «electronic circuit» — лишь около 60/мин вместо 270/мин.",
        "Что делать? Добавьте такие же машины на «copper cable» (4) или поставьте более быстрые.",
    ]
    assert [finding.text for finding in answer.findings] == [
        "Первопричина («copper cable»): 1 машина «assembling machine 2» — этого мало, нужно ещё 4 таких же.",
        "«electronic circuit»: 3 из 3 машин ждут «copper cable».",
    ]
    assert (answer.engine, answer.data_set, answer.language) == ("embedded", "base 2.1.20", "ru")


def test_the_same_in_english(assistant: Assistant, ask: Ask, cables_too_slow: Snapshot) -> None:
    text = assistant.answer(ask("What is wrong?", "bottleneck", cables_too_slow, "en")).text
    assert text.startswith(
        "The bottleneck is “copper cable”: the machines can make 180/min while 810/min is needed.\n"
        "Machines that wait because of it: “electronic circuit” (3 of 3).\n"
    )
    assert not any("а" <= character <= "я" for character in text.lower())


def test_the_findings_can_be_clicked(assistant: Assistant, ask: Ask, cables_too_slow: Snapshot) -> None:
    findings = assistant.answer(ask("", "bottleneck", cables_too_slow)).findings
    assert findings[0].severity == "critical"
    assert findings[0].position is not None
    assert (findings[0].position.x, findings[0].position.y, findings[0].surface) == (2.5, 2.5, "nauvis")


def test_an_emergency_comes_first_and_is_a_finding(
    assistant: Assistant, ask: Ask, cables_too_slow: Snapshot, dead_network: ElectricNetwork
) -> None:
    dark = cables_too_slow.model_copy(update={"electric_networks": (dead_network,)})
    question = ask("", "bottleneck", dark)
    answer = assistant.answer(question)
    assert answer.text.startswith(
        "Срочно! Электросеть 3 обесточена: потребность 1,5 МВт покрыта на 0 %, стоит 8 потребителей. "
        "Проверьте, что генераторы соединены с сетью опорами ЛЭП и у них есть топливо, пар или солнце.\n"
    )
    assert answer.findings[0].id == "network-without-power-3"
    urgent = assistant.urgent_answer(question)
    assert urgent is not None
    assert not urgent.final
    assert urgent.text == answer.text.split("\n")[0]


def test_nothing_urgent_is_no_urgent_answer(assistant: Assistant, ask: Ask, cables_too_slow: Snapshot) -> None:
    assert assistant.urgent_answer(ask("", "chat", cables_too_slow)) is None
    assert assistant.urgent_answer(ask()) is None


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("mode", MODES)
def test_every_mode_answers_with_and_without_a_snapshot(
    assistant: Assistant, ask: Ask, cables_too_slow: Snapshot, mode: Mode, language: Language
) -> None:
    for snapshot in (None, cables_too_slow):
        answer = assistant.answer(ask("", mode, snapshot, language))
        assert answer.text
        assert (answer.mode, answer.language) == (mode, language)


def test_free_chat_counts_what_stands_there(assistant: Assistant, ask: Ask, cables_too_slow: Snapshot) -> None:
    text = assistant.answer(ask("Что тут есть?", "chat", cables_too_slow)).text
    assert "Больше всего: assembling machine 2 — 4, iron chest — 1." in text
    assert "«electronic circuit»: 3 машины, не больше 270/мин; судя по состояниям машин, сейчас 0/мин (0 %)." in text
    assert "«copper cable»: 1 машина, не больше 180/мин; судя по состояниям машин, сейчас 180/мин (100 %)." in text
    assert "Электросеть 3: нужно 1,5 МВт, вырабатывается 1,5 МВт, потребность покрыта на 100 %." in text
    assert "В сундуках: transport belt — 40." in text


def test_free_chat_begins_with_what_the_player_named(assistant: Assistant, ask: Ask, cables_too_slow: Snapshot) -> None:
    text = assistant.answer(ask("Сколько [item=transport-belt] и [item=coal]?", "chat", cables_too_slow)).text
    found, missing, trouble = text.split("\n")
    assert (found, missing) == ("В сундуках: transport belt — 40.", "На участке не видно: coal.")
    assert trouble.startswith("Кроме того: Первопричина («copper cable»)")


def test_free_chat_without_a_selection_tells_how_to_select(assistant: Assistant, ask: Ask) -> None:
    ru = assistant.answer(ask("Привет!")).text
    assert "Возьмите «GPT Анализатор»" in ru
    assert "60/мин" in ru
    assert "Take the “GPT Analyzer”" in assistant.answer(ask("Hello!", language="en")).text


def test_a_snapshot_that_is_gone_is_named(assistant: Assistant, ask: Ask, cables_too_slow: Snapshot) -> None:
    question = ask("", "bottleneck", cables_too_slow)
    lost = type(question)(question.request, "ru", None)
    answer = assistant.answer(lost)
    assert answer.text == "Снимка, о котором вопрос, у агента больше нет. Выделите участок ещё раз и повторите вопрос."
    assert not answer.ok


def test_power_says_what_it_does_not_look_at_yet(
    assistant: Assistant, ask: Ask, make_snapshot: MakeSnapshot, good_network: ElectricNetwork
) -> None:
    answer = assistant.answer(ask("", "power", make_snapshot((), (good_network,))))
    assert answer.text.startswith("Перебоев с электричеством не видно.")
    assert "ход тепла по трубам" in answer.notes[0]
    assert "До участка не доходит ни одна электросеть." in assistant.answer(ask("", "power", make_snapshot())).text


def test_unknown_things_of_mods_are_listed_as_not_modelled(
    assistant: Assistant, ask: Ask, make_snapshot: MakeSnapshot, cables_too_slow: Snapshot
) -> None:
    from_mod = cables_too_slow.entities[0].__class__(
        type="assembling-machine", name="se-casting-machine", x=1.5, y=20.5
    )
    answer = assistant.answer(ask("", "bottleneck", make_snapshot((*cables_too_slow.entities, from_mod))))
    assert answer.notes[-1] == "Не учтено: se casting machine."


# Forms by CLDR 48 for Russian: one 1, 21, 1 000 001; few 2-4; many 0, 5, 11, 1 000 000; other for fractions.
@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (0, "«x»: 0 машин"),
        (1, "«x»: 1 машина"),
        (2, "«x»: 2 машины"),
        (5, "«x»: 5 машин"),
        (11, "«x»: 11 машин"),
        (21, "«x»: 21 машина"),
        (Fraction(3, 2), "«x»: 1,5 машины"),
        (1_000_000, "«x»: 1\u00a0000\u00a0000 машин"),
    ],
)
def test_russian_plurals(count: int | Fraction, sentence: str) -> None:
    assert catalogue("ru").text("recipe-machines", recipe="x", machines=count, ghosts=0) == sentence


@pytest.mark.parametrize(
    ("count", "total", "sentence"),
    [
        (0, 2, "«x»: 0 из 2 машин ждут «y»."),
        (1, 1, "«x»: 1 из 1 машины ждёт «y»."),
        (2, 5, "«x»: 2 из 5 машин ждут «y»."),
        (5, 11, "«x»: 5 из 11 машин ждут «y»."),
        (11, 21, "«x»: 11 из 21 машины ждут «y»."),
        (21, 22, "«x»: 21 из 22 машин ждёт «y»."),
        (Fraction(3, 2), Fraction(3, 2), "«x»: 1,5 из 1,5 машины ждут «y»."),
        (1_000_000, 1_000_001, "«x»: 1\u00a0000\u00a0000 из 1\u00a0000\u00a0001 машины ждут «y»."),
    ],
)
def test_russian_agrees_with_both_numbers(count: int | Fraction, total: int | Fraction, sentence: str) -> None:
    assert catalogue("ru").text("finding-starved", recipe="x", item="y", count=count, total=total) == sentence


@pytest.mark.parametrize(
    ("count", "russian", "english"),
    [
        (0, "0 машин «x» работают", "0 machines “x” run"),
        (1, "1 машина «x» работает", "1 machine “x” runs"),
        (2, "2 машины «x» работают", "2 machines “x” run"),
        (5, "5 машин «x» работают", "5 machines “x” run"),
        (11, "11 машин «x» работают", "11 machines “x” run"),
        (21, "21 машина «x» работает", "21 machines “x” run"),
        (Fraction(3, 2), "1,5 машины «x» работают", "1.5 machines “x” run"),
        (1_000_000, "1\u00a0000\u00a0000 машин «x» работают", "1,000,000 machines “x” run"),
    ],
)
def test_machines_are_counted_in_both_languages(count: int | Fraction, russian: str, english: str) -> None:
    for language, sentence in (("ru", russian), ("en", english)):
        text = catalogue("ru" if language == "ru" else "en").text("finding-low-power", entity="x", count=count)
        assert text.startswith(f"{sentence} ")


@pytest.mark.parametrize(
    ("add", "ending"),
    [
        (1, "нужна ещё 1 такая же."),
        (2, "нужно ещё 2 таких же."),
        (5, "нужно ещё 5 таких же."),
        (11, "нужно ещё 11 таких же."),
        (21, "нужна ещё 21 такая же."),
        (1_000_000, "нужно ещё 1\u00a0000\u00a0000 таких же."),
    ],
)
def test_what_is_missing_is_counted(add: int, ending: str) -> None:
    text = catalogue("ru").text("finding-cause-capacity", item="x", entity="y", count=2, add=add)
    assert text == f"Первопричина («x»): 2 машины «y» — этого мало, {ending}"


def test_facts_that_do_not_fit_are_counted(ask: Ask, cables_too_slow: Snapshot) -> None:
    fact = Finding("o1", Severity.INFO, "overview-ghosts", {"count": 2})
    analysis = Analysis((), (fact,) * 40, (), "base 2.1.20")
    lines = prose(open_case(ask("", "chat", cables_too_slow)), analysis, analysis.facts)
    assert lines.count("Запланировано призраками: 2 объекта.") == SHOWN_FACTS
    assert f"Показано фактов: {SHOWN_FACTS} из 40; чтобы увидеть остальные, выделите участок поменьше." in lines


def test_a_hundred_dead_networks_do_not_bury_the_answer(
    assistant: Assistant, ask: Ask, make_snapshot: MakeSnapshot, dead_network: ElectricNetwork
) -> None:
    networks = tuple(dead_network.model_copy(update={"id": place}) for place in range(100))
    answer = assistant.answer(ask("", "chat", make_snapshot((), networks)))
    assert answer.text.count("Срочно!") == 3
    assert "Ещё 97 замечаний — в списке ниже." in answer.text
    assert len([finding for finding in answer.findings if finding.severity == "critical"]) == 100


@pytest.mark.parametrize("prompt", ["", "[item=iron-gear-wheel] 60/мин", "[item=plastic-bar] 60/мин"])
@pytest.mark.parametrize("mode", ["chat", "defence"])
def test_whatever_is_asked_an_emergency_is_told_first(
    assistant: Assistant,
    ask: Ask,
    make_snapshot: MakeSnapshot,
    dead_network: ElectricNetwork,
    mode: Mode,
    prompt: str,
) -> None:
    assert assistant.answer(ask(prompt, mode, make_snapshot((), (dead_network,)))).text.startswith("Срочно!")


def test_with_an_earlier_snapshot_the_real_rate_is_counted(
    assistant: Assistant, ask: Ask, make_snapshot: MakeSnapshot
) -> None:
    def cables(tick: int, crafts: int) -> Snapshot:
        machine = replace(assembler(2.5, 2.5, "copper-cable", "working"), products_finished=crafts)
        return make_snapshot((machine,)).model_copy(update={"tick": tick})

    # One minute apart, 45 crafts of two cables: 90 a minute of the 180 possible.
    now = cables(36_000, 1045)
    question = replace(ask("", "bottleneck", now), snapshots=(cables(32_400, 1000), now))
    (rate, *_) = assistant.answer(question).notes
    assert "на деле 90/мин (50 %), посчитано между снимками за 1 мин" in rate
