"""What setup decides is written whole or not at all, wherever it is interrupted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import keyring
import pytest

from agent.errors import ModelError, UsageError
from agent.models import Secret
from agent.setup.onboarding import NewKey, Plan, carry_out, without_key
from agent.setup.shelf import Shelf
from tests.setup.keyring_for_tests import LockedKeyring, MemoryKeyring

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from agent.setup.keys import Place

OLD, NEW = Secret("sk-old-0123456789abcd"), Secret("sk-new-0123456789abcd")
FIELDS = {"kind": "openai", "base_url": "https://models.example/v1", "model": "m", "context_tokens": 8000}


@pytest.fixture(autouse=True)
def ring() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    memory = MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


def opened(folder: Path) -> Shelf:
    return Shelf.open(folder / "config", folder / "data", {})


def everything(folder: Path, ring: MemoryKeyring) -> tuple[dict[str, bytes], dict[tuple[str, str], str]]:
    files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return files, dict(ring.kept)


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("place", ["keyring", "machine"])
@pytest.mark.parametrize("step", ["with_book", "with_settings"])
@pytest.mark.parametrize("had_one", [False, True])
def test_an_interruption_between_any_two_writes_leaves_all_as_it_was(
    place: Place, step: str, had_one: bool, tmp_path: Path, ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    shelf = opened(tmp_path)
    if had_one:
        shelf = carry_out(Plan("mine", FIELDS, new_key=NewKey(OLD, place)), shelf)
    before = everything(tmp_path, ring)
    monkeypatch.setattr(Shelf, step, interrupted)
    changed = {**FIELDS, "model": "another"}
    with pytest.raises(KeyboardInterrupt):
        carry_out(Plan("mine", changed, new_key=NewKey(NEW, place)), shelf)
    assert everything(tmp_path, ring) == before


def test_a_keyring_that_refuses_leaves_no_profile_behind(tmp_path: Path) -> None:
    shelf = opened(tmp_path)
    keyring.set_keyring(LockedKeyring())  # type: ignore[no-untyped-call]
    with pytest.raises(ModelError, match="key-keyring-locked"):
        carry_out(Plan("mine", FIELDS, new_key=NewKey(NEW, "keyring")), shelf)
    assert not list(tmp_path.rglob("*.json"))


def test_a_field_that_cannot_be_meant_is_refused_before_anything_is_written(
    tmp_path: Path, ring: MemoryKeyring
) -> None:
    with pytest.raises(UsageError, match="model-profile-invalid"):
        carry_out(Plan("mine", {**FIELDS, "base_url": "ftp://x"}, new_key=NewKey(NEW, "keyring")), opened(tmp_path))
    assert everything(tmp_path, ring) == ({}, {})


def test_the_embedded_analyst_can_be_chosen_again(tmp_path: Path) -> None:
    shelf = carry_out(Plan("mine", FIELDS, new_key=NewKey(NEW, "keyring")), opened(tmp_path))
    assert opened(tmp_path).chosen() == "mine"
    carry_out(Plan(None, {}), shelf)
    assert opened(tmp_path).chosen() == "embedded"


def test_without_its_key_the_default_profile_is_asked_no_more(tmp_path: Path, ring: MemoryKeyring) -> None:
    shelf = carry_out(Plan("mine", FIELDS, new_key=NewKey(NEW, "keyring")), opened(tmp_path))
    gone, _ = without_key(shelf, "mine")
    assert (gone, ring.kept) == (("keyring",), {})
    assert opened(tmp_path).chosen() == "embedded"


@pytest.mark.parametrize(
    ("name", "refused"), [("gpt-4o", True), ("ollama", False), ("gemma3:1b", False), ("embedded", False)]
)
def test_before_consent_only_what_stays_on_this_machine_answers(name: str, refused: bool, tmp_path: Path) -> None:
    choose: Callable[[], str] = lambda: opened(tmp_path).chosen(name)  # noqa: E731
    if refused:
        with pytest.raises(UsageError, match="consent-needed"):
            choose()
    else:
        assert choose() == name


def test_before_consent_nothing_is_fallen_over_to_that_leaves_this_machine(tmp_path: Path) -> None:
    assert [profile.name for profile in opened(tmp_path).order("ollama")] == ["ollama"]
    assert [profile.name for profile in opened(tmp_path).order("gemma3:1b")] == ["gemma3:1b"]
