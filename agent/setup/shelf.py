"""All that concerns models on this machine, read once: settings, profiles, keys, what was spent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Self

from agent.errors import ModelError, UsageError
from agent.models import EMBEDDED, Limits, UsageFile, load_profiles
from agent.setup.keys import Chest, SealedFile
from agent.setup.settings import PROFILES_FILE, read_settings, write_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from agent.models import Profile, ProfileBook, Secret
    from agent.setup.keys import FoundKey, Place
    from agent.setup.settings import Settings

USAGE_FILE: Final = "usage.json"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The player's side of models.

    Attributes:
        folder: Of settings, profiles and the sealed file.
        settings: What was decided.
        book: The profiles.
        chest: The keys.
        limits: What is left and what was spent; shared by everything that asks a model.
    """

    folder: Path
    settings: Settings
    book: ProfileBook
    chest: Chest
    limits: Limits

    @classmethod
    def open(
        cls,
        folder: Path,
        data: Path,
        environment: Mapping[str, str],
        ask_passphrase: Callable[[], Secret | None] | None = None,
    ) -> Self:
        """Read everything.

        Args:
            folder: Of the settings.
            data: Where the counts of use are kept.
            environment: The process's variables.
            ask_passphrase: Asks the player for the sealed file's passphrase.

        Raises:
            UsageError: The settings cannot be meant or read.
            ContractError: ``model-profiles-invalid``.
        """
        settings = read_settings(folder)
        path = folder / PROFILES_FILE
        try:
            book = load_profiles(path)
        except OSError as fault:
            raise UsageError("settings-unreadable", path=str(path), reason=fault.strerror or "?") from fault
        limits = Limits(book.caps, store=UsageFile(data / USAGE_FILE))
        return cls(folder, settings, book, Chest(SealedFile(folder), environment, ask_passphrase), limits)

    def key_of(self, profile: Profile) -> FoundKey | None:
        """Return a profile's key, its own or that of another profile of the same endpoint and organisation.

        Raises:
            ModelError: A place that may hold it cannot be opened.
        """
        return self.chest.find(profile.name, profile.base_url, relatives=self._relatives(profile))

    def key_place(self, profile: Profile) -> Place | None:
        """Tell where a profile's key is without opening a seal; None where it is nowhere.

        Raises:
            ModelError: A place that may hold it cannot be read.
        """
        return self.chest.locate(profile.name, profile.base_url, relatives=self._relatives(profile))

    def _relatives(self, profile: Profile) -> list[str]:
        where = (profile.base_url, profile.organisation)
        return [p.name for p in self.book.profiles.values() if (p.base_url, p.organisation) == where]

    def needed_key_of(self, profile: Profile) -> FoundKey | None:
        """Return a profile's key; None where it needs none.

        Raises:
            ModelError: ``model-key-missing``, or a place that may hold it cannot be opened.
        """
        found = self.key_of(profile)
        if found is None and profile.needs_key:
            raise ModelError("model-key-missing", model=profile.name, host=profile.host)
        return found

    def secrets_at_hand(self) -> list[str]:
        """Return every key that can be had without asking anybody, word for word: for taking them out of texts."""
        return [key.reveal() for name in self.book.profiles for key in self.chest.at_hand(name)]

    def chosen(self, wanted: str | None = None, *, sends: bool = True) -> str:
        """Return the name of what answers: as wanted, else as decided, else the embedded analyst.

        Args:
            wanted: A profile's name.
            sends: Something is to be sent to it, for which consent is needed.

        Raises:
            UsageError: ``model-profile-unknown``; ``consent-needed`` before anything may leave this machine.
        """
        name = wanted or (self.book.default if self.settings.use_model else EMBEDDED)
        if name != EMBEDDED:
            profile = self.book.get(name)
            if sends and not profile.is_local and not self.settings.consented:
                raise UsageError("consent-needed", model=name, host=profile.host)
        return name

    def order(self, name: str) -> tuple[Profile, ...]:
        """Return the profiles that are tried for a name: nothing is sent further than was agreed to.

        Raises:
            UsageError: ``model-profile-unknown``.
        """
        first, *others = self.book.order(name)
        if name not in self.book.profiles:  # a raw tag of Ollama's: whoever names it wants it and no other
            return (first,)
        return first, *(other for other in others if other.is_local or self.settings.consented)

    def with_settings(self, settings: Settings) -> Self:
        """Write other settings and return the shelf with them.

        Raises:
            UsageError: ``settings-unwritable``.
        """
        write_settings(self.folder, settings)
        return replace(self, settings=settings)

    def with_book(self, book: ProfileBook) -> Self:
        """Write other profiles and return the shelf with them.

        Raises:
            UsageError: ``settings-unwritable``.
        """
        path = self.folder / PROFILES_FILE
        try:
            book.save(path)
        except OSError as fault:
            raise UsageError("settings-unwritable", path=str(path), reason=fault.strerror or "?") from fault
        return replace(self, book=book)
