"""Profiles: the built-in ones, the player's file, and what is refused in it."""

from __future__ import annotations

import json
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import AgentError, ContractError, UsageError
from agent.i18n import LANGUAGES, catalogue
from agent.models import Caps, Price, load_profiles

if TYPE_CHECKING:
    from pathlib import Path

OWN = {"kind": "openai", "base_url": "https://llm.example/v1", "model": "qwen", "context_tokens": 32_000}


def named(error: AgentError) -> str:
    """Return an error's code once both languages have a sentence for it."""
    for language in LANGUAGES:
        assert error.code not in catalogue(language).error(error)[0]
    return error.code


def test_the_built_in_profiles_are_those_that_the_product_promises() -> None:
    book = load_profiles()
    assert list(book.profiles) == ["gpt-4o", "gpt-4.1", "gpt-4.1-mini", "ollama"]
    # OpenAI's model pages: window and price per million tokens of prompt and reply.
    assert {
        name: (book.get(name).context_tokens, book.get(name).price) for name in ("gpt-4o", "gpt-4.1", "gpt-4.1-mini")
    } == {
        "gpt-4o": (128_000, Price(2.5, 10.0)),
        "gpt-4.1": (1_047_576, Price(2.0, 8.0)),
        "gpt-4.1-mini": (1_047_576, Price(0.4, 1.6)),
    }
    assert (book.get("ollama").kind, book.get("ollama").needs_key, book.get("ollama").price) == ("ollama", False, None)
    assert book.default in book.profiles
    assert all(profile.may_carry_a_key for profile in book.profiles.values())


def test_the_order_begins_with_what_is_asked_for_and_names_each_once() -> None:
    book = load_profiles()
    assert [profile.name for profile in book.order()] == ["gpt-4.1-mini", "ollama"]
    assert [profile.name for profile in book.order("ollama")] == ["ollama", "gpt-4.1-mini"]
    assert [profile.name for profile in book.order("gemma3:1b")] == ["gemma3:1b", "gpt-4.1-mini", "ollama"]


def test_a_raw_tag_of_ollama_is_a_model_name() -> None:
    profile = load_profiles().get("gemma3:1b")
    assert (profile.kind, profile.model, profile.base_url) == ("ollama", "gemma3:1b", "http://127.0.0.1:11434")
    assert load_profiles().get("hf.co/bartowski/Llama-3.2-1B-Instruct-GGUF:Q4_K_M").kind == "ollama"


def test_an_unknown_name_is_told_its_like() -> None:
    with pytest.raises(UsageError) as caught:
        load_profiles().get("gpt-4.1mini")
    assert named(caught.value) == "model-profile-unknown"
    assert "gpt-4.1-mini" in str(caught.value.params["near"])


def test_a_profile_of_ones_own_lies_over_what_it_is_based_on() -> None:
    fields = {"based_on": "gpt-4o", "base_url": "https://x.example/v1/", "price": {"reply_usd_per_million": 5}}
    profile = load_profiles().with_profile("mine", fields).get("mine")
    assert (profile.name, profile.base_url, profile.model) == ("mine", "https://x.example/v1", "gpt-4o")
    assert profile.price == Price(2.5, 5.0)


def test_a_built_in_profile_can_be_changed_and_is_itself_again_afterwards() -> None:
    book = load_profiles().with_profile("gpt-4o", {"temperature": None, "abilities": {"tools": False}})
    assert (book.get("gpt-4o").temperature, book.get("gpt-4o").abilities.tools) == (None, False)
    assert book.get("gpt-4o").abilities.streaming
    assert book.without("gpt-4o").get("gpt-4o") == load_profiles().get("gpt-4o")


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "config" / "profiles.json"
    book = load_profiles().with_profile("mine", {**OWN, "headers": {"X-Title": "f"}, "prompt_text": "Кратко."})
    book = book.with_choice(default="mine", fall_over=("ollama",), caps=Caps(day_usd=1.0, question_requests=None))
    book.save(path)
    assert load_profiles(path) == book
    assert json.loads(path.read_text(encoding="utf-8"))["profiles"][0]["prompt_text"] == "Кратко."
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [item.name for item in path.parent.iterdir()] == ["profiles.json"]


def test_no_file_is_an_empty_one(tmp_path: Path) -> None:
    assert load_profiles(tmp_path / "none.json") == load_profiles()


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"bas_url": "https://x.example"}, "mine.bas_url"),
        ({"max_tokens": 0}, "mine.max_tokens"),
        ({"max_tokens": "many"}, "mine.max_tokens"),
        ({"temperature": 3.0}, "mine.temperature"),
        ({"base_url": "ftp://x.example"}, "mine.base_url"),
        ({"base_url": "https://"}, "mine.base_url"),
        ({"base_url": "https://user:pass@x.example"}, "mine.base_url"),
        ({"base_url": "https://x.example/v1?key=1"}, "mine.base_url"),
        ({"base_url": "https://x.example:99999/v1"}, "mine.base_url"),
        ({"kind": "telepathy"}, "mine.kind"),
        ({"headers": {"Authorization": "x"}}, "mine.headers"),
        ({"headers": {"X-A": "a\r\nAuthorization: b"}}, "mine.headers"),
        ({"headers": {"X A": "a"}}, "mine.headers"),
        ({"prompt_file": "../../secret"}, "mine.prompt_file"),
        ({"organisation": "org\n1"}, "mine.organisation"),
        ({"price": {"prompt_usd_per_million": -1}}, "mine.price.prompt_usd_per_million"),
        ({"timeouts": {"read_s": 0}}, "mine.timeouts.read_s"),
        ({"model": ""}, "mine.model"),
    ],
)
def test_a_field_that_cannot_be_meant_is_named(fields: dict[str, Any], place: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_profiles().with_profile("mine", {"based_on": "gpt-4o", **fields})
    assert named(caught.value) == "model-profile-invalid"
    assert str(caught.value.params["place"]).startswith(place)


@pytest.mark.parametrize("missing", sorted(OWN))
def test_a_profile_from_nothing_needs_all_that_cannot_be_guessed(missing: str) -> None:
    load_profiles().with_profile("mine", OWN)
    with pytest.raises(UsageError) as caught:
        load_profiles().with_profile("mine", {name: value for name, value in OWN.items() if name != missing})
    assert caught.value.params["place"] == f"mine.{missing}"


def test_what_others_still_name_cannot_be_taken_away() -> None:
    book = load_profiles().with_profile("mine", OWN).with_choice(default="mine")
    with pytest.raises(UsageError) as caught:
        book.without("mine")
    assert named(caught.value) == "model-profile-unknown"
    with pytest.raises(UsageError) as caught:
        book.without("gpt-4o")
    assert named(caught.value) == "model-profile-not-own"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe\x00",
        b'{"version": 2}',
        b'{"version": 1, "defaults": "gpt-4o"}',
        b'{"version": 1, "default": "nobody"}',
        b'{"version": 1, "caps": {"day_usd": NaN}}',
        b'{"version": 1, "caps": {"day_usd": "much"}}',
        b'{"version": 1, "profiles": {}}',
        b'{"version": 1, "profiles": [{}]}',
        b'{"version": 1, "profiles": [{"name": "x", "based_on": "y"}]}',
        b'{"version": 1, "profiles": [{"name": "x", "based_on": ["y"]}]}',
        b'{"version": 1, "profiles": [{"name": ["x"]}]}',
        b"[" * 100_000,
        b" " * (2 << 20),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_the_place(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "profiles.json"
    path.write_bytes(raw)
    with pytest.raises(ContractError) as caught:
        load_profiles(path)
    assert named(caught.value) == "model-profiles-invalid"
    assert caught.value.params["file"] == str(path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(["name", "based_on", "kind", "base_url", "model", "price", "headers", "abilities", "timeouts"])


@given(st.dictionaries(NAMES, JSON, max_size=5))
def test_no_entry_does_any_harm(entry: dict[str, Any]) -> None:
    with suppress(UsageError):
        load_profiles().with_profile("mine", entry)
