"""Every sentence of the modes with a number in it, read over 0, 1, 2, 5, 11, 21, 1.5 and a million."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from agent.i18n import catalogue
from tests.i18n.russian import (
    BESIDE,
    NOUNS,
    VERBS,
    Message,
    counted,
    form,
    messages,
    paradigms,
    rendered,
)

RU = catalogue("ru")
PARTS = (
    *("findings", "ways", "circuits", "power", "logistics", "defence", "forecast", "trains", "starter"),
    *("assistant", "emergency", "telling"),
)
SOURCES = {part: (resources.files("agent.i18n") / "ru" / f"{part}.ftl").read_text(encoding="utf-8") for part in PARTS}
EVERY = [message for source in SOURCES.values() for message in messages(source)]
NUMERIC = frozenset(name for message in EVERY for name in message.numbers) | {
    *("network", "net", "other", "limit", "places", "supply", "coming", "buffered", "held", "slots", "free", "waits"),
    *("ready", "robots", "charging", "rounds", "accumulators", "panels", "step", "low", "high", "now", "made", "all"),
} - {"other", "waits", "now", "made"}
WITH_NUMBERS = [message for message in EVERY if message.numbers or NUMERIC & set(message.others)]


def faults(pairs: list[tuple[float, str]]) -> list[str]:
    """What is no Russian in one sentence said with every number."""
    found: list[str] = []
    cases: dict[int, set[tuple[str, str]]] = {}
    for number, text in pairs:
        if re.search(r"\d\.\d", text) or re.search(r"\d{5}", text):
            found.append(f"a number is not written as in Russian: {text}")
        for place, (_, word, following) in enumerate(counted(text)):
            if word in BESIDE:
                continue
            fits = {each for each in paradigms(word) if form(*each, number) == word}
            cases[place] = cases[place] & fits if place in cases else fits
            if not cases[place]:
                found.append(f"{number} {word}: {text}")
            found += _verb(number, following, text)
    return found


def _verb(number: float, verb: str | None, text: str) -> list[str]:
    one = number in {1, 21}
    if verb in VERBS and not one:
        return [f"{number} … {verb}: {text}"]
    if verb in VERBS.values() and verb not in VERBS and one:
        return [f"{number} … {verb}: {text}"]
    return []


@pytest.mark.parametrize("part", PARTS)
def test_what_is_counted_agrees_with_its_number(part: str) -> None:
    wrong = []
    for message in messages(SOURCES[part]):
        if message.numbers or NUMERIC & set(message.others):
            by_choice: dict[int, list[tuple[float, str]]] = {}
            turns: dict[float, int] = {}
            for number, text in rendered(message, RU, NUMERIC):
                turns[number] = turns.get(number, -1) + 1
                by_choice.setdefault(turns[number], []).append((number, text))
            wrong += [f"{message.key}: {fault}" for pairs in by_choice.values() for fault in faults(pairs)]
    assert wrong == []


def test_there_is_much_to_read() -> None:
    assert len(WITH_NUMBERS) > 150


@pytest.mark.parametrize(
    "text",
    [
        ["0 машин", "1 машина", "2 машины", "5 машины"],
        ["1 машина", "1.5 машины"],
        ["21 машин"],
        ["1 машина ждут"],
        ["2 машины ждёт"],
        ["1000000 машин"],
        ["1 объекта", "2 объекта"],
        ["5 загогулин"],
    ],
)
def test_a_planted_fault_is_found(text: list[str]) -> None:
    pairs = [(float(each.split(" ")[0].replace(",", ".")), each) for each in text]
    numbers = [(1.5 if number == 1.5 else int(number), each) for number, each in pairs]
    assert faults(numbers)


def test_right_sentences_pass() -> None:
    assert (
        faults([(1, "1 машина «x» ждёт"), (2, "2 машины «x» ждут"), (21, "21 машина ждёт"), (1.5, "1,5 машины")]) == []
    )
    assert faults([(1, "у 1 объекта"), (2, "у 2 объектов"), (21, "у 21 объекта")]) == []


def test_the_table_has_three_forms_each() -> None:
    assert all(len(set(forms)) >= 2 for forms in NOUNS.values())


def test_a_message_with_choices_is_said_with_each() -> None:
    (message,) = messages("a = { $now ->\n    [yes] все { $count }\n   *[no] нет\n}\n")
    assert message == Message("a", (), {"now": ("no", "yes")}, ("count",))
