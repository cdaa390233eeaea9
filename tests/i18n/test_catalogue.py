"""Sentences exist in both languages, take the same parameters, and follow the language's own rules."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from importlib import resources

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

from agent.assistant.pipeline import Assistant
from agent.errors import AgentError, ContractError
from agent.i18n import LANGUAGES, Catalogue, LanguageCode, catalogue, language_of

FILES = {
    language: {
        item.name: item.read_text(encoding="utf-8")
        for item in (resources.files("agent.i18n") / language).iterdir()
        if item.name.endswith(".ftl")
    }
    for language in LANGUAGES
}


def messages(source: str) -> dict[str, str]:
    """Key → everything up to the next key."""
    parts = re.split(r"(?m)^([a-z][\w-]*) *=", "\n" + source)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def parameters(text: str) -> set[str]:
    return set(re.findall(r"\$([a-zA-Z][\w-]*)", text))


def test_both_languages_have_the_same_files_and_keys() -> None:
    assert FILES["ru"].keys() == FILES["en"].keys()
    for name, source in FILES["ru"].items():
        assert messages(source).keys() == messages(FILES["en"][name]).keys(), name


def test_a_sentence_takes_the_same_parameters_in_both_languages() -> None:
    for name, source in FILES["ru"].items():
        english = messages(FILES["en"][name])
        for key, text in messages(source).items():
            assert parameters(text) == parameters(english[key]), key


def test_every_error_sentence_has_its_next_step() -> None:
    keys = catalogue("ru").keys
    errors = {key for key in keys if key.startswith("error-") and not key.endswith("-next")}
    assert errors
    assert {f"{key}-next" for key in errors} <= keys


def test_no_file_holds_a_line_that_fluent_cannot_read() -> None:
    for language, files in FILES.items():
        for name, source in files.items():
            entries = FluentResource(source).body
            assert not [entry.content for entry in entries if isinstance(entry, ast.Junk)], name
            assert catalogue(language).keys >= messages(source).keys(), name
            assert all(catalogue(language).has(key) for key in messages(source)), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_read_alone_says_what_it_says_in_its_file(language: LanguageCode) -> None:
    whole = FluentBundle([language], use_isolating=False)
    for source in FILES[language].values():
        whole.add_resource(FluentResource(source))
    alone = Catalogue(language, iter(FILES[language].values()))
    compared = 0
    for key in sorted(alone.keys):
        pattern = whole.get_message(key).value
        assert pattern is not None
        text, faults = whole.format_pattern(pattern, {})
        if not faults:
            assert alone.text(key) == text
            compared += 1
    assert compared > 500


def test_a_sentence_brings_those_that_it_mentions() -> None:
    sources = [
        "a = { b } and { c }\n",
        "b = B { -d }\n    .x = y\n# note\nc =\n    { $n ->\n       *[other] { e }\n    }\n",
    ]
    assert Catalogue("en", iter([*sources, "-d = D\ne = E\n"])).text("a", n=1) == "B D and E"


def test_sentences_are_read_from_many_threads_at_once() -> None:
    words = Catalogue("ru", iter(FILES["ru"].values()))
    keys = sorted(words.keys)
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(words.has, keys * 8))


@pytest.mark.parametrize(
    ("count", "ending"),
    [(1, "ещё в 1 месте."), (2, "ещё в 2 местах."), (5, "ещё в 5 местах."), (21, "ещё в 21 месте.")],
)
def test_russian_numerals_choose_the_case(count: int, ending: str) -> None:
    sentence, _ = catalogue("ru").error(ContractError("contract-invalid", place="a", fault="b", more=count))
    assert sentence.endswith(ending)


@pytest.mark.parametrize(
    ("language", "value", "text"),
    [("ru", 1.5, "1,5"), ("en", 1.5, "1.5"), ("ru", 1_000_000, "1\xa0000\xa0000"), ("en", 1_000_000, "1,000,000")],
)
def test_numbers_are_written_as_the_language_writes_them(language: LanguageCode, value: float, text: str) -> None:
    assert catalogue(language).number(value) == text


def test_an_unknown_error_still_has_a_sentence_and_a_next_step() -> None:
    sentence, step = catalogue("en").error(AgentError("never-heard-of", x=1))
    assert "never-heard-of" in sentence
    assert "never-heard-of" in step


def test_a_missing_key_or_parameter_is_an_error_and_no_empty_text() -> None:
    with pytest.raises(KeyError):
        catalogue("ru").text("no-such-key")
    with pytest.raises(KeyError):
        catalogue("ru").text("error-request-unknown")


def test_a_key_given_twice_is_refused() -> None:
    with pytest.raises(AgentError):
        Catalogue("en", iter(["a = 1\n", "a = 2\n"]))


@pytest.mark.parametrize(
    ("locale", "language"),
    [("ru", "ru"), ("en", "en"), ("en-GB", "en"), ("ru_RU.UTF-8", "ru"), ("de", "ru"), ("", "ru"), (None, "ru")],
)
def test_the_language_is_russian_when_in_doubt(locale: str | None, language: str) -> None:
    assert language_of(locale) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_that_are_read_off_say_what_fluent_would(language: LanguageCode) -> None:
    words = catalogue(language)
    bare = {key: said for key in words.keys if (said := words._bare(key)) is not None}
    assert len(bare) > 500
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource("".join(words._entries[key] for key in bare)))
    for key, said in bare.items():
        pattern = bundle.get_message(key).value
        assert pattern is not None
        assert bundle.format_pattern(pattern, {}) == (said, [])


@pytest.mark.parametrize(
    "entry",
    [
        "a = x { $n } y\n",
        "a = { b }\n",
        "a =\n    x\n",
        "a = x\n    .attribute = y\n",
        "a = x\n    *[other] y\n",
        "a = x\n      y\n",
        "-a = x\n",
        "a = x\n    y { $n }\n",
    ],
)
def test_what_is_more_than_words_is_left_to_fluent(entry: str) -> None:
    words = Catalogue("en", iter([entry]))
    assert all(words._bare(key) is None for key in words.keys)


def test_sentences_that_are_kept_are_told_apart_as_fluent_tells_them() -> None:
    source = "a = { $n ->\n    [one] { $n } machine\n   *[other] { $n } machines\n }\n"
    kept = Catalogue("en", iter([source]))
    given: list[str | float | Fraction] = [1, 1.0, "1", 0, -0.0, 0.0, Fraction(3, 2), 1.5, Fraction(1), 2, "2", 1]
    told = [kept.text("a", n=number) for number in given]
    assert told == [Catalogue("en", iter([source])).text("a", n=number) for number in given]
    assert told[0] == told[-1] == "1 machine"
    assert told[2] == "1 machines"


def test_what_was_said_is_forgotten_when_a_player_takes_his_consent_back() -> None:
    words = catalogue("en")
    words.text("answer-urgent", text="Anna's mine")
    assert words._filled.cache_info().currsize
    Assistant().forget()
    assert not words._filled.cache_info().currsize
