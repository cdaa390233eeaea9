"""A key is found where it was put, opened by what opens it and by nothing else, and never shown."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import keyring
import machineid
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from keyring.backends.fail import Keyring as NoKeyring

from agent.errors import ModelError
from agent.i18n import LANGUAGES, catalogue
from agent.models import Secret
from agent.setup.keys import Chest, SealedFile, plausible, variable_of
from tests.setup.keyring_for_tests import LockedKeyring, MemoryKeyring

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from agent.setup.keys import Place

KEY = Secret("sk-proj-canary-0123456789-abcd")
WORD = Secret("правильная лошадь")
OPENAI = "https://api.openai.com/v1"
OTHER = "https://models.example/v1"
CHEAP = 1 << 4
"""scrypt's cost in tests: the form is the same, only the work is not."""


@pytest.fixture(autouse=True)
def without_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


@pytest.fixture
def with_keyring() -> MemoryKeyring:
    ring = MemoryKeyring()
    keyring.set_keyring(ring)
    return ring


@pytest.fixture
def sealed(tmp_path: Path) -> SealedFile:
    return SealedFile(tmp_path / "config", cost=CHEAP)


def chest(sealed: SealedFile, ask: Callable[[], Secret | None] | None = None, **environment: str) -> Chest:
    return Chest(sealed, environment, ask)


def refused(code: str, do: Callable[[], object]) -> ModelError:
    with pytest.raises(ModelError) as caught:
        do()
    assert caught.value.code == code
    for language in LANGUAGES:
        sentence, step = catalogue(language).error(caught.value)
        assert "error-unknown" not in sentence
        assert step
    return caught.value


@pytest.mark.parametrize("place", ["keyring", "passphrase", "machine", "run"])
def test_a_key_is_found_where_it_was_kept(place: Place, sealed: SealedFile, with_keyring: MemoryKeyring) -> None:
    del with_keyring
    keys = chest(sealed)
    keys.keep("mine", KEY, place, WORD)
    found = keys.find("mine", OTHER)
    assert found is not None
    assert (found.key, found.place) == (KEY, place)
    assert keys.find("another", OTHER) is None
    assert keys.remove("mine") == (place,)
    assert keys.find("mine", OTHER) is None
    assert keys.remove("mine") == ()
    assert not sealed.path.exists()


def test_a_key_for_this_run_is_known_to_no_other_run(sealed: SealedFile) -> None:
    chest(sealed).keep("mine", KEY, "run")
    assert chest(sealed).find("mine", OTHER) is None


def test_the_new_place_is_the_only_one(sealed: SealedFile, with_keyring: MemoryKeyring) -> None:
    keys = chest(sealed)
    keys.keep("mine", KEY, "passphrase", WORD)
    keys.keep("mine", KEY, "keyring")
    assert not sealed.path.exists()
    keys.keep("mine", KEY, "machine")
    assert with_keyring.kept == {}


def test_the_environment_goes_first(sealed: SealedFile, with_keyring: MemoryKeyring) -> None:
    del with_keyring
    chest(sealed).keep("gpt-4.1-mini", KEY, "keyring")
    assert variable_of("gpt-4.1-mini") == "GPTA_KEY_GPT_4_1_MINI"
    found = chest(sealed, GPTA_KEY_GPT_4_1_MINI="from-variable").find("gpt-4.1-mini", OPENAI)
    assert found is not None
    assert (found.key.reveal(), found.place, found.name) == (
        "from-variable", "environment", "GPTA_KEY_GPT_4_1_MINI",
    )  # fmt: skip


@pytest.mark.parametrize(
    "address",
    [OTHER, "https://api.openai.com.evil.example/v1", "https://evil.example/api.openai.com", "http://127.0.0.1:1/v1"],
)
def test_openais_key_goes_to_openai_alone(address: str, sealed: SealedFile) -> None:
    keys = chest(sealed, OPENAI_API_KEY="sk-openai")
    assert keys.find("any", OPENAI) is not None
    assert keys.find("any", address) is None


def test_profiles_of_one_endpoint_share_a_key(sealed: SealedFile, with_keyring: MemoryKeyring) -> None:
    del with_keyring
    keys = chest(sealed)
    keys.keep("gpt-4.1-mini", KEY, "keyring")
    found = keys.find("gpt-4o", OPENAI, relatives=["gpt-4.1-mini", "gpt-4o"])
    assert found is not None
    assert found.name == "gpt-4.1-mini"


def test_a_wrong_passphrase_opens_nothing_and_says_so(sealed: SealedFile) -> None:
    sealed.write("mine", KEY, WORD)
    refused("key-passphrase-wrong", lambda: sealed.read("mine", Secret("wrong")))
    refused("key-passphrase-needed", lambda: sealed.read("mine", None))
    assert sealed.read("mine", WORD) == KEY


def test_who_mistypes_the_passphrase_is_asked_again(sealed: SealedFile) -> None:
    sealed.write("mine", KEY, WORD)
    sealed.write("other", KEY, WORD)
    typed = [WORD, Secret("wrong")]
    keys = chest(sealed, typed.pop)
    assert keys.find("mine", OTHER) is not None
    assert keys.find("other", OTHER) is not None, "asked once a run"
    assert typed == []


def test_whoever_does_not_know_the_passphrase_is_let_go_after_three_tries(sealed: SealedFile) -> None:
    sealed.write("mine", KEY, WORD)
    typed = [Secret("wrong")] * 5
    refused("key-passphrase-wrong", lambda: chest(sealed, typed.pop).find("mine", OTHER))
    assert len(typed) == 2


def test_the_passphrase_can_stand_in_the_environment(sealed: SealedFile) -> None:
    sealed.write("mine", KEY, WORD)
    assert chest(sealed, GPTA_PASSPHRASE=WORD.reveal()).find("mine", OTHER) is not None
    refused("key-passphrase-wrong", lambda: chest(sealed, GPTA_PASSPHRASE="x").find("mine", OTHER))  # noqa: S106


def test_another_machine_cannot_open_what_this_one_sealed(sealed: SealedFile, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed.write("mine", KEY, None)
    assert sealed.read("mine") == KEY
    monkeypatch.setattr(machineid, "hashed_id", lambda _app: "another machine")
    refused("key-other-machine", lambda: sealed.read("mine"))


def test_a_machine_without_an_identity_is_named(sealed: SealedFile, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_app: str) -> str:
        raise machineid.MachineIdNotFound

    monkeypatch.setattr(machineid, "hashed_id", unknown)
    refused("key-no-machine", lambda: sealed.write("mine", KEY, None))
    assert not sealed.path.exists()


def test_neither_key_nor_passphrase_nor_what_opens_it_stands_in_the_file(sealed: SealedFile) -> None:
    sealed.write("mine", KEY, WORD)
    sealed.write("bound", KEY, None)
    text = sealed.path.read_text("utf-8")
    for secret in (KEY.reveal(), WORD.reveal(), machineid.id(), machineid.hashed_id()):
        assert secret not in text


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[: len(raw) // 2],
        lambda _raw: b"",
        lambda _raw: b"\xff\xfe",
        lambda _raw: b'{"keys": []}',
        lambda raw: raw.replace(b'"token":"g', b'"token":"h').replace(b'"token": "g', b'"token": "h'),
        lambda raw: raw.replace(b'"cost": 16', b'"cost": 17').replace(b'"cost":16', b'"cost":17'),
        lambda raw: raw.replace(b'"cost": 16', b'"cost": 99999999999').replace(b'"cost":16', b'"cost":99999999999'),
    ],
)
def test_a_damaged_file_is_named_and_left_as_it_is(damage: Callable[[bytes], bytes], sealed: SealedFile) -> None:
    sealed.write("mine", KEY, WORD)
    damaged = damage(sealed.path.read_bytes())
    assert damaged != sealed.path.read_bytes()
    sealed.path.write_bytes(damaged)
    refused("key-file-damaged", lambda: sealed.read("mine", WORD))
    assert sealed.path.read_bytes() == damaged


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_the_file_is_its_owners_alone(sealed: SealedFile) -> None:
    sealed.write("mine", KEY, WORD)
    assert stat.S_IMODE(sealed.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(sealed.path.parent.stat().st_mode) == 0o700
    assert [path.name for path in sealed.path.parent.iterdir()] == ["keys.json"]
    sealed.path.chmod(0o640)
    refused("key-file-open", lambda: sealed.read("mine", WORD))


def test_a_folder_that_takes_no_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("in the way")
    refused("key-file-unwritable", lambda: SealedFile(tmp_path / "config", cost=CHEAP).write("mine", KEY, WORD))


def test_a_locked_keyring_is_named_and_its_complaint_not_quoted(sealed: SealedFile) -> None:
    keyring.set_keyring(LockedKeyring())  # type: ignore[no-untyped-call]
    fault = refused("key-keyring-locked", lambda: chest(sealed).keep("mine", KEY, "keyring"))
    assert KEY.reveal() not in repr(fault) + str(fault)
    assert fault.__cause__ is None
    assert fault.__suppress_context__
    refused("key-keyring-locked", lambda: chest(sealed).find("mine", OTHER))


def test_a_locked_keyring_does_not_hide_the_files_key(sealed: SealedFile) -> None:
    sealed.write("mine", KEY, None)
    keyring.set_keyring(LockedKeyring())  # type: ignore[no-untyped-call]
    found = chest(sealed).find("mine", OTHER)
    assert found is not None
    assert found.place == "machine"


def test_without_a_keyring_nothing_can_be_kept_there(sealed: SealedFile) -> None:
    refused("key-no-keyring", lambda: chest(sealed).keep("mine", KEY, "keyring"))


def test_nothing_that_holds_a_key_prints_it(sealed: SealedFile) -> None:
    keys = chest(sealed)
    keys.keep("mine", KEY, "run", WORD)
    printed = repr(keys) + repr(keys.find("mine", OTHER)) + str(keys.find("mine", OTHER))
    assert KEY.reveal() not in printed


@pytest.mark.parametrize(
    ("key", "shown"),
    [("sk-proj-0123456789abcd", "sk-…abcd"), ("gsk_0123456789abcdef", "…cdef"), ("sk-short", "sk-…"), ("short", "…")],
)
def test_a_key_is_shown_masked(key: str, shown: str) -> None:
    assert Secret(key).masked == shown


@pytest.mark.parametrize("text", ["", "two words", "line\nbreak", "ключ", "\x00"])
def test_what_no_header_can_carry_is_no_key(text: str) -> None:
    assert not plausible(text)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(key=st.text(min_size=1, max_size=200).filter(lambda text: text.isprintable()), word=st.text(min_size=1))
def test_any_key_comes_back_as_it_was(key: str, word: str, sealed: SealedFile) -> None:
    sealed.write("any", Secret(key), Secret(word))
    assert sealed.read("any", Secret(word)) == Secret(key)
