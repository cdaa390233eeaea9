"""What `agent setup` decides, written as one: everything, or nothing at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from agent.bridge.disk import write_atomically
from agent.errors import UsageError
from agent.setup.keys import system
from agent.setup.settings import CONSENT_VERSION, FILE, PROFILES_FILE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from agent.models import Profile, ProfileBook, Secret
    from agent.setup.keys import Place
    from agent.setup.settings import Settings
    from agent.setup.shelf import Shelf

CONSENT_LINES: Final = (
    *("question", "entities", "stocks", "circuits", "power", "networks", "around", "research", "plan", "watch"),
    *("names", "mods"),
)
"""What the game writes; the mod's own consent window lists the same (`gpta-consent.data-…`)."""


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that was typed, and where it goes; ``passphrase`` closes it where the place is ``passphrase``."""

    key: Secret
    place: Place
    passphrase: Secret | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The outcome of all questions.

    Attributes:
        profile: What answers; None for the embedded analyst.
        fields: What the player's profile file says of it from now on; empty where the built-in one is used as it is.
        fall_over: Profiles that are tried after it.
        new_key: A key to be kept; None where none was typed.
        language: Of every answer; None leaves it as it was.
        names_as_ids: Whether models see ids in place of names that players gave; None leaves it as it was.
    """

    profile: str | None
    fields: Mapping[str, Any]
    fall_over: tuple[str, ...] = ()
    new_key: NewKey | None = None
    language: str | None = None
    names_as_ids: bool | None = None

    def book(self, before: ProfileBook) -> ProfileBook:
        """Return the profiles as they will be.

        Raises:
            UsageError: A field cannot be meant.
        """
        if self.profile is None:
            return before
        book = before.with_profile(self.profile, self.fields) if self.fields else before
        # Whom he never named is not asked: the built-in order ends with the first choice.
        order = self.fall_over or (before.fall_over if before.is_ordered else ())
        return book.with_choice(default=self.profile, fall_over=order)

    def settings(self, before: Settings) -> Settings:
        """Return the settings as they will be."""
        changes: dict[str, Any] = {"use_model": self.profile is not None, "consent": CONSENT_VERSION}
        if self.language is not None:
            changes["language"] = self.language
        if self.names_as_ids is not None:
            changes["names_as_ids"] = self.names_as_ids
        return before.model_copy(update=changes)


def carry_out(plan: Plan, shelf: Shelf) -> Shelf:
    """Write keys, profiles and settings; whatever goes wrong in between, all is as it was before.

    Raises:
        AgentError: A place does not take it.
    """
    book, settings = plan.book(shelf.book), plan.settings(shelf.settings)
    before = {path: _bytes(path) for path in (shelf.folder / FILE, shelf.folder / PROFILES_FILE)}
    sealed = _bytes(shelf.chest.sealed.path)
    in_keyring = system.read(plan.profile) if plan.profile is not None and plan.new_key is not None else None
    try:
        if plan.new_key is not None and plan.profile is not None:
            shelf.chest.keep(plan.profile, plan.new_key.key, plan.new_key.place, plan.new_key.passphrase)
        shelf = shelf.with_book(book) if book != shelf.book else shelf
        return shelf.with_settings(settings)
    except BaseException:
        for path, content in before.items():
            _restore(path, content)
        if plan.new_key is not None and plan.profile is not None:
            _restore(shelf.chest.sealed.path, sealed)
            if in_keyring is not None:
                system.write(plan.profile, in_keyring)
            elif plan.new_key.place == "keyring":
                system.remove(plan.profile)
        raise


def changed_fields(profile: Profile, book: ProfileBook, **changes: str | float | bool | None) -> dict[str, Any]:
    """Return what the player's file is to say of a profile when these fields change; empty where nothing does."""
    differing = {name: value for name, value in changes.items() if getattr(profile, name) != value}
    own = dict(book.own.get(profile.name, {}))
    own.pop("name", None)
    return {**own, **differing} if differing or own else {}


def key_places(*, keyring: bool) -> tuple[Place, ...]:
    """Return where a key can be kept here, the best first."""
    return ("keyring", "passphrase", "machine", "run") if keyring else ("passphrase", "machine", "run")


def own_profile(name: str, base_url: str, model: str, context_tokens: int, *, needs_key: bool) -> dict[str, Any]:
    """Return the entry of an endpoint of the player's own, that speaks as OpenAI's does.

    Raises:
        UsageError: ``setup-name-needed``.
    """
    if not name:
        raise UsageError("setup-name-needed")
    return {
        "kind": "openai",
        "base_url": base_url,
        "model": model,
        "context_tokens": context_tokens,
        "needs_key": needs_key,
    }


def without_key(shelf: Shelf, profile: str) -> tuple[tuple[Place, ...], Shelf]:
    """Forget a profile's key and say where it was; the model of the default profile is asked no more.

    Raises:
        ModelError: A place cannot be opened.
    """
    gone = shelf.chest.remove(profile)
    if gone and profile == shelf.book.default and shelf.settings.use_model:
        shelf = shelf.with_settings(shelf.settings.model_copy(update={"use_model": False}))
    return gone, shelf


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    elif _bytes(path) != content:
        write_atomically(path, content, mode=0o600)
