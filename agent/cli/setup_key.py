"""The steps of `agent setup` that concern a key: found or typed, kept in a place of the player's choice."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent.cli.screen import one_line
from agent.errors import ModelError, UsageError
from agent.models import Secret
from agent.setup.keys import PASSPHRASE_VARIABLE, plausible, system
from agent.setup.onboarding import NewKey, changed_fields, key_places

if TYPE_CHECKING:
    from agent.cli.asking import Asking
    from agent.cli.screen import Screen
    from agent.errors import AgentError
    from agent.models import Profile, ProfileBook
    from agent.setup.keys import FoundKey, Place
    from agent.setup.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Flags:
    """What was said on the command line; None is asked for."""

    accept_consent: bool = False
    profile: str | None = None
    name: str | None = None
    url: str | None = None
    model: str | None = None
    context_tokens: int | None = None
    organisation: str | None = None
    key_stdin: bool = False
    key_store: Place | None = None
    fall_over: tuple[str, ...] = ()
    check: bool = True


@dataclass(slots=True)
class Draft:
    """A profile on its way to be decided, with the key it will be asked with."""

    profile: Profile
    book: ProfileBook
    fields: dict[str, Any]
    key: Secret | None = None
    found: FoundKey | None = None

    def change(self, **changes: str | float | bool | None) -> None:
        """Change fields of the profile.

        Raises:
            UsageError: A field cannot be meant.
        """
        self.fields = {**self.fields, **changed_fields(self.profile, self.book, **changes)}
        self.book = self.book.with_profile(self.profile.name, self.fields) if self.fields else self.book
        self.profile = self.book.get(self.profile.name)


def take_key(draft: Draft, flags: Flags, shelf: Shelf, asking: Asking) -> None:
    """Find the key that is there, or have one typed; an endpoint of one's own may need none."""
    out, profile = asking.screen, draft.profile
    if flags.key_stdin:
        draft.key = _plausible(Secret(sys.stdin.readline().strip()))
        return
    try:
        draft.found = shelf.key_of(profile)
    except ModelError as error:
        say_error(error, out)
    if draft.found is not None:
        place = place_words(draft.found.place, draft.found.name, shelf, out)
        out.say(out.text("setup-key-found", shown=draft.found.key.masked, place=place))
        if not asking.interactive or asking.confirm("setup-key-keep", "--key-stdin", default=True):
            draft.key = draft.found.key
            return
        draft.found = None
    if not profile.needs_key:
        return
    type_key(draft, asking)


def type_key(draft: Draft, asking: Asking) -> None:
    """Have a key typed; an endpoint of the player's own may need none."""
    out, profile = asking.screen, draft.profile
    optional = profile.name in draft.fields or bool(draft.fields.get("kind"))
    if not asking.interactive and optional:
        draft.change(needs_key=False)
        return
    if not asking.interactive:
        raise UsageError("setup-key-needed", profile=profile.name)
    while True:
        typed = asking.secret("setup-key-optional" if optional else "setup-key", "--key-stdin", host=profile.host)
        if typed is None and optional:
            draft.change(needs_key=False)
            return
        if typed is None:
            continue
        try:
            draft.key = _plausible(typed)
        except ModelError as error:
            say_error(error, out)
            continue
        out.say(out.text("setup-key-typed", shown=draft.key.masked))
        return


def _plausible(key: Secret) -> Secret:
    if not plausible(key.reveal()):
        raise ModelError("key-implausible")
    return key


def place_key(draft: Draft, flags: Flags, shelf: Shelf, asking: Asking) -> NewKey | None:
    """Decide where a typed key is kept; one that was found stays where it is, unless a place is named."""
    if draft.key is None or (draft.found is not None and flags.key_store in {None, draft.found.place}):
        return None
    places = key_places(keyring=system.available())
    place = flags.key_store
    if place is None:
        out = asking.screen
        out.say(out.text("setup-key-where"))
        place = places[asking.pick("setup-which-place", "--key-store", [out.text(f"setup-place-{p}") for p in places])]
    passphrase = _new_passphrase(shelf, asking) if place == "passphrase" else None
    if place == "machine":
        asking.screen.say(asking.screen.text("setup-machine-warning"), style="yellow")
    return NewKey(draft.key, place, passphrase)


def _new_passphrase(shelf: Shelf, asking: Asking) -> Secret:
    """Have a passphrase typed twice, or take the variable's."""
    if variable := shelf.chest.environment.get(PASSPHRASE_VARIABLE, ""):
        return Secret(variable)
    out = asking.screen
    while True:
        first = asking.secret("setup-passphrase", PASSPHRASE_VARIABLE)
        if first is None:
            continue
        if asking.secret("setup-passphrase-again", PASSPHRASE_VARIABLE) == first:
            return first
        out.say(out.text("setup-passphrase-differs"), style="yellow")


def place_words(place: Place, name: str, shelf: Shelf, out: Screen) -> str:
    """Say where a key is."""
    names = {"environment": name, "keyring": system.name(), "run": ""}
    return out.text(f"key-place-{place}", name=one_line(names.get(place, str(shelf.chest.sealed.path))))


def say_error(error: AgentError, out: Screen) -> None:
    """Print an error and its next step, and go on."""
    sentence, step = out.catalogue.error(error)
    out.paragraph(f"✗ {one_line(sentence)}", style="red", hang=2)
    out.paragraph(f"  → {one_line(step)}", hang=4)
