"""All places of keys as one: where a profile's key is found, where a new one goes, and how it is forgotten."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from agent.errors import ModelError
from agent.models import Secret
from agent.setup.keys import system
from agent.setup.keys.environment import OPENAI_VARIABLE, key_from, variable_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from agent.setup.keys.sealed import SealedFile

PASSPHRASE_VARIABLE: Final = "GPTA_PASSPHRASE"  # noqa: S105 - its name, not its value
_TRIES: Final = 3
Place = Literal["environment", "keyring", "passphrase", "machine", "run"]
"""``passphrase`` and ``machine`` are the sealed file by what opens it; ``run`` is this process's memory alone."""


@dataclass(frozen=True, slots=True)
class FoundKey:
    """A key, where it was, and which variable or profile it stands under there."""

    key: Secret
    place: Place
    name: str


@dataclass(slots=True)
class Chest:
    """Finds and keeps keys.

    Attributes:
        sealed: The file for machines without a keyring.
        environment: The process's variables.
        ask_passphrase: Asks the player, at most once a run; None where there is nobody to ask.
    """

    sealed: SealedFile
    environment: Mapping[str, str]
    ask_passphrase: Callable[[], Secret | None] | None = None
    _run: dict[str, Secret] = field(default_factory=dict, repr=False)
    _known: set[Secret] = field(default_factory=set, repr=False)
    _passphrase: Secret | None = field(default=None, repr=False)

    def find(self, profile: str, base_url: str, *, relatives: Iterable[str] = ()) -> FoundKey | None:
        """Return a profile's key; None where there is none anywhere.

        Args:
            profile: Its name.
            base_url: Where the key would be sent.
            relatives: Profiles of the same endpoint and organisation, whose key serves as well.

        Raises:
            ModelError: A place that may hold it cannot be opened, and no other has it.
        """
        names = (profile, *(name for name in relatives if name != profile))
        found = next((key for name in names if (key := self._at_hand(name, base_url)) is not None), None)
        found = found or _first(names, (self._in_keyring, self._in_file))
        if found is not None:
            self._known.add(found.key)
        return found

    def known(self) -> list[str]:
        """Return every key that this process has had in hand, word for word: for taking them out of texts."""
        return [key.reveal() for key in self._known]

    def locate(self, profile: str, base_url: str, *, relatives: Iterable[str] = ()) -> Place | None:
        """Tell where a profile's key is without opening a seal; the arguments are those of `find`.

        Raises:
            ModelError: A place that may hold it cannot be read, and no other has it.
        """
        names = (profile, *(name for name in relatives if name != profile))
        for name in names:
            if (found := self._at_hand(name, base_url)) is not None:
                return found.place
        kept = _first(names, (self._in_keyring,))
        if kept is not None:
            return kept.place
        return next((lock for name in names if (lock := self.sealed.lock_of(name)) is not None), None)

    def keep(self, profile: str, key: Secret, place: Place, passphrase: Secret | None = None) -> None:
        """Keep a key in one place and nowhere else; an older one of the same profile goes.

        Raises:
            ModelError: The place does not take it.
        """
        self._known.add(key)
        if place == "keyring":
            system.write(profile, key)
        elif place == "run":
            self._run[profile] = key
        else:
            self.sealed.write(profile, key, passphrase if place == "passphrase" else None)
            self._passphrase = passphrase or self._passphrase
        if place not in {"passphrase", "machine"}:
            self.sealed.remove(profile)
        if place != "keyring":
            system.remove(profile)

    def keep_for_run(self, profile: str, key: Secret) -> None:
        """Know a key until this run ends; what is kept elsewhere stays."""
        self._known.add(key)
        self._run[profile] = key

    def remove(self, profile: str) -> tuple[Place, ...]:
        """Forget a profile's key wherever it is kept, and say where it was. The environment is not ours to change.

        Raises:
            ModelError: A place cannot be opened.
        """
        gone: list[Place] = []
        if self._run.pop(profile, None) is not None:
            gone.append("run")
        if system.remove(profile):
            gone.append("keyring")
        lock = self.sealed.lock_of(profile)
        if lock is not None and self.sealed.remove(profile):
            gone.append(lock)
        return tuple(gone)

    def at_hand(self, profile: str) -> list[Secret]:
        """Return every key that is known of a profile without asking anybody, OpenAI's variable among them."""
        variables = [self.environment.get(name, "") for name in (variable_of(profile), OPENAI_VARIABLE)]
        found = [Secret(text.strip()) for text in variables if text.strip()]
        found += [self._run[profile]] if profile in self._run else []
        with suppress(ModelError):
            found += [key for key in (system.read(profile),) if key is not None]
        with suppress(ModelError):
            locked = self.sealed.lock_of(profile) == "passphrase" and self._passphrase is None
            sealed = None if locked else self.sealed.read(profile, self._passphrase)
            found += [sealed] if sealed is not None else []
        return found

    def _at_hand(self, profile: str, base_url: str) -> FoundKey | None:
        typed = self._run.get(profile)
        if typed is not None:
            return FoundKey(typed, "run", profile)
        variable = key_from(self.environment, profile, base_url)
        return None if variable is None else FoundKey(variable[0], "environment", variable[1])

    def _in_keyring(self, profile: str) -> FoundKey | None:
        found = system.read(profile)
        return None if found is None else FoundKey(found, "keyring", profile)

    def _in_file(self, profile: str) -> FoundKey | None:
        lock = self.sealed.lock_of(profile)
        if lock is None:
            return None
        found = self.sealed.read(profile) if lock == "machine" else self._opened(profile)
        return None if found is None else FoundKey(found, lock, profile)

    def _opened(self, profile: str) -> Secret | None:
        """Open a seal with the passphrase that is known, else ask for it; who types can mistype."""
        known = self._passphrase
        if known is None and (value := self.environment.get(PASSPHRASE_VARIABLE, "")):
            known = Secret(value)
        tries = 1 if known is not None or self.ask_passphrase is None else _TRIES
        for number in range(tries):
            passphrase = known or (self.ask_passphrase() if self.ask_passphrase is not None else None)
            try:
                found = self.sealed.read(profile, passphrase)
            except ModelError as error:
                if error.code != "key-passphrase-wrong" or number == tries - 1:
                    raise
            else:
                self._passphrase = passphrase
                return found
        return None


def _first(names: Sequence[str], looks: Sequence[Callable[[str], FoundKey | None]]) -> FoundKey | None:
    """Return what the first place has for the first name; a place that refuses does not hide the others."""
    refusal: ModelError | None = None
    for look in looks:
        for name in names:
            try:
                found = look(name)
            except ModelError as error:
                refusal = refusal or error
                break
            if found is not None:
                return found
    if refusal is not None:
        raise refusal
    return None
