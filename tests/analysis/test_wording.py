"""Findings read well in both languages: units, lists, names, and a sentence for every key."""

from fractions import Fraction

import pytest

from agent.analysis import bottleneck, causes
from agent.analysis.findings import Arg, Finding, Name, Names, Quantity, Severity, Unit, count, names, numbered, per_min
from agent.analysis.statuses import State
from agent.analysis.wording import quantity, readable, sentence, shown
from agent.i18n import LANGUAGES, LanguageCode, catalogue

EN, RU = catalogue("en"), catalogue("ru")


@pytest.mark.parametrize(
    ("amount", "english", "russian"),
    [
        (Quantity(Fraction(3, 2), Unit.PER_MIN), "1.5/min", "1,5/мин"),
        (Quantity(Fraction(40), Unit.PERCENT), "40%", "40 %"),
        (Quantity(Fraction(100, 3), Unit.PERCENT), "33.3%", "33,3 %"),
        (Quantity(Fraction(12_345_678, 10), Unit.PER_MIN), "1,234,567.8/min", "1\u00a0234\u00a0567,8/мин"),
        (Quantity(Fraction(950), Unit.WATT), "950 W", "950 Вт"),
        (Quantity(Fraction(2325000), Unit.WATT), "2.32 MW", "2,32 МВт"),
        (Quantity(Fraction(5_000_000), Unit.JOULE), "5 MJ", "5 МДж"),
        (Quantity(Fraction(-1_500_000_000), Unit.WATT), "−1.5 GW", "−1,5 ГВт"),
    ],
)
def test_quantities_carry_their_units(amount: Quantity, english: str, russian: str) -> None:
    assert (quantity(amount, EN), quantity(amount, RU)) == (english, russian)


def test_whole_counts_stay_numbers_for_the_plural() -> None:
    assert quantity(count(3), EN) == 3
    assert quantity(count(Fraction(5, 2)), EN) == 2.5


@pytest.mark.parametrize(
    ("machines", "words"), [(1, "1 машина «"), (2, "2 машины «"), (5, "5 машин «"), (21, "21 машина «")]
)
def test_russian_counts_as_russians_do(machines: int, words: str) -> None:
    args: dict[str, Arg] = {
        "count": count(machines),
        "entity": Name("entity", "lab"),
        "status": Name("status", "no_power"),
    }
    assert words in sentence(Finding("f1", Severity.CRITICAL, "finding-no-power", args), RU)


def test_names_are_localised_where_the_game_told_them() -> None:
    gear = Name("item", "iron-gear-wheel")
    assert shown(gear, RU, {("item", "iron-gear-wheel"): "Железная шестерёнка"}) == "Железная шестерёнка"
    assert shown(gear, RU, {}) == "iron gear wheel"
    assert shown(Name("item", "water"), RU, {("fluid", "water"): "Вода"}) == "Вода"


def test_statuses_have_words_of_their_own() -> None:
    assert readable("status", "frozen", RU, {}) == "заморожена"
    assert readable("status", "some_new_status", RU, {}) == "some new status"


def test_names_cannot_send_control_characters() -> None:
    assert "\x1b" not in readable("entity", "lab\x1b[31m", EN, {})


def test_long_lists_are_counted() -> None:
    many = names("item", (f"item-{number:02}" for number in range(11)))
    assert many == Names("item", tuple(f"item-{number:02}" for number in range(8)), 3)
    assert str(shown(many, EN, {})).endswith("item 07 and 3 more")
    assert shown("plain", EN, {}) == "plain"


def test_the_gravest_finding_comes_first_and_order_is_kept() -> None:
    severities = [Severity.INFO, Severity.CRITICAL, Severity.WARNING, Severity.CRITICAL]
    ordered = numbered(Finding("", severity, f"k{n}") for n, severity in enumerate(severities))
    assert [(f.id, f.key) for f in ordered] == [
        ("f1", "k1"),
        ("f2", "k3"),
        ("f3", "k2"),
        ("f4", "k0"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_and_cause_has_its_sentence(language: LanguageCode) -> None:
    texts = catalogue(language)
    kinds = {*causes.STATE_CAUSES.values(), *causes.OTHER_CAUSES}
    keys = {f"finding-{state.value}" for state in bottleneck.SEVERITY} | {f"finding-cause-{kind}" for kind in kinds}
    assert {key for key in keys if not texts.has(key)} == set()
    assert {f"finding-cause-{kind}-next" for kind in kinds if not texts.has(f"finding-cause-{kind}-next")} == set()
    assert {f"verdict-cause-{kind}" for kind in kinds if not texts.has(f"verdict-cause-{kind}")} == set()


def test_only_states_with_a_reason_of_their_own_are_reported_apart() -> None:
    silent = {State.WORKING, State.STARVED, State.BLOCKED, State.PLANNED, State.UNKNOWN}
    assert set(State) - set(bottleneck.SEVERITY) == silent


def test_advice_uses_only_what_its_finding_says() -> None:
    args: dict[str, Arg] = {
        "item": Name("item", "coal"),
        "recipe": Name("recipe", "coal"),
        "add": count(2),
        "missing": per_min(Fraction(7)),
    }
    assert sentence(Finding("f1", Severity.WARNING, "finding-deficit-next", args), EN).startswith(
        "Add 2 more of the same"
    )
