"""All places of keys as one: where a profile's key is found, where a new one goes, and how it is forgotten."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from agent.errors import ModelError
from agent.models import Secret
from agent.setup.keys import system
from agent.setup.keys.environment import key_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

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
        for name in names:
            if (typed := self._run.get(name)) is not None:
                return FoundKey(typed, "run", name)
            if (set_ := key_from(self.environment, name, base_url)) is not None:
                return FoundKey(set_[0], "environment", set_[1])
        refusal: ModelError | None = None
        for look in (self._in_keyring, self._in_file):
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

    def keep(self, profile: str, key: Secret, place: Place, passphrase: Secret | None = None) -> None:
        """Keep a key in one place and nowhere else; an older one of the same profile goes.

        Raises:
            ModelError: The place does not take it.
        """
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
